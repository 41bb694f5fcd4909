from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evgraph.sentences import Sentences


def _split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in Sentences(text).spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een zin. Nog een zin! En? Ja.", ["Een zin.", "Nog een zin!", "En?", "Ja."]),
        ("Een regel\nen nog een\r\n\r\nslot", ["Een regel", "en nog een", "slot"]),
        ("Zie nr. 5 en blz. 7. Einde.", ["Zie nr. 5 en blz. 7.", "Einde."]),
        ("Dit is bijv. Duitsland en o.a. Frankrijk.", ["Dit is bijv. Duitsland en o.a. Frankrijk."]),
        ("De heer D.M. van Weel en J. Jansen. Slot.", ["De heer D.M. van Weel en J. Jansen.", "Slot."]),
        (
            "Het betreft d.w.z. Nederland (incl. Aruba). Slot.",
            ["Het betreft d.w.z. Nederland (incl. Aruba).", "Slot."],
        ),
        ("Op 3 maart jl. Het was koud.", ["Op 3 maart jl. Het was koud."]),
        ("Resource EU.3 Het kabinet steunt dit.", ["Resource EU.3", "Het kabinet steunt dit."]),
        ("Resource EU.\ue000\ue000 Het kabinet.", ["Resource EU.\ue000\ue000", "Het kabinet."]),
        ("Hij zei: “Ja.” Daarna niets.", ["Hij zei: “Ja.”", "Daarna niets."]),
        ("Hij zei: “Ja.”8 Daarna niets.", ["Hij zei: “Ja.”8", "Daarna niets."]),
        ("Eerst dit. ‘Dan dat.’ (En ook dit.) Slot.", ["Eerst dit.", "‘Dan dat.’", "(En ook dit.)", "Slot."]),
        ("De Chips Act 2.0 kost 1.000 euro.", ["De Chips Act 2.0 kost 1.000 euro."]),
        ("Dat was in 2024. Daarna niet.", ["Dat was in 2024.", "Daarna niet."]),
        ("Wacht... Nu wel.", ["Wacht...", "Nu wel."]),
        ("Wacht… Nu wel.", ["Wacht…", "Nu wel."]),
        ("zie www.voorbeeld.nl voor meer. daarna klein", ["zie www.voorbeeld.nl voor meer. daarna klein"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert _split(text) == expected


def test_the_sentence_around_an_offset() -> None:
    text = "Een zin. Nog een zin."
    sentences = Sentences(text)
    assert sentences.at(0) == sentences.at(7) == sentences.spans[0]
    assert sentences.at(text.index("Nog")) == sentences.spans[1]


def test_between_sentences_there_is_none() -> None:
    span = Sentences("\n\n  Een zin.").at(0)
    assert span.start == span.end


def test_sentences_within_a_stretch_begin_in_it() -> None:
    text = "Een. Twee. Drie."
    sentences = Sentences(text)
    found = sentences.within(text.index("Twee"), text.index("Drie"))
    assert [text[span.start : span.end] for span in found] == ["Twee."]


@given(
    st.lists(
        st.sampled_from(["Zin", ".", " ", "\n", "nr.", "“", "”", "1", "\r\n", "é", "…", "!", "D.M."])
        | st.text(max_size=4)
    ).map("".join)
)
def test_sentences_hold_all_text_and_do_not_overlap(text: str) -> None:
    spans = Sentences(text).spans
    assert list(spans) == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    covered = {offset for span in spans for offset in range(span.start, span.end)}
    assert all(offset in covered or text[offset].isspace() for offset in range(len(text)))
