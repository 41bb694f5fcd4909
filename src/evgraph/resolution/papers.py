"""Numbers without a dossier: "de motie op stuk nr. 157", "(nr. 175)" behind a dossier that was named before.

The dossier is that in which the document cites this very number; else the only one the document has named so far, or
the only one of the same paragraph. A number that fits none of these is left open, or no citation at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers import Dossier, Kamerstuk
from evgraph.model import Member, Mention

# What makes a bare "nr. 17" a paper: the word for one right before it, "de motie (nr. 17)", "de motie-Jansen c.s., nr.
# 17", "de brief van 3 mei, nr. 17", "de motie onder nr. 17"; not "de brief over VN-verdrag nr. 111".
_PAPER_WORD = re.compile(
    r"\b(?:sub|burger)?(?:motie|amendement|brief|nota|verslag|memorie|fiche)(?:s|n|en)?"
    r"(?:[- ](?-i:[A-Z])[\w'-]+(?:[ /-](?:van|der|de|den|c\.s\.|(?-i:[A-Z])[\w'-]+)){0,4})?"
    r"(?: van [0-9]{1,2} [a-z]{3,9}(?: [0-9]{4})?)?"
    r"(?:,? ?\(?|,? (?:gedrukt )?onder )\Z|\b(?:sub|burger)?(?:motie|amendement)\w*\b[^.;:()\n]{0,60}\(\Z",
    re.IGNORECASE,
)
# ... or right behind a sentence that names a dossier: "in dossier 36 496. In nr. 17 staat".
_OF_ANOTHER = re.compile(r"\s(?:van|uit|in)\s")
_OPENS = re.compile(r"[.;(]\s(?:(?:zie(?:\sook)?|in|bij|onder|met)\s)?\Z", re.IGNORECASE)
# An item of a debate, under which the papers of its bill have numbers only: "Stemmingen in verband met het wetsvoorstel
# Wet regie (36512).", then "het amendement-Pieters (stuk nr. 20)".
_ITEM = re.compile(r"(?:\A|\n)[^\n]{0,40}\b(?:[Ss]temming(?:en)?|[Aa]an de orde|[Bb]ehandeling)\b[^\n]*\Z")
_LONGEST_HEADING, _UNDER_HEADING = 500, 20_000
_ONLY_CONTEXT = frozenset({"kamerstuk-context", "kamerstuk-context-bare"})
# Names a dossier, but is no citation itself.
_BRACKET = "dossier-bracket"
_REACH = 120
_FAR = 1500
# How far off a paper of the same number may be cited: within a debate, or near by when the number is low.
_SAME_DEBATE, _NEAR, _HIGH, _MOST_PLACES = 60_000, 6_000, 3, 50
_SAME_NUMBER, _ONLY_DOSSIER, _SAME_PARAGRAPH, _BARE = 0.85, 0.75, 0.65, 0.6


@dataclass(frozen=True, slots=True)
class _Cited:
    start: int
    dossier: Dossier
    number: str | None
    heading: bool = False


class _Dossiers:
    """The dossiers a document names, in order of place; tells in O(log n) which one a number belongs to."""

    def __init__(self, cited: Sequence[_Cited]) -> None:
        self._cited = cited
        self._starts = [place.start for place in cited]
        self._by_number: dict[str, list[_Cited]] = {}
        # For each place, the index of the last place before it with another dossier.
        self._other: list[int] = []
        for index, place in enumerate(cited):
            if place.number is not None:
                self._by_number.setdefault(place.number, []).append(place)
            same = index > 0 and cited[index - 1].dossier == place.dossier
            self._other.append(self._other[-1] if same else index - 1)

    @property
    def any(self) -> bool:
        """Whether the document names a dossier at all."""
        return bool(self._cited)

    def alone_before(self, position: int, reach: int) -> bool:
        """Whether the last thing cited before an offset, and near it, is a dossier without a paper."""
        last = bisect_left(self._starts, position) - 1
        return last >= 0 and self._cited[last].number is None and position - self._starts[last] <= reach

    def _same_number(self, position: int, number: str) -> set[Dossier]:
        """The dossiers in which this number is cited near by; a low number comes back in every dossier."""
        places = self._by_number.get(number, [])
        reach = _NEAR if len(number) < _HIGH else _SAME_DEBATE
        first = bisect_left(places, position - reach, key=lambda place: place.start)
        last = bisect_left(places, position + reach, lo=first, key=lambda place: place.start)
        return {place.dossier for place in places[first : min(last, first + _MOST_PLACES)]}

    def of(self, text: str, position: int, number: str) -> tuple[Dossier | None, float]:
        """The dossier of a number at an offset, with how sure that is."""
        same = self._same_number(position, number)
        if len(same) == 1:
            return same.pop(), _SAME_NUMBER
        last = bisect_left(self._starts, position) - 1
        if last < 0:
            return None, 0.0
        place, other = self._cited[last], self._other[last]
        if other < 0 and position - place.start <= _FAR:
            return place.dossier, _ONLY_DOSSIER
        if place.heading and position - place.start <= _UNDER_HEADING:
            return place.dossier, _SAME_PARAGRAPH
        paragraph = text.rfind("\n", max(0, position - _FAR), position)
        alone = other < 0 or self._cited[other].start < paragraph
        near = place.start > paragraph >= 0 or (paragraph < 0 and position - place.start <= _FAR)
        return (place.dossier, _SAME_PARAGRAPH) if alone and near else (None, 0.0)


def settle_papers(text: str, mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Give numbers without a dossier theirs.

    Args:
        text: the document.
        mentions: all mentions, in order of place.

    Returns:
        The mentions, those settled with an identifier and those that are no citation left out; and the ones that are
        citations ("stuk nr. 12") but fit no dossier for sure.
    """
    if not any(mention.rule in _ONLY_CONTEXT or mention.rule == _BRACKET for mention in mentions):
        return tuple(mentions), ()
    cited = _Dossiers(tuple(_cited(text, mentions)))
    settled: list[Mention] = []
    left_open: list[Mention] = []
    for mention in mentions:
        if mention.rule not in _ONLY_CONTEXT:
            settled += [mention] if mention.rule != _BRACKET else []
            continue
        found = _settle(text, mention, cited)
        if found is not None:
            settled.append(found)
        elif mention.rule == "kamerstuk-context" and cited.any:
            left_open.append(mention)
    return tuple(settled), tuple(left_open)


def _cited(text: str, mentions: Iterable[Mention]) -> Iterable[_Cited]:
    for mention in mentions:
        for member in mention.members:
            thing = member.identifier
            if isinstance(thing, Kamerstuk):
                yield _Cited(start=member.start, dossier=thing.dossier, number=thing.number)
            elif isinstance(thing, Dossier):
                before = text[max(0, member.start - _LONGEST_HEADING) : member.start]
                yield _Cited(start=member.start, dossier=thing, number=None, heading=_ITEM.search(before) is not None)


def _settle(text: str, mention: Mention, cited: _Dossiers) -> Mention | None:
    if mention.rule == "kamerstuk-context-bare" and not _is_paper(text, mention, cited):
        return None
    members: list[Member] = []
    confidence = 1.0
    for member in mention.members:
        dossier, sure = cited.of(text, mention.start, member.name or "")
        if dossier is None:
            return None
        try:
            paper = Kamerstuk(dossier=dossier, number=member.name or "")
        except InvalidIdentifier:
            return None
        members.append(replace(member, identifier=paper, name=None))
        confidence = min(confidence, sure)
    if mention.rule == "kamerstuk-context-bare":
        confidence = min(confidence, _BARE)
    return replace(mention, members=tuple(members), confidence=confidence, rule="kamerstuk-context")


def _is_paper(text: str, mention: Mention, cited: _Dossiers) -> bool:
    number = mention.members[0].name or ""
    if len(number) == len("2024") and number[:2] in {"19", "20"}:
        return False
    before = text[max(0, mention.start - _REACH) : mention.start]
    if _PAPER_WORD.search(before) is not None:
        return True
    opens = _OPENS.search(before) is not None and _OF_ANOTHER.match(text, mention.end) is None
    return opens and cited.alone_before(mention.start, _REACH)
