"""Notes of HTML pages: each way a page marks them, and what only looks like one."""

from __future__ import annotations

import pytest

from evgraph.ingest import ingest_bytes

Found = list[tuple[int, str, str | None]]


def notes(body: str) -> tuple[str, Found]:
    """The lines of the page, and of each note its number, its text and the word before its marker."""
    document = ingest_bytes("pagina.html", f"<html><body>{body}</body></html>".encode())
    text = document.text
    found: Found = []
    for note in document.layout.notes or ():
        marker = note.marker
        if marker is not None:
            assert text[marker.start : marker.end] == str(note.number)
        word = None if marker is None else text[: marker.start].split()[-1]
        found.append((note.number, text[note.start : note.end], word))
    return text, found


WORD = (
    '<p class=MsoNormal>tekst<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1"><span '
    "class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a> na</p><div "
    "style='mso-element:footnote-list'><br clear=all><hr size=1><div style='mso-element:footnote' id=ftn1><p "
    'class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Een <i>noot</i></p></div></div>'
)
LIBREOFFICE = (
    '<p>tekst<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> na</p>'
    '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" '
    'href="#sdfootnote1anc">1</a>Een noot</p></div>'
)
PANDOC = (
    '<p>tekst<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> na</p>'
    '<section class="footnotes" role="doc-endnotes"><h2>Voetnoten</h2><hr /><ol><li id="fn1"><p>Een noot<a '
    'href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>'
)
MAMMOTH = (
    '<p>tekst<sup><a href="#d-1" id="d-ref-1">[1]</a></sup> na</p><ol><li id="d-1"><p> Een noot '
    '<a href="#d-ref-1">↑</a></p></li></ol>'
)
GOOGLE = (
    '<p>tekst<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> na</p><hr><div><p><a href="#ftnt_ref1" '
    'id="ftnt1">[1]</a> Een noot</p></div>'
)
OFFICIAL = (
    '<p>tekst<a class="nootnum supernote-click-ID-1" href="#ID-1">1</a> na</p><div id="noten"><hr>'
    '<div class="voet noot snp-mouseoffset" id="supernote-note-ID-1"><h5 class="note-close">'
    '<a class="note-close" href="#close-ID-1">X</a> Noot\n</h5><sup><span class="nootnum"><a id="ID-1" name="ID-1"></a>'
    "1</span></sup><p>Een noot</p></div></div>"
)
WIKI = (
    '<p>tekst<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> na</p><ol class="references">'
    '<li id="cite_note-1"><span><a href="#cite_ref-1">↑</a></span> <span>Een noot</span></li></ol>'
)
DEFINITIONS = (
    '<p>tekst<a href="#id2" id="id1">[1]</a> na</p><dl><dt id="id2"><a href="#id1">1</a></dt><dd>Een noot</dd></dl>'
)
ROWS = '<p>tekst<sup><a href="#r1">1</a></sup> na</p><table><tr id="r1"><td>1</td><td>Een noot</td></tr></table>'
PLAIN = '<p>tekst<sup><a href="#v1">1</a></sup> na</p><p id="v1">1. Een noot</p>'
SAVED = (
    '<p>tekst<sup><a href="https://site.nl/kst.html#v1">1</a></sup> na</p><p><a name="v1"></a><sup>1</sup> Een noot</p>'
)
HIDDEN = (
    '<p>tekst<a role="doc-noteref" href="#v1">1</a> na</p><aside hidden role="doc-footnote" id="v1">Een noot</aside>'
)


@pytest.mark.parametrize(
    "body",
    [WORD, LIBREOFFICE, PANDOC, MAMMOTH, GOOGLE, OFFICIAL, WIKI, DEFINITIONS, ROWS, PLAIN, SAVED, HIDDEN],
    ids="word libreoffice pandoc mammoth google official wiki definitions rows plain saved hidden".split(),
)
def test_notes_as_programs_and_sites_write_them(body: str) -> None:
    assert notes(body) == ("tekst1 na\nEen noot", [(1, "Een noot", "tekst")])


def test_a_note_behind_its_paragraph_is_the_last_line_all_the_same() -> None:
    body = "<p>een<a role=doc-noteref href=#a>1</a></p><aside role=doc-footnote id=a>Noot</aside><p>twee</p>"
    assert notes(body) == ("een1\ntwee\nNoot", [(1, "Noot", "een")])


def test_several_notes_in_one_block_begin_at_their_anchors() -> None:
    body = "<p>x<sup><a href=#a>1</a></sup> y<sup><a href=#b>2</a></sup></p>"
    body += "<p><a name=a></a>1 een<br><a name=b></a>2 twee</p>"
    assert notes(body) == ("x1 y2\neen\ntwee", [(1, "een", "x"), (2, "twee", "y")])


def test_a_note_of_several_paragraphs_and_a_list_is_one_line() -> None:
    body = PANDOC.replace("<p>Een noot", "<p>Een</p><ul><li>twee</li></ul><p>drie")
    assert notes(body)[1] == [(1, "Een twee drie", "tekst")]


def test_a_second_marker_repeats_the_number() -> None:
    body = PANDOC.replace(" na</p>", ' en<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a></p>')
    assert notes(body) == ("tekst1 en1\nEen noot", [(1, "Een noot", "tekst")])


def test_a_note_that_nothing_points_at_is_kept() -> None:
    body = PANDOC.replace("</ol>", '<li id="fn2"><p>Wees</p></li></ol>')
    assert notes(body)[1] == [(1, "Een noot", "tekst"), (2, "Wees", None)]
    assert notes('<p>tekst</p><div class="noot"><span class="nootnum">4</span><p>Wees</p></div>')[1] == [
        (4, "Wees", None)
    ]


def test_a_marker_without_a_note_is_named() -> None:
    document = ingest_bytes("x.html", b"<html><body><p>een<a role=doc-noteref href=#weg>3</a>, twee</p>")
    assert document.text == "een3, twee"
    assert [(issue.code, issue.start, issue.end) for issue in document.issues] == [("note-missing", 3, 4)]


def test_notes_of_tables_and_with_letters_do_not_take_the_numbers_of_footnotes() -> None:
    def pair(key: str, label: str) -> tuple[str, str]:
        return f"<a role=doc-noteref href=#{key}>{label}</a>", f"<p id={key}>{label} {key}</p>"

    table, first, second, star = pair("t", "1"), pair("een", "1"), pair("twee", "2"), pair("ster", "*")
    body = f"<table><tr><td>RT{table[0]}</table><p>A{star[0]} B{first[0]} C{second[0]}</p>" + "".join(
        each[1] for each in (table, first, second, star)
    )
    assert notes(body)[1] == [(1, "een", "B"), (2, "twee", "C"), (3, "t", "RT"), (4, "ster", "A")]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>CO<sub>2</sub> en m<sup>2</sup> in 2024<sup>e</sup></p>", "CO2 en m2 in 2024e"),
        ('<p>zie <a href="#h2">2</a></p><h2 id="h2">Kop</h2>', "zie 2\nKop"),
        (
            '<ul><li><a href="#doel" id="t1">Doel</a></ul><h2 id="doel"><a href="#t1">Doel</a></h2><p>x',
            "- Doel\nDoel\nx",
        ),
        ('<p id="boven">A</p><p>B<sup><a href="#boven">1</a></sup></p>', "A\nB1"),
        ('<p>B<sup><a href="#weg">1</a></sup></p>', "B1"),
        ('<p>B<sup><a href="#ster">zie bijlage</a></sup></p><p id="ster">Bijlage</p>', "Bzie bijlage\nBijlage"),
        ("<p>tekst1 na</p><p>1 Kamerstuk 22 112</p>", "tekst1 na\n1 Kamerstuk 22 112"),
    ],
)
def test_what_only_looks_like_a_note_is_text(body: str, text: str) -> None:
    assert notes(body) == (text, [])


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("1 juridisch", "juridisch"),
        ("[1] Kamerstuk", "Kamerstuk"),
        ("(1): Kamerstuk", "Kamerstuk"),
        ("12 april", "12 april"),
    ],
)
def test_the_number_at_the_front_of_a_note_is_no_text_of_it(written: str, note: str) -> None:
    assert notes(f"<p>a<sup><a href=#v>1</a></sup></p><p id=v>{written}</p>")[1] == [(1, note, "a")]


def test_a_number_that_begins_the_text_of_an_item_stays() -> None:
    assert notes("<p>a<sup><a href=#v>1</a></sup></p><ol><li id=v>1 juli 2025</ol>")[1] == [(1, "1 juli 2025", "a")]
