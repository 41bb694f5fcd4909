"""The letter around a fiche: the head of a kamerstuk, its signature, and the fiches that it lists.

A kamerstuk begins with its dossier and number, says whose letter it is, to whom, where and when it was written, and
ends with who signed it. Source: kamerstukken of dossier 22112 as officielebekendmakingen.nl publishes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from evgraph.dutch_dates import MONTHS, read_date
from evgraph.errors import InvalidIdentifier
from evgraph.identifiers import Kamerstuk
from evgraph.model import Field, Issue, ListedFiche, PageHeader, Person, Span
from evgraph.parsing.lines import Line, split_lines

# "22 112", "22112  Nieuwe Commissievoorstellen …", "21 501-20"; not "22 112 euro".
_DOSSIER = re.compile(r"^(?P<value>\d{2}[ \u00a0]?\d{3}(?:[ -](?:\d{2}|[IVX]{1,6}))?)(?:\s+[A-ZÀ-Þ]\D.{3,300})?$")
# "Nr. 4239", "Nr. 9911  BRIEF VAN DE …", "Nr. AB"; not "Nr. 4239 van de vergaderstukken".
_NUMBER = re.compile(r"^[Nn]r\.?[ \u00a0]?(?P<value>\d{1,5}[a-z]?|[A-Z]{1,2})(?:\s+(?P<kind>(?i:brief)\b.{3,200}))?$")
# "22 112, nr. 4239", and the foot of a page "Tweede Kamer, vergaderjaar 2025–2026, 22 112, nr. 4239".
_BOTH = re.compile(
    r"^(?P<chamber>(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}[-–]\d{4}, )?"
    r"(?P<dossier>\d{2}[ \u00a0]?\d{3}(?:[ -](?:\d{2}|[IVX]{1,6}))?),? [Nn]r\.? ?(?P<value>\d{1,5}[a-z]?|[A-Z]{1,2})$"
)
# "BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN", "Brief van de staatssecretaris …".
_KIND = re.compile(r"^(?i:brief) (?i:van (?:de|het)) .{3,200}$")
_ADDRESSED = re.compile(r"^Aan de [Vv]oorzitter\b")
# "Den Haag, 30 januari 2026", "’s-Gravenhage, 12 maart 2008", "Datum 30 januari 2026"; not a date in a sentence.
_DATED = re.compile(
    rf"^(?:(?:Den Haag|[’'‘]s[ -]Gravenhage),?|Datum:?)\s+(?P<value>\d{{1,2}}\s+(?i:{'|'.join(MONTHS)})\s+\d{{4}})\.?$"
)
# "De minister van Buitenlandse Zaken,", with the name on the same line or the next.
_SIGNED = re.compile(
    r"^De\s+(?P<role>(?i:minister|staatssecretaris|minister-president)\b[^,]{0,120}?),?"
    r"(?:(?<=,)\s+(?P<name>(?:[A-Z][a-z]?\.\s?){1,6}[^.,;:]{2,60}))?$"
)
# "J.H. van Verzinnen", "Th.B. de Vries"; not "J. en K."
_NAME = re.compile(r"^(?:mr\. |dr\. |drs\. |ir\. )?(?:[A-Z][a-z]?\.[ \u00a0]?){1,6}[^.,;:]{2,60}$")
# "ontvangt u hierbij vier fiches", "bied ik u 3 fiches aan", "de eer u acht fiches aan te bieden".
# It is said in a sentence that presents them: not "Vorig jaar ontving uw Kamer een fiche".
_PRESENTED = re.compile(r"\bhierbij\b|\baan te bieden\b|\bbied(?:en)? (?:ik|wij)\b|\btoekomen\b|\btreft u\b")
_ANNOUNCED = re.compile(
    r"\b(?P<count>een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\d{1,2}) fiches?\b"
)
_WORDS = ("één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_COUNTS = {word: number for number, word in enumerate(_WORDS, start=1)} | {"een": 1}
# "Fiche 2: Richtlijn …", "- Fiche: Mededeling …", "1. Verordening …", "– Mededeling …".
_LISTED = re.compile(
    r"^(?:[-–•*]\s+|(?P<order>\d{1,2})[.)]\s+)?(?P<fiche>(?i:fiche)(?:\s+(?:nr\.?\s*)?(?P<number>\d{1,2}))?\s*[:–-]\s*)?"
    r"(?P<title>\S.{2,400}?)[;.,]?$"
)
# "(Kamerstuk 22 112, nr. 9931)" at the end of an item.
_PAPER = re.compile(
    r"\(\s*(?:Kamerstuk(?:ken)?(?:\s+II)?\s+)?(?P<dossier>\d{2}[ \u00a0]?\d{3}(?:-\d{2})?),?\s+"
    r"[Nn]rs?\.?\s*(?P<number>\d{1,5}[a-z]?)\s*\)\s*[;.,]?$"
)
# "Mededeling …", "Voorstel voor een richtlijn …"; not "Het kabinet heeft …" and not "Inleiding".
_TITLE = re.compile(
    r"(?i:(?:gezamenlijke |herziening |europese? |eu-|uitvoerings|kader|raads)?"
    r"(?:mededeling|verordening|richtlijn|besluit|aanbeveling|voorstel|pakket|witboek|groenboek|actieplan|strategie"
    r"|agenda|verslag|werkprogramma|routekaart|initiatief|evaluatie|beschikking|wijziging)(?:en|s)?)\b"
)
_HEAD_LINES, _LETTER_LINES = 40, 400
_BETWEEN, _FIRST_LINES = 6, 8


def read_letter_head(text: str, end: int) -> PageHeader:
    """Read the head and signature of a letter.

    Args:
        text: the whole document.
        end: where the letter ends at the latest; offset in code points.

    Returns:
        A header in which everything may be absent.
    """
    lines = letter_lines(text, end)
    head = lines[:_HEAD_LINES]
    fields = list(_numbers(head))
    kind = next((line for line in head if _KIND.match(line.text)), None)
    if kind is not None and all(field.key != "document_type" for field in fields):
        fields.append(_field("document_type", "Soort", kind, 0, len(kind.text)))
    dated = next(((m, line) for line in _may_be_dated(lines) if (m := _DATED.match(line.text))), None)
    if dated is not None:
        fields.append(_field("date", "Datum", dated[1], dated[0].start("value"), dated[0].end("value")))
    values = {field.key: field.value for field in fields}
    dossier = values.get("dossier")
    return PageHeader(
        document_type=values.get("document_type"),
        date=read_date(values.get("date", "")),
        dossier=None if dossier is None else compact(dossier),
        number=values.get("number"),
        signatory=_signatory(lines),
        fields=tuple(fields),
        end=lines[-1].end if lines else 0,
    )


def letter_lines(text: str, end: int) -> Sequence[Line]:
    """The first lines of a text up to an offset; a letter has no more than some hundreds."""
    found = []
    for line in split_lines(text, 0, end):
        found.append(line)
        if len(found) == _LETTER_LINES:
            break
    return found


def compact(dossier: str) -> str:
    """The dossier as identifiers write it: "21 501-20" → "21501-20", "35 925 V" → "35925-V"."""
    digits, _, addition = re.sub(r"^(\d{2})[ \u00a0]?(\d{3})", r"\1\2", dossier).replace(" ", "-").partition("-")
    return f"{digits}-{addition}" if addition else digits


def _may_be_dated(lines: Sequence[Line]) -> Iterable[Line]:
    """Lines that may date the letter: a place and date anywhere, "Datum: …" in its first lines only."""
    for index, line in enumerate(lines):
        if index < _FIRST_LINES or not line.text.startswith("Datum"):
            yield line


def _head_end(head: Sequence[Line]) -> int:
    """Behind the line that says whose letter it is or to whom; numbers below it are those of other papers."""
    for index, line in enumerate(head):
        number = _NUMBER.match(line.text)
        if _KIND.match(line.text) or _ADDRESSED.match(line.text) or (number and number["kind"]):
            return index + 1
    return 0


def _numbers(head: Sequence[Line]) -> Iterable[Field]:
    """Dossier and number of the head.

    One follows the other closely, above the line that says whose letter it is: a number alone may be anything. The
    last such pair counts, since other papers are named above. The foot of a page says both by itself.
    """
    foot = next((found for line in head if (found := list(_foot(line)))), [])
    pairs = [pair for index in range(_head_end(head)) if (pair := list(_pair(head, index)))]
    yield from pairs[-1] if pairs else foot


def _foot(line: Line) -> Iterable[Field]:
    match = _BOTH.match(line.text)
    if match is not None and match["chamber"]:
        yield _field("dossier", "Dossier", line, match.start("dossier"), match.end("dossier"))
        yield _field("number", "Nr.", line, match.start("value"), match.end("value"))


def _pair(head: Sequence[Line], index: int) -> Iterable[Field]:
    line = head[index]
    if match := _BOTH.match(line.text):
        yield _field("dossier", "Dossier", line, match.start("dossier"), match.end("dossier"))
        yield _field("number", "Nr.", line, match.start("value"), match.end("value"))
    elif dossier := _DOSSIER.match(line.text):
        for later in head[index + 1 : index + 1 + _BETWEEN]:
            if number := _NUMBER.match(later.text):
                yield _field("dossier", "Dossier", line, 0, dossier.end("value"))
                yield _field("number", "Nr.", later, number.start("value"), number.end("value"))
                if number["kind"]:
                    yield _field("document_type", "Soort", later, number.start("kind"), number.end("kind"))
                return


def _field(key: str, label: str, line: Line, start: int, end: int) -> Field:
    return Field(key=key, label=label, value=line.text[start:end], start=line.start + start, end=line.start + end)


def _signatory(lines: Sequence[Line]) -> Person | None:
    """Who signed first."""
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        match = _SIGNED.match(line.text)
        if match is None:
            continue
        if match["name"]:
            span = Span(start=line.start + match.start("role"), end=line.end)
            return Person(name=match["name"].strip(), role=match["role"].strip(), span=span)
        if following is not None and _NAME.match(following.text):
            span = Span(start=line.start + match.start("role"), end=following.end)
            return Person(name=following.text, role=match["role"].strip(), span=span)
    return None


def read_listed(lines: Sequence[Line]) -> tuple[tuple[ListedFiche, ...], int | None]:
    """Read the fiches that a letter lists, and how many it announces.

    The list is the lines between the sentence that announces fiches and the first that is no item.
    """
    announced: int | None = None
    listed: list[ListedFiche] = []
    for line in lines:
        match = _ANNOUNCED.search(line.text)
        if announced is None and match is not None and _PRESENTED.search(line.text):
            word = match["count"].casefold()
            announced = _COUNTS.get(word) or int(word)
        elif announced is not None:
            item = _listed(line)
            if item is not None and listed and listed[-1].kamerstuk is None and _goes_on(line):
                listed[-1] = replace(
                    listed[-1], title=f"{listed[-1].title} {item.title}", kamerstuk=item.kamerstuk, end=item.end
                )
            elif item is not None:
                listed.append(item)
            elif listed:
                break
    return tuple(listed), announced


def _goes_on(line: Line) -> bool:
    """Whether a line is the second of an item: "de volgende regel (Kamerstuk 22 112, nr. 9931)"."""
    match = _LISTED.match(line.text)
    return match is not None and match["fiche"] is None and match["order"] is None and line.text[0].islower()


def _listed(line: Line) -> ListedFiche | None:
    opening = line.text.rfind("(")
    paper = _PAPER.match(line.text, opening) if opening >= 0 else None
    match = _LISTED.match(line.text[:opening].rstrip() if paper else line.text)
    if match is None:
        return None
    marked = match["order"] is not None or line.text[0] in "-–•*"
    # An item that is not called a fiche has a number behind it, or begins as the titles of Commission documents do. A
    # sentence with a number in it may be anything.
    is_sentence = not marked and (line.text.endswith(".") or ". " in match["title"])
    is_called = match["fiche"] is not None or (marked and _TITLE.match(match["title"]) is not None)
    if not is_called and (paper is None or is_sentence):
        return None
    number = match["number"] or match["order"]
    return ListedFiche(
        title=match["title"].strip(),
        kamerstuk=_kamerstuk(compact(paper["dossier"]), paper["number"]) if paper else None,
        start=line.start + match.start("title"),
        end=line.start + match.end("title"),
        number=int(number) if number else None,
    )


def _kamerstuk(dossier: str, number: str) -> str | None:
    """The canonical string of a paper; None when there is no such number: "21 501, nr. 3", of a divided dossier."""
    try:
        return str(Kamerstuk.parse(f"kst-{dossier}-{number}"))
    except InvalidIdentifier:
        return None


def letter_issues(listed: Sequence[ListedFiche], announced: int | None) -> Iterable[Issue]:
    """Report a letter that announces another number of fiches than it lists."""
    if announced is not None and listed and announced != len(listed):
        details = (("announced", str(announced)), ("listed", str(len(listed))))
        yield Issue(code="fiches-announced", start=listed[0].start, end=listed[-1].end, details=details)
