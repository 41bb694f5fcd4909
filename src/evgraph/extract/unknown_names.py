"""Names that look like an EU act but stand in no authority file: "European Innovation Act".

They resolve to nothing; they are counted, so that the authority file can grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evgraph.model import Span

# Capitalised English words, with small words between, that end in Act, Regulation or Directive. It must not take
# "Act" alone, a Dutch sentence ("De Regulation"), nor a word that only ends so ("Impact").
_WORD = r"[A-Z][A-Za-z0-9&-]{0,30}"
_SMALL = r"(?:and|on|of|for|in|to|the|with)"
_TITLE = re.compile(
    rf"(?<![\w-])(?!(?:De|Het|Een|Deze|Die|Dit|In|Op|Via|Met)\s){_WORD}(?:\s{_SMALL}){{0,2}}"
    rf"(?:\s{_WORD}(?:\s{_SMALL}){{0,2}}){{0,6}}\s(?:Act|Regulation|Directive)(?:\s[0-9]\.[0-9])?(?![\w-])"
)


def find_unknown_names(text: str, known: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Find such names outside what is known already.

    Args:
        text: any text.
        known: (start, end) of everything that was found, in order of place and without overlaps.
    """
    index = 0
    for match in _TITLE.finditer(text):
        while index < len(known) and known[index][1] <= match.start():
            index += 1
        if index == len(known) or known[index][0] >= match.end():
            yield Span(start=match.start(), end=match.end())
