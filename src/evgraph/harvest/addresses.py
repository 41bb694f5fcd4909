"""Which addresses a harvest may ask: those of its source, and nothing else.

An answer may name other addresses (a redirect, the place of a file). They are asked only on the host of the source or a
host it is known to use, never on this machine or its network unless the source itself was set there, and never as
`file:`.
"""

from __future__ import annotations

import ipaddress
import socket

import httpx

from evgraph.errors import FetchError


class Addresses:
    """The rule for one source."""

    def __init__(self, base: str, also: frozenset[str] = frozenset()) -> None:
        """Take the base address and the other hosts that the source is known to use.

        Raises:
            FetchError: the base is no http(s) address.
        """
        self._base = _parse(base)
        self._hosts = {self._base.host} | also
        self._may_be_private = _is_private(self._base.host)
        self._public: set[str] = set()
        self._check_scheme(self._base)

    @property
    def is_private(self) -> bool:
        """Whether the source is on this machine or its network."""
        return self._may_be_private

    def allow(self, address: str) -> httpx.URL:
        """The address to ask; http becomes https where the source itself has https.

        Raises:
            FetchError: it may not be asked.
        """
        url = _parse(address)
        self._check_scheme(url)
        if url.host not in self._hosts:
            raise FetchError(f"{_shown(url)}: leads away from {self._base.host}, so it was not followed.")
        if not self._may_be_private and url.host not in self._public:
            if _is_private(url.host):
                raise FetchError(f"{_shown(url)}: leads into this machine's own network, so it was not followed.")
            self._public.add(url.host)
        if self._base.scheme == "https" and url.scheme == "http":
            return url.copy_with(scheme="https", port=None)
        return url

    @staticmethod
    def _check_scheme(url: httpx.URL) -> None:
        if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
            raise FetchError(f"{_shown(url)}: is no plain http(s) address, so it was not followed.")


def _parse(address: str) -> httpx.URL:
    try:
        return httpx.URL(address)
    except httpx.InvalidURL:
        raise FetchError(f"'{address[:200]}' is no address, so it was not followed.") from None


def _shown(url: httpx.URL) -> str:
    return str(url.copy_with(username=None, password=None))[:200]


def _is_private(host: str) -> bool:
    """Whether a name or number is, or stands for, an address that is not on the internet."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        pass
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        # Behind a proxy names need not resolve here; where there is none, connecting fails and says so.
        return False
    return any(not ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global for entry in found)
