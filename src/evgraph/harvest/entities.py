"""Entities of the Tweede Kamer as its feed writes them: XML in, plain values out, and to and from JSON for the state.

The fields are those of the published XSDs (tkData v1.0); only their form is read here, not their meaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from evgraph.errors import FetchError
from evgraph.harvest.markup import Element, attribute, local, text

# "9cd4c32c-77fb-4713-821d-faf5ebd49b61"; not "../9cd4c32c", not one without its hyphens.
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing in the feed, such as a document, an actor or a case.

    `kind` is the element name ("documentActor"), `id` a GUID, `fields` texts by name without the empty ones, `refs` ids
    by name in the order they are written. `size` (bytes), `media_type` and `enclosure` (address) are of the file, when
    it has one.
    """

    kind: str
    id: str
    deleted: bool = False
    updated: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    refs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    media_type: str = ""
    size: int | None = None
    enclosure: str = ""

    def get(self, name: str) -> str | None:
        """A field, or None when it is absent or empty."""
        return self.fields.get(name)

    def ref(self, name: str) -> str | None:
        """The first reference of a name."""
        return next(iter(self.refs.get(name, ())), None)

    def to_json(self) -> str:
        """As one line of JSON."""
        values = {name: getattr(self, name) for name in Entity.__slots__}
        return json.dumps(values, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, line: str) -> Entity:
        """From what `to_json` wrote."""
        values = json.loads(line)
        values["refs"] = {name: tuple(ids) for name, ids in values["refs"].items()}
        return cls(**values)

    def withdrawn(self, entry: Entity) -> Entity:
        """This entity after an entry that says it was deleted: what was known stays."""
        return replace(self, deleted=True, updated=entry.updated or self.updated)


def read_entity(element: Element, enclosure: str = "") -> Entity:
    """Read one entity.

    Args:
        element: such as `<document id="…" tk:verwijderd="false">…</document>`.
        enclosure: address of its file, from the entry around it.

    Raises:
        FetchError: its id is no GUID.
    """
    kind, own_id = local(element), attribute(element, "id") or ""
    if _GUID.fullmatch(own_id) is None:
        raise FetchError(f"'{own_id[:60]}' is no id of a {kind[:60]}. Report it to the publisher.")
    fields: dict[str, str] = {}
    refs: dict[str, tuple[str, ...]] = {}
    for child in element:
        name, ref = local(child), attribute(child, "ref")
        if ref is not None and _GUID.fullmatch(ref):
            refs[name] = (*refs.get(name, ()), ref)
        elif name and (value := text(child)):
            fields.setdefault(name, value)
    size = attribute(element, "contentLength") or ""
    return Entity(
        kind=kind,
        id=own_id,
        deleted=(attribute(element, "verwijderd") or "").strip().lower() == "true",
        updated=attribute(element, "bijgewerkt") or "",
        fields=fields,
        refs=refs,
        media_type=(attribute(element, "contentType") or "").strip().lower(),
        size=int(size) if size.isdecimal() and len(size) < 16 else None,
        enclosure=enclosure,
    )
