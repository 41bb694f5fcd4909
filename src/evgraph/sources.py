"""The public functions that ask a publisher: `fetch` and `enrich`. No other function of evgraph sends a request.

Like those of `evgraph.api` they import what they need when they run.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from evgraph.settings import Settings

if TYPE_CHECKING:
    from evgraph.enrichment import EnrichReport
    from evgraph.enrichment import Progress as EnrichProgress
    from evgraph.harvest import Clock, FetchReport, Source
    from evgraph.harvest import Progress as FetchProgress

AnyPath = str | PathLike[str]


def enrich(
    *,
    today: str | Date,
    endpoint: str | None = None,
    refresh: bool = False,
    max_age: int | None = None,
    limit: int | None = None,
    settings: Settings | None = None,
    progress: EnrichProgress | None = None,
) -> EnrichReport:
    """Look up the EU documents and acts of the built graph at the Publications Office, and add what it says.

    Args:
        today: the day of the run, a date or ISO 8601; kept with each answer.
        endpoint: the SPARQL endpoint to ask; that of the settings when left out.
        refresh: ask again what was answered before.
        max_age: ask again what was answered more days ago.
        limit: ask for at most so many CELEX numbers.
        settings: which store and base; from the environment when left out.
        progress: called with (numbers done, numbers in all, the next number).

    Returns:
        What was asked, known, settled, and what failed.

    Raises:
        StoreError: nothing was built yet, or it cannot be written.
        UsageError: the endpoint is no http(s) address.
    """
    from evgraph.enrichment import Asking, enrich_store

    settings = settings or Settings.from_environment()
    asking = Asking(
        day=Date.fromisoformat(today) if isinstance(today, str) else today,
        refresh=refresh,
        max_age=max_age,
        limit=limit,
    )
    return enrich_store(replace(settings, cellar=endpoint or settings.cellar), asking, progress=progress)


def fetch(
    dossier: str,
    *,
    source: Source = "tk",
    since: str | Date | None = None,
    output: AnyPath | None = None,
    limit: int | None = None,
    settings: Settings | None = None,
    progress: FetchProgress | None = None,
    clock: Clock | None = None,
) -> FetchReport:
    """Fetch the papers of a dossier, with what their publisher says of them; again, only what is new or changed.

    Args:
        dossier: its number, "22112" or "21501-20".
        source: "tk", the Tweede Kamer, or "koop", the official publications.
        since: leave out papers dated before this date, ISO 8601.
        output: folder; `data/fetched/<dossier>` when left out.
        limit: the most papers to download.
        settings: addresses, contact and patience; from the environment when left out.
        progress: called with (what is read, how much is done, how much there is or None).
        clock: of the times in the manifest; this machine's when left out.

    Raises:
        UsageError: the folder holds the papers of another dossier, or the limit is below 1.
        InvalidIdentifier: this is no number of a dossier.
        ValueError: the date is not ISO 8601.
        FetchError: the source could not be reached, or does not know the dossier.
    """
    from evgraph.harvest import harvest, order_for

    day = Date.fromisoformat(since) if isinstance(since, str) else since
    order = order_for(dossier, source=source, since=day, output=None if output is None else Path(output), limit=limit)
    return harvest(order, settings or Settings.from_environment(), clock=clock, progress=progress)
