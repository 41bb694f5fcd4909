"""Querying: bind the parameters of a question and run it on a store.

Binding swaps the `VALUES` line of each parameter for the caller's term; `?language` is bound to the language of
the answer in the same way. Nothing is ever formatted into query text but serialised RDF terms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode

from evgraph.authorities import load_authorities
from evgraph.errors import InvalidIdentifier, QueryRefused, ResourceError, UsageError
from evgraph.identifiers import BASE, Instrument, Regeling, parse_identifier
from evgraph.messages import Language
from evgraph.namespaces import EV, XSD
from evgraph.questions import (
    Column,
    Parameter,
    Question,
    find_question,
    list_questions,
    load_question,
    read_query,
    values_block,
)
from evgraph.sparql_text import graphs_asked_for, without_text
from evgraph.store.base import Rows, Store, Term

__all__ = [
    "Answer",
    "Column",
    "Coverage",
    "Parameter",
    "Question",
    "ask",
    "bind",
    "check_query",
    "coverage",
    "find_question",
    "list_questions",
    "load_question",
    "read_query",
    "run_file",
    "to_iri",
]

# This is for a clear message. What it overlooks ("5SERVICE <…>" is legal SPARQL) the embedded store disarms.
_FORBIDDEN = re.compile(
    r"(?<![?$:\w-])(?:SERVICE\b|(?:LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE)\b(?!:))", re.IGNORECASE
)
_LONGEST_IRI = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What an answer was computed over, so that "none" can be told from "not loaded"."""

    fiches: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Rows with the headings, and what they were computed over."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | None, ...], ...]
    coverage: Coverage
    question: Question | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)

    def to_dicts(self) -> list[dict[str, str | None]]:
        """The rows as dictionaries by column name."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


def bind(
    question: Question, given: Mapping[str, str], *, language: Language = "nl", base: str = BASE
) -> tuple[str, dict[str, str]]:
    """Put parameters and the language into a question.

    Args:
        question: the question.
        given: values as text; an IRI may be given as canonical string ("kst-22112-4239").
        language: of the answer.
        base: the base of the store's IRIs.

    Returns:
        The query, and all values used, defaults included.

    Raises:
        UsageError: a parameter is unknown, missing, or not of its type.
    """
    unknown = sorted(set(given) - {parameter.name for parameter in question.parameters})
    if unknown:
        takes = ", ".join(parameter.name for parameter in question.parameters) or "none"
        raise UsageError(f"{question.name} has no parameter '{unknown[0]}'; it takes {takes}.")
    terms: dict[str, Term] = {"language": RdfLiteral(language)}
    used = {}
    for parameter in question.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is None:
            raise UsageError(
                f"{question.name} needs a {parameter.name} ({parameter.about['en']}): "
                f"add --param {parameter.name}={parameter.example}"
            )
        terms[parameter.name] = _term(parameter, value, base)
        used[parameter.name] = value
    return _swap_values(question.sparql, terms), used


def _swap_values(sparql: str, terms: Mapping[str, Term]) -> str:
    """Swap all lines in one pass, so that no value is looked at again as if it were query text."""

    def swapped(match: re.Match[str]) -> str:
        return f"VALUES ?{match.group(1)} {{ {terms[match.group(1)]} }}"

    return values_block(*terms).sub(swapped, sparql)


def _term(parameter: Parameter, value: str, base: str) -> Term:
    if parameter.type == "iri":
        return NamedNode(to_iri(value, base=base))
    checks = {"integer": r"[+-]?\d{1,18}", "date": r"\d{4}-\d{2}-\d{2}", "boolean": r"true|false"}
    if not value.isprintable() and any(0xD800 <= ord(character) < 0xE000 for character in value):
        raise UsageError(f"the value of {parameter.name} is not valid text. Give it in UTF-8.")
    if parameter.choices and value not in parameter.choices:
        raise UsageError(f"{parameter.name} must be one of {', '.join(parameter.choices)}, not '{value}'.")
    if parameter.type == "string":
        return RdfLiteral(value)
    if re.fullmatch(checks[parameter.type], value) is None:
        raise UsageError(f"{parameter.name} must be of type {parameter.type}, not '{value}'.")
    return RdfLiteral(value, datatype=NamedNode(f"{XSD}{parameter.type}"))


def to_iri(value: str, *, base: str = BASE) -> str:
    """Turn a canonical string or an IRI into an IRI.

    Raises:
        UsageError: it is neither.
    """
    if value.startswith(("http://", "https://")):
        return _checked_iri(value)
    try:
        identifier = parse_identifier(value)
        if isinstance(identifier, Instrument) and identifier.slug in load_authorities().law_slugs:
            identifier = Regeling(slug=identifier.slug)
        return identifier.iri(base)
    except InvalidIdentifier as error:
        raise UsageError(str(error)) from None


def _checked_iri(value: str) -> str:
    try:
        if len(value) <= _LONGEST_IRI and not re.search(r"[\s<>\"{}|\\^`]", value):
            return NamedNode(value).value
    except ValueError:
        pass
    raise UsageError(f"'{value[:200]}' is no valid IRI. Write spaces and signs such as < as %20 and %3C.")


def check_query(sparql: str, *, base: str = BASE) -> None:
    """Refuse a query that would leave the loaded data or change it.

    Raises:
        QueryRefused: it holds SERVICE, LOAD or an update, or FROM of anything but a graph of evgraph's.
    """
    bare = without_text(sparql)
    if found := _FORBIDDEN.search(bare):
        raise QueryRefused(
            f"{found.group().upper()} is refused: queries only read what is loaded. "
            "Load the data first with `evgraph build`."
        )
    for graph in graphs_asked_for(sparql):
        if graph is None or not graph.startswith(f"{base}graph/"):
            raise QueryRefused(
                f"FROM is refused but for graphs of this store, written in full as <{base}graph/…>. "
                "Leave it out to query everything that is loaded."
            )


def ask(
    store: Store, question: Question, given: Mapping[str, str], *, language: Language = "nl", base: str = BASE
) -> Answer:
    """Ask a question of a store.

    Raises:
        UsageError: the parameters do not fit.
        QueryRefused: see `check_query`.
    """
    sparql, used = bind(question, given, language=language, base=base)
    check_query(sparql, base=base)
    rows = store.select(sparql)
    missing = [column.name for column in question.columns if column.name not in rows.variables]
    if missing:
        raise ResourceError(f"{question.name}: the header returns '{missing[0]}', which the query does not select.")
    order = [rows.variables.index(column.name) for column in question.columns]
    return Answer(
        columns=question.columns,
        rows=tuple(
            tuple(_cell(column, row[index]) for column, index in zip(question.columns, order, strict=True))
            for row in rows.rows
        ),
        coverage=coverage(store),
        question=question,
        parameters=used,
    )


def run_file(store: Store, sparql: str, *, base: str = BASE) -> Answer:
    """Run a SELECT without a header; the variables are the headings. Raises as `ask`."""
    check_query(sparql, base=base)
    rows: Rows = store.select(sparql)
    columns = tuple(Column(name=name, heading={"nl": name, "en": name}, values={}) for name in rows.variables)
    return Answer(
        columns=columns,
        rows=tuple(tuple(_text(term) for term in row) for row in rows.rows),
        coverage=coverage(store),
    )


def _cell(column: Column, term: Term | None) -> str | None:
    text = _text(term)
    return " ".join(sorted(text.split())) if text and column.is_list else text


def _text(term: Term | None) -> str | None:
    if term is None:
        return None
    return term.value if isinstance(term, RdfLiteral | NamedNode) else str(term)


def coverage(store: Store) -> Coverage:
    """Count the fiches that are loaded, and their first and last date; one without a date counts too."""
    fiches = store.select(f"SELECT (COUNT(DISTINCT ?fiche) AS ?n) WHERE {{ ?fiche a <{EV}Fiche> }}").rows
    dates = store.select(
        f"SELECT (MIN(?date) AS ?first) (MAX(?date) AS ?last) WHERE {{ ?fiche a <{EV}Fiche> ; <{EV}dateSent> ?date }}"
    ).rows
    first, last = dates[0] if dates else (None, None)
    return Coverage(fiches=int((_text(fiches[0][0]) if fiches else None) or 0), first=_text(first), last=_text(last))
