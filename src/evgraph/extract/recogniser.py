"""What a recogniser is: a cheap trigger that finds where to look, and a reader that decides there.

The triggers of all recognisers are one RE2 pattern, scanned once over the folded bytes of a text; RE2 runs in linear
time whatever the pattern. Only where a trigger stands do readers run, with Python's `re`, anchored there. So a
trigger may take too much but must never miss: `read_everywhere` is the slow check of that, used by the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from evgraph.folding import Folded, fold, is_whole
from evgraph.model import Member, Mention
from evgraph.scanning import compile_scanner

DIGITS = "0123456789"

# Text (folded) and the offset of a trigger → the mention there, or None.
Reader = Callable[[str, int], Mention | None]


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A kind of citation.

    Attributes:
        name: of the kind.
        starts: the characters a trigger may begin with.
        trigger: RE2 syntax, on folded Latin-1 text, without groups; a match of it begins at every place where
            `read` would give a mention. Keep it short: what it takes hides the triggers that begin inside it.
        read: the reader; it decides anew, the trigger proves nothing.
    """

    name: str
    starts: str
    trigger: str
    read: Reader

    def find(self, text: str) -> Iterator[Mention]:
        """The mentions of this kind alone, for trying things out and for tests."""
        return find_all(fold(text), (self,))


def mention_of(members: Sequence[Member], rule: str, confidence: float, *, kind: str | None = None) -> Mention:
    """A mention of these members, of the kind of the first unless given; it spans them all.

    Raises:
        ValueError: no kind is given and the first member has no identifier.
    """
    if kind is None:
        if (identifier := members[0].identifier) is None:
            raise ValueError(f"a mention by {rule} at {members[0].start} has no kind")
        kind = identifier.kind
    return Mention(
        kind=kind,
        rule=rule,
        start=min(member.start for member in members),
        end=max(member.end for member in members),
        members=tuple(members),
        confidence=confidence,
    )


def find_all(folded: Folded, recognisers: tuple[Recogniser, ...]) -> Iterator[Mention]:
    """Run recognisers over a text; one pass of RE2, in O(length)."""
    text, original = folded.text, folded.original
    scanner, readers = _compile(recognisers)
    # Up to where each kind was found: inside a citation there is no other of its kind to be read.
    covered: dict[str, int] = {}
    matches = scanner.finditer(folded.data)
    while (match := next(matches, None)) is not None:
        start, end = match.span()
        reached = start + 1
        for name, read in readers.get(text[start], ()):
            if start < covered.get(name, 0):
                reached = max(reached, min(end, covered[name]))
                continue
            mention = read(text, start)
            if mention is not None and is_whole(original, mention.start, mention.end):
                reached = max(reached, min(end, mention.end))
                covered[mention.kind] = mention.end
                yield mention
        if reached < end:
            # What a trigger took beyond its mention, or in vain, hides no other.
            matches = scanner.finditer(folded.data, reached)


def read_everywhere(folded: Folded, recognisers: Iterable[Recogniser]) -> Iterator[Mention]:
    """The same without triggers: every reader at every offset. Slow, and obviously complete."""
    ordered = tuple(recognisers)
    covered: dict[str, int] = {}
    for position in range(len(folded.text)):
        for recogniser in ordered:
            if position < covered.get(recogniser.name, 0):
                continue
            mention = recogniser.read(folded.text, position)
            if mention is not None and is_whole(folded.original, mention.start, mention.end):
                covered[mention.kind] = mention.end
                yield mention


@lru_cache(maxsize=64)
def _compile(recognisers: tuple[Recogniser, ...]) -> tuple[Any, dict[str, tuple[tuple[str, Reader], ...]]]:
    """One pattern for all, and the readers to ask by the first character of what it finds."""
    readers: dict[str, tuple[tuple[str, Reader], ...]] = {}
    for recogniser in recognisers:
        for sign in recogniser.starts:
            readers[sign] = (*readers.get(sign, ()), (recogniser.name, recogniser.read))
    return compile_scanner("|".join(f"(?:{recogniser.trigger})" for recogniser in recognisers)), readers
