"""The page writer: what every reader of a marked-up form writes its text with.

One paper looks the same whatever form it came in: a heading, a paragraph, a cell of a table and an item of a list
are a line each; the marker of a note is its bare number where it stands; the notes are the last lines, in order.
White space is that of running text: a run of it is one space. What the form says outright (which lines are
headings, where a note and its marker stand, where a link leads) is kept beside the text as `Layout`. A link may
lead anywhere; one that leads to no web page is not kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from evgraph.errors import UnreadableDocument
from evgraph.ingest.web_address import is_web_page
from evgraph.model import Document, HeadingPlace, Issue, Layout, Link, NotePlace, PageHeader, Span

# What is collapsed; a no-break space is a sign of its own and stays.
_WHITE = re.compile(r"[ \t\r\n\f\v\x00-\x08\x0e-\x1f\x85\u2028\u2029]+")
# Shown nowhere: soft hyphen, zero-width signs, byte order mark.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
MAX_CHARACTERS = 20_000_000


@dataclass(slots=True)
class _Line:
    """A line in the making; places are relative to its start."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    gap: bool = False
    gaps: set[int] = field(default_factory=set)
    level: int | None = None
    markers: list[tuple[str, int, int]] = field(default_factory=list)
    links: list[tuple[str, int, int]] = field(default_factory=list)
    remarks: list[tuple[str, tuple[tuple[str, str], ...], int]] = field(default_factory=list)

    def write(self, text: str) -> None:
        words = _WHITE.split(text.translate(_INVISIBLE))
        for index, word in enumerate(words):
            self.gap = self.gap or index > 0
            if word:
                if self.gap and self.length:
                    self.gaps.add(self.length)
                    self._append(" ")
                self.gap = False
                self._append(word)

    def glue(self, text: str) -> int:
        """Write right behind what is there, and tell where; a space before it moves behind it."""
        self._append(text)
        return self.length - len(text)

    def starts_with_space_at(self, position: int) -> int:
        """1 when a gap was written at a place, else 0."""
        return int(position in self.gaps)

    def _append(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


@dataclass(slots=True)
class _Note:
    number: int
    line: _Line = field(default_factory=_Line)
    written: bool = False


class PageWriter:
    r"""Writes a page line by line; `finish` gives the text, its layout and what was odd.

    Args:
        name: what messages call the file.
        max_characters: a page that grows longer is refused.

    Example:
        >>> page = PageWriter("fiche.docx")
        >>> page.heading(2); page.text("Essentie voorstel"); page.end_line()
        >>> page.text("Een strategie,"); page.marker("n1"); page.text(" zegt de Commissie."); page.end_line()
        >>> page.begin_note("n1"); page.text("Kamerstuk 22 112, nr. 3761"); page.end_note()
        >>> page.finish()[0]
        'Essentie voorstel\nEen strategie,1 zegt de Commissie.\nKamerstuk 22 112, nr. 3761'
    """

    def __init__(self, name: str, *, max_characters: int = MAX_CHARACTERS) -> None:
        self._name = name
        self._room = max_characters
        self._line = _Line()
        self._body: list[_Line] = []
        self._notes: dict[str, _Note] = {}
        self._marked: set[str] = set()
        self._numbers: set[int] = set()
        self._highest = 0
        self._note: _Note | None = None
        self._link: tuple[str, int] | None = None

    def text(self, text: str) -> None:
        """Write running text on the current line, or into the open note.

        Raises:
            UnreadableDocument: the page grows longer than it may.
        """
        self._room -= len(text)
        if self._room < 0:
            raise UnreadableDocument(f"{self._name}: unpacks to more text than any fiche has. Give the fiche alone.")
        self._current.write(text)

    def heading(self, level: int) -> None:
        """Say that the current line, which may still be empty, is a heading; 1 is the highest level."""
        if self._note is None:
            self._line.level = level

    def end_line(self) -> None:
        """End the current line; an empty one leaves nothing. Inside a note it is a space: a note is one line."""
        self.end_link()
        if self._note is not None:
            self._note.line.gap = True
            return
        if self._line.length:
            self._body.append(self._line)
            self._line = _Line()
        else:
            self._line = _Line(remarks=self._line.remarks)

    def remark(self, *, code: str, **details: str) -> None:
        """Say that something is odd at the current place; it becomes an `Issue` there, with an empty span."""
        line = self._current
        line.remarks.append((code, tuple(sorted(details.items())), line.length))

    def begin_link(self, url: str) -> None:
        """Say that what follows, until `end_link`, leads to an address."""
        self.end_link()
        self._link = (url, self._current.length)

    def end_link(self) -> None:
        """End the open link; without one nothing happens."""
        if self._link is None:
            return
        url, start = self._link
        self._link = None
        line = self._current
        if line.length > start:
            line.links.append((url, start + line.starts_with_space_at(start), line.length))

    def marker(self, key: str, label: str | None = None) -> None:
        """Write the marker of a note.

        Args:
            key: what the form calls the note; `begin_note` uses the same.
            label: the number as the form prints it ("12"); without one notes are numbered in order.
        """
        number = self._numbered(key, label).number
        line = self._current
        start = line.glue(str(number))
        if self._note is None and key not in self._marked:
            line.markers.append((key, start, line.length))
            self._marked.add(key)

    def begin_note(self, key: str, label: str | None = None) -> None:
        """Write into a note until `end_note`; its number at the front of its own text is left to the caller."""
        self.end_link()
        self._note = self._numbered(key, label)
        self._note.written = True

    def end_note(self) -> None:
        """Go back to the current line of the page."""
        self.end_link()
        self._note = None

    def finish(self) -> tuple[str, Layout, tuple[Issue, ...]]:
        """End the page: its text, what the form says of it, and what is odd.

        That is what was remarked, markers whose note is missing (`note-missing`), and links that lead to no web
        page (`link-refused`).
        """
        self.end_note()
        self.end_line()
        if self._line.remarks and self._body:
            last = self._body[-1]
            last.remarks += [(code, details, last.length) for code, details, _ in self._line.remarks]
        lines = [*self._body, *self._note_lines()]
        starts = _starts(lines)
        text = "\n".join("".join(line.pieces) for line in lines)
        markers = {
            key: Span(start=start + a, end=start + b)
            for start, line in zip(starts, lines, strict=True)
            for key, a, b in line.markers
        }
        layout = Layout(
            headings=tuple(
                HeadingPlace(start=start, end=start + line.length, level=line.level)
                for start, line in zip(starts, lines, strict=True)
                if line.level is not None
            ),
            notes=self._places(markers, starts[len(self._body) :]),
            links=tuple(link for link in _links(lines, starts) if is_web_page(link.url)),
        )
        refused = (_refused(link) for link in _links(lines, starts) if not is_web_page(link.url))
        return text, layout, (*self._missing(markers), *refused, *_remarks(lines, starts))

    def document(
        self,
        data: bytes,
        media_type: str,
        *,
        empty: str,
        issues: Iterable[Issue] = (),
        beside: PageHeader | None = None,
    ) -> Document:
        """End the page and make it the document of a file.

        Args:
            data: the bytes of the file.
            media_type: of its form.
            empty: what to say and advise when the page has no text.
            issues: those met before the page was written; those of `finish` follow.
            beside: what the form says of the paper apart from its text.

        Raises:
            UnreadableDocument: the page has no text.
        """
        text, layout, odd = self.finish()
        if not text.strip():
            raise UnreadableDocument(f"{self._name}: {empty}")
        return Document(
            name=self._name,
            text=text,
            media_type=media_type,
            byte_size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            issues=(*issues, *odd),
            layout=layout,
            beside=beside,
        )

    @property
    def _current(self) -> _Line:
        return self._line if self._note is None else self._note.line

    def _numbered(self, key: str, label: str | None) -> _Note:
        """The note of a key; a printed number is kept unless another note has it."""
        if key not in self._notes:
            stated = int(label) if label is not None and label.isascii() and label.isdigit() and len(label) < 5 else 0
            number = stated if stated and stated not in self._numbers else self._highest + 1
            self._numbers.add(number)
            self._highest = max(self._highest, number)
            self._notes[key] = _Note(number=number)
        return self._notes[key]

    def _ordered(self) -> list[tuple[str, _Note]]:
        written = [(key, note) for key, note in self._notes.items() if note.written and note.line.length]
        return sorted(written, key=lambda item: item[1].number)

    def _note_lines(self) -> list[_Line]:
        return [note.line for _, note in self._ordered()]

    def _places(self, markers: dict[str, Span], starts: list[int]) -> tuple[NotePlace, ...]:
        return tuple(
            NotePlace(number=note.number, start=start, end=start + note.line.length, marker=markers.get(key))
            for start, (key, note) in zip(starts, self._ordered(), strict=True)
        )

    def _missing(self, markers: dict[str, Span]) -> list[Issue]:
        there = {key for key, _ in self._ordered()}
        return [
            Issue(
                code="note-missing", start=span.start, end=span.end, details=(("number", str(self._notes[key].number)),)
            )
            for key, span in markers.items()
            if key not in there
        ]


def _links(lines: list[_Line], starts: list[int]) -> Iterator[Link]:
    for start, line in zip(starts, lines, strict=True):
        yield from (Link(start=start + a, end=start + b, url=url) for url, a, b in line.links)


def _refused(link: Link) -> Issue:
    return Issue(code="link-refused", start=link.start, end=link.end, details=(("url", link.url[:200]),))


def _remarks(lines: list[_Line], starts: list[int]) -> Iterator[Issue]:
    for start, line in zip(starts, lines, strict=True):
        for code, details, place in line.remarks:
            yield Issue(code=code, start=start + place, end=start + place, details=details)


def _starts(lines: list[_Line]) -> list[int]:
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += line.length + 1
    return starts
