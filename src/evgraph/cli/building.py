"""`evgraph build` and `evgraph validate`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evgraph.cli.output import choose, console, print_sheet, safe
from evgraph.cli.summary import print_summary
from evgraph.settings import Settings


def build_and_report(paths: Sequence[Path], settings: Settings, *, quiet: bool, strict: bool) -> int:
    """Build with a progress bar, print the summary, and return the exit code."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from evgraph.api import build

    err = console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=quiet or not err.is_terminal) as bar:
        task = bar.add_task("evgraph build")

        def advance(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=safe(name) or "store")

        report = build(*paths, settings=settings, progress=advance)
    out = console()
    out.quiet = quiet
    print_summary(report, str(settings.store), out, err, settings.language)
    return report.strict_exit_code if strict else report.exit_code


def validate_and_print(paths: Sequence[Path], chosen: str | None, output: Path | None, settings: Settings) -> int:
    """Validate, print the findings, and return the exit code."""
    from evgraph.api import validate
    from evgraph.ingest.folders import files_in
    from evgraph.sheets import findings_sheet

    findings, refused = validate(*paths, settings=settings)
    err = console(stderr=True)
    for one in refused:
        err.print(f"evgraph: {safe(one.reason)}", markup=False, soft_wrap=True)
    if refused and len(refused) == len(list(files_in(paths))):
        return 2
    violations = sum(finding.severity == "Violation" for _, finding in findings)
    words = {
        "nl": f"{violations} overtredingen, {len(findings) - violations} waarschuwingen",
        "en": f"{violations} violations, {len(findings) - violations} warnings",
    }[settings.language]
    print_sheet(findings_sheet(findings, settings.language), choose(chosen), output, words)
    return 1 if violations or refused else 0
