"""The parts of a Word file: which part is what, and whether its XML may be read.

A Word file is a zip of XML parts that point at each other by relationships. Every XML part is looked at before
anything builds a tree of it: a document type declaration is refused wherever it stands, and depth and number of
elements are bounded. What a relationship points at outside the file is named, counted, and never opened.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.parsers import expat

from evgraph.errors import UnreadableDocument
from evgraph.ingest.wordprocessing import to_transitional
from evgraph.ingest.zip_safety import Parts
from evgraph.model import Issue

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Deep enough for tables in tables in text boxes; what is built of it recurses, some five calls to a level.
MAX_DEPTH = 100
# A paper of a hundred pages has some 100,000, attributes included.
MAX_NODES = 1_500_000
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "word/document.xml"
_XML = (".xml", ".rels")
# Word has some ten; beyond these a file is playing games.
_MOST_KINDS = 10
_NOTE_KINDS = ("footnotes", "endnotes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """What a part points at: the last word of its type ("hyperlink", "footnotes"), and the target as written."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A part that holds text, and the addresses of its links by their id."""

    root: Element
    links: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The parts of a Word file that say what the text is; those it does not have are None."""

    document: Story
    footnotes: Story | None
    endnotes: Story | None
    styles: Element | None
    numbering: Element | None
    issues: tuple[Issue, ...]


class _Refused(Exception):
    """A part whose XML must not be read; its text says why."""


def read_package(parts: Parts) -> Package:
    """Check every XML part of a Word file and read those that make up its text.

    Raises:
        UnreadableDocument: a part declares a document type, is too deep or too large, or one that is needed is
            missing or broken.
    """
    _check_all(parts)
    links = {part: _relationships(parts, part) for part in parts.names(lambda part: part.endswith(".rels"))}
    main = next((_target("", r) for r in links.get("_rels/.rels", {}).values() if r.kind == "officeDocument"), _MAIN)
    document = _story(parts, main, links)
    if document is None:
        raise UnreadableDocument(f"{parts.name}: holds no Word document. Open it in Word and save it as .docx.")
    targets = {r.kind: _target(main, r) for r in links.get(_rels_of(main), {}).values() if not r.external}

    def find(kind: str) -> str:
        return targets.get(kind) or f"word/{kind}.xml"

    footnotes, endnotes = (_story(parts, find(kind), links) for kind in _NOTE_KINDS)
    return Package(
        document=document,
        footnotes=footnotes,
        endnotes=endnotes,
        styles=_tree(parts, find("styles")),
        numbering=_tree(parts, find("numbering")),
        issues=tuple(_external(r for found in links.values() for r in found.values())),
    )


def _check_all(parts: Parts) -> None:
    nodes = 0
    for part in parts.names(lambda part: part.endswith(_XML)):
        data = parts.read(part) or b""
        try:
            nodes += _check(data, MAX_NODES - nodes)
        except _Refused as reason:
            raise UnreadableDocument(f"{parts.name}: {part[:80]} {reason}") from None


def _check(data: bytes, room: int) -> int:
    """Go through a part without building anything; a part that is broken is left to whoever needs it."""
    parser = expat.ParserCreate()
    depth = nodes = 0

    def start(_name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, nodes
        depth += 1
        nodes += 1 + len(attributes)
        if depth > MAX_DEPTH:
            raise _Refused("is nested deeper than any paper is. Open it in Word and save it anew.")
        if nodes > room:
            raise _Refused("has more elements than any paper. Give the fiche alone.")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_declaration: object) -> None:
        raise _Refused("declares a document type, which no Word file does and which may hide anything. Get it anew.")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        return nodes
    return nodes


def _tree(parts: Parts, part: str) -> Element | None:
    data = parts.read(part)
    if data is None:
        return None
    # Only what ends like XML was looked at; a part may be called anything.
    if not part.endswith(_XML):
        try:
            _check(data, MAX_NODES)
        except _Refused as reason:
            raise UnreadableDocument(f"{parts.name}: {part[:80]} {reason}") from None
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - what could harm was refused above
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableDocument(
            f"{parts.name}: {part[:80]} is broken XML ({error}). Open it in Word and save it anew."
        ) from None
    to_transitional(root)
    return root


def _story(parts: Parts, part: str, relationships: dict[str, dict[str, Relationship]]) -> Story | None:
    root = _tree(parts, part)
    if root is None:
        return None
    found = relationships.get(_rels_of(part), {})
    return Story(root=root, links={key: r.target for key, r in found.items() if r.kind == "hyperlink"})


def _relationships(parts: Parts, part: str) -> dict[str, Relationship]:
    root = _tree(parts, part)
    return {
        element.get("Id", ""): Relationship(
            kind=element.get("Type", "").rpartition("/")[2],
            target=element.get("Target", ""),
            external=element.get("TargetMode") == "External",
        )
        for element in ([] if root is None else root.iter(_RELATIONSHIP))
    }


def _rels_of(part: str) -> str:
    folder, _, file = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _target(part: str, relationship: Relationship) -> str:
    """The name of the part that a relationship of another part leads to; "../" stays within the file."""
    folder = part.rpartition("/")[0]
    return posixpath.normpath(posixpath.join("/", folder, relationship.target)).lstrip("/")


def _external(relationships: Iterator[Relationship]) -> Iterator[Issue]:
    """What lies outside the file, apart from links: a template, a picture, an object."""
    outside = [r for r in relationships if r.external and r.kind != "hyperlink"]
    first = {r.kind: r.target for r in reversed(outside)}
    for kind, count in sorted(Counter(r.kind for r in outside).items())[:_MOST_KINDS]:
        yield Issue(
            code="external-part",
            details=(("count", str(count)), ("kind", kind[:80]), ("target", first[kind][:200])),
        )
