"""The shape of the code: which module may import which, how long things may be, and what is not done at all.

`LAYERS` is the way of the data in docs/architecture.md, lowest first. A unit is a module or a package at the top of
`evgraph`; it may import units of lower layers only, so units of one layer, such as the stages of the pipeline, never
know each other. Imports count wherever they stand: in a function, or under TYPE_CHECKING, since to know a type is to
depend on it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter

import pytest

import evgraph
from tests.system.running import REPOSITORY

SOURCE = REPOSITORY / "src" / "evgraph"
LONGEST_MODULE = 300  # lines
LONGEST_FUNCTION = 60
MOST_ARGUMENTS = 8

LAYERS: tuple[tuple[str, ...], ...] = (
    # Words and numbers that know nothing of evgraph.
    ("errors", "namespaces", "version", "rows", "deadlines", "dutch_dates", "sparql_text", "folding", "scanning"),
    ("identifiers", "resources"),
    # The domain model.
    ("model",),
    ("messages", "sentences", "spans", "links"),
    # What is known beforehand, and the promises made to others.
    ("authorities", "policy_fields", "identity", "contract", "settings"),
    # What fetches the papers; no stage knows it.
    ("harvest",),
    # The stages that read a text. They meet in `reading`.
    ("ingest", "parsing", "extract", "resolution", "assessment"),
    ("open_places",),
    ("reading",),
    # The stages that make, check and keep a graph. They meet in `pipeline`.
    ("mapping", "validation", "store"),
    # What a build makes of each paper, and what others know, kept in caches.
    ("built", "questions", "enrichment"),
    ("paper_cache", "revisions"),
    ("workshop",),
    ("pipeline",),
    # What is asked of a graph.
    ("checking", "describing", "querying", "tracing"),
    # How it is shown.
    ("sheets", "picture", "annotation"),
    # The edges.
    ("api", "sources"),
    ("__init__",),
    ("cli",),
    ("__main__",),
)

# Who may import which library. The rest uses what these give.
LIBRARIES: dict[str, set[str]] = {
    "rdflib": {"validation", "api"},  # api in `to_rdflib` only, see below
    "pyshacl": {"validation"},
    "networkx": {"tracing", "cli.trees"},
    "SPARQLWrapper": {"store.remote", "enrichment.endpoint"},
    "stamina": {"enrichment.endpoint", "harvest.client"},
    "yaml": {"questions"},
    "xlsxwriter": {"rows"},
    "filelock": {"store.generations"},
    "re2": {"scanning"},
    "click": {"cli.main", "cli.enriching", "cli.fetching"},
    "httpx": {"harvest.client", "harvest.addresses"},
    "sqlite3": {"harvest", "harvest.state"},  # harvest for its exception
    "lxml": {"harvest.markup", "ingest.html.source", "ingest.xml_source"},
    "markdown_it": {"ingest.markdown"},
    "mdit_py_plugins": {"ingest.markdown"},
    "mammoth": {"ingest.docx", "ingest.docx.page"},
    "pypdfium2": {"ingest.pdf.glyphs"},
}
# Who may talk to another machine: a store that the user names, and what the user tells to ask a source.
REACHING = {"enrichment.endpoint", "harvest.addresses", "harvest.client", "store.remote"}
# Who may look at the calendar: the edge, which hands the day on as a value.
CALENDARS = {"cli.enriching": {"today"}}
TEXT_STAGES = {"ingest", "parsing", "extract", "resolution", "assessment", "open_places", "reading"}
BROAD = {"Exception", "BaseException"}
NOTHING_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}


@cache
def trees() -> dict[str, ast.Module]:
    """Every module by its name below evgraph: `cli.main`, `store` for store/__init__.py."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


MODULES = tuple(trees())


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names of all that is imported; for `from x import y` both x and x.y."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(module: str) -> set[str]:
    """The modules of evgraph that a module imports; `__init__` for the package itself."""
    names = set()
    for name in imported(trees()[module]):
        below = name.removeprefix("evgraph.")
        if below in MODULES and below != name:
            names.add(below)
        elif below.rpartition(".")[0] == "evgraph" or name == "evgraph":
            names.add("__init__")
    return names - {module}


def libraries(module: str) -> set[str]:
    return {name.partition(".")[0] for name in imported(trees()[module])}


def unit(module: str) -> str:
    return module.partition(".")[0]


def test_every_unit_has_a_layer_and_every_layer_exists() -> None:
    listed = [name for layer in LAYERS for name in layer]
    assert sorted(listed) == sorted({unit(module) for module in MODULES})


def test_imports_point_down() -> None:
    level = {name: index for index, layer in enumerate(LAYERS) for name in layer}
    wrong = [
        f"{module} imports {other}"
        for module in MODULES
        for other in own_imports(module)
        if unit(other) != unit(module) and level[unit(other)] >= level[unit(module)]
    ]
    assert not wrong


def test_no_module_imports_itself_by_a_detour() -> None:
    """A package may import its modules or they the package, not both."""
    TopologicalSorter({module: own_imports(module) for module in MODULES}).prepare()


def test_the_check_of_imports_sees_imports() -> None:
    assert {"errors", "settings", "pipeline", "store"} <= own_imports("api")
    assert "store.embedded" in own_imports("store")
    assert "model" in own_imports("contract")
    assert len(MODULES) > 60


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_is_imported_where_it_belongs(library: str) -> None:
    assert {module for module in MODULES if library in libraries(module)} == LIBRARIES[library]


def test_rdflib_is_imported_by_the_api_in_one_function() -> None:
    """And for its type, which costs nothing when evgraph runs."""
    rest = [
        node
        for node in trees()["api"].body
        if not (isinstance(node, ast.FunctionDef) and node.name == "to_rdflib") and not isinstance(node, ast.If)
    ]
    assert "rdflib" not in {name.partition(".")[0] for node in rest for name in imported(node)}


def test_rich_is_for_the_command_line() -> None:
    assert {unit(module) for module in MODULES if "rich" in libraries(module)} == {"cli"}


def test_the_domain_model_knows_no_files_no_rdf_and_no_patterns() -> None:
    assert libraries("model") <= {"__future__", "collections", "dataclasses", "enum", "functools", "typing", "evgraph"}


def test_stages_that_read_text_know_no_rdf() -> None:
    assert not [m for m in MODULES if unit(m) in TEXT_STAGES and "pyoxigraph" in libraries(m)]


def test_only_ingest_touches_files() -> None:
    touching = {"pathlib", "os", "io", "shutil", "tempfile"}
    assert not [m for m in MODULES if unit(m) in TEXT_STAGES - {"ingest"} and libraries(m) & touching]


def test_only_a_named_store_and_what_asks_a_source_can_reach_the_network() -> None:
    """Of the harvest its client, and the rule that says which addresses it may ask."""
    reaching = {"socket", "http", "ssl", "requests", "httpx", "aiohttp", "ftplib", "SPARQLWrapper"}
    found = {m for m in MODULES if libraries(m) & reaching or "urllib.request" in set(imported(trees()[m]))}
    assert found == REACHING


def test_papers_are_fetched_only_by_the_command_for_it() -> None:
    """What reads and builds cannot cause a request: it does not know the harvest."""
    knowing = {
        module for module in MODULES if unit(module) != "harvest" and "harvest" in map(unit, own_imports(module))
    }
    assert knowing == {"sources", "cli.fetching"}


def test_no_module_is_longer_than_can_be_read() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCE.rglob("*.py")}
    assert not {path: length for path, length in lengths.items() if length > LONGEST_MODULE}


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module}.{node.name}", node


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {name: (node.end_lineno or node.lineno) - node.lineno + 1 for name, node in functions()}
    assert not {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION}


def test_no_function_takes_more_than_one_can_remember() -> None:
    """Commands take an argument for each option."""
    counts = {name: len(node.args.args) + len(node.args.kwonlyargs) for name, node in functions()}
    assert not {name: count for name, count in counts.items() if count > MOST_ARGUMENTS}


def test_names_of_modules_say_what_is_in_them() -> None:
    assert not {part for module in MODULES for part in module.split(".")} & NOTHING_NAMES


def test_no_module_has_the_name_of_a_public_function() -> None:
    """Importing `evgraph.trace` would put the module where the function was."""
    assert not {unit(module) for module in MODULES} & set(evgraph.__all__)


def test_no_exception_is_caught_without_a_name() -> None:
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, module
                assert not {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)} & BROAD, module


def test_nothing_prints_by_itself_or_runs_text() -> None:
    forbidden = {"print", "eval", "exec", "__import__", "input"}
    for module, tree in trees().items():
        calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
        assert not {func.id for func in calls if isinstance(func, ast.Name)} & forbidden, module


def test_what_is_built_depends_on_no_clock_and_no_chance() -> None:
    """The harvest has a clock, for the times in its manifest and the pauses between requests, in one module."""
    for module, tree in trees().items():
        if module == "harvest.clock":
            continue
        assert not libraries(module) & {"time", "random", "uuid", "secrets"}, module
        clocks = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)} & {"now", "today", "utcnow"}
        assert clocks <= CALENDARS.get(module, set()), module


def test_the_calendar_is_looked_at_on_the_edge_only() -> None:
    assert {unit(module) for module in CALENDARS} == {"cli"}


def test_every_module_says_what_it_is_for() -> None:
    assert not [module for module, tree in trees().items() if not ast.get_docstring(tree)]


def test_the_package_is_typed() -> None:
    assert (SOURCE / "py.typed").is_file()
