"""Finding things by their place in the text, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from evgraph.model import Reference


def starting_in(references: Sequence[Reference], start: int, end: int) -> Sequence[Reference]:
    """The references that start between two offsets, in O(log n); `references` in order of `start`."""
    first = bisect_left(references, start, key=lambda reference: reference.start)
    last = bisect_left(references, end, lo=first, key=lambda reference: reference.start)
    return references[first:last]
