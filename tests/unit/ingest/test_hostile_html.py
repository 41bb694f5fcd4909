"""HTML that means harm: refused with a clear error or read in bounded time; nothing is fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.ingest import ingest_bytes
from evgraph.ingest.html.source import MAX_ATTRIBUTES, MAX_TAGS
from evgraph.model import Document


def read(body: str, *, before: str = "<!DOCTYPE html>") -> Document:
    return ingest_bytes("pagina.html", f"{before}<html><body>{body}</body></html>".encode())


def refused(body: str, message: str, *, before: str = "<!DOCTYPE html>") -> None:
    with pytest.raises(UnreadableDocument, match=rf"pagina\.html: .*{message}"):
        read(body, before=before)


@pytest.mark.parametrize("tag", ["div", "b", "span", "font", "ul><li", "table><tr><td", "blockquote"])
@pytest.mark.parametrize("before", ["<!DOCTYPE html>", '<?xml version="1.0"?>'])
def test_ten_thousand_levels_are_refused_not_cut_off(tag: str, before: str) -> None:
    refused(f"<{tag}>" * 10_000 + "diep", "nested deeper than any page", before=before)


def test_a_thousand_levels_are_read() -> None:
    assert read("<div>" * 1_000 + "diep").text == "diep"
    assert read("<b>" * 1_000 + "diep<sup><a href=#n>1</a></sup><p id=n>1 noot").text == "diep1\nnoot"


def test_twenty_megabytes_of_open_brackets() -> None:
    refused("<" * (20 * 2**20 - 100), "more tags than any fiche")


def test_more_tags_than_any_fiche() -> None:
    refused("<p>x" * MAX_TAGS, "more tags than any fiche")


def test_endless_text_is_refused() -> None:
    refused("woord " * 3_400_000, "more text than any fiche")


@pytest.mark.parametrize("attribute", ["a{}=1", "a{}='>'", 'a{}="<p>"', "a{}", "a{}/", "a{} = '\"'"])
def test_a_million_attributes(attribute: str) -> None:
    many = " ".join(attribute.format(number) for number in range(1_000_000))
    refused(f"<p {many}>tekst", f"(?:more than {MAX_ATTRIBUTES} attributes|more tags)")


def test_a_comment_does_not_hide_attributes() -> None:
    many = " ".join(f"a{number}=1" for number in range(100_000))
    refused(f'<!-- <p a="--> <p {many}>tekst', "attributes")


def test_long_attributes_are_no_many_attributes() -> None:
    document = read(
        f"<p title=\"{'a b=c ' * 50_000}\">tekst</p><img alt='' src='data:image/png;base64,{'AbC/ ' * 50_000}'>"
    )
    assert document.text == "tekst"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "declarations", [f'<!ENTITY l0 "ha">{LAUGHS}', '<!ENTITY x SYSTEM "file:///etc/passwd">', '<!entity % x "y"> %x;']
)
@pytest.mark.parametrize("before", ["", '<?xml version="1.0"?>', "\n<!-- <!DOCTYPE x> -->\n"])
def test_entities_of_its_own_are_refused(declarations: str, before: str) -> None:
    refused("&l11;&x;", "declares entities of its own", before=f"{before}<!DOCTYPE html [{declarations}]>")
    wide = f"<!DOCTYPE html [{declarations}]><html><body>&x;</body></html>".encode("utf-16")
    with pytest.raises(UnreadableDocument, match="declares entities of its own"):
        ingest_bytes("pagina.html", wide)


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE html>",
        '<!doctype html SYSTEM "about:legacy-compat">',
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://127.0.0.1:9/xhtml1-strict.dtd">',
        "<!DOCTYPE html [<!ATTLIST p id ID #IMPLIED>]>",
    ],
)
@pytest.mark.parametrize("xml", ["", '<?xml version="1.0" encoding="utf-8"?>'])
def test_other_document_types_are_fine(doctype: str, xml: str) -> None:
    assert "tekst\u00a0hier" in read("<p>tekst&nbsp;hier</p>", before=f"{xml}{doctype}").text


@pytest.mark.parametrize("xml", ["", '<?xml version="1.0"?>'])
def test_nothing_is_fetched(visitors: tuple[str, list[str]], tmp_path: Path, xml: str) -> None:
    server, asked = visitors
    secret = tmp_path / "geheim.txt"
    secret.write_text("TOPGEHEIM", encoding="utf-8")
    before = f'{xml}<?xml-stylesheet href="{server}/s.xsl"?><!DOCTYPE html PUBLIC "-//A//B" "{server}/a.dtd">'
    page = (
        f'{before}<html xmlns="http://www.w3.org/1999/xhtml"><head><base href="{server}/"/><title>x</title>'
        f'<meta http-equiv="refresh" content="0;url={server}/r"/><link rel="stylesheet" href="{server}/s.css"/>'
        f'<script src="{server}/j.js"></script></head><body><p>tekst</p><iframe src="{server}/f"></iframe>'
        f'<img src="{server}/p.png" alt=""/><object data="{secret.as_uri()}"></object><embed src="{server}/e"/>'
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
        f'<a href="{server}/a">link</a></body></html>'
    )
    document = ingest_bytes("pagina.html", page.encode())
    assert document.text == "tekst\nlink"
    assert [issue.code for issue in document.issues] == ["link-refused"]
    assert not asked


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li>" * 900 + "x",
        "<a href=#n1>1" * 20_000 + "<p id=n1>1 noot x",
        "<p>x<a href=#n1 role=doc-noteref>1</a>" * 20_000 + "<p id=n1>1 noot",
        "".join(
            f"<p>x<sup><a href=#n{n} id=r{n}>{n}</a></sup><p id=n{n}><a href=#r{n}>{n}</a> y" for n in range(9_000)
        ),
        "<div class=noot>" * 1_900 + "x",
        f"<p style='{'list-style: ' * 100_000}'>x",
        f"<p class='{'a ' * 500_000}'>x",
        "<form>" * 20_000 + "<h1>x",
        "<!-- " * 100_000 + "--><p>x",
        "&" * 500_000 + "<p>x",
        '<p title="' * 900 + ">x",
    ],
)
def test_what_could_be_slow_is_read_in_time(body: str) -> None:
    """Each takes seconds at most; what costs the square of its length would take minutes."""
    assert "x" in read(body).text


def test_a_page_of_the_chamber_with_thousands_of_meetings_is_read_in_time() -> None:
    card = "<div class=m-card><time datetime='2026-02-04'>x</time><h3>A</h3><p>Debat</p>"
    title = "<title>x | Tweede Kamer der Staten-Generaal</title>"
    for body in (card * 600, "<div class=m-card>" + "<time datetime='2026-02-04'>x</time><p>y</p>" * 20_000):
        document = ingest_bytes("pagina.html", f"<html><head>{title}</head><body>{body}</body></html>".encode())
        assert document.beside is not None
        assert len(document.beside.activities) <= 500


def test_characters_that_no_page_may_hold() -> None:
    text = read(f"<p>a\0b&#0;c&#xD800;d&#x110000;e</p>{'<p>tekst</p>' * 100}").text
    assert text.startswith("a\ufffdb")
    assert text.encode().endswith(b"tekst")
