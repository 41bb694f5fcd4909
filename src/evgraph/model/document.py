"""A text as it came in: the file, what its form says of it, and what its publisher says beside it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open stretch of text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something odd that a reader must know of; `evgraph.messages` puts the code into words.

    `details` fill the message's placeholders, in order of name.
    """

    code: str
    start: int | None = None
    end: int | None = None
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingPlace:
    """A line that the form itself marks as a heading; level 1 is the highest."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePlace:
    """A note of the form itself and its marker in the text, None when nothing points at the note."""

    number: int
    start: int
    end: int
    marker: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A stretch of text that leads somewhere. The address is data: it is never fetched."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a form says outright, so that parsing need not guess; in order of place.

    `notes` is None for a form that has no notes of its own kind, such as plain text: there they are looked for.
    """

    headings: tuple[HeadingPlace, ...] = ()
    notes: tuple[NotePlace, ...] | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A line of the page header or of the general table: its label and its value as written.

    `start` and `end` bound the value; an empty cell has `value == ""` and an empty span.
    """

    key: str
    label: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named with a role, as written ("minister van Buitenlandse Zaken").

    `span` is None when the publisher says so beside the text; so it is for committees and activities.
    """

    name: str
    role: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeRole:
    """A chamber committee and what it is in the case: Voortouwcommissie or Volgcommissie."""

    name: str
    role: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A meeting on the chamber's agenda; `start` is local Dutch time, "2026-02-04T13:30"."""

    start: str
    type: str
    title: str
    body: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A toezegging of a minister in a meeting, as the chamber registered it; dates ISO 8601."""

    number: str
    text: str
    status: str | None = None
    date: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierVersion:
    """An earlier version of the paper that its publisher lists."""

    version: str
    date: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHeader:
    """What stands around the letter: the web page, the head of the kamerstuk, or the publisher's record of it.

    Everything may be absent. `withdrawn` says that its publisher took the paper back; `end` is where it ends in the
    text.
    """

    title: str | None = None
    document_type: str | None = None
    document_number: str | None = None
    date: str | None = None
    updated: str | None = None
    version: str | None = None
    dossier: str | None = None
    number: str | None = None
    case_number: str | None = None
    signatory: Person | None = None
    submitter: Person | None = None
    committees: tuple[CommitteeRole, ...] = ()
    activities: tuple[Activity, ...] = ()
    related_documents: tuple[Field, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    versions: tuple[EarlierVersion, ...] = ()
    cases: tuple[str, ...] = ()
    source: str | None = None
    withdrawn: bool = False
    fields: tuple[Field, ...] = ()
    end: int = 0


def completed(header: PageHeader, more: PageHeader) -> PageHeader:
    """The header with what only `more` says; fields of a line stay with the line they were read from."""
    lacking = {
        item.name: getattr(more, item.name)
        for item in fields(PageHeader)
        if item.name not in {"fields", "end"} and not getattr(header, item.name)
    }
    have = {field.key for field in header.fields}
    added = tuple(field for field in more.fields if field.key not in have)
    return replace(header, **lacking, fields=(*header.fields, *added), end=max(header.end, more.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper as text, decoded once and never changed after.

    `layout` is what its form says of the text; `beside` what its publisher says in a file beside it. `part` numbers
    the fiches of a file that holds several, from 1, and is 0 for the letter before them; None when a file is one paper.
    """

    name: str
    text: str
    media_type: str
    byte_size: int
    sha256: str
    issues: tuple[Issue, ...] = ()
    layout: Layout = Layout()
    beside: PageHeader | None = None
    part: int | None = None
