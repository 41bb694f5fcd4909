"""evgraph: a knowledge graph of Dutch BNC-fiches, with the sentence each fact rests on.

The public functions are those of the command line; they are imported when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evgraph.version import __version__

if TYPE_CHECKING:
    from evgraph.api import (
        annotate,
        build,
        fetch,
        open_store,
        queries,
        query,
        read,
        refs,
        show,
        to_rdflib,
        trace,
        validate,
    )
    from evgraph.settings import Settings

__all__ = [
    "Settings",
    "__version__",
    "annotate",
    "build",
    "fetch",
    "open_store",
    "queries",
    "query",
    "read",
    "refs",
    "show",
    "to_rdflib",
    "trace",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name == "Settings":
        from evgraph.settings import Settings

        return Settings
    if name in __all__:
        from evgraph import api

        return getattr(api, name)
    raise AttributeError(f"module 'evgraph' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
