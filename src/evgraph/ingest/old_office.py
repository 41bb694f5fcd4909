"""Files in the container of old Office: they are recognised, to say what to do, and not read.

Word keeps two things in it: documents of before 2007 (.doc), and new ones that are locked with a password.
"""

from __future__ import annotations

from typing import NoReturn

from evgraph.errors import UnreadableDocument

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED, _WORD = ("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))


def looks_like_old_office(data: bytes) -> bool:
    """Tell the container by its first bytes."""
    return data.startswith(_SIGNATURE)


def refuse_old_office(name: str, data: bytes) -> NoReturn:
    """Say what the file is and what to do.

    Raises:
        UnreadableDocument: always.
    """
    if _LOCKED in data:
        raise UnreadableDocument(f"{name}: is locked with a password. Open it in Word, take it off and save it again.")
    what = "an old Word file (.doc)" if _WORD in data else "a file of an old Office program"
    raise UnreadableDocument(f"{name}: {what}, which evgraph does not read. Open it in Word and save it as .docx.")
