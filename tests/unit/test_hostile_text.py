from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from evgraph.errors import NotAFiche
from evgraph.parsing import parse, parse_structure
from evgraph.reading import find_references
from tests.unit.fiches import BODY, FIELDS, PAGE, as_document, lines, read_text

SMALL, LARGE, LARGEST_RATIO = 25_000, 100_000, 12
HUGE = 1_000_000
# Below this the clock says more about the machine than about the code.
NOTICEABLE = 0.05
PARAGRAPH = "Dit is een gewone alinea over het beleid van het kabinet, lang genoeg om een alinea te zijn. " * 2

UNITS = {
    "spaces": " ",
    "digits": "1",
    "zeros": "0",
    "letters": "a",
    "capitals": "A",
    "full stops": ".",
    "ellipses": "…",
    "dots and spaces": ". ",
    "brackets": "(",
    "quotes": "”",
    "cue": "Kamerstuk ",
    "dossier": "22 112 ",
    "papers": "Kamerstuk 22 112, nr. 5, ",
    "later numbers": ", 1",
    "ranges": ", 1-60",
    "articles": "artikel 1, lid 1, ",
    "provisions": "artikel 4, lid 2, onder a, VWEU. ",
    "points": "onder a en b, ",
    "ordinals": "eerste en tweede, ",
    "acts": "Verordening (EU) 2019/1020 en ",
    "brackets of acts": "Verordening (EU, ",
    "documents": "COM(2025) 945 ",
    "celex": "32019R0452 ",
    "arrows": "↩\n",
    "notes": "Kamerstuk 22 112, nr. 5↩\n",
    "markers": "a1",
    "markers behind words": "woord1 ",
    "dates": "op 1 juli jl. ",
    "short lines": "a\n",
    "carriage returns": "\r",
    "unknown headings": f"Gevolgen voor de eilanden\n{PARAGRAPH}\n",
    "known headings": "Subsidiariteit\n",
    "fields": "Rechtsbasis\nartikel 114 VWEU\n",
    "labels": "Titel voorstel: x\n",
    "ministries": "ministerie van ",
    "names": "Chips Act ",
    "parts of names": "Critical Entities ",
    "definitions": "Critical Entities Resilience (CER) ",
    "attitudes": "De grondhouding is positief. ",
    "claims": "gedeelde bevoegdheid interne markt ",
    "combining marks": "e\u0301",
    "open brackets of acts": "richtlijn (",
    "papers without a dossier": "stuk nr. 1, ",
    "numbers first": "nr. 1 en ",
    "inverted": "nr. 1 (22112) ",
    "hyphens": "22112-1-",
    "dossiers": "dossier 22 112 en ",
    "wide gaps": "Kamerstuk            22 112            ",
    "gazettes": "Stb. 2020, 1 en ",
    "handelingen": "Handelingen II 2019/20, nr. 1, ",
    "sittings": "en nr. 1, item 2 ",
    "journals": "PbEU 2019, L 79 en ",
    "eclis": "ECLI:NL:HR:2019:",
    "jci": "jci1.3:c:BWBR0005288&artikel=1",
    "treaties": "VWEU ",
    "articles before a treaty": "artikel 1 en 2, VWEU en ",
    "ordinals to the end": "eerste tot en met ",
    "back references": "genoemde richtlijn ",
    "ibid": "ibid. ",
    "defined again": "Verordening (EU) 2019/452 (hierna: de verordening) de verordening ",
    "new definitions": "Verordening (EU) 2019/452 (ABC) ",
    "types without a number": "verordening van de Raad ",
    "long compounds": "aanbestedings-",
    "pages": ", p. 1 en 2",
    "percent colons": "CELEX%3A",
    "lone surrogates": "\ud800 ",
    "no-break spaces": "\u00a0",
}
HEADS = {
    "spaces": "Fiche: ",
    "later numbers": "Kamerstuk 22 112, nrs. 1",
    "ranges": "Kamerstuk 22 112, nrs. 1",
    "points": "artikel 1, ",
    "ordinals": "artikel 1, ",
}


def _text(name: str, size: int) -> str:
    unit = UNITS[name]
    return HEADS.get(name, "") + unit * (size // len(unit))


def _fiche(name: str, size: int) -> str:
    """A fiche with the text in every place: field, section, page header and notes."""
    text = _text(name, size // 2)
    fields = {**FIELDS, "Eerstverantwoordelijk ministerie": text}
    body = {**BODY, "Bevoegdheid": text}
    page = PAGE.replace("Preview", f"{text}\nPreview")
    return f"{page}Algemene gegevens\n{lines(fields)}{lines(body)}{text}"


def _seconds(run: Callable[[str], object], text: str) -> float:
    start = process_time()
    run(text)
    return process_time() - start


def _try_parse(text: str) -> object:
    try:
        return parse(as_document(text))
    except NotAFiche:
        return None


def _read(text: str) -> object:
    return read_text(text).to_dict()


def _assert_linear(run: Callable[[str], object], make: Callable[[str, int], str], name: str) -> None:
    """Four times the text takes about four times as long; the best of three, since a machine may be busy."""
    small, large = make(name, SMALL), make(name, LARGE)
    ratios = []
    for _ in range(3):
        before = max(NOTICEABLE, _seconds(run, small))
        ratios.append(_seconds(run, large) / before)
        if ratios[-1] < LARGEST_RATIO:
            return
    pytest.fail(f"{name}: four times the text takes {min(ratios):.0f} times as long")


def test_there_are_enough_cases() -> None:
    assert len(UNITS) >= 40
    assert set(HEADS) <= set(UNITS)


@pytest.mark.parametrize("name", UNITS)
def test_references_in_hostile_text_cost_linear_time(name: str) -> None:
    _assert_linear(find_references, _text, name)


@pytest.mark.parametrize("name", UNITS)
def test_parsing_hostile_text_costs_linear_time(name: str) -> None:
    _assert_linear(_try_parse, _text, name)


@pytest.mark.parametrize("name", UNITS)
def test_reading_a_hostile_fiche_costs_linear_time(name: str) -> None:
    _assert_linear(_read, _fiche, name)


def test_lone_surrogates_are_text_like_any_other() -> None:
    text = "\ud83d Kamerstuk 22 112, nr. 5\udc00 en \ud800artikel 114 VWEU"
    assert [(r.text, r.target) for r in find_references(text)] == [
        ("Kamerstuk 22 112, nr. 5", "kst-22112-5"),
        ("artikel 114 VWEU", "TFEU/114"),
    ]


def test_brackets_nested_deeply_hide_nothing() -> None:
    text = "(" * 50_000 + "Kamerstuk 22 112, nr. 5" + ")" * 50_000
    assert [r.target for r in find_references(text)] == ["kst-22112-5"]


@pytest.mark.parametrize("name", ["spaces", "digits", "brackets", "cue", "arrows", "markers", "full stops", "capitals"])
def test_a_megabyte_is_read(name: str) -> None:
    parse_structure(_text(name, HUGE))
