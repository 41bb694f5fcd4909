from __future__ import annotations

import pytest

from evgraph.extract.relative_dates import find_relative_dates


@pytest.mark.parametrize(
    ("text", "document_date", "inferred"),
    [
        ("is op 1 juli jl. gemeld", "2026-04-10", "2025-07-01"),
        ("is op 3 maart jl. gemeld", "2026-04-10", "2026-03-03"),
        ("op 3 maart j.l.", "2026-04-10", "2026-03-03"),
        ("op 3 Maart jl", "2026-04-10", "2026-03-03"),
        ("op 10 april jl.", "2026-04-10", "2026-04-10"),
        ("op 11 april jl.", "2026-04-10", "2025-04-11"),
        ("op 29 februari jl.", "2025-04-10", "2024-02-29"),
        ("op 29 februari jl.", "2027-04-10", None),
        ("op 31 juni jl.", "2026-04-10", None),
        ("op 1 juli jl.", None, None),
    ],
)
def test_the_last_such_day(text: str, document_date: str | None, inferred: str | None) -> None:
    [day] = find_relative_dates(text, document_date)
    assert day.inferred == inferred
    assert text[day.start : day.end].split()[0].isdigit()
    assert "j" in text[day.start : day.end].split()[-1]


@pytest.mark.parametrize(
    "text", ["1 juli 2025", "juli jl.", "1 jl.", "12345 juli jl.", "1 auguſtus jl.", "1 aprıl jl."]
)
def test_no_relative_date(text: str) -> None:
    assert list(find_relative_dates(text, "2026-04-10")) == []
