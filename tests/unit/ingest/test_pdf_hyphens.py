"""Where two lines meet: what happens to a hyphen, and whether there is a space."""

from __future__ import annotations

import pytest

from evgraph.ingest.pdf.hyphens import join, spelling_of

BREAKING = [
    "de inwerking-",
    "treding van de verorde-",
    "ning over het dual-use regime",
    "de beleids-",
    "ruimte is groot",
]
PLAIN = ["een regel zonder afbreking", "nog een regel", "een derde regel", "een vierde"] * 20


def _joined(end: str, start: str, *document: str, same_link: bool = False) -> str:
    cut, space = join(end, start, spelling_of([*document, end]), same_link=same_link)
    return f"{end[:-1] if cut else end}{space}{start}"


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("de verorde-", "ning van", "de verordening van"),
        ("de in-", "en uitvoer", "de in- en uitvoer"),
        ("de zaken-", "of huisadressen", "de zaken- of huisadressen"),
        ("de EU-", "lidstaten", "de EU-lidstaten"),
        ("de NIS2-", "richtlijn", "de NIS2-richtlijn"),
        ("in 2021-", "2027 is", "in 2021-2027 is"),
        ("Kamerstuk 21 501-", "30, nr. 5", "Kamerstuk 21 501-30, nr. 5"),
        ("een e-", "mail", "een e-mail"),
        ("Noord-", "Holland", "Noord-Holland"),
        ("de dual-", "use goederen", "de dual-use goederen"),
        ("een auto-", "ongeluk", "een auto-ongeluk"),
        ("een non-", "paper", "een non-paper"),
        ("een gedachte -", "zo bleek", "een gedachte - zo bleek"),
        ("een regel", "gaat door", "een regel gaat door"),
        ("de en/", "of bepaling", "de en/of bepaling"),
        ("jaren 2021–", "2027", "jaren 2021–2027"),
        ("zacht afge\u00ad", "broken", "zacht afgebroken"),
    ],
)
def test_in_a_document_that_breaks_words(end: str, start: str, joined: str) -> None:
    assert _joined(end, start, *BREAKING) == joined


def test_in_a_document_that_breaks_none_the_hyphen_is_the_writers() -> None:
    assert _joined("een kosten-", "batenanalyse", *PLAIN) == "een kosten-batenanalyse"


def test_the_documents_own_words_decide() -> None:
    assert (
        _joined("een kosten-", "batenanalyse", *BREAKING, "elke kosten-batenanalyse telt") == "een kosten-batenanalyse"
    )
    assert _joined("een start-", "datum", *PLAIN, "geen andere startdatum mag") == "een startdatum"


def test_a_sign_used_for_breaking_only_goes() -> None:
    assert _joined("dual‐", "gebruik", "de verorde‐", "een EU-lidstaat") == "dualgebruik"
    assert _joined("de EU‐", "lidstaten", "een EU‐lidstaat hier") == "de EU‐lidstaten"


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("https://eur-lex.europa.eu/legal-", "content/NL", "https://eur-lex.europa.eu/legal-content/NL"),
        ("https://eur-lex.europa.eu/?uri=celex:", "52026PC0931", "https://eur-lex.europa.eu/?uri=celex:52026PC0931"),
        ("zie www.rijksoverheid.nl", "waar meer staat", "zie www.rijksoverheid.nl waar meer staat"),
        ("zie https://ec.europa.eu/a.", "De Commissie", "zie https://ec.europa.eu/a. De Commissie"),
    ],
)
def test_web_addresses_are_put_together(end: str, start: str, joined: str) -> None:
    assert _joined(end, start) == joined


def test_one_link_over_two_lines_is_one_address() -> None:
    assert _joined("https://a.nl/een", "twee", same_link=True) == "https://a.nl/eentwee"
    assert _joined("de brief", "van mei", same_link=True) == "de brief van mei"
