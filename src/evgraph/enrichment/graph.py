"""Answers → the named graph of Cellar. Pure but for reading the cache.

For each number asked there is a lookup, `{base}graph/enrich/cellar#52026PC0931`: what it was about, when, where, and
the works found; one without a work says that Cellar knew none. The facts stand on the thing itself, in ELI's terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Quad

from evgraph.enrichment.cache import cached_answer
from evgraph.enrichment.facts import Answer
from evgraph.enrichment.wanted import Thing, graph_name, things_in
from evgraph.identifiers import BASE, Celex, Procedure
from evgraph.mapping.graph import GraphBuilder
from evgraph.mapping.targets import describe
from evgraph.namespaces import DCTERMS, ELI, ELI_DL, FOAF, PROV, RDFS

# Sector 1 is the treaties: their articles are described by the authorities, and are no acts.
_TREATIES = "1"


def cached_quads(cache: Path, quads_of_store: Iterable[Quad], *, base: str = BASE) -> Iterator[Quad]:
    """The graph of Cellar for the EU things of a dataset, from what was answered before. Nothing is asked.

    Args:
        cache: folder of the answers, `evgraph.enrichment.cache_of(store)`.
        quads_of_store: the dataset; a graph of Cellar that is in it is passed over.
        base: the base of minted IRIs.

    Yields:
        Quads in one graph, `{base}graph/enrich/cellar`, in the same order every time; none without a cache.
    """
    graph = GraphBuilder(graph_name(base))
    things = things_in(quads_of_store, base=base)
    bases: set[str] = set()
    for thing in things:
        answers = answers_for(cache, thing)
        chosen = choose(thing, answers)
        _map_lookups(graph, thing, answers)
        if chosen is not None:
            if chosen.resource != thing.iri:
                graph.link(thing.iri, f"{RDFS}seeAlso", chosen.resource)
            _map_facts(graph, thing.iri, answers[chosen], base)
            bases.update(answers[chosen].based_on)
    _describe_acts(graph, bases, {thing.iri for thing in things}, base)
    yield from graph.quads()


def answers_for(cache: Path, thing: Thing) -> dict[Celex, Answer]:
    """What was answered before for the numbers of a thing."""
    found = ((number, cached_answer(cache, str(number))) for number in thing.numbers)
    return {number: answer for number, answer in found if answer is not None}


def choose(thing: Thing, answers: Mapping[Celex, Answer]) -> Celex | None:
    """The number that is the thing's, or None while that is open.

    Of a PC and a DC the one that Cellar knows settles it, once it was asked for both. If it knows both, what a document
    links to settles it, as long as that is one.
    """
    known = [number for number in thing.numbers if number in answers and answers[number].known]
    linked = [number for number in known if number in thing.linked]
    if len(linked) == 1:
        return linked[0]
    return known[0] if len(known) == 1 and len(answers) == len(thing.numbers) else None


def _map_lookups(graph: GraphBuilder, thing: Thing, answers: Mapping[Celex, Answer]) -> None:
    for number, answer in answers.items():
        lookup = f"{graph.name}#{number}"
        graph.types(lookup, f"{PROV}Entity")
        graph.text(lookup, f"{DCTERMS}identifier", str(number))
        graph.link(lookup, f"{FOAF}primaryTopic", thing.iri)
        graph.link(lookup, f"{DCTERMS}source", answer.endpoint)
        graph.moment(lookup, f"{PROV}generatedAtTime", answer.retrieved)
        for work in answer.works:
            graph.link(lookup, f"{PROV}wasDerivedFrom", work)


def _map_facts(graph: GraphBuilder, iri: str, answer: Answer, base: str) -> None:
    for language, title in answer.titles:
        graph.text(iri, f"{ELI}title", title, language)
    graph.date(iri, f"{ELI}date_document", answer.date)
    for kind in answer.types:
        graph.link(iri, f"{ELI}type_document", kind)
    if answer.in_force is not None:
        graph.link(iri, f"{ELI}in_force", f"{ELI}InForce-{'inForce' if answer.in_force else 'notInForce'}")
    for number in answer.based_on:
        graph.link(iri, f"{ELI}based_on", Celex.parse(number).iri(base))
    for reference in answer.procedures:
        procedure = describe(graph, Procedure.parse(reference), base)
        graph.link(procedure, f"{ELI_DL}involved_work", iri)


def _describe_acts(graph: GraphBuilder, numbers: Iterable[str], described: set[str], base: str) -> None:
    """Name the acts that others rest on; articles of treaties and what the graph describes already have a name."""
    for number in numbers:
        act = Celex.parse(number)
        if not number.startswith(_TREATIES) and act.iri(base) not in described:
            describe(graph, act, base)
