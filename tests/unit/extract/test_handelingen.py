from __future__ import annotations

import pytest

from evgraph.extract.handelingen import HANDELINGEN
from tests.unit.extract.finding import finder, found, targets

find = finder(HANDELINGEN)

FORMS = [
    ("Handelingen II 2019/20, nr. 35, item 8, p. 12", ["h-tk-20192020-35-8"]),
    ("Handelingen I 2019/20, nr. 35, item 8", ["h-ek-20192020-35-8"]),
    ("Handelingen Tweede Kamer, vergaderjaar 2019–2020, nr. 35", ["h-tk-20192020-35"]),
    ("Handelingen der Eerste Kamer 2012/13, nr. 7", ["h-ek-20122013-7"]),
    ("Hand. II 1998/99, nr. 23, blz. 1485-1530", ["h-tk-19981999-23"]),
    ("Handelingen II 2003/04, 35-2420", ["h-tk-20032004-35"]),
    ("Handelingen II 1988/89, blz. 39-2410", ["h-tk-19881989-39"]),
    ("Handelingen II 2019/20, 35-8-12", ["h-tk-20192020-35-8"]),
    ("Handelingen II 2015/16, nr. 80 (item 12)", ["h-tk-20152016-80-12"]),
    ("Handelingen II 2019/20, nr. 35, item 8 en nr. 36, item 4", ["h-tk-20192020-35-8", "h-tk-20192020-36-4"]),
    ("Verslag EK 2026/2027, nr. 2, item 11", ["h-ek-20262027-2-11"]),
    ("h-tk-20192020-35-8", ["h-tk-20192020-35-8"]),
    ("Aanhangsel Handelingen II 2019/20, nr. 1234", ["ah-tk-20192020-1234"]),
    ("Aanhangsel van de Handelingen, vergaderjaar 2019–2020, nr. 1234", ["ah-tk-20192020-1234"]),
    ("Tweede Kamer, vergaderjaar 2012–2013, Aanhangsel 1234", ["ah-tk-20122013-1234"]),
    ("Aanhangsel Handelingen I 2019/20, nr. 3", ["ah-ek-20192020-3"]),
    ("Aanhangsel Handelingen II 2019/20, nrs. 12 en 13", ["ah-tk-20192020-12", "ah-tk-20192020-13"]),
    ("ah-tk-20192020-1234", ["ah-tk-20192020-1234"]),
]
NOTHING = [
    "Handelingen 2019/20, nr. 35",  # of which chamber?
    "Handelingen II 2019/21, nr. 35",  # no parliamentary year
    "Handelingen II, nr. 35",
    "Handelingen Tweede Kamer 1985-1986 07 mei 1986",
    "Handelingen II, 1995-1996, 24 692, nr. 3",  # rather a kamerstuk
    "de handelingen van de Tweede Kamer",
    "Aanhangsel II bij de overeenkomst, nr. 5",
    "aanhangsel 3",
    "behandelingen II 2019/20, nr. 35",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: list[str]) -> None:
    assert targets(find, f"Zie {text}.") == expected
    assert found(find, f"Zie {text}.")[0][0][:4] == text[:4]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text: str) -> None:
    assert targets(find, text) == []


def test_the_page_of_the_old_form_is_kept() -> None:
    [mention] = find("Handelingen II 2003/04, 35-2420")
    assert mention.members[0].page == "2420"
    assert mention.members[0].vergaderjaar == "2003-2004"
