"""The fast scan finds exactly what reading at every offset finds."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evgraph.extract import RECOGNISERS, extract, fold, without_overlaps
from evgraph.extract.recogniser import read_everywhere
from evgraph.model import Mention
from tests.properties.test_spans import SPACED, TEXTS
from tests.system.running import REPOSITORY
from tests.test_citation_attacks import CITATIONS, NO_CITATIONS

BENCH = REPOSITORY / "benchmarks" / "quality"
FORMS = [
    "Kamerstukken II 2019/20, 35 300 VIII, nrs. 2, 5 en 9",
    "22343-400; 35300-IX-8; 23908-(R1519)-131; 34722-1",
    "Zij krijgt nr. 348, was nr. 347 (32317).",
    "de motie op stuk nr. 12, I",
    "Handelingen II 2019/20, nr. 35, item 8 en nr. 36, item 4",
    "Aanhangsel Handelingen II 2019/20, nrs. 1234-1236",
    "Stb. 2020, 123 en 124; Trb. 1951, 154",
    "SWD(2023) 289, 290, 291 en SEC (2023) 305",
    "CELEX-nummer 52025JC0977",
    "celex:5202\n5JC0977",
    "eli/reg_impl/2021/1073/oj",
    "aanbestedingsrichtlijnen 2014/23/EU, 2014/24/EU en 2014/25/EU",
    "richtlijn inzake krediet (2008/48/EG, PbEU L 133)",
    "Gedelegeerde Verordening (EU) 2024 1398",
    "PbEU 2019, L 79 en L 80, blz. 3",
    "2021/0106 (COD)",
    "artikelen 4 VEU en 294 VWEU",
    "ECLI:NL:HR:2019:2006 en EU:C:1984:25",
    "jci1.3:c:BWBR0005288&artikel=20",
    "dossiers 36 410 V en 21 501-20",
    "genoemde richtlijn",
    "(hierna: de verordening)",
    "Idem.",
]
MIXED = st.lists(
    st.sampled_from(
        [
            *FORMS,
            *(text for text, _ in CITATIONS),
            *NO_CITATIONS,
            " ",
            "\n",
            "; ",
            " en ",
            "1",
            "nr. ",
            "verordening ",
            "2020/21 ",
        ]
    ),
    max_size=8,
)


def _key(mention: Mention) -> tuple[object, ...]:
    members = tuple((m.start, m.end, str(m.identifier or m.name)) for m in mention.members)
    return mention.start, mention.end, mention.kind, mention.rule, members


def _slowly(text: str) -> list[tuple[object, ...]]:
    return [_key(mention) for mention in without_overlaps(read_everywhere(fold(text), RECOGNISERS))]


def _fast(text: str) -> list[tuple[object, ...]]:
    return [_key(mention) for mention in extract(fold(text))]


@pytest.mark.parametrize("form", FORMS)
def test_the_scan_misses_no_form(form: str) -> None:
    assert _fast(form) == _slowly(form)
    assert _fast(form)


def test_the_scan_misses_nothing_in_the_bench() -> None:
    texts = []
    for name in ("cases.csv", "blind.csv"):
        with (BENCH / name).open(encoding="utf-8", newline="") as file:
            texts += [row["text"] for row in csv.DictReader(file)]
    assert len(texts) >= 550
    for text in texts:
        assert _fast(text) == _slowly(text), text


def test_the_scan_misses_nothing_in_the_sample() -> None:
    text = (REPOSITORY / "data" / "fiches" / "2026D04646.txt").read_text(encoding="utf-8")
    assert _fast(text) == _slowly(text)


@settings(max_examples=200, deadline=None)
@given(TEXTS | SPACED | MIXED.map("".join) | MIXED.map(" ".join))
def test_the_scan_finds_what_reading_everywhere_finds(text: str) -> None:
    assert _fast(text) == _slowly(text)
