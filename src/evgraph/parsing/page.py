"""The page around a letter: number, date, dossier, case, committees, activities.

This is the text form of a document page ("Nummer: …, datum: …", "Onderdeel van zaak …"), as open
data sites show it above the letter. A letter without such a page simply has none of these fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from evgraph.model import Activity, CommitteeRole, Field, PageHeader, Person, Span
from evgraph.parsing.lines import Line, split_lines

# Such as "Nummer: 2026D04646, datum: 2026-01-30, bijgewerkt: 2026-02-02 10:12, versie: 1"
_NUMBER = re.compile(r"(?:Nummer:\s*)(?P<value>(?:19|20)[0-9]{2}D[0-9]{5})\b")
_DATE = re.compile(r"\bdatum:\s*(?P<value>[0-9]{4}-[0-9]{2}-[0-9]{2})\b")
_UPDATED = re.compile(r"\bbijgewerkt:\s*(?P<value>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2})?)")
_VERSION = re.compile(r"\bversie:\s*(?P<value>[0-9]{1,6}(?:\.[0-9]{1,6})?)")
# Number, addition, hyphen, ondernummer: "kamerstukdossier 22112 -4239 Nieuwe …", "21501 08-928 Milieuraad",
# "36410 XIII-12"; not "kamerstukdossier 22112" alone.
_DOSSIER = re.compile(
    r"kamerstukdossier\s+(?P<dossier>[0-9]{5}(?:[ -](?:[0-9]{2}|[IVX]{1,6}[A-J]?|[A-J]))?)\s*-\s?"
    r"(?P<number>[0-9]{1,5}[a-z]?|[A-Z]{1,2})\b"
)
_CASE = re.compile(r"Onderdeel van zaak\s+(?P<value>(?:19|20)[0-9]{2}Z[0-9]{5})\b")
# Such as "- Eerste ondertekenaar: D.M. van Weel, minister van Buitenlandse Zaken"
# and "(Ooit PVV kamerlid)" behind a role is a remark of the site.
_PERSON = re.compile(
    r"(?P<part>Eerste ondertekenaar|Indiener):\s*(?P<name>[^,\n]{1,100}),\s*"
    r"(?P<role>.{1,200}?)(?:\s*\(Ooit [^()]{1,60}\))?$"
)
# The years behind the name of a committee that is no more, "(2017-2024)", are no part of its name.
_COMMITTEE = re.compile(
    r"^-?\s*(?P<role>Voortouwcommissie|Volgcommissie):\s*(?P<name>.{1,200}?)(?:\s*\([0-9]{4}\s?-\s?(?:[0-9]{4})?\))?$"
)
# Such as "- 2026-02-04 13:30: Informele Raad … (Commissiedebat), vaste commissie voor …"
_ACTIVITY = re.compile(
    r"^-\s*(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[ T](?P<time>[0-9]{2}:[0-9]{2}):\s*(?P<title>.{1,500})"
    r"\((?P<type>[^()]{1,100})\),\s*(?P<body>.{1,200})$"
)
# What is listed between the persons and the dossier: "- Aanbiedingsbrief", "- Rapport …".
_RELATED = re.compile(r"^-\s*(?P<value>.{1,400})$")
_PERSONS, _PART_OF = re.compile(r"^Gerelateerde personen:"), re.compile(r"^Onderdeel van ")
# Links of the site above the page: "[overzicht] [activiteiten] …".
_NAVIGATION = re.compile(r"^\[")
_PREVIEW = re.compile(r"^Preview document\b")
_DOCUMENT_TYPES = re.compile(r"^(?:Brief regering|Brief van (?:de|het)\b.{0,80}|Brief Kamer|Bijlage)$")
_PAGE_LINES = 200


@dataclass(frozen=True, slots=True)
class _Found:
    key: str
    label: str
    pattern: re.Pattern[str]


_SIMPLE = (
    _Found("document_number", "Nummer", _NUMBER),
    _Found("date", "datum", _DATE),
    _Found("updated", "bijgewerkt", _UPDATED),
    _Found("version", "versie", _VERSION),
    _Found("case_number", "Onderdeel van zaak", _CASE),
)


def read_page_header(text: str, end: int) -> PageHeader:
    """Read the page header that stands before the letter.

    Args:
        text: the whole document.
        end: where the letter begins at the latest (its first heading); offset in code points.
    """
    lines = _header_lines(text, end)
    fields = {field.key: field for line in lines for field in _simple_fields(line)}
    if not fields:
        return PageHeader()
    dossier = _first(_DOSSIER, lines)
    persons = {match["part"]: _person(match, line) for line in lines if (match := _PERSON.search(line.text))}
    everything = list(fields.values())
    if dossier is not None:
        everything.append(_field("dossier", "Onderdeel van kamerstukdossier", *dossier, "dossier", "number"))
    title = next((line for line in lines if not _NAVIGATION.match(line.text)), lines[0])
    kind = next((line for line in lines[:6] if _DOCUMENT_TYPES.match(line.text)), None)
    if kind is not None:
        everything.append(_whole_line("document_type", "Soort", kind))
    return PageHeader(
        title=title.text,
        document_type=kind.text if kind else None,
        document_number=_value(fields, "document_number"),
        date=_day(_value(fields, "date")),
        updated=_moment(_value(fields, "updated")),
        version=_value(fields, "version"),
        dossier=dossier[0]["dossier"].replace(" ", "-") if dossier else None,
        number=dossier[0]["number"] if dossier else None,
        case_number=_value(fields, "case_number"),
        signatory=persons.get("Eerste ondertekenaar"),
        submitter=persons.get("Indiener"),
        committees=tuple(_committees(lines)),
        activities=tuple(_activities(lines)),
        related_documents=tuple(_related_documents(lines)),
        fields=(_whole_line("title", "Titel", title), *everything),
        end=lines[-1].end,
    )


def _header_lines(text: str, end: int) -> Sequence[Line]:
    lines: list[Line] = []
    for line in split_lines(text, 0, end):
        if _PREVIEW.match(line.text) or len(lines) == _PAGE_LINES:
            break
        lines.append(line)
    return lines


def _simple_fields(line: Line) -> Iterable[Field]:
    for found in _SIMPLE:
        if match := found.pattern.search(line.text):
            yield _field(found.key, found.label, match, line, "value", "value")


def _field(key: str, label: str, match: re.Match[str], line: Line, first: str, last: str) -> Field:
    start, end = match.start(first), match.end(last)
    return Field(key=key, label=label, value=line.text[start:end], start=line.start + start, end=line.start + end)


def _whole_line(key: str, label: str, line: Line) -> Field:
    return Field(key=key, label=label, value=line.text, start=line.start, end=line.end)


def _first(pattern: re.Pattern[str], lines: Iterable[Line]) -> tuple[re.Match[str], Line] | None:
    return next(((match, line) for line in lines if (match := pattern.search(line.text))), None)


def _day(value: str | None) -> str | None:
    """A date that exists; "2026-02-30" is kept as a field but is no date."""
    try:
        return None if value is None else date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _value(fields: dict[str, Field], key: str) -> str | None:
    return fields[key].value if key in fields else None


def _moment(value: str | None) -> str | None:
    """A moment that exists, as "2026-02-02T10:12" or a date."""
    if value is None:
        return None
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value.replace(" ", "T")


def _span(match: re.Match[str], line: Line, first: str, last: str) -> Span:
    return Span(start=line.start + match.start(first), end=line.start + match.end(last))


def _person(match: re.Match[str], line: Line) -> Person:
    return Person(name=match["name"].strip(), role=match["role"].strip(), span=_span(match, line, "name", "role"))


def _related_documents(lines: Iterable[Line]) -> Iterable[Field]:
    inside = False
    for line in lines:
        if _PART_OF.match(line.text):
            return
        if inside and (match := _RELATED.match(line.text)) and "ondertekenaar:" not in line.text:
            yield _field("related_document", "Gerelateerd", match, line, "value", "value")
        inside = inside or _PERSONS.match(line.text) is not None


def _committees(lines: Iterable[Line]) -> Iterable[CommitteeRole]:
    for line in lines:
        if match := _COMMITTEE.match(line.text):
            yield CommitteeRole(name=match["name"], role=match["role"], span=_span(match, line, "role", "name"))


def _activities(lines: Iterable[Line]) -> Iterable[Activity]:
    for line in lines:
        match = _ACTIVITY.match(line.text)
        start = _moment(f"{match['date']}T{match['time']}") if match else None
        if match and start:
            yield Activity(
                start=start,
                type=match["type"],
                title=match["title"].strip(),
                body=match["body"],
                span=_span(match, line, "date", "body"),
            )
