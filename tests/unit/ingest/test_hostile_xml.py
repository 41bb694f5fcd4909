"""XML that means harm, or says of itself what is not so: refused with a clear error, nothing fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.ingest import ingest_bytes
from evgraph.ingest.official.metadata import read_metadata
from evgraph.ingest.xml_source import MAX_TAGS, parse_xml, root_name


def paper(inner: str, *, before: str = "") -> bytes:
    text = f"<kamerstuk><stuk><al>Begin.</al>{inner}</stuk></kamerstuk>"
    return f"{before}<officiele-publicatie>{text}</officiele-publicatie>".encode()


def refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"kst\.xml: .*{message}"):
        ingest_bytes("kst.xml", data)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "declarations",
    [
        f'<!ENTITY l0 "ha">{LAUGHS}',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;',
        '<!ATTLIST al doc CDATA "kst-1-1">',
        "",
    ],
)
@pytest.mark.parametrize("outside", ["", 'SYSTEM "a[b.dtd"', "PUBLIC '-//A//DTD \">\"//NL' 'x.dtd'"])
def test_declarations_of_its_own_are_refused(declarations: str, outside: str) -> None:
    doctype = f"<!DOCTYPE officiele-publicatie {outside} [{declarations}]>"
    refused(paper("<al>&l11;&x;</al>", before=doctype), "declarations of its own .* take them out")
    refused(paper("", before=f"<!-- <a> --><?a b?>\n{doctype}"), "declarations of its own")
    with pytest.raises(UnreadableDocument, match="declarations of its own"):
        read_metadata("m.xml", f"<!DOCTYPE metadata_gegevens [{declarations}]><metadata_gegevens/>".encode())


def test_declarations_in_wide_characters_are_refused_too() -> None:
    data = '<?xml version="1.0"?><!DOCTYPE kamerstuk [<!ENTITY a "b">]><kamerstuk>&a;</kamerstuk>'
    refused(data.encode("utf-16"), "declarations of its own")
    refused(data.encode("utf-16-le"), "declarations of its own")


def test_declarations_far_behind_the_beginning_are_not_reached() -> None:
    data = b"<!--" + b"x" * 70_000 + b'--><!DOCTYPE kamerstuk [<!ENTITY a "b">]><kamerstuk>&a;</kamerstuk>'
    with pytest.raises(UnreadableDocument, match="no XML: its first 64 kB hold no element"):
        parse_xml("kst.xml", data)


def test_ten_thousand_levels_are_refused() -> None:
    refused(paper("<divisie>" * 10_000 + "</divisie>" * 10_000), "nested deeper than any paper")


def test_more_elements_than_any_paper_are_refused_before_they_are_parsed() -> None:
    refused(paper("<al/>" * MAX_TAGS), "more XML elements than any paper")


def test_endless_text_is_refused() -> None:
    refused(paper(f"<al>{'woord ' * 2_000_000}</al>"), "beyond what a paper needs")


def test_nothing_is_fetched(visitors: tuple[str, list[str]], tmp_path: Path) -> None:
    server, asked = visitors
    secret = tmp_path / "geheim.txt"
    secret.write_text("TOPGEHEIM", encoding="utf-8")
    before = f'<?xml-stylesheet href="{server}/s.xsl"?><!DOCTYPE officiele-publicatie SYSTEM "{server}/a.dtd">'
    inner = (
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{server}/i.xml"/>'
        f'<al xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:noNamespaceSchemaLocation="{server}/x.xsd">&a;</al>'
        f'<al><extref doc="{server}/e" soort="URL">link</extref></al><illustratie naam="{server}/p.png"/>'
    )
    document = ingest_bytes("kst.xml", paper(inner, before=before))
    assert document.text == "Begin.\n&a;\nlink"
    assert not asked


def test_letters_of_the_old_document_types_are_read_without_them() -> None:
    before = '<!DOCTYPE kamerwrk PUBLIC "-//A//DTD kamerwrk//NL" "kamerwrk.dtd">'
    data = f"{before}<kamerwrk><al>Ge&euml;erde &rsquo;s-Gravenhage &onbekend; &amp; co</al></kamerwrk>"
    assert ingest_bytes("kst.xml", data.encode()).text == "Geëerde ’s-Gravenhage &onbekend; & co"


def encoded(declared: str, encoding: str) -> bytes:
    text = "<kamerstuk><al>Financiële ‘consequenties’</al></kamerstuk>"
    return f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(encoding, errors="replace")


@pytest.mark.parametrize(
    ("declared", "encoding", "message"),
    [
        ("utf-8", "cp1252", "not in the encoding its first line declares"),
        ("iso-8859-1", "utf-8", "declares the encoding iso-8859-1 but is UTF-8"),
        ("utf-16", "utf-8", "declares the encoding utf-16 but is none"),
        ("utf-7", "utf-8", "in the encoding utf-7. Save the file as UTF-8"),
        ("bogus", "utf-8", "in the encoding bogus"),
    ],
)
def test_a_wrong_declaration_is_named(declared: str, encoding: str, message: str) -> None:
    refused(encoded(declared, encoding), message)


@pytest.mark.parametrize(
    ("declared", "encoding"), [("utf-8", "utf-8"), ("windows-1252", "cp1252"), ("utf-16", "utf-16")]
)
def test_a_true_declaration_is_followed(declared: str, encoding: str) -> None:
    assert ingest_bytes("kst.xml", encoded(declared, encoding)).text == "Financiële ‘consequenties’"


def test_latin_1_with_curly_quotes_is_windows_1252() -> None:
    assert ingest_bytes("kst.xml", encoded("ISO-8859-1", "cp1252")).text == "Financiële ‘consequenties’"


@pytest.mark.parametrize("end", [b"<al>Af", b"<al></kamerstuk>", b"<al>&nbsp;</al></kamerstuk>", b""])
def test_a_file_cut_off_says_so(end: bytes) -> None:
    refused(b"<kamerstuk>" + end, "broken XML .* get it again")


def test_a_doctype_of_quotes_takes_no_time() -> None:
    assert root_name(b"<!DOCTYPE " + b"a" * 80 + b"\"'" * 500_000) is None
