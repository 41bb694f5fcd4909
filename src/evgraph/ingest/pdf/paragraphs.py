"""Lines → paragraphs: which line goes on in the next.

A line goes on when there was no room on it for the first word of the next, and nothing else parts them: a wider gap,
another style or size, an indent, a bullet or number, the end of a cell. Over the end of a page there is no gap to see;
there the room and the sentence decide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from evgraph.ingest.pdf.hyphens import HYPHENS, breaks_address
from evgraph.ingest.pdf.measures import Measures
from evgraph.ingest.pdf.rows import BULLET, DASH, HANGING, NUMBERED
from evgraph.ingest.pdf.shapes import Line, Word

# A gap between baselines wider than this, in the usual one, parts paragraphs; above a line with a marker a wider one.
_GAP, _GAP_WITH_MARKER = 1.25, 1.45
_INDENT, _MOST_INDENT = 0.7, 4.0  # Of the size of the letters.
_ADDRESS_LINES = 4
_AT_EDGE, _SAME = 1.5, 2.5  # Points.
_ENDS = (".", "!", "?", ":", ";", ",")
_CLOSING = "”’\"')»"


@dataclass(slots=True)
class Paragraph:
    """Lines that make one text."""

    lines: list[Line] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where its text begins on all lines but the first, when it has more than one."""
        return self.lines[-1].cell.x0 if len(self.lines) > 1 else self.lines[0].cell.text_x0


def paragraphs_of(lines: Iterable[Line], measures: Measures, markers: Collection[int]) -> Iterator[Paragraph]:
    """Join lines, in reading order, into paragraphs; `markers` holds the `id` of each word that marks a note."""
    paragraph = Paragraph()
    for line in lines:
        pushed = _is_pushed(line, markers)
        if paragraph.lines and not pushed and not _goes_on(paragraph, line, measures):
            yield paragraph
            paragraph = Paragraph()
        paragraph.lines.append(line)
    if paragraph.lines:
        yield paragraph


def _is_pushed(line: Line, markers: Collection[int]) -> bool:
    """Whether a line is nothing but a marker that did not fit on the line above."""
    words = line.cell.words
    return len(words) == 1 and id(words[0]) in markers


def _goes_on(paragraph: Paragraph, line: Line, measures: Measures) -> bool:
    last = paragraph.lines[-1]
    if last.block != line.block or abs(last.size - line.size) > 0.08 * last.size or _changes_style(last, line):
        return False
    room = _has_room(paragraph, line, measures)
    if _begins_item(paragraph, line, room=room):
        return False
    if last.page == line.page and last.cell.y >= line.cell.y:
        if last.cell.y == line.cell.y or _is_far(last, line, measures) or _is_shifted(paragraph, line):
            return False
    elif len(paragraph.lines) > 1 and _is_set_in(paragraph, line):
        return False
    return not room or last.cell.text.endswith(HYPHENS) or _runs_on(last, line) or _in_address(paragraph, line)


def _in_address(paragraph: Paragraph, line: Line) -> bool:
    """Whether a web address goes on, which may have filled lines before."""
    link = paragraph.lines[-1].cell.words[-1].link
    same_link = link is not None and link == line.cell.words[0].link
    end = "".join(before.cell.text for before in paragraph.lines[-_ADDRESS_LINES:])
    return breaks_address(end, line.cell.text, same_link=same_link)


def _changes_style(last: Line, line: Line) -> bool:
    """Whether lines of another style end or begin here; emphasis within a paragraph hardly ever fills a line."""
    before, behind = _last_word(last), line.cell.words[0]
    if before.style == behind.style:
        return False
    return any(style is not None and any(style) for style in (last.style, line.style))


def _begins_item(paragraph: Paragraph, line: Line, *, room: bool) -> bool:
    """Whether a line begins with a bullet or a number of a list; a dash or number may also just have wrapped."""
    cell, last = line.cell, paragraph.lines[-1]
    if not cell.label:
        return False
    sign = cell.words[cell.label - 1]
    hangs = cell.text_x0 - sign.x1 > HANGING * line.size
    wraps = not room and not _has_ended(last) and abs(cell.x0 - paragraph.left) < 0.3 * line.size
    if DASH.fullmatch(sign.text):
        return hangs or not wraps
    return BULLET.fullmatch(sign.text) is not None or not wraps


def _is_far(last: Line, line: Line, measures: Measures) -> bool:
    raised = any(word.rise > 0 for word in line.cell.words)
    most = _GAP_WITH_MARKER if raised else _GAP
    return last.cell.y - line.cell.y > most * measures.lead(line.size)


def _is_shifted(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line begins further in than its paragraph does, or further out than a list's text or a block."""
    step, room = line.cell.x0 - paragraph.left, _INDENT * line.size
    if step > room:
        return not _hangs(paragraph, line)
    if step > -room:
        return False
    if len(paragraph.lines) > 1:
        return True
    # The first line may be set in; and an item may go on under its number, if its sentence does.
    return bool(paragraph.lines[0].cell.label) and _has_ended(paragraph.lines[0])


def _is_set_in(paragraph: Paragraph, line: Line) -> bool:
    """Whether the first line of a page or column is the first of a paragraph; another column is further off."""
    step = line.cell.x0 - paragraph.left
    return _INDENT * line.size < step < _MOST_INDENT * line.size


def _hangs(paragraph: Paragraph, line: Line) -> bool:
    """Whether the second line of an item begins under the text of its first ("1. Het", with no more than a space)."""
    words = paragraph.lines[0].cell.words
    numbered = len(words) > 1 and NUMBERED.fullmatch(words[0].text) is not None
    return numbered and len(paragraph.lines) == 1 and abs(words[1].x0 - line.cell.x0) <= _SAME


def _has_room(paragraph: Paragraph, line: Line, measures: Measures) -> bool:
    """Whether the first word of a line would have fitted on the line above, so that the break is meant."""
    last = paragraph.lines[-1]
    if last.cell.x1 >= last.right - _AT_EDGE:
        return False
    above = paragraph.lines[:-1]
    if (
        measures.justified
        and above
        and not last.in_table
        and all(before.cell.x1 >= before.right - _AT_EDGE for before in above[-3:])
    ):
        return True  # All lines but the last end at the edge.
    return last.cell.x1 + 0.25 * line.size + _first_width(line.cell.words) <= last.right - 0.1 * line.size


def _first_width(words: Sequence[Word]) -> float:
    end = words[0].x1
    for word in words[1:]:
        if word.space:
            break
        end = word.x1
    return end - words[0].x0


def _has_ended(line: Line) -> bool:
    return _last_word(line).text.rstrip(_CLOSING).endswith(_ENDS)


def _last_word(line: Line) -> Word:
    """The last word of a line, markers of notes left out."""
    words = line.cell.words
    return next((word for word in reversed(words) if not word.rise), words[-1])


def _runs_on(last: Line, line: Line) -> bool:
    """Whether the sentence goes on: it has not ended, and the next line begins small."""
    return not _has_ended(last) and line.cell.text[:1].islower() and not line.cell.label
