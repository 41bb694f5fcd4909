"""PDF as a whole: one fiche printed in two ways, files that are refused, and files that do harm."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.ingest import ingest, ingest_bytes, pdf
from evgraph.ingest.pdf import looks_like_pdf, process
from evgraph.ingest.pdf.glyphs import read_sheets
from evgraph.ingest.text import read_text
from evgraph.messages import explain
from evgraph.model import Document
from evgraph.reading import Reading, read_document
from tests.system.running import REPOSITORY, VERPAKKING
from tests.unit.ingest.pdf_files import Address, Text, bomb, file_of, lines, one_page, pdf_of, stream

FORMS = REPOSITORY / "tests" / "forms"
# As the publisher prints it: hyphens, justified, a table, a running foot; and as a word processor does: ragged,
# fields as paragraphs, "Pagina 2 van 4", numbers of notes that touch their text.
PRINTED = FORMS / "verpakkingstoezicht.pdf"
TYPED = FORMS / "verpakkingstoezicht-word.pdf"
LETTER = pdf_of(lines(60, 760, ["Geachte voorzitter,", "Hierbij ontvangt u een fiche."], lead=30))


def _fiche(text: str) -> list[str]:
    all_lines = text.rstrip("\n").split("\n")
    start = next(index for index, line in enumerate(all_lines) if line.startswith("Fiche 3:"))
    return [line.removesuffix("↩︎") for line in all_lines[start:]]


def _text_form() -> Document:
    return read_text(str(VERPAKKING), VERPAKKING.read_bytes())


@pytest.mark.parametrize("path", [PRINTED, TYPED], ids=lambda path: path.stem)
def test_the_fiche_comes_out_line_by_line(path: Path) -> None:
    document = ingest(path)
    assert _fiche(document.text) == _fiche(_text_form().text)
    assert document.media_type == "application/pdf"
    assert document.issues == ()


@pytest.mark.parametrize("path", [PRINTED, TYPED], ids=lambda path: path.stem)
def test_notes_and_their_markers_are_where_they_are_printed(path: Path) -> None:
    document, wanted = ingest(path), read_document(_text_form()).fiche
    notes = document.layout.notes or ()
    assert [(note.number, document.text[note.start : note.end]) for note in notes] == [
        (note.number, note.text) for note in wanted.footnotes
    ]
    for note, same in zip(notes, wanted.footnotes, strict=True):
        assert note.marker is not None and same.marker is not None
        before = document.text[note.marker.start - 30 : note.marker.end]
        assert before == wanted.document.text[same.marker.start - 30 : same.marker.end]


@pytest.mark.parametrize("path", [PRINTED, TYPED], ids=lambda path: path.stem)
def test_reading_finds_what_it_finds_in_the_text_form(path: Path) -> None:
    found, wanted = (read_document(document) for document in (ingest(path), _text_form()))
    assert _references(found) == _references(wanted)
    assert len(_references(found)) > 20
    a, b = found.to_dict(), wanted.to_dict()
    assert a["general"] == b["general"]
    assert _sections(a) == _sections(b)
    assert _notes(a) == _notes(b)


def _sections(reading: dict[str, Any]) -> list[Any]:
    return [(section["id"], section["heading"], section["level"]) for section in reading["sections"]]


def _notes(reading: dict[str, Any]) -> list[Any]:
    return [(note["number"], note["text"], note["section"]) for note in reading["footnotes"]]


def _references(reading: Reading) -> list[Any]:
    """Those of the fiche; before it each form has a head of its own."""
    start = reading.fiche.sections[0].start
    return [
        (item.kind, item.text, item.target, item.footnote, item.section)
        for item in reading.findings.references
        if item.start >= start
    ]


def test_the_letter_before_the_fiche_is_read_without_its_feet() -> None:
    text = ingest(PRINTED).text
    assert text.split("\n")[3:5] == [
        "22 112 Nieuwe Commissievoorstellen en initiatieven van de lidstaten van de Europese Unie",
        "Nr. 9901 BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN",
    ]
    assert "- Verordening keurmerken voor ingevoerde goederen." in text.split("\n")
    for foot in ("kst-22112", "ISSN", "’s-Gravenhage 2026", "vergaderjaar 2025–2026, 22 112"):
        assert foot not in text
    header = read_document(ingest(PRINTED)).fiche.header
    assert (header.dossier, header.number, header.date) == ("22112", "9901", "2026-04-10")


def test_the_address_under_a_link_is_kept() -> None:
    document = ingest(PRINTED)
    address = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=celex:52026PC0931"
    assert [(document.text[link.start : link.end], link.url) for link in document.layout.links] == [(address, address)]


def test_a_link_that_leads_to_no_web_page_is_refused() -> None:
    over = Text(60, 700, "de bijlage")
    document = ingest_bytes("fiche.pdf", pdf_of([over, Address(over, "file:///etc/passwd")]))
    assert document.layout.links == ()
    (issue,) = document.issues
    assert issue.code == "link-refused" and "file:///etc/passwd" in explain(issue)
    assert document.text[issue.start : issue.end] == "de bijlage"


@pytest.mark.parametrize(
    ("data", "is_pdf"),
    [
        (LETTER, True),
        (b"\r\n\xef\xbb\xbf" + LETTER, True),
        (b"HTTP/1.1 200 OK\r\n\r\n" + LETTER, True),
        (b"Een regel over %PDF-1.7 in een brief.", False),
        (b"x" * 2000 + LETTER, False),
        (b"PK\x03\x04", False),
    ],
)
def test_a_pdf_is_told_by_its_header(data: bytes, is_pdf: bool) -> None:
    assert looks_like_pdf(data) is is_pdf


def _refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        ingest_bytes("fiche.pdf", data)
    assert str(caught.value).startswith("fiche.pdf: ")
    return str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + bytes(range(256)) * 100,
        LETTER[: len(LETTER) // 2],
        file_of([b"<</Type/Catalog>>"]),
        file_of([b"<<" * 100_000]),
    ],
    ids=["garbage", "truncated", "no pages", "deep"],
)
def test_a_broken_file_is_refused(data: bytes) -> None:
    assert "from its source again" in _refusal(data)


def test_an_encrypted_file_is_refused_by_that_name() -> None:
    data = (FORMS / "versleuteld.pdf").read_bytes()
    assert "encrypted. Save it without a password" in _refusal(data)


def test_a_scan_asks_for_ocr() -> None:
    assert "no text layer (a scan?): OCR it first" in _refusal(one_page(stream(b"0 0 100 100 re f")))


def test_pages_without_end_are_refused_by_number() -> None:
    endless = file_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"])
    assert "1000000 pages" in _refusal(endless)


def test_a_page_tree_that_runs_in_a_circle_ends() -> None:
    circle = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 4>>"]
    circle.append(b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 2 0 R]/Count 2>>")
    assert "no text layer" in _refusal(file_of(circle))


def test_a_bomb_ends_its_own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MEGABYTES", 300)
    data = bomb(600)
    assert len(data) < 100_000
    assert "300 MB of memory" in _refusal(data)


def test_too_much_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="more text than any fiche"):
        read_sheets(pdf_of(lines(60, 760, ["Tien woord"])), max_characters=9)
    assert read_sheets(pdf_of(lines(60, 760, ["Tien woord"])), max_characters=10)


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 1)
    heavy = pdf_of(*[lines(60, 780, ["Een regel die lang genoeg is om iets te kosten."] * 55)] * 400)
    assert "takes longer to read than any fiche (1 s)" in _refusal(heavy)


def test_a_process_that_never_answers_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The limit of processor time does not count a process that only waits."""
    sleeper = tmp_path / "sleeper"
    sleeper.write_text("#!/bin/sh\nexec sleep 60\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(pdf, "SECONDS", 1)
    monkeypatch.setattr(sys, "executable", str(sleeper))
    assert "takes longer to read" in _refusal(LETTER)


def test_nothing_in_the_folder_of_the_user_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported')\n")
    monkeypatch.chdir(tmp_path)
    assert ingest_bytes("fiche.pdf", LETTER).text.startswith("Geachte voorzitter,")


def test_no_script_of_a_pdf_is_run() -> None:
    data = LETTER.replace(b"/Catalog/Pages", b"/Catalog/OpenAction<</S/JavaScript/JS(while(1){})>>/Pages")
    assert ingest_bytes("fiche.pdf", data).text.startswith("Geachte voorzitter,")


def test_the_parent_loads_no_pdf_library() -> None:
    code = (
        "import sys, pathlib; from evgraph.ingest import ingest; "
        f"ingest(pathlib.Path({str(TYPED)!r})); print('pypdfium2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_limits_leave_what_is_lower_already(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    set_to: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "getrlimit", lambda what: (0, 7))
    monkeypatch.setattr(resource, "setrlimit", lambda what, limits: set_to.update({what: limits}))
    process.limit(60, 1024)
    assert set_to[resource.RLIMIT_CPU] == (7, 7)
    assert set_to[resource.RLIMIT_CORE] == (0, 7)
