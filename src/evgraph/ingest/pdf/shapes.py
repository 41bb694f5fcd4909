"""What a page of a PDF is made of, as it is read: words at places, then rows of cells, then lines.

A place is in points (1/72 inch) from the lower left corner, in the direction in which the page is read: `y` is the
baseline and grows upwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

# Digits as raised signs of their own: "¹²³".
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# Whether print is bold, italic, underlined.
Style = tuple[bool, bool, bool]


@dataclass(slots=True, kw_only=True)
class Word:
    """Signs in one style without white space between them.

    `rise` is how far it stands above the baseline of its row, in points. `space` says that white space goes before,
    `gap` that PDFium thinks so, where the file has none.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    space: bool = False
    gap: bool = False
    link: str | None = None
    rise: float = 0.0

    @property
    def style(self) -> Style:
        """What sets it apart from plain print."""
        return self.bold, self.italic, self.underlined

    @property
    def number(self) -> str:
        """Its text with raised digits as plain ones; "" when there is anything else in it."""
        digits = self.text.translate(_RAISED_DIGITS)
        return digits if digits.isascii() and digits.isdigit() else ""

    @property
    def is_raised_sign(self) -> bool:
        """Whether it is written with digits that are raised by themselves."""
        return self.number != "" and not self.text.isascii()


@dataclass(slots=True, frozen=True, kw_only=True)
class Sheet:
    r"""One page: its words, and the heights and ends (y, x0, x1) of the level rules drawn on it.

    `turned` counts signs left out since they run in another direction, `unmapped` those that are "\ufffd" in it;
    a `broken` page could not be read at all.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[tuple[float, float, float], ...] = ()
    turned: int = 0
    unmapped: int = 0
    broken: bool = False


@dataclass(slots=True, kw_only=True)
class Cell:
    """Words side by side on one baseline, without a wide gap. `label` counts the words of a hanging label before it."""

    words: list[Word]
    y: float
    label: int = 0

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def text_x0(self) -> float:
        """Where its text begins, behind the label."""
        return self.words[min(self.label, len(self.words) - 1)].x0

    @property
    def text(self) -> str:
        """Its text, with one space for each gap."""
        return text_of(self.words)

    @property
    def size(self) -> float:
        """The size of most of its signs, markers left out."""
        return main_size(self.words)

    @property
    def style(self) -> Style | None:
        """That of all its words, markers left out; None when they are not alike."""
        styles = {word.style for word in self.words if not word.rise} or {(False, False, False)}
        return next(iter(styles)) if len(styles) == 1 else None


@dataclass(slots=True, kw_only=True)
class Row:
    """What stands on one baseline, from left to right."""

    y: float
    cells: list[Cell]

    @property
    def size(self) -> float:
        """The size of most of its signs."""
        return main_size([word for cell in self.cells for word in cell.words])


@dataclass(slots=True, kw_only=True)
class Page:
    """A page as rows from top to bottom, and the level rules (y, x0, x1) on it from the bottom up.

    `aside` holds what stands in small print beside the text.
    """

    number: int
    width: float
    height: float
    rows: list[Row]
    rules: tuple[tuple[float, float, float], ...] = ()
    aside: list[Row] = field(default_factory=list)


@dataclass(kw_only=True)
class Line:
    """A cell where it is read: on which page, how far its column reaches, and whether it belongs to a table.

    Lines of one `block` may make one paragraph; a block is the body (), or one cell of a table.
    """

    cell: Cell
    page: int
    right: float
    block: tuple[int, ...] = ()

    @cached_property
    def size(self) -> float:
        """The size of most of its signs."""
        return self.cell.size

    @cached_property
    def style(self) -> Style | None:
        """As that of the cell."""
        return self.cell.style

    @property
    def in_table(self) -> bool:
        """Whether it is in a cell of a table."""
        return bool(self.block)


def text_of(words: Sequence[Word]) -> str:
    """The text of words, with a space where white space goes before one."""
    return "".join(f" {word.text}" if word.space and index else word.text for index, word in enumerate(words))


def main_size(words: Iterable[Word]) -> float:
    """The size of most signs; of two as frequent the larger."""
    counts: dict[float, int] = {}
    for word in words:
        size = round(word.size, 1)
        counts[size] = counts.get(size, 0) + len(word.text)
    return max(counts, key=lambda size: (counts[size], size)) if counts else 0.0
