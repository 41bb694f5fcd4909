"""The pipeline: files → graph. The whole story, one stage after the other.

    ingest → parse → extract → resolve → assess → map → validate → store

A file that cannot be read is refused and named; the others of the run are still built. The store is
swapped in as a whole when all is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from evgraph.authorities import Authorities, load_authorities
from evgraph.errors import EvgraphError, UsageError
from evgraph.identity import Identity, identify
from evgraph.ingest import ingest
from evgraph.ingest.folders import files_in
from evgraph.mapping import map_reading
from evgraph.mapping.shared import map_shared
from evgraph.model import Issue
from evgraph.reading import Reading, read_document
from evgraph.settings import Settings
from evgraph.store import write_generation
from evgraph.validation import Finding, validate_quads

DEFAULT_INPUT = Path("data/fiches")
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A fiche of the run: what was read, its quads, and what validation found."""

    path: Path
    identity: Identity
    reading: Reading
    quads: tuple[Quad, ...]
    findings: tuple[Finding, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Everything odd about the document, from ingest to assessment."""
        return (*self.reading.fiche.issues, *self.identity.issues, *self.reading.findings.issues)

    @property
    def violations(self) -> tuple[Finding, ...]:
        """What keeps the fiche out of the store."""
        return tuple(finding for finding in self.findings if finding.severity == "Violation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file of the run that is not in the graph, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did. `changed` is None when nothing was stored."""

    built: tuple[Built, ...] = ()
    refused: tuple[Refused, ...] = ()
    changed: bool | None = None
    references: Counter[str] = field(default_factory=Counter)
    unresolved: Counter[str] = field(default_factory=Counter)

    @property
    def exit_code(self) -> int:
        """0 fine, 1 a document was refused, 2 nothing could be read."""
        if not self.built:
            return 2
        return 1 if self.refused else 0


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
    built, refused = build_in_memory(paths, settings=settings, progress=progress)
    kept, invalid = _without_violations(built)
    refused = (*refused, *invalid)
    changed = None
    if kept:
        changed = write_generation(settings.store, list(dataset(kept, base=settings.base)))
    return BuildReport(
        built=kept,
        refused=refused,
        changed=changed,
        references=Counter(r.kind for b in kept for r in b.reading.findings.references),
        unresolved=Counter(u.reason for b in kept for u in b.reading.findings.unresolved),
    )


def build_in_memory(
    paths: Sequence[Path] = (), *, settings: Settings, progress: Progress | None = None
) -> tuple[tuple[Built, ...], tuple[Refused, ...]]:
    """Run every stage but the store. Arguments and errors are those of `run`."""
    authorities = load_authorities()
    shared = _by_subject(map_shared(authorities, base=settings.base))
    files = list(files_in(paths or (DEFAULT_INPUT,)))
    if not files:
        raise UsageError(f"no files in {', '.join(map(str, paths or (DEFAULT_INPUT,)))}. Give a file or folder.")
    built: list[Built] = []
    refused: list[Refused] = []
    for number, path in enumerate(files):
        if progress is not None:
            progress(number, len(files), path.name)
        try:
            built.append(_build_one(path, authorities, shared, settings))
        except EvgraphError as error:
            refused.append(Refused(path=path, reason=str(error)))
        except (ValueError, ArithmeticError, LookupError, RecursionError) as error:
            # A bug of ours must not cost the user the other files of the run.
            reason = (
                f"{path}: evgraph stumbled ({type(error).__name__}: {error}). This is an error of evgraph; report it."
            )
            refused.append(Refused(path=path, reason=reason))
    if progress is not None:
        progress(len(files), len(files), "")
    newest, doubles = _newest_versions(built)
    return newest, (*refused, *doubles)


def dataset(built: Iterable[Built], *, base: str) -> Iterator[Quad]:
    """All quads of the store: the shared graphs and a graph per fiche."""
    yield from map_shared(load_authorities(), base=base)
    for one in built:
        yield from one.quads


def _build_one(path: Path, authorities: Authorities, shared: dict[str, list[Quad]], settings: Settings) -> Built:
    reading = read_document(ingest(path, max_bytes=settings.max_bytes), base=settings.base)
    identity = identify(reading.fiche)
    quads = tuple(map_reading(reading, identity, authorities, base=settings.base))
    findings = validate_quads([*quads, *_around(quads, shared)])
    return Built(path=path, identity=identity, reading=reading, quads=quads, findings=findings)


def _by_subject(quads: Iterable[Quad]) -> dict[str, list[Quad]]:
    found: dict[str, list[Quad]] = {}
    for quad in quads:
        found.setdefault(str(quad.subject), []).append(quad)
    return found


def _around(quads: Iterable[Quad], shared: dict[str, list[Quad]]) -> Iterator[Quad]:
    """What the shared graphs say of the things a fiche points to; shapes look no further."""
    for thing in {str(quad.object) for quad in quads if isinstance(quad.object, NamedNode)}:
        yield from shared.get(thing, ())


def _newest_versions(built: Sequence[Built]) -> tuple[tuple[Built, ...], tuple[Refused, ...]]:
    """Of several files of one paper the newest stays; the same file twice is one."""
    newest: dict[str, Built] = {}
    doubles = []
    for one in sorted(built, key=_age):
        subject = str(one.identity.subject)
        older = newest.get(subject)
        newest[subject] = one
        if older is not None and older.reading.fiche.document.sha256 != one.reading.fiche.document.sha256:
            reason = f"{older.path}: {subject} is also in {one.path}, which is as new or newer. Remove one of the two."
            doubles.append(Refused(path=older.path, reason=reason))
    return tuple(sorted(newest.values(), key=lambda one: str(one.identity.subject))), tuple(doubles)


def _age(one: Built) -> tuple[str, ...]:
    header = one.reading.fiche.header
    return (
        header.updated or header.date or "",
        (header.version or "").zfill(6),
        one.reading.fiche.document.sha256,
        one.path.name,
    )


def _without_violations(built: Iterable[Built]) -> tuple[tuple[Built, ...], tuple[Refused, ...]]:
    kept, refused = [], []
    for one in built:
        if not one.violations:
            kept.append(one)
            continue
        first = one.violations[0]
        reason = (
            f"{one.path}: {len(one.violations)} violations of the shapes, the first: {first.message_en} "
            f"({first.focus}). This is an error of evgraph; please report it."
        )
        refused.append(Refused(path=one.path, reason=reason))
    return tuple(kept), tuple(refused)
