"""Measuring: how long a finder takes for a text, on one core, as the median of several passes."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.speed.corpus import Corpus
from benchmarks.speed.finders import EVGRAPH, Find, Finder

MB = 1_000_000
# A pass shorter than this is repeated until it is this long, so that the clock does not matter.
SHORTEST = 0.2
_FRESH = """
import time
start = time.perf_counter()
import evgraph
text = "Zie Kamerstuk 22 112, nr. 3761, artikel 207 VWEU en de AVG."
found = len(evgraph.refs(text))
first = time.perf_counter()
evgraph.refs(text)
print(1000 * (first - start), 1000 * (time.perf_counter() - first), found)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One finder on one text.

    Attributes:
        finder: its name.
        version: that was timed.
        text: the label of the text.
        bytes: how much of the text was used.
        mb_per_second: of the finder, the median of the passes.
        found_per_mb: references found.
        evgraph: MB per second of evgraph on the same bytes, in passes that took turns with those of the finder.
        times: how many times as fast evgraph is, the median over the pairs of passes.
    """

    finder: str
    version: str
    text: str
    bytes: int
    mb_per_second: float
    found_per_mb: float
    evgraph: float
    times: float


class Bench:
    """Times finders on texts, each by turns with evgraph, so that a busy moment of the machine strikes both."""

    def __init__(self, texts: Mapping[str, str], passes: int) -> None:
        self.texts, self.passes = texts, passes
        self._evgraph = EVGRAPH.load()

    def time(self, finder: Finder, find: Find, label: str) -> Figure:
        """Time a finder on a text, or on the first part of it when it is slow."""
        text = first(self.texts[label], finder.most) if finder.most else self.texts[label]
        return self._figure(finder, label, text, Run(find, text), Run(self._evgraph, text))

    def time_alone(self, label: str) -> Figure:
        """Time evgraph on a text."""
        text = self.texts[label]
        run = Run(self._evgraph, text)
        return self._figure(EVGRAPH, label, text, run, run)

    def time_one_by_one(self, corpus: Corpus, label: str) -> Figure:
        """Time evgraph with a call for each document, as it is used."""

        def find(_: str) -> int:
            return sum(self._evgraph(document) for document in corpus.documents)

        finder = Finder("evgraph, a call for each fiche", EVGRAPH.package, EVGRAPH.load)
        text = self.texts[label]
        return self._figure(finder, label, text, Run(find, text), Run(self._evgraph, text))

    def _figure(self, finder: Finder, label: str, text: str, run: Run, own: Run) -> Figure:
        runs = (run,) if run is own else (run, own)
        for _ in range(self.passes):
            for each in runs:
                each.once()
        size = len(text.encode())
        return Figure(
            finder=finder.name,
            version=finder.version,
            text=label,
            bytes=size,
            mb_per_second=size / MB / run.median,
            found_per_mb=run.found / size * MB,
            evgraph=size / MB / own.median,
            times=statistics.median(a / b for a, b in zip(run.seconds, own.seconds, strict=True)),
        )

    def linearity(self, label: str) -> dict[str, float | str]:
        """Time for 1 MB and for 4 MB by turns, and their ratio per byte: 1 when time grows with the text."""
        large = first(self.texts[label], 4 * MB)
        small = first(large, len(large.encode()) // 4)
        sizes = [len(text.encode()) for text in (small, large)]
        runs = [Run(self._evgraph, text) for text in (small, large)]
        for _ in range(self.passes):
            for run in runs:
                run.once()
        ratios = [b / a for a, b in zip(*(run.seconds for run in runs), strict=True)]
        return {
            "text": label,
            "small_bytes": sizes[0],
            "large_bytes": sizes[1],
            "small_ms": 1000 * runs[0].median,
            "large_ms": 1000 * runs[1].median,
            "ratio_per_byte": statistics.median(ratios) * sizes[0] / sizes[1],
        }


class Run:
    """A finder on a text, to be timed pass by pass; a short one is repeated within a pass."""

    def __init__(self, find: Find, text: str) -> None:
        self._find, self._text = find, text
        self.found = 0
        self.seconds: list[float] = []
        find(text[:2000])
        spent = self._spend(1)
        # Once more, now that everything is loaded, when the first time was short.
        self._repeats = max(1, round(SHORTEST / self._spend(1))) if spent < SHORTEST else 1

    def once(self) -> None:
        """Time one pass."""
        self.seconds.append(self._spend(self._repeats) / self._repeats)

    @property
    def median(self) -> float:
        """Seconds of the median pass."""
        return statistics.median(self.seconds)

    def _spend(self, repeats: int) -> float:
        gc.collect()
        start = time.perf_counter()
        for _ in range(repeats):
            self.found = self._find(self._text)
        return time.perf_counter() - start


def first(text: str, size: int) -> str:
    """The first `size` bytes of a text, up to the end of a paragraph."""
    data = text.encode()
    if size >= len(data):
        return text
    cut = data.rfind(b"\n", 0, size)
    return data[: cut if cut > 0 else size].decode(errors="ignore")


def first_call(processes: int = 5) -> dict[str, float]:
    """Milliseconds of the import and the first call together, and of the second, in processes of their own."""
    rows = []
    for _ in range(processes):
        done = subprocess.run([sys.executable, "-c", _FRESH], capture_output=True, text=True, check=True)
        rows.append([float(value) for value in done.stdout.split()[:2]])
    return {
        "first_ms": statistics.median(row[0] for row in rows),
        "second_ms": statistics.median(row[1] for row in rows),
    }


def pin() -> str:
    """Keep this process, and those it starts, on one core; say how that went."""
    if not hasattr(os, "sched_setaffinity"):
        return "not pinned: this system cannot"
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return "pinned to one core"
