"""Rows to text: the formats in which every list of evgraph can be exported.

`table` is for people and lives in evgraph.cli; these are for tools: tsv, csv, json, jsonl, md, xlsx.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A list to export.

    Attributes:
        names: machine names of the columns, the same in every language.
        headings: what a person reads above them.
        rows: the cells.
        meta: what json puts around the rows (question, parameters, coverage).
        hidden: names of columns left out of the table for people.
    """

    names: Sequence[str]
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    meta: Mapping[str, Any] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


ROW_FORMATS = ("tsv", "csv", "json", "jsonl", "md", "xlsx")


# A worksheet can hold no more links than this; later ones are text.
_MOST_LINKS = 65_530


def export(sheet: Sheet, row_format: str) -> bytes:
    """Write rows in one of `ROW_FORMATS`, UTF-8 but for xlsx.

    Raises:
        ValueError: the format is none of them.
    """
    writers = {
        "tsv": _tsv,
        "csv": _csv,
        "json": _json,
        "jsonl": _jsonl,
        "md": _markdown,
        "xlsx": _xlsx,
    }
    if row_format not in writers:
        raise ValueError(f"no format '{row_format}'")
    return writers[row_format](sheet)


def plain(cell: Cell) -> str:
    """A cell as text; nothing is the empty string."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


def _tsv(sheet: Sheet) -> bytes:
    lines = ["\t".join(sheet.names)]
    lines += ["\t".join(" ".join(plain(cell).split()) for cell in row) for row in sheet.rows]
    return ("\n".join(lines) + "\n").encode()


def _csv(sheet: Sheet) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(sheet.names)
    writer.writerows([plain(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode()


def _records(sheet: Sheet) -> list[dict[str, Cell]]:
    return [dict(zip(sheet.names, row, strict=True)) for row in sheet.rows]


def _json(sheet: Sheet) -> bytes:
    content: Any = {**sheet.meta, "rows": _records(sheet)} if sheet.meta else _records(sheet)
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _jsonl(sheet: Sheet) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(sheet)).encode()


def _markdown(sheet: Sheet) -> bytes:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |\n"

    shown = [index for index, name in enumerate(sheet.names) if name not in sheet.hidden]
    text = line([sheet.headings[index] for index in shown]) + "|" + " --- |" * len(shown) + "\n"
    return (text + "".join(line([plain(row[index]) for index in shown]) for row in sheet.rows)).encode()


def _xlsx(sheet: Sheet) -> bytes:
    """A workbook with real numbers, frozen headings and filters; text never becomes a formula."""
    from xlsxwriter import Workbook

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(data, options) as book:
        page = book.add_worksheet("evgraph")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for column, heading in enumerate(sheet.headings):
            page.write_string(0, column, heading, bold)
            longest = max([len(heading), *(len(plain(row[column])) for row in sheet.rows)])
            page.set_column(column, column, min(60, max(8, longest + 2)))
        for index, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, int | float) and not isinstance(cell, bool):
                    page.write_number(index, column, cell, wrap)
                elif cell is not None and sheet.names[column] == "url" and index < _MOST_LINKS:
                    page.write_url(index, column, plain(cell))
                elif cell is not None:
                    page.write_string(index, column, plain(cell)[:32767], wrap)
        page.freeze_panes(1, 0)
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.names) - 1)
    return data.getvalue()
