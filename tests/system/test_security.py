"""Nothing leaves the machine and nothing is run: not for a query, a file, or a parameter of a stranger."""

from __future__ import annotations

import contextlib
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions
from pyoxigraph import Store as Oxigraph

from evgraph.errors import EvgraphError, QueryRefused, UsageError
from evgraph.querying import ask, bind, check_query, load_question, run_file, to_iri
from evgraph.questions import Question, list_questions
from evgraph.store import EmbeddedStore
from tests.system.running import REPOSITORY, Evgraph

DATA = "INSERT DATA { GRAPH <http://g> { <http://a> <http://b> 5 . <http://a> <http://c> true } }"


@dataclass(frozen=True)
class Listener:
    """A server on this machine that answers nothing and remembers who called."""

    address: str
    hits: list[str] = field(default_factory=list)


@pytest.fixture
def listener() -> Iterator[Listener]:
    hits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_error(404)

        do_POST = do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        yield Listener(f"http://127.0.0.1:{server.server_port}/", hits)
        server.shutdown()


def test_the_listener_notices_a_visit(listener: Listener) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(f"{listener.address}here")  # noqa: S310  our own address
    error.value.close()
    assert listener.hits == ["/here"]


# Where the second is true the engine itself would call the address (checked below).
SERVICES = {
    "plain": ("SELECT * WHERE {{ SERVICE <{address}> {{ ?s ?p ?o }} }}", True),
    "lower case": ("SELECT * WHERE {{ service <{address}> {{ ?s ?p ?o }} }}", True),
    "no spaces": ("SELECT*WHERE{{SERVICE<{address}>{{?s ?p ?o}}}}", True),
    "silent": ("SELECT * WHERE {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}", True),
    "variable": ("SELECT * WHERE {{ VALUES ?u {{ <{address}> }} SERVICE ?u {{ ?s ?p ?o }} }}", False),
    "after a number": ("SELECT * WHERE {{ ?s ?p 5SERVICE <{address}> {{ ?s ?p ?o }} }}", True),
    "after a boolean": ("SELECT * WHERE {{ ?s ?p trueSERVICE <{address}> {{ ?s ?p ?o }} }}", True),
    "prefixed address": ("PREFIX : <{address}> SELECT * WHERE {{ SERVICE:x {{ ?s ?p ?o }} }}", True),
    "comment ended by CR": ("SELECT * WHERE {{ #\rSERVICE <{address}> {{ ?s ?p ?o }} }}", True),
    "quote in a local name": (
        "PREFIX e: <http://> SELECT * WHERE {{ ?s e:b\\'|e:b ?o . SERVICE <{address}> {{ ?s ?p ?o }} #'\n }}",
        True,
    ),
    "hash in a local name": (
        "PREFIX e: <http://> SELECT * WHERE {{ ?s e:b\\#|e:b ?o . SERVICE <{address}> {{ ?s ?p ?o }} }}",
        True,
    ),
    "less-than before a string": (
        "SELECT * WHERE {{ ?s ?p ?o FILTER(0<STRLEN('>'))SERVICE <{address}> {{ ?s ?p ?o }} BIND('' AS ?q) }}",
        True,
    ),
    "escaped letter": ("SELECT * WHERE {{ \\u0053ERVICE <{address}> {{ ?s ?p ?o }} }}", False),
    "in a subquery": ("SELECT * WHERE {{ {{ SELECT ?s {{ SERVICE <{address}> {{ ?s ?p ?o }} }} }} }}", True),
    "in EXISTS": ("SELECT * WHERE {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{address}> {{ ?s ?p ?o }} }} }}", True),
}


@pytest.mark.parametrize("name", SERVICES)
def test_service_is_refused_however_it_is_written(name: str, listener: Listener) -> None:
    query = SERVICES[name][0].format(address=listener.address)
    with pytest.raises(QueryRefused):
        run_file(_small_store(), query)
    assert listener.hits == []


@pytest.mark.parametrize("name", SERVICES)
def test_the_store_alone_cannot_be_led_away_either(name: str, listener: Listener) -> None:
    """Whatever `check_query` overlooks, the store disarms."""
    query = SERVICES[name][0].format(address=listener.address)
    with pytest.raises(QueryRefused, match="not valid SPARQL"):
        _small_store().select(query)
    assert listener.hits == []


@pytest.mark.parametrize("name", [name for name, (_, followed) in SERVICES.items() if followed])
def test_the_engine_would_follow_without_this_care(name: str, listener: Listener) -> None:
    """Shows that the two tests above have teeth; should the engine change, they can be simplified."""
    store = Oxigraph()
    store.update(DATA)
    query = SERVICES[name][0].format(address=listener.address)
    with contextlib.suppress(OSError):
        result = store.query(query, use_default_graph_as_union=True)
        assert isinstance(result, QuerySolutions)
        next(result, None)
    assert listener.hits


def _small_store() -> EmbeddedStore:
    store = Oxigraph()
    store.update(DATA)
    return EmbeddedStore(store)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ('Digital Services Act' AS ?x) WHERE {}",
        "SELECT ('''a\n\\\\service''' AS ?x) WHERE {}",
        "SELECT (<http://example.org/service#x> AS ?x) WHERE {}",
        "SELECT ?service WHERE { ?service ?p ?o }",
        "SELECT * WHERE { ?s ?p ?o } # no SERVICE, no LOAD and nothing FROM elsewhere",
        "PREFIX load: <http://load/> SELECT * WHERE { ?s load:x|?p ?o FILTER(?o != 'FROM') }".replace("|?p", ""),
    ],
)
def test_the_words_are_free_in_texts_names_and_comments(query: str) -> None:
    run_file(_small_store(), query)


def test_text_with_the_word_is_found_as_it_is() -> None:
    store = EmbeddedStore.in_memory([])
    answer = run_file(store, "SELECT ('Services \\\\service' AS ?x) (STR(<http://a/SERVICE>) AS ?y) WHERE {}")
    assert answer.rows == (("Services \\service", "http://a/SERVICE"),)


REFUSED = {
    "service.rq": "SELECT * WHERE {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
    "glued.rq": "SELECT * WHERE {{ ?s ?p 16SERVICE <{address}> {{ ?s ?p ?o }} }}",
    "load.rq": "LOAD <{address}>",
    "load-into.rq": "LOAD SILENT <{address}> INTO GRAPH <http://g>",
    "from.rq": "SELECT * FROM <{address}> WHERE {{ ?s ?p ?o }}",
    "from-named.rq": "SELECT * FROM NAMED <{address}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "from-prefixed.rq": "PREFIX : <{address}> SELECT * FROM:x WHERE {{ ?s ?p ?o }}",
    "from-glued.rq": "SELECT*FROM<{address}>{{?s ?p ?o}}",
    "from-lookalike.rq": "SELECT * FROM <https://w3id.org/evgraph/graph> WHERE {{ ?s ?p ?o }}",
    "insert.rq": "INSERT DATA {{ <http://a> <http://b> <{address}> }}",
    "delete.rq": "DELETE WHERE {{ ?s ?p ?o }}",
    "clear.rq": "CLEAR ALL",
    "construct.rq": "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_query_that_would_go_out_or_change_something_is_refused(name: str, listener: Listener) -> None:
    with pytest.raises(QueryRefused):
        run_file(_small_store(), REFUSED[name].format(address=listener.address))
    assert listener.hits == []


@pytest.mark.parametrize("name", ["service.rq", "glued.rq", "load.rq", "from.rq"])
def test_a_query_file_that_would_go_out_is_refused_in_one_line(name: str, built: Evgraph, listener: Listener) -> None:
    built.save(name, REFUSED[name].format(address=listener.address))
    done = built("query", name)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done
    assert listener.hits == []


@pytest.mark.parametrize("name", ["service.rq", "load.rq", "from.rq", "insert.rq"])
def test_a_remote_endpoint_is_not_asked_to_do_it_either(name: str, built: Evgraph, listener: Listener) -> None:
    built.save(name, REFUSED[name].format(address="http://example.org/"))
    assert built("query", name, "--endpoint", listener.address).code == 2
    assert listener.hits == []


def test_an_endpoint_is_asked_when_named_and_only_then(built: Evgraph, listener: Listener) -> None:
    assert built("query", "late-fiches", "--endpoint", f"{listener.address}sparql").refused_with("no answer")
    assert listener.hits == ["/sparql"]


# What is refused, and what is only data that points elsewhere.
FILES = {
    "context.jsonld": ('{{"@context": "{address}context", "@id": "http://a", "name": "x"}}', 2),
    "contexts.jsonld": ('{{"@context": [{{"a": "http://a"}}, "{address}context"], "@id": "http://a", "a": "x"}}', 2),
    "import.jsonld": ('{{"@context": {{"@version": 1.1, "@import": "{address}context"}}, "@id": "http://a"}}', 2),
    "scoped.jsonld": (
        '{{"@context": {{"@version": 1.1, "a": {{"@id": "http://a", "@context": "{address}x"}}}}, "a": {{"b": 1}}}}',
        2,
    ),
    "entity.rdf": (
        '<!DOCTYPE r [<!ENTITY x SYSTEM "{address}x">]>'
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
        '<r:Description r:about="http://a"><e:b>&x;</e:b></r:Description></r:RDF>',
        2,
    ),
    "imports.ttl": (
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . <http://a> a owl:Ontology ; owl:imports <{address}x> .",
        0,
    ),
    "shapes-graph.ttl": ("<http://a> <http://www.w3.org/ns/shacl#shapesGraph> <{address}x> .", 0),
    "javascript.ttl": (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://shape> a sh:NodeShape ; sh:targetNode <http://a> ; "
        'sh:js [ sh:jsFunctionName "f" ; sh:jsLibrary [ sh:jsLibraryURL "{address}x"^^'
        "<http://www.w3.org/2001/XMLSchema#anyURI> ] ] . <http://a> <http://b> <http://c> .",
        0,
    ),
    "sparql-shape.ttl": (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://shape> a sh:NodeShape ; sh:targetNode <http://a> ; "
        'sh:sparql [ sh:select "SELECT $this WHERE {{ SERVICE <{address}x> {{ $this ?p ?o }} }}" ] . '
        "<http://a> <http://b> <http://c> .",
        0,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_validating_a_file_fetches_nothing_and_runs_nothing(name: str, evgraph: Evgraph, listener: Listener) -> None:
    content, code = FILES[name]
    evgraph.save(name, content.format(address=listener.address))
    done = evgraph("validate", name)
    assert done.code == code, done
    assert done.err.count("\n") == (1 if code else 0), done.err
    assert listener.hits == []


@pytest.mark.parametrize("command", ["build", "read", "refs", "validate"])
def test_an_address_is_no_file(command: str, evgraph: Evgraph, listener: Listener) -> None:
    assert evgraph(command, f"{listener.address}fiche.txt").code == 2
    assert listener.hits == []


def test_a_fiche_full_of_addresses_is_built_without_a_visit(evgraph: Evgraph, listener: Listener) -> None:
    text = (REPOSITORY / "tests/cases/mededeling-havens/input.txt").read_text(encoding="utf-8")
    assert "https://eur-lex.europa.eu/" in text
    evgraph.save("fiche.txt", text.replace("https://eur-lex.europa.eu/", listener.address))
    assert evgraph("build", "fiche.txt").code == 0
    assert listener.hits == []


ECHO = """#+ question: {nl: Echo, en: Echo}
#+ about: {nl: "-", en: "-"}
#+ params:
#+   - {name: first, type: string, example: x, nl: een, en: one}
#+   - {name: second, type: string, example: x, nl: twee, en: two}
#+ returns:
#+   - {name: first, nl: een, en: one}
#+   - {name: second, nl: twee, en: two}
#+   - {name: language, nl: taal, en: language}
#+ keywords: []
SELECT ?first ?second ?language WHERE {
  VALUES ?first { "x" }
  VALUES ?second { "x" }
  VALUES ?language { "nl" }
}
"""
INJECTIONS = (
    '" } } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #',
    "' } } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #",
    'x" } UNION { ?s ?p ?o } #',
    "} } DROP ALL",
    'VALUES ?second { "y" }',
    'VALUES ?language { "xx" } VALUES ?first { "z" }',
    "\\",
    '\\"',
    "\\u0022 }",
    '"""',
    "a\nb\r\nc\td",
    "\x00\x1b",
    "\\1 \\g<0> $1 {0} %s",
    "Digital Services Act",
    "é€𝄞",
)


@pytest.fixture(scope="module")
def echo(tmp_path_factory: pytest.TempPathFactory) -> Question:
    path: Path = tmp_path_factory.mktemp("echo") / "echo.rq"
    path.write_text(ECHO, encoding="utf-8")
    return load_question(path)


def echoed(echo: Question, first: str, second: str) -> tuple[tuple[str | None, ...], ...]:
    return ask(EmbeddedStore.in_memory([]), echo, {"first": first, "second": second}, language="en").rows


@pytest.mark.parametrize("value", INJECTIONS)
def test_a_value_is_a_term_whatever_it_says(value: str, echo: Question) -> None:
    assert echoed(echo, value, value) == ((value, value, "en"),)


@settings(deadline=None)
@given(first=st.text(), second=st.text())
def test_any_two_values_are_terms(first: str, second: str, echo: Question) -> None:
    assert echoed(echo, first, second) == ((first, second, "en"),)


@settings(deadline=None)
@given(first=st.sampled_from(INJECTIONS), second=st.sampled_from(INJECTIONS))
def test_hostile_values_do_not_help_each_other(first: str, second: str, echo: Question) -> None:
    assert echoed(echo, first, second) == ((first, second, "en"),)


@pytest.mark.parametrize("value", INJECTIONS[:3])
def test_a_hostile_topic_finds_nothing_and_changes_nothing(value: str, built: Evgraph) -> None:
    before = (built.store / "CURRENT").read_bytes()
    done = built("query", "committee-role", "--param", f"topic={value}")
    assert (done.code, done.err) == (0, "")
    assert len(done.out.splitlines()) == 1
    assert (built.store / "CURRENT").read_bytes() == before


@pytest.mark.parametrize(
    "question", [question for question in list_questions() if question.parameters], ids=lambda q: q.name
)
def test_every_parameter_of_every_question_is_bound_as_a_term(question: Question) -> None:
    """A query that is put together differs from the file in its VALUES lines alone."""
    values = {
        parameter.name: "http://a/b" if parameter.type == "iri" else INJECTIONS[0] for parameter in question.parameters
    }
    try:
        sparql, _ = bind(question, values)
    except UsageError as error:
        assert "must be" in str(error)
        return
    changed = [new for old, new in zip(question.sparql.splitlines(), sparql.splitlines(), strict=True) if old != new]
    assert len(changed) == len(question.parameters)
    assert all(line.strip().startswith("VALUES ?") for line in changed)
    check_query(sparql)


@pytest.mark.parametrize(
    "value",
    [
        "http://a b",
        "http://a<b>",
        "http://a> } SERVICE <http://b",
        'http://a"b',
        "http://a{b}",
        "http://a|b",
        "http://a\\b",
        "http://a^b",
        "http://a`b",
        "http://a\nb",
        "http://a\x01b",
        "http://[",
        "http://a/%zz",
        "http://" + "a" * 5000,
        "<http://a>",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "",
    ],
)
def test_what_is_no_iri_is_refused(value: str) -> None:
    with pytest.raises(UsageError):
        to_iri(value)


@pytest.mark.parametrize("command", ["show", "trace"])
def test_what_is_no_iri_is_refused_in_one_line(command: str, built: Evgraph) -> None:
    assert built(command, "http://a> } SERVICE <http://b").refused_with("%20")


@settings(deadline=None)
@given(st.text())
def test_no_identifier_breaks_more_than_itself(value: str) -> None:
    for text in (value, f"http://{value}", f"https://w3id.org/evgraph/{value}"):
        try:
            iri = to_iri(text)
        except EvgraphError:
            continue
        assert not set(iri) & set(' <>"{}|\\^`\n\r\t')
