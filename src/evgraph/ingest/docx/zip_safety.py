"""Unpacking a zip that nobody vouches for: a file's bytes → its parts, within bounds and in memory only.

Nothing is written to disk, and a part is unpacked only when it is asked for. What a directory of a zip claims is not
believed: the bytes that come out are counted. A zip inside a zip stays packed.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from evgraph.errors import UnreadableDocument

# A Word file of a hundred pages has some 30 parts, and 5 MB of XML.
MAX_ENTRIES = 2000
MAX_UNPACKED = 64 * 1024 * 1024
# Pictures are never unpacked; what they claim together is still no more than a file of 20 MB can hold of them.
MAX_CLAIMED = 1024 * 1024 * 1024
# XML packs some 10 to 30 times; a part that is all one sign packs 1000 times.
MAX_RATIO = 200
_SMALL = 1024 * 1024
_CHUNK = 256 * 1024
_ENTRY_SIGNATURE = b"PK\x01\x02"
_ENCRYPTED = 0x1


@dataclass(slots=True)
class Parts:
    """The parts of a zip by name, each unpacked when it is read.

    Args:
        name: what messages call the file.
        file: the open zip.
        entries: the entries by name, with "/" between folders.
    """

    name: str
    file: ZipFile
    entries: dict[str, ZipInfo]
    _room: int
    _read: dict[str, bytes] = field(default_factory=dict)

    def read(self, part: str) -> bytes | None:
        """Unpack a part; None when there is none of that name.

        Raises:
            UnreadableDocument: it is broken, locked, packed in an unusual way, or unpacks to more than it may.
        """
        if part not in self.entries:
            return None
        if part not in self._read:
            self._read[part] = self._unpack(self.entries[part])
        return self._read[part]

    def names(self, admits: Callable[[str], bool]) -> list[str]:
        """The names of the parts that a test admits, in order of name."""
        return sorted(part for part in self.entries if admits(part))

    def _unpack(self, entry: ZipInfo) -> bytes:
        pieces, size = [], 0
        most = max(_SMALL, entry.compress_size * MAX_RATIO)
        try:
            with self.file.open(entry) as part:
                while piece := part.read(_CHUNK):
                    size += len(piece)
                    self._room -= len(piece)
                    if size > most or self._room < 0:
                        raise UnreadableDocument(
                            f"{self.name}: unpacks to more than any fiche is ({entry.filename[:80]}). "
                            "Open it in Word, save it anew and give that file."
                        )
                    pieces.append(piece)
        except (BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error) as error:
            raise UnreadableDocument(_broken(self.name, error)) from None
        return b"".join(pieces)


def open_zip(name: str, data: bytes) -> Parts:
    """Open a zip held in memory and look at its directory; nothing is unpacked yet.

    Args:
        name: what messages call the file.
        data: its bytes.

    Raises:
        UnreadableDocument: no zip, cut off, locked with a password, with too many or too large entries, two of one
            name, an unusual packing, or a name that leads out of the folder.
    """
    # The directory itself may be the bomb, so entries are counted before zipfile makes an object of each.
    if data.count(_ENTRY_SIGNATURE) > MAX_ENTRIES:
        raise UnreadableDocument(f"{name}: a zip with more parts than any Word file. Give the fiche alone.")
    try:
        file = ZipFile(io.BytesIO(data))
    except (BadZipFile, OSError, RuntimeError, ValueError) as error:
        raise UnreadableDocument(_broken(name, error)) from None
    entries: dict[str, ZipInfo] = {}
    for entry in file.infolist():
        part = entry.filename.replace("\\", "/")
        _refuse_entry(name, part, entry)
        if part in entries:
            raise UnreadableDocument(f"{name}: holds two parts named {part[:80]!r}. Save it anew in Word.")
        entries[part] = entry
    if sum(entry.file_size for entry in entries.values()) > MAX_CLAIMED:
        raise UnreadableDocument(f"{name}: would unpack to more than any fiche is. Give the fiche alone.")
    return Parts(name=name, file=file, entries=entries, _room=MAX_UNPACKED)


def _refuse_entry(name: str, part: str, entry: ZipInfo) -> None:
    if part.startswith("/") or part[1:2] == ":" or ".." in part.split("/"):
        raise UnreadableDocument(
            f"{name}: has a part whose name leads out of the file ({part[:80]!r}). Do not trust it; get it anew."
        )
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableDocument(f"{name}: is locked with a password. Take the password off and save it again.")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise UnreadableDocument(f"{name}: is packed in a way Word does not. Open it in Word and save it anew.")


def _broken(name: str, error: Exception) -> str:
    return f"{name}: a broken zip ({error}). It may be cut off: get it again, or open it in Word and save it anew."
