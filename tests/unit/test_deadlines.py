from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evgraph.deadlines import TERM_DAYS, days_late, due_date

DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2025-12-03", "2026-01-14"),
        ("2026-03-27", "2026-05-08"),
        ("2024-02-01", "2024-03-14"),
        ("2025-06-19", "2025-07-31"),
        ("2025-06-20", "2025-08-29"),
        ("2025-07-20", "2025-09-28"),
        ("2025-08-03", "2025-10-12"),
        ("2025-08-04", "2025-10-12"),
        ("2025-08-31", "2025-10-12"),
        ("2025-12-20", "2026-01-31"),
    ],
)
def test_six_weeks_and_four_weeks_of_august(received: str, due: str) -> None:
    assert due_date(received) == due


@given(DAYS)
def test_the_term_is_six_weeks_or_up_to_four_weeks_more(day: date) -> None:
    term = date.fromisoformat(due_date(day.isoformat())) - day
    assert timedelta(TERM_DAYS) <= term <= timedelta(TERM_DAYS + 28)


@given(DAYS)
def test_a_later_day_is_never_due_earlier(day: date) -> None:
    assert due_date(day.isoformat()) <= due_date((day + timedelta(1)).isoformat())


@pytest.mark.parametrize(
    ("sent", "due", "late"),
    [
        ("2026-01-14", "2026-01-14", 0),
        ("2026-01-15", "2026-01-14", 1),
        ("2026-01-30", "2026-01-14", 16),
        ("2025-12-31", "2026-01-14", 0),
        ("2024-03-01", "2024-02-28", 2),
    ],
)
def test_days_late(sent: str, due: str, late: int) -> None:
    assert days_late(sent, due) == late
