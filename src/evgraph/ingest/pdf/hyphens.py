"""How the end of a line and the start of the next become one text: with a space, without, or without the hyphen.

The rule for a hyphen at the end of a line, the first that applies:

1. a sign that is used for breaking only (a soft hyphen, or "‐" where the document writes "-" in its lines) goes;
2. before "en", "of", "tot" and the like it stays, with a space ("in- en uitvoer");
3. it stays before or behind a digit, before a capital, and behind a capital or a single letter ("EU-lidstaten",
   "2021-2027", "NIS2-richtlijn", "e-mail");
4. the document's own words decide: "verordening" elsewhere in it joins, "dual-use" elsewhere keeps;
5. it stays where two vowels meet that would be read as one ("zee-egels", "auto-ongeluk") and behind words that
   are written with a hyphen before lower case ("non-", "niet-", "dual-");
6. else it goes, if the document breaks words at all: when few of its lines end so, the hyphen is the writer's.

Missed are compounds in which only the sense shows the hyphen ("kosten-batenanalyse" comes out as "kostenbatenanalyse"
when it is broken there and stands nowhere else), and words that lose a trema where they are broken ("ge-integreerd").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SOFT, _TYPOGRAPHIC = "\u00ad", "\u2010"
HYPHENS = ("-", _TYPOGRAPHIC, _SOFT)
# "grond- en oppervlaktewater": the word is not broken but cut short.
_CUT_SHORT = frozenset("en of tot als dan t/m en/of respectievelijk resp. c.q. noch".split())
# Written with a hyphen before lower case, and no first part of a word that has none ("ex-port", "stand-punt").
_HYPHENATED = frozenset("non niet dual bottom follow know one two".split())
# Two letters that Dutch reads as one sound; across a hyphen they are of two words. Not "ie": "groei-ende".
_CLASHES = frozenset("aa ae ai au ee ei eu ij oe oi oo ou ui uu".split())
# The end of a line inside a web address: "…/legal-content/NL/TXT/?uri=celex:"; not "zie www.rijksoverheid.nl."
_IN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_ADDRESS_GOES_ON = re.compile(r"[\w/?=&%#:._~+-]*[/?=&%#:_][^\s]*|\S*\d\S*|[a-z-]+\.[a-z]{2,5}\S*")
# "EU‐lidstaat"; not the end of a cell: "Commis‐ 27 maart".
_INSIDE = re.compile(rf"{_TYPOGRAPHIC}\w")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W_]+)*")
_LAST_PART = re.compile(r"[^\W_]*$")
_FIRST_PART = re.compile(r"[^\W_]*")
# Of the lines of a document that breaks words some part ends in a hyphen; a few do in any other.
_ENOUGH_LINES, _ENOUGH_SHARE = 2, 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """What a document shows of its own writing: its words in lower case, and how it breaks them."""

    words: frozenset[str]
    breaks_words: bool
    typographic_breaks: bool


def spelling_of(lines: Iterable[str]) -> Spelling:
    """Learn from the lines of a document; the first and last word of a line may be parts and do not count."""
    words: set[str] = set()
    count = broken = typographic = inside = 0
    for line in lines:
        count += 1
        found = [match.group().casefold().replace(_TYPOGRAPHIC, "-") for match in _WORD.finditer(line)]
        words.update(found[1:-1] if line.endswith(HYPHENS) else found[1:])
        typographic += line.endswith(_TYPOGRAPHIC)
        inside += _INSIDE.search(line) is not None
        broken += line.endswith(HYPHENS) and line[-2:-1].islower()
    return Spelling(
        words=frozenset(words),
        breaks_words=broken >= _ENOUGH_LINES and broken >= _ENOUGH_SHARE * count,
        typographic_breaks=typographic > 0 and not inside,
    )


def join(end: str, start: str, spelling: Spelling, *, same_link: bool = False) -> tuple[bool, str]:
    """Say how two lines meet.

    Args:
        end: the text of the first, or its last words.
        start: the text of the second, or its first words.
        spelling: that of the document.
        same_link: the two are text of one link.

    Returns:
        Whether the last sign of `end` goes, and what stands between: a space or nothing.
    """
    if breaks_address(end, start, same_link=same_link):
        return end[-1] == _SOFT or (end[-1] == _TYPOGRAPHIC and spelling.typographic_breaks), ""
    if not end.endswith(HYPHENS):
        return False, "" if _is_tight(end) else " "
    if end[-2:-1].isspace() or len(end) < 2:
        return False, " "  # A dash of its own.
    if end[-1] == _SOFT or (end[-1] == _TYPOGRAPHIC and spelling.typographic_breaks):
        return True, ""
    return _hyphen(end[:-1], start, spelling)


def breaks_address(end: str, start: str, *, same_link: bool) -> bool:
    """Whether a web address at the end of a line goes on in the next; both may be text of the same link."""
    if _IN_ADDRESS.search(end) is None:
        return False
    first = start.split(" ", 1)[0]
    if same_link:
        return True
    return end[-1] in "/?=&%#_-~+‐\u00ad" or (end[-1] not in ".,;)" and _ADDRESS_GOES_ON.fullmatch(first) is not None)


def _is_tight(end: str) -> bool:
    """Behind a slash or a dash between figures a line may be broken without a space ("en/of", "2021–2027")."""
    return (end[-1:] == "/" and end[-2:-1].isalnum()) or (end[-1:] == "–" and end[-2:-1].isdigit())


def _hyphen(end: str, start: str, spelling: Spelling) -> tuple[bool, str]:
    if start.split(" ", 1)[0].rstrip(",;") in _CUT_SHORT:
        return False, " "
    before, behind = _part(_LAST_PART.search(end[-60:])), _part(_FIRST_PART.match(start))
    if not before or not behind or not before[-1].islower() or not behind[0].islower() or len(before) < 2:
        return False, ""
    joined = (before + behind).casefold()
    hyphenated = f"{before}-{behind}".casefold()
    if (joined in spelling.words) != (hyphenated in spelling.words):
        return joined in spelling.words, ""
    if before[-1] + behind[0] in _CLASHES or before.casefold() in _HYPHENATED:
        return False, ""
    return spelling.breaks_words, ""


def _part(match: re.Match[str] | None) -> str:
    return match.group() if match else ""
