"""Revisions: which file of a paper counts, and which versions came before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from evgraph.built import Built, Version
from evgraph.namespaces import DCTERMS, EV, PROV, RDF_TYPE, RDFS, XSD

# The form that says most outright goes first; plain text last, since in it everything is guessed.
_FORMS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/xml",
    "text/html",
    "text/markdown",
    "application/pdf",
    "text/plain",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Superseded:
    """A file of the run that gives way to another file of the same paper; `newer` when that is a newer version."""

    older: Built
    kept: Built
    newer: bool


def newest(built: Sequence[Built]) -> tuple[tuple[Built, ...], tuple[Superseded, ...], tuple[tuple[Built, Built], ...]]:
    """Choose a file for each paper.

    Returns:
        The files that count, in order of paper; those that give way to a newer version or to a better form; and pairs
        of a file and another that differ in nothing but their content. Nobody can say which is right, so none counts.
    """
    by_subject: dict[str, list[Built]] = {}
    for one in sorted(built, key=_preference):
        by_subject.setdefault(one.subject, []).append(one)
    chosen: list[Built] = []
    superseded: list[Superseded] = []
    disputed: list[tuple[Built, Built]] = []
    for _, (*others, kept) in sorted(by_subject.items()):
        if rivals := [one for one in others if _is_rival(one, kept)]:
            twins = [one for one in others if one.content == kept.content]
            disputed += [(one, kept) for one in rivals] + [(one, rivals[0]) for one in (*twins, kept)]
            continue
        chosen.append(kept)
        superseded += [
            Superseded(older=one, kept=kept, newer=one.version.precedes(kept.version))
            for one in others
            if one.content != kept.content
        ]
    return tuple(chosen), tuple(superseded), tuple(disputed)


def _is_rival(one: Built, kept: Built) -> bool:
    """Whether two files of one form say the same of their version and differ in content."""
    same_form = one.version.form == kept.version.form
    return same_form and one.content != kept.content and not one.version.precedes(kept.version)


def _preference(one: Built) -> tuple[tuple[str, tuple[int, ...], str], int, str, str]:
    form = one.version.form
    rank = _FORMS.index(form) if form in _FORMS else len(_FORMS)
    return one.version.age, -rank, one.version.sha256, one.path.name


def earlier_versions(
    one: Built, superseded: Iterable[Superseded], known: Mapping[str, Sequence[Version]]
) -> tuple[Version, ...]:
    """The versions that came before a file, the newest first, each content once.

    Args:
        one: the file that counts.
        superseded: what gave way in this run.
        known: for each paper the versions of the graph built before, the newest first: its own, then earlier ones.
    """
    here = [s.older.version for s in superseded if s.kept is one and s.newer]
    before = [
        version
        for version in known.get(one.subject, ())
        if version.precedes(one.version) or (version.form == one.version.form and not one.version.precedes(version))
    ]
    unique = {version.sha256: version for version in sorted([*before, *here], key=lambda v: (v.age, v.sha256))}
    unique.pop(one.version.sha256, None)
    return tuple(reversed(unique.values()))


def revision_quads(one: Built, earlier: Sequence[Version]) -> list[Quad]:
    """State that a text is a revision of earlier ones, each of the next.

    Args:
        one: the paper that counts.
        earlier: the versions before it, the newest first.
    """
    graph = NamedNode(one.graph)
    part_of = f"{one.iri}{'-' if '#' in one.iri else '#'}"
    quads: list[Quad] = []

    def state(subject: str, predicate: str, value: NamedNode | Literal) -> None:
        quads.append(Quad(NamedNode(subject), NamedNode(predicate), value, graph))

    current = f"{part_of}tekst"
    for version in earlier:
        node = f"{part_of}versie-{version.sha256[:12]}"
        state(current, f"{PROV}wasRevisionOf", NamedNode(node))
        state(node, RDF_TYPE, NamedNode(f"{PROV}Entity"))
        state(node, f"{EV}sha256", Literal(version.sha256))
        state(node, f"{EV}fileName", Literal(version.file_name))
        label = f"versie {version.number}" if version.number else "eerdere versie"
        state(node, f"{RDFS}label", Literal(label, language="nl"))
        if version.number:
            state(node, f"{EV}version", Literal(version.number))
        if moment := version.updated or version.date:
            typed = NamedNode(f"{XSD}dateTime")
            text = f"{moment if 'T' in moment else f'{moment}T00:00'}:00"
            state(node, f"{DCTERMS}modified", Literal(text, datatype=typed))
        current = node
    return quads
