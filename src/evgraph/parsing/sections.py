"""Sections: the tree of headings of a fiche, the fields of its general table among them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evgraph.identifiers import slugify
from evgraph.model import Issue, Layout, Section
from evgraph.parsing.lines import Line, split_lines
from evgraph.parsing.template import (
    FICHE_HEADING,
    LONE_FICHE_HEADING,
    label_before_value,
    match_field,
    match_heading,
    normalise_heading,
)

_LABEL_BEFORE_COLON = re.compile(r"^(?P<label>[^:]{3,120}?)\s*:\s*(?P<value>\S.*)$")
_HEADING_BEFORE_COLON = re.compile(r"^(?P<label>[^:]{3,200}?)\s*:\s+\S")
# An unknown heading: a short line that starts like one and does not end like a sentence or a list item.
_UNKNOWN = re.compile(r"^(?:(?:\d{1,2}|[a-z])[.)]\s+)?[A-ZÀ-Þ‘“'\"][^.;!?↩]{2,98}[^\s.,;:!?↩\d]:?$")
# In the general table a line of its own that ends in a colon is a label: "Betrokken andere ministeries:"; not a value
# that has one inside.
_UNKNOWN_LABEL = re.compile(r"^(?:(?:\d{1,2}|[a-z])[.)]\s+)?[A-ZÀ-Þ][^:.;]{3,120}:$")
# "9. Gevolgen …"; not "a) Bevoegdheid" and not "2.0".
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s")
_MAX_DEPTH = 3
# What a form marks as a heading and is longer than this is a paragraph in bold.
_MAX_UNKNOWN = 200
_NO_LAYOUT = Layout()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line that opens a section, and the template's key for it (None when it is unknown)."""

    line: Line
    level: int
    key: str | None
    is_field: bool = False


def find_headings(text: str, start: int, end: int, layout: Layout = _NO_LAYOUT) -> tuple[Heading, ...]:
    """Find every heading between two offsets.

    Field labels count as headings of level 3 while the general table lasts, that is until the first
    part after it. From there on an unknown heading is what the form marks as one, or a short line without
    closing punctuation.
    """
    found: list[Heading] = []
    in_table, in_body = True, False
    marked = {place.start for place in layout.headings}
    lines = list(split_lines(text, start, end))
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        heading = _heading(line, following, in_table=in_table, in_body=in_body)
        if (
            heading is not None
            and found
            and heading.key == found[-1].key
            and _is_text_of(found[-1], heading, line, text)
        ):
            continue
        if heading is None and in_body and line.start in marked and len(line.text) <= _MAX_UNKNOWN:
            heading = Heading(line=line, level=3, key=None)
        if heading is None:
            continue
        heading = replace(heading, line=_without_colon(heading.line), level=_level(heading))
        found.append(heading)
        if heading.level == 2 and heading.key != "algemene-gegevens":
            in_table, in_body = False, True
        elif heading.key == "algemene-gegevens" or heading.level == 1:
            in_table, in_body = True, False
    return tuple(found)


def _is_text_of(above: Heading, heading: Heading, line: Line, text: str) -> bool:
    """Whether what looks like the same heading again is its text.

    "Subsidiariteit: positief" under "Subsidiariteit" is; and so is "EUR-Lex", the text of a link, right under the
    label "EUR-Lex".
    """
    return heading.line.end < line.end or (heading.is_field and text[above.line.end : line.start].isspace())


def _heading(line: Line, following: Line | None, *, in_table: bool, in_body: bool) -> Heading | None:
    if FICHE_HEADING.match(line.text) or LONE_FICHE_HEADING.match(line.text):
        return Heading(line=line, level=1, key="fiche")
    if in_table and (field := _field_label(line)) is not None:
        return field
    rule = match_heading(line.text)
    if rule is not None:
        return Heading(line=line, level=rule.level, key=rule.key)
    if (labelled := _heading_before_text(line)) is not None:
        return labelled
    if (in_body and _is_unknown_heading(line, following)) or (in_table and _UNKNOWN_LABEL.match(line.text)):
        return Heading(line=line, level=3, key=None)
    return None


def _without_colon(line: Line) -> Line:
    return _cut(line, len(line.text.rstrip(" :")) or len(line.text))


def _level(heading: Heading) -> int:
    """A part that the drafter numbered ("9. Gevolgen voor Caribisch Nederland") is a part, whatever it is called."""
    return 2 if heading.level == 3 and not heading.is_field and _NUMBERED.match(heading.line.text) else heading.level


def _field_label(line: Line) -> Heading | None:
    if match_field(line.text) is None:
        if (match := _LABEL_BEFORE_COLON.match(line.text)) and match_field(match["label"]) is not None:
            line = _cut(line, match.end("label"))
        elif (end := label_before_value(line.text)) is not None:
            line = _cut(line, end)
    rule = match_field(line.text)
    return None if rule is None else Heading(line=line, level=rule.level, key=rule.key, is_field=True)


def _heading_before_text(line: Line) -> Heading | None:
    """A heading and its text on one line: "Subsidiariteit: positief. De Commissie …"."""
    match = _HEADING_BEFORE_COLON.match(line.text)
    rule = match_heading(match["label"]) if match else None
    if match is None or rule is None:
        return None
    return Heading(line=_cut(line, match.end("label")), level=rule.level, key=rule.key)


def _cut(line: Line, length: int) -> Line:
    return replace(line, text=line.text[:length], end=line.start + length)


def _is_unknown_heading(line: Line, following: Line | None) -> bool:
    """A short line on its own, with a paragraph under it that is longer than a line of a list."""
    if following is None or len(following.text) <= len(line.text) or _UNKNOWN.match(line.text) is None:
        return False
    return len(following.text) > 120


def build_sections(text: str, headings: Sequence[Heading], end: int) -> tuple[Section, ...]:
    """Turn headings into sections that span their content.

    Args:
        text: the whole document.
        headings: in order of place.
        end: where the last section ends at the latest (the first note, or the end of the text).
    """
    used: Counter[str] = Counter()
    open_sections: list[Section] = []
    sections: list[Section] = []
    boundaries = _boundaries(headings, end)
    for heading, boundary in zip(headings, boundaries, strict=True):
        while open_sections and open_sections[-1].level >= heading.level:
            open_sections.pop()
        section = Section(
            id=_unique(slugify(normalise_heading(heading.line.text)) or "kop", used),
            heading=heading.line.text,
            level=heading.level,
            start=heading.line.start,
            end=_content_end(text, heading.line, boundary),
            key=heading.key,
            parent=open_sections[-1].id if open_sections else None,
        )
        open_sections.append(section)
        sections.append(section)
    return tuple(sections)


def _boundaries(headings: Sequence[Heading], end: int) -> list[int]:
    """For each heading, where the next one of its level or above begins."""
    next_start = dict.fromkeys(range(1, _MAX_DEPTH + 1), end)
    boundaries = []
    for heading in reversed(headings):
        boundaries.append(next_start[heading.level])
        for level in range(heading.level, _MAX_DEPTH + 1):
            next_start[level] = heading.line.start
    return boundaries[::-1]


def _content_end(text: str, line: Line, boundary: int) -> int:
    end = boundary
    while end > line.end and text[end - 1].isspace():
        end -= 1
    return end


def _unique(slug: str, used: Counter[str]) -> str:
    """The slug, with a number when it is taken; "Kop 2" and a second "Kop" may not meet in one id."""
    used[slug] += 1
    if used[slug] == 1:
        return slug
    return _unique(f"{slug}-{used[slug]}", used)


def heading_issues(headings: Iterable[Heading]) -> Iterable[Issue]:
    """Report headings the template does not know; they are kept as sections."""
    for heading in headings:
        if heading.key is None:
            yield Issue(
                code="heading-unknown",
                start=heading.line.start,
                end=heading.line.end,
                details=(("heading", heading.line.text),),
            )


class SectionIndex:
    """Finds the innermost section at an offset in O(log n)."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = {section.id: section for section in sections}
        self._ids = [section.id for section in sections]
        self._starts = [section.start for section in sections]

    def at(self, position: int) -> str | None:
        """Name the innermost section that holds the offset, or None."""
        index = bisect_right(self._starts, position) - 1
        current = self._ids[index] if index >= 0 else None
        while current is not None and self._sections[current].end <= position:
            current = self._sections[current].parent
        return current
