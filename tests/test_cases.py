"""Golden cases: what must be found in a fiche, made by hand before the code."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Quad, RdfFormat, Triple, parse

from evgraph.ingest import ingest
from evgraph.model import Reference
from evgraph.pipeline import BuildReport, run
from evgraph.reading import Reading, find_references, read_document
from evgraph.settings import Settings
from tests.corpus import ALL_CASES, Case

CASES = pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.slug)
TEXTS = pytest.mark.parametrize("case", [c for c in ALL_CASES if not c.is_marked_up], ids=lambda case: case.slug)
_KEYS = ("kind", "text", "start", "end", "target", "iri", "footnote", "section", "attachment", "vergaderjaar")
_OFFSETS = {"start", "end", "marker_start", "marker_end"}


def test_there_are_enough_cases() -> None:
    assert len(ALL_CASES) >= 13


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {case.slug: read_document(ingest(case.input)) for case in ALL_CASES}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """All golden cases, built."""
    settings = Settings(store=tmp_path_factory.mktemp("everything"))
    return run([case.input for case in ALL_CASES], settings=settings)


def _as_expected(reference: Reference, case: Case) -> dict[str, Any]:
    values = {key: getattr(reference, key) for key in _KEYS}
    compared: dict[str, Any] = _comparable(values | {"attachment": bool(values["attachment"])}, case)
    return compared


def _comparable(value: Any, case: Case) -> Any:
    """What a case says something of: no words of messages, and no offsets in a text that a reader makes."""
    left_out = {"message"} | (_OFFSETS if case.is_marked_up else set())
    if isinstance(value, dict):
        compared = {key: _comparable(item, case) for key, item in value.items() if key not in left_out}
        if "issues" in compared:
            compared["issues"] = sorted(compared["issues"], key=str)
        return compared
    return [_comparable(item, case) for item in value] if isinstance(value, list) else value


def _papers(reading: Reading) -> list[tuple[Reading, str]]:
    """The papers of a case, each with the ending of its expected files."""
    return [(reading, ""), *((one, f"-{one.fiche.header.number}") for one in reading.fiches)]


@CASES
def test_every_explicit_reference_and_no_other(case: Case, readings: dict[str, Reading]) -> None:
    for reading, ending in _papers(readings[case.slug]):
        expected = [{key: row.get(key) for key in _KEYS} for row in case.expected(f"refs{ending}")]
        for row in expected:
            row["attachment"] = bool(row["attachment"])
        found = [_as_expected(r, case) for r in reading.findings.references if r.kind != "named"]
        assert found == [_comparable(row, case) for row in expected]


def test_the_sample_has_37_explicit_references_to_36_targets(readings: dict[str, Reading]) -> None:
    found = [r for r in readings["economische-veiligheid"].findings.references if r.kind != "named"]
    assert len(found) == 37
    assert len({r.target for r in found}) == 36
    assert [r.target for r in found].count("kst-30821-244") == 2
    assert sum(r.kind == "kamerstuk" for r in found) == 24


@TEXTS
def test_names_resolve_as_expected_or_are_left_open(case: Case, readings: dict[str, Reading]) -> None:
    findings = readings[case.slug].findings
    found = {(r.start, r.end): r.target for r in findings.references if r.kind == "named"}
    for row in case.expected("named"):
        if row["target"] is not None:
            assert found.pop((row["start"], row["end"])) == row["target"], row
    assert not found, "names that the expected result does not have"


@TEXTS
def test_a_name_with_several_meanings_is_never_guessed(case: Case, readings: dict[str, Reading]) -> None:
    findings = readings[case.slug].findings
    for row in case.expected("named"):
        if row["target"] is None:
            here = [p for p in findings.unresolved if p.start <= row["start"] and row["end"] <= p.end]
            assert here, row
            assert set(row["candidates"]) >= set(here[0].candidates)


@CASES
def test_the_document_is_read_as_expected(case: Case, readings: dict[str, Reading]) -> None:
    assert _comparable(readings[case.slug].to_dict(), case) == _comparable(case.expected("read"), case)


@CASES
def test_every_span_holds_its_text(case: Case, readings: dict[str, Reading]) -> None:
    for reading, _ in _papers(readings[case.slug]):
        _spans_hold(reading)


def _spans_hold(reading: Reading) -> None:
    text = reading.fiche.document.text
    for reference in reading.findings.references:
        assert text[reference.start : reference.end] == reference.text
    for section in reading.fiche.sections:
        assert text.startswith(section.heading, section.start)
        assert section.end <= len(text)
    for note in reading.fiche.footnotes:
        assert text[note.start : note.end] == note.text
        assert note.marker is None or text[note.marker.start : note.marker.end] == str(note.number)
    for field in (*reading.fiche.header.fields, *reading.fiche.general.fields):
        assert text[field.start : field.end] == field.value


@CASES
def test_references_alone_are_those_of_the_whole_reading(case: Case, readings: dict[str, Reading]) -> None:
    reading = readings[case.slug]
    if case.is_marked_up or reading.fiche.is_letter or reading.fiche.fiche_number is None:
        return
    assert find_references(case.text, date=reading.fiche.header.date) == reading.findings.references


@CASES
def test_the_graph_holds_the_facts(case: Case, everything: BuildReport) -> None:
    built = [one for one in everything.built if one.path.resolve() == case.input]
    graph = {Triple(quad.subject, quad.predicate, quad.object) for one in built for quad in one.quads}
    wanted = {
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in parse(path=case.folder / "facts.ttl", format=RdfFormat.TURTLE)
    }
    assert len(wanted) >= 10
    assert not wanted - graph


@CASES
def test_the_graph_has_no_violations(case: Case, everything: BuildReport) -> None:
    built = [one for one in everything.built if one.path.resolve() == case.input]
    assert built
    assert not any(one.violations for one in built)


def test_nothing_is_refused(everything: BuildReport) -> None:
    assert everything.refused == ()


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
