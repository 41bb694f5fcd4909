"""What there is to ask: the EU documents and acts of the graph, each with the CELEX numbers it may have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers import BASE, Celex, EuDocument
from evgraph.identifiers.eu import CELEX_RESOURCE
from evgraph.namespaces import DCTERMS, EV, RDF_TYPE, RDFS

_CLASSES = {f"{EV}EuDocument", f"{EV}EuAct"}


def graph_name(base: str = BASE) -> str:
    """The IRI of the named graph that holds what Cellar says."""
    return f"{base}graph/enrich/cellar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An EU document or act of the graph.

    Attributes:
        iri: its node.
        numbers: the CELEX numbers it may have; more than one when COM may mean PC or DC, none for series C.
        linked: those of them that a document or an authority states.
    """

    iri: str
    numbers: tuple[Celex, ...]
    linked: tuple[Celex, ...]


def things_in(quads: Iterable[Quad], *, base: str = BASE) -> tuple[Thing, ...]:
    """The EU documents and acts that the graph names, in order of IRI.

    What Cellar itself added is not looked at, or each run would ask for the bases of what the run before had found.
    """
    own = NamedNode(graph_name(base))
    kinds: set[str] = set()
    stated: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.graph_name == own or not isinstance(quad.subject, NamedNode):
            continue
        subject, predicate = quad.subject.value, quad.predicate.value
        if isinstance(quad.object, NamedNode):
            if predicate == RDF_TYPE and quad.object.value in _CLASSES:
                kinds.add(subject)
            elif predicate == f"{RDFS}seeAlso":
                stated[subject].add(quad.object.value)
        elif isinstance(quad.object, Literal) and predicate == f"{DCTERMS}identifier":
            stated[subject].add(quad.object.value)
    return tuple(_thing(iri, stated[iri]) for iri in sorted(kinds))


def _thing(iri: str, stated: Iterable[str]) -> Thing:
    linked: set[Celex] = set()
    possible: set[Celex] = set()
    for text in (iri, *stated):
        if text.startswith(CELEX_RESOURCE):
            linked |= _celex(text.removeprefix(CELEX_RESOURCE))
        else:
            possible |= _candidates(text)
    return Thing(iri=iri, numbers=tuple(sorted(linked | possible)), linked=tuple(sorted(linked)))


def _celex(text: str) -> set[Celex]:
    try:
        return {Celex.parse(text)}
    except InvalidIdentifier:
        return set()


def _candidates(text: str) -> set[Celex]:
    try:
        return {Celex(number=number) for number in EuDocument.parse(text).celex_candidates}
    except InvalidIdentifier:
        return set()
