"""Printing: sheets as tables for people or as rows for tools, never half a file."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from evgraph.errors import UsageError
from evgraph.rows import Sheet, export, plain

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

# Control characters of a document must not reach the terminal, where they are commands, nor XML, which has no place
# for them.
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), 0xFFFE, 0xFFFF), "�")


# Up to here a column has the room it needs; longer ones share what is left, the longest getting most.
_NARROWEST = 26


def safe(text: str) -> str:
    """Replace control characters, so that a text cannot steer a terminal or break XML."""
    return text.translate(_CONTROLS)


def console(*, stderr: bool = False) -> Console:
    """A console that respects NO_COLOR and the width of the terminal, or 120 columns without one."""
    from rich.console import Console

    colours: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    out = Console(stderr=stderr, highlight=False, soft_wrap=False, color_system=colours)
    if not out.is_terminal and "COLUMNS" not in os.environ:
        return Console(stderr=stderr, highlight=False, width=120)
    return out


def choose(chosen: str | None, *, terminal: str = "table", piped: str = "tsv") -> str:
    """The format asked for, else one for people on a terminal and one for tools in a pipe."""
    return chosen or (terminal if sys.stdout.isatty() else piped)


def print_sheet(sheet: Sheet, row_format: str, output: Path | None, caption: str = "") -> None:
    """Print a sheet as table or in one of the row formats."""
    if row_format == "table":
        _emit_table(sheet, output, caption)
        return
    emit(export(sheet, row_format), output, binary=row_format == "xlsx")
    if caption and row_format in {"tsv", "csv", "jsonl"} and sys.stderr.isatty():
        console(stderr=True).print(caption, style="dim")


def _emit_table(sheet: Sheet, output: Path | None, caption: str) -> None:
    record(lambda out: out.print(table(sheet, caption, out.width)), output)


def record(show: Callable[[Console], None], output: Path | None) -> None:
    """Show something on standard output, or write what would be shown to a file."""
    from rich.console import Console

    if output is None:
        show(console())
        return
    text = io.StringIO()
    show(Console(width=160, file=text, color_system=None))
    emit(text.getvalue().encode(errors="replace"), output)


def table(sheet: Sheet, caption: str = "", width: int = 120) -> RenderableType:
    """A sheet for people: hidden columns left out, numbers to the right, nothing ever cut.

    Where the columns do not fit the width, each row becomes a record of its own.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = [index for index, name in enumerate(sheet.names) if name not in sheet.hidden]
    longest = {index: _longest_cell(sheet, index) for index in shown}
    if sum(min(length, _NARROWEST) + 3 for length in longest.values()) > width:
        return _records(sheet, shown, caption)
    drawn = Table(box=box.SIMPLE_HEAD, caption=caption or None, caption_justify="left", pad_edge=False)
    for index in shown:
        numeric = all(isinstance(row[index], int | float | None) for row in sheet.rows)
        drawn.add_column(
            sheet.headings[index],
            justify="right" if numeric and sheet.rows else "left",
            overflow="fold",
            ratio=None if longest[index] <= _NARROWEST else min(6, 1 + longest[index] // 20),
        )
        drawn.expand = drawn.expand or longest[index] > _NARROWEST
    for row in sheet.rows:
        drawn.add_row(*(Text(safe(plain(row[index]))) for index in shown))
    return drawn


def _longest_cell(sheet: Sheet, index: int) -> int:
    return max([len(sheet.headings[index]), *(len(plain(row[index])) for row in sheet.rows)])


def _records(sheet: Sheet, shown: list[int], caption: str) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    drawn = Table.grid(padding=(0, 2))
    drawn.add_column(style="dim", no_wrap=True)
    drawn.add_column(overflow="fold")
    for row in sheet.rows:
        for index in shown:
            if cell := safe(plain(row[index])):
                drawn.add_row(sheet.headings[index], Text(cell))
        drawn.add_row("", "")
    if caption:
        drawn.add_row("", Text(caption, style="italic"))
    return drawn


def emit(data: bytes, output: Path | None, *, binary: bool = False) -> None:
    """Write to standard output, or to a file in one step.

    Raises:
        UsageError: binary data would go to a terminal, or the file cannot be written.
    """
    if output is None:
        if binary and sys.stdout.isatty():
            raise UsageError("this format is no text: add --output FILE.")
        sys.stdout.buffer.write(safe(data.decode()).encode() if sys.stdout.isatty() else data)
        sys.stdout.buffer.flush()
        return
    try:
        _write(data, output.resolve())
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror}). Give another --output.") from error


def emit_lines(lines: Iterable[bytes], output: Path | None) -> None:
    """Write lines as they come to standard output; to a file all at once, or not at all."""
    if output is not None:
        emit(b"".join(lines), output)
        return
    for line in lines:
        sys.stdout.buffer.write(safe(line.decode()).encode() if sys.stdout.isatty() else line)
    sys.stdout.buffer.flush()


def _write(data: bytes, path: Path) -> None:
    """Write beside and swap in; a device such as /dev/null is written to, never replaced."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    descriptor, name = tempfile.mkstemp(prefix=".evgraph-", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        beside.chmod(0o644)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
