"""Rewrite `read.json` of a golden case from what evgraph reads now: `make bless CASE=<slug>`.

The other expected results are made by hand only. Review the diff before committing it.
"""

from __future__ import annotations

import json
import sys

from evgraph.ingest import ingest
from evgraph.reading import read_document
from tests.corpus import ALL_CASES


def bless(slug: str) -> None:
    case = next(case for case in ALL_CASES if case.slug == slug)
    content = json.dumps(read_document(ingest(case.input)).to_dict(), ensure_ascii=False, indent=1)
    (case.folder / "read.json").write_text(f"{content}\n", encoding="utf-8")


if __name__ == "__main__":
    bless(sys.argv[1])
