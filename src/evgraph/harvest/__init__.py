"""Harvest: a dossier → its papers in a folder, with what their publisher says of them beside each.

The only part of evgraph, with the remote store, that asks anything of a server, and only when the user runs it. What it
writes is read by the stages that build; those know nothing of it.
"""

from __future__ import annotations

from pathlib import Path

from evgraph.errors import FetchError, UsageError
from evgraph.harvest.chamber import fetch_from_chamber
from evgraph.harvest.client import Client
from evgraph.harvest.clock import Clock, SystemClock
from evgraph.harvest.koop import HOSTS, fetch_from_koop
from evgraph.harvest.report import Failure, FetchReport, Order, Progress, Source, Tally
from evgraph.harvest.shelf import Shelf
from evgraph.harvest.syncfeed import SyncFeed
from evgraph.harvest.taking import Taker
from evgraph.settings import SRU, Settings

__all__ = ["Clock", "Failure", "FetchReport", "Order", "Progress", "Source", "default_folder", "harvest"]


def default_folder(label: str) -> Path:
    """Where the papers of a dossier go when nothing else is said."""
    return Path("data/fetched") / label


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
        UsageError: the folder holds the papers of another dossier or source.
        FetchError: the source could not be reached, or does not know the dossier.
    """
    clock, told, tally = clock or SystemClock(), progress or _in_silence, Tally()
    base = settings.syncfeed if order.source == "tk" else settings.sru
    # Beside a server of the user's own no public host is asked.
    also = HOSTS if order.source == "koop" and settings.sru == SRU else frozenset()
    with Shelf(order.folder) as shelf, Client(base, settings, clock, also=also) as client:
        holds = f"{order.source} {order.dossier.label}"
        if (held := shelf.state.setdefault("holds", holds)) != holds:
            raise UsageError(f"{order.folder}: holds the harvest '{held}', not '{holds}'. Give another --output.")
        taker = Taker(client, shelf, clock, max_bytes=settings.max_bytes, limit=order.limit)
        if order.source == "tk":
            fetch_from_chamber(order, SyncFeed(client, base), shelf, taker, tally, told)
        else:
            fetch_from_koop(order, client, base, shelf, taker, tally, told)
        if tally.failed and not client.answers:
            raise FetchError(tally.failed[0].reason)
    return tally.report(order.folder)


def _in_silence(what: str, done: int, total: int | None) -> None:
    """Tell nobody."""
