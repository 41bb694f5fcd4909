from __future__ import annotations

import pytest

from evgraph.extract.treaties import TREATIES
from tests.unit.extract.finding import everything, finder, found, targets

find_treaty_provisions = finder(TREATIES)

FORMS = [
    ("artikel 207 VWEU", ["TFEU/207"]),
    ("Artikel 207, lid 2, VWEU", ["TFEU/207/2"]),
    ("art. 207 VWEU", ["TFEU/207"]),
    ("artikel 207, tweede lid, VWEU", ["TFEU/207/2"]),
    ("artikel 207 lid 2 VWEU", ["TFEU/207/2"]),
    ("artikel 207(2) VWEU", ["TFEU/207/2"]),
    ("artikel 4(2)(a) VWEU", ["TFEU/4/2/a"]),
    ("artikel 42, tweede alinea, VWEU", ["TFEU/42/al2"]),
    ("artikel 43, lid 2, eerste alinea, VWEU", ["TFEU/43/2/al1"]),
    ("artikel 4, lid 2, onder a, VWEU", ["TFEU/4/2/a"]),
    ("artikel 4, tweede lid, sub a VWEU", ["TFEU/4/2/a"]),
    ("artikel 6, onder b) VWEU", ["TFEU/6/b"]),
    ("artikel 5, derde lid, van het Verdrag betreffende de Europese Unie", ["TEU/5/3"]),
    ("artikel 5 VEU", ["TEU/5"]),
    ("artikel 3 van het VEU", ["TEU/3"]),
    ("artikel 114 van het Verdrag betreffende de werking van de Europese Unie (VWEU)", ["TFEU/114"]),
    ("artikel 8 EU-Handvest", ["CFREU/8"]),
    ("artikel 8 van het Handvest van de grondrechten van de Europese Unie", ["CFREU/8"]),
    ("artikel 31 Euratom-verdrag", ["EAEC/31"]),
    ("artikel 95 EG-verdrag", ["TEC/95"]),
    ("artikel\u00a0207\u00a0VWEU", ["TFEU/207"]),
]
LISTS = [
    ("artikelen 114 en 207 VWEU", ["TFEU/114", "TFEU/207"]),
    ("de artikelen 2, 3 en 4, lid 2, VWEU", ["TFEU/2", "TFEU/3", "TFEU/4/2"]),
    ("artikel 4, lid 2, onder a en j, VWEU", ["TFEU/4/2/a", "TFEU/4/2/j"]),
    ("artikel 6, onder a), b) en c), VWEU", ["TFEU/6/a", "TFEU/6/b", "TFEU/6/c"]),
    ("artikel 4, leden 2 en 3, VWEU", ["TFEU/4/2", "TFEU/4/3"]),
    ("artikel 4, leden 2 en 3, onder a en b, VWEU", ["TFEU/4/2", "TFEU/4/3/a", "TFEU/4/3/b"]),
    ("artikel 294, eerste en tweede lid, VWEU", ["TFEU/294/1", "TFEU/294/2"]),
    ("artikel 294, eerste, tweede en derde lid, VWEU", ["TFEU/294/1", "TFEU/294/2", "TFEU/294/3"]),
    ("artikel 114, lid 1, en artikel 207, lid 2, VWEU", ["TFEU/114/1", "TFEU/207/2"]),
    ("artikel 207, lid 2, VWEU en artikel 114 VWEU", ["TFEU/207/2", "TFEU/114"]),
    ("artikel 5 VEU en artikel 114 VWEU", ["TEU/5", "TFEU/114"]),
]
NOTHING = [
    "artikel 5 van de Wet",
    "artikel 5 van de Wet op het VWEU",
    "artikel 14 van het voorstel",
    "artikel 4 van Verordening (EU) 2019/1020",
    "artikel 5",
    "artikelsgewijs VWEU",
    "artikel vier VWEU",
    "het VWEU",
    "artikel 0 VWEU",
    "artikel 5.1 VWEU",
    "artikel 5,5 VWEU",
    "artikel 2026 VWEU",
    "superartikel 5 VWEU",
    "artikel 5 VWEUX",
    "artikel 5 vweu",
    "lid 2 VWEU",
    "artikel ٥ VWEU",
    "artikel 5, eerſte lid, VWEU",
    "het eerste en tweede lid van het VWEU",
]


def test_there_are_enough_cases() -> None:
    assert len(FORMS) + len(LISTS) >= 30
    assert len(NOTHING) >= 18


@pytest.mark.parametrize(("text", "expected"), [*FORMS, *LISTS])
def test_provisions(text: str, expected: list[str]) -> None:
    assert targets(everything, text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_provision(text: str) -> None:
    assert targets(find_treaty_provisions, text) == []


def test_later_members_are_named_by_what_is_their_own() -> None:
    assert found(find_treaty_provisions, "artikel 4, lid 2, onder a en j, VWEU") == [
        ("artikel 4, lid 2, onder a en j, VWEU", "TFEU/4/2/a"),
        ("j", "TFEU/4/2/j"),
    ]
    assert found(find_treaty_provisions, "artikelen 2 en 4, lid 2, VWEU")[1] == ("4, lid 2", "TFEU/4/2")
