"""The headings and field labels of the BNC-fiche template.

Source: the template "BNC-fiche" of the interdepartmental working group (Beoordeling Nieuwe
Commissievoorstellen) in its forms for legislation and for communications. Drafters letter, number and
colon the headings as they like; `normalise_heading` takes that away before comparing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from evgraph.scanning import compile_scanner

# "3.", "a)", "IV." before a heading; not "2.0" and not the word "a".
_NUMBERING = re.compile(r"^(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s+")


def normalise_heading(line: str) -> str:
    """Take numbering, a closing colon and differences of case and spacing from a heading."""
    return " ".join(_NUMBERING.sub("", line).rstrip(" :").casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRule:
    """A heading of the template: how it may be worded, where it stands in the tree."""

    key: str
    level: int
    pattern: re.Pattern[str]
    required: bool = False


def _rule(key: str, level: int, pattern: str, *, required: bool = False) -> HeadingRule:
    return HeadingRule(key=key, level=level, pattern=re.compile(pattern), required=required)


# Levels: 1 the fiche, 2 its parts, 3 their sections. `required` headings stand in every generation.
HEADINGS: tuple[HeadingRule, ...] = (
    _rule("algemene-gegevens", 2, r"algemene gegevens"),
    _rule("essentie-voorstel", 2, r"essentie (?:van het )?voorstel(?:len)?", required=True),
    _rule("inhoud-voorstel", 3, r"inhoud (?:van het )?voorstel(?:len)?"),
    _rule("impact-assessment", 3, r"impact assessment(?: van de)? commissie"),
    _rule("nederlandse-positie", 2, r"nederlandse positie\b.{0,60}", required=True),
    _rule("nederlands-beleid", 3, r"essentie (?:van het )?nederlands(?:e)? beleid\b.{0,60}"),
    _rule("beoordeling-inzet", 3, r"beoordeling ?(?:\+|en) ?inzet\b.{0,60}", required=True),
    _rule("krachtenveld", 3, r"eerste inschatting (?:van (?:het )?)?krachtenveld"),
    _rule(
        "grondhouding",
        2,
        r"(?:grondhouding ten aanzien van|beoordeling(?: van)?(?: de)?) bevoegdheid\b.{0,200}",
    ),
    _rule("bevoegdheid", 3, r"(?:a\. ?)?bevoegdheid|rechtsbasis en bevoegdheid", required=True),
    _rule("subsidiariteit", 3, r"subsidiariteit", required=True),
    _rule("proportionaliteit", 3, r"proportionaliteit", required=True),
    _rule(
        "financiele-consequenties",
        2,
        r"financi[eë]le (?:consequenties|implicaties|gevolgen),? (?!\().{0,40}"
        r"(?:regeldruk|administratieve lasten).{0,120}",
    ),
    _rule("financiele-gevolgen", 3, r"financi[eë]le gevolgen"),
    _rule("eu-begroting", 3, r"consequenties (?:voor (?:de )?)?eu-begroting"),
    _rule("financieel-overheid", 3, r"financi[eë]le consequenties .{0,40}(?:rijksoverheid|overheid|overheden).{0,60}"),
    _rule("financieel-bedrijven", 3, r"financi[eë]le consequenties .{0,80}(?:bedrijfsleven|burger).{0,60}"),
    _rule("regeldruk", 3, r"gevolgen voor (?:de )?(?:regeldruk|administratieve lasten)\b.{0,120}"),
    _rule("concurrentiekracht", 3, r"gevolgen voor (?:de )?(?:concurrentiekracht|geopolitieke aspecten)\b.{0,80}"),
    _rule("juridisch", 2, r"(?:implicaties juridisch|juridische implicaties)"),
    _rule("regelgeving", 3, r"consequenties voor nationale\b.{0,120}"),
    _rule("uitvoeringshandelingen", 3, r"gedelegeerde en/? ?of uitvoerings\w*\b.{0,80}"),
    _rule(
        "implementatietermijn", 3, r"voorgestelde (?:implementatietermijn|datum (?:van )?inwerkingtreding)\b.{0,140}"
    ),
    _rule("evaluatie", 3, r"wenselijkheid evaluatie\b.{0,40}"),
    _rule("constitutionele-toets", 3, r"constitutionele toets"),
    _rule("uitvoering", 2, r"implicaties voor (?:de )?uitvoering\b.{0,60}"),
    _rule("uitvoerbaarheid", 3, r"uitvoerbaarheid"),
    _rule("handhaafbaarheid", 3, r"handhaafbaarheid"),
    _rule("ontwikkelingslanden", 2, r"implicaties voor ontwikkelingslanden"),
)

# "Fiche 1: Mededeling …", "Fiche: Verordening …"; group 1 is the number.
FICHE_HEADING = re.compile(r"^Fiche(?:\s+(\d{1,2}))?\s*:\s*\S")

FIELDS: tuple[HeadingRule, ...] = (
    _rule("title", 3, r"titels? (?:van (?:het )?)?(?:voorstel(?:len)?|mededeling(?:en)?)"),
    _rule(
        "received_date",
        3,
        r"datum (?:van )?(?:ontvangst )?(?:commissie)?(?:document(?:en)?|voorstel(?:len)?|ontvangst)",
    ),
    _rule("documents", 3, r"(?:nrs?\.?|nummers?) (?:van (?:het )?)?commissie-?(?:document(?:en)?|voorstel(?:len)?)"),
    _rule("eur_lex", 3, r"eur-?lex"),
    _rule(
        "impact_assessment",
        3,
        r"(?:nr\.? )?impact[ -]assessment(?: van de)? commissie .{2,80}|nr\.? impact[ -]assessment.{0,80}",
    ),
    _rule("council", 3, r"behandel(?:ings)?traject(?: in de)? raad"),
    _rule("lead_ministry", 3, r"eerst ?verantwoordelijke? ministerie(?:s)?"),
    _rule("legal_basis", 3, r"rechtsbasis"),
    _rule("procedure", 3, r"besluitvormingsprocedure(?: in de)?(?: raad)?"),
    _rule("ep_role", 3, r"rol (?:van het )?europees parlement"),
)


_MAX_HEADING, _MAX_LABEL = 260, 120

_BLANK = r"[ \t\x{a0}]"
_OTHER_BREAKS = ("\r", "\f", "\v", "\u2028", "\u2029")


def count_heading_candidates(text: str) -> int:
    """Count the lines that may be headings, at hundreds of MB/s; too many rather than too few."""
    for sign in _OTHER_BREAKS:
        text = text.replace(sign, "\n")
    return sum(1 for _ in _candidates().finditer(text.encode("latin-1", "replace")))


@cache
def _candidates() -> Any:
    """All headings and labels as one RE2 pattern for whole lines."""
    rules = "|".join(_to_re2(rule.pattern.pattern) for rule in HEADINGS)
    labels = "|".join(_to_re2(rule.pattern.pattern) for rule in FIELDS)
    numbering = rf"(?:(?:[0-9]{{1,2}}|[a-z]{{1,4}})[.)]{_BLANK}+)?"
    return compile_scanner(
        rf"(?im)^{_BLANK}*{numbering}(?:(?:{rules}|{labels}){_BLANK}*:?{_BLANK}*$|(?:{labels}){_BLANK}*:|fiche{_BLANK}*[0-9]*{_BLANK}*:)"
    )


def _to_re2(pattern: str) -> str:
    """A rule's pattern for a line as it stands: any blank for a space, and without look-ahead."""
    plain = pattern.replace(r"(?!\()", "").replace("[ -]", "\0").replace(" ?", f"{_BLANK}*").replace(" ", f"{_BLANK}+")
    return plain.replace("\0", "[ -]")


def match_heading(line: str) -> HeadingRule | None:
    """Find the heading of the template that a whole line is, or None."""
    return _match(HEADINGS, line) if len(line) <= _MAX_HEADING else None


def match_field(label: str) -> HeadingRule | None:
    """Find the field of the general table that a label names, or None."""
    return _match(FIELDS, label) if len(label) <= _MAX_LABEL else None


def _match(rules: tuple[HeadingRule, ...], line: str) -> HeadingRule | None:
    wording = normalise_heading(line)
    return next((rule for rule in rules if rule.pattern.fullmatch(wording)), None)
