"""Identifiers of the European Union: CELEX numbers, Commission numbers, procedures.

Source: the CELEX sector and descriptor tables of EUR-Lex. A sector-5 CELEX of a Commission document
(PC, DC, JC, SC) holds the document's own number, so both name one node; the way back is not certain
(COM gives PC or DC), so a number only yields candidates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers.base import BASE

CELEX_RESOURCE = "http://publications.europa.eu/resource/celex/"

# "32019R0452", "52025JC0977", "12016E207", "62018CJ0234", with a corrigendum or part: "32016R0679R(02)".
# Treaty articles have three digits, all else four.
_CELEX = re.compile(r"1[0-9]{4}[A-Z]{1,2}[0-9]{3}|[2-9CE][0-9]{4}[A-Z]{1,2}[0-9]{4}(?:R?\([0-9]{2}\))?")
_SECTOR_FIVE = re.compile(r"5(?P<year>[0-9]{4})(?P<type>PC|DC|JC|SC)(?P<number>[0-9]{4})")
_EU_DOCUMENT = re.compile(r"(?P<series>COM|JOIN|SWD|SEC|C)\((?P<year>[0-9]{4})\)(?P<number>[1-9][0-9]{0,4})")
_PROCEDURE = re.compile(r"(?P<year>[0-9]{4})/(?P<number>[0-9]{4})\((?P<type>[A-Z]{3})\)")

# Staff working documents were SEC until 2011 and are SWD from 2013; in 2012 both series ran.
_LAST_SEC_YEAR, _FIRST_SWD_YEAR = 2011, 2013
_FIRST_YEAR, _LAST_YEAR = 1952, 2099


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class EuDocument:
    """A document numbered by the Commission or the High Representative: "JOIN(2023)20"."""

    series: str
    year: int
    number: int
    kind = "eu-document"

    def __post_init__(self) -> None:
        if _EU_DOCUMENT.fullmatch(str(self)) is None or not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise InvalidIdentifier(f"'{self}' is no Commission number; write COM(2025)945.")

    @classmethod
    def parse(cls, text: str) -> EuDocument:
        """Read `COM(2025)945`; series COM, JOIN, SWD, SEC or C."""
        match = _EU_DOCUMENT.fullmatch(text)
        if match is None:
            raise InvalidIdentifier(f"'{text}' is no Commission number; write COM(2025)945.")
        return cls(series=match["series"], year=int(match["year"]), number=int(match["number"]))

    def __str__(self) -> str:
        return f"{self.series}({self.year}){self.number}"

    def iri(self, base: str = BASE) -> str:
        """`{base}id/eu-document/COM-2025-945`."""
        return f"{base}id/eu-document/{self.series}-{self.year}-{self.number}"

    @property
    def celex_candidates(self) -> tuple[str, ...]:
        """The CELEX numbers this may have; more than one when the number does not decide."""
        descriptors = {"COM": ("PC", "DC"), "JOIN": ("JC",), "SWD": ("SC",), "SEC": ("SC",)}
        if self.number > 9999:
            return ()
        return tuple(f"5{self.year}{code}{self.number:04}" for code in descriptors.get(self.series, ()))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Celex:
    """A CELEX number: an act in force ("32019R0452"), a proposal, a treaty article, a judgment."""

    number: str
    kind = "celex"

    def __post_init__(self) -> None:
        if _CELEX.fullmatch(self.number) is None:
            raise InvalidIdentifier(f"'{self.number}' is no CELEX number; write 32019R0452.")

    @classmethod
    def parse(cls, text: str) -> Celex:
        """Read `32019R0452`."""
        return cls(number=text)

    def __str__(self) -> str:
        return self.number

    @property
    def eu_document(self) -> EuDocument | None:
        """The Commission number inside a sector-5 CELEX; None when there is none or two fit."""
        match = _SECTOR_FIVE.fullmatch(self.number)
        if match is None:
            return None
        year = int(match["year"])
        series = {"PC": "COM", "DC": "COM", "JC": "JOIN"}.get(match["type"])
        if series is None and year <= _LAST_SEC_YEAR:
            series = "SEC"
        elif series is None and year >= _FIRST_SWD_YEAR:
            series = "SWD"
        if series is None or int(match["number"]) == 0:
            return None
        return EuDocument(series=series, year=year, number=int(match["number"]))

    @property
    def resource(self) -> str:
        """The IRI the Publications Office gives it, whatever node evgraph uses."""
        return f"{CELEX_RESOURCE}{self.number}"

    def iri(self, base: str = BASE) -> str:
        """The Publications Office's IRI, or that of the Commission document it names."""
        document = self.eu_document
        return self.resource if document is None else document.iri(base)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Procedure:
    """An interinstitutional procedure: "2024/0017(COD)"."""

    year: int
    number: int
    type: str
    kind = "procedure"

    def __post_init__(self) -> None:
        if _PROCEDURE.fullmatch(str(self)) is None:
            raise InvalidIdentifier(f"'{self}' is no procedure; write 2024/0017(COD).")

    @classmethod
    def parse(cls, text: str) -> Procedure:
        """Read `2024/0017(COD)`."""
        match = _PROCEDURE.fullmatch(text)
        if match is None:
            raise InvalidIdentifier(f"'{text}' is no procedure; write 2024/0017(COD).")
        return cls(year=int(match["year"]), number=int(match["number"]), type=match["type"])

    def __str__(self) -> str:
        return f"{self.year}/{self.number:04}({self.type})"

    def iri(self, base: str = BASE) -> str:
        """`{base}id/procedure/2024-0017-COD`."""
        return f"{base}id/procedure/{self.year}-{self.number:04}-{self.type}"
