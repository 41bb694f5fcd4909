"""The run: what is in the store → what is not in the cache → Cellar, batch by batch → the cache → the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from evgraph.enrichment.cache import cache_of, cached_answer, keep_answer
from evgraph.enrichment.cellar import query_for, read_rows
from evgraph.enrichment.endpoint import Endpoint, Patience
from evgraph.enrichment.graph import answers_for, cached_quads, choose
from evgraph.enrichment.wanted import Thing, graph_name, things_in
from evgraph.errors import SourceError
from evgraph.identifiers import Celex
from evgraph.settings import Settings
from evgraph.store import EmbeddedStore, replace_graph

Progress = Callable[[int, int, str], None]
# Cellar refuses what it thinks costs too much; a small question also loses little when a run is killed.
BATCH = 25
# After so many batches in a row without an answer the endpoint is left alone.
_PATIENT_BATCHES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What to ask again, how much, and how patiently.

    Attributes:
        day: of the run, kept with each answer.
        refresh: ask everything again.
        max_age: ask again what was answered more days ago; None means never.
        limit: at most so many numbers; None means all.
        patience: with the endpoint.
    """

    day: date
    refresh: bool = False
    max_age: int | None = None
    limit: int | None = None
    patience: Patience | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrichReport:
    """What a run did.

    Attributes:
        things: EU documents and acts in the graph.
        without_number: those of them that have no CELEX number to ask for.
        asked: CELEX numbers that were asked for now.
        failed: those of them that got no answer; they are asked again next time.
        cached: numbers whose earlier answer was used.
        known: numbers that Cellar knows, earlier answers included.
        unknown: numbers that it does not know.
        settled: documents of which PC or DC is now decided.
        still_open: documents of which it is not: both are known, or neither, or not all was answered.
        ignored: rows about something else than was asked.
        left_out: values that could not be used, by fact.
        faults: what went wrong, each once.
        changed: whether the store differs from before.
    """

    things: int = 0
    without_number: int = 0
    asked: int = 0
    failed: int = 0
    cached: int = 0
    known: int = 0
    unknown: int = 0
    settled: int = 0
    still_open: int = 0
    ignored: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    faults: tuple[str, ...] = ()
    changed: bool = False

    @property
    def exit_code(self) -> int:
        """0 fine, 1 something was not answered, 2 nothing was."""
        if not self.failed:
            return 0
        return 2 if self.failed == self.asked else 1


@dataclass(slots=True)
class _Tally:
    """What the batches gave, while they are asked."""

    failed: int = 0
    ignored: int = 0
    faults: dict[str, None] = field(default_factory=dict)


def enrich_store(settings: Settings, asking: Asking, *, progress: Progress | None = None) -> EnrichReport:
    """Look up the EU documents and acts of the built graph and add what is found to it.

    Each batch is kept as soon as it is answered. The graph is made from the cache, so it holds earlier answers as well.

    Args:
        settings: which store, which endpoint, which base.
        asking: what to ask again, and how.
        progress: called with (numbers done, numbers in all, the next number).

    Raises:
        StoreError: nothing was built yet, or it cannot be written.
        UsageError: the endpoint is no http(s) address.
    """
    endpoint = Endpoint(settings.cellar, patience=asking.patience)
    cache = cache_of(settings.store)
    things = things_in(EmbeddedStore.open(settings.store).quads(), base=settings.base)
    numbers = sorted({number for thing in things for number in thing.numbers})
    stale = [number for number in numbers if not _fresh(cache, number, endpoint.address, asking)]
    wanted = stale[: asking.limit]
    tally = _ask(endpoint, wanted, cache, asking.day, progress)
    changed = replace_graph(
        settings.store, graph_name(settings.base), lambda others: cached_quads(cache, others, base=settings.base)
    )
    return _report(things, cache, numbers=numbers, stale=stale, asked=len(wanted), tally=tally, changed=changed)


def _fresh(cache: Path, number: Celex, address: str, asking: Asking) -> bool:
    """Whether an earlier answer of this endpoint will do."""
    answer = None if asking.refresh else cached_answer(cache, str(number))
    if answer is None or answer.endpoint != address:
        return False
    return asking.max_age is None or (asking.day - date.fromisoformat(answer.retrieved)).days <= asking.max_age


def _ask(endpoint: Endpoint, wanted: Sequence[Celex], cache: Path, day: date, progress: Progress | None) -> _Tally:
    tally, in_a_row, done = _Tally(), 0, 0
    for batch in _batches(wanted):
        if progress is not None:
            progress(done, len(wanted), str(batch[0]))
        done += len(batch)
        if in_a_row == _PATIENT_BATCHES:
            tally.failed += len(batch)
            tally.faults[f"{endpoint.address}: left alone after {in_a_row} questions without an answer."] = None
            continue
        read = partial(read_rows, asked=batch, endpoint=endpoint.address, retrieved=day.isoformat())
        try:
            reading = endpoint.ask(query_for(batch), read)
        except SourceError as error:
            tally.failed += len(batch)
            tally.faults[str(error)] = None
            in_a_row += 1
            continue
        in_a_row = 0
        tally.ignored += reading.ignored
        for answer in reading.answers:
            keep_answer(cache, answer)
    if progress is not None:
        progress(len(wanted), len(wanted), "")
    return tally


def _batches(numbers: Sequence[Celex]) -> Iterator[Sequence[Celex]]:
    return (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH))


def _report(
    things: Sequence[Thing],
    cache: Path,
    *,
    numbers: Sequence[Celex],
    stale: Sequence[Celex],
    asked: int,
    tally: _Tally,
    changed: bool,
) -> EnrichReport:
    answers = {thing: answers_for(cache, thing) for thing in things}
    found = {number: answer for each in answers.values() for number, answer in each.items()}
    doubtful = [thing for thing in things if len(thing.numbers) > 1 and not thing.linked]
    settled = sum(choose(thing, answers[thing]) is not None for thing in doubtful)
    return EnrichReport(
        things=len(things),
        without_number=sum(not thing.numbers for thing in things),
        asked=asked,
        failed=tally.failed,
        cached=len(numbers) - len(stale),
        known=sum(answer.known for answer in found.values()),
        unknown=sum(not answer.known for answer in found.values()),
        settled=settled,
        still_open=len(doubtful) - settled,
        ignored=tally.ignored,
        left_out=Counter(fact for answer in found.values() for fact in answer.left_out),
        faults=tuple(tally.faults),
        changed=changed,
    )
