from __future__ import annotations

import pytest

from evgraph.extract.celex import CELEX
from tests.unit.extract.finding import finder, found, targets

find_celex = finder(CELEX)

FORMS = [
    ("zie 32019R0452.", "32019R0452"),
    ("CELEX:32019R0452", "32019R0452"),
    ("?uri=celex:52025JC0977&from=NL", "52025JC0977"),
    ("?uri=CELEX%3A32019R0452", "32019R0452"),
    ("?uri=celex%3a52026PC0931", "52026PC0931"),
    ("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=celex:52025DC0085", "52025DC0085"),
    ("(32016R0679R(02))", "32016R0679R(02)"),
    ("62018CJ0234", "62018CJ0234"),
    ("12016E207", "12016E207"),
    ("12016M005", "12016M005"),
]
NOTHING = [
    "932019R0452",
    "32019R04521",
    "32019R452",
    "X32019R0452",
    "72019R0452",
    "31819R0452",
    "32019r0452",
    "12016X207",
    "3٢٠١٩R0452",
    "1234567890",
    "32019 R0452",
]


def test_there_are_enough_cases() -> None:
    assert len(FORMS) >= 10
    assert len(NOTHING) >= 11


@pytest.mark.parametrize(("text", "number"), FORMS)
def test_forms(text: str, number: str) -> None:
    assert found(find_celex, text) == [(number, number)]


@pytest.mark.parametrize("text", NOTHING)
def test_no_celex_number(text: str) -> None:
    assert targets(find_celex, text) == []
