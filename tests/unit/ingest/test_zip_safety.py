"""Unpacking: within bounds, in memory, and nothing that leads out of the file."""

from __future__ import annotations

import io
import tracemalloc
from zipfile import ZIP_BZIP2, ZIP_STORED, ZipFile

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.ingest.docx import zip_safety
from evgraph.ingest.docx.zip_safety import open_zip
from tests.unit.ingest.word_files import zipped


def test_parts_are_unpacked_when_asked_for() -> None:
    parts = open_zip("fiche.docx", zipped({"word/a.xml": "<a/>", "b.rels": "<b/>"}))
    assert parts.read("word/a.xml") == b"<a/>"
    assert parts.read("weg.xml") is None
    assert parts.names(lambda part: part.endswith(".rels")) == ["b.rels"]


def test_folders_may_be_written_the_other_way() -> None:
    assert open_zip("fiche.docx", zipped({"word\\a.xml": "<a/>"})).read("word/a.xml") == b"<a/>"


@pytest.mark.parametrize(
    "name", ["../a.xml", "word/../../a.xml", "/etc/passwd", "C:\\a.xml", "word\\..\\..\\a.xml", ".."]
)
def test_names_that_lead_out_are_refused(name: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"fiche\.docx: has a part whose name leads out of the file"):
        open_zip("fiche.docx", zipped({name: "x"}))


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"holds two parts named 'word/a\.xml'"):
        open_zip("fiche.docx", zipped({"word/a.xml": "x", "word\\a.xml": "y"}))


def test_too_many_parts_are_refused_before_they_are_listed() -> None:
    data = zipped({f"word/{number}": "" for number in range(zip_safety.MAX_ENTRIES + 1)}, packing=ZIP_STORED)
    tracemalloc.start()
    with pytest.raises(UnreadableDocument, match="more parts than any Word file"):
        open_zip("fiche.docx", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000


def test_a_bomb_is_stopped_by_what_comes_out_of_it() -> None:
    parts = open_zip("fiche.docx", zipped({"word/document.xml": bytes(200_000_000)}))
    tracemalloc.start()
    with pytest.raises(UnreadableDocument, match=r"unpacks to more than any fiche is \(word/document\.xml\)"):
        parts.read("word/document.xml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * zip_safety.MAX_UNPACKED


def test_parts_together_may_not_be_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_safety, "MAX_UNPACKED", 1000)
    data = zipped({"a": bytes(range(256)) * 3, "b": bytes(range(256)) * 3})
    parts = open_zip("fiche.docx", data)
    assert parts.read("a")
    with pytest.raises(UnreadableDocument, match=r"unpacks to more than any fiche is \(b\)"):
        parts.read("b")


def test_a_part_read_twice_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_safety, "MAX_UNPACKED", 1000)
    parts = open_zip("fiche.docx", zipped({"a": bytes(range(256)) * 3}))
    assert parts.read("a") == parts.read("a")


def test_what_the_directory_claims_is_too_much() -> None:
    data = zipped({"word/media/image1.emf": "x" * 100})
    size = (100).to_bytes(4, "little")
    at = data.index(size, data.index(b"PK\x01\x02") + 24)
    lying = data[:at] + (2_000_000_000).to_bytes(4, "little") + data[at + 4 :]
    with pytest.raises(UnreadableDocument, match="would unpack to more than any fiche"):
        open_zip("fiche.docx", lying)


def test_a_directory_that_claims_too_little_is_found_out() -> None:
    data = zipped({"word/document.xml": "x" * 100_000})
    size = (100_000).to_bytes(4, "little")
    lying = data.replace(size, (100).to_bytes(4, "little"))
    with pytest.raises(UnreadableDocument, match="a broken zip"):
        open_zip("fiche.docx", lying).read("word/document.xml")


def test_a_zip_in_a_zip_stays_packed() -> None:
    inner = zipped({"word/document.xml": bytes(50_000_000)})
    parts = open_zip("fiche.docx", zipped({"word/embeddings/a.docx": inner, "word/a.xml": "<a/>"}))
    assert parts.read("word/a.xml") == b"<a/>"


def test_locked_parts_and_unusual_packing_are_refused() -> None:
    data = zipped({"word/document.xml": "x"})
    at = data.index(b"PK\x01\x02") + 8
    with pytest.raises(UnreadableDocument, match="is locked with a password"):
        open_zip("fiche.docx", data[:at] + b"\x01" + data[at + 1 :])
    with pytest.raises(UnreadableDocument, match="is packed in a way Word does not"):
        open_zip("fiche.docx", zipped({"word/document.xml": "x"}, packing=ZIP_BZIP2))


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9, 0.99])
def test_a_file_that_is_cut_off_is_told(keep: float) -> None:
    data = zipped({"word/document.xml": bytes(range(256)) * 100, "word/b.xml": "x"})
    with pytest.raises(UnreadableDocument, match=r"fiche\.docx: a broken zip .*cut off"):
        open_zip("fiche.docx", data[: int(len(data) * keep)])


def test_a_damaged_part_is_told() -> None:
    data = io.BytesIO()
    with ZipFile(data, "w") as file:
        file.writestr("word/document.xml", "tekst " * 20)
    with pytest.raises(UnreadableDocument, match="a broken zip"):
        open_zip("fiche.docx", data.getvalue().replace(b"tekst", b"tekzt", 1)).read("word/document.xml")
