"""Extract: text → mentions. Each recogniser finds one kind; names are looked for by `names`.

To add a kind, write one module here with a `Recogniser` and list it in `RECOGNISERS` (see CONTRIBUTING, "add a
recogniser"). A recogniser sees text only: what a mention means in its document is for resolution.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evgraph.extract.back_references import BACK_REFERENCES, DEFINITIONS
from evgraph.extract.case_law import CASE_LAW
from evgraph.extract.celex import CELEX
from evgraph.extract.chamber_numbers import CHAMBER_NUMBERS
from evgraph.extract.dossiers import DOSSIERS
from evgraph.extract.eu_acts import EU_ACTS
from evgraph.extract.eu_documents import EU_DOCUMENTS
from evgraph.extract.gazettes import GAZETTES
from evgraph.extract.handelingen import HANDELINGEN
from evgraph.extract.kamerstuk_forms import HYPHENATED, NUMBER_FIRST
from evgraph.extract.kamerstukken import KAMERSTUKKEN
from evgraph.extract.official_journal import OFFICIAL_JOURNAL
from evgraph.extract.procedures import PROCEDURES
from evgraph.extract.recogniser import Recogniser, find_all
from evgraph.extract.statutes import STATUTES
from evgraph.extract.treaties import TREATIES
from evgraph.folding import Folded, fold
from evgraph.model import Mention

__all__ = ["RECOGNISERS", "Folded", "Recogniser", "extract", "fold", "without_overlaps"]

# The order matters where two triggers begin at the same place: the first one is asked.
RECOGNISERS: tuple[Recogniser, ...] = (
    HANDELINGEN,
    DOSSIERS,
    KAMERSTUKKEN,
    HYPHENATED,
    NUMBER_FIRST,
    CHAMBER_NUMBERS,
    PROCEDURES,
    CELEX,
    EU_DOCUMENTS,
    EU_ACTS,
    OFFICIAL_JOURNAL,
    TREATIES,
    GAZETTES,
    CASE_LAW,
    STATUTES,
    BACK_REFERENCES,
    DEFINITIONS,
)


def extract(folded: Folded, recognisers: tuple[Recogniser, ...] = RECOGNISERS) -> tuple[Mention, ...]:
    """Find every mention of something with a number of its own.

    Args:
        folded: any text, folded; footnote markers are best masked before (`evgraph.parsing.mask_markers`).
        recognisers: those to run.

    Returns:
        Mentions in order of place. Where two overlap the longer one stays.
    """
    return tuple(without_overlaps(find_all(folded, recognisers)))


def without_overlaps(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Keep the longest of overlapping mentions, the earliest of equals; yield in order of place."""
    end = 0
    kept: Mention | None = None
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if kept is not None and mention.start < end:
            if mention.end - mention.start > kept.end - kept.start:
                kept, end = mention, mention.end
            continue
        if kept is not None:
            yield kept
        kept, end = mention, mention.end
    if kept is not None:
        yield kept
