"""The edge to PDFium: the bytes of a PDF → its words with their places, level rules and links.

Nothing in the file is run and nothing is fetched: PDFium is built without JavaScript, and forms are never filled. It
is native code that reads what strangers made, so this runs in a process of its own (see `process`).
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evgraph.errors import UnreadableDocument
from evgraph.ingest.pdf.links import Place, links_on
from evgraph.ingest.pdf.shapes import Sheet, Word

MAX_PAGES = 1_000
MAX_CHARACTERS = 3_000_000
_MAX_OBJECTS = 50_000
_PASSWORD, _SECURITY = 4, 5
_PATH, _FILL_AND_STROKE, _ITALIC, _FORCE_BOLD = 2, 2, 1 << 6, 1 << 18
_RULE_HEIGHT, _RULE_WIDTH = 2.5, 8.0
# A sign of which the font does not say what letter it is.
UNMAPPED = "\ufffd"
# PDFium writes 2 for a hyphen at the end of a line, and one of the others where it knows of no sign.
_HYPHEN, _NO_SIGN = 2, frozenset([0, 0xFFFD, 0xFFFE, 0xFFFF])
_SHOWN_NOWHERE = frozenset("\u200b\u200c\u200d\u2060\ufeff")
_LETTERS = {sign: unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆĲĳ"}
# How far a sign may stand from the one before it, in its size, and still be of the same word.
_LOOSE, _OVERLAP = 0.35, -0.6
# Where most words stand for no letter there is nothing to read.
_MOSTLY = 0.3


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    italic: bool
    turn: int | None  # Quarter turns to the left; None for a slope.


@dataclass(slots=True)
class _Room:
    characters: int


def read_sheets(data: bytes, *, max_pages: int = MAX_PAGES, max_characters: int = MAX_CHARACTERS) -> tuple[Sheet, ...]:
    """Read every page.

    Raises:
        UnreadableDocument: no PDF, encrypted, too long, or without letters. The message does not name the file.
    """
    import pypdfium2  # noqa: F401  (starts PDFium)
    import pypdfium2.raw as pdfium

    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise UnreadableDocument(_why_closed(pdfium.FPDF_GetLastError()))
    pages = pdfium.FPDF_GetPageCount(document)
    if pages < 1:
        raise UnreadableDocument(_why_closed(0))
    if pages > max_pages:
        raise UnreadableDocument(f"has {pages} pages; no fiche has more than {max_pages}. Give the fiche alone.")
    room = _Room(max_characters)
    sheets = tuple(_sheet(pdfium, document, number, room) for number in range(pages))
    _check_letters(sheets)
    return sheets


def _why_closed(error: int) -> str:
    if error == _PASSWORD:
        return "the PDF is encrypted. Save it without a password and give that file."
    if error == _SECURITY:
        return "the PDF is encrypted in a way that cannot be read. Save it without protection and give that file."
    return "the PDF is broken and cannot be opened. Get it from its source again."


def _check_letters(sheets: tuple[Sheet, ...]) -> None:
    signs = sum(len(word.text) for sheet in sheets for word in sheet.words)
    unmapped = sum(sheet.unmapped for sheet in sheets)
    if unmapped > _MOSTLY * signs:
        raise UnreadableDocument(
            "the fonts of the PDF do not say which letters they draw. Run OCR on it, or save the fiche in another form."
        )
    if not signs:
        raise UnreadableDocument("the PDF has no text layer (a scan?): OCR it first, then give that file.")


def _sheet(pdfium: Any, document: Any, number: int, room: _Room) -> Sheet:
    page = pdfium.FPDF_LoadPage(document, number)
    text_page = pdfium.FPDFText_LoadPage(page) if page else None
    if not text_page:
        return Sheet(number=number, width=0.0, height=0.0, words=(), broken=True)
    links = list(links_on(pdfium, document, page))
    sheet = _upright(pdfium, page, number, _Reader(pdfium, text_page, links, room).read())
    pdfium.FPDFText_ClosePage(text_page)
    pdfium.FPDF_ClosePage(page)
    return sheet


_Found = tuple[list[tuple[int, Word]], int, int]


def _upright(pdfium: Any, page: Any, number: int, found: _Found) -> Sheet:
    """The page in the direction in which most of it is read; the rest is counted and left out."""
    words, sloping, unmapped = found
    weights: Counter[int] = Counter()
    for turn, word in words:
        weights[turn] += len(word.text)
    main = max(weights, key=lambda turn: (weights[turn], -turn), default=0)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    # PDFium tells the size as the page is shown, and places as they are in the file.
    if pdfium.FPDFPage_GetRotation(page) % 2 != main % 2:
        width, height = height, width
    return Sheet(
        number=number,
        width=width,
        height=height,
        words=tuple(word for turn, word in words if turn == main),
        rules=tuple(_rules(pdfium, page)) if main == 0 else (),
        turned=sloping + sum(weights[turn] for turn in weights if turn != main),
        unmapped=unmapped,
    )


def _rules(pdfium: Any, page: Any) -> Iterator[tuple[float, float, float]]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(thing) != _PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            continue
        if top.value - bottom.value <= _RULE_HEIGHT and right.value - left.value >= _RULE_WIDTH:
            yield (top.value + bottom.value) / 2, left.value, right.value


class _Reader:
    """Reads the signs of one page into words."""

    def __init__(self, pdfium: Any, text_page: Any, links: list[Place], room: _Room) -> None:
        self._pdfium, self._text_page, self._links, self._room = pdfium, text_page, links, room
        self._styles: dict[int | None, _Style] = {}
        self._near: dict[int, list[Place]] = {}
        self._words: list[tuple[int, Word]] = []
        self._last: tuple[_Style, Word] | None = None
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = pdfium.FS_RECTF()
        self._high = 0

    def read(self) -> _Found:
        """All words with their turn, the number of sloping signs, and of those that stand for no letter."""
        sloping = unmapped = 0
        space = gap = False
        for index in range(self._count()):
            sign = self._sign(index)
            if sign.isspace():
                generated = self._pdfium.FPDFText_IsGenerated(self._text_page, index) == 1
                space, gap = space or not generated, gap or generated
            elif sign:
                unmapped += sign == UNMAPPED
                sloping += not self._place(index, sign, space, gap)
                space = gap = False
        for _, word in self._words:
            word.text = unicodedata.normalize("NFC", word.text)
        return self._words, sloping, unmapped

    def _sign(self, index: int) -> str:
        """The sign at an index; "" for half a sign, or for one that is shown nowhere."""
        code = self._pdfium.FPDFText_GetUnicode(self._text_page, index)
        if self._pdfium.FPDFText_HasUnicodeMapError(self._text_page, index) == 1:
            return UNMAPPED
        high, self._high = self._high, 0
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return ""
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        if code == _HYPHEN:
            return "-"
        if code in _NO_SIGN or 0xD800 <= code < 0xE000:
            return UNMAPPED
        return "" if (code < 32 and not chr(code).isspace()) or chr(code) in _SHOWN_NOWHERE else chr(code)

    def _count(self) -> int:
        count: int = max(0, self._pdfium.FPDFText_CountChars(self._text_page))
        self._room.characters -= count
        if self._room.characters < 0:
            raise UnreadableDocument("holds more text than any fiche has. Give the fiche alone.")
        return count

    def _place(self, index: int, sign: str, space: bool, gap: bool) -> bool:
        """Add a sign to the last word, or begin another; False when it is on a slope."""
        style = self._style(index)
        if style.turn is None:
            self._last = None
            return False
        left, right, y, link = self._spot(index, style.turn)
        text = _LETTERS.get(sign, sign)
        if self._last is not None and not space and not gap:
            last_style, word = self._last
            distance = (left - word.x1) / max(style.size, 1.0)
            near = _OVERLAP < distance < _LOOSE and abs(y - word.y) < 0.05 * style.size
            if style == last_style and near and link == word.link:
                word.text += text
                word.x1 = max(word.x1, right)
                return True
        word = Word(
            text=text,
            x0=left,
            x1=right,
            y=y,
            size=style.size,
            bold=style.bold,
            italic=style.italic,
            space=space,
            gap=gap,
            link=link,
        )
        self._words.append((style.turn, word))
        self._last = style, word
        return True

    def _spot(self, index: int, turn: int) -> tuple[float, float, float, str | None]:
        """Left, right and baseline as the text is read, and the link there."""
        self._pdfium.FPDFText_GetCharOrigin(self._text_page, index, self._x, self._y)
        self._pdfium.FPDFText_GetLooseCharBox(self._text_page, index, self._box)
        x, y, box = self._x.value, self._y.value, self._box
        link = self._link((box.left + box.right) / 2, (box.bottom + box.top) / 2) if self._links else None
        if turn == 0:
            return box.left, box.right, y, link
        if turn == 1:
            return box.bottom, box.top, -x, link
        if turn == 2:
            return -box.right, -box.left, -y, link
        return -box.top, -box.bottom, x, link

    def _link(self, x: float, y: float) -> str | None:
        height = round(y)
        if height not in self._near:
            self._near[height] = [link for link in self._links if link[2] - 1 <= y <= link[4] + 1]
        return next(
            (u for u, left, low, right, high in self._near[height] if left <= x <= right and low <= y <= high), None
        )

    def _style(self, index: int) -> _Style:
        thing = self._pdfium.FPDFText_GetTextObject(self._text_page, index)
        key = ctypes.cast(thing, ctypes.c_void_p).value
        if key not in self._styles:
            self._styles[key] = self._look_at(thing, index)
        return self._styles[key]

    def _look_at(self, thing: Any, index: int) -> _Style:
        pdfium = self._pdfium
        matrix, size = pdfium.FS_MATRIX(), pdfium.FPDFText_GetFontSize(self._text_page, index)
        pdfium.FPDFText_GetMatrix(self._text_page, index, matrix)
        scale = math.hypot(matrix.c, matrix.d)
        degrees = math.degrees(math.atan2(matrix.b, matrix.a))
        turn = round(degrees / 90)
        name, flags = _font(pdfium, pdfium.FPDFTextObj_GetFont(thing)) if thing else ("", 0)
        stroked = bool(thing) and pdfium.FPDFTextObj_GetTextRenderMode(thing) == _FILL_AND_STROKE
        return _Style(
            size=round(abs(size * scale), 2),
            bold=stroked
            or bool(flags & _FORCE_BOLD)
            or any(word in name for word in ("bold", "black", "heavy", "demi")),
            italic=bool(flags & _ITALIC) or any(word in name for word in ("italic", "oblique")),
            turn=turn % 4 if abs(degrees - 90 * turn) < 5 else None,
        )


def _font(pdfium: Any, font: Any) -> tuple[str, int]:
    """The name of a font in lower case, and what its descriptor says of it."""
    if not font:
        return "", 0
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
    return buffer.value.decode("utf-8", errors="replace").lower(), max(0, pdfium.FPDFFont_GetFlags(font))
