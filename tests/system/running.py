"""Running evgraph as a user does: as a process, in a folder, with an environment of its own."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "data" / "fiches" / "2026D04646.txt"
HAVENS = REPOSITORY / "tests" / "cases" / "mededeling-havens" / "input.txt"
VERPAKKING = REPOSITORY / "tests" / "cases" / "verordening-verpakkingstoezicht" / "input.txt"
FICHES = (SAMPLE, HAVENS, VERPAKKING)
_SECONDS = 120
_Output = TypeVar("_Output", str, bytes)


@dataclass(frozen=True, kw_only=True)
class Finished(Generic[_Output]):
    """How a process ended."""

    code: int
    out: _Output
    err: str

    def refused_with(self, hint: str) -> bool:
        """Whether it ended with 2, one line that gives the hint, and nothing else."""
        lines = self.err.splitlines()
        return (
            self.code == 2
            and not self.out
            and len(lines) == 1
            and lines[0].startswith("evgraph: ")
            and hint in self.err
        )


@dataclass(frozen=True, kw_only=True)
class Evgraph:
    """The command line in `folder`, with the store there; warnings of Python are errors."""

    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / "store"

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C",
            "TERM": "xterm-256color",
            "COLUMNS": "140",
            "PYTHONWARNINGS": "error",
            "EVGRAPH_STORE": str(self.store),
            **more,
        }

    def start(self, *arguments: str | Path, **environment: str) -> subprocess.Popen[bytes]:
        """Start it and go on."""
        return subprocess.Popen(
            [sys.executable, "-m", "evgraph", *map(str, arguments)],
            cwd=self.folder,
            env=self.environment(**environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def raw(self, *arguments: str | Path, stdin: bytes = b"", **environment: str) -> Finished[bytes]:
        """Run it; what it wrote as bytes."""
        with self.start(*arguments, **environment) as process:
            out, err = process.communicate(stdin, timeout=_SECONDS)
        return Finished(code=process.returncode, out=out, err=err.decode())

    def __call__(self, *arguments: str | Path, stdin: bytes = b"", **environment: str) -> Finished[str]:
        """Run it; what it wrote as text."""
        done = self.raw(*arguments, stdin=stdin, **environment)
        return Finished(code=done.code, out=done.out.decode(), err=done.err)

    def in_terminal(self, *arguments: str | Path, **environment: str) -> Finished[str]:
        """Run it with a pseudo-terminal for both streams; what the screen received is `out`."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "evgraph", *map(str, arguments)],
            cwd=self.folder,
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        received = b""
        try:
            while part := os.read(ours, 65536):
                received += part
        except OSError:
            pass  # Linux says EIO when the other end is closed; macOS returns nothing.
        finally:
            os.close(ours)
        return Finished(code=process.wait(timeout=_SECONDS), out=received.decode().replace("\r\n", "\n"), err="")

    def ok(self, *arguments: str | Path, **environment: str) -> str:
        """Run it where it must succeed; its standard output."""
        done = self(*arguments, stdin=b"", **environment)
        assert (done.code, done.err) == (0, ""), done
        return done.out

    def save(self, name: str, content: str | bytes) -> Path:
        """Write a file into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path
