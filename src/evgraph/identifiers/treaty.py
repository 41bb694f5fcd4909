"""Provisions of the EU treaties: article, paragraph (lid), point (onder), subparagraph (alinea).

ELI and CELEX stop at the article, so the provision is a node of ours that is part of the CELEX article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers.base import BASE
from evgraph.identifiers.eu import CELEX_RESOURCE

# Treaty code → path segment, Dutch abbreviation, CELEX prefix of the 2016 consolidation when it has one.
TREATIES: dict[str, tuple[str, str, str | None]] = {
    "TFEU": ("vweu", "VWEU", "12016E"),
    "TEU": ("veu", "VEU", "12016M"),
    "CFREU": ("handvest", "Handvest", "12016P"),
    "TEC": ("eg", "EG-verdrag", None),
    "EAEC": ("euratom", "Euratom-verdrag", None),
}

_PART = r"[1-9][0-9]{0,2}[a-z]?|al[1-9][0-9]?|[a-z]{1,2}|[ivx]{1,5}"
_PROVISION = re.compile(
    rf"(?P<treaty>TFEU|TEU|CFREU|TEC|EAEC)/(?P<article>[1-9][0-9]{{0,2}}(?:bis|ter|quater|[a-z])?)(?P<parts>(?:/(?:{_PART})){{0,4}})"
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TreatyProvision:
    """A place in a treaty: `TFEU/4/2/a` is article 4, lid 2, onder a; `TFEU/42/al2` its second alinea."""

    treaty: str
    article: str
    parts: tuple[str, ...] = ()
    kind = "treaty"

    def __post_init__(self) -> None:
        if _PROVISION.fullmatch(str(self)) is None:
            raise InvalidIdentifier(f"'{self}' is no treaty provision; write TFEU/4/2/a.")

    @classmethod
    def parse(cls, text: str) -> TreatyProvision:
        """Read `TFEU/4/2/a`; treaties TFEU, TEU, CFREU, TEC, EAEC."""
        match = _PROVISION.fullmatch(text)
        if match is None:
            raise InvalidIdentifier(f"'{text}' is no treaty provision; write TFEU/4/2/a.")
        parts = tuple(match["parts"].split("/")[1:])
        return cls(treaty=match["treaty"], article=match["article"], parts=parts)

    def __str__(self) -> str:
        return "/".join((self.treaty, self.article, *self.parts))

    def iri(self, base: str = BASE) -> str:
        """`{base}id/verdrag/vweu/4/2/a`."""
        return "/".join((f"{base}id/verdrag", TREATIES[self.treaty][0], self.article, *self.parts))

    @property
    def article_resource(self) -> str | None:
        """The CELEX IRI of the article it is part of; None for treaties no longer in force."""
        prefix = TREATIES[self.treaty][2]
        if prefix is None or not self.article.isdigit():
            return None
        return f"{CELEX_RESOURCE}{prefix}{int(self.article):03}"

    @property
    def label(self) -> str:
        """How Dutch lawyers write it: "artikel 4, lid 2, onder a, VWEU"."""
        words = [f"artikel {self.article}"]
        for part in self.parts:
            if part.startswith("al") and part[2:].isdigit():
                words.append(f"alinea {part[2:]}")
            else:
                words.append(f"lid {part}" if part[0].isdigit() else f"onder {part}")
        return ", ".join((*words, TREATIES[self.treaty][1])) if self.parts else f"{words[0]} {TREATIES[self.treaty][1]}"
