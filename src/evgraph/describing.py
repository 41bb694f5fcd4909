"""Describing: everything the graph says of one resource and its parts, and what points to it."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from evgraph.errors import UsageError
from evgraph.namespaces import DCTERMS, PREFIXES, RDF_TYPE, RDFS
from evgraph.store.base import Store, Term

RDF_FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}


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
        label=_first(own, f"{RDFS}label") or iri,
        types=tuple(sorted(shorten(str(t.object)[1:-1]) for t in own if t.predicate.value == RDF_TYPE)),
        properties=_properties(own, labels),
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
    things = " ".join(sorted({str(t.object) for t in triples if isinstance(t.object, NamedNode)}))
    rows = store.select(
        f"SELECT ?thing (MIN(?text) AS ?label) WHERE {{ VALUES ?thing {{ {things} }} "
        f"?thing <{DCTERMS}identifier>|<{RDFS}label> ?text }} GROUP BY ?thing"
    ).rows
    return {_value(thing): _value(label) for thing, label in rows}


def _properties(triples: Sequence[Triple], labels: dict[str, str]) -> tuple[tuple[str, tuple[Value, ...]], ...]:
    found: dict[str, list[Value]] = {}
    for triple in triples:
        if triple.predicate.value == RDF_TYPE:
            continue
        term = triple.object
        iri = term.value if isinstance(term, NamedNode) else None
        text = labels.get(iri, shorten(iri)) if iri else _value(term if isinstance(term, Literal) else None)
        found.setdefault(shorten(triple.predicate.value), []).append(Value(text=text, iri=iri))
    return tuple((name, tuple(values)) for name, values in sorted(found.items()))


def _first(triples: Sequence[Triple], predicate: str) -> str | None:
    return next((_value(t.object) for t in triples if t.predicate.value == predicate), None)


def _value(term: Term | Triple | None) -> str:
    if isinstance(term, NamedNode | Literal | BlankNode):
        return term.value
    return "" if term is None else str(term)
