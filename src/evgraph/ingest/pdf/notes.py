"""Notes at the foot of a page, and the small raised numbers in the text that mark them.

A note is told by both its ends: small print (or print under a rule) at the foot of the page, or beside the text, that
begins with a number; and that number, small and raised, in the text of the page or of the two before. A number
without a note is text ("m²"), and small print without a number in the text is no note.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evgraph.ingest.pdf.hyphens import HYPHENS
from evgraph.ingest.pdf.shapes import Page, Row, Word, main_size

# Small print is at most this part of the size of the body.
_SMALL = 0.94
# A marker stands this part of the size of its row above the baseline, at least.
_RAISED = 0.12
# "1 Verordening", "1Verordening", "12) Zie"; not "2026 was", "22 112" or "3,5 procent".
_LABEL = re.compile(r"(\d{1,3})(?:[.)]?$|(?=[^\W\d_]))")
# Units that are raised to a power: "m²", "km2".
_UNIT = re.compile(r"(?:^|[\d\s(/])(?:[kcdm]?m|ha|hm)$")
# The parts of "1,2" that is raised as a whole, and of "brief¹" that is written so.
_SEVERAL, _SIGNS = re.compile(r"\d+|\D+"), re.compile(r"[⁰¹²³⁴-⁹]+|[^⁰¹²³⁴-⁹]+")
# Of the size of the body: a number alone on its row is a marker below it. Of the height: a rule over notes is below it.
_ALONE, _FOOT = 0.8, 0.7
# A note may be this far from the one before it, when those between are printed on another page.
_SKIPPED = 3


@dataclass(slots=True, kw_only=True)
class Note:
    """A note: the number printed before it, its lines without that number, and the first and last page they are on."""

    number: int
    page: int
    lines: list[list[Word]]
    until: int

    @property
    def key(self) -> str:
        """What tells it from a note with the same number on another page."""
        return f"{self.page}:{self.number}"


@dataclass(slots=True, kw_only=True)
class _Raised:
    """A small raised number, and whether it stands behind a unit, as a power."""

    word: Word
    power: bool

    @property
    def number(self) -> int:
        return int(self.word.number)


def take_notes(pages: Sequence[Page], body_size: float) -> tuple[list[Note], dict[int, str]]:
    """Take the notes off the pages.

    Args:
        pages: without running heads and feet; their rows of notes are taken away.
        body_size: the size of most letters of the document, in points.

    Returns:
        The notes in order, and the key of the note that a word (by `id`) is the marker of.
    """
    notes: list[Note] = []
    markers: dict[int, str] = {}
    before: list[_Raised] = []
    earlier: list[_Raised] = []
    for page in pages:
        body, foot = _parted_at_foot(page, body_size)
        raised = [sign for row in body for sign in _raised(row, body_size)]
        numbers = {sign.number for sign in (*raised, *before)}
        found, rest = _read(foot, page.number, numbers, notes[-1] if notes else None)
        page.rows = [*body, *rest]
        beside, page.aside = _read(page.aside, page.number, numbers, None)
        notes += [*found, *beside]
        _mark([*found, *beside], raised, before, markers)
        unmarked = [[sign for sign in signs if id(sign.word) not in markers] for signs in (raised, earlier)]
        before, earlier = [*unmarked[0], *unmarked[1]], unmarked[0]
    return notes, markers


def split_markers(pages: Iterable[Page]) -> None:
    """Part the numbers that may be markers off what they are written together with ("1,2", "brief¹")."""
    for page in pages:
        for row in page.rows:
            for cell in row.cells:
                cell.words = [part for word in cell.words for part in _parted(word)]


def _parted(word: Word) -> Sequence[Word]:
    if word.rise > 0 and not word.number and word.text[:1].isdigit():
        pieces = _SEVERAL.findall(word.text)
    elif not word.text.isascii():
        pieces = _SIGNS.findall(word.text)
    else:
        return (word,)
    if len(pieces) < 2:
        return (word,)
    width, x0 = (word.x1 - word.x0) / len(word.text), word.x0
    parts: list[Word] = []
    for piece in pieces:
        parts.append(replace(word, text=piece, x0=x0, x1=x0 + width * len(piece), space=word.space and not parts))
        x0 = parts[-1].x1
    return parts


def _raised(row: Row, body_size: float) -> Iterator[_Raised]:
    """What may be a marker in a row; a small number alone on a row was pushed there from the end of the one above."""
    words = [word for cell in row.cells for word in cell.words]
    size = row.size
    alone = len(words) == 1 and size < _ALONE * body_size
    for index, word in enumerate(words):
        if 0 < len(word.number) < 4 and (alone or word.rise > _RAISED * size or word.is_raised_sign):
            behind = words[index - 1].text if index and not word.space else ""
            yield _Raised(word=word, power=_UNIT.search(behind) is not None)


def _parted_at_foot(page: Page, body_size: float) -> tuple[list[Row], list[Row]]:
    """The rows of a page, and those at its foot that may be notes: small print, or what is under a rule."""
    small = len(page.rows)
    size = body_size if any(row.size > _SMALL * body_size for row in page.rows) else _size(page)
    while small and page.rows[small - 1].size <= _SMALL * size:
        small -= 1
    foot = min(small, _under_rule(page))
    return page.rows[:foot], page.rows[foot:]


def _size(page: Page) -> float:
    """The size of most letters of a page, for an annex that is all in small print."""
    return main_size(word for row in page.rows for word in _words(row))


def _under_rule(page: Page) -> int:
    """The first row under a short rule at the left, when it begins like a note; else the number of rows."""
    if not page.rows:
        return 0
    left = min(row.cells[0].x0 for row in page.rows)
    right = max(row.cells[-1].x1 for row in page.rows)
    heights = [-row.y for row in page.rows]
    for y, x0, x1 in page.rules:
        under = bisect_right(heights, -y)
        if y > _FOOT * page.height or not 0 < under < len(page.rows):
            continue
        row = page.rows[under]
        short = x1 - x0 < 0.6 * (right - left) and abs(x0 - left) < 12
        if short and row.y > y - 3 * row.size and _LABEL.match(row.cells[0].words[0].text):
            return under
    return len(page.rows)


def _read(rows: Sequence[Row], page: int, numbers: set[int], last: Note | None) -> tuple[list[Note], list[Row]]:
    """Read small print as notes; returns them, and the rows that are none, from the top.

    Args:
        rows: the small print.
        page: the number of the page it is on.
        numbers: what may be markers on it.
        last: the last note so far, which may go on here.
    """
    first = next((index for index, row in enumerate(rows) if _number(row, numbers, None) is not None), len(rows))
    rest = list(rows[:first])
    if last is not None and rest and _goes_on(rest, page, last):
        last.lines += [_words(row) for row in rest]
        last.until = page
        rest = []
    found: list[Note] = []
    for row in rows[first:]:
        number = _number(row, numbers, found[-1].number if found else None)
        if number is None:
            found[-1].lines.append(_words(row))
        else:
            found.append(Note(number=number, page=page, lines=[_without_label(row)], until=page))
    return found, rest


def _goes_on(rows: Sequence[Row], page: int, last: Note) -> bool:
    """Whether small print that opens the foot of a page is the rest of the last note of the page before."""
    end, size = last.lines[-1], rows[0].size
    if last.until != page - 1 or not end or abs(main_size(end) - size) > 0.6:
        return False
    right = max(row.cells[-1].x1 for row in rows)
    first = rows[0].cells[0].words[0]
    full = end[-1].x1 + 0.25 * size + first.x1 - first.x0 > right
    return full or first.text[:1].islower() or end[-1].text.endswith(HYPHENS)


def _number(row: Row, numbers: set[int], last: int | None) -> int | None:
    """The number of the note that begins with a row, or None.

    It is marked in the text and follows on the note before, or it is small or raised and does either.
    """
    words = row.cells[0].words
    first = words[0]
    match = _LABEL.match(first.number or first.text)
    if match is None or (len(words) == 1 and len(row.cells) == 1 and match.end() == len(first.text)):
        return None
    number = int(match[1])
    set_apart = first.rise > 0 or first.is_raised_sign or first.size < _SMALL * row.size
    marked = number in numbers
    follows = last is not None and last < number <= last + (_SKIPPED if marked else 1)
    if (marked and (set_apart or follows or last is None)) or (set_apart and follows):
        return number
    return None


def _words(row: Row) -> list[Word]:
    return [word for cell in row.cells for word in cell.words]


def _without_label(row: Row) -> list[Word]:
    words = _words(row)
    first = words[0]
    match = _LABEL.match(first.number or first.text)
    if match is None or match.end() == len(first.text):
        behind = 2 if len(words) > 2 and words[1].text in {".", ")"} and not words[1].space else 1
        return words[behind:]
    rest = Word(text=first.text[match.end() :], x0=first.x0, x1=first.x1, y=first.y, size=first.size, link=first.link)
    return [rest, *words[1:]]


def _mark(notes: Sequence[Note], raised: Sequence[_Raised], before: Sequence[_Raised], markers: dict[int, str]) -> None:
    """Give each note its marker.

    That is the first such number behind the marker of the note before it, else anywhere on the page, else on the
    pages before; a power of a unit ("m²") only when there is no other.
    """
    places = {id(sign): index for index, sign in enumerate(raised)}
    by_number: dict[int, list[_Raised]] = defaultdict(list)
    for sign in (*raised, *before):
        by_number[sign.number].append(sign)
    last = -1
    for note in notes:
        free = [sign for sign in by_number[note.number] if id(sign.word) not in markers]
        if free:
            best = min(free, key=lambda sign: (sign.power, id(sign) not in places, places.get(id(sign), 0) < last))
            markers[id(best.word)] = note.key
            last = places.get(id(best), last)
