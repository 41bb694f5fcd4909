"""What every identifier is: a frozen value with a kind, a canonical string and an IRI."""

from __future__ import annotations

from typing import Protocol

BASE = "https://w3id.org/evgraph/"


class Identifier(Protocol):
    """A value object; `parse(str(x)) == x` holds for each implementation."""

    @property
    def kind(self) -> str:
        """The kind as printed in the outputs ("kamerstuk", "eu-document", …)."""
        ...

    def __str__(self) -> str: ...

    def iri(self, base: str = BASE) -> str:
        """The IRI of the thing; `base` ends in a slash and only matters for IRIs of our own."""
        ...
