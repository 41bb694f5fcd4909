"""What the commands list, as sheets: references, answers, questions, traces, findings, issues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from evgraph.contract import reference_to_dict
from evgraph.links import page_of
from evgraph.messages import Language
from evgraph.model import Reference
from evgraph.rows import Cell, Sheet

if TYPE_CHECKING:
    from evgraph.querying import Answer, Column, Question
    from evgraph.tracing import Step, Trace
    from evgraph.validation import Finding

_REFERENCE_KEYS = [
    "kind",
    "text",
    "start",
    "end",
    "target",
    "iri",
    "confidence",
    "rule",
    "section",
    "footnote",
    "attachment",
    "vergaderjaar",
    "page",
    "article",
    "candidates",
    "explained_by",
    "url",
    "sentence",
]
_REFERENCE_HEADINGS: dict[Language, Sequence[str]] = {
    "nl": [
        "Soort",
        "Tekst",
        "Begin",
        "Einde",
        "Doel",
        "IRI",
        "Zekerheid",
        "Regel",
        "Sectie",
        "Noot",
        "Bijlage",
        "Vergaderjaar",
        "Bladzijde",
        "Artikel",
        "Kandidaten",
        "Toelichting",
        "Bladzijde op het web",
        "Zin",
    ],
    "en": [
        "Kind",
        "Text",
        "Start",
        "End",
        "Target",
        "IRI",
        "Confidence",
        "Rule",
        "Section",
        "Note",
        "Annex",
        "Session",
        "Page",
        "Article",
        "Candidates",
        "Explained",
        "Page on the web",
        "Sentence",
    ],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InContext:
    """A reference with the name of its document and what stands around it in its sentence."""

    document: str
    reference: Reference
    before: str
    behind: str

    def to_dict(self) -> dict[str, Any]:
        """The line of `evgraph refs --format jsonl`."""
        page = page_of(self.reference.target)
        line = reference_to_dict(self.reference) | ({"url": page} if page else {})
        return line | {"sentence": self.before + self.reference.text + self.behind}


def references_sheet(found: Iterable[InContext], language: Language) -> Sheet:
    """References, each with its sentence and the file it stands in."""
    rows: list[list[Cell]] = []
    for find in found:
        values = find.to_dict()
        values["candidates"] = " ".join(values.get("candidates", ())) or None
        rows.append([*(values.get(key) for key in _REFERENCE_KEYS), find.document])
    return Sheet(
        names=(*_REFERENCE_KEYS, "source"),
        headings=(*_REFERENCE_HEADINGS[language], "Bron" if language == "nl" else "Source"),
        rows=rows,
        hidden=frozenset(
            {"iri", "rule", "page", "candidates", "explained_by", "start", "end", "vergaderjaar", "attachment"}
            | {"section", "article", "sentence"}
        ),
    )


def answer_sheet(answer: Answer, language: Language) -> Sheet:
    """An answer; codes are translated for people, machine formats keep them."""
    meta: dict[str, object] = {}
    if answer.question is not None:
        meta["query"] = answer.question.name
        meta["question"] = answer.question.question[language]
        meta["parameters"] = dict(answer.parameters)
    covered = answer.coverage
    meta["coverage"] = {"fiches": covered.fiches, "first": covered.first, "last": covered.last}
    return Sheet(
        names=[column.name for column in answer.columns],
        headings=[column.heading[language] for column in answer.columns],
        rows=[[_typed(cell) for cell in row] for row in answer.rows],
        meta=meta,
        hidden=frozenset(column.name for column in answer.columns if not column.in_table),
    )


def _typed(cell: str | None) -> Cell:
    """Whole numbers become numbers, so that a spreadsheet can add them up."""
    if cell is not None and re.fullmatch(r"0|[1-9][0-9]{0,8}", cell):
        return int(cell)
    return cell


def translated(column: Column, cell: str, language: Language) -> str:
    """A code in the words of the header, any other text as it is."""
    return column.values[cell][language] if cell in column.values else cell


def questions_sheet(questions: Iterable[Question], language: Language) -> Sheet:
    """The questions with their parameters."""
    rows = []
    for question in questions:
        parameters = " ".join(
            f"{p.name}={p.example}" if p.default is None else f"[{p.name}={p.default}]" for p in question.parameters
        )
        rows.append((question.name, question.question[language], parameters, question.about[language]))
    headings = {"nl": ("Naam", "Vraag", "Parameters", "Let op"), "en": ("Name", "Question", "Parameters", "Mind")}
    return Sheet(names=("name", "question", "parameters", "about"), headings=headings[language], rows=rows)


def trace_sheet(trace: Trace, language: Language) -> Sheet:
    """The steps of a trace as an indented list of edges; with a goal, the steps of the paths to it."""
    rows: list[list[Cell]] = []
    for path, steps in enumerate(_walks(trace), start=1):
        parents: dict[int, str] = {}
        for depth, step in steps:
            parents[depth] = step.id
            notes = " ".join(map(str, step.footnotes))
            row: list[Cell] = [depth, parents.get(depth - 1), step.id, step.label, step.kind, step.loaded, notes]
            rows.append([path, *row, step.in_text, step.iri])
    headings: dict[Language, Sequence[str]] = {
        "nl": ("Pad", "Diepte", "Vanaf", "Stuk", "Naam", "Soort", "Geladen", "Noten", "In tekst", "Bron"),
        "en": ("Path", "Depth", "From", "Paper", "Name", "Kind", "Loaded", "Notes", "In text", "Source"),
    }
    sheet = Sheet(
        names=("path", "depth", "from", "id", "label", "kind", "loaded", "footnotes", "in_text", "source"),
        headings=headings[language],
        rows=rows,
    )
    if trace.paths is not None:
        return sheet
    return replace(sheet, names=sheet.names[1:], headings=sheet.headings[1:], rows=[row[1:] for row in rows])


def _walks(trace: Trace) -> Iterable[Iterable[tuple[int, Step]]]:
    return [trace.steps()] if trace.paths is None else [enumerate(path) for path in trace.paths]


def findings_sheet(findings: Iterable[tuple[str, Finding]], language: Language) -> Sheet:
    """Findings of validation, each with its document."""
    headings = {
        "nl": ("Ernst", "Document", "Bevinding", "Waar", "Vorm", "Waarde"),
        "en": ("Severity", "Document", "Finding", "Where", "Shape", "Value"),
    }
    return Sheet(
        names=("severity", "document", "message", "source", "shape", "value"),
        headings=headings[language],
        rows=[(f.severity, name, f.message(language), f.focus, f.shape, f.value) for name, f in findings],
        hidden=frozenset({"source", "value"}),
    )
