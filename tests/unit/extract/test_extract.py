from __future__ import annotations

import pytest

from evgraph.extract import without_overlaps
from evgraph.model import Mention
from tests.unit.extract.finding import everything, targets


def _mention(start: int, end: int) -> Mention:
    return Mention(kind="x", rule="x", start=start, end=end, members=())


def _spans(*spans: tuple[int, int]) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in without_overlaps(_mention(*span) for span in spans)]


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ([(0, 5), (5, 9)], [(0, 5), (5, 9)]),
        ([(5, 9), (0, 5)], [(0, 5), (5, 9)]),
        ([(0, 9), (2, 5)], [(0, 9)]),
        ([(0, 4), (2, 9)], [(2, 9)]),
        ([(0, 4), (2, 6)], [(0, 4)]),
        ([(0, 4), (0, 4)], [(0, 4)]),
        ([(0, 3), (2, 9), (8, 10)], [(2, 9)]),
        ([], []),
    ],
)
def test_the_longest_of_overlapping_mentions_stays(spans: list[tuple[int, int]], kept: list[tuple[int, int]]) -> None:
    assert _spans(*spans) == kept


def test_mentions_come_in_order_of_place_whatever_their_kind() -> None:
    text = "artikel 114 VWEU, COM(2025) 945, Kamerstuk 22 112, nr. 4239, Richtlijn 2008/98/EG, 2025D47467, 32019R0452"
    assert targets(everything, text) == [
        "TFEU/114",
        "COM(2025)945",
        "kst-22112-4239",
        "32008L0098",
        "2025D47467",
        "32019R0452",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "De Chips Act 2.0 kost 22 112 euro.",
        "Bel 070 348 42 11 of 06-12 34 56 78.",
        "NEN-EN-ISO 27001:2022, ISO 14001 en IEC 62443",
        "op 3 december 2025, van 19-20 februari en in 2021-2027",
        "rekening NL91 ABNA 0417 1643 00, postcode 2513 AA",
        "1.922.112 ton CO2, 38.000 banen en 3,5 procent",
        "de versies 1.0, 2.1.3 en v4",
        "zaaknummer 200.123.456/01",
    ],
)
def test_numbers_that_are_no_references(text: str) -> None:
    assert targets(everything, text) == []


def test_an_article_of_an_act_is_only_the_act() -> None:
    assert targets(everything, "artikel 4 van Verordening (EU) 2019/1020") == ["32019R1020"]
