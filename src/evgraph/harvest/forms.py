"""The forms of papers: what a media type promises, and whether the bytes keep the promise."""

from __future__ import annotations

import re

from evgraph.errors import FetchError

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {
    _WORD: "docx",
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/html": "html",
    "application/xhtml+xml": "html",
}
MEDIA_TYPES = {
    "docx": _WORD,
    "pdf": "application/pdf",
    "doc": "application/msword",
    "rtf": "application/rtf",
    "xml": "application/xml",
    "html": "text/html",
}
# The end of a zip: 22 bytes, and a remark of at most 64 kB.
_ZIP_END = 22 + 65_535
# Types that say nothing of the form.
_SILENT = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/zip", "application/download"})
# "<!DOCTYPE html>", "<html lang="nl">"; not "<htmlx>", not the name in a text.
_HTML = re.compile(rb"<!doctype\s+html\b|<html[\s>]", re.IGNORECASE)


def check_form(data: bytes, ending: str, media_type: str, name: str) -> None:
    """Hold the bytes and the media type against the form that was announced.

    Args:
        data: the file.
        ending: the form announced, a key of `MEDIA_TYPES`.
        media_type: what the server called it, in lower case and without parameters.
        name: what messages call the file.

    Raises:
        FetchError: they do not agree.
    """
    if media_type not in _SILENT and ENDINGS.get(media_type) != ending:
        raise FetchError(f"{name}: announced as {ending}, but sent as {media_type[:80]}. It was not kept.")
    if not data:
        raise FetchError(f"{name}: the file is empty. It was not kept.")
    if not _looks_like(data, ending):
        raise FetchError(f"{name}: announced as {ending}, but its bytes are {_guess(data)}. It was not kept.")


def _looks_like(data: bytes, ending: str) -> bool:
    if ending == "docx":
        return data.startswith(b"PK\x03\x04") and _holds_word(data)
    if ending == "pdf":
        # The header may stand anywhere in the first kB, by the practice of all readers.
        return b"%PDF-" in data[:1024]
    if ending == "doc":
        return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    if ending == "rtf":
        return data.startswith(b"{\\rtf")
    head = data[:2048].removeprefix(b"\xef\xbb\xbf").lstrip()
    is_page = _HTML.search(head) is not None
    return head.startswith(b"<") and (is_page if ending == "html" else not is_page)


def _holds_word(data: bytes) -> bool:
    """Whether a zip is whole and holds a Word text; the names in it are not packed, and its list stands at the end."""
    return b"PK\x05\x06" in data[-_ZIP_END:] and b"word/" in data


def _guess(data: bytes) -> str:
    if _HTML.search(data[:2048]):
        return "those of a web page"
    known = next((ending for ending in ("pdf", "docx", "doc", "rtf") if _looks_like(data, ending)), None)
    return f"those of a {known} file" if known else "not of that form, or cut off"
