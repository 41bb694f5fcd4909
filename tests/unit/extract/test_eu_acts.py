from __future__ import annotations

import pytest

from evgraph.extract.eu_acts import EU_ACTS
from tests.unit.extract.finding import finder, found, targets

find_eu_acts = finder(EU_ACTS)

FORMS = [
    ("Verordening (EU) 2019/1020", "32019R1020"),
    ("Verordening (EU)2019/1020", "32019R1020"),
    ("verordening (EU)\u00a02019/452", "32019R0452"),
    ("Verordening (EG) nr. 2271/96", "31996R2271"),
    ("Verordening (EG) nr. 1013/2006", "32006R1013"),
    ("Verordening (EU) nr. 1303/2013", "32013R1303"),
    ("Verordening (EU, Euratom) 2020/2093", "32020R2093"),
    ("Verordening (EG, Euratom) nr. 966/2012", "32012R0966"),
    ("Verordening 2019/1020", "32019R1020"),
    ("Uitvoeringsverordening (EU) 2025/9917", "32025R9917"),
    ("Gedelegeerde Verordening (EU) 2022/30", "32022R0030"),
    ("Richtlijn 2008/98/EG", "32008L0098"),
    ("Richtlijn 95/46/EG", "31995L0046"),
    ("Richtlijn 91/676/EEG", "31991L0676"),
    ("Richtlijn nr. 92/85/EEG", "31992L0085"),
    ("Richtlijn (EU) 2022/2555", "32022L2555"),
    ("richtlijn 2014/24", "32014L0024"),
    ("Besluit (EU) 2024/9955", "32024D9955"),
    ("Besluit (GBVB) 2017/2315", "32017D2315"),
    ("Besluit 2010/413/GBVB", "32010D0413"),
    ("Uitvoeringsbesluit (EU) 2018/1", "32018D0001"),
    ("Beschikking 2000/532/EG", "32000D0532"),
    ("Kaderbesluit 2002/584/JBZ", "32002F0584"),
    ("Aanbeveling (EU) 2019/553", "32019H0553"),
]
ORDER = [
    ("Verordening (EG) 1907/2006", "32006R1907"),
    ("Verordening (EG) 1980/2000", "32000R1980"),
    ("Verordening 1907/2006", "32006R1907"),
    ("Verordening (EU) 1303/2013", "32013R1303"),
    ("Verordening (EU) nr. 2016/679", "32016R0679"),
    ("Verordening (EU) nr. 2019/2088", "32019R2088"),
    ("Besluit nr. 1313/2013/EU", "32013D1313"),
    ("Besluit 768/2008/EG", "32008D0768"),
    ("Beschikking 1692/96/EG", "31996D1692"),
]
NOTHING = [
    "verordening 12",
    "verordening 2019/12 van de gemeente Utrecht",
    "Verordening (EU)",
    "Besluit van 12 mei",
    "besluit 3/4 van de leden",
    "Besluit nr. 1/80",
    "besluit 2019/1020",
    "richtlijn 3/4",
    "Richtlijn 12/13",
    "Verordening (EU) 2019/10201",
    "Verordening (EU) 2019/1020/3",
    "Verordening (EU) 2019/0",
    "Verordening (EU) 3019/1020",
    "kader-besluit 2019/20",
    "Richtlijn 2019/1020.5",
    "verordening (EU) ٢٠١٩/١٠٢٠",
    "beſluit (EU) 2014/24",
    "Richtlıjn 2014/24/EU",
    "vergaderjaar 2019/20",
]


def test_there_are_enough_cases() -> None:
    assert len(FORMS) >= 24
    assert len(ORDER) >= 9
    assert len(NOTHING) >= 19


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: str) -> None:
    assert found(find_eu_acts, f"zie {text}, en verder") == [(text, expected)]


@pytest.mark.parametrize(("text", "expected"), ORDER)
def test_which_of_the_two_numbers_is_the_year(text: str, expected: str) -> None:
    assert targets(find_eu_acts, text) == [expected]


@pytest.mark.parametrize("text", NOTHING)
def test_no_act(text: str) -> None:
    assert targets(find_eu_acts, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Richtlijnen 2014/24/EU en 2014/25/EU",
            [("Richtlijnen 2014/24/EU", "32014L0024"), ("2014/25/EU", "32014L0025")],
        ),
        (
            "Verordeningen (EU) 2021/821, (EU) 2019/452 en 2019/1020",
            [
                ("Verordeningen (EU) 2021/821", "32021R0821"),
                ("(EU) 2019/452", "32019R0452"),
                ("2019/1020", "32019R1020"),
            ],
        ),
        ("Verordeningen (EU) 2021/821 en 3/4 van de rest", [("Verordeningen (EU) 2021/821", "32021R0821")]),
        ("Richtlijn (EU) 2022/2555 en 2022/2557 andere", [("Richtlijn (EU) 2022/2555", "32022L2555")]),
        (
            "Verordening (EU) 2019/1020, 2019/1021",
            [("Verordening (EU) 2019/1020", "32019R1020"), ("2019/1021", "32019R1021")],
        ),
    ],
)
def test_only_a_plural_goes_on(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(find_eu_acts, text) == expected


def test_a_bare_number_is_less_sure() -> None:
    [bare] = find_eu_acts("Verordening 2019/1020")
    [full] = find_eu_acts("Verordening (EU) 2019/1020")
    assert bare.confidence < full.confidence
    assert bare.rule != full.rule
