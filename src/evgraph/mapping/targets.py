"""The things that references point to: what evgraph can say of them from their number alone."""

from __future__ import annotations

from evgraph.identifiers import (
    Celex,
    Dossier,
    EuDocument,
    Identifier,
    Kamerstuk,
    TkDocument,
    TkZaak,
    TreatyProvision,
)
from evgraph.mapping.graph import GraphBuilder
from evgraph.namespaces import DCTERMS, ELI, ELI_DL, EV, FOAF, RDFS, SKOS


def describe(graph: GraphBuilder, identifier: Identifier, base: str) -> str:
    """State class, canonical string, label and page of an identified thing; return its IRI."""
    iri = identifier.iri(base)
    if isinstance(identifier, Kamerstuk):
        _kamerstuk(graph, iri, identifier, base)
    elif isinstance(identifier, TkDocument):
        graph.types(iri, f"{EV}TkDocument", f"{ELI}Work")
        graph.link(iri, f"{FOAF}page", identifier.page)
        _named(graph, iri, identifier, str(identifier))
    elif isinstance(identifier, TkZaak):
        graph.types(iri, f"{EV}Zaak", f"{ELI_DL}Process")
        _named(graph, iri, identifier, f"zaak {identifier}")
    elif isinstance(identifier, EuDocument):
        _eu_document(graph, iri, identifier)
    elif isinstance(identifier, Celex):
        _celex(graph, iri, identifier)
    elif isinstance(identifier, TreatyProvision):
        _provision(graph, iri, identifier)
    return iri


def _named(graph: GraphBuilder, iri: str, identifier: Identifier, label: str) -> None:
    graph.text(iri, f"{DCTERMS}identifier", str(identifier))
    graph.label(iri, label)


def _kamerstuk(graph: GraphBuilder, iri: str, paper: Kamerstuk, base: str) -> None:
    graph.types(iri, f"{EV}Kamerstuk", f"{ELI}Work")
    _named(graph, iri, paper, f"Kamerstuk {paper.dossier.label}, nr. {paper.number}")
    graph.text(iri, f"{EV}number", paper.number)
    graph.link(iri, f"{FOAF}page", paper.page)
    graph.link(iri, f"{EV}fromDossier", _dossier(graph, paper.dossier, base))


def _dossier(graph: GraphBuilder, dossier: Dossier, base: str) -> str:
    iri = dossier.iri(base)
    graph.types(iri, f"{EV}Dossier")
    _named(graph, iri, dossier, f"dossier {dossier.label}")
    return iri


def _eu_document(graph: GraphBuilder, iri: str, document: EuDocument) -> None:
    graph.types(iri, f"{EV}EuDocument", f"{ELI}Work")
    _named(graph, iri, document, str(document))
    if len(document.celex_candidates) == 1:
        graph.link(iri, f"{RDFS}seeAlso", Celex(number=document.celex_candidates[0]).resource)


def _celex(graph: GraphBuilder, iri: str, celex: Celex) -> None:
    document = celex.eu_document
    if document is not None:
        _eu_document(graph, iri, document)
        graph.link(iri, f"{RDFS}seeAlso", celex.resource)
        return
    graph.types(iri, f"{EV}EuAct", f"{ELI}LegalResource")
    _named(graph, iri, celex, f"CELEX {celex}")


def _provision(graph: GraphBuilder, iri: str, provision: TreatyProvision) -> None:
    graph.types(iri, f"{EV}TreatyProvision", f"{ELI}LegalResourceSubdivision")
    _named(graph, iri, provision, provision.label)
    graph.text(iri, f"{SKOS}notation", provision.label)
    if provision.article_resource is not None:
        graph.link(iri, f"{ELI}is_part_of", provision.article_resource)
