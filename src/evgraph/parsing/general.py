"""The general table ("Algemene gegevens"): which field holds what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from evgraph.dutch_dates import read_date
from evgraph.model import Field, General, ImpactAssessmentStatus, Issue
from evgraph.parsing.sections import Heading

_GAP = re.compile(r"\s*:?\s*")
_MINISTRY = re.compile(r"\bministeries?\s+(?:van|voor)\b", re.IGNORECASE)
# What stands between two ministries: "in nauwe samenwerking met het", ", ", " en het".
_CONNECTORS = frozenset("en het de met samen in nauwe goede samenwerking overleg alsmede i.s.m i.o.m".split())
_PUNCTUATION = " .,;()"
_NOT_APPLICABLE = re.compile(r"^n\.?\s?v\.?\s?t\b|^niet van toepassing", re.IGNORECASE)
# A cell that says both ("geen impact assessment, zie SWD(2022) 50") is left unknown.
_NOT_MADE = re.compile(r"^(?:niet (?:opgesteld|beschikbaar|uitgevoerd)|geen|nee)\b|\bgeen impact", re.IGNORECASE)
_MADE = re.compile(r"\b(?:SWD|SEC|COM)\s?[(/]?\s?\d{4}|^(?:ja|opgesteld)\b", re.IGNORECASE)


def read_general(text: str, headings: Sequence[Heading], end: int) -> General:
    """Read the fields of the general table.

    Args:
        text: the whole document.
        headings: all headings of the fiche, field labels included.
        end: where the last field ends at the latest.
    """
    fields = tuple(_fields(text, headings, end))
    by_key = {field.key: field for field in reversed(fields)}

    def value(key: str) -> str | None:
        return (by_key[key].value or None) if key in by_key else None

    ministries = split_ministries(value("lead_ministry") or "")
    assessment = value("impact_assessment")
    return General(
        fields=fields,
        title=value("title"),
        received_date=read_date(value("received_date") or ""),
        impact_assessment_status=_assessment_status(assessment),
        impact_assessment_text=assessment,
        council=value("council"),
        lead_ministry=ministries[0] if ministries else None,
        other_ministries=ministries[1:],
        procedure=value("procedure"),
        ep_role=value("ep_role"),
    )


def general_issues(general: General, required: Sequence[str]) -> Iterable[Issue]:
    """Report fields that are missing of those this generation of the template has, empty or unreadable."""
    by_key = {field.key: field for field in general.fields}
    for key in required:
        if key not in by_key:
            yield Issue(code="field-missing", details=(("field", key),))
    for field in by_key.values():
        if not field.value:
            yield Issue(code="field-empty", start=field.start, end=field.end, details=(("field", field.label),))
    received = by_key.get("received_date")
    if received is not None and received.value and general.received_date is None:
        yield Issue(
            code="date-unreadable", start=received.start, end=received.end, details=(("value", received.value),)
        )


def _fields(text: str, headings: Sequence[Heading], end: int) -> Iterable[Field]:
    for index, heading in enumerate(headings):
        if not heading.is_field or heading.key is None:
            continue
        boundary = headings[index + 1].line.start if index + 1 < len(headings) else end
        gap = _GAP.match(text, heading.line.end, boundary)
        start = gap.end() if gap else heading.line.end
        value = text[start:boundary].rstrip()
        if not value:
            start = heading.line.end
        yield Field(key=heading.key, label=heading.line.text, value=value, start=start, end=start + len(value))


def split_ministries(value: str) -> tuple[str, ...]:
    """Split "Ministerie van X in samenwerking met het ministerie van Y" into the ministries.

    A value without the word is one ministry as written ("EZ"); an empty value gives none.
    """
    starts = [match.start() for match in _MINISTRY.finditer(value)]
    if not starts:
        return (value.strip(),) if value.strip() else ()
    parts = [value[start:end] for start, end in zip(starts, [*starts[1:], len(value)], strict=True)]
    return tuple(_without_connectors(part) for part in parts)


def _without_connectors(part: str) -> str:
    end = 0
    for word in re.finditer(r"\S+", part):
        if word.group().strip(_PUNCTUATION).casefold() not in {*_CONNECTORS, ""}:
            end = word.end()
    name = part[:end].rstrip(_PUNCTUATION)
    return f"{name})" if part.startswith(")", len(name)) and name.count("(") > name.count(")") else name


def _assessment_status(text: str | None) -> ImpactAssessmentStatus:
    if text is None:
        return "onbekend"
    if _NOT_APPLICABLE.search(text):
        return "niet van toepassing"
    denied, made = _NOT_MADE.search(text) is not None, _MADE.search(text) is not None
    if denied == made:
        return "onbekend"
    return "opgesteld" if made else "niet opgesteld"
