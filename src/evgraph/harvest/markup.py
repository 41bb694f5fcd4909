"""XML of strangers: parsed without entities, without network, and without a document type."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from evgraph.errors import FetchError

if TYPE_CHECKING:
    from lxml import etree

# So that the other modules need not know the library.
Element: TypeAlias = "etree._Element"

# A document type stands before the first element, so within the first bytes; what hides it in another encoding is
# found after parsing, which expands no entity.
_PROLOGUE = 4096


def parse(data: bytes, name: str) -> Element:
    """Parse a page of XML.

    Args:
        data: the page, already bounded in size; the parser bounds its depth.
        name: what messages call it.

    Raises:
        FetchError: it is no well-formed XML, or has a document type.
    """
    from lxml import etree

    refused = FetchError(f"{name}: the XML has a document type (DOCTYPE), which is not accepted.")
    if b"<!doctype" in data[:_PROLOGUE].lower():
        raise refused
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FetchError(f"{name}: no well-formed XML ({error.msg}). Try again later.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refused
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name: the feed writes `tk:verwijderd`, and sometimes `verwijderd`."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def text(element: Element) -> str:
    """The text of an element, with one space where white space stood."""
    return " ".join("".join(str(part) for part in element.itertext()).split())
