"""The workshop: makes the papers of each file, in as many processes as there are files to make and cores to use.

A file that was made before and has not changed comes from the cache. What goes wrong with one file is told of that
file; the others are made all the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from evgraph.authorities import load_authorities
from evgraph.built import Built, built_from
from evgraph.errors import EvgraphError
from evgraph.identity import identify
from evgraph.ingest import Source, read_source, to_document
from evgraph.mapping import map_reading
from evgraph.mapping.shared import map_shared
from evgraph.paper_cache import PaperCache, key_of
from evgraph.reading import Reading, read_papers
from evgraph.settings import Settings
from evgraph.validation import validate_quads

# Starting a process costs some seconds; fewer files than this are made here.
_ENOUGH_FOR_PROCESSES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of one file: its papers, or why there are none; `cached` when it had not changed."""

    path: Path
    key: str | None = None
    papers: tuple[Built, ...] = ()
    refused: str | None = None
    cached: bool = False


def make_all(files: Sequence[Path], settings: Settings, cache: PaperCache | None) -> Iterator[Made]:
    """Make the papers of every file, in order.

    Args:
        files: the files.
        settings: base of IRIs and limits.
        cache: where unchanged files are found and new ones kept; None makes all of them anew and keeps none.
    """
    missing: list[Path] = []
    known: dict[Path, Made] = {}
    for path in files:
        found = _from_cache(path, settings, cache)
        if found is None:
            missing.append(path)
        else:
            known[path] = found
    made = _make_missing(missing, settings)
    for path in files:
        yield known[path] if path in known else _kept(next(made), cache)


def _from_cache(path: Path, settings: Settings, cache: PaperCache | None) -> Made | None:
    if cache is None:
        return None
    try:
        source = read_source(path, max_bytes=settings.max_bytes)
    except EvgraphError:
        return None  # told when it is made
    key = key_of(path, source.contents, settings.base)
    papers = cache.load(key, path)
    return None if papers is None else Made(path=path, key=key, papers=papers, cached=True)


def _kept(made: Made, cache: PaperCache | None) -> Made:
    if cache is None or made.key is None or not made.papers:
        return made
    return Made(path=made.path, key=made.key, papers=cache.keep(made.key, made.papers))


def _make_missing(files: Sequence[Path], settings: Settings) -> Iterator[Made]:
    cores = os.cpu_count() or 1
    # Elsewhere a new process runs the caller's script anew, or fork is not safe.
    if len(files) < _ENOUGH_FOR_PROCESSES or cores == 1 or sys.platform != "linux":
        yield from (make(path, settings) for path in files)
        return
    with ProcessPoolExecutor(max_workers=min(cores, len(files)), mp_context=get_context("fork")) as pool:
        yield from pool.map(make, files, [settings] * len(files), chunksize=4)


def make(path: Path, settings: Settings) -> Made:
    """Run every stage from ingest to validation on one file. Never raises for what the file holds."""
    try:
        source = read_source(path, max_bytes=settings.max_bytes)
        papers = tuple(_made(path, reading, settings) for reading in _readings(source, settings))
        return Made(path=path, key=key_of(path, source.contents, settings.base), papers=papers)
    except EvgraphError as error:
        return Made(path=path, refused=str(error))
    except (ValueError, ArithmeticError, LookupError, RecursionError, MemoryError) as error:
        # A bug of ours must not cost the user the other files of the run.
        what = f"{type(error).__name__}: {error}"
        return Made(path=path, refused=f"{path}: evgraph stumbled ({what}). This is an error of evgraph; report it.")


def _readings(source: Source, settings: Settings) -> tuple[Reading, ...]:
    return read_papers(to_document(source), base=settings.base)


def _made(path: Path, reading: Reading, settings: Settings) -> Built:
    identity = identify(reading.fiche)
    quads = tuple(map_reading(reading, identity, load_authorities(), base=settings.base))
    findings = validate_quads([*quads, *_around(quads, _shared(settings.base))])
    return built_from(path, reading, identity, quads, findings, settings.base)


@lru_cache(maxsize=1)
def _shared(base: str) -> dict[str, list[Quad]]:
    found: dict[str, list[Quad]] = {}
    for quad in map_shared(load_authorities(), base=base):
        found.setdefault(str(quad.subject), []).append(quad)
    return found


def _around(quads: Iterable[Quad], shared: dict[str, list[Quad]]) -> Iterator[Quad]:
    """What the shared graphs say of the things a fiche points to; shapes look no further."""
    for thing in {str(quad.object) for quad in quads if isinstance(quad.object, NamedNode)}:
        yield from shared.get(thing, ())
