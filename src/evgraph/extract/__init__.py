"""Extract: text → mentions. Each recogniser finds one kind; names are looked for by `find_names`.

To add a kind, write one module here with a `find_…(text)` generator and list it in `RECOGNISERS`
(see CONTRIBUTING, "add a recogniser"). A recogniser sees text only: what a mention means in its
document is for resolution.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from evgraph.extract.celex import find_celex
from evgraph.extract.chamber_numbers import find_chamber_numbers
from evgraph.extract.eu_acts import find_eu_acts
from evgraph.extract.eu_documents import find_eu_documents
from evgraph.extract.kamerstukken import find_kamerstukken
from evgraph.extract.treaties import find_treaty_provisions
from evgraph.model import Mention

Recogniser = Callable[[str], Iterator[Mention]]

RECOGNISERS: tuple[Recogniser, ...] = (
    find_kamerstukken,
    find_chamber_numbers,
    find_eu_documents,
    find_celex,
    find_eu_acts,
    find_treaty_provisions,
)


def extract(text: str, recognisers: Iterable[Recogniser] = RECOGNISERS) -> tuple[Mention, ...]:
    """Find every mention of something with a number of its own.

    Args:
        text: any text; footnote markers are best masked first (`evgraph.parsing.mask_markers`).
        recognisers: those to run.

    Returns:
        Mentions in order of place. Where two overlap the longer one stays.
    """
    found = [mention for recognise in recognisers for mention in recognise(text)]
    return tuple(without_overlaps(found))


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
