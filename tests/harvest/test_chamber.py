"""The Tweede Kamer as a source: what a harvest brings, what the next one does, and how it goes on after a kill."""

from __future__ import annotations

import json
import os
import signal
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import evgraph
from evgraph.errors import FetchError, UsageError
from evgraph.harvest.shelf import Shelf
from evgraph.settings import Settings
from tests.harvest.chamber import DOSSIER, PDF, Chamber, docx, guid, pdf, serve_chamber
from tests.harvest.conftest import Fetch
from tests.harvest.serving import Served
from tests.system.running import Evgraph


class StoppedClock:
    """A clock that stands still, so that the manifest can be compared."""

    def utc(self) -> datetime:
        return datetime(2026, 11, 25, 10, 0, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing to wait for")


def beside(folder: Path, number: str) -> Any:
    return json.loads((folder / f"{number}.tk.json").read_text())


def manifest(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]


def test_the_papers_of_the_dossier_come_with_what_is_told_of_them(fetch: Fetch, served: Served, tmp_path: Path) -> None:
    report = fetch(clock=StoppedClock())
    folder = tmp_path / "papers"
    assert (report.new, report.updated, report.unchanged, report.failed) == (("2026D00001", "2026D00002"), (), (), ())
    assert sorted(path.name for path in folder.iterdir() if not path.name.startswith(".")) == [
        "2026D00001.docx",
        "2026D00001.tk.json",
        "2026D00002.pdf",
        "2026D00002.tk.json",
        "manifest.jsonl",
    ]
    assert (folder / "2026D00001.docx").read_bytes() == docx("eerste")
    assert beside(folder, "2026D00001") == {
        "format": "evgraph-tk-1",
        "document_number": "2026D00001",
        "case_number": "2026Z00001",
        "cases": ["2026Z00001"],
        "dossier": "99112",
        "number": "1",
        "title": "Fiche: Mededeling Veerdiensten",
        "document_type": "Brief regering",
        "date": "2026-01-30",
        "updated": "2026-02-02T10:12",
        "version": "1",
        "signatory": {"name": "A. de Vries", "role": "minister van Veren"},
        "submitter": {"name": "A. de Vries"},
        "committees": [
            {"name": "vaste commissie voor Veren", "role": "Voortouwcommissie"},
            {"name": "vaste commissie voor Water", "role": "Volgcommissie"},
        ],
        "activities": [
            {
                "start": "2026-02-04T13:30",
                "type": "Commissiedebat",
                "title": "Veerraad",
                "body": "vaste commissie voor Veren",
            },
            # Through an item of the agenda; summer time.
            {
                "start": "2026-07-01T14:00",
                "type": "Commissiedebat",
                "title": "Procedures",
                "body": "vaste commissie voor Veren",
            },
        ],
        "versions": [{"version": "1", "date": "2026-02-02", "status": "Vrijgegeven"}],
        "commitments": [
            {
                "number": "TZ202602-001",
                "text": "De minister stuurt een brief.",
                "status": "Openstaand",
                "due": "2026-04-01",
                "ministry": "Veren",
                "activity": "Veerraad",
            }
        ],
        "source": {
            "url": f"{served.address}/SyncFeed/2.0/Resources/{guid(0xD0001)}",
            "retrieved": "2026-11-25T10:00:00Z",
            "licence": "https://creativecommons.org/publicdomain/zero/1.0/",
        },
    }
    row = manifest(folder)[0]
    assert list(row) == "name url retrieved sha256 bytes media_type licence version etag".split()
    assert (row["name"], row["bytes"], row["version"]) == ("2026D00001.docx", len(docx("eerste")), "1")


def test_it_says_who_asks(fetch: Fetch, served: Served) -> None:
    fetch()
    agent = served.headers[0]["user-agent"]
    assert agent == f"evgraph/{evgraph.__version__} (https://w3id.org/evgraph/)"


def test_the_second_time_nothing_is_downloaded(fetch: Fetch, served: Served, tmp_path: Path) -> None:
    fetch()
    before = {path.name: path.read_bytes() for path in (tmp_path / "papers").iterdir() if path.suffix != ".sqlite3"}
    fetch()  # Learns what the server says of the end of each category.
    served.asked.clear()
    report = fetch()
    assert (report.new, report.unchanged) == ((), ("2026D00001", "2026D00002"))
    assert len(served.asked) == 8  # The end of each category, asked whether it changed.
    assert all(path.startswith("304 ") for path in served.asked)
    assert before == {
        path.name: path.read_bytes() for path in (tmp_path / "papers").iterdir() if path.suffix != ".sqlite3"
    }


def test_a_new_version_replaces_the_file_and_the_manifest_keeps_both(
    fetch: Fetch, chamber: Chamber, tmp_path: Path
) -> None:
    fetch()
    chamber.paper(1, docx("eerste, verbeterd"), changed="2026-02-09T08:00:00Z")
    chamber.change(
        "DocumentVersie", guid(0xDE02), {"versienummer": "2", "status": "Vrijgegeven"}, [("document", guid(0xD0001))]
    )
    report = fetch()
    folder = tmp_path / "papers"
    assert (report.new, report.updated, report.unchanged) == ((), ("2026D00001",), ("2026D00002",))
    assert (folder / "2026D00001.docx").read_bytes() == docx("eerste, verbeterd")
    assert [row["version"] for row in manifest(folder) if row["name"] == "2026D00001.docx"] == ["1", "2"]
    assert (beside(folder, "2026D00001")["version"], beside(folder, "2026D00001")["updated"]) == (
        "2",
        "2026-02-09T09:00",
    )


def test_a_new_form_takes_the_place_of_the_old(fetch: Fetch, chamber: Chamber, tmp_path: Path) -> None:
    fetch()
    chamber.paper(1, pdf("eerste"), media_type=PDF)
    assert fetch().updated == ("2026D00001",)
    assert sorted(path.suffix for path in (tmp_path / "papers").glob("2026D00001.*")) == [".json", ".pdf"]
    assert fetch().unchanged == ("2026D00001", "2026D00002")


def test_new_data_about_the_same_file_is_an_update_that_downloads_nothing(
    fetch: Fetch, chamber: Chamber, served: Served, tmp_path: Path
) -> None:
    fetch()
    chamber.paper(1, docx("eerste"), title="Fiche: Mededeling Veren", changed="2026-02-03T08:00:00Z")
    served.asked.clear()
    assert fetch().updated == ("2026D00001",)
    assert [path[:4] for path in served.asked if "/Resources/" in path] == ["304 "]
    assert beside(tmp_path / "papers", "2026D00001")["title"] == "Fiche: Mededeling Veren"
    assert len(manifest(tmp_path / "papers")) == 2


def test_a_withdrawn_paper_stays_and_is_marked(fetch: Fetch, chamber: Chamber, tmp_path: Path) -> None:
    fetch()
    chamber.change("Document", guid(0xD0001), deleted=True, changed="2026-03-01T08:00:00Z")
    assert fetch().withdrawn == ("2026D00001",)
    told = beside(tmp_path / "papers", "2026D00001")
    assert (told["deleted"], told["number"], told["updated"]) == (True, "1", "2026-03-01T09:00")
    assert (tmp_path / "papers" / "2026D00001.docx").is_file()
    assert fetch().withdrawn == ()


def test_a_paper_that_moved_to_another_dossier_is_told_so(fetch: Fetch, chamber: Chamber, tmp_path: Path) -> None:
    fetch()
    chamber.paper(1, docx("eerste"), dossier=guid(20))
    assert fetch().withdrawn == ("2026D00001",)
    assert not {"dossier", "number", "deleted"} & set(beside(tmp_path / "papers", "2026D00001"))


def test_a_paper_withdrawn_before_it_was_fetched_is_nothing(fetch: Fetch, chamber: Chamber) -> None:
    chamber.change("Document", guid(0xD0002), deleted=True)
    report = fetch()
    assert (report.new, report.withdrawn, report.failed) == (("2026D00001",), (), ())


def test_actors_that_came_before_their_paper_was_in_the_dossier_are_not_lost(
    fetch: Fetch, chamber: Chamber, tmp_path: Path
) -> None:
    chamber.paper(7, docx("zeven"), dossier=guid(20))
    chamber.change("Zaak", guid(0xA0007), {"nummer": "2026Z00007"})
    relation = {"relatie": "Eerste ondertekenaar", "actorNaam": "B. Jansen", "functie": "minister van Sluizen"}
    chamber.change("DocumentActor", guid(0xAC77), relation, [("document", guid(0xD0007))])
    fetch()
    chamber.paper(7, docx("zeven"))
    assert fetch().new == ("2026D00007",)
    told = beside(tmp_path / "papers", "2026D00007")
    # The case was in the feed before it was wanted: it is asked for by its id.
    assert (told["signatory"]["name"], told["case_number"]) == ("B. Jansen", "2026Z00007")


def test_what_is_gone_is_asked_for_once(fetch: Fetch, served: Served) -> None:
    fetch()
    missing = f"Entiteiten/{guid(0xA0002)}"
    assert served.times(missing) == 1
    fetch()
    assert served.times(missing) == 1


def test_only_papers_since_a_date(fetch: Fetch, served: Served) -> None:
    assert fetch(since="2026-01-01").new == ("2026D00001",)
    assert served.times(f"Resources/{guid(0xD0002)}") == 0
    assert fetch().new == ("2026D00002",)


def test_with_a_date_the_feed_is_read_from_there(fetch: Fetch, served: Served, chamber: Chamber) -> None:
    there, chamber.entries = chamber.entries, []
    for number in range(400):
        chamber.token += 100
        chamber.paper(1000 + number, docx("oud"), date="2012-01-01", changed="2012-01-02T00:00:00Z", dossier=guid(20))
    for entry in there:
        chamber.put(entry.category, entry.id, entry.xml, enclosure=entry.enclosure, updated=entry.updated)
    chamber.token += 30_000
    chamber.paper(9, docx("negen"), date="2026-06-01", changed="2026-06-02T00:00:00Z")
    served.asked.clear()
    report = fetch(since="2026-06-01")
    assert (report.new, report.failed) == (("2026D00009",), ())
    # To find the place and to read from there; from the beginning it would be some 140 pages.
    assert served.times("category=Document&") < 20
    # Later an earlier date: the feed is read from before that.
    assert fetch(since="2026-01-01").new == ("2026D00001",)
    assert fetch().new == ("2026D00002",)
    assert served.times("category=Document&") > 100


def test_only_so_many_papers_the_latest_first(fetch: Fetch) -> None:
    report = fetch(limit=1)
    assert (report.new, report.left) == (("2026D00001",), ("2026D00002",))
    report = fetch(limit=1)
    assert (report.new, report.unchanged, report.left) == (("2026D00002",), ("2026D00001",), ())


def test_a_feed_whose_entries_alone_say_what_is_next(fetch: Fetch, chamber: Chamber) -> None:
    chamber.links = False
    assert fetch().new == ("2026D00001", "2026D00002")
    assert fetch().unchanged == ("2026D00001", "2026D00002")


def test_a_paper_without_a_file_is_told_of(fetch: Fetch, chamber: Chamber) -> None:
    chamber.change("Document", guid(0xD0004), {"documentNummer": "2026D00004"}, [("kamerstukdossier", DOSSIER)])
    report = fetch()
    assert (report.without_file, report.failed) == (("2026D00004",), ())


def test_a_file_that_was_damaged_here_is_fetched_again(fetch: Fetch, tmp_path: Path) -> None:
    fetch()
    (tmp_path / "papers" / "2026D00001.docx").write_bytes(b"half")
    (tmp_path / "papers" / "2026D00002.pdf").unlink()
    assert fetch().updated == ("2026D00001", "2026D00002")
    assert (tmp_path / "papers" / "2026D00001.docx").read_bytes() == docx("eerste")


def test_without_its_state_a_harvest_asks_what_changed_by_its_manifest(
    fetch: Fetch, served: Served, tmp_path: Path
) -> None:
    fetch()
    rows = manifest(tmp_path / "papers")
    (tmp_path / "papers" / ".evgraph-fetch.sqlite3").unlink()
    served.asked.clear()
    assert fetch().unchanged == ("2026D00001", "2026D00002")
    assert [path[:4] for path in served.asked if "/Resources/" in path] == ["304 ", "304 "]
    assert manifest(tmp_path / "papers") == rows


def test_a_server_that_is_gone_is_told(chamber: Chamber, tmp_path: Path) -> None:
    with serve_chamber(chamber) as served:
        settings = Settings(syncfeed=f"{served.address}/SyncFeed/2.0", fetch_delay=0)
        evgraph.fetch("99112", output=tmp_path, settings=settings, limit=1)
    with pytest.raises(FetchError, match="cannot be reached"):
        evgraph.fetch("99112", output=tmp_path, settings=settings)
    assert (tmp_path / "2026D00001.docx").is_file()


def test_both_sources_in_one_folder(fetch: Fetch, fetch_koop: Fetch, tmp_path: Path) -> None:
    fetch()
    assert len(fetch_koop(output=tmp_path / "papers").new) == 3
    assert fetch().unchanged == ("2026D00001", "2026D00002")
    assert len(manifest(tmp_path / "papers")) == 8


def test_a_manifest_that_is_none(fetch: Fetch, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "manifest.jsonl").write_text("geen rij\n")
    with pytest.raises(FetchError, match=r"manifest.jsonl: line 1 is no row"):
        fetch()


def test_a_folder_that_cannot_be_made(fetch: Fetch, tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("a file")
    with pytest.raises(FetchError, match="cannot be written"):
        fetch()


def test_a_state_that_is_none(fetch: Fetch, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / ".evgraph-fetch.sqlite3").write_bytes(b"no data base at all" * 100)
    with pytest.raises(FetchError, match="Remove the file"):
        fetch()


def test_a_folder_holds_one_dossier(fetch: Fetch) -> None:
    fetch()
    with pytest.raises(UsageError, match="holds dossier 99112"):
        fetch("99001")


def test_a_dossier_that_is_not_there(fetch: Fetch) -> None:
    with pytest.raises(FetchError, match=r"Dossier 99999 is not in the feed"):
        fetch("99999")


@pytest.mark.parametrize("number", ["", "../22112", "2211", "22112-4239", "22112;rm"])
def test_what_is_no_dossier_number_is_refused_before_anything_is_asked(
    fetch: Fetch, served: Served, number: str
) -> None:
    with pytest.raises(UsageError, match="write 22112"):
        fetch(number)
    assert not served.asked


def test_an_addition_belongs_to_the_dossier(fetch: Fetch, chamber: Chamber) -> None:
    chamber.change("Kamerstukdossier", guid(31), {"nummer": "21501"})
    chamber.change("Kamerstukdossier", guid(32), {"nummer": "21501", "toevoeging": "20"})
    chamber.paper(8, docx("acht"), dossier=guid(32))
    chamber.paper(9, docx("negen"), dossier=guid(31))
    assert fetch("21501-20").new == ("2026D00008",)


def test_two_harvests_in_one_folder_do_not_mix(fetch: Fetch, tmp_path: Path) -> None:
    fetch()
    with Shelf(tmp_path / "papers"), pytest.raises(FetchError, match="another evgraph fetch"):
        fetch()
    assert fetch().failed == ()


# The command.


def environment(served: Served) -> dict[str, str]:
    return {"EVGRAPH_SYNCFEED": f"{served.address}/SyncFeed/2.0", "EVGRAPH_FETCH_DELAY": "0", "EVGRAPH_LANG": "en"}


@pytest.fixture
def command(tmp_path: Path) -> Evgraph:
    return Evgraph(folder=tmp_path)


def test_the_command_says_what_it_did(command: Evgraph, served: Served, chamber: Chamber) -> None:
    out = command.ok("fetch", "--dossier", "99 112", **environment(served))
    assert out.splitlines() == [
        "2 new · 0 updated · 0 unchanged · 0 failed",
        "The papers are in data/fetched/99112.",
        "Next: evgraph build data/fetched/99112",
    ]
    chamber.paper(2, b"<html>storing</html>", media_type=PDF, changed="2026-02-09T08:00:00Z")
    chamber.change("Document", guid(0xD0001), deleted=True)
    done = command("fetch", "--dossier", "99112", stdin=b"", **environment(served))
    assert (done.code, done.out.splitlines()[:2]) == (
        1,
        ["0 new · 0 updated · 0 unchanged · 1 withdrawn · 1 failed", "withdrawn: 2026D00001"],
    )
    assert "2026D00002.pdf: announced as pdf, but its bytes are those of a web page" in done.err
    assert not command("fetch", "--dossier", "99112", "--quiet", stdin=b"", **environment(served)).out


def test_the_command_shows_how_far_it_is(command: Evgraph, served: Served) -> None:
    shown = command.in_terminal("fetch", "--dossier", "99112", **environment(served))
    assert shown.code == 0
    assert "files 2/2" in shown.out


def test_progress_tells_every_step(fetch: Fetch) -> None:
    told: list[tuple[str, int, int | None]] = []
    fetch(progress=lambda *step: told.append(step))
    assert told[:2] == [("Kamerstukdossier", 3, None), ("Kamerstukdossier", 6, None)]
    assert ("Document", 3, None) in told
    assert told[-1] == ("files", 2, 2)


def test_wrong_usage_and_nothing_reached_are_exit_code_2(command: Evgraph, served: Served) -> None:
    known = environment(served)
    assert command("fetch", stdin=b"", **known).code == 2
    assert command("fetch", "--dossier", "99999", stdin=b"", **known).refused_with("not in the feed")
    assert command("fetch", "--dossier", "abc", stdin=b"", **known).refused_with("no number of a dossier")
    assert command("fetch", "--dossier", "99112", "--since", "gisteren", stdin=b"", **known).code == 2
    # A port on which nobody listens.
    nobody = {**known, "EVGRAPH_SYNCFEED": "http://127.0.0.1:9/SyncFeed/2.0"}
    assert command("fetch", "--dossier", "99112", stdin=b"", **nobody).refused_with("cannot be reached")


@pytest.mark.parametrize("requests", [1, 2, 5, 9, 12, 13])
def test_a_harvest_that_is_killed_goes_on_and_fetches_nothing_again(
    command: Evgraph, served: Served, requests: int
) -> None:
    """Killed while the nth request is not yet answered: all before it need not be asked again."""

    def kill(path: str) -> None:
        if len(served.asked) == requests:
            os.kill(process.pid, signal.SIGKILL)

    served.before = kill
    with command.start("fetch", "--dossier", "99112", "--quiet", **environment(served)) as process:
        process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    answered = set(served.asked[:requests])
    served.before = lambda path: None
    served.asked.clear()
    command.ok("fetch", "--dossier", "99112", **environment(served))
    again = {path for path in served.asked if "Resources" in path or "skiptoken" not in path} & answered
    assert not again
    folder = command.folder / "data" / "fetched" / "99112"
    assert {row["name"] for row in manifest(folder)} == {"2026D00001.docx", "2026D00002.pdf"}
    assert beside(folder, "2026D00001")["signatory"]["name"] == "A. de Vries"
    assert not list(folder.glob(".evgraph-part*"))


def test_a_kill_between_the_file_and_its_row_is_mended(fetch: Fetch, tmp_path: Path, served: Served) -> None:
    fetch()
    folder = tmp_path / "papers"
    whole = (folder / "manifest.jsonl").read_text()
    # As if it stopped just before the file was swapped in and its row written.
    (folder / "2026D00001.docx").rename(folder / ".evgraph-part-2026D00001.docx")
    (folder / "manifest.jsonl").write_text(whole.splitlines(keepends=True)[1])
    (folder / ".evgraph-part-2026D00009.docx").write_bytes(b"half")
    served.asked.clear()
    assert fetch().unchanged == ("2026D00001", "2026D00002")
    assert served.times("Resources") == 0
    assert (folder / "manifest.jsonl").read_text() == whole
    assert not list(folder.glob(".evgraph-part*"))


def test_the_settings_are_checked() -> None:
    for name, value in {
        "EVGRAPH_SYNCFEED": "file:///etc",
        "EVGRAPH_SRU": "https://user@example.org/",
        "EVGRAPH_CONTACT": "me\r\nX-Evil: 1",
        "EVGRAPH_FETCH_DELAY": "-1",
    }.items():
        with pytest.raises(UsageError, match=name):
            Settings.from_environment({name: value})
    assert Settings.from_environment({"EVGRAPH_FETCH_DELAY": "0.25"}).fetch_delay == 0.25
