"""Gazettes, the Official Journal, case law, statutes and procedures."""

from __future__ import annotations

import pytest

from evgraph.extract.case_law import CASE_LAW
from evgraph.extract.gazettes import GAZETTES
from evgraph.extract.official_journal import OFFICIAL_JOURNAL
from evgraph.extract.procedures import PROCEDURES
from evgraph.extract.statutes import STATUTES
from tests.unit.extract.finding import finder, found, targets

find = finder(GAZETTES, OFFICIAL_JOURNAL, CASE_LAW, STATUTES, PROCEDURES)

FORMS = [
    ("Stb. 2020, 123", ["stb-2020-123"]),
    ("Staatsblad 2020, nr. 123", ["stb-2020-123"]),
    ("Stb. 2020/123", ["stb-2020-123"]),
    ("stb-2020-123", ["stb-2020-123"]),
    ("Stb. 2020, 123 en 124", ["stb-2020-123", "stb-2020-124"]),
    ("Stb. 1998, 1 en 1999, 20", ["stb-1998-1", "stb-1999-20"]),
    ("wet van 25 september 2008, Stb. 397", ["stb-2008-397"]),
    ("Stcrt. 2020, 25 500", ["stcrt-2020-25500"]),
    ("Staatscourant 2011, 6602", ["stcrt-2011-6602"]),
    ("Stcrt. 12 mei 2009, nr. 88", ["stcrt-2009-88"]),
    ("Trb. 1951, 154", ["trb-1951-154"]),
    ("Tractatenblad 2018, 60", ["trb-2018-60"]),
    ("PbEU 2019, L 79", ["oj-2019-L-79"]),
    ("PbEU 2019, L 79 en L 80", ["oj-2019-L-79", "oj-2019-L-80"]),
    ("PbEG L 176 van 15.7.1999, blz. 1", ["oj-1999-L-176"]),
    ("PB L 123 van 5 mei 2020", ["oj-2020-L-123"]),
    ("PB L 127I van 8.5.2023", ["oj-2023-L-127I"]),
    ("PB L, 2024/1689, 12.7.2024", ["oj-2024-L-1689"]),
    ("OJ:L:2019:079I:TOC", ["oj-2019-L-79I"]),
    ("OJ:L_202401689", ["oj-2024-L-1689"]),
    ("van 17 juni 1999 (PbEG L 187)", ["oj-1999-L-187"]),
    ("ECLI:EU:C:2019:1022", ["ECLI:EU:C:2019:1022"]),
    ("ecli:nl:hr:2019:2006", ["ECLI:NL:HR:2019:2006"]),
    ("ECLI%3ANL%3AHR%3A2019%3A2006", ["ECLI:NL:HR:2019:2006"]),
    ("ECLI: NL:HR:2010: 392", ["ECLI:NL:HR:2010:392"]),
    ("ECLI:SI:VSRS:2014:VIII.IPS.90.2014", ["ECLI:SI:VSRS:2014:VIII.IPS.90.2014"]),
    ("EU:C:1984:25", ["ECLI:EU:C:1984:25"]),
    ("BWBR0005730", ["BWBR0005730"]),
    ("https://wetten.overheid.nl/BWBR0005730/2021-01-01", ["BWBR0005730"]),
    ("jci1.3:c:BWBR0005288&artikel=20&z=2020-01-01", ["BWBR0005288"]),
    ("2024/0017 (COD)", ["2024/0017(COD)"]),
    ("2021/106/COD", ["2021/0106(COD)"]),
]
NOTHING = [
    "Stb. 2020",
    "Stb. 397",
    "Staatsblad van het Koninkrijk",
    "Belgisch Staatsblad",
    "PbEU L 79",
    "van 12 december 2006 (PbEU L 376)",  # may be published in the next year
    "PB 2019",
    "C 2020/3",
    "ECLI:NL:HR",
    "ECLI:NL:HR:2019",
    "BWB",
    "BWBR000573",
    "2024/0017",
    "2024/0017 (ABC)",
    "artikel 20 BW",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: list[str]) -> None:
    assert targets(find, f"Zie {text}.") == expected


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text: str) -> None:
    assert targets(find, text) == []


def test_a_jci_reference_keeps_its_article_and_is_cited_whole() -> None:
    text = "zie jci1.3:c:BWBR0005288&artikel=20&z=2020-01-01."
    [mention] = find(text)
    assert mention.members[0].article == "20"
    assert found(find, text)[0][0] == "jci1.3:c:BWBR0005288&artikel=20&z=2020-01-01"


def test_an_issue_keeps_its_page() -> None:
    assert [m.members[0].page for m in find("PbEG L 176 van 15.7.1999, blz. 1; PbEU 2016, L 119/3")] == ["1", "3"]
