from __future__ import annotations

import pytest

from evgraph.extract.eu_documents import EU_DOCUMENTS
from tests.unit.extract.finding import finder, found, targets

find_eu_documents = finder(EU_DOCUMENTS)

FORMS = [
    ("COM(2025) 945", "COM(2025)945"),
    ("COM(2025)945", "COM(2025)945"),
    ("COM (2025)\u00a0945", "COM(2025)945"),
    ("COM (2022) 0782 final", "COM(2022)782"),
    ("COM(2025)945final", "COM(2025)945"),
    ("COM(2025) 945, definitief", "COM(2025)945"),
    ("COM(2025) 945 def.", "COM(2025)945"),
    ("COM/2022/782", "COM(2022)782"),
    ("COM 2021/206", "COM(2021)206"),
    ("COM[2025] 945", "COM(2025)945"),
    ("COM-2025-945", "COM(2025)945"),
    ("COM(2025) nr. 945", "COM(2025)945"),
    ("JOIN(2023)20", "JOIN(2023)20"),
    ("JOIN (2024) 977", "JOIN(2024)977"),
    ("SWD(2022) 546", "SWD(2022)546"),
    ("SEC(2011) 868 def.", "SEC(2011)868"),
    ("C(2020) 1234", "C(2020)1234"),
]
NOTHING = [
    "COM(2025)",
    "COM(2025) 0",
    "COM(25) 945",
    "COM(2025) 12.5",
    "COM(2025) 12345",
    "COM(2025) 945a",
    "DECOM(2021) 3",
    "COMITE 2021/3",
    "com(2025) 945",
    "C 2020/3",
    "C/2020/3",
    "PB C 2020, 3",
    "COM(1949) 3",
    "COM(٢٠٢٥) 945",
    "https://voorbeeld.nl/COM(2025)",
]


def test_there_are_enough_cases() -> None:
    assert len(FORMS) >= 17
    assert len(NOTHING) >= 15


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: str) -> None:
    assert found(find_eu_documents, f"zie {text} en verder") == [(text, expected)]


@pytest.mark.parametrize("text", NOTHING)
def test_no_commission_document(text: str) -> None:
    assert targets(find_eu_documents, text) == []


def test_a_number_at_the_end_of_a_sentence() -> None:
    assert found(find_eu_documents, "Zie COM(2025) 945.") == [("COM(2025) 945", "COM(2025)945")]


def test_several_documents() -> None:
    text = "COM(2025) 945, SWD(2025) 412 en SEC(2025) 80"
    assert targets(find_eu_documents, text) == ["COM(2025)945", "SWD(2025)412", "SEC(2025)80"]
