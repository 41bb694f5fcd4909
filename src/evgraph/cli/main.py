"""`evgraph`: the commands. Everything heavy is imported when a command runs, not before."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from evgraph.cli.enriching import enrich
from evgraph.cli.fetching import fetch
from evgraph.errors import EvgraphError, UsageError
from evgraph.settings import Settings
from evgraph.version import __version__

if TYPE_CHECKING:
    from evgraph.messages import Language
    from evgraph.tracing import Direction

_Command = TypeVar("_Command", bound=Callable[..., Any])
_ROWS = ("table", "tsv", "json", "jsonl", "csv", "md", "xlsx")
_EPILOG = "Start with: evgraph build · then: evgraph queries · evgraph query late-fiches"


class _Group(click.Group):
    """Prints evgraph's own errors in one line and exits with 2; anything else is a bug and shows itself."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except EvgraphError as error:
            from evgraph.cli.output import safe

            click.echo(f"evgraph: {safe(str(error))}", err=True)
            ctx.exit(2)


def _format(*choices: str) -> Callable[[_Command], _Command]:
    """The option --format; without it the ending of --output says the format."""
    help_text = "Output format; a table on a terminal, tsv when piped." if "tsv" in choices else "Output format."

    def decorate(command: _Command) -> _Command:
        @wraps(command)
        def with_format(*args: Any, chosen: str | None, output: Path | None, **options: Any) -> Any:
            return command(*args, chosen=chosen or _format_of(output, choices), output=output, **options)

        option = click.option("--format", "-f", "chosen", type=click.Choice(choices), help=help_text)
        return cast("_Command", option(with_format))

    return decorate


def _format_of(output: Path | None, choices: tuple[str, ...]) -> str | None:
    if output is None or not output.suffix:
        return None
    ending = output.suffix[1:].lower()
    name = "table" if ending == "txt" else ending
    if name not in choices:
        known = ", ".join(f".{choice}" for choice in choices if choice != "table")
        raise UsageError(f"{output}: '{output.suffix}' says no format of this command ({known}). Add --format.")
    return name


_output = click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
_store = click.option("--store", type=click.Path(file_okay=False, path_type=Path), help="Folder of the built graph.")
_lang = click.option("--lang", type=click.Choice(["nl", "en"]), help="Language of headings and answers (default nl).")


def _settings(store: Path | None = None, lang: str | None = None) -> Settings:
    from dataclasses import replace

    settings = Settings.from_environment()
    if store is not None:
        settings = replace(settings, store=store)
    return settings if lang is None else replace(settings, language=cast("Language", lang))


def _question_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    from evgraph.resources import resource

    return [path.stem for path in sorted(resource("queries").glob(f"{incomplete}*.rq"))]


@click.group(cls=_Group, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="evgraph")
def cli() -> None:
    """A knowledge graph of Dutch BNC-fiches.

    Finds what a fiche refers to, on which treaty articles it rests, who deals with it and what the cabinet thinks,
    and keeps for every fact the sentence it was read from.
    """


cli.add_command(fetch)
cli.add_command(enrich)


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_store
@_lang
@click.option("--strict", is_flag=True, help="Exit with 1 also when something in a paper was not understood.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
@click.pass_context
def build(
    ctx: click.Context, paths: tuple[Path, ...], store: Path | None, lang: str | None, strict: bool, quiet: bool
) -> None:
    """Build the graph from files and folders.

    Without PATHS it builds data/fiches. The graph then holds exactly these papers. Files that cannot be read are
    named and make the exit code 1; the others are still built. Files that were built before and have not changed are
    skipped.
    """
    from evgraph.cli.building import build_and_report

    ctx.exit(build_and_report(paths, _settings(store, lang), quiet=quiet, strict=strict))


@cli.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--date", help="Date of the text (2026-01-30): names that did not exist then are not meant.")
@_format(*_ROWS)
@_output
@_lang
@click.pass_context
def refs(
    ctx: click.Context,
    files: tuple[Path, ...],
    date: str | None,
    chosen: str | None,
    output: Path | None,
    lang: str | None,
) -> None:
    """Find references in any Dutch text.

    Give files or folders; without any, or with -, standard input is read.
    """
    from evgraph.cli.finding import find_in_files

    ctx.exit(find_in_files(files, date, chosen, output, _settings(lang=lang)))


@cli.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--date", help="Date of the text (2026-01-30): names that did not exist then are not meant.")
@_output
@click.pass_context
def annotate(ctx: click.Context, files: tuple[Path, ...], date: str | None, output: Path | None) -> None:
    """Write a text as an HTML page in which every reference is a link.

    Give files or folders; without any, or with -, standard input is read. With --output it is written to a file:
    evgraph annotate letter.txt -o letter.html
    """
    from evgraph.cli.finding import annotate_files

    ctx.exit(annotate_files(files, date, output, _settings()))


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@_format("table", "json")
@_output
@_lang
def read(file: Path, chosen: str | None, output: Path | None, lang: str | None) -> None:
    """Read one fiche and print what is in it."""
    from evgraph.cli.finding import print_reading

    print_reading(file, chosen, output, _settings(lang=lang))


@cli.command()
@click.argument("name", shell_complete=_question_names)
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the built graph.")
@_store
@_format(*_ROWS)
@_output
@_lang
def query(
    name: str,
    params: tuple[str, ...],
    endpoint: str | None,
    store: Path | None,
    chosen: str | None,
    output: Path | None,
    lang: str | None,
) -> None:
    """Ask a question, or run a .rq file.

    NAME is one of those that `evgraph queries` lists, or a file.
    """
    from evgraph.cli.asking import ask_and_print

    ask_and_print(name, params, endpoint, chosen, output, _settings(store, lang))


@cli.command()
@_format(*_ROWS)
@_output
@_lang
def queries(chosen: str | None, output: Path | None, lang: str | None) -> None:
    """List the questions that can be asked, with their parameters."""
    from evgraph.cli.asking import list_and_print

    list_and_print(chosen, output, _settings(lang=lang))


@cli.command()
@click.argument("identifier")
@_store
@_format("table", "json", "ttl", "nt", "nq", "jsonld")
@_output
def show(identifier: str, store: Path | None, chosen: str | None, output: Path | None) -> None:
    """Show what the graph says of one thing.

    IDENTIFIER is written as in kst-22112-4239, 31996R2271, COM(2025)945, TFEU/4/2/a or name:quantum-act, or is an IRI.
    """
    from evgraph.cli.asking import show_and_print

    show_and_print(identifier, chosen, output, _settings(store))


@cli.command()
@click.argument("identifier")
@click.option("--to", metavar="ID", help="Find the paths to this paper too.")
@click.option("--in", "direction", flag_value="in", help="Follow who cites it.")
@click.option("--out", "direction", flag_value="out", default="out", help="Follow what it cites (default).")
@click.option("--depth", type=click.IntRange(1, 50), default=10, show_default=True, help="How many steps.")
@_store
@_format(*_ROWS, "dot", "graphml", "svg")
@_output
@_lang
def trace(
    identifier: str,
    to: str | None,
    direction: str,
    depth: int,
    store: Path | None,
    chosen: str | None,
    output: Path | None,
    lang: str | None,
) -> None:
    """Trace references from a paper.

    Prints a tree with the footnotes, and the frontier: what is cited but not loaded. With --to also the paths.
    """
    from evgraph.api import trace as find
    from evgraph.cli.asking import print_trace

    settings = _settings(store, lang)
    found = find(identifier, to=to, direction=cast("Direction", direction), depth=depth, settings=settings)
    print_trace(found, chosen, output, settings)


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_store
@_format(*_ROWS)
@_output
@_lang
@click.pass_context
def validate(
    ctx: click.Context,
    paths: tuple[Path, ...],
    store: Path | None,
    chosen: str | None,
    output: Path | None,
    lang: str | None,
) -> None:
    """Check against the SHACL shapes.

    Give fiches or RDF files; without any, the built graph is checked.
    Exit code 1 when there are violations. Oddities of the source are warnings and change no exit code.
    """
    from evgraph.cli.building import validate_and_print

    ctx.exit(validate_and_print(paths, chosen, output, _settings(store, lang)))


def main() -> None:
    """Run the command line; standard output is UTF-8 whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli(prog_name="evgraph")
