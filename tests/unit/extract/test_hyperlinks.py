"""Where a form leads from a stretch of text to an official page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evgraph.model import Layout, Link, Reference
from evgraph.reading import find_in_document, read_document
from tests.unit.fiches import as_document, write_fiche

EUR_LEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:"


def linked(text: str, shown: str, url: str) -> list[Reference]:
    start = text.index(shown)
    layout = Layout(notes=(), links=(Link(start=start, end=start + len(shown), url=url),))
    return list(find_in_document(replace(as_document(text), layout=layout))[0])


def test_a_link_on_text_that_names_nothing_is_a_reference() -> None:
    (found,) = linked("Zie EUR-Lex voor de tekst.", "EUR-Lex", f"{EUR_LEX}52026PC0931")
    assert (found.text, found.target, found.rule) == ("EUR-Lex", "52026PC0931", "link")


@pytest.mark.parametrize("separator", ["-", "%2D"])
def test_pages_of_the_publisher_name_their_paper(separator: str) -> None:
    url = f"https://zoek.officielebekendmakingen.nl/kst{separator}21501-20-690.html"
    (found,) = linked("Zie deze brief.", "deze brief", url)
    assert found.target == "kst-21501-20-690"


@pytest.mark.parametrize(
    "url",
    [
        r"https://evil.example\@eur-lex.europa.eu/legal-content/?uri=CELEX:52026PC0931",
        "https://eur-lex.europa.eu@evil.example/legal-content/?uri=CELEX:52026PC0931",
        "https://eur-lex.europa.eu.evil.example/?uri=CELEX:52026PC0931",
        "https://eur-lex.europa.eu:8443/?uri=CELEX:52026PC0931",
        "ftp://eur-lex.europa.eu/?uri=CELEX:52026PC0931",
        "https://eur-lex.europa.eu/search.html?text=52026PC0931",
        "https://www.nu.nl/52026PC0931",
    ],
)
def test_other_addresses_prove_nothing(url: str) -> None:
    assert linked("Zie deze brief.", "deze brief", url) == []


def test_a_name_means_what_it_means_wherever_it_leads() -> None:
    found = linked("Zie de AI-verordening.", "AI-verordening", f"{EUR_LEX}32016R0679")
    assert "32016R0679" not in {reference.target for reference in found}


def test_a_link_over_a_sentence_names_no_single_thing() -> None:
    sentence = "Wij wijzen u op al hetgeen de Commissie over dit onderwerp in de afgelopen jaren heeft gezegd " * 2
    assert linked(sentence, sentence.strip(), f"{EUR_LEX}52026PC0931") == []


@pytest.mark.parametrize(("words", "celex"), [("Richtlijn 2014/24/EU", "32014L0025"), ("COM(2026) 931", "52026PC0932")])
def test_text_and_link_that_differ_are_told_and_the_text_is_followed(words: str, celex: str) -> None:
    text = write_fiche(body={"Inhoud voorstel": f"Zie {words} hierover."})
    start = text.rindex(words)
    layout = Layout(notes=(), links=(Link(start=start, end=start + len(words), url=f"{EUR_LEX}{celex}"),))
    reading = read_document(replace(as_document(text), layout=layout))
    assert "link-differs" in [issue.code for issue in reading.findings.issues]
    assert celex not in {reference.target for reference in reading.findings.references}


def test_text_and_link_that_agree_are_one_reference() -> None:
    (found,) = linked("Zie COM(2026) 931 hierover.", "COM(2026) 931", f"{EUR_LEX}52026PC0931")
    assert found.target == "COM(2026)931"
