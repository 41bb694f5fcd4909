"""The parts of a Word file: which part is what, and whether its XML may be read.

A Word file is a zip of XML parts that point at each other by relationships. Every XML part is looked at before
anything builds a tree of it: a document type declaration is refused wherever it stands, and of those that are read the
depth and the number of elements are bounded. What a relationship points at outside the file is named, counted, and
never opened.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from evgraph.errors import UnreadableDocument
from evgraph.ingest.docx.wordprocessing import to_transitional
from evgraph.ingest.docx.zip_safety import Parts
from evgraph.model import Issue

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# A text box in a table in a table takes some 35. What is built of it recurses, some five calls to a level.
MAX_DEPTH = 64
# A fiche has some 10,000, attributes and all parts included; a letter of a hundred pages with its fiches 100,000.
MAX_NODES = 400_000
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "word/document.xml"
_XML = (".xml", ".rels")
# Word has some ten; beyond these a file is playing games.
_MOST_KINDS = 10


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


def read_package(parts: Parts) -> Package:
    """Check the XML of a Word file and read the parts that make up its text.

    Raises:
        UnreadableDocument: any part declares a document type, or one that is needed is too deep, too large, missing
            or broken.
    """
    _refuse_document_types(parts)
    trees = _Trees(parts)
    main = next((_target("", r) for r in trees.relationships("").values() if r.kind == "officeDocument"), _MAIN)
    document = trees.story(main)
    if document is None:
        raise UnreadableDocument(f"{parts.name}: holds no Word document. Open it in Word and save it as .docx.")
    targets = {r.kind: _target(main, r) for r in trees.relationships(main).values() if not r.external}

    def find(kind: str) -> str:
        return targets.get(kind) or f"word/{kind}.xml"

    return Package(
        document=document,
        footnotes=trees.story(find("footnotes")),
        endnotes=trees.story(find("endnotes")),
        styles=trees.tree(find("styles")),
        numbering=trees.tree(find("numbering")),
        issues=tuple(_external(trees.all_relationships())),
    )


def _refuse_document_types(parts: Parts) -> None:
    for part in parts.names(lambda part: part.endswith(_XML)):
        _check(parts.name, part, parts.read(part) or b"", None)


def _check(name: str, part: str, data: bytes, room: int | None) -> int:
    """Go through a part without building anything, and count what would be built of it.

    What is no XML is left to whoever needs it. With `room` None only a document type is looked for.
    """
    parser = expat.ParserCreate()
    depth = nodes = 0

    def refuse(why: str) -> NoReturn:
        raise UnreadableDocument(f"{name}: {part[:80]} {why}")

    def start(_name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, nodes
        depth += 1
        nodes += 1 + len(attributes)
        if depth > MAX_DEPTH:
            refuse("is nested deeper than any paper is. Open it in Word and save it anew.")
        if room is not None and nodes > room:
            refuse("has more elements than any paper. Give the fiche alone.")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_declaration: object) -> None:
        refuse("declares a document type, which no Word file does and which may hide anything. Get it anew.")

    parser.StartDoctypeDeclHandler = doctype
    if room is not None:
        parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        return nodes
    return nodes


class _Trees:
    """Builds the trees of parts, as many as there is room for."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._room = MAX_NODES

    def tree(self, part: str) -> Element | None:
        """The tree of a part; None when there is no such part."""
        data = self._parts.read(part)
        if data is None:
            return None
        self._room -= _check(self._parts.name, part, data, self._room)
        try:
            root = ElementTree.fromstring(data)  # noqa: S314 - what could harm was refused above
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise UnreadableDocument(
                f"{self._parts.name}: {part[:80]} is broken XML ({error}). Open it in Word and save it anew."
            ) from None
        to_transitional(root)
        return root

    def story(self, part: str) -> Story | None:
        """A part that holds text."""
        root = self.tree(part)
        links = {key: r.target for key, r in self.relationships(part).items() if r.kind == "hyperlink"}
        return None if root is None else Story(root=root, links=links)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What a part points at, by id; "" is the file itself."""
        root = self.tree(_rels_of(part))
        return {
            element.get("Id", ""): Relationship(
                kind=element.get("Type", "").rpartition("/")[2],
                target=element.get("Target", ""),
                external=element.get("TargetMode") == "External",
            )
            for element in ([] if root is None else root.iter(_RELATIONSHIP))
        }

    def all_relationships(self) -> Iterator[Relationship]:
        """What any part points at; a broken list of a part that is not read says nothing."""
        for rels in self._parts.names(lambda part: part.endswith(".rels")):
            folder, _, file = rels.removesuffix(".rels").rpartition("_rels/")
            try:
                yield from self.relationships(folder + file).values()
            except UnreadableDocument:
                continue


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
