"""One fiche in every form: what each form is held against is its text form."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from evgraph.ingest import ingest
from evgraph.model import Document
from evgraph.reading import Reading, read_document
from tests.system.running import REPOSITORY

FORMS = REPOSITORY / "tests" / "forms"
TEXT_FORM = REPOSITORY / "tests" / "cases" / "verordening-verpakkingstoezicht" / "input.txt"
FIRST_LINE = "Fiche 3: Verordening toezicht op ingevoerde verpakkingen"


def text_form_lines() -> list[str]:
    """All lines of the text form, without the arrows that mark a note there."""
    return [line for line in TEXT_FORM.read_text(encoding="utf-8").replace("↩︎", "").split("\n") if line]


def fiche_lines(lines: list[str]) -> list[str]:
    return lines[lines.index(FIRST_LINE) :]


def notes_with_words(document: Document) -> list[tuple[int, str, str, str]]:
    """Of each note: its number, its text, its marker and the word before that."""
    found = []
    for note in document.layout.notes or ():
        assert note.marker is not None
        word = re.search(r"\S+$", document.text[: note.marker.start])
        marker = document.text[note.marker.start : note.marker.end]
        found.append((note.number, document.text[note.start : note.end], marker, word.group() if word else ""))
    return found


def expected_notes() -> list[tuple[int, str, str, str]]:
    fiche = read_document(ingest(TEXT_FORM)).fiche
    found = []
    for note in fiche.footnotes:
        assert note.marker is not None
        word = re.search(r"\S+$", fiche.document.text[: note.marker.start])
        found.append((note.number, note.text, str(note.number), word.group() if word else ""))
    return found


def comparable(reading: Reading) -> dict[str, Any]:
    """What must be the same in each form; the page around a fiche is no part of it."""
    told = reading.to_dict()
    start = reading.fiche.document.text.index(FIRST_LINE)
    return {
        "general": told["general"],
        "fiche_number": told["fiche_number"],
        "sections": [(section["id"], section["heading"], section["level"]) for section in told["sections"]],
        "footnotes": [(note["number"], note["text"], note["section"]) for note in told["footnotes"]],
        "references": [
            (each.kind, each.text, each.target, each.footnote, each.section)
            for each in reading.findings.references
            if each.start >= start
        ],
    }


def reading_of(path: Path) -> dict[str, Any]:
    return comparable(read_document(ingest(path)))
