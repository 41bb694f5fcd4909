"""Styles of a Word file: which are headings, and which are bold or hidden.

A style says what it does not take from the style it is based on. Word keeps the names of its own styles in English
("heading 1") in every language; other programs may write "Kop 1".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evgraph.ingest.docx.wordprocessing import is_on, number_of, value_of, w

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# "heading 1", "Kop 2", "Kop2", "Title", "Titel"; not "heading", "TOC Heading", "Kop voor regels" or "Subtitle".
_HEADING = re.compile(r"(?:heading|kop)[ _]?(?P<level>[1-9])|titel|title", re.IGNORECASE)
# "toc 1", "Inhopg 2"; not "TOC Heading".
_CONTENTS = re.compile(r"(?:toc|inhopg)[ _]?[1-9]", re.IGNORECASE)
_BODY_TEXT = 9


# Word follows ten steps from a style to what it is based on.
_MOST_STEPS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a style says itself; None where it says nothing. `outline` counts from 0, and 9 is text."""

    id: str
    name: str
    based_on: str | None
    outline: int | None
    bold: bool | None
    hidden: bool | None
    num_id: str | None
    list_level: int | None


class Styles:
    """The styles of a file by their id.

    Args:
        root: the styles part; None for a file without one.
    """

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        for element in [] if root is None else root.iter(w("style")):
            style = _style(element)
            self._styles.setdefault(style.id, style)
        self._chains: dict[str | None, tuple[Style, ...]] = {}

    def chain(self, style: str | None) -> tuple[Style, ...]:
        """A style and those it is based on, the nearest first; empty for one that is not there."""
        if style not in self._chains:
            found: list[Style] = []
            current = style
            while current is not None and current in self._styles and len(found) < _MOST_STEPS:
                found.append(self._styles[current])
                current = found[-1].based_on
            self._chains[style] = tuple(found)
        return self._chains[style]

    def heading_level(self, style: str | None) -> int | None:
        """The level of a heading style, 1 is the highest; None for a style of text."""
        level = next((level for part in self.chain(style) if (level := _heading(part)) is not None), None)
        return level if level is not None and level <= _BODY_TEXT else None

    def is_contents(self, style: str | None) -> bool:
        """Tell whether a paragraph in a style is a line of the table of contents."""
        return any(_CONTENTS.fullmatch(part.name.strip()) for part in self.chain(style))

    def is_bold(self, style: str | None) -> bool:
        """Tell whether text in a style is bold."""
        return next((part.bold for part in self.chain(style) if part.bold is not None), False)

    def is_hidden(self, style: str | None) -> bool:
        """Tell whether text in a style is hidden."""
        return next((part.hidden for part in self.chain(style) if part.hidden is not None), False)


def _style(element: Element) -> Style:
    properties = element.find(w("rPr"))
    return Style(
        id=element.get(w("styleId"), ""),
        name=value_of(element, "name") or "",
        based_on=value_of(element, "basedOn"),
        outline=number_of(element, "pPr/outlineLvl"),
        bold=is_on(properties, "b"),
        hidden=is_on(properties, "vanish"),
        num_id=value_of(element, "pPr/numPr/numId"),
        list_level=number_of(element, "pPr/numPr/ilvl"),
    )


def _heading(style: Style) -> int | None:
    if style.outline is not None:
        return style.outline + 1
    name = _HEADING.fullmatch(style.name.strip())
    return None if name is None else int(name["level"] or 1)
