"""What is asked for, which of two numbers is meant, and what is carried over from the cache."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from evgraph.enrichment import cached_quads
from evgraph.enrichment.cache import keep_answer
from evgraph.enrichment.facts import RESOURCE_TYPE, Answer
from evgraph.enrichment.graph import choose
from evgraph.enrichment.wanted import Thing, graph_name, things_in
from evgraph.identifiers import BASE, Celex, parse_identifier
from evgraph.mapping.graph import GraphBuilder
from evgraph.mapping.targets import describe
from evgraph.namespaces import DCTERMS, ELI, FOAF, PROV, RDFS

PC, DC = Celex(number="52026PC0931"), Celex(number="52026DC0931")
DOCUMENT = f"{BASE}id/eu-document/COM-2026-931"
CELEX = "http://publications.europa.eu/resource/celex/"


def _described(*identifiers: str, graph: str = f"{BASE}graph/test") -> list[Quad]:
    builder = GraphBuilder(graph)
    for identifier in identifiers:
        describe(builder, parse_identifier(identifier), BASE)
    return list(builder.quads())


def _answer(number: Celex, *, known: bool = True, **facts: object) -> Answer:
    works = (f"http://publications.europa.eu/resource/cellar/{number}",) if known else ()
    return Answer(
        celex=str(number),
        endpoint="https://example.org/sparql",
        retrieved="2026-11-27",
        works=works,
        date="2026-04-01" if known else None,
        **facts,  # type: ignore[arg-type]
    )


def _numbers(things: Iterable[Thing]) -> dict[str, tuple[list[str], list[str]]]:
    return {thing.iri: (list(map(str, thing.numbers)), list(map(str, thing.linked))) for thing in things}


def test_documents_and_acts_are_asked_for_and_nothing_else() -> None:
    quads = _described("COM(2026)931", "32019R0452", "C(2020)1234", "kst-22112-4239", "TFEU/207", "2024/0017(COD)")
    assert _numbers(things_in(quads)) == {
        DOCUMENT: (["52026DC0931", "52026PC0931"], []),
        f"{CELEX}32019R0452": (["32019R0452"], ["32019R0452"]),
        f"{BASE}id/eu-document/C-2020-1234": ([], []),
    }


def test_a_number_from_a_link_is_told_apart_from_one_that_may_be() -> None:
    found = _numbers(things_in(_described("COM(2026)931", "52026PC0931", "52025JC0977")))
    assert found[DOCUMENT] == (["52026DC0931", "52026PC0931"], ["52026PC0931"])
    assert found[f"{BASE}id/eu-document/JOIN-2025-977"] == (["52025JC0977"], ["52025JC0977"])


def test_what_cellar_added_is_not_asked_for() -> None:
    assert things_in(_described("32014R0910", graph=graph_name())) == ()


def _thing(*linked: Celex) -> Thing:
    return Thing(iri=DOCUMENT, numbers=(DC, PC), linked=linked)


@pytest.mark.parametrize(
    ("linked", "known", "asked", "chosen"),
    [
        ((), {PC}, {PC, DC}, PC),
        ((), {DC}, {PC, DC}, DC),
        ((), {PC, DC}, {PC, DC}, None),
        ((), set(), {PC, DC}, None),
        # The other may be there as well: nobody asked.
        ((), {PC}, {PC}, None),
        ((), set(), set(), None),
        # A link settles what Cellar does not.
        ((PC,), {PC, DC}, {PC, DC}, PC),
        ((PC,), {PC}, {PC}, PC),
        ((PC, DC), {PC, DC}, {PC, DC}, None),
        ((PC, DC), {PC}, {PC, DC}, PC),
        # A link to what is not there does not.
        ((PC,), {DC}, {PC, DC}, DC),
        ((PC,), set(), {PC, DC}, None),
    ],
)
def test_which_of_two_numbers_is_meant(
    linked: tuple[Celex, ...], known: set[Celex], asked: set[Celex], chosen: Celex | None
) -> None:
    answers = {number: _answer(number, known=number in known) for number in asked}
    assert choose(_thing(*linked), answers) == chosen


def _said(quads: Iterable[Quad], subject: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in quads:
        if quad.subject == NamedNode(subject) and isinstance(quad.object, NamedNode | Literal):
            found.setdefault(quad.predicate.value, set()).add(quad.object.value)
    return found


def test_without_a_cache_nothing_is_said(tmp_path: Path) -> None:
    assert list(cached_quads(tmp_path / "none", _described("COM(2026)931"))) == []


def test_a_settled_document_has_facts_and_two_lookups(tmp_path: Path) -> None:
    kinds = (f"{RESOURCE_TYPE}PROP_REG",)
    keep_answer(tmp_path, _answer(PC, types=kinds, based_on=("12016E114", "32014R0910"), in_force=False))
    keep_answer(tmp_path, _answer(DC, known=False))
    quads = list(cached_quads(tmp_path, _described("COM(2026)931")))
    assert {quad.graph_name for quad in quads} == {NamedNode(f"{BASE}graph/enrich/cellar")}
    assert _said(quads, DOCUMENT) == {
        f"{RDFS}seeAlso": {f"{CELEX}52026PC0931"},
        f"{ELI}date_document": {"2026-04-01"},
        f"{ELI}type_document": set(kinds),
        f"{ELI}in_force": {f"{ELI}InForce-notInForce"},
        f"{ELI}based_on": {f"{CELEX}12016E114", f"{CELEX}32014R0910"},
    }
    found, not_found = (_said(quads, f"{graph_name()}#{number}") for number in (PC, DC))
    assert found[f"{PROV}wasDerivedFrom"] == {"http://publications.europa.eu/resource/cellar/52026PC0931"}
    assert f"{PROV}wasDerivedFrom" not in not_found
    for lookup in (found, not_found):
        assert lookup[f"{FOAF}primaryTopic"] == {DOCUMENT}
        assert lookup[f"{DCTERMS}source"] == {"https://example.org/sparql"}
        assert lookup[f"{PROV}generatedAtTime"] == {"2026-11-27T00:00:00"}


def test_an_act_that_others_rest_on_is_named_and_a_treaty_article_is_not(tmp_path: Path) -> None:
    keep_answer(tmp_path, _answer(Celex(number="32019R0452"), based_on=("12016E114", "32014R0910", "32016R0679")))
    quads = list(cached_quads(tmp_path, _described("32019R0452", "32016R0679")))
    assert _said(quads, f"{CELEX}32014R0910")[f"{RDFS}label"] == {"CELEX 32014R0910"}
    assert not _said(quads, f"{CELEX}12016E114")
    # The graph names this one itself.
    assert f"{RDFS}label" not in _said(quads, f"{CELEX}32016R0679")


def test_while_it_is_open_nothing_is_said_of_the_document(tmp_path: Path) -> None:
    keep_answer(tmp_path, _answer(PC))
    keep_answer(tmp_path, _answer(DC))
    quads = list(cached_quads(tmp_path, _described("COM(2026)931")))
    assert not _said(quads, DOCUMENT)
    assert _said(quads, f"{graph_name()}#{PC}")


def test_only_what_is_still_in_the_graph_is_carried_over_in_the_same_order(tmp_path: Path) -> None:
    for number in ("32019R0452", "32014R0910"):
        keep_answer(tmp_path, _answer(Celex(number=number)))
    quads = list(cached_quads(tmp_path, _described("32019R0452")))
    assert "32014R0910" not in str(quads)
    assert quads == list(cached_quads(tmp_path, reversed(_described("32019R0452"))))


def test_another_base_gives_another_graph(tmp_path: Path) -> None:
    keep_answer(tmp_path, _answer(PC))
    keep_answer(tmp_path, _answer(DC, known=False))
    builder = GraphBuilder("https://example.org/graph/test")
    describe(builder, parse_identifier("COM(2026)931"), "https://example.org/")
    quads = list(cached_quads(tmp_path, builder.quads(), base="https://example.org/"))
    assert {quad.graph_name for quad in quads} == {NamedNode("https://example.org/graph/enrich/cellar")}
    assert _said(quads, "https://example.org/id/eu-document/COM-2026-931")
