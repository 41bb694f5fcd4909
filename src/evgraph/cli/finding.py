"""`evgraph refs` and `evgraph read`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from evgraph.cli.output import choose, console, emit, print_sheet, safe
from evgraph.errors import UnreadableDocument, UsageError
from evgraph.settings import Settings

if TYPE_CHECKING:
    from rich.text import Text

    from evgraph.model import Document, Reference

_BEFORE, _AFTER = 30, 30
_WIDEST_TARGET = 36


def find_in_files(
    files: Sequence[Path], date: str | None, chosen: str | None, output: Path | None, settings: Settings
) -> int:
    """Find references in every file, print them, and return the exit code."""
    from evgraph.contract import reference_to_dict
    from evgraph.reading import find_references
    from evgraph.sheets import references_sheet

    _check_date(date)
    found: list[tuple[Document, Reference]] = []
    refused = read = 0
    for document in _documents(files or (Path("-"),), settings):
        if isinstance(document, UnreadableDocument):
            console(stderr=True).print(f"evgraph: {safe(str(document))}", markup=False, soft_wrap=True)
            refused += 1
            continue
        read += 1
        found += [(document, r) for r in find_references(document.text, date=date, base=settings.base)]
    if not read:
        return 2
    row_format = choose(chosen)
    several = refused + read > 1
    if row_format == "jsonl":
        lines = [reference_to_dict(r) | ({"source": document.name} if several else {}) for document, r in found]
        emit("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode(), output)
    elif row_format == "table" and output is None:
        _print_in_context(found, settings)
    else:
        sheet = references_sheet(((document.name, r) for document, r in found), settings.language)
        print_sheet(sheet, row_format, output)
    return 1 if refused else 0


def _check_date(date: str | None) -> None:
    try:
        if date is not None and (len(date) != 10 or not Date.fromisoformat(date)):
            raise ValueError
    except ValueError:
        raise UsageError(f"'{date}' is no date. Write it as in --date 2026-01-30.") from None


def _documents(paths: Iterable[Path], settings: Settings) -> Iterator[Document | UnreadableDocument]:
    from evgraph.ingest import ingest, ingest_bytes
    from evgraph.ingest.folders import files_in

    for path in paths:
        try:
            if str(path) == "-":
                yield ingest_bytes("standard input", _read_input(settings.max_bytes))
                continue
        except UnreadableDocument as error:
            yield error
            continue
        for file in files_in([path]):
            try:
                yield ingest(file, max_bytes=settings.max_bytes)
            except UnreadableDocument as error:
                yield error


def _read_input(max_bytes: int) -> bytes:
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise UnreadableDocument(
            f"standard input: larger than {max_bytes // 1024 // 1024} MB. Raise EVGRAPH_MAX_MB, or give less."
        )
    return data


def _print_in_context(found: Sequence[tuple[Document, Reference]], settings: Settings) -> None:
    """A table in which each citation stands out in its sentence."""
    from rich import box
    from rich.table import Table

    words = {"nl": ("Doel", "Soort", "Noot", "In de tekst"), "en": ("Target", "Kind", "Note", "In the text")}
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index, heading in enumerate(words[settings.language]):
        widest = _WIDEST_TARGET if index == 0 else None
        justify: Literal["left", "right"] = "right" if index == 2 else "left"
        drawn.add_column(heading, no_wrap=index in {1, 2}, overflow="fold", max_width=widest, justify=justify)
    for document, reference in found:
        note = "" if reference.footnote is None else str(reference.footnote)
        drawn.add_row(safe(reference.target), reference.kind, note, _in_context(document, reference))
    console().print(drawn)


def _in_context(document: Document, reference: Reference) -> Text:
    from rich.text import Text

    def part(start: int, end: int) -> str:
        return safe(document.text[max(0, start) : end].replace("\r", " ").replace("\n", " ").replace("\t", " "))

    before = part(reference.start - _BEFORE, reference.start)
    line = Text("…" + before if reference.start > _BEFORE else before)
    line.append(part(reference.start, reference.end), style="bold yellow")
    line.append(part(reference.end, reference.end + _AFTER))
    return line


def print_reading(file: Path, chosen: str | None, output: Path | None, settings: Settings) -> None:
    """Print a parsed fiche as JSON, or its outline on a terminal."""
    from evgraph.api import read

    reading = read(file)
    row_format = choose(chosen, piped="json")
    if row_format == "json":
        emit((json.dumps(reading.to_dict(), ensure_ascii=False, indent=2) + "\n").encode(), output)
        return
    from evgraph.cli.outline import outline

    emit(outline(reading, settings.language).encode(), output) if output else console().print(
        outline(reading, settings.language), markup=False
    )
