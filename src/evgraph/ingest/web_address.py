"""Which addresses in a document are kept: those of pages on the public web. None is ever fetched."""

from __future__ import annotations

import re
from ipaddress import ip_address

# "https://eur-lex.europa.eu/x", "HTTP://[::1]:80/"; not "mailto:…", "file:///…" or "https:///x".
_WEB = re.compile(r"https?://(?P<server>[^\s/?#\\]+)", re.IGNORECASE)
_PORT = re.compile(r":\d{0,5}\Z")
# A name of two parts and more: "nos.nl", "xn--e1afmkfd.xn--p1ai"; not "localhost", "127.1", "0x7f.1" or "2130706433".
_NAME = re.compile(r"(?:[\w-]{1,63}\.)+(?!\d)[\w-]{2,63}\.?")
_LOCAL = (".local", ".localhost", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa")
_LONGEST = 2_000


def is_web_page(address: str) -> bool:
    """Whether an address is that of a page anyone could visit.

    Another scheme than http or https, a name and password in it, a server that is only known on one machine or in one
    office, and a private or local number are refused: what an official document refers to lies at none of these.

    Example:
        >>> is_web_page("https://eur-lex.europa.eu/"), is_web_page("http://127.0.0.1/"), is_web_page("file:///etc/x")
        (True, False, False)
    """
    match = _WEB.match(address)
    if match is None or len(address) > _LONGEST or "@" in match["server"]:
        return False
    server = _PORT.sub("", match["server"]).lower()
    if server.startswith("["):
        return _is_public_number(server.strip("[]"))
    if server.rpartition(".")[2].isdigit():
        return _is_public_number(server)
    return _NAME.fullmatch(server) is not None and not server.rstrip(".").endswith(_LOCAL)


def _is_public_number(server: str) -> bool:
    try:
        return ip_address(server).is_global
    except ValueError:
        return False
