"""The errors evgraph raises, one subclass per stage.

    EvgraphError
    ├── UsageError           wrong name, parameter or path
    ├── UnreadableDocument   ingest: empty, binary, too large, missing
    ├── NotAFiche            parsing: text without the headings of a fiche
    ├── InvalidIdentifier    a string that is no canonical identifier (also a ValueError)
    ├── ResourceError        a file of the ontology, authorities or queries is broken
    ├── FetchError           harvest: an answer that failed, was refused or is not what it says
    ├── StoreError           no store, a locked store, a store of another version
    └── QueryRefused         SERVICE, LOAD, updates, FROM of a graph that is not loaded

What is odd about the *data* is no error but an `evgraph.model.Issue` in the report.
"""

from __future__ import annotations


class EvgraphError(Exception):
    """Base of all errors; its text names the file and says what to do."""


class UsageError(EvgraphError):
    """A name, parameter or path that the caller gave cannot be used."""


class UnreadableDocument(EvgraphError):
    """A file that holds no readable text."""


class NotAFiche(EvgraphError):
    """A readable text that has not the headings of a BNC-fiche."""


class InvalidIdentifier(EvgraphError, ValueError):
    """A string that is not the canonical form of any identifier evgraph knows."""


class ResourceError(EvgraphError):
    """A file that ships with evgraph (ontology, authorities, queries) is missing or malformed."""


class StoreError(EvgraphError):
    """The store is missing, locked or cannot be opened."""


class FetchError(EvgraphError):
    """Something could not be fetched, or what came is not what it should be."""


class QueryRefused(EvgraphError):
    """A query that would leave the loaded data, or change it."""
