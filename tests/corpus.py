"""The golden cases: fiches with their expected results, read by several test modules.

`ALL_CASES` are all of them; `CORPUS` are the three over which the questions are answered in `answers.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """A folder of `tests/cases`; `input.path` may point to a file elsewhere in the repository."""

    folder: Path

    @property
    def slug(self) -> str:
        return self.folder.name

    @property
    def input(self) -> Path:
        pointer = self.folder / "input.path"
        if pointer.exists():
            return (self.folder / pointer.read_text(encoding="utf-8").strip()).resolve()
        return next(self.folder.glob("input.*"))

    @cached_property
    def text(self) -> str:
        return self.input.read_text(encoding="utf-8")

    @property
    def is_marked_up(self) -> bool:
        """Whether the text is made by a reader, so that the expected results say nothing of offsets."""
        return self.input.suffix != ".txt"

    def expected(self, name: str) -> Any:
        return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))


ALL_CASES = tuple(Case(folder) for folder in sorted(CASES.iterdir()) if folder.is_dir())
CORPUS = tuple(
    case
    for case in ALL_CASES
    if case.slug in {"economische-veiligheid", "mededeling-havens", "verordening-verpakkingstoezicht"}
)
