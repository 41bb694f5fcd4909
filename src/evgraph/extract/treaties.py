"""Provisions of the EU treaties: "artikel 4, lid 2, onder a en j, VWEU", "artikelen 114 en 207 VWEU".

Also "artikel 207(2) VWEU" and "artikel 294, eerste en tweede lid, VWEU".
An article without the name of a treaty may be of any law, so it is no mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evgraph.errors import InvalidIdentifier
from evgraph.extract.notation import SPACE
from evgraph.identifiers import TreatyProvision
from evgraph.model import Member, Mention

_GAP = rf",?{SPACE}{{0,2}}"
# "artikel 4", "art. 207", "artikelen 114"; not "artikelsgewijs", "artikel vier".
_START = re.compile(
    rf"(?<![\w-])(?:artikelen|artikel|artt?\.){SPACE}{{0,2}}(?P<article>[0-9]{{1,3}}(?:bis|[a-z])?)(?![\w]|[.,][0-9])",
    re.IGNORECASE,
)
_LIST = rf"{SPACE}{{0,2}}(?:,|\ben\b|\bof\b|&){SPACE}{{0,2}}(?:en{SPACE})?"
_NEXT_ARTICLE = re.compile(
    rf"{_LIST}(?:artikel{SPACE}|art\.{SPACE}?)?(?P<value>[0-9]{{1,3}}[a-z]?)(?![\w]|[.,][0-9])", re.IGNORECASE
)
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende"], start=1
    )
}
# "tweede lid", and each ordinal of "eerste, tweede en derde lid".
_ORDINAL = "|".join(_ORDINALS)
_LID_BEHIND = rf"{SPACE}{{1,2}}(?:lid|leden)\b"
_ORDINAL_LID = rf"(?P<ordinal>{_ORDINAL})(?:{_LID_BEHIND}|(?=(?:{_LIST}(?:{_ORDINAL})){{1,9}}{_LID_BEHIND}))"
_LID = re.compile(
    rf"{_GAP}(?:(?:lid|leden|paragraaf){SPACE}{{1,2}}(?P<value>[0-9]{{1,2}}(?:bis|[a-z])?)(?![\w])|{_ORDINAL_LID})"
    rf"|{SPACE}?\((?P<bracketed>[0-9]{{1,2}})\)",
    re.IGNORECASE,
)
# A bare number goes on a list of leden only when that list says so: "leden 1 en 2", "lid 1 en 2", not the article 62
# of "artikelen 53, lid 1, 62 en 114", nor 82 of "16, lid 2, 82, lid 1".
_NEXT_LID = re.compile(rf"{_LIST}(?:lid{SPACE}(?P<value>[0-9]{{1,2}})(?![\w]|[.,][0-9])|{_ORDINAL_LID})", re.IGNORECASE)
_NEXT_OF_LEDEN = re.compile(
    rf"{_LIST}(?:(?:lid{SPACE})?(?P<value>[0-9]{{1,2}})(?![\w]|[.,][0-9]|{_GAP}lid\b)|{_ORDINAL_LID})",
    re.IGNORECASE,
)
_LEDEN = re.compile(rf"{_GAP}leden{SPACE}", re.IGNORECASE)
_LID_AND = re.compile(
    rf"{_GAP}lid{SPACE}[0-9]{{1,2}}{SPACE}(?:en|of){SPACE}[0-9]{{1,2}}(?![\w]|[.,][0-9])", re.IGNORECASE
)
_POINT = re.compile(
    rf"{_GAP}(?:onder|sub|letter|punt|onderdeel){SPACE}{{1,2}}\(?(?P<value>[a-z]{{1,2}})\)?(?![\w])"
    rf"|(?<=\)){SPACE}?\((?P<bracketed>[a-z])\)",
    re.IGNORECASE,
)
# "j" of "onder a en j", "c)" of "onder a), b) en c)"; not the "de" or "en" that a sentence goes on with.
_NEXT_POINT = re.compile(rf"{_LIST}(?:(?:onder|sub|letter|punt){SPACE})?\(?(?P<value>[a-z])\)?(?![\w])", re.IGNORECASE)
_ALINEA = re.compile(
    rf"{_GAP}(?:(?P<ordinal>{'|'.join(_ORDINALS)}){SPACE}{{1,2}}alinea|alinea{SPACE}{{1,2}}(?P<value>[0-9]{{1,2}}))\b",
    re.IGNORECASE,
)
_NAMES = (
    ("TFEU", r"VWEU|WVEU|EU-?[Ww]erkingsverdrag|[Vv]erdrag betreffende de [Ww]erking van de (?:EU|Europese Unie)"),
    (
        "CFREU",
        r"EU-?Handvest|Handvest van de grondrechten(?: van de (?:EU|Europese Unie))?"
        r"|Handvest van de (?:EU|Europese Unie)",
    ),
    (
        "EAEC",
        r"EGA-?[Vv]erdrag|Euratom-?[Vv]erdrag|[Vv]erdrag tot oprichting van de Europese Gemeenschap voor Atoomenergie",
    ),
    ("TEC", r"EG-?[Vv]erdrag|VEG|[Vv]erdrag tot oprichting van de Europese Gemeenschap"),
    ("TEU", r"VEU|EU-?[Vv]erdrag|[Vv]erdrag betreffende de (?:EU|Europese Unie)"),
)
_TREATY = re.compile(
    rf"[,)]{{0,2}}{SPACE}{{0,2}}(?:van{SPACE}(?:het|de){SPACE})?(?:"
    + "|".join(rf"(?P<{code}>{names})" for code, names in _NAMES)
    + r")(?![\w])"
)
_MOST_MEMBERS = 40


@dataclass(frozen=True, slots=True)
class _Part:
    value: str
    start: int
    end: int


def find_treaty_provisions(text: str) -> Iterator[Mention]:
    """Find treaty provisions; lists of articles, leden or points give a member each."""
    done = 0
    for match in _START.finditer(text):
        if match.start() < done:  # a later article of a list that was read, with or without a treaty
            continue
        members, done = _provisions(text, match)
        if members:
            yield Mention(
                kind="treaty",
                rule="treaty-provision",
                start=match.start(),
                end=done,
                members=members,
                confidence=0.99,
            )


def _provisions(text: str, match: re.Match[str]) -> tuple[tuple[Member, ...], int]:
    """Read on from an article number until the treaty's name; no members when no treaty is named."""
    singular = "artikelen" not in match.group().lower() and "artt" not in match.group().lower()
    heads = [[_Part(match["article"], match.start("article"), match.end("article"))]]
    position = match.end()
    while True:
        tails, position = _qualifiers(text, position, singular=singular)
        heads[-1:] = [[*heads[-1], *tail] for tail in tails] or [heads[-1]]
        if treaty := _TREATY.match(text, position):
            return _to_members(heads, str(treaty.lastgroup), match.start(), treaty.end()), treaty.end()
        following = _NEXT_ARTICLE.match(text, position)
        if following is None:
            return (), position
        heads.append([_Part(following["value"], following.start("value"), following.end("value"))])
        position = following.end()


def _qualifiers(text: str, position: int, *, singular: bool) -> tuple[list[list[_Part]], int]:
    """Read lid, alinea and points; a list of leden or of points gives one tail per member."""
    in_list = _LEDEN.match(text, position) or (singular and _LID_AND.match(text, position))
    leden, position = _series(text, position, _LID, _NEXT_OF_LEDEN if in_list else _NEXT_LID)
    alineas, position = _series(text, position, _ALINEA, None)
    points, position = _series(text, position, _POINT, _NEXT_POINT)
    alinea = [_Part(f"al{part.value}", part.start, part.end) for part in alineas]
    if len(leden) > 1:
        before, leden = [[lid] for lid in leden[:-1]], leden[-1:]
    else:
        before = []
    head = [*leden, *alinea]
    return before + ([[*head, point] for point in points] if points else [head]), position


def _series(text: str, position: int, first: re.Pattern[str], later: re.Pattern[str] | None) -> tuple[list[_Part], int]:
    match = first.match(text, position)
    parts: list[_Part] = []
    while match is not None and len(parts) < _MOST_MEMBERS:
        groups = match.groupdict()
        name = next(name for name in ("value", "ordinal", "bracketed") if groups.get(name))
        value = groups[name].lower()
        parts.append(_Part(_ORDINALS.get(value, value), match.start(name), match.end(name)))
        position = match.end()
        match = later.match(text, position) if later is not None else None
    return parts, position


def _to_members(heads: list[list[_Part]], treaty: str, start: int, end: int) -> tuple[Member, ...]:
    members = []
    for index, parts in enumerate(heads):
        try:
            provision = TreatyProvision(
                treaty=treaty, article=parts[0].value.lower(), parts=tuple(part.value for part in parts[1:])
            )
        except InvalidIdentifier:
            return ()
        # The first member needs the whole citation to be named; a later one only its own number or letter.
        span = (start, end) if index == 0 else _own_span(parts, heads[index - 1])
        members.append(Member(start=span[0], end=span[1], identifier=provision))
    return tuple(members)


def _own_span(parts: list[_Part], before: list[_Part]) -> tuple[int, int]:
    """From the first part that the member before it does not share to its last part."""
    own = [part for part in parts if part not in before] or parts[-1:]
    return own[0].start, own[-1].end
