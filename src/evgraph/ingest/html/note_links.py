"""The links of an HTML page that have to do with notes: the markers in the text and the ways back.

A marker is known by what the page says outright: a role or class of its own (doc-noteref, `footnote-ref`, `nootnum`),
a name that Word or LibreOffice gives (`_ftnref1`), a short number and a note that lead to each other, or a number in
superscript that leads further down. Any other link is a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from evgraph.ingest.xml_source import local_name

if TYPE_CHECKING:
    from evgraph.ingest.xml_source import Element

_MARKER_ROLES = frozenset({"doc-noteref", "noteref"})
_MARKER_CLASSES = frozenset(
    {"footnote-ref", "footnoteref", "footnote-reference", "noteref", "nootnum", "sdfootnoteanc", "sdendnoteanc"}
)
_BACK_ROLES = frozenset({"doc-backlink", "backlink"})
_BACK_CLASSES = frozenset(
    {"footnote-back", "footnote-backref", "reversefootnote", "sdfootnotesym", "sdendnotesym", "note-close"}
)
# What Word and LibreOffice call the two ends: "_ftnref1" and "_ftn1", "sdendnote2anc" and "sdendnote2sym"; not "_Toc1".
_MARKER_NAME = re.compile(r"_(?:ftn|edn)ref\d+|sd(?:foot|end)note\d+anc")
_BACK_NAME = re.compile(r"_(?:ftn|edn)\d+|sd(?:foot|end)note\d+sym")
# A number as pages print it: "1", "[12]", "(3)", "*", "a", "iv"; not "Inhoud", "2024/1083" or "".
_LABEL = re.compile(r"[\[(]?(?P<label>\d{1,4}|[*†‡§]{1,3}|[a-z]{1,4})[\])]?[.:]?")
_ARROWS = re.compile(r"[↩↑↵⏎^⇑\ufe0e\ufe0f\s]+")
INLINE = frozenset({"a", "sup", "span", "b", "i", "em", "strong", "font", "small"})
BLOCKS = frozenset({"p", "div", "dd", "aside", "tr", "blockquote", "section", "address"})
NO_NOTE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "body", "html", "main", "table", "nav"})
# How far up is looked for the element that a mark belongs to, and how far for one that holds another.
CLIMB = 8
DEEP = 64
_LONGEST_LABEL = 12
_LONGEST_PIECE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLink:
    """A link within the page: its place in the order of elements, the id it leads to, its text when a number."""

    element: Element
    place: int
    key: str
    label: str | None
    target: Element | None
    target_place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLinks:
    """The markers in order of place, and the elements that lead back from a note or close it."""

    markers: tuple[NoteLink, ...]
    backs: frozenset[Element]
    arrows: frozenset[Element]


def classes_of(element: Element) -> frozenset[str]:
    """The classes of an element."""
    return frozenset((element.get("class") or "").split())


def roles_of(element: Element) -> frozenset[str]:
    """The roles of an element, those of an e-book (`epub:type`) among them."""
    types = element.get("epub:type") or element.get("{http://www.idpf.org/2007/ops}type") or ""
    return frozenset(f"{element.get('role') or ''} {types}".split())


def block_around(element: Element) -> Element | None:
    """The paragraph, cell or item that an element is or stands in, when it is near and no heading."""
    for above in (element, *islice(element.iterancestors(), CLIMB)):
        name = local_name(above)
        if name in BLOCKS or name in {"li", "dt"}:
            return above
        if name in NO_NOTE:
            return None
    return None


def short_text(element: Element) -> str:
    """The text of an element without white space, as far as a number can be long."""
    text = ""
    for part in element.itertext():
        text += str(part)[:_LONGEST_PIECE].strip()[: _LONGEST_LABEL + 1]
        if len(text) > _LONGEST_LABEL:
            break
    return text


def find_note_links(elements: list[Element]) -> NoteLinks:
    """Find the links of a page that have to do with notes.

    Args:
        elements: all elements of the page, in order.
    """
    places = {element: place for place, element in enumerate(elements)}
    ids: dict[str, Element] = {}
    for element in elements:
        for name in _names(element):
            ids.setdefault(name, element)
    links = [
        _link(element, place, key, ids, places)
        for element, place in places.items()
        if local_name(element) == "a" and (key := (element.get("href") or "").partition("#")[2])
    ]
    pairs = _pairs(links)
    backs = set(pairs.values()) | {link.element for link in links if _is_back(link.element)}
    return NoteLinks(
        markers=tuple(link for link in links if link.element not in backs and _is_marker(link, link.element in pairs)),
        backs=frozenset(backs),
        arrows=frozenset(link.element for link in links if _ARROWS.fullmatch(short_text(link.element))),
    )


def _names(element: Element) -> Iterator[str]:
    yield from (name for name in (element.get("id"), element.get("name")) if name)


def _link(element: Element, place: int, key: str, ids: dict[str, Element], places: dict[Element, int]) -> NoteLink:
    match = _LABEL.fullmatch(short_text(element))
    target = ids.get(key)
    return NoteLink(
        element=element,
        place=place,
        key=key,
        label=match["label"] if match else None,
        target=target,
        target_place=-1 if target is None else places[target],
    )


def _pairs(links: list[NoteLink]) -> dict[Element, Element]:
    """By marker: the link in its note that leads back to it. Of two links that lead to each other the first marks."""
    owner: dict[str, NoteLink] = {}
    for link in links:
        for holder in _holders(link.element):
            for name in _names(holder):
                owner.setdefault(name, link)
    pairs: dict[Element, Element] = {}
    for back in links:
        marker = owner.get(back.key)
        if marker is None or marker is back or marker.label is None or marker.element in pairs:
            continue
        other_way_round = owner.get(marker.key) is back and back.place < marker.place
        if not other_way_round and marker.target is not None and _belongs(back.element, marker.target):
            pairs[marker.element] = back.element
    return pairs


def _holders(element: Element) -> Iterator[Element]:
    """A link, and the superscript or other mark it stands in."""
    yield element
    for above in islice(element.iterancestors(), 2):
        if local_name(above) not in INLINE:
            return
        yield above


def _belongs(element: Element, target: Element) -> bool:
    """Whether a link back stands in the note that a marker leads to, or in the same block as its anchor."""
    around = (element, *islice(element.iterancestors(), DEEP))
    block = block_around(target)
    return target in around or (block is not None and block in around)


def _is_marker(link: NoteLink, paired: bool) -> bool:
    element = link.element
    if paired or any(
        roles_of(holder) & _MARKER_ROLES or classes_of(holder) & _MARKER_CLASSES for holder in _holders(element)
    ):
        return True
    if any(_MARKER_NAME.fullmatch(name) for name in _names(element)):
        return True
    printed = link.label is not None and not link.label.isalpha()
    return printed and _in_superscript(element) and link.target_place > link.place


def _in_superscript(element: Element) -> bool:
    if any(local_name(holder) == "sup" for holder in _holders(element)):
        return True
    return len(element) == 1 and local_name(element[0]) == "sup" and not f"{element.text or ''}".strip()


def _is_back(element: Element) -> bool:
    if roles_of(element) & _BACK_ROLES or classes_of(element) & _BACK_CLASSES:
        return True
    return any(_BACK_NAME.fullmatch(name) for name in _names(element))
