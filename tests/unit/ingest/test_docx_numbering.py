"""Automatic numbering: the labels that Word shows, and that it keeps no trace of in the text."""

from __future__ import annotations

import pytest

from tests.unit.ingest.word_files import abstract, level, lines, listed, num, p, r, read, style, styled

OUTLINE = abstract(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "(%3)"))
ONE = OUTLINE + num(1, 0)


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    """The labels of paragraphs whose text is "x"."""
    return [line.removesuffix("x").strip() for line in lines(body, numbering=numbering, styles=styles)]


def sequence(*levels: int, num_id: int = 1) -> str:
    return "".join(listed("x", num_id, at) for at in levels)


def test_levels_count_for_themselves_and_begin_anew_under_a_higher_one() -> None:
    assert labels(sequence(0, 1, 1, 2, 2, 1, 2, 0, 1), ONE) == [
        "1.",
        "a)",
        "b)",
        "(i)",
        "(ii)",
        "c)",
        "(i)",
        "2.",
        "a)",
    ]


def test_bullets_are_hyphens_whatever_their_shape() -> None:
    shapes = abstract(0, level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"), level(2, "bullet", "")) + num(1, 0)
    assert lines(sequence(0, 1, 2), numbering=shapes) == ["- x", "- x", "x"]


def test_bold_items_of_a_list_of_numbers_are_headings_and_of_bullets_not() -> None:
    bullets = abstract(1, level(0, "bullet", "•")) + num(2, 1)
    bold = r("Bevoegdheid", "<w:b/>")
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    document = read(p(bold, place.format(1)) + p(bold, place.format(2)), numbering=OUTLINE + bullets + num(1, 0))
    assert document.text == "1. Bevoegdheid\n- Bevoegdheid"
    assert [document.text[h.start : h.end] for h in document.layout.headings] == ["1. Bevoegdheid"]


@pytest.mark.parametrize(
    ("form", "start", "label"),
    [
        ("decimal", 12, "12."),
        ("decimalZero", 5, "05."),
        ("lowerLetter", 26, "z."),
        ("upperLetter", 28, "BB."),
        ("upperRoman", 1994, "MCMXCIV."),
        ("lowerRoman", 4, "iv."),
        ("none", 3, "."),
    ],
)
def test_forms_of_numbers(form: str, start: int, label: str) -> None:
    assert labels(sequence(0), abstract(0, level(0, form, "%1.", start=start)) + num(1, 0)) == [label]


def test_several_levels_in_one_label() -> None:
    numbering = abstract(0, level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2")) + num(1, 0)
    assert labels(sequence(0, 1, 1, 0, 1), numbering) == ["I", "I.1", "I.2", "II", "II.1"]
    legal = abstract(0, level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2", more="<w:isLgl/>")) + num(1, 0)
    assert labels(sequence(0, 1), legal) == ["I", "1.1"]


def test_a_level_below_one_that_was_not_used_shows_its_start() -> None:
    numbering = abstract(0, level(0, "decimal", "%1", start=4), level(1, "decimal", "%1.%2")) + num(1, 0)
    assert labels(sequence(1, 1), numbering) == ["4.1", "4.2"]


def test_a_level_may_count_on() -> None:
    on = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%2)", more='<w:lvlRestart w:val="0"/>')) + num(
        1, 0
    )
    assert labels(sequence(0, 1, 0, 1), on) == ["1.", "1)", "2.", "2)"]


def test_lists_of_one_definition_count_together_unless_they_say_where_they_start() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = OUTLINE + num(1, 0) + num(2, 0) + num(3, 0, override)
    body = sequence(0, 0) + sequence(0, num_id=2) + sequence(0, 0, num_id=3) + sequence(0)
    assert labels(body, numbering) == ["1.", "2.", "3.", "1.", "2.", "3."]


def test_a_list_may_have_a_level_of_its_own() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    assert labels(sequence(0, 1), OUTLINE + num(1, 0, override)) == ["A)", "a)"]


def test_numbers_by_style() -> None:
    numbering = abstract(
        *(0, level(0, "decimal", "%1.", more='<w:pStyle w:val="Kop1"/>')),
        level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Kop2"/>'),
    ) + num(1, 0)
    styles = (
        style("Kop1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("Kop2", "heading 2", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', based_on="Kop1")
        + style("Los", "Kop zonder nummer", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', based_on="Kop1")
    )
    body = "".join(styled("x", name) for name in ("Kop1", "Kop2", "Kop2", "Los", "Kop1"))
    body += p("x", '<w:pStyle w:val="Kop1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(body, numbering, styles) == ["1.", "1.1", "1.2", "", "2.", ""]


def test_a_definition_may_leave_it_to_a_style_of_lists() -> None:
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Lijst"/></w:abstractNum>'
    styles = (
        '<w:style w:type="numbering" w:styleId="Lijst"><w:name w:val="Lijst"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    assert labels(sequence(0, 1, num_id=2), OUTLINE + link + num(1, 0) + num(2, 1), styles) == ["1.", "a)"]


def test_paragraphs_in_tables_count_in_reading_order() -> None:
    table = f"<w:tbl><w:tr><w:tc>{sequence(0)}</w:tc></w:tr></w:tbl>"
    assert labels(sequence(0) + table + sequence(0), ONE) == ["1.", "2.", "3."]


def test_an_empty_item_counts_and_shows_nothing() -> None:
    empty = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    assert lines(sequence(0) + empty + sequence(0), numbering=ONE) == ["1. x", "3. x"]


def test_a_deleted_item_does_not_count() -> None:
    gone = p(
        '<w:del w:id="1" w:author="x"><w:r><w:delText>weg</w:delText></w:r></w:del>',
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="2" w:author="x"/></w:rPr>',
    )
    assert lines(sequence(0) + gone + sequence(0), numbering=ONE) == ["1. x", "2. x"]
    table = f"<w:tbl><w:tr><w:tc>{p('cel')}</w:tc></w:tr></w:tbl>"
    assert lines(sequence(0) + gone + table + sequence(0), numbering=ONE) == ["1. x", "cel", "2. x"]


def test_a_hidden_number_is_not_shown() -> None:
    hidden = abstract(0, level(0, "decimal", "%1.", more="<w:rPr><w:vanish/></w:rPr>")) + num(1, 0)
    assert lines(sequence(0), numbering=hidden) == ["x"]


def test_a_form_nobody_knows_is_left_out_and_told() -> None:
    numbering = abstract(0, level(0, "ordinalText", "%1"), level(1, "decimal", "%1.%2")) + num(1, 0)
    document = read(sequence(0, 0, 1), numbering=numbering)
    assert document.text == "x\nx\nx"
    assert [(issue.code, dict(issue.details)) for issue in document.issues] == [
        ("numbering-unread", {"count": "3", "form": "ordinalText"})
    ]


@pytest.mark.parametrize(
    "numbering",
    [
        "",
        num(1, 99),
        '<w:num w:numId="1"/>',
        abstract(0) + num(1, 0),
        abstract(0, level(0, "lowerRoman", "%1.", start=999999999)) + num(1, 0),
        abstract(0, '<w:lvl w:ilvl="x"/>') + num(1, 0),
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Weg"/></w:abstractNum>' + num(1, 0),
    ],
)
def test_a_broken_list_hinders_nothing(numbering: str) -> None:
    text = read(sequence(0), numbering=numbering).text
    assert text.endswith("x")
    assert len(text) < 10


@pytest.mark.parametrize(("form", "start"), [("lowerLetter", 99999), ("upperRoman", 99999), ("decimal", 99999)])
def test_a_number_too_high_for_its_form_stays_short(form: str, start: int) -> None:
    assert labels(sequence(0), abstract(0, level(0, form, "%1.", start=start)) + num(1, 0)) == ["99999."]
