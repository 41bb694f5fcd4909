"""Identifiers minted from a name: committees, Council configurations, bodies, instruments, laws.

They are used for things that have no official number, or none yet.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import ClassVar, Self

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers.base import BASE

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slugify(text: str) -> str:
    """Turn a name into a slug: ASCII, lower case, hyphens ("Financiën" → "financien")."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Slugged:
    slug: str
    kind: ClassVar[str]
    prefix: ClassVar[str]
    folder: ClassVar[str]

    def __post_init__(self) -> None:
        if _SLUG.fullmatch(self.slug) is None:
            raise InvalidIdentifier(f"'{self.slug}' is no slug; write lower-case words joined by hyphens.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `<prefix>:<slug>`."""
        prefix, colon, slug = text.partition(":")
        if not colon or prefix != cls.prefix:
            raise InvalidIdentifier(f"'{text}' does not start with '{cls.prefix}:'.")
        return cls(slug=slug)

    def __str__(self) -> str:
        return f"{self.prefix}:{self.slug}"

    def iri(self, base: str = BASE) -> str:
        """`{base}id/<folder>/<slug>`."""
        return f"{base}id/{self.folder}/{self.slug}"


class Committee(_Slugged):
    """A chamber committee: `committee:europese-zaken`."""

    kind, prefix, folder = "committee", "committee", "commissie"


class Council(_Slugged):
    """A Council configuration: `council:rbz-handel`."""

    kind, prefix, folder = "council", "council", "raad"


class Body(_Slugged):
    """An institution, network, portal or hub: `body:economic-security-network`."""

    kind, prefix, folder = "body", "body", "orgaan"


class Instrument(_Slugged):
    """An instrument known by name only: `name:quantum-act`."""

    kind, prefix, folder = "named", "name", "instrument"


class Regeling(_Slugged):
    """A national law without a known BWB id: `name:cyberbeveiligingswet`, under id/regeling/."""

    kind, prefix, folder = "named", "name", "regeling"
