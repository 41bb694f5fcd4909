"""The question put to Cellar, the Publications Office's store, and the reading of its rows. Pure: nothing is sent here.

In: CELEX numbers, then rows. Out: a SPARQL query, then an `Answer` per number. One row holds one fact, so that several
titles, bases and procedures do not multiply. The terms are those of the Common Data Model (CDM).

Source: the CDM, http://publications.europa.eu/ontology/cdm.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from evgraph.enrichment.facts import (
    LANGUAGES,
    MOST_VALUES,
    Answer,
    usable_celex,
    usable_date,
    usable_procedure,
    usable_title,
    usable_truth,
    usable_type,
    usable_work,
)
from evgraph.errors import SourceBusy
from evgraph.identifiers import Celex
from evgraph.identifiers.eu import CELEX_RESOURCE
from evgraph.namespaces import CDM, OWL, XSD
from evgraph.store import Rows

# Cellar may run out of time inside and answer with nothing, or with half, as if that were all. So each question asks
# for an act that is surely there (the GDPR) as well: if it lacks what it surely has, the answer is none.
WITNESS = Celex(number="32016R0679")
_WITNESSED = {"date", "type", "title"}

_QUERY = f"""PREFIX cdm: <{CDM}>
PREFIX owl: <{OWL}>
SELECT DISTINCT ?celex ?work ?fact ?value ?language WHERE {{
  VALUES ?celex {{ %s }}
  ?work cdm:resource_legal_id_celex ?celex .
  {{ ?work cdm:resource_legal_id_celex ?value . BIND ("celex" AS ?fact) }}
  UNION {{
    ?work owl:sameAs ?value . BIND ("alias" AS ?fact)
    FILTER (STRSTARTS(STR(?value), "{CELEX_RESOURCE}"))
  }}
  UNION {{ ?work cdm:work_date_document ?value . BIND ("date" AS ?fact) }}
  UNION {{ ?work cdm:work_has_resource-type ?value . BIND ("type" AS ?fact) }}
  UNION {{ ?work cdm:resource_legal_in-force ?value . BIND ("in-force" AS ?fact) }}
  UNION {{
    ?work cdm:resource_legal_based_on_resource_legal ?basis .
    ?basis cdm:resource_legal_id_celex ?value . BIND ("based-on" AS ?fact)
  }}
  UNION {{
    ?dossier cdm:dossier_contains_work ?work ;
             cdm:procedure_code_interinstitutional_reference_procedure ?value . BIND ("procedure" AS ?fact)
  }}
  UNION {{
    VALUES ?language {{ {" ".join(str(NamedNode(iri)) for iri in LANGUAGES)} }}
    ?expression cdm:expression_belongs_to_work ?work ;
                cdm:expression_uses_language ?language ;
                cdm:expression_title ?value . BIND ("title" AS ?fact)
  }}
}}"""

_Values = dict[str, set[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The answers to a question, one for each number asked, and how many rows were about something else."""

    answers: tuple[Answer, ...]
    ignored: int


def query_for(numbers: Iterable[Celex]) -> str:
    """The question for these numbers and the witness."""
    return _QUERY % " ".join(_typed(number) for number in sorted({*numbers, WITNESS}))


def _typed(number: Celex) -> str:
    """The number as a term. Virtuoso finds it only with its datatype, which pyoxigraph leaves away for strings."""
    return f"{Literal(str(number))}^^{NamedNode(f'{XSD}string')}"


def read_rows(rows: Rows, asked: Sequence[Celex], *, endpoint: str, retrieved: str) -> Reading:
    """Turn rows into answers; a number without rows is one that Cellar does not know.

    Args:
        rows: what came back for `query_for(asked)`.
        asked: the numbers.
        endpoint: who answered.
        retrieved: the day, ISO 8601.

    Raises:
        SourceBusy: the witness is missing, so what is missing besides it proves nothing.
    """
    wanted = {str(number) for number in (*asked, WITNESS)}
    found: dict[str, dict[str, _Values]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    ignored = 0
    for row in rows.rows:
        celex, work, fact, value, language = _cells(rows.variables, row)
        if celex not in wanted or usable_work(work) is None or not fact or (fact == "title" and not language):
            ignored += 1
            continue
        found[celex][work][f"{fact}-{language}" if fact == "title" else fact].add(value)
    _require_witness(found.get(str(WITNESS), {}), endpoint)
    answers = [_answer(str(number), found.get(str(number), {}), endpoint, retrieved) for number in asked]
    return Reading(answers=tuple(answers), ignored=ignored)


def _cells(variables: Sequence[str], row: Sequence[Any]) -> tuple[str, str, str, str, str]:
    terms = dict(zip(variables, row, strict=True))
    cells = [getattr(terms.get(name), "value", "") for name in ("celex", "work", "fact", "value")]
    language = getattr(terms.get("language"), "value", "")
    return cells[0], cells[1], cells[2], cells[3], LANGUAGES.get(language, "")


def _require_witness(works: Mapping[str, _Values], endpoint: str) -> None:
    facts = {fact.partition("-")[0] for values in works.values() for fact in values}
    if not facts >= _WITNESSED:
        raise SourceBusy(
            f"{endpoint}: does not know {WITNESS} in full, so it answered in part or is not Cellar. Try again later."
        )


def _answer(celex: str, works: Mapping[str, _Values], endpoint: str, retrieved: str) -> Answer:
    """The answer for a number. Of several works with one number the one that bears its IRI is meant."""
    own = f"{CELEX_RESOURCE}{celex}"
    bearing = [work for work, values in works.items() if own in map(_decoded, values.get("alias", ()))]
    meant = bearing or list(works)
    if len(meant) != 1:
        left_out = ("work",) if meant else ()
        return Answer(
            celex=celex,
            endpoint=endpoint,
            retrieved=retrieved,
            works=tuple(sorted(meant)[:MOST_VALUES]),
            left_out=left_out,
        )
    values, lost = works[meant[0]], Counter[str]()
    titles = {language: _one(values, f"title-{language}", usable_title, lost) for language in LANGUAGES.values()}
    return Answer(
        celex=celex,
        endpoint=endpoint,
        retrieved=retrieved,
        works=(meant[0],),
        titles=tuple((language, title) for language, title in titles.items() if title is not None),
        date=_one(values, "date", usable_date, lost),
        types=_all(values, "type", usable_type, lost),
        in_force=usable_truth(_one(values, "in-force", _as_truth, lost) or ""),
        based_on=_all(values, "based-on", usable_celex, lost),
        procedures=_all(values, "procedure", usable_procedure, lost),
        left_out=tuple(sorted(lost)),
    )


def _decoded(iri: str) -> str:
    """Cellar writes the brackets of a CELEX number as %28 and %29 in IRIs."""
    return iri.replace("%28", "(").replace("%29", ")")


def _as_truth(text: str) -> str | None:
    truth = usable_truth(text)
    return None if truth is None else str(truth).lower()


def _all(values: _Values, fact: str, usable: Callable[[str], str | None], lost: Counter[str]) -> tuple[str, ...]:
    """The usable values of a fact, in order; what is not usable is counted as lost."""
    given = values.get(fact, set())
    kept = {value for value in map(usable, given) if value is not None}
    if len(kept) > MOST_VALUES:
        kept = set()
    if any(usable(value) not in kept for value in given):
        lost[fact] += 1
    return tuple(sorted(kept))


def _one(values: _Values, fact: str, usable: Callable[[str], str | None], lost: Counter[str]) -> str | None:
    """The value of a fact that can have but one; of two that differ neither is taken."""
    kept = _all(values, fact, usable, lost)
    if len(kept) > 1:
        lost[fact] += 1
        return None
    return kept[0] if kept else None
