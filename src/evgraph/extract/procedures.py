"""Interinstitutional procedures: "2024/0017 (COD)", "2021/106/COD". Source: the numbering of the procedure file."""

from __future__ import annotations

import re

from evgraph.extract.notation import GAP, MAY, PROCEDURE_TYPES
from evgraph.extract.recogniser import Recogniser, mention_of
from evgraph.identifiers import Procedure
from evgraph.model import Member, Mention

# Not "verordening 2021/0106" without its type, nor a part of a longer number.
_PROCEDURE = re.compile(
    rf"(?<![\w/])(?P<year>(?:19|20)[0-9]{{2}})/(?P<number>[0-9]{{3,4}})(?:{MAY}\((?P<type>{PROCEDURE_TYPES})\)|/(?P<slashed>{PROCEDURE_TYPES})(?!\w))"
)
# The older way: "COD 2007/0101".
_TYPE_FIRST = re.compile(
    rf"(?<![\w])(?P<type>{PROCEDURE_TYPES}){GAP}(?P<year>(?:19|20)[0-9]{{2}})/(?P<number>[0-9]{{4}})(?![\w/(])"
)


def _read(text: str, position: int) -> Mention | None:
    match = _PROCEDURE.match(text, position) or _TYPE_FIRST.match(text, position)
    if match is None:
        return None
    procedure = Procedure(year=int(match["year"]), number=int(match["number"]), type=match["type"] or match["slashed"])
    member = Member(start=position, end=match.end(), identifier=procedure)
    return mention_of([member], "procedure", 0.99)


PROCEDURES = Recogniser(
    name="procedure",
    starts="12ABCDINRS",
    trigger=(
        rf"(?:19|20)[0-9]{{2}}/[0-9]{{3,4}}(?: {{0,12}}\(|/)[A-Z]{{3}}"
        rf"|(?:{PROCEDURE_TYPES}) {{1,12}}(?:19|20)[0-9]{{2}}/"
    ),
    read=_read,
)
