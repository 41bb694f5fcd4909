"""Small Word files, made part by part, so that each test shows only what it is about."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

from evgraph.ingest import ingest_bytes
from evgraph.model import Document

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": _OFFICE,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(parts: Mapping[str, str | bytes], *, packing: int = ZIP_DEFLATED) -> bytes:
    """A zip of named parts."""
    data = io.BytesIO()
    with ZipFile(data, "w", packing) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def part(kind: str, inner: str) -> str:
    """An XML part with the namespaces of Word declared: `part("styles", "<w:style …/>")`."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{kind} {NAMESPACES}>{inner}</w:{kind}>'


def relationships(*found: tuple[str, str, str]) -> str:
    """A part of relationships: id, last word of the type, target; what has "://" lies outside."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target or ":" in target else "/>")
        for key, kind, target in found
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


Parts = Mapping[str, str | bytes]


def word(body: str, *, links: dict[str, str] | None = None, parts: Parts | None = None, **inner: str) -> bytes:
    """A Word file.

    Args:
        body: what stands in `w:body`.
        links: addresses by relationship id.
        parts: whole parts by name; they come in the place of those made here.
        inner: what is in the parts `footnotes`, `endnotes`, `styles`, `numbering` and `comments`.
    """
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships(("m", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relationships(*((k, "hyperlink", url) for k, url in (links or {}).items())),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    return zipped({**made, **{f"word/{kind}.xml": part(kind, text) for kind, text in inner.items()}, **(parts or {})})


def read(body: str, *, links: dict[str, str] | None = None, parts: Parts | None = None, **inner: str) -> Document:
    """Read a Word file made as by `word`."""
    return ingest_bytes("fiche.docx", word(body, links=links, parts=parts, **inner))


def lines(body: str, *, links: dict[str, str] | None = None, parts: Parts | None = None, **inner: str) -> list[str]:
    """The lines of a Word file made as by `word`."""
    return read(body, links=links, parts=parts, **inner).text.split("\n")


def p(inner: str, properties: str = "") -> str:
    """A paragraph; text that is no XML becomes a run."""
    start = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{start}{inner if inner.startswith('<') else r(inner)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    start = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{start}<w:t xml:space="preserve">{text}</w:t></w:r>'


def style(identity: str, name: str, inner: str = "", *, based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{base}{inner}</w:style>'


def styled(text: str, identity: str) -> str:
    return p(text, f'<w:pStyle w:val="{identity}"/>')


def listed(text: str, num_id: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def level(at: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(identity: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{"".join(levels)}</w:abstractNum>'


def num(identity: int, definition: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def note(number: int, text: str, *, kind: str = "footnote") -> str:
    """A note as Word writes it: its number, a space, its text."""
    inner = f"<w:r><w:{kind}Ref/></w:r>" + r(f" {text}")
    return f'<w:{kind} w:id="{number}">{p(inner)}</w:{kind}>'


def marker(number: int, *, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'
