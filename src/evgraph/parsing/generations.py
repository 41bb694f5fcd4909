"""The generations of the template, and which headings and fields each of them asks for.

Sources: the templates of the working group BNC as they stand in fiches sent to parliament. Until 2006 a fiche was a
list of labels; from 2007 it had numbered parts with a summary and a judgment of competence; from 2011 the parts of
today; since then parts were added that not every fiche needs. A short fiche ("verkort fiche") leaves out most.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A form of the template.

    Attributes:
        name: the year from which it was used, or "verkort".
        marks: keys that only this generation has; one of them tells it.
        sections: keys of headings that every fiche of it has.
        fields: keys of the general table that every fiche of it has.
    """

    name: str
    marks: frozenset[str]
    sections: tuple[str, ...]
    fields: tuple[str, ...]


SHORT = Generation(name="verkort", marks=frozenset(), sections=(), fields=("title", "documents", "lead_ministry"))
_TODAY = Generation(
    name="2011",
    marks=frozenset(),
    sections=(
        "essentie-voorstel",
        "nederlandse-positie",
        "beoordeling-inzet",
        "bevoegdheid",
        "subsidiariteit",
        "proportionaliteit",
    ),
    fields=("title", "received_date", "documents", "council", "lead_ministry"),
)
# In order: the first of which a mark is found.
_OLDER: tuple[Generation, ...] = (
    Generation(
        name="2007",
        marks=frozenset({"samenvatting-fiche", "functionele-toets", "nederlands-oordeel"}),
        sections=("essentie-voorstel", "bevoegdheid", "nederlandse-positie"),
        fields=("title", "documents", "council", "lead_ministry"),
    ),
    Generation(
        name="2002",
        marks=frozenset({"council_document_date", "council_documents"}),
        sections=("inhoud-voorstel", "subsidiariteit", "nederlandse-belangen"),
        fields=("title", "lead_ministry", "council"),
    ),
)


def generation_of(keys: Collection[str], *, short: bool) -> Generation:
    """Tell the generation of a fiche.

    Args:
        keys: of the headings and fields that were found.
        short: whether its heading calls it a short fiche.
    """
    if short:
        return SHORT
    return next((generation for generation in _OLDER if generation.marks & set(keys)), _TODAY)
