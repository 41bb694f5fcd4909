"""What was found in a text: mentions, references, claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evgraph.model.document import Issue

if TYPE_CHECKING:
    from evgraph.identifiers import Identifier, TreatyProvision


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
