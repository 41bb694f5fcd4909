"""Document and case numbers of the Tweede Kamer: "2025D47467", "2026Z02007"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evgraph.extract.notation import cue_before
from evgraph.identifiers import Identifier, TkDocument, TkZaak
from evgraph.model import Member, Mention

# "2025D47467"; not "12025D47467", "2025D474671" nor "2025D4746".
_NUMBER = re.compile(r"(?<![\w-])(?:19|20)[0-9]{2}(?P<kind>[DZ])[0-9]{5}(?![\w])")


def find_chamber_numbers(text: str) -> Iterator[Mention]:
    """Find document and case numbers; a cue before one belongs to the citation."""
    for match in _NUMBER.finditer(text):
        number: Identifier = TkDocument(number=match.group()) if match["kind"] == "D" else TkZaak(number=match.group())
        cue = cue_before(text, match.start())
        start = cue.start if cue else match.start()
        member = Member(
            start=start,
            end=match.end(),
            identifier=number,
            vergaderjaar=cue.vergaderjaar if cue else None,
        )
        yield Mention(
            kind=number.kind,
            rule=number.kind,
            start=start,
            end=match.end(),
            members=(member,),
            confidence=0.99,
        )
