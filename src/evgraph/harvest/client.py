"""The polite client: one request at a time, slowly, by name, patient with trouble and bounded in everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpx
import stamina

from evgraph.errors import FetchError
from evgraph.harvest.addresses import Addresses
from evgraph.harvest.clock import Clock
from evgraph.settings import Settings
from evgraph.version import __version__

_ATTEMPTS = 5
_MOST_REDIRECTS = 5
_LONGEST_WAIT = 120.0  # seconds that a server may ask us to wait
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
# A public server is never asked more often than this, whatever the settings say.
_SHORTEST_PAUSE = 0.1
# An answer may take this many times the time-out: a server that drips bytes would keep us forever.
_SLOWEST = 20


class MissingError(FetchError):
    """The server says that there is nothing at this address."""


class UnreachableError(FetchError):
    """The server cannot be connected to."""


class _Again(Exception):
    """A trouble that may pass; `wait` in seconds when the server said how long."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an earlier answer said of itself, so that the next request can ask whether it changed."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Of a conditional request; none when nothing is known."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server sent; `changed` is false, and the body empty, when it said that nothing changed."""

    url: str
    changed: bool
    media_type: str
    known: Known
    body: bytes


class Client:
    """Asks one source. Use it as a context manager."""

    def __init__(
        self, base: str, settings: Settings, clock: Clock, *, also: frozenset[str] = frozenset(), accept: str = "*/*"
    ) -> None:
        self._addresses = Addresses(base, also)
        self._clock = clock
        self._timeout = settings.fetch_timeout
        self._delay = settings.fetch_delay if self._addresses.is_private else max(settings.fetch_delay, _SHORTEST_PAUSE)
        self._not_before = 0.0
        # How many answers came: none means that the source could not be reached at all.
        self.answers = 0
        agent = f"evgraph/{__version__} ({settings.contact})"
        self._http = httpx.Client(
            headers={"User-Agent": agent, "Accept": accept, "Accept-Encoding": "gzip"},
            timeout=settings.fetch_timeout,
            follow_redirects=False,
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    def get(self, address: str, *, limit: int, known: Known | None = None) -> Answer:
        """Ask for something, again when it fails for a reason that may pass.

        Args:
            address: where; other places the server sends us to are checked too.
            limit: the most bytes the answer may have.
            known: of an earlier answer, to be told whether it changed.

        Raises:
            MissingError: there is nothing there.
            UnreachableError: no connection could be made.
            FetchError: it was refused, too large, or kept failing.
        """
        attempts = stamina.retry_context(
            on=_may_pass,
            attempts=_ATTEMPTS,
            timeout=None,
            wait_initial=2 * self._delay,
            wait_max=120 * self._delay,
            wait_jitter=2 * self._delay,
        )
        try:
            for attempt in attempts:
                with attempt:
                    return self._follow(address, limit, known or Known())
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise UnreachableError(f"{address}: cannot be reached ({error}). Check the connection.") from error
        except httpx.TimeoutException as error:
            raise FetchError(f"{address}: no answer within {self._timeout:.4g} s, {_ATTEMPTS} times.") from error
        except (httpx.HTTPError, _Again) as error:
            raise FetchError(f"{address}: {error}, {_ATTEMPTS} times. Try again later.") from error
        raise FetchError(f"{address}: was not asked.")

    def _follow(self, address: str, limit: int, known: Known) -> Answer:
        url = self._addresses.allow(address)
        for _ in range(_MOST_REDIRECTS + 1):
            self._pause()
            with self._http.stream("GET", url, headers=known.headers()) as response:
                if not response.has_redirect_location:
                    return self._take(response, limit)
                url = self._addresses.allow(_joined(url, response.headers["Location"]))
        raise FetchError(f"{address}: the server keeps sending us on. Report it to the publisher.")

    def _pause(self) -> None:
        wait = self._not_before - self._clock.monotonic()
        if wait > 0:
            self._clock.sleep(wait)
        self._not_before = self._clock.monotonic() + self._delay

    def _take(self, response: httpx.Response, limit: int) -> Answer:
        status, url = response.status_code, str(response.url)
        if status in _TRY_AGAIN:
            raise _Again(f"the server answered {status}", self._asked_to_wait(response))
        if status in {404, 410}:
            raise MissingError(f"{url}: there is nothing there ({status}).")
        if status not in {200, 304}:
            raise FetchError(f"{url}: the server answered {status}. Open the address in a browser to see why.")
        body = b"" if status == 304 else self._read(response, limit)
        self.answers += 1
        return Answer(
            url=url,
            changed=status == 200,
            media_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            known=Known(etag=response.headers.get("ETag"), modified=response.headers.get("Last-Modified")),
            body=body,
        )

    def _read(self, response: httpx.Response, limit: int) -> bytes:
        """The body; the length that was announced is checked by the HTTP library, which fails on less."""
        too_large = f"{response.url}: larger than {limit / 2**20:.4g} MB, so it was not fetched."
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and len(announced) < 20 and int(announced) > limit:
            raise FetchError(f"{too_large} Raise EVGRAPH_MAX_MB if it is right.")
        until = self._clock.monotonic() + _SLOWEST * self._timeout
        parts, size = [], 0
        for part in _bounded(response.iter_bytes(), limit):
            parts.append(part)
            size += len(part)
            if size > limit:
                raise FetchError(f"{too_large} Raise EVGRAPH_MAX_MB if it is right.")
            if self._clock.monotonic() > until:
                raise FetchError(f"{response.url}: the answer took more than {_SLOWEST * self._timeout:.4g} s.")
        return b"".join(parts)

    def _asked_to_wait(self, response: httpx.Response) -> float | None:
        """Seconds of Retry-After, "120" or "Wed, 04 Feb 2026 10:00:00 GMT"; None when it says nothing we can read.

        Raises:
            FetchError: longer than we wait.
        """
        told = response.headers.get("Retry-After", "").strip()
        if told.isdecimal() and len(told) < 10:
            wait = float(told)
        else:
            try:
                moment = parsedate_to_datetime(told)
            except ValueError:
                return None
            wait = (moment.replace(tzinfo=moment.tzinfo or UTC) - self._clock.utc()).total_seconds()
        if wait > _LONGEST_WAIT:
            raise FetchError(f"{response.url}: the server asks to come back in {wait:.0f} s. Run this again then.")
        return max(wait, 0.0)


def with_query(address: str, asked: Mapping[str, str]) -> str:
    """An address with a query, quoted as it should be."""
    return str(httpx.URL(address, params=dict(asked)))


def _joined(url: httpx.URL, location: str) -> str:
    try:
        return str(url.join(location))
    except httpx.InvalidURL:
        return location


def _bounded(parts: Iterable[bytes], limit: int) -> Iterable[bytes]:
    """Cut parts to just above the limit: one packed part may unpack to a thousand times its size."""
    for part in parts:
        yield part[: limit + 1]


def _may_pass(error: Exception) -> bool | float:
    """Whether to try again, or after how many seconds."""
    if isinstance(error, _Again):
        return True if error.wait is None else error.wait
    return isinstance(error, httpx.TransportError | httpx.DecodingError) and not isinstance(
        error, httpx.UnsupportedProtocol
    )
