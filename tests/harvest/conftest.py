from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import evgraph
from evgraph.harvest import FetchReport
from evgraph.settings import Settings
from tests.harvest.chamber import Chamber, furnished, serve_chamber
from tests.harvest.koop import Publisher, serve_publisher
from tests.harvest.serving import Served

Fetch = Callable[..., FetchReport]


@pytest.fixture
def chamber() -> Chamber:
    return furnished()


@pytest.fixture
def served(chamber: Chamber) -> Iterator[Served]:
    with serve_chamber(chamber) as server:
        yield server


@pytest.fixture
def fetch(served: Served, tmp_path: Path) -> Fetch:
    """`evgraph.fetch` of dossier 99112 from the chamber, without waiting."""

    def run(dossier: str = "99112", *, timeout: float = 5, max_bytes: int = 2**20, **options: Any) -> FetchReport:
        settings = Settings(
            syncfeed=f"{served.address}/SyncFeed/2.0", fetch_delay=0, fetch_timeout=timeout, max_bytes=max_bytes
        )
        return evgraph.fetch(dossier, settings=settings, **{"output": tmp_path / "papers", **options})

    return run


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


@pytest.fixture
def press(publisher: Publisher) -> Iterator[Served]:
    with serve_publisher(publisher) as server:
        yield server


@pytest.fixture
def fetch_koop(press: Served, tmp_path: Path) -> Fetch:
    """`evgraph.fetch` of dossier 99112 from the publisher, without waiting."""

    def run(dossier: str = "99112", **options: Any) -> FetchReport:
        settings = Settings(sru=f"{press.address}/sru", fetch_delay=0, fetch_timeout=5, max_bytes=2**20)
        return evgraph.fetch(
            dossier, source="koop", settings=settings, **{"output": tmp_path / "publications", **options}
        )

    return run
