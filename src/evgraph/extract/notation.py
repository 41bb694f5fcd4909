"""Pieces of notation that several recognisers share: spaces, cue words, the parliamentary year."""

from __future__ import annotations

import re
from dataclasses import dataclass

# An ordinary, no-break, thin or narrow no-break space, as typesetters put inside "22 112".
SPACE = "[ \u00a0\u2009\u202f]"

# The words before a number that say it is a parliamentary paper:
#   "Kamerstuk ", "Kamerstukken II 2025-26, ", "Kamerstukken I, vergaderjaar 2012–2013, ", "TK 2019/20, "
# It must not take "stuk " alone, nor "Kamer ".
_CUE = re.compile(
    rf"(?<![\w-])(?:kamerst(?:uk(?:ken|nummers?|nrs?\.?)?|\.)|TK|EK)"
    rf"(?:{SPACE}{{1,2}}(?P<chamber>I/II|II|I|TK|EK)(?![\w]))?"
    rf"(?:,?{SPACE}{{0,2}}(?:vergaderjaar{SPACE}{{1,2}})?(?P<year>[0-9]{{4}}){SPACE}?[-–‑/]{SPACE}?(?P<next>[0-9]{{4}}|[0-9]{{2}}))?"
    rf",?{SPACE}{{0,2}}(?:nrs?\.{SPACE}{{0,2}})?\Z",
    re.IGNORECASE,
)
_REACH = 80


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found before a number: where it starts, and the year and chamber it gives."""

    start: int
    vergaderjaar: str | None
    senate: bool


def cue_before(text: str, position: int) -> Cue | None:
    """Look back from a number for the words that announce it.

    Args:
        text: the text.
        position: where the number starts.
    """
    begin = max(0, position - _REACH)
    match = _CUE.search(text[begin:position])
    if match is None:
        return None
    return Cue(
        start=begin + match.start(),
        vergaderjaar=_vergaderjaar(match),
        senate=(match["chamber"] or "").upper() in {"I", "EK"} or match.group()[:2] == "EK",
    )


def _vergaderjaar(match: re.Match[str]) -> str | None:
    """Write a parliamentary year in full: "2025-26" and "1999/00" → "2025-2026", "1999-2000"."""
    if match["year"] is None:
        return None
    year = int(match["year"])
    return f"{year}-{year + 1}" if str(year + 1).endswith(match["next"]) else None
