"""Which files a path stands for: itself, or the files in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from evgraph.ingest.beside import has_paper, is_record


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files as given, and those in folders in order of name.

    In folders, hidden files and links that lead out of the folder are left out, and records beside a paper: they are
    read with it. A record without its paper is yielded, so that it is named.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        root = path.resolve()
        everything = sorted(path.rglob("*"))
        papers = frozenset((found.parent, found.stem) for found in everything if not is_record(found))
        for found in everything:
            hidden = any(part.startswith(".") for part in found.relative_to(path).parts)
            if is_record(found) and found.is_file() and has_paper(found, papers):
                continue
            if not hidden and found.is_file() and found.resolve().is_relative_to(root):
                yield found
