"""From the elements of an HTML page to lines: blocks, tables, lists, headings, links, notes.

The walk knows HTML, no site. What is special to a site's pages is handed in as `Rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html.entities import html5
from typing import TYPE_CHECKING

from evgraph.ingest.html_elements import (
    HEADINGS,
    LINES,
    LISTS,
    is_bold,
    is_left_out,
    picture_name,
    site_forms,
    word_label,
)
from evgraph.ingest.html_lists import ListItems
from evgraph.ingest.html_note_links import classes_of
from evgraph.ingest.html_notes import Note, Notes, find_notes
from evgraph.ingest.page_writer import PageWriter
from evgraph.ingest.xml_source import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

# A wholly bold paragraph up to this long is a heading, of a level below those that are marked as one.
_LONGEST_BOLD = 200
_BOLD_LEVEL = 6
# A scheme at the front of an address: "https:", "mailto:"; not "/kst-22112.html", "#noot" or "document.html?x=a:b".
_SCHEME = re.compile(r"[\s\x00-\x1f]*[A-Za-z][A-Za-z0-9+.\s-]{0,30}:")
_SPLIT_LINES = re.compile(r"\r\n?|\n")
_DIGITS = re.compile(r"\d{1,4}")


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
    url: str | None = None
    items: ListItems | None = None
    note_list: bool = False


class Flow:
    """Writes elements of one page to a `PageWriter`.

    Args:
        page: where the lines go.
        root: the page; notes are looked for in all of it.
        rules: what is special to the site.

    Example:
        >>> from evgraph.ingest.html_source import parse_fragment
        >>> root = parse_fragment("fiche.html", "<h2>Essentie voorstel</h2><p>Een <b>strategie</b>.</p>")
        >>> page = PageWriter("fiche.html")
        >>> flow = Flow(page, root)
        >>> flow.write(root); flow.write_rest()
        >>> page.finish()[0]
        'Essentie voorstel\nEen strategie.'
    """

    def __init__(self, page: PageWriter, root: _Element, *, rules: Rules | None = None) -> None:
        self._page = page
        self._rules = rules or Rules()
        self._notes: Notes = find_notes(root)
        self._forms = site_forms(root)
        self._state = _State()
        self._written: set[_Element] = set()
        self._open_url: str | None = None
        self._prefix: str | None = None
        self._note: Note | None = None
        self._characters = 0
        self._bold = 0

    def write(self, element: _Element, *, inside: bool = False) -> None:
        """Write an element, not what follows it; it begins and ends a line when it is a block.

        Args:
            element: the element; it is written even when it is hidden itself.
            inside: whether it is, or is part of, the main part of the page.
        """
        self._state = _State(inside=inside)
        states: list[_State] = []
        pending: list[tuple[_Element, bool]] = [(element, False)]
        while pending:
            current, leaving = pending.pop()
            if leaving:
                self._leave(current)
                self._state = states.pop()
            elif not isinstance(current.tag, str):
                self._text(html5.get((current.text or "").strip("&"), current.text or ""))
            elif self._enter(current, chosen=current is element, states=states):
                pending.append((current, True))
                pending.extend((child, False) for child in reversed(current))
                continue
            if current is not element and current.tail:
                self._text(current.tail)

    def write_text(self, text: str) -> None:
        """Write running text on the current line."""
        self._state = _State()
        self._text(text)

    def end_line(self) -> None:
        """End the current line."""
        if self._note is None and self._characters and self._state.heading is not None:
            self._page.heading(self._state.heading)
        elif self._note is None and self._is_bold_line():
            self._page.heading(_BOLD_LEVEL)
        self._page.end_line()
        self._open_url = None
        self._characters = self._bold = 0

    def write_rest(self) -> None:
        """Write the notes that stood outside what was written, and end the page."""
        self.end_line()
        for element in list(self._notes.starts):
            if element not in self._written and not element.get("hidden"):
                self.write(element)
                self._end_note()

    def _enter(self, element: _Element, *, chosen: bool, states: list[_State]) -> bool:
        """Begin an element; False when it is passed over, with all that is in it."""
        name, state = local_name(element), self._state
        self._begin_note(element)
        if not chosen and self._skipped(element, name):
            return False
        if (marker := self._notes.markers.get(element)) is not None:
            self._flush_prefix()
            self._close_link()
            self._page.marker(marker.key, _digits(marker.label))
            self._characters += 1
            self._bold += state.bold
            return False
        if name == "br":
            self.end_line()
            return False
        if name == "img":
            if (picture := picture_name(element)) is not None and self._note is None:
                self._page.remark("picture-left-out", name=picture)
            return False
        if (label := word_label(element)) is not None:
            self._prefix = label
            return False
        if name in LINES:
            self.end_line()
        states.append(state)
        self._state = self._within(element, name)
        self._text(element.text or "")
        return True

    def _leave(self, element: _Element) -> None:
        name = local_name(element)
        if name in LINES or classes_of(element) & self._rules.line_after:
            self.end_line()
        if name == "li":
            self._prefix = None
        if element in self._notes.ends:
            self._end_note()

    def _skipped(self, element: _Element, name: str) -> bool:
        if element in self._notes.left_out or element in self._forms or classes_of(element) & self._rules.left_out:
            return True
        return is_left_out(element, name, inside=self._state.inside)

    def _within(self, element: _Element, name: str) -> _State:
        """The state within an element; the same object when nothing changes."""
        state, changes = self._state, {}
        if name in HEADINGS:
            changes["heading"] = HEADINGS[name]
        if (bold := is_bold(element, name, before=state.bold)) != state.bold:
            changes["bold"] = bold
        if name in {"pre", "listing", "xmp", "textarea"}:
            changes["pre"] = True
        if name == "table":
            changes["table"] = True
        if name in {"main", "article", "section"}:
            changes["inside"] = True
        if name == "a" and (url := _address(element.get("href"))) is not None:
            changes["url"] = url
        if name in LISTS:
            changes["items"] = ListItems.of(element)
        if name == "li" and element not in self._notes.starts and self._note is None:
            self._prefix = state.items.label(element) if state.items is not None else "-"
        if element in self._notes.lists:
            changes["note_list"] = True
        if self._characters == 0 and classes_of(element) & self._rules.labels:
            self._prefix = None
        return replace(state, **changes) if changes else state

    def _text(self, text: str) -> None:
        if self._state.note_list and self._note is None:
            return  # A heading or a rule above the notes.
        if not self._state.pre:
            self._words(text)
            return
        for number, line in enumerate(_SPLIT_LINES.split(text)):
            if number:
                self.end_line()
            self._words(line)

    def _words(self, text: str) -> None:
        """Write text of one line; a line does not begin with no-break spaces."""
        if self._note is not None and self._note.numbered and text.strip():
            text = _without_number(text, self._note.label)
            self._note = replace(self._note, numbered=False)
        if self._characters == 0:
            text = text.lstrip()
        if not text.strip():
            self._page.text(text)
            return
        self._flush_prefix()
        if self._state.url != self._open_url:
            self._close_link()
            if self._state.url is not None:
                self._page.begin_link(self._state.url)
                self._open_url = self._state.url
        self._page.text(text)
        count = len(text.strip())
        self._characters += count
        self._bold += count if self._state.bold else 0

    def _flush_prefix(self) -> None:
        if self._prefix is not None:
            self._page.text(f"{self._prefix} ")
            self._prefix = None

    def _close_link(self) -> None:
        self._page.end_link()
        self._open_url = None

    def _is_bold_line(self) -> bool:
        return 0 < self._characters == self._bold <= _LONGEST_BOLD and not self._state.table

    def _begin_note(self, element: _Element) -> None:
        note = self._notes.starts.get(element)
        if note is None or element in self._written:
            return
        self._written.add(element)
        if self._note is not None:
            self._end_note()
        elif local_name(element) in LINES:
            self.end_line()
        self._close_link()
        self._prefix = None
        self._page.begin_note(note.key, _digits(note.label))
        self._note = note
        self._characters = self._bold = 0

    def _end_note(self) -> None:
        if self._note is not None:
            self._close_link()
            self._page.end_note()
            self._note = None
            self._characters = self._bold = 0


def write_page(page: PageWriter, root: _Element, parts: Iterable[_Element], *, rules: Rules | None = None) -> None:
    """Write some parts of a page and all its notes."""
    flow = Flow(page, root, rules=rules)
    for part in parts:
        flow.write(part, inside=True)
    flow.write_rest()


def _address(href: str | None) -> str | None:
    """Where a link leads, when it is a whole address; what leads to a place on the same site or page is none."""
    return href.strip() if href and _SCHEME.match(href) else None


def _digits(label: str | None) -> str | None:
    return label if label is not None and _DIGITS.fullmatch(label) else None


def _without_number(text: str, label: str | None) -> str:
    """The text of a note without the number printed at its front: "1. Kamerstuk", "[1] Kamerstuk", "1 Kamerstuk"."""
    rest = text.lstrip()
    for printed in () if label is None else (f"[{label}]", f"({label})", label):
        if rest.startswith(printed):
            after = rest[len(printed) :]
            if not after[:1].isalnum():
                return after.removeprefix(".").removeprefix(")").removeprefix(":")
    return text
