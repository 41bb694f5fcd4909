"""From the elements of an HTML page to lines: blocks, tables, lists, headings, links, notes.

The walk knows HTML, no site. What is special to a site's pages is handed in as `Rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html.entities import html5
from typing import TYPE_CHECKING, Any

from evgraph.ingest.html.elements import (
    HEADINGS,
    LINES,
    LISTS,
    is_bold,
    is_left_out,
    picture_name,
    site_forms,
    word_label,
)
from evgraph.ingest.html.lines import Lines
from evgraph.ingest.html.lists import BULLET, ListItems
from evgraph.ingest.html.note_links import classes_of
from evgraph.ingest.html.notes import find_notes
from evgraph.ingest.page_writer import PageWriter
from evgraph.ingest.xml_source import local_name

if TYPE_CHECKING:
    from evgraph.ingest.xml_source import Element

# A scheme at the front of an address: "https:", "mailto:"; not "/kst-22112.html", "#noot" or "document.html?x=a:b".
_SCHEME = re.compile(r"[\s\x00-\x1f]*[A-Za-z][A-Za-z0-9+.\s-]{0,30}:")
# What browsers take out of an address, so that "java\nscript:" is what it is.
_IN_NO_ADDRESS = re.compile(r"[\t\r\n]")
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is special to the pages of a site; all by class.

    Attributes:
        line_after: an element after which the line ends, though it is no block.
        labels: the number or letter of an item, so that none is added.
        left_out: what is no part of the text.
    """

    line_after: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What holds for the text within an element."""

    heading: int | None = None
    bold: bool = False
    pre: bool = False
    table: bool = False
    inside: bool = False
    note_list: bool = False
    url: str | None = None
    items: ListItems | None = None


class Flow:
    r"""Writes elements of one page to a `PageWriter`.

    Args:
        page: where the lines go.
        root: the page; notes are looked for in all of it.
        rules: what is special to the site.

    Example:
        >>> from evgraph.ingest.html.source import parse_fragment
        >>> root = parse_fragment("fiche.html", "<h2>Essentie voorstel</h2><p>Een <b>strategie</b>.</p>")
        >>> page = PageWriter("fiche.html")
        >>> flow = Flow(page, root)
        >>> flow.write(root); flow.write_rest()
        >>> page.finish()[0]
        'Essentie voorstel\nEen strategie.'
    """

    def __init__(self, page: PageWriter, root: Element, *, rules: Rules | None = None) -> None:
        self._lines = Lines(page)
        self._rules = rules or Rules()
        self._notes = find_notes(root)
        self._forms = site_forms(root)
        self._state = _State()
        self._written: set[Element] = set()

    def write(self, element: Element, *, inside: bool = False) -> None:
        """Write an element, not what follows it; it begins and ends a line when it is a block.

        Args:
            element: the element; it is written even when it is hidden itself.
            inside: whether it is, or is part of, the main part of the page.
        """
        self._state = _State(inside=inside)
        states: list[_State] = []
        pending: list[tuple[Element, bool]] = [(element, False)]
        while pending:
            current, leaving = pending.pop()
            if leaving:
                self._leave(current)
                self._state = states.pop()
            elif not isinstance(current.tag, str):
                self._text(html5.get((current.text or "").strip("&"), current.text or ""))
            elif self._begins(current, chosen=current is element):
                states.append(self._state)
                self._state = self._within(current, local_name(current))
                self._text(current.text or "")
                pending.append((current, True))
                pending.extend((child, False) for child in reversed(current))
                continue
            if current is not element:
                self._text(current.tail or "")

    def write_text(self, text: str) -> None:
        """Write running text on the current line."""
        self._state = _State()
        self._text(text)

    def end_line(self) -> None:
        """End the current line."""
        self._lines.end(level=self._state.heading, in_table=self._state.table)

    def write_rest(self) -> None:
        """Write the notes that stood outside what was written, and end the page."""
        self.end_line()
        for element in list(self._notes.starts):
            if element not in self._written:
                self.write(element)
                self._lines.end_note()

    def _begins(self, element: Element, *, chosen: bool) -> bool:
        """Begin an element; False when what is in it is passed over."""
        name = local_name(element)
        whole_note = self._begins_note(element, name) and element in self._notes.ends
        if not chosen and not whole_note and self._is_skipped(element, name):
            return False
        if (marker := self._notes.markers.get(element)) is not None:
            self._lines.marker(marker)
            return False
        if name == "img" and (picture := picture_name(element)) is not None:
            self._lines.picture(picture)
        if (label := word_label(element)) is not None:
            self._lines.prefix = label
            return False
        if name in LINES or name == "br":
            self.end_line()
        return True

    def _leave(self, element: Element) -> None:
        name = local_name(element)
        if name in LINES or classes_of(element) & self._rules.line_after:
            self.end_line()
        if name == "li":
            self._lines.prefix = None
        if element in self._notes.ends:
            self._lines.end_note()

    def _begins_note(self, element: Element, name: str) -> bool:
        """Begin the note that an element begins; one that is hidden until it pops up is a note as well."""
        note = self._notes.starts.get(element)
        if note is None or element in self._written:
            return False
        self._written.add(element)
        if name in LINES and not self._lines.in_note:
            self.end_line()
        self._lines.begin_note(note)
        return True

    def _is_skipped(self, element: Element, name: str) -> bool:
        if element in self._notes.left_out or element in self._forms or classes_of(element) & self._rules.left_out:
            return True
        if name in HEADINGS and self._state.note_list and not self._lines.in_note:
            return True
        return is_left_out(element, name, inside=self._state.inside)

    def _within(self, element: Element, name: str) -> _State:
        """The state within an element; the same object when nothing changes."""
        state = self._state
        changes: dict[str, Any] = {}
        if name in HEADINGS:
            changes["heading"] = HEADINGS[name]
        elif name in {"pre", "listing", "xmp"}:
            changes["pre"] = True
        elif name == "table":
            changes["table"] = True
        elif name in {"main", "article", "section"}:
            changes["inside"] = True
        elif name in LISTS:
            changes["items"] = ListItems.of(element)
        elif name == "a" and (url := _address(element.get("href"))) is not None:
            changes["url"] = url
        elif name == "li" and element not in self._notes.starts and not self._lines.in_note:
            self._lines.prefix = BULLET if state.items is None else state.items.label(element)
        if (bold := is_bold(element, name, before=state.bold)) != state.bold:
            changes["bold"] = bold
        if element in self._notes.lists:
            changes["note_list"] = True
        if self._lines.is_empty and classes_of(element) & self._rules.labels:
            self._lines.prefix = None
        return replace(state, **changes) if changes else state

    def _text(self, text: str) -> None:
        if not text:
            return
        for number, line in enumerate(_LINE_END.split(text) if self._state.pre else (text,)):
            if number:
                self.end_line()
            self._lines.text(line, bold=self._state.bold, url=self._state.url)


def write_page(
    page: PageWriter, root: Element, parts: Iterable[Element], *, rules: Rules | None = None, inside: bool = True
) -> None:
    """Write some parts of a page, neighbours, and all its notes; for `inside` see `Flow.write`."""
    flow = Flow(page, root, rules=rules)
    for place, part in enumerate(parts):
        if place == 0 or not is_left_out(part, local_name(part), inside=inside):
            flow.write(part, inside=inside)
        if place or part is not root:
            flow.write_text(part.tail or "")
    flow.write_rest()


def _address(href: str | None) -> str | None:
    """Where a link leads, when it is a whole address; what leads to a place on the same site or page is none."""
    return _IN_NO_ADDRESS.sub("", href).strip() if href and _SCHEME.match(href) else None
