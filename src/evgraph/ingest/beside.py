"""Beside a paper: what its publisher says of it, in a file next to it → `PageHeader`.

2026D04646.docx   with  2026D04646.tk.json                the chamber's record, as `evgraph fetch` writes it
kst-22112-4239.xml with kst-22112-4239.metadata.xml       the record of officielebekendmakingen.nl
or   metadata.xml in the same folder, when the folder has no other paper
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

from evgraph.errors import UnreadableDocument
from evgraph.model import Activity, Commitment, CommitteeRole, EarlierVersion, Field, PageHeader, Person

CHAMBER_RECORD = ".tk.json"
_OFFICIAL_RECORD = ".metadata.xml"
_ONLY_RECORD = "metadata.xml"
_FORMAT = "evgraph-tk-1"
_MANIFEST = "manifest.jsonl"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
_MOST = 1000


def find_beside(path: Path) -> Path | None:
    """The record beside a paper, or None. The chamber's goes first."""
    if is_record(path):
        return None
    for ending in (CHAMBER_RECORD, _OFFICIAL_RECORD):
        record = path.with_name(f"{path.stem}{ending}")
        if record.is_file() and _within(record):
            return record
    record = path.with_name(_ONLY_RECORD)
    if not record.is_file() or not _within(record):
        return None
    return None if any(other not in {path, record} for other in path.parent.iterdir()) else record


def _within(record: Path) -> bool:
    """Whether a record lies in its folder and is no link that leads out of it."""
    return record.resolve().parent == record.parent.resolve()


def is_record(path: Path) -> bool:
    """Whether a file is by its name a record of a paper, or the list that `evgraph fetch` keeps."""
    return path.name.endswith((CHAMBER_RECORD, _OFFICIAL_RECORD)) or path.name in {_ONLY_RECORD, _MANIFEST}


def has_paper(record: Path, papers: Container[tuple[Path, str]]) -> bool:
    """Whether the paper of a record is there; a list of files has none and needs none.

    Args:
        record: a record.
        papers: folder and name without its ending of each file that is no record.
    """
    if record.name == _MANIFEST:
        return True
    if record.name == _ONLY_RECORD:
        return any(find_beside(other) == record for other in record.parent.iterdir())
    stem = record.name.removesuffix(CHAMBER_RECORD).removesuffix(_OFFICIAL_RECORD)
    return (record.parent, stem) in papers


def read_record(name: str, data: bytes) -> PageHeader:
    """Read a record of either publisher.

    Raises:
        UnreadableDocument: it is neither, or broken.
    """
    from evgraph.ingest.official.metadata import looks_like_metadata, read_metadata

    if looks_like_metadata(data):
        return read_metadata(name, data)
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        raise UnreadableDocument(f"{name}: no record of a paper. Fetch the paper again, or remove this file.") from None
    if not isinstance(record, dict) or record.get("format") != _FORMAT:
        raise UnreadableDocument(f"{name}: no record that evgraph wrote ({_FORMAT}). Fetch the paper again.")
    return _chamber_header(record)


def _chamber_header(record: Mapping[str, Any]) -> PageHeader:
    source = record.get("source")
    return PageHeader(
        title=_text(record, "title"),
        document_type=_text(record, "document_type"),
        document_number=_text(record, "document_number"),
        date=_day(record, "date"),
        updated=_moment(record, "updated"),
        version=_text(record, "version"),
        dossier=_text(record, "dossier"),
        number=_text(record, "number"),
        case_number=_text(record, "case_number"),
        signatory=_person(record.get("signatory")),
        submitter=_person(record.get("submitter")),
        committees=tuple(
            CommitteeRole(name=name, role=role)
            for each in _records(record, "committees")
            if (name := _text(each, "name")) and (role := _text(each, "role"))
        ),
        activities=tuple(
            Activity(start=start, type=kind, title=_text(each, "title") or kind, body=_text(each, "body") or "TK")
            for each in _records(record, "activities")
            if (start := _moment(each, "start")) and (kind := _text(each, "type"))
        ),
        related_documents=tuple(
            Field(key="related_document", label="Gerelateerd", value=title, start=0, end=0)
            for title in _texts(record, "related_documents")
        ),
        commitments=tuple(_commitments(record)),
        versions=tuple(
            EarlierVersion(version=number, date=_day(each, "date"), status=_text(each, "status"))
            for each in _records(record, "versions")
            if (number := _text(each, "version"))
        ),
        cases=tuple(_texts(record, "cases")),
        source=_text(source, "url") if isinstance(source, dict) else None,
        withdrawn=record.get("deleted") is True,
    )


def _commitments(record: Mapping[str, Any]) -> Iterable[Commitment]:
    for each in _records(record, "commitments"):
        number, text = _text(each, "number"), _text(each, "text")
        if number and text:
            yield Commitment(
                number=number,
                text=text,
                status=_text(each, "status"),
                date=_day(each, "date"),
                due=_day(each, "due"),
            )


def _text(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _texts(record: Mapping[str, Any], key: str) -> list[str]:
    values = record.get(key)
    return [value for value in values[:_MOST] if isinstance(value, str)] if isinstance(values, list) else []


def _records(record: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    values = record.get(key)
    return [value for value in values[:_MOST] if isinstance(value, dict)] if isinstance(values, list) else []


def _moment(record: Mapping[str, Any], key: str) -> str | None:
    value = _text(record, key)
    return value[:16] if value and _DATE.fullmatch(value) else None


def _day(record: Mapping[str, Any], key: str) -> str | None:
    value = _moment(record, key)
    return value[:10] if value else None


def _person(value: object) -> Person | None:
    if not isinstance(value, dict) or not (name := _text(value, "name")):
        return None
    return Person(name=name, role=_text(value, "role") or "")
