"""Tables and columns: the rows of a page → lines in the order in which they are read.

Where cells stand side by side, and those below begin at the same places, there is a table. It is read row by row, and
in a row cell by cell. A row ends at a rule, or where a label begins that is not the rest of the label above it. Two
columns of running text are no table; they are read one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evgraph.ingest.pdf.bands import Table, bands_of, begins_row, measure_table
from evgraph.ingest.pdf.rows import split_at
from evgraph.ingest.pdf.shapes import Cell, Line, Page, Row

# How far from the start of its column a cell may begin, in points.
_SAME = 2.5
# Of the size of the letters: a table goes on over so wide a gap between baselines; and words of a line that is no table
# stand no further apart.
_GAP, _SPREAD = 2.6, 5.0
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
    first = page.rows[index]
    if len(first.cells) < 2:
        return None
    table = Table(starts=[cell.x0 for cell in first.cells], cells=[list(first.cells)])
    for at in range(index + 1, len(page.rows)):
        above, row = page.rows[at - 1], page.rows[at]
        cells = _by_column(row, table.starts)
        if cells is None or above.y - row.y > _GAP * max(row.size, above.size):
            break
        table.cells.append(cells)
    measure_table(table, page)
    return table if _trimmed(table, page) else None


def _by_column(row: Row, starts: Sequence[float]) -> list[Cell | None] | None:
    """The cells of a row by the columns of a table; None when it is no row of it."""
    found: list[Cell | None] = [None] * len(starts)
    parts = [part for cell in row.cells for part in split_at(cell, starts[1:], row.size)]
    for number, cell in enumerate(parts):
        at = max((at for at, start in enumerate(starts) if start <= cell.text_x0 + _SAME), default=-1)
        runs_over = at + 1 < len(starts) and cell.x1 > starts[at + 1] - 1
        before = found[at]
        if at < 0 or runs_over or (at == 0 and number):
            return None
        if before is None:
            found[at] = cell
        else:
            cell.words[0].space = True
            found[at] = Cell(words=before.words + cell.words, y=row.y, label=before.label)
    return found


def _trimmed(table: Table, page: Page) -> bool:
    """Take off what only seemed to belong to the table at its end; False when no table is left.

    A row with nothing but a label, that is not the rest of the label above it, may as well be a heading below.
    """
    while len(table.cells) > 1 and not any(table.cells[-1][1:]) and begins_row(table, len(table.cells) - 1, page):
        table.cells.pop()
    return len(table.cells) > 1


def _read(table: Table, page: Page, right: float, number: int) -> Iterator[Line]:
    ends = [*table.ends[:-1], _last_end(table, right)]
    if _flows(table, ends):
        for at, end in enumerate(ends):
            yield from (Line(cell=cell, page=page.number, right=end) for cell in table.column(at))
        return
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
