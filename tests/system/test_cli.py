"""The command line as a user meets it: real processes, pipes and terminals."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import openpyxl
import pytest
from pyoxigraph import RdfFormat, parse

from evgraph.rows import ROW_FORMATS
from tests.system.running import HAVENS, REPOSITORY, SAMPLE, Evgraph

SENTENCE = "Zie Kamerstuk 22 112, nr. 3761 en artikel 207 VWEU."
ALWAYS = {"kind", "text", "start", "end", "target", "iri", "confidence", "rule"}
WHEN_KNOWN = {"section", "footnote", "attachment", "vergaderjaar", "page", "candidates"}
# Found beyond the contract of design.md, and documented in docs/outputs.md.
ADDED = {"explained_by", "url", "sentence"}
WARNED = REPOSITORY / "ontology" / "examples" / "invalid" / "source-late.ttl"
LISTS: dict[str, tuple[str | Path, ...]] = {
    "refs": ("refs", SAMPLE),
    "query": ("query", "late-fiches"),
    "query of a file": ("query", "count.rq"),
    "queries": ("queries",),
    "trace": ("trace", "kst-22112-4239"),
}
VALIDATE = ("validate", WARNED)
COUNT = "SELECT ?kind (COUNT(*) AS ?n) WHERE { ?s a ?kind } GROUP BY ?kind ORDER BY ?kind"
ESCAPE = "\x1b"


@pytest.fixture(scope="session")
def ready(built: Evgraph) -> Evgraph:
    """The built graph with a query file beside it."""
    built.save("count.rq", COUNT)
    return built


def _from_tsv(data: bytes) -> list[list[str]]:
    return [line.split("\t") for line in data.decode().splitlines()]


def _from_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode())))


def _from_records(records: list[dict[str, object]]) -> list[list[str]]:
    names = list(dict.fromkeys(name for record in records for name in record))
    return [names, *([str(record.get(name) or "") for name in names] for record in records)]


def _from_json(data: bytes) -> list[list[str]]:
    content = json.loads(data)
    return _from_records(content["rows"] if isinstance(content, dict) else content)


def _from_jsonl(data: bytes) -> list[list[str]]:
    return _from_records([json.loads(line) for line in data.splitlines()])


def _from_markdown(data: bytes) -> list[list[str]]:
    heading, rule, *rows = data.decode().splitlines()
    assert set(rule) <= set("|- ")
    return [re.split(r"(?<!\\)\|", line)[1:-1] for line in (heading, *rows)]


def _from_xlsx(data: bytes) -> list[list[str]]:
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    return [["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(values_only=True)]


READERS: dict[str, Callable[[bytes], list[list[str]]]] = {
    "tsv": _from_tsv,
    "csv": _from_csv,
    "json": _from_json,
    "jsonl": _from_jsonl,
    "md": _from_markdown,
    "xlsx": _from_xlsx,
}


def test_every_row_format_is_read_here() -> None:
    assert set(READERS) == set(ROW_FORMATS)


@pytest.mark.parametrize("command", LISTS)
def test_all_formats_of_a_list_hold_the_same_rows(command: str, ready: Evgraph) -> None:
    found = {}
    for name, read in READERS.items():
        if (command, name) == ("trace", "json"):
            continue  # A tree, tested below.
        done = ready.raw(*LISTS[command], "--format", name)
        assert (done.code, done.err) == (0, ""), name
        heading, *rows = read(done.out)
        assert rows
        assert {len(row) for row in rows} == {len(heading)}, name
        found[name] = len(rows)
    assert len(set(found.values())) == 1, found


@pytest.mark.parametrize("form", ["tsv", "json", "xlsx"])
def test_findings_come_in_the_formats_of_a_list(form: str, evgraph: Evgraph) -> None:
    heading, *rows = READERS[form](evgraph.raw(*VALIDATE, "--format", form).out)
    assert len(rows) == 1
    assert len(heading) == 6


@pytest.mark.parametrize("command", [*LISTS.values(), VALIDATE], ids=lambda command: command[0])
def test_a_pipe_gets_tsv(command: tuple[str | Path, ...], ready: Evgraph) -> None:
    heading, *rows = ready.ok(*command).splitlines()
    assert "\t" in heading
    assert {row.count("\t") for row in rows} == {heading.count("\t")}


@pytest.mark.parametrize("command", LISTS.values(), ids=lambda command: command[0])
def test_a_table_in_a_pipe_has_no_escape_codes(command: tuple[str | Path, ...], ready: Evgraph) -> None:
    table = ready.ok(*command, "--format", "table")
    assert table.strip()
    assert ESCAPE not in table


def test_numbers_are_numbers_in_a_spreadsheet(ready: Evgraph) -> None:
    data = ready.raw("query", "late-fiches", "--format", "xlsx").out
    heading, first, *_ = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    assert first[heading.index("Dagen te laat")] == 16


def test_json_of_an_answer_says_what_was_asked_and_covered(ready: Evgraph) -> None:
    answer = json.loads(ready.ok("query", "late-fiches", "--format", "json"))
    assert answer["query"] == "late-fiches"
    assert answer["parameters"] == {}
    assert answer["coverage"] == {"fiches": 3, "first": "2026-01-30", "last": "2026-06-19"}


def test_a_question_takes_parameters(ready: Evgraph) -> None:
    answer = json.loads(ready.ok("query", "builds-on", "-p", "fiche=kst-22112-9901", "--format", "json"))
    assert answer["parameters"] == {"fiche": "kst-22112-9901"}
    assert all(row["source"].startswith("https://") for row in answer["rows"])


def test_a_reading_is_json_in_a_pipe_and_an_outline_on_request(evgraph: Evgraph) -> None:
    content = json.loads(evgraph.ok("read", SAMPLE))
    assert content["kamerstuk"] == "kst-22112-4239"
    assert len(content["footnotes"]) == 17
    assert "kst-22112-4239 · 2026D04646" in evgraph.ok("read", SAMPLE, "--format", "table")


def test_a_resource_is_the_same_in_every_rdf_format(ready: Evgraph) -> None:
    forms = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
    found = {
        name: {str(quad.triple) for quad in parse(ready.ok("show", "kst-22112-4239", "--format", name), form)}
        for name, form in forms.items()
    }
    assert found["ttl"] == found["nt"] == found["jsonld"]
    assert len(found["nt"]) > 1000


def test_a_resource_is_turtle_in_a_pipe(ready: Evgraph) -> None:
    assert ready.ok("show", "JOIN(2023)20").startswith("@prefix ")


def test_a_resource_is_json_and_a_table_on_request(ready: Evgraph) -> None:
    content = json.loads(ready.ok("show", "kst-22112-4239", "--format", "json"))
    assert content["identifier"] == "kst-22112-4239"
    assert "ev:Fiche" in content["types"]
    assert "kst-22112-4239" in ready.ok("show", "kst-22112-4239", "--format", "table")


def test_a_trace_is_json(ready: Evgraph) -> None:
    trace = json.loads(ready.ok("trace", "kst-22112-4239", "--format", "json"))
    assert trace["tree"]["id"] == "kst-22112-4239"
    assert {"kst-30821-244", "JOIN(2023)20"} <= set(trace["frontier"])


def test_a_trace_as_graphml_and_as_dot_has_the_same_edges(ready: Evgraph) -> None:
    graph = nx.parse_graphml(ready.ok("trace", "kst-22112-9901", "--format", "graphml"))
    dot = ready.ok("trace", "kst-22112-9901", "--format", "dot")
    edges = re.findall(r'^  ("(?:[^"\\]|\\.)*") -> ("(?:[^"\\]|\\.)*") \[', dot, re.MULTILINE)
    assert {(json.loads(start), json.loads(end)) for start, end in edges} == set(graph.edges)
    assert ("kst-22112-9901", "kst-22112-4239") in graph.edges


def test_a_trace_as_svg_is_xml_with_searchable_text(ready: Evgraph) -> None:
    root = ElementTree.fromstring(ready.ok("trace", "kst-22112-4239", "--format", "svg"))  # noqa: S314  our own output
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert any("kst-30821-244" in text for text in root.itertext())


def test_a_trace_finds_the_path_to_another_paper(ready: Evgraph) -> None:
    trace = json.loads(ready.ok("trace", "kst-22112-9902", "--to", "kst-30821-244", "--format", "json"))
    assert trace["paths"]
    assert {(path[0]["id"], path[-1]["id"]) for path in trace["paths"]} == {("kst-22112-9902", "kst-30821-244")}


def test_a_trace_back_finds_who_cites(ready: Evgraph) -> None:
    trace = json.loads(ready.ok("trace", "kst-22112-4239", "--in", "--format", "json"))
    assert "kst-22112-9901" in {child["id"] for child in trace["tree"]["children"]}


def test_references_as_jsonl_keep_the_contract(evgraph: Evgraph) -> None:
    text = SAMPLE.read_bytes().decode()
    references = [json.loads(line) for line in evgraph.ok("refs", SAMPLE, "--format", "jsonl").splitlines()]
    assert len(references) >= 37
    for reference in references:
        assert set(reference) >= ALWAYS
        assert set(reference) <= ALWAYS | WHEN_KNOWN | ADDED
        assert text[reference["start"] : reference["end"]] == reference["text"]
    assert [r["start"] for r in references] == sorted(r["start"] for r in references)


@pytest.mark.parametrize("arguments", [("-",), ()])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_references_are_found_in_standard_input(arguments: tuple[str, ...], encoding: str, evgraph: Evgraph) -> None:
    done = evgraph("refs", *arguments, "--format", "jsonl", stdin=f"“Één”. {SENTENCE}".encode(encoding))
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [(r["target"], r["start"]) for r in found] == [("kst-22112-3761", 11), ("TFEU/207", 41)]


def test_references_of_several_files_name_their_file(evgraph: Evgraph) -> None:
    evgraph.save("map/een.txt", SENTENCE)
    evgraph.save("map/twee.txt", SENTENCE)
    lines = evgraph.ok("refs", "map", "--format", "jsonl").splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["map/een.txt"] * 2 + ["map/twee.txt"] * 2


def test_every_reference_carries_its_sentence_and_the_page_to_open(evgraph: Evgraph) -> None:
    line = evgraph("refs", "--format", "jsonl", stdin=f"Eerst dit. {SENTENCE} Dan dat.".encode()).out.splitlines()[0]
    reference = json.loads(line)
    assert reference["sentence"] == SENTENCE
    assert reference["url"] == "https://zoek.officielebekendmakingen.nl/kst-22112-3761.html"


def test_a_sentence_without_end_is_cut_around_the_reference(evgraph: Evgraph) -> None:
    text = "woord " * 5000 + SENTENCE
    reference = json.loads(evgraph("refs", "--format", "jsonl", stdin=text.encode()).out.splitlines()[0])
    assert reference["sentence"].startswith("…")
    assert len(reference["sentence"]) < 500


def test_without_colour_marks_say_which_text_was_found(evgraph: Evgraph) -> None:
    table = evgraph("refs", "--format", "table", stdin=b"Zie Kamerstuk 22 112, nrs. 12 en 13.", NO_COLOR="1").out
    assert "«Kamerstuk 22 112, nrs. 12» en 13." in table
    assert "Kamerstuk 22 112, nrs. 12 en «13»." in table


def test_what_was_left_open_is_told(evgraph: Evgraph) -> None:
    assert "Opengelaten: 1 · DORA" in evgraph("refs", "--format", "table", stdin=b"De DORA geldt.").out


def test_nothing_found_is_said(evgraph: Evgraph) -> None:
    assert "Geen verwijzingen gevonden." in evgraph("refs", "--format", "table", stdin=b"Niets.").out


def test_the_ending_of_the_output_says_the_format(evgraph: Evgraph) -> None:
    evgraph.save("brief.txt", SENTENCE)
    evgraph.ok("refs", "brief.txt", "-o", "uit.csv")
    evgraph.ok("refs", "brief.txt", "-o", "uit.XLSX")
    assert (evgraph.folder / "uit.csv").read_text(encoding="utf-8").startswith("kind,text,")
    assert (evgraph.folder / "uit.XLSX").read_bytes().startswith(b"PK")
    refused = evgraph("refs", "brief.txt", "-o", "uit.svg")
    assert (refused.code, (evgraph.folder / "uit.svg").exists()) == (2, False)
    assert "--format" in refused.err


def test_a_file_without_references_is_no_error(evgraph: Evgraph) -> None:
    assert evgraph("refs", "-", "--format", "jsonl", stdin=b"Niets.").code == 0


@pytest.mark.parametrize(
    ("command", "dutch", "english"),
    [
        (("refs", SAMPLE), "Doel", "Target"),
        (("query", "late-fiches"), "Dagen te laat", "Days late"),
        (("queries",), "Vraag", "Question"),
        (("trace", "kst-22112-4239"), "Diepte", "Depth"),
        (VALIDATE, "Ernst", "Severity"),
    ],
)
def test_headings_are_in_the_language_asked_for(
    command: tuple[str | Path, ...], dutch: str, english: str, ready: Evgraph
) -> None:
    assert dutch in ready.ok(*command, "--format", "md").splitlines()[0]
    assert english in ready.ok(*command, "--format", "md", "--lang", "en").splitlines()[0]


def test_the_language_may_come_from_the_environment_and_an_option_overrules_it(evgraph: Evgraph) -> None:
    assert "Question" in evgraph.ok("queries", "--format", "md", EVGRAPH_LANG="en")
    assert "Vraag" in evgraph.ok("queries", "--format", "md", "--lang", "nl", EVGRAPH_LANG="en")


def test_the_summary_and_the_tree_speak_english(evgraph: Evgraph) -> None:
    assert "References by kind" in evgraph.ok("build", HAVENS, "--lang", "en")
    assert "Frontier" in evgraph.ok("trace", "kst-22112-9902", "--format", "table", "--lang", "en")


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        (("query", "no-such-question"), "one of: attitudes, builds-on"),
        (("query", "missing.rq"), "Give a file.rq, or one of"),
        (("query", "late-fiches", "--param", "when=now"), "it takes none"),
        (("query", "late-fiches", "--param", "when"), "write --param name=value"),
        (("query", "builds-on"), "add --param fiche=kst-22112-4239"),
        (("query", "builds-on", "--param", "fiche=22112"), "Write it as in kst-22112-4239"),
        (("query", "late-fiches", "--endpoint", "ftp://localhost/"), "give an http(s) address"),
        (("query", "late-fiches", "--endpoint", "http://127.0.0.1:9/"), "Check the address and the server"),
        (("query", "broken.rq"), "not valid SPARQL"),
        (("query", "change.rq"), "queries only read"),
        (("query", "no-columns.rq"), "does not select"),
        (("query", "odd-type.rq"), "none of iri, string"),
        (("query", "binary.rq"), "cannot be read"),
        (("show", "22112"), "Write it as in kst-22112-4239"),
        (("show", "kst-12345-1"), "Build the paper"),
        (("trace", "kst-12345-1"), "evgraph build"),
        (("trace", "kst-22112-4239", "--to", "kst-12345-1"), "evgraph build"),
        (("read", "missing.txt"), "Check the path"),
        (("read", "count.rq"), "use `evgraph refs`"),
        (("refs", "missing.txt"), "Check the path"),
        (("validate", "missing.txt"), "Check the path"),
        (("validate", "missing.ttl"), "Mend the file"),
        (("queries", "--output", "missing/list.tsv"), "Give another --output"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_a_mistake_is_one_line_that_says_what_to_do(command: tuple[str, ...], hint: str, ready: Evgraph) -> None:
    header = "#+ question: {nl: v, en: q}\n#+ about: {nl: l, en: m}\n#+ keywords: []\n"
    typed = "#+ params: [{name: x, type: int, example: 1, nl: x, en: x}]\n#+ returns: []\n"
    ready.save("broken.rq", "SELECT WHERE")
    ready.save("change.rq", "INSERT DATA { <http://a> <http://b> <http://c> }")
    ready.save("no-columns.rq", f"{header}#+ params: []\n#+ returns: [{{name: gone, nl: x, en: x}}]\n{COUNT}")
    ready.save("odd-type.rq", f"{header}{typed}{COUNT}")
    ready.save("binary.rq", b"\xff\xfe\x00")
    done = ready(*command)
    assert done.refused_with(hint), done


@pytest.mark.parametrize(
    "command", [("query", "late-fiches"), ("show", "JOIN(2023)20"), ("trace", "kst-22112-4239"), ("validate",)]
)
def test_without_a_graph_the_error_says_how_to_build_one(command: tuple[str, ...], evgraph: Evgraph) -> None:
    assert evgraph(*command).refused_with("Run `evgraph build`")


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("EVGRAPH_LANG", "fr", "nl or en"),
        ("EVGRAPH_BASE", "https://voorbeeld.nl/kg", "ends in a slash"),
        ("EVGRAPH_BASE", "https://voorbeeld.nl/{}/", "http(s) IRI"),
        ("EVGRAPH_MAX_MB", "-1", "whole number"),
        ("EVGRAPH_MAX_MB", "²", "whole number"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str, hint: str, evgraph: Evgraph) -> None:
    done = evgraph("refs", "-", stdin=b"x", PYTHONUTF8="1", **{name: value})
    assert done.refused_with(hint), done
    assert name in done.err


@pytest.mark.parametrize(
    "command",
    [("build", "--fast"), ("queries", "--format", "pdf"), ("query",), ("nonsense",), ("trace", "x", "--depth", "0")],
)
def test_wrong_options_exit_with_2_and_print_nothing_else(command: tuple[str, ...], evgraph: Evgraph) -> None:
    done = evgraph(*command)
    assert (done.code, done.out) == (2, "")
    assert "--help" in done.err


@pytest.mark.parametrize(
    "command",
    [
        *((*command, "--output", "made") for command in LISTS.values()),
        ("query", "late-fiches", "--output", "made", "--format", "table"),
        (*VALIDATE, "--output", "made"),
        ("show", "JOIN(2023)20", "--output", "made"),
        ("show", "JOIN(2023)20", "--output", "made", "--format", "table"),
        ("read", SAMPLE, "--output", "made"),
        ("read", SAMPLE, "--output", "made", "--format", "table"),
        ("trace", "kst-22112-4239", "--output", "made", "--format", "svg"),
    ],
    ids=lambda command: f"{command[0]}-{command[-1]}",
)
def test_output_goes_to_the_file_alone(command: tuple[str | Path, ...], ready: Evgraph) -> None:
    before = set(ready.folder.iterdir())
    assert ready.ok(*command) == ""
    made = ready.folder / "made"
    assert set(ready.folder.iterdir()) - before == {made}
    assert made.read_text(encoding="utf-8").strip()
    assert ESCAPE not in made.read_text(encoding="utf-8")
    made.unlink()


def test_output_in_a_file_is_that_of_a_pipe(ready: Evgraph, tmp_path: Path) -> None:
    ready.ok("queries", "--output", tmp_path / "list.tsv")
    assert (tmp_path / "list.tsv").read_text(encoding="utf-8") == ready.ok("queries")


def test_output_that_does_not_fit_leaves_the_old_file_and_nothing_else(evgraph: Evgraph) -> None:
    old = evgraph.save("list.tsv", "old")
    done = subprocess.run(
        [sys.executable, "-m", "evgraph", "queries", "--output", "list.tsv"],
        cwd=evgraph.folder,
        env=evgraph.environment(),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert list(evgraph.folder.iterdir()) == [old]
    assert old.read_text(encoding="utf-8") == "old"


def test_output_to_a_link_writes_what_it_points_to(evgraph: Evgraph) -> None:
    (evgraph.folder / "link").symlink_to("list.tsv")
    evgraph.ok("queries", "--output", "link")
    assert (evgraph.folder / "link").is_symlink()
    assert (evgraph.folder / "list.tsv").is_file()


def test_output_to_a_device_is_written_not_replaced(evgraph: Evgraph) -> None:
    pipe = evgraph.folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    evgraph.ok("query", "--help", "--output", "pipe")
    evgraph.ok("refs", SAMPLE, "--format", "csv", "--output", "pipe")
    assert os.read(reader, 8) == b"kind,tex"
    assert pipe.is_fifo()
    os.close(reader)


def test_a_spreadsheet_is_not_poured_into_a_terminal(evgraph: Evgraph) -> None:
    done = evgraph.in_terminal("queries", "--format", "xlsx")
    assert (done.code, done.out) == (2, "evgraph: this format is no text: add --output FILE.\n")


@pytest.mark.parametrize(
    "command", [*LISTS.values(), VALIDATE, ("show", "JOIN(2023)20"), ("read", SAMPLE)], ids=lambda c: c[0]
)
def test_a_terminal_gets_what_a_person_reads(command: tuple[str | Path, ...], ready: Evgraph) -> None:
    done = ready.in_terminal(*command, NO_COLOR="1")
    assert done.code == 0
    assert "\t" not in done.out
    assert not done.out.startswith(("{", "@prefix"))
    assert ESCAPE not in done.out


def test_a_terminal_gets_a_tree_with_footnotes_and_the_frontier(ready: Evgraph) -> None:
    screen = ready.in_terminal("trace", "kst-22112-9902", NO_COLOR="1").out
    assert re.search(r"├── kst-22112-4239 .*\[noot \d", screen)
    assert re.search(r"^Grens: \d+ zaken", screen, re.MULTILINE)


def test_colours_are_used_on_a_terminal_that_does_not_decline_them(ready: Evgraph) -> None:
    assert ESCAPE in ready.in_terminal("query", "late-fiches").out


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Evgraph:
    """A graph of a fiche whose title and texts hold commands for the terminal."""
    evgraph = Evgraph(folder=tmp_path_factory.mktemp("hostile"))
    text = HAVENS.read_text(encoding="utf-8")
    for place in ("Weerbare zeehavens", "Kamerstuk 2", "Raad Vervoer", "De mededeling noemt"):
        assert place in text
        text = text.replace(place, f"{place}\x1b]0;taken\x07\x9b31m")
    evgraph.save("fiche.txt", text)
    evgraph.save("titles.rq", "SELECT * WHERE { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'taken')) }")
    evgraph.ok("build", "fiche.txt")
    return evgraph


@pytest.mark.parametrize(
    "command",
    [
        ("build", "fiche.txt"),
        ("refs", "fiche.txt"),
        ("read", "fiche.txt"),
        ("read", "fiche.txt", "--format", "json"),
        ("show", "kst-22112-9902"),
        ("show", "kst-22112-9902", "--format", "ttl"),
        ("trace", "kst-22112-9902"),
        ("trace", "kst-22112-9902", "--format", "svg"),
        ("validate",),
        *(("query", "titles.rq", "--format", form) for form in ("table", "tsv", "csv", "json", "jsonl", "md")),
        ("read", "missing\x1b]0;taken\x07.txt"),
        ("query", "missing\x1b]0;taken\x07"),
    ],
    ids=lambda command: "-".join(command).encode("ascii", "ignore").decode().replace("\x1b", "").replace("\x07", ""),
)
def test_a_document_cannot_command_the_terminal(command: tuple[str, ...], hostile: Evgraph) -> None:
    screen = hostile.in_terminal(*command).out
    assert screen
    assert not set(screen) & {"\x07", "\x9b"}
    assert f"{ESCAPE}]" not in screen


@pytest.mark.parametrize("form", ["svg", "graphml"])
def test_control_characters_do_not_break_xml(form: str, hostile: Evgraph) -> None:
    ElementTree.fromstring(hostile.ok("trace", "kst-22112-9902", "--format", form))  # noqa: S314  our own output


def test_a_file_name_cannot_break_the_progress_bar(evgraph: Evgraph) -> None:
    evgraph.save("[/red]\x1b]0;taken\x07.txt", HAVENS.read_bytes())
    done = evgraph.in_terminal("build", ".")
    assert done.code == 0
    assert f"{ESCAPE}]" not in done.out


def test_a_file_name_that_is_no_text_is_printed_all_the_same(evgraph: Evgraph) -> None:
    path = os.path.join(os.fsencode(evgraph.folder), b"stuk-\xff.txt")  # noqa: PTH118  a name in bytes
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(SENTENCE.encode())
    for form in ("table", "tsv", "jsonl"):
        assert "kst-22112-3761" in evgraph.ok("refs", ".", os.fsdecode(path), "--format", form)


HEAVY = ("rdflib", "pyshacl", "networkx", "pyoxigraph", "rich", "SPARQLWrapper", "yaml", "xlsxwriter")


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_imports_nothing_heavy(argument: str, evgraph: Evgraph) -> None:
    program = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print('imported:', sorted(set(sys.modules) & set({HEAVY}))))\n"
        f"sys.argv = ['evgraph', {argument!r}]\n"
        "from evgraph.cli.main import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=evgraph.environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "imported: []"


def test_every_command_has_help(evgraph: Evgraph) -> None:
    listed = re.findall(r"^  ([a-z]+)  ", evgraph.ok("--help").partition("Commands:")[2], re.MULTILINE)
    assert listed == ["annotate", "build", "fetch", "queries", "query", "read", "refs", "show", "trace", "validate"]
    for command in listed:
        assert f"Usage: evgraph {command} " in evgraph.ok(command, "--help")


def test_the_shell_gets_a_completion_script(evgraph: Evgraph) -> None:
    assert "_evgraph_completion" in evgraph("", _EVGRAPH_COMPLETE="bash_source").out


def test_the_shell_completes_the_names_of_questions(evgraph: Evgraph) -> None:
    done = evgraph(_EVGRAPH_COMPLETE="bash_complete", COMP_WORDS="evgraph query late", COMP_CWORD="2")
    assert done.out.splitlines() == ["plain,late-fiches"]
