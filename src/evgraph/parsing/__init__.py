"""Parsing: `Document` → `Fiche`: what stands around it, general table, section tree, footnotes.

Parsing decides where things stand; what the references in them mean is for extract and resolution.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from evgraph.errors import NotAFiche
from evgraph.model import Document, Fiche, Footnote, General, Issue, Layout, NotePlace, Section
from evgraph.parsing.footnotes import find_notes, notes_of, notes_of_each, read_notes
from evgraph.parsing.general import general_issues, read_general
from evgraph.parsing.generations import generation_of
from evgraph.parsing.headers import find_own, read_header
from evgraph.parsing.letter import letter_issues, letter_lines, read_listed
from evgraph.parsing.lines import split_lines
from evgraph.parsing.markers import (
    body_end,
    count_orphan_markers,
    markers_without_note,
    mask_markers,
    place_markers,
)
from evgraph.parsing.page import read_page_header
from evgraph.parsing.sections import Heading, SectionIndex, build_sections, find_headings, heading_issues
from evgraph.parsing.splitting import find_fiches, split
from evgraph.parsing.template import FICHE_HEADING, LONE_FICHE_HEADING, count_heading_candidates

__all__ = ["SectionIndex", "document_date", "mask_markers", "parse", "parse_all", "parse_structure"]

_PREVIEW = re.compile(r"^Preview document\b.*$", re.MULTILINE)
_FIRST_HEADING = re.compile(
    r"^(?:Fiche(?: \d{1,2})? ?:.{0,400}\r?\n)?(?:1\. ?)?Algemene gegevens ?:?\r?$",
    re.MULTILINE | re.IGNORECASE,
)
# Three headings of the template may stand by chance in a policy paper that is no fiche; four do not.
_ENOUGH_HEADINGS = 4
_MOST_FICHES = 60
_NO_LAYOUT = Layout()


def parse(document: Document) -> Fiche:
    """Parse a file that is one paper: a fiche with or without its letter, or a letter that lists fiches.

    Raises:
        NotAFiche: as `parse_all`, and when the file holds several fiches.
    """
    papers = parse_all(document)
    if len(papers) > 1:
        raise NotAFiche(f"{document.name}: holds {len(papers)} papers. Read them with `parse_all`.")
    return papers[0]


def parse_all(document: Document) -> tuple[Fiche, ...]:
    """Parse a file: its letter, when several fiches follow it, and its fiches.

    Returns:
        One paper; or the letter, if there is one, and each fiche. Offsets count within each paper's own document.

    Raises:
        NotAFiche: fewer than four headings or fields of the template were found, and no list of fiches.
    """
    text = document.text
    start = _page_end(text)
    begins = find_fiches(text, start)
    if not begins:
        return (_parse_letter(document),)
    if len(begins) == 1:
        return (_parse_fiche(document, begins[0]),)
    if len(begins) > _MOST_FICHES:
        raise NotAFiche(
            f"{document.name}: {len(begins)} fiches in one file; no letter carries so many. Split the file."
        )
    notes, end = _notes_to_divide(document, start, begins)
    return _parse_parts(split(document, begins, notes, end))


def _parse_parts(parts: Sequence[Document]) -> tuple[Fiche, ...]:
    """The letter and the fiches of a file; a part that is none becomes an issue of the first paper."""
    letter = _parse_letter(parts[0]) if parts[0].part == 0 else None
    papers, refused = [letter] if letter else [], []
    for part in parts:
        if part.part:
            try:
                papers.append(_parse_fiche(part, 0, letter))
            except NotAFiche as error:
                refused.append((part, error))
    if len(papers) == (letter is not None):
        raise refused[0][1]
    unread = (Issue(code="fiche-unread", details=(("heading", _first_line(part)),)) for part, _ in refused)
    papers[0] = replace(papers[0], issues=(*papers[0].issues, *unread))
    if len(papers) == 1:
        papers[0] = replace(papers[0], document=replace(papers[0].document, part=None))
    return tuple(papers)


def _first_line(part: Document) -> str:
    return part.text.split("\n", 1)[0].strip()[:200]


def _notes_to_divide(document: Document, start: int, begins: Sequence[int]) -> tuple[tuple[NotePlace, ...], int]:
    """The notes at the end of a file with several fiches; notes between the fiches are left to each of them."""
    text = document.text
    notes = notes_of(document.layout, text)
    if notes is None:
        notes = find_notes(text, start)
        if not notes or notes[0].start < begins[-1] or _has_notes_between(text, begins):
            return (), len(text)
        notes = notes_of_each(text, notes, begins) or place_markers(text, notes, start)
    places = (NotePlace(number=n.number, start=n.start, end=n.end, marker=n.marker) for n in notes)
    return tuple(places), body_end(text, notes)


def _has_notes_between(text: str, begins: Sequence[int]) -> bool:
    """Whether a fiche before the last has its own notes under it: then those at the end are the last one's."""
    return any(find_notes(text[begin:stop], 0) for begin, stop in pairwise(begins))


def _parse_letter(document: Document) -> Fiche:
    """A letter without a fiche in it; it must list some."""
    text = document.text
    listed, announced = read_listed(letter_lines(text, len(text)))
    if not listed and document.part is None:
        found = count_heading_candidates(text)
        raise NotAFiche(
            f"{document.name}: no BNC-fiche ({found} of its headings found) and no letter that lists fiches. "
            "For references in any other text use `evgraph refs`."
        )
    notes = notes_of(document.layout, text)
    footnotes = place_markers(text, find_notes(text, 0), 0) if notes is None else notes
    header, header_issues = read_header(document, len(text))
    odd = (*letter_issues(listed, announced), *_footnote_issues(text, 0, footnotes, guessed=notes is None))
    return Fiche(
        document=document,
        header=header,
        fiche_number=None,
        general=General(),
        sections=(),
        footnotes=footnotes,
        listed=listed,
        is_letter=True,
        issues=(*document.issues, *header_issues, *odd),
    )


def _parse_fiche(document: Document, start: int, letter: Fiche | None = None) -> Fiche:
    """The fiche that begins at an offset; what stands before it is its letter or page."""
    text = document.text
    stated = notes_of(document.layout, text)
    notes = find_notes(text, start) if stated is None else stated
    end = body_end(text, notes)
    headings = find_headings(text, start, end, document.layout)
    known = {heading.key for heading in headings if heading.key is not None}
    if sum(heading.key is not None for heading in headings) < _ENOUGH_HEADINGS:
        raise NotAFiche(
            f"{document.name}: no BNC-fiche ({len(known)} of its headings found). "
            "For references in any other text use `evgraph refs`."
        )
    number, short = _fiche_heading(headings)
    generation = generation_of(known, short=short)
    sections = build_sections(text, headings, end)
    general = read_general(text, headings, end)
    footnotes = _with_sections(place_markers(text, notes, start) if stated is None else notes, sections)
    listed, announced = read_listed(letter_lines(text, start)) if letter is None else ((), None)
    header, header_issues = read_header(document, start)
    if letter is not None:
        header, has_own = find_own(letter, header, number=number, title=_heading_title(headings, text))
        document = replace(document, part=None) if has_own else document
    return Fiche(
        document=document,
        header=header,
        fiche_number=number,
        general=general,
        sections=sections,
        footnotes=footnotes,
        listed=listed,
        generation=generation.name,
        issues=(
            *document.issues,
            *header_issues,
            *letter_issues(listed, announced),
            *general_issues(general, generation.fields),
            *heading_issues(headings),
            *_missing_sections(known, generation.sections),
            *_footnote_issues(text, start, footnotes, guessed=stated is None),
        ),
    )


def parse_structure(text: str, layout: Layout = _NO_LAYOUT) -> tuple[tuple[Section, ...], tuple[Footnote, ...]]:
    """Find sections and footnotes in any text; both may be empty. Never fails."""
    stated = notes_of(layout, text)
    if stated is not None and count_heading_candidates(text) < _ENOUGH_HEADINGS:
        return (), stated
    start = _letter_start(text)
    notes = read_notes(text, start) if "↩" in text else ()
    if count_heading_candidates(text) < _ENOUGH_HEADINGS:
        return (), place_markers(text, notes, start)
    begins = find_fiches(text, _page_end(text))
    start = begins[0] if begins else start
    found = (notes or find_notes(text, start)) if stated is None else stated
    headings = find_headings(text, start, body_end(text, found), layout)
    placed = place_markers(text, found, start) if stated is None else stated
    if sum(heading.key is not None for heading in headings) < _ENOUGH_HEADINGS:
        return (), placed
    sections = build_sections(text, headings, body_end(text, found))
    return sections, _with_sections(placed, sections)


def document_date(text: str) -> str | None:
    """The date in the page header of a text (ISO 8601), or None."""
    return read_page_header(text, _letter_start(text)).date


def _page_end(text: str) -> int:
    """Where the web page around a letter ends: behind its line "Preview document"."""
    preview = _PREVIEW.search(text) if "Preview document" in text else None
    return preview.end() if preview else 0


def _letter_start(text: str) -> int:
    """The letter begins under the page header, or where its first heading stands."""
    if end := _page_end(text):
        return end
    # Without regard to case a search is slow, so it is made only where it can succeed.
    if not any(words in text for words in ("lgemene gegevens", "lgemene Gegevens", "LGEMENE GEGEVENS")):
        return 0
    first = _FIRST_HEADING.search(text)
    return first.start() if first else 0


def _with_sections(footnotes: Iterable[Footnote], sections: Sequence[Section]) -> tuple[Footnote, ...]:
    index = SectionIndex(sections)
    return tuple(
        note if note.marker is None else replace(note, section=index.at(note.marker.start)) for note in footnotes
    )


def _fiche_heading(headings: Iterable[Heading]) -> tuple[int | None, bool]:
    """The number in the heading of a fiche, and whether it calls itself a short one."""
    for heading in headings:
        text = heading.line.text
        if heading.key == "fiche" and (match := FICHE_HEADING.match(text) or LONE_FICHE_HEADING.match(text)):
            return int(match.group(1)) if match.group(1) else None, heading.line.text.casefold().startswith("verkort")
    return None, False


def _heading_title(headings: Iterable[Heading], text: str) -> str | None:
    """The title in the heading of a fiche, or on the line under "Fiche 2:"."""
    line = next((heading.line for heading in headings if heading.key == "fiche"), None)
    if line is None:
        return None
    if LONE_FICHE_HEADING.match(line.text):
        return next((following.text for following in split_lines(text, line.end + 1)), None)
    return re.split(r":\s*|\s[-–—]\s", line.text, maxsplit=1)[-1]


def _missing_sections(present: Collection[str], required: Sequence[str]) -> Iterable[Issue]:
    for key in required:
        if key not in present:
            yield Issue(code="section-missing", details=(("section", key),))


def _footnote_issues(text: str, start: int, footnotes: Sequence[Footnote], *, guessed: bool) -> Iterable[Issue]:
    """Notes without markers, and in a text whose notes were looked for also markers without notes."""
    for note in footnotes:
        if note.marker is None:
            yield Issue(code="marker-missing", start=note.start, end=note.end, details=(("number", str(note.number)),))
    if not guessed:
        return
    for number, span in markers_without_note(text, footnotes):
        yield Issue(code="note-missing", start=span.start, end=span.end, details=(("number", str(number)),))
    if not footnotes and (orphans := count_orphan_markers(text, start)):
        yield Issue(code="footnotes-missing", details=(("count", str(orphans)),))
