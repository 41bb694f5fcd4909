"""Dossiers without a number in them: "Kamerstukdossier 22 112", "wetsvoorstel 36 412", "dossiers 36 410 V en 36 411".

A number alone says nothing: only a word that names a dossier, a bill or kamerstukken before it makes it one. Also the
Eerste Kamer's dossiers in Roman numerals, which are only found with a paper: "Kamerstukken I 2017/18, CXXIV, G".
"""

from __future__ import annotations

import re

from evgraph.errors import InvalidIdentifier
from evgraph.extract.kamerstuk_cues import can_be_dossier
from evgraph.extract.kamerstuk_forms import HYPHENATED
from evgraph.extract.kamerstukken import ADDITION, DOSSIER, KAMERSTUKKEN, read_dossier
from evgraph.extract.notation import AND, GAP, MAY, NOT_IN_WORD, TO, YEARS, vergaderjaar
from evgraph.extract.recogniser import Recogniser, mention_of
from evgraph.identifiers import Dossier, Kamerstuk
from evgraph.model import Member, Mention

_NR = rf"(?:(?:nrs?|nummers?)\b\.?{MAY})?"
_CUE = (
    rf"{NOT_IN_WORD}(?:kamerstuk(?:ken)?(?:dossiers?)?(?:nummers?|nr\.?)?|kamerdossiers?(?:nummers?|nr\.?)?|(?P<loose>dossiers?)(?:nr\.)?"
    r"|(?:initiatief)?wetsvoorstel(?:len)?)"
    rf"(?:{GAP}(?:I/II|II|I)(?!\w))?(?:{MAY},?{MAY}(?:vergaderjaar{GAP})?{YEARS})?"
    rf"{MAY}(?P<open>[,:/(]?){MAY}{_NR}"
)
# Not before "-12" or "/12"; before another dossier, "32 813/31 793", it may stand.
_ENDS = r"(?!\w|-(?![0-9]{5}(?![0-9]))|[.,][0-9]|/(?![0-9]{2}[ .]?[0-9]{3})[0-9])"
_NAMED = re.compile(rf"{_CUE}{DOSSIER}{ADDITION}{_ENDS}", re.IGNORECASE)
_NEXT = re.compile(
    rf"(?:{AND}|{MAY}/{MAY}){DOSSIER}{ADDITION}(?![\w-]|[.,/][0-9]|{GAP}(?:euro|woningen)\b)", re.IGNORECASE
)
_RANGE = re.compile(rf"{TO}(?P<last>[0-9]{{2}}[ .]?[0-9]{{3}}){_ENDS}")
_LONGEST_RANGE = 60
_CHAMBER_NEAR = re.compile(r"kamer(?!\w*(?:muziek|temperatuur))|motie|commissie|wetsvoorstel", re.IGNORECASE)
# How the title of a bill begins, as far before its number as titles are long; the next bill of a list begins anew.
_BILL_BEFORE = re.compile(
    r"(?:wetsvoorstel(?:len)?|\bvoorstel van (?:rijks)?wet)(?:-|\b)"
    r"(?=-| (?:\(|['\"]|(?-i:[A-Z])"
    r"|(?:tot|over|inzake|voor|houdende|van|ter|in|met|betreffende|regels|dat|die|om|en)\b))"
    r"(?:[^:;.\x1e]|\.(?! ))*\Z",
    re.IGNORECASE,
)
_TITLE_BEFORE = re.compile(
    r"\b(?:(?:Wijziging|Regels|Goedkeuring|Vaststelling|Invoering|Intrekking|Aanpassing|Rijkswet|Initiatiefwet|Verklaring"
    r"|Verandering|Machtiging|Herziening) (?:van|inzake|tot|dat|in|over)|[A-Z][a-z]*wet\b|Wet [a-z])[^;\x1e]*\Z"
)
# A number with a space may be an amount, so there the title ends right before it.
_TITLE_RIGHT_BEFORE = re.compile(
    r"\b(?:(?:Wijziging|Goedkeuring|Intrekking|Aanpassing|Herziening) van [^.;:()\x1e]{0,200}"
    r"(?:\w*wet|Wet [^.;:()\x1e]{0,80})"
    r"|[A-Z][a-z]*wet|Wet [a-z][^.;:()0-9\x1e]{1,60}) \Z"
)
_BUDGET_BEFORE = re.compile(
    r"\b(?:(?-i:Belastingplan|Voorjaarsnota|Najaarsnota|Miljoenennota|Slotwet|Jaarverslag en slotwet)"
    r"(?: (?:19|20)[0-9]{2})?"
    r"|initiatiefnota van (?:het lid|de leden) [A-Z][^.;:()0-9\x1e]{0,60}) \Z",
    re.IGNORECASE,
)
_LONGEST_TITLE = 420
# Bills are numbered from here on since 1988; older ones are hardly cited so, and amounts often are lower.
_LOWEST_WITH_SPACE = 20_000
_IN_BRACKETS = re.compile(rf"\({DOSSIER}{ADDITION}\)", re.IGNORECASE)
_SENATE = re.compile(
    rf"{NOT_IN_WORD}(?i:kamerstuk(?:ken)?){GAP}I,?{MAY}(?:(?i:vergaderjaar){GAP})?(?:{YEARS})?,?{MAY}"
    rf"(?P<number>[CDLXVI]{{2,9}}),{MAY}(?:(?:nr\.?|letter){MAY})?(?P<paper>[A-Z]{{1,2}})(?![\w])"
)


def _read(text: str, position: int) -> Mention | None:
    if text[position] == "(":
        return _read_in_brackets(text, position)
    if (senate := _SENATE.match(text, position)) is not None:
        return _read_senate(senate)
    match = _NAMED.match(text, position)
    if match is None or _may_be_any_dossier(text, match):
        return None
    if (paper := KAMERSTUKKEN.read(text, match.start("dossier"))) is not None:
        return paper
    members: list[Member] = []
    start = position
    following: re.Match[str] | None = match
    while following is not None:
        dossier = _dossier_alone(text, following)
        if dossier is None:
            break
        # "het wetsvoorstel (35 300)": what opens before the number closes behind it.
        end = following.end() + (
            following is match and match["open"] == "(" and text[match.end() : match.end() + 1] == ")"
        )
        members.append(Member(start=start, end=end, identifier=dossier, vergaderjaar=vergaderjaar(match)))
        end = following.end()
        if (span := _RANGE.match(text, end)) and dossier.addition is None:
            between = _dossiers_between(int(dossier.number), int(re.sub(r"[ .]", "", span["last"])))
            places = [span.start("last") if number == between[-1] else position for number in between]
            for number, place in zip(between, places, strict=True):
                members.append(Member(start=place, end=span.end(), identifier=Dossier(number=str(number))))
            end = span.end() if between else end
        following = _NEXT.match(text, end)
        start = following.start("dossier") if following else 0
    if not members:
        return None
    return mention_of(members, "dossier-cue", 0.95)


def _dossiers_between(first: int, last: int) -> list[int]:
    """The numbers after the first up to the last of "wetsvoorstellen 36 602 t/m 36 608"."""
    return list(range(first + 1, last + 1)) if 0 < last - first <= _LONGEST_RANGE else []


def _may_be_any_dossier(text: str, match: re.Match[str]) -> bool:
    """Whether a "dossier 20345" may be that of a court or office; the chamber's is written "22 112" or "36410-VIII"."""
    if match["loose"] is None or match["part"] or match["chapter"] or len(match["dossier"]) > len("22112"):
        return False
    return _CHAMBER_NEAR.search(text, max(0, match.start() - 80), match.end() + 40) is None


def _read_in_brackets(text: str, position: int) -> Mention | None:
    """A number alone in brackets: behind the title of a bill, "Wijziging van de Wet … (36067)", it is a citation.

    Elsewhere any number may stand there; resolution only looks at it to tell what "stuk nr. 12" is of.
    """
    match = _IN_BRACKETS.match(text, position)
    dossier = read_dossier(match) if match else None
    if match is None or dossier is None or not can_be_dossier(dossier):
        return None
    start, end = match.start("dossier"), match.end() - 1
    member = Member(start=start, end=end, identifier=dossier)
    begin = max(0, position - _LONGEST_TITLE)
    if " " in match["dossier"] and int(dossier.number) < _LOWEST_WITH_SPACE:
        return None
    before = _TITLE_RIGHT_BEFORE if " " in match["dossier"] else _TITLE_BEFORE
    # "(36 560 VIII)" and "(36550-A)" have the shape of a budget; "(20 500 V)" may be a tension.
    titled = match["chapter"] is not None and (len(match["chapter"]) > 1 or "-" in match.group())
    titled = titled or any(title.search(text, begin, position) for title in (_BILL_BEFORE, _BUDGET_BEFORE, before))
    rule, confidence = ("dossier-title", 0.85) if titled else ("dossier-bracket", 0.5)
    return mention_of([member], rule, confidence)


def _dossier_alone(text: str, match: re.Match[str]) -> Dossier | None:
    """The dossier of a match, unless a paper in it is cited: then that is the citation."""
    begin = match.start("dossier")
    if any(recogniser.read(text, begin) is not None for recogniser in (KAMERSTUKKEN, HYPHENATED)):
        return None
    dossier = read_dossier(match)
    return dossier if dossier is not None and can_be_dossier(dossier) else None


def _read_senate(match: re.Match[str]) -> Mention | None:
    try:
        paper = Kamerstuk(dossier=Dossier(number=match["number"]), number=match["paper"])
    except InvalidIdentifier:
        return None
    member = Member(start=match.start(), end=match.end(), identifier=paper, vergaderjaar=vergaderjaar(match))
    return mention_of([member], "kamerstuk-senate-letter", 0.97)


DOSSIERS = Recogniser(
    name="dossier",
    starts="kKdDwWiI(",
    trigger=(
        rf"(?i:kamerstuk|(?:kamerdossier|dossier|wetsvoorstel|initiatiefwetsvoorstel)[a-z]{{0,10}}\.?{MAY}[,:/(]?{MAY}{_NR}[0-9])"
        r"|\([0-9]{2}[ .]?[0-9]{3}\b"
    ),
    read=_read,
)
