"""Tracing: how one paper leads to another. A networkx view on the store, never a second truth.

Nodes are IRIs with `id` (canonical string), `kind` and `loaded`; an edge stands for all mentions of one paper in
another and carries the footnotes and the quotes. A paper that is cited but not loaded is the frontier:
nobody can look beyond it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from evgraph.errors import UsageError
from evgraph.namespaces import CITO, DCTERMS, ELI, EV, OA, RDFS, SKOS
from evgraph.store.base import Store, Term

if TYPE_CHECKING:
    import networkx as nx

Direction = Literal["out", "in"]
_MOST_PATHS = 20
_CITATIONS = f"""
SELECT DISTINCT ?citing ?cited ?citing_id ?cited_id ?kind ?footnote ?quote ?start ?loaded WHERE {{
  ?citation <{CITO}hasCitingEntity> ?citing ; <{CITO}hasCitedEntity> ?cited ; <{EV}citationKind> ?kind ;
            <{OA}hasTarget> ?place ; <{CITO}hasCitationCharacterisation> <{CITO}cites> .
  ?place <{EV}quote> ?quote ; <{EV}startOffset> ?start .
  ?citing <{DCTERMS}identifier> ?citing_id .
  ?cited <{DCTERMS}identifier> ?cited_id .
  OPTIONAL {{ ?citation <{EV}inFootnote> ?note . ?note <{EV}noteNumber> ?footnote }}
  BIND (EXISTS {{ ?cited <{ELI}is_realized_by> ?text }} AS ?loaded)
}} ORDER BY ?citing ?start ?cited_id"""
# How a thing is called, the best name first: the title of a loaded paper, the name in the authorities, the number.
_LABELS = tuple(
    f'SELECT DISTINCT ?thing ?label WHERE {{ ?thing <{name}> ?label . FILTER (LANG(?label) = "nl") }} ORDER BY ?label'
    for name in (f"{RDFS}label", f"{SKOS}prefLabel", f"{ELI}title")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One paper in a trace.

    `footnotes` are those of the citing paper; `in_text` says that it is cited outside notes too. `repeated`
    marks a paper whose own citations were shown further up.
    """

    id: str
    iri: str
    label: str
    kind: str
    loaded: bool
    footnotes: tuple[int, ...] = ()
    in_text: bool = False
    quotes: tuple[str, ...] = ()
    repeated: bool = False
    children: tuple[Step, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The step and all under it as plain JSON."""
        return {
            "id": self.id,
            "iri": self.iri,
            "label": self.label,
            "kind": self.kind,
            "loaded": self.loaded,
            "footnotes": list(self.footnotes),
            "in_text": self.in_text,
            "quotes": list(self.quotes),
            "repeated": self.repeated,
            "children": [child.to_dict() for child in self.children],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The tree under one paper, and its frontier: what is cited in it but not loaded."""

    root: Step
    direction: Direction
    frontier: tuple[Step, ...]
    paths: tuple[tuple[Step, ...], ...] | None = None

    def steps(self) -> Iterator[tuple[int, Step]]:
        """Every step with its depth, in the order of the tree."""
        stack = [(0, self.root)]
        while stack:
            depth, step = stack.pop()
            yield depth, step
            stack += [(depth + 1, child) for child in reversed(step.children)]

    def to_dict(self) -> dict[str, Any]:
        """The trace as plain JSON."""
        found: dict[str, Any] = {
            "direction": self.direction,
            "tree": self.root.to_dict(),
            "frontier": [step.id for step in self.frontier],
        }
        if self.paths is not None:
            found["paths"] = [[step.to_dict() for step in path] for path in self.paths]
        return found


def citation_graph(store: Store) -> nx.DiGraph[str]:
    """Build the citation graph of everything that is loaded."""
    import networkx as nx

    labels = {_text(row[0]): _text(row[1]) for query in _LABELS for row in store.select(query).rows}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for row in store.select(_CITATIONS).rows:
        citing, cited, citing_id, cited_id, kind, footnote, quote, _, loaded = map(_text, row)
        _node(graph, citing, citing_id, "kamerstuk", loaded=True, labels=labels)
        _node(graph, cited, cited_id, kind, loaded=loaded == "true", labels=labels)
        if not graph.has_edge(citing, cited):
            graph.add_edge(citing, cited, footnotes=[], quotes=[], in_text=False)
        edge = graph.edges[citing, cited]
        edge["quotes"].append(quote)
        if not footnote:
            edge["in_text"] = True
        elif int(footnote) not in edge["footnotes"]:
            edge["footnotes"].append(int(footnote))
    return graph


def _node(
    graph: nx.DiGraph[str], iri: str, identifier: str, kind: str, *, loaded: bool, labels: dict[str, str]
) -> None:
    if iri not in graph:
        graph.add_node(iri, id=identifier, kind=kind, loaded=loaded, label=labels.get(iri) or identifier)
    elif kind != "named" and graph.nodes[iri]["kind"] == "named":
        graph.nodes[iri]["kind"] = kind


def trace_from(
    store: Store,
    iri: str,
    *,
    to: str | None = None,
    direction: Direction = "out",
    depth: int = 10,
) -> Trace:
    """Follow citations from a paper.

    Args:
        store: the store.
        iri: where to start.
        to: when given, the paths to this IRI are found too.
        direction: "out" to what it cites, "in" to what cites it.
        depth: how many steps to follow, at least 1.

    Raises:
        UsageError: nothing that is loaded is, or cites, the paper; or the depth is out of range.
    """
    if not 1 <= depth <= 50:
        raise UsageError("the depth must be between 1 and 50.")
    graph = citation_graph(store)
    if iri not in graph:
        raise UsageError(_not_loaded(iri))
    view = graph if direction == "out" else graph.reverse(copy=False)
    root = _tree(view, iri, depth)
    reached = {step.iri: step for _, step in Trace(root=root, direction=direction, frontier=()).steps()}
    frontier = tuple(step for step in reached.values() if not step.loaded and step.iri != iri)
    paths = None if to is None else tuple(_paths(view, iri, to, depth))
    return Trace(root=root, direction=direction, frontier=frontier, paths=paths)


def _not_loaded(iri: str) -> str:
    name = iri.rpartition("/id/")[2] or iri
    return f"{name} is not in the graph: it is not loaded and no loaded paper cites it. Build it with `evgraph build`."


def _tree(graph: nx.DiGraph[str], iri: str, depth: int) -> Step:
    """Build the tree; a paper is shown in full where the walk breadth first finds it first."""
    parents: dict[str, str | None] = {iri: None}
    level = [iri]
    for _ in range(depth - 1):
        following: list[str] = []
        for node in level:
            new = [child for child in graph.successors(node) if child not in parents]
            parents.update(dict.fromkeys(new, node))
            following += new
        level = following
    return _step(graph, None, iri, parents)


def _step(graph: nx.DiGraph[str], parent: str | None, iri: str, parents: dict[str, str | None]) -> Step:
    data: dict[str, Any] = graph.nodes[iri]
    edge: dict[str, Any] = graph.edges[parent, iri] if parent is not None else {}
    in_full = iri in parents and parents[iri] == parent
    return Step(
        id=data["id"],
        iri=iri,
        label=data["label"],
        kind=data["kind"],
        loaded=data["loaded"],
        footnotes=tuple(edge.get("footnotes", ())),
        in_text=bool(edge.get("in_text")),
        quotes=tuple(edge.get("quotes", ())),
        repeated=not in_full and iri in parents and graph.out_degree(iri) > 0,
        children=tuple(_step(graph, iri, child, parents) for child in graph.successors(iri)) if in_full else (),
    )


def _paths(graph: nx.DiGraph[str], start: str, end: str, depth: int) -> Iterator[tuple[Step, ...]]:
    import networkx as nx

    if end not in graph:
        raise UsageError(_not_loaded(end))
    found: Iterable[list[str]] = nx.shortest_simple_paths(graph, start, end)
    try:
        for path in islice(found, _MOST_PATHS):
            if len(path) - 1 > depth:
                return
            yield tuple(_step(graph, before, node, {}) for before, node in zip([None, *path[:-1]], path, strict=True))
    except nx.NetworkXNoPath:
        return


def as_networkx(trace: Trace) -> nx.DiGraph[str]:
    """The trace as a graph of canonical strings, for `dot` and `graphml`."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    parents: dict[int, str] = {}
    for depth, step in trace.steps():
        parents[depth] = step.id
        graph.add_node(step.id, label=step.label, kind=step.kind, loaded=step.loaded, iri=step.iri)
        if depth:
            edge = (parents[depth - 1], step.id) if trace.direction == "out" else (step.id, parents[depth - 1])
            graph.add_edge(*edge, footnotes=" ".join(map(str, step.footnotes)), in_text=step.in_text)
    return graph


def _text(term: Term | None) -> str:
    return "" if term is None else str(getattr(term, "value", term))
