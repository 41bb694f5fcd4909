from __future__ import annotations

import pytest

from evgraph.extract.unknown_names import find_unknown_names


def _found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_unknown_names(text, [])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("via de European Harbour Resilience Act en", ["European Harbour Resilience Act"]),
        ("de Packaging and Quays Regulation.", ["Packaging and Quays Regulation"]),
        ("de Harbour Act 2.0, die", ["Harbour Act 2.0"]),
        ("de Impact van een Act", []),
        ("De Regulation is niet", []),
        ("een pact en een contract", []),
    ],
)
def test_titles_of_acts_that_no_file_knows(text: str, names: list[str]) -> None:
    assert _found(text) == names


def test_what_is_known_is_left_out() -> None:
    text = "de Chips Act en de Harbour Act"
    assert [span.start for span in find_unknown_names(text, [(3, 12)])] == [text.index("Harbour")]
