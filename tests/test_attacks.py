"""What once went wrong on realistic text: each test is named after the mistake it keeps out."""

from __future__ import annotations

import pytest

import evgraph
from evgraph.authorities import load_authorities
from evgraph.errors import NotAFiche, UsageError
from evgraph.identity import identify
from evgraph.mapping import map_reading
from evgraph.querying import bind
from evgraph.questions import list_questions
from evgraph.reading import Reading, find_references
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


def test_several_fiches_are_refused_not_merged() -> None:
    with pytest.raises(NotAFiche, match="file of its own"):
        read_text(write_fiche() + "\nFiche 4: Mededeling havens\nAlgemene gegevens\n")


def test_a_choice_that_does_not_exist_is_refused() -> None:
    attitudes = next(question for question in list_questions() if question.name == "attitudes")
    with pytest.raises(UsageError, match="all, deviating"):
        bind(attitudes, {"show": "foo"})


NO_CITATIONS = [
    "DIN 18531-1; BS 10500-2; norm 13501-1; NPR 13201-2",
    "Bestelling 20123-4; factuur 20123-5; polis 30123-77; Lotnummer 24512-33",
    "Uw kenmerk 23456-789",
    "jaren 10000-9000 v.Chr.; 10000-200 ton; Berlijn 10115-12",
    "Strafdossier 23456-12",
    "kenteken 35300-IX-8",
    "De subsidie bedraagt in totaal 12 500, nr. 3 in de tabel",
    "De teller staat op 36 410, nr. 2",
    "21 500, nummer 1 is Amsterdam",
    "24 500, no. 1 in the world",
    "Uitgaven (x € 1.000): 23 456, nr. 2 in omvang",
    "Gemeenteblad 2020, 35300, nr. 3",
    "EHRM nr. 24 576, nr. 3",
    "(bevolking 24 500, A; 25 600, B)",
    "De brief telt 12 345, A. Jansen",
    "Postbus 20017, 2500 EK 24 120 - 26",
    "7442 EK, 23501 1993",
    "Uw dossiernummer: 20345",
    "dossier 12345 van de belastingdienst",
    "Stb. 2019, 12 mei",
    "Stb. 2020, 1 januari",
    "Stcrt. 1999, 12 345 exemplaren",
    "Aanhangsel Handelingen 2019-2020, 3 december",
    "Aanhangsel Handelingen II 2019-2020 12 keer",
    "De Algemene plaatselijke verordening 2019/12",
    "De raad van de gemeente Ede heeft Verordening 2021/45 vastgesteld",
    "Verordening nr. 12/2019 van Rotterdam",
    "Verordening 2009/3 van het Productschap Vee en Vlees",
    "Begroting conform richtlijn 2019/2020",
    "De verordening 2013/2014 voor de cofinanciering",
    "Aanwijzing en richtlijn 2015/16",
    "Besluit subsidie (EU) 12/2019",
    "Vitamine C (1997) 3",
    "Hepatitis C (2016) 12 gevallen",
    "Groep C (2019) 12 leerlingen",
    "BRIN-code SEC 2019 12",
    "Join 2019 1 van de 12",
    "Rapport Com (2019) 12",
    "artikel 51 Handvest VN",
    "artikel 39 Handvest der Verenigde Naties",
    "artikel 4 van het Handvest inzake lokale autonomie",
    "artikel 78-2 VWEU",
    "artikel 4 EG machtiging",
    "Het Belgisch Staatsblad 2019, nr. 123",
    "Indisch Staatsblad 1925, 447",
    "AI Act van Colorado",
    "REACH out to us",
    "Bijlagen Handelingen II 1947-1948, 123, nr. 4",
    "Besluit van 3 mei 2006, houdende implementatie van de habitatregels (92/43/EEG, PbEG L 206)",
]
CITATIONS = [
    ("Kamerstuk 29 023, nr. 835 000 euro", ["dossier-29023"]),
    ("Kamerstuk 29 023, 12 april 2020", ["dossier-29023"]),
    ("Kamerstukken II 2019/20, 29 023, 3 moties", ["dossier-29023"]),
    ("Kamerstuk 36 496, nrs. 12, 13, 2024", ["kst-36496-12", "kst-36496-13"]),
    ("Kamerstuk 29 023, nr. 8, 14:00 uur", ["kst-29023-8"]),
    ("Kamerstuk 29 023, nr. 8, 2 en 3 mei", ["kst-29023-8"]),
    ("Kamerstuk 29 023, nrs. 8 en 10 dagen later", ["kst-29023-8"]),
    ("COM (2020) 12, 13 en 14 maart.", ["COM(2020)12"]),
    ("artikel 218, lid 6, tweede alinea, onder a), punt v), VWEU", ["TFEU/218/6/al2/a/v"]),
    ("artikel 218, lid 6, onder a), v), VWEU", ["TFEU/218/6/a/v"]),
    ("Verordening(EU) 2016/679", ["32016R0679"]),
    ("Richtlijn 2014/24/EU1", ["32014L0024"]),
    ("Verordening (EU), nr. 2018/1724", ["32018R1724"]),
    ("Vo. (EG) 1049/2001", ["32001R1049"]),
    ("Rl. 2014/24/EU", ["32014L0024"]),
    ("Verordening (EU) 2017/745 (MDR) en 2017/746 (IVDR)", ["32017R0745", "32017R0746"]),
    ("VWEU, artikel 114", ["TFEU/114"]),
    ("artikelen 101 en 102 VWEU (oud-artikelen 81 en 82 EG)", ["TFEU/101", "TFEU/102", "TEC/81", "TEC/82"]),
    ("art. 308 EG en 352 VWEU", ["TEC/308", "TFEU/352"]),
    ("artikel 153, eerste lid, onderdelen a, b en i, VWEU", ["TFEU/153/1/a", "TFEU/153/1/b", "TFEU/153/1/i"]),
    ("artikel 47 van het EU Handvest", ["CFREU/47"]),
    ("artikel 95 van het EG Verdrag", ["TEC/95"]),
    ("artikel 81, lid 2, onder e), tweede alinea, VWEU", ["TFEU/81/2/e/al2"]),
    ("Kamerstukken II, 36 496, 2023-2024, nr. 3", ["kst-36496-3"]),
    ("Kamerstuk 35300, nr. 12/13", ["kst-35300-12", "kst-35300-13"]),
    ("Kamerstuk 35300/12", ["kst-35300-12"]),
    ("Kamerstuk 35300, onder nr. 12", ["kst-35300-12"]),
    ("23 400 hfdst. XV, nr. 12", ["kst-23400-XV-12"]),
    ("(nr. 3 van Kamerstuk 36 410)", ["kst-36410-3"]),
    ("(36 410-XV-12)", ["kst-36410-XV-12"]),
    ("36 200 B, nr. 3 en C, nr. 4", ["kst-36200-B-3", "kst-36200-C-4"]),
    ("Kamerstukken I 2019/20, 35300, A t/m C", ["kst-35300-A", "kst-35300-B", "kst-35300-C"]),
    ("Handelingen II 2019/20, nr. 35, items 8 en 11", ["h-tk-20192020-35-8", "h-tk-20192020-35-11"]),
    ("HTK 2019-2020, nr. 35, item 8", ["h-tk-20192020-35-8"]),
    ("Stb. 2015, 12 t/m 14", ["stb-2015-12", "stb-2015-13", "stb-2015-14"]),
    ("De Staatscourant van 12 maart 2020, nr. 14567", ["stcrt-2020-14567"]),
    ("ECLI:NL:RBAMS:2020:1234en", ["ECLI:NL:RBAMS:2020:1234"]),
    ("Kamerstuk 29 023, nr. 8, bijlage 2, p. 4", ["kst-29023-8"]),
    ("Kamerstukken (II) 35 300, nr. 12", ["kst-35300-12"]),
    ("T.K. 2019/20, 35 300, nr. 12", ["kst-35300-12"]),
]


@pytest.mark.parametrize("text", NO_CITATIONS)
def test_numbers_and_names_of_others_are_no_citations(text: str) -> None:
    assert [(found.text, found.target) for found in find_references(text)] == []


@pytest.mark.parametrize(("text", "expected"), CITATIONS)
def test_citations_that_were_cut_missed_or_went_on_too_far(text: str, expected: list[str]) -> None:
    assert [found.target for found in find_references(text)] == expected
