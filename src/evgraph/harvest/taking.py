"""One file of one paper: asked for only when it may have changed, checked, and put in its place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from evgraph.errors import FetchError
from evgraph.harvest.client import Client, Known
from evgraph.harvest.clock import Clock
from evgraph.harvest.forms import MEDIA_TYPES, check_form
from evgraph.harvest.shelf import Row, Shelf

Outcome = Literal["new", "updated", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file that should be on the shelf.

    `stamp` is anything that changes when the file may have changed; empty when the source says nothing of the kind.
    `size` in bytes as the source told, or None. `counts` is false for what is beside a paper: no limit holds for it.
    """

    name: str
    form: str
    url: str
    licence: str
    stamp: str
    size: int | None = None
    version: str | None = None
    counts: bool = True


class LimitReachedError(FetchError):
    """As many papers were downloaded as the user asked for."""


class Taker:
    """Fetches files onto a shelf, those of at most `limit` papers."""

    def __init__(self, client: Client, shelf: Shelf, clock: Clock, *, max_bytes: int, limit: int | None) -> None:
        self._client = client
        self._shelf = shelf
        self._clock = clock
        self._max_bytes = max_bytes
        self._left = limit

    def take(self, wanted: Wanted) -> Outcome:
        """See that the file is there.

        Raises:
            LimitReachedError: it would have to be downloaded, and enough was.
            FetchError: it failed, or what came is not what was announced.
        """
        here = self._shelf.newest(wanted.name)
        if here is not None and wanted.stamp and here[1] == wanted.stamp:
            return "unchanged"
        if self._left == 0 and wanted.counts:
            raise LimitReachedError(f"{wanted.name}: not fetched, --limit was reached.")
        answer = self._client.get(wanted.url, limit=self._max_bytes, known=Known() if here is None else here[2])
        digest = hashlib.sha256(answer.body).hexdigest()
        if here is not None and (not answer.changed or here[0].sha256 == digest):
            self._shelf.state.stamp_file(wanted.name, wanted.stamp)
            return "unchanged"
        check_form(answer.body, wanted.form, answer.media_type, wanted.name)
        if wanted.size is not None and wanted.size != len(answer.body):
            raise FetchError(
                f"{wanted.name}: {len(answer.body)} bytes came, {wanted.size} were announced. It was not kept."
            )
        row = Row(
            name=wanted.name,
            url=answer.url,
            retrieved=self._clock.utc().strftime("%Y-%m-%dT%H:%M:%SZ"),
            sha256=digest,
            bytes=len(answer.body),
            media_type=MEDIA_TYPES[wanted.form],
            licence=wanted.licence,
            version=wanted.version,
            etag=answer.known.etag,
        )
        was_here = self._shelf.state.file(wanted.name) is not None
        self._shelf.place(row, answer.body, wanted.stamp, answer.known.modified)
        if self._left is not None and wanted.counts:
            self._left -= 1
        return "updated" if was_here else "new"
