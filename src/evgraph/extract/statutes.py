"""Dutch regulations by their number in the Basiswettenbestand, bare, in a link or in a jci reference.

"BWBR0005730", "https://wetten.overheid.nl/BWBR0005730/2021-01-01", "jci1.3:c:BWBR0005288&artikel=20&z=2020-01-01".
Source: the Juriconnect standard for references to regulations, 1.3.
"""

from __future__ import annotations

import re

from evgraph.extract.recogniser import Recogniser, mention_of
from evgraph.identifiers import Bwb
from evgraph.model import Member, Mention

# R a regulation, V a treaty, W an act not yet in force; seven digits.
_NUMBER = re.compile(r"(?<![^\W_])BWB(?P<number>[RVW][0-9]{7})(?![\w])", re.IGNORECASE)
_JCI = re.compile(
    r"(?<![\w])jci[0-9](?:\.[0-9]{1,2})?:[cv]:(?P<bwb>BWB[RVW][0-9]{7})"
    r"(?P<parts>(?:&(?:amp;)?[a-z]{1,20}=[^\s&?;,)\]\"'<>]{1,60}){0,20})",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"&(?:amp;)?artikel=(?P<article>[0-9A-Za-z.:]{1,20})", re.IGNORECASE)


def _read(text: str, position: int) -> Mention | None:
    link = _JCI.match(text, position)
    match = link or _NUMBER.match(text, position)
    if match is None:
        return None
    number, article = (link["bwb"], _ARTICLE.search(link["parts"])) if link else (f"BWB{match['number']}", None)
    end = match.end()
    while text[end - 1] in ".:":
        end -= 1
    member = Member(
        start=position,
        end=end,
        identifier=Bwb(number=number.upper()),
        article=(article["article"].rstrip(".:") or None) if article else None,
    )
    return mention_of([member], "jci" if link else "bwb", 0.99)


STATUTES = Recogniser(name="bwb", starts="bBjJ", trigger=r"(?i:bwb[rvw][0-9]|jci[0-9])", read=_read)
