"""Golden cases: what must be found in a fiche, made by hand before the code."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Quad, RdfFormat, Triple, parse

from evgraph.ingest import ingest
from evgraph.model import Reference
from evgraph.pipeline import BuildReport
from evgraph.reading import Reading, find_references, read_document
from evgraph.settings import Settings
from tests.corpus import ALL_CASES, Case

CASES = pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.slug)
_KEYS = ("kind", "text", "start", "end", "target", "iri", "footnote", "section", "attachment", "vergaderjaar")


def test_there_are_enough_cases() -> None:
    assert len(ALL_CASES) >= 3


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {case.slug: read_document(ingest(case.input)) for case in ALL_CASES}


def _as_expected(reference: Reference) -> dict[str, Any]:
    values = {key: getattr(reference, key) for key in _KEYS}
    return values | {"attachment": bool(values["attachment"])}


@CASES
def test_every_explicit_reference_and_no_other(case: Case, readings: dict[str, Reading]) -> None:
    expected = [{key: row.get(key) for key in _KEYS} for row in case.expected("refs")]
    for row in expected:
        row["attachment"] = bool(row["attachment"])
    found = [_as_expected(r) for r in readings[case.slug].findings.references if r.kind != "named"]
    assert found == expected


def test_the_sample_has_37_explicit_references_to_36_targets(readings: dict[str, Reading]) -> None:
    found = [r for r in readings["economische-veiligheid"].findings.references if r.kind != "named"]
    assert len(found) == 37
    assert len({r.target for r in found}) == 36
    assert [r.target for r in found].count("kst-30821-244") == 2
    assert sum(r.kind == "kamerstuk" for r in found) == 24


@CASES
def test_names_resolve_as_expected_or_are_left_open(case: Case, readings: dict[str, Reading]) -> None:
    findings = readings[case.slug].findings
    found = {(r.start, r.end): r.target for r in findings.references if r.kind == "named"}
    for row in case.expected("named"):
        if row["target"] is not None:
            assert found.pop((row["start"], row["end"])) == row["target"], row
    assert not found, "names that the expected result does not have"


@CASES
def test_a_name_with_several_meanings_is_never_guessed(case: Case, readings: dict[str, Reading]) -> None:
    findings = readings[case.slug].findings
    for row in case.expected("named"):
        if row["target"] is None:
            here = [p for p in findings.unresolved if p.start <= row["start"] and row["end"] <= p.end]
            assert here, row
            assert set(row["candidates"]) >= set(here[0].candidates)


@CASES
def test_the_document_is_read_as_expected(case: Case, readings: dict[str, Reading]) -> None:
    assert readings[case.slug].to_dict() == case.expected("read")


@CASES
def test_every_span_holds_its_text(case: Case, readings: dict[str, Reading]) -> None:
    reading, text = readings[case.slug], case.text
    for reference in reading.findings.references:
        assert text[reference.start : reference.end] == reference.text
    for section in reading.fiche.sections:
        assert text.startswith(section.heading, section.start)
        assert section.end <= len(text)
    for note in reading.fiche.footnotes:
        assert text[note.start : note.end] == note.text
        assert note.marker is not None
        assert text[note.marker.start : note.marker.end] == str(note.number)
    for field in (*reading.fiche.header.fields, *reading.fiche.general.fields):
        assert text[field.start : field.end] == field.value


@CASES
def test_references_alone_are_those_of_the_whole_reading(case: Case, readings: dict[str, Reading]) -> None:
    reading = readings[case.slug]
    assert find_references(case.text, date=reading.fiche.header.date) == reading.findings.references


@CASES
def test_the_graph_holds_the_facts(case: Case, corpus: tuple[BuildReport, Settings]) -> None:
    built = {one.path.resolve(): one for one in corpus[0].built}[case.input]
    graph = {Triple(quad.subject, quad.predicate, quad.object) for quad in built.quads}
    wanted = {
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in parse(path=case.folder / "facts.ttl", format=RdfFormat.TURTLE)
    }
    assert len(wanted) >= 10
    assert not wanted - graph


@CASES
def test_the_graph_has_no_violations(case: Case, corpus: tuple[BuildReport, Settings]) -> None:
    built = {one.path.resolve(): one for one in corpus[0].built}[case.input]
    assert not built.violations


def test_the_two_warnings_of_the_sample(corpus: tuple[BuildReport, Settings]) -> None:
    built = {one.subject: one for one in corpus[0].built}["kst-22112-4239"]
    late, number = sorted(built.findings, key=lambda finding: finding.shape)
    assert (late.severity, number.severity) == ("Warning", "Warning")
    for part in ("16", "2025-12-03", "2026-01-14", "2026-01-30", "kst-22112-1366"):
        assert part in late.message_nl
        assert part in late.message_en
    assert "niet nagegaan" in late.message_nl
    assert "not checked" in late.message_en
    for part in ("JOIN (2024) 977", "52025JC0977"):
        assert part in number.message_nl
        assert part in number.message_en


def test_one_named_graph_per_document_and_no_blank_nodes(corpus: tuple[BuildReport, Settings]) -> None:
    for built in corpus[0].built:
        quads: tuple[Quad, ...] = built.quads
        assert {str(quad.graph_name) for quad in quads} == {
            f"<https://w3id.org/evgraph/graph/kamerstuk/{built.subject[4:].replace('-', '/', 1)}>"
        }
        assert not any("_:" in (str(quad.subject) + str(quad.object))[:3] for quad in quads)


def test_the_papers_own_numbers_are_no_citations(corpus: tuple[BuildReport, Settings]) -> None:
    cites = "http://purl.org/spar/cito/cites"
    for built in corpus[0].built:
        own = {f"<https://w3id.org/evgraph/id/{path}>" for path in _own_paths(frozenset(built.own))}
        assert not any(q.predicate.value == cites and str(q.object) in own for q in built.quads)


def _own_paths(own: frozenset[str]) -> list[str]:
    paths = []
    for name in own:
        folder = "zaak" if "Z" in name else "tk-document" if "D" in name else "kamerstuk"
        paths.append(f"{folder}/{name.removeprefix('kst-').replace('-', '/', 1)}")
    return paths
