"""Document and case numbers of the Tweede Kamer: "2025D47467", "2026Z02007"."""

from __future__ import annotations

import re

from evgraph.extract.kamerstuk_cues import cue_before
from evgraph.extract.recogniser import Recogniser, mention_of
from evgraph.identifiers import Identifier, TkDocument, TkZaak
from evgraph.model import Member, Mention

# "2025D47467"; not "12025D47467", "2025D474671" nor "2025D4746".
_NUMBER = re.compile(r"(?<![\w-])(?:19|20)[0-9]{2}(?P<kind>[DZ])[0-9]{5}(?![\w])")


def _read(text: str, position: int) -> Mention | None:
    """Read a document or case number; a cue before it belongs to the citation."""
    match = _NUMBER.match(text, position)
    if match is None:
        return None
    number: Identifier = TkDocument(number=match.group()) if match["kind"] == "D" else TkZaak(number=match.group())
    cue = cue_before(text, position)
    if cue is not None and "nummer" in text[cue.start : position].lower():
        cue = None
    start = cue.start if cue else position
    year = cue.vergaderjaar if cue else None
    member = Member(start=start, end=match.end(), identifier=number, vergaderjaar=year)
    return mention_of([member], number.kind, 0.99)


CHAMBER_NUMBERS = Recogniser(name="tk-document", starts="12", trigger=r"(?:19|20)[0-9]{2}[DZ][0-9]{5}", read=_read)
