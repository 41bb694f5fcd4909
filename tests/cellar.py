"""Endpoints on this machine that look like Cellar: a real SPARQL server, and one that misbehaves as told."""

from __future__ import annotations

import contextlib
import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

from tests.sparql_server import sparql_server

DATA = Path(__file__).with_name("cellar.ttl")
JSON = "application/sparql-results+json"
# What Virtuoso sends when it does not like a query: with status 200, or as a page.
COMPLAINT = b"Virtuoso 42000 Error The estimated execution time 6469 (sec) exceeds the limit of 400 (sec).\n"
PAGE = b"<!DOCTYPE html>\n<html><head><title>Service unavailable</title></head><body>Come back later</body></html>"


@contextlib.contextmanager
def oxigraph_server(folder: Path, data: Path = DATA) -> Iterator[str]:
    """A native SPARQL server with the data of Cellar in small, or other data; the address of its query endpoint."""
    database = Store(str(folder / "cellar"))
    database.bulk_load(path=data)
    database.flush()
    del database
    with sparql_server(folder / "cellar") as address:
        yield address


@dataclass
class Misbehaving:
    """A server that behaves as told, request by request; the last behaviour stays.

    `asked` has every query it received, `visits` every path.
    """

    behaviours: list[str] = field(default_factory=lambda: ["fine"])
    address: str = ""
    asked: list[str] = field(default_factory=list)
    visits: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    @cached_property
    def data(self) -> Store:
        store = Store()
        store.load(path=DATA, format=RdfFormat.TURTLE)
        return store

    def answer(self, query: str) -> bytes:
        """What a truthful Cellar says."""
        result = self.data.query(query)
        assert isinstance(result, QuerySolutions)
        found = result.serialize(format=QueryResultsFormat.JSON)
        assert found is not None
        return found

    def next_behaviour(self) -> str:
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]


@contextlib.contextmanager
def misbehaving_server(*behaviours: str) -> Iterator[Misbehaving]:
    """Serve on a free port of this machine."""
    state = Misbehaving(list(behaviours) or ["fine"])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.visits.append(self.path)
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            query = urllib.parse.parse_qs(sent).get("query", [""])[0]
            state.asked.append(query)
            with contextlib.suppress(OSError):
                _BEHAVIOURS[state.next_behaviour()](self, state, query)

        def do_GET(self) -> None:
            state.visits.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A client that went away is what some tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        state.address = f"http://127.0.0.1:{server.server_port}/sparql"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield state
        finally:
            state.closing.set()
            server.shutdown()
            thread.join()


def send(handler: BaseHTTPRequestHandler, data: bytes, status: int = 200, media: str = JSON, **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", media)
    handler.send_header("Content-Length", str(len(data)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


_Behaviour = Callable[[BaseHTTPRequestHandler, Misbehaving, str], None]


def _fine(handler: BaseHTTPRequestHandler, state: Misbehaving, query: str) -> None:
    send(handler, state.answer(query))


def _sending(data: bytes, status: int = 200, media: str = JSON, **headers: str) -> _Behaviour:
    return lambda handler, state, query: send(handler, data, status, media, **headers)


def _truncated(handler: BaseHTTPRequestHandler, state: Misbehaving, query: str) -> None:
    send(handler, state.answer(query)[:-40])


def _cut_off(handler: BaseHTTPRequestHandler, state: Misbehaving, query: str) -> None:
    """Sends half of what it promises, and goes away."""
    data = state.answer(query)
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data[: len(data) // 2])


def _partial(handler: BaseHTTPRequestHandler, state: Misbehaving, query: str) -> None:
    send(handler, state.answer(query), X_SQL_State="S1TAT", X_SQL_Message="Returning incomplete results")


def _most_rows(handler: BaseHTTPRequestHandler, state: Misbehaving, query: str) -> None:
    data = state.answer(query)
    send(handler, data, X_SPARQL_MaxRows=str(len(json.loads(data)["results"]["bindings"])))


def _silent(handler: BaseHTTPRequestHandler, state: Misbehaving, query: str) -> None:
    state.closing.wait(30)


def _drip(handler: BaseHTTPRequestHandler, state: Misbehaving, query: str) -> None:
    """A byte now and then: each keeps the socket alive."""
    handler.send_response(200)
    handler.end_headers()
    for byte in state.answer(query):
        handler.wfile.write(bytes([byte]))
        if state.closing.wait(0.05):
            return


def _endless(handler: BaseHTTPRequestHandler, state: Misbehaving, query: str) -> None:
    handler.send_response(200)
    handler.end_headers()
    while not state.closing.is_set():
        handler.wfile.write(b" " * 1024 * 1024)


def _redirect(handler: BaseHTTPRequestHandler, state: Misbehaving, query: str) -> None:
    elsewhere = state.address.replace("/sparql", "/elsewhere")
    send(handler, b"", 302, Location=elsewhere)


def _changed(change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> _Behaviour:
    """A truthful answer with other rows."""

    def behave(handler: BaseHTTPRequestHandler, state: Misbehaving, query: str) -> None:
        answer = json.loads(state.answer(query))
        answer["results"]["bindings"] = change(answer["results"]["bindings"])
        send(handler, json.dumps(answer).encode())

    return behave


def _others(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Besides the rows: a number nobody asked for, a work that is a file, a title without a language."""
    row = next(row for row in rows if row["fact"]["value"] == "date")
    title = next(row for row in rows if row["fact"]["value"] == "title")
    return [
        *rows,
        {**row, "celex": {"type": "literal", "value": "32099R9999"}},
        {**row, "work": {"type": "uri", "value": "file:///etc/passwd"}},
        {name: cell for name, cell in title.items() if name != "language"},
    ]


def _absurd(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every title a megabyte, every date none, but for the witness."""
    absurd = {"title": "x" * 1024 * 1024, "date": "the day after"}
    return [
        {**row, "value": {"type": "literal", "value": absurd[row["fact"]["value"]]}}
        if row["fact"]["value"] in absurd and row["celex"]["value"] != "32016R0679"
        else row
        for row in rows
    ]


def _without_witness(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["celex"]["value"] != "32016R0679"]


_BEHAVIOURS: dict[str, _Behaviour] = {
    "fine": _fine,
    "page": _sending(PAGE, media="text/html"),
    "complaint": _sending(COMPLAINT, media="text/plain"),
    "complaint 500": _sending(COMPLAINT, 500, "text/plain"),
    "busy": _sending(b"", 503),
    "bad query": _sending(b"Virtuoso 37000 Error SP030: SPARQL compiler, line 1: syntax error", 400, "text/plain"),
    "control": _sending(b"\x1b]0;verzonnen\x07 \x1b[2J", 400, "text/plain"),
    "truncated": _truncated,
    "cut off": _cut_off,
    "no results": _sending(b'{"head": {"vars": ["celex"]}}'),
    "yes": _sending(b'{"head": {}, "boolean": true}'),
    "no rows": _changed(lambda rows: []),
    "without witness": _changed(_without_witness),
    "partial": _partial,
    "most rows": _most_rows,
    "silent": _silent,
    "drip": _drip,
    "endless": _endless,
    "redirect": _redirect,
    "others": _changed(_others),
    "absurd": _changed(_absurd),
}
