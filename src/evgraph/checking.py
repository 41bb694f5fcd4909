"""Checking: validate fiches, RDF files, or what is in the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, parse

from evgraph.authorities import load_authorities
from evgraph.errors import UnreadableDocument, UsageError
from evgraph.ingest.folders import files_in
from evgraph.mapping.shared import map_shared
from evgraph.pipeline import Refused, build_in_memory
from evgraph.settings import Settings
from evgraph.store import EmbeddedStore
from evgraph.validation import Finding, validate_quads

Named = tuple[str, Finding]
# RDF is the one form chosen by name: Turtle, N-Triples and JSON-LD cannot be told from prose by content.
_RDF = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}


def validate_paths(paths: Sequence[Path], settings: Settings) -> tuple[tuple[Named, ...], tuple[Refused, ...]]:
    """Validate files: RDF as it stands, anything else as a fiche.

    Raises:
        UsageError: there is no file to read at all.
    """
    files = list(files_in(paths))
    if not files:
        raise UsageError(f"no files in {', '.join(map(str, paths))}. Give a file or folder.")
    rdf = [path for path in files if path.suffix in _RDF]
    fiches = [path for path in files if path.suffix not in _RDF]
    found: list[Named] = []
    refused: list[Refused] = []
    for path in rdf:
        try:
            found += [(str(path), finding) for finding in validate_quads(_parsed(path, settings))]
        except UnreadableDocument as error:
            refused.append(Refused(path=path, reason=str(error)))
    if fiches:
        built, not_built = build_in_memory(fiches, settings=settings)
        found += [(one.subject, finding) for one in built for finding in one.findings]
        refused += not_built
    return tuple(found), tuple(refused)


def _parsed(path: Path, settings: Settings) -> list[Quad]:
    """Read an RDF file with the shared graphs around it; JSON-LD contexts are never fetched."""
    try:
        if path.stat().st_size > settings.max_bytes:
            raise UnreadableDocument(f"{path}: too large to validate. Raise EVGRAPH_MAX_MB if it must be.")
        quads = list(parse(path=path, format=_RDF[path.suffix]))
    except (OSError, SyntaxError, ValueError) as error:
        raise UnreadableDocument(f"{path}: cannot be read as RDF ({error}). Mend the file.") from error
    return [*quads, *map_shared(load_authorities(), base=settings.base)]


def validate_store(settings: Settings) -> tuple[Named, ...]:
    """Validate every document graph of the built store.

    Raises:
        StoreError: nothing was built yet.
    """
    store = EmbeddedStore.open(settings.store)
    shared = list(map_shared(load_authorities(), base=settings.base))
    common = {quad.graph_name for quad in shared}
    return tuple(_validated(store, shared, common))


def _validated(
    store: EmbeddedStore, shared: list[Quad], common: set[NamedNode | BlankNode | DefaultGraph]
) -> Iterator[Named]:
    graphs: dict[NamedNode, list[Quad]] = {}
    for quad in store.quads():
        if quad.graph_name not in common and isinstance(quad.graph_name, NamedNode):
            graphs.setdefault(quad.graph_name, []).append(quad)
    for name, quads in sorted(graphs.items(), key=lambda item: item[0].value):
        for finding in validate_quads([*quads, *shared]):
            yield name.value.rpartition("/graph/")[2], finding
