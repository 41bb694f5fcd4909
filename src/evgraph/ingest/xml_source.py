"""XML as it comes in: bytes → an element tree, with everything an XML file can do to its reader switched off.

No entity is resolved, no DTD, schema, style sheet or inclusion is fetched, and size, depth and the number of
elements are bounded. A document type that declares things of its own is refused before the parser sees it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from html.entities import html5
from itertools import islice
from typing import TYPE_CHECKING

from evgraph.errors import UnreadableDocument

if TYPE_CHECKING:
    from typing import TypeAlias

    from lxml.etree import _Element

    Element: TypeAlias = _Element

# A kamerstuk of a hundred pages has some 5,000 elements, each with two tags; a budget with all its tables 100,000.
MAX_TAGS = 400_000
_PROLOG = 64 * 1024
# Events and characters that a number, a name or a heading has at most.
_SMALL = 1000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
_WIDE = _MARKS[3:]
# Such as <?xml version="1.0" encoding="utf-8"?>; not <?xml-stylesheet href="…"?>.
_DECLARED = re.compile(r"""^\s*<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["'](?P<name>[A-Za-z0-9._-]{1,40})["']""")
# A white space, a processing instruction or a comment before the root: "<?xml …?>", "<!-- … -->"; not "<!DOCTYPE".
_MISC = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
# `<!DOCTYPE kamerwrk PUBLIC "-//X//DTD op//NL" "op.dtd">`; it ends at "[" when it declares things of its own.
_DOCTYPE = re.compile(
    r"""<!DOCTYPE\s+(?P<root>[^\s\[>]{1,80})(?:[^\["'>]|"[^"]*"|'[^']*')*(?P<end>[\[>])""", re.IGNORECASE
)
# "<officiele-publicatie xmlns…", "<o:record>"; not "<!DOCTYPE" and not "</al>".
_ROOT = re.compile(r"<(?:[\w.-]{1,80}:)?(?P<name>[\w.-]{1,80})(?=[\s/>]|\Z)")
_ONE_BYTE = re.compile(r"iso-?8859-\d{1,2}|windows-125\d|cp125\d|latin-?\d", re.IGNORECASE)
_LATIN_1 = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1"})
# Curly quotes and dashes in Windows-1252, control characters in ISO-8859-1.
_WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")
_ENCODINGS = re.compile(rf"utf-?8|utf-?16(?:le|be|-le|-be)?|us-ascii|ascii|{_ONE_BYTE.pattern}", re.IGNORECASE)


def root_name(data: bytes) -> str | None:
    """The local name of the root element, judged by the first 64 kB; None for what is no XML."""
    prolog = _decode(data)
    position = _after_misc(prolog, 0)
    if (doctype := _DOCTYPE.match(prolog, position)) is not None:
        if doctype["end"] == "[":
            return doctype["root"].rpartition(":")[2]
        position = _after_misc(prolog, doctype.end())
    root = _ROOT.match(prolog, position)
    return root["name"] if root else None


def parse_xml(name: str, data: bytes) -> Element:
    """Parse XML that nobody vouches for.

    Args:
        name: what messages call the file.
        data: its bytes.

    Raises:
        UnreadableDocument: no well-formed XML, in another encoding than it declares, with declarations in its
            document type, too deep, or with more elements than any paper has.
    """
    from lxml import etree

    _refuse(name, data)
    parser = etree.XMLParser(
        encoding=_override(data),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(f"{name}: {_what_is_wrong(error.msg)}") from None


def local_name(element: Element) -> str:
    """The name of an element without its namespace, in lower case; "" for an entity."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def walk(root: Element, *, skip: Callable[[Element], bool]) -> Iterator[tuple[str, Element, str]]:
    """Go through a tree in reading order, without recursion.

    Args:
        root: where to begin.
        skip: tells whether an element is passed over with all that is in it.

    Yields:
        `("start", element, "")`, `("end", element, "")` and `("text", holder, text)`. What an entity stands for is
        text too; one that HTML does not know stays as it is written.
    """
    yield from (("start", root, ""), ("text", root, root.text or ""))
    stack = [(root, root.iterchildren())]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", parent, ""
            child = parent if stack else None
        elif not isinstance(child.tag, str):
            name = (child.text or "").strip("&;")
            yield "text", parent, html5.get(f"{name};", child.text or "")
        elif not skip(child):
            yield from (("start", child, ""), ("text", child, child.text or ""))
            stack.append((child, child.iterchildren()))
            continue
        if child is not None and child.tail:
            yield "text", stack[-1][0], child.tail


def words_of(element: Element) -> str:
    """The text of a small element as one line, its notes left out; words of two elements are kept apart.

    Of a large one the beginning only: it is asked again and again for nested elements.
    """
    pieces = (text for event, _, text in islice(walk(element, skip=_is_note), _SMALL) if event == "text")
    return " ".join(" ".join(piece[:_SMALL] for piece in pieces).split())


def _is_note(element: Element) -> bool:
    return local_name(element) in {"noot", "nootref", "voetref"}


def _decode(data: bytes) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    return data[:_PROLOG].decode(encoding, errors="replace").removeprefix("\ufeff")


def _after_misc(prolog: str, position: int) -> int:
    while (match := _MISC.match(prolog, position)) is not None:
        position = match.end()
    return position


def _refuse(name: str, data: bytes) -> None:
    prolog = _decode(data)
    declared = _DECLARED.match(prolog)
    encoding = declared["name"] if declared else "utf-8"
    if _ENCODINGS.fullmatch(encoding) is None:
        raise UnreadableDocument(f"{name}: XML in the encoding {encoding}. Save the file as UTF-8.")
    if _ONE_BYTE.fullmatch(encoding) and _is_utf8(data):
        raise UnreadableDocument(
            f"{name}: declares the encoding {encoding} but is UTF-8. Correct its first line, or get the file anew."
        )
    if encoding.casefold().startswith("utf-16") and not any(data.startswith(mark) for mark, _ in _WIDE):
        raise UnreadableDocument(
            f"{name}: declares the encoding {encoding} but is none. Correct its first line, or get the file anew."
        )
    doctype = _DOCTYPE.match(prolog, _after_misc(prolog, 0))
    if doctype is not None and doctype["end"] == "[":
        raise UnreadableDocument(
            f"{name}: XML with declarations of its own in the document type, which may hide anything. "
            "Get the file from the publisher, or take them out."
        )
    if root_name(data) is None:
        raise UnreadableDocument(f"{name}: no XML: its first 64 kB hold no element. Get the file from the publisher.")
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableDocument(f"{name}: has more XML elements than any paper. Give the paper alone.")


def _override(data: bytes) -> str | None:
    """ISO-8859-1 with bytes that only Windows-1252 has is read as that, as browsers do."""
    declared = _DECLARED.match(_decode(data))
    if declared is None or declared["name"].casefold() not in _LATIN_1:
        return None
    return "windows-1252" if _WINDOWS_ONLY.search(data) else None


def _is_utf8(data: bytes) -> bool:
    """Bytes beyond ASCII that are all valid UTF-8: by chance this is next to impossible in another encoding."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _what_is_wrong(message: str) -> str:
    if "depth" in message:
        return "XML nested deeper than any paper is. Get the file from the publisher."
    if "ncoding" in message or "UTF-8" in message:
        return f"is not in the encoding its first line declares ({message}). Correct that line, or save it as UTF-8."
    if "limit" in message:
        return f"XML beyond what a paper needs ({message}). Give the paper alone."
    return f"broken XML ({message}). The file may be cut off: get it again from the publisher."
