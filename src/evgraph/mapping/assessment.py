"""What the fiche judges: competences, legal basis, and the cabinet's attitude per aspect."""

from __future__ import annotations

from evgraph.identifiers import Body
from evgraph.mapping.frame import Frame
from evgraph.mapping.targets import describe
from evgraph.namespaces import EV

CABINET = Body(slug="kabinet")


def map_assessment(frame: Frame) -> None:
    """State competences, legal basis and positions, each with its sentence."""
    findings, graph = frame.reading.findings, frame.graph
    for claim in findings.competences:
        node = frame.part(f"bevoegdheid-{claim.field.removeprefix('field-')}")
        graph.types(node, f"{EV}Competence")
        graph.link(frame.fiche, f"{EV}hasCompetence", node)
        graph.link(node, f"{EV}onPolicyField", f"{EV}{claim.field}")
        graph.link(node, f"{EV}competenceType", f"{EV}{claim.type}")
        if claim.provision is not None:
            graph.link(node, f"{EV}groundedIn", describe(graph, claim.provision, frame.base))
        frame.evidence(node, claim.start, claim.end, claim.rule, claim.confidence)
    for attitude in findings.attitudes:
        node = frame.part(f"positie-{attitude.aspect.removeprefix('aspect-')}")
        graph.types(node, f"{EV}Position")
        graph.link(frame.fiche, f"{EV}hasPosition", node)
        graph.link(node, f"{EV}aspect", f"{EV}{attitude.aspect}")
        graph.link(node, f"{EV}valence", f"{EV}{attitude.valence}")
        graph.link(node, f"{EV}holder", CABINET.iri(frame.base))
        frame.evidence(node, attitude.start, attitude.end, attitude.rule, attitude.confidence)
    for basis in findings.legal_basis:
        node = frame.part(f"rechtsbasis-{str(basis.provision).replace('/', '-').lower()}")
        provision = describe(graph, basis.provision, frame.base)
        graph.link(frame.fiche, f"{EV}hasLegalBasis", provision)
        graph.types(node, f"{EV}LegalBasis")
        graph.link(frame.fiche, f"{EV}hasLegalBasisStatement", node)
        graph.link(node, f"{EV}groundedIn", provision)
        frame.evidence(node, basis.start, basis.end, basis.rule, basis.confidence)
