"""Footnotes: the notes at the end of a text and the markers in it that they hang on.

In the text form of a page a note is a line ending in a return arrow ("↩︎"), and its marker is a bare
number glued to the word before it ("(EEV),1"; "subsidies2"; "Resource EU.3"); `markers` tells them from other numbers.

Without arrows the notes are the last lines, numbered from 1 ("1 Kamerstuk …", "[1] …", "1) …"), provided that the
text has their markers: a numbered list at the end of a letter has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evgraph.model import Footnote, Layout
from evgraph.parsing.lines import Line, split_lines
from evgraph.parsing.markers import IN_WORD, best_chain, body_end, find_candidates, place_markers

# The return arrow, with and without the selector that asks for its text form.
_ARROWS = ("↩\ufe0e", "↩")
# "1 Kamerstuk 22 112, nr. 3761", "[1] …", "1) …", "1. …", "1Kamerstuk …"; not "2026 was …" and not "1,5 procent".
_NUMBERED_NOTE = re.compile(
    r"^(?:\[(?P<bracketed>\d{1,3})\]|(?P<bare>\d{1,3})(?:[.)](?=\s)|(?=\s)|(?=[A-Z‘“])))\s*(?P<text>\S.*)$"
)
# A note runs over few lines; and of a list of notes at least this part is marked in the text.
_MAX_NOTE_LINES = 6
_ENOUGH_MARKED = 0.6
# A line at least so long was broken by its width, so the next may go on from it with a capital.
_FULL_LINE = 60


def read_notes(text: str, start: int) -> tuple[Footnote, ...]:
    """Read the notes that close a text.

    Args:
        text: the whole document.
        start: where the letter begins; offset in code points.

    Returns:
        The notes numbered from 1 in order, without markers. A note may take several lines: only its
        last one has the arrow. The first note is taken to be one line, since nothing marks its start.
    """
    lines = list(split_lines(text, start))
    last_lines = [index for index, line in enumerate(lines) if line.text.endswith(_ARROWS)]
    notes = []
    for number, index in enumerate(last_lines, start=1):
        first = index if number == 1 else last_lines[number - 2] + 1
        notes.append(_note(number, text, lines[first], lines[index]))
    return tuple(notes)


def find_notes(text: str, start: int) -> tuple[Footnote, ...]:
    """Find the notes of a plain text: those with arrows, else numbered last lines; in order, without markers."""
    return (read_notes(text, start) if "↩" in text else ()) or _numbered_notes(text, start)


def _numbered_notes(text: str, start: int) -> tuple[Footnote, ...]:
    """Read the last lines as notes 1, 2, 3 …, when most of them are marked in the text before.

    In a file with several fiches those of the second may go on from the first: 4, 5, 6.
    """
    lines = list(split_lines(text, start))
    found: list[tuple[int, re.Match[str]]] = []
    expected, loose = None, 0
    for index in range(len(lines) - 1, -1, -1):
        match = _NUMBERED_NOTE.match(lines[index].text)
        number = int(match["bracketed"] or match["bare"]) if match else -1
        if match and number > 0 and expected in {None, number}:
            found.append((index, match))
            expected, loose = number - 1, 0
            if expected == 0:
                break
        elif not _goes_on(lines, index) or (loose := loose + 1) > _MAX_NOTE_LINES:
            break
    # A single line with a number in front, that is not the first note, is any line.
    if not found or (expected and len(found) == 1):
        return ()
    return _if_marked(text, start, lines, found[::-1], first=(expected or 0) + 1)


def notes_of_each(text: str, last: Sequence[Footnote], begins: Sequence[int]) -> tuple[Footnote, ...]:
    """Numbered notes together at the end of a file that begin at 1 again for each fiche.

    Args:
        text: the whole file.
        last: the last block of notes.
        begins: where the fiches begin.

    Returns:
        The notes of all blocks, each placed in its own fiche; empty when there are not as many blocks as fiches.
    """
    blocks = [last]
    while len(blocks) <= len(begins) and blocks[0][0].number == 1:
        above = _numbered_notes(text[: body_end(text, blocks[0])], 0)
        if not above or above[0].start < begins[-1]:
            break
        blocks.insert(0, above)
    if len(blocks) < 2 or len(blocks) != len(begins):
        return ()
    stops = [*begins[1:], body_end(text, blocks[0])]
    return tuple(
        note
        for block, begin, stop in zip(blocks, begins, stops, strict=True)
        for note in place_markers(text, block, begin, stop)
    )


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line goes on from the one before: it begins small, or the line before was full."""
    first = lines[index].text[0]
    return not first.isupper() or (index > 0 and len(lines[index - 1].text) >= _FULL_LINE)


def _if_marked(
    text: str, start: int, lines: Sequence[Line], found: Sequence[tuple[int, re.Match[str]]], *, first: int
) -> tuple[Footnote, ...]:
    last = [*(index - 1 for index, _ in found[1:]), len(lines) - 1]
    notes = []
    for number, ((index, match), final) in enumerate(zip(found, last, strict=True), start=first):
        begin, end = lines[index].start + match.start("text"), lines[final].end
        notes.append(Footnote(number=number, start=begin, end=end, text=text[begin:end]))
    candidates = find_candidates(text, start, body_end(text, notes), first + len(notes))
    sure = [candidate for candidate in candidates if candidate.weight >= IN_WORD]
    marked = {candidate.number for candidate in best_chain(sure, first + len(notes))} & {note.number for note in notes}
    return tuple(notes) if marked and len(marked) >= _ENOUGH_MARKED * len(notes) else ()


def notes_of(layout: Layout, text: str) -> tuple[Footnote, ...] | None:
    """The notes that the form itself marks, with their markers; None when it marks none.

    A page that was pasted together may have its notes as plain paragraphs: those are looked for as in plain text.
    """
    if not layout.notes:
        return None
    return tuple(
        Footnote(
            number=note.number, start=note.start, end=note.end, text=text[note.start : note.end], marker=note.marker
        )
        for note in layout.notes
    )


def _note(number: int, text: str, first: Line, last: Line) -> Footnote:
    end = last.start + len(last.text.removesuffix("\ufe0e").removesuffix("↩").rstrip())
    start = min(first.start, end)
    return Footnote(number=number, start=start, end=end, text=text[start:end])
