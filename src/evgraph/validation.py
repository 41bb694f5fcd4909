"""Validation: SHACL over a graph, with pySHACL, offline.

The shapes are those of ontology/shapes. pySHACL gets one flattened rdflib graph in memory: the fiche with
the ontology, vocabularies and authorities around it. `owl:imports` is not followed and `sh:js` not run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from evgraph.messages import Language
from evgraph.resources import resource

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Severity = Literal["Violation", "Warning", "Info"]
_STYLE_SHAPES = "_style.ttl"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One result of validation: what is wrong with which node, in both languages."""

    severity: Severity
    focus: str
    shape: str
    message_nl: str
    message_en: str
    value: str | None = None

    def message(self, language: Language) -> str:
        """The message in a language."""
        return self.message_nl if language == "nl" else self.message_en


def validate_quads(quads: Iterable[Quad]) -> tuple[Finding, ...]:
    """Validate quads as one flattened graph.

    Args:
        quads: a fiche's graph together with the shared graphs.

    Returns:
        Findings: violations first, then warnings, each in order of focus node.
    """
    import pyshacl
    from rdflib import Graph

    data = Graph()
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    data.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    _, results, _ = pyshacl.validate(
        data,
        shacl_graph=_shapes(),
        advanced=False,
        js=False,
        do_owl_imports=False,
        inference="none",
        meta_shacl=False,
    )
    if not isinstance(results, Graph):
        raise TypeError(f"pySHACL could not validate: {results}")
    return _findings(results)


@lru_cache(maxsize=1)
def _shapes() -> Graph:
    from rdflib import Graph

    shapes = Graph()
    for path in sorted(resource("ontology/shapes").glob("*.ttl")):
        if path.name != _STYLE_SHAPES:
            shapes.parse(path, format="turtle")
    return shapes


def _findings(results: Graph) -> tuple[Finding, ...]:
    from rdflib import RDF, SH

    found = [_finding(results, node) for node in results.subjects(RDF.type, SH.ValidationResult)]
    order = {"Violation": 0, "Warning": 1, "Info": 2}
    return tuple(sorted(found, key=lambda finding: (order[finding.severity], finding)))


def _finding(results: Graph, node: Node) -> Finding:
    from rdflib import SH

    source = results.value(node, SH.sourceConstraint) or results.value(node, SH.sourceShape)
    messages = [str(message) for message in results.objects(node, SH.resultMessage)]
    value = results.value(node, SH.value)
    severity = str(results.value(node, SH.resultSeverity)).removeprefix(str(SH))
    shape = str(source)
    return Finding(
        severity="Violation" if severity == "Violation" else "Warning" if severity == "Warning" else "Info",
        focus=str(results.value(node, SH.focusNode)),
        shape=shape.rpartition("#")[2],
        message_nl=_in_language(messages, source, "nl"),
        message_en=_in_language(messages, source, "en"),
        value=None if value is None else str(value),
    )


def _in_language(messages: Sequence[str], source: Node | None, language: Language) -> str:
    """Pick the message in a language; pySHACL drops the tag, so the shape's template tells which it is."""
    from rdflib import SH

    if source is not None:
        for template in _shapes().objects(source, SH.message):
            if getattr(template, "language", None) == language:
                pattern = _as_pattern(str(template))
                for message in messages:
                    if pattern.fullmatch(message):
                        return message
    return messages[0] if messages else ""


def _as_pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{[?$]\w+\}", template)
    return re.compile(".*?".join(re.escape(part) for part in parts), re.DOTALL)
