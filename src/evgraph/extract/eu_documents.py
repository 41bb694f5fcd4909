"""Commission documents by number: COM, JOIN, SWD, SEC and C, in every spacing, slash, dash and link form, and lists.

"COM(2025) 945 final", "COM (2022) 0782", "COM/2009/0673 def.", "SWD(2023) 289, 290 en 291", "COM(97) 49", and the
EUR-Lex link form "COM:2021:206:FIN".
"""

from __future__ import annotations

import re

from evgraph.errors import InvalidIdentifier
from evgraph.extract.notation import AND, ENDS, MAY, NOT_COUNTED, PROCEDURE_TYPES, TO
from evgraph.extract.recogniser import Recogniser, mention_of
from evgraph.identifiers import EuDocument
from evgraph.model import Member, Mention

# " final", " def.", " definitief", "final/2"; the "fi" may be a ligature.
_FINAL = rf"(?:,?{MAY}(?:(?i:(?:fi|\?)nal|de(?:fi|\?)nitief|def\b\.?)(?:(?:/| )[2-9](?![0-9]))?)(?![a-z]))?"
_NUMBER = (
    rf"0{{0,4}}(?P<number>[1-9][0-9]{{0,3}})(?:(?=,?{MAY}(?:fi|\?)nal|{MAY}de(?:f|\?))"
    rf"|(?![\w]|[.,][0-9]|%|{MAY}\((?:{PROCEDURE_TYPES})\)))"
)
# Two digits were written for the year until 1999.
_YEAR = r"(?P<year>(?:19|20)[0-9]{2}|[5-9][0-9](?=\)|\]))"
# Not "COM(2025)" without a number, "DECOM(2021) 3", nor a plain "C 2020/3" (a notice in the Official Journal), so the
# series C needs its brackets. A comma may stand behind the year ("SWD (2023), 819").
_DOCUMENT = re.compile(
    rf"(?<![\w/])(?:(?P<series>COM|JOIN|SWD|SEC|Com|Join|Swd|Sec){MAY}(?:nr\.?{MAY})?[(\[/-]?{MAY}|(?P<c>C){MAY}\()"
    rf"{_YEAR}{MAY}(?:[)\]]{MAY}[,-]?|/|-|:|,)?{MAY}(?:nr\.?{MAY})?{_NUMBER}(?P<final>{_FINAL})"
)
_LINKED = re.compile(
    r"(?<![A-Za-z])(?P<series>COM|JOIN|SWD|SEC)(?::|%3A|%3a)(?P<year>(?:19|20)[0-9]{2})(?::|%3A|%3a)"
    r"0{0,4}(?P<number>[1-9][0-9]{0,3})(?:(?::|%3A|%3a)FIN)?(?![A-Za-z0-9])"
)
_NEXT = re.compile(
    rf"{AND}(?:(?:nr\.?|\((?P<year>(?:19|20)[0-9]{{2}})\)){MAY})?{_NUMBER}{_FINAL}(?!{MAY}(?:/|\()){NOT_COUNTED}",
    re.IGNORECASE,
)
# What makes "C (2019) 1234" a decision of the Commission, not a vitamin, a group or an annex.
_COMMISSION = re.compile(
    r"\b(?:commissie|besluit|beschikking|mededeling|document|decision)\b[^.;\x1e]{0,30}\Z", re.IGNORECASE
)
_RANGE = re.compile(rf"{TO}0{{0,4}}(?P<number>[1-9][0-9]{{0,3}})(?![\w]|[.,][0-9]|%){_FINAL}")
# A list goes on without a word: ", 3", not " en 3".
_BARE_JOINT = re.compile(r"[ ,;&]*[0-9]")
_LONGEST_RANGE = 60
_ENDS = re.compile(ENDS)
_MOST_MEMBERS = 200
_FIRST_YEAR, _LAST_YEAR = 1950, 2099


def _read(text: str, position: int) -> Mention | None:
    match = _LINKED.match(text, position) or _DOCUMENT.match(text, position)
    if match is None or not _is_sure(text, match):
        return None
    groups = match.groupdict()
    series = (groups["series"] or groups.get("c") or "").upper()
    year = _full_year(match["year"])
    try:
        members = [_member(series, year, match["number"], position, match.end())]
        end = match.end()
        if (span := _RANGE.match(text, end)) and 0 < int(span["number"]) - int(match["number"]) <= _LONGEST_RANGE:
            for number in range(int(match["number"]) + 1, int(span["number"])):
                members.append(_member(series, year, str(number), match.start("number"), span.end("number")))
            members.append(_member(series, year, span["number"], span.start("number"), span.end()))
            end = span.end()
        while len(members) < _MOST_MEMBERS and (following := _NEXT.match(text, end)):
            if not _is_member(text, following) or _begins_anew(members[-1], following):
                break
            year = int(following["year"]) if following["year"] else year
            begin = following.start("number") if not following["year"] else following.start("year") - 1
            members.append(_member(series, year, following["number"], _first_digit(text, begin), following.end()))
            end = following.end()
    except InvalidIdentifier:
        return None
    return mention_of(members, "eu-document-number", 0.99)


def _is_sure(text: str, match: re.Match[str]) -> bool:
    """Whether the notation cannot be something else: "Vitamine C (1997) 3", "Rapport Com (2019) 12", "SEC 2019 12"."""
    if match.re is _LINKED or match["final"]:
        return True
    head = text[match.start() : match.start("year")]
    if match["c"]:
        return head == "C(" or _COMMISSION.search(text, max(0, match.start() - 50), match.start()) is not None
    capitals = match["series"].isupper()
    if head[-1] in "([":
        return capitals or " " not in head
    return capitals and (head[-1] in "/-" or len(match["number"]) > 2)


def _is_member(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number behind a document is another document of that year."""
    if match["year"]:
        return True
    value = int(match["number"])
    if _FIRST_YEAR <= value <= _LAST_YEAR and len(match["number"]) == 4:
        return False
    return _ENDS.match(text, match.end()) is not None


def _begins_anew(before: Member, match: re.Match[str]) -> bool:
    """Whether a lower number behind a comma is that of the next item: "COM(2020) 824, 3. Voorts"."""
    if match["year"] or _BARE_JOINT.match(match.group()) is None:
        return False
    return isinstance(before.identifier, EuDocument) and int(match["number"]) < before.identifier.number


def _first_digit(text: str, begin: int) -> int:
    """Leading zeros belong to the number as it stands."""
    while text[begin - 1] == "0":
        begin -= 1
    return begin


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 1900 + int(digits)


def _member(series: str, year: int, number: str, start: int, end: int) -> Member:
    return Member(start=start, end=end, identifier=EuDocument(series=series, year=year, number=int(number)))


EU_DOCUMENTS = Recogniser(
    name="eu-document",
    starts="CJS",
    trigger=(
        rf"(?:COM|JOIN|SWD|SEC|Com|Join|Swd|Sec)(?:{MAY}(?i:nr\.?{MAY})?[(\[/-]?{MAY}[0-9]{{2}}|:|%3)"
        rf"|C{MAY}\([0-9]{{2}}"
    ),
    read=_read,
)
