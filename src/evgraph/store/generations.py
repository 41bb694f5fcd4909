"""Generations of a store: Oxigraph on disk, built beside and swapped in whole.

    <folder>/generations/<hash>/store      the database, named after the hash of its content
    <folder>/generations/<hash>/graph.nq   the same as N-Quads, graph after graph
    <folder>/generations/<hash>/record.json  what the build wrote down about it
    <folder>/CURRENT                       the hash that readers open; replaced in one step

A build that is killed leaves CURRENT, and so the previous store, as it was. Building the same content
again changes nothing. The generation before the current one is kept for readers that have it open.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from filelock import FileLock, Timeout
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize
from pyoxigraph import Store as Oxigraph

from evgraph.errors import StoreError

_CURRENT = "CURRENT"
_GENERATIONS = "generations"
_LINES, _RECORD = "graph.nq", "record.json"
_BESIDE = ".building-"
_BUILDING = ".building.lock"
_LOCK_SECONDS = 10


def current_generation(folder: Path) -> Path | None:
    """The folder of the generation that readers open, or None when nothing was built."""
    try:
        name = (folder / _CURRENT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    path = folder / _GENERATIONS / name
    return path if name.isalnum() and path.is_dir() else None


def open_current(folder: Path) -> Oxigraph:
    """Open the database of the current generation, for reading.

    Raises:
        StoreError: nothing was built yet, or the database cannot be opened.
    """
    current = current_generation(folder)
    if current is None:
        raise StoreError(f"{folder}: no graph has been built here. Run `evgraph build`, or set EVGRAPH_STORE.")
    try:
        return Oxigraph.read_only(str(current / "store"))
    except OSError as error:
        raise StoreError(f"{current}: cannot be opened ({error}). Run `evgraph build` again.") from error


def write_generation(folder: Path, blocks: Iterable[bytes], *, record: str = "") -> bool:
    """Build a store beside the current one and swap it in.

    Args:
        folder: the store's folder; made when missing.
        blocks: the whole dataset as N-Quads, graph after graph, in the same order every time.
        record: what the build wants to find again (`read_record`).

    Returns:
        Whether the content differs from the current generation.

    Raises:
        StoreError: another build holds the folder, or it cannot be written.
    """
    with _locked(folder):
        return _write(folder, blocks, record)


def replace_graph(folder: Path, name: str, make: Callable[[Sequence[Quad]], Iterable[Quad]]) -> bool:
    """Replace one named graph of the current generation and leave the others; no build can come between.

    Args:
        folder: the store's folder.
        name: IRI of the graph; it becomes the last.
        make: given the quads of the other graphs, yields those of the new one.

    Returns:
        Whether the content differs from the current generation.

    Raises:
        StoreError: nothing was built yet, another build holds the folder, or it cannot be written.
    """
    with _locked(folder):
        others = [quad for quad in open_current(folder) if quad.graph_name != NamedNode(name)]
        current = current_generation(folder)
        if current is None:
            raise StoreError(f"{folder}: no graph has been built here. Run `evgraph build`, or set EVGRAPH_STORE.")
        kept = _lines_outside(current / _LINES, f"<{name}> .\n".encode())
        return _write(folder, chain(kept, [sorted_lines(make(others))]), read_record(folder))


def sorted_lines(quads: Iterable[Quad]) -> bytes:
    """Quads as N-Quads, a line each, in order of their text."""
    unsorted = io.BytesIO()
    serialize(quads, unsorted, format=RdfFormat.N_QUADS)
    return b"".join(sorted(unsorted.getvalue().splitlines(keepends=True)))


def _lines_outside(path: Path, ending: bytes) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from (line for line in file if not line.endswith(ending))


def read_record(folder: Path) -> str:
    """What the build of the current generation wrote down; empty when nothing was built, or it wrote nothing."""
    current = current_generation(folder)
    try:
        return "" if current is None else (current / _RECORD).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def confirm_generation(folder: Path) -> bool:
    """Remove what killed builds left, and tell whether there is a current generation that can be opened.

    Raises:
        StoreError: another build holds the folder.
    """
    current = current_generation(folder)
    if current is None:
        return False
    with _locked(folder):
        _remove_half_written(folder / _GENERATIONS)
        return _opens(current)


@contextmanager
def building(folder: Path) -> Iterator[None]:
    """Hold a store for a whole build: what a build keeps on the way belongs to it alone.

    A folder that is still empty afterwards is removed: nothing could be read.

    Raises:
        StoreError: another build holds it, or it cannot be written.
    """
    with _locked(folder, _BUILDING):
        yield
        if {path.name for path in folder.iterdir()} == {_BUILDING}:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path, name: str = ".lock") -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / name, timeout=_LOCK_SECONDS):
            yield
    except Timeout:
        raise StoreError(f"{folder}: another build is running there. Wait for it, or use --store.") from None
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written ({error}). Check space and permissions.") from error


def _write(folder: Path, blocks: Iterable[bytes], record: str) -> bool:
    generations = folder / _GENERATIONS
    generations.mkdir(exist_ok=True)
    _remove_half_written(generations)
    current = current_generation(folder)
    beside = Path(tempfile.mkdtemp(prefix=_BESIDE, dir=generations))
    try:
        name = _write_lines(beside / _LINES, blocks)
        target = generations / name
        if target.is_dir() and not _opens(target):
            shutil.rmtree(target)
        elif current is not None and current.name == name:
            _replace_text(target / _RECORD, record)
            return False
        if not target.is_dir():
            _replace_text(beside / _RECORD, record)
            _load_beside(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    _replace_text(folder / _CURRENT, f"{name}\n")
    _remove_all_but(generations, {target, current})
    return True


def _write_lines(path: Path, blocks: Iterable[bytes]) -> str:
    """Write all N-Quads, and name them by their hash."""
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for block in blocks:
            digest.update(block)
            file.write(block)
    return digest.hexdigest()[:32]


def _opens(generation: Path) -> bool:
    """Whether a generation is whole; a damaged one is built anew."""
    try:
        database = Oxigraph.read_only(str(generation / "store"))
        return next(iter(database), None) is not None
    except OSError:
        return False


def _load_beside(beside: Path, target: Path) -> None:
    database = Oxigraph(str(beside / "store"))
    database.bulk_load(path=str(beside / _LINES), format=RdfFormat.N_QUADS)
    database.flush()
    del database
    beside.chmod(0o755)
    beside.rename(target)


def _replace_text(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    with beside.open("rb") as file:
        os.fsync(file.fileno())
    beside.replace(path)


def _remove_half_written(generations: Path) -> None:
    """Remove what killed builds left; the lock is held, so nobody is writing it."""
    for path in generations.glob(f"{_BESIDE}*"):
        shutil.rmtree(path, ignore_errors=True)


def _remove_all_but(generations: Path, kept: set[Path | None]) -> None:
    """Remove older generations."""
    for path in generations.iterdir():
        if path not in kept:
            shutil.rmtree(path, ignore_errors=True)
