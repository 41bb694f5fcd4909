"""What once went wrong on realistic text: each test is named after the mistake it keeps out."""

from __future__ import annotations

import pytest

import evgraph
from evgraph.authorities import load_authorities
from evgraph.errors import UsageError
from evgraph.identity import identify
from evgraph.mapping import map_reading
from evgraph.querying import bind
from evgraph.questions import list_questions
from evgraph.reading import Reading
from evgraph.validation import validate_quads
from tests.unit.fiches import FIELDS, PAGE, read_text, write_fiche


def _attitude(sentence: str) -> str | None:
    findings = read_text(write_fiche(body={"Subsidiariteit": sentence})).findings
    found = [a.valence for a in findings.attitudes if a.aspect == "aspect-subsidiariteit"]
    return found[0].removeprefix("valence-") if found else None


@pytest.mark.parametrize(
    ("sentence", "valence"),
    [
        ("De grondhouding van het kabinet is positief.", "positief"),
        ("Het kabinet heeft geen positieve grondhouding.", None),
        ("Het kabinet heeft geen negatieve grondhouding.", None),
        ("De grondhouding is niet volledig positief.", None),
        ("De grondhouding is deels positief.", None),
        ("Een positieve grondhouding is nog niet mogelijk.", None),
        ("De grondhouding is positief, mits de regeldruk niet toeneemt.", None),
        ("De grondhouding is positief, maar met zorgen.", "positief-met-kanttekeningen"),
        ("De grondhouding is positief, zonder kanttekeningen.", "positief"),
        ("De grondhouding van het Parlement is negatief. De grondhouding van het kabinet is positief.", "positief"),
        ("De grondhouding was in 2020 negatief. De grondhouding is nu positief.", "positief"),
        ("De grondhouding over de verordening is positief. De grondhouding over de richtlijn is negatief.", None),
    ],
)
def test_a_verdict_denied_or_of_somebody_else_is_not_the_cabinets(sentence: str, valence: str | None) -> None:
    assert _attitude(sentence) == valence


@pytest.mark.parametrize(
    "sentence",
    [
        "De EU heeft op het terrein van de gemeenschappelijke handelspolitiek geen exclusieve bevoegdheid.",
        "Van een gedeelde bevoegdheid op het terrein van milieu is geen sprake.",
        "Artikel 3, eerste lid, onder e, VWEU is niet van toepassing.",
    ],
)
def test_a_competence_that_is_denied_is_no_claim(sentence: str) -> None:
    findings = read_text(write_fiche(body={"Bevoegdheid": sentence})).findings
    assert not findings.competences
    assert "competence-denied" in {issue.code for issue in findings.issues}


@pytest.mark.parametrize(
    "sentence",
    [
        "Volgens het kabinet is niet artikel 114 VWEU maar artikel 192 VWEU de juiste rechtsbasis.",
        "De bestaande richtlijn is gebaseerd op artikel 175 VWEU.",
    ],
)
def test_an_opinion_or_another_act_gives_no_legal_basis(sentence: str) -> None:
    findings = read_text(write_fiche(fields={"Rechtsbasis": None}, body={"Bevoegdheid": sentence})).findings
    assert not findings.legal_basis


def test_the_articles_on_procedure_are_no_legal_basis() -> None:
    fields: dict[str, str | None] = {"Rechtsbasis": "Artikel 114 VWEU; besluitvorming volgens artikel 294 VWEU"}
    findings = read_text(write_fiche(fields=fields)).findings
    assert [str(basis.provision) for basis in findings.legal_basis] == ["TFEU/114"]


def test_a_legal_basis_that_cannot_be_read_is_named() -> None:
    findings = read_text(write_fiche(fields={"Rechtsbasis": "VWEU art. 114"})).findings
    assert "legal-basis-unread" in {issue.code for issue in findings.issues}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("artikelen 53, lid 1, 62 en 114 VWEU", ["TFEU/53/1", "TFEU/62", "TFEU/114"]),
        ("artikelen 114, 53(1) en 62 VWEU", ["TFEU/114", "TFEU/53/1", "TFEU/62"]),
        ("artikelen 16, lid 2, 82, lid 1, onder d, VWEU", ["TFEU/16/2", "TFEU/82/1/d"]),
        ("artikel 2, vijfde lid, en 6 VWEU", ["TFEU/2/5", "TFEU/6"]),
        ("artikel 83, leden 1 en 2, VWEU", ["TFEU/83/1", "TFEU/83/2"]),
        ("artikel 95 EG-Verdrag", ["TEC/95"]),
        ("Artikel 114 van het Verdrag betreffende de Werking van de Europese Unie", ["TFEU/114"]),
    ],
)
def test_a_list_of_articles_invents_no_paragraphs(text: str, targets: list[str]) -> None:
    assert sorted(r.target for r in evgraph.refs(text)) == sorted(targets)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("De NIS2-richtlijn vervangt de NIS-richtlijn.", "NIS-richtlijn"),
        ("Daarna komt PSD3.", "PSD"),
        ("In 2022: de herziene eIDAS-verordening.", "eIDAS-verordening"),
        ("De Koreaanse Chips Act en de Colorado AI Act.", "Act"),
        ("De K-Chips Act.", "Chips Act"),
        ("De data sharing agreement (DSA) geldt. De DSA is ondertekend.", "DSA"),
        ("Voorstel voor een Verordening 2021/0106 (COD).", "Verordening"),
        ("Volgens ISO 27001, nr. 3.", "27001"),
        ("Postbus 20061, nr. 4.", "20061"),
    ],
)
def test_what_looks_like_a_reference_and_is_none(text: str, wrong: str) -> None:
    assert not [r for r in evgraph.refs(text, date="2022-06-01") if wrong in r.text and r.text != "NIS2-richtlijn"]


def _violations(reading: Reading) -> list[str]:
    quads = map_reading(reading, identify(reading.fiche), load_authorities())
    return [finding.message_en for finding in validate_quads(quads) if finding.severity == "Violation"]


def test_an_empty_cell_is_named_and_refuses_nothing() -> None:
    reading = read_text(write_fiche(page=PAGE, fields={"Rechtsbasis": "", "EUR-Lex": ""}))
    assert [issue.code for issue in reading.fiche.issues].count("field-empty") == 2
    assert not [message for message in _violations(reading) if "field" in message.lower()]


def test_meetings_at_the_same_moment_stay_apart() -> None:
    line = "- 2026-05-20 10:00: Overleg (Procedurevergadering), {body}\n"
    page = PAGE.replace(
        "Preview document",
        line.format(body="vaste commissie voor Europese Zaken") + line.format(body="Presidium") + "Preview document",
    )
    reading = read_text(write_fiche(page=page))
    assert len(reading.fiche.header.activities) == 3
    assert not [message for message in _violations(reading) if "participant" in message or "identifier" in message]


def test_a_date_that_does_not_exist_is_no_date() -> None:
    reading = read_text(write_fiche(page=PAGE.replace("datum: 2026-04-10", "datum: 2026-02-30")))
    assert reading.fiche.header.date is None
    assert "date-missing" in {issue.code for issue in identify(reading.fiche).issues}


def test_a_number_without_a_link_of_its_own_is_not_contradicted() -> None:
    fields: dict[str, str | None] = {"Nr. Commissiedocument": "COM(2026) 931, COM(2026) 932 en SWD(2026) 50"}
    findings = read_text(write_fiche(fields={**FIELDS, **fields})).findings
    assert not [place for place in findings.unresolved if place.reason == "contradicted"]


def test_a_choice_that_does_not_exist_is_refused() -> None:
    attitudes = next(question for question in list_questions() if question.name == "attitudes")
    with pytest.raises(UsageError, match="all, deviating"):
        bind(attitudes, {"show": "foo"})
