"""Ingest: a file → a `Document` of decoded text. The only stage that reads the user's files.

A reader is chosen by what the bytes are, not by what the file is called. To add one, write a module
here with a `read_…(name, data)` function and list it in `READERS` (see CONTRIBUTING, "add a reader").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from evgraph.errors import UnreadableDocument
from evgraph.ingest.beside import find_beside, is_record, read_record
from evgraph.ingest.docx import looks_like_docx, read_docx
from evgraph.ingest.html import looks_like_html, read_html
from evgraph.ingest.markdown import looks_like_markdown, read_markdown
from evgraph.ingest.official import looks_like_official_xml, read_official_xml
from evgraph.ingest.old_office import looks_like_old_office, refuse_old_office
from evgraph.ingest.pdf import looks_like_pdf, read_pdf
from evgraph.ingest.text import looks_like_text, read_text
from evgraph.model import Document, completed

Reader = tuple[Callable[[bytes], bool], Callable[[str, bytes], Document]]

READERS: tuple[Reader, ...] = (
    (looks_like_docx, read_docx),
    (looks_like_old_office, refuse_old_office),
    (looks_like_pdf, read_pdf),
    (looks_like_official_xml, read_official_xml),
    (looks_like_html, read_html),
    (looks_like_markdown, read_markdown),
    (looks_like_text, read_text),
)

# A fiche is some 40 kB of text; a Word file with pictures a few MB. What is larger is no fiche.
MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as bytes, and the record that its publisher has beside it."""

    name: str
    data: bytes
    record: bytes | None = None
    record_name: str = ""

    @property
    def contents(self) -> tuple[bytes, ...]:
        """All bytes that the document is made of."""
        return (self.data,) if self.record is None else (self.data, self.record)


def ingest(path: Path, *, max_bytes: int = MAX_BYTES) -> Document:
    """Read one file.

    Args:
        path: the file.
        max_bytes: larger files are refused before they are read.

    Returns:
        The document; its `name` is the path as given, `beside` what the record next to it says.

    Raises:
        UnreadableDocument: missing, unreadable, empty, too large, or of no form evgraph reads.
    """
    return to_document(read_source(path, max_bytes=max_bytes))


def read_source(path: Path, *, max_bytes: int = MAX_BYTES) -> Source:
    """Read the bytes of a file and of the record beside it. Raises as `ingest` does, but for what the bytes hold."""
    data = _read_bounded(path, max_bytes)
    record = find_beside(path)
    if record is None:
        return Source(name=_printable(path), data=data)
    return Source(
        name=_printable(path), data=data, record=_read_bounded(record, max_bytes), record_name=_printable(record)
    )


def to_document(source: Source) -> Document:
    """Make the document of a source. Raises as `ingest` does."""
    document = ingest_bytes(source.name, source.data)
    if source.record is None:
        return document
    said = read_record(source.record_name, source.record)
    return replace(document, beside=said if document.beside is None else completed(document.beside, said))


def _printable(path: Path) -> str:
    """A name on disk need not be valid text."""
    return str(path).encode(errors="replace").decode()


def ingest_bytes(name: str, data: bytes) -> Document:
    """Read a document from memory; `name` is what messages call it. Raises as `ingest` does."""
    if not data.strip():
        raise UnreadableDocument(f"{name}: the file is empty. Save the fiche again and give that file.")
    if is_record(Path(name)):
        raise UnreadableDocument(f"{name}: a record of a paper that is not beside it. Fetch the paper, or remove this.")
    for recognises, read in READERS:
        if recognises(data):
            return read(name, data)
    raise UnreadableDocument(
        f"{name}: of no form that evgraph reads ({_guess(data)}). It reads Word (.docx), official XML, HTML, PDF, "
        "Markdown and plain text; save the fiche as one of these."
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


_SIGNATURES = ((b"PK\x03\x04", "a zip that is no Word file"),)


def _guess(data: bytes) -> str:
    return next((what for signature, what in _SIGNATURES if data.startswith(signature)), "binary data")
