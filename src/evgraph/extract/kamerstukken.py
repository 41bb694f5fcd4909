"""Kamerstukken: a dossier and one or more ondernummers in it.

Forms: "Kamerstukken II 2019/20, 35 300 VIII, nr. 12, p. 4", "(36410, nr. 22)", "21 501-20 nr. 621", "35 925-XIII,
nrs. 2, 5 en 9", "nr. 178, bijlage en nr. 175", "Kamerstukken I 2025/26, 36 812, C", "34 356 (R2064), nr. 3". Others are
those of `kamerstuk_forms`. Source of the numbering: the Tweede Kamer's dossiers and the ids of official publications.
"""

from __future__ import annotations

import re

from evgraph.errors import InvalidIdentifier
from evgraph.extract.kamerstuk_cues import Cue, cue_before, may_be_dossier, may_open_citation
from evgraph.extract.notation import ENDS, GAP, MAY, NOT_COUNTED
from evgraph.extract.paper_lists import LETTERS, NUMBER, SENATE_LETTERS, read_members
from evgraph.extract.recogniser import DIGITS, Recogniser, mention_of
from evgraph.folding import BORDER
from evgraph.identifiers import Dossier
from evgraph.identifiers.chamber import DOSSIERS_WITH_ADDITION
from evgraph.model import Mention

# "22 112", "22112", "22.112"; with a hyphen only where a word announces it.
DOSSIER = r"(?<!\w)(?P<dossier>[0-9]{2}[ .-]?[0-9]{3})(?![0-9])"
# A part of a divided dossier, "-20" in "21 501-20", or a budget chapter or fund: " V", "-XIII", ".VIII", " IIA",
# " hoofdstuk XV", " A". Behind it a Rijkswet has its second number, "(R2148)".
ADDITION = (
    r"(?: ?- ?(?P<part>[0-9]{2})(?![0-9])"
    r"|(?: ?- ?|\.| ?/ ?|,? (?:hoofdstuk|h(?:oo)?fdst\.?) | |, (?=[IVX]{1,6}[A-J]?,? nrs?\b))?"
    r"(?P<chapter>(?-i:[IVX]{1,6}[A-J]?|[A-Z]))(?!\w|'))?"
    rf"(?:{MAY}-?\(R{MAY}[0-9]{{3,4}}(?:{MAY}\([A-Z0-9 ]{{1,6}}\))?\))?"
)
_NR = r"(?P<nr>(?:nrs|nr|nos|no|nummers|nummer|letters?|ondernrs?|ondernummers?|stuk nr|stuknr)\b\.?|n°\.?|#)"
# The year may stand behind the dossier too: "36 496, 2023-2024, nr. 3".
_YEARS_BEHIND = rf"(?:,{MAY}(?:vergaderjaar{GAP})?[0-9]{{4}}[-/][0-9]{{2,4}})?"
_BEHIND = re.compile(
    rf"{DOSSIER}{ADDITION}(?:{_YEARS_BEHIND}{MAY}[,;:.]?{MAY}\(?(?:onder{GAP})?{_NR}{MAY}"
    rf"(?:(?P<numbered>{NUMBER}){NOT_COUNTED}|(?P<lettered>(?-i:{LETTERS})))"
    rf"|{MAY}(?P<comma>,?){MAY}(?P<bare>{NUMBER}(?!{MAY}(?:[-/]|[0-9]{{3}})){NOT_COUNTED}|(?-i:{SENATE_LETTERS})))",
    re.IGNORECASE,
)
_ENDS = re.compile(ENDS)
# A letter alone is a paper in brackets of its own, "(35.982, G)", behind "Kamerstuk", or as a heading, "1. 35982, G".
_ABOUT_PAPERS = re.compile(r"kamerst[^.;\x1e]{0,60}\Z", re.IGNORECASE)
# A pronoun, and what else two capitals are behind a comma: a ministry, the union, a country.
_WORDS = re.compile(r"U|EZ|AZ|BZ|OM|PM|VN|VS|VK|EK|TK|EU|EG|NL|CM|KM|MB|GB|EN|OF")
_INITIAL = re.compile(r"\. ?[A-Z]")
_HEADING = re.compile(r"(?:\A|\x1e|[0-9]\.) ?\Z")


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
    return mention_of(members, rule, confidence)


def _trust(text: str, position: int, match: re.Match[str], cue: Cue | None) -> tuple[str | None, float]:
    """The rule by which a number behind a dossier is its paper, and how sure that is."""
    if match["numbered"] or match["lettered"]:
        if cue is not None:
            return "kamerstuk-cue", 0.99
        # "24 500, no. 1 in the world": without a cue only "nr." or a letter says enough ("31 145 nummer AA"), and only
        # where a citation may begin.
        plain = (
            match["lettered"] is not None
            or match["nr"].lower().rstrip(".") in {"nr", "nrs", "letter", "letters", "#"}
            or text[position - 1 : position] == "("
        )
        return ("kamerstuk-number", 0.95) if plain and may_open_citation(text, position) else (None, 0)
    if match["bare"][:1].isdigit():
        # "Kamerstukken II 2016/17, 34 673, 4"; without the year or chamber it may be a count.
        if cue is None or not (cue.chamber or cue.vergaderjaar or (match["comma"] and not cue.loose)):
            return None, 0
        if not match["comma"] and text[cue.start].lower() != "k":
            return None, 0  # found from the word Kamerstuk on, see `dossiers`
        ends = _ENDS.match(text, match.end())
        return ("kamerstuk-bare-number", 0.9 if match["comma"] else 0.8) if ends else (None, 0)
    if cue is not None and cue.senate:
        return "kamerstuk-senate-letter", 0.97
    if _WORDS.fullmatch(match["bare"]) or _INITIAL.match(text, match.end()):
        return (
            None,
            0,
        )  # "in Kamerstuk 35 300, U heeft", "Kamerstuk 35 300, EZ en LNV", "De brief telt 12 345, A. Jansen"
    if cue is not None and match["comma"]:
        return "kamerstuk-senate-letter", 0.9
    before, behind = text[max(0, position - 70) : position], text[match.end() : match.end() + 1]
    heading = _HEADING.search(before) and behind in {"", BORDER}
    alone = before.endswith("(") and behind == ")"
    if match["comma"] and (heading or alone or _ABOUT_PAPERS.search(before)):
        return "kamerstuk-senate-letter", 0.85
    return None, 0


# A number of five digits is common; one with a mark, a letter or another number behind it is not.
NUMBER_TRIGGER = r"\b[0-9]{2}[ .-]?[0-9]{3}"
_CHAPTER_TRIGGER = r"(?: ?[-/] ?|\.|,? (?i:hoofdstuk|h(?:oo)?fdst\.?) |,? )?(?:[IVX]{1,6}[A-J]?|[A-Z])"
_ADDITION_TRIGGER = rf"(?: ?- ?[0-9]{{2}}|{_CHAPTER_TRIGGER})?(?:{MAY}-?\(R{MAY}[0-9]{{3,4}}[^)]{{0,24}}\))?"

KAMERSTUKKEN = Recogniser(
    name="kamerstuk",
    starts=DIGITS,
    trigger=(
        rf"{NUMBER_TRIGGER}{_ADDITION_TRIGGER}(?i:{_YEARS_BEHIND})"
        rf"(?:{MAY}[,;:.]?{MAY}\(?(?i:(?:onder{GAP})?(?:n[ro]|nummer|n\x{{b0}}|letter|onder|stuk)|#)"
        rf"|{MAY},{MAY}[0-9]|{MAY},?{MAY}[A-Z]{{1,2}}\b)"
    ),
    read=_read,
)
