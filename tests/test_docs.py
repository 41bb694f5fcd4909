"""The documentation is true: its commands, snippets, queries, names and links are tried."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from evgraph import messages
from evgraph.querying import check_query, list_questions
from evgraph.settings import VARIABLES
from evgraph.store import EmbeddedStore

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").glob("*.md")])
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
# What a reader runs that is not evgraph: told here, so that nothing is left out unseen.
_NOT_RUN = ("make", "source", "eval", "oxigraph", "docker", "curl", "git", "python -m tests.bless")


def _blocks(language: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for found, body in _FENCE.findall(page.read_text(encoding="utf-8")):
            if found == language:
                yield page.relative_to(ROOT).as_posix(), body


def _commands() -> list[tuple[str, str]]:
    return [
        (page, line.removeprefix("$ "))
        for page, body in _blocks("console")
        for line in body.splitlines()
        if line.startswith("$ ")
    ]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder that looks like the repository, with the sample built in it."""
    folder = tmp_path_factory.mktemp("reader")
    for name in ("data", "queries", "ontology", "tests", "docs"):
        (folder / name).symlink_to(ROOT / name)
    environment = {**os.environ, "EVGRAPH_STORE": str(folder / "store"), "PYTHONWARNINGS": "error"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    subprocess.run(["evgraph", "build", "--quiet"], cwd=folder, env=environment, check=True)
    return folder, environment


def test_there_is_something_to_check() -> None:
    assert len(PAGES) >= 12
    assert len(_commands()) >= 15


@pytest.mark.parametrize(("page", "command"), _commands())
def test_a_command_in_the_docs_works(page: str, command: str, workplace: tuple[Path, dict[str, str]]) -> None:
    if command.startswith(_NOT_RUN):
        return
    assert "evgraph" in command, f"{page}: what is '{command}'?"
    folder, environment = workplace
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("page", "code"), list(_blocks("python")))
def test_a_python_snippet_in_the_docs_runs(page: str, code: str, workplace: tuple[Path, dict[str, str]]) -> None:
    folder, environment = workplace
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{page}: {done.stderr}"


@pytest.mark.parametrize(("page", "query"), list(_blocks("sparql")))
def test_a_query_in_the_docs_has_an_answer(page: str, query: str, corpus_store: EmbeddedStore) -> None:
    check_query(query)
    assert corpus_store.select(query).rows, page


def test_the_readme_shows_what_the_commands_print(workplace: tuple[Path, dict[str, str]]) -> None:
    """The answers printed in the README are the real ones, whatever the width of the columns."""
    folder, environment = workplace
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for body in re.findall(r"^```console\n(\$ evgraph query .*?)^```", readme, re.MULTILINE | re.DOTALL):
        command, *shown = body.splitlines()
        done = subprocess.run(
            ["bash", "-c", f"{command.removeprefix('$ ')} --format csv"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        rows = [line for line in shown if line.startswith(" kst-")]
        assert rows
        assert len(rows) == len(done.stdout.splitlines()) - 1
        for row in rows:
            for cell in re.split(r"\s{2,}", row.strip()):
                assert cell.removesuffix(" …") in done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert not [name for name in VARIABLES if name not in text]


def test_every_issue_and_reason_is_documented() -> None:
    text = (ROOT / "docs" / "issues.md").read_text(encoding="utf-8")
    assert not [code for code in (*messages.MESSAGES, *messages.REASONS) if f"`{code}`" not in text]


def test_every_issue_code_in_the_code_has_words_and_none_is_idle() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert set(re.findall(r"code=\"([\w-]+)\"", code)) == set(messages.MESSAGES)


def test_every_question_is_documented_with_its_parameters() -> None:
    text = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    for question in list_questions():
        assert f"`{question.name}`" in text
        for parameter in question.parameters:
            assert f"`{parameter.name}`" in text or f"{parameter.name}=" in text


def test_every_domain_word_of_the_code_is_in_the_glossary() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").casefold()
    words = "kamerstuk dossier ondernummer fiche zaak voortouwcommissie volgcommissie vergaderjaar grondhouding".split()
    assert not [word for word in words if word not in text]


def test_contributing_is_short_and_has_its_recipes() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    for recipe in ("reader", "recogniser", "query", "term", "authority"):
        assert re.search(rf"add an? {recipe}", text, re.IGNORECASE), recipe


def test_the_version_is_the_same_everywhere() -> None:
    import tomllib

    import evgraph

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project.get("version", evgraph.__version__) == evgraph.__version__
    assert f"[{evgraph.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f'owl:versionInfo "{evgraph.__version__}"' in (ROOT / "ontology" / "evgraph.ttl").read_text(encoding="utf-8")


def test_no_file_names_a_package_index_or_a_path_of_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
        assert not re.search(r"https?://[^ \"]*(?:py" + r"pi|pythonhosted|npm" + r"js)\.", text), name
        assert f"{ROOT.parent}/" not in text or str(ROOT.parent) == "/", name


def _rules_in(code: str) -> set[str]:
    """The names of rules that a module gives to mentions and references."""
    given: list[ast.AST] = []
    for call in (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)):
        given += [keyword.value for keyword in call.keywords if keyword.arg == "rule"]
        if isinstance(call.func, ast.Name) and call.func.id == "mention_of":
            given += call.args[1:2]
    strings = [node.value for part in given for node in ast.walk(part) if isinstance(node, ast.Constant)]
    return {value for value in strings if isinstance(value, str)} | set(
        re.findall(r"\"((?:kamerstuk|name|celex)-[\w-]+)\"", code)
    )


def test_every_rule_that_finds_a_reference_is_documented() -> None:
    text = (ROOT / "docs" / "how-it-reads.md").read_text(encoding="utf-8")
    modules = [path for stage in ("extract", "resolution") for path in (ROOT / "src/evgraph" / stage).glob("*.py")]
    rules = set().union(*(_rules_in(path.read_text(encoding="utf-8")) for path in modules))
    # Rules of mentions that never become a reference by themselves.
    rules -= {"kamerstuk-context-bare", "dossier-bracket"}
    assert len(rules) > 25
    assert not [rule for rule in sorted(rules) if f"`{rule}`" not in text]


def test_every_kind_is_documented() -> None:
    outputs = (ROOT / "docs" / "outputs.md").read_text(encoding="utf-8")
    finder = (ROOT / "docs" / "references.md").read_text(encoding="utf-8")
    for kind in messages.KINDS:
        assert f"`{kind}`" in outputs, kind
        assert f"`{kind}`" in finder, kind
