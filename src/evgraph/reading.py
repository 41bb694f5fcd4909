"""Reading: text → references, and a fiche → all findings. Joins parse, extract, resolve, assess."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from evgraph.assessment import read_attitudes, read_competences, read_legal_basis
from evgraph.authorities import Authorities, load_authorities
from evgraph.contract import fiche_to_dict, in_field
from evgraph.extract import extract, fold
from evgraph.extract.names import NameIndex, find_names
from evgraph.extract.relative_dates import find_relative_dates
from evgraph.extract.unknown_names import find_unknown_names
from evgraph.identifiers import BASE, Celex, EuDocument
from evgraph.model import Document, Fiche, Findings, Issue, LegalBasis, Reference, Span, Unresolved
from evgraph.parsing import SectionIndex, document_date, mask_markers, parse, parse_structure
from evgraph.policy_fields import load_policy_fields
from evgraph.resolution import Context, resolve
from evgraph.sentences import Sentences

_NO_BASIS = re.compile(r"(?:geen|n\.?\s?v\.?\s?t|niet van toepassing)\b", re.IGNORECASE)
# A day points at a paper when its sentence is about one: "is op 1 juli jl. voor uw Kamer uiteengezet".
_TELLS_PARLIAMENT = re.compile(
    r"\b(?:uw Kamer|de Kamer|Kamerbrief|brief|brieven|geïnformeerd|rapport|verslag|notitie|nota|kabinetsreactie)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A parsed fiche together with everything found in it."""

    fiche: Fiche
    findings: Findings

    def to_dict(self) -> dict[str, Any]:
        """The reading as the JSON of `evgraph read --format json` (docs/outputs.md)."""
        return fiche_to_dict(self.fiche, self.findings)


def find_references(text: str, *, date: str | None = None, base: str = BASE) -> tuple[Reference, ...]:
    """Find every reference in any Dutch text.

    Args:
        text: the text; when it is a fiche its sections and footnotes are used.
        date: of the document, ISO 8601: names that did not exist then are not meant. When it is left out, the
            date in the text's own page header is taken, if there is one.
        base: the base of minted IRIs.

    Returns:
        References in order of `start`, one per target and place; `text[start:end]` is the citation.
    """
    return find_in_text(text, date=date, base=base)[0]


def find_in_text(
    text: str, *, date: str | None = None, base: str = BASE
) -> tuple[tuple[Reference, ...], tuple[Unresolved, ...]]:
    """Find every reference, as `find_references` does, and the places that were left open."""
    sections, footnotes = parse_structure(text)
    masked = mask_markers(text, footnotes)
    authorities = load_authorities()
    date = date or document_date(text)
    index = SectionIndex(sections)
    context = Context(text=text, section_at=index.at, footnotes=footnotes, date=date, base=base)
    folded = fold(masked)
    names = find_names(folded, _name_index(), _admits(authorities, date))
    return resolve(folded, extract(folded), names, authorities, context)


def read_document(document: Document, *, base: str = BASE) -> Reading:
    """Parse a document and find all that is in it.

    Raises:
        NotAFiche: the document is no fiche.
    """
    fiche = parse(document)
    return Reading(fiche=fiche, findings=find_all(fiche, base=base))


def find_all(fiche: Fiche, *, base: str = BASE) -> Findings:
    """Extract, resolve and assess everything in a fiche."""
    text = fiche.document.text
    masked = mask_markers(text, fiche.footnotes)
    authorities = load_authorities()
    # A letter without a page header is at least as young as the document it answers.
    date = fiche.header.date or fiche.general.received_date
    index = SectionIndex(fiche.sections)
    context = Context(text=text, section_at=index.at, footnotes=fiche.footnotes, date=date, base=base)
    folded = fold(masked)
    names = find_names(folded, _name_index(), _admits(authorities, date))
    references, unresolved = resolve(folded, extract(folded), names, authorities, context)
    sentences = Sentences(masked)
    competences, competence_issues = read_competences(sentences, fiche.sections, references, load_policy_fields())
    attitudes, attitude_issues = read_attitudes(sentences, fiche.sections)
    legal_basis = read_legal_basis(sentences, fiche.sections, references, fiche.general)
    places = (
        *unresolved,
        *_relative_dates(fiche, masked, sentences, references, index),
        *_contradicted(fiche, references),
        *_unknown_names(fiche, masked, (*references, *unresolved), index),
    )
    return Findings(
        references=references,
        unresolved=tuple(sorted(places, key=lambda place: (place.start, place.end))),
        competences=competences,
        attitudes=attitudes,
        legal_basis=legal_basis,
        issues=(
            *competence_issues,
            *attitude_issues,
            *_unknown_organisations(fiche, authorities),
            *_unread_legal_basis(fiche, legal_basis),
        ),
    )


@lru_cache(maxsize=1)
def _name_index() -> NameIndex:
    authorities = load_authorities()
    return NameIndex(dict.fromkeys((*authorities.strong, *authorities.weak)))


def _admits(authorities: Authorities, date: str | None) -> Callable[[str], bool]:
    """Make the test whether a name can mean anything at a date."""

    def admits(name: str) -> bool:
        entries = (*authorities.strong.get(name, ()), *authorities.weak.get(name, ()))
        return any(entry.known_at(date) for entry in entries)

    return admits


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
