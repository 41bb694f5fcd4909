"""The rows of a table: which lines of text are one row of it, as it is drawn.

A rule parts two rows. Where none are drawn a row begins at a label that is not the rest of the label above it. That is
told by the gaps, when those between rows are wider than those between lines; else by whether there was room.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from evgraph.ingest.pdf.hyphens import HYPHENS
from evgraph.ingest.pdf.shapes import Cell, Page

# A rule lower than this below a baseline, in the size of the letters, is no underlining.
_BELOW = 0.2
# A label goes on over a gap of so many times the size of its letters; and in a table whose rows stand apart, over one
# that is no wider than this times the least.
_LINE_GAP, _WIDER = 1.7, 1.12
# A table's rows stand apart when this part of those with label and value does.
_MOST = 0.7


@dataclass(slots=True, kw_only=True)
class Table:
    """Lines of text by columns: `cells[line][column]`, None where a cell has nothing on that baseline.

    `starts` and `ends` say where the columns begin and where the longest line of each ends; `line_gap` how far apart
    the lines of one row are, 0 when the gaps do not tell.
    """

    starts: list[float]
    cells: list[list[Cell | None]]
    ends: list[float] = field(default_factory=list)
    ruled: bool = False
    line_gap: float = 0.0

    def column(self, at: int) -> list[Cell]:
        """What stands in a column, from top to bottom."""
        return [cell for row in self.cells if (cell := row[at]) is not None]

    def gap(self, index: int) -> float:
        """How far a line is below the one above it."""
        above, below = (next(cell for cell in self.cells[at] if cell is not None) for at in (index - 1, index))
        return above.y - below.y


def measure_table(table: Table, page: Page) -> None:
    """Find the ends of the columns and what parts the rows; lines below the last value may be no part of it."""
    last = max((index for index, row in enumerate(table.cells) if any(row[1:])), default=0)
    table.ends = [
        max((cell.x1 for row in table.cells[: last + 1] if (cell := row[at]) is not None), default=0.0)
        for at in range(len(table.starts))
    ]
    table.ruled = sum(_rule_above(table, index, page) for index in range(1, last + 1)) >= 2
    gaps = {index: table.gap(index) for index in range(1, last + 1)}
    least = min(gaps.values(), default=0.0)
    full = [gap > _WIDER * least for index, gap in gaps.items() if all(table.cells[index][:2])]
    if full and sum(full) >= _MOST * len(full) and not all(gap > _WIDER * least for gap in gaps.values()):
        table.line_gap = least


def bands_of(table: Table, page: Page) -> Iterator[list[list[Cell | None]]]:
    """The rows of the table as it is drawn, each of one or more lines of text."""
    start = 0
    for index in range(1, len(table.cells) + 1):
        if index == len(table.cells) or begins_row(table, index, page):
            yield table.cells[start:index]
            start = index


def _rule_above(table: Table, index: int, page: Page) -> bool:
    above, below = (next(cell for cell in table.cells[at] if cell is not None) for at in (index - 1, index))
    low, high = below.y + _BELOW * below.size, above.y - _BELOW * above.size
    for y, x0, x1 in islice(page.rules, bisect_left(page.rules, (low,)), None):
        if y >= high:
            return False
        if x0 < table.ends[-1] and x1 > table.starts[0]:
            return True
    return False


def begins_row(table: Table, index: int, page: Page) -> bool:
    """Whether a line of text begins another row of the table."""
    if table.ruled:
        return _rule_above(table, index, page)
    label = table.cells[index][0]
    return label is not None and not _goes_on(table, index, label)


def _goes_on(table: Table, index: int, label: Cell) -> bool:
    """Whether a label is the rest of the one above it."""
    above = table.cells[index - 1]
    before, gap = above[0], table.gap(index)
    if before is None or before.style != label.style or gap > _LINE_GAP * label.size:
        return False
    if table.line_gap:
        return gap <= _WIDER * table.line_gap
    if before.text.endswith(HYPHENS):
        return True
    # A row with a value of its own goes on only where a sentence does, since names of fields begin with a capital.
    values = list(zip(above[1:], table.cells[index][1:], strict=True))
    alone = all(value is None for _, value in values)
    runs_on = label.text[:1].islower() or any(over and value and _runs_on(over, value) for over, value in values)
    return _had_no_room(before, label, table.ends[0]) and (alone or runs_on)


def _runs_on(above: Cell, below: Cell) -> bool:
    """Whether a value goes on; a web address begins small, but is one of its own."""
    return above.text.endswith(HYPHENS) or (below.text[:1].islower() and not below.text.startswith(("http", "www.")))


def _had_no_room(above: Cell, below: Cell, end: float) -> bool:
    first = below.words[0]
    return above.x1 + 0.25 * below.size + first.x1 - first.x0 > end
