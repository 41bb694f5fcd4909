"""Citations of every kind, in the forms that Dutch drafters use, with numbers drawn at random.

The numbers have the right form and mean nothing; the names are those of real acts.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

# The share of each kind, in percent.
ORDINARY = {
    "kamerstuk": 50, "eu-act": 11, "named": 9, "treaty": 7, "eu-document": 7, "handelingen": 6, "gazette": 5, "ecli": 3,
    "celex": 2,
}  # fmt: skip
FICHE = {
    "kamerstuk": 44, "treaty": 14, "eu-act": 14, "named": 10, "eu-document": 9, "celex": 3, "gazette": 2, "ecli": 2,
    "handelingen": 2,
}  # fmt: skip

_DOSSIERS = (
    "22 112", "21 501-20", "21 501-02", "21 501-30", "30 821", "32 813", "29 023", "36 045", "26 643", "33 009",
    "29 826", "31 125", "27 625", "24 095", "28 089", "31 288", "35 925", "34 851", "32 761", "29 362",
)  # fmt: skip
_CHAPTERS = ("V", "VI", "VII", "VIII", "IX", "X", "XII", "XIII", "XIV", "XV", "XVI", "XVII")
NAMES = (
    "AVG", "AI-verordening", "NIS2-richtlijn", "CER-richtlijn", "Blocking Statute", "FDI-verordening",
    "Verordening buitenlandse subsidies", "Net-Zero Industry Act", "Digital Services Act", "dual-use-verordening",
    "Kaderrichtlijn Water", "Habitatrichtlijn", "Data Act", "Dienstenrichtlijn", "ePrivacyrichtlijn",
    "DORA-verordening", "Critical Raw Materials Act", "Algemene verordening gegevensbescherming",
)  # fmt: skip
_COURTS = ("NL:HR", "NL:RVS", "NL:CRVB", "NL:CBB", "NL:RBDHA", "NL:GHARL", "EU:C", "EU:T")


def cite(rng: Random, kind: str) -> str:
    """Make a citation of a kind."""
    return _MAKERS[kind](rng)


def _year_of_sitting(rng: Random) -> str:
    year = rng.randrange(2005, 2026)
    short = f"{(year + 1) % 100:02}"
    return rng.choice((f"{year}/{short}", f"{year}/{short}", f"{year}-{year + 1}", f"{year}–{year + 1}"))


def _dossier(rng: Random) -> str:
    dossier = rng.choice(_DOSSIERS)
    if rng.random() < 0.4:
        dossier = f"{rng.randrange(25, 37)} {rng.randrange(1000):03}"
        if rng.random() < 0.3:
            dossier = f"{dossier} {rng.choice(_CHAPTERS)}"
    return dossier if rng.random() < 0.7 else dossier.replace(" ", "", 1)


def _kamerstuk(rng: Random) -> str:
    dossier, number = _dossier(rng), rng.randrange(1, 1500)
    form = rng.randrange(12)
    if form < 4:
        return f"Kamerstuk {dossier}, nr. {number}"
    if form == 4:
        return f"Kamerstuk {dossier} nr. {number}"
    if form == 5:
        return f"Kamerstuk {dossier}, nr. {number}, bijlage"
    if form == 6:
        return f"Kamerstukken I {_year_of_sitting(rng)}, {dossier}, {rng.choice('BCDEFGH')}"
    if form == 7:
        return (
            f"Kamerstukken II {_year_of_sitting(rng)}, {dossier}, nr. {rng.randrange(3, 20)}, p. {rng.randrange(1, 90)}"
        )
    if form == 8:
        return f"Kamerstukken II, vergaderjaar {_year_of_sitting(rng)}, {dossier}, nr. {number}"
    return f"Kamerstukken II {_year_of_sitting(rng)}, {dossier}, nr. {number}"


def _eu_act(rng: Random) -> str:
    year, number = rng.randrange(2015, 2026), rng.randrange(10, 2900)
    form = rng.randrange(9)
    if form < 3:
        return f"Verordening (EU) {year}/{number}"
    if form < 5:
        return f"Richtlijn (EU) {year}/{number}"
    if form == 5:
        return f"Verordening (EG) nr. {number}/{rng.randrange(1999, 2010)}"
    if form == 6:
        return f"Richtlijn {rng.randrange(2000, 2010)}/{rng.randrange(1, 140)}/EG"
    if form == 7:
        return f"Besluit (EU) {year}/{number}"
    return f"Uitvoeringsverordening (EU) {year}/{number}"


def _treaty(rng: Random) -> str:
    treaty = rng.choice(("VWEU", "VWEU", "VWEU", "VEU"))
    article = rng.randrange(2, 350) if treaty == "VWEU" else rng.randrange(2, 55)
    paragraph = rng.randrange(1, 6)
    form = rng.randrange(8)
    if form < 3:
        return f"artikel {article} {treaty}"
    if form < 5:
        return f"artikel {article}, lid {paragraph}, {treaty}"
    if form == 5:
        return f"artikel {article}, {rng.choice(('eerste', 'tweede', 'derde'))} lid, {treaty}"
    if form == 6:
        return f"artikel {article}, lid {paragraph}, onder {rng.choice('abcdefgh')}, {treaty}"
    return f"artikel {rng.randrange(2, 350)} van het Verdrag betreffende de werking van de Europese Unie"


def _eu_document(rng: Random) -> str:
    year, number = rng.randrange(2012, 2026), rng.randrange(1, 950)
    form = rng.randrange(8)
    if form < 4:
        return f"COM({year}) {number}"
    if form == 4:
        return f"COM({year}){number} final"
    if form == 5:
        return f"COM ({year}) {number}"
    return f"{rng.choice(('JOIN', 'SWD'))}({year}) {number}"


def _handelingen(rng: Random) -> str:
    sitting, number = _year_of_sitting(rng), rng.randrange(1, 110)
    if rng.random() < 0.3:
        return f"Aanhangsel Handelingen II {sitting}, nr. {rng.randrange(1, 4000)}"
    page = f", p. {rng.randrange(1, 90)}" if rng.random() < 0.4 else ""
    return f"Handelingen {rng.choice(('II', 'II', 'I'))} {sitting}, nr. {number}, item {rng.randrange(1, 25)}{page}"


def _gazette(rng: Random) -> str:
    year = rng.randrange(1995, 2026)
    gazette, last = rng.choice((("Stb.", 700), ("Stb.", 700), ("Staatsblad", 700), ("Stcrt.", 40000), ("Trb.", 250)))
    return f"{gazette} {year}, {rng.choice(('', '', 'nr. '))}{rng.randrange(1, last)}"


def _celex(rng: Random) -> str:
    number = f"{rng.randrange(1995, 2026)}{rng.choice(('R', 'L', 'D'))}{rng.randrange(1, 2900):04}"
    mark = rng.choice(("CELEX:", "CELEX%3A", "celex:"))
    return f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri={mark}3{number}"


def _ecli(rng: Random) -> str:
    return f"ECLI:{rng.choice(_COURTS)}:{rng.randrange(2005, 2026)}:{rng.randrange(1, 9000)}"


def _named(rng: Random) -> str:
    return rng.choice(NAMES)


_MAKERS: dict[str, Callable[[Random], str]] = {
    "kamerstuk": _kamerstuk,
    "eu-act": _eu_act,
    "treaty": _treaty,
    "eu-document": _eu_document,
    "handelingen": _handelingen,
    "gazette": _gazette,
    "celex": _celex,
    "ecli": _ecli,
    "named": _named,
}
