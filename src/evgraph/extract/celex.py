"""CELEX numbers, bare or in a EUR-Lex link, and ELI links of EU acts.

"32019R0452", "?uri=celex:52025JC0977", "CELEX%3A32019R0452", "02014R0575-20230628" (a consolidated text names its act),
"http://data.europa.eu/eli/reg/2019/452/oj". In a link the number may be broken over a line.
Source: the CELEX tables of EUR-Lex; the ELI templates of the Publications Office.
"""

from __future__ import annotations

import re

from evgraph.errors import InvalidIdentifier
from evgraph.extract.recogniser import DIGITS, Recogniser, mention_of
from evgraph.identifiers import Celex
from evgraph.model import Member, Mention

# Sectors 1 (treaties), 2 (agreements), 3 (acts), 4 (complementary acts), 5 (Commission documents), 6 (case law).
# Not part of a longer word or number: "932019R0452" and "32019R04521" are none. "%3A" before it is a colon.
_NUMBER = re.compile(
    r"(?:(?<!\w)|(?<=%3A)|(?<=%3a))(?:"
    r"(?P<plain>[2-5](?:19|20)[0-9]{2}[A-Z]{1,2}[0-9]{4}(?:R?\([0-9]{2}\))?|1(?:2016[EMP]|2012[EMP]|2008[EMP]|2006E|2002E|1997E)[0-9]{3}"
    r"|6(?:19|20)[0-9]{2}[CTF][A-Z][0-9]{4})"
    r"|0(?P<consolidated>(?:19|20)[0-9]{2}[A-Z]{1,2}[0-9]{4})-[0-9]{8})(?![\w])"
)
_AFTER_WORD = re.compile(r"(?i:celex)(?::|%3[Aa]|%253[Aa]|=)")
_BROKEN = re.compile(r"[2-6](?:19|20)[0-9 ]{2,3}[A-Za-z 0-9]{5,8}")
_WHOLE = re.compile(r"[2-6](?:19|20)[0-9]{2}[A-Z]{1,2}[0-9]{4}")

_ELI = re.compile(
    r"(?<![\w])eli/(?P<type>reg|dir|dec|reco|rec)(?:_(?:impl|del|framw))?/(?P<year>(?:19|20)[0-9]{2})/(?P<number>[0-9]{1,4})(?![0-9])"
)
_LETTERS = {"reg": "R", "dir": "L", "dec": "D", "reco": "H", "rec": "H"}


def _read(text: str, position: int) -> Mention | None:
    if text[position] in "eE":
        return _read_eli(text, position)
    if text[position] in "cC":
        return _read_broken(text, position)
    match = _NUMBER.match(text, position)
    if match is None:
        return None
    number = match["plain"] or f"3{match['consolidated']}"
    rule = "celex" if match["plain"] else "celex-consolidated"
    return _mention(position, match.end(), number, rule, 0.99 if match["plain"] else 0.95)


def _read_broken(text: str, position: int) -> Mention | None:
    """A number behind "celex:" that a line break cuts in two, or that stands in small letters."""
    word = _AFTER_WORD.match(text, position)
    broken = _BROKEN.match(text, word.end()) if word else None
    if word is None or broken is None or _NUMBER.match(text, word.end()):
        return None
    for length in range(10, 13):
        piece = text[word.end() : word.end() + length]
        number = piece.replace(" ", "").upper()
        following = text[word.end() + length : word.end() + length + 1]
        if piece.count(" ") <= 1 and _WHOLE.fullmatch(number) and not following.isalnum():
            return _mention(word.end(), word.end() + length, number, "celex", 0.9)
    return None


def _read_eli(text: str, position: int) -> Mention | None:
    match = _ELI.match(text, position)
    if match is None:
        return None
    letter = "F" if "_framw" in match.group() else _LETTERS[match["type"]]
    number = f"3{match['year']}{letter}{int(match['number']):04}"
    return _mention(position, match.end(), number, "eli", 0.97, kind="eu-act")


def _mention(start: int, end: int, number: str, rule: str, confidence: float, *, kind: str = "celex") -> Mention | None:
    try:
        member = Member(start=start, end=end, identifier=Celex(number=number))
    except InvalidIdentifier:
        return None
    return mention_of([member], rule, confidence, kind=kind)


CELEX = Recogniser(
    name="celex",
    starts=DIGITS + "eEcC",
    trigger=(
        r"[1-6](?:19|20)[0-9]{2}[A-Z]{1,2}[0-9]{3}|0(?:19|20)[0-9]{2}[A-Z]{1,2}[0-9]{4}-|eli/[a-z]{3,4}[_/]"
        r"|(?i:celex)(?::|%3[Aa]|%253[Aa]|=)"
    ),
    read=_read,
)
