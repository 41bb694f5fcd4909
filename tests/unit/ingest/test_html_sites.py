"""What is special to the pages of officielebekendmakingen.nl, the Tweede Kamer and OpenTK."""

from __future__ import annotations

import pytest

from evgraph.errors import NotAFiche
from evgraph.ingest import ingest, ingest_bytes
from evgraph.model import Activity, CommitteeRole, Document, PageHeader, Person
from evgraph.parsing import parse
from evgraph.reading import read_document
from tests.unit.ingest.same_fiche import FORMS, TEXT_FORM, text_form_lines

MINISTER = Person(name="J.H. van Verzinnen", role="minister van Buitenlandse Zaken")
HEAD = [
    "22 112",
    "Nieuwe Commissievoorstellen en initiatieven van de lidstaten van de Europese Unie",
    "Nr. 9901",
    "BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN",
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
    "Den Haag, 10 april 2026",
]


def read(text: str) -> Document:
    return ingest_bytes("pagina.html", text.encode())


def beside(document: Document) -> PageHeader:
    assert document.beside is not None
    return document.beside


# officielebekendmakingen.nl


@pytest.mark.parametrize("site", ["officielebekendmakingen", "tweedekamer"])
def test_the_head_of_the_paper_is_the_first_of_its_lines_and_nothing_of_the_site_is(site: str) -> None:
    lines = ingest(FORMS / f"verpakkingstoezicht.{site}.html").text.split("\n")
    assert lines[:6] == HEAD
    assert lines[8:10] == ["De minister van Buitenlandse Zaken,", "J.H. van Verzinnen"]
    assert lines[-1] == "Kamerstuk 32 852, nr. 9903"


def test_the_tags_of_the_page_stand_beside_the_text() -> None:
    header = beside(ingest(FORMS / "verpakkingstoezicht.officielebekendmakingen.html"))
    assert (header.dossier, header.number, header.date) == ("22112", "9901", "2026-04-10")
    assert (header.document_type, header.title) == (
        "Brief regering",
        "Fiche: Verordening toezicht op ingevoerde verpakkingen",
    )
    assert header.signatory == header.submitter == MINISTER
    assert header.source == "https://zoek.officielebekendmakingen.nl/kst-22112-9901.html"
    assert [field.value for field in header.related_documents] == ["blg-9990101"]


def test_the_page_says_beside_what_the_xml_of_the_same_paper_says() -> None:
    page = beside(ingest(FORMS / "verpakkingstoezicht.officielebekendmakingen.html"))
    xml = beside(ingest_bytes("kst.xml", (FORMS / "verpakkingstoezicht.xml").read_bytes()))
    assert (page.dossier, page.number, page.date, page.signatory, page.source) == (
        xml.dossier,
        xml.number,
        xml.date,
        xml.signatory,
        xml.source,
    )


def test_items_of_the_site_have_their_own_letters() -> None:
    document = read(
        "<h1 class=stuktitel>Nr. 1 BRIEF</h1><ul class=expliciet><li class=li><p class=labeled>"
        "<span class=ol>a. </span>een</p><li><p>twee</p></ul>"
    )
    assert document.text.split("\n") == ["Nr. 1 BRIEF", "a. een", "- twee"]


def test_a_paper_in_its_own_part_of_an_older_page() -> None:
    document = read(
        "<html><body><form id=aspnetForm><div id=kop>Zoeken</div><div id=main-column><div class=paden>U bent hier</div>"
        "<h2 class=stuktitel>Fiche</h2><p>tekst<a class='nootnum' href='#n1'>1</a></p><p>meer</p>"
        "<div class='voet noot'><span class=nootnum><a name=n1></a>1</span><p>noot</p></div></div></form></body></html>"
    )
    assert document.text.split("\n") == ["Fiche", "tekst1", "meer", "noot"]
    assert document.beside is None


@pytest.mark.parametrize(
    "body",
    [
        "<h1 class=dossiertitel>A</h1><h2 class=stuktitel>B</h2><p>tekst</p>",
        "<div><div><h1 class=dossiertitel>A</h1><h2 class=stuktitel>B</h2></div></div><div><p>tekst</p></div>",
        "<div><div class=stuktitel><h2>A</h2>B</div></div><p>tekst</p>",
        "<div class=stuk><h2 class=stuktitel>A<br>B</h2><p>tekst</p></div>",
        "<table><tr><td class=stuktitel>A<td>B<tr><td>tekst</table>",
    ],
)
def test_the_text_is_found_wherever_the_titles_stand(body: str) -> None:
    assert read(f"<html><body><p>U bent hier</p><div>{body}</div></body></html>").text.split("\n") == [
        "A",
        "B",
        "tekst",
    ]


def test_a_page_with_tags_only_is_read_whole() -> None:
    document = read(
        '<html><head><meta name="OVERHEIDop.ondernummer" content="7"></head><body><p>tekst</p></body></html>'
    )
    assert document.text == "tekst"
    assert beside(document).number == "7"


# Tweede Kamer


def test_what_the_chamber_says_of_the_paper_stands_beside_it() -> None:
    header = beside(ingest(FORMS / "verpakkingstoezicht.tweedekamer.html"))
    assert header.title == "Fiche: Verordening toezicht op ingevoerde verpakkingen"
    assert (header.document_type, header.document_number, header.case_number) == (
        "Brief regering",
        "2025D99901",
        "2025Z99901",
    )
    assert (header.dossier, header.number, header.date) == ("22112", "9901", "2026-04-10")
    assert header.signatory == header.submitter == MINISTER
    assert header.committees == (
        CommitteeRole(name="vaste commissie voor Economische Zaken", role="Voortouwcommissie"),
        CommitteeRole(name="vaste commissie voor Europese Zaken", role="Volgcommissie"),
        CommitteeRole(name="vaste commissie voor Buitenlandse Handel en Ontwikkelingshulp", role="Volgcommissie"),
    )
    assert header.activities == (
        Activity(
            start="2026-04-21T16:30",
            type="Procedurevergadering",
            title="Procedurevergadering Economische Zaken",
            body="vaste commissie voor Economische Zaken",
        ),
        Activity(
            start="2026-05-20T10:00",
            type="Commissiedebat",
            title="Raad voor Concurrentievermogen van 28-29 mei 2026 (formeel)",
            body="vaste commissie voor Economische Zaken",
        ),
    )
    assert [field.value for field in header.related_documents] == [
        "Aanbiedingsbrief",
        "Beslisnota bij Fiche: Verordening toezicht op ingevoerde verpakkingen",
    ]
    assert header.source is not None and header.source.endswith("?id=2025Z99901&did=2025D99901")


def test_the_chamber_and_the_text_form_say_the_same() -> None:
    here = beside(ingest(FORMS / "verpakkingstoezicht.tweedekamer.html"))
    there = parse(ingest(TEXT_FORM)).header
    assert there.signatory is not None and here.signatory is not None
    assert (here.title, here.date, here.dossier, here.number) == (there.title, there.date, there.dossier, there.number)
    assert here.signatory.role == there.signatory.role
    assert {role.name for role in here.committees} == {role.name for role in there.committees}
    told = {(activity.start, activity.type, activity.title, activity.body) for activity in there.activities}
    assert {(activity.start, activity.type, activity.title, activity.body) for activity in here.activities} <= told


CHAMBER = """<html><head><title>{title} | Tweede Kamer der Staten-Generaal</title></head>
<body><nav>Menu</nav><main><h1><span>Brief regering</span> : {title}</h1>{inner}</main></body></html>"""


def test_a_page_without_the_paper_has_what_it_says_as_text_and_is_no_fiche() -> None:
    document = read(CHAMBER.format(title="Fiche: Mededeling havens", inner="<p>Nummer: 2026D00001</p>"))
    assert document.text == "Brief regering : Fiche: Mededeling havens\nNummer: 2026D00001"
    assert beside(document).document_number == "2026D00001"
    with pytest.raises(NotAFiche, match=r"pagina\.html: no BNC-fiche"):
        read_document(document)


@pytest.mark.parametrize(
    ("said", "dossier", "number"),
    [
        ("Kamerstuknummer: 22112-4239", "22112", "4239"),
        ("<dt>Kamerstuk</dt><dd>22 112, nr. 4239</dd>", "22112", "4239"),
        ("Kamerstuk: 21501-20-690", "21501-20", "690"),
        ("Kamerstuk: 35925-V-84", "35925-V", "84"),
        ("Datum: 2026-01-30", None, None),
    ],
)
def test_dossier_and_number_as_a_page_writes_them(said: str, dossier: str | None, number: str | None) -> None:
    header = beside(read(CHAMBER.format(title="x", inner=f"<p>{said}</p>" if said[0] != "<" else f"<dl>{said}</dl>")))
    assert (header.dossier, header.number) == (dossier, number)


@pytest.mark.parametrize(
    ("stamp", "start"),
    [
        ("2026-02-04T12:30:00Z", "2026-02-04T13:30"),
        ("2026-07-01T12:30:00+00:00", "2026-07-01T14:30"),
        ("2026-03-29T00:59:00Z", "2026-03-29T01:59"),
        ("2026-03-29T01:00:00Z", "2026-03-29T03:00"),
        ("2026-10-25T01:00:00Z", "2026-10-25T02:00"),
        ("2026-02-04T13:30", "2026-02-04T13:30"),
    ],
)
def test_the_moment_of_a_meeting_is_dutch_time(stamp: str, start: str) -> None:
    card = f"<div class=m-card><time datetime='{stamp}'>dag</time><h3>Debat</h3><p>Commissiedebat</p></div>"
    assert [activity.start for activity in beside(read(CHAMBER.format(title="x", inner=card))).activities] == [start]


def test_a_card_that_does_not_say_what_or_when_is_no_meeting() -> None:
    cards = (
        "<div class=m-card><time datetime='gisteren'>x</time><h3>A</h3><p>Commissiedebat</p></div>"
        "<div class=m-card><time datetime='2026-02-04'>4 februari 2026</time><h3>B</h3></div>"
        "<time datetime='2026-02-04'>x</time>"
    )
    assert beside(read(CHAMBER.format(title="x", inner=cards))).activities == ()


# OpenTK


def test_the_page_is_its_text_form_line_by_line() -> None:
    assert ingest(FORMS / "verpakkingstoezicht.opentk.html").text.split("\n") == text_form_lines()


def test_the_head_of_the_page_is_read_as_from_the_text_form() -> None:
    here = parse(ingest(FORMS / "verpakkingstoezicht.opentk.html"))
    assert here.header == parse(ingest(TEXT_FORM)).header
    assert here.document.beside is None


def test_a_page_without_a_preview_has_its_head() -> None:
    document = read(
        "<html><body><main><h2>Fiche</h2><p>Nummer: <b>2026D04646</b>, datum: <b>2026-01-30</b>, versie: 1</p>\n"
        "Gerelateerde personen:\n<ul></ul><p>Onderdeel van zaak <a href=x>2026Z02007</a>:</p><ul>"
        "<li> Indiener: A, minister</li></ul><iframe src='./get/2026D04646'></iframe></main></body></html>"
    )
    assert document.text.split("\n") == [
        "Fiche",
        "Nummer: 2026D04646, datum: 2026-01-30, versie: 1",
        "Gerelateerde personen:",
        "Onderdeel van zaak 2026Z02007:",
        "- Indiener: A, minister",
    ]
