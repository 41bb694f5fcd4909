"""FROM narrows a query to one graph of the store; without it every graph is asked."""

from __future__ import annotations

from evgraph.querying import run_file
from evgraph.store import EmbeddedStore

_COUNT = "SELECT (COUNT(*) AS ?n) {clause} WHERE {{ ?s ?p ?o }}"
_GRAPH = "https://w3id.org/evgraph/graph/authorities"


def _count(store: EmbeddedStore, clause: str) -> int:
    return int(run_file(store, _COUNT.format(clause=clause)).rows[0][0] or 0)


def test_from_narrows_to_one_graph(corpus_store: EmbeddedStore) -> None:
    named = corpus_store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{_GRAPH}> {{ ?s ?p ?o }} }}").rows[0][0]
    assert _count(corpus_store, f"FROM <{_GRAPH}>") == int(getattr(named, "value", 0))


def test_without_from_every_graph_is_asked(corpus_store: EmbeddedStore) -> None:
    assert _count(corpus_store, "") > _count(corpus_store, f"FROM <{_GRAPH}>") > 0


def test_the_word_in_a_comment_or_a_string_is_no_clause(corpus_store: EmbeddedStore) -> None:
    everything = _count(corpus_store, "")
    assert _count(corpus_store, "# FROM <http://elsewhere.example/>\n") == everything
