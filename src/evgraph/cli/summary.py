"""What `evgraph build` says when it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from evgraph.cli.output import safe
from evgraph.messages import KINDS, REASONS, Language, explain

if TYPE_CHECKING:
    from rich.console import Console

    from evgraph.built import Built
    from evgraph.pipeline import BuildReport

# Of more papers the table shows the first; what was odd is told of all of them.
_MOST_ROWS = 60
_WORDS: dict[str, dict[Language, str]] = {
    "fiche": {"nl": "Fiche", "en": "Fiche"},
    "title": {"nl": "Titel", "en": "Title"},
    "notes": {"nl": "Noten", "en": "Notes"},
    "references": {"nl": "Verwijzingen", "en": "References"},
    "open": {"nl": "Open", "en": "Open"},
    "positions": {"nl": "Grondhouding", "en": "Attitude"},
    "competences": {"nl": "Bevoegdheid", "en": "Competence"},
    "findings": {"nl": "Bevindingen", "en": "Findings"},
    "by_kind": {"nl": "Verwijzingen naar soort", "en": "References by kind"},
    "open_places": {"nl": "Niet opgelost, met reden", "en": "Not resolved, with reason"},
    "about_source": {"nl": "Over de bronnen", "en": "About the sources"},
    "more": {"nl": "… en {count} meer, {total} stukken in totaal.", "en": "… and {count} more, {total} papers in all."},
    "newer": {
        "nl": "{older} is een oudere versie van {paper}; {kept} telt, en verwijst ernaar terug.",
        "en": "{older} is an older version of {paper}; {kept} counts, and leads back to it.",
    },
    "form": {
        "nl": "{older} is {paper} in een andere vorm; {kept} is gebruikt.",
        "en": "{older} is {paper} in another form; {kept} was used.",
    },
    "withdrawn": {
        "nl": "{paper} is door de uitgever ingetrokken en staat niet in de graaf ({path}).",
        "en": "{paper} was withdrawn by its publisher and is not in the graph ({path}).",
    },
    "skipped": {
        "nl": "{count} van {total} bestanden waren al gebouwd en niet veranderd.",
        "en": "{count} of {total} files were built before and had not changed.",
    },
    "refused": {"nl": "Niet opgenomen", "en": "Not taken in"},
    "stored": {"nl": "De graaf staat in {folder}.", "en": "The graph is in {folder}."},
    "unchanged": {
        "nl": "De graaf in {folder} was al zo; er is niets veranderd.",
        "en": "The graph in {folder} was like this already; nothing changed.",
    },
    "next": {
        "nl": "Verder: evgraph queries · evgraph query late-fiches · evgraph trace {id}",
        "en": "Next: evgraph queries · evgraph query late-fiches · evgraph trace {id}",
    },
}


def print_summary(report: BuildReport, folder: str, out: Console, err: Console, language: Language) -> None:
    """Print the summary to `out`, what was refused to `err`."""

    def say(key: str, **values: str) -> str:
        return _WORDS[key][language].format(**values)

    if report.built:
        out.print(_documents(report.built[:_MOST_ROWS], language))
        if len(report.built) > _MOST_ROWS:
            out.print(say("more", count=str(len(report.built) - _MOST_ROWS), total=str(len(report.built))))
        out.print(f"[bold]{say('by_kind')}[/]: {_counts(report.references, KINDS, language)}")
        if report.unresolved:
            out.print(f"[bold]{say('open_places')}[/]: {_counts(report.unresolved, REASONS, language)}")
    remarks = [line for one in report.built for line in _remarks(one, language)]
    for gone in report.superseded:
        words = {"older": str(gone.older.path), "kept": str(gone.kept.path), "paper": gone.kept.subject}
        remarks.append(safe(say("newer" if gone.newer else "form", **words)))
    remarks += [safe(say("withdrawn", paper=one.subject, path=str(one.path))) for one in report.withdrawn]
    if remarks:
        out.print(f"\n[bold]{say('about_source')}[/]")
        for line in remarks:
            out.print(_bullet(line))
    if report.refused:
        err.print(f"\n[bold red]{say('refused')}[/]")
        for refused in report.refused:
            line = safe(refused.reason)
            err.print(_bullet(line) if err.is_terminal else f"  {line}", markup=False, soft_wrap=not err.is_terminal)
    if report.changed is not None:
        out.print("")
        if report.skipped:
            out.print(say("skipped", count=str(report.skipped), total=str(report.files)), markup=False)
        out.print(say("stored" if report.changed else "unchanged", folder=folder), markup=False)
        if report.built:
            out.print(say("next", id=report.built[0].subject), markup=False, style="dim")


def _documents(built: Iterable[Built], language: Language) -> object:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    drawn.add_column(_WORDS["fiche"][language], no_wrap=True)
    drawn.add_column(_WORDS["title"][language], ratio=1)
    for key in ("notes", "references", "open", "competences", "positions", "findings"):
        drawn.add_column(_WORDS[key][language], justify="right")
    for one in built:
        drawn.add_row(
            one.subject,
            Text(safe(one.title)),
            str(one.notes),
            str(sum(one.references.values())),
            str(sum(one.unresolved.values())),
            str(one.competences),
            str(one.attitudes),
            str(len(one.findings) + len(one.issues)),
        )
    return drawn


def _remarks(one: Built, language: Language) -> Iterable[str]:
    """Warnings of validation and issues of reading, each with the file it is about."""
    for finding in one.findings:
        yield safe(f"{one.subject}: {finding.message(language)}")
    for issue in one.issues:
        place = "" if issue.start is None else f" ({one.path}:{issue.start})"
        yield safe(f"{one.subject}: {explain(issue, language)}{place or f' ({one.path})'}")


def _bullet(line: str) -> object:
    """A line that stays indented when it wraps."""
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(line), (0, 0, 0, 2))


def _counts(counter: Mapping[str, int], names: Mapping[str, Mapping[Language, str]], language: Language) -> str:
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return " · ".join(f"{count} {names[name][language]}" for name, count in ordered)
