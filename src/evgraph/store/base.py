"""What a store is to the rest of evgraph: something that answers a SPARQL query over all graphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | Literal | BlankNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The answer to a SELECT: variable names without "?", and rows of terms (None where unbound)."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


class Store(Protocol):
    """Reads the dataset with the union of all named graphs as its default graph."""

    def select(self, query: str) -> Rows:
        """Run a SELECT."""
        ...

    def ask(self, query: str) -> bool:
        """Run an ASK."""
        ...

    def construct(self, query: str) -> Sequence[Triple]:
        """Run a CONSTRUCT or DESCRIBE; triples in the order of their text."""
        ...

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs."""
        ...
