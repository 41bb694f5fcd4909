"""What a publisher says of a paper in a file next to it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.identifiers import BASE
from evgraph.ingest import ingest
from evgraph.ingest.beside import read_record
from evgraph.ingest.folders import files_in
from evgraph.pipeline import run
from evgraph.reading import read_document
from evgraph.settings import Settings

DOCX = Path(__file__).parents[2] / "forms" / "verpakkingstoezicht.docx"
RECORD: dict[str, Any] = {
    "format": "evgraph-tk-1",
    "document_number": "2026D99901",
    "case_number": "2026Z99901",
    "cases": ["2026Z99901", "2026Z99902", "no case"],
    "source": {"url": "https://example.org/2026D99901"},
    "dossier": "22112",
    "number": "9901",
    "title": "Fiche: Verordening toezicht op ingevoerde verpakkingen",
    "document_type": "Brief regering",
    "date": "2026-04-10",
    "updated": "2026-04-14T09:05",
    "version": "2",
    "committees": [{"name": "vaste commissie voor Economische Zaken", "role": "Voortouwcommissie"}],
    "activities": [
        {"start": "2026-04-21T16:30", "type": "Procedurevergadering", "title": "Economische Zaken", "body": "TK"}
    ],
    "versions": [{"version": "1", "date": "2026-04-10", "status": "Vrijgegeven"}],
    "commitments": [{"number": "TZ202604-017", "text": "De minister stuurt een brief.", "status": "Openstaand"}],
}


@pytest.fixture
def fetched(tmp_path: Path) -> Path:
    """A folder as `evgraph fetch` leaves it."""
    folder = tmp_path / "fetched"
    folder.mkdir()
    shutil.copy(DOCX, folder / "2026D99901.docx")
    (folder / "2026D99901.tk.json").write_text(json.dumps(RECORD), encoding="utf-8")
    (folder / "manifest.jsonl").write_text("{}\n", encoding="utf-8")
    return folder


def test_the_record_gives_what_the_text_lacks(fetched: Path) -> None:
    reading = read_document(ingest(fetched / "2026D99901.docx")).to_dict()
    assert reading["kamerstuk"] == "kst-22112-9901"
    assert (reading["case_number"], reading["date"], reading["version"]) == ("2026Z99901", "2026-04-10", 2)
    assert reading["committees"] == RECORD["committees"]
    assert reading["activities"] == RECORD["activities"]


def test_records_are_read_with_their_paper_and_not_alone(fetched: Path) -> None:
    assert [path.name for path in files_in([fetched])] == ["2026D99901.docx"]


def test_a_record_without_its_paper_is_named(fetched: Path, tmp_path: Path) -> None:
    (fetched / "2026D99902.tk.json").write_text(json.dumps(RECORD), encoding="utf-8")
    report = run([fetched], settings=Settings(store=tmp_path / "store"))
    assert [refused.path.name for refused in report.refused] == ["2026D99902.tk.json"]
    assert "not beside it" in report.refused[0].reason


def test_committees_versions_and_commitments_are_in_the_graph(fetched: Path, tmp_path: Path) -> None:
    (built,) = run([fetched], settings=Settings(store=tmp_path / "store")).built
    assert not built.violations
    facts = built.lines().decode()
    paper = f"{BASE}id/kamerstuk/22112/9901"
    for expected in (
        f"<{paper}#rol-voortouwcommissie-economische-zaken>",
        f"<{paper}#tekst> <http://www.w3.org/ns/prov#wasRevisionOf> <{paper}#versie-1>",
        f"<{paper}> <https://w3id.org/evgraph/def#hasToezegging> <{paper}#toezegging-tz202604-017>",
        f"<{paper}> <https://w3id.org/evgraph/def#inCase> <{BASE}id/zaak/2026Z99901>",
        f"<{paper}> <https://w3id.org/evgraph/def#inCase> <{BASE}id/zaak/2026Z99902>",
        f"<{paper}#bestand> <http://purl.org/dc/terms/source> <https://example.org/2026D99901>",
    ):
        assert expected in facts


def test_a_record_that_changes_alone_changes_the_graph(fetched: Path, tmp_path: Path) -> None:
    settings = Settings(store=tmp_path / "store")
    run([fetched], settings=settings)
    assert run([fetched], settings=settings).changed is False
    (fetched / "2026D99901.tk.json").write_text(json.dumps({**RECORD, "committees": []}), encoding="utf-8")
    report = run([fetched], settings=settings)
    assert (report.changed, report.skipped) == (True, 0)


def test_the_text_goes_first_and_a_difference_is_told(tmp_path: Path) -> None:
    text = (
        "22 112 Nieuwe Commissievoorstellen en initiatieven\nNr. 9905 BRIEF VAN DE MINISTER\nDen Haag, 10 april 2026\n"
    )
    fiche = (DOCX.parents[1] / "cases" / "mededeling-havens" / "input.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(text + fiche[fiche.index("Fiche 1: Mededeling") :], encoding="utf-8")
    (tmp_path / "a.tk.json").write_text(json.dumps(RECORD), encoding="utf-8")
    reading = read_document(ingest(tmp_path / "a.txt")).to_dict()
    assert reading["kamerstuk"] == "kst-22112-9905"
    assert "record-differs" in [issue["code"] for issue in reading["issues"]]


@pytest.mark.parametrize("data", [b"{}", b"[1]", b"not json", b'{"format": "other"}', b"[" * 100_000])
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"x\.tk\.json"):
        read_record("x.tk.json", data)


@pytest.mark.parametrize("value", [None, 5, [], {}, "x" * 10, ["x"], [{"name": 1}], [[[]]]])
@pytest.mark.parametrize("key", sorted(RECORD.keys() - {"format"}))
def test_a_record_of_odd_values_is_read_for_what_it_says(key: str, value: object) -> None:
    header = read_record("x.tk.json", json.dumps({**RECORD, key: value}).encode())
    assert header.dossier in {"22112", "5", "xxxxxxxxxx", None}
