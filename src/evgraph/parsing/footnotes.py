"""Footnotes: the notes at the end of a text and the markers in it that they hang on.

In the text form of a page a note is a line ending in a return arrow ("↩︎"), and its marker is a bare
number glued to the word before it ("(EEV),1"; "subsidies2"; "Resource EU.3"). A number glued to a word
may as well belong to that word ("NIS2", "G7", "CO2"). What tells them apart is that markers stand in
the order of the notes, each once. So all candidates are weighed together: the best chain of ascending
numbers wins, in O(n log n) for n candidates.

Without arrows the notes are the last lines, numbered from 1 ("1 Kamerstuk …", "[1] …", "1) …"), provided that the
text has their markers: a numbered list at the end of a letter has none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evgraph.model import Footnote, Layout, Span
from evgraph.parsing.lines import Line, split_lines

# The return arrow, with and without the selector that asks for its text form.
_ARROWS = ("↩\ufe0e", "↩")

# A number of one to three digits that touches a word or its closing punctuation: "subsidies2",
# "(EEV),1", "technologie.”8". Not "19-20", "2026", "(1)", "3.14", "artikel 5", "12e".
# Behind a year it stands too ("in 20249" is 2024 with note 9), where four digits set it apart. The digit comes first in
# the pattern, and what is before it is looked at from there: digits are rare, so that is many times as fast.
_CANDIDATE = re.compile(
    r"\d(?:(?<=[^\W\d_]\d)|(?<=[.,;:!?)\]’'”\"»%…]\d)|(?<=(?<![\w.,-])(?:19|20)\d{2}\d))\d{0,2}"
    r"(?![\w%°]|[.,:]\d|[-–/]\d)"
)
_WORD_BEFORE = re.compile(r"[^\W_]+$")

# "1," of "1,2 procent"; not "2024," of "in 2024,2 waarna".
_DECIMAL_BEFORE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d,)\d+,$")

# Stands in for a marker while references are looked for: no letter, no digit, no space.
MARKER_MASK = "\ue000"

_SURE, _IN_WORD, _AFTER_CAPITAL, _AFTER_DIGIT, _SINGLE_LETTER, _REPEATED, _DECIMAL = 1.0, 0.9, 0.5, 0.3, 0.2, 0.05, 0.05
_ACCEPTED = 0.1
# A marker in brackets, as plain text has it: "strategie [1]", "(EEV)[2]"; not "[1234]" and not "[a1]".
_BRACKETED = re.compile(r"\[(\d{1,3})\]")
# "1 Kamerstuk 22 112, nr. 3761", "[1] …", "1) …", "1. …", "1Kamerstuk …"; not "2026 was …" and not "1,5 procent".
_NUMBERED_NOTE = re.compile(
    r"^(?:\[(?P<bracketed>\d{1,3})\]|(?P<bare>\d{1,3})(?:[.)](?=\s)|(?=\s)|(?=[A-Z‘“])))\s*(?P<text>\S.*)$"
)
# A note runs over few lines; and of a list of notes at least this part is marked in the text.
_MAX_NOTE_LINES = 6
_ENOUGH_MARKED = 0.6
_MOST_MISSING = 20
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: int
    span: Span
    weight: float


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


def body_end(text: str, notes: Sequence[Footnote]) -> int:
    """Where the text ends and its notes begin: the start of the first note's line, or the end of the text."""
    first = min((note.start for note in notes), default=None)
    if first is None:
        return len(text)
    return max(text.rfind(sign, 0, first) for sign in "\n\r\f\v\u2028\u2029") + 1


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
        elif (loose := loose + 1) > _MAX_NOTE_LINES:
            break
    # A single line with a number in front, that is not the first note, is any line.
    if not found or (expected and len(found) == 1):
        return ()
    return _if_marked(text, start, lines, found[::-1], first=(expected or 0) + 1)


def _if_marked(
    text: str, start: int, lines: Sequence[Line], found: Sequence[tuple[int, re.Match[str]]], *, first: int
) -> tuple[Footnote, ...]:
    last = [*(index - 1 for index, _ in found[1:]), len(lines) - 1]
    notes = []
    for number, ((index, match), final) in enumerate(zip(found, last, strict=True), start=first):
        begin, end = lines[index].start + match.start("text"), lines[final].end
        notes.append(Footnote(number=number, start=begin, end=end, text=text[begin:end]))
    marked = sum(note.marker is not None for note in place_markers(text, notes, start))
    return tuple(notes) if marked and marked >= _ENOUGH_MARKED * len(notes) else ()


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


def place_markers(text: str, notes: Sequence[Footnote], start: int) -> tuple[Footnote, ...]:
    """Tie each note to the number in the text that marks it.

    Args:
        text: the whole document.
        notes: the notes, in order of number.
        start: where the letter begins; markers are looked for from there to the first note.
    """
    if not notes:
        return ()
    highest = max(note.number for note in notes)
    candidates = list(_candidates(text, start, body_end(text, notes), highest))
    placed = {candidate.number: candidate.span for candidate in _best_chain(candidates, highest)}
    return tuple(replace(note, marker=placed.get(note.number)) for note in notes)


def count_orphan_markers(text: str, start: int) -> int:
    """Count the markers 1, 2, 3 … of a text whose notes are missing; 0 when no such chain stands out."""
    candidates = [c for c in _candidates(text, start, len(text), 999) if c.weight >= _IN_WORD]
    expected = 1
    for candidate in candidates:
        if candidate.number == expected:
            expected += 1
    return expected - 1 if expected > 2 else 0


def markers_without_note(text: str, notes: Sequence[Footnote]) -> list[tuple[int, Span]]:
    """Find markers behind that of the last note whose own note is missing: number and place.

    Only the very next numbers count, in order, and only behind punctuation: what else is glued to a word is no marker.
    """
    if not notes:
        return []
    number = max(note.number for note in notes)
    start = max((note.marker.end for note in notes if note.marker is not None), default=0)
    found = []
    for candidate in _candidates(text, start, body_end(text, notes), number + _MOST_MISSING):
        if start and candidate.number == number + 1 and candidate.weight >= _SURE:
            number = candidate.number
            found.append((number, candidate.span))
    return found


def mask_markers(text: str, notes: Iterable[Footnote]) -> str:
    """Blank out the markers so that no number or name runs into them; every offset stays as it is."""
    markers = sorted(note.marker for note in notes if note.marker is not None)
    if not markers:
        return text
    pieces, position = [], 0
    for span in markers:
        pieces += [text[position : span.start], MARKER_MASK * (span.end - span.start)]
        position = span.end
    return "".join([*pieces, text[position:]])


def _candidates(text: str, start: int, end: int, highest: int) -> Iterable[_Candidate]:
    found = [
        (match, word)
        for match in _CANDIDATE.finditer(text, start, end)
        if 0 < int(match.group()) <= highest and not match.group().startswith("0")
        for word in (_word_before(text, match.start()),)
    ]
    repeated = Counter(word + match.group() for match, word in found if word)
    glued = [
        _Candidate(
            number=int(match.group()),
            span=Span(start=match.start(), end=match.end()),
            weight=_weight(text, match, word, repeated),
        )
        for match, word in found
    ]
    bracketed = [
        _Candidate(number=int(match[1]), span=Span(start=match.start(1), end=match.end(1)), weight=_SURE)
        for match in _BRACKETED.finditer(text, start, end)
        if 0 < int(match[1]) <= highest and not match[1].startswith("0")
    ]
    return sorted([*glued, *bracketed], key=lambda candidate: candidate.span.start) if bracketed else glued


def _word_before(text: str, position: int) -> str:
    match = _WORD_BEFORE.search(text[max(0, position - _LOOK_BACK) : position])
    return match.group() if match else ""


def _weight(text: str, match: re.Match[str], word: str, repeated: Counter[str]) -> float:
    if word:
        if repeated[word + match.group()] > 1:
            return _REPEATED
        if len(word) == 1:
            return _SINGLE_LETTER
        return _AFTER_CAPITAL if word[-1].isupper() else _IN_WORD
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _DECIMAL_BEFORE.search(before):
        return _DECIMAL
    return _AFTER_DIGIT if before[-2:-1].isdigit() else _SURE


def _best_chain(candidates: Sequence[_Candidate], highest: int) -> list[_Candidate]:
    """Find the heaviest chain of ascending numbers, with a Fenwick tree of prefix maxima."""
    tree: list[tuple[float, int]] = [(0.0, -1)] * (highest + 1)
    previous: list[int] = []
    best = (0.0, -1)
    for index, candidate in enumerate(candidates):
        reach, before = _prefix_maximum(tree, candidate.number - 1)
        previous.append(before)
        if candidate.weight < _ACCEPTED:
            continue
        total = (reach + candidate.weight, index)
        _raise_maximum(tree, candidate.number, total)
        best = total if total[0] > best[0] else best
    chain, index = [], best[1]
    while index >= 0:
        chain.append(candidates[index])
        index = previous[index]
    return chain


def _prefix_maximum(tree: list[tuple[float, int]], number: int) -> tuple[float, int]:
    best = (0.0, -1)
    while number > 0:
        best = tree[number] if tree[number][0] > best[0] else best
        number -= number & -number
    return best


def _raise_maximum(tree: list[tuple[float, int]], number: int, value: tuple[float, int]) -> None:
    while number < len(tree):
        if value[0] > tree[number][0]:
            tree[number] = value
        number += number & -number
