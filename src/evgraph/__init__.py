"""evgraph: a knowledge graph of Dutch BNC-fiches."""
__version__ = "0.1.0"
