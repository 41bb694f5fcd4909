"""The measures of a document: the size of its body, how far its lines reach and how far apart they are.

They are taken from the document itself, since nothing in a PDF says what a paragraph is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evgraph.ingest.pdf.hyphens import Spelling, spelling_of
from evgraph.ingest.pdf.shapes import Page, Row, main_size

# Lines further apart than this, in the size of their letters, are of no one paragraph.
_FAR, _USUAL = 2.2, 1.25
# A line is long when it has this part of the width of the longest; of the long ones this part ends before the edge.
_LONG, _EDGE = 0.6, 0.95
# The edge is no nearer to the left than this part of the page, however short its lines are.
_LEAST = 0.6
# A document is justified when this part of its long lines end at the edge, give or take so many points.
_JUSTIFIED, _AT_EDGE = 0.5, 1.5
# Small print beside the text is smaller than this part of the body.
_SMALL = 0.92


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What was measured; sizes and places in points, `leading` by size of letters, `rights` by width of page."""

    body_size: float
    leading: dict[float, float]
    rights: dict[int, float]
    justified: bool
    spelling: Spelling

    def right(self, page: Page) -> float:
        """Where full lines of a page end."""
        return self.rights.get(round(page.width), page.width)

    def lead(self, size: float) -> float:
        """How far apart the baselines of letters of a size are."""
        return self.leading.get(round(size), _USUAL * size)


def body_size_of(pages: Sequence[Page]) -> float:
    """The size of most letters of a document."""
    return main_size(word for page in pages for row in page.rows for cell in row.cells for word in cell.words)


def measure(pages: Sequence[Page], body_size: float) -> Measures:
    """Measure pages without heads, feet and notes."""
    rights: dict[int, float] = {}
    at_edge = long = 0
    by_width: dict[int, list[Page]] = defaultdict(list)
    for page in pages:
        by_width[round(page.width)].append(page)
    for width, alike in by_width.items():
        ends = sorted(_long_ends(alike, body_size))
        reached = ends[min(len(ends) - 1, int(_EDGE * len(ends)))] if ends else 0.0
        rights[width] = max(reached, _LEAST * width)
        at_edge += sum(abs(end - rights[width]) <= _AT_EDGE for end in ends)
        long += len(ends)
    return Measures(
        body_size=body_size,
        leading=_leading(pages),
        rights=rights,
        justified=long > 0 and at_edge >= _JUSTIFIED * long,
        spelling=spelling_of(cell.text for page in pages for row in page.rows for cell in row.cells),
    )


def _long_ends(pages: Sequence[Page], body_size: float) -> Iterator[float]:
    rows = [row for page in pages for row in page.rows if abs(row.size - body_size) < 0.6]
    widest = max((_width(row) for row in rows), default=0.0)
    yield from (row.cells[-1].x1 for row in rows if _width(row) > _LONG * widest)


def _width(row: Row) -> float:
    return row.cells[-1].x1 - row.cells[-1].x0


def _leading(pages: Sequence[Page]) -> dict[float, float]:
    gaps: dict[float, Counter[float]] = defaultdict(Counter)
    for page in pages:
        for above, below in zip(page.rows, page.rows[1:], strict=False):
            gap, size = above.y - below.y, below.size
            if size and abs(above.size - size) < 0.6 and gap < _FAR * size:
                gaps[round(size)][round(gap * 4) / 4] += 1
    return {size: max(found, key=lambda gap: (found[gap], -gap)) for size, found in gaps.items()}


def set_aside(page: Page, body_size: float) -> None:
    """Take small print that stands wholly beside the text off the rows of a page ("Onze referentie …")."""
    sides = _sides(page, body_size)
    if sides is None:
        return
    left, right = sides
    rows = []
    for row in page.rows:
        beside = [cell for cell in row.cells if cell.size < _SMALL * body_size and (cell.x1 < left or cell.x0 > right)]
        rest = [cell for cell in row.cells if not any(cell is other for other in beside)]
        if beside:
            page.aside.append(Row(y=row.y, cells=beside))
        if rest:
            rows.append(Row(y=rest[0].y, cells=rest))
    page.rows = rows


def _sides(page: Page, body_size: float) -> tuple[float, float] | None:
    """Where most of the body of a page begins, and where it ends; None when it has none."""
    cells = [cell for row in page.rows for cell in row.cells if abs(cell.size - body_size) < 0.6]
    if not cells:
        return None
    weights: Counter[int] = Counter()
    for cell in cells:
        weights[round(cell.x0)] += len(cell.words)
    left = max(weights, key=lambda x0: (weights[x0], -x0)) - 1.0
    return left, max(cell.x1 for cell in cells)
