"""The cache of answers: one small JSON file per CELEX number, negative answers too.

    <store>/enrich/cellar/52026PC0931.json

A file appears whole or not at all. One that cannot be read counts as never asked, so the next run asks again.
"""

from __future__ import annotations

from pathlib import Path

from evgraph.enrichment.facts import Answer
from evgraph.errors import StoreError

_LARGEST = 1024 * 1024


def cache_of(store: Path) -> Path:
    """The folder of the answers of Cellar, below that of the store."""
    return store / "enrich" / "cellar"


def cached_answer(folder: Path, celex: str) -> Answer | None:
    """What was answered for a number, or None when it was not asked or the file is damaged."""
    path = _path(folder, celex)
    try:
        if path.stat().st_size > _LARGEST:
            return None
        answer = Answer.from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return answer if answer.celex == celex else None


def keep_answer(folder: Path, answer: Answer) -> None:
    """Write an answer in one step.

    Raises:
        StoreError: the folder cannot be written.
    """
    path = _path(folder, answer.celex)
    beside = path.with_name(f".{path.name}.new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_text(answer.to_json(), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written ({error}). Check space and permissions.") from error


def _path(folder: Path, celex: str) -> Path:
    return folder / f"{celex}.json"
