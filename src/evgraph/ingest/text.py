"""Plain text: bytes → text by decoding only, so that offsets are those of the decoded file.

Order: a byte order mark decides; else UTF-16 when every second byte is mostly zero; else UTF-8, even with a few
bytes gone wrong; else Windows-1252, the encoding of old Dutch office files. All but clean UTF-8 give an issue in
the report. Line ends are kept.
"""

from __future__ import annotations

import codecs
import hashlib

from evgraph.errors import UnreadableDocument
from evgraph.model import Document, Issue

# The longest mark first: that of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_DAMAGED = "damaged utf-8"
_VALID_PER_WRONG = 3
# Bytes that no text holds; tab, line feed, form feed and carriage return are left out on purpose.
_CONTROL = frozenset(range(9)) | {11} | frozenset(range(14, 32))
_SIGNATURES = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\x1f\x8b", b"GIF8", b"\xff\xd8\xff")


def looks_like_text(data: bytes) -> bool:
    """Tell text, in any encoding read here, from binary data by its first 4 kB."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or _utf16_without_mark(data):
        return True
    if data.startswith(_SIGNATURES):
        return False
    sample = data[:_SAMPLE]
    return sum(byte in _CONTROL for byte in sample) <= len(sample) // 200


def read_text(name: str, data: bytes) -> Document:
    """Decode a text file.

    Raises:
        UnreadableDocument: the bytes are no text in the encoding they announce.
    """
    text, issues = decode(name, data)
    if not text.strip():
        raise UnreadableDocument(f"{name}: the file holds only white space. Save the fiche again.")
    return Document(
        name=name,
        text=text,
        media_type="text/plain",
        byte_size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        issues=issues,
    )


def decode(name: str, data: bytes, *, declared: str | None = None) -> tuple[str, tuple[Issue, ...]]:
    """Decode text in an encoding that is known only by looking.

    Args:
        name: what messages call the file.
        data: its bytes.
        declared: the encoding of one byte a character that the text itself names ("cp1252"); it counts where the
            bytes are not Unicode beyond doubt.

    Returns:
        The text and, for all but UTF-8 and the declared encoding, an issue.

    Raises:
        UnreadableDocument: as `read_text`.
    """
    encoding = _encoding(data)
    stated = declared is not None and encoding in {"cp1252", _DAMAGED}
    if declared is not None and stated:
        encoding = declared
    damaged = encoding == _DAMAGED
    try:
        text = data.decode("utf-8", errors="replace") if damaged else data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"{name}: byte {error.start} is no {encoding} text. Save the file as UTF-8 and try again."
        ) from None
    return text, () if stated or encoding in {"utf-8", "utf-8-sig"} else (_encoding_issue(encoding),)


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if (wide := _utf16_without_mark(data)) is not None:
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _DAMAGED if _mostly_utf8(data) else "cp1252"
    return "utf-8"


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few bytes gone wrong: Windows-1252 text has hardly any valid multi-byte character."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return sum(not character.isascii() for character in text) - wrong > _VALID_PER_WRONG * wrong


def _utf16_without_mark(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in nearly every second byte, and no zero in the others."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    even, odd = sample[0::2], sample[1::2]
    if not odd:
        return None
    if odd.count(0) > 0.7 * len(odd) and even.count(0) == 0:
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) == 0:
        return "utf-16-be"
    return None


def _encoding_issue(encoding: str) -> Issue:
    if encoding == _DAMAGED:
        return Issue(code="encoding-damaged")
    names = {"cp1252": "Windows-1252"}
    return Issue(code="encoding", details=(("encoding", names.get(encoding, encoding.upper())),))
