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

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_ALIKE = tuple(
    [(sign, " ") for sign in _SPACES]
    + [(sign, "-") for sign in _DASHES]
    + [(sign, "'") for sign in "\u2018\u2019\u201a\u201b\u2032"]
    + [(sign, '"') for sign in "\u201c\u201d\u201e\u2033"]
    + [("€", "¤")]
)
_BREAKS = (("\r\n", " \n"), ("\r", "\n"), ("\n\n", BORDER * 2), ("\n \n", BORDER * 3), ("\n", " "))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and its folded copy, as a string and as Latin-1 bytes; all three have the same offsets."""

    original: str
    text: str
    data: bytes


def fold(text: str) -> Folded:
    """Fold a text; any string will do, lone surrogates included."""
    folded = text
    for sign, plain in (*_ALIKE, *_BREAKS):
        folded = folded.replace(sign, plain)
    data = folded.encode("latin-1", "replace")
    return Folded(original=text, text=data.decode("latin-1"), data=data)


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
