"""The domain model: what a document, a fiche, a mention and a reference are.

No I/O, no RDF and no pattern matching here. All offsets count code points of `Document.text`,
half-open: `text[span.start:span.end]` is the thing itself. Dates are ISO 8601 strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from evgraph.identifiers import Identifier, TreatyProvision


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
class Document:
    """A file as text, decoded once and never changed after."""

    name: str
    text: str
    media_type: str
    byte_size: int
    sha256: str
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and all that stands under it, its subsections included.

    `end` lies before the line break that separates it from what follows. `key` is the template's
    name for the heading ("bevoegdheid"), None for a heading the template does not know.
    """

    id: str
    heading: str
    level: int
    start: int
    end: int
    key: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A note and the marker in the text that it hangs on; `marker` is None when none was found."""

    number: int
    start: int
    end: int
    text: str
    marker: Span | None = None
    section: str | None = None


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
    """Somebody named with a role, as written ("minister van Buitenlandse Zaken")."""

    name: str
    role: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeRole:
    """A chamber committee and what it is in the case: Voortouwcommissie or Volgcommissie."""

    name: str
    role: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A meeting on the chamber's agenda; `start` is local Dutch time, "2026-02-04T13:30"."""

    start: str
    type: str
    title: str
    body: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHeader:
    """What the web page around the letter says of it. Everything may be absent."""

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
    fields: tuple[Field, ...] = ()
    end: int = 0


ImpactAssessmentStatus = Literal["opgesteld", "niet opgesteld", "niet van toepassing", "onbekend"]


@dataclass(frozen=True, slots=True, kw_only=True)
class General:
    """The general table of a fiche ("Algemene gegevens"), read field by field.

    The numbers in it (Commission documents, CELEX, legal basis) are references like any other: they
    are those whose span lies within the field of that key.
    """

    fields: tuple[Field, ...] = ()
    title: str | None = None
    received_date: str | None = None
    impact_assessment_status: ImpactAssessmentStatus = "onbekend"
    impact_assessment_text: str | None = None
    council: str | None = None
    lead_ministry: str | None = None
    other_ministries: tuple[str, ...] = ()
    procedure: str | None = None
    ep_role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiche:
    """A parsed fiche: the document and where everything in it stands."""

    document: Document
    header: PageHeader
    fiche_number: int | None
    general: General
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One thing that a mention names: a number, or a name still to be looked up."""

    start: int
    end: int
    identifier: Identifier | None = None
    name: str | None = None
    attachment: bool = False
    vergaderjaar: str | None = None
    page: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Text at a place that refers to something; several members when it is a list."""

    kind: str
    rule: str
    start: int
    end: int
    members: tuple[Member, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The thing meant at a place. The field names are the output contract of `evgraph refs`."""

    kind: str
    text: str
    start: int
    end: int
    target: str
    iri: str
    confidence: float
    rule: str
    section: str | None = None
    footnote: int | None = None
    attachment: bool = False
    vergaderjaar: str | None = None
    page: str | None = None
    article: str | None = None
    candidates: tuple[str, ...] = ()
    explained_by: int | None = None


UnresolvedReason = Literal[
    "ambiguous",
    "number-not-confirmed",
    "contradicted",
    "attachment-unnamed",
    "relative-date",
    "unknown-name",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A place that refers to something evgraph would not pin down, and why."""

    text: str
    start: int
    end: int
    reason: UnresolvedReason
    candidates: tuple[str, ...] = ()
    inferred_date: str | None = None
    section: str | None = None
    footnote: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """One competence claim: on this policy field the EU has this type, by this provision.

    `field` and `type` are local names of concepts ("field-interne-markt", "competence-gedeeld").
    """

    field: str
    type: str
    provision: TreatyProvision | None
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attitude:
    """The cabinet's basic attitude (grondhouding) on one aspect, with the sentence that says so."""

    aspect: str
    valence: str
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """The treaty provision that a proposal rests on, as the fiche states it."""

    provision: TreatyProvision
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was extracted from one fiche."""

    references: tuple[Reference, ...]
    unresolved: tuple[Unresolved, ...]
    competences: tuple[Competence, ...]
    attitudes: tuple[Attitude, ...]
    legal_basis: tuple[LegalBasis, ...]
    issues: tuple[Issue, ...] = ()
