"""Sentences from templates: the lines of `wording/`, with the slots filled anew each time.

The slots are what makes false candidates in Dutch papers: numbers, amounts, dates, years, articles of Dutch law,
telephone numbers, references of letters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "wording"
_SLOT = re.compile(r"\{([a-z]+)\}")

# Text and the names of slots by turns, text first.
Template = tuple[str, ...]


@cache
def words() -> Mapping[str, tuple[str, ...]]:
    """The lists of words, by slot."""
    lists = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    return {name: tuple(value.split("|")) for name, value in lists.items()}


@cache
def templates(name: str) -> tuple[Template, ...]:
    """The templates of a file in `wording/`."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(_SLOT.split(line)) for line in lines if line and not line.startswith("#"))


@cache
def templates_by_kind(name: str) -> Mapping[str, tuple[Template, ...]]:
    """The templates of a file whose lines begin with a kind and a bar."""
    by_kind: dict[str, list[Template]] = {}
    for first, *rest in templates(name):
        kind, _, text = first.partition(" | ")
        by_kind.setdefault(kind, []).append((text, *rest))
    return {kind: tuple(found) for kind, found in by_kind.items()}


def fill(rng: Random, template: Template, given: Mapping[str, str] | None = None) -> str:
    """Fill a template.

    Args:
        rng: where chance comes from.
        template: the template.
        given: slots whose text is settled; the others are drawn.
    """
    given = given or {}
    parts = list(template)
    for index in range(1, len(parts), 2):
        name = parts[index]
        parts[index] = given[name] if name in given else _draw(rng, name, parts[1:index:2])
    text = "".join(parts)
    return text[:1].upper() + text[1:]


def _draw(rng: Random, slot: str, used: Sequence[str]) -> str:
    """A word or number for a slot, another one than those already in the sentence where there is choice."""
    listed = words().get(slot)
    if listed is None:
        return _SLOTS[slot](rng)
    while (word := rng.choice(listed)) in used:
        pass
    return word


def number(rng: Random) -> str:
    """A count, written in one of the ways Dutch texts have: 340, 12.400, 12 400."""
    count = int(10 ** rng.uniform(2, 5.6))
    return f"{count:,}".replace(",", rng.choice((".", ".", ".", " ")))


def amount(rng: Random) -> str:
    """An amount of public money."""
    form = rng.randrange(6)
    if form < 2:
        return f"€ {rng.randrange(1, 400)},{rng.randrange(1, 10)} miljoen"
    if form < 4:
        return f"{rng.randrange(2, 900)} miljoen euro"
    if form == 4:
        return f"€ {rng.randrange(1, 90)}.{rng.randrange(1000):03}.{rng.randrange(10) * 100:03}"
    return f"{rng.randrange(1, 12)},{rng.randrange(1, 10)} miljard euro"


def _small_amount(rng: Random) -> str:
    euros = rng.randrange(5, 4000)
    return rng.choice((f"€ {euros:,}".replace(",", "."), f"{euros} euro", f"€ {euros % 90 + 10},50"))


def percentage(rng: Random) -> str:
    """A percentage."""
    whole = rng.randrange(1, 96)
    return rng.choice((f"{whole}%", f"{whole},{rng.randrange(1, 10)}%", f"{whole} procent"))


def date(rng: Random) -> str:
    """A day."""
    day, month, year = rng.randrange(1, 29), rng.randrange(12), rng.randrange(2012, 2027)
    form = rng.randrange(10)
    if form == 0:
        return f"{day}-{month + 1}-{year}"
    if form == 1:
        return f"{day} {words()['maand'][month]} jl."
    return f"{day} {words()['maand'][month]} {year}"


def _provision(rng: Random) -> str:
    act, article = rng.choice(words()["wet"]), rng.randrange(1, 180)
    form = rng.randrange(7)
    if form < 2:
        return f"artikel {article} van {act}"
    if form < 4:
        return f"artikel {article}, {rng.choice(words()['rangtelwoord'])} lid, van {act}"
    if form == 4:
        return f"artikel {article % 12 + 1}.{rng.randrange(1, 40)} van {act}"
    if form == 5:
        return (
            f"artikel {article}, {rng.choice(words()['rangtelwoord'])} lid, onderdeel {rng.choice('abcde')}, van {act}"
        )
    return f"de artikelen {article} en {article + 1} van {act}"


def _body(rng: Random) -> str:
    text = rng.choice(words()["instantie"])
    return text[:1].upper() + text[1:]


_SLOTS: dict[str, Callable[[Random], str]] = {
    "aantal": number,
    "bedrag": amount,
    "bedragklein": _small_amount,
    "procent": percentage,
    "procentpunt": lambda rng: f"0,0{rng.randrange(1, 10)}%",
    "datum": date,
    "wetsartikel": _provision,
    "instantiehoofd": _body,
    "jaar": lambda rng: str(rng.randrange(2009, 2036)),
    "n": lambda rng: str(rng.randrange(2, 25)),
    "tijd": lambda rng: f"{rng.randrange(8, 23)}.{rng.randrange(60):02}",
    "telefoon": lambda rng: (
        f"(0{rng.randrange(10, 80)}) {rng.randrange(200, 999)} {rng.randrange(100):02} {rng.randrange(100):02}"
    ),
    "kenmerk": lambda rng: f"{rng.randrange(2012, 2027)}-{rng.randrange(1000000):010}",
    "kwartaal": lambda rng: (
        f"{rng.choice(('eerste', 'tweede', 'derde', 'vierde'))} kwartaal van {rng.randrange(2012, 2030)}"
    ),
    "initiaal": lambda rng: "".join(f"{letter}." for letter in rng.sample("ABCDEFGHJKLMPRSTW", rng.randrange(1, 4))),
}
