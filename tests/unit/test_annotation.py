from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

import evgraph
from evgraph.annotation import annotate_page, annotate_text
from evgraph.links import page_of
from evgraph.reading import find_references
from tests.properties.test_spans import SPACED


class _Reader(HTMLParser):
    """Collects the text, the links and every tag of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.links = "", list[str](), list[tuple[str, str]]()
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        if tag == "a":
            assert self._depth == 0, "a link in a link"
            self._depth = 1
            self.links.append((values["data-target"] or "", values.get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "a"

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def test_every_reference_is_a_link() -> None:
    html = evgraph.annotate("Zie Kamerstuk 22 112, nr. 5 en artikel 4, lid 2, onder a en j, VWEU.")
    assert _read(html).links == [
        ("kst-22112-5", "https://zoek.officielebekendmakingen.nl/kst-22112-5.html"),
        ("TFEU/4/2/a", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:12016E004"),
        ("TFEU/4/2/j", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:12016E004"),
        ("TFEU/4/2/a", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:12016E004"),
    ]


def test_what_has_no_page_is_marked_but_leads_nowhere() -> None:
    html = evgraph.annotate("Zaak 2026Z01234.")
    assert 'data-target="2026Z01234"' in html
    assert "href" not in html


def test_one_stretch_may_name_several() -> None:
    links = _read(evgraph.annotate("Kamerstuk 22 112, nrs. 1-4")).links
    assert ("kst-22112-2 kst-22112-3", "https://zoek.officielebekendmakingen.nl/kst-22112-2.html") in links


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> Kamerstuk 22 112, nr. 5",
        'Kamerstuk 22 112, nr. 5" onmouseover="alert(1)',
        "<!-- Kamerstuk 22 112, nr. 5 -->",
        "&lt;b&gt; Kamerstuk 22 112, nr. 5 <b",
        "</div><img src=x onerror=alert(1)>Kamerstuk 22 112, nr. 5",
    ],
)
def test_markup_in_the_text_is_only_text(text: str) -> None:
    reader = _read(evgraph.annotate(text))
    assert reader.tags == ["div", "a"]
    assert reader.text == text


@settings(max_examples=150, deadline=None)
@given(SPACED)
def test_the_text_stays_what_it_was(text: str) -> None:
    html = annotate_text(text, find_references(text))
    html.encode()
    reader = _read(html)
    assert set(reader.tags) <= {"div", "a"}
    written = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
    assert reader.text == written.replace("\r\n", "\n").replace("\r", "\n") or reader.text == written


def test_a_page_stands_alone() -> None:
    page = annotate_page([("<brief>.txt", "artikel 114 VWEU", find_references("artikel 114 VWEU"))], "nl")
    assert page.startswith("<!DOCTYPE html>")
    assert "&lt;brief&gt;.txt" in page
    assert "http" not in page.partition("<body>")[0]


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("32019R0452", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32019R0452"),
        ("COM(2025)945", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=COM:2025:945:FIN"),
        ("oj-2019-L-79", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=OJ:L:2019:079:TOC"),
        ("oj-2024-L-1689", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=OJ:L_202401689"),
        ("dossier-22112", "https://zoek.officielebekendmakingen.nl/dossier/22112"),
        ("2024/0017(COD)", "https://eur-lex.europa.eu/procedure/NL/2024_17"),
        ("BWBR0005730", "https://wetten.overheid.nl/BWBR0005730"),
        ("TEC/95", None),
        ("name:quantum-act", None),
        ("no identifier", None),
    ],
)
def test_the_page_of_a_target(target: str, page: str | None) -> None:
    assert page_of(target) == page
