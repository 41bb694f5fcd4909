"""One fiche in every form gives the same reading, but for what a form cannot hold; docs/forms.md says what that is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from evgraph.ingest import ingest
from evgraph.reading import read_document
from tests.corpus import CASES

ROOT = Path(__file__).parents[1]
TEXT_FORM = CASES / "verordening-verpakkingstoezicht" / "input.txt"
# What stands around the fiche: what some forms have and others cannot hold.
AROUND = (
    "document_number",
    "case_number",
    "dossier",
    "number",
    "title",
    "date",
    "updated",
    "version",
    "signatory",
    "committees",
    "activities",
)
ROWS = re.findall(
    r"^\| [^|]+ \| `(verpakkingstoezicht[\w.-]*)` \| ([^|]*) \|$",
    (ROOT / "docs" / "forms.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def _read(path: Path) -> dict[str, Any]:
    return read_document(ingest(path)).to_dict()


def _inside(reading: dict[str, Any]) -> dict[str, Any]:
    """What every form holds; places are those of the form's own text."""
    return {
        "fiche_number": reading["fiche_number"],
        "general": reading["general"],
        "sections": [(s["id"], s["heading"], s["level"]) for s in reading["sections"]],
        "footnotes": [(n["number"], n["text"], n["section"], n["marker_start"] is None) for n in reading["footnotes"]],
        "issues": [issue["code"] for issue in reading["issues"]],
    }


def test_every_form_is_in_the_table() -> None:
    files = {path.name for path in (ROOT / "tests" / "forms").glob("verpakkingstoezicht*")}
    # The numbered one shows its numbers in its headings; its reading is tested with the reader of Word files.
    assert {name for name, _ in ROWS} == files - {
        "verpakkingstoezicht.metadata.xml",
        "verpakkingstoezicht.alineas.docx",
    }


@pytest.mark.parametrize(("name", "lacking"), ROWS)
def test_a_form_gives_the_same_reading_but_for_what_it_cannot_hold(name: str, lacking: str, tmp_path: Path) -> None:
    alone = Path(shutil.copy(ROOT / "tests" / "forms" / name, tmp_path))
    reading, expected = _read(alone), _read(TEXT_FORM)
    assert _inside(reading) == _inside(expected)
    assert {key for key in AROUND if not reading[key]} == set(re.findall(r"`(\w+)`", lacking))


def test_a_record_beside_a_file_gives_what_the_form_lacks(tmp_path: Path) -> None:
    for name in ("verpakkingstoezicht.docx", "verpakkingstoezicht.metadata.xml"):
        shutil.copy(ROOT / "tests" / "forms" / name, tmp_path)
    reading = _read(tmp_path / "verpakkingstoezicht.docx")
    assert (reading["kamerstuk"], reading["date"]) == ("kst-22112-9901", "2026-04-10")
