"""How a page that is only letters at places becomes lines, paragraphs, notes, tables, lists and headings.

Each letter is 6 points wide at 10 points, so 70 letters from 60 end at 480: a full line in these tests.
"""

from __future__ import annotations

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.ingest.pdf.glyphs import read_sheets
from evgraph.ingest.pdf.writing import write
from evgraph.messages import explain
from evgraph.model import Issue, Layout
from tests.unit.ingest.pdf_files import BOLD, ITALIC, Rule, Text, Thing, file_of, lines, pdf_of, stream

FULL = "Het kabinet hecht aan regels die voor kleine ondernemingen uitvoerbaar"  # 70 letters
MORE = "zijn en blijft daarover in gesprek met de Commissie en de andere leden"  # 70 letters
LAST = "van de Raad."
PARAGRAPH = f"{FULL} {MORE} {LAST}"


def _read(*pages: list[Thing], rotate: int = 0) -> tuple[str, Layout, tuple[Issue, ...]]:
    return write(read_sheets(pdf_of(*pages, rotate=rotate)))


def _lines(*pages: list[Thing], rotate: int = 0) -> list[str]:
    return _read(*pages, rotate=rotate)[0].split("\n")


def _paragraph(x: float, y: float) -> list[Thing]:
    return lines(x, y, [FULL, MORE, LAST])


def _notes(*pages: list[Thing]) -> list[tuple[int, str, str | None]]:
    """Number, text and the five signs up to the marker, of each note."""
    text, layout, _ = _read(*pages)
    return [
        (n.number, text[n.start : n.end], None if n.marker is None else text[n.marker.start - 5 : n.marker.end])
        for n in layout.notes or ()
    ]


OTHER = "Nederland heeft de Commissie gevraagd om een nadere onderbouwing ervan"  # 70 letters


def _filled(*things: Thing) -> list[Thing]:
    """A page with things and enough text around them to tell what is small on it."""
    return [*things, *lines(60, 650, [OTHER, MORE, FULL, LAST])]


def _raised(after: Text, number: str) -> Text:
    return Text(after.end, after.y + 3.5, number, 6)


def test_full_lines_go_on_and_a_gap_parts_paragraphs() -> None:
    assert _lines(_paragraph(60, 760) + _paragraph(60, 712)) == [PARAGRAPH, PARAGRAPH]


def test_without_a_gap_a_line_with_room_for_the_next_word_ends_its_paragraph() -> None:
    assert _lines(_paragraph(60, 760) + _paragraph(60, 724)) == [PARAGRAPH, PARAGRAPH]


def test_an_indent_begins_a_paragraph_even_behind_a_full_line() -> None:
    second = [Text(75, 736, FULL[:60]), *lines(60, 724, [MORE, LAST])]
    assert _lines([*lines(60, 760, [FULL, MORE]), *second]) == [f"{FULL} {MORE}", f"{FULL[:60]} {MORE} {LAST}"]


def test_lines_are_read_by_place_not_by_order_of_drawing() -> None:
    assert _lines(_paragraph(60, 760)[::-1]) == [PARAGRAPH]


def test_words_drawn_apart_are_put_together_again() -> None:
    page: list[Thing] = [Text(60, 760, "Ver"), Text(78, 760, "ordening"), Text(132, 760, "(EU)")]
    assert _lines(page) == ["Verordening (EU)"]


def test_a_paragraph_goes_on_over_the_page_past_notes_heads_and_feet() -> None:
    start = Text(60, 120, FULL[:66])
    one: list[Thing] = [Text(60, 800, "Ministerie", 8), *_paragraph(60, 760), start, _raised(start, "1")]
    one += [Text(60, 60, "1", 6), Text(66, 58, "Kamerstuk 22 112, nr. 1", 8), Text(280, 30, "1", 8)]
    two: list[Thing] = [Text(60, 800, "Ministerie", 8), Text(60, 760, "die werken."), *_paragraph(60, 730)]
    two += [Text(280, 30, "2", 8)]
    assert _lines(one, two) == [
        PARAGRAPH,
        f"{FULL[:66]}1 die werken.",
        PARAGRAPH,
        "Kamerstuk 22 112, nr. 1",
    ]


def test_a_paragraph_that_ends_with_the_page_ends() -> None:
    assert _lines(_paragraph(60, 760), lines(60, 760, [OTHER, LAST])) == [PARAGRAPH, f"{OTHER} {LAST}"]


@pytest.mark.parametrize(
    ("feet", "dropped"),
    [
        (["Pagina 1 van 2", "Pagina 2 van 2"], True),
        (["kst-22112-4239", "kst-22112-4239"], True),
        (["ISSN 0921 - 7371", "’s-Gravenhage 2026"], True),
        (
            [
                "Tweede Kamer, vergaderjaar 2025–2026, 22 112, nr. 4239 1",
                "Tweede Kamer, vergaderjaar 2025–2026, 22 112, nr. 4239 2",
            ],
            True,
        ),
        (["Vertrouwelijk", "Vertrouwelijk"], True),
        (["BZ-17 blad 4", "BZ-17 blad 5"], True),
        (["Einde van het ene", "Einde van het andere"], False),
        (["Kamerstuk 22 112, nr. 1", "Kamerstuk 22 112, nr. 7"], False),
    ],
)
def test_feet_are_told_by_form_or_by_repetition(feet: list[str], dropped: bool) -> None:
    one: list[Thing] = [*_paragraph(60, 760), Text(60, 40, feet[0])]
    two: list[Thing] = [*lines(60, 760, [OTHER, LAST]), Text(60, 40, feet[1])]
    second = f"{OTHER} {LAST}"
    assert _lines(one, two) == ([PARAGRAPH, second] if dropped else [PARAGRAPH, feet[0], second, feet[1]])


def test_what_stands_close_to_the_text_is_no_head() -> None:
    """Fiches in one file each begin with the same heading at the same place."""
    pages = [lines(60, 800, ["Algemene gegevens", title]) for title in ("Titel A", "Titel B", "Titel C")]
    assert _lines(*pages).count("Algemene gegevens") == 3


def test_a_table_is_read_label_then_value() -> None:
    page: list[Thing] = [
        Text(60, 760, "Titel voorstel"),
        *lines(240, 760, ["Voorstel voor een verordening over het", "keuren van ingevoerde goederen"]),
        *lines(60, 736, ["Nr. impact assessment", "Commissie"]),
        Text(240, 736, "SWD(2025) 412"),
        Text(60, 712, "EUR-Lex"),
        Text(240, 712, "Geen"),
    ]
    assert _lines(page) == [
        "Titel voorstel",
        "Voorstel voor een verordening over het keuren van ingevoerde goederen",
        "Nr. impact assessment Commissie",
        "SWD(2025) 412",
        "EUR-Lex",
        "Geen",
    ]


def test_rules_part_the_rows_of_a_table() -> None:
    """Without them the second label would be the rest of the first."""
    page: list[Thing] = []
    for index, (label, value) in enumerate(
        [("Datum ontvangst", "27 maart 2026"), ("Rechtsbasis Raad", ""), ("Rol EP", "Geen")]
    ):
        page += [Text(60, 760 - 14 * index, label), Text(200, 760 - 14 * index, value), Rule(55, 755 - 14 * index, 400)]
    assert _lines(page) == ["Datum ontvangst", "27 maart 2026", "Rechtsbasis Raad", "Rol EP", "Geen"]


def test_rows_that_stand_apart_tell_which_label_is_broken() -> None:
    """ "Parlement" would have fitted behind "Rol Europees"; only the gaps say that it belongs there."""
    page: list[Thing] = [*lines(60, 760, ["Besluitvormingsprocedure", "Raad"]), Text(240, 760, "Meerderheid")]
    page += [*lines(60, 724, ["Rol Europees", "Parlement"]), Text(240, 724, "Medebeslissing")]
    page += [Text(60, 688, "EUR-Lex"), Text(240, 688, "Geen")]
    assert _lines(page) == [
        "Besluitvormingsprocedure Raad",
        "Meerderheid",
        "Rol Europees Parlement",
        "Medebeslissing",
        "EUR-Lex",
        "Geen",
    ]


def test_the_first_row_of_a_table_may_have_a_narrow_gap() -> None:
    page: list[Thing] = [Text(60, 760, "Datum ontvangst document"), Text(213, 760, "27 maart 2026")]
    page += [Text(60, 744, "EUR-Lex"), Text(213, 744, "Geen"), Text(60, 728, "Rol EP"), Text(213, 728, "Advies")]
    assert _lines(page)[:2] == ["Datum ontvangst document", "27 maart 2026"]


def test_words_of_a_line_that_are_set_wide_make_no_table() -> None:
    page = [
        Text(60, 760, "De"),
        Text(120, 760, "Verpakkingenverordening"),
        Text(300, 760, "en"),
        Text(360, 760, "de"),
        Text(420, 760, "Richtlijnen"),
    ]
    assert _lines([*page, *lines(60, 748, [MORE, LAST])])[0].startswith("De Verpakkingenverordening en de Richtlijnen")


def test_an_address_in_a_cell_goes_on_over_lines() -> None:
    page: list[Thing] = [
        Text(60, 760, "EUR-Lex"),
        *lines(200, 760, ["https://eur-lex.europa.eu/", "legal-content/NL/?", "uri=celex:52026PC0931"]),
    ]
    page += [Text(60, 718, "Rol EP"), Text(200, 718, "Geen")]
    assert _lines(page)[1] == "https://eur-lex.europa.eu/legal-content/NL/?uri=celex:52026PC0931"


def test_two_columns_of_running_text_are_read_one_after_the_other() -> None:
    left = [f"woord {index:02} van de linker kolom van het" for index in range(12)]
    right = [f"regel {index:02} van de rechter kolom van de" for index in range(12)]
    page = lines(60, 760, [*left, "einde."]) + lines(330, 760, [*right, "slot."])
    assert _lines(page) == [" ".join([*left, "einde."]), " ".join([*right, "slot."])]


def test_small_print_beside_the_text_is_set_apart() -> None:
    beside = lines(500, 758, ["Onze referentie", "BZ2599.123"], size=6, lead=8)
    assert _lines([*_paragraph(60, 760), *beside]) == ["Onze referentie", "BZ2599.123", PARAGRAPH]


@pytest.mark.parametrize("bullet", ["•", "–", "-", "o"])
def test_bullets_become_hyphens(bullet: str) -> None:
    page: list[Thing] = [
        Text(60, 760, bullet),
        *lines(78, 760, [FULL[:67], LAST]),
        Text(60, 736, bullet),
        Text(78, 736, LAST),
    ]
    assert _lines(page) == [f"- {FULL[:67]} {LAST}", f"- {LAST}"]


def test_numbers_of_a_list_stay() -> None:
    page: list[Thing] = [Text(60, 760, "1."), Text(90, 760, "Aanleiding"), Text(60, 748, "b)"), Text(90, 748, "Gevolg")]
    assert _lines(page) == ["1. Aanleiding", "b) Gevolg"]


def test_a_dash_that_only_wrapped_begins_no_item() -> None:
    page = lines(60, 760, [FULL, f"– en {MORE[:64]}", LAST])
    assert _lines(page) == [f"{FULL} – en {MORE[:64]} {LAST}"]


def test_bold_and_large_lines_are_headings_in_order_of_size() -> None:
    page: list[Thing] = [
        Text(60, 780, "Fiche 1: Richtlijn", 14, BOLD),
        *lines(60, 750, ["Nederlandse positie ten aanzien van een voorstel met een titel die", "wrapt"], font=BOLD),
        *_paragraph(60, 720),
        Text(60, 670, "Nadruk", 10, ITALIC),
        *_paragraph(60, 650),
    ]
    text, layout, _ = _read(page)
    assert [(text[place.start : place.end], place.level) for place in layout.headings] == [
        ("Fiche 1: Richtlijn", 1),
        ("Nederlandse positie ten aanzien van een voorstel met een titel die wrapt", 2),
    ]
    assert "Nadruk" in text.split("\n")


def test_an_underlined_line_is_a_paragraph_of_its_own() -> None:
    heading = Text(60, 760, FULL)
    page: list[Thing] = [heading, Rule(60, 758.5, 420), *lines(60, 748, [MORE, LAST])]
    assert _lines(page) == [FULL, f"{MORE} {LAST}"]


def test_labels_in_a_table_are_no_headings() -> None:
    page: list[Thing] = []
    for y, label, value in ((760, "Titel", "Een voorstel"), (748, "Rol EP", "Geen")):
        page += [Text(60, y, label, 10, BOLD), Text(200, y, value)]
    assert _read(page)[1].headings == ()


def test_notes_have_their_printed_number_and_their_marker() -> None:
    one, two = Text(60, 760, "Zie de brief"), Text(60, 730, "En de motie")
    page = _filled(one, _raised(one, "4"), two, _raised(two, "5"))
    page += [Text(60, 80, "4 Kamerstuk 22 112,", 8), Text(60, 70, "nr. 4239", 8), Text(60, 60, "5 Idem", 8)]
    assert _notes(page) == [(4, "Kamerstuk 22 112, nr. 4239", "brief4"), (5, "Idem", "motie5")]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    start = Text(60, 760, "Zie de brief")
    one: list[Thing] = [start, _raised(start, "1"), *_paragraph(60, 730), Text(60, 60, "1 " + FULL, 8)]
    two: list[Thing] = [*_paragraph(60, 760), Text(60, 60, "uitgelegd.", 8)]
    assert _notes(one, two) == [(1, f"{FULL} uitgelegd.", "brief1")]


def test_a_note_may_stand_on_the_page_after_its_marker() -> None:
    start = Text(60, 760, "Zie de brief")
    two: list[Thing] = [*_paragraph(60, 760), Text(60, 60, "1 Kamerstuk 22 112", 8)]
    assert _notes([start, _raised(start, "1")], two) == [(1, "Kamerstuk 22 112", "brief1")]


def test_notes_of_the_size_of_the_text_are_told_by_the_rule_above_them() -> None:
    start = Text(60, 760, "Zie de brief")
    page: list[Thing] = [start, _raised(start, "1"), *_paragraph(60, 730)]
    page += [Rule(60, 90, 120), Text(60, 78, "1 Kamerstuk 22 112")]
    assert _notes(page) == [(1, "Kamerstuk 22 112", "brief1")]


def test_numbers_that_begin_anew_on_each_page_are_numbered_on() -> None:
    pages = []
    for word in ("eerste", "tweede"):
        start = Text(60, 760, f"Zie de {word}")
        pages.append(_filled(start, _raised(start, "1"), Text(60, 60, f"1 De {word} noot", 8)))
    assert _notes(*pages) == [(1, "De eerste noot", "erste1"), (2, "De tweede noot", "weede2")]


def test_two_markers_side_by_side() -> None:
    start = Text(60, 760, "Zie de brief")
    page = _filled(start, _raised(start, "1,2"), Text(60, 70, "1 Eerste", 8), Text(60, 60, "2 Tweede", 8))
    text, layout, _ = _read(page)
    assert text.startswith("Zie de brief1,2")
    assert [text[n.marker.start : n.marker.end] for n in layout.notes or () if n.marker] == ["1", "2"]


def test_a_letter_without_notes_gains_none() -> None:
    """Small print at the foot that begins with a number, and raised and lowered numbers, are text."""
    area, gas = Text(60, 760, "Een vloer van 20 m"), Text(60, 730, "en CO")
    page = _filled(area, _raised(area, "2"), gas, Text(gas.end, 728, "2", 6))
    page += [Text(60, 70, "2500 EB Den Haag", 8), Text(60, 60, "12 bijlagen", 8)]
    text, layout, issues = _read(page)
    assert text.split("\n") == [
        "Een vloer van 20 m2",
        "en CO2",
        f"{OTHER} {MORE} {FULL} {LAST}",
        "2500 EB Den Haag",
        "12 bijlagen",
    ]
    assert layout.notes is None and issues == ()


def test_a_power_is_no_marker_when_the_note_has_another() -> None:
    area, claim = Text(60, 760, "Een vloer van 20 m"), Text(60, 730, "volgens de norm")
    page = _filled(area, _raised(area, "2"), claim, _raised(claim, "2"), Text(60, 60, "2 NEN 1234", 8))
    assert _notes(page) == [(2, "NEN 1234", " norm2")]


def test_signs_that_are_raised_by_themselves_are_markers_too() -> None:
    page = _filled(Text(60, 760, "Zie de brief¹"), Text(60, 60, "¹ Kamerstuk 22 112", 8))
    assert _notes(page) == [(1, "Kamerstuk 22 112", "brief1")]


@pytest.mark.parametrize(
    ("turn", "x", "y", "rotate"),
    [("90", 200, 100, 90), ("180", 500, 300, 180), ("270", 200, 700, 270), ("90", 200, 100, 0)],
)
def test_a_turned_page_is_read_in_its_own_direction(turn: str, x: int, y: int, rotate: int) -> None:
    step = {"90": (12, 0), "180": (0, 12), "270": (-12, 0)}[turn]
    page: list[Thing] = [
        Text(x, y, "Eerste regel.", turn=turn),
        Text(x + step[0], y + step[1], "Tweede regel.", turn=turn),
    ]
    assert _lines(page, rotate=rotate) == ["Eerste regel.", "Tweede regel."]


def test_a_stamp_across_the_page_is_left_out_and_told() -> None:
    text, _, issues = _read([*_paragraph(60, 760), Text(200, 300, "CONCEPT", 40, turn="30")])
    assert text == PARAGRAPH
    assert [issue.code for issue in issues] == ["text-turned"]
    assert "page 1" in explain(issues[0], "en")


def test_signs_without_a_letter_are_kept_as_such_and_told() -> None:
    data = _with_an_unmapped_font(b"(Dit is gewone tekst van een brief) Tj", b"<00240025>")
    text, _, issues = write(read_sheets(data))
    assert text == "Dit is gewone tekst van een brief ��"
    assert [issue.code for issue in issues] == ["letters-unmapped"]
    assert "2 signs on page 1" in explain(issues[0], "en")


def test_a_text_mostly_without_letters_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"do not say which letters they draw\. Run OCR"):
        read_sheets(_with_an_unmapped_font(b"(Dit) Tj", b"<002400250026>"))


def _with_an_unmapped_font(before: bytes, unmapped: bytes) -> bytes:
    described = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 600/CIDSystemInfo<<%s>>>>"
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
            stream(b"BT /F1 10 Tf 60 700 Td %s ( ) Tj /F2 10 Tf %s Tj ET" % (before, unmapped)),
            b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
            b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[%s]>>"
            % (described % b"/Registry(Adobe)/Ordering(Identity)/Supplement 0"),
        ]
    )


def test_a_broken_page_is_told() -> None:
    whole = pdf_of(_paragraph(60, 760), lines(60, 760, [LAST]))
    text, _, issues = write(read_sheets(whole.replace(b"9 0 R]/Count 2", b"0 0 R]/Count 2")))
    assert text == PARAGRAPH
    assert [issue.code for issue in issues] == ["page-broken"]
    assert "Page 2" in explain(issues[0], "en")


def test_ligatures_become_letters() -> None:
    """The font says that its letter f is the sign ﬁ."""
    to_unicode = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <66> <fb01> endbfchar"
    data = file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            stream(b"BT /F1 10 Tf 60 700 Td (fche) Tj ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 6 0 R>>",
            stream(to_unicode),
        ]
    )
    assert write(read_sheets(data))[0] == "fiche"
