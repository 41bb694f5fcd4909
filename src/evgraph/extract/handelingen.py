"""Handelingen (the verbatim reports) and their Aanhangsel (written questions with answers).

"Handelingen II 2019/20, nr. 35, item 8, p. 12", "Handelingen Tweede Kamer, vergaderjaar 2019-2020, nr. 35", page forms
"Handelingen II 2003/04, 35-2420" and "blz. 39-2410", "Handelingen I 2012/13, 22-9-49" (sitting, item, page), ids
"h-tk-20192020-35-8"; "Aanhangsel Handelingen II 2019/20, nr. 1234", "ah-tk-20192020-1234".
Source: the ids of official publications; items exist since the parliamentary year 2010-2011.
"""

from __future__ import annotations

import re
from dataclasses import replace

from evgraph.errors import InvalidIdentifier
from evgraph.extract.notation import (
    AND,
    ENDS,
    GAP,
    MAY,
    MONTH,
    NOT_COUNTED,
    NOT_IN_WORD,
    OTHER_YEARS,
    TO,
    UNITS,
    YEARS,
    page_behind,
    vergaderjaar,
)
from evgraph.extract.recogniser import Recogniser, mention_of
from evgraph.identifiers import Aanhangsel, Handelingen
from evgraph.model import Member, Mention

_CHAMBER = (
    rf"(?:van{GAP}|der{GAP}|de{GAP}){{0,2}}(?P<chamber>II|I|TK|EK|Tweede{GAP}Kamer|Eerste{GAP}Kamer)(?!\w)"
    rf"(?:{GAP}der{GAP}Staten-Generaal)?"
)
_YEARS = rf"\(?(?:(?:vergaderjaar|zitting(?:sjaar)?){GAP})?{YEARS}\)?"
_NR = rf"(?:(?:nrs?|no|nummers?)\b\.?{MAY})"
_HANDELINGEN = re.compile(
    rf"{NOT_IN_WORD}(?<!bijlagen )(?:(?:handelingen|hand\.|verslag(?={GAP}[TE]K{GAP}))"
    rf"(?:{GAP}der{GAP}(?:Staten-Generaal|Kamer))?(?:{GAP}{_CHAMBER})?|H(?=[TE]K{GAP})(?P<short>[TE]K))"
    rf"{MAY},?{MAY}{_YEARS}{MAY}[,;]?{MAY}"
    rf"(?:{_NR}?(?P<number>[0-9]{{1,3}})(?![\w/]|[.,][0-9]|{GAP}{MONTH}|{GAP}(?:{UNITS})\b| [0-9]{{3}}(?![0-9]))"
    rf"(?:(?:e|ste|de){GAP}vergadering)?"
    rf"(?:{MAY}-{MAY}(?P<second>[0-9]{{1,5}})(?:{MAY}-{MAY}(?P<third>[0-9]{{1,5}}))?(?![0-9]))?"
    rf"|(?:p|pp|blz)\.?{MAY}(?P<paged>[0-9]{{1,3}}){MAY}-{MAY}(?P<page>[0-9]{{1,5}})(?![0-9-]))"
    rf"(?:{MAY},?{MAY}\(?items?{GAP}(?P<item>[0-9]{{1,3}})(?![0-9])\)?)?",
    re.IGNORECASE,
)
_AANHANGSEL = re.compile(
    rf"{NOT_IN_WORD}(?:(?P<footer>Tweede|Eerste){GAP}Kamer,?{GAP}vergaderjaar{GAP}{OTHER_YEARS},?{GAP})?"
    rf"aanhangsel(?:{GAP}(?:van{GAP}de|bij{GAP}de|der|van)?{MAY}(?:handelingen|hand\.))?(?:,?{GAP}{_CHAMBER})?{MAY},?{MAY}(?:{_YEARS}{MAY}[,;]?{MAY})?"
    rf"(?P<nr>{_NR})?(?P<number>[1-9][0-9]{{0,4}})(?![\w/]|[.,][0-9]){NOT_COUNTED}",
    re.IGNORECASE,
)
_ID = re.compile(
    r"(?<![\w-])(?P<kind>h|ah)-(?P<chamber>tk|ek)-(?P<start>[0-9]{4})(?P<end>[0-9]{4})-(?P<number>[1-9][0-9]{0,4})(?:-(?P<item>[0-9]{1,3}))?(?![\w]|-[0-9])",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"{AND}(?:nr\.?{MAY})?(?P<number>[1-9][0-9]{{0,4}})(?![\w/]|[.,-][0-9]){NOT_COUNTED}", re.IGNORECASE
)
_RANGE = re.compile(rf"{TO}(?P<number>[1-9][0-9]{{0,4}})(?![\w/]|[.,][0-9])")
_NEXT_SITTING = re.compile(
    rf"{AND}(?P<nr>{_NR})(?P<number>[1-9][0-9]{{0,2}})(?![\w/]|[.,-][0-9])(?:{MAY},?{MAY}item{GAP}(?P<item>[0-9]{{1,3}})(?![0-9]))?",
    re.IGNORECASE,
)
_NEXT_ITEM = re.compile(
    rf"{AND}(?:item{GAP})?(?P<item>[0-9]{{1,3}})(?![\w/]|[.,-][0-9])(?-i:{ENDS}){NOT_COUNTED}", re.IGNORECASE
)
_ENDS = re.compile(ENDS)
_FIRST_ITEMS = 2010
_HIGHEST_ITEM = 60
_LONGEST_RANGE = 60
_MOST_MEMBERS = 200


def _read(text: str, position: int) -> Mention | None:
    try:
        if (match := _ID.match(text, position)) is not None:
            return _read_id(match)
        if (match := _AANHANGSEL.match(text, position)) is not None:
            return _read_aanhangsel(text, match)
        if (match := _HANDELINGEN.match(text, position)) is not None:
            return _read_handelingen(text, match)
    except InvalidIdentifier:
        return None
    return None


def _chamber(written: str | None) -> str | None:
    if written is None:
        return None
    return "ek" if written.upper() in {"I", "EK"} or written.upper().startswith("EERSTE") else "tk"


def _read_id(match: re.Match[str]) -> Mention | None:
    year = f"{match['start']}-{match['end']}"
    chamber, number = match["chamber"].lower(), int(match["number"])
    if match["kind"].lower() == "ah":
        return (
            None
            if match["item"]
            else _mention(match.start(), [_aanhangsel(chamber, year, number, match.start(), match.end())], 0.99)
        )
    item = int(match["item"]) if match["item"] else None
    thing = Handelingen(chamber=chamber, vergaderjaar=year, number=number, item=item)
    member = Member(start=match.start(), end=match.end(), identifier=thing, vergaderjaar=year)
    return _mention(match.start(), [member], 0.99)


def _read_handelingen(text: str, match: re.Match[str]) -> Mention | None:
    chamber, year = _chamber(match["chamber"] or match["short"]), vergaderjaar(match)
    if chamber is None or year is None:
        return None
    end, item, page = match.end(), match["item"], match["page"]
    if text[end - 1] == ")" and text.count("(", match.start(), end) < text.count(")", match.start(), end):
        end -= 1
    if match["third"]:
        item, page = match["second"], match["third"]
    elif match["second"]:
        is_item = int(year[:4]) >= _FIRST_ITEMS and int(match["second"]) <= _HIGHEST_ITEM and item is None
        item, page = (match["second"], None) if is_item else (item, match["second"])
    found, end = page_behind(text, end)
    thing = Handelingen(
        chamber=chamber,
        vergaderjaar=year,
        number=int(match["number"] or match["paged"]),
        item=int(item) if item else None,
    )
    members = [Member(start=match.start(), end=end, identifier=thing, vergaderjaar=year, page=found or page)]
    while (item_next := _NEXT_ITEM.match(text, end)) and thing.item is not None and len(members) < _MOST_MEMBERS:
        later = replace(thing, item=int(item_next["item"]))
        end = item_next.end()
        members.append(Member(start=item_next.start("item"), end=end, identifier=later, vergaderjaar=year))
    while (following := _NEXT_SITTING.match(text, end)) and len(members) < _MOST_MEMBERS:
        page, end = page_behind(text, following.end())
        later = replace(
            thing, number=int(following["number"]), item=int(following["item"]) if following["item"] else None
        )
        begin = following.start("nr")
        members.append(Member(start=begin, end=end, identifier=later, vergaderjaar=year, page=page))
    return _mention(match.start(), members, 0.98)


def _read_aanhangsel(text: str, match: re.Match[str]) -> Mention | None:
    year = vergaderjaar(match) or vergaderjaar(match, suffix="2")
    if year is None:
        return None
    named = _chamber(match["chamber"] or match["footer"])
    # Written questions of the Eerste Kamer are rare and always say so.
    chamber, start, end = named or "tk", match.start(), match.end()
    if match["nr"] is None and _ENDS.match(text, end) is None:
        return None
    page, end = page_behind(text, end)
    members = [_aanhangsel(chamber, year, int(match["number"]), start, end, page=page)]
    while True:
        if (span := _RANGE.match(text, end)) and 0 < int(span["number"]) - int(match["number"]) <= _LONGEST_RANGE:
            first, last = int(str(members[-1].identifier).rpartition("-")[2]), int(span["number"])
            between = range(first + 1, last)
            members += [_aanhangsel(chamber, year, n, end - len(str(first)), span.end()) for n in between]
            members.append(_aanhangsel(chamber, year, last, span.start("number"), span.end()))
            end = span.end()
        following = _NEXT.match(text, end)
        if following is None or _ENDS.match(text, following.end()) is None or len(members) > _MOST_MEMBERS:
            return _mention(start, members, 0.98 if named else 0.85)
        end = following.end()
        members.append(_aanhangsel(chamber, year, int(following["number"]), following.start("number"), end))


def _aanhangsel(chamber: str, year: str, number: int, start: int, end: int, *, page: str | None = None) -> Member:
    thing = Aanhangsel(chamber=chamber, vergaderjaar=year, number=number)
    return Member(start=start, end=end, identifier=thing, vergaderjaar=year, page=page)


def _mention(start: int, members: list[Member], confidence: float) -> Mention | None:
    identifier = members[0].identifier
    if identifier is None:
        return None
    return mention_of(members, identifier.kind, confidence)


HANDELINGEN = Recogniser(
    name="handelingen",
    starts="hHaAtTeEvV",
    trigger=(
        r"(?i:handelingen[ ,]{1,13}(?:van|der|de|I|II|TK|EK|tweede|eerste|vergaderjaar|zitting|\(|[0-9])|\bhand\."
        r"|H[TE]K |\bverslag [te]k |aanhangsel|a?h-[te]k-[0-9]"
        rf"|(?:tweede|eerste){GAP}kamer,?{GAP}vergaderjaar{GAP}[0-9]{{4}}{MAY}[-/]{MAY}[0-9]{{2,4}},?{GAP}aanhangsel)"
    ),
    read=_read,
)
