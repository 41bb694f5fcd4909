"""Word files: the fiche in two layouts, and each thing Word can show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.ingest import ingest, ingest_bytes
from evgraph.ingest.docx import looks_like_docx
from evgraph.messages import explain
from evgraph.model import Document
from evgraph.reading import Reading, read_document
from tests.system.running import REPOSITORY
from tests.unit.ingest.word_files import (
    lines,
    marker,
    note,
    p,
    part,
    r,
    read,
    relationships,
    style,
    styled,
    word,
    zipped,
)

FORMS = REPOSITORY / "tests" / "forms"
TEXT_FORM = REPOSITORY / "tests" / "cases" / "verordening-verpakkingstoezicht" / "input.txt"
# Made by two word processors' libraries: a table and heading styles; numbered paragraphs and tracked changes.
TABLE, PARAGRAPHS = FORMS / "verpakkingstoezicht.docx", FORMS / "verpakkingstoezicht.alineas.docx"
EUR_LEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=celex:52026PC0931"
BOLD = "<w:b/>"


def headings(document: Document) -> list[tuple[str, int]]:
    return [(document.text[place.start : place.end], place.level) for place in document.layout.headings]


def links(document: Document) -> list[tuple[str, str]]:
    return [(document.text[link.start : link.end], link.url) for link in document.layout.links]


def codes(document: Document) -> list[str]:
    return [issue.code for issue in document.issues]


# The same fiche as in the text form.


def expected_lines() -> list[str]:
    text = TEXT_FORM.read_text(encoding="utf-8")
    body = text[text.index("Fiche 3: Verordening toezicht") :]
    return [line for line in body.replace("↩︎", "").split("\n") if line]


def readings(path: Path) -> tuple[Reading, Reading]:
    return read_document(ingest(path)), read_document(ingest(TEXT_FORM))


def notes(reading: Reading) -> list[tuple[int, str, str | None]]:
    return [(note.number, note.text, note.section) for note in reading.fiche.footnotes]


def words_before_markers(reading: Reading) -> list[str]:
    text = reading.fiche.document.text
    spans = [note.marker for note in reading.fiche.footnotes]
    return [re.findall(r"\S+$", text[: span.start])[0] if span else "" for span in spans]


def references(reading: Reading) -> list[tuple[Any, ...]]:
    start = reading.fiche.sections[0].start
    return [
        (found.kind, found.text, found.target, found.footnote, found.section)
        for found in reading.findings.references
        if found.start >= start
    ]


def test_the_fiche_has_the_lines_of_the_text_form() -> None:
    assert ingest(TABLE).text.split("\n") == expected_lines()


def test_the_fiche_reads_as_the_text_form() -> None:
    word_form, text_form = readings(TABLE)
    ours, theirs = word_form.to_dict(), text_form.to_dict()
    assert ours["general"] == theirs["general"]
    for key in ("id", "heading", "level"):
        assert [section[key] for section in ours["sections"]] == [section[key] for section in theirs["sections"]]
    assert notes(word_form) == notes(text_form)
    assert words_before_markers(word_form) == words_before_markers(text_form)
    assert references(word_form) == references(text_form)
    assert word_form.fiche.document.issues == ()


def test_markers_stand_where_the_form_puts_them() -> None:
    document = ingest(TABLE)
    spans = [place.marker for place in document.layout.notes or ()]
    assert [document.text[span.start : span.end] for span in spans if span] == [str(n) for n in range(1, 13)]


def test_the_other_layout_reads_as_the_text_form_but_for_its_numbering() -> None:
    """Numbers before headings are shown by Word, and the text of the link is not its address."""
    word_form, text_form = readings(PARAGRAPHS)
    ours, theirs = word_form.to_dict(), text_form.to_dict()
    assert ours["general"] == theirs["general"]
    assert [(s["id"], s["level"]) for s in ours["sections"]] == [(s["id"], s["level"]) for s in theirs["sections"]]
    assert [s["heading"] for s in ours["sections"]][:3] == [
        "Fiche 3: Verordening toezicht op ingevoerde verpakkingen",
        "1. Algemene gegevens",
        "a) Titel voorstel",
    ]
    assert notes(word_form) == notes(text_form)
    link = ("celex", "EUR-Lex", "52026PC0931", None, "eur-lex")
    assert [found for found in references(word_form) if found not in references(text_form)] == [link]
    assert len(references(word_form)) == len(references(text_form))
    assert "geschrapte woorden" not in word_form.fiche.document.text
    assert word_form.fiche.document.issues == ()


def test_the_other_layout_shows_its_numbers_bullets_and_link() -> None:
    document = ingest(PARAGRAPHS)
    shown = document.text.split("\n")
    assert shown[1:4] == ["1. Algemene gegevens", "a) Titel voorstel", shown[3]]
    assert "2. Essentie voorstel" in shown
    assert "a) Inhoud voorstel" in shown
    assert [line.split(" ", 3)[:3] for line in shown if line.startswith("- ")] == [
        ["-", "Ten", which] for which in ("eerste", "tweede", "derde", "vierde")
    ]
    assert links(document) == [("EUR-Lex", EUR_LEX)]


def test_headers_and_footers_are_no_text() -> None:
    for path in (TABLE, PARAGRAPHS):
        assert "koptekst" not in ingest(path).text
        assert "Pagina" not in ingest(path).text


# Recognising.


def test_it_is_told_by_its_bytes() -> None:
    assert looks_like_docx(word(p("Tekst")))
    assert looks_like_docx(word(p("Tekst" * 400))[:-300])
    assert not looks_like_docx(zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}))
    assert not looks_like_docx(b"word/ [Content_Types].xml")


def test_the_document_says_what_it_is() -> None:
    document = read(p("Tekst"))
    assert document.name == "fiche.docx"
    assert document.media_type.endswith("wordprocessingml.document")
    assert document.byte_size == len(word(p("Tekst")))
    assert document.layout.notes == ()


# Paragraphs, breaks, signs.


def test_a_paragraph_is_a_line_and_an_empty_one_none() -> None:
    assert lines(p("Eén") + "<w:p/>" + p("  ") + p("Twee")) == ["Eén", "Twee"]


def test_a_line_break_ends_the_line() -> None:
    assert lines(p(f"{r('Titel voorstel', BOLD)}<w:r><w:br/></w:r>{r('Voorstel voor')}")) == [
        "Titel voorstel",
        "Voorstel voor",
    ]
    assert lines(p(f'{r("Eén")}<w:r><w:cr/></w:r>{r("twee")}<w:r><w:br w:type="page"/></w:r>{r("drie")}')) == [
        "Eén",
        "twee",
        "drie",
    ]


def test_a_line_break_in_a_heading_by_style_is_layout() -> None:
    body = p(f"{r('Fiche 1:')}<w:r><w:br/></w:r>{r('Mededeling')}", '<w:pStyle w:val="Titel"/>')
    assert lines(body, styles=style("Titel", "Title")) == ["Fiche 1: Mededeling"]


def test_a_tab_is_a_space() -> None:
    assert lines(p(f"{r('1.')}<w:r><w:tab/></w:r>{r('Tekst')}<w:r><w:ptab/></w:r>{r('meer')}")) == ["1. Tekst meer"]


def test_a_tab_between_a_bold_label_and_its_value_ends_the_line() -> None:
    tab = "<w:r><w:tab/></w:r>"
    assert lines(p(f"{r('a)', BOLD)}{tab}{r('Titel voorstel', BOLD)}{tab}{tab}{r('Voorstel')}{tab}{r('voor')}")) == [
        "a) Titel voorstel",
        "Voorstel voor",
    ]
    assert lines(p(f"{r('1.', BOLD)}{tab}{r('Tekst')}")) == ["1. Tekst"]
    assert lines(p(f"{r('Tekst')}{tab}{r('vet', BOLD)}{tab}{r('Tekst')}")) == ["Tekst vet Tekst"]


def test_signs() -> None:
    inner = (
        f"{r('Noord')}<w:r><w:noBreakHyphen/></w:r>{r('Zuid')}<w:r><w:softHyphen/></w:r>{r('lijn ')}"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    )
    assert lines(p(inner)) == ["Noord‑Zuidlijn 🗹"]


def test_a_symbol_nobody_knows_is_told() -> None:
    document = read(p(f'{r("Tekst")}<w:r><w:sym w:font="Onbekend" w:char="F0AA"/><w:sym w:font="X"/></w:r>'))
    assert document.text == "Tekst"
    assert codes(document) == ["word-text-left-out"]
    assert "1 stukjes tekst" in explain(document.issues[0])


def test_emphasis_and_low_or_high_letters_leave_no_trace() -> None:
    low = '<w:vertAlign w:val="subscript"/>'
    assert lines(p(r("CO") + r("2", low) + r("-", "<w:i/>") + r("prijs", BOLD))) == ["CO2-prijs"]


def test_hidden_text_is_left_out() -> None:
    styles = (
        style("Instructie", "Instructie", "<w:rPr><w:vanish/></w:rPr>")
        + '<w:style w:type="character" w:styleId="V"><w:name w:val="V"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = (
        p(r("Zicht") + r("verborgen", "<w:vanish/>") + r("baar", '<w:vanish w:val="0"/>'))
        + styled("Vul hier de titel in.", "Instructie")
        + p(r("Nog ") + r("geheim", '<w:rStyle w:val="V"/>') + r("een"))
    )
    assert lines(body, styles=styles) == ["Zichtbaar", "Nog een"]


def test_a_formula_is_its_signs() -> None:
    assert lines(p(f"{r('Dus ')}<m:oMath><m:r><m:t>a</m:t></m:r><m:r><m:t>=b</m:t></m:r></m:oMath>")) == ["Dus a=b"]


def test_comments_are_left_out() -> None:
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    inner = f'<w:commentRangeStart w:id="0"/>{r("Tekst")}<w:commentRangeEnd w:id="0"/>{mark}'
    assert lines(p(inner), comments=f'<w:comment w:id="0">{p("Klopt dit?")}</w:comment>') == ["Tekst"]


# Headings.


@pytest.mark.parametrize(
    ("name", "level"),
    [("heading 1", 1), ("Kop 2", 2), ("Kop3", 3), ("Heading 9", 9), ("Title", 1), ("Titel", 1)],
)
def test_headings_by_style(name: str, level: int) -> None:
    document = read(styled("Essentie voorstel", "S") + p("Tekst."), styles=style("S", name))
    assert headings(document) == [("Essentie voorstel", level)]


def test_a_style_is_a_heading_by_its_base_or_its_outline_level() -> None:
    outline = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'
    styles = (
        style("Kop1", "heading 1")
        + style("Eigen", "Fiche-kop", based_on="Kop1")
        + style("Huis", "Tussenkop", outline.format(1))
        + style("Inhoud", "TOC Heading", outline.format(9), based_on="Kop1")
    )
    body = styled("Een", "Eigen") + styled("Twee", "Huis") + styled("Inhoud", "Inhoud") + styled("Los", "Weg")
    assert headings(read(body, styles=styles)) == [("Een", 1), ("Twee", 2)]


def test_a_short_wholly_bold_paragraph_is_a_heading() -> None:
    styles = style("Vet", "Vet", "<w:rPr><w:b/></w:rPr>") + style("Sterk", "Strong", "<w:rPr><w:b/></w:rPr>")
    body = (
        p(r("Bevoegd", BOLD) + r(" ") + r("heid", BOLD))
        + p(r("Let op:", BOLD) + r(" dit niet"))
        + styled("Subsidiariteit", "Vet")
        + p(r("Proportionaliteit", '<w:rStyle w:val="Sterk"/>'))
        + p(r("Een alinea in vet. " * 20, BOLD))
        + p(r("–", BOLD))
        + p(r("Niet vet", '<w:b w:val="false"/>'))
    )
    assert headings(read(body, styles=styles)) == [
        ("Bevoegd heid", 3),
        ("Subsidiariteit", 3),
        ("Proportionaliteit", 3),
    ]


def test_bold_cells_are_labels_and_no_headings() -> None:
    row = f"<w:tr><w:tc>{p(r('Titel voorstel', BOLD))}</w:tc><w:tc>{p('Voorstel')}</w:tc></w:tr>"
    assert headings(read(f"<w:tbl>{row}</w:tbl>")) == []


def test_the_label_alone_is_the_heading_of_a_broken_paragraph() -> None:
    document = read(p(f"{r('Titel voorstel', BOLD)}<w:r><w:br/></w:r>{r('Voorstel voor')}"))
    assert headings(document) == [("Titel voorstel", 3)]


def test_a_table_of_contents_is_left_out() -> None:
    styles = style("Kop1", "heading 1") + style("Inhopg1", "toc 1") + style("Kopvaninhoud", "TOC Heading")
    body = (
        styled("Inhoud", "Kopvaninhoud")
        + styled("Essentie voorstel 3", "Inhopg1")
        + styled("Essentie voorstel", "Kop1")
    )
    assert lines(body, styles=styles) == ["Inhoud", "Essentie voorstel"]


# Tables.


def test_cells_are_lines_in_reading_order() -> None:
    inner = "".join(
        f"<w:tr><w:tc>{p(label)}</w:tc><w:tc>{''.join(map(p, values))}</w:tc></w:tr>"
        for label, values in {"Titel": ["Een", "Twee"], "Datum": ["27 maart"]}.items()
    )
    assert lines(f"<w:tbl><w:tblPr/><w:tblGrid/>{inner}</w:tbl>{p('Na')}") == [
        *("Titel", "Een", "Twee", "Datum", "27 maart", "Na")
    ]


def merged_cell(inner: str, *, first: bool = False) -> str:
    value = ' w:val="restart"' if first else ""
    return f"<w:tc><w:tcPr><w:vMerge{value}/></w:tcPr>{inner}</w:tc>"


def test_nested_and_merged_cells() -> None:
    nested = f"<w:tbl><w:tr><w:tc>{p('binnen')}</w:tc></w:tr></w:tbl>"
    rows = (
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("kop")}</w:tc></w:tr>'
        f"<w:tr>{merged_cell(p('links'), first=True)}<w:tc>{nested}{p('een')}</w:tc></w:tr>"
        f"<w:tr>{merged_cell('<w:p/>')}<w:tc>{p('twee')}</w:tc></w:tr>"
    )
    document = read(f"<w:tbl>{rows}</w:tbl>")
    assert document.text.split("\n") == ["kop", "links", "binnen", "een", "twee"]
    assert document.issues == ()


def test_text_under_a_merged_cell_is_told() -> None:
    rows = f"<w:tr>{merged_cell(p('boven'), first=True)}</w:tr><w:tr>{merged_cell(p('eronder'))}</w:tr>"
    document = read(f"<w:tbl>{rows}</w:tbl>")
    assert document.text == "boven"
    assert codes(document) == ["word-text-left-out"]


# Notes.


def test_footnotes_and_endnotes_are_numbered_on() -> None:
    body = p(f"{r('Een')}{marker(7)}{r(', twee')}{marker(3, kind='endnote')}{r(' en drie')}{marker(2)}{r('.')}")
    document = read(
        body,
        footnotes=note(2, "Noot twee") + note(7, "Noot een"),
        endnotes=note(3, "Eindnoot", kind="endnote"),
    )
    assert document.text == "Een1, twee3 en drie2.\nNoot een\nNoot twee\nEindnoot"
    places = [(n.number, document.text[n.start : n.end]) for n in document.layout.notes or ()]
    assert places == [(1, "Noot een"), (2, "Noot twee"), (3, "Eindnoot")]


def test_a_note_of_several_paragraphs_is_one_line() -> None:
    body = f'<w:footnote w:id="1">{p("Eerst")}{p(r("dan") + "<w:r><w:br/></w:r>" + r("nog"))}</w:footnote>'
    assert lines(p(f"{r('Tekst')}{marker(1)}"), footnotes=body) == ["Tekst1", "Eerst dan nog"]


def test_separators_are_no_notes() -> None:
    extra = f'<w:footnote w:type="separator" w:id="-1">{p("<w:r><w:separator/></w:r>")}</w:footnote>'
    document = read(p(f"{r('Tekst')}{marker(1)}"), footnotes=extra + note(1, "Noot"))
    assert document.text == "Tekst1\nNoot"
    assert document.issues == ()


def test_a_marker_without_note_is_told() -> None:
    document = read(p(f"{r('Tekst')}{marker(5)}"))
    assert document.text == "Tekst1"
    assert codes(document) == ["note-missing"]


def test_a_note_that_nothing_points_at_is_not_shown() -> None:
    """Word does not show it either: so it is with a note whose marker was deleted."""
    gone = f'<w:del w:id="1" w:author="x">{marker(1)}</w:del>'
    document = read(p(f"{r('Tekst')}{gone}{marker(2)}"), footnotes=note(1, "Weg") + note(2, "Blijft"))
    assert document.text == "Tekst1\nBlijft"


def test_a_mark_of_ones_own_gives_way_to_the_number() -> None:
    inner = f'{r("Tekst")}<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>{r(".")}'
    assert lines(p(inner), footnotes=note(1, "Noot")) == ["Tekst1.", "Noot"]


def test_links_in_notes_use_the_relationships_of_the_notes() -> None:
    inner = f'<w:hyperlink r:id="k">{r("hier")}</w:hyperlink>'
    link = f'<w:footnote w:id="1">{p(inner)}</w:footnote>'
    rels = {"word/_rels/footnotes.xml.rels": relationships(("k", "hyperlink", "https://example.org/noot"))}
    document = read(
        p(f"{r('Tekst')}{marker(1)}"), footnotes=link, links={"k": "https://example.org/elders"}, parts=rels
    )
    assert links(document) == [("hier", "https://example.org/noot")]


# Links and fields.


def test_a_link_is_kept_beside_its_text() -> None:
    body = p(f'<w:hyperlink r:id="k">{r("EUR-")}{r("Lex", BOLD)}</w:hyperlink>{r(" meer")}')
    document = read(body, links={"k": EUR_LEX.replace("&", "&amp;")})
    assert document.text == "EUR-Lex meer"
    assert links(document) == [("EUR-Lex", EUR_LEX)]


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{mark('begin')}{told}{mark('separate')}{result}{mark('end')}"


@pytest.mark.parametrize(
    "instruction",
    [
        f'HYPERLINK "{EUR_LEX}"',
        f' HYPERLINK "{EUR_LEX}" \\o "Open het voorstel" \\t "_blank"',
        f"HYPERLINK {EUR_LEX}",
    ],
)
def test_a_link_may_be_a_field(instruction: str) -> None:
    document = read(p(f"{r('Zie ')}{field(instruction, r('EUR-') + r('Lex'))}{r('.')}"))
    assert document.text == "Zie EUR-Lex."
    assert links(document) == [("EUR-Lex", EUR_LEX)]


def test_a_simple_field_shows_its_result() -> None:
    simple = f'<w:fldSimple w:instr=" HYPERLINK &quot;{EUR_LEX}&quot; ">{r("EUR-Lex")}</w:fldSimple>'
    document = read(p(f'<w:fldSimple w:instr="DOCPROPERTY Titel">{r("Fiche")}</w:fldSimple>{r(" ")}{simple}'))
    assert document.text == "Fiche EUR-Lex"
    assert links(document) == [("EUR-Lex", EUR_LEX)]


def test_the_condition_of_a_field_is_not_shown() -> None:
    inner = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
    inner += field("DOCPROPERTY Taal", r("nl"))
    inner += '<w:r><w:instrText> = "nl" "Nederland"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    inner += r("Nederland") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert lines(p(inner)) == ["Nederland"]


@pytest.mark.parametrize("kind", ["begin", "separate", "end"])
def test_half_a_field_hides_nothing(kind: str) -> None:
    body = p(f'{r("voor ")}<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{r("na")}') + p(field("PAGE", r("12")))
    assert lines(body) == ["voor na", "12"]


def test_a_link_within_the_document_is_no_link() -> None:
    body = p(f'<w:hyperlink w:anchor="kop">{r("boven")}</w:hyperlink>' + field("HYPERLINK \\l kop", r(" onder")))
    document = read(body)
    assert document.text == "boven onder"
    assert document.layout.links == ()
    assert document.issues == ()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "mailto:a@example.org", "javascript:alert(1)", "notitie.docx"])
def test_a_link_to_no_web_page_is_refused(url: str) -> None:
    document = read(p(f'<w:hyperlink r:id="k">{r("hier")}</w:hyperlink>'), links={"k": url})
    assert document.text == "hier"
    assert document.layout.links == ()
    assert codes(document) == ["link-refused"]


def test_a_link_that_leads_nowhere_is_text() -> None:
    assert lines(p(f'<w:hyperlink r:id="weg">{r("hier")}</w:hyperlink>')) == ["hier"]


# Tracked changes.

CHANGE = 'w:id="1" w:author="x" w:date="2026-04-02T09:00:00Z"'


def deleted(text: str) -> str:
    return f"<w:del {CHANGE}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def test_tracked_changes_are_taken_as_accepted() -> None:
    inner = f"{r('Het ')}{deleted('oude ')}<w:ins {CHANGE}>{r('nieuwe ')}</w:ins>{r('voorstel')}"
    moved = f"<w:moveFrom {CHANGE}>{r('weg')}</w:moveFrom><w:moveTo {CHANGE}>{r('hierheen')}</w:moveTo>"
    assert lines(p(inner) + p(moved)) == ["Het nieuwe voorstel", "hierheen"]


def test_tracked_changes_in_notes() -> None:
    inner = f"{r('nr. ')}{deleted('9901')}<w:ins {CHANGE}>{r('9903')}</w:ins>"
    body = f'<w:footnote w:id="1">{p(inner)}</w:footnote>'
    assert lines(p(f"{r('Tekst')}{marker(1)}"), footnotes=body) == ["Tekst1", "nr. 9903"]


def test_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    end_deleted = f"<w:rPr><w:del {CHANGE}/></w:rPr>"
    body = p("Een ", end_deleted) + p("twee ", end_deleted) + p("drie") + p("vier", end_deleted)
    table = f"<w:tbl><w:tr><w:tc>{p('cel')}</w:tc></w:tr></w:tbl>"
    assert lines(body + table + p("slot", end_deleted)) == ["Een twee drie", "vier", "cel", "slot"]


def test_the_deleted_end_of_a_note_does_not_run_into_the_next() -> None:
    end_deleted = f"<w:rPr><w:del {CHANGE}/></w:rPr>"
    first = f'<w:footnote w:id="1">{p("Een", end_deleted)}</w:footnote>'
    assert lines(p(f"{r('T')}{marker(1)}{marker(2)}"), footnotes=first + note(2, "Twee")) == ["T12", "Een", "Twee"]


def test_deleted_rows_and_cells_are_left_out() -> None:
    gone_row = f"<w:tr><w:trPr><w:del {CHANGE}/></w:trPr><w:tc>{p('weg')}</w:tc></w:tr>"
    gone_cell = f"<w:tc><w:tcPr><w:cellDel {CHANGE}/></w:tcPr>{p('ook weg')}</w:tc>"
    document = read(f"<w:tbl>{gone_row}<w:tr><w:tc>{p('blijft')}</w:tc>{gone_cell}</w:tr></w:tbl>")
    assert document.text == "blijft"
    assert document.issues == ()


# Boxes, controls, pictures.


def test_content_controls_and_smart_tags_show_what_is_in_them() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = control.format(f"<w:tr><w:tc>{p('rij')}</w:tc></w:tr>")
    body = (
        control.format(p(f'<w:smartTag w:element="date">{r("27 maart")}</w:smartTag>{control.format(r(" 2026"))}'))
        + f"<w:tbl>{row}</w:tbl>"
        + p(f"<w:bdo>{r('om')}</w:bdo><w:customXml>{r('keer')}</w:customXml>")
    )
    assert lines(body) == ["27 maart 2026", "rij", "omkeer"]


BOX = f"<w:txbxContent>{p('in het vak')}</w:txbxContent>"
OLD_BOX = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
NEW_BOX = (
    f"<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></a:graphicData>"
    "</a:graphic></wp:anchor></w:drawing>"
)


@pytest.mark.parametrize(
    "box",
    [
        OLD_BOX,
        NEW_BOX,
        f"<mc:AlternateContent><mc:Choice>{NEW_BOX}</mc:Choice><mc:Fallback>{OLD_BOX}</mc:Fallback></mc:AlternateContent>",
        f"<mc:AlternateContent><mc:Choice>{NEW_BOX}</mc:Choice></mc:AlternateContent>",
    ],
)
def test_a_text_box_comes_once_behind_its_paragraph(box: str) -> None:
    document = read(p(f"{r('Ernaast')}<w:r>{box}</w:r>{r(' staat')}"))
    assert document.text == "Ernaast staat\nin het vak"
    assert document.issues == ()


def test_a_picture_is_told() -> None:
    drawing = (
        '<w:drawing><wp:inline><wp:docPr id="1" name="Afbeelding 1" descr="Kaart van de EU"/><a:graphic>'
        '<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )
    document = read(p(f"{r('Zie ')}<w:r>{drawing}</w:r>{r('hier')}"))
    assert document.text == "Zie hier"
    assert [(issue.code, dict(issue.details)["name"]) for issue in document.issues] == [
        ("picture-left-out", "Kaart van de EU")
    ]
    assert document.issues[0].start == document.issues[0].end == 3


def test_a_line_across_the_page_is_no_picture() -> None:
    assert codes(read(p(f"{r('Tekst')}<w:r><w:pict><v:rect/></w:pict></w:r>"))) == []


def test_a_document_within_the_document_is_told() -> None:
    document = read(p("Tekst") + '<w:altChunk r:id="x"/>')
    assert codes(document) == ["word-text-left-out"]


# Other writers.


def test_the_strict_dialect_reads_the_same() -> None:
    strict = part(
        "document",
        f'<w:body>{styled("Kop", "K")}<w:p><w:hyperlink r:id="k">{r("EUR-Lex")}</w:hyperlink></w:p></w:body>',
    )
    for old, new in (
        (
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    ):
        strict = strict.replace(old, new)
    document = read("", links={"k": EUR_LEX}, styles=style("K", "heading 1"), parts={"word/document.xml": strict})
    assert headings(document) == [("Kop", 1)]
    assert links(document) == [("EUR-Lex", EUR_LEX)]


def test_parts_are_found_by_their_relationships_whatever_they_are_called() -> None:
    rels = relationships(("n", "footnotes", "/word/noten7.xml"), ("s", "styles", "../word/stijl.xml"))
    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relationships(("m", "officeDocument", "/word/document2.xml")),
            "word/document2.xml": part("document", f"<w:body>{styled('Kop', 'K')}{p(r('Tekst') + marker(1))}</w:body>"),
            "word/_rels/document2.xml.rels": rels,
            "word/noten7.xml": part("footnotes", note(1, "Noot")),
            "word/stijl.xml": part("styles", style("K", "heading 1")),
        }
    )
    document = ingest_file(data)
    assert document.text == "Kop\nTekst1\nNoot"
    assert headings(document) == [("Kop", 1)]


def test_parts_may_be_utf_16() -> None:
    text = part("document", f"<w:body>{p('Financiële')}</w:body>").replace("UTF-8", "UTF-16")
    assert ingest_file(word("", parts={"word/document.xml": text.encode("utf-16")})).text == "Financiële"


def test_a_file_without_text() -> None:
    with pytest.raises(UnreadableDocument, match=r"fiche\.docx: a Word file without text\. If it holds a scan"):
        read("<w:p/>")


def ingest_file(data: bytes) -> Document:
    return ingest_bytes("fiche.docx", data)
