"""What Cellar says of one CELEX number, and which values are fit to be kept.

In: strings from outside. Out: an `Answer`, whose every value is of a known form and of bounded length. A value that is
not is left out by name (`Answer.left_out`); it is never repaired, and never stored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from evgraph.errors import InvalidIdentifier
from evgraph.identifiers import Celex, Procedure

RESOURCE = "http://publications.europa.eu/resource/"
RESOURCE_TYPE = f"{RESOURCE}authority/resource-type/"
LANGUAGES = {f"{RESOURCE}authority/language/NLD": "nl", f"{RESOURCE}authority/language/ENG": "en"}

# The longest titles of acts are some 3,000 characters.
_LONGEST_TITLE = 10_000
# An act may rest on several articles; more than this is a mistake, or malice.
MOST_VALUES = 50
# The Communities began in 1952. Cellar writes 1003-03-03 and 9999-12-31 where it knows no date.
_FIRST_YEAR, _LAST_YEAR = 1952, 2099

# "2019-03-19", "2019-03-19+01:00", "2019-03-19T00:00:00"; not "19-03-2019", "2019".
_DATE = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]{5,15})?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
# "REG", "PROP_REG"; not "reg", "REG/x".
_TYPE = re.compile(r"[A-Z][A-Z0-9_]{0,59}")
# ".../cellar/3e485e15-11bd-11e6-ba9a-01aa75ed71a1"; not "file:///x", nor an IRI with spaces.
_WORK = re.compile(rf"{re.escape(RESOURCE)}[A-Za-z0-9/_.%()-]{{1,150}}")
# "2012/0011/COD", "2024/0017(COD)"; not "2012/0011A/COD", of which nobody numbered the parts.
_PROCEDURE = re.compile(r"(?P<year>[0-9]{4})/(?P<number>[0-9]{4})(?:/(?P<type>[A-Z]{3})|\((?P<bracketed>[A-Z]{3})\))")
# "\x1b", "\x00"; not "é", a quotation mark or a soft hyphen.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# "https://example.org/sparql?x=1", "http://127.0.0.1:7878/query"; not "file:///x", "http://user:word@host/".
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/(?:[A-Za-z0-9/_.~?&=+-]|%[0-9A-Fa-f]{2})*)?")
_LONGEST_ADDRESS = 500
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered for one CELEX number, on a day, by an endpoint.

    Attributes:
        celex: the number asked for, as in "52026PC0931".
        endpoint: the address asked.
        retrieved: the day, ISO 8601.
        works: IRIs of the works that have the number; none when it is not known, several when they contradict.
        titles: pairs of language ("nl", "en") and title.
        date: of the document, ISO 8601.
        types: IRIs of the Publications Office's table of resource types.
        in_force: None where that is not said, as for proposals.
        based_on: CELEX numbers of the acts and treaty articles it rests on.
        procedures: canonical, as in "2024/0017(COD)".
        left_out: names of the facts that had no usable value, or several that cannot all be true.
    """

    celex: str
    endpoint: str
    retrieved: str
    works: tuple[str, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    date: str | None = None
    types: tuple[str, ...] = ()
    in_force: bool | None = None
    based_on: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether a work has this number."""
        return bool(self.works)

    def to_json(self) -> str:
        """One JSON object, keys in a fixed order."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Answer:
        """Read what `to_json` wrote; every value is looked at again, for the file may have been touched.

        Raises:
            ValueError, TypeError: it is no such object.
        """
        found = json.loads(text)
        if not isinstance(found, dict) or set(found) != {field.name for field in fields(cls)}:
            raise ValueError("not the keys of an answer")
        pairs = _strings_of(found["titles"], pairs=True)
        answer = cls(
            celex=_sure(usable_celex(found["celex"])),
            endpoint=_sure(usable_address(found["endpoint"])),
            retrieved=_sure(usable_date(found["retrieved"])),
            works=_each(usable_work, found["works"]),
            titles=tuple((language, _sure(usable_title(title))) for language, title in pairs),
            date=None if found["date"] is None else _sure(usable_date(found["date"])),
            types=_each(usable_type, found["types"]),
            in_force=found["in_force"],
            based_on=_each(usable_celex, found["based_on"]),
            procedures=_each(usable_procedure, found["procedures"]),
            left_out=_each(str, found["left_out"]),
        )
        languages = [language for language, _ in answer.titles]
        if not isinstance(answer.in_force, bool | None) or not set(languages) <= set(LANGUAGES.values()):
            raise ValueError("not the values of an answer")
        return answer


def usable_work(text: str) -> str | None:
    """The IRI of a work of the Publications Office, or None."""
    return text if _WORK.fullmatch(text) else None


def usable_date(text: str) -> str | None:
    """A date as "2019-03-19", without its time or zone; None for what is none or cannot be one of the Union's."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        day = date.fromisoformat(match["day"])
    except ValueError:
        return None
    return day.isoformat() if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def usable_title(text: str) -> str | None:
    """A title on one line, or None."""
    if len(text) > _LONGEST_TITLE:
        return None
    title = " ".join(text.split())
    return title if title and not _CONTROL.search(title) else None


def usable_type(text: str) -> str | None:
    """The IRI of a resource type, or None."""
    code = text.removeprefix(RESOURCE_TYPE)
    return text if code != text and _TYPE.fullmatch(code) else None


def usable_celex(text: str) -> str | None:
    """A CELEX number as evgraph knows it, or None: whole treaties ("12016E/TXT") are none."""
    try:
        return str(Celex.parse(text))
    except InvalidIdentifier:
        return None


def usable_procedure(text: str) -> str | None:
    """An interinstitutional procedure as "2024/0017(COD)", or None. Cellar writes "2024/0017/COD"."""
    match = _PROCEDURE.fullmatch(text)
    if match is None:
        return None
    kind = match["type"] or match["bracketed"]
    return str(Procedure(year=int(match["year"]), number=int(match["number"]), type=kind))


def usable_truth(text: str) -> bool | None:
    """A truth value in either of its two spellings, or None."""
    return _TRUTHS.get(text)


def usable_address(text: str) -> str | None:
    """The address of an endpoint, or None. It ends up in the graph, so it may hold no password."""
    return text if len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) else None


def _sure(value: str | None) -> str:
    if value is None:
        raise ValueError("a value of another form")
    return value


def _each(usable: Callable[[str], str | None], values: Any) -> tuple[str, ...]:
    return tuple(_sure(usable(value)) for (value,) in _strings_of(values))


def _strings_of(values: Any, *, pairs: bool = False) -> Iterable[tuple[str, ...]]:
    """A list of strings as tuples of one, or a list of pairs of strings."""
    if not isinstance(values, list) or len(values) > MOST_VALUES:
        raise ValueError("not a short list")
    rows = [tuple(value) if pairs and isinstance(value, list) else (value,) for value in values]
    if not all(len(row) == 1 + pairs and all(isinstance(part, str) for part in row) for row in rows):
        raise ValueError("not a list of strings")
    return rows
