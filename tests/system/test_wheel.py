"""The wheel: installed without an index in an empty environment, it does the main job outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.system.running import REPOSITORY, SAMPLE

WHEELS = REPOSITORY / ".wheels"
_PIP = ("--no-index", "--disable-pip-version-check", "--quiet")


def run(*command: str | Path, folder: Path) -> str:
    """Run a program that must succeed, with nothing of this environment but the path."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        *_PIP,
        "--no-build-isolation",
        "--no-deps",
        "-w",
        folder,
        REPOSITORY,
        folder=folder,
    )
    (made,) = folder.glob("evgraph-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an environment of its own, the sample, and its graph."""
    assert WHEELS.is_dir(), f"{WHEELS} is missing: run `make build` once, which collects the packages."
    folder = tmp_path_factory.mktemp("outside")
    run(sys.executable, "-m", "venv", folder / "venv", folder=folder)
    run(folder / "venv/bin/pip", "install", *_PIP, "--find-links", WHEELS, wheel, folder=folder)
    (folder / "data/fiches").mkdir(parents=True)
    (folder / "data/fiches" / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
    assert "kst-22112-4239" in run(folder / "venv/bin/evgraph", "build", folder=folder)
    return folder


def test_the_wheel_holds_the_package_its_resources_and_no_more(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("py.typed", "cli/main.py", "_resources/ontology/evgraph.ttl", "_resources/queries/late-fiches.rq"):
        assert f"evgraph/{name}" in names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"evgraph"}
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]


def test_the_wheel_ships_every_file_of_the_ontology_and_the_queries(wheel: Path) -> None:
    shipped = {name.removeprefix("evgraph/_resources/") for name in zipfile.ZipFile(wheel).namelist()}
    here = {
        str(path.relative_to(REPOSITORY))
        for top in ("ontology", "queries")
        for path in (REPOSITORY / top).rglob("*")
        if path.is_file()
    }
    assert here
    assert here <= shipped


def test_an_answer_outside_the_checkout(installed: Path) -> None:
    answer = json.loads(
        run(installed / "venv/bin/evgraph", "query", "late-fiches", "--format", "json", folder=installed)
    )
    assert [(row["fiche"], row["days_late"]) for row in answer["rows"]] == [("kst-22112-4239", 16)]


def test_a_trace_outside_the_checkout(installed: Path) -> None:
    tree = run(installed / "venv/bin/evgraph", "trace", "kst-22112-4239", "--format", "table", folder=installed)
    assert "kst-30821-244" in tree


def test_validation_outside_the_checkout(installed: Path) -> None:
    found = run(installed / "venv/bin/evgraph", "validate", folder=installed)
    assert "JOIN (2024) 977" in found


def test_everything_comes_from_the_installed_package(installed: Path) -> None:
    program = (
        "import evgraph\n"
        "from evgraph.resources import resource\n"
        "print(evgraph.__file__, *map(resource, ('ontology/shapes', 'ontology/authorities', 'queries')))"
    )
    paths = run(installed / "venv/bin/python", "-c", program, folder=installed).split()
    packages = (
        installed / "venv/lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages" / "evgraph"
    )
    assert len(paths) == 4
    assert all(Path(path).is_relative_to(packages) for path in paths)
