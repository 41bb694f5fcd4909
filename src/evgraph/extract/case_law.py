"""Judgments by ECLI: "ECLI:EU:C:2019:1022", in links also in small letters or with "%3A" for the colon.

Source: the Council's conclusions on the European Case Law Identifier (2011/C 127/01), annex.
"""

from __future__ import annotations

import re

from evgraph.errors import InvalidIdentifier
from evgraph.extract.recogniser import Recogniser, mention_of
from evgraph.identifiers import Ecli
from evgraph.model import Member, Mention

_COLON = r"(?: ?: ?|%3[Aa])"
# Country, court (up to seven characters), year, ordinal (up to 25); the full stop that closes a sentence is not of it.
_PARTS = (
    rf"(?<![\w])ECLI{_COLON}(?P<country>[A-Z]{{2}}){_COLON}(?P<court>[A-Z][A-Z0-9]{{0,6}}){_COLON}(?P<year>(?:1[89]|20)[0-9]{{2}})"
    rf"{_COLON}(?P<ordinal>[A-Z0-9](?:[A-Z0-9]|\.(?=[A-Z0-9])){{0,24}})"
)
# In capitals it ends where small letters begin: "ECLI:NL:HR:2019:2006en".
_CAPITALS = re.compile(rf"{_PARTS}(?![A-Z0-9_])")
_ECLI = re.compile(rf"{_PARTS}(?![\w])", re.IGNORECASE)
# The Court's own way in EU documents: "EU:C:2019:1022".
_COURT = re.compile(r"(?<![\w:])EU:(?P<court>[CTF]):(?P<year>[0-9]{4}):(?P<ordinal>[1-9][0-9]{0,3})(?![\w:])")


def _read(text: str, position: int) -> Mention | None:
    match = _CAPITALS.match(text, position) or _ECLI.match(text, position) or _COURT.match(text, position)
    if match is None:
        return None
    country = match.groupdict().get("country", "EU")
    try:
        judgment = Ecli.parse(":".join(("ECLI", country, *match.group("court", "year", "ordinal"))).upper())
    except InvalidIdentifier:
        return None
    member = Member(start=position, end=match.end(), identifier=judgment)
    return mention_of([member], "ecli", 0.99)


CASE_LAW = Recogniser(name="ecli", starts="eE", trigger=r"(?i:ecli)(?: ?:|%3)|EU:[CTF]:[0-9]", read=_read)
