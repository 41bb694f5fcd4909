"""How Dutch lawyers write a provision: article, lid, alinea, onder; alone, in lists and in ranges.

"4, lid 2, onder a en j", "207(2)", "294, eerste en tweede lid", "16, leden 1 en 2", "2 tot en met 6",
"43, tweede lid, jo. artikel 218, zesde lid, onder a". Which law it is of, is for the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evgraph.extract.notation import GAP, MAY, TO

_COMMA = rf",?{MAY}"
_AND = "en|of|en/of|alsmede|respectievelijk|resp\\.|dan wel"
LIST = rf"(?:{MAY},{MAY}(?:(?:{_AND}){GAP})?|{GAP}(?:{_AND}){GAP}|{MAY}&{MAY})"
_JOINED = (
    rf"(?:{LIST}|,?{GAP}(?:juncto|jo\.|j°|in{GAP}samenhang{GAP}met|gelezen{GAP}in{GAP}samenhang{GAP}met|in{GAP}combinatie{GAP}met"
    rf"|in{GAP}verbinding{GAP}met|en{GAP}met){GAP})(?:(?:met{GAP})?(?:het{GAP})?)"
)
# An article: "4", "207", "16e", "108bis"; not "3.5", "3:5", "12th".
_ARTICLE = re.compile(r"(?P<value>[0-9]{1,3}(?: ?(?:bis|ter|quater)(?!\w)|[a-zA-Z](?![a-zA-Z]))?)(?![\w]|[.,:][0-9])")
_NEXT_ARTICLE = re.compile(
    rf"{_JOINED}(?:(?:van{GAP}|de{GAP}|op{GAP})?(?P<word>artikelen|artikel|art\.){MAY})?(?P<value>[0-9]{{1,3}}[a-z]?)(?![\w]|[.,:][0-9]|{GAP}(?:lid|leden)\b(?!{GAP}[0-9]))",
    re.IGNORECASE,
)
_ARTICLE_RANGE = re.compile(rf"{TO}(?:artikel{GAP})?(?P<value>[0-9]{{1,3}})(?![\w]|[.,:][0-9])", re.IGNORECASE)
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        (
            "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende"
        ).split(),
        start=1,
    )
}
# "tweede lid", and each ordinal of "eerste, tweede en derde lid" or "eerste tot en met derde lid".
_ORDINAL = "|".join(_ORDINALS)
_NUMERAL = r"(?P<numeral>[0-9]{1,2})e"
_LID_BEHIND = rf"{GAP}(?:lid|leden)\b"
_ORDINAL_LID = rf"(?P<ordinal>{_ORDINAL})(?:{_LID_BEHIND}|(?=(?:(?:{LIST}|{TO})(?:{_ORDINAL})){{1,9}}{_LID_BEHIND}))"
_LID = re.compile(
    rf"{_COMMA}(?:(?:lid|leden|paragraaf|par\.|§){MAY}(?P<value>[0-9]{{1,2}}(?:bis|[a-z])?)(?![\w])|{_ORDINAL_LID}|{_NUMERAL}{_LID_BEHIND})"
    rf"|{MAY}\((?P<bracketed>[0-9]{{1,2}})\)",
    re.IGNORECASE,
)
# A bare number goes on a list of leden only when that list says so: "leden 1 en 2", "lid 1 en 2", not the article 62
# of "artikelen 53, lid 1, 62 en 114", nor 82 of "16, lid 2, 82, lid 1".
_NEXT_LID = re.compile(rf"{LIST}(?:lid{GAP}(?P<value>[0-9]{{1,2}})(?![\w]|[.,][0-9])|{_ORDINAL_LID})", re.IGNORECASE)
_NEXT_OF_LEDEN = re.compile(
    rf"{LIST}(?:(?:lid{GAP})?(?P<value>[0-9]{{1,2}})(?![\w]|[.,][0-9]|{_COMMA}lid\b)|{_ORDINAL_LID})",
    re.IGNORECASE,
)
_LEDEN = re.compile(rf"{_COMMA}leden{GAP}", re.IGNORECASE)
_LID_AND = re.compile(rf"{_COMMA}lid{GAP}[0-9]{{1,2}}{GAP}(?:en|of){GAP}[0-9]{{1,2}}(?![\w]|[.,][0-9])", re.IGNORECASE)
_LID_RANGE = re.compile(
    rf"{TO}(?:lid{GAP})?(?:(?P<value>[0-9]{{1,2}})(?![\w]|[.,][0-9])|(?P<ordinal>{_ORDINAL}){_LID_BEHIND})",
    re.IGNORECASE,
)
_POINT = re.compile(
    rf"{_COMMA}(?:aanhef{GAP}en{GAP})?(?:onder|sub|letters?|punt(?:en)?|onderdelen|onderdeel){GAP}\(?(?P<value>[a-z]{{1,2}})\)?(?![\w])"
    rf"|(?<=\)){MAY}\((?P<bracketed>[a-z])\)",
    re.IGNORECASE,
)
# "j" of "onder a en j", "c)" of "onder a), b) en c)"; not the "de" or "en" that a sentence goes on with.
_NEXT_POINT = re.compile(rf"{LIST}(?:(?:onder|sub|letter|punt){GAP})?\(?(?P<value>[a-z])\)?(?![\w])", re.IGNORECASE)
_POINT_RANGE = re.compile(rf"{TO}(?:onder{GAP})?\(?(?P<value>[a-z])\)?(?![\w])", re.IGNORECASE)
_SUBPOINT = re.compile(
    rf"{_COMMA}(?:onder|sub|punt)?{MAY}\(?(?P<value>[ivx]{{1,4}})\)(?![\w])|{_COMMA}(?:onder|sub|punt){GAP}(?P<ordinal>[ivx]{{1,4}})(?![\w])"
)
_ALINEA = re.compile(
    rf"{_COMMA}(?:(?P<ordinal>{_ORDINAL}){GAP}alinea|alinea{GAP}(?P<value>[0-9]{{1,2}}))\b",
    re.IGNORECASE,
)
# A sentence, an indent or a title is no part that a treaty provision is identified by.
_SENTENCE = re.compile(
    rf"{_COMMA}(?:(?:{_ORDINAL}|laatste|slot){MAY}(?:(?:vol)?zin|streepje)|(?:en{GAP})?titels?{GAP}[IVX]{{1,5}})\b",
    re.IGNORECASE,
)
_HEAD_ONLY = re.compile(rf"{_COMMA}aanhef\b(?!{GAP}en)", re.IGNORECASE)
_MOST_MEMBERS = 40
_LONGEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class Part:
    """An article, lid, alinea ("al2") or point of a provision, and where it stands."""

    value: str
    start: int
    end: int


Articles = list[list[Part]]


def read_articles(text: str, position: int, *, plural: bool) -> Iterator[tuple[Articles, int]]:
    """Read provisions from an article number on.

    Args:
        text: folded text.
        position: of the first article number.
        plural: whether "artikelen" stands before it.

    Yields:
        The provisions read so far, and where the reading stands: once after every article, since only the caller
        knows whether the list ends there.
    """
    first = _ARTICLE.match(text, position)
    if first is None:
        return
    provisions: Articles = [[Part(first["value"].lower().replace(" ", ""), first.start("value"), first.end("value"))]]
    position = first.end()
    while len(provisions) < _MOST_MEMBERS:
        if (span := _ARTICLE_RANGE.match(text, position)) and _rises(provisions[-1], span):
            provisions, position = _with_range(provisions, span), span.end()
        tails, position = _qualifiers(text, position, singular=not plural)
        provisions[-1:] = [[*provisions[-1], *tail] for tail in tails] or [provisions[-1]]
        yield provisions, position
        following = _NEXT_ARTICLE.match(text, position)
        if following is None:
            return
        begin = following.start("word") if following["word"] else following.start("value")
        provisions = [*provisions, [Part(following["value"].lower(), begin, following.end("value"))]]
        position = following.end()


def _rises(provision: list[Part], match: re.Match[str]) -> bool:
    first, last = provision[0].value, int(match["value"])
    return len(provision) == 1 and first.isdigit() and int(first) < last <= int(first) + _LONGEST_RANGE


def _with_range(provisions: Articles, match: re.Match[str]) -> Articles:
    first, last = provisions[-1][0], int(match["value"])
    between = [[Part(str(n), first.start, match.end("value"))] for n in range(int(first.value) + 1, last)]
    return [*provisions, *between, [Part(str(last), match.start("value"), match.end("value"))]]


def _qualifiers(text: str, position: int, *, singular: bool) -> tuple[list[list[Part]], int]:
    """Read lid, alinea and points; a list of leden or of points gives one tail per member."""
    in_list = _LEDEN.match(text, position) or (singular and _LID_AND.match(text, position))
    leden, position = _series(text, position, _LID, _NEXT_OF_LEDEN if in_list else _NEXT_LID, _LID_RANGE)
    position = _skip(text, position, _SENTENCE)
    alineas, position = _series(text, position, _ALINEA, None, None)
    position = _skip(text, position, _SENTENCE)
    points, position = _points(text, position)
    position = _skip(text, position, _HEAD_ONLY if not points else _SENTENCE)
    position = _skip(text, position, _SENTENCE)
    alinea = [Part(f"al{part.value}", part.start, part.end) for part in alineas]
    below: list[Part] = []
    if len(points) == 1 and (match := _SUBPOINT.match(text, position)):
        group = "value" if match["value"] else "ordinal"
        below, position = [Part(match[group], match.start(group), match.end(group))], match.end()
    elif len(points) == 1 and not alineas:
        behind, position = _series(text, position, _ALINEA, None, None)
        below = [Part(f"al{part.value}", part.start, part.end) for part in behind]
    before, leden = ([[lid] for lid in leden[:-1]], leden[-1:]) if len(leden) > 1 else ([], leden)
    head = [*leden, *alinea]
    return before + ([[*head, point, *below] for point in points] if points else [head]), position


def _points(text: str, position: int) -> tuple[list[Part], int]:
    """Read the points; a Roman numeral behind a comma, "onder a), v)", is below the point, not the next one."""
    first = _POINT.match(text, position)
    if first is None:
        return [], position
    sub = _SUBPOINT.match(text, first.end())
    value = (sub["value"] or sub["ordinal"]) if sub else ""
    if value and chr(ord(_part(first).value[0]) + 1) != value:
        return [_part(first)], first.end()
    return _series(text, position, _POINT, _NEXT_POINT, _POINT_RANGE)


def _skip(text: str, position: int, pattern: re.Pattern[str]) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _series(
    text: str,
    position: int,
    first: re.Pattern[str],
    later: re.Pattern[str] | None,
    to: re.Pattern[str] | None,
) -> tuple[list[Part], int]:
    match = first.match(text, position)
    parts: list[Part] = []
    while match is not None and len(parts) < _MOST_MEMBERS:
        parts.append(_part(match))
        position = match.end()
        span = to.match(text, position) if to is not None else None
        if span is not None and (ranged := _expand(parts[-1], _part(span))):
            parts += ranged
            position = span.end()
        match = later.match(text, position) if later is not None else None
    return parts, position


def _part(match: re.Match[str]) -> Part:
    groups = match.groupdict()
    name = next(name for name in ("value", "ordinal", "bracketed", "numeral") if groups.get(name))
    value = groups[name].lower()
    return Part(_ORDINALS.get(value, value), match.start(name), match.end(name))


def _expand(first: Part, last: Part) -> list[Part]:
    """The members after the first of "1 tot en met 3" or "a t/m d"; none when it does not rise."""
    if first.value.isdigit() and last.value.isdigit():
        values = [str(number) for number in range(int(first.value) + 1, int(last.value))]
        rises = int(first.value) < int(last.value)
    elif len(first.value) == len(last.value) == 1 and first.value < last.value:
        values = [chr(code) for code in range(ord(first.value) + 1, ord(last.value))]
        rises = True
    else:
        return []
    return [*(Part(value, first.start, last.end) for value in values), last] if rises else []
