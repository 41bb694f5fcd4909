"""Score `evgraph.refs` on the cases of this folder: recall, precision and exact spans per kind.

    python benchmarks/quality/run.py [--freeze] [--show KIND] [--file cases.csv]

Prints gains and losses against `frozen.csv`, the committed outcome of an earlier run. Exit code 1 when something that
was right before is wrong now.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evgraph.identifiers import parse_identifier
from evgraph.model import Reference
from evgraph.reading import find_references

FOLDER = Path(__file__).parent
FILES = ("cases.csv", "blind.csv")
FROZEN = FOLDER / "frozen.csv"
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([nrt\\]))")
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}
# A target may have its kind before it: "celex 32019R0452".
_TARGET = re.compile(r"(?:(?P<kind>[a-z-]+) )?(?P<target>\S.*)")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A target of a kind at a place."""

    start: int
    end: int
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what must be found in it."""

    id: str
    file: str
    kind: str
    form: str
    tier: str
    text: str
    expected: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an expected place ("exact", "target", "missed"), or a find that should not be ("extra")."""

    case: Case
    place: Place
    result: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What names it in the frozen run."""
        return self.case.id, f"{self.place.start}-{self.place.end}", self.place.target


def load_cases(path: Path) -> Iterator[Case]:
    """Read a file of cases."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text, places = read_marks(unescape(row["text"]), row["kind"])
            digest = hashlib.sha256(row["text"].encode()).hexdigest()[:8]
            yield Case(
                id=f"{row['kind']}-{digest}",
                file=path.name,
                kind=row["kind"],
                form=row["form"],
                tier=row["tier"],
                text=text,
                expected=places,
            )


def unescape(text: str) -> str:
    r"""Turn "\n", "\t", "\u00a0" into the characters."""

    def character(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _SIMPLE[match[3]]

    return _ESCAPE.sub(character, text)


def read_marks(text: str, kind: str) -> tuple[str, tuple[Place, ...]]:
    """Take the marks out of a text: "⟦citation|target⟧", nested where citations share text."""
    plain: list[str] = []
    open_marks: list[int] = []
    places = []
    position = length = 0
    while position < len(text):
        sign = text[position]
        if sign == "⟦":
            open_marks.append(length)
        elif sign == "|" and open_marks:
            end = text.index("⟧", position)
            match = _TARGET.fullmatch(text[position + 1 : end])
            if match is None:
                raise ValueError(f"no target in {text!r}")
            target = match["target"]
            places.append(Place(open_marks.pop(), length, match["kind"] or kind_of(target, kind), target))
            position = end
        else:
            plain.append(sign)
            length += 1
        position += 1
    if open_marks:
        raise ValueError(f"a mark is not closed in {text!r}")
    return "".join(plain), tuple(sorted(places))


def kind_of(target: str, kind: str) -> str:
    """The kind a target has when none is written before it."""
    if kind in {"named", "negative"}:
        return "named"
    found = parse_identifier(target).kind
    return kind if found == "celex" and kind in {"eu-act", "celex"} else found


def score(case: Case, found: Sequence[Reference]) -> Iterator[Outcome]:
    """Hold what was found against what was expected; each find answers one expectation at most."""
    left = [Place(r.start, r.end, r.kind, r.target) for r in found]
    missing = []
    for place in case.expected:
        if place in left:
            left.remove(place)
            yield Outcome(case, place, "exact")
        else:
            missing.append(place)
    for place in missing:
        near = [p for p in left if p.target == place.target and p.kind == place.kind and _overlap(p, place)]
        if near:
            left.remove(near[0])
        yield Outcome(case, place, "target" if near else "missed")
    for place in left:
        yield Outcome(case, place, "extra")


def _overlap(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end


def print_scores(outcomes: Sequence[Outcome], title: str) -> None:
    """A line per kind."""
    kinds = sorted({outcome.place.kind for outcome in outcomes})
    print(f"\n{title}")
    print(f"{'kind':<14}{'expected':>9}{'recall':>9}{'precision':>11}{'exact span':>12}{'missed':>8}{'extra':>7}")
    for kind in [*kinds, "all"]:
        count = Counter(o.result for o in outcomes if kind in {"all", o.place.kind})
        right = count["exact"] + count["target"]
        expected, given = right + count["missed"], right + count["extra"]
        print(
            f"{kind:<14}{expected:>9}{_share(right, expected):>9}{_share(right, given):>11}"
            f"{_share(count['exact'], right):>12}{count['missed']:>8}{count['extra']:>7}"
        )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--freeze", action="store_true", help="make this run the one to compare with")
    parser.add_argument("--show", metavar="KIND", help="print every error of a kind ('all' for all)")
    parser.add_argument("--file", choices=FILES, help="only the cases of one file")
    options = parser.parse_args(arguments)
    cases = [case for name in ([options.file] if options.file else FILES) for case in load_cases(FOLDER / name)]
    outcomes = [outcome for case in cases for outcome in score(case, find_references(case.text))]
    negatives = [case for case in cases if not case.expected]
    print(f"{len(cases) - len(negatives)} cases with citations, {len(negatives)} without")
    for name in dict.fromkeys(case.file for case in cases):
        print_scores([outcome for outcome in outcomes if outcome.case.file == name], name)
    if not options.file:
        print_scores(outcomes, "all files")
    wrong = {o.case.id for o in outcomes if not o.case.expected}
    print(f"\ncases without citations in which something was found: {len(wrong)} of {len(negatives)}")
    print("The rules were mended with these cases: first scores, and those on other texts, stand in the README here.")
    for outcome in outcomes:
        if (
            options.show
            and outcome.result != "exact"
            and options.show in {"all", outcome.case.kind, outcome.place.kind}
        ):
            shown = outcome.case.text[max(0, outcome.place.start - 60) : outcome.place.end + 30]
            cut = outcome.case.text[outcome.place.start : outcome.place.end]
            place = f"{outcome.place.kind} {outcome.place.target} {cut!r}"
            print(f"{outcome.result:<7}{place} | {outcome.case.form} | {shown!r}")
    return compare(outcomes, freeze=options.freeze, whole=not options.file)


def compare(outcomes: Sequence[Outcome], *, freeze: bool, whole: bool) -> int:
    """Print gains and losses against the frozen run, or freeze this one."""
    now = {outcome.key: outcome.result for outcome in outcomes}
    if freeze and whole:
        with FROZEN.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["case", "place", "target", "result"])
            writer.writerows([*key, result] for key, result in sorted(now.items()))
        print(f"frozen: {len(now)} outcomes")
        return 0
    if not FROZEN.exists():
        return 0
    with FROZEN.open(encoding="utf-8", newline="") as file:
        before = {(r["case"], r["place"], r["target"]): r["result"] for r in csv.DictReader(file)}
    ids = {outcome.case.id for outcome in outcomes}
    losses = gains = 0
    for key in sorted({*now, *(key for key in before if key[0] in ids)}):
        old, new = before.get(key, "absent"), now.get(key, "absent")
        if old == new:
            continue
        better = _RANK[new] > _RANK[old]
        gains, losses = gains + better, losses + (not better)
        print(f"{'gain' if better else 'LOSS'}  {key[0]} {key[2]}: {old} -> {new}")
    print(f"against the frozen run: {gains} gains, {losses} losses")
    return 1 if losses else 0


_RANK = {"exact": 3, "target": 2, "absent": 1, "missed": 0, "extra": 0}

if __name__ == "__main__":
    sys.exit(main())
