"""HTML as any page may have it: the same fiche from three sites, lines, lists, tables, links, what is left out."""

from __future__ import annotations

import codecs

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.ingest import ingest, ingest_bytes
from evgraph.ingest.html import looks_like_html
from evgraph.messages import explain
from evgraph.model import Document
from tests.unit.ingest.same_fiche import (
    FORMS,
    TEXT_FORM,
    expected_notes,
    fiche_lines,
    notes_with_words,
    reading_of,
    text_form_lines,
)

PAGES = ("officielebekendmakingen", "tweedekamer", "opentk")


def read(body: str) -> Document:
    return ingest_bytes("pagina.html", f"<!DOCTYPE html><html><body>{body}</body></html>".encode())


def lines(body: str) -> list[str]:
    return read(body).text.split("\n")


def headings(body: str) -> list[tuple[str, int]]:
    document = read(body)
    return [(document.text[place.start : place.end], place.level) for place in document.layout.headings]


def links(body: str) -> list[tuple[str, str]]:
    document = read(body)
    return [(document.text[link.start : link.end], link.url) for link in document.layout.links]


# The same fiche as in the text form.


@pytest.mark.parametrize("site", PAGES)
def test_the_fiche_has_the_lines_of_the_text_form(site: str) -> None:
    document = ingest(FORMS / f"verpakkingstoezicht.{site}.html")
    assert fiche_lines(document.text.split("\n")) == fiche_lines(text_form_lines())
    assert document.media_type == "text/html"
    assert document.issues == ()


@pytest.mark.parametrize("site", PAGES)
def test_every_note_and_marker_is_placed(site: str) -> None:
    found = notes_with_words(ingest(FORMS / f"verpakkingstoezicht.{site}.html"))
    assert found == expected_notes()
    assert len(found) == 12


@pytest.mark.parametrize("site", PAGES)
def test_the_fiche_reads_as_in_the_text_form(site: str) -> None:
    reading = reading_of(FORMS / f"verpakkingstoezicht.{site}.html")
    assert reading == reading_of(TEXT_FORM)
    assert len(reading["references"]) > 20


# Lines.


def test_blocks_are_lines_and_marks_within_them_leave_no_trace() -> None:
    assert lines(
        "<h2>Kop</h2>los<p>Een <em>schuin</em>\n  en <b>vet</b> woord, H<sub>2</sub>O, m<sup>2</sup>.<div>a</div>b"
    ) == [
        "Kop",
        "los",
        "Een schuin en vet woord, H2O, m2.",
        "a",
        "b",
    ]


def test_breaks_and_preformatted_text_keep_their_lines() -> None:
    assert lines("<p>een<br>twee<br/><br>drie</p><pre>vier\n  vijf\r\nzes</pre>") == [
        "een",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
    ]


def test_empty_paragraphs_of_a_word_processor_are_no_lines() -> None:
    assert lines("<p>&nbsp;</p><p>\u200b</p><p>&nbsp; tekst&nbsp;hier</p><p><o:p>&nbsp;</o:p></p>") == [
        "tekst\u00a0hier"
    ]


def test_references_to_characters() -> None:
    assert lines("<p>Financi&euml;le &amp; &#8364; &#x20AC; &lt;b&gt; &#150; &onbekend; 5 < 6") == [
        "Financiële & € € <b> – &onbekend; 5 < 6"
    ]


def test_headings_are_marked_with_their_level() -> None:
    assert headings("<h1>Fiche</h1><h3><a id='x'></a>Bevoegdheid</h3><p>tekst</p>") == [
        ("Fiche", 1),
        ("Bevoegdheid", 3),
    ]


def test_a_wholly_bold_short_paragraph_is_a_heading() -> None:
    assert headings("<p><b>Sub</b><strong>sidiariteit</strong></p><p><b>Let</b> op</p>") == [("Subsidiariteit", 6)]
    assert headings("<p style='font-weight:700'>Kop</p><b style='font-weight:normal'><p>geen</p></b>") == [("Kop", 6)]
    assert headings(f"<p><b>{'lang ' * 50}</b></p>") == []


def test_bold_in_a_table_is_no_heading_nor_is_a_bold_note() -> None:
    assert headings("<table><tr><td><b>Titel voorstel</b><td>x</table>") == []
    assert headings("<p>a<a role=doc-noteref href=#n>1</a></p><p id=n><b>noot</b></p>") == []


# Lists and tables.


def test_lists_show_what_a_browser_shows() -> None:
    assert lines("<ul><li>een<li><p>twee</p><p>vervolg</p><li></ul><ol start=9><li>x<li value=12>y<li>z</ol>") == [
        "- een",
        "- twee",
        "vervolg",
        "9. x",
        "12. y",
        "13. z",
    ]


@pytest.mark.parametrize(
    ("attributes", "first", "second"),
    [
        ("type=a start=26", "z.", "aa."),
        ("type=I start=3", "III.", "IV."),
        ("style='list-style-type: lower-roman' start=8", "viii.", "ix."),
        ("style='list-style-type: upper-alpha'", "A.", "B."),
        ("reversed", "2.", "1."),
        ("start=drie", "1.", "2."),
    ],
)
def test_numbers_of_lists(attributes: str, first: str, second: str) -> None:
    assert lines(f"<ol {attributes}><li>x<li>y</ol>") == [f"{first} x", f"{second} y"]


def test_lists_in_lists() -> None:
    assert lines("<ul><li>een<ol><li>a<li><ul><li>diep</ul></ol>na<li>twee</ul><p>los") == [
        "- een",
        "1. a",
        "- diep",
        "na",
        "- twee",
        "los",
    ]


def test_a_list_without_signs_shows_none() -> None:
    assert lines("<ul style='list-style: none'><li>een</ul>") == ["een"]


def test_tables_are_read_cell_by_cell() -> None:
    assert lines(
        "<table><caption>Gegevens</caption><thead><tr><th>Veld<th>Waarde</thead><tr><td>Titel</td><td><p>Een</p><p>twee</p>"
        "<table><tr><td>in</table></td></tr><tr><td>Rechtsbasis<td></tr></table>"
    ) == ["Gegevens", "Veld", "Waarde", "Titel", "Een", "twee", "in", "Rechtsbasis"]


def test_definitions_and_details() -> None:
    assert lines("<dl><dt>Titel</dt><dd>Waarde</dd></dl><details><summary>Meer</summary>inhoud</details>") == [
        "Titel",
        "Waarde",
        "Meer",
        "inhoud",
    ]


def test_items_as_word_saves_them() -> None:
    label = "<![if !supportLists]><span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp; </span></span><![endif]>"
    body = "".join(f"<p class=MsoListParagraph>{label.format(sign)}punt</p>" for sign in ("·", "1.", "o"))
    assert lines(body) == ["- punt", "1. punt", "- punt"]


# What is left out.


def test_the_site_around_the_text_is_left_out() -> None:
    assert lines(
        "<header>Logo</header><nav>Menu</nav><div role=navigation>Pad</div><form><label>Zoek<input></label>"
        "<button>Zoek</button></form><p>tekst</p><footer>Contact</footer><script>x()</script><style>p{}</style>"
        "<template>t</template><noscript>n</noscript><iframe src='x'>i</iframe><svg><text>s</text></svg><del>weg</del>"
    ) == ["tekst"]


def test_one_main_part_is_the_text() -> None:
    assert lines("<div>kruimelpad</div><main><header><h1>Kop</h1></header><p>tekst</p></main><div>meer</div>") == [
        "Kop",
        "tekst",
    ]


def test_a_form_around_the_page_is_no_form() -> None:
    assert lines("<form id=aspnetForm><input type=hidden value=x><h1>Kop</h1><p>tekst</p></form>") == ["Kop", "tekst"]


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden",
        "style='display: none'",
        "style='color:red;visibility:hidden'",
        "class='sr-only'",
        "class='a visually-hidden'",
    ],
)
def test_what_is_hidden_is_left_out(attributes: str) -> None:
    assert lines(f"<p {attributes}>weg<b>!</b></p><p class=hidden-letters style='display:block'>tekst</p>") == ["tekst"]


def test_a_picture_is_named_at_its_place_unless_it_is_decoration() -> None:
    document = read("<p>voor<img src='a/grafiek.png?v=2'><img alt='' src=lijn.gif></p><p>na</p>")
    assert document.text == "voor\nna"
    assert [(issue.code, issue.start, issue.details) for issue in document.issues] == [
        ("picture-left-out", 4, (("name", "grafiek.png"),))
    ]


def test_a_page_without_text_says_what_to_do() -> None:
    with pytest.raises(UnreadableDocument, match=r"pagina\.html: the page shows no text; .*Save the document itself"):
        read("<div id=app></div><script>bouw()</script>")


# Links.


def test_links_are_kept_as_data() -> None:
    assert links(
        "<p><a href='https://eur-lex.europa.eu/x'>EUR-<b>Lex</b></a> en <a href=' HTTP://nos.nl/ '>nos</a>,"
        "<a href='#kop'>kop</a> <a href='/kst-1.html'>hier</a> <a name=x>anker</a></p>"
    ) == [("EUR-Lex", "https://eur-lex.europa.eu/x"), ("nos", "HTTP://nos.nl/")]


def test_a_link_over_lines_is_a_link_on_each() -> None:
    assert links("<a href='https://a.nl/'><p>een</p><p>twee</p></a>") == [
        ("een", "https://a.nl/"),
        ("twee", "https://a.nl/"),
    ]


def test_the_base_of_a_page_is_ignored() -> None:
    data = b"<html><head><base href='https://kwaad.example/'></head><body><a href='kst.html'>x</a></body></html>"
    assert ingest_bytes("x.html", data).layout.links == ()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "mailto:iemand@voorbeeld.nl",
        "http://127.0.0.1/",
        "https://localhost:8443/x",
        "http://10.1.2.3/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://printer/",
        "http://nas.local/",
        "http://eur-lex.europa.eu@kwaad.example/",
        "https://a.nl/" + "x" * 2_000,
    ],
)
def test_other_addresses_are_refused_by_name_and_place(address: str) -> None:
    document = read(f"<p>zie <a href='{address}'>hier</a></p>")
    assert document.text == "zie hier"
    assert document.layout.links == ()
    (issue,) = document.issues
    assert (issue.code, issue.start, issue.end) == ("link-refused", 4, 8)
    assert address.replace("\n", "")[:200] in explain(issue)


# Whether it is HTML, and in which letters.


@pytest.mark.parametrize(
    "data",
    [
        b"<!doctype HTML><p>x",
        b"\n <!-- bewaard --> <html lang=nl>",
        b"<h1 id='fiche'>Fiche</h1>",
        b"<p>Alleen een stuk</p>",
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
        b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html/>',
        codecs.BOM_UTF8 + b"<table><tr>",
        "<html><body>x".encode("utf-16"),
        "<html><body>xxxx</body></html>".encode("utf-16-le") * 40,
    ],
)
def test_pages_and_pieces_of_pages_are_recognised(data: bytes) -> None:
    assert looks_like_html(data)


@pytest.mark.parametrize(
    "data",
    [
        b"Een fiche met <p> erin",
        b"< 5 procent",
        b"<p-waarde> is 0,05",
        b"<officiele-publicatie><p>x</p></officiele-publicatie>",
        b"<!DOCTYPE officiele-publicatie><p>x</p>",
        b"%PDF-1.7 <html>",
        b"",
    ],
)
def test_what_is_no_page(data: bytes) -> None:
    assert not looks_like_html(data)


LETTERS = "Financiële ‘gevolgen’ – € 5"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("", "utf-8"),
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset='iso-8859-1'>", "cp1252"),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>", "cp1252"),
        ("<meta charset=iso-8859-1>", "utf-8"),
    ],
)
def test_letters_are_those_of_the_declaration_or_of_utf8_beyond_doubt(head: str, encoding: str) -> None:
    document = ingest_bytes("x.html", f"<html><head>{head}</head><body>{LETTERS}</body></html>".encode(encoding))
    assert document.text == LETTERS
    assert document.issues == ()


@pytest.mark.parametrize(
    ("head", "encoding", "code"),
    [
        ("", "cp1252", "encoding"),
        ("<meta charset=utf-8>", "cp1252", "encoding"),
        ("<meta charset=klingon>", "cp1252", "encoding"),
        ("<meta charset=utf-8>", "utf-16", "encoding"),
    ],
)
def test_other_letters_are_an_issue(head: str, encoding: str, code: str) -> None:
    document = ingest_bytes("x.html", f"<html><head>{head}</head><body>{LETTERS}</body></html>".encode(encoding))
    assert document.text == LETTERS
    assert [issue.code for issue in document.issues] == [code]


def test_the_declaration_of_xml_counts() -> None:
    data = f'<?xml version="1.0" encoding="iso-8859-15"?><html><body>{"Financiële € 5"}</body></html>'
    assert ingest_bytes("x.html", data.encode("iso8859-15")).text == "Financiële € 5"


def test_xhtml_is_read_as_xml_so_that_an_empty_anchor_is_empty() -> None:
    data = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>een<a href="#n1" role="doc-noteref">1</a></p>'
        '<p>twee&nbsp;&euro;</p><p><a id="n1"/>1 noot</p><h2 id="x"/><p>na</p></body></html>'
    )
    document = ingest_bytes("x.html", data.encode())
    assert document.text == "een1\ntwee\u00a0€\nna\nnoot"
    assert document.layout.headings == ()
    broken = data.replace("<p>na</p>", "<p>na<br></p>")
    assert "twee\u00a0€" in ingest_bytes("x.html", broken.encode()).text
