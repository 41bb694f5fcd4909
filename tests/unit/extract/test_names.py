from __future__ import annotations

import pytest

from evgraph.extract.names import NameIndex, find_names
from evgraph.folding import fold
from evgraph.model import Mention
from tests.unit.extract.finding import found

NAMES = (
    "Chips Act",
    "Chips Act 2.0",
    "European Chips Act",
    "AVG",
    "MiCA",
    "REACH",
    "NIS2",
    "NIS2-richtlijn",
    "Blocking Statute",
    "Kaderrichtlijn afvalstoffen",
    "Critical Entities Resilience",
    "CER",
    "Wet 'open' data",
)


def _find(text: str) -> list[Mention]:
    return list(find_names(fold(text), NameIndex(NAMES), lambda name: True))


def _names(text: str) -> list[str]:
    return [name for _, name in found(_find, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de Chips Act en de AVG.", ["Chips Act", "AVG"]),
        ("de European Chips Act", ["European Chips Act"]),
        ("de Chips\u00a0Act", ["Chips Act"]),
        ("de Chips Act 2.0 komt", ["Chips Act 2.0"]),
        ("NIS2-richtlijn", ["NIS2-richtlijn"]),
        ("NIS2‑richtlijn", ["NIS2-richtlijn"]),
        ("de NIS2 geldt", ["NIS2"]),
        ("de Blocking Statute4", ["Blocking Statute"]),
        ("de Blocking Statute\ue000 geldt", ["Blocking Statute"]),
        ("kaderrichtlijn afvalstoffen", ["Kaderrichtlijn afvalstoffen"]),
        ("KADERRICHTLIJN AFVALSTOFFEN", ["Kaderrichtlijn afvalstoffen"]),
        ("(AVG)", ["AVG"]),
        ("de Wet ‘open’ data", ["Wet 'open' data"]),
        ("Chips Act", ["Chips Act"]),
    ],
)
def test_names_in_a_text(text: str, expected: list[str]) -> None:
    assert _names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "mica is een mineraal",
        "reach is geen stof",
        "Mica",
        "avg",
        "AVGX",
        "XAVG",
        "_AVG",
        "de Amerikaanse Chips Act",
        "de Chinese Chips Act",
        "een tweede Chips Act",
        "Uitvoeringswet AVG",
        "de Chips Act 3.0",
        "de Chips Act II",
        "de Chips Act 3",
        "de chips act",
        "NIS22",
        "Chips en Act",
        "Chips     Act",
    ],
)
def test_another_word_or_another_thing(text: str) -> None:
    assert _names(text) == []


def test_a_year_or_amount_behind_a_name_is_no_version() -> None:
    assert _names("de Blocking Statute 4 jaar later") == ["Blocking Statute"]
    assert _names("sinds de AVG 12 keer") == ["AVG"]


def test_a_shorter_name_is_tried_when_the_longer_is_not_admitted() -> None:
    mentions = find_names(fold("de European Chips Act"), NameIndex(NAMES), lambda name: name == "Chips Act")
    assert [mention.members[0].name for mention in mentions] == ["Chips Act"]


def test_offsets_are_those_of_the_text() -> None:
    text = "🔗 e\u0301 de Chips Act"
    assert found(_find, text) == [("Chips Act", "Chips Act")]
