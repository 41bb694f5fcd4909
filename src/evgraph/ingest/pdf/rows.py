"""Words at places → the rows of a page, each of cells: what stands on one baseline, parted by wide gaps.

A raised or lowered small sign (the marker of a note, the 2 of CO₂) stands on a baseline of its own; it is put into the
row of the words that it touches.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from math import inf

from evgraph.ingest.pdf.shapes import Cell, Page, Row, Sheet, Word

# Words whose baselines differ less, in their size, are on one row.
_LEVEL = 0.12
# A sign this much smaller than the words beside it, so far above or below their baseline and so near, is theirs.
_SMALLER, _LOWEST, _HIGHEST, _NEAR = 0.88, -0.4, 0.7, 0.7
# A gap this wide, in the size of the row, parts two cells; a hanging label may stand further off its text.
_WIDE, _LABEL_GAP = 2.0, 6.0
# So many gaps that differ less than this, in the size of the letters, are those of a line that is set wide.
_ENOUGH_GAPS, _ALIKE = 3, 0.1
# A rule no lower than this, in the size of the letters, underlines them.
_UNDER = 0.22
# A gap before a word that begins where a column does may be a narrow one.
_COLUMN_GAP = 0.4
# A gap behind a label that is more than a space.
HANGING = 0.7
# A gap that is a space where PDFium has seen one; and where it, which goes by the order of drawing, has not.
_SEEN, _UNSEEN = 0.1, 0.25
# "•", "–", "▪", "o", a sign of a symbol font; not "-5".
BULLET = re.compile(r"[•●▪■◦○‣⁃∙·–—\-*o\ufffd\ue000-\uf8ff]")
DASH = re.compile(r"[–—\-]")  # A bullet that is also a sign within sentences.
# "1.", "12)", "(3)", "a)", "b.", "iv.", "2.1", "2.1."; not "2026", "A" or "het".
NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?")
# What the head of a kamerstuk has before its text: "22 112", "21 501-20", "Nr. 9901"; not "22 112 euro".
_HEAD_LABEL = re.compile(r"\d{2} \d{3}(?:[ -](?:\d{2}|[IVX]{1,6}))?|Nr\. (?:\d{1,5}[a-z]?|[A-Z]{1,2})")


def page_of(sheet: Sheet) -> Page:
    """The page as rows from top to bottom."""
    levels, rules = _baselines(sheet.words), tuple(sorted(sheet.rules))
    for words in levels:
        _underline(words, rules)
    rows = [_row(words) for words in levels]
    return Page(number=sheet.number, width=sheet.width, height=sheet.height, rows=rows, rules=rules)


def _underline(words: Sequence[Word], rules: Sequence[tuple[float, float, float]]) -> None:
    """Say which words of a row have a rule right under them, links left out."""
    level = next((word for word in words if not word.rise), words[0])
    for height, x0, x1 in islice(rules, bisect_left(rules, (level.y - _UNDER * level.size,)), None):
        if height > level.y:
            return
        for word in words:
            word.underlined = word.underlined or (word.link is None and x0 - 1 <= word.x0 and word.x1 <= x1 + 1)


def _baselines(words: Iterable[Word]) -> list[list[Word]]:
    """The words of each row, from top to bottom; raised and lowered signs with their neighbours."""
    levels: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.y, word.x0)):
        if levels and abs(levels[-1][0].y - word.y) <= max(0.8, _LEVEL * min(word.size, levels[-1][0].size)):
            levels[-1].append(word)
        else:
            levels.append([word])
    for level in levels:
        level.sort(key=lambda word: word.x0)
    hosts = [_Host(level) for level in levels]
    rows: list[list[Word]] = [[] for _ in levels]
    for index, level in enumerate(levels):
        for word in level:
            at = _host_of(word, index, hosts)
            word.rise = 0.0 if at == index else word.y - hosts[at].y
            rows[at].append(word)
    return [sorted(row, key=lambda word: word.x0) for row in rows if row]


class _Host:
    """A level that may take in small signs of those near it."""

    def __init__(self, words: list[Word]) -> None:
        self.words, self.y = words, words[0].y
        self._starts = [word.x0 for word in words]
        self.largest = max(word.size for word in words)

    def touches(self, sign: Word) -> bool:
        """Whether a larger word stands right before or behind a sign."""
        place = bisect_left(self._starts, sign.x0)
        before, behind = self.words[max(0, place - 1) : place], self.words[place : place + 1]
        return any(_takes(word, sign, sign.x0 - word.x1) for word in before) or any(
            _takes(word, sign, word.x0 - sign.x1) for word in behind
        )


def _takes(word: Word, sign: Word, gap: float) -> bool:
    height = (sign.y - word.y) / max(word.size, 1.0)
    return (
        sign.size <= _SMALLER * word.size and _LOWEST < height < _HIGHEST and -0.6 * word.size < gap < _NEAR * word.size
    )


def _host_of(word: Word, index: int, hosts: Sequence[_Host]) -> int:
    """The level that a word belongs to: its own, unless it is a small sign that touches words of another one."""
    best, nearest = index, float("inf")
    for step in (1, -1, 2, -2, 3, -3):
        at = index + step
        if not 0 <= at < len(hosts) or hosts[at].largest <= word.size:
            continue
        distance = abs(hosts[at].y - word.y)
        if distance < nearest and distance < hosts[at].largest and hosts[at].touches(word):
            best, nearest = at, distance
    return best


def _row(words: Sequence[Word]) -> Row:
    level = [word for word in words if not word.rise] or words
    y = level[0].y
    size = max(word.size for word in level)
    wide = inf if _is_set_wide(words, size) else _WIDE * size
    cells: list[Cell] = []
    for before, word in zip([None, *words], words, strict=False):
        if before is not None and word.x0 - before.x1 > (_SEEN if word.gap else _UNSEEN) * size:
            word.space = True
        if cells and word.x0 - cells[-1].x1 <= wide:
            cells[-1].words.append(word)
        else:
            cells.append(Cell(words=[word], y=y))
    return Row(y=y, cells=_hung(cells, size))


def _is_set_wide(words: Sequence[Word], size: float) -> bool:
    """Whether all gaps of a row are alike: then it is one line, set wide to fill its column."""
    gaps = [word.x0 - before.x1 for before, word in pairwise(words) if word.space or word.gap]
    return len(gaps) >= _ENOUGH_GAPS and max(gaps) - min(gaps) < _ALIKE * size


def _hung(cells: list[Cell], size: float) -> list[Cell]:
    """The cells, a hanging label ("•", "1.", "22 112") put before the text it belongs to."""
    hung: list[Cell] = []
    for cell in cells:
        before = hung[-1] if hung else None
        if before is not None and cell.x0 - before.x1 <= _LABEL_GAP * size and _is_label(before.text):
            cell.words[0].space = True
            hung[-1] = Cell(words=before.words + cell.words, y=cell.y, label=len(before.words))
        else:
            hung.append(cell)
    if hung and not hung[0].label:
        hung[0].label = _near_label(hung[0], size)
    return hung


def _is_label(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (BULLET, NUMBERED, _HEAD_LABEL))


def _near_label(cell: Cell, size: float) -> int:
    """1 when the first word of a cell is a bullet or a number with more than a space behind it."""
    if len(cell.words) < 2:
        return 0
    first, second = cell.words[:2]
    wide = second.x0 - first.x1 > HANGING * size
    return int(bool(BULLET.fullmatch(first.text)) or (wide and bool(NUMBERED.fullmatch(first.text))))


def split_at(cell: Cell, places: Sequence[float], size: float) -> list[Cell]:
    """Part a cell where a word begins at one of some places behind a gap that is wider than a space."""
    parts = [Cell(words=[cell.words[0]], y=cell.y, label=cell.label)]
    for before, word in zip(cell.words, cell.words[1:], strict=False):
        wide = word.x0 - before.x1 > _COLUMN_GAP * size
        if wide and any(abs(word.x0 - place) <= 1.5 for place in places):
            parts.append(Cell(words=[word], y=cell.y))
        else:
            parts[-1].words.append(word)
    parts[0].label = min(cell.label, len(parts[0].words) - 1)
    return parts
