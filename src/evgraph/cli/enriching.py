"""`evgraph enrich`. The day comes from the clock here and nowhere else; it is kept with each answer."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack, cast

import click

from evgraph.cli.output import console, safe
from evgraph.settings import Settings

if TYPE_CHECKING:
    from evgraph.enrichment import EnrichReport
    from evgraph.messages import Language

_WORDS: dict[str, dict[Language, str]] = {
    "asked": {
        "nl": "{things} EU-stukken in de graaf · {asked} nummers gevraagd, {cached} al bekend uit eerdere vragen",
        "en": "{things} EU documents and acts in the graph · {asked} numbers asked, {cached} answered before",
    },
    "found": {
        "nl": "{known} nummers bekend bij Cellar, {unknown} niet",
        "en": "{known} numbers known to Cellar, {unknown} not",
    },
    "settled": {
        "nl": "COM-nummers met twee mogelijkheden (PC of DC): {settled} beslist, {still_open} open",
        "en": "COM numbers with two possibilities (PC or DC): {settled} settled, {still_open} open",
    },
    "without_number": {
        "nl": "{without_number} stukken zonder CELEX-nummer om te vragen",
        "en": "{without_number} documents without a CELEX number to ask for",
    },
    "left_out": {"nl": "Onbruikbare waarden: {left_out}", "en": "Values that cannot be used: {left_out}"},
    "ignored": {
        "nl": "{ignored} regels over iets dat niet gevraagd was, genegeerd",
        "en": "{ignored} rows about something that was not asked, ignored",
    },
    "failed": {
        "nl": "{failed} van {asked} nummers kregen geen antwoord. Voer evgraph enrich later nog eens uit.",
        "en": "{failed} of {asked} numbers got no answer. Run evgraph enrich again later.",
    },
    "stored": {"nl": "De graaf in {folder} is aangevuld.", "en": "The graph in {folder} was added to."},
    "unchanged": {
        "nl": "De graaf in {folder} was al zo; er is niets veranderd.",
        "en": "The graph in {folder} was like this already; nothing changed.",
    },
}


@click.command()
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the Publications Office's.")
@click.option("--refresh", is_flag=True, help="Ask again what was answered before.")
@click.option("--max-age", type=click.IntRange(0), metavar="DAYS", help="Ask again what was answered longer ago.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Ask for at most N numbers.")
@click.option("--store", type=click.Path(file_okay=False, path_type=Path), help="Folder of the built graph.")
@click.option("--lang", type=click.Choice(["nl", "en"]), help="Language of headings and answers (default nl).")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
@click.pass_context
def enrich(ctx: click.Context, /, store: Path | None, lang: str | None, quiet: bool, **asking: Unpack[_Asking]) -> None:
    """Add what the Publications Office knows of the EU documents and acts in the graph. Uses the network."""
    settings = Settings.from_environment()
    settings = replace(settings, store=store or settings.store)
    settings = replace(settings, language=cast("Language", lang)) if lang else settings
    ctx.exit(_enrich_and_report(settings, quiet=quiet, asking=asking))


class _Asking(TypedDict):
    endpoint: str | None
    refresh: bool
    max_age: int | None
    limit: int | None


def _enrich_and_report(settings: Settings, *, quiet: bool, asking: _Asking) -> int:
    """Enrich with a progress bar, print the summary, and return the exit code."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from evgraph.sources import enrich as run

    # What is tried again is no news for the user; what failed in the end is in the report.
    logging.getLogger("stamina").addHandler(logging.NullHandler())
    err = console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=quiet or not err.is_terminal) as bar:
        task = bar.add_task("evgraph enrich")
        report = run(
            today=date.today(),
            **asking,
            settings=settings,
            progress=lambda done, total, name: bar.update(
                task, completed=done, total=total, description=name or "store"
            ),
        )
    lines, faults = _summary(report, str(settings.store), settings.language)
    for line in faults:
        err.print(safe(line), markup=False, soft_wrap=True)
    if not quiet:
        for line in lines:
            console().print(safe(line), markup=False, soft_wrap=True)
    return report.exit_code


def _summary(report: EnrichReport, folder: str, language: Language) -> tuple[list[str], list[str]]:
    """What was done, and what went wrong."""
    values = {name: getattr(report, name) for name in report.__dataclass_fields__}
    values |= {
        "folder": folder,
        "left_out": " · ".join(f"{count} {fact}" for fact, count in sorted(report.left_out.items())),
    }

    def say(key: str) -> str:
        return _WORDS[key][language].format_map(values)

    # Of what need not be there only what is there is said.
    told = ["asked", "found"]
    told += ["settled"] if report.settled or report.still_open else []
    told += [key for key in ("without_number", "left_out", "ignored") if values[key]]
    told.append("stored" if report.changed else "unchanged")
    faults = [f"evgraph: {fault}" for fault in report.faults]
    return [say(key) for key in told], [*faults, f"evgraph: {say('failed')}"] if report.failed else faults
