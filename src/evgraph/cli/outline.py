"""A fiche on one screen: what it is, its general table, its sections and notes."""

from __future__ import annotations

from collections.abc import Iterator

from evgraph.cli.output import safe
from evgraph.messages import Language, explain
from evgraph.reading import Reading


def outline(reading: Reading, language: Language) -> str:
    """The outline as text, of every paper of the file."""
    papers = (reading, *reading.fiches)
    return safe("\n\n".join("\n".join(_lines(paper, language)) for paper in papers))


def _lines(reading: Reading, language: Language) -> Iterator[str]:
    fiche, content = reading.fiche, reading.to_dict()
    yield content["title"] or content["general"]["title"] or fiche.document.name
    known = (content["kamerstuk"], content["document_number"], content["case_number"], content["date"])
    yield " · ".join(value for value in known if value)
    yield ""
    for item in fiche.listed:
        yield f"{item.kamerstuk or '—'}  {item.title}"
    for field in fiche.general.fields:
        yield f"{field.label}: {' '.join(field.value.split()) or '—'}"
    yield ""
    for section in fiche.sections:
        yield f"{'  ' * (section.level - 1)}{section.heading}  [{section.start}–{section.end}]"
    yield ""
    for note in fiche.footnotes:
        place = "?" if note.marker is None else str(note.marker.start)
        yield f"{note.number:>3}  {' '.join(note.text.split())}  [{place}]"
    for issue in (*fiche.issues, *reading.findings.issues):
        yield f"! {explain(issue, language)}"
