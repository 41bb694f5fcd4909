"""The term within which a fiche is due, and how late it came.

Source: the agreement between cabinet and Tweede Kamer in kst-22112-1366 (14 February 2012): a fiche is
sent within six weeks; recess counts in full, except four weeks in August. The letter does not say
which four weeks, so up to 28 days of August are left out of the count: the reading most lenient to
the sender. Whether later agreements changed the term was not checked, and every message says so.
"""

from __future__ import annotations

from datetime import date, timedelta

TERM_DAYS = 42
_AUGUST = 8
_AUGUST_DAYS_LEFT_OUT = 28
RULE = "kst-22112-1366"


def due_date(received: str) -> str:
    """The last day of the term.

    Args:
        received: ISO date on which the Commission document was received.
    """
    day, counted, left_out = date.fromisoformat(received), 0, 0
    while counted < TERM_DAYS:
        day += timedelta(days=1)
        if day.month == _AUGUST and left_out < _AUGUST_DAYS_LEFT_OUT:
            left_out += 1
        else:
            counted += 1
    return day.isoformat()


def days_late(sent: str, due: str) -> int:
    """Days after the last day of the term; 0 when in time. ISO dates."""
    return max(0, (date.fromisoformat(sent) - date.fromisoformat(due)).days)
