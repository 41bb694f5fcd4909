"""Provisions of the EU treaties: "artikel 4, lid 2, onder a en j, VWEU", "artikelen 114 en 207 VWEU".

The name of a treaty is what is looked for; from there back to the article. An article without the name of a treaty may
be of any law, so it is no mention. How the provision itself is written is for `provisions`.
"""

from __future__ import annotations

import re

from evgraph.errors import InvalidIdentifier
from evgraph.extract.notation import GAP, MAY
from evgraph.extract.provisions import LIST, Part, read_articles
from evgraph.extract.recogniser import Recogniser, mention_of
from evgraph.identifiers import TreatyProvision
from evgraph.model import Member, Mention

# Words that a sentence goes on with behind "artikel 4 van het Verdrag"; not "het Verdrag biodiversiteit", "van Parijs".
_CONTINUES = (
    "en|of|jo|juncto|is|was|zijn|waren|kan|kon|kunnen|moet|moeten|heeft|hebben|had|wordt|worden|werd|geeft|biedt|bepaalt"
    "|bepalen|verbiedt|verzet|staat|geldt|niet|dat|die|in|op|door|met|aan|bij|als|te|alsmede|omdat|waarin|waarop|volgt"
    "|vormt|vereist|dient|aldus|zo|eraan|bedoelde?|genoemde|gewaarborgde|neergelegde|vastgestelde|mag|zou|zouden"
    "|toe|volgens|wegens|valt|vallen|verlangt|stelt|vereisen|omvat|betreft|voorziet|ook|alleen|slechts"
)
# What makes "EG" behind an article the head of another name: "artikel 4 EG-machtiging", "artikel 3 EG richtlijn".
_NO_HEAD = (
    "nr|no\\b|machtiging|verklaring|type|verordening|richtlijn|besluit|beschikking|aanbeveling|keur|merk|statist|rapport"
    "|lid|land|wet|norm|regeling|recht"
)
_OF = rf"{GAP}van{GAP}de{GAP}"
_UNION = rf"(?:EU|Europese{GAP}Unie)"
_COMMUNITY = rf"[Vv]erdrag{GAP}tot{GAP}oprichting{_OF}Europese{GAP}Gemeenschap"
_RIGHTS = rf"(?:{_OF}|{GAP})?[Gg]rondrechten(?:{_OF}{_UNION})?"
# Code → how the treaty is called. "EG" and "Euratom" alone name a treaty behind an article: "artikel 95 EG".
_NAMES = (
    (
        "TFEU",
        r"V[Ww]EU|WVEU|EU-?[Ww]erkingsverdrag|[Ww]erkingsverdrag"
        rf"|[Vv]erdrag{GAP}(?:betreffende|inzake){GAP}de{GAP}[Ww]erking{_OF}{_UNION}",
    ),
    (
        "CFREU",
        rf"(?:EU-?)?[Gg]rondrechtenhandvest|EU[- ]?[Hh]andvest(?:{_RIGHTS})?|Handvest{_RIGHTS}|Handvest{_OF}{_UNION}"
        rf"|Handvest(?!{_OF}[VN]|{GAP}(?:voor|van|der|inzake{GAP}lokale|VN|\(ESH)\b|-)",
    ),
    (
        "EAEC",
        rf"EGA[- ]?[Vv]erdrag|Euratom[- ]?[Vv]erdrag|{_COMMUNITY}{GAP}voor{GAP}Atoomenergie"
        rf"|Euratom(?!-|{GAP}(?:nr|[0-9]))",
    ),
    (
        "TEC",
        rf"EG[- ]?[Vv]erdrag|VEG|{_COMMUNITY}(?!{GAP}voor|en)"
        rf"|EG(?=[,.;:?!)\]\"\x1e/]|\Z|{GAP}[a-z(-])(?!{GAP}(?:{_NO_HEAD}))",
    ),
    ("TEU", rf"VEU|EU[- ]?[Vv]erdrag|[Vv]erdrag{GAP}betreffende{GAP}de{GAP}{_UNION}"),
    # "het Verdrag" in an act of the EU is the one that it names in full.
    ("NAMED", rf"(?<=het )Verdrag(?=[,.;:?!)\]\"\x1e]|\Z|{GAP}(?:{_CONTINUES})\b)"),
)
_IN_FULL = (
    ("TFEU", "erking van de Europese Unie"),
    ("TEC", "oprichting van de Europese Gemeenschap"),
    ("TEU", "betreffende de Europese Unie"),
)
# A treaty of others, behind which "het Verdrag" may be that one: "Kinderontvoeringsverdrag", "Verdrag tegen corruptie".
_ANOTHER_TREATY = re.compile(
    r"(?<!EU)(?<!EG)(?<!EU-)(?<!EG-)(?<!werkings)(?:(?<=[A-Za-z])|(?<=-))verdrag\b"
    r"|[Vv]erdrag {1,12}(?:van {1,12}[A-Z]|tegen|over|voor|inzake {1,12}(?!de {1,12}werking))"
)
_MOST_TREATIES = 50
_FURTHEST = 60_000
_TREATY = re.compile("(?:" + "|".join(rf"(?P<{code}>{names})" for code, names in _NAMES) + r")(?![\w])")
# Between a provision and its treaty: ", van het ", " van dat Handvest", ") ".
_BETWEEN = re.compile(
    rf"(?:{GAP}e\.? ?v\.|{GAP}\([a-z][a-z -]{{2,40}}\))?[,)]{{0,2}}{MAY}(?:van{GAP}(?:het|de|dat){GAP})?(?:{GAP})?"
)
# "artikel 4", "art. 207", "artikelen 114", "artt. 2"; not "artikelsgewijs", "artikel vier".
_START = re.compile(
    rf"(?:(?<![\w-])|(?<=oud-)|(?<=ex-))(?P<word>artikelen|artikel|artt?\.?){MAY}(?=[0-9])", re.IGNORECASE
)
# "en 294" behind a treaty: "artikelen 4 VEU en 294 VWEU".
_GOES_ON = re.compile(rf"(?:(?<=[VW]EU)|(?<= EG)|(?<=EVRM))(?P<word>{LIST})(?=[0-9])")
_IN_BRACKETS = re.compile(rf"(?:{GAP}\(|,?{GAP})(?P<word>artikelen|artikel|art\.){MAY}(?=[0-9])", re.IGNORECASE)
# The preamble of an act: what it rests on is named behind its treaty.
_IN_PREAMBLE = re.compile(
    rf"(?:{GAP}\([A-Z]{{3,4}}\))?,{GAP}(?:en{GAP})?(?:met{GAP}name|inzonderheid|in{GAP}het{GAP}bijzonder){GAP}(?:op{GAP})?(?:de{GAP})?"
    rf"(?P<word>artikelen|artikel){MAY}(?=[0-9])",
    re.IGNORECASE,
)
# ... unless the article is said to be of something: "met name artikel 5 van Protocol nr. 2", "artikel 9 VEU en".
_OF_ANOTHER = re.compile(rf",?{MAY}(?:van{GAP}|der{GAP}|V?W?EU\b|VEU\b|EG\b)")
# Nothing may follow that makes the article one of another text: "het VWEU, artikel 5 van de richtlijn".
_CLOSES = re.compile(r"[.;)\x1e]|\Z")
# Charters and treaties of others.
_OTHER = re.compile(r"(?:VN-?|Sociaal |Sociale |Taal|Afrikaans |Europees |EVRM-)\Z")
# How a provision may end, right before its treaty: "4,", "lid 2, onder j, ", "tweede lid van het ", "e.v. ".
_JUST_BEFORE = re.compile(
    r"(?:[0-9)'\"]|\b[a-z]{1,2}|[0-9][a-z]{1,6}|[ivx]{1,4}|bis|ter|quater|lid|leden|alinea|zin|streepje|aanhef"
    r"|titels? [IVX]{1,5}|v\.|slot)[,)]{0,3} {0,12}(?:van {1,12}(?:het|de|dat) {1,12})?\Z",
    re.IGNORECASE,
)
_REACH = 400
_MOST_STARTS = 12


def _read(text: str, position: int) -> Mention | None:
    treaty = _TREATY.match(text, position)
    if treaty is None or (position and text[position - 1].isalnum()):
        return None
    may_follow = _JUST_BEFORE.search(text, max(0, position - 70), position) is not None
    code = str(treaty.lastgroup) if treaty.lastgroup != "NAMED" else _named_in_full(text, position)
    if code is None:
        return None
    if _OTHER.search(text[max(0, position - 10) : position]) and treaty.lastgroup == "CFREU":
        return None
    begin = max(0, position - _REACH) if may_follow else position
    starts = sorted((*_START.finditer(text, begin, position), *_GOES_ON.finditer(text, begin, position)), key=_offset)
    for start in starts[-_MOST_STARTS:]:
        for articles, end in read_articles(text, start.end(), plural=_is_plural(start)):
            between = _BETWEEN.match(text, end)
            if end <= position and between is not None and between.end() >= position and _joins(text, end, position):
                first = start.start() if start.re is _START else start.end()
                return _mention(articles, code, first, treaty.end(), defined=treaty.lastgroup == "NAMED")
    return None if treaty.lastgroup == "NAMED" else _read_inverted(text, treaty)


def _named_in_full(text: str, position: int) -> str | None:
    """The one treaty that a text names in full before an offset; None for none, several, or one of others since."""
    begin = max(0, position - _FURTHEST)
    named = [(code, at) for code, name in _IN_FULL if (at := text.find(name, begin, position)) >= 0]
    if len(named) != 1:
        return None
    code, first = named[0]
    for _ in range(_MOST_TREATIES):
        position = text.rfind("erdrag", first, position)
        if position < 0:
            break
        if _ANOTHER_TREATY.match(text, position - 1):
            return None
    return code


def _offset(match: re.Match[str]) -> int:
    return match.start()


def _is_plural(match: re.Match[str]) -> bool:
    return match["word"].lower() in {"artikelen", "artt.", "artt"}


def _joins(text: str, end: int, position: int) -> bool:
    """Whether what stands between a provision and the name of a treaty only joins the two."""
    return _BETWEEN.fullmatch(text, end, position) is not None


def _read_inverted(text: str, treaty: re.Match[str]) -> Mention | None:
    """The treaty first: "het VWEU (artikel 114)", "VWEU, artikel 114;", "Verdrag …, en met name artikel 114"."""
    preamble = _IN_PREAMBLE.match(text, treaty.end())
    if preamble is not None:
        read = list(read_articles(text, preamble.end(), plural=_is_plural(preamble)))
        if not read or _OF_ANOTHER.match(text, read[-1][1]):
            return None
        return _mention(read[-1][0], str(treaty.lastgroup), treaty.start(), read[-1][1])
    start = _IN_BRACKETS.match(text, treaty.end())
    if start is None:
        return None
    bracket = "(" in start.group()
    for articles, end in read_articles(text, start.end(), plural=_is_plural(start)):
        closes = text[end : end + 1] == ")" if bracket else _CLOSES.match(text, end) is not None
        if closes:
            return _mention(articles, str(treaty.lastgroup), treaty.start(), end + bracket)
    return None


def _mention(articles: list[list[Part]], code: str, start: int, end: int, *, defined: bool = False) -> Mention | None:
    members = []
    try:
        for index, parts in enumerate(articles):
            provision = TreatyProvision(
                treaty=code, article=parts[0].value.lower(), parts=tuple(part.value for part in parts[1:])
            )
            # The first member needs the whole citation to be named; a later one only its own number or letter.
            span = (start, end) if index == 0 else _own_span(parts, articles[index - 1])
            members.append(Member(start=span[0], end=span[1], identifier=provision))
    except InvalidIdentifier:
        return None
    return mention_of(members, "treaty-defined" if defined else "treaty-provision", 0.8 if defined else 0.99)


def _own_span(parts: list[Part], before: list[Part]) -> tuple[int, int]:
    """From the first part that the member before it does not share to its last part."""
    own = [part for part in parts if part not in before] or parts[-1:]
    return own[0].start, own[-1].end


TREATIES = Recogniser(
    name="treaty",
    starts="VvEeGgHhWw",
    trigger=(
        r"(?:V[Ww]?EU|WVEU|VEG)\b"
        r"|(?i:(?:EU|EG|EGA|Euratom)[- ]?verdrag|(?:EU-?)?werkingsverdrag|(?:EU-?)?grondrechtenhandvest"
        r"|(?:EU[- ]?)?handvest"
        r"|verdrag {1,12}(?:betreffende|inzake|tot {1,12}oprichting))|Euratom\b|\bEG\b|\bVerdrag\b"
    ),
    read=_read,
)
