"""The cabinet's basic attitude (grondhouding) per aspect, from the section on that aspect.

Only a sentence that names the attitude counts; what the rest of the section argues is not read here.
Where a sentence gives two verdicts ("deels positief, deels negatief") evgraph abstains with an issue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evgraph.model import Attitude, Issue, Section
from evgraph.sentences import Sentences

ASPECTS = {
    "bevoegdheid": "aspect-bevoegdheid",
    "subsidiariteit": "aspect-subsidiariteit",
    "proportionaliteit": "aspect-proportionaliteit",
}

# "De grondhouding van het kabinet is positief.", "Het kabinet heeft een positieve grondhouding",
# "Subsidiariteit: positief"; not "een grondige houding", nor a sentence without an attitude word.
_ATTITUDE = re.compile(r"\bgrondhouding\b|^(?:bevoegdheid|subsidiariteit|proportionaliteit)\s?:", re.IGNORECASE)
_VALENCES = (
    ("valence-positief", re.compile(r"\bpositie(?:f|ve)\b", re.IGNORECASE)),
    ("valence-negatief", re.compile(r"\bnegatie(?:f|ve)\b", re.IGNORECASE)),
    ("valence-neutraal", re.compile(r"\bneutra(?:al|le)\b", re.IGNORECASE)),
    ("valence-terughoudend", re.compile(r"\bterughoudende?\b|\bkritische?\b", re.IGNORECASE)),
    (
        "valence-nog-te-bepalen",
        re.compile(r"\bnog (?:niet )?te bepalen\b|\bnog geen (?:oordeel|standpunt)\b", re.IGNORECASE),
    ),
)
# "positief, met een kanttekening", "positief maar met enkele aandachtspunten", "overwegend positief".
_RESERVATION = re.compile(
    r"\b(?:kanttekening(?:en)?|aandachtspunt(?:en)?|overwegend|gematigd|voorbehoud|mits|maar|zorgen)\b", re.IGNORECASE
)
_NO_RESERVATION = re.compile(
    r"\bzonder (?:verdere )?(?:kanttekening|voorbehoud)|\bgeen (?:kanttekening|voorbehoud)", re.IGNORECASE
)
# What denies a verdict or makes it partial, anywhere in the sentence: "geen positieve grondhouding", "niet volledig
# positief", "deels positief". "geen kanttekeningen" and "niet alleen … maar ook" are taken out first.
_DENIAL = re.compile(
    r"\b(?:niet|geen|nooit|noch|geenszins|allerminst|evenmin|nauwelijks)\b"
    r"|\b(?:deels|gedeeltelijk|ten dele|enerzijds|vooralsnog)\b"
    r"|\bvoor een deel\b|\bminder\b|\bverre van\b|\ballesbehalve\b|\bonvoldoende\b"
    # What makes it hang on something, or leaves a part out: "zou negatief zijn", "behalve over artikel 5".
    r"|\bzou(?:den)?\b|\bafhankelijk\b|\bpas\b|\btenzij\b|\bbehalve\b|\buitzondering\b|\b(?:gevraagd|verzocht)\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\b(?:geen|zonder) (?:verdere )?(?:kanttekening|voorbehoud)\w*|\bniet alleen\b"
    r"|\bnog (?:niet|geen) (?:te bepalen|oordeel|standpunt)",
    re.IGNORECASE,
)
# A verdict of somebody else, or of another day: not the cabinet's attitude in this fiche.
_OTHER = re.compile(
    r"\b(?:Parlement|Commissie|lidstaten|Raad|Kamer|voorzitterschap|fracties)\b"
    r"|\b(?:was|waren|eerder|destijds|voorheen)\b"
)
_CABINET = re.compile(r"\b(?:kabinet|Nederland|regering|Nederlandse)\b")
_CERTAIN, _WITH_RESERVATION = 0.98, 0.95
# "Positief", "Negatief.", "Positief, met een kanttekening"; not "Positief. Al heeft het kabinet vragen."
_VERDICT = re.compile(
    r"(?:overwegend )?(?:positief|negatief|neutraal|terughoudend)"
    r"(?:,? (?:maar )?met (?:een |enkele )?(?:kanttekening(?:en)?|aandachtspunt(?:en)?))?\.?",
    re.IGNORECASE,
)
_LONGEST_VERDICT = 60


def read_attitudes(sentences: Sentences, sections: Sequence[Section]) -> tuple[tuple[Attitude, ...], tuple[Issue, ...]]:
    """Read the attitude of each aspect that has a section.

    Args:
        sentences: those of the whole text.
        sections: all sections of the fiche.

    Returns:
        Attitudes in order of place, and an issue for each aspect whose attitude could not be read.
    """
    found: list[Attitude] = []
    issues: list[Issue] = []
    for name, aspect in ASPECTS.items():
        own = _sections_on(name, sections)
        read = [attitude for section in own if (attitude := _read_section(sentences, section, aspect)) is not None]
        if len({attitude.valence for attitude in read}) == 1 and len(read) == len(own):
            found.append(read[0])
            continue
        issues += [
            Issue(code="attitude-unread", start=section.start, end=section.end, details=(("aspect", section.heading),))
            for section in own
        ]
    return tuple(sorted(found, key=lambda attitude: attitude.start)), tuple(issues)


def _sections_on(name: str, sections: Sequence[Section]) -> Sequence[Section]:
    """The sections on an aspect: those of the part on it, and where there is none all that are called so.

    Elsewhere a heading of that name may be the Commission's: "De toelichting luidt: Subsidiariteit: positief".
    """
    parts = {section.id for section in sections if section.key == "grondhouding"}
    called = [section for section in sections if section.key == name]
    return [section for section in called if section.parent in parts] or called


def _read_section(sentences: Sentences, section: Section, aspect: str) -> Attitude | None:
    """The first sentence that names the cabinet's attitude decides, unless a later one says otherwise."""
    if (verdict := _verdict(sentences.text, section, aspect)) is not None:
        return verdict
    spans = [
        span
        for span in sentences.within(section.start, section.end)
        for sentence in (sentences.text[span.start : span.end],)
        if _ATTITUDE.search(sentence) and not _of_another(sentence)
    ]
    valences = {_valence(sentences.text[span.start : span.end]) for span in spans}
    if len(valences) != 1 or (valence := valences.pop()) is None:
        return None
    return Attitude(
        aspect=aspect,
        valence=valence,
        start=spans[0].start,
        end=spans[0].end,
        confidence=_CERTAIN if valence != "valence-positief-met-kanttekeningen" else _WITH_RESERVATION,
        rule="attitude-sentence",
    )


def _verdict(text: str, section: Section, aspect: str) -> Attitude | None:
    """The whole text of a section as a verdict, as in the table of a short fiche: "Positief, met kanttekening"."""
    start = section.start + len(section.heading)
    body = text[start : section.end].strip(" :\r\n\t")
    if not body or len(body) > _LONGEST_VERDICT or "\n" in body or _of_another(body):
        return None
    valence = _valence(body)
    if valence is None or not _VERDICT.fullmatch(body):
        return None
    begin = text.index(body, start)
    return Attitude(
        aspect=aspect,
        valence=valence,
        start=begin,
        end=begin + len(body),
        confidence=_WITH_RESERVATION,
        rule="attitude-verdict",
    )


def _of_another(sentence: str) -> bool:
    """Whether the sentence is about somebody else's attitude, or a former one."""
    other = _OTHER.search(sentence)
    if other is None:
        return False
    return other.group().islower() or _CABINET.search(sentence) is None


def _valence(sentence: str) -> str | None:
    """The one valence a sentence gives; None when it gives none, two, or denies one."""
    found = [valence for valence, pattern in _VALENCES if pattern.search(sentence)]
    if len(found) != 1 or _DENIAL.search(_NO_DENIAL.sub("", sentence)):
        return None
    reserved = _RESERVATION.search(sentence) and not _NO_RESERVATION.search(sentence)
    if found[0] == "valence-positief" and reserved:
        return "valence-positief-met-kanttekeningen"
    return found[0]
