"""What officielebekendmakingen.nl says of a paper beside it: `metadata.xml`, its OWMS form, meta tags → `PageHeader`.

The names are those of the Overheid.nl Web Metadata Standaard with KOOP's additions: `OVERHEIDop.dossiernummer`,
`DC.title`, `DCTERMS.issued`. They are compared without regard to case, and DC and DCTERMS are one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from evgraph.ingest.xml_source import local_name, parse_xml, root_name
from evgraph.model import Field, PageHeader, Person

if TYPE_CHECKING:
    from evgraph.ingest.xml_source import Element

OFFICIAL_SITE = "https://zoek.officielebekendmakingen.nl/"

_ROOTS = frozenset({"metadata_gegevens", "owms-metadata", "gzd"})
# By meaning: the day on the letter, the day it was signed, the day of the meeting reported, the day it was issued.
# The day it appeared on the site (DCTERMS.available) is weeks later and says nothing of a term, so it is not used.
_DATES = ("overheidop.datumbrief", "overheidop.datumondertekening", "overheidop.datumvergadering", "dcterms.issued")
_DOSSIER = "overheidop.dossiernummer"
# "22112", "21501-20", "35 925 V", "36600 XVII", "33801-(R2012)", "CXXIV"; not "nr. 3" and not "225".
_DOSSIER_NUMBER = re.compile(
    r"(?P<number>[0-9]{2}[ .\u00a0]?[0-9]{3}|[CDLXVI]{1,9})"
    r"(?:[ \u00a0-]*(?P<addition>[0-9]{2}|[IVX]{1,6}[A-J]?|[A-Z]))?(?:[ \u00a0-]*\(R[0-9]{2,5}\))?"
)
# "kst-22112-4239", "kst-21501-20-690", "kst-22112-3761-h1" (a reprint); not "kst107012", from before the dossiers.
_IDENTIFIER = re.compile(
    r"kst-(?:[0-9]{8}-)?(?P<dossier>(?:[0-9]{5}|[CDLXVI]{1,9})(?:-(?:[0-9]{2}|[IVX]{1,6}[A-J]?|[A-Z]))?)"
    r"-(?P<number>[0-9]{1,5}[a-z]?|[A-Z]{1,3})(?:-[hnv][0-9]{1,2})?"
)
# "kst-22112-4239", "h-tk-20202021-102-3", "blg-1184123", "ah-tk-20192020-1234", "kst107012"; not "2026D04646".
_PUBLICATION = re.compile(r"(?:kst-?|blg-?|h-|ah-|kv-|nds-|ag-)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_SUBNUMBER = re.compile(r"[0-9]{1,5}[a-z]?|[A-Z]{1,3}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Kinds of paper as the chamber names them at the front of a title: "Brief regering", "Nader gewijzigde motie".
_KIND = re.compile(
    r"(?:(?:nader )?gewijzigde? )?(?:brief|motie|amendement|verslag|lijst van|nota|memorie|voorstel van wet|advies"
    r"|jaarverslag|koninklijke boodschap|rapport|besluitenlijst|bijlage)\b.{0,60}",
    re.IGNORECASE,
)
# What every paper is: no kind of its own.
_ANY_PAPER = frozenset({"officiële publicatie", "officiele publicatie", "kamerstuk"})
# "D.M. van Weel, minister van Buitenlandse Zaken": what stands behind the name.
_NAME_AND_ROLE = re.compile(
    r"(?P<name>[^,;]{2,100}),\s*(?P<role>(?:minister|staatssecretaris|Tweede Kamerlid)\b.{0,150})"
)


def official_header(values: Mapping[str, Sequence[str]]) -> PageHeader:
    """Turn the publisher's named values into a page header.

    Args:
        values: by name ("OVERHEIDop.dossiernummer", "DC.title"); a value may hold several, divided by ";".

    Returns:
        The header; what is absent, empty or no number or date at all is None. Of two dossiers the one in
        DC.identifier counts, else the first.
    """
    known = _normalised(values)
    identifiers = [value.removesuffix(".html").rpartition("/")[2] for value in known.get("dcterms.identifier", ())]
    identified = next((match for value in identifiers if (match := _IDENTIFIER.fullmatch(value))), None)
    dossier, number = _numbers(known, identified)
    kind, title = _kind_and_title(known)
    submitter = _person(known)
    publication = next((value for value in identifiers if _PUBLICATION.fullmatch(value)), None)
    return PageHeader(
        title=title,
        document_type=kind,
        date=_first_day(known, _DATES),
        updated=_first_day(known, ("dcterms.modified",)),
        dossier=dossier,
        number=number,
        signatory=submitter,
        submitter=submitter,
        related_documents=tuple(_attachments(known)),
        source=f"{OFFICIAL_SITE}{publication}.html" if publication else None,
    )


def dossier_label(text: str) -> str | None:
    """A dossier number as identifiers write it: "35 925 V" → "35925-V"; None for what is none."""
    match = _DOSSIER_NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    number = re.sub(r"[^0-9A-Z]", "", match["number"])
    return number if match["addition"] is None else f"{number}-{match['addition']}"


def looks_like_metadata(data: bytes) -> bool:
    """Recognise a metadata.xml, a metadata_owms.xml or one record of the search service, by their root."""
    root = root_name(data)
    return root in _ROOTS or (root == "record" and b"owmskern" in data)


def read_metadata(name: str, data: bytes) -> PageHeader:
    """Read a metadata file of officielebekendmakingen.nl.

    Raises:
        UnreadableDocument: broken or hostile XML.
    """
    root = parse_xml(name, data)
    plain = local_name(root) == "metadata_gegevens"
    values: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in _listed(root) if plain else _owms(root):
        values[key].append(value)
    return official_header(values)


def _listed(root: Element) -> Iterable[tuple[str, str]]:
    """`<metadata name="DC.title" scheme="" content="…"/>`."""
    for element in root.iterchildren("*"):
        yield element.get("name") or "", element.get("content") or ""


def _owms(root: Element) -> Iterable[tuple[str, str]]:
    """`<owmskern><title>…`, `<owmsmantel><available>…`, and KOOP's own names beside these two."""
    for element in root.iter("*"):
        parent = element.getparent()
        if parent is None or len(element):
            continue
        name, group = local_name(element), local_name(parent)
        prefix = "" if "." in name else "dcterms." if group in {"owmskern", "owmsmantel"} else "overheidop."
        yield f"{prefix}{name}", element.text or ""


def _normalised(values: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    known: defaultdict[str, list[str]] = defaultdict(list)
    for key, found in values.items():
        name = key.strip().casefold().replace(":", ".")
        name = f"dcterms.{name.removeprefix('dc.')}" if name.startswith("dc.") else name
        known[name] += [text for value in found if (text := " ".join(value.split()))]
    return known


def _split(values: Iterable[str]) -> list[str]:
    return [part.strip() for value in values for part in value.split(";") if part.strip()]


def _numbers(known: Mapping[str, list[str]], identified: re.Match[str] | None) -> tuple[str | None, str | None]:
    if identified is not None:
        return identified["dossier"], identified["number"]
    dossiers = [label for part in _split(known.get(_DOSSIER, ())) if (label := dossier_label(part)) is not None]
    numbers = [part for part in _split(known.get("overheidop.ondernummer", ())) if _SUBNUMBER.fullmatch(part)]
    return (dossiers[0] if dossiers else None), (numbers[0] if numbers else None)


def _kind_and_title(known: Mapping[str, list[str]]) -> tuple[str | None, str | None]:
    """Split "Brief regering; Fiche: …", which may stand behind the title of the dossier."""
    titles = known.get("overheidop.documenttitel", []) + known.get("dcterms.title", [])
    title = titles[0] if titles else None
    stated = next((kind for kind in known.get("dcterms.type", ()) if kind.casefold() not in _ANY_PAPER), None)
    if title is None:
        return stated, None
    for dossier_title in known.get("overheidop.dossiertitel", ()):
        title = title.removeprefix(dossier_title).removeprefix(";").strip() or title
    kind, separator, rest = title.partition(";")
    if separator and rest.strip() and _KIND.fullmatch(kind.strip()):
        return kind.strip(), rest.strip()
    return stated, title


def _first_day(known: Mapping[str, list[str]], names: Iterable[str]) -> str | None:
    """The first that exists of some dates; a time behind it is left out."""
    for value in (value for name in names for value in known.get(name, ())):
        if (match := _DAY.match(value)) is None:
            continue
        try:
            return date.fromisoformat(match.group()).isoformat()
        except ValueError:
            continue
    return None


def _person(known: Mapping[str, list[str]]) -> Person | None:
    """Who handed it in: mostly a bare name."""
    written = next(iter(known.get("overheidop.indiener", ())), None)
    if written is None:
        return None
    match = _NAME_AND_ROLE.fullmatch(written)
    return Person(name=match["name"], role=match["role"]) if match else Person(name=written, role="")


def _attachments(known: Mapping[str, list[str]]) -> Iterable[Field]:
    """Attachments by number ("blg-1184123"); in older metadata at the end of a relation."""
    parts = _split([*known.get("overheidop.bijlage", ()), *known.get("dcterms.relation", ())])
    for number in dict.fromkeys(part for part in parts if part.startswith("blg")):
        yield Field(key="related_document", label="Bijlage", value=number, start=0, end=0)
