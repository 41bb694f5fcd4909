"""Time `evgraph.refs` and its peers on the same texts, in one run on one core.

    python -m benchmarks.speed.run [--megabytes 5] [--passes 5] [--json FILE]

Prints how fast each finder is, how many times as fast evgraph is on the same bytes, what the first call costs in a
fresh process, and whether time grows in step with the text. MB is 1,000,000 bytes of UTF-8. Run it from the root of
the repository (`make bench-refs` does).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.speed.corpus import Corpus, fiches, ordinary
from benchmarks.speed.finders import OTHERS
from benchmarks.speed.measuring import MB, Bench, Figure, first_call, pin


def table(figures: Sequence[Figure]) -> Iterator[str]:
    """The figures as lines of text."""
    head = ("finder", "version", "text", "bytes", "found/MB", "MB/s", "evgraph there", "times")
    rows = [
        (
            figure.finder,
            figure.version,
            figure.text,
            f"{figure.bytes:,}",
            f"{figure.found_per_mb:,.0f}",
            f"{figure.mb_per_second:.3f}" if figure.mb_per_second < 1 else f"{figure.mb_per_second:.2f}",
            f"{figure.evgraph:.2f}",
            "" if figure.finder == "evgraph" else f"{figure.times:,.2f}",
        )
        for figure in figures
    ]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        yield "  ".join(
            cell.ljust(width) if column < 3 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time evgraph.refs and its peers on the same texts.")
    parser.add_argument("--megabytes", type=float, default=5, help="the size of each text (5)")
    parser.add_argument("--passes", type=int, default=5, help="passes, of which the median counts (5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the bench."""
    arguments = _arguments(argv)
    pinned = pin()
    size = int(arguments.megabytes * MB)
    corpora = {"ordinary": ordinary(size), "fiches": fiches(size)}
    bench = Bench({label: corpus.text for label, corpus in corpora.items()}, arguments.passes)
    first_calls = first_call()
    figures, missing = _time_all(bench, corpora)
    result = {
        "machine": {
            "date": date.today().isoformat(),
            "python": platform.python_version(),
            "system": f"{platform.system()} {platform.machine()}",
            "cores": os.cpu_count(),
            "pinned": pinned,
        },
        "passes": arguments.passes,
        "texts": {
            label: {"bytes": len(bench.texts[label].encode()), "citations": len(corpus.citations)}
            for label, corpus in corpora.items()
        },
        "figures": [asdict(figure) for figure in figures],
        "not_measured": missing,
        "first_call": first_calls,
        "linearity": [bench.linearity(label) for label in corpora],
    }
    print("\n".join(_report(result, figures)))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 0


def _report(result: Mapping[str, Any], figures: Sequence[Figure]) -> Iterator[str]:
    """The result as lines of text."""
    machine = result["machine"]
    yield (
        f"{machine['date']}, Python {machine['python']}, {machine['system']}, {machine['cores']} cores, "
        f"{machine['pinned']}"
    )
    yield f"median of {result['passes']} passes; MB = 1,000,000 bytes of UTF-8"
    yield ""
    for label, text in result["texts"].items():
        density = text["citations"] / text["bytes"] * MB
        yield f"{label}: {text['bytes']:,} bytes, {density:,.0f} citations per MB put in"
    yield ""
    yield from table(figures)
    yield ""
    yield "evgraph there: MB/s of evgraph on the same bytes, by turns; times: how many times as fast evgraph is there."
    for name in result["not_measured"]:
        yield f"not measured: {name}"
    yield ""
    call = result["first_call"]
    yield f"first call in a fresh process, with imports: {call['first_ms']:.0f} ms; second: {call['second_ms']:.2f} ms"
    for row in result["linearity"]:
        yield (
            f"{row['text']}: {row['small_bytes']:,} bytes in {row['small_ms']:.0f} ms, {row['large_bytes']:,} bytes in "
            f"{row['large_ms']:.0f} ms; time per byte {row['ratio_per_byte']:.2f} times as long (1 is linear)"
        )


def _time_all(bench: Bench, corpora: Mapping[str, Corpus]) -> tuple[list[Figure], list[str]]:
    """Every finder on every text, and the finders that are not installed."""
    figures = [bench.time_alone(label) for label in corpora]
    figures.append(bench.time_one_by_one(corpora["fiches"], "fiches"))
    missing = []
    for finder in OTHERS:
        try:
            find = finder.load()
        except ImportError as error:
            missing.append(f"{finder.name} ({error})")
            continue
        for label in corpora:
            print(f"timing {finder.name} on {label} …", file=sys.stderr)
            figures.append(bench.time(finder, find, label))
    return figures, missing


if __name__ == "__main__":
    raise SystemExit(main())
