"""Mapping: a reading of a fiche → quads in the terms of ontology/evgraph.ttl. Pure: no I/O."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from evgraph.authorities import Authorities
from evgraph.identifiers import BASE
from evgraph.identity import Identity
from evgraph.mapping.assessment import map_assessment
from evgraph.mapping.citations import map_citations
from evgraph.mapping.document import map_document
from evgraph.mapping.frame import Frame
from evgraph.mapping.process import map_process
from evgraph.reading import Reading

__all__ = ["map_reading"]


def map_reading(reading: Reading, identity: Identity, authorities: Authorities, *, base: str = BASE) -> Iterator[Quad]:
    """Map a fiche to its named graph.

    Args:
        reading: the fiche and its findings.
        identity: which paper it is.
        authorities: for committees, Council configurations and ministries.
        base: the base of minted IRIs.

    Yields:
        Quads in one graph, `{base}graph/<kind>/<id>`, in the same order every time.
    """
    frame = Frame(reading, identity, base)
    map_document(frame)
    map_process(frame, authorities)
    map_citations(frame)
    map_assessment(frame)
    yield from frame.graph.quads()
