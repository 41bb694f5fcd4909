"""The page of a paper on www.tweedekamer.nl, and of a debate: what it says of the paper, and the paper when shown.

The page always tells the kind, title, number and date, who signed, and what happened with it. The text of the paper
opens over the page, and only for papers that were published. What the page says is read from its lines ("Nummer:",
"Eerste ondertekenaar", "Voortouwcommissie"), so that a new design of the site does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from evgraph.dutch_dates import read_date
from evgraph.ingest.html.chamber_agenda import read_activities
from evgraph.ingest.html.elements import LINES, is_left_out, text_of
from evgraph.ingest.html.flow import write_page
from evgraph.ingest.html.note_links import classes_of
from evgraph.ingest.html.official import OFFICIAL_RULES, official_parts
from evgraph.ingest.official.metadata import dossier_label
from evgraph.ingest.xml_source import local_name, walk
from evgraph.model import CommitteeRole, Field, PageHeader, Person

if TYPE_CHECKING:
    from evgraph.ingest.page_writer import PageWriter
    from evgraph.ingest.xml_source import Element

# "https://www.tweedekamer.nl/kamerstukken/…", "http://tweedekamer.nl/debat…"; not "https://x.nl/?q=tweedekamer.nl".
_SITE = re.compile(r"https?://(?:www\.)?tweedekamer\.nl(?:/|\Z)", re.IGNORECASE)
_SITE_TITLE = re.compile(r"\| ?Tweede Kamer der Staten-Generaal\Z")
# Where the text of the paper opens.
_PAPER_CLASSES = frozenset({"m-modal__content"})
_LABELS = re.compile(
    r"(?P<label>Nummer|Documentnummer|Datum|Kamerstuk(?:nummer)?|Dossier(?:nummer)?|Kamerstukdossier|Zaaknummer"
    r"|Eerste ondertekenaar|Indiener|Voortouwcommissie|Volgcommissies?)\s*(?::\s*|(?=\s)\s*)(?P<value>\S.*)"
)
_DOCUMENT = re.compile(r"(?:19|20)[0-9]{2}[DP][0-9]{5}")
_CASE = re.compile(r"(?:19|20)[0-9]{2}Z[0-9]{5}")
# "22112-4239", "21501-20-690", "35925-V-84", "22 112, nr. 4239"; not "2026-01-30" and not "22112" alone.
_PAPER = re.compile(
    r"(?P<dossier>[0-9]{2} ?[0-9]{3}(?:[ -](?:[0-9]{2}(?=[-,])|[IVX]{1,6}[A-J]?))?)(?:-|,? nr\. ?)"
    r"(?P<number>[0-9]{1,5}[a-z]?|[A-Z]{1,2})\b"
)
# "D.M. van Weel, minister van Buitenlandse Zaken"; the second may be absent.
_PERSON = re.compile(r"(?P<name>[^,]{1,100}?)(?:,\s*(?P<role>.{1,200}))?")
_YEARS = re.compile(r"\s*\([0-9]{4}\s?-\s?(?:[0-9]{4})?\)\Z")
_IN_ADDRESS = re.compile(r"[?&](?P<key>id|did)=(?P<value>(?:19|20)[0-9]{2}[DPZ][0-9]{5})\b")
_DOWNLOAD = re.compile(r"/(?:downloads/document|kamerstukken/[a-z_]+/detail)\?")


def is_chamber_page(root: Element) -> bool:
    """Whether a page is of the site of the Tweede Kamer, by its own address or title."""
    if any(_SITE.match(address) for address in _own_addresses(root)):
        return True
    return any(_SITE_TITLE.search(text_of(element)) for element in root.iter("{*}title"))


def write_chamber_page(page: PageWriter, root: Element) -> None:
    """Write the paper when the page holds it, else what the page says of it."""
    paper = _paper(root)
    if paper:
        write_page(page, root, paper, rules=OFFICIAL_RULES)
    else:
        write_page(page, root, [_main(root)])


def describe_chamber_page(root: Element) -> PageHeader:
    """What the page says of the paper; what it does not say is None or empty."""
    paper, main = set(_paper(root)), _main(root)
    lines = list(_lines(main, paper))
    said = list(_said(lines))
    kind, title = _kind_and_title(main, paper)
    addresses = list(_own_addresses(root))
    own = {match["key"]: match["value"] for address in addresses for match in _IN_ADDRESS.finditer(address)}
    number = _first(_DOCUMENT, said, ("Nummer", "Documentnummer")) or own.get("did")
    dossier = next((match for _, value in said if (match := _PAPER.search(value))), None)
    return PageHeader(
        title=title,
        document_type=kind,
        document_number=number,
        date=next((day for label, value in said if label == "Datum" and (day := read_date(value))), None),
        dossier=dossier_label(dossier["dossier"]) if dossier else None,
        number=dossier["number"] if dossier else None,
        case_number=_first(_CASE, said, ("Zaaknummer",)) or _case(own.get("id")),
        signatory=_person(said, "Eerste ondertekenaar"),
        submitter=_person(said, "Indiener") or _person(said, "Eerste ondertekenaar"),
        committees=tuple(_committees(said)),
        activities=tuple(read_activities(main, paper)),
        related_documents=tuple(_related(main, paper, number)),
        source=next((address for address in addresses if _SITE.match(address)), None),
    )


def _own_addresses(root: Element) -> Iterator[str]:
    """Where the page says that it stands."""
    for element in root.iter("{*}link", "{*}meta"):
        if element.get("rel") == "canonical":
            yield element.get("href") or ""
        elif (element.get("property") or element.get("name")) in {"og:url", "dcterms.identifier"}:
            yield element.get("content") or ""


def _paper(root: Element) -> list[Element]:
    """The elements of the paper itself; none when the page does not show it."""
    for element in root.iter():
        if isinstance(element.tag, str) and classes_of(element) & _PAPER_CLASSES and len(text_of(element)) > 1:
            return official_parts(element) or [element]
    return official_parts(root)


def _main(root: Element) -> Element:
    return next(root.iter("{*}main"), next(root.iter("{*}body"), root))


def _lines(main: Element, paper: set[Element]) -> Iterator[str]:
    """The lines of the page outside the paper; labels for those who do not see the page are among them."""

    def skip(element: Element) -> bool:
        name = local_name(element)
        unseen = any(part.endswith("visually-hidden") for part in classes_of(element))
        return element in paper or (not unseen and is_left_out(element, name, inside=True))

    pieces: list[str] = []
    for event, element, text in walk(main, skip=skip):
        if event == "text":
            pieces.append(text)
        elif local_name(element) in LINES:
            yield " ".join("".join(pieces).split())
            pieces = []
    yield " ".join("".join(pieces).split())


def _said(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Labels and values, on one line or on two."""
    waiting: str | None = None
    for line in filter(None, lines):
        if (match := _LABELS.fullmatch(line)) is not None:
            yield match["label"], match["value"]
            waiting = None
        elif waiting is not None:
            yield waiting, line
            waiting = None
        elif _LABELS.fullmatch(f"{line} x") is not None:
            waiting = line.rstrip(" :")


def _first(pattern: re.Pattern[str], said: Iterable[tuple[str, str]], labels: Sequence[str]) -> str | None:
    found = (match for label, value in said if label in labels and (match := pattern.match(value)))
    return next((match.group() for match in found), None)


def _case(value: str | None) -> str | None:
    return value if value is not None and _CASE.fullmatch(value) else None


def _kind_and_title(main: Element, paper: set[Element]) -> tuple[str | None, str | None]:
    """In "Brief regering : Fiche: …" are a kind and a title; the kind stands in an element of its own."""
    for element in main.iter("{*}h1"):
        if element in paper or not paper.isdisjoint(element.iterancestors()):
            continue
        whole = text_of(element)
        kind = next((text_of(inner) for inner in element.iter("{*}span")), "").strip(" :")
        if kind and whole.startswith(kind) and whole != kind:
            return kind, whole.removeprefix(kind).lstrip(" :")
        return None, whole or None
    return None, None


def _person(said: Iterable[tuple[str, str]], wanted: str) -> Person | None:
    match = next((_PERSON.fullmatch(value) for label, value in said if label == wanted), None)
    return Person(name=match["name"].strip(), role=(match["role"] or "").strip()) if match else None


def _committees(said: Iterable[tuple[str, str]]) -> Iterator[CommitteeRole]:
    for label, value in said:
        if label.startswith(("Voortouw", "Volg")):
            yield CommitteeRole(name=_YEARS.sub("", value), role=label.removesuffix("s"))


def _related(main: Element, paper: set[Element], own: str | None) -> Iterator[Field]:
    """Other papers that the page leads to, by title."""
    seen: set[str] = set()
    for element in main.iter("{*}a"):
        href = element.get("href") or ""
        if not _DOWNLOAD.search(href) or own is None or own in href:
            continue
        title = text_of(element)
        new = title and title not in seen and not title.startswith("Download")
        if new and paper.isdisjoint(element.iterancestors()):
            seen.add(title)
            yield Field(key="related_document", label="Gerelateerd", value=title, start=0, end=0)
