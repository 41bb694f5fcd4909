"""Dutch local time: what the chamber's times mean on a clock in The Hague.

The rule of summer time is written out (directive 2000/84/EC: from the last Sunday of March to the last of October, at
1:00 UTC), so that no data base of time zones is needed and the answer is the same on every machine.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def to_local(moment: str, *, is_utc: bool = False) -> datetime | None:
    """The local time of a moment, without offset.

    Args:
        moment: ISO 8601, "2026-02-02T09:12:44Z", "2026-02-04T13:30:00+01:00" or without an offset.
        is_utc: whether a moment without an offset is in UTC; else it is local already.

    Returns:
        The time on a Dutch clock, or None when the text is no moment.
    """
    try:
        read = datetime.fromisoformat(moment.strip())
    except ValueError:
        return None
    if read.tzinfo is None:
        if not is_utc:
            return read
        read = read.replace(tzinfo=UTC)
    try:
        utc = read.astimezone(UTC).replace(tzinfo=None)
        return utc + timedelta(hours=2 if _is_summer(utc) else 1)
    except OverflowError:
        return None


def _is_summer(utc: datetime) -> bool:
    start, end = _last_sunday(utc.year, 3), _last_sunday(utc.year, 10)
    return start + timedelta(hours=1) <= utc < end + timedelta(hours=1)


def _last_sunday(year: int, month: int) -> datetime:
    """Midnight of the last Sunday of March or October, months of 31 days."""
    last = date(year, month, 31)
    return datetime.combine(last - timedelta(days=(last.weekday() + 1) % 7), datetime.min.time())
