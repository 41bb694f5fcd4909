"""Markers of notes: the numbers in a text that point at its notes.

A number glued to a word may as well belong to that word ("NIS2", "G7", "CO2"). What tells them apart is that markers
stand in the order of the notes, each once. So all candidates are weighed together: the best chain of ascending numbers
wins, in O(n log n) for n candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evgraph.model import Footnote, Span

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
SURE, IN_WORD, _AFTER_CAPITAL, _AFTER_DIGIT, _SINGLE_LETTER, _REPEATED, _DECIMAL = 1.0, 0.9, 0.5, 0.3, 0.2, 0.05, 0.05
_ACCEPTED = 0.1
# A marker in brackets, as plain text has it: "strategie [1]", "(EEV)[2]"; not "[1234]" and not "[a1]".
_BRACKETED = re.compile(r"\[(\d{1,3})\]")
_MOST_MISSING = 20
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number in the text that may be a marker, and how likely it is one."""

    number: int
    span: Span
    weight: float


def body_end(text: str, notes: Sequence[Footnote]) -> int:
    """Where the text ends and its notes begin: the start of the first note's line, or the end of the text."""
    first = min((note.start for note in notes), default=None)
    if first is None:
        return len(text)
    return max(text.rfind(sign, 0, first) for sign in "\n\r\f\v\u2028\u2029") + 1


def place_markers(text: str, notes: Sequence[Footnote], start: int, stop: int | None = None) -> tuple[Footnote, ...]:
    """Tie each note to the number in the text that marks it.

    Args:
        text: the whole document.
        notes: the notes, in order of number.
        start: where the letter begins; markers are looked for from there to the first note.
        stop: where to stop looking, when that is before the first note.
    """
    if not notes:
        return ()
    highest = max(note.number for note in notes)
    candidates = list(find_candidates(text, start, body_end(text, notes) if stop is None else stop, highest))
    placed = {candidate.number: candidate.span for candidate in best_chain(candidates, highest)}
    return tuple(replace(note, marker=placed.get(note.number)) for note in notes)


def count_orphan_markers(text: str, start: int) -> int:
    """Count the markers 1, 2, 3 … of a text whose notes are missing; 0 when no such chain stands out."""
    candidates = [c for c in find_candidates(text, start, len(text), 999) if c.weight >= IN_WORD]
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
    for candidate in find_candidates(text, start, body_end(text, notes), number + _MOST_MISSING):
        if start and candidate.number == number + 1 and candidate.weight >= SURE:
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


def find_candidates(text: str, start: int, end: int, highest: int) -> Iterable[Candidate]:
    """Find the numbers from 1 to `highest` between two offsets that may be markers, in order of place."""
    found = [
        (match, word)
        for match in _CANDIDATE.finditer(text, start, end)
        if 0 < int(match.group()) <= highest and not match.group().startswith("0")
        for word in (_word_before(text, match.start()),)
    ]
    repeated = Counter(word + match.group() for match, word in found if word)
    glued = [
        Candidate(
            number=int(match.group()),
            span=Span(start=match.start(), end=match.end()),
            weight=_weight(text, match, word, repeated),
        )
        for match, word in found
    ]
    bracketed = [
        Candidate(number=int(match[1]), span=Span(start=match.start(1), end=match.end(1)), weight=SURE)
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
        return _AFTER_CAPITAL if word[-1].isupper() else IN_WORD
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _DECIMAL_BEFORE.search(before):
        return _DECIMAL
    return _AFTER_DIGIT if before[-2:-1].isdigit() else SURE


def best_chain(candidates: Sequence[Candidate], highest: int) -> list[Candidate]:
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
