"""Words and numbers that need the document: short forms, back references, papers without a dossier."""

# ruff: noqa: E501
from __future__ import annotations

import pytest

from evgraph.model import Reference
from evgraph.reading import find_references

ACT = "Verordening (EU) 2019/452"


def _by_rule(text: str, *rules: str) -> list[tuple[str, str]]:
    return [(r.text, r.target) for r in find_references(text) if r.rule in rules]


def _last(text: str) -> Reference:
    return find_references(text)[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ACT} (hierna: de verordening) geldt. De verordening noemt factoren.", [("verordening", "32019R0452")]),
        (
            "Naast de AVG geldt Verordening (EU) 2022/2554 van 14 december 2022 (hierna: de verordening)."
            " De verordening telt.",
            [("verordening", "32022R2554")],
        ),
        (
            f"De AVG geldt (Stb. 2018, 387). Ook geldt {ACT} (PbEU 2019, L 79) (hierna: de verordening)."
            " De verordening telt.",
            [("verordening", "32019R0452")],
        ),
        (
            f"{ACT} (hierna: de verordening) geldt. Verordening (EU) 2022/2554 en Verordening (EU) 2016/679 wijken af"
            " (hierna: de verordening). De verordening telt.",
            [],
        ),
        (f"{ACT} (hierna: «de verordening») geldt. De verordening telt.", [("verordening", "32019R0452")]),
        (f"{ACT} (hierna te noemen toetsverordening) geldt. De toetsverordening telt.", [("toetsverordening", "32019R0452")]),
        (f"{ACT} (hierna: XYZ) geldt. De XYZ telt.", [("XYZ", "32019R0452")]),
        (f"{ACT} (de XYZ-verordening) geldt. De XYZ-verordening telt.", [("XYZ-verordening", "32019R0452")]),
        ("Mededeling COM(2025) 945 (hierna: mededeling) is er. De mededeling telt.", [("mededeling", "COM(2025)945")]),
        (f"De {ACT} tot vaststelling van een kader (hierna: de verordening). Deze verordening telt.", [("verordening", "32019R0452")]),
    ],
)  # fmt: skip
def test_what_the_document_defines(text: str, expected: list[tuple[str, str]]) -> None:
    assert _by_rule(text, "name-defined") == expected


def test_a_word_that_means_the_act_does_not_stand_between_it_and_the_word_that_points_back() -> None:
    text = f"{ACT} (hierna: de verordening) geldt. De verordening telt. Genoemde verordening ook."
    assert _by_rule(text, "name-back") == [("Genoemde verordening", "32019R0452")]


@pytest.mark.parametrize(
    "text",
    [
        f"De verordening telt. {ACT} (hierna: de verordening) geldt.",  # before the definition
        f"{ACT} (hierna: de verordening). De verordening (EU) 2016/679 is een andere.",
        f"{ACT} (hierna: de verordening). De verordening inzake drones is een andere.",
        f"{ACT} en Verordening (EU) 2016/679 (hierna: de verordeningen). De verordeningen tellen.",
        f"{ACT} en Verordening (EU) 2016/679 gelden (hierna: de verordening). De verordening telt.",
        f"{ACT} geldt. Later kwam een brief (hierna: de verordening). De verordening telt.",
        f"{ACT} (hierna: de richtlijn). De richtlijn telt.",
        f"{ACT} (EU) geldt in de EU.",
        f"{ACT} (XYZ) gaat over XYZ.",  # as often the subject or the agency
        f"Op grond van {ACT} heeft de Autoriteit Consument en Markt (hierna: ACM) een taak. De ACM telt.",
        f"Ter uitvoering van {ACT} stelt de minister van EZ (hierna: de minister) regels. De minister telt.",
        f"Wet implementatie {ACT} (hierna: de wet). De wet telt.",
        f"{ACT}, zie hierna: hoofdstuk 3. Hoofdstuk 3 telt.",
        f"{ACT} (hierna: ETS). De ETS-rechten en EU-ETS tellen.",
    ],
)
def test_what_it_does_not_define(text: str) -> None:
    assert _by_rule(text, "name-defined") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Richtlijn 2014/24/EU geldt. Artikel 12 van de genoemde richtlijn telt.", [("genoemde richtlijn", "32014L0024")]),
        ("Richtlijn 2014/24/EU en Richtlijn 2014/25/EU gelden. Laatstgenoemde richtlijn telt.", [("Laatstgenoemde richtlijn", "32014L0025")]),
        ("Richtlijn 2014/24/EU en Richtlijn 2014/25/EU gelden. De genoemde richtlijn telt.", []),
        ("De genoemde richtlijn telt.", []),
        ("1 COM(2022) 454.\n2 Ibid., p. 4.", [("Ibid., p. 4", "COM(2022)454")]),
        ("1 COM(2022) 454.\n2 Idem.", [("Idem", "COM(2022)454")]),
        ("1 COM(2022) 454 en COM(2022) 455.\n2 Ibid.", []),
        ("1 COM(2022) 454.\n2 Iets anders.\n3 Iets.\n4 Ibid.", []),
        ("Het was idem dito.", []),
        ("Richtlijn 2014/24/EU geldt. De door u genoemde richtlijn is een andere.", []),
        ("Besluit (EU) 2019/274 geldt. Het in het bezwaarschrift genoemde besluit is een ander.", []),
        ("Besluit 2008/615/JBZ geldt. Bij koninklijk besluit is dat gewijzigd. Laatstgenoemd besluit telt.", []),
        ("1 Verordening (EU) 2016/679.\n2 Zie J. Jansen, 'De AVG', 2018. Ibid., p. 5.", []),
    ],
)  # fmt: skip
def test_back_references(text: str, expected: list[tuple[str, str]]) -> None:
    assert _by_rule(text, "name-back", "name-last", "name-same") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eerst Kamerstuk 36 202, nr. 8. Het amendement op stuk nr. 12 sluit aan.", [("stuk nr. 12", "kst-36202-12")]),
        ("De motie op stuk nr. 157. Het gaat om (30545, nr. 157) en (30000, nr. 3).", [("stuk nr. 157", "kst-30545-157")]),
        ("In dossier 36 410 VIII liggen moties. De motie onder nr. 17 is aangehouden.", [("nr. 17", "kst-36410-VIII-17")]),
        ("De behandeling van de Wet toekomst pensioenen (36067). Het amendement op stuk nr. 12.", [("stuk nr. 12", "kst-36067-12")]),
        ("Dossiers 36 410 en 36 411. Het amendement op stuk nr. 12.", []),
        ("Het amendement op stuk nr. 12 zonder dossier.", []),
        ("Kamerstuk 36 410, nr. 3. De brief over VN-verdrag nr. 111.", []),
        ("Kamerstuk 36 410, nr. 3. In haar brief noemt zij resolutie nr. 1373.", []),
        ("Kamerstuk 36 410, nr. 3. De brief van de gemeente (nr. 2019).", []),
        ("In dossier 36 496 is dit besproken. Zie nr. 17 van de agenda.", []),
        ("Dossier 36 496. Stuk nr. 12, 3 mei.", [("Stuk nr. 12", "kst-36496-12")]),
        ("Kamerstuk 36 202, nr. 8. Zie artikel nr. 12 en besluit nr. 13.", []),
        ("Kamerstuk 36 202, nr. 8. Nummer 10, nr. 11 van de lijst.", []),
    ],
)  # fmt: skip
def test_papers_without_a_dossier(text: str, expected: list[tuple[str, str]]) -> None:
    assert _by_rule(text, "kamerstuk-context") == expected


def test_a_number_alone_in_brackets_needs_the_title_of_a_bill() -> None:
    assert [r.target for r in find_references("de Wet toekomst pensioenen (36067)")] == ["dossier-36067"]
    assert find_references("het aantal (36067) en (22112)") == ()


def test_what_is_less_sure_says_so() -> None:
    assert _last("Kamerstuk 36 202, nr. 8. Stuk nr. 12.").confidence < 0.8
    assert _last(f"{ACT} (hierna: de verordening). De verordening.").confidence < 0.8
