"""Identifiers of official publications: gazettes, verbatim reports, written questions, the Official Journal.

Source: the id scheme of officielebekendmakingen.nl ("stb-2020-123", "h-tk-20192020-35-8", "ah-tk-20192020-1234") and,
for the Official Journal, the Interinstitutional style guide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers.base import BASE

_YEAR = r"(?:18|19|20)[0-9]{2}"
_GAZETTE = re.compile(rf"(?P<series>stb|stcrt|trb)-(?P<year>{_YEAR})-(?P<number>[1-9][0-9]{{0,5}})")
_VERGADERJAAR = re.compile(rf"(?P<start>{_YEAR})-(?P<end>{_YEAR})")
_YEARS = rf"(?P<start>{_YEAR})(?P<end>{_YEAR})"
_HANDELINGEN = re.compile(
    rf"h-(?P<chamber>tk|ek)-{_YEARS}-(?P<number>[1-9][0-9]{{0,2}})(?:-(?P<item>[1-9][0-9]{{0,2}}))?"
)
_AANHANGSEL = re.compile(rf"ah-(?P<chamber>tk|ek)-{_YEARS}-(?P<number>[1-9][0-9]{{0,4}})")
_JOURNAL = re.compile(
    r"oj-(?P<year>(?:19|20)[0-9]{2})-(?P<series>[LCSP])-(?P<issue>[1-9][0-9]{0,4})(?P<suffix>[AEIM])?"
)


def _check_years(vergaderjaar: str) -> None:
    match = _VERGADERJAAR.fullmatch(vergaderjaar)
    if match is None or int(match["end"]) != int(match["start"]) + 1:
        raise InvalidIdentifier(f"'{vergaderjaar}' is no parliamentary year; write 2019-2020.")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Gazette:
    """An issue of the Staatsblad, Staatscourant or Tractatenblad: "stb-2020-123"."""

    series: str
    year: int
    number: int

    def __post_init__(self) -> None:
        if _GAZETTE.fullmatch(str(self)) is None:
            raise InvalidIdentifier(f"'{self}' is no issue of a gazette; write stb-2020-123.")

    @classmethod
    def parse(cls, text: str) -> Gazette:
        """Read `stb-2020-123`, `stcrt-2020-12345` or `trb-2018-60`."""
        match = _GAZETTE.fullmatch(text)
        if match is None:
            raise InvalidIdentifier(f"'{text}' is no issue of a gazette; write stb-2020-123.")
        return cls(series=match["series"], year=int(match["year"]), number=int(match["number"]))

    @property
    def kind(self) -> str:
        """`stb`, `stcrt` or `trb`."""
        return self.series

    def __str__(self) -> str:
        return f"{self.series}-{self.year}-{self.number}"

    def iri(self, base: str = BASE) -> str:
        """`{base}id/stb/2020/123`."""
        return f"{base}id/{self.series}/{self.year}/{self.number}"

    @property
    def page(self) -> str:
        """The page where the issue is expected (the pattern, never fetched)."""
        return f"https://zoek.officielebekendmakingen.nl/{self}.html"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Handelingen:
    """The verbatim report of a sitting, or of one item of it: "h-tk-20192020-35-8"."""

    chamber: str
    vergaderjaar: str
    number: int
    item: int | None = None
    kind = "handelingen"

    def __post_init__(self) -> None:
        _check_years(self.vergaderjaar)
        if _HANDELINGEN.fullmatch(str(self)) is None:
            raise InvalidIdentifier(f"'{self}' is no verbatim report; write h-tk-20192020-35-8.")

    @classmethod
    def parse(cls, text: str) -> Handelingen:
        """Read `h-tk-20192020-35-8` or, without an item, `h-tk-20192020-35`."""
        match = _HANDELINGEN.fullmatch(text)
        if match is None:
            raise InvalidIdentifier(f"'{text}' is no verbatim report; write h-tk-20192020-35-8.")
        return cls(
            chamber=match["chamber"],
            vergaderjaar=f"{match['start']}-{match['end']}",
            number=int(match["number"]),
            item=int(match["item"]) if match["item"] else None,
        )

    def __str__(self) -> str:
        item = "" if self.item is None else f"-{self.item}"
        return f"h-{self.chamber}-{self.vergaderjaar.replace('-', '')}-{self.number}{item}"

    def iri(self, base: str = BASE) -> str:
        """`{base}id/handelingen/tk/2019-2020/35/8`."""
        item = "" if self.item is None else f"/{self.item}"
        return f"{base}id/handelingen/{self.chamber}/{self.vergaderjaar}/{self.number}{item}"

    @property
    def page(self) -> str | None:
        """The page where the report is expected (the pattern, never fetched); a whole sitting has none."""
        return None if self.item is None else f"https://zoek.officielebekendmakingen.nl/{self}.html"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Aanhangsel:
    """Written questions with their answer: "ah-tk-20192020-1234"."""

    chamber: str
    vergaderjaar: str
    number: int
    kind = "aanhangsel"

    def __post_init__(self) -> None:
        _check_years(self.vergaderjaar)
        if _AANHANGSEL.fullmatch(str(self)) is None:
            raise InvalidIdentifier(f"'{self}' is no aanhangsel; write ah-tk-20192020-1234.")

    @classmethod
    def parse(cls, text: str) -> Aanhangsel:
        """Read `ah-tk-20192020-1234`."""
        match = _AANHANGSEL.fullmatch(text)
        if match is None:
            raise InvalidIdentifier(f"'{text}' is no aanhangsel; write ah-tk-20192020-1234.")
        return cls(
            chamber=match["chamber"],
            vergaderjaar=f"{match['start']}-{match['end']}",
            number=int(match["number"]),
        )

    def __str__(self) -> str:
        return f"ah-{self.chamber}-{self.vergaderjaar.replace('-', '')}-{self.number}"

    def iri(self, base: str = BASE) -> str:
        """`{base}id/aanhangsel/tk/2019-2020/1234`."""
        return f"{base}id/aanhangsel/{self.chamber}/{self.vergaderjaar}/{self.number}"

    @property
    def page(self) -> str:
        """The page where the questions are expected (the pattern, never fetched)."""
        return f"https://zoek.officielebekendmakingen.nl/{self}.html"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OfficialJournal:
    """An issue of the Official Journal of the EU: "oj-2019-L-79", "oj-2023-L-127I", "oj-2024-L-1689"."""

    series: str
    year: int
    issue: int
    suffix: str | None = None
    kind = "oj"

    def __post_init__(self) -> None:
        if _JOURNAL.fullmatch(str(self)) is None:
            raise InvalidIdentifier(f"'{self}' is no issue of the Official Journal; write oj-2019-L-79.")

    @classmethod
    def parse(cls, text: str) -> OfficialJournal:
        """Read `oj-2019-L-79`; series L, C, S or P."""
        match = _JOURNAL.fullmatch(text)
        if match is None:
            raise InvalidIdentifier(f"'{text}' is no issue of the Official Journal; write oj-2019-L-79.")
        return cls(series=match["series"], year=int(match["year"]), issue=int(match["issue"]), suffix=match["suffix"])

    def __str__(self) -> str:
        return f"oj-{self.year}-{self.series}-{self.issue}{self.suffix or ''}"

    def iri(self, base: str = BASE) -> str:
        """`{base}id/oj/2019/L/79`."""
        return f"{base}id/oj/{self.year}/{self.series}/{self.issue}{self.suffix or ''}"
