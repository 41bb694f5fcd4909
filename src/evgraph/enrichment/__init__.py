"""Enrichment: what the Publications Office's Cellar knows of the EU documents and acts in the graph.

In: a built store and a SPARQL endpoint. Out: one named graph in the store, `{base}graph/enrich/cellar`, made from a
cache on disk. Only `evgraph enrich` asks; a build takes the graph over from the cache with `cached_quads`.
"""

from __future__ import annotations

from evgraph.enrichment.cache import cache_of
from evgraph.enrichment.graph import cached_quads
from evgraph.enrichment.run import Asking, EnrichReport, Progress, enrich_store

__all__ = ["Asking", "EnrichReport", "Progress", "cache_of", "cached_quads", "enrich_store"]
