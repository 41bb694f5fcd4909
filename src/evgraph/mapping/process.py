"""The parliamentary process: case, signatory, committees, activities, Council, ministries."""

from __future__ import annotations

from evgraph.authorities import Authorities
from evgraph.identifiers import Body, Committee, Council, slugify
from evgraph.mapping.frame import Frame
from evgraph.model import Activity, Commitment, CommitteeRole, Person
from evgraph.namespaces import DCTERMS, ELI_DL, EV, FOAF, ORG

TWEEDE_KAMER = "https://identifier.overheid.nl/tooi/id/oorg/oorg10002"
_CONFIDENCE = 0.99
_SHORTEST_PREFIXES = ("vaste commissie voor ", "algemene commissie voor ", "tijdelijke commissie ", "commissie ")


def map_process(frame: Frame, authorities: Authorities) -> None:
    """State who signed, which committees deal with it, what is planned, and who leads."""
    header, general = frame.reading.fiche.header, frame.reading.fiche.general
    if header.signatory is not None:
        _map_signatory(frame, header.signatory, authorities)
    if header.submitter is not None:
        same = header.signatory is not None and header.signatory.name == header.submitter.name
        _participation(frame, "indiener", "ondertekenaar" if same else "indiener", header.submitter)
    for role in header.committees:
        _map_committee(frame, role, authorities)
    for activity in header.activities:
        _map_activity(frame, activity, authorities)
    for commitment in header.commitments:
        _map_commitment(frame, commitment)
    if general.council is not None and (council := authorities.council(general.council)) is not None:
        _map_council(frame, council, general.council)
    for predicate, names in (
        (f"{EV}leadMinistry", (general.lead_ministry,)),
        (f"{EV}coMinistry", general.other_ministries),
    ):
        for name in names:
            ministry = authorities.ministry(name, header.date) if name else None
            if ministry is not None and ministry.iri is not None:
                frame.graph.link(frame.fiche, predicate, ministry.iri)
                frame.graph.link(frame.field("lead_ministry"), f"{EV}yields", ministry.iri)


def _map_commitment(frame: Frame, commitment: Commitment) -> None:
    graph, node = frame.graph, frame.part(f"toezegging-{slugify(commitment.number)}")
    graph.types(node, f"{EV}Toezegging")
    graph.link(frame.fiche, f"{EV}hasToezegging", node)
    graph.label(node, f"toezegging {commitment.number}")
    graph.text(node, f"{DCTERMS}identifier", commitment.number)
    graph.text(node, f"{EV}commitmentText", commitment.text)
    graph.text(node, f"{EV}commitmentStatus", commitment.status)
    graph.date(node, f"{DCTERMS}created", commitment.date)
    graph.date(node, f"{DCTERMS}valid", commitment.due)
    frame.header_evidence(node, None, _CONFIDENCE)


def _map_signatory(frame: Frame, person: Person, authorities: Authorities) -> None:
    graph, node, role = frame.graph, frame.part("ondertekenaar"), frame.part("ondertekenaar-rol")
    graph.types(node, f"{FOAF}Person")
    graph.text(node, f"{FOAF}name", person.name)
    graph.label(node, person.name)
    graph.link(frame.fiche, f"{EV}signatory", node)
    graph.types(role, f"{ORG}Membership")
    graph.link(role, f"{ORG}member", node)
    graph.text(role, f"{EV}roleText", person.role)
    graph.date(role, f"{EV}asOf", frame.reading.fiche.header.date)
    ministry = authorities.ministry(person.role, frame.reading.fiche.header.date)
    if ministry is not None and ministry.iri is not None:
        graph.link(role, f"{ORG}organization", ministry.iri)
    frame.header_evidence(node, person.span, _CONFIDENCE)


def _participation(frame: Frame, role: str, person_part: str, person: Person) -> None:
    node = frame.part(f"rol-{role}")
    frame.graph.types(node, f"{ELI_DL}Participation")
    frame.graph.link(node, f"{ELI_DL}participation_role", f"{EV}role-{role}")
    frame.graph.link(node, f"{ELI_DL}had_participant_person", frame.part(person_part))
    frame.graph.text(node, f"{EV}roleText", person.role)
    frame.graph.types(frame.part(person_part), f"{FOAF}Person")
    frame.graph.text(frame.part(person_part), f"{FOAF}name", person.name)
    frame.graph.label(frame.part(person_part), person.name)
    _attach(frame, node)
    frame.header_evidence(node, person.span, _CONFIDENCE)


def _map_committee(frame: Frame, role: CommitteeRole, authorities: Authorities) -> None:
    committee = _committee(role.name, authorities)
    node = frame.part(f"rol-{role.role.casefold()}-{committee.slug}")
    graph = frame.graph
    graph.types(node, f"{ELI_DL}Participation")
    graph.link(node, f"{ELI_DL}participation_role", f"{EV}role-{role.role.casefold()}")
    graph.link(node, f"{ELI_DL}had_participant_organization", _organisation(frame, committee, role.name))
    _attach(frame, node)
    frame.header_evidence(node, role.span, _CONFIDENCE)


def _attach(frame: Frame, participation: str) -> None:
    """A role is played in the case; without a case number, in the paper itself."""
    case = frame.identity.case
    holder = case.iri(frame.base) if case is not None else frame.fiche
    frame.graph.link(holder, f"{ELI_DL}had_participation", participation)


def _map_activity(frame: Frame, activity: Activity, authorities: Authorities) -> None:
    moment = activity.start.replace("-", "").replace(":", "")
    # Several meetings of one kind may start at the same moment: the body and the title tell them apart.
    same = [a for a in frame.reading.fiche.header.activities if (a.start, a.type) == (activity.start, activity.type)]
    more = f"-{slugify(f'{activity.body} {activity.title}')[:80].strip('-')}" if len(same) > 1 else ""
    node = frame.part(f"activiteit-{moment}-{slugify(activity.type)}{more}")
    graph = frame.graph
    graph.types(node, f"{ELI_DL}Activity")
    graph.label(node, activity.title)
    graph.moment(node, f"{ELI_DL}activity_start_date", activity.start)
    graph.text(node, f"{EV}activityKind", activity.type)
    if frame.identity.case is not None:
        graph.link(node, f"{ELI_DL}forms_part_of", frame.identity.case.iri(frame.base))
    held_by = f"{node}-organisatie"
    graph.link(node, f"{ELI_DL}had_participation", held_by)
    graph.types(held_by, f"{ELI_DL}Participation")
    graph.link(held_by, f"{ELI_DL}participation_role", f"{EV}role-organiserend")
    graph.link(held_by, f"{ELI_DL}had_participant_organization", _holder(frame, activity.body, authorities))
    frame.header_evidence(held_by, activity.span, _CONFIDENCE)
    frame.header_evidence(node, activity.span, _CONFIDENCE)


def _holder(frame: Frame, body: str, authorities: Authorities) -> str:
    if body in {"TK", "Tweede Kamer"}:
        return TWEEDE_KAMER
    if "commissie" in body.casefold():
        return _organisation(frame, _committee(body, authorities), body)
    identifier = Body(slug=slugify(body) or "onbekend")
    node = identifier.iri(frame.base)
    frame.graph.types(node, f"{EV}Body")
    frame.graph.text(node, f"{DCTERMS}identifier", str(identifier))
    frame.graph.label(node, body)
    return node


def _committee(name: str, authorities: Authorities) -> Committee:
    """The committee of the authority file, else one named after its own name."""
    known = authorities.committee(name)
    if known is not None:
        return known
    short = next((name[len(p) :] for p in _SHORTEST_PREFIXES if name.casefold().startswith(p)), name)
    return Committee(slug=slugify(short) or "onbekend")


def _organisation(frame: Frame, committee: Committee, name: str) -> str:
    iri = committee.iri(frame.base)
    frame.graph.types(iri, f"{EV}Committee", f"{ORG}OrganizationalUnit")
    frame.graph.text(iri, f"{DCTERMS}identifier", str(committee))
    frame.graph.label(iri, name)
    return iri


def _map_council(frame: Frame, council: Council, name: str) -> None:
    iri = council.iri(frame.base)
    frame.graph.types(iri, f"{EV}CouncilConfiguration", f"{ORG}OrganizationalUnit")
    frame.graph.text(iri, f"{DCTERMS}identifier", str(council))
    frame.graph.label(iri, name)
    frame.graph.link(frame.fiche, f"{EV}councilConfiguration", iri)
    frame.graph.link(frame.field("council"), f"{EV}yields", iri)
