"""Finding things by their place in the text, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from evgraph.model import Link, Reference

_Placed = TypeVar("_Placed", Link, Reference)


def starting_in(things: Sequence[_Placed], start: int, end: int) -> Sequence[_Placed]:
    """The things that start between two offsets, in O(log n); `things` in order of `start`."""
    first = bisect_left(things, start, key=lambda thing: thing.start)
    last = bisect_left(things, end, lo=first, key=lambda thing: thing.start)
    return things[first:last]
