"""Enriching a built store from a real SPARQL server, and from one that is slow, broken or lying."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

import evgraph
from evgraph.checking import validate_store
from evgraph.enrichment import Asking, EnrichReport, cache_of, cached_quads, enrich_store
from evgraph.enrichment import run as enrichment_run
from evgraph.enrichment.cache import cached_answer
from evgraph.enrichment.cellar import Reading, query_for, read_rows
from evgraph.enrichment.endpoint import Endpoint, Patience
from evgraph.enrichment.wanted import graph_name
from evgraph.errors import SourceError, StoreError, UsageError
from evgraph.identifiers import Celex
from evgraph.pipeline import run
from evgraph.querying import ask, find_question
from evgraph.settings import Settings
from evgraph.store import EmbeddedStore, RemoteStore, Rows, replace_graph
from tests.cellar import misbehaving_server, oxigraph_server
from tests.system.running import HAVENS, SAMPLE

TODAY = date(2026, 11, 27)
# Long enough for an answer of this machine, short enough to wait for none.
HASTY = Patience(seconds=0.6, attempts=2, pause=0.01)
STEADY = Patience(seconds=30, attempts=2, pause=0.01)
EVERYTHING = "SELECT ?celex ?work ?fact ?value ?language WHERE { VALUES ?celex { 1 } }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph_server(tmp_path_factory.mktemp("cellar")) as address:
        yield address


@pytest.fixture(scope="module")
def two_fiches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that knows COM(2026)931 by its number only: the fiche that links to it is left out."""
    store = tmp_path_factory.mktemp("two")
    run([SAMPLE, HAVENS], settings=Settings(store=store))
    return store


@pytest.fixture(scope="module")
def enriched(two_fiches: Path, server: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[EnrichReport, Settings]:
    """The store after one run against the real server; only for reading."""
    store = tmp_path_factory.mktemp("enriched") / "store"
    shutil.copytree(two_fiches, store)
    settings = Settings(store=store, cellar=server)
    return enrich_store(settings, Asking(day=TODAY)), settings


@pytest.fixture
def settings(two_fiches: Path, tmp_path: Path) -> Settings:
    """A store of one's own, not enriched."""
    shutil.copytree(two_fiches, tmp_path / "store")
    return Settings(store=tmp_path / "store")


def _graph(settings: Settings) -> set[Quad]:
    name = NamedNode(graph_name(settings.base))
    return {quad for quad in EmbeddedStore.open(settings.store).quads() if quad.graph_name == name}


def test_a_run_says_what_it_asked_and_found(enriched: tuple[EnrichReport, Settings]) -> None:
    report, settings = enriched
    assert report.asked == report.known + report.unknown == len(list(cache_of(settings.store).glob("*.json")))
    assert report.asked > 200
    # Six acts, COM(2026)931 once, COM(2026)16 twice.
    assert report.known == 9
    assert (report.failed, report.cached, report.ignored, report.faults) == (0, 0, 0, ())
    assert (report.changed, report.exit_code) == (True, 0)
    assert set(report.left_out) == {"based-on", "date", "in-force", "title-en", "title-nl", "type"}


def test_the_number_that_cellar_knows_settles_it_and_two_leave_it_open(
    enriched: tuple[EnrichReport, Settings],
) -> None:
    report, settings = enriched
    assert (report.settled, report.still_open) == (1, 1)
    store = EmbeddedStore.open(settings.store)
    links = store.select(
        """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?number ?link WHERE { VALUES ?number { "COM(2026)931" "COM(2026)16" }
          ?document dcterms:identifier ?number ; rdfs:seeAlso ?link }"""
    ).rows
    assert [(str(number), str(link)) for number, link in links] == [
        ('"COM(2026)931"', "<http://publications.europa.eu/resource/celex/52026PC0931>")
    ]
    assert not store.ask(
        """PREFIX eli: <http://data.europa.eu/eli/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        ASK { ?document dcterms:identifier "COM(2026)16" ; eli:date_document ?date }"""
    )


ANSWER = {
    "31996R2271": (None, None, None, None, None, None, "unknown"),
    "32014L0024": (None, None, None, None, None, None, "unknown"),
    "32019R0452": ("Regulation on screening, made up title", "2019-03-19", "REG", "notInForce", None, None, "known"),
    "32019R0881": (None, None, None, None, None, None, "unknown"),
    "32021R0821": (None, "2021-05-20", "REG", None, None, None, "known"),
    "32022L2555": (
        "Richtlijn over beveiliging van netwerken, verzonnen titel",
        "2022-12-14",
        "DIR",
        "inForce",
        "12016E114 32014R0910",
        "2020/0359(COD)",
        "known",
    ),
    "32022L2557": (None, None, "DIR", None, None, None, "known"),
    "32022R2560": (None, None, None, None, None, None, "unknown"),
    "32024R2747": (None, None, None, None, None, None, "unknown"),
    "COM(2025)945": (None, None, None, None, None, None, "unknown"),
    "JOIN(2023)20": (None, None, None, None, None, None, "unknown"),
    "JOIN(2025)977": (None, None, None, None, None, None, "unknown"),
}
_COLUMNS = ("title", "date", "kinds", "force", "bases", "procedures", "status")


def test_the_question_about_titles_has_them_now(enriched: tuple[EnrichReport, Settings]) -> None:
    answer = evgraph.query("acts-with-titles", {"fiche": "kst-22112-4239"}, settings=enriched[1])
    rows = answer.to_dicts()
    assert {row["document"]: tuple(row[name] or None for name in _COLUMNS) for row in rows} == ANSWER
    assert {row["asked_on"] for row in rows} == {"2026-11-27"}


def test_titles_come_in_the_language_asked_for(enriched: tuple[EnrichReport, Settings]) -> None:
    question = find_question("acts-with-titles")
    assert question is not None
    store = EmbeddedStore.open(enriched[1].store)
    rows = ask(store, question, {"fiche": "kst-22112-4239"}, language="en").to_dicts()
    titles = {row["document"]: row["title"] for row in rows}
    assert titles["32022L2555"] == "Directive on the security of networks, made up title"


def test_a_document_that_is_settled_has_its_title_and_its_procedure(enriched: tuple[EnrichReport, Settings]) -> None:
    rows = evgraph.query("acts-with-titles", {"fiche": "kst-22112-9902"}, settings=enriched[1]).to_dicts()
    [proposal] = [row for row in rows if row["document"] == "COM(2026)931"]
    assert proposal["title"] == "Voorstel voor een verordening over verpakkingstoezicht"
    assert (proposal["kinds"], proposal["bases"], proposal["procedures"]) == ("PROP_REG", "12016E114", "2020/0359(COD)")


def test_the_store_stays_valid(enriched: tuple[EnrichReport, Settings]) -> None:
    findings = validate_store(enriched[1])
    assert not [finding for finding in findings if finding[1].severity == "Violation"]
    assert not [finding for finding in findings if finding[0] == "enrich/cellar"]


def test_the_other_graphs_are_as_they_were(enriched: tuple[EnrichReport, Settings], two_fiches: Path) -> None:
    before = set(EmbeddedStore.open(two_fiches).quads())
    after = set(EmbeddedStore.open(enriched[1].store).quads())
    assert before == after - _graph(enriched[1])


def test_a_second_run_asks_nothing_and_changes_nothing(server: str, settings: Settings) -> None:
    with misbehaving_server() as cellar:
        settings = replace(settings, cellar=cellar.address)
        first = enrich_store(settings, Asking(day=TODAY))
        asked = len(cellar.asked)
        graph = _graph(settings)
        second = enrich_store(settings, Asking(day=date(2026, 12, 1)))
        assert len(cellar.asked) == asked
    assert (second.asked, second.cached, second.changed) == (0, first.asked, False)
    assert (second.known, second.unknown) == (first.known, first.unknown)
    assert _graph(settings) == graph


def test_another_endpoint_is_asked_anew_and_named_as_source(
    enriched: tuple[EnrichReport, Settings], settings: Settings
) -> None:
    shutil.copytree(cache_of(enriched[1].store), cache_of(settings.store))
    with misbehaving_server() as cellar:
        report = enrich_store(replace(settings, cellar=cellar.address), Asking(day=TODAY, limit=10))
        assert (report.asked, report.cached) == (10, 0)
        sources = {str(q.object) for q in _graph(settings) if q.predicate.value == "http://purl.org/dc/terms/source"}
    assert sources == {f"<{cellar.address}>", f"<{enriched[1].cellar}>"}


def test_what_is_old_is_asked_again_and_refresh_asks_all(settings: Settings) -> None:
    with misbehaving_server() as cellar:
        settings = replace(settings, cellar=cellar.address)
        first = enrich_store(settings, Asking(day=TODAY, limit=30))
        assert first.asked == 30
        assert enrich_store(settings, Asking(day=date(2026, 12, 7), max_age=10, limit=30)).cached == 30
        # Of the sixty the first thirty have become too old now.
        later = enrich_store(settings, Asking(day=date(2026, 12, 8), max_age=10))
        assert later.cached == 30
        assert enrich_store(settings, Asking(day=date(2026, 12, 9))).asked == 0
        cellar.asked.clear()
        again = enrich_store(settings, Asking(day=date(2026, 12, 9), refresh=True, limit=5))
        assert (again.asked, len(cellar.asked)) == (5, 1)


def test_a_build_takes_the_graph_over_from_the_cache(enriched: tuple[EnrichReport, Settings], tmp_path: Path) -> None:
    """What the pipeline does: the quads of the new build, and the cache."""
    store = tmp_path / "store"
    shutil.copytree(enriched[1].store, store)
    settings = Settings(store=store)
    run([SAMPLE, HAVENS], settings=settings)
    fresh = [quad for quad in EmbeddedStore.open(store).quads() if quad.graph_name != NamedNode(graph_name())]
    assert set(cached_quads(cache_of(store), fresh)) == _graph(enriched[1]) == _graph(settings)
    run([SAMPLE], settings=settings)
    fresh = list(EmbeddedStore.open(store).quads())
    carried = set(cached_quads(cache_of(store), fresh))
    assert carried == _graph(settings) < _graph(enriched[1])
    assert "COM-2026-931" not in str(carried)


def test_a_remote_store_answers_the_question_in_the_same_way(
    enriched: tuple[EnrichReport, Settings], tmp_path: Path
) -> None:
    """The enriched graph on another server, loaded as docs/remote.md says."""
    question = find_question("acts-with-titles")
    assert question is not None
    graph = tmp_path / "graph.nq"
    generation = (enriched[1].store / "CURRENT").read_text(encoding="ascii").strip()
    shutil.copy(enriched[1].store / "generations" / generation / "graph.nq", graph)
    with oxigraph_server(tmp_path, graph) as address:
        remote = ask(RemoteStore(address), question, {"fiche": "kst-22112-4239"})
    local = ask(EmbeddedStore.open(enriched[1].store), question, {"fiche": "kst-22112-4239"})
    assert sorted(map(str, remote.to_dicts())) == sorted(map(str, local.to_dicts()))


# What is said of an answer that cannot be used; each is tried a second time.
BROKEN = {
    "page": "did not answer with rows in SPARQL JSON; it begins with '<!DOCTYPE html>'",
    "complaint": "it begins with 'Virtuoso 42000 Error The estimated execution time",
    "complaint 500": "refused with status 500 .Virtuoso 42000 Error",
    "busy": "refused with status 503",
    "truncated": "did not answer with rows in SPARQL JSON",
    "cut off": "did not answer with rows in SPARQL JSON",
    "no results": "did not answer with rows in SPARQL JSON",
    "yes": "did not answer with rows",
    "no rows": "does not know 32016R0679 in full",
    "without witness": "does not know 32016R0679 in full",
    "partial": "answered in part only",
    "most rows": "answered in part only",
    "silent": "no (?:whole )?answer",
    "drip": "no whole answer within 0.6 s",
}


def _read(address: str, behaviour: str) -> Reading:
    patience = HASTY if behaviour in {"silent", "drip"} else STEADY
    asked = [Celex(number="32022L2555")]
    read = partial(read_rows, asked=asked, endpoint=address, retrieved="2026-11-27")
    return Endpoint(address, patience=patience).ask(query_for(asked), read)


@pytest.mark.parametrize("behaviour", BROKEN)
def test_a_broken_answer_is_named_and_tried_again(behaviour: str) -> None:
    with misbehaving_server(behaviour) as cellar:
        with pytest.raises(SourceError, match=f"^{cellar.address}: .*{BROKEN[behaviour]}"):
            _read(cellar.address, behaviour)
        assert len(cellar.asked) == 2


@pytest.mark.parametrize("behaviour", BROKEN)
def test_a_fault_that_passes_costs_nothing(behaviour: str) -> None:
    with misbehaving_server(behaviour, "fine") as cellar:
        [answer] = _read(cellar.address, behaviour).answers
    assert answer.date == "2022-12-14"


def test_nothing_is_kept_of_a_broken_answer(settings: Settings) -> None:
    with misbehaving_server("page") as cellar:
        settings = replace(settings, cellar=cellar.address)
        report = enrich_store(settings, Asking(day=TODAY, limit=3, patience=STEADY))
    assert (report.asked, report.failed, report.exit_code, len(report.faults)) == (3, 3, 2, 1)
    assert not list(cache_of(settings.store).glob("*"))
    assert not _graph(settings)


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [("bad query", "refused with status 400"), ("endless", "larger than 16 MB"), ("redirect", "is not followed")],
)
def test_what_will_be_the_same_next_time_is_not_tried_again(behaviour: str, said: str) -> None:
    with misbehaving_server(behaviour) as cellar:
        endpoint = Endpoint(cellar.address, patience=Patience(seconds=30, attempts=3, pause=0.01))
        with pytest.raises(SourceError, match=said):
            endpoint.ask(EVERYTHING, lambda rows: rows)
        assert cellar.visits == ["/sparql"]


def test_nobody_there_is_said_so(settings: Settings) -> None:
    with misbehaving_server() as cellar:
        address = cellar.address
    with pytest.raises(SourceError, match=f"{address}: no answer"):
        Endpoint(address, patience=STEADY).ask(EVERYTHING, lambda rows: rows)


def test_a_thread_that_waits_for_a_silent_server_does_not_stay(settings: Settings) -> None:
    with misbehaving_server("silent") as cellar, pytest.raises(SourceError):
        Endpoint(cellar.address, patience=HASTY).ask(EVERYTHING, lambda rows: rows)
    for thread in threading.enumerate():
        if thread.name == "evgraph-enrich":
            thread.join(5)
            assert not thread.is_alive()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "localhost", "", "http://name:word@127.0.0.1/", "http://[x"])
def test_only_web_addresses_without_passwords_are_endpoints(address: str, settings: Settings) -> None:
    with pytest.raises(UsageError, match="endpoint"):
        Endpoint(address)


def test_rows_about_something_else_are_ignored_and_counted(settings: Settings) -> None:
    with misbehaving_server("others") as cellar:
        settings = replace(settings, cellar=cellar.address)
        report = enrich_store(settings, Asking(day=TODAY, limit=10))
    assert (report.ignored, report.failed, report.exit_code) == (3, 0, 0)
    assert "32099R9999" not in str(_graph(settings))
    assert cached_answer(cache_of(settings.store), "32099R9999") is None


def test_absurd_values_are_left_out_and_the_others_kept(settings: Settings) -> None:
    with misbehaving_server("absurd") as cellar:
        settings = replace(settings, cellar=cellar.address)
        report = enrich_store(settings, Asking(day=TODAY))
    assert report.failed == 0
    assert report.left_out["date"] == 7
    assert report.left_out["title-nl"] == 3
    answer = cached_answer(cache_of(settings.store), "32022L2555")
    assert answer is not None
    assert (answer.titles, answer.date, answer.in_force) == ((), None, True)
    assert all(path.stat().st_size < 2000 for path in cache_of(settings.store).iterdir())
    assert not [f for f in validate_store(settings) if f[1].severity == "Violation"]


def test_a_run_that_breaks_off_loses_no_batch_that_was_answered(settings: Settings) -> None:
    with misbehaving_server("fine", "fine", "bad query") as cellar:
        settings = replace(settings, cellar=cellar.address)
        report = enrich_store(settings, Asking(day=TODAY))
        # Three questions in a row without an answer, and the endpoint is left alone.
        assert len(cellar.asked) == 2 + 3
        assert report.asked - report.failed == 2 * enrichment_run.BATCH
        assert report.exit_code == 1
        assert [("left alone after 3" in fault, "status 400" in fault) for fault in report.faults] == [
            (False, True),
            (True, False),
        ]
        cellar.behaviours[:] = ["fine"]
        rest = enrich_store(settings, Asking(day=TODAY))
    assert (rest.cached, rest.failed) == (2 * enrichment_run.BATCH, 0)


def test_an_interrupted_run_keeps_what_was_answered(settings: Settings) -> None:
    """As a kill would: the second question never returns."""

    def stop(done: int, total: int, number: str) -> None:
        if done:
            raise KeyboardInterrupt

    with misbehaving_server() as cellar:
        settings = replace(settings, cellar=cellar.address)
        with pytest.raises(KeyboardInterrupt):
            enrich_store(settings, Asking(day=TODAY), progress=stop)
        report = enrich_store(settings, Asking(day=TODAY))
    assert report.cached == enrichment_run.BATCH


def test_a_refresh_that_fails_keeps_the_earlier_answers(settings: Settings) -> None:
    with misbehaving_server("fine") as cellar:
        settings = replace(settings, cellar=cellar.address)
        enrich_store(settings, Asking(day=TODAY, limit=20))
        graph = _graph(settings)
        cellar.behaviours[:] = ["bad query"]
        report = enrich_store(settings, Asking(day=date(2027, 1, 1), refresh=True, limit=20))
    assert (report.failed, report.exit_code) == (20, 2)
    assert _graph(settings) == graph


def test_progress_goes_from_nothing_to_all(settings: Settings) -> None:
    steps: list[tuple[int, int]] = []
    with misbehaving_server() as cellar:
        settings = replace(settings, cellar=cellar.address)
        enrich_store(settings, Asking(day=TODAY, limit=60), progress=lambda done, total, _: steps.append((done, total)))
    assert steps == [(0, 60), (25, 60), (50, 60), (60, 60)]


def test_there_must_be_a_graph_to_enrich(tmp_path: Path) -> None:
    with misbehaving_server() as cellar, pytest.raises(StoreError, match="evgraph build"):
        enrich_store(Settings(store=tmp_path / "none", cellar=cellar.address), Asking(day=TODAY))
    assert not cellar.asked


def test_a_graph_is_replaced_as_a_whole_and_the_rest_is_left(settings: Settings) -> None:
    before = set(EmbeddedStore.open(settings.store).quads())
    name = "https://example.org/graph/x"
    one, two = (Quad(*map(NamedNode, (f"{name}{n}", f"{name}p", f"{name}o", name))) for n in "12")
    seen: list[Quad] = []

    def make(others: Sequence[Quad]) -> list[Quad]:
        seen.extend(others)
        return [two]

    assert replace_graph(settings.store, name, lambda _: [one])
    assert replace_graph(settings.store, name, make)
    assert set(seen) == before
    assert set(EmbeddedStore.open(settings.store).quads()) == {*before, two}
    assert not replace_graph(settings.store, name, lambda _: [two])


def test_rows_are_what_the_real_server_sends(server: str) -> None:
    """The stand-in of the other tests and the server of this one agree."""
    query = query_for([Celex(number="32022L2555"), Celex(number="52026PC0931")])
    read: list[set[str]] = []
    with misbehaving_server() as cellar:
        for address in (server, cellar.address):
            rows: Rows = Endpoint(address).ask(query, lambda rows: rows)
            read.append({str(row) for row in rows.rows})
    assert read[0] == read[1]
    assert len(read[0]) > 15
