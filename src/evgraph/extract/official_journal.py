"""The Official Journal of the EU: "PbEU 2019, L 79", "PbEG L 176 van 15.7.1999, blz. 1", "PB L, 2024/1689, 12.7.2024".

An issue needs its year, from the citation itself or from its date; without one it is left alone. Since October 2023
each act is an issue of its own, numbered like the act. Source: the Interinstitutional style guide, 3.1.
"""

from __future__ import annotations

import re

from evgraph.dutch_dates import MONTHS
from evgraph.errors import InvalidIdentifier
from evgraph.extract.notation import AND, GAP, MAY, MONTH, page_behind
from evgraph.extract.recogniser import Recogniser, mention_of
from evgraph.identifiers import OfficialJournal
from evgraph.model import Member, Mention

_HEAD = (
    r"(?<![\w])(?:P[bB][ .]?(?:[ ]?(?:EU|EG|EEG|E\.G\.|E\.U\.))?|OJ"
    r"|(?i:publicatieblad)(?: van de (?:EU|Europese (?:Unie|Gemeenschap(?:pen)?)))?)"
    rf"{MAY},?{MAY}(?:[Nn]r\.?{MAY})?"
)
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_SERIES = r"(?P<series>[LCSP])"
_ISSUE = rf"(?P<issue>[1-9][0-9]{{0,3}})(?:{MAY}(?P<suffix>[AEIM]))?(?![\w])"
_SLASH_PAGE = rf"(?:{MAY}/{MAY}(?P<page>[0-9]{{1,5}}(?:{MAY}-{MAY}[0-9]{{1,5}})?)(?![0-9]))?"
_DATE = (
    rf"(?:(?:van|d\.d\.|dd\.?){GAP})?(?:[0-9]{{1,2}}{MAY}[./-]{MAY}[0-9]{{1,2}}{MAY}[./-]{MAY}(?P<dated>(?:19|20)[0-9]{{2}})"
    rf"|[0-9]{{1,2}}e?{GAP}{MONTH}{GAP}(?P<dated2>(?:19|20)[0-9]{{2}}))(?![0-9])"
)
_BY_YEAR = re.compile(
    rf"{_HEAD}\(?{_YEAR}\)?{MAY},?{MAY}(?:nr\.?{MAY})?{_SERIES}[ -]?{MAY}(?:nr\.?{MAY})?{_ISSUE}{_SLASH_PAGE}"
)
_BY_DATE = re.compile(rf"{_HEAD}{_SERIES}[ -]?{MAY}(?:nr\.?{MAY})?{_ISSUE}{_SLASH_PAGE}{MAY}[,(]?{MAY}{_DATE}")
_BY_ACT = re.compile(
    rf"{_HEAD}{_SERIES},?{MAY}(?:C/)?(?P<year>20[2-9][0-9])/(?P<issue>[1-9][0-9]{{0,4}})(?![\w])(?:,{MAY}(?P<date>{_DATE}))?"
)
_LINKED = re.compile(
    r"(?<![\w])OJ(?::|%3A|%3a)(?P<series>[LC])(?:(?::|%3A|%3a)(?P<year>(?:19|20)[0-9]{2})(?::|%3A|%3a)0{0,3}(?P<issue>[1-9][0-9]{0,3})(?P<suffix>[AEIM])?"
    r"|_(?P<year2>20[2-9][0-9])0{0,4}(?P<issue2>[1-9][0-9]{0,4}))(?![0-9])"
)
_UNDATED = re.compile(rf"{_HEAD}{_SERIES}[ -]?{MAY}(?:nr\.?{MAY})?{_ISSUE}{_SLASH_PAGE}(?!{MAY}[,/]?{MAY}[0-9])")
_DATE_BEFORE = re.compile(rf"{GAP}(?P<month>{MONTH}){GAP}(?P<year>(?:19|20)[0-9]{{2}}),?{MAY}\(?\Z", re.IGNORECASE)
_LAST_SURE_MONTH = 9
_NEXT = re.compile(rf"{AND}(?P<series>[LC]){MAY}{_ISSUE}{_SLASH_PAGE}")
_SAME_DATE = re.compile(rf"{MAY},?{MAY}{_DATE}")


def _read(text: str, position: int) -> Mention | None:
    match = (
        _LINKED.match(text, position)
        or _BY_ACT.match(text, position)
        or _BY_YEAR.match(text, position)
        or _BY_DATE.match(text, position)
    )
    if match is None:
        return _read_dated(text, position)
    try:
        members = _members(text, match)
    except InvalidIdentifier:
        return None
    return mention_of(members, "official-journal", 0.98)


def _read_dated(text: str, position: int) -> Mention | None:
    """An issue without a year behind the date of its act: "van 17 juni 1999 (PbEG L 187)".

    Acts of the last quarter are often published in the next year, so those are left alone.
    """
    match = _UNDATED.match(text, position)
    date = _DATE_BEFORE.search(text, max(0, position - 30), position) if match else None
    if match is None or date is None or MONTHS[date["month"].lower()] > _LAST_SURE_MONTH:
        return None
    issue = OfficialJournal(series=match["series"], year=int(date["year"]), issue=int(match["issue"]))
    page, end = page_behind(text, match.end())
    member = Member(start=position, end=end, identifier=issue, page=match["page"] or page)
    return mention_of([member], "official-journal-dated", 0.75)


def _members(text: str, match: re.Match[str]) -> list[Member]:
    groups = match.groupdict()
    year = int(next(groups[name] for name in ("year", "year2", "dated", "dated2") if groups.get(name)))
    issue = groups["issue"] or groups.get("issue2") or ""
    first = OfficialJournal(series=match["series"], year=year, issue=int(issue), suffix=groups.get("suffix"))
    end, page = match.end(), groups.get("page")
    if match.re is _BY_YEAR and (date := _SAME_DATE.match(text, end)) and str(year) in date.group():
        end = date.end()
    if page is None:
        page, end = page_behind(text, end)
    members = [Member(start=match.start(), end=end, identifier=first, page=page)]
    while match.re is _BY_YEAR and (following := _NEXT.match(text, end)):
        later = OfficialJournal(
            series=following["series"], year=year, issue=int(following["issue"]), suffix=following["suffix"]
        )
        page, end = page_behind(text, following.end())
        member = Member(start=following.start("series"), end=end, identifier=later, page=following["page"] or page)
        members.append(member)
    return members


OFFICIAL_JOURNAL = Recogniser(name="oj", starts="PpO", trigger=r"P[bB][ .E,L]|OJ[ :%,]|(?i:publicatieblad)", read=_read)
