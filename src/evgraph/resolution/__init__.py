"""Resolution: mentions → references, with the document as context.

A number is what it says. A name is looked up in the authorities: it resolves when it can mean one
thing only, when the document defines it ("Critical Entities Resilience (CER)"), or when a footnote
behind it proves it ("Blocking Statute4"). A loose name ("FDI-screening") resolves, less surely, when it
fits one thing only and the document also names that in full. Otherwise evgraph abstains, and the place
is kept with the reason and the candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from evgraph.authorities import Authorities
from evgraph.identifiers import EuDocument, Identifier
from evgraph.model import Member, Mention, Reference, Unresolved
from evgraph.resolution.names import NameResolver
from evgraph.resolution.places import Context, Places

__all__ = ["Context", "resolve"]

# The title of an annex right behind the word: "bijlage Standpunt inzake …"; not "bijlage en Kamerstuk".
_ATTACHMENT_TITLE = re.compile(r"[ \u00a0]?[:,]?[ \u00a0]?[‘'“\"]?[A-Z](?!amerstuk)")


@dataclass(slots=True)
class _State:
    references: list[Reference] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)


def resolve(
    numbers: Iterable[Mention],
    names: Iterable[Mention],
    authorities: Authorities,
    context: Context,
) -> tuple[tuple[Reference, ...], tuple[Unresolved, ...]]:
    """Resolve all mentions of a document.

    Args:
        numbers: mentions with an identifier.
        names: mentions of names, in order of place; those inside a number's mention are dropped.
        authorities: what names may mean.
        context: the document around them.

    Returns:
        References in order of `start`, one per target and place; and the places evgraph abstained from.
    """
    state = _State()
    places = Places(context)
    spans = []
    for mention in numbers:
        spans.append((mention.start, mention.end))
        for member in mention.members:
            state.references.append(_number_reference(mention, member, places))
            state.unresolved += _unnamed_attachment(member, places)
    named = tuple(_outside(names, spans))
    resolver = NameResolver(authorities, places, state.references, named)
    for mention in named:
        reference, unresolved = resolver.resolve(mention)
        state.references += reference
        state.unresolved += unresolved
    state.references.sort(key=lambda reference: (reference.start, reference.end, reference.target))
    state.unresolved.sort(key=lambda place: (place.start, place.end))
    return tuple(state.references), tuple(state.unresolved)


def _number_reference(mention: Mention, member: Member, places: Places) -> Reference:
    identifier = member.identifier
    if identifier is None:
        raise ValueError(f"a {mention.kind} mention at {member.start} has no identifier")
    note = places.footnote_at(member.start)
    return Reference(
        kind=mention.kind,
        text=places.text(member.start, member.end),
        start=member.start,
        end=member.end,
        target=str(identifier),
        iri=identifier.iri(places.context.base),
        confidence=mention.confidence,
        rule=mention.rule,
        section=places.section(member.start, note),
        footnote=note.number if note else None,
        attachment=member.attachment,
        vergaderjaar=member.vergaderjaar,
        page=member.page,
        candidates=_celex_candidates(identifier),
    )


def _celex_candidates(identifier: Identifier) -> tuple[str, ...]:
    """A COM number may be a proposal (PC) or another document (DC): both are named, none is chosen."""
    if isinstance(identifier, EuDocument) and len(identifier.celex_candidates) > 1:
        return identifier.celex_candidates
    return ()


def _unnamed_attachment(member: Member, places: Places) -> Iterator[Unresolved]:
    text = places.context.text
    if member.attachment and _ATTACHMENT_TITLE.match(text, member.end) is None and member.identifier:
        note = places.footnote_at(member.start)
        yield Unresolved(
            text=places.text(member.start, member.end),
            start=member.start,
            end=member.end,
            reason="attachment-unnamed",
            candidates=(str(member.identifier),),
            section=places.section(member.start, note),
            footnote=note.number if note else None,
        )


def _outside(names: Iterable[Mention], spans: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    ordered = sorted(spans)
    index = 0
    for mention in names:
        while index < len(ordered) and ordered[index][1] <= mention.start:
            index += 1
        if index == len(ordered) or ordered[index][0] >= mention.end:
            yield mention
