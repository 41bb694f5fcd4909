from __future__ import annotations

import pytest

from evgraph.authorities import Authorities, Entry
from evgraph.extract import extract
from evgraph.extract.names import NameIndex, find_names
from evgraph.folding import fold
from evgraph.identifiers import Celex
from evgraph.model import Reference, Unresolved
from evgraph.parsing import SectionIndex, mask_markers, parse_structure
from evgraph.reading import find_references
from evgraph.resolution import Context, resolve


def _entry(
    slug: str,
    names: str = "",
    weak: str = "",
    *,
    celex: str | None = None,
    numbers: tuple[str, ...] = (),
    seen: bool = True,
    known_from: str | None = None,
    kind: str = "act",
) -> Entry:
    return Entry(
        id=f"eu:{slug}",
        kind=kind,
        slug=slug,
        label_nl=slug,
        label_en=slug,
        names=tuple(filter(None, names.split("|"))),
        weak_names=tuple(filter(None, weak.split("|"))),
        celex=Celex(number=celex) if celex else None,
        numbers=numbers,
        identifier_seen=seen,
        known_from=known_from,
    )


ENTRIES = (
    _entry("avg", "AVG|Algemene verordening gegevensbescherming", celex="32016R0679", known_from="2016"),
    _entry("dsa", "DSA|Digital Services Act", celex="32022R2065"),
    _entry("cer", "Critical Entities Resilience|CER-richtlijn", "CER", celex="32022L2557"),
    _entry("cer-zee", "", "CER", celex="32019R0001"),
    _entry("chips-act", "Chips Act|European Chips Act", "Chipswet", celex="32023R1781"),
    _entry("chips-act-2", "Chips Act 2.0", seen=False),
    _entry("us-chips-act", "Amerikaanse Chips Act", seen=False),
    _entry("uitvoeringswet-avg", "Uitvoeringswet AVG|UAVG", kind="law", seen=False),
    _entry("vogelrichtlijn", "Vogelrichtlijn", celex="32009L0147", seen=False),
    _entry("deal", "Clean Industrial Deal", numbers=("COM(2025)85",), kind="communication"),
    _entry("act", "Cloud Act", numbers=("COM(2026)502",), known_from="2026-06", kind="proposal"),
    _entry("migratie", "", "Screeningsverordening", celex="32024R1356"),
    _entry(
        "fdi", "FDI-verordening|FDI-screeningverordening", "Screeningsverordening|FDI-screening", celex="32019R0452"
    ),
)


def _by_name(weak: bool) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in ENTRIES:
        for name in entry.weak_names if weak else entry.names:
            found[name] = (*found.get(name, ()), entry)
    return found


AUTHORITIES = Authorities(
    instruments=ENTRIES,
    ministries=(),
    committees=(),
    councils=(),
    bodies=(),
    institutions=(),
    treaty_articles=(),
    themes=(),
    strong=_by_name(weak=False),
    weak=_by_name(weak=True),
    _organisations={},
)
INDEX = NameIndex({*AUTHORITIES.strong, *AUTHORITIES.weak})


def _admits(date: str | None, name: str) -> bool:
    entries = (*AUTHORITIES.strong.get(name, ()), *AUTHORITIES.weak.get(name, ()))
    return any(entry.known_at(date) for entry in entries)


def _resolve(text: str, date: str | None = None) -> tuple[list[Reference], list[Unresolved]]:
    sections, notes = parse_structure(text)
    masked = mask_markers(text, notes)
    context = Context(text=text, section_at=SectionIndex(sections).at, footnotes=notes, date=date)
    folded = fold(masked)
    names = find_names(folded, INDEX, lambda name: _admits(date, name))
    references, unresolved = resolve(folded, extract(folded), names, AUTHORITIES, context)
    assert all(text[found.start : found.end] == found.text for found in references)
    assert all(text[place.start : place.end] == place.text for place in unresolved)
    assert [found.start for found in references] == sorted(found.start for found in references)
    return list(references), list(unresolved)


def _named(text: str, date: str | None = None) -> list[tuple[str, str]]:
    references, _ = _resolve(text, date)
    return [(found.text, found.target) for found in references if found.kind == "named"]


def _abstained(text: str, date: str | None = None) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(place.text, place.reason, place.candidates) for place in _resolve(text, date)[1]]


def test_a_name_that_means_one_thing_resolves() -> None:
    [reference], unresolved = _resolve("Volgens de AVG mag dat.")
    assert (reference.target, reference.iri) == ("32016R0679", Celex.parse("32016R0679").iri())
    assert reference.rule == "name"
    assert reference.confidence < 0.99
    assert unresolved == []


def test_a_loose_name_alone_is_not_believed() -> None:
    assert _named("De FDI-screening werkt.") == []
    assert _abstained("De FDI-screening werkt.") == [("FDI-screening", "ambiguous", ("32019R0452",))]


def test_a_loose_name_is_believed_less_surely_when_the_full_name_is_there_too() -> None:
    references, unresolved = _resolve("De FDI-screening volgt uit de FDI-screeningverordening.")
    assert [(found.text, found.target) for found in references] == [
        ("FDI-screening", "32019R0452"),
        ("FDI-screeningverordening", "32019R0452"),
    ]
    assert references[0].confidence < references[1].confidence
    assert references[0].rule == "name-context"
    assert unresolved == []


def test_a_name_of_two_things_is_kept_with_its_candidates() -> None:
    text = "De Screeningsverordening naast de FDI-verordening."
    assert _named(text) == [("FDI-verordening", "32019R0452")]
    assert _abstained(text) == [("Screeningsverordening", "ambiguous", ("32024R1356", "32019R0452"))]


@pytest.mark.parametrize(
    "text",
    [
        "de Critical Entities Resilience (CER) geldt en de CER ook",
        "de Critical Entities Resilience (hierna: CER) geldt en de CER ook",
        "de Critical Entities Resilience (hierna de ‘CER’) geldt en de CER ook",
    ],
)
def test_an_abbreviation_that_the_document_defines_holds_from_there(text: str) -> None:
    found = _named(text)
    assert found[0] == ("Critical Entities Resilience", "32022L2557")
    assert found[-1] == ("CER", "32022L2557")
    assert _abstained(text) == []


def test_an_abbreviation_before_its_definition_is_not_believed() -> None:
    text = "De CER komt. De Critical Entities Resilience (CER) is er."
    assert _abstained(text) == [("CER", "ambiguous", ("32022L2557", "32019R0001"))]


def test_a_document_may_give_an_abbreviation_another_meaning() -> None:
    text = "Een schuldhoudbaarheidsanalyse (DSA) is gemaakt. De DSA laat zien dat het kan."
    assert _named(text) == []
    assert [place[0] for place in _abstained(text)] == ["DSA", "DSA"]


@pytest.mark.parametrize(
    "text",
    ["de Digital Services Act (DSA) en de DSA", "de digitaledienstenverordening Digital Services Act (DSA)"],
)
def test_an_abbreviation_behind_its_own_name_keeps_its_meaning(text: str) -> None:
    assert {target for _, target in _named(text)} == {"32022R2065"}
    assert _abstained(text) == []


def test_a_footnote_proves_a_name() -> None:
    references, _ = _resolve("Volgens de Chipswet1 mag dat.\nVerordening (EU) 2023/1781↩︎")
    [name] = [found for found in references if found.kind == "named"]
    assert (name.target, name.rule, name.explained_by) == ("32023R1781", "name-footnote", 1)
    assert name.confidence == pytest.approx(0.99)
    assert name.footnote is None


@pytest.mark.parametrize("between", ["", " (CER)", ",", "”", " (hierna: CER),"])
def test_a_marker_may_stand_behind_punctuation_or_a_short_form(between: str) -> None:
    text = f"de “CER-richtlijn{between}1 geldt.\nRichtlijn (EU) 2022/2557↩︎"
    references, _ = _resolve(text)
    assert ("CER-richtlijn", 1) in [(found.text, found.explained_by) for found in references]


def test_a_footnote_settles_a_name_of_two_things() -> None:
    text = "De Screeningsverordening1 geldt.\nVerordening (EU) 2024/1356↩︎"
    assert _named(text) == [("Screeningsverordening", "32024R1356")]
    assert _abstained(text) == []


def test_a_footnote_with_another_act_makes_a_name_less_sure() -> None:
    plain, _ = _resolve("De AVG geldt.")
    clash, _ = _resolve("De AVG1 geldt.\nVerordening (EU) 2019/1020↩︎")
    assert clash[0].target == plain[0].target == "32016R0679"
    assert clash[0].confidence < plain[0].confidence


def test_a_name_without_a_number_takes_the_only_one_of_its_note() -> None:
    references, _ = _resolve("De Amerikaanse Chips Act,1 komt.\nCOM(2026) 300↩︎")
    assert ("Amerikaanse Chips Act", "COM(2026)300") in [(r.text, r.target) for r in references]


@pytest.mark.parametrize(
    ("date", "targets"),
    [
        ("2015-12-31", []),
        ("2017-01-01", ["32016R0679"]),
        (None, ["32016R0679"]),
    ],
)
def test_a_name_is_not_meant_before_the_thing_was_known(date: str | None, targets: list[str]) -> None:
    assert [target for _, target in _named("de AVG", date)] == targets


@pytest.mark.parametrize("date", ["2026-05-31", "2026-01-01"])
def test_a_month_of_birth_counts(date: str) -> None:
    assert _named("de Cloud Act", date) == []
    assert _named("de Cloud Act", "2026-06-01") == [("Cloud Act", "COM(2026)502")]


def test_an_unconfirmed_number_is_only_a_candidate() -> None:
    [reference], [place] = _resolve("de Vogelrichtlijn geldt")
    assert reference.target == "name:vogelrichtlijn"
    assert reference.iri.endswith("/id/instrument/vogelrichtlijn")
    assert reference.candidates == ("32009L0147",)
    assert (place.reason, place.candidates) == ("number-not-confirmed", ("32009L0147",))


def test_an_unconfirmed_number_that_the_document_gives_itself_is_used() -> None:
    references, unresolved = _resolve("de Vogelrichtlijn, dat is Richtlijn 2009/147/EG")
    assert [found.target for found in references] == ["32009L0147", "32009L0147"]
    assert unresolved == []


@pytest.mark.parametrize(
    ("date", "target"),
    [("2025-03-01", "name:deal"), ("2026-03-01", "COM(2025)85"), (None, "COM(2025)85")],
)
def test_a_number_of_the_same_year_may_be_younger_than_the_document(date: str | None, target: str) -> None:
    assert _named("de Clean Industrial Deal", date) == [("Clean Industrial Deal", target)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de Chips Act 2.0 komt", [("Chips Act 2.0", "name:chips-act-2")]),
        ("de Chips Act 3.0 komt", []),
        ("de Chips Act II komt", []),
        ("de Amerikaanse Chips Act", [("Amerikaanse Chips Act", "name:us-chips-act")]),
        ("de Chinese Chips Act", []),
        ("de Uitvoeringswet AVG", [("Uitvoeringswet AVG", "name:uitvoeringswet-avg")]),
        ("de European Chips Act", [("European Chips Act", "32023R1781")]),
    ],
)
def test_another_version_country_or_law_is_another_thing(text: str, expected: list[tuple[str, str]]) -> None:
    assert _named(text) == expected


def test_a_law_lives_among_the_laws() -> None:
    [reference], _ = _resolve("de Uitvoeringswet AVG")
    assert reference.iri.endswith("/id/regeling/uitvoeringswet-avg")


def test_numbers_are_what_they_say() -> None:
    references, _ = _resolve("Kamerstuk 29 023, nrs. 510 en 512")
    assert [(found.text, found.target) for found in references] == [
        ("Kamerstuk 29 023, nrs. 510", "kst-29023-510"),
        ("512", "kst-29023-512"),
    ]


def test_a_com_number_names_both_celex_numbers_it_may_have() -> None:
    [reference], _ = _resolve("COM(2025) 945")
    assert reference.candidates == ("52025PC0945", "52025DC0945")
    [reference], _ = _resolve("JOIN(2025) 977")
    assert reference.candidates == ()


def test_an_attachment_without_a_title_is_not_pinned_down() -> None:
    assert _abstained("Zie Kamerstuk 22 112, nr. 178, bijlage.") == [
        ("Kamerstuk 22 112, nr. 178, bijlage", "attachment-unnamed", ("kst-22112-178",))
    ]
    assert _abstained("Zie Kamerstuk 22 112, nr. 178, bijlage Standpunt van Nederland.") == []


def test_a_reference_in_a_note_has_its_number_and_section() -> None:
    references, _ = _resolve("Zie de wet.1\nKamerstuk 22 112, nr. 4239↩︎")
    assert [(found.target, found.footnote) for found in references] == [("kst-22112-4239", 1)]


def test_the_base_is_that_of_the_context() -> None:
    [reference] = find_references("Kamerstuk 22 112, nr. 4239", base="https://example.org/")
    assert reference.iri == "https://example.org/id/kamerstuk/22112/4239"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de Critical Entities Resilience (CER) en de CER", ["32022L2557", "32022L2557", "32022L2557"]),
        ("de Uitvoeringswet AVG", ["name:uitvoeringswet-avg"]),
        ("de Amerikaanse Chips Act", ["name:us-chips-and-science-act"]),
        ("de Chips Act 2.0", ["name:chips-act-2"]),
        ("een schuldhoudbaarheidsanalyse (DSA)", []),
        ("de Cyberbeveiligingswet", ["name:cyberbeveiligingswet"]),
    ],
)
def test_the_names_that_ship_with_evgraph(text: str, expected: list[str]) -> None:
    assert [found.target for found in find_references(text)] == expected
