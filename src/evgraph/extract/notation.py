"""Pieces of notation that several recognisers share. All patterns run on folded text (see `folding`).

There a space is " ", a dash "-", and a single line break is a space; lines may be indented, hence the wide gaps.
"""

from __future__ import annotations

import re

from evgraph.dutch_dates import MONTHS

# Between two words of a citation, and where there may be nothing.
GAP = " {1,12}"
MAY = " {0,12}"

# No letter before it: "Kamerstuk", and "Kamerstuk" of "1Kamerstuk", where a note's number is stuck to it.
NOT_IN_WORD = r"(?<![^\W\d_])"

MONTH = rf"(?:{'|'.join(MONTHS)})"

# A parliamentary year: "2019/20", "2019-2020", "1999/00", "2007 - 2008", "1985/- 86"; not "2019-12-03".
YEARS = rf"(?P<year>[0-9]{{4}}){MAY}[-/](?:- )?{MAY}(?P<next>[0-9]{{4}}|[0-9]{{2}})(?![0-9]|[-/][0-9])"

# The same where one pattern has room for two of them.
OTHER_YEARS = YEARS.replace("year>", "year2>").replace("next>", "next2>")

# "p. 14", "blz. 3-4", "pagina 12 en 13", "pp. 5 e.v."; the page itself is the group.
PAGE = (
    rf"{MAY}(?:,|;)?{MAY}\(?(?:pp?\.|pag\.|pagina(?:'s)?|blz\.?|bladzijden?){MAY}"
    rf"(?P<page>[0-9]{{1,5}}(?:(?:{MAY}[-/]{MAY}|{MAY},{MAY}|,?{MAY}(?:en|t/m){GAP})(?:pp?\.{MAY})?[0-9]{{1,5}}(?![0-9/]|,{MAY}(?:pp?\.|blz))){{0,4}})"
    rf"(?:{MAY}(?:e\.? ?v\.|ff?\.))?(?:,{MAY}(?:al(?:inea|\.)|r\.|noot|slot){MAY}(?:[0-9]{{1,3}}|lk\.))?\)?"
)

# The types of interinstitutional procedure, as in "2021/0106 (COD)".
PROCEDURE_TYPES = "COD|CNS|APP|AVC|NLE|SYN|ACC|BUD|DEC|INI|INL|RSP|IMM|DEA|RPS|REG|COS"

# What joins the members of a list: ", ", " en ", " of ", ", en ", " & ", "; ", " alsmede ".
AND = (
    rf"(?:{MAY}(?:,|;|&){MAY}(?:(?:en|of|alsmede|resp\.|respectievelijk){GAP})?"
    rf"|{GAP}(?:en(?:/of)?(?:{GAP}ook)?|of|alsmede|alsook|resp\.|respectievelijk|dan wel|evenals){GAP})"
)
# What joins the ends of a range: "1-3", "1 t/m 3", "1 tot en met 3".
TO = rf"(?:{MAY}-{MAY}|{GAP}t/m{GAP}|{GAP}tot{GAP}(?:en{GAP})?met{GAP})"

# Behind a bare number that may only be a member of a list when nothing is counted with it: "nr. 12 en 13.",
# "COM(2025) 945, 946 en 947"; not "nr. 12 en 13 andere brieven", "nr. 12, 3 december", "nr. 12 en 29 023, nr. 5".
ENDS = (
    rf"(?=(?:[a-z]?{MAY}(?:[.;)\]\"'!{chr(0x1E)}?]|:(?![0-9])|,(?![0-9])|\Z)|{MAY}/|{MAY}-{MAY}[0-9]{{1,5}}(?![0-9]))"
    rf"|{GAP}(?:en|of|alsmede|van|zijn|is|die|waarin|is|werd|heeft|over|bij|aan|op|in|met|zie)\b"
    rf"|{GAP}(?:def|final|[A-Z(\[]))"
)

UNITS = (
    "dag(?:en)?|we(?:ek|ken)|maand(?:en)?|ja(?:ar|ren)|u(?:ur|ren)|minuten|euro|procent|mensen|personen|leden|keer|maal"
    "|moties|fiches?|pagina's|bladzijden|stuks|vragen|exemplaren|amendementen|brieven|duizend|miljoen|miljard"
)
# Behind a number of a citation none of these may stand: a month ("3 december", "2 en 3 mei"), what is counted with
# it ("10 dagen", "835 000 euro"), the rest of a date or a time ("8-9-2020", "14:00").
NOT_COUNTED = (
    rf"(?!{MAY}(?:{MONTH}|{UNITS})\b|{MAY}(?:en|of|t/m|-){MAY}[0-9]{{1,2}}{GAP}{MONTH}\b"
    rf"|{GAP}[0-9]{{3}}(?![0-9])|-[0-9]{{1,2}}-[0-9]|:[0-9])"
)

# The States-General have met since 1814.
_FIRST_YEAR, _LAST_YEAR = 1814, 2098


def vergaderjaar(match: re.Match[str], *, suffix: str = "") -> str | None:
    """A parliamentary year in full: "2025-26" and "1999/00" → "2025-2026", "1999-2000"; None if it is none.

    Args:
        match: of a pattern that holds `YEARS` (or `OTHER_YEARS`, with suffix "2").
        suffix: of the groups.
    """
    if match[f"year{suffix}"] is None:
        return None
    year = int(match[f"year{suffix}"])
    follows = str(year + 1).endswith(match[f"next{suffix}"])
    return f"{year}-{year + 1}" if follows and _FIRST_YEAR <= year <= _LAST_YEAR else None


def page_behind(text: str, position: int) -> tuple[str | None, int]:
    """The page reference right behind an offset, with the offset after it; (None, the offset) without one."""
    match = _PAGE.match(text, position)
    if match is None:
        return None, position
    end = match.end()
    if text[end - 1] == ")" and "(" not in match.group():
        end -= 1
    return match["page"], end


_PAGE = re.compile(PAGE)
