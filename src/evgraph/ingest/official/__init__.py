"""Official publications as XML, from officielebekendmakingen.nl: Kamerstukken and Handelingen → `Document`.

Two generations are read: `officiele-publicatie` (from 2010) and `kamerwrk` (1995–2009). Every heading, paragraph,
table cell and list item becomes a line; numbers, date and signatory stand in elements of their own and go into
`Document.beside` too. Other publications of the same site come out as plain lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from evgraph.dutch_dates import read_date
from evgraph.ingest.official.elements import ROOTS
from evgraph.ingest.official.metadata import official_header
from evgraph.ingest.official.page import OfficialPage
from evgraph.ingest.page_writer import PageWriter
from evgraph.ingest.xml_source import parse_xml, root_name, words_of
from evgraph.model import Document, PageHeader, Person

if TYPE_CHECKING:
    from evgraph.ingest.xml_source import Element

# "https://zoek.officielebekendmakingen.nl/kst-22112-4239/metadata.xml": the number before its last part.
_METADATA_ADDRESS = re.compile(r"https?://[a-z.]{1,60}/(?P<number>[A-Za-z0-9-]{1,80})/metadata\.xml")
# "Den Haag, 10 april 2026", "’s-Gravenhage, 3 mei 2007"; not "In Den Haag kwam de Raad op 3 mei bijeen".
_PLACE_AND_DATE = re.compile(r"[A-Z’'‘`][\w’'‘`. -]{1,40},(?: de)?\s\d{1,2}\s[a-z]{3,9}\s\d{4}\.?")
_OPENING_PARAGRAPHS = 40
# "De minister van Buitenlandse Zaken," → "minister van Buitenlandse Zaken"; the "de" inside stays.
_ARTICLE = re.compile(r"^(?:de|het)\s+", re.IGNORECASE)


def looks_like_official_xml(data: bytes) -> bool:
    """Recognise an official publication by its root element."""
    return root_name(data) in ROOTS


def read_official_xml(name: str, data: bytes) -> Document:
    """Read an official publication.

    Raises:
        UnreadableDocument: broken or hostile XML, or a publication without any text.
    """
    root = parse_xml(name, data)
    page = PageWriter(name)
    unknown = OfficialPage(page).write(root)
    empty = "the publication holds no text; often only its PDF does. Get that from the publisher."
    return page.document(data, "application/xml", empty=empty, issues=unknown, beside=_beside(root))


def _beside(root: Element) -> PageHeader:
    """What the elements say outright, in the names of the publisher's metadata."""
    values: dict[str, list[str]] = {}
    for name, value in (*_stated_metadata(root), *_numbers(root), *_dates(root)):
        values.setdefault(name, []).append(value)
    header = official_header(values)
    return replace(header, signatory=_signatory(root) or header.signatory)


def _stated_metadata(root: Element) -> Iterator[tuple[str, str]]:
    """Metadata written in the paper itself, or the address where it is, which holds the paper's number."""
    for meta in root.iterfind("metadata/meta"):
        name, content = meta.get("name") or "", meta.get("content") or ""
        if name.casefold() == "overheidop.externmetadatarecord":
            if match := _METADATA_ADDRESS.fullmatch(content):
                yield "DC.identifier", match["number"]
        else:
            yield name, content


def _numbers(root: Element) -> Iterator[tuple[str, str]]:
    """Dossiers in order, the first being the one under which the paper is numbered, and the number."""
    for element in (*root.iter("dossiernummer"), *root.iterfind("./frontm/onderw/nummer")):
        yield "OVERHEIDop.dossiernummer", words_of(element)
    for element in (*root.iter("ondernummer"), *root.iterfind("./body/stuk/nummer")):
        yield "OVERHEIDop.ondernummer", words_of(element)


def _dates(root: Element) -> Iterator[tuple[str, str]]:
    """The place and date over a letter; else the day the paper was adopted, but not that on which it came in."""
    for paragraph in islice(root.iter("al"), _OPENING_PARAGRAPHS):
        if _PLACE_AND_DATE.fullmatch(words_of(paragraph)) and (day := read_date(words_of(paragraph))):
            yield "OVERHEIDop.datumBrief", day
            return
    for element in islice(root.iter("datumtekst"), 1):
        written = words_of(element)
        day = next((found for date in element.iter("datum") if (found := date.get("isodatum"))), None)
        if not written.casefold().startswith("ontvangen") and (found := day or read_date(written)):
            yield "DCTERMS.issued", found


def _signatory(root: Element) -> Person | None:
    """Who signed first, in the role under which he did."""
    for signature in root.iter("ondertekening", "ondtek"):
        name = next((written for name in signature.iter("naam") if (written := words_of(name))), None)
        if name is None:
            continue
        function = next(signature.iter("functie"), None)
        written = "" if function is None else f"{words_of(function)} {function.tail or ''}"
        role = _ARTICLE.sub("", " ".join(written.split()).strip(" ,"))
        return Person(name=name.strip(" ,"), role=f"{role[:1].lower()}{role[1:]}")
    return None
