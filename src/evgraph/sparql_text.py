"""SPARQL as text: what a query says outside its strings, comments and IRIs.

Enough to tell which graphs a query asks for and whether it would leave the data; parsing is the store's work.
"""

from __future__ import annotations

import re

# What a query holds besides its words: IRIs, strings and comments, in the order they must be tried.
_OPAQUE = re.compile(
    r"<[^<>\"{}|^`\\\s]*>|\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\r\n]*",
    re.DOTALL,
)
_FROM = re.compile(r"(?<![?$:\w-])FROM\b\s*(?:NAMED\b\s*)?", re.IGNORECASE)
_IRI = re.compile(r"<([^<>]*)>")


def without_text(sparql: str) -> str:
    """The query with strings, comments and IRIs blanked out."""
    return _OPAQUE.sub(" ", sparql)


def graphs_asked_for(sparql: str) -> tuple[str | None, ...]:
    """The graphs of the FROM clauses; None for one that is not written as a full IRI."""
    words = _OPAQUE.sub(lambda match: match.group() if match.group().startswith("<") else " ", sparql)
    found = []
    for clause in _FROM.finditer(words):
        iri = _IRI.match(words, clause.end())
        found.append(iri.group(1) if iri else None)
    return tuple(found)
