"""The line in the making of an HTML page: what stands before an item, links, bold lines, the number of a note."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evgraph.ingest.html.notes import Note

if TYPE_CHECKING:
    from evgraph.ingest.page_writer import PageWriter

# A wholly bold line up to this long is a heading, of a level below those that are marked as one.
_LONGEST_BOLD = 200
_BOLD_LEVEL = 6


class Lines:
    """Writes pieces of text as a browser shows them.

    Args:
        page: where the lines go.

    Attributes:
        prefix: what stands before the next text of the line, such as "-" before an item.
    """

    def __init__(self, page: PageWriter) -> None:
        self._page = page
        self.prefix: str | None = None
        self._url: str | None = None
        self._note: Note | None = None
        self._characters = 0
        self._bold = 0
        self._before_note = (0, 0)

    @property
    def in_note(self) -> bool:
        """Whether a note is open."""
        return self._note is not None

    @property
    def is_empty(self) -> bool:
        """Whether the line holds no text yet."""
        return self._characters == 0

    def text(self, text: str, *, bold: bool = False, url: str | None = None) -> None:
        """Write text of one line.

        Args:
            text: the text; no-break spaces at the front of a line are left out.
            bold: whether it is bold.
            url: where it leads.
        """
        if self._note is not None and self._note.numbered and text.strip():
            text = _without_number(text, self._note.label)
            self._note = replace(self._note, numbered=False)
        if self._characters == 0:
            text = text.lstrip()
        if not text.strip():
            self._page.text(text)
            return
        self._write_prefix()
        if url != self._url:
            self._close_link()
            if url is not None:
                self._page.begin_link(url)
                self._url = url
        self._page.text(text)
        count = len(text.strip())
        self._characters += count
        self._bold += count if bold else 0

    def end(self, *, level: int | None = None, in_table: bool = False) -> None:
        """End the line.

        Args:
            level: that of the heading which the line is.
            in_table: whether it is of a table, where bold makes no heading.
        """
        bold = 0 < self._characters == self._bold <= _LONGEST_BOLD and not in_table
        if self._note is None and level is not None and self._characters:
            self._page.heading(level)
        elif self._note is None and bold:
            self._page.heading(_BOLD_LEVEL)
        self._page.end_line()
        self._url = None
        self._characters = self._bold = 0

    def marker(self, note: Note) -> None:
        """Write the marker of a note; it makes a bold line neither less nor more bold."""
        self._write_prefix()
        self._close_link()
        self._page.marker(note.key, note.number)
        self._characters += 1
        self._bold += 1

    def begin_note(self, note: Note) -> None:
        """Write into a note until `end_note`; the line that is open goes on after it."""
        self.end_note()
        self._close_link()
        self.prefix = None
        self._page.begin_note(note.key, note.number)
        self._note = note
        self._before_note = self._characters, self._bold
        self._characters = self._bold = 0

    def end_note(self) -> None:
        """Go back to the line; without an open note nothing happens."""
        if self._note is not None:
            self._close_link()
            self._page.end_note()
            self._note = None
            self._characters, self._bold = self._before_note

    def picture(self, name: str) -> None:
        """Say that a picture stands here."""
        if self._note is None:
            self._page.remark(code="picture-left-out", name=name)

    def _write_prefix(self) -> None:
        if self.prefix is not None:
            self._page.text(f"{self.prefix} ")
            self.prefix = None

    def _close_link(self) -> None:
        self._page.end_link()
        self._url = None


def _without_number(text: str, label: str | None) -> str:
    """The text of a note without the number printed at its front: "1. Kamerstuk", "[1] Kamerstuk", "1 Kamerstuk"."""
    rest = text.lstrip()
    for printed in () if label is None else (f"[{label}]", f"({label})", label):
        if rest.startswith(printed):
            after = rest[len(printed) :]
            if not after[:1].isalnum():
                return after.removeprefix(".").removeprefix(")").removeprefix(":")
    return text
