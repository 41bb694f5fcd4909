"""EU acts by type and number: "Verordening (EG) nr. 2271/96", "Richtlijnen 2014/24/EU en 2014/25/EU".

Which of the two numbers is the year: until 2014 regulations and the decisions of Parliament and Council
put the number first ("(EG) nr. 2271/96", "Besluit nr. 1313/2013/EU"); directives, recommendations, and
all acts since 2015 put the year first. Drafters leave "nr." out, or write it where it does not belong
("(EG) 1907/2006", "(EU) nr. 2019/2088"), so an order without a possible year yields to the other. Source: the
Interinstitutional style guide of the EU, 1.2 (numbering of acts before and since 1 January 2015).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evgraph.extract.notation import SPACE
from evgraph.identifiers import Celex
from evgraph.model import Member, Mention

# Stem of the type → CELEX letter of sector 3.
_LETTERS = (
    ("kaderbesluit", "F"),
    ("verordening", "R"),
    ("richtlijn", "L"),
    ("beschikking", "D"),
    ("besluit", "D"),
    ("aanbeveling", "H"),
)
_TYPE = (
    rf"(?P<type>(?:(?:gedelegeerde?|uitvoerings-?){SPACE}?)?"
    r"(?:kaderbesluit|verordening|richtlijn|besluit|beschikking|aanbeveling)(?P<plural>en)?)"
)
_DOMAIN = r"(?:EU|EG|EEG|EGKS|Euratom|GBVB|JBZ)"
_BRACKETS = rf"\({_DOMAIN}(?:,{SPACE}?{_DOMAIN})*\)"
# "(EU) 2019/1020", "(EG) nr. 2271/96", "2014/24/EU", "91/676/EEG", "2019/1020".
_PAIR = (
    rf"(?:(?P<brackets>{_BRACKETS}){SPACE}?)?(?P<nr>nrs?\.?{SPACE}?)?"
    rf"(?P<first>[0-9]{{1,4}})/(?P<second>[0-9]{{1,4}})(?P<suffix>/{_DOMAIN}(?![\w]))?(?![\w/]|[.,][0-9]|{SPACE}?\([A-Z]{{3}}\))"
)
# It must not take a procedure ("verordening 2021/0106 (COD)"), nor
# "Besluit van 12 mei", "besluit 3/4 van de leden" (no domain) or "verordening 12".
_ACT = re.compile(rf"(?<![\w-]){_TYPE}{SPACE}{{1,2}}{_PAIR}", re.IGNORECASE)
_NEXT = re.compile(rf"{SPACE}{{0,2}}(?:,|\ben\b|\bof\b){SPACE}{{0,2}}(?:en{SPACE})?{_PAIR}", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1952, 2099
_LAST_NUMBER_FIRST = 2014
_HIGHEST_NUMBER = 9999


def find_eu_acts(text: str) -> Iterator[Mention]:
    """Find acts by number; in a plural the later numbers are members of the same mention."""
    for match in _ACT.finditer(text):
        letter = _letter(match["type"])
        if letter is None:
            continue
        number = _celex(letter, match, bare_allowed=letter in "RL")
        if number is None:
            continue
        members = [Member(start=match.start(), end=match.end(), identifier=number)]
        position = match.end()
        while match["plural"] and (following := _NEXT.match(text, position)):
            later = _celex(letter, following, bare_allowed=True)
            if later is None:
                break
            begin = following.start("brackets") if following["brackets"] else following.start("first")
            members.append(Member(start=begin, end=following.end(), identifier=later))
            position = following.end()
        certain = bool(match["brackets"] or match["suffix"])
        yield Mention(
            kind="eu-act",
            rule="eu-act-number" if certain else "eu-act-bare-number",
            start=match.start(),
            end=position,
            members=tuple(members),
            confidence=0.99 if certain else 0.85,
        )


def _letter(act_type: str) -> str | None:
    """The CELEX letter; None for a look-alike such as "beſluit", which the pattern takes for a "besluit"."""
    lowered = act_type.lower()
    return next((letter for stem, letter in _LETTERS if stem in lowered), None)


def _celex(letter: str, match: re.Match[str], *, bare_allowed: bool) -> Celex | None:
    """The CELEX number of an act; None when the notation does not settle which number is the year."""
    if not (match["brackets"] or match["suffix"] or bare_allowed):
        return None
    first, second = match["first"], match["second"]
    if not (match["brackets"] or match["suffix"] or match["nr"]) and 4 not in (len(first), len(second)):
        return None
    orders = [(second, _year(first)), (first, _year(second, _LAST_NUMBER_FIRST))]
    if letter not in "RD":
        del orders[1]
    elif (letter == "R" and (match["nr"] or "EG" in (match["brackets"] or ""))) or (
        letter == "D" and match["nr"] and len(second) == len("2013")
    ):
        orders.reverse()
    for digits, year in orders:
        if year is not None and 0 < int(digits) <= _HIGHEST_NUMBER:
            return Celex(number=f"3{year}{letter}{int(digits):04}")
    return None


def _year(digits: str, last: int = _LAST_YEAR) -> int | None:
    if len(digits) == 2 and int(digits) >= _FIRST_YEAR % 100:
        return 1900 + int(digits)
    year = int(digits)
    return year if len(digits) == 4 and _FIRST_YEAR <= year <= last else None
