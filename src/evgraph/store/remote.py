"""A remote SPARQL endpoint, read through SPARQLWrapper. Nothing is sent unless the user names one.

The remote server must answer over the union of its named graphs (docs/remote.md says how, per server).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from urllib.error import URLError

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from evgraph.errors import QueryRefused, StoreError, UsageError
from evgraph.store.base import Rows, Term

_TIMEOUT_SECONDS = 60
_MAX_ANSWER = 64 * 1024 * 1024


class RemoteStore:
    """Runs queries on an endpoint over HTTP."""

    def __init__(self, endpoint: str, *, timeout: int = _TIMEOUT_SECONDS) -> None:
        if not endpoint.startswith(("http://", "https://")):
            raise UsageError(f"'{endpoint}' is no endpoint; give an http(s) address.")
        self.endpoint = endpoint
        self._timeout = timeout

    def select(self, query: str) -> Rows:
        """Run a SELECT; see `evgraph.store.base.Store`."""
        result = self._results(query, "SELECT")
        if not isinstance(result, QuerySolutions):
            raise QueryRefused("this is no SELECT query.")
        variables = tuple(variable.value for variable in result.variables)
        rows = tuple(tuple(_term(solution[name]) for name in variables) for solution in result)
        return Rows(variables=variables, rows=rows)

    def ask(self, query: str) -> bool:
        """Run an ASK."""
        result = self._results(query, "ASK")
        if not isinstance(result, QueryBoolean):
            raise QueryRefused("this is no ASK query.")
        return bool(result)

    def construct(self, query: str) -> Sequence[Triple]:
        """Run a CONSTRUCT or DESCRIBE."""
        answer = self._fetch(query, "CONSTRUCT", "turtle")
        try:
            quads = parse(answer, format=RdfFormat.TURTLE)
            return sorted((quad.triple for quad in quads), key=str)
        except SyntaxError as error:
            raise StoreError(f"{self.endpoint}: did not answer in Turtle ({_brief(error)}).") from error

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs."""
        rows = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").rows
        return (term.value for (term,) in rows if isinstance(term, NamedNode))

    def _results(self, query: str, form: str) -> QuerySolutions | QueryBoolean:
        answer = self._fetch(query, form, "json")
        try:
            return parse_query_results(answer, format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError, json.JSONDecodeError) as error:
            raise StoreError(f"{self.endpoint}: did not answer in SPARQL JSON ({_brief(error)}).") from error

    def _fetch(self, query: str, form: str, answer_format: str) -> bytes:
        from SPARQLWrapper import POST, SPARQLWrapper
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        client = SPARQLWrapper(self.endpoint, agent="evgraph")
        client.setQuery(query)
        # SPARQLWrapper guesses the form from the first word it knows, even when that stands in a comment.
        client.queryType = form
        client.setMethod(POST)
        client.setTimeout(self._timeout)
        client.setReturnFormat(answer_format)
        client.setOnlyConneg(True)
        try:
            response = client.query().response
            data: bytes = response.read(_MAX_ANSWER + 1)
        except (SPARQLWrapperException, URLError, OSError) as error:
            raise StoreError(
                f"{self.endpoint}: no answer ({_brief(error)}). Check the address and the server."
            ) from error
        if len(data) > _MAX_ANSWER:
            raise StoreError(f"{self.endpoint}: the answer is larger than 64 MB. Ask for less.")
        return data


def _brief(error: Exception) -> str:
    """The first line of a message: what follows may be a whole page of the server's."""
    return next(iter(str(error).splitlines()), type(error).__name__)[:200].strip()


def _term(value: object) -> Term | None:
    if value is None or isinstance(value, NamedNode | Literal | BlankNode):
        return value
    raise QueryRefused("the query returns triples as values, which evgraph does not print.")
