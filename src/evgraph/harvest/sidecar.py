"""What the Tweede Kamer says of a paper, as the JSON object that is put beside its file (`<number>.tk.json`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from evgraph.harvest.entities import Entity
from evgraph.harvest.local_time import to_local
from evgraph.identifiers import Dossier

FORMAT = "evgraph-tk-1"
_COMMITTEES = ("Voortouwcommissie", "Volgcommissie")
# Meetings that did not take place then.
_NOT_HELD = frozenset({"Geannuleerd", "Verplaatst"})

Json = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Surroundings:
    """All that is known of a dossier; entities by id, and those that belong to another by the id of that one."""

    dossier: Dossier
    documents: Mapping[str, Entity]
    zaken: Mapping[str, Entity]
    agenda: Mapping[str, Entity]
    activities: Mapping[str, Entity]
    document_actors: Mapping[str, list[Entity]] = field(default_factory=dict)
    zaak_actors: Mapping[str, list[Entity]] = field(default_factory=dict)
    versions: Mapping[str, list[Entity]] = field(default_factory=dict)
    commitments: Mapping[str, list[Entity]] = field(default_factory=dict)
    by_zaak: Mapping[str, list[Entity]] = field(default_factory=dict)


def group(entities: Iterable[Entity], name: str) -> dict[str, list[Entity]]:
    """Entities that are not deleted by what they refer to, in order of id."""
    grouped: dict[str, list[Entity]] = {}
    for entity in sorted(entities, key=lambda one: one.id):
        for ref in () if entity.deleted else entity.refs.get(name, ()):
            grouped.setdefault(ref, []).append(entity)
    return grouped


def describe(document: Entity, around: Surroundings, *, in_dossier: bool) -> Json:
    """Everything known of a document, without where its file came from; what is unknown is left out."""
    zaken = [around.zaken[one] for one in document.refs.get("zaak", ()) if one in around.zaken]
    cases = [number for zaak in zaken if not zaak.deleted and (number := zaak.get("nummer"))]
    actors = [actor for zaak in zaken for actor in around.zaak_actors.get(zaak.id, ())]
    activities = _activities(document, zaken, around)
    number = document.get("volgnummer")
    version = current_version(document, around)
    found: Json = {
        "format": FORMAT,
        "document_number": document.get("documentNummer"),
        "case_number": cases[0] if cases else None,
        "cases": cases,
        "dossier": around.dossier.label if in_dossier else None,
        # -1 and 0 say that the paper has no number in the dossier.
        "number": number if in_dossier and number not in {"-1", "0"} else None,
        "title": document.get("onderwerp") or document.get("titel"),
        "document_type": document.get("soort"),
        "date": day(document.get("datum")),
        "updated": _minute(document.updated, is_utc=True),
        "version": None if version is None else version.get("versienummer"),
        "signatory": _person(around.document_actors.get(document.id, ()), "Eerste ondertekenaar"),
        "submitter": _person(actors, "Indiener"),
        "committees": _committees(actors),
        "activities": [_activity(one) for one in activities],
        "related_documents": _related(document, around),
        "versions": [_version(one) for one in _in_order(around.versions.get(document.id, ()))],
        "commitments": [
            _commitment(one, activity) for activity in activities for one in around.commitments.get(activity.id, ())
        ],
        "deleted": document.deleted or None,
    }
    return {name: value for name, value in found.items() if value is not None and value != []}


def to_text(description: Json, source: Mapping[str, str]) -> str:
    """The file: one JSON object with sorted keys."""
    return json.dumps({**description, "source": dict(source)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def current_version(document: Entity, around: Surroundings) -> Entity | None:
    """The version a document points to, else its newest."""
    versions = _in_order(around.versions.get(document.id, ()))
    current = document.ref("huidigeDocumentVersie")
    return next((one for one in versions if one.id == current), versions[-1] if versions else None)


def day(moment: str | None) -> str | None:
    """The Dutch date of a moment."""
    local = to_local(moment or "")
    return None if local is None else local.date().isoformat()


def _minute(moment: str | None, *, is_utc: bool = False) -> str | None:
    local = to_local(moment or "", is_utc=is_utc)
    return None if local is None else local.isoformat(timespec="minutes")


def _in_order(versions: Iterable[Entity]) -> list[Entity]:
    def number(version: Entity) -> tuple[int, str]:
        written = version.get("versienummer") or ""
        return (int(written) if written.isdecimal() and len(written) < 10 else 0, version.id)

    return sorted(versions, key=number)


def _person(actors: Iterable[Entity], relation: str) -> Json | None:
    for actor in actors:
        if actor.get("relatie") == relation and actor.get("actorNaam"):
            return _known(name=actor.get("actorNaam"), role=actor.get("functie"))
    return None


def _committees(actors: Iterable[Entity]) -> list[Json]:
    found = {
        (_COMMITTEES.index(role), name)
        for actor in actors
        if (role := actor.get("relatie")) in _COMMITTEES and (name := actor.get("actorNaam"))
    }
    return [{"name": name, "role": _COMMITTEES[place]} for place, name in sorted(found)]


def _activities(document: Entity, zaken: Iterable[Entity], around: Surroundings) -> list[Entity]:
    """Meetings the document or one of its cases is on, directly or through an item of the agenda; earliest first."""
    ids: set[str] = set()
    for entity in (document, *(zaak for zaak in zaken if not zaak.deleted)):
        ids.update(entity.refs.get("activiteit", ()))
        items = (around.agenda.get(one) for one in entity.refs.get("agendapunt", ()))
        ids.update(ref for item in items if item and not item.deleted for ref in item.refs.get("activiteit", ()))
    found = (around.activities[one] for one in ids if one in around.activities)
    held = (one for one in found if not one.deleted and one.get("status") not in _NOT_HELD)
    return sorted(held, key=lambda one: (_start(one) or "", one.id))


def _start(activity: Entity) -> str | None:
    return _minute(activity.get("aanvangstijd")) or _minute(activity.get("datum"))


def _activity(activity: Entity) -> Json:
    return _known(
        start=_start(activity),
        type=activity.get("soort"),
        title=activity.get("onderwerp"),
        body=activity.get("voortouwnaam"),
    )


def _related(document: Entity, around: Surroundings) -> list[str]:
    """Titles of the documents of the same cases, and of those this one is an annex of, in order of number."""
    ids = {one.id for zaak in document.refs.get("zaak", ()) for one in around.by_zaak.get(zaak, ())}
    ids.update(document.refs.get("bronDocument", ()))
    found = [around.documents[one] for one in ids - {document.id} if one in around.documents]
    named = sorted((one.get("documentNummer") or "", one.get("onderwerp") or one.get("titel")) for one in found)
    return [title for _, title in named if title]


def _version(version: Entity) -> Json:
    return _known(version=version.get("versienummer"), date=day(version.get("datum")), status=version.get("status"))


def _commitment(commitment: Entity, activity: Entity) -> Json:
    return _known(
        number=commitment.get("nummer"),
        text=commitment.get("tekst"),
        status=commitment.get("status"),
        date=day(commitment.get("aanmaakdatum")),
        due=day(commitment.get("datumNakoming")),
        ministry=commitment.get("ministerie"),
        activity=activity.get("onderwerp"),
    )


def _known(**values: str | None) -> Json:
    """Only what is known."""
    return {name: value for name, value in values.items() if value is not None}
