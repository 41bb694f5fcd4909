"""The texts of the speed bench: the same every time, with the promised size and density. Nothing is timed here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from benchmarks.speed import citations
from benchmarks.speed.corpus import FICHES_PER_MB, ORDINARY_PER_MB, Corpus, fiches, ordinary
from benchmarks.speed.wording import templates

SIZE = 600_000
Make = Callable[..., Corpus]
BOTH = pytest.mark.parametrize("make", [ordinary, fiches], ids=lambda make: make.__name__)


@BOTH
def test_the_text_is_the_same_every_time(make: Make) -> None:
    assert make(50_000) == make(50_000)
    assert make(50_000).text != make(50_000, seed=1).text


@BOTH
def test_a_longer_text_begins_with_the_shorter_one(make: Make) -> None:
    assert make(100_000).text.startswith(make(50_000).text)


@BOTH
def test_the_text_is_as_long_as_asked(make: Make) -> None:
    assert SIZE <= len(make(SIZE).text.encode()) < SIZE + 50_000


@pytest.mark.parametrize(
    ("make", "per_mb", "shares"),
    [(ordinary, ORDINARY_PER_MB, citations.ORDINARY), (fiches, FICHES_PER_MB, citations.FICHE)],
)
def test_the_density_is_as_promised(make: Make, per_mb: int, shares: dict[str, int]) -> None:
    corpus = make(SIZE)
    density = len(corpus.citations) / len(corpus.text.encode()) * 1_000_000
    assert density == pytest.approx(per_mb, rel=0.1)
    kinds = Counter(kind for kind, _ in corpus.citations)
    assert kinds.most_common(1)[0][0] == "kamerstuk"
    assert set(kinds) == set(shares) or make is ordinary
    assert sum(shares.values()) == 100


@BOTH
def test_what_is_counted_stands_in_the_text(make: Make) -> None:
    corpus = make(SIZE)
    wanted = Counter(text for _, text in corpus.citations)
    assert not [text for text, count in wanted.items() if corpus.text.count(text) < count]


@BOTH
def test_the_text_has_paragraphs_of_varied_length(make: Make) -> None:
    lengths = [len(line) for line in make(SIZE).text.splitlines() if line]
    assert min(lengths) < 40 and max(lengths) > 800
    assert len(set(lengths)) > 200


def test_the_wording_is_varied() -> None:
    names = ("debate", "letters", "motions", "questions", "fiche", "citing", "footnotes")
    lines = [template for name in names for template in templates(name)]
    assert len(lines) >= 300
