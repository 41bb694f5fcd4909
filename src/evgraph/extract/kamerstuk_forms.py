"""Kamerstukken in other forms: joined by hyphens, number first, publication ids, and numbers that need the document.

"25424-430", "35300-IX-8", "23908-(R1519)-131", "kamerstukdossier 22112 -4239"; "nr. 721 (19637)"; "kst-35925-V-84", the
older "kst-20072008-31543-C"; "stuk nr. 12, I" and "(nr. 175)", of which the dossier stands elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evgraph.errors import InvalidIdentifier
from evgraph.extract.kamerstuk_cues import can_be_dossier, cue_before, may_be_dossier
from evgraph.extract.kamerstukken import ADDITION, DOSSIER, NUMBER_TRIGGER, read_dossier
from evgraph.extract.notation import AND, GAP, MAY, NOT_COUNTED, NOT_IN_WORD, TO
from evgraph.extract.paper_lists import LETTERS, NUMBER
from evgraph.extract.recogniser import DIGITS, Recogniser, mention_of
from evgraph.identifiers import Dossier, Kamerstuk
from evgraph.identifiers.chamber import DOSSIERS_WITH_ADDITION
from evgraph.model import Member, Mention

_HYPHEN = re.compile(
    rf"(?<!\w)(?P<dossier>[0-9]{{2}}[ .]?[0-9]{{3}})"
    r"(?:[ -](?:(?P<chapter>[IVX]{1,6}[A-J]?|[A-Z])|(?P<part>[0-9]{2}))(?= ?-))?"
    rf"(?: ?-? ?\(R ?[0-9]{{3,4}}\))?(?P<joint> ?[-/] ?)(?P<number>{NUMBER}|{LETTERS})(?!-|\.[a-z]|[ .]?[0-9]{{3}})"
)
_NEXT_HYPHEN = re.compile(
    rf"{AND}(?P<dossier>[1-3][0-9][ .]?[0-9]{{3}})-(?P<number>(?!0)[0-9]{{1,4}})(?![\w°%-]|[.,/][0-9]|\.[a-z])"
)
_DOSSIER_CUE = re.compile(rf"{NOT_IN_WORD}(?:kamerstuk)?dossier(?:s|nummer|nr\.)?:?{GAP}\Z", re.IGNORECASE)
# Joined by a hyphen and alone, an order number or a zip code looks the same. So something must say that it is a paper:
# its own shape ("35300-IX-8", "21501-08-692"), brackets of its own, a paper before it, or a list of its like.
_NO_START = re.compile(
    r"(?:[\w.,/@#&=?%¤$+-]|[¤$+] |[0-9] |\b(?:kenteken|polis|factuur|order|lot)\w* )\Z", re.IGNORECASE
)
_PAPER_BEFORE = re.compile(
    r"\b(?:sub|burger)?(?:motie|moties|amendement|amendementen|fiche|fiches|agendapunt|Kamerbrief|Kamerbrieven"
    r"|ingekomen stuk|jaarverslag)\b[^.;\x1e]{0,24}\Z|\bzie(?: ook)? \Z|\bID: \Z",
    re.IGNORECASE,
)
_AMENDMENT = re.compile(r"\b(?:amendement|motie) \Z", re.IGNORECASE)
_LIKE = r"(?:[1-3][0-9]{4}(?:-[A-Z0-9()]{1,8}){1,2}|(?:19|20)[0-9]{2}[DZ][0-9]{5})"
_LISTED_BEFORE = re.compile(rf"{_LIKE}; ?\Z")
_LISTED_BEHIND = re.compile(rf"; ?{_LIKE}(?![\w-])")
# With commas only of several dossiers, high numbers: "29911-430, 31015-300 en 25295-1200", not "13501-1, 13501-2".
_HIGH_LIKE = r"(?P<like>[1-3][0-9]{4})-[1-9][0-9]{1,3}"
_ENUMERATED_BEFORE = re.compile(rf"(?<![\w-]){_HIGH_LIKE}(?:, ?| en )\Z")
_ENUMERATED_BEHIND = re.compile(rf"(?:, ?| en ){_HIGH_LIKE}(?![\w-])")
# The chamber's own lists: "32647-105 - Brief regering d.d. 12-03-2024", "Brief regering - 25087-330 - 12 juni 2024".
_LIST_BEFORE = re.compile(
    r"\b(?:Brief regering|Motie|Amendement|Zaak:|Document:) ?-? ?\Z"
    r"|\b(?:Zaak|Document|Brief regering)\b[^\x1e]{1,200} - \Z"
)
_LIST_BEHIND = re.compile(r" - (?:Brief|Motie|Amendement|Verslag|Nota|Reactie|Lijst van vragen)\b")
_MOST_BARE = 4
_LONGEST_RANGE = 60
_MOST_MEMBERS = 40

# "nr. 721 (19637)", "nrs. 5 en 6 (36 410-VIII)", "nr. 348, was nr. 347 (32317)".
_INVERTED = re.compile(
    rf"(?<!\w)(?:stuk(?:ken)?{GAP})?(?P<nr>nrs|nr|no|nummers|nummer)\b\.?{MAY}(?P<number>{NUMBER})"
    rf"(?P<more>(?:(?:{AND}|{TO})(?:nr\.?{MAY})?[0-9]{{1,5}}){{0,20}})"
    rf"(?P<was>,?{GAP}\(?(?:was|voorheen|gedrukt{GAP}onder){GAP}nr\.?{MAY}[0-9]{{1,5}}\)?)?"
    rf"(?:{MAY}\((?:kamerst(?:uk(?:ken)?|\.){GAP}(?:I{{1,2}}{GAP})?)?(?:dossier{GAP})?"
    rf"|{GAP}(?:van|uit|in|bij){GAP}(?:het{GAP})?(?:kamerstuk(?:dossier|ken)?|dossier){GAP})"
    rf"{DOSSIER}{ADDITION}(?P<close>\))?",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"[0-9]{1,5}")
_RANGE = re.compile(rf"(?P<first>[0-9]{{1,5}}){TO}(?:nr\.?{MAY})?(?P<last>[0-9]{{1,5}})")

_PUBLICATION = re.compile(
    r"(?<![\w-])kst-(?:(?:19|20)[0-9]{6}-)?(?P<paper>[0-9A-Z]{2,9}(?:-[0-9A-Za-z]{1,6}?){1,2}?)"
    r"(?:-[hbnv][0-9]{1,2})?(?![\w])(?!-[0-9A-Z])",
    re.IGNORECASE,
)

# "stuk nr. 12, I", "stukken nrs. 12 en 13"; what dossier it is in is for resolution.
_OF_CONTEXT = re.compile(
    rf"(?<!\w)(?P<cue>stuk(?:ken)?{GAP}(?:onder{GAP})?)?(?P<nr>nrs|nr)\b\.?{MAY}(?P<number>(?!0)[0-9]{{1,4}})"
    rf"(?:(?P<part>, ?(?-i:[IVX]{{1,4}}(?: en [IVX]{{1,4}})?))(?!\w))?(?![\w/]|[.,:-][0-9]){NOT_COUNTED}",
    re.IGNORECASE,
)
_MORE_OF_CONTEXT = re.compile(
    rf"{AND}(?:(?:stuk{GAP})?nr\.?{MAY})?(?P<number>(?!0)[0-9]{{1,4}})(?![\w/]|[.,:-][0-9]|{GAP}[a-z]{{4,}}){NOT_COUNTED}",
    re.IGNORECASE,
)


def _read_hyphen(text: str, position: int) -> Mention | None:
    match = _HYPHEN.match(text, position)
    if match is None:
        return None
    number = match["dossier"].replace(" ", "").replace(".", "")
    if (match["part"] is None) == (number in DOSSIERS_WITH_ADDITION):
        return None
    try:
        dossier = Dossier(number=number, addition=match["part"] or match["chapter"])
        paper = Kamerstuk(dossier=dossier, number=match["number"].lstrip("0"))
    except InvalidIdentifier:
        return None
    cue = cue_before(text, position)
    if match["joint"].strip() == "/" and (cue is None or cue.loose):
        return None
    if match["number"].isalpha() and not (cue is not None and cue.senate):
        return None  # "36 410-V" is a chapter of the budget
    other = match["number"][:5]
    if len(match["number"]) > _MOST_BARE and other.isdigit() and can_be_dossier(Dossier(number=other)):
        return None  # "32813-31793" are two dossiers
    if cue is not None:
        # A dossier by name has its number behind a hyphen on the chamber's pages: there the number is the citation.
        start = position if "dossier" in text[cue.start : position].lower() else cue.start
        members = [Member(start=start, end=match.end(), identifier=paper, vergaderjaar=cue.vergaderjaar)]
        return mention_of([*members, *_later_hyphens(text, match.end())], "kamerstuk-hyphen", 0.97)
    if _DOSSIER_CUE.search(text[max(0, position - 30) : position]):
        return _single(position, match.end(), paper, "kamerstuk-hyphen", 0.97)
    if not _stands_for_itself(text, match, dossier):
        return None
    return _single(position, match.end(), paper, "kamerstuk-bare-hyphen", 0.7)


def _later_hyphens(text: str, position: int) -> Iterator[Member]:
    """The others of "Kamerstukken 22112-3437 en 22112-3902"."""
    for _ in range(_MOST_MEMBERS):
        match = _NEXT_HYPHEN.match(text, position)
        if match is None or match["dossier"] in DOSSIERS_WITH_ADDITION:
            return
        dossier = Dossier(number=match["dossier"].replace(" ", ""))
        position = match.end()
        yield _paper_member(dossier, match["number"], match.start("dossier"), position)


def _stands_for_itself(text: str, match: re.Match[str], dossier: Dossier) -> bool:
    """Whether "25424-430" is a paper without a word that says so."""
    start, end = match.span()
    before = text[max(0, start - 60) : start]
    number = match["number"]
    close = match["joint"] == "-" or _AMENDMENT.search(before)
    if not close or not number[0].isdigit() or number.startswith("0") or len(number) > _MOST_BARE:
        return False
    if "." in match["dossier"] or not may_be_dossier(text, start, dossier) or _NO_START.search(before):
        return False
    shaped = match["chapter"] is not None or match["part"] is not None or "(R" in match.group()
    in_layout = (
        _LIST_BEFORE.search(text, max(0, start - 240), start)
        or _LIST_BEHIND.match(text, end)
        or _is_enumerated(text, match, before)
    )
    if not shaped and not in_layout and " " in match["dossier"]:
        return False
    in_brackets = before.endswith("(") and text[end : end + 1] == ")"
    alone = start == 0 and not text[end:].strip(" .")
    listed = _LISTED_BEFORE.search(before) or _LISTED_BEHIND.match(text, end)
    return bool(shaped or in_brackets or alone or listed or in_layout or _PAPER_BEFORE.search(before))


def _is_enumerated(text: str, match: re.Match[str], before: str) -> bool:
    if len(match["number"]) == 1:
        return False
    beside = (_ENUMERATED_BEFORE.search(before), _ENUMERATED_BEHIND.match(text, match.end()))
    return any(other is not None and other["like"] != match["dossier"] for other in beside)


def _read_inverted(text: str, position: int) -> Mention | None:
    match = _INVERTED.match(text, position)
    dossier = read_dossier(match) if match else None
    if match is None or dossier is None or not may_be_dossier(text, match.start("dossier"), dossier):
        return None
    opened = "(" in text[match.end("more") : match.start("dossier")]
    if opened and match["close"] is None:
        return None
    end = match.end("close") if opened else match.end() - (match["close"] is not None)
    try:
        members = [_paper_member(dossier, match["number"], position, end)]
        for number in _ANOTHER.finditer(text, match.start("more"), match.end("more")):
            members.append(_paper_member(dossier, number.group(), number.start(), number.end()))
        if match["was"] and (former := _ANOTHER.search(text, match.start("was"), match.end("was"))):
            members.append(_paper_member(dossier, former.group(), former.start(), former.end()))
        span = _RANGE.fullmatch(text, match.start("number"), match.end("more"))
        if span is not None and int(span["first"]) < int(span["last"]) <= int(span["first"]) + _LONGEST_RANGE:
            between = range(int(span["first"]) + 1, int(span["last"]))
            members[1:1] = [_paper_member(dossier, str(n), span.start(), span.end()) for n in between]
    except InvalidIdentifier:
        return None
    return mention_of(members, "kamerstuk-inverted", 0.95)


def _read_publication(text: str, position: int) -> Mention | None:
    match = _PUBLICATION.match(text, position)
    if match is None:
        return None
    try:
        paper = Kamerstuk.parse(f"kst-{match['paper']}")
    except InvalidIdentifier:
        return None
    return _single(match.start(), match.end(), paper, "kamerstuk-publication-id", 0.99)


def _read_of_context(text: str, position: int) -> Mention | None:
    """A number without a dossier: only a candidate, which resolution settles or drops."""
    match = _OF_CONTEXT.match(text, position)
    if match is None:
        return None
    end = match.end()
    members = [Member(start=match.start(), end=end, name=match["number"])]
    while (
        (match["cue"] or match["nr"].lower() == "nrs")
        and len(members) < _MOST_MEMBERS
        and (following := _MORE_OF_CONTEXT.match(text, end))
    ):
        members.append(Member(start=following.start("number"), end=following.end(), name=following["number"]))
        end = following.end()
    rule = "kamerstuk-context" if match["cue"] else "kamerstuk-context-bare"
    return mention_of(members, rule, 0.8, kind="kamerstuk")


def _paper_member(dossier: Dossier, number: str, start: int, end: int) -> Member:
    return Member(start=start, end=end, identifier=Kamerstuk(dossier=dossier, number=number.lstrip("0").lower()))


def _single(
    start: int, end: int, paper: Kamerstuk, rule: str, confidence: float, *, year: str | None = None
) -> Mention:
    member = Member(start=start, end=end, identifier=paper, vergaderjaar=year)
    return mention_of([member], rule, confidence)


def _read_number_first(text: str, position: int) -> Mention | None:
    return _read_inverted(text, position) or _read_of_context(text, position)


def _read_joined(text: str, position: int) -> Mention | None:
    return _read_publication(text, position) if text[position] in "kK" else _read_hyphen(text, position)


HYPHENATED = Recogniser(
    name="kamerstuk",
    starts=DIGITS + "kK",
    trigger=(
        rf"{NUMBER_TRIGGER}(?:[ -](?:[IVX]{{1,6}}[A-J]?|[A-Z]|[0-9]{{2}}))?(?: ?-? ?\(R ?[0-9]{{3,4}}\))?"
        r" ?[-/] ?[0-9A-Z]"
        r"|(?i:kst)-[0-9A-Z]"
    ),
    read=_read_joined,
)
NUMBER_FIRST = Recogniser(
    name="kamerstuk",
    starts="nNsS",
    trigger=rf"(?i:\b(?:stuk(?:ken)?{GAP}(?:onder{GAP})?)?n(?:rs?|o|ummers?)\b\.?{MAY}[0-9])",
    read=_read_number_first,
)
