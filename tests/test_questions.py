"""The questions: each against rows made by hand from the three fiches (tests/cases/answers.json)."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from evgraph.identifiers import parse_identifier
from evgraph.querying import Question, ask, list_questions
from evgraph.store import EmbeddedStore
from tests.corpus import CASES, CORPUS, Case

ANSWERS: dict[str, Any] = json.loads((CASES / "answers.json").read_text(encoding="utf-8"))["antwoorden"]
QUESTIONS = {question.name: question for question in list_questions()}
_ALL = pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)


@pytest.fixture
def rows(corpus_store: EmbeddedStore) -> Any:
    def run(name: str, **parameters: str) -> list[dict[str, str | None]]:
        return ask(corpus_store, QUESTIONS[name], parameters).to_dicts()

    return run


def test_there_are_thirteen_questions() -> None:
    assert len(QUESTIONS) >= 13


@_ALL
def test_every_question_has_an_answer_on_the_corpus_with_a_source(
    question: Question, corpus_store: EmbeddedStore
) -> None:
    needed = {p.name: p.example for p in question.parameters if p.default is None}
    answer = ask(corpus_store, question, needed)
    assert answer.rows
    assert answer.coverage.fiches == 3
    for row in answer.to_dicts():
        assert (row["source"] or "").startswith("https://")


@_ALL
def test_offsets_in_answers_point_at_the_text(question: Question, corpus_store: EmbeddedStore) -> None:
    from tests.corpus import CORPUS

    texts = {case.expected("read")["kamerstuk"]: case.text for case in CORPUS}
    needed = {p.name: p.example for p in question.parameters if p.default is None}
    for row in ask(corpus_store, question, needed).to_dicts():
        paper = row.get("citing") if question.name == "builds-on" else row.get("fiche")
        if row.get("start") and row.get("quote") and paper in texts:
            assert texts[str(paper)][int(row["start"] or 0) : int(row["end"] or 0)] == row["quote"]


def test_legal_basis(rows: Any) -> None:
    found = [(row["fiche"], row["role"], row["cited"]) for row in rows("legal-basis")]
    roles = {"rechtsbasis": "legal-basis", "alleen beleidsterrein": "competence-only"}
    assert found == [(row["fiche"], roles[row["categorie"]], row["bepaling"]) for row in ANSWERS["1"]["rijen"]]


def test_legal_basis_of_another_article(rows: Any) -> None:
    found = rows("legal-basis", provision="TFEU/114", ground="TFEU/4/2/a")
    assert {(row["fiche"], row["role"]) for row in found} == {
        ("kst-22112-9901", "legal-basis"),
        ("kst-22112-4239", "competence-only"),
    }


@pytest.mark.parametrize("fiche", ANSWERS["2"]["per_fiche"])
def test_builds_on(fiche: str, rows: Any) -> None:
    expected = {
        row["stuk"]: (row["geladen"], "direct" if row["diepte"] == 1 else "indirect")
        for row in ANSWERS["2"]["per_fiche"][fiche]["rijen"]
    }
    found: dict[str, tuple[bool, str]] = {}
    for row in rows("builds-on", fiche=fiche):
        if row["document"].startswith("kst-"):
            found.setdefault(row["document"], (row["loaded"] == "true", row["via"]))
    assert found == expected


@pytest.mark.parametrize("fiche", ANSWERS["2"]["per_fiche"])
def test_builds_on_counts_every_mention_with_its_notes(fiche: str, rows: Any) -> None:
    direct = [row for row in rows("builds-on", fiche=fiche) if row["via"] == "direct"]
    for expected in ANSWERS["2"]["per_fiche"][fiche]["rijen"]:
        if expected["diepte"] == 1:
            mentions = [row for row in direct if row["document"] == expected["stuk"]]
            assert len(mentions) == expected["vermeldingen"]
            assert sorted(int(row["footnote"]) for row in mentions if row["footnote"]) == expected["voetnoten"]


def test_the_sample_builds_on_22_papers_in_23_mentions_and_a_chamber_document(rows: Any) -> None:
    found = [row["document"] for row in rows("builds-on", fiche="kst-22112-4239")]
    papers = [name for name in found if name.startswith("kst-")]
    assert (len(papers), len(set(papers)), found.count("2025D47467")) == (23, 22, 1)


@pytest.mark.parametrize("paper", ANSWERS["3"]["per_stuk"])
def test_cited_by(paper: str, rows: Any) -> None:
    expected = [(r["stuk"], r["voetnoot"], r["citaat"], r["zin"]) for r in ANSWERS["3"]["per_stuk"][paper]]
    found = [
        (row["fiche"], int(row["footnote"]) if row["footnote"] else None, row["quote"], row["sentence"])
        for row in rows("cited-by", document=paper)
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("committee", ANSWERS["4"]["per_commissie"])
def test_committee_role_on_a_topic(committee: str, rows: Any) -> None:
    expected = [(row["fiche"], row["rol"]) for row in ANSWERS["4"]["per_commissie"][committee]]
    found = rows("committee-role", committee=committee, topic="economische veiligheid")
    assert [(row["fiche"], row["role"]) for row in found] == expected


@pytest.mark.parametrize("committee", ANSWERS["4"]["zonder_onderwerp"])
def test_committee_role_without_a_topic(committee: str, rows: Any) -> None:
    expected = {(row["fiche"], row["rol"]) for row in ANSWERS["4"]["zonder_onderwerp"][committee]}
    assert {(row["fiche"], row["role"]) for row in rows("committee-role", committee=committee)} == expected


def test_attitudes_that_deviate(rows: Any) -> None:
    expected = {
        (row["fiche"], aspect, row[aspect])
        for row in ANSWERS["8"]["rijen"]
        for aspect in ("bevoegdheid", "subsidiariteit", "proportionaliteit")
    }
    found = rows("attitudes", show="deviating")
    assert {(row["fiche"], row["aspect_name"], row["valence_name"]) for row in found} == expected
    quotes = {(row["fiche"], row["aspect_name"]): row["sentence"] for row in found}
    for row in ANSWERS["8"]["citaten"]:
        assert quotes[row["fiche"], row["aspect"]] == row["citaat"]


def test_attitudes_of_the_sample_are_positive_three_times(rows: Any) -> None:
    found = [row for row in rows("attitudes") if row["fiche"] == "kst-22112-4239"]
    assert [(row["valence_name"], row["all_positive"]) for row in found] == [("positief", "true")] * 3


def test_competence_types(rows: Any) -> None:
    expected = {(row["fiche"], row["type"], row["bepaling"]) for row in ANSWERS["9"]["rijen"]}
    found = {
        (row["fiche"], row["type_name"].replace("bevoegdheid", "").replace("e ", "").strip(), row["provision"])
        for row in rows("competence-types")
    }
    stem = {"exclusiev": "exclusief", "gedeeld": "gedeeld", "aanvullend": "aanvullend", "sui generis": "sui generis"}
    assert {(fiche, stem[kind], provision) for fiche, kind, provision in found} == expected


def test_late_fiches(rows: Any) -> None:
    expected = [
        (row["fiche"], row["ontvangen"], row["termijn"], row["verzonden"], row["dagen_te_laat"])
        for row in ANSWERS["11"]["rijen"]
    ]
    found = [
        (row["fiche"], row["received"], row["due"], row["sent"], int(row["days_late"])) for row in rows("late-fiches")
    ]
    assert found == expected


def test_contradicting_numbers(rows: Any) -> None:
    expected = [(r["fiche"], r["opgegeven_tekst"], r["celex"], r["volgens_celex"]) for r in ANSWERS["17"]["rijen"]]
    found = [(r["fiche"], r["stated"], r["celex"], r["according_to_link"]) for r in rows("contradicting-numbers")]
    assert found == expected


def test_one_paper_in_several_spellings(rows: Any) -> None:
    found = {
        frozenset((row["first"], row["first_quote"], row["second_quote"]))
        for row in rows("spelling-variants")
        if row["relation"] == "same-paper"
    }
    assert found == {
        frozenset((group["stuk"], *(spelling["schrijfwijze"] for spelling in group["schrijfwijzen"])))
        for group in ANSWERS["18"]["zelfde_stuk"]
    }


def test_near_identical_papers(rows: Any) -> None:
    found = {
        (frozenset((row["first"], row["second"])), row["fiche"])
        for row in rows("spelling-variants")
        if row["relation"] == "near-identical"
    }
    assert found == {(frozenset(pair["stukken"]), pair["fiche"]) for pair in ANSWERS["18"]["bijna_gelijk"]}


def test_spellings_of_one_dossier_in_the_sample(rows: Any) -> None:
    spellings = {
        spelling
        for row in rows("spelling-variants")
        if (row["relation"], row["fiche"], row["first"]) == ("same-dossier", "kst-22112-4239", "dossier-22112")
        for spelling in (row["first_quote"], row["second_quote"])
    }
    assert spellings == {"Kamerstuk 22 112 nr. 3133", "Kamerstuk 22 112, nr. 3761", "Kamerstuk 22112, nr. 3437"}


_REASONS = {
    "relatieve datum": "betrekkelijke datum",
    "bijlage zonder titel": "bijlage niet genoemd",
    "dubbelzinnige naam": "meer dan één betekenis",
}


def test_unresolved_references(rows: Any) -> None:
    found = {(row["fiche"], row["quote"], row["reason_name"]): row for row in rows("unresolved-references")}
    for expected in ANSWERS["19"]["rijen"]:
        reason = _REASONS[expected["reden"].partition(" (")[0]]
        here = [
            row
            for (fiche, quote, why), row in found.items()
            if (fiche, why) == (expected["fiche"], reason)
            and (quote in expected["citaat"] or expected["citaat"] in quote)
        ]
        assert here, expected
        if "afgeleide_datum" in expected:
            assert here[0]["inferred_date"] == expected["afgeleide_datum"]
        if expected.get("hulp"):
            assert str(here[0]["candidates"]) in expected["hulp"]


def test_the_white_paper_of_the_sample_is_named_but_its_number_is_not_confirmed(rows: Any) -> None:
    found = [row for row in rows("unresolved-references") if row["quote"] == "witboek exportcontrole"]
    assert [row["candidates"] for row in found] == ["COM(2024)25", "COM(2024)25"]


@pytest.mark.parametrize(("key", "topic"), [("alle_fiches", ""), ("economische_veiligheid", "economische veiligheid")])
def test_most_cited_dossiers(key: str, topic: str, rows: Any) -> None:
    found = {
        (row["year"], row["cited"]): (int(row["mentions"]), int(row["documents"]))
        for row in rows("most-cited", topic=topic, per="dossier")
    }
    expected = ANSWERS["20"][key]
    assert found == {
        (str(expected["jaar"]), row["dossier"]): (row["vermeldingen"], row["stukken"])
        for row in expected["per_dossier"]
    }


@pytest.mark.parametrize(("key", "topic"), [("alle_fiches", ""), ("economische_veiligheid", "economische veiligheid")])
def test_most_cited_papers(key: str, topic: str, rows: Any) -> None:
    found = rows("most-cited", topic=topic)
    expected = ANSWERS["20"][key]
    assert sum(int(row["mentions"]) for row in found) == expected["vermeldingen"]
    assert len(found) == expected["verschillende_stukken"]
    several = [
        (row["cited"], int(row["mentions"]), set(row["citing"].split())) for row in found if row["mentions"] != "1"
    ]
    assert several == [(row["stuk"], row["vermeldingen"], set(row["fiches"])) for row in expected["per_stuk"]]


def test_proposals_and_their_fiches(rows: Any) -> None:
    found = rows("proposals-and-fiches")
    assessed = {(row["fiche"], row["proposal"]) for row in found if row["relation"] == "assessed"}
    assert assessed == {(row["fiche"], row["volgens_celex"]) for row in ANSWERS["21"]["rijen"]}
    pairs = {
        (row["citing"], int(row["footnote"]), row["proposal"], row["fiche"])
        for row in found
        if row["relation"] == "footnote"
    }
    assert pairs == {
        (r["in_fiche"], r["voetnoot"], r["voorstel"], r["fiche"]) for r in ANSWERS["21"]["paren_uit_voetnoten"]
    }
    without = {(row["proposal"], row["citing"]) for row in found if row["relation"] == "no-fiche"}
    assert without == {(row["voorstel"], row["genoemd_in"]) for row in ANSWERS["21"]["zonder_fiche"]}
    clue = [(row["proposal"], row["fiche"]) for row in found if row["relation"] == "named-with-footnote"]
    assert ("32022R2560", "kst-22112-3133") in clue


_EU = re.compile(r"[0-9][0-9]{4}[A-Z]{1,2}[0-9]{4}|(COM|JOIN|SWD|SEC|C)\([0-9]{4}\)[0-9]+")


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.slug)
def test_acts_with_titles_names_every_eu_document_once(case: Case, rows: Any) -> None:
    """What is cited, by number or by name; a CELEX number of a Commission document is that document."""
    cited = {entry["target"] for name in ("refs", "named") for entry in case.expected(name) if entry["target"]}
    identifiers = {parse_identifier(target) for target in cited if _EU.fullmatch(target)}
    expected = {str(getattr(identifier, "eu_document", None) or identifier) for identifier in identifiers}
    found = rows("acts-with-titles", fiche=case.expected("read")["kamerstuk"])
    open_numbers = {row["quote"].replace(" ", "") for row in rows("unresolved-references")}
    assert sorted(row["document"] for row in found) == sorted(expected - open_numbers)
    assert {(row["status"], row["title"], row["asked_on"]) for row in found} == {("not-asked", None, None)}


def test_labels_come_in_the_language_asked_for(corpus_store: EmbeddedStore) -> None:
    answer = ask(corpus_store, QUESTIONS["attitudes"], {}, language="en")
    assert {row["valence_name"] for row in answer.to_dicts()} == {
        "positive",
        "positive with reservations",
        "negative",
        "neutral",
    }
