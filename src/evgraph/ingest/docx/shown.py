"""What Word shows of a part: its tree is put, in place, into a form in which nothing shown escapes the library.

mammoth reads WordprocessingML; some of what Word shows it cannot see (simple fields, newer text boxes, formulas, the
labels of automatic numbering), and some of what Word does not show it would give (hidden text, the workings of
fields). Tracked changes are taken as accepted. What the library has no element for is written as a bookmark whose
name says what it is; the bookmarks of the document itself, which stand for nothing shown, make room.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from evgraph.ingest.docx.wordprocessing import COMPATIBILITY, LINK_ID, is_on, value_of, w

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from evgraph.ingest.docx.numbering import Numbering
    from evgraph.ingest.docx.styles import Styles

LABEL, PICTURE = "label:", "picture:"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATE, _CHOICE, _FALLBACK = (f"{COMPATIBILITY}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
# A picture, an old picture, a chart, a diagram; by their local names, since each has several namespaces.
_PICTURES = ("}blip", "}imagedata", "}chart", "}relIds")
_DROPPED = frozenset(
    map(
        w,
        (
            *("del", "moveFrom", "delText", "delInstrText", "bookmarkStart", "bookmarkEnd", "softHyphen", "sectPr"),
            *("commentReference", "commentRangeStart", "commentRangeEnd", "annotationRef", "footnoteRef", "endnoteRef"),
        ),
    )
)
_OPENED = frozenset(map(w, ("ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "sdtContent")))
_DRAWINGS = frozenset(map(w, ("drawing", "pict", "object")))
_FIELD_PARTS = frozenset(map(w, ("fldChar", "instrText")))
# A field in a field in a table of contents is three deep; a file may forget to end some.
_MOST_OPEN = 50
_RENAMED = {w("cr"): w("br"), w("ptab"): w("tab")}
_CHUNKS = frozenset(map(w, ("altChunk", "subDoc")))
_PROPERTIES = frozenset(map(w, ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid")))
# Where a row, a cell or the end of a paragraph says that it was deleted, or moved away.
_GONE = {"tr": ("trPr/del",), "tc": ("tcPr/cellDel",), "p": ("pPr/rPr/del", "pPr/rPr/moveFrom")}


@dataclass(slots=True)
class _Paragraph:
    """What holds at a place in a paragraph; `follows` tells whether its fields can be trusted to end.

    `fields` has, for each field that is open, whether its instruction is still being given; so many are `instructing`.
    """

    hidden: bool = False
    follows: bool = False
    fields: list[bool] = field(default_factory=list)
    instructing: int = 0

    def meet(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(True)
            self.instructing += 1
        elif self.fields and kind in ("separate", "end"):
            self.instructing -= self.fields.pop()
            if kind == "separate":
                self.fields.append(False)

    @property
    def hide(self) -> bool:
        """Whether what stands here is part of a field's instruction: a condition, or the name of a property."""
        return self.follows and self.instructing > 0


@dataclass(slots=True)
class Shown:
    """Prepares the parts of one file, its main part first; the numbering counts through them.

    `chunks` counts documents within the document, which are not read.
    """

    styles: Styles
    numbering: Numbering
    chunks: int = 0
    _links: Collection[str] = ()
    _open: int = 0

    def prepare(self, root: Element, links: Collection[str]) -> None:
        """Leave in a part what Word shows of it, in the form the library reads.

        Args:
            root: the part.
            links: the ids of the links it may use; a link of another id leads nowhere.
        """
        self._links = links
        self._clean(root, _Paragraph())
        for paragraph in root.iter(w("p")):
            self._number(paragraph)

    def _clean(self, element: Element, place: _Paragraph) -> None:
        element[:] = [kept for child in element for kept in self._kept(child, place)]
        _join_paragraphs(element)

    def _kept(self, child: Element, place: _Paragraph) -> Iterator[Element]:
        """What takes the place of an element."""
        tag = child.tag
        if tag in _DROPPED or (tag in (w("tr"), w("tc")) and _is_gone(child)):
            return
        if tag in _PROPERTIES:
            yield child
        elif tag in _CHUNKS:
            self.chunks += 1
        elif tag == w("sdt"):
            content = child.find(w("sdtContent"))
            yield from () if content is None else self._kept(content, place)
        elif tag in _OPENED:
            for inner in child:
                yield from self._kept(inner, place)
        elif tag == _ALTERNATE:
            for inner in _alternative(child):
                yield from self._kept(inner, place)
        elif tag == w("fldSimple"):
            for inner in _as_runs(child):
                yield from self._kept(inner, place)
        elif tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
            yield _run("".join(text.text or "" for text in child.iter(f"{_MATH}t")))
        elif tag in _DRAWINGS:
            yield from self._drawn(child)
        elif tag == w("r"):
            yield from self._run(child, place)
        else:
            yield self._whole(child, place)

    def _whole(self, child: Element, place: _Paragraph) -> Element:
        child.tag = _RENAMED.get(child.tag, child.tag)
        if child.tag == w("p"):
            place = self._paragraph(child)
        elif child.tag == w("hyperlink") and child.get(LINK_ID) not in self._links:
            child.attrib.pop(LINK_ID, None)
        self._clean(child, place)
        return child

    def _paragraph(self, paragraph: Element) -> _Paragraph:
        kinds = [mark.get(w("fldCharType")) for mark in paragraph.iter(w("fldChar"))]
        return _Paragraph(
            hidden=self.styles.is_hidden(value_of(paragraph, "pPr/pStyle")),
            follows=kinds.count("begin") == kinds.count("end"),
        )

    def _run(self, run: Element, place: _Paragraph) -> Iterator[Element]:
        properties = run.find(w("rPr"))
        hidden = is_on(properties, "vanish")
        if hidden is None:
            hidden = place.hidden or self.styles.is_hidden(value_of(properties, "rStyle"))
        kept, marked = [], False
        for child in run:
            if child.tag == w("fldChar"):
                place.meet(child.get(w("fldCharType")))
                if self._is_one_too_many(child.get(w("fldCharType"))):
                    continue
            if marked and child.tag in (w("t"), w("sym")):
                continue
            # The parts of a field are kept, or the library would lose count of what is open.
            if child.tag in _FIELD_PARTS or child.tag == w("rPr"):
                kept.append(child)
            elif not hidden and not place.hide and not _no_symbol(child):
                kept += self._kept(child, place)
                marked = marked or child.get(w("customMarkFollows"), "0") not in ("0", "false", "off")
        run[:] = kept
        yield run

    def _is_one_too_many(self, kind: str | None) -> bool:
        """Count the fields that the library has open: it goes through all of them at each run."""
        if kind == "begin" and self._open == _MOST_OPEN:
            return True
        self._open += (kind == "begin") - (kind == "end" and self._open > 0)
        return False

    def _drawn(self, drawing: Element) -> Iterator[Element]:
        """A text box as the library knows it, and a picture as a bookmark; lines and shapes say nothing."""
        boxes = list(_outermost(drawing, w("txbxContent")))
        if boxes:
            box = Element(w("pict"))
            for content in boxes:
                self._clean(content, _Paragraph())
                box.append(content)
            yield box
        if any(part.tag.endswith(_PICTURES) for part in drawing.iter()):
            yield _bookmark(PICTURE + _description(drawing))

    def _number(self, paragraph: Element) -> None:
        properties = paragraph.find(w("pPr"))
        shown = any(part.text for part in paragraph.iter(w("t")))
        label = self.numbering.label(properties, shown=shown)
        if properties is not None:
            for part in properties.findall(w("numPr")):
                properties.remove(part)
        if label:
            paragraph.insert(0, _bookmark(LABEL + label))


def _is_gone(element: Element) -> bool:
    name = element.tag.rpartition("}")[2]
    return any(element.find("/".join(map(w, path.split("/")))) is not None for path in _GONE[name])


def _join_paragraphs(parent: Element) -> None:
    """A paragraph whose end was deleted runs on into the next one.

    Before anything else it ends after all, unless nothing is left of it.
    """
    kept: list[Element] = []
    carried: list[Element] = []
    last: Element | None = None
    for child in [*parent, None]:
        is_paragraph = child is not None and child.tag == w("p")
        if last is not None and not is_paragraph:
            kept += [_with_content(last, carried)] if carried else []
            carried, last = [], None
        if child is not None and is_paragraph and (last is not None or _is_gone(child)):
            carried += [part for part in child if part.tag != w("pPr")]
            last = child
            if not _is_gone(child):
                kept.append(_with_content(child, carried))
                carried, last = [], None
        elif child is not None:
            kept.append(child)
    parent[:] = kept


def _with_content(paragraph: Element, content: list[Element]) -> Element:
    """The paragraph with this in it, and an end that stays."""
    properties = paragraph.findall(w("pPr"))
    for part in properties:
        part[:] = [inner for inner in part if inner.tag != w("rPr")]
    paragraph[:] = [*properties, *content]
    return paragraph


def _alternative(choices: Element) -> Element:
    """The older form when it is there and holds the text, else the newer one."""
    fallback, choice = choices.find(_FALLBACK), choices.find(_CHOICE)
    if choice is None or (fallback is not None and (_has_text(fallback) or not _has_text(choice))):
        return Element(_FALLBACK) if fallback is None else fallback
    return choice


def _has_text(element: Element) -> bool:
    return any(part.text for part in element.iter(w("t")))


def _as_runs(simple: Element) -> list[Element]:
    """A simple field in the form of a complex one: begin, instruction, separator, what it shows, end."""
    instruction = Element(w("r"))
    SubElement(instruction, w("instrText")).text = simple.get(w("instr"), "")
    return [_field("begin"), instruction, _field("separate"), *simple, _field("end")]


def _field(kind: str) -> Element:
    run = Element(w("r"))
    SubElement(run, w("fldChar"), {w("fldCharType"): kind})
    return run


def _run(text: str) -> Element:
    run = Element(w("r"))
    SubElement(run, w("t")).text = text
    return run


def _bookmark(name: str) -> Element:
    return Element(w("bookmarkStart"), {w("name"): name})


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == _ALTERNATE:
            yield from _outermost(_alternative(child), tag)
        else:
            yield from _outermost(child, tag)


def _description(drawing: Element) -> str:
    """What the writer says is in a picture, else its name, else nothing."""
    for part in drawing.iter():
        if part.tag.endswith("}docPr"):
            return (part.get("descr") or part.get("title") or part.get("name") or "")[:100]
    return ""


def _no_symbol(element: Element) -> bool:
    """A symbol without a number, at which the library would stumble."""
    if element.tag != w("sym"):
        return False
    number = element.get(w("char"), "")
    return not (0 < len(number) <= 6 and all(sign in "0123456789abcdefABCDEF" for sign in number))
