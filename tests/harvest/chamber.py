"""A SyncFeed of a chamber that does not exist: dossier 99112, its papers, and what is said of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape, quoteattr

from tests.harvest.serving import Reply, Served, serve

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
_ATOM = "http://www.w3.org/2005/Atom"
_TK = "http://www.tweedekamer.nl/xsd/tkData/v1-0"
_PAGE = 3


def guid(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-000000000000"


DOSSIER = guid(1)


def docx(words: str) -> bytes:
    """As little as a Word file can be."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
        archive.writestr(zipfile.ZipInfo("word/document.xml"), f"<document>{escape(words)}</document>")
    return data.getvalue()


def pdf(words: str) -> bytes:
    return b"%PDF-1.7\n%" + words.encode() + b"\n%%EOF\n"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The last change of one entity."""

    token: int
    category: str
    id: str
    xml: str
    enclosure: str = ""
    updated: str = "2026-02-02T09:13:00Z"


@dataclass(kw_only=True)
class Chamber:
    """What the chamber has; `change` puts an entity at the end of the feed, where it was before it is no more."""

    address: str = ""
    entries: list[Entry] = field(default_factory=list)
    files: dict[str, Reply] = field(default_factory=dict)
    token: int = 100
    # Whether the feed itself has links to the next page and the end, or only its entries.
    links: bool = True

    def change(
        self,
        category: str,
        own_id: str,
        fields: dict[str, str] | None = None,
        refs: list[tuple[str, str]] | None = None,
        *,
        deleted: bool = False,
        attributes: str = "",
        enclosure: str = "",
        changed: str = "2026-02-02T09:12:44Z",
    ) -> None:
        kind = category[0].lower() + category[1:]
        inside = "".join(f"<{name} ref={quoteattr(ref)}/>" for name, ref in refs or [])
        inside += "".join(f"<{name}>{escape(value)}</{name}>" for name, value in (fields or {}).items())
        xml = (
            f'<{kind} xmlns="{_TK}" xmlns:tk="{_TK}" id={quoteattr(own_id)} tk:bijgewerkt="{changed}" '
            f'tk:verwijderd="{str(deleted).lower()}" {attributes}>{inside}</{kind}>'
        )
        self.put(category, own_id, xml, enclosure=enclosure, updated=changed)

    def put(self, category: str, own_id: str, xml: str, *, enclosure: str = "", updated: str = "") -> None:
        """Put XML of any kind into the feed."""
        self.token += 10
        self.entries = [one for one in self.entries if (one.category, one.id) != (category, own_id)]
        self.entries.append(
            Entry(token=self.token, category=category, id=own_id, xml=xml, enclosure=enclosure, updated=updated)
        )

    def paper(
        self,
        number: int,
        data: bytes,
        *,
        media_type: str = WORD,
        title: str = "Fiche: Mededeling Veerdiensten",
        date: str = "2026-01-30",
        size: int | None = None,
        document_number: str | None = None,
        dossier: str = DOSSIER,
        changed: str = "2026-02-02T09:12:44Z",
        enclosure: str | None = None,
    ) -> None:
        """A document with its file: document 5 is 2026D00005, no. 5 of the dossier, in case 2026Z00005."""
        own_id = guid(0xD0000 + number)
        self.files[own_id] = Reply(body=data, media_type=media_type)
        self.change(
            "Document",
            own_id,
            {
                "soort": "Brief regering",
                "documentNummer": f"2026D{number:05}" if document_number is None else document_number,
                "titel": "Nieuwe voorstellen",
                "onderwerp": title,
                "datum": f"{date}T00:00:00",
                "volgnummer": str(number),
            },
            [("zaak", guid(0xA0000 + number)), ("kamerstukdossier", dossier)],
            attributes=f'tk:contentType="{media_type}" tk:contentLength="{len(data) if size is None else size}"',
            enclosure=f"{self.address}/SyncFeed/2.0/Resources/{own_id}" if enclosure is None else enclosure,
            changed=changed,
        )

    def answer(self, path: str) -> Reply:
        split = urlsplit(path)
        asked = {name: values[0] for name, values in parse_qs(split.query).items()}
        last = split.path.rpartition("/")[2]
        if "/Resources/" in split.path:
            return self.files.get(last) or Reply(status=404)
        if "/Entiteiten/" in split.path:
            found = next((one for one in self.entries if one.id == last), None)
            return Reply(body=found.xml.encode()) if found else Reply(status=404)
        return Reply(body=self.page(asked["category"], int(asked.get("skiptoken", "0"))).encode())

    def page(self, category: str, start: int) -> str:
        there = [one for one in self.entries if one.category == category and one.token >= start]
        shown = there[:_PAGE]
        after = f"{self.address}/SyncFeed/2.0/Feed?category={category}&amp;skiptoken="
        links = ""
        if self.links and len(there) > len(shown):
            links = f'<link rel="next" href="{after}{shown[-1].token + 1}"/>'
        elif self.links:
            links = f'<link rel="resume" href="{after}{shown[-1].token + 1 if shown else start}"/>'
        entries = "".join(
            f"<entry><title>{escape(one.id)}</title><updated>{one.updated}</updated>"
            f'<link rel="next" href="{after}{one.token + 1}"/>'
            + (f"<link rel='enclosure' href={quoteattr(one.enclosure)}/>" if one.enclosure else "")
            + f'<content type="application/xml">{one.xml}</content></entry>'
            for one in shown
        )
        return f'<?xml version="1.0"?><feed xmlns="{_ATOM}"><title>{category}</title>{links}{entries}</feed>'


def furnished() -> Chamber:
    """A chamber with two dossiers, two papers in ours, and all that is told of the first."""
    chamber = Chamber()
    for number in range(5):
        chamber.change("Kamerstukdossier", guid(20 + number), {"nummer": str(99000 + number)})
    chamber.change("Kamerstukdossier", DOSSIER, {"nummer": "99112", "titel": "Nieuwe voorstellen"})
    return chamber


def furnish(chamber: Chamber) -> None:
    """The papers; apart, since their addresses need the server's."""
    chamber.paper(1, docx("eerste"))
    chamber.paper(2, pdf("tweede"), media_type=PDF, title="Aanbiedingsbrief", date="2025-11-03")
    chamber.paper(3, docx("van een ander"), dossier=guid(20))
    first, case = guid(0xD0001), guid(0xA0001)
    chamber.change(
        "DocumentActor",
        guid(0xAC01),
        {"actorNaam": "A. de Vries", "functie": "minister van Veren", "relatie": "Eerste ondertekenaar"},
        [("document", first)],
    )
    chamber.change("DocumentActor", guid(0xAC02), {"actorNaam": "Vreemd"}, [("document", guid(0xD0003))])
    chamber.change(
        "DocumentVersie",
        guid(0xDE01),
        {"versienummer": "1", "status": "Vrijgegeven", "datum": "2026-02-02T10:12:00"},
        [("document", first)],
    )
    for number in range(4):
        chamber.change("Zaak", guid(0xA5000 + number), {"nummer": f"2026Z5000{number}"})
    chamber.change("Zaak", case, {"nummer": "2026Z00001"}, [("activiteit", guid(0xAA01)), ("agendapunt", guid(0xAB01))])
    for number, (name, relation) in enumerate(
        [
            ("vaste commissie voor Water", "Volgcommissie"),
            ("vaste commissie voor Veren", "Voortouwcommissie"),
            ("A. de Vries", "Indiener"),
        ]
    ):
        chamber.change("ZaakActor", guid(0xEC00 + number), {"actorNaam": name, "relatie": relation}, [("zaak", case)])
    chamber.change("Agendapunt", guid(0xAB01), {"onderwerp": "Fiches"}, [("activiteit", guid(0xAA02))])
    meeting = {"soort": "Commissiedebat", "voortouwnaam": "vaste commissie voor Veren", "status": "Gepland"}
    chamber.change(
        "Activiteit", guid(0xAA01), {**meeting, "onderwerp": "Veerraad", "aanvangstijd": "2026-02-04T13:30:00"}
    )
    chamber.change(
        "Activiteit", guid(0xAA02), {**meeting, "onderwerp": "Procedures", "aanvangstijd": "2026-07-01T12:00:00Z"}
    )
    chamber.change(
        "Activiteit", guid(0xAA03), {**meeting, "onderwerp": "Iets anders", "aanvangstijd": "2026-02-05T13:30:00"}
    )
    chamber.change(
        "Toezegging",
        guid(0xF001),
        {
            "nummer": "TZ202602-001",
            "tekst": "De minister stuurt een brief.",
            "status": "Openstaand",
            "datumNakoming": "2026-04-01T00:00:00",
            "ministerie": "Veren",
        },
        [("activiteit", guid(0xAA01))],
    )


@contextmanager
def serve_chamber(chamber: Chamber) -> Iterator[Served]:
    with serve(chamber.answer) as served:
        chamber.address = served.address
        furnish(chamber)
        yield served
