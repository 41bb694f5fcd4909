"""Commission documents by number: COM, JOIN, SWD, SEC and C, in every spacing and slash form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evgraph.errors import InvalidIdentifier
from evgraph.extract.notation import SPACE
from evgraph.identifiers import EuDocument
from evgraph.model import Member, Mention

# Such as "COM(2025) 945", "COM (2022) 0782 final", "COM/2022/782", "COM(2025)945final", "JOIN(2023)20",
# "SWD(2022) 546 def.", "COM 2021/206"; not "COM(2025)" without a number, "DECOM(2021) 3", nor a
# plain "C 2020/3" (a notice in the Official Journal), so the series C needs its brackets.
_NUMBER = re.compile(
    rf"(?<![\w/])(?:(?P<series>COM|JOIN|SWD|SEC)(?:{SPACE}?[(\[/]{SPACE}?|{SPACE}|{SPACE}?[-–]{SPACE}?)|(?P<c>C){SPACE}?\()"
    rf"(?P<year>(?:19|20)[0-9]{{2}})"
    rf"(?:{SPACE}?[)\]/]{SPACE}{{0,2}}|{SPACE}?[-–]{SPACE}?|{SPACE})"
    rf"(?:nr\.?{SPACE}?)?0{{0,4}}(?P<number>[1-9][0-9]{{0,3}})"
    rf"(?:,?{SPACE}?(?:def\.|(?:final|definitief|def)\b)|(?![\w]|[.,][0-9]))"
)


def find_eu_documents(text: str) -> Iterator[Mention]:
    """Find Commission documents by their number."""
    for match in _NUMBER.finditer(text):
        series = match["series"] or match["c"]
        try:
            document = EuDocument(series=series, year=int(match["year"]), number=int(match["number"]))
        except InvalidIdentifier:
            continue
        member = Member(start=match.start(), end=match.end(), identifier=document)
        yield Mention(
            kind="eu-document",
            rule="eu-document-number",
            start=match.start(),
            end=match.end(),
            members=(member,),
            confidence=0.99,
        )
