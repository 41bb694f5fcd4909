"""`evgraph refs`, `evgraph annotate` and `evgraph read`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from evgraph.cli.output import choose, console, emit, emit_lines, print_sheet, safe
from evgraph.errors import UnreadableDocument, UsageError
from evgraph.settings import Settings

if TYPE_CHECKING:
    from rich.text import Text

    from evgraph.model import Document, Reference, Unresolved
    from evgraph.sheets import InContext

# Of a sentence longer than this on either side of the citation, the rest is left out.
_AROUND = 160
_WIDEST_TARGET = 36
# So many places that were left open are named; of more only how many.
_MOST_OPEN = 8


def find_in_files(
    files: Sequence[Path], date: str | None, chosen: str | None, output: Path | None, settings: Settings
) -> int:
    """Find references in every file, print them, and return the exit code."""
    from evgraph.sheets import references_sheet

    _check_date(date)
    row_format = choose(chosen)
    reader = _Reader(files, settings)
    found = (find for document in reader.documents() for find in _in_context(document, date, settings, reader))
    if row_format == "jsonl":
        emit_lines(_lines(found, reader), output)
    elif row_format == "table" and output is None:
        rows = list(found)
        if reader.read:
            _print_in_sentences(rows, settings, several=reader.several)
            console().print(_left_open(reader.left_open, settings), style="dim", markup=False)
    else:
        sheet = references_sheet(found, settings.language)
        if reader.read:
            print_sheet(sheet, row_format, output)
    if sys.stderr.isatty() and not (row_format == "table" and output is None):
        console(stderr=True).print(_left_open(reader.left_open, settings), style="dim", markup=False)
    return reader.exit_code


def annotate_files(files: Sequence[Path], date: str | None, output: Path | None, settings: Settings) -> int:
    """Write a page with the text of every file, its references as links, and return the exit code."""
    from evgraph.annotation import annotate_page

    _check_date(date)
    reader = _Reader(files, settings)
    documents = [(d.name, d.text, tuple(_find(d, date, settings))) for d in reader.documents()]
    if reader.read:
        emit(annotate_page(documents, "nl").encode(), output)
    return reader.exit_code


class _Reader:
    """Reads files one after the other; names on standard error what cannot be read."""

    def __init__(self, files: Sequence[Path], settings: Settings) -> None:
        self._files = files or (Path("-"),)
        self._settings = settings
        self.read = self.refused = 0
        self.left_open: list[Unresolved] = []
        # Whether lines must say which file they are from; known before the first is read.
        self.several = len(self._files) > 1 or self._files[0].is_dir()

    @property
    def exit_code(self) -> int:
        """0 fine, 1 a file was refused, 2 nothing could be read."""
        if not self.read:
            return 2
        return 1 if self.refused else 0

    def documents(self) -> Iterator[Document]:
        """The documents that can be read."""
        for document in _documents(self._files, self._settings):
            if isinstance(document, UnreadableDocument):
                console(stderr=True).print(f"evgraph: {safe(str(document))}", markup=False, soft_wrap=True)
                self.refused += 1
            else:
                self.read += 1
                yield document


def _find(document: Document, date: str | None, settings: Settings) -> Iterator[Reference]:
    from evgraph.reading import find_in_document

    yield from find_in_document(document, date=date, base=settings.base)[0]


def _in_context(document: Document, date: str | None, settings: Settings, reader: _Reader) -> Iterator[InContext]:
    from evgraph.reading import find_in_document
    from evgraph.sentences import Sentences
    from evgraph.sheets import InContext

    references, left_open = find_in_document(document, date=date, base=settings.base)
    reader.left_open += left_open
    sentences: Sentences | None = None
    for reference in references:
        sentences = sentences or Sentences(document.text)
        before, behind = sentences.around(reference.start, reference.end, _AROUND)
        yield InContext(document=document.name, reference=reference, before=before, behind=behind)


def _lines(found: Iterable[InContext], reader: _Reader) -> Iterator[bytes]:
    for find in found:
        line = find.to_dict() | ({"source": find.document} if reader.several else {})
        yield (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "replace")


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
    if sys.stdin.isatty():
        console(stderr=True).print("evgraph: type or paste text, and end with Ctrl-D.", markup=False)
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise UnreadableDocument(
            f"standard input: larger than {max_bytes // 1024 // 1024} MB. Raise EVGRAPH_MAX_MB, or give less."
        )
    return data


def _print_in_sentences(found: Sequence[InContext], settings: Settings, *, several: bool) -> None:
    """A table in which each citation stands out in its sentence."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    out = console()
    if not found:
        out.print({"nl": "Geen verwijzingen gevonden.", "en": "No references found."}[settings.language])
        return
    words = {"nl": ("Doel", "Soort", "Noot", "In de zin"), "en": ("Target", "Kind", "Note", "In its sentence")}
    noted = any(find.reference.footnote is not None for find in found)
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index, heading in enumerate(words[settings.language]):
        widest = _WIDEST_TARGET if index == 0 else None
        justify: Literal["left", "right"] = "right" if index == 2 else "left"
        if index != 2 or noted:
            drawn.add_column(heading, no_wrap=index in {1, 2}, overflow="fold", max_width=widest, justify=justify)
    marks = ("", "") if out.color_system else ("«", "»")
    current = None
    for find in found:
        if several and find.document != current:
            drawn.add_row(Text(safe(find.document), style="bold"))
        current = find.document
        note = "" if find.reference.footnote is None else str(find.reference.footnote)
        cells = (safe(find.reference.target), find.reference.kind, *((note,) if noted else ()))
        drawn.add_row(*cells, _in_sentence(find, marks))
    out.print(drawn)


def _left_open(places: Sequence[Unresolved], settings: Settings) -> str:
    """What refers to something evgraph would not pin down, the most frequent first."""
    from collections import Counter

    from evgraph.messages import REASONS

    if not places:
        return ""
    counted = Counter((" ".join(place.text.split()), place.reason) for place in places)
    named = [
        f"{safe(text)} ({REASONS[reason][settings.language]})" for (text, reason), _ in counted.most_common(_MOST_OPEN)
    ]
    more = [f"+ {len(counted) - len(named)}"] if len(counted) > len(named) else []
    heading = {"nl": "Opengelaten", "en": "Left open"}[settings.language]
    return f"{heading}: {len(places)} · {' · '.join([*named, *more])}"


def _in_sentence(find: InContext, marks: tuple[str, str]) -> Text:
    """The sentence with the citation highlighted, between marks where there is no colour."""
    from rich.text import Text

    def one_line(text: str) -> str:
        return safe(text.replace("\r", " ").replace("\n", " ").replace("\t", " "))

    line = Text(one_line(find.before))
    line.append(marks[0] + one_line(find.reference.text) + marks[1], style="bold yellow")
    line.append(one_line(find.behind))
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
