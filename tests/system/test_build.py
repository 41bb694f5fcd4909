"""Building: bad files beside good ones, twice, killed halfway, two at once; and validating."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

import evgraph as package
from evgraph.errors import StoreError
from evgraph.settings import Settings
from evgraph.store import generations as generations_module
from tests.system.running import FICHES, HAVENS, REPOSITORY, SAMPLE, VERPAKKING, Evgraph

MB = 1024 * 1024
INVALID = REPOSITORY / "ontology" / "examples" / "invalid" / "fiche-date-as-string.ttl"
VALID = REPOSITORY / "ontology" / "examples" / "valid" / "fiche.ttl"
NO_FICHE = "Geachte voorzitter, hierbij het verslag van de Raad van 19-20 februari.\n"


def as_paper(number: int, source: Path = HAVENS) -> str:
    """A fiche under another number, so that it is another paper."""
    text = source.read_text(encoding="utf-8")
    own = {HAVENS: "9902", VERPAKKING: "9901"}[source]
    assert f"22112 -{own}" in text
    return text.replace(f"22112 -{own}", f"22112 -{number}").replace(f"2026D9{own}", f"2026D9{number}")


def loaded(evgraph: Evgraph) -> set[str]:
    """The papers in the graph."""
    query = (
        "PREFIX ev: <https://w3id.org/evgraph/def#> PREFIX dcterms: <http://purl.org/dc/terms/> "
        "SELECT ?id WHERE { ?fiche a ev:Fiche ; dcterms:identifier ?id }"
    )
    evgraph.save("papers.rq", query)
    return set(evgraph.ok("query", "papers.rq").splitlines()[1:])


def generations(evgraph: Evgraph) -> set[str]:
    return {path.name for path in (evgraph.store / "generations").iterdir()}


def current(evgraph: Evgraph) -> str:
    return (evgraph.store / "CURRENT").read_text(encoding="ascii").strip()


def graph(evgraph: Evgraph) -> bytes:
    return (evgraph.store / "generations" / current(evgraph) / "graph.nq").read_bytes()


def build(evgraph: Evgraph, *paths: Path) -> bool | None:
    """Build without a process of its own, where the process is not what is tested; whether the graph changed."""
    return package.build(*paths, settings=Settings(store=evgraph.store)).changed


@pytest.fixture
def begun(one: Evgraph, evgraph: Evgraph) -> Evgraph:
    """A copy of it, to build upon."""
    shutil.copytree(one.store, evgraph.store)
    return evgraph


@pytest.fixture
def bad_files(evgraph: Evgraph) -> dict[str, str]:
    """Files that cannot be built, each with what the message must advise."""
    evgraph.save("in/empty.txt", b"")
    evgraph.save("in/blank.txt", " \r\n\t\n")
    evgraph.save("in/binary.bin", bytes(range(256)) * 100)
    evgraph.save("in/word.docx", b"PK\x03\x04" + bytes(200))
    evgraph.save("in/letter.txt", NO_FICHE)
    evgraph.save("in/torn.txt", "Nummer".encode("utf-16") + b"\x00")
    with (evgraph.folder / "in/large.txt").open("wb") as file:
        file.truncate(50 * MB)
    return {
        "in/empty.txt": "Save the fiche again",
        "in/blank.txt": "Save the fiche again",
        "in/binary.bin": "save the fiche as one of these",
        "in/word.docx": "save the fiche as one of these",
        "in/letter.txt": "use `evgraph refs`",
        "in/torn.txt": "Save the file as UTF-8",
        "in/large.txt": "raise EVGRAPH_MAX_MB",
        "missing.txt": "Check the path",
    }


def test_bad_files_are_named_and_the_others_are_built(evgraph: Evgraph, bad_files: dict[str, str]) -> None:
    evgraph.save("in/good.txt", HAVENS.read_bytes())
    done = evgraph("build", "in", "missing.txt")
    assert done.code == 1
    for path, advice in bad_files.items():
        lines = [line for line in done.err.splitlines() if line.startswith(f"  {path}: ")]
        assert len(lines) == 1, path
        assert advice in lines[0]
    assert "good.txt" not in done.err
    assert loaded(evgraph) == {"kst-22112-9902"}


def test_quiet_names_what_is_refused_and_nothing_else(begun: Evgraph, bad_files: dict[str, str]) -> None:
    done = begun("build", "--quiet", HAVENS, "in")
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n  in/") == len(bad_files) - 1
    assert begun.ok("build", "--quiet", HAVENS) == ""


def test_when_nothing_can_be_read_the_store_is_left_alone(begun: Evgraph, bad_files: dict[str, str]) -> None:
    done = begun("build", "in")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n  in/") == len(bad_files) - 1
    assert loaded(begun) == {"kst-22112-9902"}
    assert begun("build", "in", EVGRAPH_STORE="new").code == 2
    assert not (begun.folder / "new").exists()


@pytest.mark.parametrize("arguments", [("empty",), ()], ids=["empty folder", "no data/fiches"])
def test_without_any_file_the_error_says_so(arguments: tuple[str, ...], evgraph: Evgraph) -> None:
    (evgraph.folder / "empty").mkdir()
    done = evgraph("build", *arguments)
    assert (done.code, done.out) == (2, "")
    assert re.search(r"Give a file or folder|Check the path", done.err)


def test_a_fiche_that_is_cut_off_is_built_and_reported(evgraph: Evgraph) -> None:
    text = as_paper(9903)
    evgraph.save("cut-off.txt", text[: text.index("Eerste inschatting van krachtenveld")])
    out = evgraph.ok("build", "cut-off.txt", "--lang", "en")
    assert re.search(r"kst-22112-9903: The section 'bevoegdheid' is missing\.\s+The text may be cut off", out)
    assert "footnote markers but no notes" in " ".join(out.split())
    assert loaded(evgraph) == {"kst-22112-9903"}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-be", "utf-8-sig"])
def test_another_encoding_gives_the_same_references(encoding: str, evgraph: Evgraph) -> None:
    text = VERPAKKING.read_text(encoding="utf-8").encode("cp1252", "replace").decode("cp1252")
    evgraph.save("a.txt", text)
    evgraph.save("b.txt", text.encode(encoding))
    assert evgraph.ok("refs", "b.txt", "--format", "jsonl") == evgraph.ok("refs", "a.txt", "--format", "jsonl")


def test_another_encoding_is_reported(evgraph: Evgraph) -> None:
    text = VERPAKKING.read_text(encoding="utf-8")
    evgraph.save("a.txt", text.encode("utf-16"))
    evgraph.save("b.txt", as_paper(9904, VERPAKKING).encode("cp1252", "replace"))
    said = re.findall(r"kst-22112-(\d+): Gelezen als (\S+), niet als UTF-8", evgraph.ok("build", "."))
    assert said == [("9901", "UTF-16"), ("9904", "Windows-1252")]


def test_a_large_limit_lets_a_large_file_in(evgraph: Evgraph) -> None:
    evgraph.save("long.txt", HAVENS.read_text(encoding="utf-8") + "\n" * (2 * MB))
    assert evgraph("read", "long.txt", EVGRAPH_MAX_MB="1").refused_with("raise EVGRAPH_MAX_MB")
    assert evgraph("read", "long.txt", EVGRAPH_MAX_MB="3").code == 0


def test_building_again_changes_nothing(begun: Evgraph) -> None:
    def state() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in begun.store.rglob("*") if path.name != ".lock"}

    before = state()
    assert "niets veranderd" in begun.ok("build", HAVENS)
    assert state() == before


def test_the_graph_depends_on_the_files_alone(tmp_path: Path) -> None:
    """Not on the store's folder, the working folder, the order, the language, or how Python hashes."""
    graphs = set()
    for seed in ("1", "2"):
        evgraph = Evgraph(folder=tmp_path / seed)
        evgraph.folder.mkdir()
        paths = [evgraph.save(f"in/{path.parent.name}/{path.name}", path.read_bytes()) for path in FICHES[1:]]
        given = paths if seed == "1" else [Path("in")]
        evgraph.ok("build", *given, PYTHONHASHSEED=seed, EVGRAPH_LANG="nl" if seed == "1" else "en")
        graphs.add(graph(evgraph))
    assert len(graphs) == 1


def test_the_same_paper_in_two_files_gives_one_graph_in_any_order(begun: Evgraph) -> None:
    first, second = begun.save("a.txt", HAVENS.read_bytes()), begun.save("b.txt", HAVENS.read_bytes())
    assert build(begun, first, second) is True
    assert build(begun, second, first) is False


def test_the_previous_generation_stays_until_the_next(begun: Evgraph) -> None:
    made = [current(begun)]
    for paths in ((VERPAKKING,), (HAVENS, VERPAKKING)):
        build(begun, *paths)
        made.append(current(begun))
        assert generations(begun) == set(made[-2:])
    assert loaded(begun) == {"kst-22112-9901", "kst-22112-9902"}


def test_a_reader_that_has_the_old_generation_open_goes_on(begun: Evgraph) -> None:
    settings = Settings(store=begun.store)
    store = package.open_store(settings=settings)
    build(begun, VERPAKKING)
    assert len(package.query("late-fiches", store=store).rows) == 1
    assert len(package.query("late-fiches", settings=settings).rows) == 0


KILLED = """
import os, signal, sys
from pathlib import Path
called = Path.{method}
def die(self, target):
    if "{method}" == "rename" or Path(target).name == "CURRENT":
        os.kill(os.getpid(), signal.SIGKILL)
    return called(self, target)
Path.{method} = die
from evgraph.cli.main import main
main()
"""


def build_killed_at(method: str, evgraph: Evgraph, *paths: Path) -> int:
    """Build in a process that kills itself where it would call this method of Path."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED.format(method=method), "build", *map(str, paths)],
        cwd=evgraph.folder,
        env=evgraph.environment(),
        capture_output=True,
    )
    return done.returncode


@pytest.mark.parametrize("method", ["rename", "replace"], ids=["before the generation", "before CURRENT"])
def test_a_killed_build_leaves_the_old_graph(method: str, begun: Evgraph) -> None:
    old = current(begun)
    assert build_killed_at(method, begun, VERPAKKING) == -9
    assert current(begun) == old
    assert len(generations(begun)) == 2
    assert loaded(begun) == {"kst-22112-9902"}
    build(begun, VERPAKKING)
    assert loaded(begun) == {"kst-22112-9901"}
    assert generations(begun) == {old, current(begun)}
    assert {path.name for path in begun.store.iterdir()} - {".lock", ".building.lock"} == {
        "CURRENT",
        "generations",
        "papers",
    }


def test_the_first_build_may_be_killed_too(evgraph: Evgraph) -> None:
    assert build_killed_at("rename", evgraph, SAMPLE) == -9
    assert evgraph("query", "late-fiches").refused_with("Run `evgraph build`")
    build(evgraph, SAMPLE)
    assert generations(evgraph) == {current(evgraph)}


def test_leftovers_are_removed_by_a_build_that_changes_nothing(begun: Evgraph) -> None:
    begun.save("store/generations/.building-x/graph.nq", "half")
    assert build(begun, HAVENS) is False
    assert generations(begun) == {current(begun)}


@pytest.mark.parametrize("content", [b"", b"gone\n", b"../../etc\n", b"\xff\xfe\n"])
def test_a_damaged_pointer_is_no_graph(content: bytes, begun: Evgraph) -> None:
    (begun.store / "CURRENT").write_bytes(content)
    assert begun("query", "late-fiches").refused_with("Run `evgraph build`")


def test_a_damaged_pointer_is_mended_by_building(begun: Evgraph) -> None:
    (begun.store / "CURRENT").write_bytes(b"\xff")
    build(begun, HAVENS)
    assert loaded(begun) == {"kst-22112-9902"}


HELD = """
import sys
from pathlib import Path
rename = Path.rename
def wait(self, target):
    print("writing", flush=True)
    sys.stdin.readline()
    return rename(self, target)
Path.rename = wait
from evgraph.cli.main import main
main()
"""


def test_a_second_build_waits_for_the_first(evgraph: Evgraph) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HELD, "build", "--quiet", str(VERPAKKING)],
        cwd=evgraph.folder,
        env=evgraph.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as first:
        assert first.stdout is not None
        assert first.stdin is not None
        assert first.stdout.readline() == b"writing\n"
        with evgraph.start("build", HAVENS) as second:
            first.stdin.write(b"go on\n")
            first.stdin.flush()
            assert first.wait() == 0
            assert second.wait() == 0
    assert loaded(evgraph) == {"kst-22112-9902"}


def test_a_build_that_waits_in_vain_says_why(evgraph: Evgraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations_module, "_LOCK_SECONDS", 0)
    evgraph.store.mkdir()
    with FileLock(evgraph.store / ".lock"), pytest.raises(StoreError, match="another build is running there"):
        package.build(HAVENS, settings=Settings(store=evgraph.store))


def test_a_store_that_cannot_be_written_is_one_line(evgraph: Evgraph) -> None:
    evgraph.store.write_text("a file", encoding="utf-8")
    assert evgraph("build", HAVENS).refused_with("Check space and permissions")
    assert evgraph("build", HAVENS, EVGRAPH_STORE="store/below").refused_with("Check space and permissions")
    assert evgraph.store.read_text(encoding="utf-8") == "a file"


def test_of_two_versions_the_newer_is_built_and_leads_back_to_the_older(evgraph: Evgraph) -> None:
    older, newer = "9", "10"
    text = HAVENS.read_text(encoding="utf-8")
    assert "versie: 1\n" in text
    for name, version in (("a.txt", newer), ("b.txt", older)):
        evgraph.save(name, text.replace("versie: 1\n", f"versie: {version}\n").replace("Weerbare", f"Versie-{version}"))
    done = evgraph("build", "a.txt", "b.txt")
    assert done.code == 0
    assert "b.txt" in done.out
    assert f"Versie-{newer}" in evgraph.ok("query", "late-fiches")
    assert versions(evgraph) == [("10", "9")]


def test_a_newer_version_replaces_the_graph_and_leads_back_to_the_older(evgraph: Evgraph) -> None:
    text = HAVENS.read_text(encoding="utf-8")
    for version in ("1", "2", "3"):
        fiche = evgraph.save("fiche.txt", text.replace("versie: 1\n", f"versie: {version}\n"))
        build(evgraph, fiche)
    assert versions(evgraph) == [("2", "1"), ("3", "2")]
    assert build(evgraph, fiche) is False
    assert evgraph("validate").code == 0


def test_files_that_differ_in_content_only_are_not_chosen_between_in_silence(evgraph: Evgraph) -> None:
    for name in ("a.txt", "b.txt"):
        evgraph.save(name, HAVENS.read_text(encoding="utf-8").replace("Weerbare", f"Weerbare-{name}"))
    done = evgraph("build", "a.txt", "b.txt", VERPAKKING)
    assert done.code == 1
    told = re.findall(r"(\w)\.txt: kst-22112-9902 is also in (\w)\.txt, which is as new and has another", done.err)
    assert sorted(told) == [("a", "b"), ("b", "a")]
    assert loaded(evgraph) == {"kst-22112-9901"}


def versions(evgraph: Evgraph) -> list[tuple[str, str]]:
    """Which version is said to be a revision of which."""
    rows = package.open_store(settings=Settings(store=evgraph.store)).select(
        """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX ev: <https://w3id.org/evgraph/def#>
        SELECT ?new ?old { ?a prov:wasRevisionOf ?b . ?a ev:version ?new . ?b ev:version ?old }"""
    )
    return sorted((str(new.value), str(old.value)) for new, old in rows.rows if new and old)


def test_a_link_out_of_the_folder_is_left_out(evgraph: Evgraph) -> None:
    outside = evgraph.save("outside/fiche.txt", HAVENS.read_bytes())
    evgraph.save("in/fiche.txt", VERPAKKING.read_bytes())
    evgraph.save("in/.hidden.txt", "x")
    (evgraph.folder / "in" / "link.txt").symlink_to(outside)
    (evgraph.folder / "in" / "folder").symlink_to(outside.parent)
    (evgraph.folder / "in" / "loop").symlink_to("..")
    os.mkfifo(evgraph.folder / "in" / "pipe")
    evgraph.ok("build", "in")
    assert loaded(evgraph) == {"kst-22112-9901"}


BASE = "https://w3id.org/evgraph/"
OTHER_BASE = "https://voorbeeld.nl/kennis/"


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Evgraph:
    """The graph of the same fiche as `one`, with another base."""
    made = Evgraph(folder=tmp_path_factory.mktemp("elsewhere"))
    made.ok("build", HAVENS, EVGRAPH_BASE=OTHER_BASE)
    return made


def test_another_base_changes_the_minted_iris_alone(one: Evgraph, elsewhere: Evgraph) -> None:
    usual, other = graph(one).decode(), graph(elsewhere).decode()
    assert set(re.findall(rf"{BASE}([a-z]+)", other)) == {"def"}
    assert set(re.findall(rf"{OTHER_BASE}([a-z]+)", other)) == {"id", "graph"}
    assert sorted(other.replace(OTHER_BASE, BASE).splitlines()) == sorted(usual.splitlines())


@pytest.mark.parametrize(
    "command",
    [
        ("query", "builds-on", "--param", "fiche=kst-22112-9902"),
        ("query", "builds-on", "--param", f"fiche={OTHER_BASE}id/kamerstuk/22112/9902"),
        ("query", "late-fiches"),
        ("query", "unresolved-references"),
        ("trace", "kst-22112-9902"),
        ("show", "kst-22112-9902", "--format", "nt"),
    ],
    ids=" ".join,
)
def test_answers_are_the_same_with_another_base(command: tuple[str, ...], one: Evgraph, elsewhere: Evgraph) -> None:
    usual = one.ok(*(argument.replace(OTHER_BASE, BASE) for argument in command))
    other = elsewhere.ok(*command, EVGRAPH_BASE=OTHER_BASE).replace(OTHER_BASE, BASE)
    assert len(usual.splitlines()) > 1
    assert sorted(other.splitlines()) == sorted(usual.splitlines())


def test_an_own_query_may_name_graphs_of_the_own_base(elsewhere: Evgraph) -> None:
    graph_iri = f"<{OTHER_BASE}graph/kamerstuk/22112/9902>"
    elsewhere.save("from.rq", f"SELECT ?s FROM {graph_iri} WHERE {{ ?s ?p ?o }} LIMIT 1")  # noqa: S608  not SQL
    assert len(elsewhere.ok("query", "from.rq", EVGRAPH_BASE=OTHER_BASE).splitlines()) == 2
    assert elsewhere("query", "from.rq").refused_with("FROM is refused")


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        ((VALID,), 0),
        ((SAMPLE,), 0),
        ((INVALID,), 1),
        ((VALID, "missing.ttl"), 1),
        (("mixed",), 1),
        (("letter.txt",), 2),
        (("letters",), 2),
        (("empty",), 2),
        (("broken.ttl",), 2),
        (("missing.ttl", "missing.txt"), 2),
        (("large.nt",), 2),
    ],
    ids=lambda value: "+".join(Path(path).name for path in value) if isinstance(value, tuple) else str(value),
)
def test_validate_tells_by_its_exit_code(paths: tuple[str | Path, ...], code: int, evgraph: Evgraph) -> None:
    evgraph.save("letter.txt", NO_FICHE)
    evgraph.save("letters/a.txt", NO_FICHE)
    evgraph.save("letters/b.txt", NO_FICHE)
    evgraph.save("mixed/fiche.txt", HAVENS.read_bytes())
    evgraph.save("mixed/letter.txt", NO_FICHE)
    evgraph.save("broken.ttl", "<a> <b>")
    (evgraph.folder / "empty").mkdir()
    with (evgraph.folder / "large.nt").open("wb") as file:
        file.truncate(50 * MB)
    done = evgraph("validate", *paths, "--lang", "en")
    assert done.code == code, done
    assert (done.out == "") == (code == 2)


def test_a_violation_is_told_with_its_place_and_shape(evgraph: Evgraph) -> None:
    heading, *rows = [line.split("\t") for line in evgraph("validate", INVALID, "--lang", "en").out.splitlines()]
    assert heading == ["severity", "document", "message", "source", "shape", "value"]
    first = dict(zip(heading, rows[0], strict=True))
    assert first["severity"] == "Violation"
    assert first["document"] == str(INVALID)
    assert all(first[name] for name in ("message", "source", "shape"))


def test_the_two_oddities_of_the_sample_are_told(evgraph: Evgraph) -> None:
    found = evgraph.ok("validate", SAMPLE, "--lang", "en")
    assert "JOIN (2024) 977" in found
    assert "52025JC0977" in found
    assert re.search(r"16 days after .*kst-22112-1366.*not checked", found)


def test_strict_says_by_its_exit_code_that_something_was_not_understood(evgraph: Evgraph) -> None:
    text = HAVENS.read_text(encoding="utf-8")
    evgraph.save("odd.txt", text.replace("\nSubsidiariteit\n", "\nSubsidiaire zaken\n"))
    assert evgraph("build", "odd.txt").code == 0
    done = evgraph("build", "odd.txt", "--strict")
    assert done.code == 1
    assert re.search(r"odd\.txt", done.out)
    assert evgraph("build", HAVENS, "--strict").code == 0


def test_files_that_have_not_changed_are_skipped(begun: Evgraph) -> None:
    assert "1 of 1 files were built before" in begun.ok("build", HAVENS, "--lang", "en")
    begun.save("other.txt", HAVENS.read_bytes() + b" ")
    assert "built before" not in begun.ok("build", "other.txt", "--lang", "en")


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"{}", b"[1]"])
@pytest.mark.parametrize("ending", ["json", "nq"])
def test_a_damaged_cache_is_built_anew(begun: Evgraph, damage: bytes, ending: str) -> None:
    (kept,) = (begun.store / "papers").glob(f"*.{ending}")
    kept.write_bytes(damage)
    assert build(begun, HAVENS) is False
    assert kept.read_bytes() != damage


def test_a_damaged_graph_in_the_cache_is_named_and_not_taken_over(begun: Evgraph) -> None:
    (kept,) = (begun.store / "papers").glob("*.nq")
    kept.write_bytes(kept.read_bytes().replace(b"haven", b"HAVEN"))
    assert begun("build", HAVENS, VERPAKKING).refused_with("is damaged. Remove that file and build again.")
    kept.unlink()
    begun.ok("build", HAVENS, VERPAKKING)
    assert loaded(begun) == {"kst-22112-9901", "kst-22112-9902"}


def test_one_paper_in_two_forms_is_one_paper(evgraph: Evgraph) -> None:
    forms = VERPAKKING.parents[2] / "forms"
    done = evgraph("build", VERPAKKING, forms / "verpakkingstoezicht.opentk.html", "--lang", "en")
    assert done.code == 0
    assert "in another form" in done.out
    assert loaded(evgraph) == {"kst-22112-9901"}


def test_a_letter_with_its_fiches_is_a_graph_for_each(evgraph: Evgraph) -> None:
    letter = VERPAKKING.parents[1] / "brief-vier-fiches-2017" / "input.txt"
    evgraph.ok("build", letter)
    assert loaded(evgraph) == {f"kst-22112-{number}" for number in range(9931, 9935)}
    assert "kst-22112-9931" in evgraph.ok("show", "kst-22112-9930", "--format", "json")


def test_a_path_out_of_the_folder_is_what_the_user_names_only(evgraph: Evgraph) -> None:
    evgraph.save("in/kst-22112-9902.txt", HAVENS.read_bytes())
    evgraph.save("kst-22112-9902.metadata.xml", "<metadata_gegevens/>")
    (evgraph.folder / "in" / "kst-22112-9902.metadata.xml").symlink_to("../kst-22112-9902.metadata.xml")
    (evgraph.folder / "in" / "..x.txt").symlink_to("/etc/passwd")
    evgraph.ok("build", "in")
    assert loaded(evgraph) == {"kst-22112-9902"}


def test_a_fiche_without_a_number_of_its_own_can_be_asked_for(evgraph: Evgraph) -> None:
    letter = VERPAKKING.parents[1] / "brief-vier-fiches-2017" / "input.txt"
    evgraph.save("brief.txt", letter.read_text(encoding="utf-8").replace(" (Kamerstuk 22 112, nr. 9932)", ""))
    evgraph.ok("build", "brief.txt")
    part = "kst-22112-9930#fiche-2"
    assert part in loaded(evgraph)
    assert part in evgraph.ok("query", "attitudes")
    assert part in evgraph.ok("query", "proposals-and-fiches")
    assert "proefperiodes" in evgraph.ok("show", part)
    assert evgraph.ok("trace", part)


def test_a_link_that_agrees_with_another_number_contradicts_none(evgraph: Evgraph) -> None:
    evgraph.ok("build", VERPAKKING.parents[1] / "plaatsbepaling-2026" / "input.txt")
    (row,) = evgraph.ok("query", "contradicting-numbers").splitlines()[1:]
    assert row.split("\t")[1:3] == ["COM(2026) 992", "52026DC0929"]
