from __future__ import annotations

import pytest

from evgraph.extract.chamber_numbers import CHAMBER_NUMBERS
from tests.unit.extract.finding import finder, found, targets

find_chamber_numbers = finder(CHAMBER_NUMBERS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nummer: 2025D47467, datum", [("2025D47467", "2025D47467")]),
        ("Onderdeel van zaak 2026Z02007:", [("2026Z02007", "2026Z02007")]),
        ("zie Kamerstuk 2025D47467", [("Kamerstuk 2025D47467", "2025D47467")]),
        ("Kamerstukken II 2025/26, 2025D47467.", [("Kamerstukken II 2025/26, 2025D47467", "2025D47467")]),
        ("2025D47467 en 2025Z00001", [("2025D47467", "2025D47467"), ("2025Z00001", "2025Z00001")]),
        ("https://www.tweedekamer.nl/kamerstukken/detail?id=2025D47467", [("2025D47467", "2025D47467")]),
    ],
)
def test_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(find_chamber_numbers, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "12025D47467",
        "2025D474671",
        "2025D4746",
        "2025d47467",
        "2025X47467",
        "1825D47467",
        "A2025D47467",
        "20٢٥D47467",
        "2025D٤٧٤٦٧",
        "2025D47467a",
    ],
)
def test_no_chamber_number(text: str) -> None:
    assert targets(find_chamber_numbers, text) == []


def test_documents_and_cases_are_two_kinds() -> None:
    kinds = [mention.kind for mention in find_chamber_numbers("2025D47467, 2025Z47467")]
    assert kinds == ["tk-document", "tk-zaak"]
