"""The process in which a PDF is read: `python -m evgraph.ingest.pdf.process SECONDS MEGABYTES < file.pdf`.

PDFium is native code, and a PDF can make it use all memory, loop or crash. Here that ends this process and no other.
The answer on standard output is JSON: `text`, `layout` and `issues`, or `error`, a sentence for people.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from evgraph.errors import UnreadableDocument

OUT_OF_MEMORY = "needs more memory than a fiche can. Get the PDF from its source again."


def main() -> None:
    """Read standard input within the limits given, and write the answer."""
    limit(int(sys.argv[1]), int(sys.argv[2]))
    try:
        answer = _answer(sys.stdin.buffer.read())
    except MemoryError:
        answer = {"error": OUT_OF_MEMORY}
    sys.stdout.write(json.dumps(answer))


def limit(seconds: int, megabytes: int) -> None:
    """Bound processor time and memory; where the system has no such limits, nothing happens."""
    try:
        import resource
    except ImportError:  # Windows; there the time limit of the parent is all.
        return
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, megabytes * 2**20),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, hard))


def _answer(data: bytes) -> dict[str, Any]:
    from evgraph.ingest.pdf.glyphs import read_sheets
    from evgraph.ingest.pdf.writing import write

    try:
        text, layout, issues = write(read_sheets(data))
    except UnreadableDocument as error:
        return {"error": str(error)}
    return {"text": text, "layout": asdict(layout), "issues": [asdict(issue) for issue in issues]}


if __name__ == "__main__":
    main()
