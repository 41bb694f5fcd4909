"""`evgraph enrich` as a user runs it, against servers on this machine."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import evgraph as package
from evgraph.enrichment import cache_of
from evgraph.enrichment.cellar import WITNESS
from evgraph.enrichment.endpoint import Patience
from evgraph.enrichment.run import BATCH
from evgraph.errors import StoreError, UsageError
from evgraph.settings import CELLAR, Settings
from tests.cellar import misbehaving_server, oxigraph_server
from tests.system.running import HAVENS, REPOSITORY, SAMPLE, Evgraph


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph_server(tmp_path_factory.mktemp("cellar")) as address:
        yield address


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Evgraph:
    """A folder with a built graph; what a test does to it the next may see."""
    made = Evgraph(folder=tmp_path_factory.mktemp("ready"))
    made.ok("build", SAMPLE, HAVENS)
    return made


def test_a_run_tells_what_it_did_and_a_second_has_nothing_to_do(ready: Evgraph, server: str) -> None:
    first = ready.ok("enrich", EVGRAPH_CELLAR=server)
    assert "9 nummers bekend bij Cellar" in first
    assert "COM-nummers met twee mogelijkheden (PC of DC): 1 beslist, 1 open" in first
    assert "Onbruikbare waarden: 1 based-on · 1 date" in first
    assert "is aangevuld" in first
    second = ready.ok("enrich", "--lang", "en", EVGRAPH_CELLAR=server)
    assert " 0 numbers asked," in second
    assert "nothing changed" in second
    assert ready.ok("enrich", "--quiet", EVGRAPH_CELLAR=server) == ""


def test_each_answer_keeps_its_day_and_source(ready: Evgraph, server: str) -> None:
    before = datetime.date.today()
    ready.ok("enrich", "--refresh", "--limit", "1", EVGRAPH_CELLAR=server)
    kept = json.loads(next(cache_of(ready.store).glob("*.json")).read_text(encoding="utf-8"))
    assert kept["endpoint"] == server
    assert before <= datetime.date.fromisoformat(kept["retrieved"]) <= datetime.date.today()


def test_the_enriched_graph_is_valid_and_has_titles(ready: Evgraph, server: str) -> None:
    ready.ok("enrich", EVGRAPH_CELLAR=server)
    found = ready.ok("query", "acts-with-titles", "--param", "fiche=kst-22112-4239", "--format", "jsonl")
    rows = {row["document"]: row for row in map(json.loads, found.splitlines())}
    assert rows["32019R0452"]["title"] == "Regulation on screening, made up title"
    assert ready("validate", "--lang", "en").code == 0
    shown = json.loads(ready.ok("show", "32022L2555", "--format", "json"))
    assert "verzonnen titel" in json.dumps(shown)


def test_a_table_says_it_in_words(ready: Evgraph, server: str) -> None:
    ready.ok("enrich", EVGRAPH_CELLAR=server)
    shown = ready.ok("query", "acts-with-titles", "--param", "fiche=kst-22112-4239", "--format", "table", COLUMNS="300")
    row = next(line for line in shown.splitlines() if "32019R0452" in line)
    assert " nee " in row
    assert " bekend " in row


def test_on_a_terminal_there_is_a_bar_and_the_summary_stays(ready: Evgraph, server: str) -> None:
    shown = ready.in_terminal("enrich", "--refresh", EVGRAPH_CELLAR=server)
    assert shown.code == 0
    assert "evgraph enrich" in shown.out
    assert "nummers bekend bij Cellar" in shown.out


def test_the_option_goes_before_the_variable(ready: Evgraph) -> None:
    with misbehaving_server() as cellar:
        ready.ok("enrich", "--endpoint", cellar.address, "--limit", "1", EVGRAPH_CELLAR="http://127.0.0.1:9/")
        assert len(cellar.asked) == 1


def test_nothing_answered_is_2_and_part_is_1(evgraph: Evgraph) -> None:
    evgraph.ok("build", HAVENS)
    with misbehaving_server("bad query") as cellar:
        done = evgraph("enrich", "--lang", "en", "--endpoint", cellar.address)
        assert done.code == 2
        first, *_, last = done.err.splitlines()
        assert first.startswith(f"evgraph: {cellar.address}: refused with status 400 (Virtuoso 37000 Error SP030")
        assert last.endswith("got no answer. Run evgraph enrich again later.")
        cellar.behaviours[:] = ["fine", "bad query"]
        done = evgraph("enrich", "--lang", "en", "--endpoint", cellar.address)
        assert done.code == 1
        assert "0 numbers known" in done.out or "numbers known to Cellar" in done.out
        cellar.behaviours[:] = ["fine"]
        assert evgraph("enrich", "--endpoint", cellar.address).code == 0


def test_a_redirect_is_not_followed(evgraph: Evgraph) -> None:
    evgraph.ok("build", HAVENS)
    with misbehaving_server("redirect") as cellar:
        done = evgraph("enrich", "--limit", "1", "--endpoint", cellar.address)
        assert set(cellar.visits) == {"/sparql"}
    assert done.code == 2
    assert "/elsewhere, which is not followed" in done.err


def test_what_a_server_says_cannot_steer_the_terminal(evgraph: Evgraph) -> None:
    evgraph.ok("build", HAVENS)
    with misbehaving_server("control") as cellar:
        done = evgraph("enrich", "--limit", "1", "--endpoint", cellar.address)
    assert done.code == 2
    assert "\x1b" not in done.err
    assert "verzonnen" in done.err


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--endpoint", "file:///etc/passwd"), "is no endpoint"),
        (("--endpoint", "http://name:word@127.0.0.1/"), "without name and password"),
    ],
)
def test_an_address_that_is_none_is_refused(arguments: tuple[str, ...], hint: str, ready: Evgraph) -> None:
    assert ready("enrich", *arguments).refused_with(hint)


def test_without_a_graph_there_is_nothing_to_do(evgraph: Evgraph) -> None:
    assert evgraph("enrich").refused_with("Run `evgraph build`")


@pytest.mark.parametrize("arguments", [("--limit", "0"), ("--max-age", "-1"), ("--max-age", "x"), ("more",)])
def test_wrong_usage_is_2(arguments: tuple[str, ...], ready: Evgraph) -> None:
    assert ready("enrich", *arguments).code == 2


def test_from_python(ready: Evgraph, tmp_path: Path) -> None:
    settings = Settings(store=ready.store)
    with misbehaving_server() as cellar:
        report = package.enrich(today="2026-11-27", endpoint=cellar.address, limit=1, refresh=True, settings=settings)
    assert (report.asked, report.exit_code) == (1, 0)
    with pytest.raises(UsageError):
        package.enrich(today="2026-11-27", endpoint="nowhere", settings=settings)
    with pytest.raises(StoreError):
        package.enrich(today=datetime.date(2026, 11, 27), settings=Settings(store=tmp_path))
    with pytest.raises(ValueError, match="isoformat"):
        package.enrich(today="today", settings=settings)


def test_the_endpoint_is_a_setting() -> None:
    assert Settings.from_environment({}).cellar == CELLAR == "https://publications.europa.eu/webapi/rdf/sparql"
    assert Settings.from_environment({"EVGRAPH_CELLAR": "https://example.org/sparql"}).cellar.startswith("https://ex")
    assert Settings.from_environment({"EVGRAPH_CELLAR": ""}).cellar == CELLAR


def _commands_of_the_docs() -> list[str]:
    text = (REPOSITORY / "docs" / "enrich.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("evgraph enrich")]


def test_the_commands_of_the_docs_work(ready: Evgraph, server: str) -> None:
    commands = _commands_of_the_docs()
    assert len(commands) >= 4
    for command in commands:
        arguments = command.replace(CELLAR, server).split()[1:]
        ready.ok(*arguments, EVGRAPH_CELLAR=server)


def test_the_limits_told_in_the_docs_are_those_of_the_code() -> None:
    text = (REPOSITORY / "docs" / "enrich.md").read_text(encoding="utf-8")
    assert f"no whole answer within {Patience().seconds:g} seconds" in text
    assert f"in batches of {BATCH} numbers" in text
    assert f"`{WITNESS}`, which is surely there" in text
    assert {1: "once", 4: "four times"}[Patience().attempts] + " at most" in text
