"""PDF: places of letters on pages → text. A PDF has no paragraphs, notes or words; they are read from how it looks.

The file is read in a process of its own with limits of memory and time, so that a PDF that never ends, unpacks without
end or brings PDFium down gives an error and nothing else. What a PDF cannot hold is told in docs/forms.md.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from evgraph.errors import UnreadableDocument
from evgraph.model import Document, HeadingPlace, Issue, Layout, Link, NotePlace, Span

# A fiche of 12 pages takes less than a second and 150 MB.
SECONDS = 60
MEGABYTES = 1024
_HEADER, _HEADER_WITHIN = b"%PDF-", 1024
_TRAILER = b"startxref"
_BROKEN = "takes more than {megabytes} MB of memory or brings the PDF library down. Get it from its source again."
_SLOW = "takes longer to read than any fiche ({seconds} s). Get it from its source again, or give the fiche alone."
_CPU_SIGNAL = 24  # SIGXCPU, which not every system has by name.


def looks_like_pdf(data: bytes) -> bool:
    """Tell a PDF by its header, which may stand behind some bytes that a mail or web server put before it."""
    start = data[:_HEADER_WITHIN]
    return start.lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(_HEADER) or (_HEADER in start and _TRAILER in data)


def read_pdf(name: str, data: bytes) -> Document:
    """Read a PDF.

    Raises:
        UnreadableDocument: broken, encrypted, without letters, or more than the limits of time and memory let through.
    """
    answer = _ask(name, data)
    if "error" in answer:
        raise UnreadableDocument(f"{name}: {answer['error']}")
    return Document(
        name=name,
        text=answer["text"],
        media_type="application/pdf",
        byte_size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        issues=tuple(_issue(issue) for issue in answer["issues"]),
        layout=_layout(answer["layout"]),
    )


def _ask(name: str, data: bytes) -> dict[str, Any]:
    """The answer of the process that reads the PDF."""
    # -P: what lies in the folder of the user is never imported.
    command = [sys.executable, "-P", "-m", "evgraph.ingest.pdf.process", str(SECONDS), str(MEGABYTES)]
    try:
        done = subprocess.run(  # noqa: S603  (the command is ours, the file goes in on standard input)
            command, input=data, capture_output=True, timeout=SECONDS, env=_environment(), check=False
        )
    except subprocess.TimeoutExpired:
        raise UnreadableDocument(f"{name}: {_SLOW.format(seconds=SECONDS)}") from None
    if done.returncode == -_CPU_SIGNAL:
        raise UnreadableDocument(f"{name}: {_SLOW.format(seconds=SECONDS)}")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise UnreadableDocument(f"{name}: {_BROKEN.format(megabytes=MEGABYTES)}") from None
    return answer


def _environment() -> dict[str, str]:
    """The environment of this process, in which evgraph and its libraries are found where this process found them."""
    here = Path(__file__).parents[3]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(here), *filter(None, sys.path)])}


def _issue(found: dict[str, Any]) -> Issue:
    details = tuple((str(name), str(value)) for name, value in found["details"])
    return Issue(code=found["code"], start=found["start"], end=found["end"], details=details)


def _layout(found: dict[str, Any]) -> Layout:
    notes = found["notes"]
    return Layout(
        headings=tuple(HeadingPlace(**place) for place in found["headings"]),
        notes=None if notes is None else tuple(_note(note) for note in notes),
        links=tuple(Link(**link) for link in found["links"]),
    )


def _note(found: dict[str, Any]) -> NotePlace:
    marker = found["marker"]
    return NotePlace(**{**found, "marker": None if marker is None else Span(**marker)})
