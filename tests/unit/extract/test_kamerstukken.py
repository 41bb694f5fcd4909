from __future__ import annotations

import pytest

from evgraph.extract.kamerstuk_forms import HYPHENATED
from evgraph.extract.kamerstukken import KAMERSTUKKEN
from tests.unit.extract.finding import finder, found, targets

find_kamerstukken = finder(KAMERSTUKKEN, HYPHENATED)

FORMS = [
    ("Kamerstuk 22 112, nr. 3761", ["kst-22112-3761"]),
    ("Kamerstuk 22112, nr. 3761", ["kst-22112-3761"]),
    ("Kamerstuk 22.112 nr. 3761", ["kst-22112-3761"]),
    ("Kamerstuk 22\u00a0112, nr.\u00a03761", ["kst-22112-3761"]),
    ("Kamerstuk 22\u202f112 nr 3761", ["kst-22112-3761"]),
    ("Kamerstukken II 2025/26, 36 812, nr. 3", ["kst-36812-3"]),
    ("Kamerstukken II, 2012–2013, 33 529, nr. 12", ["kst-33529-12"]),
    ("Kamerstukken I 2025/26, 36 812, C", ["kst-36812-C"]),
    ("Kamerstukken I, vergaderjaar 2012-2013, 33 802, AA", ["kst-33802-AA"]),
    ("TK 2019/20, 35 300 X, nr. 2", ["kst-35300-X-2"]),
    ("EK 36 812, C", ["kst-36812-C"]),
    ("21 501-20 nr. 621", ["kst-21501-20-621"]),
    ("21 501‑20, nr. 621", ["kst-21501-20-621"]),
    ("Kamerstuk 21501-20, nr. 621", ["kst-21501-20-621"]),
    ("35 925 V, nr. 84", ["kst-35925-V-84"]),
    ("35925-XIII, nr. 84", ["kst-35925-XIII-84"]),
    ("36 600 IIA, nr. 4", ["kst-36600-IIA-4"]),
    ("Kamerstuk 35 552 (R2148), nr. 3", ["kst-35552-3"]),
    ("Kamerstuk 31 031, nr. 235a", ["kst-31031-235a"]),
    ("Kamerstuk 22 112, nummer 5", ["kst-22112-5"]),
    ("Kamerstuk 22 112, nr. 0430", ["kst-22112-430"]),
    ("kamerstukdossier 22112 -4239", ["kst-22112-4239"]),
    ("Kamerstuk 25424-430", ["kst-25424-430"]),
    ("Kamerstuk 25424-0430", ["kst-25424-430"]),
    ("Kamerstuk 21501-20-690", ["kst-21501-20-690"]),
    ("Kamerstuk 35925-V-84", ["kst-35925-V-84"]),
    ("kst-22112-4239", ["kst-22112-4239"]),
    ("https://zoek.officielebekendmakingen.nl/kst-35925-V-84.html", ["kst-35925-V-84"]),
    ("kst-CXXIV-G", ["kst-CXXIV-G"]),
    ("(Kamerstuk 22 112, nr. 3761).", ["kst-22112-3761"]),
    ("Kamerstuk 22 112, nr. 3761 en Kamerstuk 21 501-20, nr. 621", ["kst-22112-3761", "kst-21501-20-621"]),
    ("Kamerstukken 22 112, nr. 3761 en 21 501-20, nr. 621", ["kst-22112-3761", "kst-21501-20-621"]),
    ("Kamerstukken 35 925 XIII, nr. 84 en 35 925 V, nr. 2", ["kst-35925-XIII-84", "kst-35925-V-2"]),
]
LISTS = [
    ("Kamerstuk 29 023, nrs. 510 en 512", ["kst-29023-510", "kst-29023-512"]),
    ("Kamerstuk 29 023, nrs. 510, 511 en 512", ["kst-29023-510", "kst-29023-511", "kst-29023-512"]),
    ("Kamerstuk 29 023, nr. 178, bijlage en nr. 175", ["kst-29023-178", "kst-29023-175"]),
    ("Kamerstuk 29 023, nr. 178; nr. 175", ["kst-29023-178", "kst-29023-175"]),
    ("Kamerstuk 22 112, nrs. 1–3", ["kst-22112-1", "kst-22112-2", "kst-22112-3"]),
    ("Kamerstuk 22 112, nrs. 1-3 en 5", ["kst-22112-1", "kst-22112-2", "kst-22112-3", "kst-22112-5"]),
    ("Kamerstuk 22 112, nrs. 510 t/m 512", ["kst-22112-510", "kst-22112-511", "kst-22112-512"]),
    ("Kamerstuk 22 112, nrs. 510 tot en met 511", ["kst-22112-510", "kst-22112-511"]),
    ("Kamerstuk 22 112, nrs. 3000-3100", ["kst-22112-3000", "kst-22112-3100"]),
    ("Kamerstukken 22112, nrs. 12 en 13 en 29023, nr. 5", ["kst-22112-12", "kst-22112-13", "kst-29023-5"]),
    ("Kamerstukken 22 112, nrs. 12 en 13 en 29 023, nr. 5", ["kst-22112-12", "kst-22112-13", "kst-29023-5"]),
    (
        "Kamerstukken 22 112, nrs. 12, 13 en 21501-20, nr. 5",
        ["kst-22112-12", "kst-22112-13", "kst-21501-20-5"],
    ),
    ("Kamerstuk 22 112, nrs. 12 en 13, 3 december 2025", ["kst-22112-12", "kst-22112-13"]),
    ("Kamerstuk 22 112, nrs. 12 en 13 en 2 bijlagen", ["kst-22112-12", "kst-22112-13"]),
    ("Kamerstuk 22 112, nr. 12, 3 december 2025", ["kst-22112-12"]),
    ("Kamerstuk 22 112, nr. 12 en 13 andere brieven", ["kst-22112-12"]),
]
NOTHING = [
    "22 112 euro",
    "een bedrag van € 22 112, nr. 5",
    "€22.112, nr. 5",
    "1.922.112, nr. 4",
    "122 112, nr. 4",
    "bel 070 22 112, nr. 3",
    "bel 06-12345678",
    "29 023 directe banen",
    "postbus 20 018",
    "2500 EA Den Haag, nr. 12",
    "ISO 27001 en NEN-EN-ISO 15224",
    "in de periode 2021-2027, nr. 3",
    "op 12 112025",
    "de stuk nr. 5",
    "dossier 22 112",
    "nrs. 1 tot en met 3",
    "21 501, nr. 5",
    "22 112-20, nr. 5",
    "Kamerstuk 22 112, nr. 0",
    "Kamerstuk 22 112, nr. 3.5",
    "Kamerstuk 22 112, nr. 12e",
    "36 812, C is geen stuk zonder woord ervoor",
    "kst-22112",
    "mykst-22112-5",
    "postcode 22112-4239",
    "٢٢ ١١٢, nr. ٥",
]


def test_there_are_enough_cases() -> None:
    assert len(FORMS) >= 30
    assert len(LISTS) >= 15
    assert len(NOTHING) >= 25


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: list[str]) -> None:
    assert targets(find_kamerstukken, text) == expected
    assert targets(find_kamerstukken, f"Zie ook {text}") == expected


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists(text: str, expected: list[str]) -> None:
    assert targets(find_kamerstukken, text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_kamerstuk(text: str) -> None:
    assert targets(find_kamerstukken, text) == []


def test_a_citation_includes_its_cue_and_later_members_are_short() -> None:
    assert found(find_kamerstukken, "zie Kamerstukken II 2025/26, 29 023, nrs. 510 en 512.") == [
        ("Kamerstukken II 2025/26, 29 023, nrs. 510", "kst-29023-510"),
        ("512", "kst-29023-512"),
    ]


def test_an_attachment_belongs_to_the_paper_before_it() -> None:
    [mention] = find_kamerstukken("Kamerstuk 29 023, nr. 178, bijlage en nr. 175")
    assert [member.attachment for member in mention.members] == [True, False]
    text = "Kamerstuk 29 023, nr. 178 met bijlagen"
    [mention] = find_kamerstukken(text)
    assert mention.members[0].attachment
    assert text[mention.start : mention.end] == text


@pytest.mark.parametrize(
    ("text", "vergaderjaar"),
    [
        ("Kamerstukken II 2025/26, 36 812, nr. 3", "2025-2026"),
        ("Kamerstukken II 2025-2026, 36 812, nr. 3", "2025-2026"),
        ("Kamerstukken II 1999/00, 26 812, nr. 3", "1999-2000"),
        ("Kamerstukken II, vergaderjaar 2012–2013, 33 529, nr. 12", "2012-2013"),
        ("Kamerstukken II 2025/28, 36 812, nr. 3", None),
        ("Kamerstuk 36 812, nr. 3", None),
    ],
)
def test_parliamentary_year(text: str, vergaderjaar: str | None) -> None:
    [mention] = find_kamerstukken(text)
    assert mention.members[0].vergaderjaar == vergaderjaar


def test_a_cue_makes_a_paper_surer() -> None:
    [with_cue] = find_kamerstukken("Kamerstuk 22 112, nr. 5")
    [without] = find_kamerstukken("22 112, nr. 5")
    assert with_cue.confidence > without.confidence
    assert with_cue.rule != without.rule


def test_a_list_has_an_end() -> None:
    [mention] = find_kamerstukken("Kamerstuk 22 112, nrs. 1-50" + ", 1-50" * 500)
    assert len(mention.members) <= 1000
