"""`evgraph fetch`: its options, its progress and its summary."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from evgraph.cli.output import console, safe
from evgraph.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from evgraph.harvest import FetchReport, Source
    from evgraph.messages import Language

_EPILOG = "Then: evgraph build data/fetched/22112 · More: docs/harvest.md"
_WORDS: dict[str, dict[Language, str]] = {
    "new": {"nl": "nieuw", "en": "new"},
    "updated": {"nl": "bijgewerkt", "en": "updated"},
    "unchanged": {"nl": "ongewijzigd", "en": "unchanged"},
    "withdrawn": {"nl": "ingetrokken", "en": "withdrawn"},
    "without_file": {"nl": "zonder bestand", "en": "without a file"},
    "left": {"nl": "niet opgehaald door --limit", "en": "left by --limit"},
    "failed": {"nl": "mislukt", "en": "failed"},
    "failures": {"nl": "Niet opgehaald", "en": "Not fetched"},
    "stored": {"nl": "De stukken staan in {folder}.", "en": "The papers are in {folder}."},
    "next": {"nl": "Verder: evgraph build {folder}", "en": "Next: evgraph build {folder}"},
}
# So many numbers are listed.
_SHOWN = 20
# What the steps of a harvest are called while they run; categories of the feed keep their own name.
_STEPS: dict[str, dict[Language, str]] = {
    "start": {"nl": "beginpunt zoeken", "en": "finding where to begin"},
    "search": {"nl": "zoeken", "en": "searching"},
    "files": {"nl": "bestanden", "en": "files"},
}


@click.command(epilog=_EPILOG)
@click.option("--dossier", required=True, metavar="NUMBER", help="Dossier, such as 22112 or 21501-20.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only papers dated from this day on (2026-01-30). Much faster.",
)
@click.option(
    "--source",
    type=click.Choice(["tk", "koop"]),
    default="tk",
    show_default=True,
    help="tk: Word and PDF files of the Tweede Kamer. koop: XML of the official publications.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the papers (default: data/fetched/NUMBER).",
)
@click.option("--limit", type=click.IntRange(min=1), help="Download at most so many papers, the latest first.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
@click.pass_context
def fetch(
    ctx: click.Context,
    dossier: str,
    since: datetime | None,
    source: str,
    output: Path | None,
    limit: int | None,
    quiet: bool,
) -> None:
    """Fetch the papers of a dossier from their publisher.

    Run it again to fetch what is new or changed since; stop it at any time, it goes on where it was. Beside each
    paper lies what its publisher says of it, and manifest.jsonl says where and when every file came from.

    The first run of a whole dossier reads the feed of the Tweede Kamer from its beginning, which takes hours; with
    --since it takes minutes. Exit code 1 when something failed, 2 when nothing could be reached.
    """
    from evgraph.api import fetch as run

    settings = Settings.from_environment()
    # Retries are part of the work; the library logs each, and without a handler that goes to the terminal.
    logging.getLogger("stamina").addHandler(logging.NullHandler())
    err = console(stderr=True)
    with _Bar(err, settings.language, is_shown=not quiet and err.is_terminal) as bar:
        report = run(
            dossier,
            source=cast("Source", source),
            since=None if since is None else since.date(),
            output=output,
            limit=limit,
            settings=settings,
            progress=bar.show,
        )
    out = console()
    out.quiet = quiet
    _print_summary(report, out, err, settings.language)
    ctx.exit(report.exit_code)


class _Bar:
    """A progress bar of which the total may be unknown."""

    def __init__(self, err: Console, language: Language, *, is_shown: bool) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        text = TextColumn("{task.description}", markup=False)
        self._progress = Progress(text, BarColumn(), TimeElapsedColumn(), console=err, transient=True)
        self._progress.disable = not is_shown
        self._task = self._progress.add_task("evgraph fetch", total=None)
        self._language = language

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()

    def show(self, what: str, done: int, total: int | None) -> None:
        """Show a step of the harvest."""
        name = _STEPS[what][self._language] if what in _STEPS else what
        count = f"{done:,}" if total is None else f"{done:,}/{total:,}"
        self._progress.update(self._task, description=f"{safe(name)} {count}", completed=done, total=total)


def _print_summary(report: FetchReport, out: Console, err: Console, language: Language) -> None:
    counts = {
        "new": report.new,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "withdrawn": report.withdrawn,
        "without_file": report.without_file,
        "left": report.left,
        "failed": report.failed,
    }
    # The first three and the failures are always told, the others when there are any.
    shown = [
        f"{len(found)} {_WORDS[name][language]}"
        for name, found in counts.items()
        if found or name in {"new", "updated", "unchanged", "failed"}
    ]
    out.print(" · ".join(shown), markup=False)
    for name in ("updated", "withdrawn"):
        if counts[name]:
            numbers = ", ".join(str(one) for one in counts[name][:_SHOWN])
            more = f" … +{len(counts[name]) - _SHOWN}" if len(counts[name]) > _SHOWN else ""
            out.print(f"{_WORDS[name][language]}: {safe(numbers)}{more}", markup=False)
    if report.failed:
        err.print(f"[bold red]{_WORDS['failures'][language]}[/]")
        for failure in report.failed:
            err.print(f"  {safe(failure.name)}: {safe(failure.reason)}", markup=False, soft_wrap=True)
    out.print(_WORDS["stored"][language].format(folder=report.folder), markup=False)
    if report.new or report.updated:
        out.print(_WORDS["next"][language].format(folder=report.folder), markup=False, style="dim")
