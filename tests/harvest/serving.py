"""A server on this machine that answers as told, remembers what was asked, and misbehaves on request."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer; `length` is a Content-Length that lies, the others are ways to misbehave (seconds)."""

    body: bytes = b""
    status: int = 200
    media_type: str = "application/xml"
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    etag: bool = True
    endless: bool = False
    drip: float = 0
    slow: float = 0


Trouble = Callable[[], Reply]


@dataclass(kw_only=True)
class Served:
    """A running server: its address, what was asked of it, and the trouble it will give first.

    `asked` has the paths with their query, "304 " before those that were answered with "not changed". `trouble` has
    replies by the beginning of a path, each given once and in order.
    """

    address: str
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    trouble: dict[str, list[Reply]] = field(default_factory=dict)
    # Called before each answer; a test stops a client with it.
    before: Callable[[str], None] = lambda path: None

    def times(self, part: str) -> int:
        """How often something was asked, whatever the answer."""
        return sum(part in path for path in self.asked)

    def take_trouble(self, path: str) -> Reply | None:
        found = next((replies for start, replies in self.trouble.items() if start in path and replies), None)
        return found.pop(0) if found else None


@contextmanager
def serve(answer: Callable[[str], Reply]) -> Iterator[Served]:
    """Run a server; `answer` gives the reply to a path."""
    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65536  # Head and body in one packet; else each answer waits 40 ms for an acknowledgement.

        def do_GET(self) -> None:
            served.before(self.path)
            served.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = served.take_trouble(self.path) or answer(self.path)
            etag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
            if reply.etag and reply.status == 200 and self.headers.get("If-None-Match") == etag:
                served.asked.append(f"304 {self.path}")
                reply = Reply(status=304)
            else:
                served.asked.append(self.path)
            stopped.wait(reply.slow)
            try:
                self.send(reply, etag)
            except OSError:
                self.close_connection = True  # The client had enough, as it should.

        def send(self, reply: Reply, etag: str) -> None:
            self.send_response(reply.status)
            if reply.status != 304:
                self.send_header("Content-Type", reply.media_type)
            if reply.etag:
                self.send_header("ETag", etag)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.endless:
                self.close_connection = True
            elif reply.status != 304:
                self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            self.end_headers()
            self.wfile.write(reply.body)
            while reply.endless and not stopped.wait(reply.drip):
                self.wfile.write(b" " * (1 if reply.drip else 65536))
                self.wfile.flush()
            if reply.length is not None:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        served = Served(address=f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        try:
            yield served
        finally:
            stopped.set()
            server.shutdown()
