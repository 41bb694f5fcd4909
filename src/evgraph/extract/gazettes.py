"""Staatsblad, Staatscourant and Tractatenblad: "Stb. 2020, 123", "Staatscourant 2020, nr. 12345", "Trb. 1951, 154".

Also "Stb. 2020/123", "Stcrt. 12 mei 2009, nr. 88", ids ("stb-2020-123") and lists ("Stb. 2020, 123 en 124",
"Stb. 1998, 1 en 1999, 20"). A year alone names no issue.
"""

from __future__ import annotations

import re

from evgraph.errors import InvalidIdentifier
from evgraph.extract.notation import AND, ENDS, GAP, MAY, MONTH, NOT_COUNTED, NOT_IN_WORD, TO, page_behind
from evgraph.extract.recogniser import Recogniser, mention_of
from evgraph.identifiers import Gazette
from evgraph.model import Member, Mention

_SERIES = {
    "stb": "stb",
    "staatsblad": "stb",
    "stcrt": "stcrt",
    "strcrt": "stcrt",
    "staatscourant": "stcrt",
    "trb": "trb",
    "tractatenblad": "trb",
}
_YEAR = r"(?P<year>(?:18|19|20)[0-9]{2})"
_NUMBER = rf"(?P<number>[1-9][0-9]{{0,5}}(?: [0-9]{{3}}(?![0-9]))?)(?![\w]|[.,][0-9]|-[0-9]{{1,2}}-){NOT_COUNTED}"
_HEAD = r"(?P<name>Stb|Staatsblad|Strcrt|Stcrt|Staatscourant|Trb|Tractatenblad)"
_NAMED = re.compile(
    rf"{NOT_IN_WORD}{_HEAD}\.?(?:{GAP}I(?={GAP}1))?(?:{GAP}van{GAP}het{GAP}Koninkrijk(?:{GAP}der{GAP}Nederlanden)?)?,?{MAY}\(?(?:jaargang{GAP}"
    rf"|jrg\.?{MAY})?"
    rf"(?:(?:(?:van{GAP})?[0-9]{{1,2}}{GAP}{MONTH}{GAP})?{_YEAR})(?:{MAY}[,/;]{MAY}|{MAY}-{MAY}|{GAP})(?:(?:nrs?|no)\.?{MAY})?{_NUMBER}",
    re.IGNORECASE,
)
# "wet van 25 september 2008, Stb. 397": the year is that of the date before it.
_DATED = re.compile(
    rf"{NOT_IN_WORD}(?P<name>Stb|Trb)\.?{MAY}(?:nr\.?{MAY})?(?P<number>[1-9][0-9]{{0,3}})(?![\w]|[.,/-][0-9])",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(rf"{MONTH}{GAP}(?P<year>(?:18|19|20)[0-9]{{2}}){MAY}[,(]?{MAY}\Z", re.IGNORECASE)
_ID = re.compile(
    rf"(?<![\w-])(?P<name>stb|stcrt|trb)-{_YEAR}-(?P<number>[1-9][0-9]{{0,5}})(?![\w])(?!-[0-9])", re.IGNORECASE
)
_NEXT = re.compile(
    rf"{AND}(?:nr\.?{MAY})?(?P<number>[1-9][0-9]{{0,5}})(?![\w]|[.,][0-9]|[/-][0-9]){NOT_COUNTED}", re.IGNORECASE
)
_NEXT_YEAR = re.compile(rf"{AND}(?:{_HEAD}\.?{GAP})?{_YEAR},{MAY}(?:nr\.?{MAY})?{_NUMBER}", re.IGNORECASE)
_ENDS = re.compile(ENDS)
_RANGE = re.compile(rf"{TO}(?P<number>[1-9][0-9]{{0,5}})(?![\w/]|[.,-][0-9]){NOT_COUNTED}", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\b(?:belgisch|indisch|surinaamse?|vlaams)\w* \Z", re.IGNORECASE)
# The Staatsblad and Tractatenblad have never had so many issues in a year; the Staatscourant has tens of thousands.
_HIGHEST = 2000
_MOST_MEMBERS, _LONGEST_RANGE = 100, 60


def _read(text: str, position: int) -> Mention | None:
    if _OF_OTHERS.search(text, max(0, position - 16), position):
        return None
    match = _ID.match(text, position) or _NAMED.match(text, position)
    if match is None:
        return _read_dated(text, position)
    name = _SERIES[match["name"].lower()]
    try:
        members = _members(text, match, name)
    except InvalidIdentifier:
        return None
    if not members:
        return None
    return mention_of(members, "gazette", 0.98)


def _read_dated(text: str, position: int) -> Mention | None:
    match = _DATED.match(text, position)
    date = _DATE_BEFORE.search(text, max(0, position - 30), position) if match else None
    if match is None or date is None or (len(match["number"]) == 4 and match["number"][:2] in {"18", "19", "20"}):
        return None
    issue = Gazette(series=match["name"].lower(), year=int(date["year"]), number=int(match["number"]))
    member = Member(start=position, end=match.end(), identifier=issue)
    return mention_of([member], "gazette-dated", 0.8)


def _members(text: str, match: re.Match[str], name: str) -> list[Member]:
    found: list[Member] = []
    year, start = match["year"], match.start()
    following: re.Match[str] | None = match
    while following is not None and len(found) < _MOST_MEMBERS:
        number = following["number"]
        end = following.end("number")
        if " " in number and name != "stcrt":
            number, end = number.partition(" ")[0], following.start("number") + number.index(" ")
        page, end = page_behind(text, end)
        value = int(number.replace(" ", ""))
        if name != "stcrt" and value > _HIGHEST:
            break
        issue = Gazette(series=name, year=int(year), number=value)
        found.append(Member(start=start, end=end, identifier=issue, page=page))
        if (span := _RANGE.match(text, end)) and value < int(span["number"]) <= value + _LONGEST_RANGE:
            end = span.end()
            for between in range(value + 1, int(span["number"]) + 1):
                issue = Gazette(series=name, year=int(year), number=between)
                last = between == int(span["number"])
                begin = span.start("number") if last else span.start() - len(number)
                found.append(Member(start=begin, end=end, identifier=issue))
        if match.re is _ID:
            break
        following = _NEXT_YEAR.match(text, end)
        if following is not None and following["name"] is None:
            year, start = following["year"], following.start("year")
            continue
        following = _NEXT.match(text, end)
        if following is None or not _is_member(text, following):
            break
        start = following.start("number")
    return found


def _is_member(text: str, match: re.Match[str]) -> bool:
    number = match["number"]
    year_like = len(number) == 4 and number[:2] in {"19", "20"}
    return not year_like and _ENDS.match(text, match.end()) is not None


GAZETTES = Recogniser(
    name="stb",
    starts="sStT",
    trigger=r"(?i:stb|stcrt|strcrt|trb|staatsblad|staatscourant|tractatenblad)[-. ,(v]",
    read=_read,
)
