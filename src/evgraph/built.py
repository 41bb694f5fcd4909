"""What a build makes of one paper: its quads, what was found in it, and what was odd.

It is small and made of text, so that it can be kept on disk and sent between processes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from evgraph.errors import StoreError
from evgraph.identity import Identity
from evgraph.model import Issue
from evgraph.namespaces import EV
from evgraph.reading import Reading
from evgraph.store import sorted_lines
from evgraph.validation import Finding

# What is not understood: with `evgraph build --strict` one of these is reason enough for exit code 1.
NOT_UNDERSTOOD = frozenset(
    {
        "attitude-unread",
        "competence-unread",
        "date-unreadable",
        "element-unknown",
        "fiche-unread",
        "field-empty",
        "field-missing",
        "footnotes-missing",
        "heading-unknown",
        "legal-basis-unread",
        "marker-missing",
        "note-missing",
        "section-missing",
    }
)


_FILE_NAME = f"<{EV}fileName>".encode()
_AGAIN = "Remove that file and build again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Which version of a paper a file is; dates are ISO 8601, or None when the file does not say.

    `form` is the media type, since one version is published in several forms.
    """

    sha256: str
    form: str
    file_name: str
    updated: str | None = None
    date: str | None = None
    number: str | None = None

    @property
    def age(self) -> tuple[str, tuple[int, ...], str]:
        """Sorts versions of one paper, the oldest first; what a file does not say counts as oldest."""
        return self.date or "", self._ordinal, self.updated or ""

    @property
    def _ordinal(self) -> tuple[int, ...]:
        """The number for comparing: 9.1 comes before 10; empty when there is none."""
        parts = (self.number or "").split(".")
        return tuple(int(part) for part in parts) if all(part.isdigit() for part in parts) else ()

    def precedes(self, other: Version) -> bool:
        """Whether this is known to be an older version: by date, number or moment, when both files say it.

        A PDF says no version; beside a page that does, it is the same paper in another form and nothing more.
        """
        if self.date and other.date and self.date != other.date:
            return self.date < other.date
        if self._ordinal and other._ordinal and self._ordinal != other._ordinal:
            return self._ordinal < other._ordinal
        return bool(self.updated and other.updated and self.updated < other.updated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A paper of the run.

    Attributes:
        path: the file it came from.
        subject: the canonical string of the paper, or of its part ("kst-22112-1366#fiche-2").
        iri: its IRI, and `graph` that of its named graph.
        data: its graph as N-Quads, the lines in order; or the file that holds them.
        digest: the SHA-256 of `data`; `content` is the same without the name of the file, so that copies have one.
        size: of `data` in bytes.
        withdrawn: its publisher took the paper back.
        own: the canonical strings that stand for the paper itself.
    """

    path: Path
    subject: str
    iri: str
    graph: str
    title: str
    version: Version
    data: bytes | Path
    digest: str
    content: str
    size: int
    is_letter: bool = False
    withdrawn: bool = False
    own: tuple[str, ...] = ()
    notes: int = 0
    competences: int = 0
    attitudes: int = 0
    references: Mapping[str, int]
    unresolved: Mapping[str, int]
    issues: tuple[Issue, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def violations(self) -> tuple[Finding, ...]:
        """What keeps the paper out of the store."""
        return tuple(finding for finding in self.findings if finding.severity == "Violation")

    @property
    def not_understood(self) -> tuple[Issue, ...]:
        """The issues that say that something could not be read."""
        return tuple(issue for issue in self.issues if issue.code in NOT_UNDERSTOOD)

    def lines(self) -> bytes:
        """The graph as sorted N-Quads.

        Raises:
            StoreError: the file that holds them was changed or cannot be read.
        """
        if isinstance(self.data, bytes):
            return self.data
        try:
            lines = self.data.read_bytes()
        except OSError as error:
            raise StoreError(f"{self.data}: cannot be read ({error.strerror}). {_AGAIN}") from error
        if hashlib.sha256(lines).hexdigest() != self.digest:
            raise StoreError(f"{self.data}: is damaged. {_AGAIN}")
        return lines

    @property
    def quads(self) -> tuple[Quad, ...]:
        """The graph as quads."""
        return tuple(parse(self.lines(), format=RdfFormat.N_QUADS))

    def to_json(self) -> str:
        """Everything but the graph, for `from_json`."""
        return json.dumps(asdict(replace(self, data=b"", path=Path())), default=lambda _: None, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str, *, path: Path, data: Path) -> Built:
        """Read what `to_json` wrote.

        Raises:
            ValueError, TypeError, KeyError: it was written by something else.
        """
        values: dict[str, Any] = json.loads(text)
        issues = tuple(
            Issue(**{**issue, "details": tuple((key, value) for key, value in issue["details"])})
            for issue in values["issues"]
        )
        return cls(
            **{
                **values,
                "path": path,
                "data": data,
                "own": tuple(values["own"]),
                "version": Version(**values["version"]),
                "issues": issues,
                "findings": tuple(Finding(**finding) for finding in values["findings"]),
            }
        )


def count(names: Iterable[str]) -> dict[str, int]:
    """How often each name occurs, in order of name."""
    counted: dict[str, int] = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    return dict(sorted(counted.items()))


def built_from(
    path: Path, reading: Reading, identity: Identity, quads: Sequence[Quad], findings: tuple[Finding, ...], base: str
) -> Built:
    """Sum up a paper that was read, mapped and validated."""
    graph = quads[0].graph_name
    fiche, found = reading.fiche, reading.findings
    header, document = fiche.header, fiche.document
    lines = sorted_lines(quads)
    return Built(
        path=path,
        subject=str(identity.subject),
        iri=identity.subject.iri(base),
        graph=graph.value if isinstance(graph, NamedNode) else "",
        title=header.title
        or fiche.general.title
        or (f"Brief met {len(fiche.listed)} fiches" if fiche.is_letter else ""),
        version=Version(
            sha256=document.sha256,
            form=document.media_type,
            file_name=path.name,
            updated=header.updated,
            date=header.date,
            number=header.version,
        ),
        data=lines,
        digest=hashlib.sha256(lines).hexdigest(),
        content=hashlib.sha256(b"".join(line for line in lines.splitlines() if _FILE_NAME not in line)).hexdigest(),
        size=len(lines),
        is_letter=fiche.is_letter,
        withdrawn=header.withdrawn,
        own=tuple(sorted(identity.own)),
        notes=len(fiche.footnotes),
        competences=len(found.competences),
        attitudes=len(found.attitudes),
        references=count(reference.kind for reference in found.references),
        unresolved=count(place.reason for place in found.unresolved),
        issues=(*fiche.issues, *identity.issues, *found.issues),
        findings=findings,
    )
