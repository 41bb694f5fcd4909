"""What stands before an item of an HTML list: "-", or its number as a browser shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evgraph.ingest.xml_source import local_name

if TYPE_CHECKING:
    from evgraph.ingest.xml_source import Element

BULLET = "-"
# "list-style: none", "list-style-type:none"; not "list-style: disc".
_NO_BULLET = re.compile(r"list-style(?:-type)?\s*:\s*none\b", re.IGNORECASE)
# "list-style-type: lower-alpha"; not "list-style-type: disc".
_STYLE = re.compile(
    r"list-style(?:-type)?\s*:\s*(lower-alpha|lower-latin|upper-alpha|upper-latin|lower-roman|upper-roman)\b"
)
_TYPES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_MOST = 9_999


@dataclass(slots=True)
class ListItems:
    """Counts the items of one list."""

    ordered: bool
    kind: str
    following: int
    step: int = 1
    plain: bool = False

    @classmethod
    def of(cls, element: Element) -> ListItems:
        """Begin to count the items of a `ul`, `ol` or `menu`."""
        style = element.get("style") or ""
        ordered = local_name(element) == "ol"
        named = _STYLE.search(style)
        kind = _TYPES[named[1]] if named else (element.get("type") or "1")
        reverse = ordered and element.get("reversed") is not None
        first = _whole(element.get("start"), len(element) if reverse else 1)
        plain = _NO_BULLET.search(style) is not None
        return cls(ordered=ordered, kind=kind, following=first, step=-1 if reverse else 1, plain=plain)

    def label(self, item: Element) -> str | None:
        """What stands before an item: "-", "3.", "c."; None where nothing does."""
        number = _whole(item.get("value"), self.following)
        self.following = number + self.step
        if self.plain:
            return None
        return f"{_numeral(number, item.get('type') or self.kind)}." if self.ordered else BULLET


def _whole(written: str | None, otherwise: int) -> int:
    """A number as an attribute gives it: "3", "-1"; not "3,5"."""
    text = (written or "").strip()
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 6 else otherwise


def _numeral(number: int, kind: str) -> str:
    if kind not in {"a", "A", "i", "I"} or not 0 < number <= _MOST:
        return str(number)
    text = _letters(number) if kind in "aA" else _roman(number)
    return text.upper() if kind.isupper() else text


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text
