"""The embedded store: Oxigraph on disk, built beside and swapped in whole.

    <folder>/generations/<hash>/store      the database, named after the hash of its content
    <folder>/generations/<hash>/graph.nq   the same as N-Quads, graph after graph
    <folder>/generations/<hash>/record.json  what the build wrote down about it
    <folder>/CURRENT                       the hash that readers open; replaced in one step

A build that is killed leaves CURRENT, and so the previous store, as it was. Building the same content
again changes nothing. The generation before the current one is kept for readers that have it open.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Triple
from pyoxigraph import Store as Oxigraph

from evgraph.errors import QueryRefused, StoreError
from evgraph.sparql_text import graphs_asked_for
from evgraph.store.base import Rows, Term

_CURRENT = "CURRENT"
_GENERATIONS = "generations"
_LINES, _RECORD = "graph.nq", "record.json"
_BESIDE = ".building-"
_LOCK_SECONDS = 10
# The first letter of the word, but for the variable "?service", which can be no keyword.
_SERVICE = re.compile(r"(?<![?$])s(?=ervice)", re.IGNORECASE)


class EmbeddedStore:
    """A read-only view on a built store, or on quads in memory."""

    def __init__(self, database: Oxigraph) -> None:
        self._database = database

    @classmethod
    def open(cls, folder: Path) -> EmbeddedStore:
        """Open the current generation.

        Raises:
            StoreError: nothing was built yet, or the database cannot be opened.
        """
        current = current_generation(folder)
        if current is None:
            raise StoreError(f"{folder}: no graph has been built here. Run `evgraph build`, or set EVGRAPH_STORE.")
        try:
            return cls(Oxigraph.read_only(str(current / "store")))
        except OSError as error:
            raise StoreError(f"{current}: cannot be opened ({error}). Run `evgraph build` again.") from error

    @classmethod
    def in_memory(cls, quads: Iterator[Quad] | Sequence[Quad]) -> EmbeddedStore:
        """Hold quads in memory."""
        database = Oxigraph()
        database.extend(quads)
        return cls(database)

    def select(self, query: str) -> Rows:
        """Run a SELECT; see `evgraph.store.base.Store`."""
        result = self._run(query)
        if not isinstance(result, QuerySolutions):
            raise QueryRefused("this is no SELECT query.")
        variables = tuple(variable.value for variable in result.variables)
        rows = tuple(tuple(_term(solution[name]) for name in variables) for solution in result)
        return Rows(variables=variables, rows=rows)

    def ask(self, query: str) -> bool:
        """Run an ASK."""
        result = self._run(query)
        if not isinstance(result, QueryBoolean):
            raise QueryRefused("this is no ASK query.")
        return bool(result)

    def construct(self, query: str) -> Sequence[Triple]:
        """Run a CONSTRUCT or DESCRIBE."""
        result = self._run(query)
        if not isinstance(result, QueryTriples):
            raise QueryRefused("this is no CONSTRUCT or DESCRIBE query.")
        return sorted(result, key=str)

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs."""
        return iter(sorted(str(graph)[1:-1] for graph in self._database.named_graphs()))

    def quads(self) -> Iterator[Quad]:
        """Every quad of the dataset."""
        return iter(self._database)

    def _run(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        try:
            # With the union switched on Oxigraph does not look at FROM, so a query that has one goes without.
            union = not graphs_asked_for(query)
            return self._database.query(_without_service(query), use_default_graph_as_union=union)
        except SyntaxError as error:
            hint = " Write the word 'service' in strings and full IRIs only." if _SERVICE.search(query) else ""
            raise QueryRefused(f"the query is not valid SPARQL: {error}.{hint}") from error


def _without_service(query: str) -> str:
    """Make SERVICE impossible: Oxigraph would follow it to any host.

    The word is written with an escape. In strings and IRIs that means the same; as a keyword it is a syntax error.
    No reading of the query can be fooled here, as nothing is read.
    """
    return _SERVICE.sub(lambda match: f"\\u{ord(match.group()):04X}", query)


def _term(value: object) -> Term | None:
    if value is None or isinstance(value, Term):
        return value
    raise QueryRefused("the query returns triples as values, which evgraph does not print.")


def current_generation(folder: Path) -> Path | None:
    """The folder of the generation that readers open, or None when nothing was built."""
    try:
        name = (folder / _CURRENT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    path = folder / _GENERATIONS / name
    return path if name.isalnum() and path.is_dir() else None


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
def _locked(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=_LOCK_SECONDS):
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
