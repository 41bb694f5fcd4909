"""The policy fields on which the treaties give the EU competence, read from the vocabulary.

The fields, their provisions and how drafters write them stand in `ontology/vocabularies.ttl`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from evgraph.namespaces import EV, RDF_TYPE, SKOS
from evgraph.resources import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyField:
    """A field: its concept ("field-interne-markt"), provision, competence type and Dutch names."""

    concept: str
    provision: str
    type: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFields:
    """All fields, by provision ("TFEU/4/2/a"), and a pattern that finds their names."""

    by_provision: Mapping[str, PolicyField]
    by_name: Mapping[str, PolicyField]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def load_policy_fields() -> PolicyFields:
    """Read the fields once per process."""
    names: dict[str, list[str]] = {}
    provisions: dict[str, str] = {}
    types: dict[str, str] = {}
    prefix = f"{EV}field-"
    for quad in parse(path=resource("ontology/vocabularies.ttl"), format=RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not subject.value.startswith(prefix):
            continue
        concept = subject.value.removeprefix(EV)
        predicate = quad.predicate.value
        if predicate in {f"{SKOS}prefLabel", f"{SKOS}altLabel"} and isinstance(value, Literal):
            if value.language == "nl":
                names.setdefault(concept, []).append(value.value)
        elif predicate == f"{SKOS}notation" and isinstance(value, Literal):
            provisions[concept] = value.value
        elif predicate == f"{SKOS}related" and isinstance(value, NamedNode) and predicate != RDF_TYPE:
            types[concept] = value.value.removeprefix(EV)
    fields = [
        PolicyField(
            concept=concept,
            provision=provision,
            type=types[concept],
            names=tuple(sorted(names.get(concept, ()))),
        )
        for concept, provision in sorted(provisions.items())
    ]
    by_name = {name.casefold(): field for field in fields for name in field.names}
    longest_first = sorted(by_name, key=lambda name: (-len(name), name))
    return PolicyFields(
        by_provision={field.provision: field for field in fields},
        by_name=by_name,
        pattern=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE),
    )
