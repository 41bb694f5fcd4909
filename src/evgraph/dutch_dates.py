"""Dutch dates as they stand in fiches: "3 december 2025", "03-12-2025" → ISO 8601."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        start=1,
    )
}
_WRITTEN = re.compile(rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>\d{{4}})\b", re.I)
_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})\b")
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")


def read_date(text: str) -> str | None:
    """Find the first whole date in a text.

    Returns:
        ISO 8601 ("2025-12-03"), or None when there is no date with day, month and year. Numeric
        dates are day first, as Dutch writes them.
    """
    matches = [match for pattern in (_WRITTEN, _NUMERIC, _ISO) for match in pattern.finditer(text)]
    for match in sorted(matches, key=re.Match.start):
        month = MONTHS.get(match["month"].lower()) or (int(match["month"]) if match["month"].isdigit() else 0)
        try:
            return date(int(match["year"]), month, int(match["day"])).isoformat()
        except ValueError:
            continue
    return None
