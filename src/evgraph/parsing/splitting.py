"""Splitting: a file that holds several fiches → its letter and each fiche as a document of its own.

A fiche of such a file has its own text: its lines, then its notes. So offsets count within the fiche, as they do when
it comes in a file of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from evgraph.model import Document, HeadingPlace, Issue, Layout, Link, NotePlace, Span
from evgraph.parsing.lines import Line, split_lines
from evgraph.parsing.template import FICHE_HEADING, LONE_FICHE_HEADING, label_before_value, match_field, match_heading
from evgraph.spans import starting_in

# So far below its heading a fiche says "Algemene gegevens" or names the first field.
_NEAR = 4
# "De minister van Buitenlandse Zaken," closes a letter, and with it the list above.
_SIGNATURE = re.compile(r"^De (?i:minister|staatssecretaris)\b")


def find_fiches(text: str, start: int) -> tuple[int, ...]:
    """Where each fiche of a text begins, in code points.

    A fiche begins with "Fiche …:" and its general table right under it; the same line in the list of a letter has no
    table. Without such headings it begins at "Algemene gegevens", and without that at its first field.
    """
    lines = list(split_lines(text, start))
    headed = [index for index, line in enumerate(lines) if _is_fiche(line) and _table_near(lines, index)]
    taken = {index + step for index in headed for step in range(_NEAR + 1)}
    general = [index for index, line in enumerate(lines) if index not in taken and _is_general(line)]
    begins = sorted([*headed, *(index for index in general if _table_near(lines, index))])
    if not begins:
        begins = general[:1] or [index for index, line in enumerate(lines) if _is_label(line)][:1]
    return tuple(lines[index].start for index in begins)


def _is_fiche(line: Line) -> bool:
    return FICHE_HEADING.match(line.text) is not None or LONE_FICHE_HEADING.match(line.text) is not None


def _table_near(lines: Sequence[Line], index: int) -> bool:
    """Whether a general table begins right under a line, before a signature or the heading of another fiche."""
    for line in lines[index + 1 : index + 1 + _NEAR]:
        if FICHE_HEADING.match(line.text) or LONE_FICHE_HEADING.match(line.text) or _SIGNATURE.match(line.text):
            return False
        if _is_general(line) or _is_label(line):
            return True
    return False


def _is_general(line: Line) -> bool:
    rule = match_heading(line.text)
    return rule is not None and rule.key == "algemene-gegevens"


def _is_label(line: Line) -> bool:
    """A whole line that is a label, or a label with its value."""
    head = line.text.split(":", 1)[0]
    return (
        match_field(line.text) is not None or match_field(head) is not None or label_before_value(line.text) is not None
    )


def split(document: Document, begins: Sequence[int], notes: Sequence[NotePlace], end: int) -> tuple[Document, ...]:
    """Cut a document at the beginnings of its fiches.

    Args:
        document: the whole file.
        begins: where its fiches begin; more than one.
        notes: the notes at the end of the file with their markers, which go with the fiche that marks them. Notes that
            stand between the fiches are no business of this function: they stay where they are.
        end: where the notes begin, or the end of the text.

    Returns:
        What stands before the first fiche, when that is anything, as part 0; then each fiche, from 1.
    """
    borders = [0, *begins, end]
    pieces = list(pairwise(borders))
    by_piece: list[list[NotePlace]] = [[] for _ in pieces]
    last = 0
    for note in notes:
        # A note that nothing marks goes with the one before it.
        last = bisect_right(borders, note.marker.start) - 1 if note.marker is not None else last
        by_piece[last].append(note)
    parts = [
        _part(document, number, piece, own) for number, (piece, own) in enumerate(zip(pieces, by_piece, strict=True))
    ]
    return tuple(part for part in parts if part.text.strip())


def _part(document: Document, number: int, piece: tuple[int, int], notes: Sequence[NotePlace]) -> Document:
    start, stop = piece
    body = document.text[start:stop].rstrip()
    lines, places, moved = [body], [], []
    position = len(body) + 1
    for note in notes:
        first, last = _line_of(document.text, note)
        by = position - first
        lines.append(document.text[first:last])
        marker = note.marker and Span(start=note.marker.start - start, end=note.marker.end - start)
        places.append(NotePlace(number=note.number, start=note.start + by, end=note.end + by, marker=marker))
        moved += [
            Link(start=link.start + by, end=link.end + by, url=link.url)
            for link in starting_in(document.layout.links, note.start, note.end)
        ]
        position += last - first + 1
    inside = starting_in(document.layout.links, start, start + len(body))
    layout = Layout(
        headings=tuple(
            HeadingPlace(start=place.start - start, end=place.end - start, level=place.level)
            for place in document.layout.headings
            if start <= place.start < start + len(body)
        ),
        notes=tuple(places) if places or document.layout.notes is not None else None,
        links=(*(Link(start=x.start - start, end=x.end - start, url=x.url) for x in inside), *moved),
    )
    return replace(
        document,
        text="\n".join(lines),
        layout=layout,
        issues=tuple(_moved_issues(document, start, start + len(body), first=number == 0)),
        part=number,
    )


def _line_of(text: str, note: NotePlace) -> tuple[int, int]:
    """The lines of a note as they are written, with the number or arrow that is no part of it."""
    end = text.find("\n", note.end)
    return text.rfind("\n", 0, note.start) + 1, len(text) if end < 0 else end


def _moved_issues(document: Document, start: int, stop: int, *, first: bool) -> Iterable[Issue]:
    """Issues go with the place they are about; those of the file as a whole are told once."""
    for issue in document.issues:
        if issue.start is None or issue.end is None:
            if first:
                yield issue
        elif start <= issue.start < stop:
            yield replace(issue, start=issue.start - start, end=issue.end - start)
