"""The papers named behind a dossier: one number, a list, a range, with annexes and pages.

"nr. 178, bijlage en nr. 175", "nrs. 2, 5 en 9", "nrs. 1-3", "nr. 12 en 13", "nr. 6, p. 15-16; nr. 7, p. 5-6", "A en B".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from evgraph.errors import InvalidIdentifier
from evgraph.extract.notation import AND, ENDS, GAP, MAY, MONTH, NOT_COUNTED, TO, page_behind
from evgraph.identifiers import Dossier, Kamerstuk
from evgraph.model import Member

# An ondernummer: "4239", "235a", "007"; not the start of "3.5" or "12th", and not "0". A letter behind it is one of the
# first few: the Eerste Kamer numbered "235a" to "235h".
NUMBER = r"(?!0{1,5}(?![0-9]))[0-9]{1,5}[a-h]?(?![\w°%\xad]|\.[0-9]|,[0-9](?![0-9]{3}(?![0-9]))|/[0-9]{3})"
# The Eerste Kamer's letters: "C", "AA"; not "EK", "EUR", "A. Jansen".
SENATE_LETTERS = (
    r"(?!E[UG][ -](?i:gedelegeerde|uitvoerings|verordening|richtlijn|besluit|Vo|Rl))[A-Z]{1,2}(?![\w']|\.\w)"
)
_NO_WORD = "(?!EK|TK|EU|EG|NL|CM|KM|MB|GB|EN|OF)"
LETTERS = rf"{_NO_WORD}{SENATE_LETTERS}(?!\. ?[A-Z])"

_MARK = r"(?P<nr>(?:nrs|nr|nos|no|nummers|nummer|letters?)\b\.?)"
# The date of a paper, when "nr." stands before the next: "nr. 1210 van 3 mei 2024 en nr. 1211".
_DATED = rf",?{GAP}(?:van|d\.d\.){GAP}[0-9]{{1,2}}{GAP}{MONTH}(?:{GAP}[0-9]{{4}})?"
_NEXT = re.compile(
    rf"(?:{GAP}\([^()0-9\x1e]{{1,40}}\)|{_DATED}(?={AND}n))?(?:(?P<joint>{AND})|(?<=[0-9])/(?=[0-9])|,?{GAP}\(?was{GAP}(?=nr))(?:(?:bijlagen?|de){GAP}(?:bij{GAP})?)?(?:{_MARK}{MAY})?(?![0-9]{{2}}\.?[0-9]{{3}}(?![0-9]))"
    rf"(?P<number>{NUMBER}){NOT_COUNTED}(?!{GAP}bijlagen\b)",
    re.IGNORECASE,
)
_NEXT_CLOSE = re.compile(r"(?P<joint>),(?P<nr>)(?P<number>[0-9]{1,5})(?![0-9])")
_NEXT_LETTER = re.compile(
    rf"(?P<joint>{AND})(?:{_MARK}{MAY})?(?P<number>(?-i:{_NO_WORD}{SENATE_LETTERS}))", re.IGNORECASE
)
# Another chapter of the same dossier: "36 600 VIII, nr. 5 en XV, nr. 7".
_NEXT_CHAPTER = re.compile(
    rf"{AND}(?P<chapter>(?-i:[IVX]{{1,6}}[A-J]?|[A-Z]))(?!\w),?{MAY}{_MARK}{MAY}(?P<number>{NUMBER})", re.IGNORECASE
)
_RANGE = re.compile(rf"{TO}(?:nr\.?{MAY})?(?P<number>{NUMBER})(?!-[0-9]){NOT_COUNTED}", re.IGNORECASE)
_LETTER_RANGE = re.compile(rf"{TO}(?P<number>{LETTERS})")
_ENDS = re.compile(ENDS)
# What stands behind the number of a note or an item: "2 Zie ook", "2. De", "2) De", "D. anders".
_ITEM = re.compile(r"[.)]? ?[A-Z]|\. ?[a-z]")
_ANNEX = r"(?:[IVX]{1,4}|[0-9]{1,2})(?!\w)"
_ATTACHMENT = re.compile(
    rf",?{GAP}\(?(?:met{GAP}|en{GAP}(?:de{GAP})?)?bijlagen?\b(?!{GAP}bij\b)"
    rf"(?:{GAP}{_ANNEX}(?:(?:, | en |, en ){_ANNEX}){{0,9}})?\b\)?",
    re.IGNORECASE,
)
_REPRINT = re.compile(rf",?{GAP}\(?(?:tweede{GAP})?herdruk\)?(?!\w)", re.IGNORECASE)
_PLURAL = frozenset({"nrs", "nos", "nummers", "letters", "ondernrs", "ondernummers"})
_LONGEST_RANGE = 60
_MOST_MEMBERS = 1000
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


def read_members(
    text: str, match: re.Match[str], dossier: Dossier, *, start: int, year: str | None
) -> tuple[Member, ...]:
    """Read the papers of a list.

    Args:
        text: folded text.
        match: gives the first number as "numbered" or "lettered" (with its mark as "nr"), or "bare".
        dossier: that carries over to all of them.
        start: where the citation begins.
        year: the parliamentary year, if given.

    Returns:
        A member per paper, each with the shortest span that names it; empty when the first is no paper.
    """
    group = next(name for name in ("numbered", "lettered", "bare") if match[name])
    plural = (match["nr"] or "").lower().rstrip(".") in _PLURAL
    reader = _Lists(text, dossier, plural=plural, year=year)
    try:
        return tuple(islice(reader.members(match[group], start, match.end(group)), _MOST_MEMBERS))
    except InvalidIdentifier:
        return ()


class _Lists:
    def __init__(self, text: str, dossier: Dossier, *, plural: bool, year: str | None) -> None:
        self._text = text
        self._dossier = dossier
        self._plural = plural
        self._year = year

    def members(self, number: str, begin: int, position: int) -> Iterator[Member]:
        """Yield the members from the first number on."""
        while True:
            end, page, attachment = self._tail(position)
            span = self._range(number, position)
            if span is None:
                yield self._member(number, begin, end, attachment=attachment, page=page)
            else:
                between = tuple(self._between(number, position - len(number), span))
                end = between[-1].end
                yield self._member(number, begin, position)
                yield from between
            following = self._following(number, end)
            if following is None:
                return
            if "chapter" in following.re.groupindex:
                self._dossier = Dossier(number=self._dossier.number, addition=following["chapter"].upper())
                begin = following.start("chapter")
            else:
                begin = following.start("nr") if following["nr"] else following.start("number")
            number, position = following["number"], following.end("number")

    def _tail(self, position: int) -> tuple[int, str | None, bool]:
        """The end of a member with its annex, reprint and page; brackets that open before it stay outside."""
        end, attachment = position, False
        for pattern in (_ATTACHMENT, _REPRINT, _ATTACHMENT):
            if (match := pattern.match(self._text, end)) is not None:
                whole = match.group()
                end = match.end() - (whole.endswith(")") and "(" not in whole)
                attachment = attachment or pattern is _ATTACHMENT
        page, end = page_behind(self._text, end)
        return end, page, attachment

    def _range(self, number: str, position: int) -> re.Match[str] | None:
        if len(number) == 1 and number.isalpha():
            match = _LETTER_RANGE.match(self._text, position)
            return match if match and len(match["number"]) == 1 and number < match["number"] else None
        if len(number) == 2 and number.isalpha():
            match = _LETTER_RANGE.match(self._text, position)
            return match if match and match["number"][0] == number[0] and number < match["number"] else None
        match = _RANGE.match(self._text, position)
        if match is None or not number.isdigit() or not match["number"].isdigit():
            return None
        if self._plural:
            return match
        rises = int(number) < int(match["number"]) <= int(number) + _LONGEST_RANGE
        return match if rises and _ENDS.match(self._text, match.end()) else None

    def _between(self, number: str, start: int, match: re.Match[str]) -> Iterator[Member]:
        """The papers after the first of "nrs. 1-3"; a range too long to be meant gives its end only."""
        for between in _values_between(number, match["number"]):
            yield self._member(between, start, match.end("number"))
        end, page, attachment = self._tail(match.end("number"))
        yield self._member(match["number"], match.start("number"), end, attachment=attachment, page=page)

    def _following(self, number: str, position: int) -> re.Match[str] | None:
        if not number[0].isdigit():
            match = _NEXT_LETTER.match(self._text, position)
            if match is not None:
                # "A en B. De minister" ends there; "C; D. Voorts" and "A, B. Jansen" go on with something else.
                goes_on = not match["joint"].strip(" ,;&") and self._text[match.end() : match.end() + 1] == "."
                return None if goes_on and _ITEM.match(self._text, match.end()) else match
        if (chapter := _NEXT_CHAPTER.match(self._text, position)) and self._dossier.addition:
            return chapter
        match = _NEXT.match(self._text, position)
        if match is None and self._plural:
            match = _NEXT_CLOSE.match(self._text, position)
        if match is None or match["nr"] or self._plural:
            if match is not None and match["nr"]:
                self._plural = match["nr"].lower().rstrip(".") in _PLURAL
            elif match is not None and self._begins_anew(number, match):
                return None
            elif match is not None and _is_year(match["number"]) and len(number) < len("2024"):
                return None  # "nrs. 12, 13, 2024"
            return match
        if not number[0].isdigit() or _ENDS.match(self._text, match.end()) is None:
            return None
        if match["joint"] and not match["joint"].strip(" ,;&") and _value(match["number"]) < _value(number):
            return None  # "nr. 712; 2. De minister"
        return None if _is_year(match["number"]) else match

    def _begins_anew(self, number: str, match: re.Match[str]) -> bool:
        """Whether a lower number in a plural list counts something, or is that of the next note or item.

        "nrs. 712 en 12 gemeenten", "nrs. 712 en 713, 3e alinea", "nrs. 712 en 713, 2 Zie ook".
        """
        if not number[0].isdigit() or _value(match["number"]) > _value(number):
            return False
        ends = _ENDS.match(self._text, match.end()) is not None
        return not ends or (bool(match["joint"]) and _ITEM.match(self._text, match.end()) is not None)

    def _member(
        self, number: str, start: int, end: int, *, attachment: bool = False, page: str | None = None
    ) -> Member:
        plain = number.upper() if number.isalpha() else number.lower()
        return Member(
            start=start,
            end=end,
            identifier=Kamerstuk(dossier=self._dossier, number=plain.lstrip("0")),
            attachment=attachment,
            vergaderjaar=self._year,
            page=page,
        )


def _values_between(first: str, last: str) -> list[str]:
    """What lies between the ends of a range; nothing when it is too long to be meant."""
    if first.isalpha():
        return [first[:-1] + chr(code) for code in range(ord(first[-1]) + 1, ord(last[-1]))]
    low, high = int(first), int(last)
    return [str(number) for number in range(low + 1, high)] if low < high <= low + _LONGEST_RANGE else []


def _value(number: str) -> int:
    return int(number.rstrip("abcdefghABCDEFGH"))


def _is_year(number: str) -> bool:
    """Whether a bare four-digit number behind one paper is rather a year: "nr. 12, 2025"."""
    return number.isdigit() and len(number) == 4 and _FIRST_YEAR <= int(number) <= _LAST_YEAR
