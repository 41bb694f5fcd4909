"""The notes of an HTML page: where each begins and ends, what marks it, and what in it is no text.

A note is what a marker leads to (see `html_note_links`), or what the page calls a note by role or class, such as
doc-endnote, `noot` of officielebekendmakingen.nl, or an item of a list of class `footnotes`. The way back, the number
at its front and a button that closes it are no text of a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from evgraph.ingest.html.note_links import (
    BLOCKS,
    CLIMB,
    DEEP,
    NO_NOTE,
    NoteLink,
    NoteLinks,
    block_around,
    classes_of,
    find_note_links,
    roles_of,
    short_text,
)
from evgraph.ingest.xml_source import local_name

if TYPE_CHECKING:
    from evgraph.ingest.xml_source import Element

_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"})
_NOTE_CLASSES = frozenset({"noot", "footnote-item", "voetnoot"})
_LIST_ROLES = frozenset({"doc-endnotes", "footnotes", "endnotes", "rearnotes"})
_LIST_CLASSES = frozenset({"footnotes", "endnotes", "voetnoten", "eindnoten"})
_NUMBER_CLASSES = frozenset({"nootnum", "footnote-number", "noot-nr"})
# What closes a note where it pops up: "X Noot" on officielebekendmakingen.nl.
_POPUP_CLASSES = frozenset({"note-close"})
# "ftn1" of Word, "sdfootnote2" of LibreOffice; not "ftnlijst".
_DIGITS = re.compile(r"[1-9]\d{0,3}")
_NOTE_ID = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note: what the page calls it, and its number.

    Attributes:
        key: what the page calls it.
        label: its number, letter or sign as printed.
        numbered: whether that still stands in its text.
        number: its number on the page; where two notes print the same, that of the one in a table is another.
    """

    key: str
    label: str | None = None
    numbered: bool = False
    number: str | None = None


@dataclass(slots=True)
class Notes:
    """Where markers stand, where notes begin and end, and what is no text of either."""

    markers: dict[Element, Note] = field(default_factory=dict)
    starts: dict[Element, Note] = field(default_factory=dict)
    ends: set[Element] = field(default_factory=set)
    left_out: set[Element] = field(default_factory=set)
    lists: set[Element] = field(default_factory=set)

    def around(self, element: Element) -> Element | None:
        """The element that begins the note in which another stands."""
        near = (element, *islice(element.iterancestors(), CLIMB))
        return next((above for above in near if above in self.starts), None)


def find_notes(root: Element) -> Notes:
    """Find the notes of a page; costs a few steps for each element."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    links = find_note_links(elements)
    found = Notes()
    for link in links.markers:
        _add(found, link)
    _add_unmarked(found, elements)
    _leave_out(found, elements, links)
    _number(found)
    return found


def _add(found: Notes, link: NoteLink) -> None:
    marker = _with_superscript(link.element)
    if link.target is None:
        found.markers[marker] = Note(key=link.key, label=link.label)
        return
    bounds = _bounds(link.target, marker)
    if bounds is None:
        return
    first, last = bounds
    if first in found.starts and found.starts[first].key != link.key:
        first = link.target  # Several notes in one block: each but the first begins at its anchor.
    note = found.starts.setdefault(first, Note(key=link.key, label=link.label, numbered=local_name(first) != "li"))
    found.ends.add(last)
    found.markers[marker] = Note(key=note.key, label=link.label)


def _with_superscript(element: Element) -> Element:
    """The superscript around a link when it holds no more than brackets besides."""
    above = element.getparent()
    if above is None or local_name(above) != "sup" or len(above) != 1:
        return element
    rest = f"{above.text or ''}{element.tail or ''}"
    return above if not rest.strip("[]() \n\t\u00a0") else element


def _bounds(target: Element, marker: Element) -> tuple[Element, Element] | None:
    """The element a note begins with and the one it ends with, when it does not hold its own marker."""
    holding = set(islice(marker.iterancestors(), DEEP))
    fallback: Element | None = None
    for above in (target, *islice(target.iterancestors(), CLIMB)):
        name = local_name(above)
        if name in NO_NOTE or above in holding or above is marker:
            break
        if name == "dt":
            following = above.getnext()
            return above, following if following is not None and local_name(following) == "dd" else above
        if name == "li" or _is_note(above):
            return above, above
        if fallback is None and name in BLOCKS:
            fallback = above
    return None if fallback is None else (fallback, fallback)


def _is_note(element: Element) -> bool:
    if local_name(element) not in BLOCKS | {"li"}:
        return False
    if roles_of(element) & _NOTE_ROLES or classes_of(element) & _NOTE_CLASSES:
        return True
    return local_name(element) == "div" and _NOTE_ID.fullmatch(element.get("id") or "") is not None


def _add_unmarked(found: Notes, elements: list[Element]) -> None:
    """Notes that the page calls notes, and that nothing in the text leads to."""
    for place, element in enumerate(elements):
        name = local_name(element)
        if name not in {"li", "a"} and (roles_of(element) & _LIST_ROLES or classes_of(element) & _LIST_CLASSES):
            found.lists.add(element)
        listed = name == "li" and any(above in found.lists for above in islice(element.iterancestors(), 2))
        if element in found.starts or not (listed or _is_note(element)):
            continue
        if found.around(element) is None and not any(inner in found.starts for inner in islice(element.iter(), DEEP)):
            found.starts[element] = Note(key=f"unmarked {place}", label=_own_number(element), numbered=not listed)
            found.ends.add(element)


def _own_number(element: Element) -> str | None:
    for inner in islice(element.iter(), DEEP):
        if isinstance(inner.tag, str) and classes_of(inner) & _NUMBER_CLASSES:
            return short_text(inner)
    return None


def _leave_out(found: Notes, elements: list[Element], links: NoteLinks) -> None:
    """The ways back, and the numbers that stand beside the text of a note."""
    for element in links.backs | links.arrows:
        if (start := found.around(element)) is None or block_around(element) is None:
            continue
        found.left_out.add(_with_superscript(element))
        if element not in links.arrows:
            found.starts[start] = replace(found.starts[start], numbered=False)
    for element in elements:
        marked = classes_of(element) & (_NUMBER_CLASSES | _POPUP_CLASSES)
        if not marked or element in found.markers or (start := found.around(element)) is None:
            continue
        found.left_out.add(element)
        if marked & _NUMBER_CLASSES:
            found.starts[start] = replace(found.starts[start], numbered=False)


def _number(found: Notes) -> None:
    """Settle the numbers: as printed, each once; the rest follow the highest, in order of place.

    Notes of tables number from 1 again or have letters. They must not take the numbers of the footnotes.
    """
    notes: dict[str, tuple[str | None, bool]] = {}
    for marker, note in found.markers.items():
        in_table = any(local_name(above) == "table" for above in islice(marker.iterancestors(), DEEP))
        notes.setdefault(note.key, (note.label, in_table))
    for note in found.starts.values():
        notes.setdefault(note.key, (note.label, False))
    numbers: dict[str, str] = {}
    taken: set[str] = set()
    for key, (label, _) in sorted(notes.items(), key=lambda item: item[1][1]):
        if label is not None and _DIGITS.fullmatch(label) and label not in taken:
            numbers[key] = label
            taken.add(label)
    highest = max(map(int, numbers.values()), default=0)
    for key in notes:
        if key not in numbers:
            highest += 1
            numbers[key] = str(highest)
    for places in (found.markers, found.starts):
        for element, note in places.items():
            places[element] = replace(note, number=numbers[note.key])
