"""Identifiers of national law and case law: BWB numbers and ECLI.

Source: the Basiswettenbestand of wetten.overheid.nl; the Council's conclusions on the European Case Law Identifier
(2011/C 127/01).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers.base import BASE

_BWB = re.compile(r"BWB[RVW][0-9]{7}")
# Judgments of the Netherlands and of the Union stand in full at their own sites; e-Justice forwards for the rest.
_SITES = {
    "NL": "https://deeplink.rechtspraak.nl/uitspraak?id=",
    "EU": "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ecli:",
}
_ANY_COUNTRY = "https://e-justice.europa.eu/ecli/"
_ECLI = re.compile(r"ECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,6}:[0-9]{4}:[A-Z0-9](?:[A-Z0-9.]{0,23}[A-Z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Bwb:
    """A regulation in the Basiswettenbestand: "BWBR0005730"."""

    number: str
    kind = "bwb"

    def __post_init__(self) -> None:
        if _BWB.fullmatch(self.number) is None:
            raise InvalidIdentifier(f"'{self.number}' is no BWB number; write BWBR0005730.")

    @classmethod
    def parse(cls, text: str) -> Bwb:
        """Read `BWBR0005730`."""
        return cls(number=text)

    def __str__(self) -> str:
        return self.number

    def iri(self, base: str = BASE) -> str:
        """`{base}id/bwb/BWBR0005730`."""
        return f"{base}id/bwb/{self.number}"

    @property
    def page(self) -> str:
        """The page of the regulation (the pattern, never fetched)."""
        return f"https://wetten.overheid.nl/{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Ecli:
    """A judgment: "ECLI:EU:C:2019:1022"."""

    number: str
    kind = "ecli"

    def __post_init__(self) -> None:
        if _ECLI.fullmatch(self.number) is None:
            raise InvalidIdentifier(f"'{self.number}' is no ECLI; write ECLI:NL:HR:2019:2006.")

    @classmethod
    def parse(cls, text: str) -> Ecli:
        """Read `ECLI:EU:C:2019:1022`, in capitals."""
        return cls(number=text)

    def __str__(self) -> str:
        return self.number

    def iri(self, base: str = BASE) -> str:
        """`{base}id/ecli/ECLI:EU:C:2019:1022`."""
        return f"{base}id/ecli/{self.number}"

    @property
    def page(self) -> str:
        """The page of the judgment, at the site that publishes it (the pattern, never fetched)."""
        country = self.number.split(":")[1]
        return f"{_SITES.get(country, _ANY_COUNTRY)}{self.number}"
