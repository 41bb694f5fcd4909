"""The question put to Cellar, and the reading of rows, against an engine in memory and rows of our own making."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from evgraph.enrichment.cellar import query_for, read_rows
from evgraph.enrichment.facts import RESOURCE_TYPE, Answer
from evgraph.errors import SourceBusy
from evgraph.identifiers import Celex
from evgraph.store import Rows
from evgraph.store.base import Term
from tests.cellar import DATA

WORK = "http://publications.europa.eu/resource/cellar/00000000-0000-4000-8000-"
VARIABLES = ("celex", "work", "fact", "value", "language")


@pytest.fixture(scope="module")
def cellar() -> Store:
    store = Store()
    store.load(path=DATA, format=RdfFormat.TURTLE)
    return store


def _rows(store: Store, *numbers: str) -> Rows:
    result = store.query(query_for([Celex.parse(number) for number in numbers]))
    assert isinstance(result, QuerySolutions)
    names = tuple(variable.value for variable in result.variables)
    return Rows(variables=names, rows=tuple(tuple(_term(row[name]) for name in names) for row in result))


def _term(value: object) -> Term | None:
    assert value is None or isinstance(value, NamedNode | Literal)
    return value


def _ask(store: Store, *numbers: str) -> dict[str, Answer]:
    asked = [Celex.parse(number) for number in numbers]
    reading = read_rows(_rows(store, *numbers), asked, endpoint="https://example.org/sparql", retrieved="2026-11-27")
    assert [answer.celex for answer in reading.answers] == list(numbers)
    return {answer.celex: answer for answer in reading.answers}


def test_numbers_are_typed_strings_in_the_question() -> None:
    """Virtuoso finds nothing by a string without its datatype."""
    query = query_for([Celex(number="32019R0452")])
    assert '"32019R0452"^^<http://www.w3.org/2001/XMLSchema#string>' in query
    assert '"32016R0679"^^<http://www.w3.org/2001/XMLSchema#string>' in query
    assert "GRAPH" not in query


def test_every_fact_of_an_act_is_read(cellar: Store) -> None:
    assert _ask(cellar, "32022L2555")["32022L2555"] == Answer(
        celex="32022L2555",
        endpoint="https://example.org/sparql",
        retrieved="2026-11-27",
        works=(f"{WORK}000000002555",),
        titles=(
            ("nl", "Richtlijn over beveiliging van netwerken, verzonnen titel"),
            ("en", "Directive on the security of networks, made up title"),
        ),
        date="2022-12-14",
        types=(f"{RESOURCE_TYPE}DIR",),
        in_force=True,
        based_on=("12016E114", "32014R0910"),
        procedures=("2020/0359(COD)",),
    )


def test_what_is_not_known_is_an_answer_too(cellar: Store) -> None:
    answer = _ask(cellar, "52026DC0931", "52026PC0931")["52026DC0931"]
    assert not answer.known
    assert not (answer.titles or answer.date or answer.types or answer.left_out)


def test_an_act_that_no_longer_holds_is_not_one_of_which_nothing_is_said(cellar: Store) -> None:
    answers = _ask(cellar, "32019R0452", "52026PC0931")
    assert answers["32019R0452"].in_force is False
    assert answers["52026PC0931"].in_force is None


def test_of_two_works_the_one_that_bears_the_number_is_meant(cellar: Store) -> None:
    answer = _ask(cellar, "32021R0821")["32021R0821"]
    assert (answer.works, answer.date, answer.left_out) == ((f"{WORK}000000000821",), "2021-05-20", ())


def test_values_that_cannot_be_are_left_out_by_name(cellar: Store) -> None:
    answer = _ask(cellar, "32022L2557")["32022L2557"]
    assert answer.known
    assert answer.types == (f"{RESOURCE_TYPE}DIR",)
    assert (answer.titles, answer.date, answer.in_force, answer.based_on) == ((), None, None, ())
    assert answer.left_out == ("based-on", "date", "in-force", "title-en", "title-nl", "type")


def _row(celex: str, fact: str, value: str, *, work: str = "1", language: str | None = None) -> tuple[Term | None, ...]:
    iri = f"http://publications.europa.eu/resource/authority/language/{language}"
    return (
        Literal(celex),
        NamedNode(f"http://publications.europa.eu/resource/cellar/{work}"),
        Literal(fact),
        Literal(value),
        NamedNode(iri) if language else None,
    )


WITNESS = (
    _row("32016R0679", "date", "2016-04-27"),
    _row("32016R0679", "type", f"{RESOURCE_TYPE}REG"),
    _row("32016R0679", "title", "Regulation", language="ENG"),
)


def _read(*rows: tuple[Term | None, ...], asked: str = "32019R0452") -> tuple[Answer, int]:
    found = Rows(variables=VARIABLES, rows=rows)
    reading = read_rows(found, [Celex.parse(asked)], endpoint="https://example.org/", retrieved="2026-11-27")
    return reading.answers[0], reading.ignored


@pytest.mark.parametrize("missing", range(3))
def test_without_the_witness_in_full_there_is_no_answer(missing: int) -> None:
    rows = [row for index, row in enumerate(WITNESS) if index != missing]
    with pytest.raises(SourceBusy, match="32016R0679 in full"):
        _read(*rows, _row("32019R0452", "date", "2019-03-19"))


def test_several_works_of_which_none_bears_the_number_give_no_facts() -> None:
    rows = (
        _row("32019R0452", "date", "2019-03-19", work="2"),
        _row("32019R0452", "date", "2019-03-19", work="1"),
    )
    answer, _ = _read(*WITNESS, *rows)
    assert answer.known
    assert [work[-1] for work in answer.works] == ["1", "2"]
    assert (answer.date, answer.left_out) == (None, ("work",))


def test_brackets_may_be_encoded_in_the_iri_of_a_number() -> None:
    number = "32016R0679R(02)"
    rows = (
        _row(number, "alias", "http://publications.europa.eu/resource/celex/32016R0679R%2802%29", work="1"),
        _row(number, "date", "2018-05-23", work="1"),
        _row(number, "date", "1999-01-01", work="2"),
    )
    assert _read(*WITNESS, *rows, asked=number)[0].date == "2018-05-23"


def test_rows_about_something_else_are_counted_and_nothing_more() -> None:
    work = NamedNode("file:///etc/passwd")
    rows = (
        _row("32099R9999", "date", "2019-03-19"),
        (Literal("32019R0452"), work, Literal("date"), Literal("2019-03-19"), None),
        _row("32019R0452", "title", "Titre", language="FRA"),
        (None, None, None, None, None),
    )
    answer, ignored = _read(*WITNESS, *rows)
    assert ignored == 4
    assert not answer.known


def test_more_values_than_can_be_are_none() -> None:
    rows = (_row("32019R0452", "based-on", f"3{number}R0001") for number in range(1000, 1060))
    answer, _ = _read(*WITNESS, *rows)
    assert (answer.based_on, answer.left_out) == ((), ("based-on",))


def test_an_answer_without_the_variables_asked_for_is_none() -> None:
    rows = Rows(variables=("s", "p"), rows=((Literal("32016R0679"), Literal("x")),))
    with pytest.raises(SourceBusy):
        read_rows(rows, [], endpoint="https://example.org/", retrieved="2026-11-27")
