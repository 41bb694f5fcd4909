"""Where the files that ship with evgraph are: the ontology, the authorities, the queries.

In a checkout they lie at the top of the repository; in an installed wheel inside the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evgraph.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """Locate a shipped file or folder.

    Args:
        name: relative path such as `ontology/vocabularies.ttl` or `queries`.

    Raises:
        ResourceError: the installation is incomplete.
    """
    for root in (_PACKAGE / "_resources", _PACKAGE.parents[1]):
        path = root / name
        if path.exists():
            return path
    raise ResourceError(f"{name} is missing from this installation of evgraph; install it again.")


def package_files() -> Iterator[tuple[str, bytes]]:
    """Every module of evgraph and every shipped file it reads from, by name; in the same order on every machine."""
    for path in sorted(_PACKAGE.rglob("*.py")):
        yield path.relative_to(_PACKAGE).as_posix(), path.read_bytes()
    ontology = resource("ontology")
    for path in sorted(ontology.rglob("*")):
        if path.suffix in {".ttl", ".csv"}:
            yield path.relative_to(ontology).as_posix(), path.read_bytes()
