"""Markdown: recognised by marks that no plain text has, made into HTML, and read as that.

Text is Markdown when it defines a footnote (`[^1]: …`) that it also refers to, when it has three headings of `#` with
words behind, or a table with its dividing line under a heading. A "#" or "- " here and there makes no Markdown, nor
does anything in a text with the return arrows of a page saved as text: such text stays as it is, with its offsets.
HTML within Markdown is not read as HTML; it is shown as it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from evgraph.errors import UnreadableDocument
from evgraph.ingest.html.flow import write_page
from evgraph.ingest.html.source import parse_fragment
from evgraph.ingest.page_writer import PageWriter
from evgraph.ingest.text import decode, looks_like_text
from evgraph.model import Document, Issue

# Ten times the longest fiche. What is longer is read as plain text, since a text made to be slow takes the parser half
# a minute for each megabyte.
MAX_MARKDOWN = 512 * 1024
# Deeper the parser leaves text out.
MAX_NESTING = 60
_MIN_HEADINGS = 3
# "## Essentie voorstel", "# 1. Algemene gegevens"; not "#1", "# 12", "#hashtag" or "    # in code".
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)[^\n]{0,200}?[^\W\d_]{2}", re.MULTILINE)
# "|---|---|", "--- | :---:" ; not "-----" and not "| a | b |".
_DIVIDING = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
# "[^1]: Kamerstuk 22 112"; not "voorstel[^1]" and not "[1]: noot".
_NOTE = re.compile(r"^ {0,3}\[\^(?P<label>[^\]\s]{1,60})\]:", re.MULTILINE)
# "[^4]"; not "[4]" and not "[^ 4]".
_LABEL = re.compile(r"\[\^([^\]\s]{1,60})\]")
_ARROW = "↩"


def looks_like_markdown(data: bytes) -> bool:
    """Recognise Markdown by its marks; see the head of this module for the rule."""
    if len(data) > MAX_MARKDOWN or not looks_like_text(data):
        return False
    try:
        text = decode("", data)[0].replace("\r\n", "\n").replace("\r", "\n")
    except UnreadableDocument:
        return False
    if _ARROW in text:
        return False
    written = _labels(text)
    if any(written[note["label"]] > 1 for note in _NOTE.finditer(text)):
        return True
    headings = sum(1 for _ in _HEADING.finditer(text))
    return headings >= _MIN_HEADINGS or (headings > 0 and _has_table(text))


def read_markdown(name: str, data: bytes) -> Document:
    """Read a Markdown file.

    Raises:
        UnreadableDocument: in no encoding, nested too deep, or too much for one page.
    """
    source, issues = decode(name, data)
    root = parse_fragment(name, f"<html><body>{_to_html(name, source)}</body></html>")
    page = PageWriter(name)
    write_page(page, root, [root])
    for label, note in _notes_without_marker(source):
        page.begin_note(f"uncited {label}", label)
        page.text(note)
        page.end_note()
    document = page.document(data, "text/markdown", empty="a file without text. Save it again.", issues=issues)
    return replace(document, issues=(*document.issues, *_markers_without_note(document.text)))


def _notes_without_marker(source: str) -> Iterator[tuple[str, str]]:
    """Notes that the text never refers to; the parser leaves those out. Of each its first line."""
    written = _labels(source)
    for match in _NOTE.finditer(source):
        if written[match["label"]] == 1:
            end = source.find("\n", match.end())
            yield match["label"], source[match.end() : end if end >= 0 else len(source)].strip()


def _labels(text: str) -> Counter[str]:
    """How often each label is written, as a note or as a reference to it."""
    return Counter(match[1] for match in _LABEL.finditer(text))


def _markers_without_note(text: str) -> Iterator[Issue]:
    """References to notes that are not there; the parser leaves those as they are written."""
    for match in _LABEL.finditer(text):
        yield Issue(code="note-missing", start=match.start(), end=match.end(), details=(("number", match[1]),))


def _has_table(text: str) -> bool:
    """A dividing line of at least two columns right under a line of as many."""
    lines = text.split("\n")
    return any(
        "|" in below and "|" in above and _DIVIDING.fullmatch(below) is not None for above, below in pairwise(lines)
    )


def _to_html(name: str, source: str) -> str:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    options = {"html": False, "maxNesting": MAX_NESTING}
    parser = MarkdownIt("commonmark", options).enable("table").use(footnote_plugin)
    environment: dict[str, object] = {}
    tokens = parser.parse(source, environment)
    if max((token.level for token in tokens), default=0) >= MAX_NESTING - 2:
        raise UnreadableDocument(f"{name}: lists or quotes nested deeper than any fiche has. Give the fiche alone.")
    return str(parser.renderer.render(tokens, parser.options, environment))
