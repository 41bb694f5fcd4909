from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from evgraph.errors import NotAFiche
from evgraph.identifiers import parse_identifier
from evgraph.model import Reference
from evgraph.reading import find_references
from tests.unit.fiches import PAGE, read_text, write_fiche

FRAGMENTS = st.sampled_from(
    [
        "Kamerstuk 22 112, nr. 4239",
        "Kamerstukken II 2025/26, 29 023, nrs. 510 en 512",
        "Kamerstuk 29 023, nr. 178, bijlage en nr. 175",
        "nrs. 1–3",
        "21 501-20 nr. 621",
        "kamerstukdossier 22112 -4239",
        "kst-35925-V-84",
        "2025D47467",
        "COM(2025) 945",
        "JOIN (2024) 977 final",
        "32019R0452",
        "celex%3A52025JC0977",
        "Verordening (EU) 2019/1020",
        "Verordening (EG) nr. 2271/96",
        "Richtlijnen 2014/24/EU en 2014/25/EU",
        "artikel 4, lid 2, onder a en j, VWEU",
        "artikelen 114 en 207(2) VWEU",
        "artikel 5 van de Wet",
        "de Critical Entities Resilience (CER)",
        "CER",
        "Chips Act 2.0",
        "Blocking Statute4",
        "NIS2-richtlijn",
        "Uitvoeringswet AVG",
        "op 1 juli jl.",
        "\nAlgemene gegevens\n",
        "\nTitel voorstel: iets\n",
        "\nBevoegdheid\n",
        "\nSubsidiariteit\n",
        "\nFiche 3: Iets\n",
        "Preview document",
        "De grondhouding is positief.",
        "↩︎\n",
        "↩\n",
        "🔗",
        "👩‍👩‍👧",
        "e\u0301",
        "\u0308",
        "\ufe0e",
        "\ue000",
        "\u2028",
        "\ufeff",
        "\u00a0",
        "\u202f",
        "\r\n",
        "\n",
        "\t",
        " ",
        " en ",
        ", ",
        " of ",
        "-",
        "1",
        "12",
        "٣",
        "２",
        "²",
        "ſ",
        "ı",
        "İ",
        "ß",
        "ﬁ",
        "K",
        "\x00",
    ]
)
PIECES = FRAGMENTS | st.text(max_size=5)
TEXTS = st.lists(PIECES, max_size=25).map("".join)
SPACED = st.lists(PIECES, max_size=25).map(" ".join)


def _check(text: str, references: tuple[Reference, ...]) -> None:
    assert [found.start for found in references] == sorted(found.start for found in references)
    for found in references:
        assert text[found.start : found.end] == found.text
        assert found.text.strip() == found.text != ""
        assert found.target.startswith("name:") or str(parse_identifier(found.target)) == found.target
        assert found.iri.startswith("http")
        assert found.iri.isascii()
        assert 0 < found.confidence <= 1
    places = [(found.start, found.end, found.target) for found in references]
    assert len(places) == len(set(places))


@settings(max_examples=300, deadline=None)
@given(TEXTS | SPACED)
@example("")
@example("Richtlıjn 2014/24/EU")
@example("beſluit (EU) 2014/24")
@example("Kamerstuk ２２ １１２, nr. ３")
def test_every_reference_is_the_text_at_its_place(text: str) -> None:
    _check(text, find_references(text))


@settings(max_examples=100, deadline=None)
@given(SPACED, st.sampled_from([None, "2015-01-01", "2026-01-30"]))
def test_the_same_text_gives_the_same_references(text: str, date: str | None) -> None:
    assert find_references(text, date=date) == find_references(text, date=date)


@settings(max_examples=100, deadline=None)
@given(SPACED, st.text(alphabet="🔗é\u0301 \n", max_size=5))
def test_offsets_count_code_points_from_the_first(text: str, before: str) -> None:
    text = f"\n\n{text}"
    shifted = find_references(f"{before}{text}")
    plain = find_references(text)
    assert [(r.start - len(before), r.end - len(before), r.target) for r in shifted] == [
        (r.start, r.end, r.target) for r in plain
    ]


@settings(max_examples=150, deadline=None)
@given(SPACED, SPACED)
def test_a_fiche_of_any_content_is_read(body: str, notes: str) -> None:
    text = write_fiche(
        page=PAGE,
        body={"Inhoud voorstel": body, "Bevoegdheid": f"{notes} {body}"},
        notes=f"{notes}↩︎\n{body}↩︎",
    )
    try:
        reading = read_text(text)
    except NotAFiche:
        return
    text = reading.fiche.document.text  # of a file that holds several papers, this one
    _check(text, reading.findings.references)
    for section in reading.fiche.sections:
        assert text[section.start :].startswith(section.heading)
        assert section.start < section.end <= len(text)
    assert len({section.id for section in reading.fiche.sections}) == len(reading.fiche.sections)
    for place in reading.findings.unresolved:
        assert text[place.start : place.end] == place.text
    assert reading.to_dict()["issues"] is not None
