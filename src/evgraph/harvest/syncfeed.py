"""The SyncFeed of the Tweede Kamer: an Atom feed of changes per category, page after page.

A page says where the next begins ("skiptoken", a number that only grows); of every entity the feed holds the last
change only. Described at https://opendata.tweedekamer.nl/documentatie/syncfeed-api
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evgraph.errors import FetchError
from evgraph.harvest.client import Client, Known, MissingError
from evgraph.harvest.entities import Entity, read_entity
from evgraph.harvest.markup import Element, attribute, local, parse, text

# A page holds some 250 entries, about one MB.
_PAGE_BYTES = 32 * 1024 * 1024
_ENTITY_BYTES = 1024 * 1024
# Where the search for a day begins and ends, and how near is near enough: twenty pages.
_FIRST_GUESS, _LAST_GUESS, _NEAR = 1 << 16, 1 << 40, 5000
# "…/Feed?category=Document&skiptoken=20127222"; not "…/Feed?skiptoken=", not one of more than 18 digits.
_SKIPTOKEN = re.compile(r"[?&]skiptoken=([0-9]{1,18})(?:&|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the feed.

    `token` is where the next page begins (None: nothing was read yet); `last` says that no page follows now; `odd` says
    of each entry that could not be read why; `since` is when its first entry changed, as written.
    """

    entities: tuple[Entity, ...]
    odd: tuple[str, ...]
    token: int | None
    last: bool
    known: Known
    since: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it holds no entries."""
        return not self.entities and not self.odd


class SyncFeed:
    """Reads the feed at an address."""

    def __init__(self, client: Client, base: str) -> None:
        self._client = client
        self._base = base.rstrip("/")

    def pages(self, category: str, token: int | None, known: Known) -> Iterator[Page]:
        """Read a category from a place to its end.

        Args:
            category: such as "DocumentActor".
            token: where to begin; None at the very beginning.
            known: of the last page read from that place.

        Raises:
            FetchError: a page could not be fetched or read, or leads back.
        """
        while True:
            page = self.page(category, token, known)
            if page is None:
                return
            yield page
            if page.last:
                return
            token, known = page.token, Known()

    def place_of(self, category: str, day: date) -> int | None:
        """A place in the feed before which nothing changed on or after a day; None for the very beginning.

        The feed is in order of change and a skiptoken need not be one that a link gave, so the place is found by
        halving, in some thirty requests. When a page does not say when it changed, an earlier place is taken.
        """

        def is_before(token: int) -> bool:
            page = self.page(category, token)
            # Compared as text: "2026-02-02T09:12:44Z" < "2026-03-01".
            return page is not None and page.since[:4].isdecimal() and page.since < day.isoformat()

        low, high = 0, _FIRST_GUESS
        while high < _LAST_GUESS and is_before(high):
            low, high = high, 2 * high
        while high - low > _NEAR:
            middle = (low + high) // 2
            low, high = (middle, high) if is_before(middle) else (low, middle)
        return low or None

    def page(self, category: str, token: int | None, known: Known | None = None) -> Page | None:
        """Read the page that begins at a place; None when it did not change."""
        address = f"{self._base}/Feed?category={category}" + ("" if token is None else f"&skiptoken={token}")
        answer = self._client.get(address, limit=_PAGE_BYTES, known=known)
        return _read_page(answer.body, address, category, token, answer.known) if answer.changed else None

    def entity(self, entity_id: str) -> Entity | None:
        """Read one entity by its id; None when it is gone."""
        address = f"{self._base}/Entiteiten/{entity_id}"
        try:
            answer = self._client.get(address, limit=_ENTITY_BYTES)
        except MissingError:
            return None
        root = parse(answer.body, address)
        found = next((one for one in root.iter() if attribute(one, "id") == entity_id), None)
        if found is None:
            raise FetchError(f"{address}: another entity came back. Report it to the publisher.")
        return read_entity(found)

    def resource(self, entity: Entity) -> str:
        """The address of an entity's file."""
        return entity.enclosure or f"{self._base}/Resources/{entity.id}"


def _read_page(data: bytes, address: str, category: str, token: int | None, known: Known) -> Page:
    feed = parse(data, address)
    if local(feed) != "feed":
        raise FetchError(f"{address}: '{local(feed)[:60]}' came instead of a feed. Check EVGRAPH_SYNCFEED.")
    entities, odd = [], []
    after: int | None = None
    since = ""
    for entry in (child for child in feed if local(child) == "entry"):
        links = _links(entry)
        after = _token(links.get("next", ""), after)
        since = since or next((text(one) for one in entry if local(one) == "updated"), "")
        try:
            entities.append(_entity_of(entry, category, links.get("enclosure", "")))
        except FetchError as error:
            odd.append(str(error))
    links = _links(feed)
    after = after if after is not None else _token(links.get("next", ""), None)
    last = after is None or ("resume" in links and "next" not in links)
    if not last and after is not None and token is not None and after <= token:
        raise FetchError(f"{address}: the next page leads back to an earlier one, so reading stopped there.")
    if last:
        # Never back: what was read once is not read again.
        after = max(
            (one for one in (after, _token(links.get("resume", ""), None), token) if one is not None), default=None
        )
    return Page(entities=tuple(entities), odd=tuple(odd), token=after, last=last, known=known, since=since)


def _links(element: Element) -> dict[str, str]:
    """The addresses of the links right below an element, by their relation."""
    return {
        attribute(child, "rel") or "": attribute(child, "href") or "" for child in element if local(child) == "link"
    }


def _token(address: str, otherwise: int | None) -> int | None:
    match = _SKIPTOKEN.search(address)
    return int(match[1]) if match else otherwise


def _entity_of(entry: Element, category: str, enclosure: str) -> Entity:
    kind = category[0].lower() + category[1:]
    for content in (child for child in entry if local(child) == "content"):
        for element in content:
            if local(element).lower() == kind.lower():
                return read_entity(element, enclosure)
    title = next((text(child) for child in entry if local(child) == "title"), "")
    raise FetchError(f"the entry '{title[:60]}' holds no {kind}. Report it to the publisher.")
