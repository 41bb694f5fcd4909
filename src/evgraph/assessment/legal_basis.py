"""The legal basis of a proposal, kept apart from the grounds of competence.

It stands in the field Rechtsbasis, or in a sentence of the section Bevoegdheid that says on which
article the Commission bases the proposal. A communication has none: what such a sentence says there is
about proposals still to come.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evgraph.identifiers import TreatyProvision
from evgraph.model import General, LegalBasis, Reference, Section, Span
from evgraph.sentences import Sentences
from evgraph.spans import starting_in

# "De Commissie baseert het voorstel op artikel 114 VWEU", "De rechtsbasis is artikel 207 VWEU";
# not "zou te zijner tijd gebaseerd kunnen worden op", which is about the future.
_STATES_BASIS = re.compile(
    r"\b(?:rechtsbasis|rechtsgrond(?:slag)?)\b|\bbaseert\b.{1,160}\bop\b|\bis gebaseerd op\b|\bgebaseerd is op\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:zou(?:den)?|zal|zullen|eventue(?:el|le)|toekomstige?|kan|kunnen|mogelijk)\b", re.IGNORECASE
)
# What the title calls itself first: "Mededeling over een strategie" and "Strategie …" have no legal basis,
# "Voorstel voor een verordening … actieplan" has.
_COMMUNICATION = re.compile(r"\b(?:mededeling|witboek|groenboek|actieplan|strategie|verslag)\b", re.IGNORECASE)
_LEGISLATION = re.compile(
    r"\b(?:\w{0,20}verordening|\w{0,20}richtlijn|\w{0,20}besluit|aanbeveling|wetgeving)\b", re.IGNORECASE
)
# Articles 2 to 6 VWEU divide competences; no proposal rests on them.
_COMPETENCE_ARTICLES = frozenset({"2", "3", "4", "5", "6"})
# Articles 289 to 294 VWEU say how acts are made; they stand in the same field as the voting rule or the delegation.
_PROCEDURE_ARTICLES = frozenset(str(article) for article in range(289, 295))
# Somebody's view, a denial, or another act than the proposal: "volgens het kabinet is niet artikel 114 …".
_NOT_THE_PROPOSALS = re.compile(
    r"\b(?:niet|geen|volgens het kabinet|het kabinet (?:acht|vindt)|meent|mening|advies)\b"
    r"|\b(?:bestaande|huidige|eerdere)\b",
    re.IGNORECASE,
)
_FIELD, _SENTENCE = 0.99, 0.85


def read_legal_basis(
    sentences: Sentences,
    sections: Sequence[Section],
    references: Sequence[Reference],
    general: General,
) -> tuple[LegalBasis, ...]:
    """Read the provisions a proposal rests on; the field Rechtsbasis goes before any sentence."""
    treaty = [reference for reference in references if reference.kind == "treaty"]
    fields = [field for field in general.fields if field.key == "legal_basis"]
    stated = [
        _basis(reference, reference.start, reference.end, _FIELD, "legal-basis-field")
        for field in fields
        for reference in starting_in(treaty, field.start, field.end)
        if not _is_procedural(reference)
    ]
    if stated or _is_communication(general.title or ""):
        return tuple(stated)
    return tuple(
        _basis(reference, span.start, span.end, _SENTENCE, "legal-basis-sentence")
        for section in sections
        if section.key == "bevoegdheid"
        for span in sentences.within(section.start, section.end)
        if _STATES_BASIS.search(sentences.text, span.start, span.end)
        and not _NOT_THE_PROPOSALS.search(sentences.text, span.start, span.end)
        for reference in starting_in(treaty, span.start, span.end)
        if not _divides_competence(reference)
        and not _is_procedural(reference)
        and not _is_hypothetical(sentences.text, span, reference)
    )


def _is_communication(title: str) -> bool:
    communication, legislation = _COMMUNICATION.search(title), _LEGISLATION.search(title)
    if communication is None:
        return False
    return legislation is None or communication.start() < legislation.start()


def _is_hypothetical(text: str, sentence: Span, reference: Reference) -> bool:
    """Whether the clause with the article is about the future; ", op grond waarvan de EU kan …" is not."""
    comma = text.find(",", reference.end, sentence.end)
    return _HYPOTHETICAL.search(text, sentence.start, sentence.end if comma < 0 else comma) is not None


def _divides_competence(reference: Reference) -> bool:
    provision = TreatyProvision.parse(reference.target)
    return provision.treaty == "TFEU" and provision.article in _COMPETENCE_ARTICLES


def _is_procedural(reference: Reference) -> bool:
    provision = TreatyProvision.parse(reference.target)
    return provision.treaty == "TFEU" and provision.article in _PROCEDURE_ARTICLES


def _basis(reference: Reference, start: int, end: int, confidence: float, rule: str) -> LegalBasis:
    return LegalBasis(
        provision=TreatyProvision.parse(reference.target),
        start=start,
        end=end,
        confidence=confidence,
        rule=rule,
    )
