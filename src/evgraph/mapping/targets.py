"""The things that references point to: what evgraph can say of them from their number alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evgraph.identifiers import (
    Aanhangsel,
    Bwb,
    Celex,
    Dossier,
    Ecli,
    EuDocument,
    FichePart,
    Gazette,
    Handelingen,
    Identifier,
    Kamerstuk,
    OfficialJournal,
    Procedure,
    TkDocument,
    TkZaak,
    TreatyProvision,
)
from evgraph.mapping.graph import GraphBuilder
from evgraph.namespaces import DCTERMS, ELI, ELI_DL, EV, FOAF, RDFS, SKOS

_CHAMBERS = {"tk": "II", "ek": "I"}
_GAZETTES = {"stb": "Stb.", "stcrt": "Stcrt.", "trb": "Trb."}
# The journal became that of the Union on 1 February 2003; an issue of the month before is called PbEU here too.
_FIRST_YEAR_OF_PBEU = 2003


@dataclass(frozen=True, slots=True)
class _Form:
    """How one kind of thing is described.

    Attributes:
        classes: all of them, since nothing is inferred.
        label: the thing as Dutch lawyers write it.
        more: states what else follows from the number, given the graph, the IRI, the identifier and the base.
    """

    classes: tuple[str, ...]
    label: Callable[[Any], str]
    more: Callable[[GraphBuilder, str, Any, str], None] | None = None


def describe(graph: GraphBuilder, identifier: Identifier, base: str) -> str:
    """State class, canonical string, label and page of an identified thing; return its IRI.

    What is known by name only (committees, instruments, …) is described elsewhere: of that the IRI is all.
    """
    iri = identifier.iri(base)
    if isinstance(identifier, Celex) and identifier.eu_document is not None:
        # The number of a Commission document in another dress: one thing, one description.
        graph.link(iri, f"{RDFS}seeAlso", identifier.resource)
        return describe(graph, identifier.eu_document, base)
    form = _FORMS.get(type(identifier))
    if form is None:
        return iri
    graph.types(iri, *form.classes)
    graph.text(iri, f"{DCTERMS}identifier", str(identifier))
    graph.label(iri, form.label(identifier))
    page = getattr(identifier, "page", None)
    if page is not None:
        graph.link(iri, f"{FOAF}page", page)
    if form.more is not None:
        form.more(graph, iri, identifier, base)
    return iri


def _kamerstuk(graph: GraphBuilder, iri: str, paper: Kamerstuk, base: str) -> None:
    graph.text(iri, f"{EV}number", paper.number)
    graph.link(iri, f"{EV}fromDossier", describe(graph, paper.dossier, base))


def _fiche_part(graph: GraphBuilder, iri: str, fiche: FichePart, base: str) -> None:
    graph.link(iri, f"{DCTERMS}isPartOf", describe(graph, fiche.paper, base))


def _eu_document(graph: GraphBuilder, iri: str, document: EuDocument, _: str) -> None:
    if len(document.celex_candidates) == 1:
        graph.link(iri, f"{RDFS}seeAlso", Celex(number=document.celex_candidates[0]).resource)


def _provision(graph: GraphBuilder, iri: str, provision: TreatyProvision, _: str) -> None:
    graph.text(iri, f"{SKOS}notation", provision.label)
    if provision.article_resource is not None:
        graph.link(iri, f"{ELI}is_part_of", provision.article_resource)


def _bwb(graph: GraphBuilder, iri: str, regulation: Bwb, _: str) -> None:
    # The Basiswettenbestand holds treaties too (BWBV…); those are no Dutch law.
    if not regulation.number.startswith("BWBV"):
        graph.types(iri, f"{EV}NationalLaw")


def _paper(paper: Kamerstuk) -> str:
    return f"Kamerstuk {paper.dossier.label}, nr. {paper.number}"


def _handelingen(report: Handelingen) -> str:
    item = "" if report.item is None else f", item {report.item}"
    return f"Handelingen {_CHAMBERS[report.chamber]} {report.vergaderjaar}, nr. {report.number}{item}"


def _aanhangsel(questions: Aanhangsel) -> str:
    return f"Aanhangsel Handelingen {_CHAMBERS[questions.chamber]} {questions.vergaderjaar}, nr. {questions.number}"


def _journal(issue: OfficialJournal) -> str:
    name = "PbEG" if issue.year < _FIRST_YEAR_OF_PBEU else "PbEU"
    suffix = "" if issue.suffix is None else f" {issue.suffix}"
    return f"{name} {issue.year}, {issue.series} {issue.issue}{suffix}"


_PUBLICATION = (f"{EV}OfficialPublication", f"{ELI}Work")
_FORMS: dict[type[Any], _Form] = {
    Kamerstuk: _Form((f"{EV}Kamerstuk", f"{ELI}Work"), _paper, _kamerstuk),
    Dossier: _Form((f"{EV}Dossier",), lambda dossier: f"dossier {dossier.label}"),
    TkDocument: _Form((f"{EV}TkDocument", f"{ELI}Work"), str),
    FichePart: _Form((f"{ELI}Work",), lambda fiche: f"fiche {fiche.number} in {fiche.paper}", _fiche_part),
    TkZaak: _Form((f"{EV}Zaak", f"{ELI_DL}Process"), lambda case: f"zaak {case}"),
    Handelingen: _Form(_PUBLICATION, _handelingen),
    Aanhangsel: _Form(_PUBLICATION, _aanhangsel),
    Gazette: _Form(_PUBLICATION, lambda issue: f"{_GAZETTES[issue.series]} {issue.year}, {issue.number}"),
    OfficialJournal: _Form(_PUBLICATION, _journal),
    EuDocument: _Form((f"{EV}EuDocument", f"{ELI}Work"), str, _eu_document),
    Celex: _Form((f"{EV}EuAct", f"{ELI}LegalResource"), lambda celex: f"CELEX {celex}"),
    TreatyProvision: _Form((f"{EV}TreatyProvision", f"{ELI}LegalResourceSubdivision"), lambda p: p.label, _provision),
    Procedure: _Form((f"{ELI_DL}Process",), lambda procedure: f"procedure {procedure}"),
    Ecli: _Form((f"{EV}Judgment", f"{ELI}Work"), str),
    Bwb: _Form((f"{ELI}LegalResource",), str, _bwb),
}
