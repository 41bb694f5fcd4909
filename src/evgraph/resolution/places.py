"""Where a mention stands: in which section, in which footnote, and which footnote stands behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evgraph.identifiers import BASE
from evgraph.model import Footnote

# What may stand between a name and the marker of its footnote: "Strategie (EEV),1", "Statute4".
_BEFORE_MARKER = re.compile(r"(?:\s?\([^()\n]{1,20}\))?[.,;:’”\")]{0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What resolution knows of the document besides its mentions.

    `section_at` gives the section id at an offset; `date` is ISO 8601 or None.
    """

    text: str
    section_at: Callable[[int], str | None]
    footnotes: Sequence[Footnote]
    date: str | None = None
    base: str = BASE


class Places:
    """Tells for an offset in which section and footnote it stands."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._markers = {note.marker.start: note for note in context.footnotes if note.marker}
        self._first_note = min((note.start for note in context.footnotes), default=len(context.text))

    def text(self, start: int, end: int) -> str:
        """The text between two offsets."""
        return self.context.text[start:end]

    def footnote_at(self, position: int) -> Footnote | None:
        """The note whose text holds an offset."""
        if position < self._first_note:
            return None
        low, high = 0, len(self.context.footnotes) - 1
        while low <= high:
            middle = (low + high) // 2
            note = self.context.footnotes[middle]
            if position < note.start:
                high = middle - 1
            elif position >= note.end:
                low = middle + 1
            else:
                return note
        return None

    def footnote_behind(self, position: int) -> Footnote | None:
        """The note whose marker follows an offset directly, or after a short form in brackets."""
        gap = _BEFORE_MARKER.match(self.context.text, position)
        return self._markers.get(gap.end() if gap else position) or self._markers.get(position)

    def section(self, position: int, note: Footnote | None) -> str | None:
        """A reference in a note belongs to the section its marker stands in."""
        return note.section if note else self.context.section_at(position)
