from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evgraph.folding import BORDER, fold, is_whole


@given(st.text() | st.text(alphabet=st.characters(categories=["Cs", "Mn", "Zs", "Pd", "Nd"])))
def test_every_code_point_becomes_one(text: str) -> None:
    folded = fold(text)
    assert folded.original == text
    assert len(folded.text) == len(folded.data) == len(text)
    assert folded.text.encode("latin-1") == folded.data


def test_typography_makes_no_difference() -> None:
    assert fold("22\u00a0112,\u202fnr.\u20091‑3 – ‘x’ “y”").text == "22 112, nr. 1-3 - 'x' \"y\""


def test_a_line_break_is_a_space_and_an_empty_line_a_border() -> None:
    assert fold("a\nb\r\nc").text == "a b  c"
    assert fold("a\n\nb").text == f"a{BORDER}{BORDER}b"
    assert BORDER in fold("a\r\n\r\nb").text


def test_a_letter_outside_latin_1_or_a_combining_mark_cuts_a_word() -> None:
    assert not is_whole("VWEU\u0301", 0, 4)
    assert not is_whole("żVWEU", 1, 5)
    assert is_whole("🔗VWEU🔗", 1, 5)
    assert is_whole("VWEU\ufe0e", 0, 4)
