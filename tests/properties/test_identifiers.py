from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers import (
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
)

SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
CHAPTERS = st.sampled_from(["V", "XIII", "IIA", "XVIII", "A", "C", "H"])
DOSSIERS = st.one_of(
    st.builds(
        Dossier,
        number=st.from_regex(r"[1-9][0-9]{4}", fullmatch=True).filter(lambda number: number != "21501"),
        addition=st.none() | CHAPTERS,
    ),
    st.builds(Dossier, number=st.sampled_from(["CXXIV", "C", "CLIII"]), addition=st.none()),
    st.builds(Dossier, number=st.just("21501"), addition=st.from_regex(r"[0-9]{2}", fullmatch=True)),
)
ONDERNUMMERS = st.from_regex(r"[1-9][0-9]{0,3}[a-d]?|[A-Z]{1,2}", fullmatch=True)
PARTS = st.lists(
    st.from_regex(r"[1-9][0-9]?|[a-z]|al[1-9]", fullmatch=True),
    max_size=3,
).map(tuple)
YEARS = st.integers(1952, 2099)
CHAMBERS = st.sampled_from(["tk", "ek"])
VERGADERJAREN = st.integers(1800, 2098).map(lambda year: f"{year}-{year + 1}")
STRATEGIES: dict[str, tuple[st.SearchStrategy[Identifier], Callable[[str], Identifier]]] = {
    "dossier": (DOSSIERS, Dossier.parse),
    "kamerstuk": (st.builds(Kamerstuk, dossier=DOSSIERS, number=ONDERNUMMERS), Kamerstuk.parse),
    "fiche": (
        st.builds(
            FichePart,
            paper=st.builds(Kamerstuk, dossier=DOSSIERS, number=ONDERNUMMERS),
            number=st.integers(1, 99),
        ),
        FichePart.parse,
    ),
    "tk-document": (
        st.builds(TkDocument, number=st.from_regex(r"(19|20)[0-9]{2}D[0-9]{5}", fullmatch=True)),
        TkDocument.parse,
    ),
    "tk-zaak": (
        st.builds(TkZaak, number=st.from_regex(r"(19|20)[0-9]{2}Z[0-9]{5}", fullmatch=True)),
        TkZaak.parse,
    ),
    "eu-document": (
        st.builds(
            EuDocument,
            series=st.sampled_from(["COM", "JOIN", "SWD", "SEC", "C"]),
            year=YEARS,
            number=st.integers(1, 99999),
        ),
        EuDocument.parse,
    ),
    "celex": (
        st.builds(
            Celex,
            number=st.from_regex(
                r"3[12][0-9]{3}[RLDFH][0-9]{4}(R\([0-9]{2}\))?|5[12][0-9]{3}(PC|DC|JC|SC)[0-9]{4}"
                r"|12016[EMP][0-9]{3}|6[12][0-9]{3}C[JCO][0-9]{4}",
                fullmatch=True,
            ).filter(lambda number: "1952" <= number[1:5] <= "2099"),
        ),
        Celex.parse,
    ),
    "treaty": (
        st.builds(
            TreatyProvision,
            treaty=st.sampled_from(["TFEU", "TEU", "CFREU", "TEC", "EAEC"]),
            article=st.from_regex(r"[1-9][0-9]{0,2}[a-z]?", fullmatch=True),
            parts=PARTS,
        ),
        TreatyProvision.parse,
    ),
    "procedure": (
        st.builds(
            Procedure,
            year=YEARS,
            number=st.integers(0, 9999),
            type=st.sampled_from(["COD", "CNS", "NLE", "APP"]),
        ),
        Procedure.parse,
    ),
    "gazette": (
        st.builds(
            Gazette,
            series=st.sampled_from(["stb", "stcrt", "trb"]),
            year=st.integers(1800, 2099),
            number=st.integers(1, 999999),
        ),
        Gazette.parse,
    ),
    "handelingen": (
        st.builds(
            Handelingen,
            chamber=CHAMBERS,
            vergaderjaar=VERGADERJAREN,
            number=st.integers(1, 999),
            item=st.none() | st.integers(1, 999),
        ),
        Handelingen.parse,
    ),
    "aanhangsel": (
        st.builds(Aanhangsel, chamber=CHAMBERS, vergaderjaar=VERGADERJAREN, number=st.integers(1, 99999)),
        Aanhangsel.parse,
    ),
    "oj": (
        st.builds(
            OfficialJournal,
            series=st.sampled_from(["L", "C", "S", "P"]),
            year=YEARS,
            issue=st.integers(1, 99999),
            suffix=st.none() | st.sampled_from(["A", "E", "I", "M"]),
        ),
        OfficialJournal.parse,
    ),
    "ecli": (
        st.builds(
            Ecli,
            number=st.from_regex(
                r"ECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,6}:[0-9]{4}:[A-Z0-9]([A-Z0-9.]{0,23}[A-Z0-9])?", fullmatch=True
            ),
        ),
        Ecli.parse,
    ),
    "bwb": (st.builds(Bwb, number=st.from_regex(r"BWB[RVW][0-9]{7}", fullmatch=True)), Bwb.parse),
    "committee": (st.builds(Committee, slug=SLUGS), Committee.parse),
    "council": (st.builds(Council, slug=SLUGS), Council.parse),
    "body": (st.builds(Body, slug=SLUGS), Body.parse),
    "instrument": (st.builds(Instrument, slug=SLUGS), Instrument.parse),
    "regeling": (st.builds(Regeling, slug=SLUGS), Regeling.parse),
}


@pytest.mark.parametrize("kind", STRATEGIES)
@given(data=st.data())
def test_what_is_written_is_read_back(kind: str, data: st.DataObject) -> None:
    strategy, parse = STRATEGIES[kind]
    identifier = data.draw(strategy)
    assert parse(str(identifier)) == identifier
    assert str(parse_identifier(str(identifier))) == str(identifier)


@pytest.mark.parametrize("kind", STRATEGIES)
@given(data=st.data())
def test_two_things_have_two_iris(kind: str, data: st.DataObject) -> None:
    strategy, _ = STRATEGIES[kind]
    one, other = data.draw(strategy), data.draw(strategy)
    if isinstance(one, Celex) and isinstance(other, Celex) and one.eu_document and other.eu_document:
        # By design a PC and a DC number of the same document name one node.
        assert (one.eu_document == other.eu_document) == (one.iri() == other.iri())
    else:
        assert (one == other) == (one.iri() == other.iri())


@pytest.mark.parametrize("kind", STRATEGIES)
@given(data=st.data())
def test_iris_need_no_escaping(kind: str, data: st.DataObject) -> None:
    iri = data.draw(STRATEGIES[kind][0]).iri()
    assert iri.isascii()
    assert not set(iri) & set(' <>"{}|\\^`')


@given(
    st.text()
    | st.from_regex(
        r"(kst-|dossier-|COM\(|TFEU/|name:|stb-|a?h-tk-|oj-|ECLI:|BWB|[0-9]{4})[ -~٠-٩²]{0,14}", fullmatch=True
    )
)
def test_any_text_is_an_identifier_or_refused(text: str) -> None:
    try:
        identifier = parse_identifier(text)
    except InvalidIdentifier:
        return
    assert str(identifier) == text
    assert identifier.iri().isascii()
