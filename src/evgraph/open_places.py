"""Open places: what in a fiche was seen but not pinned down, and what the lists do not know."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from evgraph.authorities import Authorities
from evgraph.contract import in_field
from evgraph.extract.relative_dates import find_relative_dates
from evgraph.extract.unknown_names import find_unknown_names
from evgraph.identifiers import Celex, EuDocument
from evgraph.model import Fiche, Issue, LegalBasis, Reference, Span, Unresolved
from evgraph.parsing import SectionIndex
from evgraph.sentences import Sentences

_NO_BASIS = re.compile(r"(?:geen|n\.?\s?v\.?\s?t|niet van toepassing)\b", re.IGNORECASE)
# A day points at a paper when its sentence is about one: "is op 1 juli jl. voor uw Kamer uiteengezet".
_TELLS_PARLIAMENT = re.compile(
    r"\b(?:uw Kamer|de Kamer|Kamerbrief|brief|brieven|geïnformeerd|rapport|verslag|notitie|nota|kabinetsreactie)\b",
    re.IGNORECASE,
)


def open_places(
    fiche: Fiche,
    masked: str,
    sentences: Sentences,
    references: tuple[Reference, ...],
    unresolved: tuple[Unresolved, ...],
) -> tuple[Unresolved, ...]:
    """All places that refer to something evgraph would not pin down, in order of place.

    Args:
        fiche: the parsed fiche.
        masked: its text without the markers of notes.
        sentences: those of the masked text.
        references: what was resolved.
        unresolved: what resolution left open.
    """
    index = SectionIndex(fiche.sections)
    places = (
        *unresolved,
        *_relative_dates(fiche, masked, sentences, references, index),
        *_contradicted(fiche, references),
        *_unknown_names(fiche, masked, (*references, *unresolved), index),
    )
    return tuple(sorted(places, key=lambda place: (place.start, place.end)))


def open_issues(fiche: Fiche, legal_basis: tuple[LegalBasis, ...], authorities: Authorities) -> Iterable[Issue]:
    """Organisations that are in no list, and a legal basis that could not be read."""
    yield from _unknown_organisations(fiche, authorities)
    yield from _unread_legal_basis(fiche, legal_basis)


def _contradicted(fiche: Fiche, references: tuple[Reference, ...]) -> list[Unresolved]:
    """Stated numbers that no link agrees with, beside links that agree with no stated number.

    A link that is simply missing contradicts nothing, and staff documents (SWD, SEC) are never linked.
    """
    stated = [
        (reference, EuDocument.parse(reference.target))
        for reference in in_field(fiche, references, "documents", "eu-document")
    ]
    linked = [Celex.parse(r.target).eu_document for r in in_field(fiche, references, "eur_lex", "celex")]
    comparable = [pair for pair in stated if pair[1].series not in {"SWD", "SEC"}]
    numbers = {document for _, document in comparable}
    free = [document for document in linked if document is not None and document not in numbers]
    if not free:
        return []
    return [
        Unresolved(
            text=reference.text,
            start=reference.start,
            end=reference.end,
            reason="contradicted",
            candidates=(reference.target, *(str(document) for document in free)),
            section=reference.section,
        )
        for reference, document in comparable
        if document not in linked
    ]


def _relative_dates(
    fiche: Fiche,
    masked: str,
    sentences: Sentences,
    references: tuple[Reference, ...],
    index: SectionIndex,
) -> list[Unresolved]:
    """Days without a year, with the papers cited in the footnotes of the same sentence as candidates."""
    found = []
    by_note: dict[int, list[str]] = defaultdict(list)
    for reference in references:
        if reference.footnote is not None:
            by_note[reference.footnote].append(reference.target)
    markers = sorted((note.marker.start, note.number) for note in fiche.footnotes if note.marker)

    @cache
    def cited_in(span: Span) -> tuple[str, ...]:
        first, last = bisect_left(markers, (span.start, 0)), bisect_left(markers, (span.end + 1, 0))
        return tuple(target for _, number in markers[first:last] for target in by_note[number])

    @cache
    def tells_parliament(span: Span) -> bool:
        return _TELLS_PARLIAMENT.search(masked, span.start, span.end) is not None

    for day in find_relative_dates(masked, fiche.header.date):
        span = sentences.at(day.start)
        if not tells_parliament(span):
            continue
        found.append(
            Unresolved(
                text=fiche.document.text[day.start : day.end],
                start=day.start,
                end=day.end,
                reason="relative-date",
                candidates=cited_in(span),
                inferred_date=day.inferred,
                section=index.at(day.start),
            )
        )
    return found


def _unknown_names(
    fiche: Fiche, masked: str, found: tuple[Reference | Unresolved, ...], index: SectionIndex
) -> list[Unresolved]:
    """What is written like the title of an act and is in no authority file."""
    return [
        Unresolved(
            text=fiche.document.text[span.start : span.end],
            start=span.start,
            end=span.end,
            reason="unknown-name",
            section=index.at(span.start),
        )
        for span in find_unknown_names(masked, sorted((place.start, place.end) for place in found))
    ]


def _unread_legal_basis(fiche: Fiche, found: tuple[LegalBasis, ...]) -> list[Issue]:
    """A field Rechtsbasis that names no provision evgraph can read; "Geen" and "n.v.t." name none."""
    return [
        Issue(code="legal-basis-unread", start=field.start, end=field.end, details=(("value", field.value[:200]),))
        for field in fiche.general.fields
        if field.key == "legal_basis" and field.value and not found and _NO_BASIS.match(field.value) is None
    ]


def _unknown_organisations(fiche: Fiche, authorities: Authorities) -> list[Issue]:
    general, issues = fiche.general, []
    for name in filter(None, (general.lead_ministry, *general.other_ministries)):
        if authorities.ministry(name, fiche.header.date) is None:
            issues.append(Issue(code="ministry-unknown", details=(("name", name),)))
    for role in fiche.header.committees:
        if authorities.committee(role.name) is None:
            issues.append(
                Issue(
                    code="committee-unknown",
                    start=role.span.start if role.span else None,
                    end=role.span.end if role.span else None,
                    details=(("name", role.name),),
                )
            )
    if general.council and authorities.council(general.council) is None:
        issues.append(Issue(code="council-unknown", details=(("name", general.council),)))
    return issues
