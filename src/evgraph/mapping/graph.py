"""A named graph under construction: typed statements in, sorted quads out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from evgraph.namespaces import RDF_TYPE, RDFS, XSD


class GraphBuilder:
    """Collects the statements of one named graph. No blank nodes; saying a thing twice is saying it once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._graph = NamedNode(name)
        self._quads: set[Quad] = set()

    def link(self, subject: str, predicate: str, target: str) -> None:
        """State a relation between two IRIs."""
        self._add(subject, predicate, NamedNode(target))

    def types(self, subject: str, *classes: str) -> None:
        """State the classes of a node."""
        for name in classes:
            self.link(subject, RDF_TYPE, name)

    def label(self, subject: str, text: str, language: str = "nl") -> None:
        """Give a node its label."""
        self.text(subject, f"{RDFS}label", text, language)

    def text(self, subject: str, predicate: str, value: str | None, language: str | None = None) -> None:
        """State a string; None states nothing."""
        if value is not None:
            self._add(subject, predicate, Literal(value, language=language) if language else Literal(value))

    def integer(self, subject: str, predicate: str, value: int | None) -> None:
        """State a whole number; None states nothing."""
        if value is not None:
            self._typed(subject, predicate, str(value), "integer")

    def decimal(self, subject: str, predicate: str, value: float) -> None:
        """State a number between 0 and 1 with two decimals."""
        self._typed(subject, predicate, str(Decimal(str(value)).quantize(Decimal("0.01"))), "decimal")

    def boolean(self, subject: str, predicate: str, value: bool) -> None:
        """State a truth value."""
        self._typed(subject, predicate, "true" if value else "false", "boolean")

    def date(self, subject: str, predicate: str, value: str | None) -> None:
        """State an ISO date; None states nothing."""
        if value is not None:
            self._typed(subject, predicate, value, "date")

    def moment(self, subject: str, predicate: str, value: str | None) -> None:
        """State a local date and time given as "2026-02-04T13:30"; a bare date becomes midnight."""
        if value is not None:
            self._typed(subject, predicate, f"{value if 'T' in value else f'{value}T00:00'}:00", "dateTime")

    def quads(self) -> Iterator[Quad]:
        """Yield the statements in the order of their text, the same for every build."""
        return iter(sorted(self._quads, key=str))

    def _typed(self, subject: str, predicate: str, value: str, datatype: str) -> None:
        self._add(subject, predicate, Literal(value, datatype=NamedNode(f"{XSD}{datatype}")))

    def _add(self, subject: str, predicate: str, value: NamedNode | Literal) -> None:
        self._quads.add(Quad(NamedNode(subject), NamedNode(predicate), value, self._graph))
