"""The machine-readable outputs: plain dictionaries with keys that other tools depend on.

The keys are documented in docs/outputs.md. Adding one is a change a user may notice; renaming or removing one
is a breaking change.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers import Dossier, Kamerstuk
from evgraph.messages import explain
from evgraph.model import Fiche, Findings, Footnote, General, Issue, PageHeader, Reference, Section
from evgraph.spans import starting_in


def in_field(fiche: Fiche, references: Iterable[Reference], key: str, kind: str) -> tuple[Reference, ...]:
    """The references of a kind that stand in a field of the general table; `references` in order of place."""
    found = [reference for reference in references if reference.kind == kind]
    fields = (field for field in fiche.general.fields if field.key == key)
    return tuple(reference for field in fields for reference in starting_in(found, field.start, field.end))


def reference_to_dict(reference: Reference) -> dict[str, Any]:
    """A line of `evgraph refs --format jsonl`; keys that are not known are left out."""
    always = {
        "kind": reference.kind,
        "text": reference.text,
        "start": reference.start,
        "end": reference.end,
        "target": reference.target,
        "iri": reference.iri,
        "confidence": reference.confidence,
        "rule": reference.rule,
    }
    known = {
        "section": reference.section,
        "footnote": reference.footnote,
        "attachment": reference.attachment or None,
        "vergaderjaar": reference.vergaderjaar,
        "page": reference.page,
        "article": reference.article,
        "candidates": list(reference.candidates) or None,
        "explained_by": reference.explained_by,
    }
    return always | {key: value for key, value in known.items() if value is not None}


def fiche_to_dict(fiche: Fiche, findings: Findings) -> dict[str, Any]:
    """The JSON of `evgraph read --format json`; absent fields are null or empty."""
    header = fiche.header
    return {
        "document_number": header.document_number,
        "case_number": header.case_number,
        "dossier": header.dossier,
        "number": header.number,
        "kamerstuk": _kamerstuk(header),
        "title": header.title,
        "document_type": header.document_type,
        "date": header.date,
        "updated": header.updated,
        "version": _version(header.version),
        "signatory": None
        if header.signatory is None
        else {"name": header.signatory.name, "role": header.signatory.role},
        "committees": [{"name": role.name, "role": role.role} for role in header.committees],
        "activities": [{"start": a.start, "type": a.type, "title": a.title, "body": a.body} for a in header.activities],
        "related_documents": [field.value for field in header.related_documents],
        "listed_fiches": [{"title": item.title, "kamerstuk": item.kamerstuk} for item in fiche.listed],
        "fiche_number": fiche.fiche_number,
        "general": _general(fiche, findings.references),
        "sections": [_section(section) for section in fiche.sections],
        "footnotes": [_footnote(note) for note in fiche.footnotes],
        "issues": [issue_to_dict(issue) for issue in (*fiche.issues, *findings.issues)],
    }


def _version(version: str | None) -> int | str | None:
    """Versions are whole numbers in the chamber's system; anything else is kept as written."""
    return int(version) if version is not None and version.isdigit() else version


def _kamerstuk(header: PageHeader) -> str | None:
    if header.dossier is None or header.number is None:
        return None
    number, _, addition = header.dossier.partition("-")
    try:
        return str(Kamerstuk(dossier=Dossier(number=number, addition=addition or None), number=header.number))
    except InvalidIdentifier:
        return None


def _general(fiche: Fiche, references: Iterable[Reference]) -> dict[str, Any]:
    general: General = fiche.general
    found = tuple(references)

    def targets(key: str, kind: str) -> list[str]:
        return list(dict.fromkeys(reference.target for reference in in_field(fiche, found, key, kind)))

    return {
        "title": general.title,
        "received_date": general.received_date,
        "documents": targets("documents", "eu-document"),
        "celex": targets("eur_lex", "celex"),
        "impact_assessment": {
            "status": general.impact_assessment_status,
            "text": general.impact_assessment_text,
        },
        "council": general.council,
        "lead_ministry": general.lead_ministry,
        "other_ministries": list(general.other_ministries),
        "legal_basis": targets("legal_basis", "treaty"),
        "procedure": general.procedure,
        "ep_role": general.ep_role,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "heading": section.heading,
        "level": section.level,
        "start": section.start,
        "end": section.end,
    }


def _footnote(note: Footnote) -> dict[str, Any]:
    return {
        "number": note.number,
        "marker_start": note.marker.start if note.marker else None,
        "marker_end": note.marker.end if note.marker else None,
        "start": note.start,
        "end": note.end,
        "text": note.text,
        "section": note.section,
    }


def issue_to_dict(issue: Issue) -> dict[str, Any]:
    """An issue with its message in Dutch."""
    return {"code": issue.code, "message": explain(issue), "start": issue.start, "end": issue.end}
