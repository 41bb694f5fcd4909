"""evgraph from Python: the public names, what they return, and the examples in the docstrings."""

from __future__ import annotations

import doctest
import importlib
import inspect
import json
import pkgutil
import subprocess
import sys
import types
from pathlib import Path

import pytest
from rdflib import Dataset

import evgraph
from evgraph.errors import EvgraphError, NotAFiche, StoreError, UnreadableDocument, UsageError
from evgraph.settings import Settings
from evgraph.store import EmbeddedStore, RemoteStore
from tests.system.running import HAVENS, REPOSITORY, SAMPLE, Evgraph

COMMANDS = ("build", "refs", "read", "query", "queries", "show", "trace", "validate")
INVALID = REPOSITORY / "ontology" / "examples" / "invalid" / "fiche-date-as-string.ttl"
MODULES = tuple(
    module.name
    for module in pkgutil.walk_packages(evgraph.__path__, "evgraph.")
    if module.name != "evgraph.__main__"  # Running it is its import.
)


@pytest.fixture(scope="module")
def settings(built: Evgraph) -> Settings:
    return Settings(store=built.store)


def test_every_command_is_a_function() -> None:
    assert set(COMMANDS) <= set(evgraph.__all__)
    for name in COMMANDS:
        assert inspect.isfunction(getattr(evgraph, name))


def test_every_public_name_is_there_and_documented() -> None:
    assert dir(evgraph) == sorted(evgraph.__all__)
    for name in evgraph.__all__:
        value = getattr(evgraph, name)
        assert isinstance(value, str) or inspect.getdoc(value), name


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        evgraph.nonsense  # noqa: B018


def test_public_functions_stay_functions_after_use(settings: Settings) -> None:
    """A module of the same name would take their place as soon as it is imported."""
    evgraph.trace("kst-22112-4239", settings=settings)
    evgraph.query("late-fiches", settings=settings)
    evgraph.validate(INVALID)
    for module in MODULES:
        importlib.import_module(module)
    for name in COMMANDS:
        assert not isinstance(getattr(evgraph, name), types.ModuleType), name


def test_importing_evgraph_is_cheap() -> None:
    program = "import sys, evgraph; print(sorted(name for name in sys.modules if name.startswith('evgraph')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "['evgraph', 'evgraph.version']\n"


def test_build_tells_what_it_did(tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    report = evgraph.build(
        HAVENS,
        tmp_path / "missing.txt",
        settings=Settings(store=tmp_path / "store"),
        progress=lambda *step: seen.append(step),
    )
    assert (report.exit_code, report.changed) == (1, True)
    assert [one.subject for one in report.built] == ["kst-22112-9902"]
    assert [refused.path.name for refused in report.refused] == ["missing.txt"]
    assert report.references["kamerstuk"] > 0
    assert [(done, total) for done, total, _ in seen] == [(0, 2), (1, 2), (2, 2)]


def test_build_without_files_is_an_error(in_empty_folder: Path) -> None:
    with pytest.raises(UsageError, match="Give a file or folder"):
        evgraph.build(in_empty_folder, settings=Settings(store=in_empty_folder / "store"))


def test_refs_returns_what_the_command_prints() -> None:
    text = SAMPLE.read_bytes().decode()
    references = evgraph.refs(text)
    assert len(references) >= 37
    for reference in references:
        assert text[reference.start : reference.end] == reference.text
        assert 0 <= reference.confidence <= 1


def test_refs_of_a_date_leaves_out_names_that_did_not_exist() -> None:
    text = "De dual-use-verordening is herzien."
    assert [r.target for r in evgraph.refs(text, date="2026-01-30")] == ["32021R0821"]
    assert "32021R0821" not in [r.target for r in evgraph.refs(text, date="2015-01-30")]


def test_read_returns_the_json_of_the_command(evgraph_json: dict[str, object]) -> None:
    assert evgraph.read(SAMPLE).to_dict() == evgraph_json
    assert evgraph.read(str(SAMPLE)).to_dict() == evgraph_json


@pytest.fixture(scope="module")
def evgraph_json(built: Evgraph) -> dict[str, object]:
    content: dict[str, object] = json.loads(built.ok("read", SAMPLE, "--format", "json"))
    return content


def test_read_refuses_with_typed_errors(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument):
        evgraph.read(tmp_path / "missing.txt")
    letter = tmp_path / "letter.txt"
    letter.write_text("Geachte voorzitter,", encoding="utf-8")
    with pytest.raises(NotAFiche):
        evgraph.read(letter)


def test_query_answers_with_headings_rows_and_coverage(settings: Settings) -> None:
    answer = evgraph.query("late-fiches", settings=settings)
    assert answer.coverage.fiches == 3
    assert answer.to_dicts()[0]["days_late"] == "16"
    assert [column.heading["en"] for column in answer.columns if column.name == "days_late"] == ["Days late"]


def test_query_takes_canonical_strings_and_iris(settings: Settings) -> None:
    by_name = evgraph.query("builds-on", {"fiche": "kst-22112-9901"}, settings=settings)
    by_iri = evgraph.query(
        "builds-on", {"fiche": "https://w3id.org/evgraph/id/kamerstuk/22112/9901"}, settings=settings
    )
    assert by_name.rows == by_iri.rows
    assert by_name.rows


def test_query_runs_a_file_and_gives_it_no_parameters(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "one.rq"
    path.write_text("SELECT (1 AS ?one) WHERE {}", encoding="utf-8")
    assert evgraph.query(str(path), settings=settings).to_dicts() == [{"one": "1"}]
    with pytest.raises(UsageError, match="takes no parameters"):
        evgraph.query(str(path), {"x": "1"}, settings=settings)


def test_queries_lists_the_questions_in_both_languages() -> None:
    questions = evgraph.queries()
    assert len(questions) >= 12
    assert all(question.question["nl"] and question.question["en"] for question in questions)


def test_show_gives_a_resource_with_its_parts(settings: Settings) -> None:
    resource = evgraph.show("kst-22112-4239", settings=settings)
    assert resource.iri == "https://w3id.org/evgraph/id/kamerstuk/22112/4239"
    assert any("#voetnoot-12" in str(triple.subject) for triple in resource.triples)
    with pytest.raises(UsageError):
        evgraph.show("kst-99999-1", settings=settings)


def test_trace_gives_a_tree_a_frontier_and_paths(settings: Settings) -> None:
    trace = evgraph.trace("kst-22112-9901", to="kst-30821-244", depth=3, settings=settings)
    assert trace.root.id == "kst-22112-9901"
    assert trace.paths
    assert "kst-30821-244" in {step.id for step in trace.frontier}
    assert not any(step.loaded for step in trace.frontier)
    for depth in (0, 51):
        with pytest.raises(UsageError, match="depth"):
            evgraph.trace("kst-22112-9901", depth=depth, settings=settings)


def test_validate_reports_files_and_the_store(one: Evgraph, tmp_path: Path) -> None:
    findings, refused = evgraph.validate(INVALID, tmp_path / "missing.ttl")
    assert {finding.severity for _, finding in findings} >= {"Violation"}
    assert [one.path.name for one in refused] == ["missing.ttl"]
    stored, none = evgraph.validate(settings=Settings(store=one.store))
    assert {finding.severity for _, finding in stored} == {"Warning"}
    assert none == ()


def test_open_store_opens_the_graph_or_an_endpoint(settings: Settings, tmp_path: Path) -> None:
    store = evgraph.open_store(settings=settings)
    assert isinstance(store, EmbeddedStore)
    assert "https://w3id.org/evgraph/graph/kamerstuk/22112/4239" in set(store.graphs())
    assert isinstance(evgraph.open_store(endpoint="http://127.0.0.1:9/sparql"), RemoteStore)
    with pytest.raises(StoreError):
        evgraph.open_store(settings=Settings(store=tmp_path))
    with pytest.raises(UsageError):
        evgraph.open_store(endpoint="ftp://127.0.0.1/")


def test_one_store_serves_several_calls(settings: Settings) -> None:
    store = evgraph.open_store(settings=settings)
    assert evgraph.query("late-fiches", store=store).rows
    assert evgraph.show("kst-22112-4239", store=store).types
    assert evgraph.trace("kst-22112-4239", store=store).frontier


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib, of its own use
def test_to_rdflib_gives_a_dataset_that_can_be_queried(tmp_path: Path) -> None:
    report = evgraph.build(HAVENS, settings=Settings(store=tmp_path))
    (fiche,) = report.built
    dataset = evgraph.to_rdflib(fiche.quads)
    assert isinstance(dataset, Dataset)
    assert len(dataset) == len(fiche.quads)
    assert {str(graph.identifier) for graph in dataset.graphs() if len(graph)} == {
        "https://w3id.org/evgraph/graph/kamerstuk/22112/9902"
    }
    rows = dataset.query("PREFIX ev: <https://w3id.org/evgraph/def#> SELECT ?days WHERE { ?f ev:daysLate ?days }")
    assert [str(row[0]) for row in rows if not isinstance(row, bool)] == ["9"]


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setenv("EVGRAPH_STORE", str(settings.store))
    monkeypatch.setenv("EVGRAPH_LANG", "en")
    assert evgraph.Settings.from_environment() == Settings(store=settings.store, language="en")
    assert evgraph.query("late-fiches").rows


def test_every_error_is_an_evgraph_error() -> None:
    errors = importlib.import_module("evgraph.errors")
    for name, value in vars(errors).items():
        if inspect.isclass(value):
            assert issubclass(value, EvgraphError), name
            assert f" {name} " in (errors.__doc__ or "").replace("\n", " "), (
                f"{name} is not in the tree of the docstring"
            )


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_a_module_run(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module), raise_on_error=False).failed == 0


def test_there_are_examples_to_run() -> None:
    found = [
        test
        for module in MODULES
        for test in doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(module))
        if test.examples
    ]
    assert found
