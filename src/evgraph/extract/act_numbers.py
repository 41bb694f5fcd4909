"""Which of the two numbers of an EU act is the year, and so its CELEX number.

Until 2014 regulations and the decisions of Parliament and Council put the number first ("(EG) nr. 2271/96", "Besluit
nr. 1313/2013/EU"); directives, recommendations, and all acts since 2015 put the year first. Drafters leave "nr." out,
or write it where it does not belong, so an order that no act of its time can have yields to the other. Source: the
Interinstitutional style guide of the EU, 1.2 (numbering of acts before and since 1 January 2015).
"""

from __future__ import annotations

import re

from evgraph.identifiers import Celex

_FIRST_YEAR, _LAST_YEAR = 1952, 2099
_LAST_NUMBER_FIRST = 2014
_HIGHEST_NUMBER = 9999
_SHORT_NUMBER = 3


def celex_of(letter: str, match: re.Match[str], *, known_domain: bool) -> Celex | None:
    """The CELEX number of an act.

    Args:
        letter: CELEX letter of the type: R, L, D, F, H or E.
        match: gives "first" and "second", and what stands around them: "brackets", "brackets2", "nr", "suffix".
        known_domain: whether the text says otherwise that it is an act of the EU.

    Returns:
        The number; None when the notation does not settle which one is the year.
    """
    domain = (match["brackets"] or "") + (match["brackets2"] or "") + (match["suffix"] or "")
    if not domain and not known_domain and not _may_stand_bare(letter, match):
        return None
    if match["slash"] is None and not match["brackets"]:
        return None
    if len(match["first"]) == len(match["second"]) == 4 and match["second"][0] == "0" and not match["suffix"]:
        return None  # "2018/0114" is a procedure
    first, second = match["first"], match["second"]
    year_first = (second, _year(first))
    number_first = (first, _year(second))
    for digits, year in _orders(letter, match, domain.upper(), year_first, number_first):
        if year is not None and 0 < int(digits) <= _HIGHEST_NUMBER:
            return Celex(number=f"3{year}{letter}{int(digits):04}")
    return None


_Order = tuple[str, int | None]


def _orders(
    letter: str, match: re.Match[str], domain: str, year_first: _Order, number_first: _Order
) -> tuple[_Order, ...]:
    """The readings to try, the likeliest first; a reading of the wrong era only when there is no other."""
    if letter not in "RD" or "JBZ" in domain or "GBVB" in domain:
        return (year_first,)
    if number_first[1] is not None and number_first[1] > _LAST_NUMBER_FIRST and letter == "D":
        return (year_first,)
    if number_first[1] is not None and number_first[1] > _LAST_NUMBER_FIRST:
        if not domain:
            return (year_first,)
        # "(EU) nr. 262/2015" is written though it should be 2015/262; there is no other reading.
        return (year_first, number_first)
    if letter == "R":
        modern = year_first[1] is not None and year_first[1] > _LAST_NUMBER_FIRST
        old = match["nr"] or "EG" in domain or "EC" in domain
        return (number_first, year_first) if old or not modern else (year_first, number_first)
    old = match["nr"] and len(match["second"]) == len("2013")
    return (number_first, year_first) if old else (year_first, number_first)


def _may_stand_bare(letter: str, match: re.Match[str]) -> bool:
    """Whether "richtlijn 95/46" or "verordening 2019/452" may be an act without EU, EG or the like."""
    if letter not in "RL":
        return False
    if match["nr"] or 4 in (len(match["first"]), len(match["second"])):
        return True
    return letter == "L" and _year(match["first"]) is not None and len(match["second"]) <= _SHORT_NUMBER


def _year(digits: str) -> int | None:
    if len(digits) == 2 and int(digits) >= _FIRST_YEAR % 100:
        return 1900 + int(digits)
    year = int(digits)
    return year if len(digits) == 4 and _FIRST_YEAR <= year <= _LAST_YEAR else None
