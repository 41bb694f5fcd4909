from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evgraph.dutch_dates import MONTHS, read_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3 december 2025", "2025-12-03"),
        ("3 December 2025", "2025-12-03"),
        ("03-12-2025", "2025-12-03"),
        ("3/12/2025", "2025-12-03"),
        ("3.12.2025", "2025-12-03"),
        ("2025-12-03", "2025-12-03"),
        ("ontvangen op 3 december 2025, om 12 uur", "2025-12-03"),
        ("3\u00a0december\n2025", "2025-12-03"),
        ("29 februari 2024", "2024-02-29"),
        ("van 1-2-2025 tot 3 maart 2025", "2025-02-01"),
        ("31 februari 2025, verbeterd 3 maart 2025", "2025-03-03"),
    ],
)
def test_the_first_whole_date(text: str, date: str) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "december 2025",
        "3 december",
        "31 februari 2025",
        "31-13-2025",
        "3 auguſtus 2025",
        "3 aprıl 2025",
        "19-20 februari",
        "123 mei 2025",
        "n.v.t.",
    ],
)
def test_no_whole_date(text: str) -> None:
    assert read_date(text) is None


@given(
    st.dates(),
    st.sampled_from(
        ["{d.day} {m} {d.year:04}", "{d.day}-{d.month}-{d.year:04}", "{d.year:04}-{d.month:02}-{d.day:02}"]
    ),
)
def test_every_date_is_read_in_every_form(day: object, form: str) -> None:
    from datetime import date

    assert isinstance(day, date)
    month = next(name for name, number in MONTHS.items() if number == day.month)
    assert read_date(form.format(d=day, m=month)) == day.isoformat()


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert read_date(text) is None or len(str(read_date(text))) == 10
