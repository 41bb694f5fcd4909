"""What the graph says of the things cited, from a footnote that cites one of each kind to a valid, answerable graph."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from evgraph.authorities import load_authorities
from evgraph.identifiers import BASE, parse_identifier
from evgraph.identity import identify
from evgraph.mapping import map_reading
from evgraph.mapping.graph import GraphBuilder
from evgraph.mapping.shared import map_shared
from evgraph.mapping.targets import describe
from evgraph.messages import KINDS
from evgraph.namespaces import CITO, DCTERMS, ELI, ELI_DL, EV, FOAF, RDF_TYPE, RDFS
from evgraph.picture import draw
from evgraph.querying import ask, list_questions
from evgraph.store import EmbeddedStore
from evgraph.tracing import Step, Trace, trace_from
from evgraph.validation import validate_quads
from tests.unit.fiches import PAGE, read_text, write_fiche

FICHE = f"{BASE}id/kamerstuk/22112/9901"
NOTE = (
    "Handelingen II 2019/20, nr. 35, item 8, p. 12; Aanhangsel Handelingen II 2019/20, nr. 1234; Stb. 2020, 123; "
    "PbEU 2019, L 79; ECLI:EU:C:2019:1022; BWBR0005730; 2024/0017(COD); dossier 36 410 V"
)
SECOND = (
    "Stcrt. 2020, 12345; Trb. 2018, 60; jci1.3:c:BWBR0005288&artikel=3:15; BWBV0001000; jci1.3:c:BWBR0005537&artikel="
)
TARGETS = {
    "h-tk-20192020-35-8": ("handelingen", "handelingen/tk/2019-2020/35/8"),
    "ah-tk-20192020-1234": ("aanhangsel", "aanhangsel/tk/2019-2020/1234"),
    "stb-2020-123": ("stb", "stb/2020/123"),
    "oj-2019-L-79": ("oj", "oj/2019/L/79"),
    "ECLI:EU:C:2019:1022": ("ecli", "ecli/ECLI:EU:C:2019:1022"),
    "BWBR0005730": ("bwb", "bwb/BWBR0005730"),
    "2024/0017(COD)": ("procedure", "procedure/2024-0017-COD"),
    "dossier-36410-V": ("dossier", "dossier/36410-V"),
    "stcrt-2020-12345": ("stcrt", "stcrt/2020/12345"),
    "trb-2018-60": ("trb", "trb/2018/60"),
    "BWBR0005288": ("bwb", "bwb/BWBR0005288"),
    "BWBV0001000": ("bwb", "bwb/BWBV0001000"),
    "BWBR0005537": ("bwb", "bwb/BWBR0005537"),
}


@pytest.fixture(scope="module")
def quads() -> tuple[Quad, ...]:
    body: dict[str, str | None] = {
        "Inhoud voorstel": "De Commissie stelt een verordening voor.1 Daarover is vaker gesproken.2"
    }
    reading = read_text(write_fiche(page=PAGE, body=body, notes=f"1. {NOTE} ↩\n2. {SECOND} ↩\n"))
    return tuple(map_reading(reading, identify(reading.fiche), load_authorities()))


@pytest.fixture(scope="module")
def store(quads: tuple[Quad, ...]) -> EmbeddedStore:
    return EmbeddedStore.in_memory([*quads, *map_shared(load_authorities())])


def _citations(quads: tuple[Quad, ...]) -> dict[str, dict[str, str]]:
    """For each thing cited what is said of the citation, by property."""
    nodes: dict[str, dict[str, str]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            nodes.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    cited = f"{CITO}hasCitedEntity"
    return {said[cited].removeprefix(f"{BASE}id/"): said for said in nodes.values() if cited in said}


def _said(identifier: str) -> dict[str, set[str]]:
    graph = GraphBuilder("https://example.org/graph")
    iri = describe(graph, parse_identifier(identifier), BASE)
    found: dict[str, set[str]] = {}
    for quad in graph.quads():
        if quad.subject == NamedNode(iri) and isinstance(quad.object, NamedNode | Literal):
            found.setdefault(quad.predicate.value, set()).add(quad.object.value)
    return found


def test_a_note_with_every_kind_gives_a_valid_graph(quads: tuple[Quad, ...]) -> None:
    surroundings = [quad for quad in map_shared(load_authorities()) if "graph/authorities" not in str(quad.graph_name)]
    findings = validate_quads([*quads, *surroundings])
    assert not [finding for finding in findings if finding.severity == "Violation"]


def test_every_target_is_cited_from_its_note(quads: tuple[Quad, ...]) -> None:
    citations = _citations(quads)
    for kind, path in TARGETS.values():
        assert citations[path][f"{EV}citationKind"] == kind
        assert citations[path][f"{EV}inFootnote"].startswith(f"{FICHE}#voetnoot-")
    plain = {quad.object for quad in quads if quad.predicate.value == f"{CITO}cites"}
    assert {NamedNode(f"{BASE}id/{path}") for _, path in TARGETS.values()} <= plain


def test_every_target_has_class_number_and_name(quads: tuple[Quad, ...]) -> None:
    for target, (_, path) in TARGETS.items():
        node = NamedNode(f"{BASE}id/{path}")
        said = {quad.predicate.value: quad.object for quad in quads if quad.subject == node}
        assert said[f"{DCTERMS}identifier"] == Literal(target)
        assert {RDF_TYPE, f"{RDFS}label"} <= set(said)


def test_page_and_article_stand_on_the_citation(quads: tuple[Quad, ...]) -> None:
    citations = _citations(quads)
    assert citations["handelingen/tk/2019-2020/35/8"][f"{EV}page"] == "12"
    assert citations["handelingen/tk/2019-2020/35/8"][f"{EV}vergaderjaar"] == "2019-2020"
    assert citations["bwb/BWBR0005288"][f"{EV}article"] == "3:15"
    assert f"{EV}page" not in citations["stb/2020/123"]
    assert f"{EV}article" not in citations["bwb/BWBR0005730"]
    assert f"{EV}article" not in citations["bwb/BWBR0005537"]


@pytest.mark.parametrize(
    ("identifier", "label"),
    [
        ("h-tk-20192020-35-8", "Handelingen II 2019-2020, nr. 35, item 8"),
        ("h-ek-20122013-22", "Handelingen I 2012-2013, nr. 22"),
        ("ah-tk-20192020-1234", "Aanhangsel Handelingen II 2019-2020, nr. 1234"),
        ("ah-ek-20182019-3", "Aanhangsel Handelingen I 2018-2019, nr. 3"),
        ("stb-2020-123", "Stb. 2020, 123"),
        ("stcrt-2020-12345", "Stcrt. 2020, 12345"),
        ("trb-2018-60", "Trb. 2018, 60"),
        ("oj-2019-L-79", "PbEU 2019, L 79"),
        ("oj-2023-L-127I", "PbEU 2023, L 127 I"),
        ("oj-1999-L-187", "PbEG 1999, L 187"),
        ("ECLI:EU:C:2019:1022", "ECLI:EU:C:2019:1022"),
        ("BWBR0005730", "BWBR0005730"),
        ("2024/0017(COD)", "procedure 2024/0017(COD)"),
        ("dossier-36410-V", "dossier 36410-V"),
        ("kst-22112-4239", "Kamerstuk 22112, nr. 4239"),
        ("2025D47467", "2025D47467"),
        ("2026Z02007", "zaak 2026Z02007"),
        ("COM(2025)945", "COM(2025)945"),
        ("32019R0452", "CELEX 32019R0452"),
        ("TFEU/4/2/a", "artikel 4, lid 2, onder a, VWEU"),
    ],
)
def test_a_thing_is_called_as_lawyers_write_it(identifier: str, label: str) -> None:
    said = _said(identifier)
    assert said[f"{RDFS}label"] == {label}
    assert said[f"{DCTERMS}identifier"] == {identifier}


@pytest.mark.parametrize(
    ("identifier", "classes"),
    [
        ("h-tk-20192020-35-8", {f"{EV}OfficialPublication", f"{ELI}Work"}),
        ("ah-tk-20192020-1234", {f"{EV}OfficialPublication", f"{ELI}Work"}),
        ("trb-2018-60", {f"{EV}OfficialPublication", f"{ELI}Work"}),
        ("oj-2019-L-79", {f"{EV}OfficialPublication", f"{ELI}Work"}),
        ("ECLI:EU:C:2019:1022", {f"{EV}Judgment", f"{ELI}Work"}),
        ("BWBR0005730", {f"{EV}NationalLaw", f"{ELI}LegalResource"}),
        # A treaty in the Basiswettenbestand is no Dutch law.
        ("BWBV0001000", {f"{ELI}LegalResource"}),
        ("2024/0017(COD)", {f"{ELI_DL}Process"}),
        ("dossier-36410-V", {f"{EV}Dossier"}),
    ],
)
def test_a_thing_has_all_its_classes(identifier: str, classes: set[str]) -> None:
    assert _said(identifier)[RDF_TYPE] == classes


@pytest.mark.parametrize(
    ("identifier", "page"),
    [
        ("h-tk-20192020-35-8", "https://zoek.officielebekendmakingen.nl/h-tk-20192020-35-8.html"),
        ("stb-2020-123", "https://zoek.officielebekendmakingen.nl/stb-2020-123.html"),
        ("BWBR0005730", "https://wetten.overheid.nl/BWBR0005730"),
        ("h-tk-20192020-35", None),
        ("oj-2019-L-79", None),
        ("dossier-36410-V", None),
    ],
)
def test_a_thing_has_the_page_of_its_publisher_if_it_has_one(identifier: str, page: str | None) -> None:
    assert _said(identifier).get(f"{FOAF}page", set()) == ({page} if page else set())


def test_a_commission_document_is_described_once() -> None:
    said = _said("52025JC0977")
    assert said[f"{DCTERMS}identifier"] == {"JOIN(2025)977"}
    assert said[f"{RDFS}seeAlso"] == {"http://publications.europa.eu/resource/celex/52025JC0977"}


@pytest.mark.parametrize("identifier", ["committee:europese-zaken", "council:ecofin", "body:enisa", "name:quantum-act"])
def test_what_is_known_by_name_is_described_elsewhere(identifier: str) -> None:
    assert _said(identifier) == {}


def test_every_kind_has_a_plural_in_both_languages() -> None:
    found = {"tk-document", "tk-zaak", "kamerstuk", "eu-document", "celex", "eu-act", "treaty", "named"}
    found |= {kind for kind, _ in TARGETS.values()}
    assert found == set(KINDS)
    assert all(set(words) == {"nl", "en"} for words in KINDS.values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn(kind: str) -> None:
    child = Step(id="x-1", iri="https://example.org/x", label="iets", kind=kind, loaded=False)
    root = Step(
        id="kst-1", iri="https://example.org/r", label="Fiche", kind="kamerstuk", loaded=True, children=(child,)
    )
    assert "(1)</text>" in draw(Trace(root=root, direction="out", frontier=()))


def test_a_trace_shows_every_target(store: EmbeddedStore) -> None:
    trace = trace_from(store, FICHE)
    kinds = {step.id: step.kind for step in trace.root.children}
    assert {target: kind for target, (kind, _) in TARGETS.items()}.items() <= kinds.items()
    assert "Handelingen II 2019-2020, nr. 35, item 8" in draw(trace)


def test_papers_that_are_no_kamerstuk_are_built_on_too(store: EmbeddedStore) -> None:
    question = next(question for question in list_questions() if question.name == "builds-on")
    rows = ask(store, question, {"fiche": "kst-22112-9901"}).to_dicts()
    assert {row["document"] for row in rows} == {"h-tk-20192020-35-8", "ah-tk-20192020-1234", "dossier-36410-V"}


def test_a_dossier_cited_as_a_whole_counts_per_dossier_only(store: EmbeddedStore) -> None:
    question = next(question for question in list_questions() if question.name == "most-cited")
    [row] = ask(store, question, {"per": "dossier"}).to_dicts()
    assert (row["cited"], row["mentions"], row["documents"]) == ("dossier-36410-V", "1", "0")
    assert not ask(store, question, {"per": "document"}).rows
