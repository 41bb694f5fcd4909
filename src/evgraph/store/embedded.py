"""The embedded store: a read-only view on the current generation of a built store, or on quads in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple
from pyoxigraph import Store as Oxigraph

from evgraph.errors import QueryRefused
from evgraph.sparql_text import graphs_asked_for
from evgraph.store.base import Rows, Term
from evgraph.store.generations import open_current

# The first letter of the word, but for the variable "?service", which can be no keyword.
_SERVICE = re.compile(r"(?<![?$])s(?=ervice)", re.IGNORECASE)


class EmbeddedStore:
    """A read-only view on a built store, or on quads in memory."""

    def __init__(self, database: Oxigraph) -> None:
        self._database = database

    @classmethod
    def open(cls, folder: Path) -> EmbeddedStore:
        """Open the current generation.

        Raises:
            StoreError: nothing was built yet, or the database cannot be opened.
        """
        return cls(open_current(folder))

    @classmethod
    def in_memory(cls, quads: Iterator[Quad] | Sequence[Quad]) -> EmbeddedStore:
        """Hold quads in memory."""
        database = Oxigraph()
        database.extend(quads)
        return cls(database)

    def select(self, query: str) -> Rows:
        """Run a SELECT; see `evgraph.store.base.Store`."""
        result = self._run(query)
        if not isinstance(result, QuerySolutions):
            raise QueryRefused("this is no SELECT query.")
        variables = tuple(variable.value for variable in result.variables)
        rows = tuple(tuple(_term(solution[name]) for name in variables) for solution in result)
        return Rows(variables=variables, rows=rows)

    def ask(self, query: str) -> bool:
        """Run an ASK."""
        result = self._run(query)
        if not isinstance(result, QueryBoolean):
            raise QueryRefused("this is no ASK query.")
        return bool(result)

    def construct(self, query: str) -> Sequence[Triple]:
        """Run a CONSTRUCT or DESCRIBE."""
        result = self._run(query)
        if not isinstance(result, QueryTriples):
            raise QueryRefused("this is no CONSTRUCT or DESCRIBE query.")
        return sorted(result, key=str)

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs."""
        return iter(sorted(str(graph)[1:-1] for graph in self._database.named_graphs()))

    def quads(self) -> Iterator[Quad]:
        """Every quad of the dataset."""
        return iter(self._database)

    def _run(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        try:
            # With the union switched on Oxigraph does not look at FROM, so a query that has one goes without.
            union = not graphs_asked_for(query)
            return self._database.query(_without_service(query), use_default_graph_as_union=union)
        except SyntaxError as error:
            hint = " Write the word 'service' in strings and full IRIs only." if _SERVICE.search(query) else ""
            raise QueryRefused(f"the query is not valid SPARQL: {error}.{hint}") from error


def _without_service(query: str) -> str:
    """Make SERVICE impossible: Oxigraph would follow it to any host.

    The word is written with an escape. In strings and IRIs that means the same; as a keyword it is a syntax error.
    No reading of the query can be fooled here, as nothing is read.
    """
    return _SERVICE.sub(lambda match: f"\\u{ord(match.group()):04X}", query)


def _term(value: object) -> Term | None:
    if value is None or isinstance(value, Term):
        return value
    raise QueryRefused("the query returns triples as values, which evgraph does not print.")
