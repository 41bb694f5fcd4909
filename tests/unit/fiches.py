"""A small fiche in parts, so that each test shows only what it is about."""

from __future__ import annotations

from evgraph.model import Document, Fiche
from evgraph.parsing import parse
from evgraph.reading import Reading, read_document

PAGE = """Fiche: Verordening toezicht
Nieuwe Commissievoorstellen en initiatieven van de lidstaten van de Europese Unie
Brief regering
Nummer: 2025D99901, datum: 2026-04-10, bijgewerkt: 2026-04-14 09:05, versie: 2
Directe link naar document (.docx), link naar pagina op de Tweede Kamer site.
Gerelateerde personen:- Eerste ondertekenaar: J.H. van Verzinnen, minister van Buitenlandse Zaken
- Aanbiedingsbrief
- Beslisnota bij Fiche: Verordening toezicht
Onderdeel van kamerstukdossier 22112 -9901 Nieuwe Commissievoorstellen en initiatieven.
Onderdeel van zaak 2025Z99901:
- Indiener: J.H. van Verzinnen, minister van Buitenlandse Zaken
- Volgcommissie: vaste commissie voor Europese Zaken
- Voortouwcommissie: vaste commissie voor Economische Zaken
- 2026-05-20 10:00: Raad (formeel) (Commissiedebat), vaste commissie voor Economische Zaken
Preview document (🔗 origineel)
"""

FIELDS = {
    "Titel voorstel": "Voorstel voor een verordening betreffende het toezicht",
    "Datum ontvangst Commissiedocument": "27 maart 2026",
    "Nr. Commissiedocument": "COM(2026) 931",
    "EUR-Lex": "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=celex:52026PC0931",
    "Nr. impact assessment Commissie en Opinie": "SWD(2026) 412",
    "Behandelingstraject Raad": "Raad voor Concurrentievermogen",
    "Eerstverantwoordelijk ministerie": "Ministerie van Economische Zaken",
    "Rechtsbasis": "Artikel 114 VWEU",
}

BODY = {
    "Essentie voorstel": "",
    "Inhoud voorstel": "De Commissie stelt een verordening voor.",
    "Nederlandse positie ten aanzien van het voorstel": "",
    "Beoordeling + inzet ten aanzien van dit voorstel": "Het kabinet steunt het voorstel.",
    "Grondhouding ten aanzien van bevoegdheid, subsidiariteit en proportionaliteit": "",
    "Bevoegdheid": "De grondhouding van het kabinet is positief.",
    "Subsidiariteit": "De grondhouding van het kabinet is positief.",
    "Proportionaliteit": "De grondhouding van het kabinet is positief.",
}


def lines(parts: dict[str, str]) -> str:
    """Each heading on a line with its text under it."""
    return "".join(f"{heading}\n{text}\n" if text else f"{heading}\n" for heading, text in parts.items())


def write_fiche(
    *,
    fields: dict[str, str | None] | None = None,
    body: dict[str, str | None] | None = None,
    page: str = "",
    notes: str = "",
) -> str:
    """A whole fiche; a value of None leaves the field or section out."""
    table = {key: value for key, value in {**FIELDS, **(fields or {})}.items() if value is not None}
    text = {key: value for key, value in {**BODY, **(body or {})}.items() if value is not None}
    return f"{page}Fiche 3: Verordening toezicht\nAlgemene gegevens\n{lines(table)}{lines(text)}{notes}"


def as_document(text: str) -> Document:
    """The text as the file fiche.txt, decoded."""
    return Document(name="fiche.txt", text=text, media_type="text/plain", byte_size=len(text), sha256="0" * 64)


def parse_text(text: str) -> Fiche:
    """Parse a text as the file fiche.txt."""
    return parse(as_document(text))


def read_text(text: str) -> Reading:
    """Parse a text and find all that is in it."""
    return read_document(as_document(text))
