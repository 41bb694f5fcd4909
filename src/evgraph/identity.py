"""Which paper a file is: the identifier its graph is about, and the numbers that are its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from evgraph.errors import InvalidIdentifier, NotAFiche
from evgraph.identifiers import Dossier, Identifier, Kamerstuk, TkDocument, TkZaak
from evgraph.model import Fiche, Issue

_T = TypeVar("_T", bound=Identifier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A fiche's identifiers; `subject` is the kamerstuk when known, else the document number.

    `cases` are those in which the chamber deals with it, the first of them its own; `part` numbers the fiches of one
    paper that have no number of their own, from 1.
    """

    subject: Identifier
    kamerstuk: Kamerstuk | None
    document: TkDocument | None
    cases: tuple[TkZaak, ...] = ()
    part: int | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def label(self) -> str:
        """The canonical string: "kst-22112-4239", or "kst-22112-1366#fiche-2" for a part."""
        return str(self.subject) if self.part is None else f"{self.subject}#fiche-{self.part}"

    def iri(self, base: str) -> str:
        """The IRI of the fiche; that of a part is a hash IRI on its paper."""
        iri = self.subject.iri(base)
        return iri if self.part is None else f"{iri}#fiche-{self.part}"

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
    subject: Identifier | None = kamerstuk or document
    part = fiche.document.part or None
    undated = () if header.date else (Issue(code="date-missing"),)
    if subject is not None:
        return Identity(subject=subject, kamerstuk=kamerstuk, document=document, cases=cases, part=part, issues=undated)
    stem = PurePath(fiche.document.name).stem
    named = _parsed(Kamerstuk.parse, stem) or _parsed(TkDocument.parse, stem)
    if named is None:
        raise NotAFiche(
            f"{fiche.document.name}: says nowhere which paper it is. "
            "Name the file after its number, as in kst-22112-4239.txt or 2026D04646.txt."
        )
    return Identity(
        subject=named,
        kamerstuk=named if isinstance(named, Kamerstuk) else None,
        document=named if isinstance(named, TkDocument) else None,
        cases=cases,
        part=part,
        issues=(Issue(code="number-from-file-name", details=(("number", str(named)),)), *undated),
    )


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
