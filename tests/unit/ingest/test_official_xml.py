"""Official publications as XML: Kamerstukken of both generations, Handelingen, and files that mean harm."""

from __future__ import annotations

import re
from typing import Any

import pytest

from evgraph.errors import NotAFiche, UnreadableDocument
from evgraph.ingest import ingest, ingest_bytes
from evgraph.ingest.official import looks_like_official_xml
from evgraph.ingest.official.metadata import read_metadata
from evgraph.model import Document, Person
from evgraph.reading import Reading, find_references, read_document
from tests.system.running import REPOSITORY

FORMS = REPOSITORY / "tests" / "forms"
TEXT_FORM = REPOSITORY / "tests" / "cases" / "verordening-verpakkingstoezicht" / "input.txt"
KAMERSTUKKEN = ("verpakkingstoezicht.xml", "verpakkingstoezicht.kamerwrk.xml")
SAMPLES = REPOSITORY.parent / "shared" / "samples" / "officielebekendmakingen"
SITE = "https://zoek.officielebekendmakingen.nl"


def read(inner: str, *, before: str = "") -> Document:
    """Read a Kamerstuk with this in its free text."""
    text = f"<algemeen><vrije-tekst><tekst>{inner}</tekst></vrije-tekst></algemeen>"
    paper = f"<officiele-publicatie>{before}<kamerstuk><stuk>{text}</stuk></kamerstuk></officiele-publicatie>"
    return ingest_bytes("kst.xml", paper.encode())


def lines(inner: str) -> list[str]:
    return read(inner).text.split("\n")


def headings(document: Document) -> list[tuple[str, int]]:
    return [(document.text[place.start : place.end], place.level) for place in document.layout.headings]


def links(document: Document) -> list[tuple[str, str]]:
    return [(document.text[link.start : link.end], link.url) for link in document.layout.links]


# The same fiche as in the text form.


def expected_lines() -> list[str]:
    text = TEXT_FORM.read_text(encoding="utf-8")
    body = text[text.index("Fiche 3: Verordening toezicht") :]
    return [line for line in body.replace("↩︎", "").split("\n") if line]


@pytest.mark.parametrize("name", KAMERSTUKKEN)
def test_the_fiche_has_the_lines_of_the_text_form(name: str) -> None:
    text = ingest(FORMS / name).text
    assert text[text.index("Fiche 3: Verordening toezicht") :].split("\n") == expected_lines()


def word_before(text: str, place: int) -> str:
    found = re.search(r"\S+$", text[:place])
    return found.group() if found else ""


@pytest.mark.parametrize("name", KAMERSTUKKEN)
def test_every_marker_stands_behind_its_word(name: str) -> None:
    document = ingest(FORMS / name)
    told = read_document(ingest(TEXT_FORM)).fiche
    found = {note.number: note for note in document.layout.notes or ()}
    assert sorted(found) == list(range(1, 13))
    for note in told.footnotes:
        place = found[note.number]
        assert document.text[place.start : place.end] == note.text
        assert place.marker is not None and note.marker is not None
        assert document.text[place.marker.start : place.marker.end] == str(note.number)
        assert word_before(document.text, place.marker.start) == word_before(told.document.text, note.marker.start)


def comparable(reading: dict[str, Any]) -> dict[str, Any]:
    return {
        "general": reading["general"],
        "fiche_number": reading["fiche_number"],
        "sections": [(section["id"], section["heading"], section["level"]) for section in reading["sections"]],
        "footnotes": [(note["number"], note["text"], note["section"]) for note in reading["footnotes"]],
    }


def cited(reading: Reading) -> list[tuple[str, str, str, int | None, str | None]]:
    """The references of the fiche itself, not of the page around it."""
    start = reading.fiche.document.text.index("Fiche 3: Verordening toezicht")
    found = (reference for reference in reading.findings.references if reference.start >= start)
    return [(each.kind, each.text, each.target, each.footnote, each.section) for each in found]


@pytest.mark.parametrize("name", KAMERSTUKKEN)
def test_the_fiche_reads_as_in_the_text_form(name: str) -> None:
    here, there = read_document(ingest(FORMS / name)), read_document(ingest(TEXT_FORM))
    assert comparable(here.to_dict()) == comparable(there.to_dict())
    assert cited(here) == cited(there)
    assert len(cited(here)) > 20


@pytest.mark.parametrize("name", KAMERSTUKKEN)
def test_head_and_letter_are_lines_and_their_numbers_stand_beside(name: str) -> None:
    document = ingest(FORMS / name)
    head = document.text.split("\n")
    for line in (
        "22 112",
        "Nieuwe Commissievoorstellen en initiatieven van de lidstaten van de Europese Unie",
        "Nr. 9901",
        "BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN",
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 10 april 2026",
        "De minister van Buitenlandse Zaken,",
        "J.H. van Verzinnen",
    ):
        assert line in head
    beside = document.beside
    assert beside is not None
    assert (beside.dossier, beside.number, beside.date) == ("22112", "9901", "2026-04-10")
    assert beside.signatory == Person(name="J.H. van Verzinnen", role="minister van Buitenlandse Zaken")
    assert beside.source == f"{SITE}/kst-22112-9901.html"
    assert document.issues == ()


def test_official_links_of_the_fiche_are_kept() -> None:
    found = dict(links(ingest(FORMS / "verpakkingstoezicht.xml")))
    assert found["Kamerstuk 30 821, nr. 244"] == f"{SITE}/kst-30821-244.html"
    assert found["https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=celex:52026PC0931"].endswith("52026PC0931")


def test_the_metadata_beside_the_fiche_says_the_same() -> None:
    path = FORMS / "verpakkingstoezicht.metadata.xml"
    header, beside = read_metadata(str(path), path.read_bytes()), ingest(FORMS / KAMERSTUKKEN[0]).beside
    assert beside is not None
    assert (header.dossier, header.number, header.date, header.source) == (
        beside.dossier,
        beside.number,
        beside.date,
        beside.source,
    )
    assert header.title == "Fiche: Verordening toezicht op ingevoerde verpakkingen"
    assert [field.value for field in header.related_documents] == ["blg-9990101"]


# Headings.


def test_headings_are_told_by_the_elements_with_their_depth() -> None:
    document = read(
        "<divisie><kop><nr>1.</nr><titel>Kleur</titel><subtitel>Knikkers</subtitel></kop>"
        "<divisie><kop><titel>Groen</titel></kop><al>Tekst.</al><tussenkop kopopmaak='cur'>Gras</tussenkop></divisie>"
        "</divisie><al><nadruk type='vet'>Slot</nadruk></al><al><nadruk type='vet'>Let</nadruk> op.</al>"
    )
    assert document.text.split("\n") == ["1. Kleur", "Knikkers", "Groen", "Tekst.", "Gras", "Slot", "Let op."]
    assert headings(document) == [("1. Kleur", 1), ("Knikkers", 1), ("Groen", 2), ("Gras", 4), ("Slot", 1)]


def test_bold_in_a_table_or_a_list_is_no_heading() -> None:
    bold = "<al><nadruk type='vet'>Rechtsbasis</nadruk></al>"
    assert not headings(read(f"<table><tgroup><tbody><row><entry>{bold}</entry></row></tbody></tgroup></table>"))
    assert not headings(read(f"<lijst><li><li.nr>a.</li.nr>{bold}</li></lijst>"))
    assert not headings(read(f"<al><nadruk type='vet'>{'lang ' * 50}</nadruk></al>"))


# Running text.


def test_emphasis_breaks_and_source_layout_leave_no_trace() -> None:
    source = "<al>\n   De <nadruk type='cur'>Commis</nadruk>sie<?xpp afbm?>,\n  CO<inf>2</inf> en m<sup>2</sup>.\n</al>"
    assert lines(source) == ["De Commissie, CO2 en m2."]
    assert lines("<al>Boven<br/>onder</al>") == ["Boven", "onder"]


def test_lists_have_their_numbers_as_displayed() -> None:
    nested = "<lijst type='ndash'><li><li.nr>–</li.nr><al>streep</al></li></lijst>"
    assert lines(
        "<lijst type='expliciet' nr-sluiting='.'><li><li.nr>1</li.nr><al>een</al><al>en meer</al></li>"
        f"<li><li.nr>2.</li.nr><al>twee:</al>{nested}</li></lijst>"
        "<lijst><li><li.nr>a)</li.nr><al>letter</al></li><li><al>zonder</al></li></lijst>"
        f"<lijst><li><li.nr>3.</li.nr>{nested}</li></lijst>"
    ) == ["1. een", "en meer", "2. twee:", "- streep", "a) letter", "- zonder", "3.", "- streep"]


def test_a_list_inside_a_paragraph_begins_lines_and_the_paragraph_goes_on() -> None:
    assert lines("<al>Ten eerste:<lijst><li><al>dit</al></li></lijst>en verder.</al>") == [
        "Ten eerste:",
        "- dit",
        "en verder.",
    ]


def test_a_table_gives_label_line_and_value_lines() -> None:
    row = "<row><entry><al>Rechtsbasis</al></entry><entry><al>Artikel 114</al><al>VWEU</al></entry></row>"
    empty = "<row><entry>Rol</entry><entry/></row>"
    table = (
        f"<table><title>Gegevens</title><tgroup><colspec/><thead>{row}</thead><tbody>{empty}</tbody></tgroup></table>"
    )
    assert lines(table) == ["Gegevens", "Rechtsbasis", "Artikel 114", "VWEU", "Rol"]


def test_definitions_and_articles() -> None:
    assert lines(
        "<definitielijst><definitie-item><term>knikker</term><definitie><al>een bol</al></definitie></definitie-item>"
        "</definitielijst><artikel><kop><label>Artikel</label><nr>1</nr></kop>"
        "<lid><lidnr>2.</lidnr><al>Er zij rust.</al></lid></artikel>"
    ) == ["knikker", "een bol", "Artikel 1", "2. Er zij rust."]


def test_a_signature_keeps_what_stands_behind_the_office() -> None:
    assert lines(
        "<ondertekening><functie>De Minister</functie> voor Jeugd,<naam><voornaam>A.</voornaam>\n"
        "<achternaam>de Bie</achternaam></naam></ondertekening>"
    ) == ["De Minister voor Jeugd,", "A. de Bie"]


def test_what_is_no_text_of_the_paper_is_left_out() -> None:
    assert lines("<al>Een.</al><witreg/><officiele-inhoudsopgave><al>Inhoud</al></officiele-inhoudsopgave>") == ["Een."]


# Notes.


def note(number: str, text: str, rest: str = "") -> str:
    return f"<noot{rest}><noot.nr>{number}</noot.nr><noot.al>{text}</noot.al></noot>"


def notes(document: Document) -> list[tuple[int, str, str]]:
    """Number, text and the word before the marker, of each note."""
    return [
        (
            place.number,
            document.text[place.start : place.end],
            word_before(document.text, place.marker.start) if place.marker else "",
        )
        for place in document.layout.notes or ()
    ]


def test_a_note_leaves_its_marker_and_becomes_a_line_at_the_end() -> None:
    document = read(f"<al>Zie dit. {note('7', 'Kamerstuk <nadruk>22 112</nadruk>, nr. 1')}</al><al>Verder.</al>")
    assert document.text == "Zie dit.7\nVerder.\nKamerstuk 22 112, nr. 1"
    assert notes(document) == [(7, "Kamerstuk 22 112, nr. 1", "dit.")]


def test_a_note_of_several_paragraphs_is_one_line() -> None:
    two = "<noot><noot.nr>1.</noot.nr><noot.al>Een.</noot.al><noot.al>Twee.</noot.al></noot>"
    assert lines(f"<al>Dit{two}</al>") == ["Dit1", "Een. Twee."]


def test_notes_of_tables_do_not_take_the_numbers_of_footnotes() -> None:
    kind = ' type="tabel"'
    document = read(
        f"<table><tgroup><tbody><row><entry><al>RT{note('1', 'rechtstreeks', kind)}</al></entry></row></tbody></tgroup>"
        f"</table><al>Dit{note('1', 'een')} en dat{note('2', 'twee')}</al>"
    )
    assert notes(document) == [(1, "een", "Dit"), (2, "twee", "dat"), (3, "rechtstreeks", "RT")]


def test_a_second_reference_to_a_note_repeats_its_number() -> None:
    named = ' id="ID-1"'
    document = read(f"<al>Dit{note('1', 'een', named)} en dat<nootref refid='ID-1'/>.</al>")
    assert document.text == "Dit1 en dat1.\neen"
    assert notes(document) == [(1, "een", "Dit")]


@pytest.mark.parametrize(
    "reference",
    ['<voetref refid="v3"/>', '<voetref nr="3"/>', '<voetref verwijst="v3">3</voetref>', "<voetref>3</voetref>"],
)
def test_notes_of_the_older_generation_stand_apart(reference: str) -> None:
    data = (
        f'<kamerwrk><body><al>Dit{reference}.</al></body><voetnoot id="v3" nr="3"><al>Noot.</al></voetnoot></kamerwrk>'
    )
    document = ingest_bytes("kst.xml", data.encode())
    assert document.text == "Dit3.\nNoot."
    assert notes(document) == [(3, "Noot.", "Dit")]


def test_a_reference_to_no_note_is_named() -> None:
    document = read("<al>Dit<nootref refid='ID-9'/>.</al>")
    assert [issue.code for issue in document.issues] == ["note-missing"]


def test_a_note_in_a_note_stays_in_it() -> None:
    inner = note("2", "binnen")
    assert lines(f"<al>Dit{note('1', f'buiten {inner} om')}</al>") == ["Dit1", "buiten binnen om"]


# Links, pictures, unknown elements.


@pytest.mark.parametrize(
    ("attributes", "address"),
    [
        ('doc="kst-21501-20-690" soort="document"', f"{SITE}/kst-21501-20-690.html"),
        ('doc="dossier/36600-XXIII" soort="document"', f"{SITE}/dossier/36600-XXIII"),
        ('doc="https://eur-lex.europa.eu/a(b)" soort="URL"', "https://eur-lex.europa.eu/a(b)"),
        ('doc="www.wur.nl/rapport" soort="URL"', "http://www.wur.nl/rapport"),
        ('doc="BWBR0005537" soort="document"', "https://wetten.overheid.nl/BWBR0005537"),
    ],
)
def test_links(attributes: str, address: str) -> None:
    assert links(read(f"<al>Zie <extref {attributes}>dit stuk</extref>.</al>")) == [("dit stuk", address)]


def test_links_within_and_to_a_dossier() -> None:
    document = read(
        "<al><intref doc='ID-d1e12'>hierboven</intref>, <intref doc='kst-22112-1'>dat</intref> en "
        "<dossierref dossier='22112'>het dossier</dossierref></al>"
    )
    assert links(document) == [("dat", f"{SITE}/kst-22112-1.html"), ("het dossier", f"{SITE}/dossier/22112")]
    assert document.issues == ()


def test_a_link_without_text_shows_where_it_leads() -> None:
    document = read("<al>EUR-Lex: <extref doc='https://eur-lex.europa.eu/x' soort='URL'/>.</al>")
    assert document.text == "EUR-Lex: https://eur-lex.europa.eu/x."
    assert links(document) == [("https://eur-lex.europa.eu/x", "https://eur-lex.europa.eu/x")]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.nl", "onbekend"])
def test_a_link_to_no_web_page_is_refused_by_name(address: str) -> None:
    document = read(f"<al>Zie <extref doc='{address}' soort='URL'>dit</extref>.</al>")
    assert document.text == "Zie dit." and not document.layout.links
    issue = document.issues[0]
    assert (issue.code, issue.details, issue.start, issue.end) == ("link-refused", (("url", address),), 4, 7)


def test_a_picture_is_named_at_its_place() -> None:
    document = read("<al>Boven</al><plaatje><illustratie naam='kst-1.png'/></plaatje><al>Onder</al>")
    assert document.text == "Boven\nOnder"
    assert [(i.code, i.start, i.details) for i in document.issues] == [
        ("picture-left-out", 6, (("name", "kst-1.png"),))
    ]
    last = read("<al>Boven</al><plaatje naam='a.gif'/>")
    assert [(issue.start, issue.details) for issue in last.issues] == [(5, (("name", "a.gif"),))]


def test_an_unknown_element_keeps_its_text_and_is_counted() -> None:
    document = read("<nieuw>Een</nieuw><nieuw>Twee</nieuw><al>Een <gloed>fel</gloed>le kleur</al>")
    assert document.text.split("\n") == ["Een", "Twee", "Een felle kleur"]
    assert [(issue.code, issue.details) for issue in document.issues] == [
        ("element-unknown", (("count", "2"), ("name", "nieuw"))),
        ("element-unknown", (("count", "1"), ("name", "gloed"))),
    ]


# What stands beside the text.


def test_two_dossiers_a_chapter_and_the_day_of_adoption() -> None:
    data = """<officiele-publicatie><kamerstuk>
      <dossier><dossiernummer><dossiernr>35 925</dossiernr><begrotingshoofdstuk>V</begrotingshoofdstuk></dossiernummer>
        <titel>Begroting</titel></dossier>
      <dossier><dossiernummer><dossiernr>22 112</dossiernr></dossiernummer><titel>Voorstellen</titel></dossier>
      <stuk><stuknr>Nr. <ondernummer kamer="2">84</ondernummer></stuknr><titel>VERSLAG</titel>
        <datumtekst>Vastgesteld <datum isodatum="2021-12-03">3 december 2021</datum></datumtekst></stuk>
      </kamerstuk></officiele-publicatie>"""
    document = ingest_bytes("kst.xml", data.encode())
    assert document.text.split("\n")[:3] == ["35 925 V", "Begroting", "22 112"]
    assert document.beside is not None
    assert (document.beside.dossier, document.beside.number) == ("35925-V", "84")
    assert document.beside.date == "2021-12-03"


def test_the_day_of_receipt_is_not_that_of_the_paper() -> None:
    text = "<datumtekst>Ontvangen <datum isodatum='2025-02-20'>20 februari 2025</datum></datumtekst>"
    document = read(f"<al>In Den Haag kwam de Raad op 3 mei 2025 bijeen.</al>{text}")
    assert document.beside is not None and document.beside.date is None


def test_metadata_in_the_paper_itself() -> None:
    metas = '<meta name="DC.identifier" content="kst-22112-12"/><meta name="OVERHEIDop.indiener" content="A. de Bie"/>'
    document = read("<al>Een.</al>", before=f"<metadata>{metas}</metadata>")
    assert document.beside is not None
    assert (document.beside.number, document.beside.signatory) == ("12", Person(name="A. de Bie", role=""))


# Handelingen.

DEBATE = """<officiele-publicatie><handelingen><agendapunt><nr>7</nr><item-titel>Knikkers</item-titel>
  <onderwerp><al-groep>
    <al>Aan de orde is <nadruk type="vet">het debat</nadruk> over knikkers.</al></al-groep></onderwerp>
  <spreekbeurt nieuw="ja"><spreker>
      <voorvoegsels>Mevrouw</voorvoegsels>
      <naam>
        <achternaam>Stuiter</achternaam>
      </naam> (<politiek>PvdK</politiek>):</spreker>
    <tekst status="goed"><al-groep><al>Ik verwijs naar Kamerstuk 22 112, nr. 4239.</al></al-groep></tekst></spreekbeurt>
  <motie><motie-info>Motie</motie-info><al>De Kamer, gehoord de beraadslaging,</al></motie>
  <stemming><al>Ik stel vast dat deze motie is aangenomen.</al></stemming>
</agendapunt></handelingen></officiele-publicatie>"""


def test_a_debate_is_read_turn_by_turn() -> None:
    document = ingest_bytes("h-tk.xml", DEBATE.encode())
    assert document.text.split("\n") == [
        "7",
        "Knikkers",
        "Aan de orde is het debat over knikkers.",
        "Mevrouw Stuiter (PvdK):",
        "Ik verwijs naar Kamerstuk 22 112, nr. 4239.",
        "Motie",
        "De Kamer, gehoord de beraadslaging,",
        "Ik stel vast dat deze motie is aangenomen.",
    ]
    assert [reference.target for reference in find_references(document.text)] == ["kst-22112-4239"]
    assert document.issues == ()


def test_a_debate_is_no_fiche_and_is_named() -> None:
    with pytest.raises(NotAFiche, match=r"h-tk\.xml: no BNC-fiche .* `evgraph refs`"):
        read_document(ingest_bytes("h-tk.xml", DEBATE.encode()))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of officielebekendmakingen.nl are not here")
@pytest.mark.parametrize("name", ["h-tk-20202021-102-3.xml", "h-tk-20202021-102-5.xml"])
def test_published_debates(name: str) -> None:
    """No word is lost or doubled, and each turn is announced by its speaker."""
    path = SAMPLES / name
    document, source = ingest(path), path.read_text(encoding="utf-8")
    assert document.issues == ()
    assert "De voorzitter:" in document.text.split("\n")
    speakers = [line for line in document.text.split("\n") if line.endswith(":") and len(line) < 60]
    assert len(speakers) == source.count("<spreekbeurt ")
    assert "".join(document.text.split()) == "".join(re.sub(r"<[^>]+>|\ufeff", " ", source).split())


# Recognising it, and files that mean harm.


@pytest.mark.parametrize(
    "data",
    [
        b"<officiele-publicatie/>",
        '\ufeff<?xml version="1.0"?>\n<!-- a --><kamerwrk kamer="TK">'.encode(),
        '<?xml version="1.0" encoding="UTF-16"?><officiele-publicatie/>'.encode("utf-16"),
        b'<!DOCTYPE kamerwrk PUBLIC "-//A//DTD b>c//NL" "x.dtd"><kamerwrk>',
    ],
)
def test_it_is_told_by_its_root(data: bytes) -> None:
    assert looks_like_official_xml(data)


@pytest.mark.parametrize("data", [b"kamerwrk", b"<html><officiele-publicatie/></html>", b"<!-- <kamerstuk/>", b"%PDF"])
def test_what_is_something_else(data: bytes) -> None:
    assert not looks_like_official_xml(data)


def test_a_publication_without_text_says_where_it_is() -> None:
    with pytest.raises(UnreadableDocument, match=r"holds no text; often only its PDF does"):
        ingest_bytes("leeg.xml", b"<officiele-publicatie><kamerstuk><al> </al></kamerstuk></officiele-publicatie>")


def test_the_namespace_prefix_and_utf_16_do_not_matter() -> None:
    data = '<?xml version="1.0" encoding="UTF-16"?><o:kamerstuk xmlns:o="urn:o"><o:al>É</o:al></o:kamerstuk>'
    assert ingest_bytes("kst.xml", data.encode("utf-16")).text == "É"
