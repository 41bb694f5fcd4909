"""The tree that mammoth gives of a Word file, written as a page: paragraphs to lines, notes, links, headings.

A paragraph is a line. A line break in it ends the line, unless the paragraph is a heading by its style: there a break
is layout, and elsewhere drafters put a value under its label with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from mammoth import documents

from evgraph.ingest.docx.shown import LABEL, PICTURE
from evgraph.ingest.docx.styles import Styles
from evgraph.ingest.page_writer import PageWriter

# What is longer and wholly bold is a paragraph in bold, not a heading.
MAX_HEADING = 200
# Bold headings have no level of their own; the parts of a fiche are level 2.
_BOLD_LEVEL = 3
_NOTE_KINDS = ("footnote", "endnote")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A piece of a line: text, a note's marker, or a picture; `text` is then the note's key or the description."""

    kind: str
    text: str
    bold: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class _Format:
    """What holds for the text of a run."""

    bold: bool = False
    url: str | None = None
    soft: str = "\n"


@dataclass(slots=True)
class _Line:
    level: int | None = None
    in_table: bool = False
    label: str = ""
    pieces: list[_Piece] = field(default_factory=list)


def write_page(document: Any, styles: Styles, page: PageWriter) -> None:
    """Write a document on a page.

    Args:
        document: mammoth's `documents.Document`.
        styles: the styles of the file.
        page: the page to write on; it is left unfinished.

    Raises:
        UnreadableDocument: there is more text than a page may hold.
    """
    walk = _Walk(styles)
    lines = list(walk.lines(document.children, in_table=False))
    labels = _note_labels(lines)
    for line in lines:
        _write(line, labels, page)
        page.end_line()
    for key, label in labels.items():
        body = find_note(document.notes, key)
        if body is not None:
            page.begin_note(key, label)
            for line in walk.lines(body, in_table=False):
                _write(line, labels, page)
                page.end_line()
            page.end_note()


def count_texts(element: Any) -> int:
    """How many pieces of text there are in what mammoth gives."""
    children = getattr(element, "children", ())
    return int(isinstance(element, documents.Text)) + sum(map(count_texts, children))


class _Walk:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def lines(self, blocks: list[Any], *, in_table: bool) -> Iterator[_Line]:
        """The lines of paragraphs and tables, in reading order."""
        for block in blocks:
            if isinstance(block, documents.Paragraph):
                # A table of contents repeats the headings, with pages that this text does not have.
                if not self._styles.is_contents(block.style_id):
                    yield from self._paragraph(block, in_table=in_table)
            else:
                inside = in_table or isinstance(block, documents.Table)
                yield from self.lines(getattr(block, "children", []), in_table=inside)

    def _paragraph(self, paragraph: Any, *, in_table: bool) -> Iterator[_Line]:
        level = self._styles.heading_level(paragraph.style_id)
        bold = self._styles.is_bold(paragraph.style_id)
        line = _Line(level=level, in_table=in_table)
        start = _Format(bold=bold, soft="\n" if level is None else " ")
        for piece in self._pieces(paragraph.children, start):
            if piece.kind == "label":
                line.label = piece.text
            elif piece.kind == "break":
                yield from _at_tab(line)
                line = _Line(level=level, in_table=in_table)
            else:
                line.pieces.append(piece)
        yield from _at_tab(line)

    def _pieces(self, elements: list[Any], form: _Format) -> Iterator[_Piece]:
        for element in elements:
            match element:
                case documents.Run():
                    bold = form.bold or element.is_bold or self._styles.is_bold(element.style_id)
                    yield from self._pieces(element.children, replace(form, bold=bold))
                case documents.Hyperlink():
                    yield from self._pieces(element.children, replace(form, url=_address(element.href)))
                case documents.Text():
                    yield _Piece(kind="text", text=element.value, bold=form.bold, url=form.url)
                case documents.Tab():
                    yield _Piece(kind="text", text="\t", bold=form.bold, url=form.url)
                case documents.Break():
                    yield _Piece(kind="break" if form.soft == "\n" else "text", text=form.soft, bold=form.bold)
                case documents.Checkbox():
                    yield _Piece(kind="text", text="☒" if element.checked else "☐", bold=form.bold)
                case documents.NoteReference():
                    yield _Piece(kind="marker", text=f"{element.note_type}-{element.note_id}")
                case documents.Bookmark():
                    yield from _marked(element.name)
                case _:
                    yield from self._pieces(getattr(element, "children", []), form)


def _marked(name: str) -> Iterator[_Piece]:
    for kind, sign in (("label", LABEL), ("picture", PICTURE)):
        if name.startswith(sign):
            yield _Piece(kind=kind, text=name.removeprefix(sign))


def _address(href: str | None) -> str | None:
    """Where a link leads; None for a place in the document itself.

    The address of a field ends at its quotation mark; what mammoth gives may hold the field's switches too.
    """
    address = (href or "").partition('"')[0].strip()
    return None if not address or address.startswith("#") else address


def _at_tab(line: _Line) -> Iterator[_Line]:
    """A line, cut in two at the tab between a bold label and its value ("**Titel voorstel**⇥Voorstel voor …")."""
    texts = [index for index, piece in enumerate(line.pieces) if piece.kind == "text" and piece.text.strip()]
    value = next((index for index in texts if not line.pieces[index].bold), 0)
    tab = next((index for index in range(value - 1, 0, -1) if line.pieces[index].text == "\t"), None)
    before = "".join(line.pieces[index].text for index in texts if tab is not None and index < tab)
    plain = not any(tab is None or line.pieces[index].bold for index in texts if index > (tab or 0))
    if tab is None or not plain or not _has_word(before):
        yield line
        return
    yield replace(line, pieces=line.pieces[:tab])
    yield replace(line, label="", pieces=line.pieces[tab:])


def _has_word(text: str) -> bool:
    """Tell a label from typed numbering: "Titel", not "1.", "a)" or "IV."."""
    return any(sum(map(str.isalpha, word)) > 3 for word in text.split())


def _level(line: _Line) -> int | None:
    """The level of a line that is a heading by its style, or short and wholly bold outside tables and bullets."""
    if line.level is not None:
        return line.level
    texts = [piece for piece in line.pieces if piece.kind == "text" and piece.text.strip()]
    text = "".join(piece.text for piece in texts)
    is_bold = bool(texts) and all(piece.bold for piece in texts)
    if line.in_table or line.label == "-" or not is_bold or len(text) > MAX_HEADING:
        return None
    return _BOLD_LEVEL if any(map(str.isalpha, text)) else None


def _write(line: _Line, labels: dict[str, str], page: PageWriter) -> None:
    level = _level(line)
    if level is not None:
        page.heading(level)
    if line.label and line.pieces:
        page.text(f"{line.label} ")
    url = None
    for piece in line.pieces:
        if piece.kind == "text" and piece.url != url:
            page.end_link()
            url = piece.url
            if url is not None:
                page.begin_link(url)
        if piece.kind == "text":
            page.text(piece.text)
        elif piece.kind == "marker":
            page.marker(piece.text, labels.get(piece.text))
        else:
            page.remark(code="picture-left-out", name=piece.text or "?")


def _note_labels(lines: list[_Line]) -> dict[str, str]:
    """The notes pointed at, by number: Word counts footnotes in order of place; endnotes are counted on from them."""
    keys = dict.fromkeys(piece.text for line in lines for piece in line.pieces if piece.kind == "marker")
    ordered = [key for kind in _NOTE_KINDS for key in keys if key.startswith(kind)]
    return {key: str(number) for number, key in enumerate(ordered, start=1)}


def find_note(notes: Any, key: str) -> list[Any] | None:
    """The paragraphs of a note; None when it is not in the file."""
    kind, _, number = key.partition("-")
    try:
        body: list[Any] = notes.find_note(kind, number).body
    except KeyError:
        return None
    return body
