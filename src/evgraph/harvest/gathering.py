"""Reading the feed: from millions of entries to the few thousand of one dossier.

Documents name their dossier; actors, versions and commitments name what they belong to; cases, items of the agenda and
meetings are named by what is kept. So categories are read in that order, each page written with the place of the next.
What is named but was in the feed before it was wanted is asked for by its id.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from evgraph.errors import FetchError
from evgraph.harvest.client import Known, UnreachableError
from evgraph.harvest.entities import Entity
from evgraph.harvest.report import Order, Progress, Tally
from evgraph.harvest.sidecar import Surroundings, group
from evgraph.harvest.state import State
from evgraph.harvest.syncfeed import Page, SyncFeed

_DOSSIERS = "Kamerstukdossier"
CATEGORIES = (
    "Document",
    "DocumentActor",
    "DocumentVersie",
    "Zaak",
    "ZaakActor",
    "Agendapunt",
    "Activiteit",
    "Toezegging",
)
# Of what belongs to another: what it belongs to, which is also the name of the reference.
_PARENTS = {"documentActor": "document", "documentVersie": "document", "zaakActor": "zaak", "toezegging": "activiteit"}
# What is wanted when something that is kept refers to it: by which kinds.
_NAMED_BY = {
    "zaak": ("document",),
    "agendapunt": ("document", "zaak"),
    "activiteit": ("document", "zaak", "agendapunt"),
}
# A paper is registered around its date: what is told of it changed at most so long before.
_MARGIN = timedelta(days=31)


class Gathering:
    """Reads the feed into the state for one dossier."""

    def __init__(self, order: Order, feed: SyncFeed, state: State, tally: Tally, progress: Progress) -> None:
        self._order = order
        self._feed = feed
        self._state = state
        self._tally = tally
        self._progress = progress
        self._dossiers: frozenset[str] = frozenset()
        self._failed: set[str] = set()
        # Set when no connection could be made: there is no sense in asking for anything else.
        self.is_cut_off = False

    def run(self) -> None:
        """Read on to the end of the feed.

        Raises:
            FetchError: the dossier is not in the feed, or the feed could not be read up to where it might be.
        """
        self._dossiers = self._find_dossier()
        try:
            self._choose_start()
            for category in CATEGORIES:
                self._read(category)
            for kind in _NAMED_BY:
                self._fill(kind)
        except UnreachableError as error:
            self._tally.fail("feed", error)
            self.is_cut_off = True
        for kind, parent in _PARENTS.items():
            self._state.adopt(kind, self._state.entities(parent))

    def is_in_dossier(self, document: Entity) -> bool:
        """Whether a document is in the dossier, or was when it was withdrawn."""
        return not self._dossiers.isdisjoint(document.refs.get("kamerstukdossier", ()))

    def is_current(self, document: Entity) -> bool:
        """Whether a document is in the dossier now."""
        return not document.deleted and self.is_in_dossier(document)

    def surroundings(self) -> Surroundings:
        """All that was read so far."""
        documents = self._state.entities("document")
        children = {kind: group(self._state.entities(kind).values(), parent) for kind, parent in _PARENTS.items()}
        return Surroundings(
            dossier=self._order.dossier,
            documents=documents,
            zaken=self._state.entities("zaak"),
            agenda=self._state.entities("agendapunt"),
            activities=self._state.entities("activiteit"),
            document_actors=children["documentActor"],
            zaak_actors=children["zaakActor"],
            versions=children["documentVersie"],
            commitments=children["toezegging"],
            by_zaak=group(documents.values(), "zaak"),
        )

    def _find_dossier(self) -> frozenset[str]:
        """The ids of the dossier, read once: they do not change."""
        dossier = self._order.dossier
        if remembered := self._state.get("dossiers"):
            return frozenset(remembered.split())
        if dossier.number.isdecimal():
            token, known = self._state.place(_DOSSIERS)
            seen = 0
            for page in self._feed.pages(_DOSSIERS, token, known):
                seen += len(page.entities)
                self._progress(_DOSSIERS, seen, None)
                if found := [one.id for one in page.entities if self._is_dossier(one)]:
                    self._state.set("dossiers", " ".join(found))
                    return frozenset(found)
                self._state.keep_page(_DOSSIERS, _next(page), ())
        raise FetchError(f"Dossier {dossier.label} is not in the feed of the Tweede Kamer. Check the number.")

    def _is_dossier(self, entity: Entity) -> bool:
        addition = (entity.get("toevoeging") or "").strip(" -()").upper()
        return (
            not entity.deleted
            and entity.get("nummer") == self._order.dossier.number
            and addition == (self._order.dossier.addition or "")
        )

    def _choose_start(self) -> None:
        """Begin where the wanted papers begin; go back when an earlier harvest began later than that."""
        earliest = "" if self._order.since is None else (self._order.since - _MARGIN).isoformat()
        before = self._state.get("earliest")
        if before is not None and (before == "" or (earliest and earliest >= before)):
            return
        token = None
        if self._order.since is not None:
            self._progress("start", 0, None)
            token = self._feed.place_of(CATEGORIES[0], self._order.since - _MARGIN)
        self._state.start_at(CATEGORIES, token)
        self._state.set("earliest", earliest)

    def _read(self, category: str) -> None:
        kind = category[0].lower() + category[1:]
        mine = self._state.entities("document") if kind == "document" else {}
        wanted = self._named(kind) if kind in _NAMED_BY else set(self._state.entities(_PARENTS.get(kind, "")))
        token, known = self._state.place(category)
        seen = 0
        try:
            for page in self._feed.pages(category, token, known):
                for reason in page.odd:
                    self._tally.fail(category, reason)
                if kind == "document":
                    kept = self._documents(page.entities, mine)
                    mine.update((entity.id, entity) for entity, _, _ in kept)
                elif kind in _NAMED_BY:
                    kept = [(entity, None, True) for entity in page.entities if entity.id in wanted]
                else:
                    kept = _children(page.entities, _PARENTS[kind], wanted)
                gone = (entity.id for entity in page.entities if kind in _PARENTS and entity.deleted)
                self._state.keep_page(category, _next(page), kept, gone)
                seen += len(page.entities)
                self._progress(category, seen, None)
        except UnreachableError:
            raise
        except FetchError as error:
            self._tally.fail(category, error)
            self._failed.add(kind)

    def _documents(self, entities: Iterable[Entity], mine: dict[str, Entity]) -> list[tuple[Entity, str | None, bool]]:
        """The documents of the dossier, and those that were in it: withdrawn, or moved to another."""
        kept: list[tuple[Entity, str | None, bool]] = []
        for entity in entities:
            if entity.deleted:
                if entity.id in mine:
                    kept.append((mine[entity.id].withdrawn(entity), None, True))
            elif self.is_in_dossier(entity) or entity.id in mine:
                kept.append((entity, None, True))
        return kept

    def _named(self, kind: str) -> set[str]:
        """The ids of this kind that what is kept refers to."""
        return {
            ref
            for namer in _NAMED_BY[kind]
            for entity in self._state.entities(namer).values()
            for ref in entity.refs.get(kind, ())
        }

    def _fill(self, kind: str) -> None:
        """Ask by id for what is named but was not in the part of the feed that was read."""
        if kind in self._failed:
            return  # Some are still to come in the feed.
        missing = sorted(self._named(kind) - set(self._state.entities(kind)))
        for done, entity_id in enumerate(missing):
            self._progress(kind, done, len(missing))
            try:
                found = self._feed.entity(entity_id)
            except UnreachableError:
                raise
            except FetchError as error:
                self._tally.fail(f"{kind} {entity_id}", error)
                continue
            # What is gone is remembered as such, so that it is not asked for again.
            self._state.keep([found or Entity(kind=kind, id=entity_id, deleted=True)])


def _next(page: Page) -> tuple[int | None, Known]:
    """Where to go on. Only of the last page is it known what the server says when nothing came after it."""
    return page.token, page.known if page.last and page.is_empty else Known()


def _children(entities: Iterable[Entity], parent: str, wanted: set[str]) -> list[tuple[Entity, str | None, bool]]:
    """Entities with what they belong to; those of others wait, since that may come into the dossier later."""
    return [(entity, ref, ref in wanted) for entity in entities if not entity.deleted and (ref := entity.ref(parent))]
