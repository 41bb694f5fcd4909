"""The ontology: complete, consistent with the code, and its examples pass or fail as they say."""

from __future__ import annotations

import re
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import RDF, SH, Graph, URIRef

from evgraph.messages import REASONS
from evgraph.namespaces import EV
from evgraph.pipeline import BuildReport
from evgraph.policy_fields import load_policy_fields
from evgraph.settings import Settings

ROOT = Path(__file__).parents[1]
ONTOLOGY = ROOT / "ontology"
_SHAPES = sorted((ONTOLOGY / "shapes").glob("*.ttl"))
_VALID = sorted((ONTOLOGY / "examples" / "valid").glob("*.ttl"))
_INVALID = sorted((ONTOLOGY / "examples" / "invalid").glob("*.ttl"))
_SHAPES_NAMESPACE = "https://w3id.org/evgraph/def/shapes#"


def _terms() -> set[str]:
    files = (ONTOLOGY / "evgraph.ttl", ONTOLOGY / "vocabularies.ttl")
    subjects = {quad.subject for file in files for quad in parse(path=file, format=RdfFormat.TURTLE)}
    return {s.value for s in subjects if isinstance(s, NamedNode) and s.value.startswith(EV)}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    graph = Graph()
    for path in _SHAPES:
        if not path.name.startswith("_"):
            graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def surroundings() -> Graph:
    graph = Graph()
    for name in ("evgraph", "vocabularies"):
        graph.parse(ONTOLOGY / f"{name}.ttl")
    return graph


@pytest.mark.parametrize("path", sorted(ONTOLOGY.rglob("*.ttl")), ids=lambda path: path.stem)
def test_every_file_is_turtle_for_both_libraries(path: Path) -> None:
    assert list(parse(path=path, format=RdfFormat.TURTLE))
    assert len(Graph().parse(path))


def test_every_term_in_the_graph_is_defined(corpus: tuple[BuildReport, Settings]) -> None:
    used = {
        node.value
        for built in corpus[0].built
        for quad in built.quads
        for node in (quad.predicate, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(EV)
    }
    assert len(used) > 60
    assert not used - _terms()


def test_every_term_in_the_code_and_the_queries_is_defined() -> None:
    terms = {term.removeprefix(EV) for term in _terms()}
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py")))
    queries = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "queries").glob("*.rq")))
    used = set(re.findall(r"\{EV\}([A-Za-z][\w-]*)\b(?![-{])", code)) | set(re.findall(r"\bev:([\w-]+)", queries))
    used = {name for name in used if not name.endswith("-")}
    assert len(used) > 60
    assert not used - terms


def test_every_domain_and_range_of_our_own_exists() -> None:
    terms = _terms()
    for quad in parse(path=ONTOLOGY / "evgraph.ttl", format=RdfFormat.TURTLE):
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(EV):
            assert quad.object.value in terms


def test_the_ontology_keeps_its_own_style(surroundings: Graph) -> None:
    style = Graph().parse(ONTOLOGY / "shapes" / "_style.ttl").parse(ONTOLOGY / "shapes" / "prefixes.ttl")
    conforms, _, text = pyshacl.validate(surroundings, shacl_graph=style)
    assert conforms, text


def test_the_shapes_are_valid_shapes(surroundings: Graph, shapes: Graph) -> None:
    pyshacl.validate(surroundings, shacl_graph=shapes, meta_shacl=True)


def test_every_shape_says_what_to_do_in_both_languages(shapes: Graph) -> None:
    missing = []
    constraints = set(shapes.subjects(RDF.type, SH.SPARQLConstraint))
    for shape in constraints | set(shapes.subjects(RDF.type, SH.PropertyShape)):
        languages = {getattr(message, "language", None) for message in shapes.objects(shape, SH.message)}
        if not languages >= {"nl", "en"}:
            missing.append(shape)
    assert not missing, missing


def _results(data: Graph, shapes: Graph, surroundings: Graph) -> list[tuple[str, str, str]]:
    _, results, _ = pyshacl.validate(data + surroundings, shacl_graph=shapes, advanced=False, inference="none")
    found = []
    for node in results.subjects(RDF.type, SH.ValidationResult):
        severity = str(results.value(node, SH.resultSeverity)).removeprefix(str(SH))
        for source in (SH.sourceShape, SH.sourceConstraint):
            name = results.value(node, source)
            if isinstance(name, URIRef):
                found.append(
                    (severity, str(name).removeprefix(_SHAPES_NAMESPACE), str(results.value(node, SH.focusNode)))
                )
    return found


def test_there_are_enough_examples() -> None:
    assert len(_VALID) >= 10
    assert len(_INVALID) >= 30


@pytest.mark.parametrize("path", _VALID, ids=lambda path: path.stem)
def test_a_valid_example_passes(path: Path, shapes: Graph, surroundings: Graph) -> None:
    allowed = set(re.findall(r"^# allow: Warning (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    found = _results(Graph().parse(path), shapes, surroundings)
    constraints = {name for severity, name, _ in found if severity == "Warning"}
    assert not [result for result in found if result[0] == "Violation"]
    assert bool(constraints) == bool(allowed)


@pytest.mark.parametrize("path", _INVALID, ids=lambda path: path.stem)
def test_an_invalid_example_fails_for_the_reason_it_gives(path: Path, shapes: Graph, surroundings: Graph) -> None:
    expected = re.search(r"^# expect: (Violation|Warning) (\S+) (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert expected is not None
    assert expected.groups() in _results(Graph().parse(path), shapes, surroundings)


def test_policy_fields_cover_the_treaty() -> None:
    fields = load_policy_fields()
    wanted = {"TFEU/2/4", "TFEU/4/3", "TFEU/4/4", "TFEU/5/1", "TFEU/5/2", "TFEU/5/3"}
    wanted |= {f"TFEU/3/1/{letter}" for letter in "abcde"}
    wanted |= {f"TFEU/4/2/{letter}" for letter in "abcdefghijk"}
    wanted |= {f"TFEU/6/{letter}" for letter in "abcdefg"}
    assert wanted <= set(fields.by_provision)
    by_article = {"2": "sui-generis", "3": "exclusief", "4": "gedeeld", "5": "coordinerend", "6": "aanvullend"}
    for provision, field in fields.by_provision.items():
        assert field.type == f"competence-{by_article[provision.split('/')[1]]}"


def test_reasons_are_called_the_same_in_the_summary_and_in_the_vocabulary() -> None:
    labels = {
        (quad.subject.value.removeprefix(f"{EV}reason-"), quad.object.language): quad.object.value
        for quad in parse(path=ONTOLOGY / "vocabularies.ttl", format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
        and quad.subject.value.startswith(f"{EV}reason-")
        and quad.predicate.value.endswith("#prefLabel")
    }
    said = {(reason, language): text for reason, words in REASONS.items() for language, text in words.items()}
    assert said == labels
