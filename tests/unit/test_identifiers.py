from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evgraph.errors import EvgraphError, InvalidIdentifier
from evgraph.identifiers import (
    BASE,
    Aanhangsel,
    Body,
    Bwb,
    Celex,
    Committee,
    Council,
    Dossier,
    Ecli,
    EuDocument,
    FichePart,
    Gazette,
    Handelingen,
    Identifier,
    Instrument,
    Kamerstuk,
    OfficialJournal,
    Procedure,
    Regeling,
    TkDocument,
    TkZaak,
    TreatyProvision,
    parse_identifier,
    slugify,
)

FOLDER = Path(__file__).parents[1] / "identifiers"
PARSERS: dict[str, Callable[[str], Identifier]] = {
    "aanhangsel": Aanhangsel.parse,
    "body": Body.parse,
    "bwb": Bwb.parse,
    "celex": Celex.parse,
    "committee": Committee.parse,
    "council": Council.parse,
    "dossier": Dossier.parse,
    "ecli": Ecli.parse,
    "eu_document": EuDocument.parse,
    "fiche_part": FichePart.parse,
    "gazette": Gazette.parse,
    "handelingen": Handelingen.parse,
    "instrument": Instrument.parse,
    "kamerstuk": Kamerstuk.parse,
    "official_journal": OfficialJournal.parse,
    "procedure": Procedure.parse,
    "regeling": Regeling.parse,
    "tk_document": TkDocument.parse,
    "tk_zaak": TkZaak.parse,
    "treaty": TreatyProvision.parse,
}


def _lines(prefix: str) -> list[tuple[str, str]]:
    return [
        (kind, line)
        for kind in PARSERS
        for line in (FOLDER / f"{prefix}_{kind}.txt").read_text(encoding="utf-8").splitlines()
    ]


VALID = [(kind, *line.split("\t")) for kind, line in _lines("valid")]
INVALID = _lines("invalid")


def test_every_class_has_examples() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {
        f"{prefix}_{kind}" for prefix in ("valid", "invalid") for kind in PARSERS
    }
    for kind in PARSERS:
        assert sum(case[0] == kind for case in VALID) >= 4
        assert sum(case[0] == kind for case in INVALID) >= 6
    assert len(VALID) >= 110
    assert len(INVALID) >= 190


@pytest.mark.parametrize(("kind", "canonical", "iri"), VALID)
def test_valid_identifier_is_read_written_and_minted(kind: str, canonical: str, iri: str) -> None:
    identifier = PARSERS[kind](canonical)
    assert str(identifier) == canonical
    assert identifier.iri() == iri


@pytest.mark.parametrize(("kind", "text"), INVALID)
def test_invalid_identifier_is_refused(kind: str, text: str) -> None:
    with pytest.raises(InvalidIdentifier):
        PARSERS[kind](text)


@pytest.mark.parametrize(("kind", "canonical", "iri"), [case for case in VALID if case[0] != "regeling"])
def test_parse_identifier_finds_the_class(kind: str, canonical: str, iri: str) -> None:
    assert parse_identifier(canonical) == PARSERS[kind](canonical)


def test_parse_identifier_says_how_to_write_it() -> None:
    with pytest.raises(InvalidIdentifier, match=r"'kamerstuk 5'.*kst-22112-4239.*docs/identifiers\.md"):
        parse_identifier("kamerstuk 5")


def test_invalid_identifier_is_a_value_error_and_an_evgraph_error() -> None:
    assert issubclass(InvalidIdentifier, ValueError)
    assert issubclass(InvalidIdentifier, EvgraphError)


@pytest.mark.parametrize(("kind", "canonical", "iri"), VALID)
def test_only_our_own_iris_follow_the_base(kind: str, canonical: str, iri: str) -> None:
    other = PARSERS[kind](canonical).iri("https://example.org/x/")
    assert other == iri.replace(BASE, "https://example.org/x/")


def test_identifiers_are_hashable_and_compare_by_value() -> None:
    assert len({Celex.parse("32019R0452"), Celex(number="32019R0452")}) == 1
    assert Kamerstuk.parse("kst-22112-4239") == Kamerstuk(dossier=Dossier(number="22112"), number="4239")


def test_names_of_another_class_are_other_things() -> None:
    things: set[Identifier] = {Council(slug="jbz"), Body(slug="jbz"), Committee(slug="jbz")}
    assert len(things) == 3
    assert Instrument(slug="awb").iri() != Regeling(slug="awb").iri()


@pytest.mark.parametrize(
    ("celex", "document"),
    [
        ("52025JC0977", "JOIN(2025)977"),
        ("52025PC0945", "COM(2025)945"),
        ("52020DC0067", "COM(2020)67"),
        ("52011SC0868", "SEC(2011)868"),
        ("52013SC0001", "SWD(2013)1"),
    ],
)
def test_sector_five_celex_names_the_commission_document(celex: str, document: str) -> None:
    number = Celex.parse(celex)
    assert number.eu_document == EuDocument.parse(document)
    assert number.iri() == EuDocument.parse(document).iri()
    assert number.resource.endswith(f"/celex/{celex}")


@pytest.mark.parametrize("celex", ["32019R0452", "52012SC0111", "52025PC0000", "12016E207", "52025PC0945R(01)"])
def test_other_celex_names_no_commission_document(celex: str) -> None:
    number = Celex.parse(celex)
    assert number.eu_document is None
    assert number.iri() == number.resource


@pytest.mark.parametrize(
    ("document", "candidates"),
    [
        ("COM(2025)945", ("52025PC0945", "52025DC0945")),
        ("JOIN(2023)20", ("52023JC0020",)),
        ("SWD(2022)546", ("52022SC0546",)),
        ("SEC(2011)868", ("52011SC0868",)),
        ("C(2020)1234", ()),
        ("COM(2023)10234", ()),
    ],
)
def test_commission_number_only_gives_candidates(document: str, candidates: tuple[str, ...]) -> None:
    assert EuDocument.parse(document).celex_candidates == candidates


@pytest.mark.parametrize(
    ("provision", "label", "article"),
    [
        ("TFEU/4/2/a", "artikel 4, lid 2, onder a, VWEU", "12016E004"),
        ("TFEU/207", "artikel 207 VWEU", "12016E207"),
        ("TFEU/42/al2", "artikel 42, alinea 2, VWEU", "12016E042"),
        ("TEU/5/3", "artikel 5, lid 3, VEU", "12016M005"),
        ("CFREU/8", "artikel 8 Handvest", "12016P008"),
    ],
)
def test_treaty_provision_is_part_of_an_article(provision: str, label: str, article: str) -> None:
    found = TreatyProvision.parse(provision)
    assert found.label == label
    assert found.article_resource == Celex.parse(article).resource


@pytest.mark.parametrize("provision", ["TEC/95", "EAEC/31", "TEC/5a"])
def test_old_treaties_have_no_celex_article(provision: str) -> None:
    assert TreatyProvision.parse(provision).article_resource is None


def test_pages_are_those_of_the_publishers() -> None:
    kamerstuk = Kamerstuk.parse("kst-35925-V-84")
    assert kamerstuk.page == "https://zoek.officielebekendmakingen.nl/kst-35925-V-84.html"
    assert TkDocument(number="2025D47467").page.endswith("?id=2025D47467")
    assert Gazette.parse("stb-2020-123").page == "https://zoek.officielebekendmakingen.nl/stb-2020-123.html"
    assert Aanhangsel.parse("ah-tk-20192020-1234").page.endswith("/ah-tk-20192020-1234.html")
    assert Bwb.parse("BWBR0005730").page == "https://wetten.overheid.nl/BWBR0005730"


def test_only_an_item_of_a_sitting_has_a_page() -> None:
    assert (Handelingen.parse("h-tk-20192020-35-8").page or "").endswith("/h-tk-20192020-35-8.html")
    assert Handelingen.parse("h-tk-20192020-35").page is None


@pytest.mark.parametrize(
    ("ecli", "page"),
    [
        ("ECLI:NL:HR:2019:2006", "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2019:2006"),
        (
            "ECLI:EU:C:2019:1022",
            "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ecli:ECLI:EU:C:2019:1022",
        ),
        ("ECLI:DE:BGH:2019:1", "https://e-justice.europa.eu/ecli/ECLI:DE:BGH:2019:1"),
    ],
)
def test_a_judgment_is_read_where_it_is_published(ecli: str, page: str) -> None:
    assert Ecli.parse(ecli).page == page


def test_gazettes_are_three_kinds() -> None:
    assert [Gazette.parse(f"{series}-2020-1").kind for series in ("stb", "stcrt", "trb")] == ["stb", "stcrt", "trb"]


@pytest.mark.parametrize("vergaderjaar", ["2019", "2019-20", "2019-2021", "1019-1020", "2019/2020", "", "²-³"])
def test_a_parliamentary_year_is_two_years_in_full(vergaderjaar: str) -> None:
    with pytest.raises(InvalidIdentifier):
        Handelingen(chamber="tk", vergaderjaar=vergaderjaar, number=35)
    with pytest.raises(InvalidIdentifier):
        Aanhangsel(chamber="tk", vergaderjaar=vergaderjaar, number=35)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Financiën", "financien"),
        ("Chips Act 2.0", "chips-act-2-0"),
        ("  Europese   Zaken ", "europese-zaken"),
        ("e\u0301e\u0301n", "een"),
        ("🔗", ""),
    ],
)
def test_slug(name: str, slug: str) -> None:
    assert slugify(name) == slug
