"""A publisher that does not exist: its search (SRU) and its repository."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from tests.harvest.serving import Reply, Served, serve

_SRU = "http://docs.oasis-open.org/ns/search-ws/sruResponse"


@dataclass(kw_only=True)
class Publisher:
    """What is published; `page` is how many records the search gives at once, whatever is asked."""

    address: str = ""
    records: list[str] = field(default_factory=list)
    files: dict[str, Reply] = field(default_factory=dict)
    queries: list[str] = field(default_factory=list)
    page: int = 2
    repeats: bool = False
    diagnostic: str = ""

    def publish(
        self,
        number: int,
        *,
        forms: tuple[str, ...] = ("xml", "metadata", "pdf"),
        words: str = "tekst",
        changed: str = "2026-02-03T09:00:00+01:00",
        identifier: str | None = None,
    ) -> None:
        """Paper kst-99112-<number>; again, when it is there already."""
        name = f"kst-99112-{number}"
        bodies = {
            "xml": Reply(body=f"<officiele-publicatie><al>{words}</al></officiele-publicatie>".encode()),
            "metadata": Reply(
                body=f'<metadata_gegevens><metadata name="DC.title" content="{words}"/></metadata_gegevens>'.encode()
            ),
            "html": Reply(body=f"<!DOCTYPE html><html><p>{words}</p></html>".encode(), media_type="text/html"),
            "pdf": Reply(body=b"%PDF-1.7 " + words.encode(), media_type="application/pdf"),
        }
        items = ""
        for form in forms:
            path = f"/frbr/{name}/1/{form}"
            self.files[path] = bodies[form]
            items += f'<gzd:itemUrl manifestation="{form}">{self.address}{path}</gzd:itemUrl>'
        record = (
            f"<originalData><w:meta><w:owmskern><dt:identifier>{escape(identifier or name)}</dt:identifier>"
            f'<dt:type scheme="OVERHEIDop.Parlementair">Kamerstuk</dt:type></w:owmskern><w:tpmeta>'
            f"<w:dossiernummer>99112;99500</w:dossiernummer><w:ondernummer>{number}</w:ondernummer>"
            f"<w:datumTijdstipWijzigingExpression>{changed}</w:datumTijdstipWijzigingExpression></w:tpmeta></w:meta>"
            f"</originalData><gzd:enrichedData>{items}</gzd:enrichedData>"
        )
        self.records = [one for one in self.records if f">{identifier or name}<" not in one] + [record]

    def answer(self, path: str) -> Reply:
        split = urlsplit(path)
        if split.path != "/sru":
            return self.files.get(split.path) or Reply(status=404)
        asked = {name: values[0] for name, values in parse_qs(split.query).items()}
        self.queries.append(asked["query"])
        start = 0 if self.repeats else int(asked["startRecord"]) - 1
        return Reply(body=self.search(start).encode(), etag=False)

    def search(self, start: int) -> str:
        shown = self.records[start : start + self.page]
        records = "".join(
            f"<s:record><s:recordData><gzd:gzd>{one}</gzd:gzd></s:recordData></s:record>" for one in shown
        )
        diagnostics = (
            f'<s:diagnostics><d:diagnostic xmlns:d="http://docs.oasis-open.org/ns/search-ws/diagnostic">'
            f"<d:message>{self.diagnostic}</d:message><d:details>w.dossier</d:details></d:diagnostic></s:diagnostics>"
            if self.diagnostic
            else ""
        )
        return (
            f'<s:searchRetrieveResponse xmlns:s="{_SRU}" xmlns:gzd="http://standaarden.overheid.nl/sru" '
            f'xmlns:dt="http://purl.org/dc/terms/" xmlns:w="http://standaarden.overheid.nl/wetgeving/">'
            f"<s:numberOfRecords>{len(self.records)}</s:numberOfRecords><s:records>{records}</s:records>{diagnostics}"
            f"</s:searchRetrieveResponse>"
        )


@contextmanager
def serve_publisher(publisher: Publisher) -> Iterator[Served]:
    with serve(publisher.answer) as served:
        publisher.address = served.address
        for number in (1, 2, 3):
            publisher.publish(number)
        yield served
