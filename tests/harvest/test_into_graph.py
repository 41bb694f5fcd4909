"""What a harvest brings, as a build takes it up: the two agree on nothing but the files between them."""

from __future__ import annotations

from pathlib import Path

from evgraph.identifiers import BASE
from evgraph.pipeline import BuildReport, run
from evgraph.settings import Settings
from tests.harvest.chamber import Chamber
from tests.harvest.conftest import Fetch
from tests.harvest.koop import Publisher
from tests.harvest.serving import Reply

FORMS = Path(__file__).parents[1] / "forms"
EV = "https://w3id.org/evgraph/def#"


def built_from(folder: Path, store: Path) -> BuildReport:
    return run([folder], settings=Settings(store=store))


def test_a_fetched_fiche_has_its_case_committees_and_commitments_in_the_graph(
    fetch: Fetch, chamber: Chamber, tmp_path: Path
) -> None:
    chamber.paper(1, (FORMS / "verpakkingstoezicht.docx").read_bytes())
    fetch()
    report = built_from(tmp_path / "papers", tmp_path / "store")
    (paper,) = report.built
    # The other paper of this chamber is a PDF of a few bytes.
    assert [refused.path.name for refused in report.refused] == ["2026D00002.pdf"]
    assert (paper.subject, paper.not_understood) == ("kst-99112-1", ())
    facts, iri = paper.lines().decode(), f"{BASE}id/kamerstuk/99112/1"
    for fact in (
        f"<{iri}> <{EV}publishedAs> <{BASE}id/tk-document/2026D00001>",
        f"<{iri}> <{EV}inCase> <{BASE}id/zaak/2026Z00001>",
        f"<{iri}#rol-voortouwcommissie-veren>",
        f"<{iri}#rol-volgcommissie-water>",
        f"<{iri}#activiteit-20260204T1330-commissiedebat>",
        f"<{iri}> <{EV}hasToezegging> <{iri}#toezegging-tz202602-001>",
        f"<{iri}> <{EV}signatory> <{iri}#ondertekenaar>",
    ):
        assert fact in facts


def test_a_withdrawn_paper_leaves_the_graph_and_is_no_error(fetch: Fetch, chamber: Chamber, tmp_path: Path) -> None:
    chamber.paper(1, (FORMS / "verpakkingstoezicht.docx").read_bytes())
    chamber.paper(2, (FORMS / "verpakkingstoezicht.docx").read_bytes())
    fetch()
    assert len(built_from(tmp_path / "papers", tmp_path / "store").built) == 2
    withdrawn = next(entry for entry in chamber.entries if entry.category == "Document" and "2026D00002" in entry.xml)
    chamber.change("Document", withdrawn.id, {"documentNummer": "2026D00002"}, deleted=True)
    fetch()
    report = built_from(tmp_path / "papers", tmp_path / "store")
    assert [one.subject for one in report.built] == ["kst-99112-1"]
    assert [one.subject for one in report.withdrawn] == ["kst-99112-2"]
    assert report.refused == ()


def test_a_fetched_publication_is_read_with_its_metadata(
    fetch_koop: Fetch, publisher: Publisher, tmp_path: Path
) -> None:
    publisher.records.clear()
    publisher.publish(9901)
    for form, name in (("xml", "xml"), ("metadata", "metadata.xml")):
        data = (FORMS / f"verpakkingstoezicht.{name}").read_bytes().replace(b"22112", b"99112")
        publisher.files[f"/frbr/kst-99112-9901/1/{form}"] = Reply(body=data)
    fetch_koop()
    report = built_from(tmp_path / "publications", tmp_path / "store")
    assert report.refused == ()
    assert [(one.version.file_name, one.notes) for one in report.built] == [("kst-99112-9901.xml", 12)]
