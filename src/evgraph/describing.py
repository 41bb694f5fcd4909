"""Describing: everything the graph says of one resource and its parts, and what points to it."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from evgraph.errors import UsageError
from evgraph.namespaces import DCTERMS, ELI, PREFIXES, RDF_TYPE, RDFS, SKOS
from evgraph.store.base import Store, Term

RDF_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a property: its text, its IRI when it is a thing, and that thing's label."""

    text: str
    iri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A resource with its own statements, those of its parts, and its incoming links by property."""

    iri: str
    identifier: str | None
    label: str
    types: tuple[str, ...]
    properties: tuple[tuple[str, tuple[Value, ...]], ...]
    incoming: tuple[tuple[str, int], ...]
    triples: tuple[Triple, ...]

    def to_dict(self) -> dict[str, Any]:
        """The resource as plain JSON, without its parts."""
        return {
            "iri": self.iri,
            "identifier": self.identifier,
            "label": self.label,
            "types": list(self.types),
            "properties": {
                name: [{"text": value.text, "iri": value.iri} if value.iri else value.text for value in values]
                for name, values in self.properties
            },
            "incoming": dict(self.incoming),
        }

    def serialise(self, rdf_format: str) -> bytes:
        """The resource and its parts in an RDF format: ttl, nt or jsonld."""
        data = io.BytesIO()
        serialize(self.triples, data, format=RDF_FORMATS[rdf_format], prefixes=PREFIXES)
        return data.getvalue()


def describe_resource(store: Store, iri: str) -> Resource:
    """Gather what is known of a resource.

    Args:
        store: the store.
        iri: of a document, thing or part; for a document its hash IRIs come with it.

    Raises:
        UsageError: the graph says nothing of it.
    """
    node = NamedNode(iri)
    own = store.construct(f"CONSTRUCT {{ {node} ?p ?o }} WHERE {{ {node} ?p ?o }}")
    if not own:
        raise UsageError(f"{iri}: nothing is known of it. Build the paper, or look for names with `evgraph query`.")
    parts = store.construct(
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER (STRSTARTS(STR(?s), {Literal(f'{iri}#')})) }}"
    )
    incoming = store.select(f"SELECT DISTINCT ?s ?p WHERE {{ ?s ?p {node} }}").rows
    labels = _labels(store, own)
    return Resource(
        iri=iri,
        identifier=_first(own, f"{DCTERMS}identifier"),
        label=_first(own, f"{ELI}title") or _first(own, f"{SKOS}prefLabel") or _first(own, f"{RDFS}label") or iri,
        types=tuple(sorted(shorten(str(t.object)[1:-1]) for t in own if t.predicate.value == RDF_TYPE)),
        properties=_properties(iri, own, labels),
        incoming=tuple(sorted(Counter(shorten(p.value) for _, p in incoming if isinstance(p, NamedNode)).items())),
        triples=tuple(dict.fromkeys((*own, *parts))),
    )


def shorten(iri: str) -> str:
    """Write an IRI with a prefix where there is one."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _labels(store: Store, triples: Sequence[Triple]) -> dict[str, str]:
    """What each thing is called: its number and its Dutch name, as far as there are any."""
    things = " ".join(sorted({str(t.object) for t in triples if isinstance(t.object, NamedNode)}))
    found: dict[str, dict[str, str]] = {}
    for predicate in (f"{RDFS}label", f"{SKOS}prefLabel", f"{ELI}title", f"{DCTERMS}identifier"):
        rows = store.select(
            f"SELECT DISTINCT ?thing ?text WHERE {{ VALUES ?thing {{ {things} }} ?thing <{predicate}> ?text "
            f'FILTER (LANG(?text) IN ("nl", "")) }} ORDER BY ?thing ?text'
        ).rows
        kind = "number" if predicate == f"{DCTERMS}identifier" else "name"
        for thing, text in rows:
            found.setdefault(_value(thing), {})[kind] = _value(text)
    return {iri: _called(names.get("number"), names.get("name")) for iri, names in found.items()}


def _called(number: str | None, name: str | None) -> str:
    if number is None or name is None:
        return name or number or ""
    plain = name in {number, f"CELEX {number}"} or name.endswith(f"nr. {number.rpartition('-')[2]}")
    return number if plain else f"{number}  {name}"


def _properties(
    own: str, triples: Sequence[Triple], labels: dict[str, str]
) -> tuple[tuple[str, tuple[Value, ...]], ...]:
    found: dict[str, list[Value]] = {}
    for triple in triples:
        if triple.predicate.value == RDF_TYPE:
            continue
        term = triple.object
        iri = term.value if isinstance(term, NamedNode) else None
        if iri is None:
            text = _value(term if isinstance(term, Literal) else None)
        else:
            text = labels.get(iri) or shorten(iri.removeprefix(own) if iri.startswith(f"{own}#") else iri)
        found.setdefault(shorten(triple.predicate.value), []).append(Value(text=text, iri=iri))
    return tuple((name, tuple(values)) for name, values in sorted(found.items()))


def _first(triples: Sequence[Triple], predicate: str) -> str | None:
    """A value of a property, the Dutch one before any other."""
    found = [t.object for t in triples if t.predicate.value == predicate]
    dutch = [value for value in found if isinstance(value, Literal) and value.language == "nl"]
    return next((_value(value) for value in (*dutch, *found)), None)


def _value(term: Term | Triple | None) -> str:
    if isinstance(term, NamedNode | Literal | BlankNode):
        return term.value
    return "" if term is None else str(term)
