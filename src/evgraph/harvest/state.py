"""What a harvest remembers, in one SQLite file: how far the feed was read, what is in the dossier, which files came.

A page of the feed and the place where the next begins are written in one transaction, and so is each file with what
the server said of it: a harvest that is killed at any moment goes on where it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from evgraph.errors import FetchError
from evgraph.harvest.client import Known
from evgraph.harvest.entities import Entity

_FORMAT = "1"
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS category (name TEXT PRIMARY KEY, token INTEGER, etag TEXT, modified TEXT) STRICT;
CREATE TABLE IF NOT EXISTS entity (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, parent TEXT, seq INTEGER NOT NULL, ours INTEGER NOT NULL, data TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS entity_kind ON entity (kind, ours, seq);
CREATE TABLE IF NOT EXISTS file (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, stamp TEXT NOT NULL, modified TEXT, line TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS file_name ON file (name, seq);
"""
# Actors and versions whose document is not (yet) in the dossier: a paper gets its dossier number days after its
# actors were in the feed, and they are not told again. So many of each kind are kept, the newest.
_WAITING = 20_000


class State:
    """The state of one folder, held alone until it is closed."""

    def __init__(self, path: Path) -> None:
        """Open or make it.

        Raises:
            FetchError: another harvest is busy here, or the file is not ours.
        """
        self._db = sqlite3.connect(path, timeout=1)
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            # A kill loses nothing. A power cut may lose the last pages, which are then read again.
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(f"BEGIN EXCLUSIVE; {_TABLES} COMMIT;")
        except sqlite3.OperationalError as error:
            self._db.close()
            raise FetchError(f"{path}: {error}. Is another evgraph fetch busy here? Wait for it.") from error
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise FetchError(f"{path}: {error}. Remove the file; papers that are there are not lost.") from error
        self._last = int(self._db.execute("SELECT coalesce(max(seq), 0) FROM entity").fetchone()[0])
        if self.setdefault("format", _FORMAT) != _FORMAT:
            self._db.close()
            raise FetchError(f"{path}: made by another version of evgraph. Remove it, or give another --output.")

    def close(self) -> None:
        """Let go of it."""
        self._db.close()

    def get(self, name: str) -> str | None:
        """A remembered value."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set(self, name: str, value: str) -> None:
        """Remember a value."""
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def setdefault(self, name: str, value: str) -> str:
        """The remembered value; when there is none, this one is remembered."""
        found = self.get(name)
        if found is None:
            self.set(name, value)
        return value if found is None else found

    # The feed.

    def place(self, category: str) -> tuple[int | None, Known]:
        """Where to go on in a category, and what the server said of the page there."""
        row = self._db.execute("SELECT token, etag, modified FROM category WHERE name = ?", (category,)).fetchone()
        return (None, Known()) if row is None else (row[0], Known(etag=row[1], modified=row[2]))

    def start_at(self, categories: Iterable[str], token: int | None) -> None:
        """Go on from here in these categories, forgetting how far they were read but not what was found."""
        with self._db:
            for category in categories:
                self._db.execute("INSERT OR REPLACE INTO category VALUES (?, ?, NULL, NULL)", (category, token))

    def keep_page(
        self,
        category: str,
        place: tuple[int | None, Known],
        kept: Iterable[tuple[Entity, str | None, bool]],
        gone: Iterable[str] = (),
    ) -> None:
        """Write what a page brought together with the place where the next begins.

        Args:
            category: of the page.
            place: token of the next page, and what the server said of it when it is known.
            kept: entities with the id of their parent and whether they belong to the dossier.
            gone: ids of entities that are no more.
        """
        token, known = place
        with self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO category VALUES (?, ?, ?, ?)", (category, token, known.etag, known.modified)
            )
            self._db.executemany("DELETE FROM entity WHERE id = ?", ((one,) for one in gone))
            self._keep(kept)
            self._forget_old(category[0].lower() + category[1:])

    def keep(self, entities: Iterable[Entity]) -> None:
        """Write entities that belong to the dossier."""
        with self._db:
            self._keep((entity, None, True) for entity in entities)

    def _keep(self, kept: Iterable[tuple[Entity, str | None, bool]]) -> None:
        rows = []
        for entity, parent, ours in kept:
            self._last += 1
            rows.append((entity.id, entity.kind, parent, self._last, int(ours), entity.to_json()))
        self._db.executemany("INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?)", rows)

    def _forget_old(self, kind: str) -> None:
        oldest = self._db.execute(
            "SELECT seq FROM entity WHERE kind = ? AND ours = 0 ORDER BY seq DESC LIMIT 1 OFFSET ?", (kind, _WAITING)
        ).fetchone()
        if oldest is not None:
            self._db.execute("DELETE FROM entity WHERE kind = ? AND ours = 0 AND seq <= ?", (kind, oldest[0]))

    def adopt(self, kind: str, parents: Iterable[str]) -> None:
        """Take in the entities that were waiting for these parents."""
        with self._db:
            self._db.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (id TEXT PRIMARY KEY)")
            self._db.execute("DELETE FROM wanted")
            self._db.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((parent,) for parent in parents))
            self._db.execute(
                "UPDATE entity SET ours = 1 WHERE kind = ? AND ours = 0 AND parent IN (SELECT id FROM wanted)", (kind,)
            )

    def entities(self, kind: str) -> dict[str, Entity]:
        """The entities of a kind that belong to the dossier, by id."""
        rows = self._db.execute("SELECT id, data FROM entity WHERE kind = ? AND ours = 1 ORDER BY id", (kind,))
        return {str(row[0]): Entity.from_json(row[1]) for row in rows}

    # The files.

    def lines(self) -> Iterator[str]:
        """The lines of the manifest, oldest first."""
        for row in self._db.execute("SELECT line FROM file ORDER BY seq"):
            yield str(row[0])

    def file(self, name: str) -> tuple[str, str | None, str] | None:
        """Of the newest file of this name: stamp, Last-Modified, line of the manifest."""
        row = self._db.execute(
            "SELECT stamp, modified, line FROM file WHERE name = ? ORDER BY seq DESC LIMIT 1", (name,)
        ).fetchone()
        return None if row is None else (str(row[0]), row[1], str(row[2]))

    def add_file(self, name: str, stamp: str, modified: str | None, line: str) -> None:
        """Write that a file came."""
        with self._db:
            self._db.execute(
                "INSERT INTO file (name, stamp, modified, line) VALUES (?, ?, ?, ?)", (name, stamp, modified, line)
            )

    def stamp_file(self, name: str, stamp: str) -> None:
        """Write that the newest file of this name is still right."""
        with self._db:
            self._db.execute(
                "UPDATE file SET stamp = ? WHERE seq = (SELECT max(seq) FROM file WHERE name = ?)", (stamp, name)
            )
