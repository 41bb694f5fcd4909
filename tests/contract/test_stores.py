"""What every store must do, on each store there is: in memory, on disk, and a real SPARQL server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from evgraph.describing import describe_resource
from evgraph.errors import QueryRefused, StoreError, UsageError
from evgraph.pipeline import BuildReport, dataset
from evgraph.querying import ask, list_questions
from evgraph.settings import Settings
from evgraph.store import EmbeddedStore, RemoteStore, Store
from evgraph.store.generations import current_generation
from evgraph.tracing import trace_from
from tests.sparql_server import sparql_server

SAMPLE = "https://w3id.org/evgraph/id/kamerstuk/22112/4239"


@pytest.fixture(scope="module")
def server(corpus: tuple[BuildReport, Settings]) -> Iterator[str]:
    """A native Oxigraph server on the corpus, on a free port of this machine."""
    generation = current_generation(corpus[1].store)
    assert generation is not None
    with sparql_server(generation / "store") as address:
        yield address


@pytest.fixture(params=["memory", "disk", "remote"])
def store(request: pytest.FixtureRequest, corpus: tuple[BuildReport, Settings]) -> Store:
    if request.param == "memory":
        return EmbeddedStore.in_memory(list(dataset(corpus[0].built, base=corpus[1].base)))
    if request.param == "disk":
        return EmbeddedStore.open(corpus[1].store)
    return RemoteStore(request.getfixturevalue("server"))


def test_the_default_graph_is_the_union_of_all_graphs(store: Store) -> None:
    assert store.ask(f"ASK {{ <{SAMPLE}> ?p ?o }}")
    assert not store.ask("ASK { <http://nowhere.example/> ?p ?o }")


def test_a_select_gives_terms_in_the_order_of_its_variables(store: Store) -> None:
    rows = store.select(
        f"SELECT ?n ?p ?none WHERE {{ VALUES ?p {{ <https://w3id.org/evgraph/def#daysLate> }} <{SAMPLE}> ?p ?n }}"
    )
    assert rows.variables == ("n", "p", "none")
    number, predicate, none = rows.rows[0]
    assert isinstance(number, Literal)
    assert number.value == "16"
    assert isinstance(predicate, NamedNode)
    assert none is None


def test_a_construct_gives_triples(store: Store) -> None:
    triples = store.construct(f"CONSTRUCT {{ <{SAMPLE}> a ?class }} WHERE {{ <{SAMPLE}> a ?class }}")
    assert [t.object.value for t in triples if isinstance(t.object, NamedNode)] == [
        "http://data.europa.eu/eli/ontology#Work",
        "https://w3id.org/evgraph/def#Fiche",
        "https://w3id.org/evgraph/def#Kamerstuk",
    ]


def test_each_document_and_each_shared_part_is_a_graph(store: Store) -> None:
    graphs = [graph.removeprefix("https://w3id.org/evgraph/graph/") for graph in store.graphs()]
    assert graphs == [
        "authorities",
        "kamerstuk/22112/4239",
        "kamerstuk/22112/9901",
        "kamerstuk/22112/9902",
        "ontology",
        "vocabularies",
    ]


def test_a_broken_query_is_refused_with_a_reason(store: Store) -> None:
    with pytest.raises((QueryRefused, StoreError)):
        store.select("SELECT nonsense")


def test_the_wrong_form_is_refused(store: Store) -> None:
    with pytest.raises((QueryRefused, StoreError)):
        store.select(f"ASK {{ <{SAMPLE}> ?p ?o }}")


@pytest.mark.parametrize("name", [question.name for question in list_questions()])
def test_every_question_gives_the_same_rows_everywhere(name: str, store: Store, corpus_store: EmbeddedStore) -> None:
    question = next(question for question in list_questions() if question.name == name)
    needed = {p.name: p.example for p in question.parameters if p.default is None}
    expected = ask(corpus_store, question, needed)
    assert sorted(map(str, ask(store, question, needed).rows)) == sorted(map(str, expected.rows))


def test_a_trace_is_the_same_everywhere(store: Store, corpus_store: EmbeddedStore) -> None:
    assert trace_from(store, SAMPLE).to_dict() == trace_from(corpus_store, SAMPLE).to_dict()


def test_a_description_is_the_same_everywhere(store: Store, corpus_store: EmbeddedStore) -> None:
    assert describe_resource(store, SAMPLE).to_dict() == describe_resource(corpus_store, SAMPLE).to_dict()


def test_a_remote_store_that_is_not_there_says_so() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreError, match=f"127.0.0.1:{port}"):
        RemoteStore(f"http://127.0.0.1:{port}/query").ask("ASK { ?s ?p ?o }")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://host/x", "localhost:7878", ""])
def test_only_web_addresses_are_endpoints(address: str) -> None:
    with pytest.raises(UsageError, match="endpoint"):
        RemoteStore(address)


def test_a_store_that_was_never_built_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="evgraph build"):
        EmbeddedStore.open(tmp_path)
