"""Small PDFs for tests: text at places, in a font whose every letter is 0.6 of its size wide.

So a line of 70 letters of 10 points is 420 points long, and it can be seen in a test which line is full.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
LETTER = 0.6
PLAIN, BOLD, ITALIC = "F1", "F2", "F3"
_FONTS = {PLAIN: "Courier", BOLD: "Courier-Bold", ITALIC: "Courier-Oblique"}


@dataclass(frozen=True, slots=True)
class Text:
    """Letters at a place; `y` is their baseline. `turn` is the way they run: "0" level, "90" upwards, "30" aslant."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = PLAIN
    turn: str = "0"

    @property
    def end(self) -> float:
        return self.x + len(self.text) * LETTER * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin level line."""

    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Address:
    """A link over a piece of text."""

    over: Text
    url: str


Thing = Text | Rule | Address


def lines(
    x: float, y: float, texts: Iterable[str], *, size: float = 10, lead: float = 12, font: str = PLAIN
) -> list[Thing]:
    """Lines one below the other, the first at `y`."""
    return [Text(x, y - index * lead, text, size, font) for index, text in enumerate(texts)]


def pdf_of(*pages: Sequence[Thing], rotate: int = 0, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """A PDF of pages."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    for name in _FONTS.values():
        objects.append(f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode())
    kids = []
    for page in pages:
        content = b"\n".join(_drawn(thing) for thing in page if not isinstance(thing, Address))
        links = [_annotation(thing) for thing in page if isinstance(thing, Address)]
        objects.append(stream(content))
        kids.append(len(objects) + 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Rotate {rotate}/Contents {len(objects)} 0 R"
            f"/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R>>>>/Annots[{' '.join(links)}]>>".encode()
        )
    objects[1] = f"<</Type/Pages/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]/Count {len(kids)}>>".encode()
    return file_of(objects)


def file_of(objects: Sequence[bytes]) -> bytes:
    """A PDF of objects numbered from 1, the first of them the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, thing in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def one_page(stream_object: bytes) -> bytes:
    """A PDF of one page with a ready content stream; its font is F1."""
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            stream_object,
            b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
        ]
    )


def stream(content: bytes, filters: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), filters, content)


def bomb(megabytes: int) -> bytes:
    """A small PDF whose page unpacks to so many megabytes of text, packed twice."""
    packer = zlib.compressobj(9)
    chunk = b"BT /F1 10 Tf 50 700 Td (bom) Tj ET\n" * (2**20 // 35)
    packed = b"".join([*(packer.compress(chunk) for _ in range(megabytes)), packer.flush()])
    return one_page(stream(zlib.compress(packed, 9), b"/Filter[/FlateDecode/FlateDecode]"))


_MATRICES = {"0": "1 0 0 1", "90": "0 1 -1 0", "180": "-1 0 0 -1", "270": "0 -1 1 0", "30": "0.866 0.5 -0.5 0.866"}


def _drawn(thing: Text | Rule) -> bytes:
    if isinstance(thing, Rule):
        return f"{thing.x} {thing.y} {thing.width} 0.5 re f".encode()
    written = thing.text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    place = f"BT /{thing.font} {thing.size} Tf {_MATRICES[thing.turn]} {thing.x:.2f} {thing.y:.2f} Tm (".encode()
    return place + written + b") Tj ET"


def _annotation(link: Address) -> str:
    over = link.over
    box = f"{over.x} {over.y - 2} {over.end} {over.y + over.size}"
    return f"<</Type/Annot/Subtype/Link/Rect[{box}]/A<</S/URI/URI({link.url})>>>>"
