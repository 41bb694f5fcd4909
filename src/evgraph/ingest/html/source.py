"""HTML as it comes in: bytes → a tree of elements, with everything a page can do to its reader switched off.

The encoding is that of the byte order mark, else UTF-8 when the bytes are that beyond doubt, else what the page
declares, else as for plain text. XHTML is read as XML when it is well formed; then `<a id="n1"/>` is an empty
element, which HTML would take for an open one. Nothing is fetched: no DTD, no style sheet, no frame, no picture.
Depth, the attributes of a tag and the number of elements are bounded, and a page that declares entities of its own
is refused.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from evgraph.errors import UnreadableDocument
from evgraph.ingest.text import decode, looks_like_text
from evgraph.model import Issue

if TYPE_CHECKING:
    from evgraph.ingest.xml_source import Element

# A kamerstuk of a hundred pages has some 20,000 elements, and no tag of a page has more than a few dozen attributes.
MAX_TAGS = 300_000
MAX_ATTRIBUTES = 1_000
_PROLOG = 64 * 1024

# What may stand before the first tag: white space, "<?xml …?>", "<!-- … -->"; not "<!DOCTYPE" and not text.
_MISC = re.compile(r"\s+|<\?[^>]*>|<!--.*?-->", re.DOTALL)
# "<!DOCTYPE html>", '<!doctype html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "…">'; not "<!DOCTYPE kamerwrk …>".
_DOCTYPE = re.compile(r"""<!DOCTYPE\s+html\b(?:[^\["'>]|"[^"]*"|'[^']*')*(?P<end>[\[>])""", re.IGNORECASE)
# "<html lang='nl'>", "<h1 id='kop'>"; not "<officiele-publicatie>", "<h1-kop>" or "< 5 %".
_FIRST_TAG = re.compile(
    r"<(?:html|head|body|meta|title|main|article|section|header|div|p|h[1-6]|table|ul|ol|dl|blockquote|pre)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_XHTML = re.compile(
    r"""<\?xml\s|<html\b[^>]{0,500}\bxmlns\s*=\s*["']http://www\.w3\.org/1999/xhtml["']""", re.IGNORECASE
)
# '<meta charset="iso-8859-1">', '<meta … content="text/html; charset=windows-1252">', '<?xml … encoding="latin1"?>'.
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})|^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_ONE_BYTE = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("windows-1252", "cp1252", "x-cp1252"), "cp1252"),
    **dict.fromkeys(("iso-8859-15", "iso8859-15", "latin9", "latin-9"), "iso8859-15"),
    **dict.fromkeys(("macintosh", "mac", "x-mac-roman"), "mac_roman"),
}
# A tag with its attributes, in which "<" and ">" may stand between quotes: '<a title="2 > 1" href=x>'; not "< 5".
_TAG = re.compile(r"""<[A-Za-z](?:[^=>]+|=\s*(?:"[^"]*"|'[^']*')?)*+""")
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_BETWEEN_ATTRIBUTES = re.compile(r"[\s/]+")
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")


def looks_like_html(data: bytes) -> bool:
    """Recognise a page, or a piece of one, by its first tag; text in which a tag occurs is no page."""
    if not looks_like_text(data):
        return False
    prolog = _prolog(data)
    position = _after_misc(prolog)
    return (_DOCTYPE.match(prolog, position) or _FIRST_TAG.match(prolog, position)) is not None


def parse_html(name: str, data: bytes) -> tuple[Element, tuple[Issue, ...]]:
    """Parse a page that nobody vouches for.

    Args:
        name: what messages call the file.
        data: its bytes.

    Returns:
        The root element, `html`, and what was odd about the encoding.

    Raises:
        UnreadableDocument: in no encoding, nested too deep, with more elements or attributes than any page has,
            or with entities of its own.
    """
    text, issues = decode(name, data, declared=_declared(data))
    text = text.replace("\0", "\ufffd")
    _refuse(name, text)
    root = _as_xml(text) if _XHTML.search(text, 0, _PROLOG) else None
    root = _as_html(name, text) if root is None else root
    return root, issues


def parse_fragment(name: str, text: str) -> Element:
    """Parse HTML that evgraph made itself, with the same bounds. Raises as `parse_html`."""
    _refuse(name, text)
    return _as_html(name, text)


def _prolog(data: bytes) -> str:
    """The first characters, well enough to see what they are."""
    wide = data[:4096:2].count(0), data[1:4096:2].count(0)
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-16-le" if wide[1] > 1000 else "utf-8"
    encoding = "utf-16-be" if encoding == "utf-8" and wide[0] > 1000 else encoding
    return data[:_PROLOG].decode(encoding, errors="replace").removeprefix("\ufeff")


def _after_misc(text: str) -> int:
    position = 0
    while (match := _MISC.match(text, position)) is not None:
        position = match.end()
    return position


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, 4096)
    return _ONE_BYTE.get((match[1] or match[2]).decode("ascii").lower()) if match else None


def _refuse(name: str, text: str) -> None:
    doctype = _DOCTYPE.match(text, _after_misc(text[:_PROLOG]))
    if doctype is not None and doctype["end"] == "[":
        first = _FIRST_TAG.search(text, doctype.end())
        if _ENTITY.search(text, doctype.end(), first.start() if first else len(text)):
            raise UnreadableDocument(
                f"{name}: declares entities of its own, which may hide anything. "
                "Save the page anew from the site, or take the declarations out."
            )
    if text.count("<") > MAX_TAGS:
        raise UnreadableDocument(f"{name}: has more tags than any fiche. Give the page of the fiche alone.")
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > 2 * MAX_ATTRIBUTES and _attributes(tag.group()) > MAX_ATTRIBUTES:
            raise UnreadableDocument(
                f"{name}: a tag has more than {MAX_ATTRIBUTES} attributes, so it is no page of a site. "
                "Save the page anew."
            )


def _attributes(tag: str) -> int:
    return len(_BETWEEN_ATTRIBUTES.split(_QUOTED.sub("= ", tag))) - 1


def _as_xml(text: str) -> Element | None:
    """The tree of well-formed XHTML, else None: most XHTML on the web is read as HTML, and is no XML."""
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    known = _NAMED_ENTITY.sub(lambda match: html5.get(match[1], match[0]), text)
    try:
        root = etree.fromstring(known.lstrip().encode(), parser)
    except etree.XMLSyntaxError:
        return None
    return root if isinstance(root.tag, str) and root.tag.rpartition("}")[2] == "html" else None


def _as_html(name: str, text: str) -> Element:
    from lxml import etree

    # With `huge_tree` the parser goes 2,048 elements deep, else 256; what is deeper it leaves out.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(f"{name}: no readable HTML ({error.msg}). Save the page anew.") from None
    if root is None:
        raise UnreadableDocument(f"{name}: the page is empty. Save it anew from the site.")
    if any("depth" in entry.message or "limit" in entry.message for entry in parser.error_log.filter_from_fatals()):
        raise UnreadableDocument(
            f"{name}: nested deeper than any page is, or with more in it. Save the page anew from the site."
        )
    return root
