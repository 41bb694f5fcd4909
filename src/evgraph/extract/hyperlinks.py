"""Hyperlinks: where a form itself leads from a stretch of text to an official page.

"EUR-Lex" that leads to CELEX 52026PC0931 is a reference to that document; the link of an official publication is better
evidence than any reading of its text. The address is read as text by the other recognisers and never fetched.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import unquote

from evgraph.extract import extract, fold
from evgraph.identifiers import Celex, Identifier
from evgraph.model import Issue, Link, Mention

RULE = "link"
_CONFIDENCE = 0.99
# Sites on which an address names one thing. A newspaper's address may hold a number too, and mean nothing by it.
_OFFICIAL = (
    "eur-lex.europa.eu",
    "data.europa.eu",
    "publications.europa.eu",
    "zoek.officielebekendmakingen.nl",
    "officielebekendmakingen.nl",
    "repository.overheid.nl",
    "wetten.overheid.nl",
    "deeplink.rechtspraak.nl",
    "www.tweedekamer.nl",
)
# "https://eur-lex.europa.eu/legal-content/…"; not "https://x\\@eur-lex.europa.eu/" and no other port.
_ADDRESS = re.compile(r"https?://(?P<host>[\w.-]+)(?P<path>/[^\s\\]*)", re.IGNORECASE)
_LONGEST = 2000
# A link over more text than this is a sentence that leads somewhere, not the name of a thing.
_LONGEST_TEXT = 150


def with_links(
    mentions: Sequence[Mention], links: Iterable[Link], names: Sequence[Mention] = ()
) -> tuple[tuple[Mention, ...], tuple[Issue, ...]]:
    """Add what links say to what the text says.

    Args:
        mentions: what was found in the text, in order of place.
        links: those of the form.
        names: the names in the text, in order of place; a name means what it means, wherever it leads.

    Returns:
        Mentions in order of place: a link on text that names nothing gives one of its own. And an issue for each link
        whose text names another thing than the link leads to; the text is followed.
    """
    starts = [mention.start for mention in mentions]
    name_starts = [name.start for name in names]
    added: list[Mention] = []
    issues: list[Issue] = []
    for link in links:
        target = _target(link.url)
        if target is None:
            continue
        first = max(bisect_left(starts, link.start) - 1, 0)
        named = [m for m in mentions[first : bisect_left(starts, link.end)] if m.end > link.start]
        if not named and not _touched(link, names, name_starts) and link.end - link.start <= _LONGEST_TEXT:
            added.append(_at(target, link))
        elif named and not any(_same(member.identifier, target) for mention in named for member in mention.members):
            numbers = [str(m.identifier) for mention in named for m in mention.members if m.identifier is not None]
            if numbers and _comparable(named, target):
                details = (("linked", str(target.members[0].identifier)), ("said", numbers[0]))
                issues.append(Issue(code="link-differs", start=link.start, end=link.end, details=details))
    merged = sorted([*mentions, *added], key=lambda mention: (mention.start, -mention.end))
    return tuple(merged), tuple(issues)


def _touched(link: Link, names: Sequence[Mention], starts: Sequence[int]) -> bool:
    first = max(bisect_left(starts, link.start) - 1, 0)
    return any(name.end > link.start for name in names[first : bisect_left(starts, link.end)])


def _at(target: Mention, link: Link) -> Mention:
    members = tuple(replace(member, start=link.start, end=link.end) for member in target.members)
    return replace(
        target,
        rule=RULE,
        start=link.start,
        end=link.end,
        members=members,
        confidence=min(target.confidence, _CONFIDENCE),
    )


@lru_cache(maxsize=1024)
def _target(url: str) -> Mention | None:
    """The one thing that an address of an official site names."""
    match = _ADDRESS.fullmatch(url) if len(url) <= _LONGEST else None
    if match is None or match["host"].lower() not in _OFFICIAL or "search" in match["path"].lower():
        return None
    found = [m for m in extract(fold(unquote(url))) if m.members and m.members[0].identifier is not None]
    return found[0] if len(found) == 1 and len(found[0].members) == 1 else None


def _comparable(named: Sequence[Mention], target: Mention) -> bool:
    """Whether text and link speak of the same kind of thing: "artikel 4 van Verordening …" links to the act."""
    return any(_family(mention.kind) == _family(target.kind) for mention in named)


def _family(kind: str) -> str:
    """Acts and Commission documents are both written by a CELEX number."""
    return "celex" if kind in {"eu-act", "eu-document"} else kind


def _same(identifier: Identifier | None, target: Mention) -> bool:
    linked = target.members[0].identifier
    return identifier is not None and linked is not None and _plain(identifier) == _plain(linked)


def _plain(identifier: Identifier) -> str:
    """One string for a thing that is written in two ways: a Commission document by its number or its CELEX number."""
    document = identifier.eu_document if isinstance(identifier, Celex) else None
    return str(document or identifier)
