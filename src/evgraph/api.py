"""The public functions, one for each command. Import them from `evgraph`.

Each takes plain values and returns objects; none prints. Settings come from the environment unless given.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date as Date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from evgraph.errors import UsageError
from evgraph.settings import Settings

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple
    from rdflib import Dataset

    from evgraph.describing import Resource
    from evgraph.harvest import Clock, FetchReport, Source
    from evgraph.harvest import Progress as FetchProgress
    from evgraph.model import Reference
    from evgraph.pipeline import BuildReport, Progress, Refused
    from evgraph.querying import Answer, Question
    from evgraph.reading import Reading
    from evgraph.store import Store
    from evgraph.tracing import Direction, Trace
    from evgraph.validation import Finding

AnyPath = str | PathLike[str]


def build(*paths: AnyPath, settings: Settings | None = None, progress: Progress | None = None) -> BuildReport:
    """Turn files into the graph and make it the current store.

    Args:
        *paths: files and folders; `data/fiches` when there are none. The store then holds exactly these.
        settings: where to store and which limits; from the environment when left out.
        progress: called with (files done, files in all, name of the next).

    Returns:
        What was built, refused and found.

    Raises:
        UsageError: there is no file to read.
        StoreError: the store cannot be written.
    """
    from evgraph.pipeline import run

    return run([Path(path) for path in paths], settings=settings, progress=progress)


def refs(text: str, *, date: str | Date | None = None) -> tuple[Reference, ...]:
    """Find every reference in any Dutch text.

    Args:
        text: the text itself; of a file give `Path("letter.txt").read_text()`.
        date: of the document, a date or ISO 8601; names that did not exist then are not meant.

    Returns:
        References in order of `start`; offsets in code points, `text[start:end] == reference.text`.

    Raises:
        TypeError: the text is no string.
        ValueError: the date is not ISO 8601.

    Example:
        >>> import evgraph
        >>> [reference.target for reference in evgraph.refs("Zie Kamerstuk 22 112, nr. 3761 en artikel 207 VWEU.")]
        ['kst-22112-3761', 'TFEU/207']
    """
    from evgraph.reading import find_references

    if not isinstance(text, str):
        raise TypeError(f"refs takes the text itself, not {type(text).__name__}; of a file give path.read_text()")
    day = Date.fromisoformat(date) if isinstance(date, str) else date
    return find_references(text, date=day.isoformat() if day else None, base=Settings.from_environment().base)


def annotate(text: str, *, date: str | Date | None = None) -> str:
    """Turn any Dutch text into HTML in which every reference is a link.

    Args:
        text: the text; markup in it is shown, never obeyed.
        date: of the document, a date or ISO 8601; names that did not exist then are not meant.

    Returns:
        One `<div>`, fit for a page or a notebook. Links lead to the publishers' pages, which were not fetched.
    """
    from evgraph.annotation import annotate_text

    return annotate_text(text, refs(text, date=date))


def read(path: AnyPath) -> Reading:
    """Read a fiche: its header, general table, sections, footnotes, and all that is found in it.

    Raises:
        UnreadableDocument: the file holds no readable text.
        NotAFiche: the text is no fiche.
    """
    from evgraph.ingest import ingest
    from evgraph.reading import read_document

    settings = Settings.from_environment()
    return read_document(ingest(Path(path), max_bytes=settings.max_bytes), base=settings.base)


def open_store(*, settings: Settings | None = None, endpoint: str | None = None) -> Store:
    """Open the built store, or a remote endpoint.

    Raises:
        StoreError: nothing was built yet.
        UsageError: the endpoint is no http(s) address.
    """
    from evgraph.store import EmbeddedStore, RemoteStore

    if endpoint is not None:
        return RemoteStore(endpoint)
    return EmbeddedStore.open((settings or Settings.from_environment()).store)


def query(
    name: str,
    parameters: Mapping[str, str] | None = None,
    *,
    store: Store | None = None,
    settings: Settings | None = None,
) -> Answer:
    """Ask a question.

    Args:
        name: of a shipped question ("late-fiches"), or a path to a .rq file.
        parameters: values as text; an identifier may be canonical ("kst-22112-4239") or an IRI.
        store: what to ask; the built store when left out.
        settings: for base and language; from the environment when left out.

    Raises:
        UsageError: there is no such question, or a parameter does not fit.
        QueryRefused: the query would leave the loaded data or change it.
    """
    from evgraph.querying import ask, find_question, read_query, run_file

    settings = settings or Settings.from_environment()
    question = find_question(name)
    target = store or open_store(settings=settings)
    if question is None:
        if parameters:
            raise UsageError(f"{name} has no #+ header, so it takes no parameters.")
        return run_file(target, read_query(Path(name)), base=settings.base)
    return ask(target, question, parameters or {}, language=settings.language, base=settings.base)


def queries() -> tuple[Question, ...]:
    """List the questions that ship with evgraph."""
    from evgraph.querying import list_questions

    return list_questions()


def show(identifier: str, *, store: Store | None = None, settings: Settings | None = None) -> Resource:
    """Show everything the graph says of one thing.

    Args:
        identifier: canonical string or IRI.
        store: what to ask; the built store when left out.
        settings: for the base; from the environment when left out.

    Raises:
        UsageError: it is no identifier, or nothing is known of it.
    """
    from evgraph.describing import describe_resource
    from evgraph.querying import to_iri

    settings = settings or Settings.from_environment()
    return describe_resource(store or open_store(settings=settings), to_iri(identifier, base=settings.base))


def trace(
    identifier: str,
    *,
    to: str | None = None,
    direction: Direction = "out",
    depth: int = 10,
    store: Store | None = None,
    settings: Settings | None = None,
) -> Trace:
    """Follow references from a paper, or back to it.

    Args:
        identifier: of the paper, canonical string or IRI.
        to: another paper; the paths to it are found too.
        direction: "out" to what it cites, "in" to what cites it.
        depth: how many steps.
        store: what to ask; the built store when left out.
        settings: for the base; from the environment when left out.

    Raises:
        UsageError: a paper is not in the graph.
    """
    from evgraph.querying import to_iri
    from evgraph.tracing import trace_from

    settings = settings or Settings.from_environment()
    return trace_from(
        store or open_store(settings=settings),
        to_iri(identifier, base=settings.base),
        to=None if to is None else to_iri(to, base=settings.base),
        direction=direction,
        depth=depth,
    )


def validate(
    *paths: AnyPath, settings: Settings | None = None
) -> tuple[tuple[tuple[str, Finding], ...], tuple[Refused, ...]]:
    """Validate fiches or RDF files with SHACL, without storing anything.

    Args:
        *paths: files and folders; without any, the built store is validated.
        settings: limits and base; from the environment when left out.

    Returns:
        Findings with the name of their document, and the files that could not be read.
    """
    from evgraph.checking import validate_paths, validate_store

    settings = settings or Settings.from_environment()
    if not paths:
        return validate_store(settings), ()
    return validate_paths([Path(path) for path in paths], settings)


def fetch(
    dossier: str,
    *,
    source: Source = "tk",
    since: str | Date | None = None,
    output: AnyPath | None = None,
    limit: int | None = None,
    settings: Settings | None = None,
    progress: FetchProgress | None = None,
    clock: Clock | None = None,
) -> FetchReport:
    """Fetch the papers of a dossier, with what their publisher says of them; again, only what is new or changed.

    Args:
        dossier: its number, "22112" or "21501-20".
        source: "tk", the Tweede Kamer, or "koop", the official publications.
        since: leave out papers dated before this date, ISO 8601.
        output: folder; `data/fetched/<dossier>` when left out.
        limit: the most papers to download.
        settings: addresses, contact and patience; from the environment when left out.
        progress: called with (what is read, how much is done, how much there is or None).
        clock: of the times in the manifest; this machine's when left out.

    Raises:
        UsageError: the folder holds the papers of another dossier, or the limit is below 1.
        InvalidIdentifier: this is no number of a dossier.
        ValueError: the date is not ISO 8601.
        FetchError: the source could not be reached, or does not know the dossier.
    """
    from evgraph.harvest import harvest, order_for

    day = Date.fromisoformat(since) if isinstance(since, str) else since
    order = order_for(dossier, source=source, since=day, output=None if output is None else Path(output), limit=limit)
    return harvest(order, settings or Settings.from_environment(), clock=clock, progress=progress)


def to_rdflib(quads: Iterable[Quad]) -> Dataset:
    """Turn quads into an rdflib Dataset, for use with other Python tools.

    The default graph of the dataset is the union of all graphs, as everywhere in evgraph.
    """
    from pyoxigraph import NamedNode, RdfFormat, serialize
    from rdflib import Dataset, URIRef

    by_graph: dict[str, list[Triple]] = {}
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        by_graph.setdefault(name, []).append(quad.triple)
    dataset = Dataset(default_union=True)
    for name, triples in sorted(by_graph.items()):
        data = io.BytesIO()
        serialize(triples, data, format=RdfFormat.N_TRIPLES)
        graph = dataset.graph(URIRef(name)) if name else dataset
        graph.parse(data=data.getvalue(), format="nt")
    return dataset
