"""Settings: from the environment, with defaults that need none. Documented in docs/settings.md."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from evgraph.errors import UsageError
from evgraph.identifiers import BASE
from evgraph.messages import Language

CELLAR = "https://publications.europa.eu/webapi/rdf/sparql"
VARIABLES = {
    "EVGRAPH_STORE": "folder of the built graph (default: data/build)",
    "EVGRAPH_BASE": f"base of minted IRIs, ending in a slash (default: {BASE})",
    "EVGRAPH_LANG": "language of answers, nl or en (default: nl)",
    "EVGRAPH_MAX_MB": "largest file that is read, in MB (default: 20)",
    "EVGRAPH_CELLAR": f"SPARQL endpoint that `evgraph enrich` asks (default: {CELLAR})",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How evgraph runs; `max_bytes` bounds a single input file."""

    store: Path = Path("data/build")
    base: str = BASE
    language: Language = "nl"
    max_bytes: int = 20 * 1024 * 1024
    cellar: str = CELLAR

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings.

        Raises:
            UsageError: a variable has a value that cannot be used.
        """
        language = environment.get("EVGRAPH_LANG") or "nl"
        if language not in {"nl", "en"}:
            raise UsageError(f"EVGRAPH_LANG is '{language}'; set it to nl or en.")
        base = environment.get("EVGRAPH_BASE") or BASE
        if not re.fullmatch(r"https?://[\w.-]+(?::[0-9]+)?(?:/[\w.~-]+)*/", base):
            raise UsageError(f"EVGRAPH_BASE is '{base}'; set it to an http(s) IRI that ends in a slash.")
        size = environment.get("EVGRAPH_MAX_MB") or "20"
        if not re.fullmatch(r"[0-9]{1,9}", size) or int(size) == 0:
            raise UsageError(f"EVGRAPH_MAX_MB is '{size}'; set it to a whole number of MB.")
        return cls(
            store=Path(environment.get("EVGRAPH_STORE") or "data/build"),
            base=base,
            language=cast("Language", language),
            max_bytes=int(size) * 1024 * 1024,
            cellar=environment.get("EVGRAPH_CELLAR") or CELLAR,
        )
