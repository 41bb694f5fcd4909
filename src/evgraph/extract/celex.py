"""CELEX numbers, bare or inside a EUR-Lex link ("?uri=celex:52025JC0977", "CELEX%3A32019R0452")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evgraph.identifiers import Celex
from evgraph.model import Member, Mention

# Sector 3 (acts), 5 (Commission documents), 1 (treaties 2016) and 6 (case law). Not part of a longer
# word or number: "932019R0452" and "32019R04521" are none. "%3A" and "%3a" before it are a colon.
_NUMBER = re.compile(
    r"(?:(?<!\w)|(?<=%3A)|(?<=%3a))"
    r"(?:[35](?:19|20)[0-9]{2}[A-Z]{1,2}[0-9]{4}(?:R?\([0-9]{2}\))?|12016[EMP][0-9]{3}|6(?:19|20)[0-9]{2}[CTF][A-Z][0-9]{4})(?!\w)"
)


def find_celex(text: str) -> Iterator[Mention]:
    """Find CELEX numbers."""
    for match in _NUMBER.finditer(text):
        member = Member(start=match.start(), end=match.end(), identifier=Celex(number=match.group()))
        yield Mention(
            kind="celex",
            rule="celex",
            start=match.start(),
            end=match.end(),
            members=(member,),
            confidence=0.99,
        )
