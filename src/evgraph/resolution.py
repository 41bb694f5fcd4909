"""Resolution: mentions → references, with the document as context.

A number is what it says. A name is looked up in the authorities: it resolves when it can mean one
thing only, when the document defines it ("Critical Entities Resilience (CER)"), or when a footnote
behind it proves it ("Blocking Statute4"). A loose name ("FDI-screening") resolves, less surely, when it
fits one thing only and the document also names that in full. Otherwise evgraph abstains, and the place is kept with the
reason and the candidates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evgraph.authorities import Authorities, Entry
from evgraph.identifiers import BASE, Celex, EuDocument, Identifier
from evgraph.model import Footnote, Member, Mention, Reference, Unresolved

# An abbreviation that a document gives to the name before it: " (CER)", " (hierna: IMERA)".
_DEFINITION = re.compile(r"\s?\((?:hierna:?\s)?(?:de\s|het\s)?[‘'\"“]?(?P<short>[A-Z][\w+-]{1,14})[’'\"”]?\)")
# What may stand between a name and the marker of its footnote: "Strategie (EEV),1", "Statute4".
_BEFORE_MARKER = re.compile(r"(?:\s?\([^()\n]{1,20}\))?[.,;:’”\")]{0,2}")
# The title of an annex right behind the word: "bijlage Standpunt inzake …"; not "bijlage en Kamerstuk".
_ATTACHMENT_TITLE = re.compile(r"[ \u00a0]?[:,]?[ \u00a0]?[‘'“\"]?[A-Z](?!amerstuk)")

_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_DEFINITION_GAP, _DEFINITION_REACH = 3, 80

_NAME, _DEFINED, _PROVED, _NOTE_ONLY, _IN_CONTEXT, _CLASH = 0.9, 0.9, 0.99, 0.85, 0.7, 0.6
_UNCONFIRMED = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What resolution knows of the document besides its mentions.

    `sections` gives the section id at an offset; `date` is ISO 8601 or None.
    """

    text: str
    section_at: Callable[[int], str | None]
    footnotes: Sequence[Footnote]
    date: str | None = None
    base: str = BASE


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
    places = _Places(context)
    spans = []
    for mention in numbers:
        spans.append((mention.start, mention.end))
        for member in mention.members:
            state.references.append(_number_reference(mention, member, places))
            state.unresolved += _unnamed_attachment(member, places)
    named = tuple(_outside(names, spans))
    resolver = _NameResolver(authorities, places, state.references, named)
    for mention in named:
        reference, unresolved = resolver.resolve(mention)
        state.references += reference
        state.unresolved += unresolved
    state.references.sort(key=lambda reference: (reference.start, reference.end, reference.target))
    state.unresolved.sort(key=lambda place: (place.start, place.end))
    return tuple(state.references), tuple(state.unresolved)


class _Places:
    """Tells for an offset in which section and footnote it stands."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._markers = {note.marker.start: note for note in context.footnotes if note.marker}
        self._first_note = min((note.start for note in context.footnotes), default=len(context.text))

    def text(self, start: int, end: int) -> str:
        return self.context.text[start:end]

    def footnote_at(self, position: int) -> Footnote | None:
        """The note whose text holds an offset."""
        if position < self._first_note:
            return None
        low, high = 0, len(self.context.footnotes) - 1
        while low <= high:
            middle = (low + high) // 2
            note = self.context.footnotes[middle]
            if position < note.start:
                high = middle - 1
            elif position >= note.end:
                low = middle + 1
            else:
                return note
        return None

    def footnote_behind(self, position: int) -> Footnote | None:
        """The note whose marker follows an offset directly, or after a short form in brackets."""
        gap = _BEFORE_MARKER.match(self.context.text, position)
        return self._markers.get(gap.end() if gap else position) or self._markers.get(position)

    def section(self, position: int, note: Footnote | None) -> str | None:
        """A reference in a note belongs to the section its marker stands in."""
        return note.section if note else self.context.section_at(position)


def _number_reference(mention: Mention, member: Member, places: _Places) -> Reference:
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


def _unnamed_attachment(member: Member, places: _Places) -> Iterator[Unresolved]:
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


class _NameResolver:
    """Resolves names in order of place, remembering what the document has defined so far."""

    def __init__(
        self,
        authorities: Authorities,
        places: _Places,
        explicit: Sequence[Reference],
        mentions: Sequence[Mention],
    ) -> None:
        self._authorities = authorities
        self._places = places
        strong = [self._known(authorities.strong, mention.members[0].name or "") for mention in mentions]
        self._named_in_full = frozenset(entries[0].id for entries in strong if len(entries) == 1)
        self._explicit = frozenset(reference.target for reference in explicit)
        self._defined: dict[str, Entry] = {}
        self._redefined: set[str] = set()
        self._previous: tuple[int, tuple[Entry, ...]] = (-1, ())
        self._by_note: dict[int, list[Reference]] = {}
        for reference in explicit:
            if reference.footnote is not None and reference.kind in {"eu-act", "eu-document", "celex"}:
                self._by_note.setdefault(reference.footnote, []).append(reference)

    def resolve(self, mention: Mention) -> tuple[list[Reference], list[Unresolved]]:
        name = mention.members[0].name or ""
        strong = self._known(self._authorities.strong, name)
        weak = self._known(self._authorities.weak, name)
        found = self._decide(mention, name, strong, weak)
        self._previous = (mention.end, (*strong, *weak))
        return found

    def _decide(
        self, mention: Mention, name: str, strong: tuple[Entry, ...], weak: tuple[Entry, ...]
    ) -> tuple[list[Reference], list[Unresolved]]:
        note = self._places.footnote_behind(mention.end)
        proved = self._proved_by(note, (*strong, *weak))
        if proved is not None and note is not None:
            self._define(proved, mention.end)
            return [self._reference(mention, proved, _PROVED, "name-footnote", note)], []
        if len(strong) == 1 and not self._defined_otherwise(mention, strong[0]):
            self._define(strong[0], mention.end)
            return self._by_authority(mention, strong[0], note)
        if name in self._defined:
            return [self._reference(mention, self._defined[name], _DEFINED, "name-defined", note)], []
        if not strong and len(weak) == 1 and weak[0].id in self._named_in_full:
            # A loose name that fits one thing only, in a document that names that thing in full too.
            return [self._reference(mention, weak[0], _IN_CONTEXT, "name-context", note)], []
        return [], [self._abstain(mention, (*strong, *weak))]

    def _known(self, names: Mapping[str, tuple[Entry, ...]], name: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in names.get(name, ()) if entry.known_at(self._places.context.date))

    def _proved_by(self, note: Footnote | None, entries: Iterable[Entry]) -> Entry | None:
        """The one entry whose number stands in the note behind the name."""
        if note is None:
            return None
        targets = {reference.target for reference in self._by_note.get(note.number, ())}
        matching = [entry for entry in entries if targets & {str(number) for number in _all_numbers(entry)}]
        return matching[0] if len(matching) == 1 else None

    def _defined_otherwise(self, mention: Mention, entry: Entry) -> bool:
        """Whether the document gives an abbreviation a meaning of its own: "schuldhoudbaarheidsanalyse (DSA)"."""
        name = mention.members[0].name or ""
        if not _ABBREVIATION.fullmatch(name):
            return False
        text = self._places.context.text
        if text[mention.start - 1 : mention.start] == "(" and text[mention.end : mention.end + 1] == ")":
            end, entries = self._previous
            same = entry in entries and mention.start - end <= _DEFINITION_GAP
            initials = _initials(text[max(0, mention.start - _DEFINITION_REACH) : mention.start - 1])
            if not same and not initials.endswith(name.rstrip("0123456789")):
                self._redefined.add(name)
        return name in self._redefined

    def _define(self, entry: Entry, position: int) -> None:
        """Remember the short form the document gives to a name."""
        match = _DEFINITION.match(self._places.context.text, position)
        if match and match["short"] in entry.weak_names:
            self._defined[match["short"]] = entry

    def _by_authority(
        self, mention: Mention, entry: Entry, note: Footnote | None
    ) -> tuple[list[Reference], list[Unresolved]]:
        cited = self._by_note.get(note.number, []) if note else []
        confidence = _NAME if entry.confirmed or not entry.identifiers else _UNCONFIRMED
        if note is not None and len(cited) == 1 and not entry.identifiers:
            # The name has no number of its own yet, and the note behind it gives exactly one.
            reference = self._reference(mention, entry, _NOTE_ONLY, "name-footnote", note)
            return [replace(reference, target=cited[0].target, iri=cited[0].iri)], []
        if any(type_of(entry) == type_of_target(reference) for reference in cited):
            confidence = _CLASH
        reference = self._reference(mention, entry, confidence, "name", note)
        if entry.identifiers and not entry.confirmed and reference.target == str(entry.by_name):
            return [reference], [self._abstain(mention, (entry,), reason_number=True)]
        return [reference], []

    def _reference(
        self, mention: Mention, entry: Entry, confidence: float, rule: str, note: Footnote | None
    ) -> Reference:
        places = self._places
        identifier = self._identity(entry, proved=rule == "name-footnote")
        inside = places.footnote_at(mention.start)
        others = tuple(str(number) for number in entry.identifiers if number != identifier)
        return Reference(
            kind="named",
            text=places.text(mention.start, mention.end),
            start=mention.start,
            end=mention.end,
            target=str(identifier),
            iri=identifier.iri(places.context.base),
            confidence=confidence,
            rule=rule,
            section=places.section(mention.start, inside),
            footnote=inside.number if inside else None,
            candidates=others if identifier == entry.by_name else (),
            explained_by=note.number if note else None,
        )

    def _identity(self, entry: Entry, *, proved: bool) -> Identifier:
        """The number of a thing, when it is sure and could exist at the document's date."""
        for number in entry.identifiers:
            if proved or str(number) in self._explicit:
                return number
            if entry.confirmed and _existed(number, entry, self._places.context.date):
                return number
        return entry.by_name

    def _abstain(self, mention: Mention, entries: Sequence[Entry], *, reason_number: bool = False) -> Unresolved:
        places = self._places
        inside = places.footnote_at(mention.start)
        return Unresolved(
            text=places.text(mention.start, mention.end),
            start=mention.start,
            end=mention.end,
            reason="number-not-confirmed" if reason_number else "ambiguous",
            candidates=tuple(dict.fromkeys(str(next(iter(entry.identifiers), entry.by_name)) for entry in entries)),
            section=places.section(mention.start, inside),
            footnote=inside.number if inside else None,
        )


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", text)).upper()


def _all_numbers(entry: Entry) -> tuple[Identifier, ...]:
    return (*entry.identifiers, entry.celex) if entry.celex else entry.identifiers


def _existed(number: Identifier, entry: Entry, date: str | None) -> bool:
    """Whether a number was given before the document was written.

    A Commission number of the document's own year may be younger than the document, so then only a
    `known_from` in the authority file settles it.
    """
    if date is None or entry.known_from is not None:
        return True
    return not isinstance(number, EuDocument) or number.year < int(date[:4])


def type_of(entry: Entry) -> str | None:
    """The kind of number an entry has: an act's CELEX letter, or the Commission's series."""
    number = next(iter(entry.identifiers), None)
    if isinstance(number, Celex):
        return number.number[5]
    return number.series if isinstance(number, EuDocument) else None


def type_of_target(reference: Reference) -> str | None:
    """The same for a reference by number."""
    if reference.kind == "eu-act":
        return reference.target[5]
    return reference.target.partition("(")[0] if reference.kind == "eu-document" else None
