"""Folding: a copy of the text in which typography makes no difference, for patterns to run on.

Every code point becomes exactly one of Latin-1, so offsets in the copy are offsets in the text: no-break and thin
spaces become a space, every dash "-", every curly quote its straight form; a single line break becomes a space, since
a citation may run over the end of a line, but an empty line stays a border. What Latin-1 lacks becomes `UNKNOWN`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# Stands for any code point outside Latin-1: a ligature, an emoji, a Greek letter.
UNKNOWN = "?"
# Stands for the line breaks around an empty line, which no citation crosses.
BORDER = "\x1e"

_COMMON = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("€", "¤"))
_RARE = (
    dict.fromkeys(
        map(ord, "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), ord(" ")
    )
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2014\u2015\u2212"), ord("-"))
    | dict.fromkeys(map(ord, "\u201a\u201b\u2032"), ord("'"))
    | dict.fromkeys(map(ord, "\u201e\u2033"), ord('"'))
)
_ONE_BYTE = bytes.maketrans(b"\t\n\xa0", b"   ")
_BREAKS = tuple(
    (old.encode("latin-1"), new.encode("latin-1"))
    for old, new in (
        ("\r\n", " \n"),
        ("\r", "\n"),
        ("\n\n", BORDER * 2),
        ("\n \n", BORDER * 3),
    )
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and its folded copy, as a string and as Latin-1 bytes; all three have the same offsets."""

    original: str
    text: str
    data: bytes


def fold(text: str) -> Folded:
    """Fold a text; any string will do, lone surrogates included."""
    data = text.encode("latin-1", "replace") if text.isascii() else _to_latin_1(text)
    for old, new in _BREAKS:
        data = data.replace(old, new)
    data = data.translate(_ONE_BYTE)
    return Folded(original=text, text=data.decode("latin-1"), data=data)


def _to_latin_1(text: str) -> bytes:
    """Replace typography; the signs of every text all at once, the rare ones where something stayed unknown."""
    plain = text
    for sign, alike in _COMMON:
        plain = plain.replace(sign, alike)
    data = bytearray(plain.encode("latin-1", "replace"))
    position = data.find(b"?")
    while position >= 0:
        data[position] = _RARE.get(ord(plain[position]), data[position])
        position = data.find(b"?", position + 1)
    return bytes(data)


def is_whole(original: str, start: int, end: int) -> bool:
    """Whether a stretch is cut out between words, not inside one.

    The folded copy no longer tells a letter outside Latin-1, or a combining mark, from a sign.
    """
    if start > 0 and original[start].isalnum() and original[start - 1] > "\xff" and original[start - 1].isalpha():
        return False
    if end == len(original):
        return True
    after = original[end]
    if unicodedata.category(after).startswith("M") and after not in "\ufe0e\ufe0f":
        return False
    return not (after > "\xff" and after.isalnum() and original[end - 1].isalnum())
