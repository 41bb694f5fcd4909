"""The publisher's metadata beside a paper, as files and as named values."""

from __future__ import annotations

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.ingest.official.metadata import dossier_label, looks_like_metadata, official_header, read_metadata
from evgraph.model import Person

LETTER = {
    "DC.identifier": ["kst-22112-9901"],
    "DC.title": ["Nieuwe Commissievoorstellen; Brief regering; Fiche: Verordening knikkers"],
    "DC.type": ["officiële publicatie", "Kamerstuk", "Brief"],
    "DCTERMS.available": ["2026-05-01"],
    "DCTERMS.issued": ["2026-04-10"],
    "OVERHEIDop.dossiernummer": ["22112"],
    "OVERHEIDop.dossiertitel": ["Nieuwe Commissievoorstellen"],
    "OVERHEIDop.indiener": ["J.H. van Verzinnen"],
    "OVERHEIDop.ondernummer": ["9901"],
}

OWMS = """<?xml version="1.0" encoding="UTF-8"?>
<o:owms-metadata xmlns:o="http://standaarden.overheid.nl/owms/terms/" xmlns:d="http://purl.org/dc/terms/">
  <o:owmskern><d:identifier>kst-22112-9901</d:identifier><d:title>Fiche: Verordening knikkers</d:title>
    <d:type scheme="OVERHEIDop.KamerstukTypen">Brief</d:type></o:owmskern>
  <o:owmsmantel><d:issued>2026-04-10</d:issued><d:available>2026-05-01</d:available></o:owmsmantel>
  <o:oep><o:dossiernummer>22112</o:dossiernummer><o:ondernummer>9901</o:ondernummer>
    <o:overheidop.datumOndertekening>2026-04-09</o:overheidop.datumOndertekening></o:oep>
</o:owms-metadata>"""


def test_a_letter() -> None:
    header = official_header(LETTER)
    assert (header.dossier, header.number) == ("22112", "9901")
    assert (header.document_type, header.title) == ("Brief regering", "Fiche: Verordening knikkers")
    assert header.signatory == header.submitter == Person(name="J.H. van Verzinnen", role="")
    assert header.source == "https://zoek.officielebekendmakingen.nl/kst-22112-9901.html"


def test_the_date_is_that_of_the_letter_and_never_that_of_the_site() -> None:
    assert official_header(LETTER).date == "2026-04-10"
    assert official_header({**LETTER, "OVERHEIDop.datumBrief": ["2026-04-09"]}).date == "2026-04-09"
    assert official_header({"DCTERMS.available": ["2026-05-01"]}).date is None
    assert official_header({"DCTERMS.issued": ["onbekend", "2026-02-30", "2026-03-01T00:00:00"]}).date == "2026-03-01"


def test_of_two_dossiers_the_one_of_the_identifier_counts_else_the_first() -> None:
    two = {"OVERHEIDop.dossiernummer": ["22112;21501-20"], "OVERHEIDop.ondernummer": ["690"]}
    assert official_header(two).dossier == "22112"
    assert official_header({**two, "DC.identifier": ["kst-21501-20-690"]}).dossier == "21501-20"
    apart = {"OVERHEIDop.dossiernummer": ["", "21501-20", "22112"]}
    assert official_header(apart).dossier == "21501-20"


def test_a_reprint_has_the_number_of_what_it_replaces() -> None:
    header = official_header({"DC.identifier": ["kst-22112-3761-h1"]})
    assert (header.dossier, header.number) == ("22112", "3761")
    assert header.source == "https://zoek.officielebekendmakingen.nl/kst-22112-3761-h1.html"


def test_names_are_read_in_any_case_and_contents_may_be_empty() -> None:
    header = official_header({"dcterms.title": ["  Een\n titel "], "overheidop.INDIENER": ["", "A. de Bie"]})
    assert (header.title, header.signatory) == ("Een titel", Person(name="A. de Bie", role=""))
    assert official_header({"DC.title": [""], "OVERHEIDop.indiener": []}) == official_header({})


def test_a_role_behind_the_name_is_a_role() -> None:
    header = official_header({"OVERHEIDop.indiener": ["A. de Bie, minister van Buitenlandse Zaken"]})
    assert header.signatory == Person(name="A. de Bie", role="minister van Buitenlandse Zaken")


def test_a_title_with_a_semicolon_of_its_own_stays_whole() -> None:
    header = official_header({"OVERHEIDop.documenttitel": ["Knikkers; een verkenning"], "DC.type": ["Bijlage"]})
    assert (header.document_type, header.title) == ("Bijlage", "Knikkers; een verkenning")


def test_attachments_of_new_and_old_metadata() -> None:
    header = official_header(
        {"OVERHEIDop.bijlage": ["blg-1184123", "blg-1184123"], "DCTERMS.relation": ["Rapport; blg-1184124"]}
    )
    assert [field.value for field in header.related_documents] == ["blg-1184123", "blg-1184124"]


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("22112", "22112"),
        ("22 112", "22112"),
        ("21501-20", "21501-20"),
        ("35 925 V", "35925-V"),
        ("36600-XVII", "36600-XVII"),
        ("33801-(R2012)", "33801"),
        ("CXXIV", "CXXIV"),
        ("nr. 3", None),
        ("225", None),
    ],
)
def test_dossier_numbers(written: str, label: str | None) -> None:
    assert dossier_label(written) == label


def test_a_metadata_file() -> None:
    lines = (f'<metadata name="{name}" scheme="" content="{v}" />' for name, values in LETTER.items() for v in values)
    data = f"<metadata_gegevens>{''.join(lines)}<metadata/></metadata_gegevens>".encode()
    assert looks_like_metadata(data)
    assert read_metadata("metadata.xml", data) == official_header(LETTER)


def test_the_owms_form() -> None:
    data = OWMS.encode()
    assert looks_like_metadata(data)
    header = read_metadata("metadata_owms.xml", data)
    assert (header.dossier, header.number, header.date) == ("22112", "9901", "2026-04-09")
    assert (header.title, header.document_type) == ("Fiche: Verordening knikkers", "Brief")


def test_a_record_of_the_search_service() -> None:
    kern = "<owmskern><identifier>kst-21501-20-690</identifier><title>Verslag; Raad</title></owmskern>"
    meta = f"<meta>{kern}<tpmeta><ondernummer>690</ondernummer></tpmeta></meta>"
    data = f"<record><recordData><gzd><originalData>{meta}</originalData></gzd></recordData></record>".encode()
    assert looks_like_metadata(data)
    assert read_metadata("record.xml", data).number == "690"


@pytest.mark.parametrize("data", [b"<record><titel/></record>", b"<html><head/></html>", b"22112", b""])
def test_what_is_no_metadata(data: bytes) -> None:
    assert not looks_like_metadata(data)


def test_broken_metadata_says_so() -> None:
    with pytest.raises(UnreadableDocument, match=r"m\.xml: broken XML .* get it again"):
        read_metadata("m.xml", b"<metadata_gegevens><metadata")
