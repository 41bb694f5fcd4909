"""The fiche itself: work, text and file, its fields, sections and footnotes."""

from __future__ import annotations

import re
from pathlib import PurePath

from evgraph.contract import in_field
from evgraph.deadlines import RULE, days_late, due_date
from evgraph.identifiers import Celex, EuDocument, Kamerstuk, parse_identifier, slugify
from evgraph.mapping.frame import Frame
from evgraph.mapping.targets import describe
from evgraph.model import EarlierVersion, Field, Footnote, ListedFiche, Span
from evgraph.namespaces import CITO, DCTERMS, DOCO, ELI, EV, FABIO, LANGUAGE_NLD, PROV
from evgraph.version import __version__

_FIELD_CONFIDENCE = 0.99
# "https://zoek.officielebekendmakingen.nl/kst-22112-4239.html"; what no IRI may hold is left out.
_ADDRESS = re.compile(r"""https?://[^\s<>"{}|\\^`]{1,1000}""")


def map_document(frame: Frame) -> None:
    """State the fiche, its expression and manifestation, and everything read from its fields."""
    _map_work(frame)
    _map_text_and_file(frame)
    _map_dates(frame)
    _map_proposal(frame)
    _map_fields(frame)
    _map_sections(frame)
    for note in frame.reading.fiche.footnotes:
        _map_footnote(frame, note)


def _map_work(frame: Frame) -> None:
    graph, identity = frame.graph, frame.identity
    header, general = frame.reading.fiche.header, frame.reading.fiche.general
    describe(graph, identity.subject, frame.base)
    graph.types(frame.fiche, f"{EV}Letter" if frame.reading.fiche.is_letter else f"{EV}Fiche", f"{ELI}Work")
    carried = frame.reading.fiche.listed if frame.reading.fiche.is_letter else ()
    title = header.title or general.title or (f"Brief met {len(carried)} fiches" if carried else str(identity.subject))
    graph.text(frame.fiche, f"{ELI}title", title, "nl")
    graph.date(frame.fiche, f"{ELI}date_document", header.date)
    graph.text(frame.fiche, f"{EV}documentType", header.document_type)
    graph.integer(frame.fiche, f"{EV}ficheNumber", frame.reading.fiche.fiche_number)
    if identity.document is not None and isinstance(identity.subject, Kamerstuk):
        graph.link(frame.fiche, f"{EV}publishedAs", describe(graph, identity.document, frame.base))
    for case in identity.cases:
        graph.link(frame.fiche, f"{EV}inCase", describe(graph, case, frame.base))
    graph.text(frame.fiche, f"{EV}templateGeneration", frame.reading.fiche.generation)
    for related in header.related_documents:
        _map_related(frame, related)
    for number, item in enumerate(frame.reading.fiche.listed, start=1):
        _map_listed(frame, number, item)


def _map_listed(frame: Frame, number: int, item: ListedFiche) -> None:
    """A fiche that the letter lists: the line as a field, and the kamerstuk that the line gives."""
    node = frame.field(f"lijst-{number}")
    frame.graph.types(node, f"{EV}Field")
    frame.graph.link(frame.fiche, f"{EV}hasField", node)
    label = f"Fiche {item.number or number}"
    frame.graph.label(node, label)
    frame.graph.text(node, f"{EV}fieldLabel", label)
    frame.graph.text(node, f"{EV}fieldValue", item.title)
    frame.evidence(node, item.start, item.end, "letter-list", _FIELD_CONFIDENCE)
    if item.kamerstuk is not None:
        announced = describe(frame.graph, parse_identifier(item.kamerstuk), frame.base)
        frame.graph.link(frame.fiche, f"{EV}announces", announced)
        frame.graph.link(node, f"{EV}yields", announced)


def _map_related(frame: Frame, related: Field) -> None:
    node = frame.part(f"gerelateerd-{slugify(related.value)[:60].strip('-')}-{related.start}")
    kind = f"{EV}Beslisnota" if related.value.startswith("Beslisnota") else f"{ELI}Work"
    frame.graph.types(node, kind, f"{ELI}Work")
    frame.graph.label(node, related.value)
    frame.graph.link(frame.fiche, f"{EV}relatedDocument", node)
    span = Span(start=related.start, end=related.end) if related.end else None
    frame.header_evidence(node, span, _FIELD_CONFIDENCE)


def _map_text_and_file(frame: Frame) -> None:
    graph, document, header = frame.graph, frame.reading.fiche.document, frame.reading.fiche.header
    text, file, run = frame.part("tekst"), frame.part("bestand"), frame.part("extractie")
    graph.types(text, f"{ELI}Expression", f"{FABIO}PolicyDocument")
    graph.link(frame.fiche, f"{ELI}is_realized_by", text)
    graph.link(text, f"{ELI}realizes", frame.fiche)
    graph.link(text, f"{ELI}language", LANGUAGE_NLD)
    graph.text(text, f"{EV}version", header.version)
    graph.moment(text, f"{DCTERMS}modified", header.updated)
    graph.integer(text, f"{EV}textLength", len(document.text))
    for earlier in header.versions:
        if earlier.version != header.version:
            _map_earlier(frame, text, earlier)
    graph.types(file, f"{ELI}Manifestation")
    graph.link(text, f"{ELI}is_embodied_by", file)
    graph.text(file, f"{ELI}media_type", document.media_type)
    graph.integer(file, f"{EV}byteSize", document.byte_size)
    graph.text(file, f"{EV}sha256", document.sha256)
    if header.source is not None and _ADDRESS.fullmatch(header.source):
        graph.link(file, f"{DCTERMS}source", header.source)
    graph.text(file, f"{EV}fileName", PurePath(document.name).name)
    software = f"{frame.base}id/software/evgraph-{__version__}"
    graph.types(run, f"{PROV}Activity")
    graph.link(run, f"{PROV}used", file)
    graph.link(run, f"{PROV}wasAssociatedWith", software)
    graph.types(software, f"{PROV}SoftwareAgent")
    graph.label(software, f"evgraph {__version__}", "en")
    graph.text(software, f"{EV}version", __version__)


def _map_earlier(frame: Frame, text: str, earlier: EarlierVersion) -> None:
    """A version that the publisher lists; its file need not have been seen."""
    node = frame.part(f"versie-{slugify(earlier.version)}")
    frame.graph.link(text, f"{PROV}wasRevisionOf", node)
    frame.graph.types(node, f"{PROV}Entity")
    frame.graph.label(node, f"versie {earlier.version}")
    frame.graph.text(node, f"{EV}version", earlier.version)
    frame.graph.moment(node, f"{DCTERMS}modified", earlier.date)
    frame.graph.text(node, f"{EV}versionStatus", earlier.status)


def _map_dates(frame: Frame) -> None:
    graph, sent = frame.graph, frame.reading.fiche.header.date
    received = frame.reading.fiche.general.received_date
    graph.date(frame.fiche, f"{EV}dateReceived", received)
    graph.date(frame.fiche, f"{EV}dateSent", sent)
    if received is None:
        return
    due = due_date(received)
    graph.date(frame.fiche, f"{EV}dueDate", due)
    graph.text(frame.fiche, f"{EV}dueDateRule", RULE)
    if sent is not None:
        graph.integer(frame.fiche, f"{EV}daysLate", days_late(sent, due))


def _map_proposal(frame: Frame) -> None:
    """The Commission document under assessment: a node unless its stated number is contradicted."""
    graph, fiche, references = frame.graph, frame.reading.fiche, frame.reading.findings.references
    contradicted = {p.start for p in frame.reading.findings.unresolved if p.reason == "contradicted"}
    for reference in in_field(fiche, references, "documents", "eu-document"):
        graph.text(frame.fiche, f"{EV}statedNumber", reference.text)
        if reference.start not in contradicted and not _is_staff_document(reference.target):
            _assess(frame, reference.target)
    for reference in in_field(fiche, references, "eur_lex", "celex"):
        graph.text(frame.fiche, f"{EV}statedCelex", reference.target)
        document = Celex.parse(reference.target).eu_document
        if document is not None and document.series in {"COM", "JOIN"}:
            _assess(frame, reference.target)
    status = fiche.general.impact_assessment_status.replace(" ", "-")
    graph.link(frame.fiche, f"{EV}impactAssessmentStatus", f"{EV}ia-{status}")
    graph.text(frame.fiche, f"{EV}impactAssessmentText", fiche.general.impact_assessment_text)


def _is_staff_document(target: str) -> bool:
    return EuDocument.parse(target).series in {"SWD", "SEC"}


def _assess(frame: Frame, target: str) -> None:
    node = describe(frame.graph, parse_identifier(target), frame.base)
    frame.graph.link(frame.fiche, f"{EV}assesses", node)
    frame.graph.link(frame.fiche, f"{CITO}discusses", node)


def _map_fields(frame: Frame) -> None:
    header, general = frame.reading.fiche.header, frame.reading.fiche.general
    for rule, fields in (("page-header", header.fields), ("general-table", general.fields)):
        for field in fields:
            if not field.value:  # an empty cell has no place to point at; the report names it
                continue
            node = frame.field(field.key if fields is general.fields else f"kop-{field.key}")
            frame.graph.types(node, f"{EV}Field")
            frame.graph.link(frame.fiche, f"{EV}hasField", node)
            frame.graph.label(node, field.label)
            frame.graph.text(node, f"{EV}fieldLabel", field.label)
            frame.graph.text(node, f"{EV}fieldValue", field.value)
            frame.evidence(node, field.start, field.end, rule, _FIELD_CONFIDENCE)


def _map_sections(frame: Frame) -> None:
    graph = frame.graph
    for section in frame.reading.fiche.sections:
        node = frame.part(f"sectie-{section.id}")
        graph.types(node, f"{DOCO}Section")
        graph.link(frame.fiche, f"{EV}hasSection", node)
        graph.label(node, section.heading)
        graph.text(node, f"{EV}heading", section.heading)
        graph.integer(node, f"{EV}sectionLevel", section.level)
        graph.integer(node, f"{EV}startOffset", section.start)
        graph.integer(node, f"{EV}endOffset", section.end)
        graph.link(node, f"{DCTERMS}isPartOf", frame.part("tekst"))
        if section.parent is not None:
            graph.link(node, f"{EV}parentSection", frame.part(f"sectie-{section.parent}"))


def _map_footnote(frame: Frame, note: Footnote) -> None:
    graph, node = frame.graph, frame.part(f"voetnoot-{note.number}")
    graph.types(node, f"{DOCO}Footnote")
    graph.link(frame.fiche, f"{EV}hasFootnote", node)
    graph.label(node, f"voetnoot {note.number}")
    graph.integer(node, f"{EV}noteNumber", note.number)
    graph.text(node, f"{EV}noteText", note.text)
    graph.integer(node, f"{EV}startOffset", note.start)
    graph.integer(node, f"{EV}endOffset", note.end)
    graph.link(node, f"{DCTERMS}isPartOf", frame.part("tekst"))
    if note.marker is None:
        return
    graph.integer(node, f"{EV}markerStart", note.marker.start)
    graph.integer(node, f"{EV}markerEnd", note.marker.end)
    sentence = frame.sentences.at(note.marker.start - 1)
    graph.text(node, f"{EV}markedSentence", frame.text[sentence.start : sentence.end])
    if note.section is not None:
        graph.link(node, f"{EV}inSection", frame.part(f"sectie-{note.section}"))
