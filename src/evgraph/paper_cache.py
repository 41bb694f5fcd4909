"""The paper cache: what was made of a file, kept under the hash of everything it depends on.

    <store>/papers/<key>.json   what was found and what was odd, for each paper of the file
    <store>/papers/<key>-N.nq   the graph of its N-th paper

The key holds the bytes of the file and of what its publisher says beside it, its name, the base of IRIs, and every
module, ontology and authority file of evgraph. So an unchanged file is skipped, and never by mistake.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from evgraph.built import Built
from evgraph.errors import StoreError
from evgraph.resources import package_files

_FOLDER = "papers"


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """The hash of evgraph itself: its modules, ontology and authorities."""
    digest = hashlib.sha256()
    for name, data in package_files():
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def key_of(path: Path, contents: Iterable[bytes], base: str) -> str:
    """The key of a file: its name, its bytes and those of the files beside it."""
    digest = hashlib.sha256(f"{fingerprint()}\0{base}\0{path.name}\0".encode(errors="replace"))
    for data in contents:
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()[:40]


class PaperCache:
    """The cache of one store. Whoever writes it holds the lock of the store or writes files nobody else reads yet."""

    def __init__(self, store: Path) -> None:
        self._folder = store / _FOLDER

    def load(self, key: str, path: Path) -> tuple[Built, ...] | None:
        """The papers of a file, or None when it was not built before or the cache is damaged."""
        try:
            entries = json.loads((self._folder / f"{key}.json").read_text(encoding="utf-8"))
            papers = tuple(
                Built.from_json(entry, path=path, data=self._graph(key, number)) for number, entry in enumerate(entries)
            )
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return papers if papers and all(_is_whole(paper) for paper in papers) else None

    def keep(self, key: str, papers: Sequence[Built]) -> tuple[Built, ...]:
        """Write the papers of a file, and return them with their graphs on disk.

        Raises:
            StoreError: the store cannot be written.
        """
        try:
            return self._keep(key, papers)
        except OSError as error:
            folder = self._folder.parent
            raise StoreError(f"{folder}: cannot be written ({error}). Check space and permissions.") from error

    def _keep(self, key: str, papers: Sequence[Built]) -> tuple[Built, ...]:
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = []
        for number, paper in enumerate(papers):
            graph = self._graph(key, number)
            _replace(graph, paper.lines())
            kept.append(replace(paper, data=graph))
        _replace(self._folder / f"{key}.json", json.dumps([paper.to_json() for paper in papers]).encode())
        return tuple(kept)

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Remove what no file of the last build has."""
        kept = set(keys)
        for path in self._folder.glob("*"):
            if path.stem.partition("-")[0] not in kept:
                path.unlink(missing_ok=True)

    def _graph(self, key: str, number: int) -> Path:
        return self._folder / f"{key}-{number}.nq"


def _is_whole(paper: Built) -> bool:
    try:
        return isinstance(paper.data, Path) and paper.data.stat().st_size == paper.size
    except OSError:
        return False


def _replace(path: Path, data: bytes) -> None:
    """Write a file in one step: a build that is killed leaves no half one."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)
