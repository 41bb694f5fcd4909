"""Which paper a file is: the identifier its graph is about, and the numbers that are its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from evgraph.errors import InvalidIdentifier, NotAFiche
from evgraph.identifiers import Dossier, FichePart, Identifier, Kamerstuk, TkDocument, TkZaak
from evgraph.model import Fiche, Issue

_T = TypeVar("_T", bound=Identifier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A fiche's identifiers; `subject` is the kamerstuk when known, else the document number.

    A fiche without a number of its own in a paper that holds several is a part of that paper. `cases` are those in
    which the chamber deals with it, the first of them its own.
    """

    subject: Identifier
    kamerstuk: Kamerstuk | None
    document: TkDocument | None
    cases: tuple[TkZaak, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def case(self) -> TkZaak | None:
        """The case that the paper started, when it is known."""
        return self.cases[0] if self.cases else None

    @property
    def own(self) -> frozenset[str]:
        """The canonical strings that stand for the paper itself; naming one is no citation."""
        return frozenset(str(x) for x in (self.kamerstuk, self.document, *self.cases) if x is not None)


def identify(fiche: Fiche) -> Identity:
    """Tell which paper a fiche is.

    The page header gives the numbers. Without them the file name may: `kst-22112-4239.txt`.

    Raises:
        NotAFiche: neither gives a number, so no IRI can be made.
    """
    header = fiche.header
    kamerstuk = _kamerstuk(header.dossier, header.number)
    document = _parsed(TkDocument.parse, header.document_number or "")
    numbers = dict.fromkeys(filter(None, (header.case_number, *header.cases)))
    cases = tuple(case for number in numbers if (case := _parsed(TkZaak.parse, number)) is not None)
    paper = kamerstuk or document
    issues = () if header.date else (Issue(code="date-missing"),)
    if paper is None:
        paper = _named(fiche)
        kamerstuk = paper if isinstance(paper, Kamerstuk) else None
        document = paper if isinstance(paper, TkDocument) else None
        issues = (Issue(code="number-from-file-name", details=(("number", str(paper)),)), *issues)
    part = fiche.document.part
    subject = FichePart(paper=paper, number=part) if part else paper
    return Identity(subject=subject, kamerstuk=kamerstuk, document=document, cases=cases, issues=issues)


def _named(fiche: Fiche) -> Kamerstuk | TkDocument:
    """The number that the file's name gives."""
    stem = PurePath(fiche.document.name).stem
    named = _parsed(Kamerstuk.parse, stem) or _parsed(TkDocument.parse, stem)
    if named is None:
        raise NotAFiche(
            f"{fiche.document.name}: says nowhere which paper it is. "
            "Name the file after its number, as in kst-22112-4239.txt or 2026D04646.txt."
        )
    return named


def _kamerstuk(dossier: str | None, number: str | None) -> Kamerstuk | None:
    if dossier is None or number is None:
        return None
    main, _, addition = dossier.partition("-")
    try:
        return Kamerstuk(dossier=Dossier(number=main, addition=addition or None), number=number)
    except InvalidIdentifier:
        return None


def _parsed(parse: Callable[[str], _T], text: str) -> _T | None:
    try:
        return parse(re.sub(r"\s", "", text))
    except InvalidIdentifier:
        return None
