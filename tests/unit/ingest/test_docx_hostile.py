"""Word files that mean harm: refused with a clear error, in bounded time and memory, and nothing fetched."""

from __future__ import annotations

import gc
import random
import sys
import time
import tracemalloc
from collections.abc import Iterator

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.ingest import ingest_bytes
from evgraph.ingest.docx import package as docx_package
from evgraph.ingest.docx import zip_safety
from evgraph.messages import explain
from tests.system.running import REPOSITORY
from tests.unit.ingest.word_files import (
    NAMESPACES,
    lines,
    listed,
    marker,
    note,
    p,
    part,
    r,
    read,
    relationships,
    style,
    styled,
    word,
    zipped,
)

FIXTURE = REPOSITORY / "tests" / "forms" / "verpakkingstoezicht.docx"
LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
DOCUMENT_TYPES = {
    "laughs": f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>',
    "a file": '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>',
    "an address": '<!DOCTYPE x [<!ENTITY j SYSTEM "http://127.0.0.1:1/">]>',
    "parameters": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>',
    "a dtd": '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
}


def with_type(kind: str, inner: str, document_type: str) -> str:
    return f"{document_type}<w:{kind} {NAMESPACES}>{inner}</w:{kind}>"


REACHING = {"open", "socket", "subprocess", "urllib", "ftplib", "http"}


class Heard:
    """What Python was asked to open or to reach."""

    def __init__(self) -> None:
        self.listens = False
        self.events: list[tuple[str, str]] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.listens and event.partition(".")[0] in REACHING:
            self.events.append((event, repr(arguments)[:200]))


HEARD = Heard()
sys.addaudithook(HEARD)


@pytest.fixture
def heard() -> Iterator[list[tuple[str, str]]]:
    """What is opened or reached while a test reads; modules are loaded beforehand."""
    lines(p(r("Tekst") + marker(1)), footnotes=note(1, "Noot"), styles=style("A", "A"), numbering="")
    HEARD.events.clear()
    HEARD.listens = True
    yield HEARD.events
    HEARD.listens = False


def test_the_ear_hears(heard: list[tuple[str, str]]) -> None:
    with FIXTURE.open("rb"):
        pass
    assert heard[0][0] == "open"


# Document types and entities.


@pytest.mark.parametrize("document_type", DOCUMENT_TYPES.values(), ids=DOCUMENT_TYPES)
@pytest.mark.parametrize(
    "place", ["word/document.xml", "word/styles.xml", "customXml/item1.xml", "word/_rels/x.xml.rels"]
)
def test_a_document_type_is_refused_wherever_it_stands(
    place: str, document_type: str, heard: list[tuple[str, str]]
) -> None:
    harm = with_type("document", f"<w:body>{p('&j;')}</w:body>", document_type)
    with pytest.raises(UnreadableDocument, match=rf"fiche\.docx: {place} declares a document type"):
        read(p("Tekst"), parts={place: harm})
    assert heard == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_document_type_is_seen_in_any_encoding(encoding: str) -> None:
    harm = with_type("document", "<w:body/>", DOCUMENT_TYPES["a file"]).encode(encoding)
    with pytest.raises(UnreadableDocument, match="declares a document type"):
        ingest_bytes("fiche.docx", word("", parts={"word/document.xml": harm}))


def test_a_document_type_in_a_part_with_a_picture_s_name_is_seen() -> None:
    data = zipped(
        {
            "_rels/.rels": relationships(("m", "officeDocument", "word/media/image1.png")),
            "word/media/image1.png": with_type("document", "<w:body/>", DOCUMENT_TYPES["laughs"]),
        }
    )
    with pytest.raises(UnreadableDocument, match=r"image1\.png declares a document type"):
        ingest_bytes("fiche.docx", data)


# What lies outside the file.


def test_a_remote_template_hinders_nothing_and_is_told(heard: list[tuple[str, str]]) -> None:
    settings = relationships(("t", "attachedTemplate", "http://127.0.0.1:1/sjabloon.dotm"))
    document = read(p("Tekst"), parts={"word/_rels/settings.xml.rels": settings})
    assert document.text == "Tekst"
    assert [issue.code for issue in document.issues] == ["external-part"]
    message = explain(document.issues[0], "en")
    assert "attachedTemplate, 1 times, as 'http://127.0.0.1:1/sjabloon.dotm'" in message
    assert heard == []


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://127.0.0.1:1/a.png", "//127.0.0.1/share/a.png"])
def test_pictures_outside_the_file_are_not_opened(target: str, heard: list[tuple[str, str]]) -> None:
    picture = (
        '<w:drawing><wp:inline><wp:docPr id="1" name="Logo"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        '<a:blip r:link="i"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    old = '<w:pict><v:shape><v:imagedata r:id="i"/></v:shape></w:pict>'
    outside = relationships(
        ("i", "image", target), ("o", "oleObject", "file:///etc/hosts"), ("s", "subDocument", "http://x/")
    )
    body = p(f"{r('Tekst')}<w:r>{picture}{old}</w:r>")
    document = read(body, parts={"word/_rels/document.xml.rels": outside})
    assert document.text == "Tekst"
    assert [issue.code for issue in document.issues].count("picture-left-out") == 2
    kinds = [dict(issue.details)["kind"] for issue in document.issues if issue.code == "external-part"]
    assert {"oleObject", "subDocument"} <= set(kinds)
    assert "root:" not in document.text
    assert heard == []


def test_links_are_not_followed(heard: list[tuple[str, str]]) -> None:
    body = p(f'<w:hyperlink r:id="a">{r("a")}</w:hyperlink><w:hyperlink r:id="b">{r("b")}</w:hyperlink>')
    document = read(body, links={"a": "https://example.org/", "b": "file:///etc/passwd"})
    assert [link.url for link in document.layout.links] == ["https://example.org/"]
    assert heard == []


def test_things_outside_are_counted_by_kind_and_no_more_than_ten_kinds() -> None:
    many = relationships(
        *((f"i{n}", "image", f"http://x/{n}.png") for n in range(500)),
        *((f"k{n}", f"soort{n}", "http://x/") for n in range(50)),
    )
    document = read(p("Tekst"), parts={"word/_rels/document.xml.rels": many})
    issues = [dict(issue.details) for issue in document.issues]
    assert len(issues) == 10
    assert issues[0] == {"kind": "image", "count": "500", "target": "http://x/0.png"}


# Depth, size, time.


def nested(levels: int) -> bytes:
    return word(p("<w:ins>" * levels + r("diep") + "</w:ins>" * levels))


@pytest.mark.parametrize("levels", [10_000, 100])
def test_deep_xml_is_refused(levels: int) -> None:
    with pytest.raises(UnreadableDocument, match=r"word/document\.xml is nested deeper than any paper"):
        ingest_bytes("fiche.docx", nested(levels))


def test_what_may_be_deep_is_read() -> None:
    assert ingest_bytes("fiche.docx", nested(docx_package.MAX_DEPTH - 6)).text == "diep"
    tables = "<w:tbl><w:tr><w:tc>" * 19 + p("diep") + "</w:tc></w:tr></w:tbl>" * 19
    assert lines(tables) == ["diep"]


def test_deep_xml_in_a_part_that_is_not_read_hinders_nothing() -> None:
    assert lines(p("Tekst"), parts={"customXml/item1.xml": "<a>" * 5000 + "</a>" * 5000}) == ["Tekst"]


def test_running_out_of_depth_is_an_error_of_the_document() -> None:
    """When the caller has used up most of what Python allows."""
    data = word("<w:tbl><w:tr><w:tc>" * 19 + p("diep") + "</w:tc></w:tr></w:tbl>" * 19)
    frames, frame = 0, sys._getframe()
    while (back := frame.f_back) is not None:
        frames, frame = frames + 1, back
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(frames + 120)
    try:
        with pytest.raises(UnreadableDocument, match=r"breaks the rules of its form \(RecursionError"):
            ingest_bytes("fiche.docx", data)
    finally:
        sys.setrecursionlimit(limit)


def test_more_elements_than_any_paper_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_NODES", 500)
    assert len(lines(p("x") * 100)) == 100
    attributes = "".join(f' a{number}=""' for number in range(600))
    for body in (p("x") * 200, p(f"<w:r{attributes}/>")):
        with pytest.raises(UnreadableDocument, match=r"word/document\.xml has more elements than any paper"):
            read(body)


def test_parts_share_the_room_for_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_NODES", 500)
    with pytest.raises(UnreadableDocument, match=r"word/styles\.xml has more elements"):
        read(p("x") * 100, styles=style("A", "A") * 100)


def test_a_bomb_is_refused_in_little_memory() -> None:
    data = word(p(" " * 100_000_000))
    tracemalloc.start()
    with pytest.raises(UnreadableDocument, match="unpacks to more than any fiche"):
        ingest_bytes("fiche.docx", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50_000_000


FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
DELETED_END = "<w:rPr><w:del/></w:rPr>"
# Each may be done in the wrong way, by going through all again and again.
GROWING = {
    "deleted ends": lambda n: word(p("x", DELETED_END) * n),
    "open fields": lambda n: word(p((FIELD + r("x")) * n)),
    "notes": lambda n: word(
        p("".join(map(marker, range(n)))), footnotes="".join(note(number, "x") for number in range(n))
    ),
    "styles": lambda n: word(
        "".join(styled("x", f"s{number}") for number in range(n)),
        styles="".join(style(f"s{number}", "x", based_on=f"s{number + 1}") for number in range(n)),
    ),
}


@pytest.mark.parametrize("kind", GROWING)
def test_cost_is_linear(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixteen times as much takes some sixteen times as long; gone through again and again, far longer.

    Without the collection of garbage, whose cost grows with what else is in memory.
    """
    monkeypatch.setattr(zip_safety, "MAX_RATIO", 10**6)

    def seconds(size: int) -> float:
        data = GROWING[kind](size)
        gc.disable()
        begun = time.process_time()
        ingest_bytes("fiche.docx", data)
        taken = time.process_time() - begun
        gc.enable()
        return taken

    assert seconds(8000) < 40 * min(seconds(500) for _ in range(5))


def test_a_style_based_on_itself_ends() -> None:
    styles = style("A", "Tekst", based_on="B") + style("B", "Tekst", based_on="A")
    assert lines(styled("x", "A") + listed("y", 3), styles=styles) == ["x", "y"]


# What breaks the rules.


@pytest.mark.parametrize(
    "body",
    [
        p("<w:r><w:footnoteReference/></w:r>"),
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="veel"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
    ],
)
def test_rules_the_library_needs(body: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"fiche\.docx: a Word file that breaks the rules of its form"):
        read(body)


def test_broken_xml_is_told() -> None:
    with pytest.raises(UnreadableDocument, match=r"word/document\.xml is broken XML \(mismatched tag"):
        read("<w:p>")


def test_a_zip_without_a_document_is_told() -> None:
    with pytest.raises(UnreadableDocument, match=r"holds no Word document\. Open it in Word"):
        ingest_bytes("fiche.docx", zipped({"[Content_Types].xml": "<Types/>", "word/styles.xml": part("styles", "")}))


@pytest.mark.parametrize("seed", range(40))
def test_damage_is_never_another_error(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage that is the same each time
    data = bytearray(FIXTURE.read_bytes())
    if seed % 2:
        data = data[: chance.randrange(len(data))]
    for _ in range(3):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        assert ingest_bytes("fiche.docx", bytes(data)).text
    except UnreadableDocument as error:
        assert str(error).startswith("fiche.docx: ")
