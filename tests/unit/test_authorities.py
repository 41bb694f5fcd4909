from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from evgraph.authorities import load_authorities
from evgraph.errors import ResourceError
from evgraph.identifiers import Celex, parse_identifier, slugify
from evgraph.resources import resource

FOLDER = resource("ontology/authorities")
FILES = sorted(path.name for path in FOLDER.glob("*.csv"))
WITH_NAMES = [
    name
    for name in FILES
    if name
    in {
        "bodies.csv",
        "committees.csv",
        "councils.csv",
        "institutions.csv",
        "instruments.csv",
        "ministries.csv",
    }
]
LISTS = ("names", "weak_names", "numbers", "abbreviations", "minister_titles")


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _list(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _fold(name: str) -> str:
    return name.casefold().replace("’", "'")


def _owners(column: str) -> dict[str, set[str]]:
    """Which rows, over all files, carry a name."""
    owners: dict[str, set[str]] = defaultdict(set)
    for file in WITH_NAMES:
        for row in _rows(file):
            for name in _list(row.get(column, "")):
                owners[_fold(name)].add(row["id"])
    return owners


def test_every_file_is_looked_at() -> None:
    assert len(FILES) >= 8
    assert len(WITH_NAMES) == 6
    assert len(_rows("instruments.csv")) >= 100


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_no_ragged_row_no_cr_and_is_sorted(name: str) -> None:
    assert b"\r" not in (FOLDER / name).read_bytes()
    rows = _rows(name)
    assert all(None not in row and None not in row.values() for row in rows)
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("column", ["id", "slug", "iri", "celex"])
def test_a_key_is_used_once(name: str, column: str) -> None:
    values = Counter(row[column] for row in _rows(name) if row.get(column))
    assert {value: count for value, count in values.items() if count > 1} == {}


@pytest.mark.parametrize("name", FILES)
def test_labels_and_provenance_are_filled_in(name: str) -> None:
    for row in _rows(name):
        assert all(row[column].strip() for column in ("id", "label_nl", "label_en", "labels_from"))
        assert row["identifier_seen"] in {"yes", "no"}


@pytest.mark.parametrize("name", FILES)
def test_cells_have_no_stray_space_and_lists_no_doubles(name: str) -> None:
    for row in _rows(name):
        for column, value in row.items():
            assert value == value.strip() and "\n" not in value and "  " not in value, (row["id"], column)
            if column in LISTS and value:
                parts = value.split("|")
                assert len(parts) == len(set(parts)), (row["id"], column)
                assert all(part and part == part.strip() for part in parts), (row["id"], column)


@pytest.mark.parametrize("name", FILES)
def test_slugs_are_slugs(name: str) -> None:
    assert [row["slug"] for row in _rows(name) if "slug" in row and row["slug"] != slugify(row["slug"])] == []


def test_numbers_are_well_formed() -> None:
    for row in _rows("instruments.csv"):
        if row["celex"]:
            assert Celex.parse(row["celex"]).number == row["celex"]
            assert not row["iri"] or row["iri"] == Celex.parse(row["celex"]).resource
        for number in _list(row["numbers"]):
            assert parse_identifier(number).kind in {"eu-document", "procedure"}, row["id"]
        assert not row["implements"] or re.fullmatch(r"3\d{4}L\d{4}", row["implements"]), row["id"]


def test_an_act_has_a_celex_number() -> None:
    assert [row["id"] for row in _rows("instruments.csv") if row["kind"] == "act" and not row["celex"]] == []


def test_a_proposal_with_a_celex_number_gives_its_commission_number_too() -> None:
    for row in _rows("instruments.csv"):
        document = Celex.parse(row["celex"]).eu_document if row["celex"] else None
        assert document is None or str(document) in _list(row["numbers"]), row["id"]


def test_an_eli_agrees_with_the_celex_number() -> None:
    for row in _rows("instruments.csv"):
        match = re.fullmatch(r"3(\d{4})([RLD])0*(\d+)", row["celex"])
        if match and row["eli"]:
            assert f"/{match[1]}/{match[3]}/oj" in row["eli"], row["id"]
            assert (match[2] == "L") == ("/dir/" in row["eli"]), row["id"]


def test_rows_point_at_rows() -> None:
    instruments = {row["id"] for row in _rows("instruments.csv")}
    for row in _rows("instruments.csv"):
        assert {row["revised_by"], row["replaced_by"]} - {""} <= instruments, row["id"]
    committees = {row["id"] for row in _rows("committees.csv")}
    assert {row["renamed_to"] for row in _rows("committees.csv")} - {""} <= committees


def test_no_two_things_share_a_strong_name() -> None:
    assert {name: ids for name, ids in _owners("names").items() if len(ids) > 1} == {}


def test_no_strong_name_is_weak_elsewhere() -> None:
    weak = _owners("weak_names")
    assert {name: ids | weak[name] for name, ids in _owners("names").items() if name in weak} == {}


def test_names_are_long_enough_to_mean_something_and_hold_no_number_of_an_act() -> None:
    assert [name for name in _owners("names") if len(name) < 3] == []
    assert [name for name in _owners("names") if re.search(r"\d{4}/\d+|\d+/\d{4}", name)] == []


def test_every_row_is_loaded() -> None:
    authorities = load_authorities()
    assert len(authorities.instruments) == len(_rows("instruments.csv"))
    assert all(entry.by_name.iri() for entry in authorities.instruments)
    assert all(number.iri() for entry in authorities.instruments for number in entry.identifiers)


@pytest.mark.parametrize(
    "name",
    [
        "Ministerie van Buitenlandse Zaken",
        "ministerie van Buitenlandse Zaken",
        "MINISTERIE  VAN BUITENLANDSE ZAKEN",
        "minister van Buitenlandse Zaken",
    ],
)
def test_a_ministry_is_found_by_its_name_and_its_minister(name: str) -> None:
    ministry = load_authorities().ministry(name, "2026-01-30")
    assert ministry is not None
    assert ministry.iri == "https://identifier.overheid.nl/tooi/id/ministerie/mnre1013"


def test_organisations_that_are_not_there_are_not_found() -> None:
    authorities = load_authorities()
    assert authorities.ministry("Ministerie van Toverij", None) is None
    assert authorities.committee("vaste commissie voor Toverij") is None
    assert authorities.council("Raad voor Toverij") is None


def test_committees_and_councils_are_found_by_name() -> None:
    authorities = load_authorities()
    assert str(authorities.committee("vaste commissie voor Europese Zaken")) == "committee:europese-zaken"
    assert str(authorities.council("Ecofinraad")) == "council:ecofin"


def test_every_organisation_is_found_by_its_own_label() -> None:
    authorities = load_authorities()
    assert all(authorities.committee(entry.label_nl) is not None for entry in authorities.committees)
    assert all(authorities.council(entry.label_nl) is not None for entry in authorities.councils)
    for ministry in authorities.ministries:
        assert authorities.ministry(ministry.label_nl, ministry.valid_until or "2026-01-01") is not None, ministry.id


@pytest.mark.parametrize("content", ["", "id,kind\nx,y\n", "\xff"])
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    for name in ("instruments.csv", "ministries.csv", "committees.csv", "councils.csv"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    broken = tmp_path / "instruments.csv"
    broken.write_bytes(content.encode("latin-1"))
    if content:
        with pytest.raises(ResourceError, match=r"instruments\.csv"):
            load_authorities(tmp_path)
    else:
        broken.unlink()
        with pytest.raises(ResourceError, match=r"instruments\.csv"):
            load_authorities(tmp_path)
