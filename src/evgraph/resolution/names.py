"""Resolving names: what a name means in this document, or that it may mean too much to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evgraph.authorities import Authorities, Entry
from evgraph.identifiers import Celex, EuDocument, Identifier
from evgraph.model import Footnote, Mention, Reference, Unresolved
from evgraph.resolution.places import Places

# An abbreviation that a document gives to the name before it: " (CER)", " (hierna: IMERA)".
_DEFINITION = re.compile(r"\s?\((?:hierna:?\s)?(?:de\s|het\s)?[‘'\"“]?(?P<short>[A-Z][\w+-]{1,14})[’'\"”]?\)")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_DEFINITION_GAP = 3
_LONG_ENOUGH = 10
# Before the name of an act these mean another act than the one that bears the name now.
_NEWER = re.compile(
    r"\b(?:herziene|herziening|nieuwe|voorgestelde|aangepaste|gewijzigde|voorstel(?:len)?\svoor\seen(?:\snieuwe)?)\s\Z",
    re.IGNORECASE,
)
_NEWER_REACH = 32

_NAME, _DEFINED, _PROVED, _NOTE_ONLY, _NUMBERED, _IN_CONTEXT, _CLASH = 0.9, 0.9, 0.99, 0.85, 0.8, 0.7, 0.6
_UNCONFIRMED = 0.7


class NameResolver:
    """Resolves names in order of place, remembering what the document has defined so far."""

    def __init__(
        self,
        authorities: Authorities,
        places: Places,
        explicit: Sequence[Reference],
        mentions: Sequence[Mention],
    ) -> None:
        self._authorities = authorities
        self._places = places
        strong = [self._known(authorities.strong, mention.members[0].name or "") for mention in mentions]
        self._full_names: dict[str, set[str]] = {}
        for mention, entries in zip(mentions, strong, strict=True):
            if len(entries) == 1:
                full = (mention.members[0].name or "").casefold()
                self._full_names.setdefault(entries[0].id, set()).add(full)
        self._explicit = frozenset(reference.target for reference in explicit)
        self._defined: dict[str, Entry] = {}
        self._redefined: set[str] = set()
        self._previous: tuple[int, tuple[Entry, ...]] = (-1, ())
        self._by_note: dict[int, list[Reference]] = {}
        for reference in explicit:
            if reference.footnote is not None and reference.kind in {"eu-act", "eu-document", "celex"}:
                self._by_note.setdefault(reference.footnote, []).append(reference)

    def resolve(self, mention: Mention) -> tuple[list[Reference], list[Unresolved]]:
        """Resolve one name; mentions must come in order of place."""
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
        if len(strong) == 1 and strong[0].kind == "act" and self._means_a_newer_act(mention):
            return [], [self._abstain(mention, strong)]
        if len(strong) == 1 and not self._defined_otherwise(mention, strong[0]):
            self._define(strong[0], mention.end)
            return self._by_authority(mention, strong[0], note)
        if name in self._defined:
            return [self._reference(mention, self._defined[name], _DEFINED, "name-defined", note)], []
        numbered = [entry for entry in weak if any(str(number) in self._explicit for number in _all_numbers(entry))]
        if not strong and len(numbered) == 1:
            # A loose name of the one thing whose number the document gives itself.
            return [self._reference(mention, numbered[0], _NUMBERED, "name-context", note)], []
        if not strong and len(weak) == 1 and self._is_short_for(name, weak[0]):
            # A loose name that is part of a full name of the same thing elsewhere in the document.
            return [self._reference(mention, weak[0], _IN_CONTEXT, "name-context", note)], []
        return [], [self._abstain(mention, (*strong, *weak))]

    def _is_short_for(self, name: str, entry: Entry) -> bool:
        """Whether a loose name is part of a full name of the thing: "FDI-screening" of "FDI-screeningverordening"."""
        return len(name) >= _LONG_ENOUGH and any(name.casefold() in full for full in self._full_names.get(entry.id, ()))

    def _known(self, names: Mapping[str, tuple[Entry, ...]], name: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in names.get(name, ()) if entry.known_at(self._places.context.date))

    def _proved_by(self, note: Footnote | None, entries: Iterable[Entry]) -> Entry | None:
        """The one entry whose number stands in the note behind the name."""
        if note is None:
            return None
        targets = {reference.target for reference in self._by_note.get(note.number, ())}
        matching = [entry for entry in entries if targets & {str(number) for number in _all_numbers(entry)}]
        return matching[0] if len(matching) == 1 else None

    def _means_a_newer_act(self, mention: Mention) -> bool:
        before = self._places.text(max(0, mention.start - _NEWER_REACH), mention.start)
        return _NEWER.search(before) is not None

    def _defined_otherwise(self, mention: Mention, entry: Entry) -> bool:
        """Whether the document gives an abbreviation a meaning of its own: "schuldhoudbaarheidsanalyse (DSA)"."""
        name = mention.members[0].name or ""
        if not _ABBREVIATION.fullmatch(name):
            return False
        text = self._places.context.text
        if text[mention.start - 1 : mention.start] == "(" and text[mention.end : mention.end + 1] == ")":
            end, entries = self._previous
            same = entry in entries and mention.start - end <= _DEFINITION_GAP
            if not same:
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
        if note is not None and len(cited) == 1 and not entry.identifiers and _is_all(note, cited[0]):
            # The name has no number of its own yet, and the note behind it is nothing but one.
            reference = self._reference(mention, entry, _NOTE_ONLY, "name-footnote", note)
            return [replace(reference, target=cited[0].target, iri=cited[0].iri)], []
        if any(_type_of(entry) == _type_of_target(reference) for reference in cited):
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


def _is_all(note: Footnote, reference: Reference) -> bool:
    """Whether a note holds the reference and nothing more."""
    return note.text.replace(reference.text, "").strip(" .;:") == ""


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


def _type_of(entry: Entry) -> str | None:
    """The kind of number an entry has: an act's CELEX letter, or the Commission's series."""
    number = next(iter(entry.identifiers), None)
    if isinstance(number, Celex):
        return number.number[5]
    return number.series if isinstance(number, EuDocument) else None


def _type_of_target(reference: Reference) -> str | None:
    """The same for a reference by number."""
    if reference.kind == "eu-act":
        return reference.target[5]
    return reference.target.partition("(")[0] if reference.kind == "eu-document" else None
