"""What every mapper of a fiche shares: the graph, the subject's IRI, places in the text, provenance."""

from __future__ import annotations

from evgraph.identifiers import slugify
from evgraph.identity import Identity
from evgraph.mapping.graph import GraphBuilder
from evgraph.model import Span
from evgraph.namespaces import EV, OA, PROV
from evgraph.parsing import mask_markers
from evgraph.reading import Reading
from evgraph.sentences import Sentences

_CONTEXT = 30


class Frame:
    """The frame in which one fiche is mapped.

    Attributes:
        graph: what is being built.
        fiche: the IRI of the fiche; parts of it are hash IRIs on it.
        reading: the parsed fiche and its findings.
        identity: its identifiers.
        base: the base of minted IRIs.
    """

    def __init__(self, reading: Reading, identity: Identity, base: str) -> None:
        self.reading = reading
        self.identity = identity
        self.base = base
        self.fiche = identity.subject.iri(base)
        self.graph = GraphBuilder(f"{base}graph/{self.fiche.removeprefix(f'{base}id/').replace('#', '/')}")
        self.text = reading.fiche.document.text
        self.sentences = Sentences(mask_markers(self.text, reading.fiche.footnotes))

    def part(self, name: str) -> str:
        """The hash IRI of a part of the fiche."""
        return f"{self.fiche}{'-' if '#' in self.fiche else '#'}{name}"

    def field(self, key: str) -> str:
        """The hash IRI of a field, named after its key: labels differ between drafters.

        Fields of the page header ("kop") may share a key with the general table, so they have a prefix.
        """
        return self.part(f"veld-{slugify(key)}")

    def place(self, start: int, end: int) -> str:
        """State a stretch of text as a W3C annotation target and return its IRI."""
        place = self.part(f"plaats-{start}-{end}")
        position, quote = f"{place}-positie", f"{place}-citaat"
        graph = self.graph
        graph.types(place, f"{OA}SpecificResource")
        graph.link(place, f"{OA}hasSource", self.part("tekst"))
        graph.link(place, f"{OA}hasSelector", position)
        graph.link(place, f"{OA}hasSelector", quote)
        graph.types(position, f"{OA}TextPositionSelector")
        graph.integer(position, f"{OA}start", start)
        graph.integer(position, f"{OA}end", end)
        graph.types(quote, f"{OA}TextQuoteSelector")
        graph.text(quote, f"{OA}exact", self.text[start:end])
        graph.text(quote, f"{OA}prefix", self.text[max(0, start - _CONTEXT) : start])
        graph.text(quote, f"{OA}suffix", self.text[end : end + _CONTEXT])
        # The same on the place itself: one hop less for whoever writes SPARQL.
        graph.integer(place, f"{EV}startOffset", start)
        graph.integer(place, f"{EV}endOffset", end)
        graph.text(place, f"{EV}quote", self.text[start:end])
        sentence = self.sentences.at(start)
        graph.text(place, f"{EV}sentence", self.text[sentence.start : max(sentence.end, end)])
        return place

    def evidence(self, node: str, start: int, end: int, rule: str, confidence: float) -> None:
        """State where an extracted thing stands, by which rule it was found and how sure that is."""
        self.graph.link(node, f"{EV}evidence", self.place(start, end))
        self.provenance(node, rule, confidence)

    def header_evidence(self, node: str, span: Span | None, confidence: float) -> None:
        """State where the page header says a thing; what its publisher says beside the text has no place in it."""
        if span is None:
            self.provenance(node, "publisher-record", confidence)
        else:
            self.evidence(node, span.start, span.end, "page-header", confidence)

    def provenance(self, node: str, rule: str, confidence: float) -> None:
        """State by which rule a thing was found and how sure that is."""
        self.graph.text(node, f"{EV}rule", rule)
        self.graph.decimal(node, f"{EV}confidence", confidence)
        self.graph.link(node, f"{PROV}wasGeneratedBy", self.part("extractie"))
