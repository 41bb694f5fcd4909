"""Ingest: a file → a `Document` of decoded text. The only stage that reads the user's files.

A reader is chosen by what the bytes are, not by what the file is called. To add one, write a module
here with a `read_…(name, data)` function and list it in `READERS` (see CONTRIBUTING, "add a reader").
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evgraph.errors import UnreadableDocument
from evgraph.ingest.pdf import looks_like_pdf, read_pdf
from evgraph.ingest.text import looks_like_text, read_text
from evgraph.model import Document

Reader = tuple[Callable[[bytes], bool], Callable[[str, bytes], Document]]

READERS: tuple[Reader, ...] = ((looks_like_pdf, read_pdf), (looks_like_text, read_text))

# A fiche is some 40 kB of text; a Word file with pictures a few MB. What is larger is no fiche.
MAX_BYTES = 20 * 1024 * 1024


def ingest(path: Path, *, max_bytes: int = MAX_BYTES) -> Document:
    """Read one file.

    Args:
        path: the file.
        max_bytes: larger files are refused before they are read.

    Returns:
        The document; its `name` is the path as given.

    Raises:
        UnreadableDocument: missing, unreadable, empty, too large, or of no form evgraph reads.
    """
    name = str(path).encode(errors="replace").decode()  # A name on disk need not be valid text.
    return ingest_bytes(name, _read_bounded(path, max_bytes))


def ingest_bytes(name: str, data: bytes) -> Document:
    """Read a document from memory; `name` is what messages call it. Raises as `ingest` does."""
    if not data.strip():
        raise UnreadableDocument(f"{name}: the file is empty. Save the fiche again and give that file.")
    for recognises, read in READERS:
        if recognises(data):
            return read(name, data)
    raise UnreadableDocument(
        f"{name}: not a text file ({_guess(data)}). evgraph reads plain text; save the fiche as .txt (UTF-8)."
    )


def _read_bounded(path: Path, max_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise UnreadableDocument(f"{path}: no such file. Check the path.") from None
    except IsADirectoryError:
        raise UnreadableDocument(f"{path}: is a folder; give the files in it, or use `evgraph build`.") from None
    except OSError as error:
        raise UnreadableDocument(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
    if len(data) > max_bytes:
        raise UnreadableDocument(
            f"{path}: larger than {max_bytes / 2**20:.4g} MB, so no fiche. "
            "Split it, or raise EVGRAPH_MAX_MB if it really is one."
        )
    return data


_SIGNATURES = ((b"PK\x03\x04", "a zip or Word file"), (b"%PDF", "a PDF"), (b"\xd0\xcf\x11\xe0", "an old Word file"))


def _guess(data: bytes) -> str:
    return next((what for signature, what in _SIGNATURES if data.startswith(signature)), "binary data")
