"""Which values from outside are kept, and that an answer survives its file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evgraph.enrichment import cache_of
from evgraph.enrichment.cache import cached_answer, keep_answer
from evgraph.enrichment.facts import (
    RESOURCE_TYPE,
    Answer,
    usable_address,
    usable_celex,
    usable_date,
    usable_procedure,
    usable_title,
    usable_truth,
    usable_type,
    usable_work,
)
from evgraph.errors import StoreError

WORK = "http://publications.europa.eu/resource/cellar/3e485e15-11bd-11e6-ba9a-01aa75ed71a1"
ANSWER = Answer(
    celex="52026PC0931",
    endpoint="https://example.org/sparql",
    retrieved="2026-11-27",
    works=(WORK,),
    titles=(("nl", "Voorstel “één”"), ("en", "Proposal")),
    date="2026-04-01",
    types=(f"{RESOURCE_TYPE}PROP_REG",),
    in_force=None,
    based_on=("12016E114", "32014R0910"),
    procedures=("2026/0931(COD)",),
    left_out=("in-force",),
)


@pytest.mark.parametrize(
    ("usable", "given", "kept"),
    [
        (usable_date, "2019-03-19", "2019-03-19"),
        (usable_date, "2019-03-19+01:00", "2019-03-19"),
        (usable_date, "2019-03-19T00:00:00Z", "2019-03-19"),
        (usable_date, "2019-02-30", None),
        (usable_date, "1003-03-03", None),
        (usable_date, "9999-12-31", None),
        (usable_date, "19-03-2019", None),
        (usable_date, "", None),
        (usable_title, " Richtlijn\n over\tnetwerken ", "Richtlijn over netwerken"),
        (usable_title, "x" * 10_000, "x" * 10_000),
        (usable_title, "x" * 10_001, None),
        (usable_title, "Richtlijn \x1b]0;", None),
        (usable_title, " \n", None),
        (usable_type, f"{RESOURCE_TYPE}PROP_REG", f"{RESOURCE_TYPE}PROP_REG"),
        (usable_type, "PROP_REG", None),
        (usable_type, f"{RESOURCE_TYPE}../x", None),
        (usable_celex, "12016E114", "12016E114"),
        (usable_celex, "32016R0679R(02)", "32016R0679R(02)"),
        (usable_celex, "12016E/TXT", None),
        (usable_procedure, "2012/0011/COD", "2012/0011(COD)"),
        (usable_procedure, "2012/0011(COD)", "2012/0011(COD)"),
        (usable_procedure, "2012/0011A/COD", None),
        (usable_procedure, "2012/0011/COD)", None),
        (usable_work, WORK, WORK),
        (usable_work, "file:///etc/passwd", None),
        (usable_work, "http://publications.europa.eu/resource/" + "x" * 200, None),
        (usable_address, "https://example.org/sparql?x=1", "https://example.org/sparql?x=1"),
        (usable_address, "http://127.0.0.1:7878/query", "http://127.0.0.1:7878/query"),
        (usable_address, "http://name:word@example.org/", None),
        (usable_address, "file:///etc/passwd", None),
        (usable_address, "http://[x", None),
        (usable_address, "https://example.org/%zz", None),
    ],
)
def test_a_value_is_kept_only_in_a_known_form(
    usable: Callable[[str], str | None], given: str, kept: str | None
) -> None:
    assert usable(given) == kept


@pytest.mark.parametrize(
    ("given", "truth"), [("true", True), ("1", True), ("false", False), ("0", False), ("perhaps", None), ("", None)]
)
def test_truth_has_two_spellings(given: str, truth: bool | None) -> None:
    assert usable_truth(given) is truth


def test_an_answer_survives_its_file(tmp_path: Path) -> None:
    for answer in (ANSWER, Answer(celex="52026DC0931", endpoint=ANSWER.endpoint, retrieved="2026-11-27")):
        keep_answer(tmp_path / "new" / "folder", answer)
        assert cached_answer(tmp_path / "new" / "folder", answer.celex) == answer
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == [
        "52026DC0931.json",
        "52026PC0931.json",
    ]


def test_what_was_not_asked_is_not_there(tmp_path: Path) -> None:
    assert cached_answer(cache_of(tmp_path), "52026PC0931") is None


@pytest.mark.parametrize(
    "change",
    [
        {"date": "the day after"},
        {"titles": [["nl", "x" * 20_000]]},
        {"titles": [["fr", "Proposition"]]},
        {"titles": ["nl"]},
        {"titles": {"nl": "Voorstel"}},
        {"works": ["file:///etc/passwd"]},
        {"types": "REG"},
        {"based_on": [f"3{number}R0001" for number in range(1000, 1100)]},
        {"procedures": [7]},
        {"in_force": "perhaps"},
        {"celex": "52026DC0931"},
        {"celex": 7},
        {"retrieved": None},
        {"endpoint": "ftp://x/"},
        {"more": 1},
    ],
)
def test_a_file_that_was_touched_counts_as_never_asked(change: dict[str, object], tmp_path: Path) -> None:
    content = {**json.loads(ANSWER.to_json()), **change}
    (tmp_path / "52026PC0931.json").write_text(json.dumps(content), encoding="utf-8")
    assert cached_answer(tmp_path, "52026PC0931") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b" " * 2_000_000])
def test_a_damaged_file_counts_as_never_asked(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "52026PC0931.json").write_bytes(content)
    assert cached_answer(tmp_path, "52026PC0931") is None


def test_a_cache_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match="Check space and permissions"):
        keep_answer(tmp_path / "file", ANSWER)
