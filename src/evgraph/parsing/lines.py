"""Lines with their place in the text: the unit in which headings, fields and notes are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029]+")
_STRIP = " \t\u00a0\u2009\u202f\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank, without the white space around it; offsets in code points."""

    text: str
    start: int
    end: int


def split_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Yield the lines of `text[start:end]` that hold more than white space."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        stripped = raw.strip(_STRIP)
        if stripped:
            begin = match.start() + len(raw) - len(raw.lstrip(_STRIP))
            yield Line(text=stripped, start=begin, end=begin + len(stripped))
