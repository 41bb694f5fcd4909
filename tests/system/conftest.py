from __future__ import annotations

from pathlib import Path

import pytest

from tests.system.running import FICHES, HAVENS, Evgraph


@pytest.fixture
def evgraph(tmp_path: Path) -> Evgraph:
    """The command line in an empty folder."""
    return Evgraph(folder=tmp_path)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Evgraph:
    """The command line in a folder where the graph of the three fiches is; only for reading."""
    made = Evgraph(folder=tmp_path_factory.mktemp("built"))
    made.ok("build", *FICHES)
    return made


@pytest.fixture(scope="session")
def one(tmp_path_factory: pytest.TempPathFactory) -> Evgraph:
    """The command line where the graph of one fiche is; only for reading."""
    made = Evgraph(folder=tmp_path_factory.mktemp("one"))
    made.ok("build", HAVENS)
    return made
