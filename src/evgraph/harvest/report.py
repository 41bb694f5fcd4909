"""What is asked of a harvest, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from evgraph.identifiers import Dossier

Source = Literal["tk", "koop"]
# Called with (what is being read, how many done, how many in all or None).
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to fetch.

    `since` leaves out papers dated before it; `limit` is the most papers to download in this run.
    """

    dossier: Dossier
    folder: Path
    source: Source = "tk"
    since: date | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that could not be fetched: a paper, or a part of the feed, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchReport:
    """What a harvest did; papers by their number.

    `updated` has a new file or new data beside it; `left` were not fetched because of the limit; `without_file` are
    papers of which the source has no file.
    """

    folder: Path
    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    without_file: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 when all went well, 1 when something failed."""
        return 1 if self.failed else 0


@dataclass(slots=True, kw_only=True)
class Tally:
    """A report in the making."""

    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    without_file: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    def fail(self, name: str, reason: object) -> None:
        """Note a failure."""
        self.failed.append(Failure(name=name, reason=str(reason)))

    def report(self, folder: Path) -> FetchReport:
        """The finished report."""
        return FetchReport(
            folder=folder,
            new=tuple(self.new),
            updated=tuple(self.updated),
            unchanged=tuple(self.unchanged),
            withdrawn=tuple(self.withdrawn),
            without_file=tuple(self.without_file),
            left=tuple(self.left),
            failed=tuple(self.failed),
        )
