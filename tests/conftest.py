from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evgraph.pipeline import BuildReport, run
from evgraph.settings import Settings
from evgraph.store import EmbeddedStore
from tests.corpus import CORPUS

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests may talk to this machine only."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in _LOOPBACK:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildReport, Settings]:
    """The three golden cases of `answers.json`, built once into a store on disk."""
    settings = Settings(store=tmp_path_factory.mktemp("corpus"))
    return run([case.input for case in CORPUS], settings=settings), settings


@pytest.fixture(scope="session")
def corpus_store(corpus: tuple[BuildReport, Settings]) -> EmbeddedStore:
    return EmbeddedStore.open(corpus[1].store)


@pytest.fixture
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    yield tmp_path
