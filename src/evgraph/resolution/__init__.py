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
from dataclasses import replace

from evgraph.authorities import Authorities
from evgraph.folding import Folded
from evgraph.identifiers import EuDocument, Identifier
from evgraph.model import Member, Mention, Reference, Unresolved
from evgraph.resolution.names import NameResolver
from evgraph.resolution.papers import settle_papers
from evgraph.resolution.places import Context, Places
from evgraph.resolution.short_forms import Found, find_short_forms

__all__ = ["Context", "resolve"]

# The title of an annex right behind the word: "bijlage Standpunt inzake …"; not "bijlage en Kamerstuk".
_ATTACHMENT_TITLE = re.compile(r"[ \u00a0]?[:,]?[ \u00a0]?[‘'“\"]?[A-Z](?!amerstuk)")


def resolve(
    folded: Folded,
    mentions: Sequence[Mention],
    names: Iterable[Mention],
    authorities: Authorities,
    context: Context,
) -> tuple[tuple[Reference, ...], tuple[Unresolved, ...]]:
    """Resolve all mentions of a document.

    Args:
        folded: the document's text, folded.
        mentions: what `extract` found, in order of place.
        names: mentions of names, in order of place; those inside a number's mention are dropped.
        authorities: what names may mean.
        context: the document around them.

    Returns:
        References in order of `start`, one per target and place; and the places evgraph abstained from.
    """
    places = Places(context)
    words = [mention for mention in mentions if mention.kind == "named"]
    numbers, homeless = settle_papers(context.text, [mention for mention in mentions if mention.kind != "named"])
    references: list[Reference] = []
    unresolved: list[Unresolved] = [_without_dossier(mention, places) for mention in homeless]
    spans = []
    for mention in numbers:
        spans.append((mention.start, mention.end))
        for member in mention.members:
            references.append(_number_reference(mention, member, places))
            if member.attachment:
                unresolved += _unnamed_attachment(member, places)
    named = tuple(_outside(names, spans))
    resolver = NameResolver(authorities, places, references, named)
    for mention in named:
        found, left_open = resolver.resolve(mention)
        references += found
        unresolved += left_open
    references.sort(key=_place)
    if words or references:
        unresolved = _add_short_forms(folded, words, references, unresolved, places)
    return tuple(references), tuple(sorted(unresolved, key=lambda place: (place.start, place.end)))


def _place(reference: Reference) -> tuple[int, int, str]:
    return reference.start, reference.end, reference.target


def _add_short_forms(
    folded: Folded,
    words: Sequence[Mention],
    references: list[Reference],
    unresolved: list[Unresolved],
    places: Places,
) -> list[Unresolved]:
    """Add what short forms mean; a place that one settles is no longer open."""
    found = {(form.start, form.end): form for form in find_short_forms(folded, references, words)}
    if not found:
        return unresolved
    references += [_short_form(form, places) for form in found.values()]
    references.sort(key=_place)
    return [place for place in unresolved if (place.start, place.end) not in found]


def _short_form(form: Found, places: Places) -> Reference:
    note = places.footnote_at(form.start)
    return replace(
        form.meant,
        kind="named",
        text=places.text(form.start, form.end),
        start=form.start,
        end=form.end,
        confidence=form.confidence,
        rule=form.rule,
        section=places.section(form.start, note),
        footnote=note.number if note else None,
        attachment=False,
        page=form.page,
        explained_by=None,
    )


def _without_dossier(mention: Mention, places: Places) -> Unresolved:
    """A paper by its number alone, "stuk nr. 12", of which no dossier is sure."""
    note = places.footnote_at(mention.start)
    return Unresolved(
        text=places.text(mention.start, mention.end),
        start=mention.start,
        end=mention.end,
        reason="ambiguous",
        section=places.section(mention.start, note),
        footnote=note.number if note else None,
    )


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
        article=member.article,
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
