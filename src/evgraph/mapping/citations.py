"""Citations, three ways at once: plain (for paths), a node (for evidence), a web annotation."""

from __future__ import annotations

from collections import Counter

from evgraph.contract import in_field
from evgraph.errors import InvalidIdentifier
from evgraph.identifiers import parse_identifier, slugify
from evgraph.mapping.frame import Frame
from evgraph.mapping.targets import describe
from evgraph.model import Reference, Unresolved
from evgraph.namespaces import CITO, EV, OA, SKOS

# Below this a reference is kept as a node with its confidence, but not as a plain statement.
_PLAIN_FROM = 0.5


def map_citations(frame: Frame) -> None:
    """State every reference but those to the fiche's own numbers, and every place left open."""
    findings, fiche = frame.reading.findings, frame.reading.fiche
    # The proposal under assessment is what the fiche is about, also where the text names it.
    about = {
        reference.iri
        for key, kind in (("documents", "eu-document"), ("eur_lex", "celex"))
        for reference in in_field(fiche, findings.references, key, kind)
    }
    open_numbers = {place.start for place in findings.unresolved if place.reason == "contradicted"}
    places = Counter((reference.start, reference.end) for reference in findings.references)
    for reference in findings.references:
        if reference.target in frame.identity.own or reference.start in open_numbers:
            continue
        shared = places[reference.start, reference.end] > 1
        _map_citation(frame, reference, about=reference.iri in about, shared=shared)
    for place in findings.unresolved:
        _map_unresolved(frame, place)


def _map_citation(frame: Frame, reference: Reference, *, about: bool, shared: bool) -> None:
    graph = frame.graph
    name = f"verwijzing-{reference.start}-{reference.end}"
    node = frame.part(f"{name}-{slugify(reference.target)}" if shared else name)
    target = _target(frame, reference)
    verb = f"{CITO}discusses" if about else f"{CITO}cites"
    graph.types(node, f"{CITO}Citation", f"{OA}Annotation")
    graph.link(node, f"{OA}motivatedBy", f"{OA}linking")
    graph.link(node, f"{OA}hasTarget", frame.place(reference.start, reference.end))
    graph.link(node, f"{OA}hasBody", target)
    graph.link(node, f"{CITO}hasCitingEntity", frame.fiche)
    graph.link(node, f"{CITO}hasCitedEntity", target)
    graph.link(node, f"{CITO}hasCitationCharacterisation", verb)
    graph.link(frame.fiche, f"{EV}hasCitation", node)
    graph.text(node, f"{EV}citationKind", reference.kind)
    graph.text(node, f"{EV}vergaderjaar", reference.vergaderjaar)
    graph.text(node, f"{EV}page", reference.page)
    graph.text(node, f"{EV}article", reference.article or None)  # a jci reference may leave its article empty
    if reference.attachment:
        graph.boolean(node, f"{EV}isAttachment", True)
    if reference.explained_by is not None:
        graph.link(node, f"{EV}explainedBy", frame.part(f"voetnoot-{reference.explained_by}"))
    for candidate in reference.candidates:
        _link_candidate(frame, node, candidate)
    _locate(frame, node, reference.section, reference.footnote)
    frame.provenance(node, reference.rule, reference.confidence)
    if reference.confidence >= _PLAIN_FROM:
        graph.link(frame.fiche, verb, target)


def _target(frame: Frame, reference: Reference) -> str:
    """Describe what is cited; things known by name are described in the graph of the authorities."""
    if not reference.target.startswith("name:"):
        describe(frame.graph, parse_identifier(reference.target), frame.base)
    return reference.iri


def _map_unresolved(frame: Frame, place: Unresolved) -> None:
    graph = frame.graph
    node = frame.part(f"onopgelost-{place.start}-{place.end}-{place.reason}")
    graph.types(node, f"{EV}UnresolvedReference")
    graph.link(frame.fiche, f"{EV}hasUnresolved", node)
    graph.label(node, place.text)
    graph.link(node, f"{EV}reason", f"{EV}reason-{place.reason}")
    graph.date(node, f"{EV}inferredDate", place.inferred_date)
    for candidate in place.candidates:
        _link_candidate(frame, node, candidate)
    _locate(frame, node, place.section, place.footnote)
    frame.evidence(node, place.start, place.end, f"abstain-{place.reason}", 0.0)


def _link_candidate(frame: Frame, node: str, candidate: str) -> None:
    """Name what may be meant; a CELEX candidate keeps its own IRI, or PC and DC would fall together."""
    try:
        identifier = parse_identifier(candidate)
    except InvalidIdentifier:
        return
    iri = getattr(identifier, "resource", None) or identifier.iri(frame.base)
    frame.graph.link(node, f"{EV}candidate", iri)
    frame.graph.text(iri, f"{SKOS}notation", candidate)


def _locate(frame: Frame, node: str, section: str | None, footnote: int | None) -> None:
    if section is not None:
        frame.graph.link(node, f"{EV}inSection", frame.part(f"sectie-{section}"))
    if footnote is not None:
        frame.graph.link(node, f"{EV}inFootnote", frame.part(f"voetnoot-{footnote}"))
