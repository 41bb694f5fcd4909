"""The search of official publications (SRU 2.0): which papers of a dossier there are, and where their files are.

Index names as in the publisher's manual "Handleiding SRU 2.0" and as others use them: `w.dossiernummer`,
`w.publicatienaam`, `dt.type`, `dt.date`. A record is a `gzd` with `owmskern`, `tpmeta` and the addresses of its files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from evgraph.errors import FetchError, InvalidIdentifier
from evgraph.harvest.client import Client, with_query
from evgraph.harvest.markup import Element, attribute, local, parse, text
from evgraph.identifiers import Dossier, Kamerstuk

_PAGE_SIZE = 100
_PAGE_BYTES = 32 * 1024 * 1024
_MOST_RECORDS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A paper in the search; `files` are addresses by manifestation ("xml", "metadata"), `changed` as written."""

    identifier: str
    dossiers: tuple[str, ...] = ()
    number: str = ""
    changed: str = ""
    version: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells records apart."""
        return self.identifier or f"record {';'.join(self.dossiers)} {self.number}"

    def kamerstuk(self, dossier: Dossier) -> Kamerstuk:
        """What the paper is, by its identifier, else by its numbers: old papers have "kst-1160535" for one.

        Raises:
            InvalidIdentifier: neither is a number of a paper in a dossier.
        """
        try:
            return Kamerstuk.parse(self.identifier)
        except InvalidIdentifier:
            if dossier.label not in self.dossiers:
                raise
            return Kamerstuk.parse(f"kst-{dossier.label}-{self.number}")


def query_for(dossier: Dossier, since: date | None) -> str:
    """The question in CQL: the papers of a dossier without their annexes, the latest first.

    The parts are numbers and dates that were checked, so nothing has to be quoted.
    """
    parts = [
        "c.product-area==officielepublicaties",
        "w.publicatienaam==Kamerstuk",
        f'w.dossiernummer=="{dossier.label}"',
    ]
    if since is not None:
        parts.append(f"dt.date>={since.isoformat()}")
    # In CQL "not" stands between two clauses: "A not B", never "A and not B".
    return " and ".join(parts) + " not dt.type==Bijlage sortBy dt.date/sort.descending"


def search(client: Client, base: str, query: str) -> Iterator[tuple[tuple[Record, ...], int]]:
    """Ask page by page.

    Yields:
        The records of a page that were not on an earlier one, and how many there are in all.

    Raises:
        FetchError: the search refused the question, broke off, or repeats itself.
    """
    seen: set[str] = set()
    start, total = 1, 1
    while start <= total:
        asked = {
            "operation": "searchRetrieve",
            "version": "2.0",
            "query": query,
            "startRecord": str(start),
            "maximumRecords": str(_PAGE_SIZE),
        }
        address = with_query(base, asked)
        records, total = _read_page(client.get(address, limit=_PAGE_BYTES).body, base)
        if total > _MOST_RECORDS:
            raise FetchError(f"{base}: {total} papers in one dossier cannot be right. Check EVGRAPH_SRU.")
        fresh = tuple(record for record in records if record.key not in seen)
        if total and not fresh:
            raise FetchError(f"{base}: from record {start} of {total} the search repeats itself. Try again later.")
        seen.update(record.key for record in fresh)
        yield fresh, total
        start += len(records)


def _read_page(data: bytes, base: str) -> tuple[tuple[Record, ...], int]:
    root = parse(data, base)
    if local(root) != "searchRetrieveResponse":
        raise FetchError(f"{base}: '{local(root)[:60]}' came instead of an answer to a search. Check EVGRAPH_SRU.")
    for diagnostic in (one for one in root.iter() if local(one) == "diagnostic"):
        told = [text(part) for part in diagnostic if local(part) in {"message", "details"}]
        raise FetchError(f"{base}: the search says: {'; '.join(filter(None, told))[:300] or 'something is wrong'}.")
    counted = next((text(one) for one in root if local(one) == "numberOfRecords"), "")
    if not counted.isdecimal() or len(counted) > 9:
        raise FetchError(f"{base}: the answer does not say how many papers there are. Try again later.")
    return tuple(_read_record(one) for one in root.iter() if local(one) == "record"), int(counted)


def _read_record(element: Element) -> Record:
    values: dict[str, list[str]] = {}
    files: dict[str, str] = {}
    for one in element.iter():
        name = local(one)
        if name == "itemUrl":
            files.setdefault(attribute(one, "manifestation") or "", text(one))
        elif name and len(one) == 0:
            values.setdefault(name, []).append(text(one))

    def first(*names: str) -> str:
        return next((values[name][0] for name in names if name in values), "")

    return Record(
        identifier=first("identifier"),
        dossiers=tuple(part.strip() for value in values.get("dossiernummer", ()) for part in value.split(";")),
        number=first("ondernummer"),
        changed=first("datumTijdstipWijzigingExpression", "timestamp", "modified"),
        version=first("hasVersion"),
        files=files,
    )
