"""Markdown: the same fiche, the rule by which it is told from plain text, and what it makes of each mark."""

from __future__ import annotations

import pytest

from evgraph.errors import UnreadableDocument
from evgraph.ingest import ingest, ingest_bytes
from evgraph.ingest.markdown import MAX_MARKDOWN, looks_like_markdown
from evgraph.model import Document
from tests.unit.ingest.same_fiche import (
    FORMS,
    TEXT_FORM,
    expected_notes,
    fiche_lines,
    notes_with_words,
    reading_of,
    text_form_lines,
)

FICHE = FORMS / "verpakkingstoezicht.md"
HEADINGS = "# Fiche\n\n## Algemene gegevens\n\n### Titel voorstel\n\n"


def read(text: str) -> Document:
    return ingest_bytes("fiche.md", text.encode())


def test_the_fiche_has_the_lines_of_the_text_form() -> None:
    document = ingest(FICHE)
    assert document.text.split("\n") == fiche_lines(text_form_lines())
    assert (document.media_type, document.issues) == ("text/markdown", ())
    assert notes_with_words(document) == expected_notes()


def test_the_fiche_reads_as_in_the_text_form() -> None:
    assert reading_of(FICHE) == reading_of(TEXT_FORM)


@pytest.mark.parametrize(
    "text",
    [
        HEADINGS,
        HEADINGS.replace("\n", "\r\n"),
        "Een zin[^1] met een noot.\n\n[^1]: Kamerstuk 22 112, nr. 4239\n",
        "# Fiche\n\n| Veld | Waarde |\n|---|:--|\n| Titel | x |\n",
        "   # Een\n   ## Twee ##\n   ###### Drie\n",
    ],
)
def test_unmistakable_marks_make_it_markdown(text: str) -> None:
    assert looks_like_markdown(text.encode())
    assert read(text).media_type == "text/markdown"


@pytest.mark.parametrize(
    "text",
    [
        TEXT_FORM.read_text(encoding="utf-8"),
        "Agenda\n# 1\n# 2\n# 3\n# 4\n",
        "#een\n#twee\n#drie\nkamerstukken",
        "# Fiche\n\n## Essentie\n\ntwee koppen zijn geen drie",
        "- punt\n- punt\n* punt\n1. punt\n**vet** en _schuin_",
        "| a | b |\n|---|---|\n| geen kop | erboven |",
        "Kop\n---\nKop\n===\n> citaat",
        "[^1]: een noot waar niets naar verwijst",
        "Een zin[^1] zonder noot.",
        "    # code\n    # code\n    # code",
        f"{HEADINGS}Kamerstuk 22 112, nr. 4239↩︎\n",
        "Titel: a | b\nc --- d | e\n# Kop hier",
    ],
)
def test_other_text_stays_as_it_is_with_its_offsets(text: str) -> None:
    document = read(text)
    assert document.media_type == "text/plain"
    assert document.text == text


def test_very_long_text_is_no_fiche_and_stays_text() -> None:
    text = HEADINGS + "woord " * (MAX_MARKDOWN // 6)
    assert read(text).text == text


def test_marks_become_lines_headings_notes_and_links() -> None:
    document = read(
        f"{HEADINGS}Een *schuin*\nen **vet**[^n] woord.\\\nnieuwe regel\n\n1. een\n   - twee\n2. drie\n\n> citaat\n\n"
        "**Hele regel vet**\n\n| Veld | Waarde |\n|---|---|\n| Datum | 3 mei |\n\n<https://eur-lex.europa.eu/> "
        "[kwaad](http://127.0.0.1/) `code` ![grafiek](g.png)\n\n[^n]: Noot met [link](https://nos.nl/).\n"
    )
    assert document.text.split("\n") == [
        "Fiche",
        "Algemene gegevens",
        "Titel voorstel",
        "Een schuin en vet1 woord.",
        "nieuwe regel",
        "1. een",
        "- twee",
        "2. drie",
        "citaat",
        "Hele regel vet",
        "Veld",
        "Waarde",
        "Datum",
        "3 mei",
        "https://eur-lex.europa.eu/ kwaad code",
        "Noot met link.",
    ]
    text = document.text
    marked = [(text[place.start : place.end], place.level) for place in document.layout.headings]
    assert marked == [("Fiche", 1), ("Algemene gegevens", 2), ("Titel voorstel", 3), ("Hele regel vet", 6)]
    assert [link.url for link in document.layout.links] == ["https://eur-lex.europa.eu/", "https://nos.nl/"]
    assert notes_with_words(document) == [(1, "Noot met link.", "1", "vet")]
    assert sorted(issue.code for issue in document.issues) == ["link-refused", "picture-left-out"]


def test_a_note_referred_to_twice_and_one_that_is_missing() -> None:
    document = read("Een[^a] en[^a] en[^b].\n\n[^a]: Noot\n")
    assert document.text == "Een1 en1 en[^b].\nNoot"


def test_html_within_is_shown_as_it_is_written() -> None:
    document = read(f"{HEADINGS}<script>alert(1)</script>\n\nEen <b>woord</b> &euro;\n")
    assert document.text.split("\n")[3:] == ["<script>alert(1)</script>", "Een <b>woord</b> €"]


def test_windows_letters_are_read_with_an_issue() -> None:
    document = ingest_bytes("fiche.md", f"{HEADINGS}Financiële gevolgen – geen".encode("cp1252"))
    assert document.text.endswith("Financiële gevolgen – geen")
    assert [issue.code for issue in document.issues] == ["encoding"]


@pytest.mark.parametrize(
    "nested", ["> " * 20_000 + "x", "- " * 20_000 + "x", "".join("  " * n + "- a\n" for n in range(300))]
)
def test_deep_nesting_is_refused_not_cut_off(nested: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"fiche\.md: lists or quotes nested deeper"):
        read(HEADINGS + nested)


def test_nesting_that_a_person_writes_is_read_whole() -> None:
    assert read(HEADINGS + "".join("  " * n + f"- niveau {n}\n" for n in range(20))).text.endswith("- niveau 19")


@pytest.mark.parametrize("piece", ["[", "![a](", "*a **a ", "_a__a", "^[", "[^x", "`a``", "<a", "&#x41;", "\\", "|---"])
def test_marks_without_end_are_read_in_time(piece: str) -> None:
    assert read(HEADINGS + piece * (20_000 // len(piece))).media_type == "text/markdown"


def test_many_notes_cost_linear_time() -> None:
    """Each note is looked up among all references once, not searched for in the whole text."""
    notes = "\n".join(f"[^n{number}]: noot" for number in range(20_000))
    assert not looks_like_markdown(notes.encode())
    assert looks_like_markdown(f"een[^n7] woord\n\n{notes}".encode())
