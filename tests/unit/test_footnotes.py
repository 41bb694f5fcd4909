from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evgraph.model import Footnote
from evgraph.parsing.footnotes import read_notes
from evgraph.parsing.markers import count_orphan_markers, mask_markers, place_markers

NOTES = "\nVerordening (EU) 2019/1020↩︎\nRichtlijn 2008/98/EG↩︎\nKamerstuk 22 112, nr. 4239↩︎"


def _place(body: str, notes: str = NOTES) -> tuple[str, tuple[Footnote, ...]]:
    text = body + notes
    return text, place_markers(text, read_notes(text, 0), 0)


def _markers(body: str, notes: str = NOTES) -> list[str | None]:
    """For each note the word in front of its marker, with the marker: "subsidies2"."""
    text, placed = _place(body, notes)
    return [None if note.marker is None else text[: note.marker.end].split()[-1] for note in placed]


def test_notes_are_lines_that_end_in_an_arrow() -> None:
    text = "Tekst.1\nEen noot.↩︎\nNog een.↩\n"
    notes = read_notes(text, 0)
    assert [(note.number, note.text) for note in notes] == [(1, "Een noot."), (2, "Nog een.")]
    assert all(text[note.start : note.end] == note.text for note in notes)


def test_a_note_of_several_lines_ends_at_its_arrow() -> None:
    notes = read_notes("Tekst1 en2.\nEen.↩︎\nTwee begint\nen gaat door.↩︎", 0)
    assert [note.text for note in notes] == ["Een.", "Twee begint\nen gaat door."]


def test_a_text_without_arrows_has_no_notes() -> None:
    assert read_notes("Tekst.1\nVoetnoot zonder pijl", 0) == ()
    assert place_markers("Tekst.1", (), 0) == ()


def test_an_empty_note_keeps_its_number() -> None:
    notes = read_notes("Tekst1\nEen.↩︎\n↩︎\nDrie.↩︎", 0)
    assert [(note.number, note.text) for note in notes] == [(1, "Een."), (2, ""), (3, "Drie.")]


def test_notes_are_read_from_the_letter_on() -> None:
    text = "Kop↩︎\nTekst.1\nNoot↩︎"
    assert [note.text for note in read_notes(text, text.index("Tekst"))] == ["Noot"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("de wet1 en de subsidies2 en het slot.3", ["wet1", "subsidies2", "slot.3"]),
        ("Strategie (EEV),1 en “technologie.”2 Zo!3", ["(EEV),1", "“technologie.”2", "Zo!3"]),
        ("de NIS2 geldt.1 Ook NIS2 telt,2 net als dit3", ["geldt.1", "telt,2", "dit3"]),
        ("de NIS2-richtlijn geldt.1 Verder2 en slot3", ["geldt.1", "Verder2", "slot3"]),
        ("De G7 kwam bijeen.1 De uitstoot van CO2 daalt.2 Slot.3", ["bijeen.1", "daalt.2", "Slot.3"]),
        ("De CO2 stijgt.1 De CO2 daalt.2 De G3 keek toe.3", ["stijgt.1", "daalt.2", "toe.3"]),
        ("de Chips Act 2.0 komt.1 De Chips Act 2.0 ook.2 Slot.3", ["komt.1", "ook.2", "Slot.3"]),
        ("op 19-20 februari was het.1 De MFK 2021-2027 ook.2 Op 1 mei3", ["het.1", "ook.2", "mei3"]),
        ("een evaluatie uit 20241 en een uit 20252 en slot3", ["20241", "20252", "slot3"]),
        ("artikel 1, lid 2 en 3 van de wet1 en dat2 en dit3", ["wet1", "dat2", "dit3"]),
        ("zie 1 en 2 en 3 los van het woord", [None, None, None]),
        ("het begon in 2023,1 liep tot 2024,2 en eindigde3", ["2023,1", "2024,2", "eindigde3"]),
        ("het is 1,2 procent en 3% en 12e en 1.000 euro", [None, None, None]),
    ],
)
def test_markers_are_told_from_numbers(body: str, expected: list[str | None]) -> None:
    assert _markers(body) == expected


def test_a_marker_behind_a_year_is_set_apart_by_four_digits() -> None:
    body = "Een1 twee2 drie3 vier4 vijf5 zes6 zeven7 acht8 uit 20249 blijkt"
    notes = "".join(f"\nNoot {number}↩︎" for number in range(1, 10))
    text, placed = _place(body, notes)
    marker = placed[8].marker
    assert marker is not None
    assert text[marker.start - 4 : marker.end] == "20249"
    assert text[marker.start : marker.end] == "9"


def test_a_year_and_page_range_are_no_markers() -> None:
    assert _markers("In 2024 en op p. 1-3 en bij 2/3 staat het") == [None, None, None]


def test_a_note_without_a_marker_leaves_the_others_in_place() -> None:
    assert _markers("de wet1 en het slot.3") == ["wet1", None, "slot.3"]


def test_a_marker_without_a_note_is_no_marker() -> None:
    assert _markers("de wet1 en dat2 en dit3 en daar4 en ginds5") == ["wet1", "dat2", "dit3"]


def test_markers_are_looked_for_above_the_notes_only() -> None:
    text, placed = _place("Tekst.1", "\nZie Kamerstuk2↩︎\nZie de wet3↩︎")
    assert [note.marker is not None for note in placed] == [True, False]
    assert text[: placed[0].marker.end if placed[0].marker else 0] == "Tekst.1"


def test_masking_hides_the_marker_and_nothing_else() -> None:
    text, placed = _place("Blocking Statute1 en wet2")
    masked = mask_markers(text, placed)
    assert "Statute1" not in masked
    assert masked.replace("\ue000", "") == text.replace("Statute1", "Statute").replace("wet2", "wet")


def test_a_text_cut_off_before_its_notes_has_orphan_markers() -> None:
    assert count_orphan_markers("De wet1 en de regel.2 En de kern3", 0) == 3


@pytest.mark.parametrize("text", ["", "Geen noot te zien.", "NIS2 en CO2 en G7", "Een woord1 alleen"])
def test_a_text_without_a_chain_has_no_orphan_markers(text: str) -> None:
    assert count_orphan_markers(text, 0) == 0


FRAGMENTS = st.sampled_from(
    [
        "woord",
        "wet1",
        "regel.2",
        "NIS2",
        "CO2",
        "20243",
        " ",
        "\n",
        "(EEV),4",
        "é",
        "e\u0301",
        "🔗",
        "”5",
        "\r\n",
        "19-20",
    ]
)
BODIES = st.lists(FRAGMENTS | st.text(max_size=6), max_size=40).map("".join)


@given(body=BODIES, count=st.integers(0, 12))
def test_masking_keeps_every_offset(body: str, count: int) -> None:
    text, placed = _place(body, "".join(f"\nNoot {number}↩︎" for number in range(count)))
    masked = mask_markers(text, placed)
    hidden = {offset for note in placed if note.marker for offset in range(note.marker.start, note.marker.end)}
    assert len(masked) == len(text)
    assert all(masked[i] == ("\ue000" if i in hidden else text[i]) for i in range(len(text)))


@given(body=BODIES, count=st.integers(0, 12))
def test_markers_ascend_and_read_as_their_number(body: str, count: int) -> None:
    text, placed = _place(body, "".join(f"\nNoot {number}↩︎" for number in range(count)))
    spans = [note.marker for note in placed if note.marker]
    assert spans == sorted(spans)
    assert all(int(text[n.marker.start : n.marker.end]) == n.number for n in placed if n.marker)
    assert all(text[note.start : note.end] == note.text for note in placed)
