"""Word files (.docx): what Word shows of one, as a page.

In: the bytes. Out: a `Document` with the text of the body, its headings, notes and links. Headers, footers and
comments are not part of the text; tracked changes are taken as accepted. mammoth reads the WordprocessingML; before it
sees a byte the zip is unpacked within bounds, its XML is checked, and only the parts with text are handed on, so that
there is nothing in them to open or to fetch.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from evgraph.errors import UnreadableDocument
from evgraph.ingest.page_writer import PageWriter
from evgraph.model import Document, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from evgraph.ingest.docx.package import Package, Story
    from evgraph.ingest.docx.shown import Shown

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
# How many pieces of text mammoth must give for a part: text, hyphens that do not break, and symbols.
_TEXTS = ("t", "noBreakHyphen", "sym")


def looks_like_docx(data: bytes) -> bool:
    """Tell a Word file, even one that is cut off, from other zips by the names of its parts."""
    return data.startswith(b"PK\x03\x04") and b"word/" in data


def read_docx(name: str, data: bytes) -> Document:
    """Read a Word file.

    Raises:
        UnreadableDocument: broken, locked, without text, or with anything that could harm its reader.
    """
    from xml.parsers.expat import ExpatError

    from evgraph.ingest.docx.package import read_package
    from evgraph.ingest.docx.zip_safety import open_zip

    package = read_package(open_zip(name, data))
    try:
        page, issues = _read(name, package)
    # mammoth has no errors of its own: what it trips over are those of Python.
    except (AttributeError, ExpatError, LookupError, OSError, RecursionError, TypeError, ValueError) as error:
        raise UnreadableDocument(
            f"{name}: a Word file that breaks the rules of its form ({type(error).__name__}: {str(error)[:100]}). "
            "Open it in Word and save it anew."
        ) from None
    empty = "a Word file without text. If it holds a scan, give the text itself."
    return page.document(data, MEDIA_TYPE, empty=empty, issues=(*package.issues, *issues))


def _read(name: str, package: Package) -> tuple[PageWriter, list[Issue]]:
    from mammoth import docx as library

    from evgraph.ingest.docx.numbering import Numbering
    from evgraph.ingest.docx.page import write_page
    from evgraph.ingest.docx.shown import Shown
    from evgraph.ingest.docx.styles import Styles

    styles = Styles(package.styles)
    shown = Shown(styles=styles, numbering=Numbering(package.numbering, styles))
    stories = {"document": package.document, "footnotes": package.footnotes, "endnotes": package.endnotes}
    there = {kind: story for kind, story in stories.items() if story is not None}
    for story in there.values():
        shown.prepare(story.root, story.links)
    document = library.read(_as_zip(there)).value
    page = PageWriter(name)
    write_page(document, styles, page)
    return page, list(_issues(shown, _texts_missed(there, document)))


def _as_zip(stories: dict[str, Story]) -> io.BytesIO:
    """A Word file of nothing but text and the addresses of its links."""
    from xml.etree import ElementTree
    from zipfile import ZipFile

    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        for kind, story in stories.items():
            links = ElementTree.Element(f"{_RELATIONSHIPS}Relationships")
            for key, url in story.links.items():
                link = {"Id": key, "Type": _LINK, "Target": url}
                ElementTree.SubElement(links, f"{_RELATIONSHIPS}Relationship", link)
            file.writestr(f"word/{kind}.xml", ElementTree.tostring(story.root))
            file.writestr(f"word/_rels/{kind}.xml.rels", ElementTree.tostring(links))
    packed.seek(0)
    return packed


def _texts_missed(stories: dict[str, Story], document: Any) -> int:
    """How many pieces of text the library did not give; a note that is not in its tree is missed whole."""
    from evgraph.ingest.docx.page import count_texts, find_note
    from evgraph.ingest.docx.wordprocessing import w

    missed = _count(stories["document"].root) - count_texts(document)
    for kind in ("footnote", "endnote"):
        for note in [] if f"{kind}s" not in stories else stories[f"{kind}s"].root.findall(w(kind)):
            body = find_note(document.notes, f"{kind}-{note.get(w('id'))}") or []
            missed += _count(note) - sum(map(count_texts, body))
    return missed


def _count(element: Element) -> int:
    from evgraph.ingest.docx.wordprocessing import w

    return sum(1 for name in _TEXTS for _ in element.iter(w(name)))


def _issues(shown: Shown, missed: int) -> Iterator[Issue]:
    if missed + shown.chunks > 0:
        yield Issue(code="word-text-left-out", details=(("count", str(missed + shown.chunks)),))
    for form, count in sorted(shown.numbering.unread.items()):
        yield Issue(code="numbering-unread", details=(("count", str(count)), ("form", form[:80])))
