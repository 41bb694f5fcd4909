"""Short forms: words that a document itself ties to a citation, and words that point back at one.

"Verordening (EU) 2019/452 (hierna: de verordening)", "Verordening (EU) 2021/241 (HVF)", "genoemde richtlijn", "ibid.".
They are looked at when everything else is resolved. A word that may mean two things is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from evgraph.folding import BORDER, Folded
from evgraph.model import Mention, Reference
from evgraph.scanning import compile_scanner

# What a noun may stand for: the CELEX letters of sector 3, or "5" for a document of the Commission.
_TYPES = {
    "verordening": "R5n",
    "richtlijn": "L5n",
    "kaderbesluit": "Fn",
    "besluit": "DF5n",
    "beschikking": "Dn",
    "aanbeveling": "H5n",
}
_DOCUMENT_NOUNS = frozenset(("mededeling", "witboek", "groenboek", "actieplan", "voorstel", "strategie"))
_DETERMINERS = r"(?:de|deze|die|het|dit|dat|onderhavige|voorliggende)"
# Behind a noun these make it another act than the defined one: "de verordening (EU) 2016/679", "de richtlijn inzake …".
_OTHER = re.compile(
    r" {0,12}(?:\((?:EU|EG|EEG)|[0-9]| nr\b)"
    r"| {1,12}(?:van(?! (?:toepassing|kracht|start))|tot(?! (?:stand|nu|dusver))|inzake|betreffende|over|uit|om|dat)\b"
)
# A longer name than the defined one: "ETS-rechten", "Green Deal Zorg".
_PART_OF_NAME = re.compile(r"-[^\W\d_]| [A-Z][a-z]")
_BARE = re.compile(r" {0,2}\((?:de |het )?['\"\xab]?(?P<short>[\w-]{2,40})['\"\xbb]?\)")
# "de verordeningen" are more than one.
_PLURAL = re.compile(
    r"(?:verordening|richtlijn|besluit|beschikking|aanbeveling|mededeling|voorstell?)en\Z", re.IGNORECASE
)
_ACT_WORD = re.compile(
    r"(?:verordening|richtlijn|kaderbesluit|besluit|beschikking|aanbeveling|mededeling|witboek|groenboek|actieplan|strategie"
    r"|voorstel|\bact|\bakte|regulation|directive|\bcode)\Z",
    re.IGNORECASE,
)
_NATIONAL = re.compile(r"wetsvoorstel|wijzigingsvoorstel|koninklijk|uitvoeringsbesluit|implementatie", re.IGNORECASE)
_ADJACENT = 3
_LONGEST_ABBREVIATION = 6
_REACH = 700
# A title in quotes or a year between a citation and "ibid." is of a source that evgraph does not read.
_UNREAD_SOURCE = re.compile(r"['\"]\w[^'\"]{3,}['\"]|\b(?:19|20)[0-9]{2}\b")
_DEFINED, _NOUN, _BACK, _SAME = 0.9, 0.75, 0.7, 0.7
_SAME_LINES = 2
# No document defines so many; a list of thousands is no text, and would make a pattern without end.
_MOST_DEFINITIONS = 300


@dataclass(frozen=True, slots=True)
class Found:
    """A word that means what a reference means."""

    start: int
    end: int
    rule: str
    confidence: float
    meant: Reference
    page: str | None = None


@dataclass(frozen=True, slots=True)
class _Definition:
    """From a position on a short form means a reference; None: from there on nobody can tell."""

    position: int
    short: str
    meant: Reference | None


def find_short_forms(folded: Folded, references: Sequence[Reference], mentions: Sequence[Mention]) -> Iterator[Found]:
    """Find what short forms and back references mean.

    Args:
        folded: the document.
        references: all that is resolved, in order of `start`.
        mentions: of kind "named" with the rules "definition", "name-back", "name-last" and "name-same".

    Yields:
        In no particular order; none overlaps a reference.
    """
    acts = [reference for reference in references if _type(reference) is not None]
    announced = [_announced(folded, mention, acts) for mention in mentions if mention.rule == "definition"]
    known = list(islice((d for d in (*announced, *_in_brackets(folded, acts)) if d.meant), _MOST_DEFINITIONS))
    shorts = {definition.short.lower() for definition in known}
    definitions = known + [d for d in announced if d.meant is None and d.short.lower() in shorts]
    in_order = sorted(definitions, key=lambda definition: definition.position)
    uses = list(_uses(folded, in_order, references)) if known else []
    yield from uses
    # Where a word that means a citation ends, and what it means.
    meant = {d.position: d.meant.target for d in known if d.meant} | {use.end: use.meant.target for use in uses}
    for mention in mentions:
        if mention.rule in {"name-back", "name-last"}:
            yield from _named_before(folded, mention, acts, meant)
        elif mention.rule == "name-same":
            yield from _the_same(folded, mention, references)


def _type(reference: Reference) -> str | None:
    """What kind of act or document a reference names: a CELEX letter, "5", or "n" when only its name is known."""
    target = reference.target
    if (
        reference.kind in {"eu-act", "celex", "named"}
        and len(target) >= 10
        and target[0] == "3"
        and target[1:5].isdigit()
    ):
        return target[5]
    if target.startswith(("COM(", "JOIN(", "SWD(", "C(")) or (reference.kind == "celex" and target[0] == "5"):
        return "5"
    return "n" if target.startswith("name:") else None


def _fits(noun: str, reference: Reference) -> bool:
    kind = _type(reference) or ""
    return kind in _TYPES[noun] if noun in _TYPES else noun not in _DOCUMENT_NOUNS or kind in "5n"


def _before(acts: Sequence[Reference], position: int, reach: int) -> Sequence[Reference]:
    last = bisect_left(acts, position, key=lambda reference: reference.start)
    first = bisect_left(acts, position - reach, hi=last, key=lambda reference: reference.start)
    return acts[first:last]


def _named_before(
    folded: Folded, mention: Mention, acts: Sequence[Reference], meant: Mapping[int, str]
) -> Iterator[Found]:
    noun = mention.members[0].name or ""
    near = [r for r in _before(acts, mention.start, _REACH) if _fits(noun, r) and _type(r) != "n"]
    if not near or (mention.rule == "name-back" and len({reference.target for reference in near}) > 1):
        return
    # "Bij koninklijk besluit is dat gewijzigd. Laatstgenoemd besluit": another one stands between.
    between = re.compile(rf"\b{noun}", re.IGNORECASE).finditer(folded.text, near[-1].end, mention.start)
    if any(meant.get(other.end()) != near[-1].target for other in between):
        return
    yield Found(mention.start, mention.end, mention.rule, _BACK, near[-1])


def _the_same(folded: Folded, mention: Mention, references: Sequence[Reference]) -> Iterator[Found]:
    """What "ibid." repeats: the one citation of the note before it, or of its own note up to there."""
    text = folded.original
    furthest = max(0, mention.start - _REACH)
    begin = text.rfind("\n", furthest, mention.start) + 1 or furthest
    for _ in range(_SAME_LINES):
        near = [r for r in _before(references, mention.start, mention.start - begin) if r.end <= mention.start]
        if near:
            unread = _UNREAD_SOURCE.search(folded.text, near[-1].end, mention.start)
            if len({reference.target for reference in near}) == 1 and unread is None:
                yield Found(mention.start, mention.end, mention.rule, _SAME, near[-1], mention.members[0].page)
            return
        blank = furthest + len(text[furthest:begin].rstrip())
        begin = text.rfind("\n", furthest, blank) + 1 or furthest


def _announced(folded: Folded, mention: Mention, acts: Sequence[Reference]) -> _Definition:
    """The definition with "hierna": of the one citation in the same sentence that it can be."""
    short = mention.members[0].name or ""
    behind = folded.text.find(short, mention.end) + len(short)
    near = list(_before(acts, mention.start, _REACH))
    if not near or _PLURAL.search(short):
        return _Definition(behind, short, None)
    sentence = _sentence_start(folded.text, max(0, mention.start - _REACH), mention.start)
    near = [reference for reference in near if reference.start >= sentence]
    if short.lower() in _TYPES or short.lower() in _DOCUMENT_NOUNS:
        near = [reference for reference in near if _fits(short.lower(), reference)]
    adjacent = [reference for reference in near if mention.start - reference.end <= _ADJACENT]
    # "Naast de AVG geldt Verordening (EU) 2022/2554 van … (hierna: de verordening)": the number is what is defined.
    meant = adjacent or [reference for reference in near if reference.kind != "named"] or near
    sure = len({reference.target for reference in meant}) == 1 and _can_be_act(short, adjacent=bool(adjacent))
    return _Definition(behind, short, meant[-1] if sure else None)


def _sentence_start(text: str, begin: int, end: int) -> int:
    """Where the sentence before an offset begins: behind a full stop that closes no abbreviation, or an empty line."""
    border = text.rfind(BORDER, begin, end)
    stop = end
    while (stop := text.rfind(". ", max(begin, border + 1), stop)) >= 0:
        word = text[max(begin, stop - _LONGEST_ABBREVIATION) : stop].rpartition(" ")[2].rstrip(")\"'")
        if text[stop + 2 : stop + 3].isupper() and (len(word) > _LONGEST_ABBREVIATION - 2 or word.isdigit()):
            return stop + 2
    return max(begin, border + 1)


def _can_be_act(short: str, *, adjacent: bool) -> bool:
    """Whether a short form can name an act.

    One with a word for it can ("FDI-verordening"); right behind the number a name of its own can too ("DORA"). Anything
    else ("de minister", "ACM", "onderneming") names something of the sentence.
    """
    if _ACT_WORD.search(short):
        return _NATIONAL.search(short) is None
    return adjacent and (sum(sign.isupper() for sign in short) >= 2 or short[-1].isdigit())


def _in_brackets(folded: Folded, acts: Sequence[Reference]) -> Iterator[_Definition]:
    """A short form in brackets right behind a number: "Verordening (EU) 2021/241 (HVF-verordening)".

    An abbreviation there is as often the agency or the subject of the act: "(ENISA)", "(MKB)".
    """
    for reference in acts:
        match = _BARE.match(folded.text, reference.end) if reference.kind in {"eu-act", "eu-document"} else None
        if match and _ACT_WORD.search(match["short"]):
            yield _Definition(match.end(), match["short"], reference)


def _uses(folded: Folded, definitions: Sequence[_Definition], references: Sequence[Reference]) -> Iterator[Found]:
    by_key: dict[str, list[_Definition]] = {}
    for definition in definitions:
        by_key.setdefault(definition.short.lower(), []).append(definition)
    starts = [reference.start for reference in references]
    defined = {definition.position for definition in definitions}
    scanner = compile_scanner("|".join(sorted({_pattern(definition.short) for definition in definitions})))
    for match in scanner.finditer(folded.data, definitions[0].position):
        start, end = match.span()
        words = folded.text[start:end]
        noun = (
            re.search(r"\w+\Z", words)
            if words[:1].islower() or words.split(" ")[0].lower() in _DETERMINER_WORDS
            else None
        )
        key = words.lower()
        if key not in by_key and noun is not None:
            key, start = noun.group().lower(), start + noun.start()
        known = by_key.get(key, [])
        index = bisect_right(known, start, key=lambda definition: definition.position) - 1
        meant = known[index].meant if index >= 0 else None
        # Where it is defined anew, it does not mean what it meant before.
        if meant is None or end in defined or _overlaps(references, starts, start, end):
            continue
        is_noun = key in _TYPES or key in _DOCUMENT_NOUNS
        if (_OTHER if is_noun else _PART_OF_NAME).match(folded.text, end) or folded.text[start - 1 : start] == "-":
            continue
        yield Found(start, end, "name-defined", _NOUN if is_noun else _DEFINED, meant)


_DETERMINER_WORDS = frozenset("de deze die het dit dat onderhavige voorliggende".split())


def _pattern(short: str) -> str:
    escaped = "".join(sign if sign.isalnum() or sign == " " else f"\\x{{{ord(sign):x}}}" for sign in short)
    if short.lower() in _TYPES or short.lower() in _DOCUMENT_NOUNS:
        return rf"(?i:\b{_DETERMINERS} {{1,3}}{escaped}\b)"
    return rf"\b(?:{escaped}|{escaped[0].swapcase()}{escaped[1:]})\b" if len(short) > 8 else rf"\b{escaped}\b"


def _overlaps(references: Sequence[Reference], starts: Sequence[int], start: int, end: int) -> bool:
    index = bisect_left(starts, end)
    return any(reference.end > start for reference in references[max(0, index - 8) : index])
