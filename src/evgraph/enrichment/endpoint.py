"""Asking a SPARQL endpoint that may be slow, broken or lying: within bounds, and never elsewhere than where asked.

In: a query. Out: rows, or a `SourceError` that says what was wrong. Virtuoso, which serves Cellar, sends its errors
with status 200 and stops in the middle without saying so; docs/enrich.md tells what is recognised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from evgraph.enrichment.facts import usable_address
from evgraph.errors import SourceBusy, SourceError, UsageError
from evgraph.store import Rows
from evgraph.version import __version__

if TYPE_CHECKING:
    from urllib.error import HTTPError

_Read = TypeVar("_Read")

_MAX_ANSWER = 16 * 1024 * 1024
_MAX_COMPLAINT = 2000
# These will be the same next time; all others may pass.
_FINAL_CODES = {400, 401, 403, 404, 405, 410, 413, 414}


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for an answer, and how often to ask.

    Attributes:
        seconds: for one answer, from the first byte sent to the last received. Cellar itself gives up after 60.
        attempts: in all, the first included.
        pause: seconds before the second attempt; doubled for each further one.
    """

    seconds: float = 75.0
    attempts: int = 4
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class _Response:
    data: bytes
    headers: Mapping[str, str]


class Endpoint:
    """An endpoint that is asked one question at a time."""

    def __init__(self, address: str, *, patience: Patience | None = None) -> None:
        if usable_address(address) is None:
            raise UsageError(f"'{address}' is no endpoint; give an http(s) address without name and password.")
        self.address = address
        self._patience = patience or Patience()

    def ask(self, query: str, read: Callable[[Rows], _Read]) -> _Read:
        """Run a SELECT and read its rows; what may pass is tried again, `SourceBusy` raised by `read` included.

        Raises:
            SourceError: there is no answer, or none that can be used.
        """
        import stamina

        pause = self._patience.pause
        for attempt in stamina.retry_context(
            on=SourceBusy,
            attempts=self._patience.attempts,
            timeout=None,
            wait_initial=pause,
            wait_max=pause * 30,
            wait_jitter=pause,
        ):
            with attempt:
                return read(self._rows(self._within(query)))
        raise AssertionError("stamina ends with an answer or an error")

    def _within(self, query: str) -> _Response:
        """Wait no longer than patience lasts, whatever the server sends meanwhile.

        A time-out of the socket starts again at each byte, so it would not do: a server may send one a minute.
        """
        outcomes: SimpleQueue[_Response | SourceError | None] = SimpleQueue()
        # Made here, since the library takes its time to load and the server is not to be blamed for that.
        client = _client(self.address, query, self._patience.seconds)

        def fetch() -> None:
            outcome: _Response | SourceError | None = None
            try:
                outcome = self._fetch(client)
            except SourceError as error:
                outcome = error
            finally:
                outcomes.put(outcome)

        Thread(target=fetch, daemon=True, name="evgraph-enrich").start()
        try:
            outcome = outcomes.get(timeout=self._patience.seconds)
        except Empty:
            seconds = f"{self._patience.seconds:g}"
            raise SourceBusy(f"{self.address}: no whole answer within {seconds} s. Try again later.") from None
        if isinstance(outcome, SourceError):
            raise outcome
        if outcome is None:
            raise SourceError(f"{self.address}: asking it went wrong. This is an error of evgraph; please report it.")
        return outcome

    def _fetch(self, client: Any) -> _Response:
        from http.client import HTTPException
        from urllib.error import HTTPError

        try:
            with client.query().response as response:
                data: bytes = response.read(_MAX_ANSWER + 1)
                headers = {name.lower(): value for name, value in response.getheaders()}
        except HTTPError as error:
            raise self._refusal(error) from error
        except (OSError, HTTPException, ValueError) as error:
            raise SourceBusy(f"{self.address}: no answer ({_brief(str(error)) or type(error).__name__}).") from error
        if len(data) > _MAX_ANSWER:
            raise SourceError(f"{self.address}: the answer is larger than 16 MB, so not one to what was asked.")
        return _Response(data, headers)

    def _refusal(self, error: HTTPError) -> SourceError:
        from http.client import HTTPException

        location = error.headers.get("Location")
        if 300 <= error.code < 400:
            error.close()
            return SourceError(
                f"{self.address}: sends on to {_brief(location or 'nowhere')}, which is not followed. "
                "If that is the right address, give it with --endpoint or EVGRAPH_CELLAR."
            )
        try:
            with error:
                said = _brief(error.read(_MAX_COMPLAINT).decode(errors="replace"))
        except (OSError, HTTPException):
            said = ""
        kind = SourceError if error.code in _FINAL_CODES else SourceBusy
        return kind(f"{self.address}: refused with status {error.code}{f' ({said})' if said else ''}.")

    def _rows(self, response: _Response) -> Rows:
        rows = _parsed(response.data)
        if rows is None:
            said = _brief(response.data[:_MAX_COMPLAINT].decode(errors="replace"))
            raise SourceBusy(f"{self.address}: did not answer with rows in SPARQL JSON; it begins with '{said}'.")
        self._require_whole(response.headers, len(rows.rows))
        return rows

    def _require_whole(self, headers: Mapping[str, str], rows: int) -> None:
        """Virtuoso says in a header that it ran out of time ("S1TAT") or of rows."""
        most = headers.get("x-sparql-maxrows", "")
        if "x-sql-state" in headers or (most.isdecimal() and len(most) < 10 and rows >= int(most) > 0):
            raise SourceBusy(f"{self.address}: answered in part only. Try again later.")


def _parsed(data: bytes) -> Rows | None:
    """Rows, or None when it is something else.

    No exception leaves this function: it would keep the parser, which may only be freed by the thread that made it.
    """
    try:
        result = parse_query_results(data, format=QueryResultsFormat.JSON)
        if not isinstance(result, QuerySolutions):
            return None
        names = tuple(variable.value for variable in result.variables)
        return Rows(variables=names, rows=tuple(tuple(solution[name] for name in names) for solution in result))
    except (SyntaxError, ValueError):
        return None


def _client(address: str, query: str, seconds: float) -> Any:
    """A SPARQLWrapper that stays where it is sent: its own way of asking follows redirects to any host."""
    from urllib.request import HTTPRedirectHandler, build_opener

    from SPARQLWrapper import JSON, POST, SPARQLWrapper

    class NoRedirect(HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    class Client(SPARQLWrapper):
        def _query(self) -> tuple[Any, str]:
            return build_opener(NoRedirect).open(self._createRequest(), timeout=seconds), self.returnFormat

    client = Client(address, agent=f"evgraph/{__version__}")
    client.setQuery(query)
    # SPARQLWrapper guesses the form from the first word it knows.
    client.queryType = "SELECT"
    client.setMethod(POST)
    client.setReturnFormat(JSON)
    client.setOnlyConneg(True)
    return client


def _brief(text: str) -> str:
    """The first line that says something, without what could steer a terminal."""
    lines = ("".join(c if c.isprintable() else " " for c in line).strip() for line in text.splitlines())
    return next(filter(None, lines), "")[:200]
