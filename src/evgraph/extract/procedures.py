"""Interinstitutional procedures: "2024/0017 (COD)", "2021/106/COD". Source: the numbering of the procedure file."""

from __future__ import annotations

import re

from evgraph.extract.notation import MAY, PROCEDURE_TYPES
from evgraph.extract.recogniser import Recogniser
from evgraph.identifiers import Procedure
from evgraph.model import Member, Mention

# Not "verordening 2021/0106" without its type, nor a part of a longer number.
_PROCEDURE = re.compile(
    rf"(?<![\w/])(?P<year>(?:19|20)[0-9]{{2}})/(?P<number>[0-9]{{3,4}})(?:{MAY}\((?P<type>{PROCEDURE_TYPES})\)|/(?P<slashed>{PROCEDURE_TYPES})(?!\w))"
)


def _read(text: str, position: int) -> Mention | None:
    match = _PROCEDURE.match(text, position)
    if match is None:
        return None
    procedure = Procedure(year=int(match["year"]), number=int(match["number"]), type=match["type"] or match["slashed"])
    member = Member(start=position, end=match.end(), identifier=procedure)
    return Mention(
        kind="procedure",
        rule="procedure",
        start=position,
        end=match.end(),
        members=(member,),
        confidence=0.99,
    )


PROCEDURES = Recogniser(
    name="procedure", starts="12", trigger=r"(?:19|20)[0-9]{2}/[0-9]{3,4}(?: {0,12}\(|/)[A-Z]{3}", read=_read
)
