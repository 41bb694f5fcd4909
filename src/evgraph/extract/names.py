"""Names: instruments and laws mentioned by title, nickname or abbreviation.

One pass over the words of the text with a trie of all known names; the longest name at a place wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from evgraph.model import Member, Mention

# Letters and digits apart, so that "Statute4" and "NIS2" both fall into parts that can be compared.
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
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
    r"|Onder|Volgens|Als|Zie|Tot|Uit|Van|Over|Mededeling|Verordening|Voorstel|Fiche|Herziening)(?:[\s-]))[A-Z][\w’']{0,20}[\s-]\Z"
)
_LOOK_BACK = 24
_GLUED_DIGITS = re.compile(r"\d{1,2}(?!\d)")
_LONGEST_GAP = 3
_LONG_NAME = 8
# Signs that typesetters exchange.
_ALIKE = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-"})


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    start: int
    end: int


class NameIndex:
    """A trie of names; see `_same_case` for how capitals count."""

    def __init__(self, names: Iterable[str]) -> None:
        self._root = _Node()
        for name in names:
            node = self._root
            for token in _tokens(name):
                node = node.children.setdefault(token.key, _Node())
            node.names.append(name)

    def find(self, text: str, admits: Callable[[str], bool]) -> Iterator[tuple[str, int, int]]:
        """Yield (name, start, end) of the longest admitted name at each place, without overlaps."""
        tokens = list(_tokens(text))
        index = 0
        while index < len(tokens):
            length = 0
            for name, length in self._longest_first(text, tokens, index):
                if admits(name):
                    yield name, tokens[index].start, tokens[index + length - 1].end
                    break
            else:
                length = 0
            index += max(1, length)

    def _longest_first(self, text: str, tokens: list[_Token], index: int) -> Iterator[tuple[str, int]]:
        node = self._root.children.get(tokens[index].key.strip())
        found: list[tuple[str, int]] = []
        length = 1
        while node is not None:
            end = tokens[index + length - 1].end
            if node.names and _stands_alone(text, tokens[index].start, end):
                surface = text[tokens[index].start : end]
                found += [(name, length) for name in node.names if _same_case(name, surface)]
            if index + length == len(tokens):
                break
            node = node.children.get(tokens[index + length].key)
            length += 1
        return reversed(found)


def find_names(text: str, index: NameIndex, admits: Callable[[str], bool]) -> Iterator[Mention]:
    """Find names.

    Args:
        text: any text, footnote markers masked.
        index: the names to look for.
        admits: tells whether a name may be meant in this document at all; when it says no, a shorter
            name at the same place is tried.

    Yields:
        Mentions of kind "named" whose member carries the name as the index knows it.
    """
    for name, start, end in index.find(text, admits):
        member = Member(start=start, end=end, name=name)
        yield Mention(kind="named", rule="name", start=start, end=end, members=(member,))


def _tokens(text: str) -> Iterator[_Token]:
    """Cut a text into tokens; the key has a space before it when white space does."""
    previous_end = 0
    for match in _TOKEN.finditer(text):
        gap = match.start() - previous_end
        space = "" if gap == 0 else " " if gap <= _LONGEST_GAP else "\n"
        prefix = "" if previous_end == 0 else space
        yield _Token(key=prefix + match.group().casefold().translate(_ALIKE), start=match.start(), end=match.end())
        previous_end = match.end()


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
