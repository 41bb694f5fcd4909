"""What is known of a paper from around it: the page, the head of the letter, and its publisher's record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from evgraph.model import Document, Fiche, Issue, ListedFiche, PageHeader, completed
from evgraph.parsing.letter import read_letter_head
from evgraph.parsing.page import read_page_header

_WORD = re.compile(r"\w{4,}")
# What two sources must agree on when both say it.
_COMPARED = ("dossier", "number", "document_number", "date")


def read_header(document: Document, end: int) -> tuple[PageHeader, tuple[Issue, ...]]:
    """Read what the text says around the fiche, and add what only its publisher says beside it.

    Args:
        document: the paper.
        end: where its letter or page ends at the latest.

    Returns:
        The header; and an issue for each thing that text and record do not agree on. The text goes first.
    """
    page = read_page_header(document.text, end)
    header = completed(page, read_letter_head(document.text, end))
    if document.beside is None:
        return header, ()
    return completed(header, document.beside), tuple(_contradictions(header, document.beside))


def _contradictions(header: PageHeader, record: PageHeader) -> Iterable[Issue]:
    for name in _COMPARED:
        said, recorded = getattr(header, name), getattr(record, name)
        if said and recorded and said != recorded:
            places = [field for field in header.fields if field.key == name]
            yield Issue(
                code="record-differs",
                start=places[0].start if places else None,
                end=places[0].end if places else None,
                details=(("recorded", str(recorded)), ("said", str(said))),
            )


def find_own(letter: Fiche, header: PageHeader, *, number: int | None, title: str | None) -> tuple[PageHeader, bool]:
    """The header of a fiche in a file with several: its letter's, with the number the letter gives it.

    A fiche is the item of the list with its title or number; without either it shares the number of the letter.

    Returns:
        The header, and whether the fiche has a number of its own.
    """
    item = _item(letter.listed, number, title)
    inherited = replace(letter.header, fields=(), end=0, related_documents=(), document_type=None)
    found = completed(header, _without_places(inherited))
    if item is None or item.kamerstuk is None:
        return found, False
    dossier, _, paper = item.kamerstuk.removeprefix("kst-").rpartition("-")
    return replace(found, dossier=dossier, number=paper, document_number=None), True


def _item(listed: Iterable[ListedFiche], number: int | None, title: str | None) -> ListedFiche | None:
    items = list(listed)
    same = [item for item in items if title is not None and _plain(item.title) == _plain(title)]
    if len(same) == 1:
        return same[0]
    numbered = [item for item in items if number is not None and item.number == number]
    # The list may be in another order than the fiches: a number alone proves nothing when the titles differ.
    return numbered[0] if len(numbered) == 1 and _alike(numbered[0].title, title) else None


def _alike(one: str, other: str | None) -> bool:
    """Whether two titles have most of their words in common; drafters shorten titles in lists."""
    if other is None:
        return True
    words, others = (set(_WORD.findall(title.casefold())) for title in (one, other))
    return not words or not others or len(words & others) * 2 >= min(len(words), len(others))


def _plain(title: str) -> str:
    return " ".join(title.casefold().split()).strip(" .;,‘’'\"")


def _without_places(header: PageHeader) -> PageHeader:
    """A header whose places are those of another text."""
    return replace(
        header,
        signatory=header.signatory and replace(header.signatory, span=None),
        submitter=header.submitter and replace(header.submitter, span=None),
        committees=tuple(replace(role, span=None) for role in header.committees),
        activities=tuple(replace(activity, span=None) for activity in header.activities),
    )
