"""The page of a publication on zoek.officielebekendmakingen.nl, as it is now and as it was before.

The paper stands between the title of its dossier (`dossiertitel`) and its last note (`noot`). What comes before, a
search box and a table of where and when it was published, is of the site. The `meta` tags are its metadata.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from evgraph.ingest.html.elements import text_of
from evgraph.ingest.html.flow import Rules, write_page
from evgraph.ingest.html.note_links import classes_of
from evgraph.ingest.official.metadata import official_header
from evgraph.ingest.xml_source import local_name
from evgraph.model import PageHeader

if TYPE_CHECKING:
    from evgraph.ingest.page_writer import PageWriter
    from evgraph.ingest.xml_source import Element

_TITLES = frozenset({"dossiertitel", "stuktitel", "kamerstukkop"})
_PARTS = _TITLES | {"stuk", "noot"}
OFFICIAL_RULES = Rules(
    # "22 112" and "Nr. 9901" stand before a title on one line, and are lines of their own in the paper.
    line_after=frozenset({"dossiernummer", "stuknummer", "functie"}),
    labels=frozenset({"ol", "lidnr", "li-nr"}),
    left_out=frozenset({"note-close"}),
)


# "De minister van Buitenlandse Zaken,", "De Staatssecretaris van Financiën"; not "De voorzitter van de commissie,".
_OFFICE = re.compile(r"(?:De )?(?P<role>(?:minister|staatssecretaris)\b[^,]{1,150}?),?\Z", re.IGNORECASE)


def is_official_page(root: Element) -> bool:
    """Whether a page holds a publication as that site sets it out."""
    return any(classes_of(element) & _TITLES for element in root.iter() if isinstance(element.tag, str)) or any(
        name.casefold().startswith("overheidop.") for name, _ in _metadata(root)
    )


def write_official_page(page: PageWriter, root: Element) -> None:
    """Write the publication of a page."""
    parts = official_parts(root)
    write_page(page, root, parts or [root], rules=OFFICIAL_RULES, inside=bool(parts))


def describe_official_page(root: Element) -> PageHeader | None:
    """What the `meta` tags say of the paper; None when they say nothing."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for name, content in _metadata(root):
        values[name].append(content)
    if not values:
        return None
    header = official_header(values)
    person, role = header.signatory, _signed_as(root)
    if person is None or person.role or role is None:
        return header
    signatory = replace(person, role=role)
    return replace(header, signatory=signatory, submitter=signatory)


def _signed_as(root: Element) -> str | None:
    """The office that stands under the letter; the tags leave it out."""
    for element in root.iter():
        if isinstance(element.tag, str) and "functie" in classes_of(element):
            match = _OFFICE.match(text_of(element))
            return match["role"] if match else None
    return None


def official_parts(root: Element) -> list[Element]:
    """The elements that together are the publication: neighbours, the first of which holds its title."""
    marked = [element for element in root.iter() if isinstance(element.tag, str) and classes_of(element) & _PARTS]
    if not marked:
        return []
    around = [marked[-1], *marked[-1].iterancestors()]
    holding = set(around)
    first = marked[0]
    path = [first, *first.iterancestors()]
    shared = next(place for place, element in enumerate(path) if element in holding)
    parts = [path[shared]] if shared == 0 else _from(path[shared - 1])
    for above in path[max(shared, 1) - 1 :]:
        if any(_has_text(part) for part in parts):
            break
        parts = _from(above)  # The titles may stand in a part of their own.
    return parts


def _from(element: Element) -> list[Element]:
    return [element, *(following for following in element.itersiblings() if isinstance(following.tag, str))]


def _has_text(element: Element) -> bool:
    """Whether there is a paragraph, an item or a cell in an element, or it is a paragraph."""
    found = next((inner for inner in element.iter("{*}p", "{*}li", "{*}td") if inner is not element), None)
    return found is not None or local_name(element) == "p"


def _metadata(root: Element) -> list[tuple[str, str]]:
    """The names and values of the tags of Dublin Core and of the government's own lists."""
    found = []
    for element in root.iter("{*}meta"):
        name, content = element.get("name") or element.get("property") or "", element.get("content") or ""
        if name.casefold().startswith(("overheidop.", "overheid.", "dc.", "dcterms.")) and content.strip():
            found.append((name, content))
    return found
