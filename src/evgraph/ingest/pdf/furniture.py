"""Running heads and feet: what stands at the edge of page after page, and what a publisher prints there once.

A row at the edge is dropped when all its cells are known forms ("kst-22112-4239", "Pagina 2 van 9") or stand at the
same height on other pages too, but for one number that rises with the pages. Nothing behind the first row that is
neither is looked at: notes at the foot of a page ("11 Kamerstuk 22 112, nr. 4239") are alike, and stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from evgraph.ingest.pdf.shapes import Page, Row

# Each is a whole cell.
_KNOWN = re.compile(
    # "kst-22112-4239", "ah-tk-20252026-1", "blg-1234567"; not "kst-gegevens".
    r"(?:kst|ah-tk|h-tk|blg|stb|stcrt|trb)-\d[\w.-]*"
    # "ISSN 0921 - 7371"
    r"|ISSN \d{4} ?[-–] ?\d{3}[\dX]"
    # "’s-Gravenhage 2026"; not "’s-Gravenhage, 12 maart 2008", the date of a letter.
    r"|[’'‘]s[- ]Gravenhage \d{4}"
    # "Tweede Kamer, vergaderjaar 2025–2026, 22 112, nr. 4239", with the number of the page behind it or not.
    r"|(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}[-–]\d{4}, .{2,80}"
    # "Pagina 2 van 9", "pagina 2", "Blad 2/9", "Page 2 of 9"
    r"|(?:Pagina|Page|Blad|Blz\.) ?:? ?\d{1,4}(?: ?(?:van|of|/) ?\d{1,4})?",
    re.IGNORECASE,
)
# "2", "- 2 -", "2/9", "2 van 9": the number of the page, if it says so on other pages too.
_NUMBER = re.compile(r"[-–] ?\d{1,4} ?[-–]|\d{1,4}(?: ?(?:/|van|of) ?\d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,9}")
# Heads and feet are in the outer parts of a page, of so many rows at most, and on this part of the pages; the number
# of a page that has nothing beside it is lower yet.
_TOP, _BOTTOM, _ROWS, _SHARE, _LOWEST = 0.82, 0.2, 8, 0.4, 0.1
# They are this far from the body, in the size of their letters; a page with hardly anything else has no body.
_GAP, _FEW = 1.6, 2
_HEIGHT = 3.0
_LONGEST, _NUMBERS = 300, 8

# What a cell says but for one number, that number less the page's own, and its height.
_Mark = tuple[str, int | None, int]


def without_furniture(pages: Sequence[Page]) -> None:
    """Take the running heads and feet off the pages."""
    seen: Counter[_Mark] = Counter()
    for page in pages:
        seen.update({mark for row in page.rows if _at_edge(row, page) for mark in _marks(row, page)})
    enough = max(2, round(_SHARE * len(pages)))
    for page in pages:
        bottom = _count(page.rows[::-1], page, seen, enough)
        page.rows = page.rows[: len(page.rows) - bottom]
        page.rows = page.rows[_count(page.rows, page, seen, enough) :]


def _count(rows: Sequence[Row], page: Page, seen: Counter[_Mark], enough: int) -> int:
    """How many rows, from an edge inwards, are a head or foot; one without a known form is parted by a gap."""
    count = 0
    for index, row in enumerate(rows[:_ROWS]):
        if not _at_edge(row, page):
            break
        known = _is_known(row)
        if not known and not _is_number(row, page) and not _repeats_all(row, page, seen, enough):
            break
        behind = rows[index + 1] if index + 1 < len(rows) else None
        alone = behind is None and len(rows) <= _FEW
        if known or alone or (behind is not None and abs(row.y - behind.y) > _GAP * max(row.size, behind.size)):
            count = index + 1
    return count


def _is_known(row: Row) -> bool:
    """Whether all cells of a row have a known form, the numbers of pages beside them included."""
    texts = [cell.text for cell in row.cells]
    known = [_KNOWN.fullmatch(text) is not None for text in texts]
    return any(known) and all(is_known or _NUMBER.fullmatch(text) for is_known, text in zip(known, texts, strict=True))


def _is_number(row: Row, page: Page) -> bool:
    """Whether a row low on the page is nothing but the number of the page."""
    return [cell.text for cell in row.cells] == [str(page.number + 1)] and row.y < _LOWEST * page.height


def _repeats_all(row: Row, page: Page, seen: Counter[_Mark], enough: int) -> bool:
    return all(_repeats(cell.text, row, page, seen, enough) for cell in row.cells)


def _repeats(text: str, row: Row, page: Page, seen: Counter[_Mark], enough: int) -> bool:
    height = round(row.y / _HEIGHT)
    return any(
        sum(seen[(plain, offset, height + step)] for step in (-1, 0, 1)) >= enough
        for plain, offset in _forms(text, page.number)
    )


def _marks(row: Row, page: Page) -> Iterator[_Mark]:
    for cell in row.cells:
        yield from ((plain, offset, round(row.y / _HEIGHT)) for plain, offset in _forms(cell.text, page.number))


def _forms(text: str, page: int) -> Iterator[tuple[str, int | None]]:
    """What a cell may say on each page: the same, or the same with one number that goes up with the pages."""
    plain = text.casefold()[:_LONGEST]
    yield plain, None
    for match in islice(_DIGITS.finditer(plain), _NUMBERS):
        yield f"{plain[: match.start()]}#{plain[match.end() :]}", int(match.group()) - page


def _at_edge(row: Row, page: Page) -> bool:
    return row.y > _TOP * page.height or row.y < _BOTTOM * page.height
