"""The pipeline: files → graph. The whole story, one stage after the other.

    ingest → parse → extract → resolve → assess → map → validate → store

A file that cannot be read is refused and named; the others of the run are still built. A file that was built before
and has not changed is taken from the cache. The store is swapped in as a whole when all is done.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from evgraph.authorities import load_authorities
from evgraph.built import Built, Version
from evgraph.enrichment import cache_of, cached_quads
from evgraph.errors import UsageError
from evgraph.ingest.folders import files_in
from evgraph.mapping.shared import map_shared
from evgraph.paper_cache import PaperCache, fingerprint
from evgraph.revisions import Superseded, earlier_versions, newest, revision_quads
from evgraph.settings import Settings
from evgraph.store import building, confirm_generation, read_record, sorted_lines, write_generation
from evgraph.workshop import Made, make_all

DEFAULT_INPUT = Path("data/fiches")
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file of the run that is not in the graph, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did.

    Attributes:
        built: the papers in the graph.
        refused: files that are not in it, and why.
        withdrawn: papers that their publisher took back; they are not in the graph.
        superseded: files that gave way to a newer version or another form of the same paper.
        files: how many files there were; `skipped` of them were unchanged and came from the cache.
        changed: whether the store differs from before; None when nothing was stored.
    """

    built: tuple[Built, ...] = ()
    refused: tuple[Refused, ...] = ()
    withdrawn: tuple[Built, ...] = ()
    superseded: tuple[Superseded, ...] = ()
    files: int = 0
    skipped: int = 0
    changed: bool | None = None
    references: Counter[str] = field(default_factory=Counter)
    unresolved: Counter[str] = field(default_factory=Counter)

    @property
    def exit_code(self) -> int:
        """0 fine, 1 a document was refused, 2 nothing could be read."""
        if not self.built and not self.withdrawn:
            return 2
        return 1 if self.refused else 0

    @property
    def strict_exit_code(self) -> int:
        """As `exit_code`, and 1 as well when something in a paper was not understood."""
        return self.exit_code or int(any(one.not_understood for one in self.built))


def run(
    paths: Sequence[Path] = (), *, settings: Settings | None = None, progress: Progress | None = None
) -> BuildReport:
    """Build the graph of these files and make it the current store.

    Args:
        paths: files and folders; `data/fiches` when empty. The store holds exactly these afterwards.
        settings: where to store, and limits.
        progress: called with (files done, files in all, name of the next).

    Raises:
        UsageError: there is no file to read at all.
        StoreError: the store cannot be written.
    """
    settings = settings or Settings.from_environment()
    with building(settings.store):
        return _run(paths, settings, progress)


def _run(paths: Sequence[Path], settings: Settings, progress: Progress | None) -> BuildReport:
    cache = PaperCache(settings.store)
    made = _make(paths, settings, cache, progress)
    newest_files, superseded, refused = _chosen(made)
    built = tuple(one for one in newest_files if not one.withdrawn)
    withdrawn = tuple(one for one in newest_files if one.withdrawn)
    changed = None
    if built or withdrawn:
        changed = _store(built, superseded, settings)
        cache.forget_all_but(one.key for one in made if one.key is not None)
    return BuildReport(
        built=built,
        refused=refused,
        withdrawn=withdrawn,
        superseded=superseded,
        files=len(made),
        skipped=sum(one.cached for one in made),
        changed=changed,
        references=_total(one.references for one in built),
        unresolved=_total(one.unresolved for one in built),
    )


def build_in_memory(
    paths: Sequence[Path] = (), *, settings: Settings, progress: Progress | None = None
) -> tuple[tuple[Built, ...], tuple[Refused, ...]]:
    """Run every stage but the store; papers with violations are among them. Errors are those of `run`."""
    made = _make(paths, settings, None, progress)
    built, _, disputed = newest([paper for one in made for paper in one.papers])
    return built, (*_unread(made), *map(_in_dispute, disputed))


def dataset(built: Iterable[Built], *, base: str) -> Iterator[Quad]:
    """All quads of the store: the shared graphs and a graph per paper."""
    yield from map_shared(load_authorities(), base=base)
    for one in built:
        yield from parse(one.lines(), format=RdfFormat.N_QUADS)


def _make(paths: Sequence[Path], settings: Settings, cache: PaperCache | None, progress: Progress | None) -> list[Made]:
    files = list(files_in(paths or (DEFAULT_INPUT,)))
    if not files:
        raise UsageError(f"no files in {', '.join(map(str, paths or (DEFAULT_INPUT,)))}. Give a file or folder.")
    made: list[Made] = []
    papers = make_all(files, settings, cache)
    for number, path in enumerate(files):
        if progress is not None:
            progress(number, len(files), path.name)
        made.append(next(papers))
    if progress is not None:
        progress(len(files), len(files), "")
    return made


def _chosen(made: Sequence[Made]) -> tuple[tuple[Built, ...], tuple[Superseded, ...], tuple[Refused, ...]]:
    built, superseded, disputed = newest([paper for one in made for paper in one.papers])
    invalid = [one for one in built if one.violations]
    kept = tuple(one for one in built if not one.violations)
    refused = (*_unread(made), *map(_in_dispute, disputed), *map(_violating, invalid))
    return kept, superseded, refused


def _store(built: Sequence[Built], superseded: Sequence[Superseded], settings: Settings) -> bool:
    """Write the dataset, unless the store holds exactly this already."""
    known, inputs_before = _read_versions(settings.store)
    earlier = {one.subject: earlier_versions(one, superseded, known) for one in built}
    inputs = [fingerprint(), settings.base, *(f"{one.subject} {one.digest}" for one in built)]
    versions = {one.subject: (one.version, *earlier[one.subject]) for one in built}
    if inputs == inputs_before and versions == known and confirm_generation(settings.store):
        return False
    record = {"inputs": inputs, "versions": {name: [asdict(v) for v in found] for name, found in versions.items()}}
    return write_generation(
        settings.store, _blocks(built, earlier, settings), record=json.dumps(record, ensure_ascii=False)
    )


def _blocks(built: Iterable[Built], earlier: dict[str, tuple[Version, ...]], settings: Settings) -> Iterator[bytes]:
    """The dataset as N-Quads, one graph after the other; last what was asked of Cellar before."""
    yield sorted_lines(map_shared(load_authorities(), base=settings.base))
    for one in built:
        lines = one.lines()
        if earlier[one.subject]:
            more = sorted_lines(revision_quads(one, earlier[one.subject]))
            lines = b"".join(sorted([*lines.splitlines(keepends=True), *more.splitlines(keepends=True)]))
        yield lines
    cache = cache_of(settings.store)
    if cache.is_dir():
        yield sorted_lines(cached_quads(cache, dataset(built, base=settings.base), base=settings.base))


def _read_versions(store: Path) -> tuple[dict[str, tuple[Version, ...]], list[str]]:
    """The versions that the graph built before has, and from what it was built; empty when that cannot be told."""
    try:
        record = json.loads(read_record(store))
        versions = {name: tuple(Version(**version) for version in found) for name, found in record["versions"].items()}
        return versions, list(record["inputs"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}, []


def _total(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counted in counts:
        total.update(counted)
    return total


def _unread(made: Iterable[Made]) -> tuple[Refused, ...]:
    return tuple(Refused(path=one.path, reason=one.refused) for one in made if one.refused is not None)


def _in_dispute(pair: tuple[Built, Built]) -> Refused:
    one, other = pair
    reason = (
        f"{one.path}: {one.subject} is also in {other.path}, which is as new and has another text. "
        "Neither was taken. Remove one of the two."
    )
    return Refused(path=one.path, reason=reason)


def _violating(one: Built) -> Refused:
    first = one.violations[0]
    reason = (
        f"{one.path}: {len(one.violations)} violations of the shapes, the first: {first.message_en} "
        f"({first.focus}). This is an error of evgraph; please report it."
    )
    return Refused(path=one.path, reason=reason)
