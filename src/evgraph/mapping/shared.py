"""The graphs that all fiches share: the ontology, its vocabularies, and the authorities."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from evgraph.authorities import Authorities, Entry
from evgraph.identifiers import BASE, Body, Celex, Committee, Council
from evgraph.mapping.assessment import CABINET
from evgraph.mapping.graph import GraphBuilder
from evgraph.mapping.targets import describe
from evgraph.namespaces import DCTERMS, ELI, EV, ORG, RDFS, SKOS, TOOI_ONT
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
    builder = GraphBuilder(f"{base}graph/authorities")
    for entry in authorities.instruments:
        _map_instrument(builder, entry, base)
    for entry in authorities.ministries:
        _map_ministry(builder, entry)
    for entry in authorities.committees:
        iri = _map_organisation(builder, entry, Committee(slug=entry.slug), f"{EV}Committee", base)
        if entry.renamed_to is not None:
            builder.link(iri, f"{DCTERMS}isReplacedBy", Committee.parse(entry.renamed_to).iri(base))
    for entry in authorities.councils:
        _map_organisation(builder, entry, Council(slug=entry.slug), f"{EV}CouncilConfiguration", base)
    _map_cabinet(builder, base)
    yield from builder.quads()


def _map_instrument(graph: GraphBuilder, entry: Entry, base: str) -> None:
    """A number that was seen names the thing; a remembered one is only a candidate for its name."""
    by_name = entry.by_name.iri(base)
    number = next(iter(entry.identifiers), None)
    if number is not None and entry.confirmed:
        iri = describe(graph, number, base)
        _names(graph, iri, entry)
        if entry.celex is not None:
            graph.link(iri, f"{RDFS}seeAlso", entry.celex.resource)
        graph.link(by_name, f"{DCTERMS}isReplacedBy", iri)
    elif number is not None:
        graph.link(by_name, f"{EV}candidate", getattr(number, "resource", number.iri(base)))
    kind = f"{EV}NationalLaw" if entry.kind == "law" else f"{EV}NamedInstrument"
    graph.types(by_name, kind, f"{ELI}LegalResource" if entry.kind == "law" else f"{ELI}Work")
    graph.text(by_name, f"{DCTERMS}identifier", str(entry.by_name))
    _names(graph, by_name, entry)
    for directive in entry.implements:
        graph.link(by_name, f"{EV}implements", Celex.parse(directive).iri(base))


def _names(graph: GraphBuilder, iri: str, entry: Entry) -> None:
    for language, label in (("nl", entry.label_nl), ("en", entry.label_en)):
        if label:
            graph.text(iri, f"{SKOS}prefLabel", label, language)
            graph.label(iri, label, language)
    for name in entry.names:
        graph.text(iri, f"{SKOS}altLabel", name, "nl")
    for name in entry.weak_names:
        graph.text(iri, f"{EV}ambiguousLabel", name, "nl")
    graph.boolean(iri, f"{EV}identifierSeen", entry.identifier_seen)
    graph.integer(iri, f"{EV}publicSources", entry.public_sources)
    graph.text(iri, f"{EV}labelsFrom", entry.labels_from)
    graph.text(iri, f"{EV}knownFrom", entry.known_from)


def _map_ministry(graph: GraphBuilder, entry: Entry) -> None:
    if entry.iri is None:
        return
    graph.types(entry.iri, f"{TOOI_ONT}Ministerie", f"{ORG}FormalOrganization")
    for language, label in (("nl", entry.label_nl), ("en", entry.label_en)):
        if label:
            graph.label(entry.iri, label, language)
    graph.boolean(entry.iri, f"{EV}identifierSeen", entry.identifier_seen)
    graph.text(entry.iri, f"{EV}labelsFrom", entry.labels_from)


def _map_organisation(graph: GraphBuilder, entry: Entry, identifier: Committee | Council, kind: str, base: str) -> str:
    iri = identifier.iri(base)
    graph.types(iri, kind, f"{ORG}OrganizationalUnit")
    graph.text(iri, f"{DCTERMS}identifier", str(identifier))
    for language, label in (("nl", entry.label_nl), ("en", entry.label_en)):
        if label:
            graph.label(iri, label, language)
    graph.text(iri, f"{EV}labelsFrom", entry.labels_from)
    return iri


def _map_cabinet(graph: GraphBuilder, base: str) -> None:
    cabinet: Body = CABINET
    iri = cabinet.iri(base)
    graph.types(iri, f"{EV}Body", f"{ORG}Organization")
    graph.text(iri, f"{DCTERMS}identifier", str(cabinet))
    graph.label(iri, "Nederlands kabinet")
    graph.label(iri, "Dutch cabinet", "en")
