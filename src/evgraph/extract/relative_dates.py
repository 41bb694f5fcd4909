"""Relative dates that point at an earlier letter: "is op 1 juli jl. voor uw Kamer uiteengezet"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evgraph.dutch_dates import MONTHS

# "1 juli jl.", "3 maart j.l."; not "1 juli 2025", which is a date like any other.
_RELATIVE = re.compile(rf"\b(?P<day>[0-9]{{1,2}})\s(?P<month>{'|'.join(MONTHS)})\s(?:jl\.?|j\.l\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeDate:
    """A day without a year, and the day it means when the document's own date is known."""

    start: int
    end: int
    inferred: str | None


def find_relative_dates(text: str, document_date: str | None) -> Iterator[RelativeDate]:
    """Find "<day> <month> jl."; "jongstleden" is the last such day up to the document's own date."""
    for match in _RELATIVE.finditer(text):
        month = MONTHS.get(match["month"].lower())
        if month is None:  # "auguſtus": without regard to case a long s is an s
            continue
        yield RelativeDate(
            start=match.start(),
            end=match.end(),
            inferred=_latest(int(match["day"]), month, document_date),
        )


def _latest(day: int, month: int, document_date: str | None) -> str | None:
    if document_date is None:
        return None
    year = int(document_date[:4])
    for candidate in (year, year - 1):
        try:
            found = date(candidate, month, day).isoformat()
        except ValueError:
            continue
        if found <= document_date:
            return found
    return None
