"""The official publications as a source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evgraph.errors import FetchError
from evgraph.identifiers import Dossier
from tests.harvest.conftest import Fetch
from tests.harvest.koop import Publisher
from tests.harvest.serving import Reply, Served

ALL = ("kst-99112-1", "kst-99112-2", "kst-99112-3")


def test_the_xml_and_the_metadata_of_each_paper_come(
    fetch_koop: Fetch, publisher: Publisher, press: Served, tmp_path: Path
) -> None:
    report = fetch_koop()
    folder = tmp_path / "publications"
    assert (report.new, report.failed) == (ALL, ())
    assert {path.name for path in folder.glob("kst-*")} == {
        f"{name}{ending}" for name in ALL for ending in (".xml", ".metadata.xml")
    }
    assert (folder / "kst-99112-2.metadata.xml").read_bytes() == publisher.files["/frbr/kst-99112-2/1/metadata"].body
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]
    assert rows[0]["url"] == f"{press.address}/frbr/kst-99112-1/1/xml"
    assert rows[0]["licence"] == "https://wetten.overheid.nl/jci1.3:c:BWBR0001886&artikel=15b"
    assert press.times("startRecord=3") == 1
    assert publisher.queries[0] == (
        'c.product-area==officielepublicaties and w.publicatienaam==Kamerstuk and w.dossiernummer=="99112" '
        "not dt.type==Bijlage sortBy dt.date/sort.descending"
    )


def test_the_second_time_only_the_search_is_asked(fetch_koop: Fetch, press: Served) -> None:
    fetch_koop()
    press.asked.clear()
    assert fetch_koop().unchanged == ALL
    assert all(path.startswith("/sru?") for path in press.asked)


def test_a_changed_paper_is_fetched_again(
    fetch_koop: Fetch, publisher: Publisher, press: Served, tmp_path: Path
) -> None:
    fetch_koop()
    publisher.publish(2, words="verbeterd", changed="2026-05-01T09:00:00+02:00")
    publisher.publish(3, changed="2026-05-01T09:00:00+02:00")
    press.asked.clear()
    report = fetch_koop()
    assert (report.updated, report.unchanged) == (("kst-99112-2",), ("kst-99112-1", "kst-99112-3"))
    assert b"verbeterd" in (tmp_path / "publications" / "kst-99112-2.xml").read_bytes()
    assert press.times("304 /frbr/kst-99112-3") == 2


def test_without_xml_another_form_comes(fetch_koop: Fetch, publisher: Publisher, tmp_path: Path) -> None:
    publisher.publish(1, forms=("pdf", "html"))
    publisher.publish(2, forms=("pdf",))
    publisher.publish(3, forms=())
    report = fetch_koop()
    assert (report.new, report.without_file) == (("kst-99112-1", "kst-99112-2"), ("kst-99112-3",))
    assert {path.name for path in (tmp_path / "publications").glob("kst-*")} == {
        "kst-99112-1.html",
        "kst-99112-2.pdf",
    }
    publisher.publish(2, changed="2026-05-01T09:00:00+02:00")
    assert fetch_koop().updated == ("kst-99112-2",)
    assert not (tmp_path / "publications" / "kst-99112-2.pdf").exists()


def test_an_old_identifier_is_named_by_its_numbers(fetch_koop: Fetch, publisher: Publisher) -> None:
    publisher.publish(4, identifier="kst-1160535")
    assert "kst-99112-4" in fetch_koop().new


@pytest.mark.parametrize("identifier", ["../../kst-99112-9", "kst-99112-", "kst-99112-9.xml"])
def test_an_identifier_is_no_path(fetch_koop: Fetch, publisher: Publisher, tmp_path: Path, identifier: str) -> None:
    publisher.publish(9, identifier=identifier)
    # The record's own numbers are good, so that is what the file is called.
    assert "kst-99112-9" in fetch_koop().new
    publisher.records[-1] = publisher.records[-1].replace(">9<", ">../9<")
    report = fetch_koop()
    assert "is no kamerstuk" in report.failed[0].reason
    assert {path.name for path in tmp_path.iterdir()} == {"publications"}


def test_a_paper_that_is_no_more_is_told_once_and_stays(
    fetch_koop: Fetch, publisher: Publisher, tmp_path: Path
) -> None:
    fetch_koop()
    publisher.records.pop()
    assert fetch_koop(since="2026-01-01").withdrawn == ()
    assert fetch_koop().withdrawn == ("kst-99112-3",)
    assert fetch_koop().withdrawn == ()
    assert (tmp_path / "publications" / "kst-99112-3.xml").is_file()


def test_two_records_of_one_number(fetch_koop: Fetch, publisher: Publisher) -> None:
    publisher.publish(2, identifier="kst-1160535")
    assert "another record has this number" in fetch_koop().failed[0].reason


def test_a_record_without_identifier_is_named_and_the_rest_is_read(fetch_koop: Fetch, publisher: Publisher) -> None:
    publisher.records[0] = publisher.records[0].replace("kst-99112-1<", "<").replace("99112;99500", "99500")
    report = fetch_koop()
    assert (report.new, len(report.failed)) == (ALL[1:], 1)
    assert report.failed[0].name == "record 99500 1"


def test_a_date_is_part_of_the_question(fetch_koop: Fetch, publisher: Publisher) -> None:
    fetch_koop(since="2026-01-30")
    assert "and dt.date>=2026-01-30 not dt.type" in publisher.queries[0]


def test_only_so_many_papers(fetch_koop: Fetch, press: Served) -> None:
    report = fetch_koop(limit=2)
    assert (report.new, report.left) == (("kst-99112-1", "kst-99112-2"), ("kst-99112-3",))
    assert press.times("/frbr/") == 4  # Two papers with their metadata.


def test_the_search_may_refuse(fetch_koop: Fetch, publisher: Publisher) -> None:
    publisher.diagnostic = "Unsupported index"
    with pytest.raises(FetchError, match="the search says: Unsupported index; w"):
        fetch_koop()


def test_a_search_that_repeats_itself_is_left(fetch_koop: Fetch, publisher: Publisher, press: Served) -> None:
    publisher.repeats = True
    report = fetch_koop()
    assert (report.new, report.failed[0].name) == (ALL[:2], "search")
    assert "repeats itself" in report.failed[0].reason
    assert press.times("/sru?") == 2


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<html/>", "'html' came instead"),
        (b"<searchRetrieveResponse/>", "does not say how many"),
        (b"<searchRetrieveResponse><numberOfRecords>999999999</numberOfRecords></searchRetrieveResponse>", "cannot be"),
        (b"<searchRetrieveResponse><numberOfRecords>3</numberOfRecords></searchRetrieveResponse>", "repeats itself"),
    ],
)
def test_an_answer_that_is_no_answer(fetch_koop: Fetch, press: Served, body: bytes, told: str) -> None:
    press.trouble = {"/sru": [Reply(body=body)]}
    with pytest.raises(FetchError, match=told):
        fetch_koop()


def test_nothing_published_is_no_failure(fetch_koop: Fetch, publisher: Publisher, press: Served) -> None:
    publisher.records.clear()
    report = fetch_koop()
    assert (report.new, report.failed) == ((), ())


def test_a_file_elsewhere_is_not_fetched(fetch_koop: Fetch, publisher: Publisher) -> None:
    publisher.records = [one.replace("127.0.0.1", "localhost") for one in publisher.records]
    report = fetch_koop()
    assert len(report.failed) == 3
    assert "leads away" in report.failed[0].reason


def test_an_error_page_is_no_paper(fetch_koop: Fetch, press: Served) -> None:
    press.trouble = {"/frbr/kst-99112-1/1/xml": [Reply(body=b"<html>storing</html>")]}
    report = fetch_koop()
    assert report.failed[0].name == "kst-99112-1"
    assert "those of a web page" in report.failed[0].reason
    assert len(report.new) == 2


def test_a_dossier_with_an_addition_is_asked_for_whole() -> None:
    from evgraph.harvest.sru import query_for

    assert 'w.dossiernummer=="21501-20"' in query_for(Dossier(number="21501", addition="20"), None)
