"""Kamerstukken: a dossier number and one or more ondernummers.

Forms: "Kamerstuk 22 112, nr. 3761", "21 501-20 nr. 621", "35 925 V, nr. 84", "Kamerstuk 29 023, nrs.
510 en 512", "nr. 178, bijlage en nr. 175", "nrs. 1–3", "Kamerstukken I 2025/26, 36 812, C",
"kamerstukdossier 22112 -4239", "kst-22112-4239".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from evgraph.dutch_dates import MONTHS
from evgraph.errors import InvalidIdentifier
from evgraph.extract.notation import SPACE, Cue, cue_before
from evgraph.identifiers import Dossier, Kamerstuk
from evgraph.identifiers.chamber import DOSSIERS_WITH_ADDITION
from evgraph.model import Member, Mention

# "22 112", "22112", "22.112"; not the tail of "122 112", "1.922.112" or "€ 22 112".
_DOSSIER = rf"(?<![0-9.,€$/])(?<![0-9]{SPACE})(?<!€{SPACE})(?P<dossier>[0-9]{{2}}(?:{SPACE}|\.)?[0-9]{{3}})"
# A part of a divided dossier: "-20" in "21 501-20"; not the "-2026" of a range.
_PART = rf"{SPACE}?[-–‑]{SPACE}?(?P<part>[0-9]{{2}})(?![0-9])"
# A budget chapter: " V", "-XIII", ".VIII", " IIA", "-A".
_CHAPTER = rf"(?:{SPACE}|[-.‑])?(?P<chapter>[IVX]{{1,6}}[A-J]?|[A-Z])(?![A-Za-z])"
# A Rijkswet has a second number: "35552 (R2148)".
_RIJKSWET = rf"(?:{SPACE}?\(R{SPACE}?[0-9]{{3,4}}\))?"
# An ondernummer: "4239", "235a", "007"; not the start of "3.5" or "3,5" or "12e", and not "0".
_NUMBER = r"(?!0{1,5}(?![0-9]))[0-9]{1,5}[a-d]?(?![\w]|[.,][0-9])"
_LETTERS = r"[A-Z]{1,2}(?![\w])"

_PAPER = re.compile(
    rf"{_DOSSIER}(?:{_PART}|{_CHAPTER})?{_RIJKSWET}[,;]?{SPACE}{{0,2}}"
    rf"(?P<nr>nrs|nr|nos|no|nummers|nummer)\b\.?{SPACE}{{0,2}}(?P<first>{_NUMBER}|{_LETTERS})"
)
# Only with a cue before it: the Eerste Kamer's letter ("36 812, C") and the hyphen
# form ("25424-430", "kamerstukdossier 21501 08-928").
_SENATE = re.compile(rf"{_DOSSIER}(?:{_CHAPTER})?{_RIJKSWET},{SPACE}{{0,2}}(?P<first>{_LETTERS})")
_HYPHEN = re.compile(
    rf"{_DOSSIER}(?:[ -](?P<chapter>[IVX]{{1,6}}[A-J]?)|[ -](?P<part>[0-9]{{2}})(?=-))?"
    rf"{SPACE}?-{SPACE}?(?P<first>{_NUMBER})"
)
_HYPHEN_CUE = re.compile(rf"(?<!\w)(?:kamerstuk(?:dossier|ken)?|dossier){SPACE}{{1,2}}\Z", re.IGNORECASE)
_PUBLICATION = re.compile(r"(?<![\w-])kst-[0-9A-Z]{2,9}(?:-[0-9A-Za-z]{1,6}){1,2}(?![\w])(?!-[0-9])")

_ATTACHMENT = re.compile(rf",?{SPACE}{{1,2}}(?:met{SPACE})?bijlagen?\b", re.IGNORECASE)
# The next number of a list; not the dossier of another paper ("nrs. 12 en 13 en 29023, nr. 5"), which has
# five digits, nor a date or a count behind the list ("nrs. 12 en 13, 3 december 2025", "en 2 bijlagen").
_NEXT = re.compile(
    rf"{SPACE}{{0,2}}(?:,|;|&|\ben\b|\bof\b){SPACE}{{0,2}}(?:en{SPACE})?(?P<nr>(?:nrs|nr|no)\b\.?{SPACE}{{0,2}})?"
    rf"(?![0-9]{{5}})(?P<number>{_NUMBER})(?!{SPACE}(?:[0-9]{{3}}|(?i:{'|'.join(MONTHS)}|bijlagen?)\b)|-[0-9])"
)
_RANGE = re.compile(rf"{SPACE}?(?:–|-|‑|t/m|tot en met){SPACE}?(?P<number>{_NUMBER})")
# What makes a five-digit number another thing: "ISO 27001, nr. 3", "Stcrt. 2020, 25 500, nr. 3", "Postbus 20 061".
_NO_DOSSIER = re.compile(
    r"\b(?:ISO|NEN|IEC|EUR|euro|bedrag van|Postbus|Stcrt\.?|Staatscourant|Stb\.?|Staatsblad)(?: [0-9]{4},?)? ?\Z",
    re.IGNORECASE,
)
_LONGEST_RANGE = 60
_MOST_MEMBERS = 1000


def find_kamerstukken(text: str) -> Iterator[Mention]:
    """Find the kamerstukken in a text, in no particular order; one mention per list."""
    yield from _papers(text)
    yield from _senate_papers(text)
    yield from _hyphen_forms(text)
    for match in _PUBLICATION.finditer(text):
        try:
            paper = Kamerstuk.parse(match.group())
        except InvalidIdentifier:
            continue
        yield _single(match.start(), match.end(), paper, "kamerstuk-publication-id", 0.99)


def _papers(text: str) -> Iterator[Mention]:
    for match in _PAPER.finditer(text):
        dossier = _dossier(match)
        if dossier is None:
            continue
        cue = cue_before(text, match.start())
        if cue is None and _NO_DOSSIER.search(text[max(0, match.start() - 24) : match.start()]):
            continue
        start = match.start() if cue is None else cue.start
        members = tuple(islice(_members(text, match, dossier, start, cue), _MOST_MEMBERS))
        yield Mention(
            kind="kamerstuk",
            rule="kamerstuk-cue" if cue else "kamerstuk-number",
            start=start,
            end=members[-1].end,
            members=members,
            confidence=0.99 if cue else 0.95,
        )


def _dossier(match: re.Match[str]) -> Dossier | None:
    """The dossier a match names; None when "12345-67" has a part that this dossier has not."""
    number = re.sub(r"[^0-9]", "", match["dossier"])
    groups = match.groupdict()
    part, chapter = groups.get("part"), groups.get("chapter")
    if (part is None) == (number in DOSSIERS_WITH_ADDITION):
        return None
    return Dossier(number=number, addition=part or chapter)


def _members(text: str, match: re.Match[str], dossier: Dossier, start: int, cue: Cue | None) -> Iterator[Member]:
    """The papers of a list; each keeps the shortest span that names it."""
    plural = match["nr"] in {"nrs", "nos", "nummers"}
    number, begin, position = match["first"], start, match.end("first")
    while True:
        attachment = _ATTACHMENT.match(text, position)
        end = attachment.end() if attachment else position
        yield _member(dossier, number, begin, end, cue, attachment=attachment is not None)
        if plural and (span := _RANGE.match(text, position)):
            yield from _range(dossier, number, span, cue)
            number, position, end = span["number"], span.end(), span.end()
        following = _NEXT.match(text, end)
        if following is None or not (plural or following["nr"]):
            return
        number, begin, position = following["number"], following.start("number"), following.end("number")


def _range(dossier: Dossier, first: str, match: re.Match[str], cue: Cue | None) -> Iterator[Member]:
    """The papers after the first of "nrs. 1–3"; a range too long to be meant gives its end only."""
    last = match["number"]
    between: range = range(0)
    if first.isdigit() and last.isdigit() and int(first) < int(last) <= int(first) + _LONGEST_RANGE:
        between = range(int(first) + 1, int(last))
    for number in (*map(str, between), last):
        yield _member(dossier, number, match.start("number"), match.end("number"), cue)


def _member(
    dossier: Dossier, number: str, start: int, end: int, cue: Cue | None, *, attachment: bool = False
) -> Member:
    return Member(
        start=start,
        end=end,
        identifier=Kamerstuk(dossier=dossier, number=number.lstrip("0")),
        attachment=attachment,
        vergaderjaar=cue.vergaderjaar if cue else None,
    )


def _senate_papers(text: str) -> Iterator[Mention]:
    for match in _SENATE.finditer(text):
        cue = cue_before(text, match.start())
        dossier = _dossier(match)
        if cue is None or dossier is None:
            continue
        member = _member(dossier, match["first"], cue.start, match.end(), cue)
        yield Mention(
            kind="kamerstuk",
            rule="kamerstuk-senate-letter",
            start=cue.start,
            end=match.end(),
            members=(member,),
            confidence=0.97 if cue.senate else 0.9,
        )


def _hyphen_forms(text: str) -> Iterator[Mention]:
    for match in _HYPHEN.finditer(text):
        dossier = _dossier(match)
        if dossier is None or _HYPHEN_CUE.search(text[max(0, match.start() - 20) : match.start()]) is None:
            continue
        paper = Kamerstuk(dossier=dossier, number=match["first"].lstrip("0"))
        yield _single(match.start(), match.end(), paper, "kamerstuk-hyphen", 0.97)


def _single(start: int, end: int, paper: Kamerstuk, rule: str, confidence: float) -> Mention:
    member = Member(start=start, end=end, identifier=paper)
    return Mention(kind="kamerstuk", rule=rule, start=start, end=end, members=(member,), confidence=confidence)
