"""Tables and columns: the rows of a page → lines in the order in which they are read.

Where cells stand side by side, and those below begin at the same places, there is a table. It is read row by row, and
in a row cell by cell. A row ends at a rule, or where a label begins that is not the rest of the label above it. Two
columns of running text are no table; they are read one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from evgraph.ingest.pdf.bands import Table, bands_of, begins_row, measure_table
from evgraph.ingest.pdf.rows import split_at
from evgraph.ingest.pdf.shapes import Cell, Line, Page, Row

# How far from the start of its column a cell may begin, in points.
_SAME = 2.5
# Of the size of the letters: a table goes on over so wide a gap between baselines; and words of a line that is no table
# stand no further apart.
_GAP, _SPREAD = 2.6, 5.0
# The first row of a table may be so many lines above the first one with a wide gap.
_LOOK_AHEAD = 6
# Gaps that differ less than this, in the size of the letters, are alike.
_ALIKE = 0.06
# A line of this part of the room of its column is long.
_LONG = 0.75
# Columns of running text: so many rows, of which this part fills both columns.
_FLOW_ROWS, _FLOW_SHARE = 8, 0.6


def lines_of(page: Page, right: float) -> Iterator[Line]:
    """The lines of a page in reading order.

    Args:
        page: without heads, feet, notes and what stands beside the text.
        right: where full lines of its body end.
    """
    index = tables = 0
    while index < len(page.rows):
        table = _table_at(page, index)
        if table is None:
            yield from (Line(cell=cell, page=page.number, right=right) for cell in _closed(page.rows[index]))
            index += 1
        else:
            tables += 1
            yield from _read(table, page, right, tables)
            index += len(table.cells)


def _closed(row: Row) -> list[Cell]:
    """The cells of a row of no table: those that stand not too far apart are one, set wide to fill the line."""
    closed = row.cells[:1]
    for cell in row.cells[1:]:
        if cell.x0 - closed[-1].x1 < _SPREAD * row.size:
            cell.words[0].space = True
            closed[-1] = Cell(words=closed[-1].words + cell.words, y=row.y, label=closed[-1].label)
        else:
            closed.append(cell)
    return closed


def _table_at(page: Page, index: int) -> Table | None:
    """The table that begins at a row, or None."""
    starts, cells = _first_row(page, index)
    if len(starts) < 2:
        return None
    table = Table(starts=starts, cells=[cells])
    for at in range(index + 1, len(page.rows)):
        found = _by_column(page.rows[at], starts)
        if found is None or _is_far(page, at):
            break
        table.cells.append(found)
    # One line alone, or with nothing under its second cell, is a line whose words are set wide.
    if not any(any(row[1:]) for row in table.cells[1:]):
        return None
    measure_table(table, page)
    while not any(table.cells[-1][1:]) and begins_row(table, len(table.cells) - 1, page):
        table.cells.pop()  # A row with nothing but a label at the end may as well be the heading of what follows.
    return table


def _first_row(page: Page, index: int) -> tuple[list[float], list[Cell | None]]:
    """Where the columns of a table that begins at a row start, and its cells; no starts when it begins none.

    The gap between the cells of the first row may be narrow; then the rows below say where the columns are.
    """
    row = page.rows[index]
    if len(row.cells) > 1:
        return [cell.x0 for cell in row.cells], list(row.cells)
    for at in range(index + 1, min(index + _LOOK_AHEAD, len(page.rows))):
        if _is_far(page, at):
            break
        starts = [cell.x0 for cell in page.rows[at].cells]
        if len(starts) > 1:
            cells = _split(row.cells[0], starts[1:], row.size)
            if len(cells) == len(starts) and abs(row.cells[0].x0 - starts[0]) <= _SAME:
                return starts, list(cells)
            break
    return [], []


def _split(cell: Cell, starts: Sequence[float], size: float) -> list[Cell]:
    """Part a cell where columns start, unless the gaps there are those of the whole line: then it is a line of text."""
    cells = split_at(cell, starts, size)
    if len(cells) == 1:
        return cells
    within = [b.x0 - a.x1 for part in cells for a, b in pairwise(part.words) if b.space]
    between = [right.x0 - left.x1 for left, right in pairwise(cells)]
    usual = median(within) if within else 0.0
    return [cell] if within and any(abs(gap - usual) <= _ALIKE * size for gap in between) else cells


def _is_far(page: Page, at: int) -> bool:
    above, row = page.rows[at - 1], page.rows[at]
    return above.y - row.y > _GAP * max(row.size, above.size)


def _by_column(row: Row, starts: Sequence[float]) -> list[Cell | None] | None:
    """The cells of a row by the columns of a table; None when it is no row of it."""
    found: list[Cell | None] = [None] * len(starts)
    parts = [part for cell in row.cells for part in _split(cell, starts[1:], row.size)]
    # A label may be set wide to fill its column, if the value beside it shows that the row is one of the table.
    lined_up = any(abs(part.x0 - start) <= _SAME for part in parts for start in starts[1:])
    for number, cell in enumerate(parts):
        at = max((at for at, start in enumerate(starts) if start <= cell.text_x0 + _SAME), default=-1)
        runs_over = at + 1 < len(starts) and cell.x1 > starts[at + 1] - 1
        before = found[at]
        if at < 0 or runs_over or (at == 0 and number and not lined_up):
            return None
        if before is None:
            found[at] = cell
        else:
            cell.words[0].space = True
            found[at] = Cell(words=before.words + cell.words, y=row.y, label=before.label)
    return found


def _read(table: Table, page: Page, right: float, number: int) -> Iterator[Line]:
    ends = [*table.ends[:-1], _last_end(table, right)]
    if _flows(table, ends):
        for at, end in enumerate(ends):
            yield from (Line(cell=cell, page=page.number, right=end) for cell in table.column(at))
        return
    ends[0] = 0.0  # A label is one paragraph, however much room its lines leave.
    for band_number, band in enumerate(bands_of(table, page)):
        for at, end in enumerate(ends):
            for row in band:
                if (cell := row[at]) is not None:
                    block = (page.number + 1, number, band_number, at)
                    yield Line(cell=cell, page=page.number, right=end, block=block)


def _last_end(table: Table, right: float) -> float:
    """Where full lines of the last column end: at its longest one, if that is long enough to have been broken."""
    start, end = table.starts[-1], table.ends[-1]
    return end if end - start > _LONG * (right - start) else right


def _flows(table: Table, ends: Sequence[float]) -> bool:
    """Whether both columns are running text: most of their lines are full."""
    if len(ends) != 2:
        return False
    full = [left.x1 > ends[0] - 3 * left.size and right.x1 > ends[1] - 3 * right.size for left, right in _pairs(table)]
    return len(full) >= _FLOW_ROWS and sum(full) >= _FLOW_SHARE * len(full)


def _pairs(table: Table) -> Iterator[tuple[Cell, Cell]]:
    for row in table.cells:
        left, right = row[0], row[1]
        if left is not None and right is not None:
            yield left, right
