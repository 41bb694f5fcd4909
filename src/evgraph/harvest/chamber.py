"""The Tweede Kamer: which papers are in a dossier and what is said of them, from the feed; then their files.

The feed cannot be asked for one dossier, so it is read whole, each category once; kept is what belongs to the dossier.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from evgraph.errors import FetchError, InvalidIdentifier
from evgraph.harvest.client import UnreachableError
from evgraph.harvest.entities import Entity
from evgraph.harvest.forms import ENDINGS
from evgraph.harvest.gathering import Gathering
from evgraph.harvest.report import Order, Progress, Tally
from evgraph.harvest.shelf import Shelf
from evgraph.harvest.sidecar import Surroundings, current_version, day, describe, to_text
from evgraph.harvest.syncfeed import SyncFeed
from evgraph.harvest.taking import LimitReachedError, Taker, Wanted
from evgraph.identifiers import TkDocument

# Stated on https://opendata.tweedekamer.nl/disclaimer
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
# After so many files in a row for which no connection could be made, the rest is left for another time.
_GIVE_UP = 3


def fetch_from_chamber(
    order: Order, feed: SyncFeed, shelf: Shelf, taker: Taker, tally: Tally, progress: Progress
) -> None:
    """Read the feed on from where it was left, then fetch the files that may have changed.

    Raises:
        FetchError: the dossier is not in the feed, or nothing can be known of it.
    """
    gathering = Gathering(order, feed, shelf.state, tally, progress)
    gathering.run()
    around = gathering.surroundings()
    if gathering.is_cut_off:
        return
    papers = [one for one in around.documents.values() if one.deleted or _is_wanted(one, order)]
    papers.sort(key=lambda one: (gathering.is_current(one), *_age(one)), reverse=True)
    seen: set[str] = set()
    unreachable = 0
    for done, document in enumerate(papers):
        progress("files", done, len(papers))
        number = document.get("documentNummer") or f"document {document.id}"
        try:
            if number in seen and not gathering.is_current(document):
                continue  # The number went to another document.
            if number in seen:
                raise FetchError(f"{number}: another document has this number too. Report it to the publisher.")
            seen.add(number)
            _Paper(document, gathering, around, shelf, tally).fetch(feed, taker)
            unreachable = 0
        except LimitReachedError:
            tally.left.append(number)
        except (FetchError, InvalidIdentifier) as error:
            tally.fail(number, error)
            unreachable = unreachable + 1 if isinstance(error, UnreachableError) else 0
            if unreachable == _GIVE_UP:
                tally.fail("files", f"{_GIVE_UP} times no connection; the rest was left. Run this again later.")
                return
    progress("files", len(papers), len(papers))


def _age(document: Entity) -> tuple[str, str, str]:
    """What is the latest: by date, then by number."""
    return day(document.get("datum")) or "", document.get("documentNummer") or "", document.id


def _is_wanted(document: Entity, order: Order) -> bool:
    dated = day(document.get("datum"))
    return order.since is None or dated is None or dated >= order.since.isoformat()


class _Paper:
    """One document: its file and what is beside it."""

    def __init__(
        self, document: Entity, gathering: Gathering, around: Surroundings, shelf: Shelf, tally: Tally
    ) -> None:
        self._document = document
        self._in_dossier = gathering.is_in_dossier(document)
        self._around = around
        self._shelf = shelf
        self._tally = tally

    def fetch(self, feed: SyncFeed, taker: Taker) -> None:
        """Fetch what changed and count it."""
        document = self._document
        if document.deleted or not self._in_dossier:
            self._withdraw()
            return
        if not document.media_type and document.size is None and not document.enclosure:
            self._tally.without_file.append(document.get("documentNummer") or document.id)
            return
        stem = self._stem()
        form = ENDINGS.get(document.media_type)
        if form is None:
            raise FetchError(f"{stem}: a file of type '{document.media_type[:80]}', which evgraph does not keep.")
        version = current_version(document, self._around)
        wanted = Wanted(
            name=f"{stem}.{form}",
            form=form,
            url=feed.resource(document),
            licence=LICENCE,
            stamp=f"{document.updated} {document.media_type} {document.size}",
            size=document.size,
            version=None if version is None else version.get("versienummer"),
        )
        older = [name for name in self._files(stem) if name != wanted.name]
        outcome = taker.take(wanted)
        for name in older:
            self._shelf.remove(name)
        if older and outcome == "new":
            outcome = "updated"
        is_told = self._tell(stem, wanted.name)
        if outcome == "unchanged" and is_told:
            outcome = "updated"
        {"new": self._tally.new, "updated": self._tally.updated, "unchanged": self._tally.unchanged}[outcome].append(
            stem
        )

    def _stem(self) -> str:
        """The document number, which names the files: nothing but such a number does."""
        return str(TkDocument.parse(self._document.get("documentNummer") or ""))

    def _files(self, stem: str) -> Iterator[str]:
        yield from (name for form in set(ENDINGS.values()) if self._shelf.newest(name := f"{stem}.{form}") is not None)

    def _withdraw(self) -> None:
        """Say beside the file, once, that the paper was withdrawn or is in another dossier; the file stays."""
        try:
            stem = self._stem()
        except InvalidIdentifier:
            return  # Nothing was ever fetched of it.
        name = next(iter(sorted(self._files(stem))), None)
        if name is not None and self._tell(stem, name):
            self._tally.withdrawn.append(stem)

    def _tell(self, stem: str, name: str) -> bool:
        """Write what is known beside the file; true when that is new."""
        found = self._shelf.newest(name)
        if found is None:
            return False
        row, beside = found[0], f"{stem}.tk.json"
        source = {"url": row.url, "retrieved": row.retrieved, "licence": row.licence}
        description = describe(self._document, self._around, in_dossier=self._in_dossier)
        told = to_text(description, source)
        before = self._shelf.read_beside(beside)
        changed = self._shelf.write_beside(beside, told)
        return changed and before is not None and _without_source(before) != _without_source(told)


def _without_source(text: str) -> object:
    try:
        told = json.loads(text)
    except ValueError:
        return None
    return {name: value for name, value in told.items() if name != "source"} if isinstance(told, dict) else None
