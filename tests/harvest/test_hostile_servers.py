"""Servers that are slow, broken, lying or hostile: refused by name, in bounded time and space, the rest still done."""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path

import pytest

from evgraph.errors import FetchError
from tests.harvest.chamber import DOSSIER, PDF, WORD, Chamber, docx, guid
from tests.harvest.conftest import Fetch
from tests.harvest.serving import Reply, Served, serve

FIRST = f"Resources/{guid(0xD0001)}"
BOTH = ("2026D00001", "2026D00002")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("[0-9]*") if path.suffix != ".json")


def test_trouble_that_passes_is_waited_out(fetch: Fetch, served: Served) -> None:
    served.trouble = {
        "category=Zaak&": [Reply(status=500), Reply(status=503)],
        "category=Zaak": [Reply(status=502)],
        FIRST: [Reply(status=504), Reply(status=500)],
    }
    report = fetch()
    assert (report.new, report.failed) == (BOTH, ())
    assert served.times(FIRST) == 3


def test_a_server_may_ask_to_wait(fetch: Fetch, served: Served) -> None:
    served.trouble = {FIRST: [Reply(status=429, headers={"Retry-After": "1"})]}
    started = time.monotonic()
    assert fetch().new == BOTH
    assert time.monotonic() - started >= 1


@pytest.mark.parametrize("wait", ["86400", "Wed, 04 Feb 2099 10:00:00 GMT"])
def test_but_not_for_a_day(fetch: Fetch, served: Served, wait: str) -> None:
    served.trouble = {FIRST: [Reply(status=429, headers={"Retry-After": wait})]}
    report = fetch()
    assert report.new == ("2026D00002",)
    assert "asks to come back in" in report.failed[0].reason


def test_trouble_that_stays_is_told_and_the_rest_is_done(fetch: Fetch, served: Served) -> None:
    served.trouble = {FIRST: [Reply(status=500)] * 5}
    report = fetch()
    assert (report.new, report.exit_code) == (("2026D00002",), 1)
    assert [failure.name for failure in report.failed] == ["2026D00001"]
    assert "the server answered 500, 5 times" in report.failed[0].reason
    assert fetch().new == ("2026D00001",)


def test_a_slow_server_is_given_up(fetch: Fetch, served: Served) -> None:
    served.trouble = {FIRST: [Reply(slow=0.4)] * 5}
    report = fetch(timeout=0.1)
    assert (report.new, report.failed[0].name) == (("2026D00002",), "2026D00001")
    assert "no answer within 0.1 s" in report.failed[0].reason


def test_a_body_that_is_cut_off_is_asked_again(fetch: Fetch, served: Served, tmp_path: Path) -> None:
    whole = docx("eerste")
    cut = Reply(body=whole[:50], length=len(whole), media_type=WORD)
    served.trouble = {FIRST: [cut]}
    assert fetch().new == BOTH
    assert (tmp_path / "papers" / "2026D00001.docx").read_bytes() == whole


def test_a_body_that_is_always_cut_off_is_not_kept(fetch: Fetch, served: Served, tmp_path: Path) -> None:
    served.trouble = {FIRST: [Reply(body=b"PK\x03\x04", length=1000, media_type=WORD)] * 5}
    report = fetch()
    assert [failure.name for failure in report.failed] == ["2026D00001"]
    assert names(tmp_path / "papers") == ["2026D00002.pdf"]
    assert not list((tmp_path / "papers").glob(".evgraph-part*"))


def test_a_body_without_end_is_cut_at_the_limit(fetch: Fetch, served: Served) -> None:
    served.trouble = {FIRST: [Reply(body=docx("eerste"), endless=True, media_type=WORD)]}
    report = fetch(max_bytes=2**18)
    assert (report.new, served.times(FIRST)) == (("2026D00002",), 1)
    assert "larger than 0.25 MB" in report.failed[0].reason


def test_a_body_that_drips_is_given_up(fetch: Fetch, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes in time, the last never does."""
    monkeypatch.setattr("evgraph.harvest.client._SLOWEST", 0.1)
    served.trouble = {FIRST: [Reply(body=docx("eerste"), endless=True, drip=0.01, media_type=WORD)]}
    assert "the answer took more than 0.5 s" in fetch().failed[0].reason


def test_a_length_that_is_too_large_is_believed(fetch: Fetch, served: Served) -> None:
    served.trouble = {FIRST: [Reply(body=b"PK", length=10**12, media_type=WORD)]}
    assert "larger than 1 MB" in fetch().failed[0].reason


def test_a_packed_body_that_unpacks_to_far_more_is_bounded(fetch: Fetch, served: Served) -> None:
    import gzip

    bomb = gzip.compress(b"\0" * 2**27)
    served.trouble = {FIRST: [Reply(body=bomb, headers={"Content-Encoding": "gzip"}, media_type=WORD)]}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "larger than 1 MB" in fetch().failed[0].reason
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 2**17  # kB: 128 MB


LIES = {
    "an error page under the name of a Word file": (
        Reply(body=b"<html>Er ging iets mis.</html>", media_type="text/html"),
        "sent as text/html",
    ),
    "an error page that calls itself a Word file": (
        Reply(body=b"<!doctype html><p>Er ging iets mis.", media_type=WORD),
        "those of a web page",
    ),
    "another form than announced": (Reply(body=b"%PDF-1.7", media_type=PDF), "sent as application/pdf"),
    "bytes of another form": (
        Reply(body=b"%PDF-1.7", media_type="application/octet-stream"),
        "those of a pdf file",
    ),
    "a zip without a text": (Reply(body=b"PK\x03\x04 and more", media_type=WORD), "cut off"),
    "half a Word file": (Reply(body=docx("eerste")[:-30], media_type=WORD), "cut off"),
    "nothing": (Reply(media_type=WORD), "the file is empty"),
}


@pytest.mark.parametrize(("reply", "told"), LIES.values(), ids=LIES.keys())
def test_a_file_is_what_it_was_announced_to_be(
    fetch: Fetch, chamber: Chamber, served: Served, tmp_path: Path, reply: Reply, told: str
) -> None:
    chamber.paper(1, docx("eerste"), size=len(reply.body))
    served.trouble = {FIRST: [reply]}
    report = fetch()
    assert report.failed[0].name == "2026D00001"
    assert told in report.failed[0].reason
    assert names(tmp_path / "papers") == ["2026D00002.pdf"]


def test_a_file_has_the_length_the_chamber_says(fetch: Fetch, chamber: Chamber) -> None:
    chamber.paper(1, docx("eerste"), size=12)
    assert "bytes came, 12 were announced" in fetch().failed[0].reason


def test_a_new_version_that_fails_leaves_the_old(fetch: Fetch, chamber: Chamber, tmp_path: Path) -> None:
    fetch()
    told = (tmp_path / "papers" / "2026D00001.tk.json").read_text()
    chamber.paper(1, b"<html>storing</html>", changed="2026-03-01T00:00:00Z")
    assert fetch().failed[0].name == "2026D00001"
    assert (tmp_path / "papers" / "2026D00001.docx").read_bytes() == docx("eerste")
    assert (tmp_path / "papers" / "2026D00001.tk.json").read_text() == told


def test_a_form_that_is_no_paper_is_not_fetched(fetch: Fetch, chamber: Chamber, served: Served) -> None:
    chamber.paper(1, b"MZ", media_type="application/x-msdownload")
    assert "a file of type 'application/x-msdownload'" in fetch().failed[0].reason
    assert served.times(FIRST) == 0


# Where else an answer may lead.


def test_a_redirect_on_the_same_host_is_followed(fetch: Fetch, served: Served, chamber: Chamber) -> None:
    chamber.files["elders"] = chamber.files[guid(0xD0001)]
    served.trouble = {FIRST: [Reply(status=302, headers={"Location": "/SyncFeed/2.0/Resources/elders"})]}
    assert fetch().new == BOTH
    assert served.times("Resources/elders") == 1


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://localhost:{port}/Resources/x", "leads away from 127.0.0.1"),
        ("http://169.254.169.254/latest/meta-data/", "leads away from 127.0.0.1"),
        ("http://example.org/x", "leads away from 127.0.0.1"),
        ("file:///etc/passwd", "no plain http(s) address"),
        ("ftp://127.0.0.1/x", "no plain http(s) address"),
        ("http://user:secret@127.0.0.1:{port}/x", "no plain http(s) address"),
    ],
)
@pytest.mark.parametrize("by", ["redirect", "enclosure"])
def test_no_answer_leads_elsewhere(
    fetch: Fetch, chamber: Chamber, served: Served, address: str, told: str, by: str
) -> None:
    with serve(lambda path: Reply(body=docx("eerste"), media_type=WORD)) as other:
        address = address.format(port=other.address.rpartition(":")[2])
        if by == "redirect":
            served.trouble = {FIRST: [Reply(status=302, headers={"Location": address})]}
        else:
            chamber.paper(1, docx("eerste"), enclosure=address)
        report = fetch()
        assert not other.asked
    assert report.new == ("2026D00002",)
    assert told in report.failed[0].reason
    assert "secret" not in report.failed[0].reason


def test_what_is_no_address_is_not_asked(fetch: Fetch, chamber: Chamber, served: Served) -> None:
    chamber.paper(1, docx("eerste"), enclosure="http://127.0.0.1:no/x")
    assert "is no address" in fetch().failed[0].reason
    served.trouble = {FIRST: [Reply(status=302, headers={"Location": "http://127.0.0.1:no/x"})] * 5}
    chamber.paper(1, docx("eerste"))
    assert "5 times" in fetch().failed[0].reason


def test_redirects_that_go_round_end(fetch: Fetch, served: Served) -> None:
    round_and_round = Reply(status=302, headers={"Location": f"/SyncFeed/2.0/{FIRST}"})
    served.trouble = {FIRST: [round_and_round] * 50}
    assert "keeps sending us on" in fetch().failed[0].reason
    assert served.times(FIRST) == 6


# The feed itself.


def feed(inside: str) -> Reply:
    return Reply(body=f'<feed xmlns="http://www.w3.org/2005/Atom">{inside}</feed>'.encode())


LAUGHS = (
    b"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><feed>&b;</feed>"""
)
BROKEN = {
    "cut off": (Reply(body=b"<feed><entry>"), "no well-formed XML"),
    "a page of the web": (Reply(body=b"<html><p>Onderhoud</p></html>"), "'html' came instead of a feed"),
    "laughing": (Reply(body=LAUGHS), "DOCTYPE"),
    "laughing in another encoding": (Reply(body=LAUGHS.decode().encode("utf-16")), "DOCTYPE"),
    "reading a file": (
        Reply(body=b'<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed>&x;</feed>'),
        "DOCTYPE",
    ),
    "too deep": (Reply(body=b"<feed>" + b"<a>" * 10_000), "no well-formed XML"),
    "empty": (Reply(), "no well-formed XML"),
    "a loop": (feed('<link rel="next" href="/Feed?category=Zaak&amp;skiptoken=1"/>'), "leads back"),
}


@pytest.mark.parametrize(("reply", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_a_page_that_cannot_be_read_stops_its_category_only(
    fetch: Fetch, served: Served, tmp_path: Path, reply: Reply, told: str
) -> None:
    fetch(limit=1)
    served.trouble = {"category=Zaak&": [reply]}
    report = fetch()
    assert report.new == ("2026D00002",)
    assert report.failed[0].name == "Zaak"
    assert told in report.failed[0].reason
    assert fetch().failed == ()


def test_a_next_page_that_loops_is_left(fetch: Fetch, served: Served, chamber: Chamber) -> None:
    """Also when each page has entries."""
    link = '<link rel="next" href="x?category=Zaak&amp;skiptoken=7"/>'
    entry = f"<entry>{link}<content><zaak id='{guid(5)}'/></content></entry>"
    served.trouble = {"category=Zaak": [feed(entry)] * 2}
    report = fetch()
    assert (report.new, report.failed[0].name) == (BOTH, "Zaak")
    assert served.times("category=Zaak") < 10


def test_a_dossier_list_that_cannot_be_read_is_the_end(fetch: Fetch, served: Served) -> None:
    served.trouble = {"category=Kamerstukdossier": [Reply(body=b"<html/>")]}
    with pytest.raises(FetchError, match="Check EVGRAPH_SYNCFEED"):
        fetch()


def test_an_entry_that_is_odd_is_named_and_the_others_are_read(fetch: Fetch, chamber: Chamber) -> None:
    chamber.put("Document", "een", "<document id='../../x'/>")
    chamber.put("Document", "twee", "<persoon id='x'/>")
    report = fetch()
    assert report.new == BOTH
    assert sorted(failure.reason[:38] for failure in report.failed) == [
        "'../../x' is no id of a document. Repo",
        "the entry 'twee' holds no document. Re",
    ]
    assert fetch().failed == ()


@pytest.mark.parametrize("number", ["../../../etc/evil", "2026D0000A", "..", "", "2026D00001/x"])
def test_a_number_is_no_path(fetch: Fetch, chamber: Chamber, tmp_path: Path, number: str) -> None:
    chamber.paper(6, docx("zes"), document_number=number)
    report = fetch()
    assert report.new == BOTH
    assert "is no document number" in report.failed[0].reason
    assert names(tmp_path / "papers") == ["2026D00001.docx", "2026D00002.pdf"]
    assert {path.name for path in tmp_path.iterdir()} == {"papers"}


def test_two_papers_with_one_number(fetch: Fetch, chamber: Chamber) -> None:
    chamber.paper(6, docx("zes"), document_number="2026D00001", date="2026-01-01")
    for _ in range(2):
        report = fetch()
        assert "another document has this number" in report.failed[0].reason
    assert report.unchanged == BOTH
    chamber.change("Document", guid(0xD0001), deleted=True)
    report = fetch()
    # The number is now that of the other.
    assert (report.updated, report.withdrawn, report.failed) == (("2026D00001",), (), ())


def test_words_of_the_chamber_stay_words(fetch: Fetch, chamber: Chamber, tmp_path: Path) -> None:
    chamber.paper(1, docx("eerste"), title='Fiche "{x}" \\u0000 <b>&amp;')
    fetch()
    told = json.loads((tmp_path / "papers" / "2026D00001.tk.json").read_text())
    assert told["title"] == 'Fiche "{x}" \\u0000 <b>&amp;'


def test_what_does_not_belong_is_not_kept(fetch: Fetch, chamber: Chamber, tmp_path: Path) -> None:
    """The state holds the dossier and a bounded number of actors of others, not the feed."""
    for number in range(300):
        chamber.change("Zaak", guid(0xB0000 + number), {"nummer": f"2025Z{number:05}", "onderwerp": "x" * 1000})
    fetch()
    assert (tmp_path / "papers" / ".evgraph-fetch.sqlite3").stat().st_size < 200_000


def test_an_entity_that_comes_back_as_another_is_refused(fetch: Fetch, served: Served, chamber: Chamber) -> None:
    served.trouble = {f"Entiteiten/{guid(0xA0002)}": [Reply(body=f"<zaak id='{DOSSIER}'/>".encode())]}
    report = fetch()
    assert report.new == BOTH
    assert "another entity came back" in report.failed[0].reason
