"""Harvest: a dossier → its papers in a folder, with what their publisher says of them beside each.

The only part of evgraph, with the remote store, that asks anything of a server, and only when the user runs it. What it
writes is read by the stages that build; those know nothing of it.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from evgraph.errors import FetchError, InvalidIdentifier, UsageError
from evgraph.harvest.chamber import fetch_from_chamber
from evgraph.harvest.client import Client
from evgraph.harvest.clock import Clock, SystemClock
from evgraph.harvest.koop import HOSTS, fetch_from_koop
from evgraph.harvest.report import Failure, FetchReport, Order, Progress, Source, Tally
from evgraph.harvest.shelf import Shelf
from evgraph.harvest.syncfeed import SyncFeed
from evgraph.harvest.taking import Taker
from evgraph.identifiers import Dossier
from evgraph.settings import SRU, Settings

__all__ = ["Clock", "Failure", "FetchReport", "Order", "Progress", "Source", "harvest", "order_for"]


def order_for(
    dossier: str,
    *,
    source: Source = "tk",
    since: date | None = None,
    output: Path | None = None,
    limit: int | None = None,
) -> Order:
    """What a user asks for, checked.

    Args:
        dossier: its number, "22112", "22 112" or "21501-20".
        source: where to fetch from.
        since: leave out papers dated before this.
        output: the folder; `data/fetched/<dossier>` when left out.
        limit: the most papers to download.

    Raises:
        UsageError: there is no such source, or nothing would be fetched.
        UsageError: this is no number of a dossier.
    """
    if source not in {"tk", "koop"}:
        raise UsageError(f"'{source}' is no source; give tk or koop.")
    if limit is not None and limit < 1:
        raise UsageError(f"a limit of {limit} fetches nothing; give 1 or more.")
    try:
        wanted = Dossier.parse(f"dossier-{dossier.replace(' ', '').removeprefix('dossier-')}")
    except InvalidIdentifier:
        raise UsageError(f"'{dossier}' is no number of a dossier; write 22112 or 21501-20.") from None
    return Order(
        dossier=wanted, folder=output or Path("data/fetched") / wanted.label, source=source, since=since, limit=limit
    )


def harvest(
    order: Order, settings: Settings, *, clock: Clock | None = None, progress: Progress | None = None
) -> FetchReport:
    """Fetch what is new or changed.

    Args:
        order: the dossier, the source and the folder.
        settings: addresses, patience and the largest file.
        clock: of the times in the manifest; this machine's when left out.
        progress: called with what is read, how much is done, and how much there is or None.

    Raises:
        UsageError: the folder holds the papers of another dossier.
        FetchError: the source could not be reached, or does not know the dossier.
    """
    try:
        return _harvest(order, settings, clock or SystemClock(), progress or _in_silence)
    except (OSError, sqlite3.Error) as error:
        raise FetchError(f"{order.folder}: cannot be written ({error}). Is the disk full?") from error


def _harvest(order: Order, settings: Settings, clock: Clock, progress: Progress) -> FetchReport:
    base = settings.syncfeed if order.source == "tk" else settings.sru
    # Beside a server of the user's own no public host is asked.
    also = HOSTS if order.source == "koop" and settings.sru == SRU else frozenset()
    tally = Tally()
    with Shelf(order.folder) as shelf, Client(base, settings, clock, also=also) as client:
        if (held := shelf.state.setdefault("dossier", order.dossier.label)) != order.dossier.label:
            raise UsageError(f"{order.folder}: holds dossier {held}, not {order.dossier.label}. Give another --output.")
        taker = Taker(client, shelf, clock, max_bytes=settings.max_bytes, limit=order.limit)
        if order.source == "tk":
            fetch_from_chamber(order, SyncFeed(client, base), shelf, taker, tally, progress)
        else:
            fetch_from_koop(order, client, base, shelf, taker, tally, progress)
        if tally.failed and not client.answers:
            raise FetchError(tally.failed[0].reason)
    return tally.report(order.folder)


def _in_silence(what: str, done: int, total: int | None) -> None:
    """Tell nobody."""
