"""What a recogniser finds, as pairs of the text found and the thing named."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from evgraph.extract import RECOGNISERS, Recogniser, extract
from evgraph.folding import fold
from evgraph.model import Mention

Find = Callable[[str], Iterable[Mention]]


def finder(*recognisers: Recogniser) -> Find:
    """What these recognisers find together, overlaps settled."""
    return lambda text: extract(fold(text), recognisers)


everything = finder(*RECOGNISERS)


def found(find: Find, text: str) -> list[tuple[str, str]]:
    """Each member of each mention: the text at its span, and its identifier or name."""
    pairs = []
    for mention in sorted(find(text), key=lambda mention: mention.start):
        assert 0 <= mention.start < mention.end <= len(text)
        assert 0 < mention.confidence <= 1
        for member in mention.members:
            assert mention.start <= member.start < member.end <= mention.end
            pairs.append((text[member.start : member.end], str(member.identifier or member.name)))
    return pairs


def targets(find: Find, text: str) -> list[str]:
    """The things named, in order of place."""
    return [target for _, target in found(find, text)]
