"""The meetings that a page of the Tweede Kamer lists: cards with a moment, a title, a kind and a committee."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from evgraph.ingest.html.elements import text_of
from evgraph.ingest.html.note_links import classes_of
from evgraph.ingest.xml_source import local_name
from evgraph.model import Activity

if TYPE_CHECKING:
    from evgraph.ingest.xml_source import Element

_CARD_CLASSES = frozenset({"m-card", "card"})
# No paper has more meetings, and no card of one more in it.
_MOST = 500
_SMALL = 100
_CLIMB = 6
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
# A line that says when and no more: "4 februari 2026", "13:30 - 16:30 uur", "woensdag 4 februari 2026, 13.30 uur".
_WHEN = re.compile(r"(?:[a-z]{2,9}\s)?\d{1,2}(?:\s[a-z]{3,9}\.?\s\d{4})?[\s,.:\d–-]*(?:uur)?", re.IGNORECASE)
_HOLDER = re.compile(r"(?:vaste |algemene |tijdelijke |parlementaire )?commissie\b.*|Plenaire zaal|TK", re.IGNORECASE)


def read_activities(main: Element, paper: set[Element]) -> Iterator[Activity]:
    """Read the meetings; a card that does not say what kind of meeting it is, is left out.

    Args:
        main: the main part of the page.
        paper: elements of the paper itself, which are no part of the list.
    """
    seen: set[Element] = set()
    for moment in islice(main.iter("{*}time"), _MOST):
        card, start = _card(moment), _local(moment.get("datetime") or "")
        if card is None or card in seen or start is None or not paper.isdisjoint(moment.iterancestors()):
            continue
        seen.add(card)
        inside = list(islice(card.iter(), _SMALL))
        title = next((text_of(inner) for inner in inside if local_name(inner) in _HEADINGS), "")
        lines = [
            text
            for inner in inside
            if local_name(inner) in {"p", "span", "div", "li"} and len(inner) == 0 and (text := text_of(inner))
        ]
        rest = [line for line in lines if line != title and not _WHEN.fullmatch(line)]
        body = next((line for line in rest if _HOLDER.fullmatch(line)), "")
        kind = next((line for line in rest if line != body), "")
        if title and kind:
            yield Activity(start=start, type=kind, title=title, body=body)


def _card(moment: Element) -> Element | None:
    for above in islice(moment.iterancestors(), _CLIMB):
        if classes_of(above) & _CARD_CLASSES or local_name(above) in {"article", "li"}:
            return above
    return None


def _local(stamp: str) -> str | None:
    """A moment as an attribute gives it, in Dutch time: "2026-02-04T12:30:00Z" → "2026-02-04T13:30"."""
    try:
        moment = datetime.fromisoformat(stamp.strip())
    except ValueError:
        return None
    if moment.tzinfo is not None:
        moment = (moment - (moment.utcoffset() or timedelta())).replace(tzinfo=None)
        moment += timedelta(hours=2 if _is_summer(moment) else 1)
    return moment.strftime("%Y-%m-%dT%H:%M")


def _is_summer(utc: datetime) -> bool:
    """Summer time runs from the last Sunday of March to that of October, changing at 1:00 UTC."""
    return _last_sunday(utc.year, 3) <= utc < _last_sunday(utc.year, 10)


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1)
    return last - timedelta(days=(last.weekday() + 1) % 7)
