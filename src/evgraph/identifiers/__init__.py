"""Identifiers as value objects: `parse` the canonical string, `str` it back, mint its IRI.

This package is the only place that mints IRIs of identified things. The canonical strings and the
IRI scheme are those of docs/identifiers.md; a change there is a breaking change and needs an ADR.
"""

from __future__ import annotations

from collections.abc import Callable

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers.base import BASE, Identifier
from evgraph.identifiers.chamber import Dossier, FichePart, Kamerstuk, TkDocument, TkZaak
from evgraph.identifiers.eu import Celex, EuDocument, Procedure
from evgraph.identifiers.gazettes import Aanhangsel, Gazette, Handelingen, OfficialJournal
from evgraph.identifiers.law import Bwb, Ecli
from evgraph.identifiers.named import Body, Committee, Council, Instrument, Regeling, slugify
from evgraph.identifiers.treaty import TreatyProvision

__all__ = [
    "BASE",
    "Aanhangsel",
    "Body",
    "Bwb",
    "Celex",
    "Committee",
    "Council",
    "Dossier",
    "Ecli",
    "EuDocument",
    "FichePart",
    "Gazette",
    "Handelingen",
    "Identifier",
    "Instrument",
    "Kamerstuk",
    "OfficialJournal",
    "Procedure",
    "Regeling",
    "TkDocument",
    "TkZaak",
    "TreatyProvision",
    "parse_identifier",
    "slugify",
]

_PARSERS: tuple[Callable[[str], Identifier], ...] = (
    Kamerstuk.parse,
    Dossier.parse,
    TkDocument.parse,
    FichePart.parse,
    TkZaak.parse,
    EuDocument.parse,
    TreatyProvision.parse,
    Gazette.parse,
    Handelingen.parse,
    Aanhangsel.parse,
    OfficialJournal.parse,
    Ecli.parse,
    Bwb.parse,
    Procedure.parse,
    Celex.parse,
    Committee.parse,
    Council.parse,
    Body.parse,
    Instrument.parse,
)


def parse_identifier(text: str) -> Identifier:
    """Read any canonical identifier.

    Args:
        text: a canonical string such as `kst-22112-4239`, `COM(2025)945` or `TFEU/4/2/a`.

    Raises:
        InvalidIdentifier: no kind of identifier is written like this.
    """
    for parse in _PARSERS:
        try:
            return parse(text)
        except InvalidIdentifier:
            continue
    raise InvalidIdentifier(
        f"'{text}' is no identifier evgraph knows. Write it as in kst-22112-4239, 2025D47467, "
        "COM(2025)945, 32019R0452, TFEU/4/2/a or name:quantum-act (see docs/identifiers.md)."
    )
