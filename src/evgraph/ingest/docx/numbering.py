"""Automatic numbering of a Word file: the label that Word shows before a paragraph ("1.", "a)", "3.2", a bullet).

Word keeps no label in the text. It counts, per list, through the paragraphs in order; `Numbering.label` does the
same, so it is called once for each paragraph, from first to last.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evgraph.ingest.docx.wordprocessing import is_on, number_of, value_of, w

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from evgraph.ingest.docx.styles import Styles

BULLET = "-"
_LEVELS = 9
# "%1" in "%1.%2)"; not "100%".
_PLACE = re.compile(r"%([1-9])")
_MAX_LABEL = 60
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """How a level counts and looks; `restart` is the level (from 1) that makes it begin anew, 0 for none."""

    form: str
    text: str
    start: int
    restart: int | None
    legal: bool
    hidden: bool
    style: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Definition:
    levels: dict[int, _Level]
    style_link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A use of a definition, with levels and starts of its own."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, _Level]


@dataclass(slots=True)
class _Count:
    """Where a definition has come to; `begun` are the lists that have used up their own start at a level."""

    values: dict[int, int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """Counts through the paragraphs of a file.

    Args:
        root: the numbering part; None for a file without one.
        styles: the styles of the file.
    """

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        found = [] if root is None else list(root)
        self._definitions = {_id(x, "abstractNumId"): _definition(x) for x in found if x.tag == w("abstractNum")}
        self._lists = {_id(x, "numId"): _list(x) for x in found if x.tag == w("num")}
        self._counts: dict[str, _Count] = {}
        self.unread: Counter[str] = Counter()

    def label(self, properties: Element | None, *, shown: bool) -> str:
        """Count a paragraph.

        Args:
            properties: its `w:pPr`.
            shown: whether it has text; one without counts, but its label stands for nothing.

        Returns:
            What Word shows before it, `BULLET` for any bullet, "" for a paragraph that is not numbered. A form of
            number that is not known here gives "" too, and is counted in `unread`.
        """
        stated = self._stated(properties)
        if stated is None or (used := self._lists.get(stated[0])) is None:
            return ""
        definition, source = self._definition_of(used)
        at = self._level(properties, stated[1], definition)
        level = used.levels.get(at) or definition.levels.get(at)
        if level is None:
            return ""
        count = self._counts.setdefault(source, _Count())
        self._advance(count, stated[0], at, level)
        return self._written(count, used, definition, at) if shown and not level.hidden else ""

    def _stated(self, properties: Element | None) -> tuple[str, int | None] | None:
        """The list a paragraph or its style says it is in, and the level if it says one; "0" takes it out of any."""
        chain = self._styles.chain(value_of(properties, "pStyle"))
        num_id = value_of(properties, "numPr/numId") or next((s.num_id for s in chain if s.num_id), None)
        if num_id is None or num_id == "0":
            return None
        level = number_of(properties, "numPr/ilvl")
        return num_id, level

    def _definition_of(self, used: _List) -> tuple[_Definition, str]:
        """The definition of a list; one that leaves it to a style is followed once."""
        empty = _Definition(levels={}, style_link=None)
        definition, source = self._definitions.get(used.definition, empty), used.definition
        if definition.style_link is not None:
            linked = next((s.num_id for s in self._styles.chain(definition.style_link) if s.num_id), None)
            if linked is not None and (further := self._lists.get(linked)) is not None:
                return self._definitions.get(further.definition, empty), further.definition
        return definition, source

    def _level(self, properties: Element | None, stated: int | None, definition: _Definition) -> int:
        """The level said outright, else the one tied to the style, else the style's own."""
        if stated is not None:
            return stated
        chain = self._styles.chain(value_of(properties, "pStyle"))
        tied = {level.style: at for at, level in definition.levels.items() if level.style is not None}
        by_style = next((tied[style.id] for style in chain if style.id in tied), None)
        if by_style is not None:
            return by_style
        return next((s.list_level for s in chain if s.list_level is not None), 0)

    def _advance(self, count: _Count, num_id: str, at: int, level: _Level) -> None:
        own = self._lists[num_id].starts.get(at)
        if own is not None and (num_id, at) not in count.begun:
            count.values[at] = own
        else:
            count.values[at] = count.values[at] + 1 if at in count.values else level.start
        count.begun.add((num_id, at))
        definition = self._definition_of(self._lists[num_id])[0]
        for deeper in [other for other in count.values if other > at]:
            restart = definition.levels[deeper].restart if deeper in definition.levels else None
            if restart is None or at < restart:
                del count.values[deeper]

    def _written(self, count: _Count, used: _List, definition: _Definition, at: int) -> str:
        levels = {**definition.levels, **used.levels}
        level = levels[at]
        if level.form == "bullet":
            return BULLET if level.text.strip() else ""

        unknown = []

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = levels.get(place)
            if other is None or place > at:
                return ""
            form = "decimal" if level.legal else other.form
            if form not in _FORMS:
                unknown.append(form)
                return ""
            return _FORMS[form](count.values.get(place, other.start))

        label = _PLACE.sub(number, level.text).strip()
        self.unread.update(unknown[:1])
        return "" if unknown or len(label) > _MAX_LABEL else label


def _id(element: Element, name: str) -> str:
    return element.get(w(name), "")


def _definition(element: Element) -> _Definition:
    return _Definition(levels=_levels(element), style_link=value_of(element, "numStyleLink"))


def _list(element: Element) -> _List:
    overrides = [(x.get(w("ilvl"), ""), x) for x in element.findall(w("lvlOverride"))]
    starts = {int(at): number_of(x, "startOverride") for at, x in overrides if at.isdigit() and len(at) == 1}
    levels: dict[int, _Level] = {}
    for _, override in overrides:
        levels.update(_levels(override))
    return _List(
        definition=value_of(element, "abstractNumId") or "",
        starts={at: start for at, start in starts.items() if start is not None},
        levels=levels,
    )


def _levels(parent: Element) -> dict[int, _Level]:
    found = {}
    for element in parent.findall(w("lvl")):
        at = element.get(w("ilvl"), "0")
        if at.isdigit() and len(at) == 1 and int(at) < _LEVELS:
            found[int(at)] = _one_level(element)
    return found


def _one_level(element: Element) -> _Level:
    return _Level(
        form=value_of(element, "numFmt") or "decimal",
        text=(value_of(element, "lvlText") or "")[:_MAX_LABEL],
        start=number_of(element, "start") or 0,
        restart=number_of(element, "lvlRestart"),
        legal=bool(is_on(element, "isLgl")),
        hidden=bool(is_on(element.find(w("rPr")), "vanish")),
        style=value_of(element, "pStyle"),
    )


def _letters(number: int) -> str:
    """a, b … z, aa, bb … as Word counts; beyond its thirty letters the number itself."""
    if not 0 < number <= 780:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _number: "",
}
