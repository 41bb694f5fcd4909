"""What stands before a dossier number: the words that announce it, and those that make it something else.

"Kamerstukken II 2025-26, ", "TK 2019/20, ", "op stuk "; against "ISO ", "€ ", "Postbus ", "bedraagt in totaal ".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evgraph.extract.notation import GAP, MAY, NOT_IN_WORD, OTHER_YEARS, YEARS, vergaderjaar
from evgraph.identifiers import Dossier

# Dossiers are numbered on; the latest of 2026 are near 37 000. What no cue announces must be able to be one.
_FIRST_DOSSIER, _LAST_DOSSIER = 10_000, 39_999
# The words before a dossier that announce it: "Kamerstukken II 2025-26, ", "TK 2019/20, ", "Tweede Kamer,
# vergaderjaar 2012-2013, ", "Kamerst. ", "kamerstuknr. ", "op stuk ". Not "de Tweede Kamer ", nor the letters of a
# postal code, "2500 EK ".
_OR = rf"(?:{MAY}/{MAY}|{MAY}en{MAY})"
_CHAMBER = (
    rf"(?P<chamber>I{_OR}II|II{_OR}I|\(?II\)?|\(?I\)?|TK|EK|[12](?=,)|(?:der )?(?:Tweede|Eerste) Kamer)(?!\w)"
    rf"(?:{GAP}der{GAP}Staten-Generaal)?"
)
# The dossiers, with or without a paper, between the cue and this one: "36 045 / ", "36412, 3; ".
_BESIDE = (
    rf"(?P<beside>(?:[0-9]{{2}}[ .]?[0-9]{{3}}(?:,{MAY}[0-9]{{1,4}}{MAY}(?:;|{GAP}en{GAP}|,)|{MAY}/|-(?=[0-9]{{5}}|\Z))"
    rf"{MAY}){{1,6}})?"
)
_CUE = re.compile(
    rf"{NOT_IN_WORD}(?:(?:kamer-?{MAY}st(?:uk(?:ken)?(?:dossier)?(?:nummers?|nrs?\.?)?|\.)|kst\.?"
    r"|(?<![0-9]{4} )(?:TK|EK|T\.K\.|E\.K\.)|stuk(?:ken)?(?= {0,2}\Z))"
    rf"(?:{MAY},?{MAY}{_CHAMBER})?(?:{MAY}[,:(]?{MAY}(?:(?:vergaderjaar|zitting(?:sjaar)?){GAP})?{YEARS}\)?)?"
    rf"|(?P<footer>Tweede|Eerste){GAP}Kamer(?:{GAP}der{GAP}Staten-Generaal)?,?{GAP}(?:vergaderjaar{GAP})?"
    rf"{OTHER_YEARS})"
    rf"{MAY}[,;:(]?{MAY}(?:(?:nrs?\.?|(?:kamerstuk)?(?:dossier)?(?:nrs?\.?|nummers?)?){GAP})?{_BESIDE}\Z",
    re.IGNORECASE,
)
_REACH = 110

# Before a number these make it no dossier: a digit, a decimal sign, a currency, a slash.
_NO_START = re.compile(r"(?:[0-9][.,/-]?|[.,/-]|[¤$£#]|[¤$£] |[0-9] |\bn[ro]\.?)\Z")
# What makes a five-digit number another thing: "ISO 27001, nr. 3", "Stcrt. 2020, 25 500, nr. 3", "Postbus 20 061".
_NO_DOSSIER = re.compile(
    r"\b(?:(?-i:ISO|NEN|IEC|EN|RFC|EUR|USD|DIN|BS|NPR|IBAN|EHRM)|euro|bedrag van|ruim|circa|ongeveer|Postbus|KvK|tel\."
    r"|telefoon(?:nummer)?|fax|(?:Stcrt|Stb|Trb)\.?|Staatscourant|Staatsblad|Tractatenblad|(?:gemeente|waterschaps)blad"
    r"|provinciaal blad|zaak(?:nummer|nr\.)?|rol(?:nummer|nr\.)?)(?: [0-9]{4},?)?(?: (?:nr|no)\.?)?:? ?\Z",
    re.IGNORECASE,
)
# What a citation without a cue may begin behind: a bracket, the head of a line or clause, "zie", "en", "in", "motie".
_OPENING = re.compile(
    r"(?:\A|[\x1e(\[;,\"'/]|\b(?:en|of|zie|ook|in|bij|vgl\.|cf\.|alsmede|respectievelijk|resp\.|uit|van|onder|sub|bijlage"
    r"|en ook|motie\w*|brief|brieven|dossiers?|amendement\w*|nota|verslag|memorie|toelichting|fiche|fiches|stukken"
    r"|betreft|referentie|reference|kenmerk|conform|volgens|wetsvoorstel(?:len)?|Kamerbrief|\w+reactie|\w+debat"
    r"|antwoorden|vragen|beleidsdoorlichting|dossiernummers?))"
    r"[ \"']*\Z|[.?!] \Z|[^)]: \Z|(?:\A|[\x1e ])[-*|] \Z|\b(?:motie|amendement)[- ](?-i:[A-Z])[^.;:0-9\x1e]{1,50}\Z",
    re.IGNORECASE,
)


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
        return self.chamber in {"I", "1", "EK", "E.K.", "EERSTE KAMER", "DER EERSTE KAMER"}


def cue_before(text: str, position: int) -> Cue | None:
    """Look back from a dossier for the words that announce it."""
    begin = max(0, position - _REACH)
    match = _CUE.search(text[begin:position])
    if match is None:
        return None
    chamber: str | None = match["chamber"]
    if match["footer"]:
        chamber = f"{match['footer']} Kamer"
    elif chamber is None and (abbreviation := match.group()[:4].upper()).startswith(("TK", "EK", "T.K.", "E.K.")):
        chamber = abbreviation.replace(".", "")[:2]
    return Cue(
        start=position if match["beside"] else begin + match.start(),
        vergaderjaar=vergaderjaar(match) or vergaderjaar(match, suffix="2"),
        chamber=chamber.strip("()").upper() if chamber else None,
        loose=match.group()[:1] in "sS",
    )


def can_be_dossier(dossier: Dossier) -> bool:
    """Whether the chamber has got so far in numbering its dossiers."""
    return _FIRST_DOSSIER <= int(dossier.number) <= _LAST_DOSSIER


def may_be_dossier(text: str, position: int, dossier: Dossier) -> bool:
    """Whether a number that nothing announces can be a dossier where it stands."""
    if not can_be_dossier(dossier):
        return False
    before = text[max(0, position - 30) : position]
    return _NO_START.search(before) is None and _NO_DOSSIER.search(before) is None


def may_open_citation(text: str, position: int) -> bool:
    """Whether a citation without a cue may begin at an offset: not behind "bedraagt in totaal"."""
    return _OPENING.search(text[max(0, position - 70) : position]) is not None
