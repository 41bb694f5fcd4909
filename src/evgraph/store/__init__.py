"""Stores: where the graph is kept and asked. One protocol, an embedded and a remote adapter."""

from __future__ import annotations

from evgraph.store.base import Rows, Store, Term
from evgraph.store.embedded import EmbeddedStore
from evgraph.store.generations import (
    building,
    confirm_generation,
    read_record,
    replace_graph,
    sorted_lines,
    write_generation,
)
from evgraph.store.remote import RemoteStore

__all__ = [
    "EmbeddedStore",
    "RemoteStore",
    "Rows",
    "Store",
    "Term",
    "building",
    "confirm_generation",
    "read_record",
    "replace_graph",
    "sorted_lines",
    "write_generation",
]
