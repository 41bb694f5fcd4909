"""The domain model: what a document, a fiche, a mention and a reference are.

No I/O, no RDF and no pattern matching here. All offsets count code points of `Document.text`,
half-open: `text[span.start:span.end]` is the thing itself. Dates are ISO 8601 strings.
"""

from __future__ import annotations

from evgraph.model.document import (
    Activity,
    Commitment,
    CommitteeRole,
    Document,
    EarlierVersion,
    Field,
    HeadingPlace,
    Issue,
    Layout,
    Link,
    NotePlace,
    PageHeader,
    Person,
    Span,
    completed,
)
from evgraph.model.fiche import (
    Fiche,
    Footnote,
    General,
    ImpactAssessmentStatus,
    ListedFiche,
    Section,
)
from evgraph.model.findings import (
    Attitude,
    Competence,
    Findings,
    LegalBasis,
    Member,
    Mention,
    Reference,
    Unresolved,
    UnresolvedReason,
)

__all__ = [
    "Activity",
    "Attitude",
    "Commitment",
    "CommitteeRole",
    "Competence",
    "Document",
    "EarlierVersion",
    "Fiche",
    "Field",
    "Findings",
    "Footnote",
    "General",
    "HeadingPlace",
    "ImpactAssessmentStatus",
    "Issue",
    "Layout",
    "LegalBasis",
    "Link",
    "ListedFiche",
    "Member",
    "Mention",
    "NotePlace",
    "PageHeader",
    "Person",
    "Reference",
    "Section",
    "Span",
    "Unresolved",
    "UnresolvedReason",
    "completed",
]
