"""Identifiers of the Dutch parliament: dossiers, kamerstukken, documents and cases (zaken).

Source of the numbering: Aanwijzingen voor de regelgeving and the id scheme of officielebekendmakingen.nl
("kst-35925-V-84"). Document and case numbers are those of the Tweede Kamer's Parlis system.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers.base import BASE

# Dossiers whose two-digit addition belongs to the dossier number: "21501-20" is the dossier of the
# European Council, "21501-30" that of the Competitiveness Council. Elsewhere it is the ondernummer.
DOSSIERS_WITH_ADDITION = frozenset({"21501"})

# A budget chapter: "V" (35925-V), "IIA", "XIII", or a fund's letter: "A" (36600-A).
CHAPTER = r"[IVX]{1,6}[A-J]?|[A-Z]"
# The Eerste Kamer numbers dossiers of its own in Roman numerals: "CXXIV".
_DOSSIER_NUMBER = r"[0-9]{5}|[CDLXVI]{1,9}"
# "4239", "235a", and the Eerste Kamer's letters "C", "AA"; one paper has one number, so no leading zero.
_ONDERNUMMER = r"[1-9][0-9]{0,4}[a-z]?|[A-Z]{1,3}"

_DOSSIER = re.compile(rf"(?P<number>{_DOSSIER_NUMBER})(?:-(?P<addition>[0-9]{{2}}|{CHAPTER}))?")
_KAMERSTUK = re.compile(
    rf"(?P<number>{_DOSSIER_NUMBER})(?:-(?P<addition>[0-9]{{2}}|{CHAPTER}))?-(?P<sub>{_ONDERNUMMER})"
)
_DOCUMENT = re.compile(r"(?:19|20)[0-9]{2}D[0-9]{5}")
_PART = re.compile(r"(?P<paper>[^#]+)#fiche-(?P<number>[1-9][0-9]?)")
_MOST_PARTS = 99
_ZAAK = re.compile(r"(?:19|20)[0-9]{2}Z[0-9]{5}")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Dossier:
    """A kamerstukdossier, with the addition that some have ("21501-20", "35925-V")."""

    number: str
    addition: str | None = None
    kind = "dossier"

    def __post_init__(self) -> None:
        written = self.number if self.addition is None else f"{self.number}-{self.addition}"
        if _DOSSIER.fullmatch(written) is None:
            raise InvalidIdentifier(f"'{written}' is no dossier number; write 22112, 21501-20 or 35925-V.")
        if self.addition is not None and self.addition.isdigit() and self.number not in DOSSIERS_WITH_ADDITION:
            raise InvalidIdentifier(
                f"Dossier {self.number} has no numbered parts, so {self.addition} is an ondernummer."
            )

    @classmethod
    def parse(cls, text: str) -> Dossier:
        """Read `dossier-22112`, `dossier-21501-20` or `dossier-35925-V`."""
        match = _DOSSIER.fullmatch(text.removeprefix("dossier-"))
        if match is None or not text.startswith("dossier-"):
            raise InvalidIdentifier(f"'{text}' is no dossier; write dossier-22112 or dossier-21501-20.")
        return cls(number=match["number"], addition=match["addition"])

    @property
    def label(self) -> str:
        """The number as the official publications write it, without a prefix."""
        return self.number if self.addition is None else f"{self.number}-{self.addition}"

    def __str__(self) -> str:
        return f"dossier-{self.label}"

    def iri(self, base: str = BASE) -> str:
        """`{base}id/dossier/21501-20`."""
        return f"{base}id/dossier/{self.label}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Kamerstuk:
    """A numbered parliamentary paper: a dossier and the ondernummer in it."""

    dossier: Dossier
    number: str
    kind = "kamerstuk"

    def __post_init__(self) -> None:
        if re.fullmatch(_ONDERNUMMER, self.number) is None:
            raise InvalidIdentifier(f"'{self.number}' is no ondernummer; write 4239, 235a or C.")
        if self.dossier.number in DOSSIERS_WITH_ADDITION and self.dossier.addition is None:
            raise InvalidIdentifier(
                f"Dossier {self.dossier.number} is divided: write {self.dossier.number}-20-{self.number}."
            )

    @classmethod
    def parse(cls, text: str) -> Kamerstuk:
        """Read `kst-22112-3761`, `kst-21501-20-690`, `kst-35925-V-84`, `kst-33802-C`."""
        match = _KAMERSTUK.fullmatch(text.removeprefix("kst-"))
        if match is None or not text.startswith("kst-"):
            raise InvalidIdentifier(f"'{text}' is no kamerstuk; write kst-22112-4239.")
        dossier = Dossier(number=match["number"], addition=match["addition"])
        return cls(dossier=dossier, number=match["sub"])

    def __str__(self) -> str:
        return f"kst-{self.dossier.label}-{self.number}"

    def iri(self, base: str = BASE) -> str:
        """`{base}id/kamerstuk/21501-20/690`."""
        return f"{base}id/kamerstuk/{self.dossier.label}/{self.number}"

    @property
    def page(self) -> str:
        """The page where the official publication is expected (the pattern, never fetched)."""
        return f"https://zoek.officielebekendmakingen.nl/{self}.html"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TkDocument:
    """A document number of the Tweede Kamer: "2025D47467"."""

    number: str
    kind = "tk-document"

    def __post_init__(self) -> None:
        if _DOCUMENT.fullmatch(self.number) is None:
            raise InvalidIdentifier(f"'{self.number}' is no document number; write 2025D47467.")

    @classmethod
    def parse(cls, text: str) -> TkDocument:
        """Read `2025D47467`."""
        return cls(number=text)

    def __str__(self) -> str:
        return self.number

    def iri(self, base: str = BASE) -> str:
        """`{base}id/tk-document/2025D47467`."""
        return f"{base}id/tk-document/{self.number}"

    @property
    def page(self) -> str:
        """The chamber's page of the document (the pattern, never fetched)."""
        return f"https://www.tweedekamer.nl/kamerstukken/detail?id={self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FichePart:
    """A fiche without a number of its own in a paper that holds several; `number` is its place in it, from 1."""

    paper: Kamerstuk | TkDocument
    number: int
    kind = "fiche"

    def __post_init__(self) -> None:
        if not 1 <= self.number <= _MOST_PARTS:
            raise InvalidIdentifier(f"'{self.number}' is no place of a fiche; write kst-22112-9930#fiche-2.")

    @classmethod
    def parse(cls, text: str) -> FichePart:
        """Read `kst-22112-9930#fiche-2`."""
        match = _PART.fullmatch(text)
        if match is None:
            raise InvalidIdentifier(f"'{text}' is no fiche in a paper; write kst-22112-9930#fiche-2.")
        parse = Kamerstuk.parse if match["paper"].startswith("kst-") else TkDocument.parse
        return cls(paper=parse(match["paper"]), number=int(match["number"]))

    def __str__(self) -> str:
        return f"{self.paper}#fiche-{self.number}"

    def iri(self, base: str = BASE) -> str:
        """A hash IRI on its paper: `{base}id/kamerstuk/22112/9930#fiche-2`."""
        return f"{self.paper.iri(base)}#fiche-{self.number}"

    @property
    def page(self) -> str:
        """The page of the paper (the pattern, never fetched)."""
        return self.paper.page


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TkZaak:
    """A case (zaak) of the Tweede Kamer: "2026Z02007"."""

    number: str
    kind = "tk-zaak"

    def __post_init__(self) -> None:
        if _ZAAK.fullmatch(self.number) is None:
            raise InvalidIdentifier(f"'{self.number}' is no case number; write 2026Z02007.")

    @classmethod
    def parse(cls, text: str) -> TkZaak:
        """Read `2026Z02007`."""
        return cls(number=text)

    def __str__(self) -> str:
        return self.number

    def iri(self, base: str = BASE) -> str:
        """`{base}id/zaak/2026Z02007`."""
        return f"{base}id/zaak/{self.number}"
