"""The page a person can read for a target: the publishers' patterns, never fetched.

A pattern may lead nowhere: a kamerstuk that was never published, a Commission document without a Dutch text.
"""

from __future__ import annotations

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers import (
    Celex,
    Dossier,
    EuDocument,
    Identifier,
    OfficialJournal,
    Procedure,
    TreatyProvision,
    parse_identifier,
)
from evgraph.identifiers.eu import CELEX_RESOURCE

_EUR_LEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri="
# Since October 2023 each act is an issue of its own, with a link of another form.
_FIRST_ACT_BY_ACT = 2024


def page_of(target: str) -> str | None:
    """The page of a canonical target; None where no publisher has one.

    Args:
        target: as in the outputs, such as `kst-22112-4239`, `32019R0452` or `name:quantum-act`.
    """
    try:
        identifier = parse_identifier(target)
    except InvalidIdentifier:
        return None
    page = getattr(identifier, "page", None)
    return str(page) if page is not None else _page(identifier)


def _page(identifier: Identifier) -> str | None:
    if isinstance(identifier, Celex):
        return f"{_EUR_LEX}CELEX:{identifier}"
    if isinstance(identifier, EuDocument):
        return f"{_EUR_LEX}{identifier.series}:{identifier.year}:{identifier.number}:FIN"
    if isinstance(identifier, TreatyProvision) and identifier.article_resource is not None:
        return f"{_EUR_LEX}CELEX:{identifier.article_resource.removeprefix(CELEX_RESOURCE)}"
    if isinstance(identifier, OfficialJournal):
        if identifier.year >= _FIRST_ACT_BY_ACT:
            return f"{_EUR_LEX}OJ:{identifier.series}_{identifier.year}{identifier.issue:05}"
        issue = f"{identifier.issue:03}{identifier.suffix or ''}"
        return f"{_EUR_LEX}OJ:{identifier.series}:{identifier.year}:{issue}:TOC"
    if isinstance(identifier, Dossier):
        return f"https://zoek.officielebekendmakingen.nl/dossier/{identifier.label}"
    if isinstance(identifier, Procedure):
        return f"https://eur-lex.europa.eu/procedure/NL/{identifier.year}_{identifier.number}"
    return None
