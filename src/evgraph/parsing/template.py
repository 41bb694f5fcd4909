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

# "3.", "a)", "a)Titel", "IV." before a heading; not "2.0" and not the word "a". A dash makes an item of a list.
_NUMBERING = re.compile(r"^(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})(?:\)\s*|\.\s+)")


def normalise_heading(line: str) -> str:
    """Take numbering, a closing colon and differences of case and spacing from a heading."""
    return " ".join(_NUMBERING.sub("", line).rstrip(" :").casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRule:
    """A heading of the template: how it may be worded, where it stands in the tree."""

    key: str
    level: int
    pattern: re.Pattern[str]


def _rule(key: str, level: int, pattern: str) -> HeadingRule:
    return HeadingRule(key=key, level=level, pattern=re.compile(pattern))


# Levels: 1 the fiche, 2 its parts, 3 their sections. Which of them a fiche must have is in `generations`.
HEADINGS: tuple[HeadingRule, ...] = (
    _rule("algemene-gegevens", 2, r"algemene gegevens"),
    _rule("rechtsbasis-en-procedure", 3, r"rechtsbasis, besluitvormingsprocedure\b.{0,160}"),
    _rule("samenvatting-fiche", 2, r"samenvatting (?:van (?:het )?)?bnc-?fiche"),
    _rule("essentie-voorstel", 2, r"(?:essentie|samenvatting) (?:van (?:het |de )?)?(?:voorstel(?:len)?|mededeling)"),
    _rule(
        "inhoud-voorstel",
        3,
        r"(?:korte )?inhoud (?:van (?:het |de )?)?(?:voorstel(?:len)?|mededeling)"
        r"|achtergrond, (?:korte )?inhoud en doelstelling(?:en)?\b.{0,60}",
    ),
    _rule("impact-assessment", 3, r"impact[ -]assessment(?: van de)? commissie"),
    _rule("nederlandse-positie", 2, r"nederlandse positie\b.{0,100}"),
    _rule("nederlandse-belangen", 3, r"nederlandse belangen\b.{0,100}"),
    _rule("nederlands-beleid", 3, r"essentie (?:van het )?nederlands(?:e)? beleid\b.{0,60}"),
    _rule("beoordeling-inzet", 3, r"beoordeling ?(?:\+|en) ?inzet\b.{0,60}"),
    _rule("krachtenveld", 3, r"eerste inschatting (?:van (?:het )?)?krachtenveld"),
    _rule(
        "grondhouding",
        2,
        r"(?:grondhouding ten aanzien van|beoordeling(?: van)?(?: de)?) bevoegdheid\b.{0,200}"
        r"|bevoegdheid, subsidiariteit en proportionaliteit"
        r"|bevoegdheidsvaststelling,? en subsidiariteit\b.{0,60}|bevoegdheidsvaststelling en subsidiariteits.{0,60}",
    ),
    _rule("bevoegdheid", 3, r"bevoegdheid(?:svaststelling)?|rechtsbasis en bevoegdheid"),
    _rule("subsidiariteit", 3, r"subsidiariteit(?:s?(?:toets|oordeel))?"),
    _rule("proportionaliteit", 3, r"proportionaliteit(?:s?(?:toets|oordeel))?"),
    _rule("subsidiariteit-proportionaliteit", 3, r"subsidiariteits?-? en proportionaliteit(?:s?oordeel)?"),
    _rule("functionele-toets", 3, r"functionele toets"),
    _rule("nederlands-oordeel", 3, r"nederlands oordeel"),
    _rule(
        "financiele-consequenties",
        2,
        r"financi[eë]le (?:consequenties|implicaties|gevolgen),? (?!\().{0,40}"
        r"(?:regeldruk|administratieve lasten).{0,120}|implicaties financieel|financi[eë]le implicaties",
    ),
    _rule("financiele-gevolgen", 3, r"financi[eë]le gevolgen"),
    _rule("eu-begroting", 3, r"consequenties (?:voor (?:de )?)?eu-begroting"),
    _rule(
        "financieel-overheid",
        3,
        r"financi[eë]le(?:,? (?:personele|en administratieve).{0,40})? consequenties .{0,80}"
        r"(?:rijksoverheid|overheid|overheden).{0,120}",
    ),
    _rule("financieel-bedrijven", 3, r"financi[eë]le consequenties .{0,80}(?:bedrijfsleven|burger).{0,60}"),
    _rule(
        "regeldruk",
        3,
        r"gevolgen voor (?:de )?(?:regeldruk|administratieve lasten)\b.{0,120}"
        r"|(?:administratieve lasten(?: ?/ ?|, | en )regeldruk|regeldruk(?: ?/ ?|, | en )administratieve lasten)"
        r"(?: voor .{0,120})?|regeldruk",
    ),
    _rule("concurrentiekracht", 3, r"gevolgen voor (?:de )?(?:concurrentiekracht|geopolitieke aspecten)\b.{0,80}"),
    _rule("juridisch", 2, r"(?:implicaties juridisch|juridische implicaties)"),
    _rule("regelgeving", 3, r"consequenties voor nationale\b.{0,180}"),
    _rule("uitvoeringshandelingen", 3, r"gedelegeerde en/? ?of uitvoerings\w*\b.{0,80}"),
    _rule("comitologie", 3, r"(?:instelling (?:van een )?(?:nieuw )?)?comitologie(?:-?comit[eé])?"),
    _rule(
        "implementatietermijn", 3, r"voorgestelde (?:implementatietermijn|datum (?:van )?inwerkingtreding)\b.{0,160}"
    ),
    _rule("evaluatie", 3, r"wenselijkheid evaluatie\b.{0,40}"),
    _rule("constitutionele-toets", 3, r"constitutionele toets"),
    _rule("uitvoering", 2, r"implicaties voor (?:de )?(?:uitvoering|handhaving)\b.{0,60}"),
    _rule("uitvoerbaarheid", 3, r"uitvoerbaarheid(?: en(?:/of)? handhaafbaarheid)?"),
    _rule("handhaafbaarheid", 3, r"handhaafbaarheid"),
    _rule("consequenties", 2, r"consequenties"),
    _rule("ontwikkelingslanden", 2, r"(?:implicaties|gevolgen) voor ontwikkelingslanden"),
    _rule("ontwikkelingslanden", 3, r"consequenties voor ontwikkelingslanden"),
)

# "Fiche 1: Mededeling …", "Fiche: Verordening …", "FICHE NR. 3 – Richtlijn …", "Verkort fiche: …"; group 1 is the
# number. Not "Fiche 3" alone and not "Fiches: …".
FICHE_HEADING = re.compile(
    r"^(?:verkort |bnc-? ?)?fiche(?:\s+(?:nr\.?\s*)?(\d{1,2}))?\s*(?::|\s[-–—]\s)\s*\S", re.IGNORECASE
)

# "Fiche 2:" or "Fiche 2" with its title on the next line; not "Fiche" alone, and not "Fiches".
LONE_FICHE_HEADING = re.compile(r"^(?:verkort |bnc-? ?)?fiche\s+(?:nr\.?\s*)?(\d{1,2})\s*:?$", re.IGNORECASE)

_VOORSTEL = r"(?:voorstel(?:len)?|mededeling(?:en)?|document(?:en)?|richtlijn|verordening)"
# The date and number of a Council document belong to fiches from before 2007; they are kept apart from the
# Commission's. A label may stand before its value on one line ("Titel voorstel Voorstel voor …"), so no pattern here
# ends in a wildcard.
FIELDS: tuple[HeadingRule, ...] = (
    _rule("title", 3, rf"titels? (?:van (?:het |de )?)?{_VOORSTEL}"),
    _rule("council_document_date", 3, r"datum raadsdocument(?:en)?"),
    _rule("council_documents", 3, r"(?:nrs?\.?|nummers?) raadsdocument(?:en)?"),
    _rule(
        "received_date",
        3,
        r"datum (?:van )?(?:ontvangst )?(?:commissie)?-?(?:document(?:en)?|voorstel(?:len)?|ontvangst)",
    ),
    _rule("documents", 3, r"(?:nrs?\.?|nummers?) (?:van (?:het )?)?commissie-?(?:document(?:en)?|voorstel(?:len)?)"),
    _rule("eur_lex", 3, r"(?:link (?:naar )?)?(?:eur|pre)-?lex"),
    _rule(
        "impact_assessment",
        3,
        r"(?:nr\.? )?impact[ -]assessment(?: van de)?(?: commissie)?"
        r"(?: en (?:opinie|advies)"
        r"(?: (?:van de )?(?:impact[ -]assessment[ -]board|raad voor regelgevingstoetsing|rsb))?)?",
    ),
    _rule("council", 3, r"behandel(?:ings)?traject(?: (?:in (?:de )?)?(?:raad|brussel))?"),
    _rule("lead_ministry", 3, r"eerst ?verantwoordelijke? ministerie(?:s)?"),
    _rule("legal_basis", 3, r"rechtsbasis(?: van het voorstel)?"),
    _rule(
        "procedure",
        3,
        r"besluitvormingsprocedure(?: (?:in de )?raad)?(?: en(?: de)? rol (?:van het )?(?:europees parlement|ep))?",
    ),
    _rule("ep_role", 3, r"rol (?:van het )?(?:europees parlement|ep)"),
)
# Wordings that are a label only when nothing but a colon follows them on their line.
LONE_LABELS: tuple[HeadingRule, ...] = (
    _rule("title", 3, r"titels?"),
    _rule("documents", 3, r"commissie-?(?:document(?:en)?|voorstel(?:len)?)"),
    _rule(
        "impact_assessment",
        3,
        r"(?:nr\.? )?impact[ -]assessment(?: van de)? commissie [^:()\d]{2,80}"
        r"|nr\.? impact[ -]assessment[^:()\d]{0,80}",
    ),
)


_MAX_HEADING, _MAX_LABEL = 260, 120
# Longer than this a line that ends in a full stop is a sentence: "Gevolgen voor de regeldruk zijn er niet voor …."
_MAX_BEFORE_STOP = 60

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
    lone = "|".join(_to_re2(rule.pattern.pattern) for rule in LONE_LABELS)
    numbering = rf"(?:(?:[0-9]{{1,2}}|[a-z]{{1,4}})[.)]{_BLANK}*)?"
    return compile_scanner(
        rf"(?im)^{_BLANK}*{numbering}(?:(?:{rules}|{labels}|{lone}){_BLANK}*:?{_BLANK}*$"
        rf"|(?:{rules}){_BLANK}*:|(?:{labels}|{lone})(?:{_BLANK}|:)|fiche{_BLANK}*[0-9]*{_BLANK}*:)"
    )


def _to_re2(pattern: str) -> str:
    """A rule's pattern for a line as it stands: any blank for a space, and without look-ahead."""
    plain = pattern.replace(r"(?!\()", "").replace("[ -]", "\0").replace(" ?", f"{_BLANK}*").replace(" ", f"{_BLANK}+")
    return plain.replace("\0", "[ -]")


def match_heading(line: str) -> HeadingRule | None:
    """Find the heading of the template that a whole line is, or None."""
    if len(line) > _MAX_HEADING or (line.endswith(".") and len(line) > _MAX_BEFORE_STOP):
        return None
    return _match(HEADINGS, line)


def match_field(label: str) -> HeadingRule | None:
    """Find the field of the general table that a label names, or None."""
    return _match((*FIELDS, *LONE_LABELS), label) if len(label) <= _MAX_LABEL else None


def _match(rules: tuple[HeadingRule, ...], line: str) -> HeadingRule | None:
    wording = normalise_heading(line)
    return next((rule for rule in rules if rule.pattern.fullmatch(wording)), None)


def label_before_value(line: str) -> int | None:
    """Where the label ends on a line that holds a label of the general table and its value, or None.

    Behind a colon, a tab or two spaces anything is a value; behind one space only what cannot be part of a label:
    "Titel voorstel Voorstel voor …", "EUR-Lex https://…"; not "Rechtsbasis van het voorstel is …".
    """
    match = _labels().match(line)
    return match.end("label") if match else None


@cache
def _labels() -> re.Pattern[str]:
    labels = "|".join(rule.pattern.pattern.replace(" ", r"\s") for rule in FIELDS)
    return re.compile(
        rf"^(?:(?:\d{{1,2}}|[a-z])[.)]\s*)?(?P<label>(?i:{labels}))"
        r"(?=\s*:\s*\S|\t|[\s]{2}|\s(?:[A-Z0-9‘“'\"(]|http))"
    )
