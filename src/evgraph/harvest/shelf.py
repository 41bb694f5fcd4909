"""The folder of a harvest: papers, what is beside them, and the manifest. Each is written beside and swapped in.

The rows of the manifest live in the state as well; the file `manifest.jsonl` is made whole from it at each start, so
that a harvest that was killed between the two loses no row.
"""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from evgraph.errors import FetchError
from evgraph.harvest.client import Known
from evgraph.harvest.state import State

MANIFEST = "manifest.jsonl"
STATE = ".evgraph-fetch.sqlite3"
_PART = ".evgraph-part-"
# "2026D04646.docx", "kst-22112-4239.metadata.xml"; not "../2026D04646.pdf", not ".hidden".
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,60}(?:\.[a-z]{2,8}){1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the manifest: a file that came. `bytes` is its size, `retrieved` in UTC, `version` of the publisher."""

    name: str
    url: str
    retrieved: str
    sha256: str
    bytes: int
    media_type: str
    licence: str
    version: str | None = None
    etag: str | None = None


class Shelf:
    """The folder, held by one harvest. Use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Open or make the folder, and finish what a killed harvest left.

        Raises:
            FetchError: the folder cannot be used, or another harvest is busy in it.
        """
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FetchError(f"{folder}: cannot be written ({error.strerror}). Give another --output.") from error
        self.state = State(folder / STATE)
        with ExitStack() as undo:
            undo.callback(self.state.close)
            self._finish()
            undo.pop_all()

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.state.close()

    def newest(self, name: str) -> tuple[Row, str, Known] | None:
        """Of a file that is here unharmed: its row, its stamp, and what the server said of it."""
        found = self.state.file(name)
        if found is None:
            return None
        stamp, modified, line = found
        row = Row(**json.loads(line))
        path = self.folder / name
        if not path.is_file() or path.stat().st_size != row.bytes:
            return None
        return row, stamp, Known(etag=row.etag, modified=modified)

    def place(self, row: Row, data: bytes, stamp: str, modified: str | None) -> None:
        """Put a file in its place and its row in the manifest."""
        path = self._path(row.name)
        line = json.dumps(asdict(row), ensure_ascii=False)
        part = self._write_part(row.name, data)
        self.state.add_file(row.name, stamp, modified, line)
        part.replace(path)
        with (self.folder / MANIFEST).open("a", encoding="utf-8") as manifest:
            manifest.write(line + "\n")

    def write_beside(self, name: str, text: str) -> bool:
        """Write a file that is no paper; false when it was like this already."""
        path = self._path(name)
        data = text.encode()
        if path.is_file() and path.read_bytes() == data:
            return False
        self._write_part(name, data).replace(path)
        return True

    def read_beside(self, name: str) -> str | None:
        """The text of a file written with `write_beside`, or None."""
        path = self._path(name)
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None

    def remove(self, name: str) -> None:
        """Take away a file that another form has replaced."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if _NAME.fullmatch(name) is None:
            raise FetchError(f"'{name[:80]}' is no name for a file. Report it to the publisher.")
        return self.folder / name

    def _write_part(self, name: str, data: bytes) -> Path:
        part = self.folder / f"{_PART}{name}"
        part.write_bytes(data)
        return part

    def _finish(self) -> None:
        """Swap in files whose row was written, drop the others, and make the manifest whole."""
        manifest = self.folder / MANIFEST
        written = manifest.read_text(encoding="utf-8", errors="replace") if manifest.is_file() else ""
        lines = list(self.state.lines())
        if not lines and written:
            lines = self._adopt(written)
        for part in self.folder.glob(f"{_PART}*"):
            name = part.name.removeprefix(_PART)
            found = self.state.file(name)
            digest = hashlib.sha256(part.read_bytes()).hexdigest()
            if found is not None and json.loads(found[2])["sha256"] == digest:
                part.replace(self._path(name))
            else:
                part.unlink()
        whole = "".join(f"{line}\n" for line in lines)
        if whole != written:
            self._write_part(MANIFEST, whole.encode()).replace(manifest)

    def _adopt(self, written: str) -> list[str]:
        """Take in a manifest whose state was removed: what it names need not be fetched again if it did not change."""
        lines = []
        for number, line in enumerate(written.splitlines(), 1):
            try:
                row = Row(**json.loads(line))
            except (ValueError, TypeError):
                raise FetchError(
                    f"{self.folder / MANIFEST}: line {number} is no row of a manifest. Move the file away."
                ) from None
            # No stamp: the server is asked whether the file changed.
            self.state.add_file(row.name, "", None, line)
            lines.append(line)
        return lines
