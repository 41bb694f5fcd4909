"""The page of a document on OpenTK (tkconv): a head of facts, and under "Preview document" the document itself.

The head is written as in the text form of such a page, which parsing reads: "Nummer: …, datum: …", "Onderdeel van
kamerstukdossier …", "- Volgcommissie: …". In that form the label "Gerelateerde personen:" has its first item on the
same line, and the labels above attachments and activities are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evgraph.ingest.html.elements import text_of
from evgraph.ingest.html.flow import Flow
from evgraph.ingest.html.lists import BULLET
from evgraph.ingest.html.official import OFFICIAL_RULES
from evgraph.ingest.xml_source import local_name

if TYPE_CHECKING:
    from evgraph.ingest.page_writer import PageWriter
    from evgraph.ingest.xml_source import Element

# "Nummer: 2026D04646, datum: 2026-01-30, bijgewerkt: …"; not "Nummer: 3".
_NUMBER = re.compile(r"Nummer: *(?:19|20)\d{2}D\d{5}, *datum: ")
_PREVIEW = re.compile(r"Preview document\b")
_PERSONS = "Gerelateerde personen:"
_UNWRITTEN = frozenset({"Bijlagen:", "Onderdeel van activiteiten:"})


def is_opentk_page(root: Element) -> bool:
    """Whether a page has the line of numbers and dates that only such pages have."""
    return _number_line(root) is not None


def write_opentk_page(page: PageWriter, root: Element) -> None:
    """Write the head and the document."""
    flow = Flow(page, root, rules=OFFICIAL_RULES)
    line = _number_line(root)
    holder = line.getparent() if line is not None else None
    box = _preview_box(holder) if holder is not None else None
    for element in () if holder is None else holder:
        if element is box:
            flow.write(element, inside=True)
            flow.write_text(element.tail or "")
        else:
            _write_fact(page, flow, element)
    flow.write_rest()


def _number_line(root: Element) -> Element | None:
    return next((element for element in root.iter("{*}p") if _NUMBER.match(text_of(element))), None)


def _preview_box(holder: Element) -> Element | None:
    """The part of the page that holds the document, by the heading it begins with."""
    for element in holder:
        if any(_PREVIEW.match(text_of(inner)) for inner in element.iter("{*}h3", "{*}h4", "{*}h5")):
            return element
    return None


def _write_fact(page: PageWriter, flow: Flow, element: Element) -> None:
    """Write an element of the head, and the label that may follow it as bare text."""
    if local_name(element) == "ul":
        for item in element:
            page.text(f"{BULLET} {text_of(item)}")
            page.end_line()
        page.end_line()
    else:
        flow.write(element, inside=True)
        flow.end_line()
    label = " ".join((element.tail or "").split())
    if label and label not in _UNWRITTEN:
        page.text(label)
        if label != _PERSONS:
            page.end_line()
