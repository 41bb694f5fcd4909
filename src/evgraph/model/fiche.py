"""A fiche: where everything in it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evgraph.model.document import Document, Field, Issue, PageHeader, Span


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
class ListedFiche:
    """A fiche that a covering letter announces, with the kamerstuk in which it is published if the letter says so."""

    title: str
    kamerstuk: str | None
    start: int
    end: int
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiche:
    """A parsed fiche: the document and where everything in it stands.

    A letter that carries fiches is one too, with `is_letter`: it has no general table and no sections. `generation` is
    the form of the template ("2011").
    """

    document: Document
    header: PageHeader
    fiche_number: int | None
    general: General
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    issues: tuple[Issue, ...] = ()
    listed: tuple[ListedFiche, ...] = ()
    is_letter: bool = False
    generation: str | None = None
