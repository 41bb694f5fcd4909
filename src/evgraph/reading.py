"""Reading: text → references, and a fiche → all findings. Joins parse, extract, resolve, assess."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from evgraph.assessment import read_attitudes, read_competences, read_legal_basis
from evgraph.authorities import Authorities, load_authorities
from evgraph.contract import fiche_to_dict
from evgraph.extract import extract, fold
from evgraph.extract.hyperlinks import with_links
from evgraph.extract.names import NameIndex, find_names
from evgraph.identifiers import BASE
from evgraph.model import Document, Fiche, Findings, Footnote, Issue, Layout, Reference, Section, Unresolved
from evgraph.open_places import open_issues, open_places
from evgraph.parsing import SectionIndex, document_date, mask_markers, parse_all, parse_structure
from evgraph.policy_fields import load_policy_fields
from evgraph.resolution import Context, resolve
from evgraph.sentences import Sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A parsed fiche together with everything found in it.

    `fiches` are the other papers of a file that holds several: this is then the letter, or the first fiche.
    """

    fiche: Fiche
    findings: Findings
    fiches: tuple[Reading, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The reading as the JSON of `evgraph read --format json` (docs/outputs.md)."""
        content = fiche_to_dict(self.fiche, self.findings)
        return content | {"fiches": [one.to_dict() for one in self.fiches]} if self.fiches else content


def find_references(text: str, *, date: str | None = None, base: str = BASE) -> tuple[Reference, ...]:
    """Find every reference in any Dutch text.

    Args:
        text: the text; when it is a fiche its sections and footnotes are used.
        date: of the document, ISO 8601: names that did not exist then are not meant. When it is left out, the
            date in the text's own page header is taken, if there is one.
        base: the base of minted IRIs.

    Returns:
        References in order of `start`, one per target and place; `text[start:end]` is the citation.
    """
    return find_in_text(text, date=date, base=base)[0]


def find_in_text(
    text: str, *, date: str | None = None, base: str = BASE
) -> tuple[tuple[Reference, ...], tuple[Unresolved, ...]]:
    """Find every reference, as `find_references` does, and the places that were left open."""
    sections, footnotes = parse_structure(text)
    document = Document(name="", text=text, media_type="text/plain", byte_size=0, sha256="")
    found = _find(document, sections, footnotes, date or document_date(text), base)
    return found.references, found.unresolved


def find_in_document(
    document: Document, *, date: str | None = None, base: str = BASE
) -> tuple[tuple[Reference, ...], tuple[Unresolved, ...]]:
    """Find every reference in a document that need not be a fiche, with what its form says of notes and links."""
    if document.layout == Layout():
        return find_in_text(document.text, date=date, base=base)
    text = document.text
    sections, footnotes = parse_structure(text, document.layout)
    found = _find(document, sections, footnotes, date or document_date(text), base)
    return found.references, found.unresolved


@dataclass(frozen=True, slots=True)
class _Found:
    masked: str
    references: tuple[Reference, ...]
    unresolved: tuple[Unresolved, ...]
    issues: tuple[Issue, ...]


def _find(
    document: Document, sections: Sequence[Section], footnotes: tuple[Footnote, ...], date: str | None, base: str
) -> _Found:
    """Extract and resolve: what every text goes through, fiche or not."""
    masked = mask_markers(document.text, footnotes)
    authorities = load_authorities()
    index = SectionIndex(sections)
    context = Context(text=document.text, section_at=index.at, footnotes=footnotes, date=date, base=base)
    folded = fold(masked)
    names = tuple(find_names(folded, _name_index(), _admits(authorities, date)))
    mentions, issues = with_links(extract(folded), document.layout.links, names)
    references, unresolved = resolve(folded, mentions, names, authorities, context)
    return _Found(masked, references, unresolved, issues)


def read_document(document: Document, *, base: str = BASE) -> Reading:
    """Parse a file and find all that is in it; of a file with several papers the first, and `fiches` the others.

    Raises:
        NotAFiche: the document is no fiche, and no letter that lists fiches.
    """
    first, *others = read_papers(document, base=base)
    return replace(first, fiches=tuple(others))


def read_papers(document: Document, *, base: str = BASE) -> tuple[Reading, ...]:
    """Parse a file and find all that is in each paper of it: its letter, when several fiches follow it, and its fiches.

    Raises:
        NotAFiche: the document is no fiche, and no letter that lists fiches.
    """
    return tuple(Reading(fiche=fiche, findings=find_all(fiche, base=base)) for fiche in parse_all(document))


def find_all(fiche: Fiche, *, base: str = BASE) -> Findings:
    """Extract, resolve and assess everything in a fiche."""
    # A letter without a page header is at least as young as the document it answers.
    date = fiche.header.date or fiche.general.received_date
    found = _find(fiche.document, fiche.sections, fiche.footnotes, date, base)
    sentences = Sentences(found.masked)
    competences, competence_issues = read_competences(sentences, fiche.sections, found.references, load_policy_fields())
    attitudes, attitude_issues = read_attitudes(sentences, fiche.sections)
    legal_basis = read_legal_basis(sentences, fiche.sections, found.references, fiche.general)
    return Findings(
        references=found.references,
        unresolved=open_places(fiche, found.masked, sentences, found.references, found.unresolved),
        competences=competences,
        attitudes=attitudes,
        legal_basis=legal_basis,
        issues=(
            *found.issues,
            *competence_issues,
            *attitude_issues,
            *open_issues(fiche, legal_basis, load_authorities()),
        ),
    )


@lru_cache(maxsize=1)
def _name_index() -> NameIndex:
    authorities = load_authorities()
    return NameIndex(dict.fromkeys((*authorities.strong, *authorities.weak)))


def _admits(authorities: Authorities, date: str | None) -> Callable[[str], bool]:
    """Make the test whether a name can mean anything at a date."""

    def admits(name: str) -> bool:
        entries = (*authorities.strong.get(name, ()), *authorities.weak.get(name, ()))
        return any(entry.known_at(date) for entry in entries)

    return admits
