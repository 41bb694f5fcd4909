"""`evgraph query`, `queries`, `show` and `trace`."""

from __future__ import annotations

import json
import signal
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from evgraph.cli.output import choose, console, emit, print_sheet, record, safe
from evgraph.errors import UsageError
from evgraph.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from evgraph.describing import Resource
    from evgraph.querying import Answer, Coverage
    from evgraph.rows import Sheet
    from evgraph.tracing import Trace


def ask_and_print(
    name: str,
    params: Sequence[str],
    endpoint: str | None,
    chosen: str | None,
    output: Path | None,
    settings: Settings,
) -> None:
    """Ask a question and print the answer with what it was computed over."""
    from evgraph.api import open_store, query
    from evgraph.sheets import answer_sheet

    # The store computes outside Python, where an interrupt would only be seen afterwards: let it end the process.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    store = open_store(settings=settings, endpoint=endpoint)
    answer = query(name, _parameters(params), store=store, settings=settings)
    row_format = choose(chosen)
    sheet = answer_sheet(answer, settings.language)
    if row_format in {"table", "md"}:
        sheet = _for_people(sheet, answer, settings)
    if row_format == "table" and output is None and answer.question is not None:
        console().print(answer.question.question[settings.language], style="bold", markup=False)
    print_sheet(sheet, row_format, output, _covered(answer.coverage, len(answer.rows), settings))


def _parameters(params: Sequence[str]) -> dict[str, str]:
    found = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name:
            raise UsageError(f"'{param}' is no parameter: write --param name=value.")
        found[name.strip()] = value
    return found


def _for_people(sheet: Sheet, answer: Answer, settings: Settings) -> Sheet:
    """Codes in words, a column that is the same for all rows as it is."""
    from evgraph.rows import plain
    from evgraph.sheets import translated

    rows = [
        [
            translated(column, plain(cell), settings.language) if column.values else cell
            for column, cell in zip(answer.columns, row, strict=True)
        ]
        for row in sheet.rows
    ]
    return replace(sheet, rows=rows)


def _covered(coverage: Coverage, rows: int, settings: Settings) -> str:
    """Say how many rows there are and over which fiches, as in "3 rijen, over 12 geladen fiches"."""
    dates = dict.fromkeys(date for date in (coverage.first, coverage.last) if date)
    period = f" ({' – '.join(dates)})" if dates else ""
    if settings.language == "nl":
        fiches = "geladen fiche" if coverage.fiches == 1 else "geladen fiches"
        return f"{rows} {'rij' if rows == 1 else 'rijen'}, over {coverage.fiches} {fiches}{period}"
    fiches = "loaded fiche" if coverage.fiches == 1 else "loaded fiches"
    return f"{rows} {'row' if rows == 1 else 'rows'}, over {coverage.fiches} {fiches}{period}"


def list_and_print(chosen: str | None, output: Path | None, settings: Settings) -> None:
    """Print the questions."""
    from evgraph.api import queries
    from evgraph.sheets import questions_sheet

    print_sheet(questions_sheet(queries(), settings.language), choose(chosen), output)


def show_and_print(identifier: str, chosen: str | None, output: Path | None, settings: Settings) -> None:
    """Print one resource."""
    from evgraph.api import show

    found = show(identifier, settings=settings)
    row_format = choose(chosen, piped="ttl")
    if row_format == "table":
        record(lambda out: _print_resource(found, out), output)
    elif row_format == "json":
        emit((json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n").encode(), output)
    else:
        emit(found.serialise(row_format), output)


def _print_resource(found: Resource, out: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    out.print(safe(found.label), style="bold", markup=False)
    out.print(safe(" · ".join(filter(None, (found.identifier, found.iri, *found.types)))), style="dim", markup=False)
    drawn = Table(box=box.SIMPLE, show_header=False, pad_edge=False)
    drawn.add_column(no_wrap=True, style="cyan")
    drawn.add_column(overflow="fold")
    for name, values in found.properties:
        texts = list(dict.fromkeys(safe(value.text) for value in values))
        # Parts of the paper itself are many and have no names; a few stand for all.
        most = 3 if all(text.startswith("#") for text in texts) else 12
        more = [f"… +{len(texts) - most}"] if len(texts) > most else []
        drawn.add_row(name, Text("\n".join([*texts[:most], *more])))
    for name, count in found.incoming:
        drawn.add_row(f"← {name}", str(count))
    out.print(drawn)


def print_trace(found: Trace, chosen: str | None, output: Path | None, settings: Settings) -> None:
    """Print a trace as a tree, or in a format for other tools."""
    from evgraph.cli.trees import TRACE_FORMATS, closing_lines, export_trace, tree
    from evgraph.sheets import trace_sheet

    row_format = choose(chosen)
    if row_format in TRACE_FORMATS:
        emit(export_trace(found, row_format, settings.language), output)
    elif row_format == "table" and output is None:
        out = console()
        if found.paths is None:  # who asks for the way to one paper does not want to see all others
            out.print(tree(found, settings.language))
        for line in closing_lines(found, settings.language):
            out.print(line, markup=False)
    else:
        print_sheet(trace_sheet(found, settings.language), row_format, output)
