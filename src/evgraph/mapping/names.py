"""The graph of the authorities: everything that has a name before any fiche is read."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from evgraph.authorities import Authorities, Entry
from evgraph.identifiers import BASE, Body, Celex, Committee, Council
from evgraph.mapping.graph import GraphBuilder
from evgraph.mapping.targets import describe
from evgraph.namespaces import DCTERMS, ELI, EV, ORG, RDFS, SKOS, TOOI_ONT


def map_authorities(authorities: Authorities, *, base: str = BASE) -> Iterator[Quad]:
    """Yield the quads of the graph `authorities`: numbers, names, and how sure each is."""
    graph = GraphBuilder(f"{base}graph/authorities")
    for entry in authorities.instruments:
        _map_instrument(graph, entry, base)
    for entry in authorities.ministries:
        _map_labelled(graph, entry, f"{TOOI_ONT}Ministerie", f"{ORG}FormalOrganization")
    for entry in authorities.institutions:
        _map_labelled(graph, entry, f"{ORG}FormalOrganization")
    for entry in (*authorities.treaty_articles, *authorities.themes):
        _map_labelled(graph, entry)
    for entry in authorities.committees:
        iri = _map_organisation(graph, entry, Committee(slug=entry.slug), f"{EV}Committee", base)
        if entry.renamed_to is not None:
            graph.link(iri, f"{DCTERMS}isReplacedBy", Committee.parse(entry.renamed_to).iri(base))
    for entry in authorities.councils:
        _map_organisation(graph, entry, Council(slug=entry.slug), f"{EV}CouncilConfiguration", base)
    for entry in authorities.bodies:
        iri = _map_organisation(graph, entry, Body(slug=entry.slug), f"{EV}Body", base)
        if entry.iri is not None:
            graph.link(iri, f"{RDFS}seeAlso", entry.iri)
    yield from graph.quads()


def _map_labelled(graph: GraphBuilder, entry: Entry, *classes: str) -> None:
    """A thing that somebody else has given an IRI: its labels, and whether the IRI was seen."""
    iri = entry.celex.resource if entry.celex is not None else entry.iri
    if iri is None:
        return
    graph.types(iri, *classes)
    for language, label in (("nl", entry.label_nl), ("en", entry.label_en)):
        if label:
            graph.label(iri, label, language)
    graph.boolean(iri, f"{EV}identifierSeen", entry.identifier_seen)
    graph.text(iri, f"{EV}labelsFrom", entry.labels_from)


def _map_instrument(graph: GraphBuilder, entry: Entry, base: str) -> None:
    """A number that was seen names the thing; a remembered one is only a candidate for its name."""
    by_name = entry.by_name.iri(base)
    number = next(iter(entry.identifiers), None)
    if number is not None and entry.confirmed:
        iri = describe(graph, number, base)
        _names(graph, iri, entry)
        if entry.celex is not None and entry.celex.resource != iri:
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


def _map_organisation(
    graph: GraphBuilder, entry: Entry, identifier: Committee | Council | Body, kind: str, base: str
) -> str:
    iri = identifier.iri(base)
    graph.types(iri, kind, f"{ORG}Organization" if isinstance(identifier, Body) else f"{ORG}OrganizationalUnit")
    graph.text(iri, f"{DCTERMS}identifier", str(identifier))
    for language, label in (("nl", entry.label_nl), ("en", entry.label_en)):
        if label:
            graph.label(iri, label, language)
    graph.text(iri, f"{EV}labelsFrom", entry.labels_from)
    return iri
