from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.ingest import ingest, ingest_bytes
from evgraph.messages import explain

DUTCH = "Financiële consequenties: geen.↩︎\n"
LATIN = "Financiële consequenties: € 5 – “geen”.\r\n"


def _write(folder: Path, data: bytes, name: str = "fiche.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_utf8_is_read_as_it_is(tmp_path: Path) -> None:
    path = _write(tmp_path, DUTCH.encode())
    document = ingest(path)
    assert document.text == DUTCH
    assert document.name == str(path)
    assert document.media_type == "text/plain"
    assert document.byte_size == len(DUTCH.encode())
    assert document.sha256 == hashlib.sha256(DUTCH.encode()).hexdigest()
    assert document.issues == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\f"])
def test_line_ends_are_kept(ending: str) -> None:
    text = f"een{ending}twee{ending}"
    assert ingest_bytes("x", text.encode()).text == text


def test_byte_order_mark_of_utf8_is_no_text() -> None:
    document = ingest_bytes("x", codecs.BOM_UTF8 + DUTCH.encode())
    assert document.text == DUTCH
    assert document.issues == ()


def test_windows_1252_is_read_with_an_issue() -> None:
    document = ingest_bytes("x", LATIN.encode("cp1252"))
    assert document.text == LATIN
    assert [issue.code for issue in document.issues] == ["encoding"]
    assert "Windows-1252" in explain(document.issues[0])


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_wide_encodings_are_read_with_an_issue(encoding: str, mark: bytes) -> None:
    document = ingest_bytes("x", mark + LATIN.encode(encoding))
    assert document.text == LATIN
    assert [issue.code for issue in document.issues] == ["encoding"]


def test_offsets_count_code_points() -> None:
    document = ingest_bytes("x", "🔗 e\u0301én".encode())
    assert document.text[2:] == "e\u0301én"


@pytest.mark.parametrize("data", [b"", b" ", b"\n\n\r\n\t ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u00a0\n".encode()])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"brief\.txt: the file .*Save the fiche again"):
        ingest_bytes("brief.txt", data)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00xl/workbook.xml" * 50, "a zip that is no Word file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary data"),
        (b"\x1f\x8b\x08\x00tekst", "binary data"),
        (bytes(range(256)) * 8, "binary data"),
        (bytes(1000), "binary data"),
    ],
)
def test_binary_files_are_refused_whatever_they_are_called(data: bytes, what: str) -> None:
    with pytest.raises(
        UnreadableDocument,
        match=rf"fiche\.txt: of no form that evgraph reads \({what}\).*save the fiche as one of these",
    ):
        ingest_bytes("fiche.txt", data)


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_bytes_of_no_encoding_are_refused_by_place(byte: int) -> None:
    with pytest.raises(UnreadableDocument, match=r"fiche\.txt: byte 6 is no .*Save the file as UTF-8"):
        ingest_bytes("fiche.txt", b"tekst " + bytes([byte]) + b" meer")


def test_half_a_utf16_character_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"fiche\.txt: byte \d+ is no utf-16.*Save the file as UTF-8"):
        ingest_bytes("fiche.txt", codecs.BOM_UTF16_LE + "tekst".encode("utf-16-le") + b"x")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"weg\.txt: no such file\. Check the path"):
        ingest(tmp_path / "weg.txt")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=rf"{tmp_path.name}: is a folder; .*evgraph build"):
        ingest(tmp_path)


def test_path_through_a_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"cannot be read \(.+\)"):
        ingest(_write(tmp_path, b"x") / "fiche.txt")


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    path = _write(tmp_path, b"x" * (2**20 + 1))
    with pytest.raises(UnreadableDocument, match=r"fiche\.txt: larger than 1 MB.*EVGRAPH_MAX_MB"):
        ingest(path, max_bytes=2**20)


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    assert ingest(_write(tmp_path, b"x" * 100), max_bytes=100).byte_size == 100


def test_the_limit_holds_below_a_megabyte(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"larger than 0\.01 MB"):
        ingest(_write(tmp_path, b"x" * 20_000), max_bytes=10_486)


def test_utf8_with_a_broken_byte_stays_utf8_and_is_named() -> None:
    data = "Financiële gevolgen – één noot↩︎ en ‘nog’ één↩︎".encode() + b"\xff"
    document = ingest_bytes("x.txt", data)
    assert "noot↩︎" in document.text
    assert [issue.code for issue in document.issues] == ["encoding-damaged"]
