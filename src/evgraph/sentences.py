"""Sentences of Dutch policy prose, as spans.

A sentence ends at a line break, or at closing punctuation followed by white space and something that
can open a sentence. Abbreviations and initials ("nr. 5", "d.w.z. ", "D.M. van Weel") end none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from evgraph.model import Span

# Closing punctuation, then quotes, brackets and (masked or bare) footnote markers, then white space.
# Nothing is tried twice (the look-behind and the possessive "++"), or a line of full stops takes forever.
_END = re.compile(r"(?<![.!?…])(?P<stop>[.!?…]++)[\"”’')\]»]*+[\ue000\d]{0,3}\s++(?=[\"“‘'(\[]?[A-ZÀ-Þ\d•-])|[\r\n]++")
_ABBREVIATIONS = frozenset(
    (
        "nr nrs art artt lid jl bijv bv o.a d.w.z blz p pp incl excl resp m.b.t i.h.k.v t.a.v i.v.m m.n vgl "
        "c.q r.o e.v jo dhr mw mevr prof dr ir mr drs st no ca max min jr sr d.d kamerst stb stcrt trb pb par sub z.g "
        "zgn t.o.v "
    ).split()
)
_LONGEST_ABBREVIATION = 12


class Sentences:
    """The sentences of a text; finds the one around an offset in O(log n)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = tuple(_split(text))
        self._starts = [span.start for span in self.spans]

    def at(self, position: int) -> Span:
        """The sentence that holds an offset; an empty span where there is none."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or self.spans[index].end < position:
            return Span(start=position, end=position)
        return self.spans[index]

    def around(self, start: int, end: int, widest: int) -> tuple[str, str]:
        """What stands before and behind a stretch in its sentence.

        Args:
            start: of the stretch, in code points.
            end: of the stretch; where it runs over the end of its sentence, what is behind is of the last one.
            widest: of a longer sentence the rest is left out on either side, and "…" says so.
        """
        sentence = self.at(start)
        begin = max(min(sentence.start, start), start - widest)
        last = max(end, sentence.end, self.at(end - 1).end)
        cut = min(last, end + widest)
        before = ("…" if begin > sentence.start else "") + self.text[begin:start]
        return before, self.text[end:cut] + ("…" if cut < last else "")

    def within(self, start: int, end: int) -> Iterator[Span]:
        """The sentences that begin between two offsets."""
        index = bisect_right(self._starts, start - 1)
        while index < len(self.spans) and self.spans[index].start < end:
            yield self.spans[index]
            index += 1


def _split(text: str) -> Iterator[Span]:
    start = 0
    for match in _END.finditer(text):
        if match["stop"] is not None and _abbreviates(text, match):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _abbreviates(text: str, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to "nr." or to an initial, not to a sentence."""
    if match.group().rstrip()[-1] != ".":
        return False
    end = match.start("stop")
    begin = end
    while begin > 0 and not text[begin - 1].isspace():
        begin -= 1
        if end - begin > _LONGEST_ABBREVIATION:
            return False
    word = text[begin:end].lstrip("(\"“‘'")
    return word.casefold() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()) or word.endswith(".")


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start=start, end=end)
