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
# A version behind a name makes it another thing: "Chips Act 2.0" is not the Chips Act.
_VERSION = re.compile(r"\s?\d{1,2}\.\d")
_GLUED_DIGITS = re.compile(r"\d{1,2}(?!\d)")
_LONGEST_GAP = 3


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
    """A trie of names, compared without case but for short names and abbreviations."""

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
        yield _Token(key=prefix + match.group().casefold(), start=match.start(), end=match.end())
        previous_end = match.end()


def _stands_alone(text: str, start: int, end: int) -> bool:
    """No letter or digit may touch the name, but one or two digits glued behind a word may be a marker."""
    if start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return False
    if _VERSION.match(text, end):
        return False
    following = text[end : end + 1]
    if following.isdigit():
        return not text[end - 1].isdigit() and _GLUED_DIGITS.match(text, end) is not None
    return not following.isalpha()


def _same_case(name: str, surface: str) -> bool:
    """Several words may be written in any case; one word only in the case of the name or capitalised."""
    if name == surface or " " in name:
        return True
    return name[1:] == surface[1:] and any(letter.islower() for letter in name[1:])
