"""Which file of a paper counts, and what came before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from evgraph.built import Built, Version
from evgraph.revisions import earlier_versions, newest

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def version(sha256: str = "a", *, form: str = "text/plain", **said: str) -> Version:
    return Version(sha256=sha256, form=form, file_name=f"{sha256}.x", **said)


def built(given: Version) -> Built:
    return Built(
        path=Path(given.file_name),
        subject="kst-22112-9901",
        iri="https://example.org/1",
        graph="https://example.org/g",
        title="",
        version=given,
        data=b"",
        digest="",
        content=given.sha256,
        size=0,
        references={},
        unresolved={},
    )


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (version(number="9"), version(number="10")),
        (version(number="9.1"), version(number="10")),
        (version(number="1.2"), version(number="2")),
        (version(date="2026-04-10", number="9"), version(date="2026-04-11", number="1")),
        (version(updated="2026-04-14T09:05"), version(updated="2026-04-14T09:06")),
    ],
)
def test_a_version_precedes_one_that_both_say_is_later(older: Version, newer: Version) -> None:
    assert older.precedes(newer)
    assert not newer.precedes(older)


@pytest.mark.parametrize(
    "other", [version(date="2026-04-10"), version(date="2026-04-10", updated="2026-04-14T09:05", number="2"), version()]
)
def test_what_one_of_the_two_does_not_say_proves_nothing(other: Version) -> None:
    plain = version(date="2026-04-10")
    assert not plain.precedes(other)
    assert not other.precedes(plain)


def test_another_form_without_a_version_is_no_older_version() -> None:
    page = built(version("page", form="text/html", date="2026-04-10", updated="2026-04-14T09:05", number="2"))
    pdf = built(version("pdf", form="application/pdf", date="2026-04-10"))
    chosen, (gone,), disputed = newest([page, pdf])
    assert (chosen, disputed) == ((page,), ())
    assert (gone.older, gone.newer) == (pdf, False)
    assert earlier_versions(page, [gone], {}) == ()


def test_of_equal_versions_the_form_that_says_most_counts() -> None:
    word, text = built(version("w", form=WORD, date="2026-04-10")), built(version("t", date="2026-04-10"))
    assert newest([word, text])[0] == newest([text, word])[0] == (word,)


def test_the_same_content_twice_is_one_file_and_other_content_is_disputed() -> None:
    one, same, other = built(version("a")), built(version("a")), built(version("b"))
    assert newest([one, same])[1:] == ((), ())
    chosen, gone, disputed = newest([one, same, other])
    assert (chosen, gone) == ((), ())
    assert sorted(pair[0].version.sha256 for pair in disputed) == ["a", "a", "b"]


def test_versions_known_from_before_are_kept_in_order_and_never_a_later_one() -> None:
    known = {"kst-22112-9901": (version("two", number="2"), version("one", number="1"))}
    three = built(version("three", number="3"))
    assert [v.sha256 for v in earlier_versions(three, (), known)] == ["two", "one"]
    assert [v.sha256 for v in earlier_versions(built(version("one", number="1")), (), known)] == []
