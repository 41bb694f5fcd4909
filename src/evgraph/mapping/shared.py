"""The graphs that all fiches share: the ontology, its vocabularies, and the authorities."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from evgraph.authorities import Authorities
from evgraph.identifiers import BASE
from evgraph.mapping.names import map_authorities
from evgraph.resources import resource

_FILES = {
    "ontology": ("ontology/evgraph.ttl", "ontology/alignments.ttl"),
    "vocabularies": ("ontology/vocabularies.ttl",),
}


def map_shared(authorities: Authorities, *, base: str = BASE) -> Iterator[Quad]:
    """Yield the quads of the graphs `ontology`, `vocabularies` and `authorities`."""
    for name, files in _FILES.items():
        graph = NamedNode(f"{base}graph/{name}")
        quads = {
            Quad(quad.subject, quad.predicate, quad.object, graph)
            for file in files
            for quad in parse(path=resource(file), format=RdfFormat.TURTLE)
        }
        yield from sorted(quads, key=str)
    yield from map_authorities(authorities, base=base)
