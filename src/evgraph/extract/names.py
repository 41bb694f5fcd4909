"""Names: instruments and laws mentioned by title, nickname or abbreviation.

One RE2 scan for all known names at once; the longest name at a place wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from evgraph.folding import Folded, fold
from evgraph.model import Member, Mention
from evgraph.scanning import compile_scanner

# What makes a name another thing. Behind it a version or a Roman numeral: "Chips Act 2.0", "Omnibus II",
# "Chips Act 3" (a bare number only behind an English title; "Blocking Statute 4 jaar" is no such thing).
_VERSION = re.compile(r"\s?\d{1,2}\.\d|\s(?:II|III|IV|V|VI)(?![\w])|\s(?:19|20)\d{2}(?![\w])")
_ACT_NUMBER = re.compile(r"\s\d(?![\w.])")
# Before it a country, an ordinal or the law that carries it out: "Amerikaanse Chips Act", "Uitvoeringswet AVG".
_OTHER_BEFORE = re.compile(
    r"(?:amerikaanse?|britse?|chinese?|japanse?|australi\w{1,6}|canade\w{1,4}|zwitserse?|indiase?|u\.?s\.?|u\.?k\.?"
    r"|(?:tweede|derde|vierde|vijfde|zesde|zevende)|uitvoerings(?:wet|besluit|regeling)|implementatiewet)\s$",
    re.IGNORECASE,
)
# Before an English title any other capitalised word or "K-" makes it somebody else's: "Korean Chips Act",
# "Colorado AI Act"; not "EU", "European", nor the word a Dutch sentence begins with.
_FOREIGN_BEFORE = re.compile(
    r"(?<![\w-])(?!(?:EU|Europe(?:an|se|es)|De|Het|Een|Deze|Die|Dit|Dat|Via|Met|Voor|Ook|En|Of|In|Op|Bij|Naast|Door"
    r"|Onder|Volgens|Als|Zie|Tot|Uit|Van|Over|Mededeling|Verordening|Voorstel|Fiche|Herziening)(?:[\s-]))[A-Z][\w']{0,20}[\s-]\Z"
)
# Behind it a country or firm, or an English verb: "AI Act van Colorado", "REACH out to us".
_OTHER_BEHIND = re.compile(r" van (?!Europa|Brussel|EU)[A-Z][a-z]| (?:out|to|for|is a|the) ")
_LOOK_BACK = 24
_GLUED_DIGITS = re.compile(r"\d{1,2}(?!\d)")
_LONGEST_GAP = 3
_LONG_NAME = 8


class NameIndex:
    """All names as one pattern; see `_same_case` for how capitals count."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_key: dict[str, list[str]] = {}
        for name in names:
            self._by_key.setdefault(_key(fold(name).text), []).append(name)
        self._shorter = {key: _prefixes(key, self._by_key) for key in self._by_key}
        patterns = {_pattern(fold(name).text) for found in self._by_key.values() for name in found}
        # RE2 takes an empty alternation for the empty string, which is everywhere.
        self._scanner = compile_scanner("|".join(sorted(patterns)), longest=True) if patterns else None

    def find(self, folded: Folded, admits: Callable[[str], bool]) -> Iterator[tuple[str, int, int]]:
        """Yield (name, start, end) of the longest admitted name at each place, without overlaps."""
        position = 0
        while self._scanner is not None and (match := self._scanner.search(folded.data, position)):
            start, end = match.span()
            position = start + 1
            for name, length in self._longest_first(folded.text, start, end):
                if admits(name):
                    yield name, start, length
                    position = length
                    break

    def _longest_first(self, text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
        """The names at a place with where they end, the longest first."""
        key = _key(text[start:end])
        for candidate in (key, *self._shorter.get(key, ())):
            stop = _end_of(candidate, text, start)
            if _stands_alone(text, start, stop):
                for name in self._by_key.get(candidate, ()):
                    if _same_case(name, _single_spaced(text[start:stop])):
                        yield name, stop


def find_names(folded: Folded, index: NameIndex, admits: Callable[[str], bool]) -> Iterator[Mention]:
    """Find names.

    Args:
        folded: any text, footnote markers masked, folded.
        index: the names to look for.
        admits: tells whether a name may be meant in this document at all; when it says no, a shorter
            name at the same place is tried.

    Yields:
        Mentions of kind "named" whose member carries the name as the index knows it.
    """
    for name, start, end in index.find(folded, admits):
        member = Member(start=start, end=end, name=name)
        yield Mention(kind="named", rule="name", start=start, end=end, members=(member,))


def _single_spaced(text: str) -> str:
    return re.sub(" +", " ", text)


def _key(text: str) -> str:
    return _single_spaced(text).lower()


def _prefixes(key: str, keys: Iterable[str] | dict[str, list[str]]) -> tuple[str, ...]:
    """The other names that a name begins with, longest first."""
    return tuple(key[:length] for length in range(len(key) - 1, 0, -1) if key[:length] in keys)


def _pattern(name: str) -> str:
    """RE2 for a name: capitals must be there, small letters may be capitals, spaces may be up to three."""
    signs = []
    for index, sign in enumerate(name):
        if sign == " ":
            signs.append(f" {{1,{_LONGEST_GAP}}}")
        elif sign.isalpha() and (sign.islower() or (index == 0 and len(name) >= _LONG_NAME)):
            signs.append(
                f"[{sign.lower()}{sign.upper()}]" if len(sign.upper()) == 1 and sign.upper() <= "\xff" else sign
            )
        else:
            signs.append(sign if sign.isalnum() else f"\\x{{{ord(sign):x}}}")
    return "".join(signs)


def _end_of(key: str, text: str, start: int) -> int:
    position = start
    for sign in key:
        position += 1
        while sign == " " and text[position : position + 1] == " ":
            position += 1
    return position


def _stands_alone(text: str, start: int, end: int) -> bool:
    """No letter or digit may touch the name, but one or two digits glued behind a word may be a marker."""
    if start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return False
    english = text.endswith("Act", start, end)
    abbreviation = text[end - 1].isupper()
    if _VERSION.match(text, end) or ((english or abbreviation) and _ACT_NUMBER.match(text, end)):
        return False
    before = text[max(0, start - _LOOK_BACK) : start]
    if _OTHER_BEFORE.search(before) or (english and _FOREIGN_BEFORE.search(before)):
        return False
    if _OTHER_BEHIND.match(text, end) or text[max(0, start - 8) : start].lower().endswith("ontwerp-"):
        return False
    following = text[end : end + 1]
    if following.isdigit():
        # Behind a word a marker may be glued; behind an abbreviation a digit makes another one: PSD3 is not PSD.
        return text[end - 1].islower() and _GLUED_DIGITS.match(text, end) is not None
    return not following.isalpha()


def _same_case(name: str, surface: str) -> bool:
    """Capitals of the name must be there: MiCA is not mica, REACH not reach.

    More capitals than the name has are fine ("Verordening Buitenlandse Subsidies"), and the first letter
    of a longer name is free, since it depends on the place in the sentence.
    """
    pairs = list(zip(name, surface, strict=False))
    if len(name) >= _LONG_NAME:
        pairs = pairs[1:]
    return all(not of_name.isupper() or of_text.isupper() for of_name, of_text in pairs)
