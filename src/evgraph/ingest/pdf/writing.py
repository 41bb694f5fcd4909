"""Sheets → the text of the document, with its layout and issues: the whole way of a PDF on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf

from evgraph.errors import UnreadableDocument
from evgraph.ingest.page_writer import PageWriter
from evgraph.ingest.pdf.furniture import without_furniture
from evgraph.ingest.pdf.hyphens import Spelling, join
from evgraph.ingest.pdf.measures import body_size_of, measure, set_aside
from evgraph.ingest.pdf.notes import Note, split_markers, take_notes
from evgraph.ingest.pdf.paragraphs import Paragraph, paragraphs_of
from evgraph.ingest.pdf.rows import BULLET, page_of
from evgraph.ingest.pdf.shapes import Cell, Line, Page, Sheet, Word, text_of
from evgraph.ingest.pdf.tables import lines_of
from evgraph.model import Issue, Layout

# A heading in bold is no longer than this; in letters this much larger than the body it is one without bold.
_LONGEST_HEADING, _LARGER = 200, 1.12
_LEVELS = 6
# So many characters before a line's end, and words behind it, say how two lines are joined.
_CONTEXT, _FOLLOWING = 300, 12


def write(sheets: Sequence[Sheet]) -> tuple[str, Layout, tuple[Issue, ...]]:
    """Write the pages as one text.

    Raises:
        UnreadableDocument: nothing but heads and feet. The message does not name the file.
    """
    pages = [page_of(sheet) for sheet in sheets]
    without_furniture(pages)
    split_markers(pages)
    body_size = body_size_of(pages)
    for page in pages:
        set_aside(page, body_size)
    notes, markers = take_notes(pages, body_size)
    measures = measure(pages, body_size)
    lines = (line for page in pages for line in _lines(page, measures.right(page)))
    paragraphs = list(paragraphs_of(lines, measures, markers))
    writer = _Writer(measures.spelling, markers, notes)
    levels = _levels(paragraphs, body_size)
    for paragraph in paragraphs:
        writer.write_paragraph(paragraph, levels.get(_look(paragraph)) if _is_heading(paragraph, body_size) else None)
    writer.write_notes()
    text, layout, issues = writer.page.finish()
    if not text:
        raise UnreadableDocument("the PDF has no text but running heads and feet. Check that it is the whole paper.")
    if not notes:
        # Notes that stand at the end of the document are looked for as in plain text.
        layout = replace(layout, notes=None)
    return text, layout, (*issues, *_left_out(sheets))


def _lines(page: Page, right: float) -> Iterator[Line]:
    for row in page.aside:
        yield from (Line(cell=cell, page=page.number, right=inf, block=(page.number + 1,)) for cell in row.cells)
    yield from lines_of(page, right)


_Look = tuple[float, bool, bool]


def _look(paragraph: Paragraph) -> _Look:
    """Size and style of a paragraph, so that they sort from the highest heading down."""
    first = paragraph.lines[0]
    bold, italic, _ = first.style or (False, False, False)
    return -round(first.size, 1), not bold, italic


def _is_heading(paragraph: Paragraph, body_size: float) -> bool:
    lines = paragraph.lines
    if any(line.in_table for line in lines) or sum(len(line.cell.text) for line in lines) > _LONGEST_HEADING:
        return False
    if not any(sign.isalpha() for line in lines for sign in line.cell.text):
        return False
    bold = all(line.style is not None and line.style[0] for line in lines)
    return bold or all(line.size >= _LARGER * body_size for line in lines)


def _levels(paragraphs: Iterable[Paragraph], body_size: float) -> Mapping[_Look, int]:
    looks = sorted({_look(paragraph) for paragraph in paragraphs if _is_heading(paragraph, body_size)})
    return {look: min(level, _LEVELS) for level, look in enumerate(looks, start=1)}


def _left_out(sheets: Iterable[Sheet]) -> Iterator[Issue]:
    for sheet in sheets:
        page = ("page", str(sheet.number + 1))
        if sheet.broken:
            yield Issue(code="page-broken", details=(page,))
        if sheet.turned:
            yield Issue(code="text-turned", details=(("count", str(sheet.turned)), page))
        if sheet.unmapped:
            yield Issue(code="letters-unmapped", details=(("count", str(sheet.unmapped)), page))


class _Writer:
    """Writes paragraphs and notes, with their markers and links, to a page."""

    def __init__(self, spelling: Spelling, markers: Mapping[int, str], notes: Sequence[Note]) -> None:
        self.page = PageWriter("the PDF")
        self._spelling, self._markers, self._notes = spelling, markers, notes
        self._labels = {note.key: str(note.number) for note in notes}
        self._link: str | None = None

    def write_paragraph(self, paragraph: Paragraph, level: int | None) -> None:
        """Write a paragraph as a line; `level` says that it is a heading."""
        if level is not None:
            self.page.heading(level)
        first, *rest = (line.cell for line in paragraph.lines)
        self._write([_bulleted(first), *(cell.words for cell in rest)], self._markers)
        self.page.end_line()

    def write_notes(self) -> None:
        """Write all notes."""
        for note in self._notes:
            lines = [line for line in note.lines if line]
            within = {id(word): f"{note.page}:{word.number}" for line in lines for word in line if word.rise > 0}
            self.page.begin_note(note.key, self._labels[note.key])
            self._write(lines, {word: key for word, key in within.items() if key in self._labels})
            self.page.end_note()

    def _write(self, lines: Sequence[Sequence[Word]], markers: Mapping[int, str]) -> None:
        gap = tail = ""
        for index, words in enumerate(lines):
            # A web address may be broken more than once: what is before this line counts too.
            tail = f"{tail}{gap}{text_of(words)}"[-_CONTEXT:]
            cut, next_gap = (
                self._meeting(tail, words[-1].link, lines[index + 1]) if index + 1 < len(lines) else (False, "")
            )
            for place, word in enumerate(words):
                text = word.text[:-1] if cut and place == len(words) - 1 else word.text
                self._word(word, text, " " if (word.space if place else gap) else "", markers.get(id(word)))
            gap, tail = next_gap, tail[:-1] if cut else tail
        self._turn_to(None)

    def _word(self, word: Word, text: str, space: str, marker: str | None) -> None:
        if marker is not None:
            self.page.marker(marker, self._labels[marker])
            return
        if word.link != self._link:
            self._turn_to(None)
        self.page.text(space)
        self._turn_to(word.link)
        self.page.text(text)

    def _turn_to(self, link: str | None) -> None:
        """End the open link and begin another, unless they are the same."""
        if link == self._link:
            return
        self._link = link
        self.page.end_link()
        if link is not None:
            self.page.begin_link(link)

    def _meeting(self, tail: str, link: str | None, following: Sequence[Word]) -> tuple[bool, str]:
        """How two lines meet: whether the last sign of the first goes, and the space between."""
        same_link = link is not None and link == following[0].link
        return join(tail, text_of(following[:_FOLLOWING]), self._spelling, same_link=same_link)


def _bulleted(cell: Cell) -> list[Word]:
    """The words of the first line of a paragraph; whatever bullet it has is a hyphen and a space."""
    first = cell.words[0]
    if cell.label != 1 or not BULLET.fullmatch(first.text):
        return cell.words
    return [replace(first, text="-"), replace(cell.words[1], space=True), *cell.words[2:]]
