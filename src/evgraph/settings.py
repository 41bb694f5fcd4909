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

SYNCFEED = "https://gegevensmagazijn.tweedekamer.nl/SyncFeed/2.0"
SRU = "https://repository.overheid.nl/sru"
CONTACT = "https://w3id.org/evgraph/"

VARIABLES = {
    "EVGRAPH_STORE": "folder of the built graph (default: data/build)",
    "EVGRAPH_BASE": f"base of minted IRIs, ending in a slash (default: {BASE})",
    "EVGRAPH_LANG": "language of answers, nl or en (default: nl)",
    "EVGRAPH_MAX_MB": "largest file that is read or fetched, in MB (default: 20)",
    "EVGRAPH_SYNCFEED": f"address of the Tweede Kamer's SyncFeed (default: {SYNCFEED})",
    "EVGRAPH_SRU": f"address of the search of official publications (default: {SRU})",
    "EVGRAPH_CONTACT": f"how a publisher can reach who fetches: an e-mail address or page (default: {CONTACT})",
    "EVGRAPH_FETCH_DELAY": "seconds between two requests, 0 to 60 (default: 0.5)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How evgraph runs; `max_bytes` bounds a single file, `fetch_delay` and `fetch_timeout` are in seconds."""

    store: Path = Path("data/build")
    base: str = BASE
    language: Language = "nl"
    max_bytes: int = 20 * 1024 * 1024
    syncfeed: str = SYNCFEED
    sru: str = SRU
    contact: str = CONTACT
    fetch_delay: float = 0.5
    fetch_timeout: float = 30.0

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
            syncfeed=_address(environment, "EVGRAPH_SYNCFEED", SYNCFEED),
            sru=_address(environment, "EVGRAPH_SRU", SRU),
            contact=_contact(environment),
            fetch_delay=_delay(environment),
        )


def _address(environment: Mapping[str, str], name: str, default: str) -> str:
    address = environment.get(name) or default
    if not re.fullmatch(r"https?://[\w.-]+(?::[0-9]+)?(?:/[\w.~-]+)*/?", address):
        raise UsageError(f"{name} is '{address}'; set it to a plain http(s) address.")
    return address.rstrip("/")


def _contact(environment: Mapping[str, str]) -> str:
    contact = environment.get("EVGRAPH_CONTACT") or CONTACT
    # It goes into a header in brackets: printable ASCII without brackets, such as "mail@example.org".
    if not re.fullmatch(r"[!-'*-~][ -'*-~]{0,199}", contact):
        raise UsageError(f"EVGRAPH_CONTACT is '{contact}'; set it to an e-mail address or the address of a page.")
    return contact


def _delay(environment: Mapping[str, str]) -> float:
    delay = environment.get("EVGRAPH_FETCH_DELAY") or "0.5"
    if not re.fullmatch(r"[0-9]{1,2}(?:\.[0-9]{1,3})?", delay) or float(delay) > 60:
        raise UsageError(f"EVGRAPH_FETCH_DELAY is '{delay}'; set it to a number of seconds from 0 to 60.")
    return float(delay)
