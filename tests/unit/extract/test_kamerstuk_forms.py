from __future__ import annotations

import pytest

from evgraph.extract.dossiers import DOSSIERS
from evgraph.extract.kamerstuk_forms import HYPHENATED, NUMBER_FIRST
from evgraph.extract.kamerstukken import KAMERSTUKKEN
from tests.unit.extract.finding import finder, found, targets

find = finder(KAMERSTUKKEN, HYPHENATED, NUMBER_FIRST, DOSSIERS)

FORMS = [
    ("25424-430", ["kst-25424-430"]),
    ("35300-IX-8", ["kst-35300-IX-8"]),
    ("23908-(R1519)-131", ["kst-23908-131"]),
    ("21501-08-692", ["kst-21501-08-692"]),
    ("nr. 721 (19637)", ["kst-19637-721"]),
    ("nrs. 5 en 6 (36 410-VIII)", ["kst-36410-VIII-5", "kst-36410-VIII-6"]),
    ("nrs. 5-7 (36410)", ["kst-36410-5", "kst-36410-6", "kst-36410-7"]),
    ("nr. 348, was nr. 347 (32317)", ["kst-32317-348", "kst-32317-347"]),
    ("kst-20072008-31543-C", ["kst-31543-C"]),
    ("kst-26643-144-h1", ["kst-26643-144"]),
    ("Kamerstukdossier 22 112", ["dossier-22112"]),
    ("kamerdossier 29 023", ["dossier-29023"]),
    ("dossiers 36 410 V en 21 501-20", ["dossier-36410-V", "dossier-21501-20"]),
    ("wetsvoorstel 36 412", ["dossier-36412"]),
    ("Kamerstukken II 2020/21, 35570", ["dossier-35570"]),
    ("Kamerstukken I 2017/18, CXXIV, G", ["kst-CXXIV-G"]),
    ("Kamerstukken I/II 30 953, A en nr. 1", ["kst-30953-A", "kst-30953-1"]),
    ("Kamerstukken I 30 953 B", ["kst-30953-B"]),
    ("Kamerstukken II 2016/17, 34 673, 4", ["kst-34673-4"]),
    ("Kamerstukken 2, 2008-2009, 31459, 22", ["kst-31459-22"]),
    ("Tweede Kamer, vergaderjaar 2012-2013, 22 112, nr. 3761", ["kst-22112-3761"]),
    ("36 600 VIII, nr. 5 en XV, nr. 7", ["kst-36600-VIII-5", "kst-36600-XV-7"]),
    ("Kamerstukken II\n1992/93, 22 827, nr. 2", ["kst-22827-2"]),
    ("(35.982, G)", ["kst-35982-G"]),
]
NOTHING = [
    "12345-67890",
    "070-25424-430",
    "25424-0430",
    "36410-XV",
    "dossier 12",
    "Kamerstuk",
    "bestelnummer 25424-430",
    "+31 20 12345-678",
    "https://example.org/25424-430",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: list[str]) -> None:
    assert targets(find, f"Zie ook {text}.") == expected


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text: str) -> None:
    assert targets(find, text) == []


def test_a_page_belongs_to_the_citation() -> None:
    text = "Kamerstukken II 2005/06, 30 316, nr. 3, p. 7–8; nr. 6, p. 15 en 16."
    assert found(find, text) == [
        ("Kamerstukken II 2005/06, 30 316, nr. 3, p. 7–8", "kst-30316-3"),
        ("nr. 6, p. 15 en 16", "kst-30316-6"),
    ]
    [mention] = find(text)
    assert [member.page for member in mention.members] == ["7-8", "15 en 16"]


def test_a_number_of_a_range_is_named_by_the_range_when_it_is_not_written() -> None:
    assert found(find, "Kamerstuk 22 112, nrs. 1–3") == [
        ("Kamerstuk 22 112, nrs. 1", "kst-22112-1"),
        ("1–3", "kst-22112-2"),
        ("3", "kst-22112-3"),
    ]
