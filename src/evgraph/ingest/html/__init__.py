"""HTML pages: chooses the kind of page by what is in it, and reads it.

Three sites are known: OpenTK, the Tweede Kamer and officielebekendmakingen.nl. Any other page, or a piece of one,
is read as HTML and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evgraph.ingest.html.chamber import describe_chamber_page, is_chamber_page, write_chamber_page
from evgraph.ingest.html.elements import text_of
from evgraph.ingest.html.flow import write_page
from evgraph.ingest.html.official import describe_official_page, is_official_page, write_official_page
from evgraph.ingest.html.opentk import is_opentk_page, write_opentk_page
from evgraph.ingest.html.source import looks_like_html, parse_html
from evgraph.ingest.page_writer import PageWriter
from evgraph.ingest.xml_source import local_name
from evgraph.model import Document, PageHeader

if TYPE_CHECKING:
    from evgraph.ingest.xml_source import Element

__all__ = ["looks_like_html", "read_html"]


def read_html(name: str, data: bytes) -> Document:
    """Read a page.

    Args:
        name: what messages call the file.
        data: its bytes; a page saved with its pictures beside it is the one file.

    Returns:
        The text that the page shows, without what belongs to the site. `beside` holds what the Tweede Kamer or
        officielebekendmakingen.nl says of the paper.

    Raises:
        UnreadableDocument: in no encoding, hostile, or without text.
    """
    root, issues = parse_html(name, data)
    page = PageWriter(name)
    beside = _write(page, root)
    empty = "the page shows no text; perhaps the site builds it while you look. Save the document itself."
    return page.document(data, "text/html", empty=empty, issues=issues, beside=beside)


def _write(page: PageWriter, root: Element) -> PageHeader | None:
    if is_opentk_page(root):
        write_opentk_page(page, root)
        return None
    if is_chamber_page(root):
        write_chamber_page(page, root)
        return describe_chamber_page(root)
    if is_official_page(root):
        write_official_page(page, root)
        return describe_official_page(root)
    _write_any(page, root)
    return None


def _write_any(page: PageWriter, root: Element) -> None:
    """A page with one main part has its text there; else all that is no site's own is text."""
    mains = [element for element in root.iter("{*}main", "{*}div") if _is_main(element)]
    if len(mains) == 1 and text_of(mains[0]):
        write_page(page, root, mains)
    else:
        write_page(page, root, [root], inside=False)


def _is_main(element: Element) -> bool:
    return local_name(element) == "main" or element.get("role") == "main"
