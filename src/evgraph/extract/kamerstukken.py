"""Kamerstukken: a dossier and one or more ondernummers in it.

Forms: "Kamerstukken II 2019/20, 35 300 VIII, nr. 12, p. 4", "(36410, nr. 22)", "21 501-20 nr. 621", "35 925-XIII,
nrs. 2, 5 en 9", "nr. 178, bijlage en nr. 175", "Kamerstukken I 2025/26, 36 812, C", "34 356 (R2064), nr. 3". Others are
those of `kamerstuk_forms`. Source of the numbering: the Tweede Kamer's dossiers and the ids of official publications.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evgraph.errors import InvalidIdentifier
from evgraph.extract.notation import GAP, MAY, NOT_IN_WORD, OTHER_YEARS, YEARS, vergaderjaar
from evgraph.extract.paper_lists import LETTERS, NUMBER, read_members
from evgraph.extract.recogniser import DIGITS, Recogniser
from evgraph.folding import BORDER
from evgraph.identifiers import Dossier
from evgraph.identifiers.chamber import DOSSIERS_WITH_ADDITION
from evgraph.model import Mention

# "22 112", "22112", "22.112"; with a hyphen only where a word announces it.
DOSSIER = r"(?<!\w)(?P<dossier>[0-9]{2}[ .-]?[0-9]{3})(?![0-9])"
TRIGGER = r"\b[0-9]{2}[ .-]?[0-9]{3}(?:\b|[IVX])"
# A part of a divided dossier, "-20" in "21 501-20", or a budget chapter or fund: " V", "-XIII", ".VIII", " IIA",
# " hoofdstuk XV", " A". Behind it a Rijkswet has its second number, "(R2148)".
ADDITION = (
    r"(?: ?- ?(?P<part>[0-9]{2})(?![0-9])"
    r"|(?: ?- ?|\.| ?/ ?|,? hoofdstuk | )?(?P<chapter>(?-i:[IVX]{1,6}[A-J]?|[A-Z]))(?!\w|'))?"
    rf"(?:{MAY}-?\(R{MAY}[0-9]{{3,4}}(?:{MAY}\([A-Z0-9 ]{{1,6}}\))?\))?"
)
# Dossiers are numbered on; the latest of 2026 are near 37 000. What no cue announces must be able to be one.
_FIRST_DOSSIER, _LAST_DOSSIER = 10_000, 39_999
_NR = r"(?P<nr>(?:nrs|nr|nos|no|nummers|nummer|letters?|ondernrs?|ondernummers?|stuk nr|stuknr)\b\.?|n°\.?|#)"
_BEHIND = re.compile(
    rf"{DOSSIER}{ADDITION}(?:{MAY}[,;:.]?{MAY}\(?{_NR}{MAY}(?P<numbered>{NUMBER}|(?-i:{LETTERS}))"
    rf"|{MAY}(?P<comma>,?){MAY}(?P<bare>{NUMBER}(?!{MAY}(?:[-/]|[0-9]{{3}}))|(?-i:{LETTERS})))",
    re.IGNORECASE,
)

# The words before a dossier that announce it: "Kamerstukken II 2025-26, ", "TK 2019/20, ", "Tweede Kamer,
# vergaderjaar 2012-2013, ", "Kamerst. ", "kamerstuknr. ". Not "stuk ", nor "de Tweede Kamer ".
_CHAMBER = (
    rf"(?P<chamber>I(?:{MAY}/{MAY}|{MAY}en{MAY})II|II(?:{MAY}/{MAY}|{MAY}en{MAY})I|II|I|TK|EK|[12](?=,)"
    r"|(?:der )?(?:Tweede|Eerste) Kamer)(?!\w)"
)
_CUE = re.compile(
    rf"{NOT_IN_WORD}(?:(?:kamer-?{MAY}st(?:uk(?:ken)?(?:dossier)?(?:nummers?|nrs?\.?)?|\.)|kst\.?|TK|EK"
    r"|stuk(?:ken)?(?= {0,2}\Z))"
    rf"(?:{MAY},?{MAY}{_CHAMBER})?(?:{MAY}[,:(]?{MAY}(?:(?:vergaderjaar|zitting(?:sjaar)?){GAP})?{YEARS}\)?)?"
    rf"|(?P<footer>Tweede|Eerste){GAP}Kamer(?:{GAP}der{GAP}Staten-Generaal)?,?{GAP}(?:vergaderjaar{GAP})?"
    rf"{OTHER_YEARS})"
    rf"{MAY}[,;:(]?{MAY}(?:(?:nrs?\.?|dossier(?:nrs?\.?|nummers?)?){GAP})?\Z",
    re.IGNORECASE,
)
_REACH = 110

# Before a number these make it no dossier: a digit, a decimal sign, a currency, a slash.
_NO_START = re.compile(r"(?:[0-9][.,/-]?|[.,/-]|[¤$£#]|[¤$£] |[0-9] |\bn[ro]\.?)\Z")
# What makes a five-digit number another thing: "ISO 27001, nr. 3", "Stcrt. 2020, 25 500, nr. 3", "Postbus 20 061".
_NO_DOSSIER = re.compile(
    r"\b(?:(?-i:ISO|NEN|IEC|EN|RFC|EUR|USD)|euro|bedrag van|ruim|circa|ongeveer|Postbus|KvK|telefoon(?:nummer)?|tel\."
    r"|fax|(?:Stcrt|Stb|Trb)\.?|Staatscourant|Staatsblad|Tractatenblad|zaak(?:nummer|nr\.)?|rol(?:nummer|nr\.)?)"
    r"(?: [0-9]{4},?)?(?: (?:nr|no)\.?)?:? ?\Z",
    re.IGNORECASE,
)
# A letter alone, "(35 982, G)", is a paper when its sentence is about papers.
_ABOUT_PAPERS = re.compile(r"(?:kamerst|motie|\bbrief\b|letter)[^.;\x1e]{0,60}\Z|\([^()\x1e]{0,40}\Z", re.IGNORECASE)
# ... or when it is a heading: "1. 35982, G" on a line of its own.
_HEADING = re.compile(r"(?:\A|\x1e|[0-9]\.) ?\Z")


@dataclass(frozen=True, slots=True)
class Cue:
    """The words before a dossier: where they start, and the year and chamber they give.

    Loose is "stuk", which may be any piece of paper.
    """

    start: int
    vergaderjaar: str | None
    chamber: str | None
    loose: bool = False

    @property
    def senate(self) -> bool:
        """Whether they name the Eerste Kamer only."""
        return self.chamber in {"I", "1", "EK", "EERSTE KAMER", "DER EERSTE KAMER"}


def cue_before(text: str, position: int) -> Cue | None:
    """Look back from a dossier for the words that announce it."""
    begin = max(0, position - _REACH)
    match = _CUE.search(text[begin:position])
    if match is None:
        return None
    chamber: str | None = match["chamber"]
    if match["footer"]:
        chamber = f"{match['footer']} Kamer"
    elif chamber is None and match.group()[:2].upper() in {"TK", "EK"}:
        chamber = match.group()[:2]
    return Cue(
        start=begin + match.start(),
        vergaderjaar=vergaderjaar(match) or vergaderjaar(match, suffix="2"),
        chamber=chamber.upper() if chamber else None,
        loose=match.group()[:1] in "sS",
    )


def read_dossier(match: re.Match[str]) -> Dossier | None:
    """The dossier a match names; None when "12345-67" has a part that this dossier has not."""
    number = re.sub(r"[^0-9]", "", match["dossier"])
    part, chapter = match["part"], match["chapter"]
    if (part is None) == (number in DOSSIERS_WITH_ADDITION):
        return None
    try:
        return Dossier(number=number, addition=part or (chapter.upper() if chapter else None))
    except InvalidIdentifier:
        return None


def can_be_dossier(dossier: Dossier) -> bool:
    """Whether the chamber has got so far in numbering its dossiers."""
    return _FIRST_DOSSIER <= int(dossier.number) <= _LAST_DOSSIER


def may_be_dossier(text: str, position: int, dossier: Dossier) -> bool:
    """Whether a number that nothing announces can be a dossier where it stands."""
    if not can_be_dossier(dossier):
        return False
    before = text[max(0, position - 30) : position]
    return _NO_START.search(before) is None and _NO_DOSSIER.search(before) is None


def _read(text: str, position: int) -> Mention | None:
    match = _BEHIND.match(text, position)
    dossier = read_dossier(match) if match else None
    if match is None or dossier is None:
        return None
    cue = cue_before(text, position)
    if cue is None and ("-" in match["dossier"] or not may_be_dossier(text, position, dossier)):
        return None
    rule, confidence = _trust(text, position, match, cue)
    if rule is None:
        return None
    start = position if cue is None else cue.start
    if match["numbered"] and match["numbered"][-1] in "efgh" and not (cue and cue.senate):
        return None  # "nr. 12e" is an ordinal; only the Eerste Kamer got as far as "42e"
    members = read_members(text, match, dossier, start=start, year=cue.vergaderjaar if cue else None)
    if not members:
        return None
    return Mention(
        kind="kamerstuk",
        rule=rule,
        start=start,
        end=max(member.end for member in members),
        members=members,
        confidence=confidence,
    )


def _trust(text: str, position: int, match: re.Match[str], cue: Cue | None) -> tuple[str | None, float]:
    """The rule by which a number behind a dossier is its paper, and how sure that is."""
    if match["numbered"]:
        return ("kamerstuk-cue", 0.99) if cue else ("kamerstuk-number", 0.95)
    if match["bare"].isdigit() or match["bare"][:1].isdigit():
        # "Kamerstukken II 2016/17, 34 673, 4"; without the year or chamber it may be a count.
        if cue is None or not (cue.chamber or cue.vergaderjaar or (match["comma"] and not cue.loose)):
            return None, 0
        return "kamerstuk-bare-number", 0.9 if match["comma"] else 0.8
    if cue is not None and (match["comma"] or cue.chamber):
        return "kamerstuk-senate-letter", 0.97 if cue.senate else 0.9
    before = text[max(0, position - 70) : position]
    heading = _HEADING.search(before) and text[match.end() : match.end() + 1] in {"", BORDER}
    if match["comma"] and (heading or _ABOUT_PAPERS.search(before)):
        return "kamerstuk-senate-letter", 0.85
    return None, 0


KAMERSTUKKEN = Recogniser(name="kamerstuk", starts=DIGITS, trigger=TRIGGER, read=_read)
