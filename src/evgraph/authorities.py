"""The authority files: what names exist, what they stand for, and how sure that is.

Rows come from `ontology/authorities/*.csv`. `identifier_seen` and `public_sources` tell whether the
number of a row was seen in a public source or only remembered; an identifier nobody saw is never used
as an identity, only as a candidate.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from evgraph.errors import ResourceError
from evgraph.identifiers import (
    Celex,
    Committee,
    Council,
    EuDocument,
    Identifier,
    Instrument,
    Regeling,
    parse_identifier,
)
from evgraph.resources import resource

_YEAR = 4


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A row of an authority file: a thing with names."""

    id: str
    kind: str
    slug: str
    label_nl: str
    label_en: str
    names: tuple[str, ...]
    weak_names: tuple[str, ...] = ()
    celex: Celex | None = None
    numbers: tuple[str, ...] = ()
    iri: str | None = None
    identifier_seen: bool = False
    public_sources: int = 0
    labels_from: str = ""
    known_from: str | None = None
    titles: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    renamed_to: str | None = None
    note: str = ""
    valid_from: str | None = None
    valid_until: str | None = None

    @cached_property
    def identifiers(self) -> tuple[Identifier, ...]:
        """The official numbers of the thing, the one that names it best first."""
        celex = self.celex
        document = None if celex is None else celex.eu_document
        numbers = [EuDocument.parse(number) for number in self.numbers if _is_eu_document(number)]
        best: list[Identifier] = [] if celex is None else [document or celex]
        return tuple(dict.fromkeys([*best, *numbers]))

    @cached_property
    def by_name(self) -> Identifier:
        """The identifier that only needs the name."""
        return Regeling(slug=self.slug) if self.kind == "law" else Instrument(slug=self.slug)

    @property
    def confirmed(self) -> bool:
        """Whether the number was seen in at least one public source."""
        return self.identifier_seen or self.public_sources > 0

    def known_at(self, date: str | None) -> bool:
        """Whether a document of this ISO date can mean the thing at all."""
        if date is None:
            return True
        if self.valid_until is not None and self.valid_until < date:
            return False
        if self.valid_from is not None and self.valid_from > date[: len(self.valid_from)]:
            return False
        if self.known_from is None:
            return True
        start = date[: len(self.known_from)]
        # Of an act of which only the year is known, a paper of that year may be the older one.
        return self.known_from < start if len(self.known_from) == _YEAR else self.known_from <= start


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorities:
    """All authority files, with look-ups by name."""

    instruments: tuple[Entry, ...]
    ministries: tuple[Entry, ...]
    committees: tuple[Entry, ...]
    councils: tuple[Entry, ...]
    bodies: tuple[Entry, ...]
    institutions: tuple[Entry, ...]
    treaty_articles: tuple[Entry, ...]
    themes: tuple[Entry, ...]
    strong: Mapping[str, tuple[Entry, ...]]
    weak: Mapping[str, tuple[Entry, ...]]
    _organisations: Mapping[str, tuple[Entry, ...]]

    @property
    def law_slugs(self) -> frozenset[str]:
        """The slugs of national laws: `name:<slug>` of these is under id/regeling/."""
        return frozenset(entry.slug for entry in self.instruments if entry.kind == "law")

    def ministry(self, name: str, date: str | None) -> Entry | None:
        """Find a ministry by its name or by the title of its minister, as of an ISO date."""
        return self._organisation("ministry", name, date)

    def committee(self, name: str) -> Committee | None:
        """Find a chamber committee by its full name."""
        entry = self._organisation("committee", name, None)
        return None if entry is None else Committee(slug=entry.slug)

    def council(self, name: str) -> Council | None:
        """Find a Council configuration by name or abbreviation."""
        entry = self._organisation("council", name, None)
        return None if entry is None else Council(slug=entry.slug)

    def _organisation(self, kind: str, name: str, date: str | None) -> Entry | None:
        """The one organisation of that name at that date; None when there is none, or more than one."""
        entries = self._organisations.get(f"{kind} {_fold(name)}", ())
        known = [entry for entry in entries if entry.known_at(date)]
        return known[0] if len(known) == 1 else None


@lru_cache(maxsize=4)
def load_authorities(folder: Path | None = None) -> Authorities:
    """Read the authority files once per process.

    Raises:
        ResourceError: a file is missing or a row is malformed.
    """
    folder = folder or resource("ontology/authorities")
    instruments = tuple(_entries(folder / "instruments.csv"))
    ministries = tuple(_entries(folder / "ministries.csv", kind="ministry"))
    committees = tuple(_entries(folder / "committees.csv", kind="committee"))
    councils = tuple(_entries(folder / "councils.csv", kind="council"))
    return Authorities(
        instruments=instruments,
        ministries=ministries,
        committees=committees,
        councils=councils,
        bodies=tuple(_entries(folder / "bodies.csv", kind="body")),
        institutions=tuple(_entries(folder / "institutions.csv", kind="institution")),
        treaty_articles=tuple(_entries(folder / "treaties.csv", kind="treaty-article")),
        themes=tuple(_entries(folder / "themes-and-types.csv", kind="theme")),
        strong=_by_name((name, entry) for entry in instruments for name in entry.names),
        weak=_by_name((name, entry) for entry in instruments for name in entry.weak_names),
        _organisations=_by_name(
            (f"{entry.kind} {_fold(name)}", entry)
            for entry in (*ministries, *committees, *councils)
            for name in (entry.label_nl, *entry.names, *entry.titles, *entry.weak_names)
        ),
    )


def _entries(path: Path, *, kind: str | None = None) -> Iterator[Entry]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield _entry(row, kind)
    except (OSError, KeyError, ValueError) as error:
        raise ResourceError(f"{path}: {error}. Mend the row, or install evgraph again.") from error


def _entry(row: Mapping[str, str], kind: str | None) -> Entry:
    return Entry(
        id=row["id"],
        kind=kind or row["kind"],
        slug=row.get("slug") or row["id"].rpartition(":")[2],
        label_nl=row["label_nl"],
        label_en=row["label_en"],
        names=_list(row.get("names")),
        weak_names=(*_list(row.get("weak_names")), *_list(row.get("abbreviations"))),
        celex=Celex.parse(row["celex"]) if row.get("celex") else None,
        numbers=_list(row.get("numbers")),
        iri=row.get("iri") or None,
        identifier_seen=row["identifier_seen"] == "yes",
        public_sources=int(row.get("public_sources") or 0),
        labels_from=row["labels_from"],
        known_from=row.get("known_from") or None,
        titles=_list(row.get("minister_titles")),
        implements=_list(row.get("implements")),
        renamed_to=row.get("renamed_to") or None,
        note=row.get("note") or "",
        valid_from=row.get("valid_from") or None,
        valid_until=row.get("valid_until") or None,
    )


def _list(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def _is_eu_document(number: str) -> bool:
    return parse_identifier(number).kind == "eu-document"


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def _by_name(pairs: Iterable[tuple[str, Entry]]) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for name, entry in pairs:
        if entry not in found[name]:
            found[name].append(entry)
    return {name: tuple(entries) for name, entries in found.items()}
