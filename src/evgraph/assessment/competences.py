"""Competence claims: on which policy field the EU has which type of competence, by which provision.

The provision decides field and type, since articles 2 to 6 VWEU list both; the words of the sentence
("gedeelde bevoegdheid", "interne markt") confirm them. A sentence that calls a provision another type
than the treaty does is reported, not believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evgraph.identifiers import TreatyProvision
from evgraph.model import Competence, Issue, Reference, Section
from evgraph.policy_fields import PolicyField, PolicyFields
from evgraph.sentences import Sentences
from evgraph.spans import starting_in

# Each with what it matches; "uitsluitende verantwoordelijkheid van de lidstaten" must not be one.
_TYPES = (
    ("competence-sui-generis", re.compile(r"\bsui[ -]generis\b", re.IGNORECASE)),
    ("competence-exclusief", re.compile(r"\bexclusie(?:f|ve)\s(?:\w{1,30}\s){0,2}bevoegd", re.IGNORECASE)),
    (
        "competence-gedeeld",
        re.compile(r"\bgedeelde?\s(?:\w{1,30}\s){0,2}bevoegd|\b(?:delen|deelt)\b.{0,80}\bbevoegdhe", re.IGNORECASE),
    ),
    ("competence-coordinerend", re.compile(r"\bco[öo]rdinerende?\s(?:\w{1,30}\s){0,2}bevoegd", re.IGNORECASE)),
    (
        "competence-aanvullend",
        re.compile(
            r"\b(?:aanvullende?|ondersteunende?)(?:\W{1,3}\w{1,30}){0,3}?\s(?:\w{1,30}\s){0,2}bevoegd", re.IGNORECASE
        ),
    ),
)
# What denies a claim: "geen exclusieve bevoegdheid", "is niet van toepassing". Not in the part that a comma or
# "waarbij", "voor zover" sets apart: "… voor zover dat optreden het optreden van de Unie niet doorkruist".
_DENIAL = re.compile(r"\b(?:geen|niet|noch|evenmin)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:voor zover|waarbij|tenzij|zolang|zodat|mits|indien|niet alleen)\b.*", re.IGNORECASE | re.DOTALL
)
_BY_PROVISION_AND_WORDS, _BY_PROVISION, _BY_WORDS = 0.98, 0.9, 0.75


def read_competences(
    sentences: Sentences,
    sections: Sequence[Section],
    references: Sequence[Reference],
    fields: PolicyFields,
) -> tuple[tuple[Competence, ...], tuple[Issue, ...]]:
    """Read the competence claims of the section Bevoegdheid.

    Args:
        sentences: those of the whole text.
        sections: all sections of the fiche.
        references: all references, in order of place.
        fields: the policy fields of the treaties.

    Returns:
        One claim per field, the surest; and issues for sentences that contradict the treaty or that
        name a type without a field.
    """
    claims: dict[tuple[str, str], Competence] = {}
    issues: list[Issue] = []
    treaty = [reference for reference in references if reference.kind == "treaty"]
    for section in sections:
        if section.key != "bevoegdheid":
            continue
        for span in sentences.within(section.start, section.end):
            cited = starting_in(treaty, span.start, span.end)
            for found in _read_sentence(sentences.text, span.start, span.end, cited, fields):
                if isinstance(found, Issue):
                    issues.append(found)
                    continue
                key = (found.field, found.type)
                if key not in claims or found.confidence > claims[key].confidence:
                    claims[key] = found
    return tuple(sorted(claims.values(), key=lambda claim: (claim.start, claim.field))), tuple(issues)


def _read_sentence(
    text: str, start: int, end: int, cited: Sequence[Reference], fields: PolicyFields
) -> Iterator[Competence | Issue]:
    sentence = text[start:end]
    types = [name for name, pattern in _TYPES if pattern.search(sentence)]
    if (types or cited) and _DENIAL.search(_ASIDE.sub("", sentence)):
        if types or any(fields.by_provision.get(reference.target) for reference in cited):
            yield Issue(code="competence-denied", start=start, end=end)
        return
    found = (fields.by_name.get(match.casefold()) for match in fields.pattern.findall(sentence))
    named = {field.concept for field in found if field is not None}
    by_provision = [
        (field, TreatyProvision.parse(reference.target))
        for reference in cited
        if (field := fields.by_provision.get(reference.target)) is not None
    ]
    for field, provision in by_provision:
        if types and field.type not in types:
            details = (("provision", provision.label), ("type", ", ".join(types)))
            yield Issue(code="competence-contradicts-treaty", start=start, end=end, details=details)
            continue
        confirmed = bool(types) and field.concept in named
        yield _claim(field, provision, start, end, _BY_PROVISION_AND_WORDS if confirmed else _BY_PROVISION)
    if not by_provision and len(types) == 1:
        yield from _by_words(types[0], named, start, end, fields)


def _by_words(
    competence_type: str, named: set[str], start: int, end: int, fields: PolicyFields
) -> Iterator[Competence | Issue]:
    """A type and a field by their words alone, believed when the treaty agrees that they go together."""
    agreeing = [
        field for field in fields.by_provision.values() if field.concept in named and field.type == competence_type
    ]
    for field in agreeing:
        yield _claim(field, None, start, end, _BY_WORDS)
    if not agreeing:
        yield Issue(code="competence-unread", start=start, end=end, details=(("type", competence_type),))


def _claim(
    field: PolicyField, provision: TreatyProvision | None, start: int, end: int, confidence: float
) -> Competence:
    return Competence(
        field=field.concept,
        type=field.type,
        provision=provision,
        start=start,
        end=end,
        confidence=confidence,
        rule="competence-provision" if provision else "competence-words",
    )
