from __future__ import annotations

from dataclasses import replace

import pytest

from evgraph.errors import NotAFiche
from evgraph.messages import MESSAGES, explain
from evgraph.model import Fiche, Issue, Layout, Section
from evgraph.parsing import SectionIndex, parse_all, parse_structure
from evgraph.parsing.general import split_ministries
from evgraph.parsing.page import read_page_header
from tests.unit.fiches import BODY, FIELDS, PAGE, as_document, lines, parse_text, write_fiche

LONG = "Dit is een alinea die lang genoeg is om geen regel van een lijst te zijn. " * 3


def _codes(fiche: Fiche) -> list[str]:
    return [issue.code for issue in fiche.issues]


def _issue(fiche: Fiche, code: str) -> Issue:
    return next(issue for issue in fiche.issues if issue.code == code)


def _by_heading(fiche: Fiche) -> dict[str, Section]:
    return {section.heading: section for section in fiche.sections}


def test_page_header_is_read_field_by_field() -> None:
    header = parse_text(write_fiche(page=PAGE)).header
    assert header.title == "Fiche: Verordening toezicht"
    assert header.document_type == "Brief regering"
    assert header.document_number == "2025D99901"
    assert header.date == "2026-04-10"
    assert header.updated == "2026-04-14T09:05"
    assert header.version == "2"
    assert (header.dossier, header.number) == ("22112", "9901")
    assert header.case_number == "2025Z99901"


def test_page_header_names_persons_committees_and_activities() -> None:
    header = parse_text(write_fiche(page=PAGE)).header
    assert header.signatory is not None
    assert (header.signatory.name, header.signatory.role) == (
        "J.H. van Verzinnen",
        "minister van Buitenlandse Zaken",
    )
    assert header.submitter is not None
    assert [(role.name, role.role) for role in header.committees] == [
        ("vaste commissie voor Europese Zaken", "Volgcommissie"),
        ("vaste commissie voor Economische Zaken", "Voortouwcommissie"),
    ]
    [activity] = header.activities
    assert (activity.start, activity.type) == ("2026-05-20T10:00", "Commissiedebat")
    assert activity.title == "Raad (formeel)"
    assert activity.body == "vaste commissie voor Economische Zaken"
    assert [field.value for field in header.related_documents] == [
        "Aanbiedingsbrief",
        "Beslisnota bij Fiche: Verordening toezicht",
    ]


def test_everything_in_the_header_stands_where_it_says() -> None:
    text = write_fiche(page=PAGE)
    fiche = parse_text(text)
    for field in (*fiche.header.fields, *fiche.header.related_documents, *fiche.general.fields):
        if field.key != "dossier":
            assert text[field.start : field.end] == field.value


@pytest.mark.parametrize(
    ("line", "dossier", "number"),
    [
        ("Onderdeel van kamerstukdossier 22112 -4239 Nieuwe", "22112", "4239"),
        ("Onderdeel van kamerstukdossier 21501-20 -690 Europese Raad", "21501-20", "690"),
        ("Onderdeel van kamerstukdossier 35925-V -84 Begroting", "35925-V", "84"),
        ("Onderdeel van kamerstukdossier 36812 -C Uitvoering", "36812", "C"),
        ("Onderdeel van kamerstukdossier 22112 zonder nummer", None, None),
    ],
)
def test_own_number(line: str, dossier: str | None, number: str | None) -> None:
    page = f"Titel\nNummer: 2025D99901, datum: 2026-04-10\n{line}\nPreview document\n"
    header = parse_text(write_fiche(page=page)).header
    assert (header.dossier, header.number) == (dossier, number)


def test_a_letter_without_a_page_has_no_header() -> None:
    header = parse_text(write_fiche()).header
    assert header.title is None
    assert header.document_number is None
    assert header.fields == ()


def test_general_table_with_labels_on_their_own_line() -> None:
    general = parse_text(write_fiche()).general
    assert general.title == FIELDS["Titel voorstel"]
    assert general.received_date == "2026-03-27"
    assert general.council == "Raad voor Concurrentievermogen"
    assert general.lead_ministry == "Ministerie van Economische Zaken"
    assert [field.label for field in general.fields] == list(FIELDS)


@pytest.mark.parametrize(
    "form",
    ["{label}: {value}", "{label} :\n{value}", "{letter}) {label}\n{value}", "{letter}. {label}: {value}"],
)
def test_general_table_in_other_forms(form: str) -> None:
    table = "\n".join(
        form.format(label=label, value=value, letter="abcdefgh"[index])
        for index, (label, value) in enumerate(FIELDS.items())
    )
    fiche = parse_text(f"1. Algemene gegevens\n{table}\n{lines(BODY)}")
    assert [field.value for field in fiche.general.fields] == list(FIELDS.values())
    assert fiche.issues == ()


def test_general_table_with_windows_line_ends() -> None:
    text = write_fiche(page=PAGE).replace("\n", "\r\n")
    fiche = parse_text(text)
    assert [field.value for field in fiche.general.fields] == list(FIELDS.values())
    assert fiche.header.document_number == "2025D99901"
    assert fiche.issues == ()


def test_a_value_may_take_several_lines() -> None:
    fiche = parse_text(write_fiche(fields={"Titel voorstel": "Voorstel voor een\nverordening"}))
    assert fiche.general.title == "Voorstel voor een\nverordening"


def test_a_missing_field_is_reported() -> None:
    fiche = parse_text(write_fiche(fields={"Behandelingstraject Raad": None}))
    assert fiche.general.council is None
    assert _codes(fiche) == ["field-missing"]
    assert "council" in explain(_issue(fiche, "field-missing"))


def test_an_empty_field_is_reported_at_its_place() -> None:
    text = write_fiche(fields={"Behandelingstraject Raad": ""})
    fiche = parse_text(text)
    assert fiche.general.council is None
    issue = _issue(fiche, "field-empty")
    assert issue.start is not None
    assert text[: issue.start].endswith("Behandelingstraject Raad")


@pytest.mark.parametrize("value", ["december 2025", "onbekend", "31 februari 2026"])
def test_an_incomplete_date_is_no_date(value: str) -> None:
    fiche = parse_text(write_fiche(fields={"Datum ontvangst Commissiedocument": value}))
    assert fiche.general.received_date is None
    assert value in explain(_issue(fiche, "date-unreadable"))


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("SWD(2025) 412", "opgesteld"),
        ("SWD (2025) 412 en SEC(2025) 80", "opgesteld"),
        ("Opgesteld", "opgesteld"),
        ("Ja, zie COM(2025) 5", "opgesteld"),
        ("Niet opgesteld", "niet opgesteld"),
        ("Geen", "niet opgesteld"),
        ("Niet beschikbaar.", "niet opgesteld"),
        ("N.v.t.", "niet van toepassing"),
        ("n.v.t", "niet van toepassing"),
        ("Nvt", "niet van toepassing"),
        ("Niet van toepassing", "niet van toepassing"),
        ("Volgt later", "onbekend"),
        ("", "onbekend"),
        (None, "onbekend"),
    ],
)
def test_impact_assessment_status(value: str | None, status: str) -> None:
    fiche = parse_text(write_fiche(fields={"Nr. impact assessment Commissie en Opinie": value}))
    assert fiche.general.impact_assessment_status == status
    assert fiche.general.impact_assessment_text == (value or None)


@pytest.mark.parametrize(
    ("value", "ministries"),
    [
        ("Ministerie van Economische Zaken", ("Ministerie van Economische Zaken",)),
        (
            "Ministerie van Economische Zaken in nauwe samenwerking met het ministerie van Buitenlandse Zaken",
            ("Ministerie van Economische Zaken", "ministerie van Buitenlandse Zaken"),
        ),
        (
            "Ministerie van Infrastructuur en Waterstaat, ministerie van Landbouw, Visserij, Voedselzekerheid "
            "en Natuur en het ministerie van Financiën.",
            (
                "Ministerie van Infrastructuur en Waterstaat",
                "ministerie van Landbouw, Visserij, Voedselzekerheid en Natuur",
                "ministerie van Financiën",
            ),
        ),
        (
            "Ministerie van Justitie en Veiligheid (J&V) i.s.m. ministerie van BZK",
            ("Ministerie van Justitie en Veiligheid (J&V)", "ministerie van BZK"),
        ),
        (
            "Ministerie van EZ (in samenwerking met ministerie voor KGG)",
            ("Ministerie van EZ", "ministerie voor KGG"),
        ),
        ("EZ", ("EZ",)),
        ("", ()),
    ],
)
def test_ministries_are_split(value: str, ministries: tuple[str, ...]) -> None:
    assert split_ministries(value) == ministries


def test_sections_form_a_tree() -> None:
    text = write_fiche()
    fiche = parse_text(text)
    by_id = {section.id: section for section in fiche.sections}
    assert len(by_id) == len(fiche.sections)
    assert [section.level for section in fiche.sections][:3] == [1, 2, 3]
    for section in fiche.sections:
        assert text[section.start :].startswith(section.heading)
        if section.parent is None:
            assert section.level == 1
        else:
            parent = by_id[section.parent]
            assert parent.level < section.level
            assert parent.start <= section.start <= section.end <= parent.end


def test_each_section_ends_before_the_next_heading() -> None:
    text = write_fiche()
    section = _by_heading(parse_text(text))["Bevoegdheid"]
    assert text[section.start : section.end] == f"Bevoegdheid\n{BODY['Bevoegdheid']}"


def test_the_last_section_ends_before_the_notes() -> None:
    text = write_fiche(body={"Proportionaliteit": "Zie de wet.1"}, notes="Richtlijn 2008/98/EG↩︎")
    section = _by_heading(parse_text(text))["Proportionaliteit"]
    assert text[section.start : section.end] == "Proportionaliteit\nZie de wet.1"


def test_a_value_that_repeats_its_label_is_a_value() -> None:
    """As where "EUR-Lex" is the text of a link."""
    fiche = parse_text(write_fiche(fields={"EUR-Lex": "EUR-Lex"}))
    assert [(f.label, f.value) for f in fiche.general.fields if f.key == "eur_lex"] == [("EUR-Lex", "EUR-Lex")]
    assert "field-empty" not in _codes(fiche)


def test_numbered_and_capitalised_headings_are_the_same_headings() -> None:
    body = {f"{number}. {heading.upper()}:": text for number, (heading, text) in enumerate(BODY.items(), start=2)}
    fiche = parse_text(f"Algemene gegevens\n{lines(FIELDS)}{lines(body)}")
    assert _codes(fiche) == []


@pytest.mark.parametrize(
    ("heading", "key", "level"),
    [
        ("Impact assessment Commissie", "impact-assessment", 3),
        ("b) Eerste inschatting van krachtenveld", "krachtenveld", 3),
        ("4. Beoordeling bevoegdheid, subsidiariteit en proportionaliteit", "grondhouding", 2),
        (
            "Financiële consequenties, gevolgen voor regeldruk, concurrentiekracht en geopolitieke aspecten",
            "financiele-consequenties",
            2,
        ),
        ("Consequenties EU-begroting", "eu-begroting", 3),
        (
            "Financiële consequenties (incl. personele) voor rijksoverheid en/of medeoverheden",
            "financieel-overheid",
            3,
        ),
        (
            "Financiële consequenties (incl. personele) en gevolgen voor regeldruk voor bedrijfsleven en burger",
            "financieel-bedrijven",
            3,
        ),
        (
            "Financiële consequenties (incl. personele) voor bedrijfsleven en burger",
            "financieel-bedrijven",
            3,
        ),
        (
            "Gevolgen voor regeldruk/administratieve lasten voor rijksoverheid en bedrijfsleven",
            "regeldruk",
            3,
        ),
        ("Gevolgen voor concurrentiekracht en geopolitieke aspecten", "concurrentiekracht", 3),
        ("Implicaties juridisch", "juridisch", 2),
        (
            "Gedelegeerde en/of uitvoeringshandelingen, incl. NL-beoordeling daarvan",
            "uitvoeringshandelingen",
            3,
        ),
        (
            "Voorgestelde implementatietermijn (bij richtlijnen), dan wel voorgestelde datum inwerkingtreding",
            "implementatietermijn",
            3,
        ),
        ("Voorgestelde datum inwerkingtreding met commentaar t.a.v. haalbaarheid", "implementatietermijn", 3),
        ("Wenselijkheid evaluatie-/horizonbepaling", "evaluatie", 3),
        ("Implicaties voor uitvoering en/of handhaving", "uitvoering", 2),
        ("Implicaties voor ontwikkelingslanden", "ontwikkelingslanden", 2),
    ],
)
def test_headings_of_the_template(heading: str, key: str, level: int) -> None:
    section = _by_heading(parse_text(write_fiche(body={heading: "Tekst."})))[heading]
    assert (section.key, section.level) == (key, level)


def test_an_unknown_heading_is_kept_and_reported() -> None:
    fiche = parse_text(write_fiche(body={"Gevolgen voor de Caribische eilanden": LONG}))
    section = _by_heading(fiche)["Gevolgen voor de Caribische eilanden"]
    assert section.key is None
    assert section.level == 3
    assert "Caribische" in explain(_issue(fiche, "heading-unknown"))


@pytest.mark.parametrize(
    "line",
    ["Het kabinet steunt dit.", "- een punt van een lijst", "Ook dit;", "zonder hoofdletter", "Zie 2025"],
)
def test_a_short_line_of_text_is_no_heading(line: str) -> None:
    assert _codes(parse_text(write_fiche(body={line: LONG}))) == []


def test_a_numbered_heading_and_a_repeated_one_do_not_share_an_id() -> None:
    extra = "".join(f"{heading}\n{LONG}\n" for heading in ("Spoor (2)", "Spoor", "Spoor", "Spoor"))
    sections = parse_text(write_fiche(notes=extra)).sections
    ids = [section.id for section in sections if section.heading.startswith("Spoor")]
    assert len(ids) == len(set(ids)) == 4


def test_the_innermost_section_holds_an_offset() -> None:
    text = write_fiche(page=PAGE)
    fiche = parse_text(text)
    index = SectionIndex(fiche.sections)
    assert index.at(text.index("Het kabinet steunt")) == "beoordeling-inzet-ten-aanzien-van-dit-voorstel"
    assert index.at(text.index("Essentie voorstel")) == "essentie-voorstel"
    assert index.at(0) is None


def test_footnotes_hang_in_the_section_of_their_marker() -> None:
    text = write_fiche(
        body={"Inhoud voorstel": "Zie de wet.1", "Bevoegdheid": "Zie ook de regel.2"},
        notes="Richtlijn 2008/98/EG↩︎\nKamerstuk 22112, nr. 4239↩︎",
    )
    fiche = parse_text(text)
    assert [(note.number, note.section) for note in fiche.footnotes] == [
        (1, "inhoud-voorstel"),
        (2, "bevoegdheid"),
    ]
    assert fiche.issues == ()


def test_a_note_whose_marker_is_missing_is_reported() -> None:
    fiche = parse_text(write_fiche(notes="Richtlijn 2008/98/EG↩︎"))
    assert _codes(fiche) == ["marker-missing"]
    assert fiche.footnotes[0].marker is None


def test_a_fiche_that_is_cut_off_misses_sections_and_notes() -> None:
    text = write_fiche(
        body={
            "Inhoud voorstel": "De wet1 en de regel2 en de kern3",
            "Subsidiariteit": None,
            "Proportionaliteit": None,
        }
    )
    fiche = parse_text(text)
    assert _codes(fiche) == ["section-missing", "section-missing", "footnotes-missing"]
    assert "3" in explain(_issue(fiche, "footnotes-missing"))
    assert fiche.footnotes == ()


@pytest.mark.parametrize(
    "text",
    [
        "Geachte voorzitter, hierbij zend ik u de antwoorden op de vragen.",
        "Subsidiariteit\nProportionaliteit\nBevoegdheid\n",
        "Fiche: iets\nAlgemene gegevens\nTekst",
        "x",
    ],
)
def test_another_text_is_no_fiche(text: str) -> None:
    with pytest.raises(NotAFiche, match=r"fiche\.txt: no BNC-fiche.*evgraph refs"):
        parse_text(text)


def test_a_part_of_a_file_that_is_no_fiche_is_named() -> None:
    fiche = parse_text(write_fiche() + "\nFiche 4: Mededeling havens\nAlgemene gegevens\n")
    assert _codes(fiche) == ["fiche-unread"]
    assert "havens" not in fiche.document.text


@pytest.mark.parametrize(("heading", "number"), [("Fiche 12: Iets", 12), ("Fiche: Iets", None), ("Fiche 1 : Iets", 1)])
def test_fiche_number(heading: str, number: int | None) -> None:
    text = write_fiche().replace("Fiche 3: Verordening toezicht", heading)
    assert parse_text(text).fiche_number == number


def test_structure_of_a_text_that_is_no_fiche_has_its_notes_only() -> None:
    sections, notes = parse_structure("Geachte voorzitter, zie de wet.1\nRichtlijn 2008/98/EG↩︎")
    assert sections == ()
    assert [(note.number, note.marker is not None) for note in notes] == [(1, True)]


def test_structure_of_a_fiche_is_that_of_its_parse() -> None:
    text = write_fiche(page=PAGE, body={"Inhoud voorstel": "Zie de wet.1"}, notes="Richtlijn 2008/98/EG↩︎")
    fiche = parse_text(text)
    assert parse_structure(text) == (fiche.sections, fiche.footnotes)


@pytest.mark.parametrize("text", ["", " ", "\n", "↩", "\u2028", "Fiche:"])
def test_structure_of_nearly_nothing(text: str) -> None:
    sections, _ = parse_structure(text)
    assert sections == ()


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_is_there_in_both_languages(code: str) -> None:
    assert set(MESSAGES[code]) == {"nl", "en"}
    assert all(message.endswith(".") for message in MESSAGES[code].values())


_OTHER_PAGE = """[overzicht] [activiteiten]
Wijzigingen toezicht havens
Milieuraad
Brief regering
Nummer: 2023D99516, datum: 2023-12-08, bijgewerkt: 2024-02-19 10:56, versie: 3
Gerelateerde personen:- Eerste ondertekenaar: C. van Voorbeeld, minister voor Havens en Kades (Ooit ABC kamerlid)
- Rapport over kades
- Beslisnota bij brief over kades
Onderdeel van kamerstukdossier 21501 08-9928 Milieuraad.
Onderdeel van zaak 2023Z99876:
- Voortouwcommissie: vaste commissie voor Kades en Sluizen (2017-2024)
Preview document (🔗 origineel)
"""


def test_a_page_of_a_divided_dossier_with_remarks_of_the_site() -> None:
    header = read_page_header(_OTHER_PAGE, len(_OTHER_PAGE))
    assert header.title == "Wijzigingen toezicht havens"
    assert (header.dossier, header.number) == ("21501-08", "9928")
    assert header.signatory is not None
    assert header.signatory.role == "minister voor Havens en Kades"
    assert [field.value for field in header.related_documents] == [
        "Rapport over kades",
        "Beslisnota bij brief over kades",
    ]
    assert [role.name for role in header.committees] == ["vaste commissie voor Kades en Sluizen"]


LETTER = """22 112 Nieuwe Commissievoorstellen en initiatieven van de lidstaten van de Europese Unie
Nr. 9930 BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN
Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Den Haag, 10 april 2026
Overeenkomstig de bestaande afspraken ontvangt u hierbij twee fiches.
Fiche 1: Verordening toezicht (Kamerstuk 22 112, nr. 9931)
Fiche 2: Mededeling havens
De minister van Buitenlandse Zaken,
J.H. van Verzinnen
"""


def _two_fiches(*, listed: str = LETTER) -> str:
    first = write_fiche().replace("Fiche 3: Verordening toezicht", "Fiche 1: Verordening toezicht")
    second = write_fiche().replace("Fiche 3: Verordening toezicht", "Fiche 2: Mededeling havens")
    return f"{listed}{first}{second}"


def test_a_letter_with_two_fiches_is_three_papers() -> None:
    letter, first, second = parse_all(as_document(_two_fiches()))
    assert (letter.is_letter, letter.header.number, letter.header.date) == (True, "9930", "2026-04-10")
    assert [(item.title, item.kamerstuk) for item in letter.listed] == [
        ("Verordening toezicht", "kst-22112-9931"),
        ("Mededeling havens", None),
    ]
    assert (first.header.number, first.document.part) == ("9931", None)
    assert (second.header.number, second.document.part) == ("9930", 2)
    assert second.header.signatory is not None
    assert second.header.signatory.role == "minister van Buitenlandse Zaken"


def test_each_fiche_of_a_file_has_a_text_of_its_own() -> None:
    for paper in parse_all(as_document(_two_fiches()))[1:]:
        text = paper.document.text
        assert text.startswith("Fiche ")
        for section in paper.sections:
            assert text.startswith(section.heading, section.start)


def test_a_letter_that_lists_another_number_of_fiches_than_it_announces() -> None:
    letter = parse_all(as_document(_two_fiches(listed=LETTER.replace("twee fiches", "vier fiches"))))[0]
    assert "fiches-announced" in _codes(letter)


def test_a_letter_with_one_fiche_is_one_paper() -> None:
    (fiche,) = parse_all(as_document(LETTER + write_fiche().replace("Fiche 3", "Fiche 1")))
    assert not fiche.is_letter
    assert (fiche.header.dossier, fiche.header.number) == ("22112", "9930")
    assert len(fiche.listed) == 2


def test_a_letter_alone_is_read_when_it_lists_fiches() -> None:
    (letter,) = parse_all(as_document(LETTER))
    assert letter.is_letter
    with pytest.raises(NotAFiche, match="no letter that lists fiches"):
        parse_all(as_document("Geachte voorzitter,\nHierbij stuur ik u een brief.\n"))


@pytest.mark.parametrize(
    ("line", "label", "value"),
    [
        ("Titel voorstel Voorstel voor een richtlijn", "Titel voorstel", "Voorstel voor een richtlijn"),
        ("a) Titels voorstellen:\tVoorstel voor", "a) Titels voorstellen", "Voorstel voor"),
        ("EUR-lex https://eur-lex.europa.eu/x", "EUR-lex", "https://eur-lex.europa.eu/x"),
    ],
)
def test_a_label_and_its_value_on_one_line(line: str, label: str, value: str) -> None:
    text = write_fiche().replace("Algemene gegevens\n", f"Algemene gegevens\n{line}\n")
    field = parse_text(text).general.fields[0]
    assert (field.label, field.value) == (label, value)


@pytest.mark.parametrize("line", ["Rechtsbasis van het voorstel is artikel 114.", "Titel V gaat daarover niet"])
def test_a_sentence_that_begins_like_a_label_is_none(line: str) -> None:
    fields = parse_text(write_fiche(body={"Inhoud voorstel": line})).general.fields
    assert line[:20] not in {field.label for field in fields}


@pytest.mark.parametrize("form", ["{n} {t}", "[{n}] {t}", "{n}) {t}", "{n}. {t}"])
def test_notes_without_arrows_are_numbered_last_lines(form: str) -> None:
    lines = [form.format(n=n, t=t) for n, t in ((1, "Kamerstuk 22 112, nr. 9931"), (2, "Richtlijn 2008/98/EG"))]
    fiche = parse_text(
        write_fiche(body={"Inhoud voorstel": "Een plan,1 en een wet.2 Meer niet."}, notes="\n".join(lines))
    )
    assert [(n.number, n.text) for n in fiche.footnotes] == [
        (1, "Kamerstuk 22 112, nr. 9931"),
        (2, "Richtlijn 2008/98/EG"),
    ]
    assert all(note.marker for note in fiche.footnotes)


def test_a_numbered_list_at_the_end_is_no_list_of_notes() -> None:
    fiche = parse_text(write_fiche(notes="1. Een eerste punt\n2. Een tweede punt"))
    assert fiche.footnotes == ()


def test_a_marker_behind_the_last_note_is_reported() -> None:
    fiche = parse_text(
        write_fiche(body={"Inhoud voorstel": "Een plan,1 en een wet.2 Meer niet."}, notes="Richtlijn 2008/98/EG↩︎")
    )
    assert _codes(fiche) == ["note-missing"]


@pytest.mark.parametrize(
    ("line", "generation"),
    [("2. Samenvatting BNC-fiche", "2007"), ("Datum Raadsdocument: 3 mei 2004", "2002"), ("", "2011")],
)
def test_the_generation_of_the_template(line: str, generation: str) -> None:
    text = write_fiche().replace("Algemene gegevens\n", f"Algemene gegevens\n{line}\n")
    assert parse_text(text).generation == generation


def test_a_short_fiche_need_not_have_every_part() -> None:
    text = write_fiche(body=dict.fromkeys(["Inhoud voorstel", "Bevoegdheid"], None))
    assert "section-missing" in _codes(parse_text(text))
    assert "section-missing" not in _codes(parse_text(text.replace("Fiche 3:", "Verkort fiche:")))


def test_a_number_in_the_list_that_cannot_be_is_none() -> None:
    letter = parse_all(as_document(LETTER.replace("22 112, nr. 9931", "21 501, nr. 9931")))[0]
    assert [item.kamerstuk for item in letter.listed] == [None, None]


def _with_notes(heading: str, words: str, notes: str) -> str:
    text = write_fiche(body={"Inhoud voorstel": words}, notes=f"{notes}\n")
    return text.replace("Fiche 3: Verordening toezicht", heading)


@pytest.mark.parametrize(
    ("second_words", "second_notes"),
    [
        ("Een wet.1 Meer niet.", "1 Richtlijn 2011/7/EU"),
        ("Een wet,2 een plan.3 Meer.", "2 Richtlijn 2011/7/EU\n3 Loket"),
    ],
    ids=["from one again", "going on"],
)
def test_notes_under_each_fiche_of_a_file_are_its_own(second_words: str, second_notes: str) -> None:
    first = _with_notes("Fiche 1: Verordening toezicht", "Een plan.1 Meer niet.", "1 Richtlijn 2008/98/EG")
    second = _with_notes("Fiche 2: Mededeling havens", second_words, second_notes)
    _, one, two = parse_all(as_document(LETTER + first + second))
    assert [note.text for note in one.footnotes] == ["Richtlijn 2008/98/EG"]
    assert two.footnotes[0].text == "Richtlijn 2011/7/EU"
    assert all(note.marker for note in two.footnotes)


def test_of_two_signatures_the_first_counts() -> None:
    signed = LETTER + "De Staatssecretaris van Economische Zaken,\nA.B. de Tweede\n"
    (letter,) = parse_all(as_document(signed))
    assert letter.header.signatory is not None
    assert letter.header.signatory.name == "J.H. van Verzinnen"


def test_items_of_a_list_are_no_headings() -> None:
    fiche = parse_text(write_fiche(body={"Inhoud voorstel": "Getoetst wordt:\n- bevoegdheid\n- subsidiariteit\nMeer."}))
    assert [section.heading for section in fiche.sections].count("Subsidiariteit") == 1
    assert not any(section.heading.startswith("-") for section in fiche.sections)


def test_an_unknown_label_of_the_table_is_no_part_of_the_value_above() -> None:
    fiche = parse_text(write_fiche(fields={"Eerstverantwoordelijk ministerie": "VROM\nBetrokken diensten:\nRWS"}))
    assert fiche.general.lead_ministry == "VROM"
    assert _codes(fiche) == ["heading-unknown"]


def test_the_table_of_2007_groups_legal_basis_and_procedure() -> None:
    group = "Rechtsbasis, besluitvormingsprocedure Raad, rol Europees Parlement en/of comitologie:"
    basis = (
        "a) Rechtsbasis: artikel 175 EG-Verdrag\nb) Besluitvormingsprocedure Raad en rol Europees Parlement: codecisie"
    )
    fiche = parse_text(write_fiche(fields={"Eerstverantwoordelijk ministerie": f"VROM\n{group}\n{basis}"}))
    assert (fiche.general.lead_ministry, fiche.general.procedure) == ("VROM", "codecisie")
    assert _codes(fiche) == []


def test_a_form_without_notes_of_its_own_may_have_them_as_plain_lines() -> None:
    text = write_fiche(
        body={"Inhoud voorstel": "Een plan,1 en een wet.2 Meer niet."}, notes="1 Loket\n2 Richtlijn 2008/98/EG"
    )
    page = replace(as_document(text), media_type="text/html", layout=Layout(notes=()))
    (fiche,) = parse_all(page)
    assert [note.text for note in fiche.footnotes] == ["Loket", "Richtlijn 2008/98/EG"]


def test_notes_together_at_the_end_that_begin_anew_for_each_fiche() -> None:
    first = _with_notes("Fiche 1: Verordening toezicht", "Een plan,1 een wet.2 Meer niet.", "").rstrip()
    second = _with_notes("Fiche 2: Mededeling havens", "Een loket,1 een kaart.2 Meer niet.", "").rstrip()
    notes = "1 noot een\n2 noot twee\n1 noot drie\n2 noot vier"
    _, one, two = parse_all(as_document(f"{LETTER}{first}\n{second}\n{notes}"))
    assert [note.text for note in one.footnotes] == ["noot een", "noot twee"]
    assert [note.text for note in two.footnotes] == ["noot drie", "noot vier"]
    assert all(note.marker for note in (*one.footnotes, *two.footnotes))


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("Dit is de NIS1.", "Slot\n1 miljard euro is hiermee gemoeid."),
        ("Steunt COVID1. En NIS2.", "1 januari 2024 treedt het in werking.\n2 februari 2025 volgt de rest."),
        ("Een plan,1 en een wet.2 Meer.", "1 Loket\n2 Kamerstuk 22 112, nr. 9931\nBijlage\nSteun voor artikel 5."),
    ],
)
def test_lines_at_the_end_that_are_no_notes(words: str, end: str) -> None:
    assert parse_text(write_fiche(body={"Inhoud voorstel": words}, notes=end)).footnotes == ()


def test_a_list_in_another_order_than_the_fiches() -> None:
    listed = LETTER.replace("Fiche 1: Verordening toezicht (", "1. Mededeling havens (").replace("9931", "9932")
    listed = listed.replace("Fiche 2: Mededeling havens", "2. Verordening toezicht (Kamerstuk 22 112, nr. 9931)")
    _, toezicht, havens = parse_all(as_document(_two_fiches(listed=listed)))
    assert (toezicht.header.number, havens.header.number) == ("9931", "9932")


def test_a_number_in_the_list_with_another_title_proves_nothing() -> None:
    listed = LETTER.replace("Fiche 1: Verordening toezicht", "1. Richtlijn proefperiodes")
    first = parse_all(as_document(_two_fiches(listed=listed)))[1]
    assert (first.header.number, first.document.part) == ("9930", 1)


@pytest.mark.parametrize(
    "line",
    [
        "21 501-30, nr. 415",
        "Hiermee geef ik uitvoering aan de motie\n34 123\nNr. 5",
        "De Minister van Financiën, B. Koenders, heeft u eerder geïnformeerd over de planning.",
        "Datum: 4 mei 2016",
    ],
)
def test_the_letter_keeps_its_own_head_and_signature(line: str) -> None:
    signed = LETTER.replace("De minister van Buitenlandse Zaken,", f"{line}\nDe minister van Buitenlandse Zaken,")
    head = parse_all(as_document(signed))[0].header
    assert (head.dossier, head.number, head.date) == ("22112", "9930", "2026-04-10")
    assert head.signatory is not None
    assert head.signatory.name == "J.H. van Verzinnen"


@pytest.mark.parametrize(
    "items",
    ["- Het kabinet heeft hierover eerder bericht.\n- Ook volgt nog een brief.", "1. Inleiding\n2. Slot"],
)
def test_items_that_are_no_fiches_are_not_listed(items: str) -> None:
    listed = f"{LETTER[: LETTER.index('Fiche 1')]}{items}\nDe minister van Buitenlandse Zaken,\nJ.H. van Verzinnen\n"
    with pytest.raises(NotAFiche):
        parse_all(as_document(listed))


def test_a_sentence_about_a_fiche_announces_none() -> None:
    letter = LETTER.replace("ontvangt u hierbij twee fiches", "ontving uw Kamer vorig jaar twee fiches")
    with pytest.raises(NotAFiche):
        parse_all(as_document(letter))


def test_a_title_in_the_list_may_take_two_lines() -> None:
    letter = parse_all(as_document(LETTER.replace("toezicht (Kam", "toezicht op\nalle havens (Kam")))[0]
    assert [(item.title, item.kamerstuk) for item in letter.listed] == [
        ("Verordening toezicht op alle havens", "kst-22112-9931"),
        ("Mededeling havens", None),
    ]


def test_the_title_of_a_fiche_may_stand_under_its_heading() -> None:
    text = _two_fiches().replace("Fiche 1: Verordening toezicht\nAlgemene", "Fiche 1:\nVerordening toezicht\nAlgemene")
    _, first, _ = parse_all(as_document(text))
    assert (first.header.number, first.fiche_number) == ("9931", 1)
    assert first.document.text.startswith("Fiche 1:\nVerordening toezicht")


def test_a_long_line_of_blanks_costs_linear_time() -> None:
    """Looking for a number in brackets behind blanks, at every blank anew, took a minute for this."""
    parse_all(as_document(LETTER + "x" + " " * 50_000 + "(" + " " * 50_000 + "\n"))
