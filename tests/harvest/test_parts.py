"""Small parts of the harvest, without a server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from evgraph.errors import FetchError
from evgraph.harvest.addresses import Addresses
from evgraph.harvest.client import Client
from evgraph.harvest.entities import Entity
from evgraph.harvest.local_time import to_local
from evgraph.settings import Settings


@pytest.mark.parametrize(
    ("moment", "is_utc", "local"),
    [
        ("2026-02-02T09:12:44Z", True, "2026-02-02T10:12:44"),
        ("2019-06-28T21:59:41.5570000", True, "2019-06-28T23:59:41.557000"),
        ("2026-02-04T13:30:00", False, "2026-02-04T13:30:00"),
        ("2026-02-04T13:30:00+01:00", False, "2026-02-04T13:30:00"),
        ("2025-12-31T23:30:00Z", False, "2026-01-01T00:30:00"),
        ("2026-01-30", False, "2026-01-30T00:00:00"),
    ],
)
def test_a_moment_on_a_dutch_clock(moment: str, is_utc: bool, local: str) -> None:
    found = to_local(moment, is_utc=is_utc)
    assert found is not None
    assert found.isoformat() == local


def test_summer_time_is_that_of_the_time_zone() -> None:
    """At every three hours of four years, and on both sides of each change."""
    zone = ZoneInfo("Europe/Amsterdam")
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    while moment.year < 2028:
        assert to_local(moment.isoformat()) == moment.astimezone(zone).replace(tzinfo=None)
        moment += timedelta(hours=3 if moment.day < 25 else 1)


@pytest.mark.parametrize("moment", ["", "gisteren", "2026-13-01", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+05:00"])
def test_what_is_no_moment(moment: str) -> None:
    assert to_local(moment) is None


def test_an_entity_keeps_all_through_the_state() -> None:
    entity = Entity(kind="document", id="x", fields={"titel": "é"}, refs={"zaak": ("a", "b")}, size=3)
    assert Entity.from_json(entity.to_json()) == entity


def test_a_public_source_is_never_asked_on_this_network() -> None:
    rule = Addresses("https://192.0.2.1/feed", frozenset({"10.0.0.8", "localhost", "93.184.215.14"}))
    assert rule.is_private  # 192.0.2.0/24 is for examples.
    public = Addresses("https://93.184.215.14/feed", frozenset({"10.0.0.8", "localhost", "[::1]", "::1"}))
    assert not public.is_private
    for address in ("http://10.0.0.8/", "https://localhost/", "https://[::1]/"):
        with pytest.raises(FetchError, match="own network"):
            public.allow(address)
    assert str(public.allow("http://93.184.215.14/x")) == "https://93.184.215.14/x"


def test_a_public_source_is_not_asked_without_pause() -> None:
    class Clock:
        def __init__(self) -> None:
            self.time, self.slept = 0.0, 0.0

        def utc(self) -> datetime:
            return datetime(2026, 1, 1, tzinfo=UTC)

        def monotonic(self) -> float:
            return self.time

        def sleep(self, seconds: float) -> None:
            self.slept += seconds
            self.time += seconds

    clock = Clock()
    with Client("https://93.184.215.14/", Settings(fetch_delay=0), clock) as client:
        for _ in range(3):
            client._pause()
    assert clock.slept == pytest.approx(0.2)
