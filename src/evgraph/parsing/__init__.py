"""Parsing: `Document` → `Fiche`: page header, general table, section tree, footnotes.

Parsing decides where things stand; what the references in them mean is for extract and resolution.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from evgraph.errors import NotAFiche
from evgraph.model import Document, Fiche, Footnote, Issue, Section
from evgraph.parsing.footnotes import count_orphan_markers, mask_markers, notes_of, place_markers, read_notes
from evgraph.parsing.general import general_issues, read_general
from evgraph.parsing.page import read_page_header
from evgraph.parsing.sections import Heading, SectionIndex, build_sections, find_headings, heading_issues
from evgraph.parsing.template import FICHE_HEADING, HEADINGS, count_heading_candidates

__all__ = ["SectionIndex", "document_date", "mask_markers", "parse", "parse_structure"]

_PREVIEW = re.compile(r"^Preview document\b.*$", re.MULTILINE)
_FIRST_HEADING = re.compile(
    r"^(?:Fiche(?: \d{1,2})? ?:.{0,400}\r?\n)?(?:1\. ?)?Algemene gegevens ?:?\r?$",
    re.MULTILINE | re.IGNORECASE,
)
# Three headings of the template may stand by chance in a policy paper that is no fiche; four do not.
_ENOUGH_HEADINGS = 4


def parse(document: Document) -> Fiche:
    """Parse a fiche.

    Raises:
        NotAFiche: fewer than four headings or fields of the template were found, or the file holds several fiches.
    """
    text = document.text
    start = _letter_start(text)
    stated = notes_of(document.layout, text)
    notes = read_notes(text, start) if stated is None else stated
    end = min((note.start for note in notes), default=len(text))
    headings = find_headings(text, start, end, document.layout)
    known = [heading for heading in headings if heading.key is not None]
    if len(known) < _ENOUGH_HEADINGS:
        raise NotAFiche(
            f"{document.name}: no BNC-fiche ({len(known)} of its headings found). "
            "For references in any other text use `evgraph refs`."
        )
    if (several := sum(heading.key == "fiche" for heading in headings)) > 1:
        raise NotAFiche(f"{document.name}: holds {several} fiches. Put each in a file of its own, with its footnotes.")
    sections = build_sections(text, headings, end)
    general = read_general(text, headings, end)
    placed = place_markers(text, notes, start) if stated is None else notes
    footnotes = _with_sections(placed, sections)
    return Fiche(
        document=document,
        header=read_page_header(text, start),
        fiche_number=_fiche_number(headings),
        general=general,
        sections=sections,
        footnotes=footnotes,
        issues=(
            *document.issues,
            *general_issues(general),
            *heading_issues(headings),
            *_missing_sections(headings),
            *_footnote_issues(text, start, footnotes),
        ),
    )


def parse_structure(text: str) -> tuple[tuple[Section, ...], tuple[Footnote, ...]]:
    """Find sections and footnotes in any text; both may be empty. Never fails."""
    start = _letter_start(text)
    notes = read_notes(text, start) if "↩" in text else ()
    end = notes[0].start if notes else len(text)
    if count_heading_candidates(text) < _ENOUGH_HEADINGS:
        return (), place_markers(text, notes, start)
    headings = find_headings(text, start, end)
    if sum(heading.key is not None for heading in headings) < _ENOUGH_HEADINGS:
        return (), place_markers(text, notes, start)
    sections = build_sections(text, headings, end)
    return sections, _with_sections(place_markers(text, notes, start), sections)


def document_date(text: str) -> str | None:
    """The date in the page header of a text (ISO 8601), or None."""
    return read_page_header(text, _letter_start(text)).date


def _letter_start(text: str) -> int:
    """The letter begins under the page header, or where its first heading stands."""
    if "Preview document" in text and (preview := _PREVIEW.search(text)):
        return preview.end()
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


def _fiche_number(headings: Iterable[Heading]) -> int | None:
    for heading in headings:
        if heading.key == "fiche" and (match := FICHE_HEADING.match(heading.line.text)) and match.group(1):
            return int(match.group(1))
    return None


def _missing_sections(headings: Iterable[Heading]) -> Iterable[Issue]:
    present = {heading.key for heading in headings}
    for rule in HEADINGS:
        if rule.required and rule.key not in present:
            yield Issue(code="section-missing", details=(("section", rule.key),))


def _footnote_issues(text: str, start: int, footnotes: Sequence[Footnote]) -> Iterable[Issue]:
    for note in footnotes:
        if note.marker is None:
            yield Issue(code="marker-missing", start=note.start, end=note.end, details=(("number", str(note.number)),))
    if not footnotes and (orphans := count_orphan_markers(text, start)):
        yield Issue(code="footnotes-missing", details=(("count", str(orphans)),))
