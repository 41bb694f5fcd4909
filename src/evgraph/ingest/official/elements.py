"""The elements of official publications: which begin a line, which run on in it, which say nothing.

Source: the names in KOOP's schema op-xsd-2012 (`officiele-publicatie`: Kamerstukken and Handelingen from 2010 on) and
in the generation before it (`kamerwrk`, 1995–2009), as public readers of both know them.
"""

from __future__ import annotations

import re

from evgraph.ingest.official.metadata import OFFICIAL_SITE

ROOTS = frozenset({"officiele-publicatie", "kamerwrk", "kamerstuk", "handelingen", "handeling", "vraagdoc"})

# Nothing of these is shown: bookkeeping, layout, and a table of contents that repeats the headings. The number of an
# item or a note is written with the item or the note.
SKIPPED = frozenset(
    """metadata sys.gegevens versie ordernr colspec spanspec witreg officiele-inhoudsopgave li.nr lidnr noot.nr
    noot.linr""".split()
)

# A line each, also inside a paragraph.
BLOCKS = frozenset(
    """al considerans.al context.al noot.al tussenkop tuskop subtitel title bijschrift
    officiele-publicatie kamerwrk kamerstuk kamerstukkop dossier dossiernummer stuk algemeen vrije-tekst tekst
    tekst-sluiting divisie circulaire.divisie al-groep lijst li noot.lijst noot.li table tgroup thead tbody tfoot row
    entry plaatje illustratie box citaat ondertekening ondtek bijlage bijlage-sluiting definitielijst deflijst
    definitie-item definitie specificatielijst specificatie-item specificatie waarde frontm onderw vergjaar body backm
    voetnoot structuurtekst margetekst aanhaling kamervragen kamervraagkop kamervraagopmerking vraag antwoord vraagdoc
    vragen omschr reactie niet-dossier-stuk nds-stuk amendement amendement-lid wijziging wijzig-artikel wijzig-lid
    wijzig-divisie voorstel-wet voorstel-sluiting aanhef afkondiging considerans considerans.lijst preambule wettekst
    wetsluiting slotformulering artikel artikeltekst lid hoofdstuk afdeling paragraaf sub-paragraaf deel boek
    nota-toelichting advies nader-rapport object_van_advies handelingen handeling agendapunt onderwerp spreekbeurt motie
    motie-info stemming stemmingen voorstel vergadering vergadering-nummer vergaderdatum vergadertijd opening sluiting
    voorzitter intro aanw item itemnaam itemkop draad actie vervangt""".split()
)

# A line each between paragraphs; inside one ("kop/titel", "spreker/naam") they run on, apart from the word before.
PARAGRAPHS = frozenset(
    """titel item-titel kop spreker tekstregel datumtekst stuknr kamervraagnummer kamervraagomschrijving wat wie wij
    term gegeven dagtekening bron nds-nr""".split()
)

# These begin a line and what stands behind them still belongs to it: "<functie>De minister</functie> voor Jeugd,".
OPENERS = frozenset({"functie", "naam", "ltrlabel"})

# These run on in their line; the second set apart from the word before, where the source may not have a space.
INLINE = frozenset(
    """nadruk sup inf extref intref extref-groep intref-groep dossierref noot nootref voetref datum plaats organisatie
    politiek dossiernr herdruk kamervraagonderwerp vraagnummer tekstcorrectie redactionele-correctie
    ondertekeningsdatum inwerkingtreding motienm vetnr jaar maand dag br""".split()
)
SPACED = frozenset("voornaam achternaam voorvoegsels begrotingshoofdstuk ondernummer nummer letter nr label".split())

KNOWN = SKIPPED | BLOCKS | PARAGRAPHS | OPENERS | INLINE | SPACED

ITEMS = frozenset({"li", "lid", "noot.li", "definitie-item", "specificatie-item"})
NUMBERS = frozenset({"li.nr", "lidnr", "noot.linr"})
SECTIONS = frozenset({"divisie", "circulaire.divisie", "bijlage", "hoofdstuk", "afdeling", "paragraaf"})
LINKS = frozenset({"extref", "intref", "dossierref"})
BOLD = frozenset({"vet", "halfvet", "vetcur"})
# What a list without numbers prints before an item; "1." and "a)" stay as they are.
BULLETS = frozenset("–-—•·‣▪o*")
UNMARKED_LISTS = frozenset({"geen", "ongemarkeerd"})

# "kst-21501-20-690", "h-tk-20202021-102-3", "stb-2020-123", "dossier/36600-XXIII"; not "nr. 12".
_PUBLICATION = re.compile(r"(?:kst-?|h-|ah-|blg-?|kv-|stb-|stcrt-|trb-|dossier/)[A-Za-z0-9-]+")
# "BWBR0005537", "jci1.3:c:BWBR0005537&artikel=3"; not "CVDR12345".
_LAW = re.compile(r"(?:jci[0-9.]+:[a-z]:)?BWB[RVW][0-9]{7}[^\s<>\"]*")
# "www.wur.nl/rapport", "wetten.overheid.nl"; not "rapport" and not "kst-22112-1".
_BARE_HOST = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,12}(?:[/?#]\S*)?")


def address_of(target: str, kind: str) -> str:
    """Where a link leads.

    Args:
        target: what the element says ("kst-22112-4239", "www.wur.nl"); may be anything.
        kind: its `soort`: "document", "URL" or something else.

    Returns:
        An address; what cannot be told is given back as it is, so that it is refused by name.
    """
    target = target.strip()
    if _PUBLICATION.fullmatch(target):
        return f"{OFFICIAL_SITE}{target}" if target.startswith("dossier/") else f"{OFFICIAL_SITE}{target}.html"
    if _LAW.fullmatch(target):
        return f"https://wetten.overheid.nl/{target}"
    said_to_be_web = kind.casefold() == "url" or target.startswith("www.")
    return f"http://{target}" if said_to_be_web and _BARE_HOST.fullmatch(target) else target
