from __future__ import annotations

import pytest

from evgraph.messages import explain
from evgraph.model import Attitude, Competence, Issue, LegalBasis
from tests.unit.fiches import read_text, write_fiche

POSITIVE, NEGATIVE, NEUTRAL = "valence-positief", "valence-negatief", "valence-neutraal"
RESERVED, RELUCTANT, OPEN = (
    "valence-positief-met-kanttekeningen",
    "valence-terughoudend",
    "valence-nog-te-bepalen",
)


def _attitude(sentence: str) -> tuple[Attitude | None, list[Issue]]:
    """The attitude read from the section Subsidiariteit."""
    reading = read_text(write_fiche(body={"Subsidiariteit": sentence}))
    found = [a for a in reading.findings.attitudes if a.aspect == "aspect-subsidiariteit"]
    issues = [issue for issue in reading.findings.issues if issue.code == "attitude-unread"]
    assert len(found) <= 1
    return (found[0] if found else None), issues


def _competences(text: str) -> tuple[list[Competence], list[Issue]]:
    reading = read_text(write_fiche(body={"Bevoegdheid": text}))
    issues = [issue for issue in reading.findings.issues if issue.code.startswith("competence-")]
    return list(reading.findings.competences), issues


def _claims(text: str) -> list[tuple[str, str, str | None]]:
    return [
        (claim.field, claim.type, str(claim.provision) if claim.provision else None) for claim in _competences(text)[0]
    ]


def _legal_basis(sentence: str, **fields: str | None) -> list[tuple[str, str]]:
    table = {"Rechtsbasis": None, **{key.replace("_", " "): value for key, value in fields.items()}}
    reading = read_text(write_fiche(fields=table, body={"Bevoegdheid": sentence}))
    return [(str(basis.provision), basis.rule) for basis in reading.findings.legal_basis]


@pytest.mark.parametrize(
    ("sentence", "valence"),
    [
        ("De grondhouding van het kabinet is positief.", POSITIVE),
        ("De grondhouding van het kabinet ten aanzien van de subsidiariteit is positief.", POSITIVE),
        ("Het kabinet heeft een positieve grondhouding.", POSITIVE),
        ("Grondhouding: positief", POSITIVE),
        ("Subsidiariteit: positief", POSITIVE),
        ("De grondhouding is negatief.", NEGATIVE),
        ("Het kabinet heeft een negatieve grondhouding ten aanzien van de subsidiariteit.", NEGATIVE),
        ("De grondhouding is neutraal.", NEUTRAL),
        ("De grondhouding is positief, met een kanttekening.", RESERVED),
        ("De grondhouding is positief met kanttekeningen.", RESERVED),
        ("De grondhouding is positief, maar met enkele aandachtspunten.", RESERVED),
        ("De grondhouding is overwegend positief.", RESERVED),
        ("De grondhouding is positief, zonder kanttekeningen.", POSITIVE),
        ("De grondhouding is positief; het kabinet heeft geen voorbehoud.", POSITIVE),
        ("De grondhouding is terughoudend.", RELUCTANT),
        ("Het kabinet heeft een kritische grondhouding.", RELUCTANT),
        ("De grondhouding is nog te bepalen.", OPEN),
        ("Het kabinet heeft over de grondhouding nog geen oordeel.", OPEN),
        ("Eerst wat anders. De grondhouding is positief. Daarna is de toon negatief.", POSITIVE),
    ],
)
def test_the_sentence_that_names_the_attitude_decides(sentence: str, valence: str) -> None:
    attitude, issues = _attitude(sentence)
    assert attitude is not None
    assert attitude.valence == valence
    assert issues == []


@pytest.mark.parametrize(
    "sentence",
    [
        "De grondhouding is deels positief, deels negatief.",
        "De grondhouding is positief over de bevoegdheid en neutraal over de rest.",
        "De grondhouding is niet positief.",
        "De grondhouding is niet onverdeeld positief.",
        "De grondhouding is geenszins negatief.",
        "De grondhouding volgt later.",
        "Het kabinet is positief over het doel.",
        "Na een grondige beschouwing is het kabinet positief.",
        "",
    ],
)
def test_an_attitude_that_is_not_plain_is_left_to_the_reader(sentence: str) -> None:
    attitude, issues = _attitude(sentence)
    assert attitude is None
    assert len(issues) == 1
    assert "Subsidiariteit" in explain(issues[0])


def test_the_evidence_is_the_sentence() -> None:
    text = write_fiche(body={"Subsidiariteit": "Dit vergt uitleg. De grondhouding is negatief. Meer tekst."})
    [attitude] = [a for a in read_text(text).findings.attitudes if a.valence == NEGATIVE]
    assert text[attitude.start : attitude.end] == "De grondhouding is negatief."


def test_each_aspect_has_its_own_attitude() -> None:
    text = write_fiche(body={"Proportionaliteit": "De grondhouding is neutraal."})
    assert [(a.aspect, a.valence) for a in read_text(text).findings.attitudes] == [
        ("aspect-bevoegdheid", POSITIVE),
        ("aspect-subsidiariteit", POSITIVE),
        ("aspect-proportionaliteit", NEUTRAL),
    ]


def test_a_reservation_is_less_sure_than_a_plain_verdict() -> None:
    plain, _ = _attitude("De grondhouding is positief.")
    reserved, _ = _attitude("De grondhouding is positief met een kanttekening.")
    assert plain is not None and reserved is not None
    assert reserved.confidence < plain.confidence


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "De interne markt is een gedeelde bevoegdheid (artikel 4, lid 2, onder a, VWEU).",
            [("field-interne-markt", "competence-gedeeld", "TFEU/4/2/a")],
        ),
        (
            "Voor de interne markt en het milieu delen de Unie en de lidstaten de bevoegdheid "
            "(artikel 4, lid 2, onder a en e, VWEU).",
            [
                ("field-interne-markt", "competence-gedeeld", "TFEU/4/2/a"),
                ("field-milieu", "competence-gedeeld", "TFEU/4/2/e"),
            ],
        ),
        (
            "De handelspolitiek is een exclusieve bevoegdheid van de EU (artikel 3, lid 1, onder e, VWEU).",
            [("field-handelspolitiek", "competence-exclusief", "TFEU/3/1/e")],
        ),
        (
            "Op het gebied van industrie heeft de EU een ondersteunende, coördinerende of aanvullende bevoegdheid "
            "(artikel 6, onder b, VWEU).",
            [("field-industrie", "competence-aanvullend", "TFEU/6/b")],
        ),
        ("Zie artikel 4, lid 2, onder g, VWEU.", [("field-vervoer", "competence-gedeeld", "TFEU/4/2/g")]),
    ],
)
def test_the_provision_gives_field_and_type(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    claims, issues = _competences(sentence)
    assert [(claim.field, claim.type, str(claim.provision)) for claim in claims] == expected
    assert issues == []


def test_words_that_agree_make_a_claim_surer() -> None:
    bare, _ = _competences("Zie artikel 4, lid 2, onder a, VWEU.")
    worded, _ = _competences("De interne markt is een gedeelde bevoegdheid (artikel 4, lid 2, onder a, VWEU).")
    assert bare[0].confidence < worded[0].confidence


def test_a_sentence_that_contradicts_the_treaty_is_reported_and_not_believed() -> None:
    claims, issues = _competences(
        "De interne markt is een exclusieve bevoegdheid van de EU (artikel 4, lid 2, onder a, VWEU)."
    )
    assert claims == []
    assert [issue.code for issue in issues] == ["competence-contradicts-treaty"]
    assert "artikel 4, lid 2, onder a, VWEU" in explain(issues[0])


def test_words_alone_are_believed_less_surely() -> None:
    claims, issues = _competences("Op het terrein van de interne markt heeft de EU een gedeelde bevoegdheid.")
    assert [(claim.field, claim.type, claim.provision) for claim in claims] == [
        ("field-interne-markt", "competence-gedeeld", None)
    ]
    assert claims[0].confidence < 0.9
    assert issues == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Op het terrein van de ruimtezorg heeft de EU een gedeelde bevoegdheid.",
        "Op het terrein van de interne markt heeft de EU een exclusieve bevoegdheid.",
    ],
)
def test_a_type_without_a_field_that_goes_with_it_is_reported(sentence: str) -> None:
    claims, issues = _competences(sentence)
    assert claims == []
    assert [issue.code for issue in issues] == ["competence-unread"]


@pytest.mark.parametrize(
    "sentence",
    [
        "De grondhouding is positief.",
        "Het gaat om de uitsluitende verantwoordelijkheid van de lidstaten.",
        "De interne markt is van belang.",
        "De Commissie baseert het voorstel op artikel 114 VWEU.",
        "De ınterne markt is er.",
    ],
)
def test_a_sentence_without_a_type_claims_nothing(sentence: str) -> None:
    assert _competences(sentence) == ([], [])


def test_a_look_alike_letter_does_not_stop_the_reading() -> None:
    claims, _ = _competences("Op het terrein van de ınterne markt heeft de EU een gedeelde bevoegdheid.")
    assert claims == []


def test_the_surest_claim_on_a_field_stays() -> None:
    claims, _ = _competences(
        "De interne markt is een gedeelde bevoegdheid. Zie artikel 4, lid 2, onder a, VWEU. "
        "De interne markt is een gedeelde bevoegdheid (artikel 4, lid 2, onder a, VWEU)."
    )
    assert len(claims) == 1
    assert claims[0].rule == "competence-provision"


def test_competences_are_read_in_their_own_section_only() -> None:
    text = write_fiche(
        body={"Inhoud voorstel": "De interne markt is een gedeelde bevoegdheid (artikel 4, lid 2, onder a, VWEU)."}
    )
    assert read_text(text).findings.competences == ()


def test_the_field_rechtsbasis_gives_the_legal_basis() -> None:
    text = write_fiche(
        fields={"Rechtsbasis": "Artikel 207, lid 2, VWEU en artikel 114 VWEU"},
        body={"Bevoegdheid": "De Commissie baseert het voorstel op artikel 192 VWEU."},
    )
    found: tuple[LegalBasis, ...] = read_text(text).findings.legal_basis
    assert [(str(basis.provision), basis.rule) for basis in found] == [
        ("TFEU/207/2", "legal-basis-field"),
        ("TFEU/114", "legal-basis-field"),
    ]


@pytest.mark.parametrize(
    ("sentence", "provision"),
    [
        ("De Commissie baseert het voorstel op artikel 114 VWEU.", "TFEU/114"),
        ("De rechtsbasis is artikel 207, lid 2, VWEU.", "TFEU/207/2"),
        ("Het voorstel is gebaseerd op artikel 192, eerste lid, VWEU.", "TFEU/192/1"),
        ("De rechtsgrondslag voor het voorstel is artikel 91 VWEU.", "TFEU/91"),
        (
            "De Commissie baseert het voorstel op artikel 114 VWEU, op grond waarvan de EU maatregelen kan nemen.",
            "TFEU/114",
        ),
        (
            "De Commissie baseert het voorstel op artikel 207 VWEU, dat maatregelen mogelijk maakt.",
            "TFEU/207",
        ),
    ],
)
def test_a_sentence_gives_the_legal_basis_when_there_is_no_field(sentence: str, provision: str) -> None:
    assert _legal_basis(sentence) == [(provision, "legal-basis-sentence")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Een voorstel zou te zijner tijd gebaseerd kunnen worden op artikel 114 VWEU.",
        "De rechtsbasis zal artikel 114 VWEU zijn.",
        "Artikel 114 VWEU zou de rechtsbasis kunnen zijn.",
        "Een toekomstig voorstel is gebaseerd op artikel 114 VWEU.",
        "Artikel 4, lid 2, onder a, VWEU is geen rechtsbasis.",
        "Artikel 114 VWEU gaat over de interne markt.",
        "De rechtsbasis is passend.",
    ],
)
def test_a_sentence_about_the_future_or_the_competence_gives_none(sentence: str) -> None:
    assert _legal_basis(sentence) == []


@pytest.mark.parametrize(
    "title", ["Mededeling over havens", "Witboek over defensie", "Gezamenlijke mededeling: strategie"]
)
def test_a_communication_has_no_legal_basis_in_its_sentences(title: str) -> None:
    assert _legal_basis("De Commissie baseert zich op artikel 114 VWEU.", Titel_voorstel=title) == []


def test_a_number_that_contradicts_its_link_is_reported() -> None:
    text = write_fiche(fields={"Nr. Commissiedocument": "COM(2026) 947"})
    [place] = read_text(text).findings.unresolved
    assert (place.reason, place.candidates) == ("contradicted", ("COM(2026)947", "COM(2026)931"))
    assert read_text(write_fiche()).findings.unresolved == ()


def test_a_day_without_a_year_points_at_the_papers_of_its_sentence() -> None:
    page = "Titel\nNummer: 2025D99901, datum: 2026-04-10\nPreview document\n"
    text = write_fiche(
        page=page,
        body={"Inhoud voorstel": "Op 3 maart jl. is uw Kamer ingelicht.1 Dit niet.2"},
        notes="Kamerstuk 22 112, nr. 4239↩︎\nKamerstuk 22 112, nr. 5↩︎",
    )
    [place] = read_text(text).findings.unresolved
    assert (place.text, place.reason, place.inferred_date) == ("3 maart jl.", "relative-date", "2026-03-03")
    assert place.candidates == ("kst-22112-4239",)
    assert place.section == "inhoud-voorstel"


def test_organisations_that_are_not_in_the_lists_are_reported() -> None:
    text = write_fiche(
        fields={
            "Behandelingstraject Raad": "Raad voor Toverij",
            "Eerstverantwoordelijk ministerie": "Ministerie van Toverij",
        }
    )
    codes = [issue.code for issue in read_text(text).findings.issues]
    assert codes == ["ministry-unknown", "council-unknown"]
    assert read_text(write_fiche()).findings.issues == ()


def test_a_day_without_a_year_in_a_sentence_about_no_paper_points_at_none() -> None:
    text = write_fiche(body={"Inhoud voorstel": "Op 3 maart jl. was het koud."})
    assert read_text(text).findings.unresolved == ()


@pytest.mark.parametrize(
    "text",
    [
        "De grondhouding van het kabinet is verre van positief.",
        "De grondhouding van Nederland is onvoldoende positief.",
        "De grondhouding zou negatief zijn als artikel 5 blijft staan.",
        "Het kabinet kan zijn grondhouding pas bepalen na een positieve impactanalyse.",
        "De grondhouding is afhankelijk van een positief advies van de Raad van State.",
        "De Tweede Kamer heeft het kabinet gevraagd om een negatieve grondhouding.",
        "De grondhouding is positief, met uitzondering van artikel 5.",
        "Positief. Al heeft het kabinet vragen over de termijn.",
        "Positief; artikel 7 gaat te ver.",
        "Positief, tenzij de termijn blijft.",
    ],
)
def test_what_leaves_a_verdict_open_gives_none(text: str) -> None:
    attitudes = read_text(write_fiche(body={"Proportionaliteit": text})).findings.attitudes
    assert "aspect-proportionaliteit" not in {attitude.aspect for attitude in attitudes}


@pytest.mark.parametrize("text", ["Positief", "Negatief.", "Positief, met een kanttekening."])
def test_a_section_that_is_a_verdict_gives_it(text: str) -> None:
    attitudes = read_text(write_fiche(body={"Proportionaliteit": text})).findings.attitudes
    assert "aspect-proportionaliteit" in {attitude.aspect for attitude in attitudes}


def test_a_heading_elsewhere_is_the_commission_s() -> None:
    quoted = "De toelichting luidt:\nSubsidiariteit: positief."
    body: dict[str, str | None] = {"Inhoud voorstel": quoted, "Subsidiariteit": "De grondhouding is negatief."}
    found = read_text(write_fiche(body=body)).findings.attitudes
    assert [a.valence for a in found if a.aspect == "aspect-subsidiariteit"] == ["valence-negatief"]
