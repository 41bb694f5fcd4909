"""EU acts by type and number: "Verordening (EG) nr. 2271/96", "Richtlijnen 2014/24/EU en 2014/25/EU".

Also "Regulation (EU) 2016/679", "Kaderbesluit 2002/584/JBZ", "EEG-verordening 1408/71", "Richtlijn van de Raad
92/43/EEG", "Habitatrichtlijn (92/43/EEG)". Which of the two numbers is the year is for `act_numbers`.
"""

from __future__ import annotations

import re

from evgraph.extract.act_numbers import celex_of
from evgraph.extract.notation import ENDS, GAP, MAY, MONTH, PROCEDURE_TYPES
from evgraph.extract.recogniser import Recogniser, mention_of
from evgraph.identifiers import Celex
from evgraph.model import Member, Mention

# Stem of the type → CELEX letter of sector 3.
_LETTERS = (
    ("kaderbesluit", "F"),
    ("framework decision", "F"),
    ("verordening", "R"),
    ("regulation", "R"),
    ("vo", "R"),
    ("rl", "L"),
    ("richtlijn", "L"),
    ("directive", "L"),
    ("beschikking", "D"),
    ("besluit", "D"),
    ("decision", "D"),
    ("aanbeveling", "H"),
    ("recommendation", "H"),
    ("standpunt", "E"),
    ("optreden", "E"),
)
_DOMAIN = r"(?:EU|EG|EEG|EGKS|EGA|Euratom|GBVB|JBZ|EC|EEC|CFSP|JHA)"
_KIND = r"(?:gedelegeerde?|uitvoerings?|implementing|delegated|council|commission)"
_PREFIX = rf"(?:(?P<of>EU|EG|EEG|Euratom)[- ])?(?:{_KIND}[- ]?{MAY})?"
_STEM = (
    r"(?P<type>kaderbesluit|framework decision|gemeenschappelijke? (?:standpunt|optreden)|verordening|richtlijn|besluit"
    r"|beschikking|aanbeveling|regulation|directive|decision|recommendation|(?-i:\b(?:Vo|VO|Rl|RL)\b\.?))(?P<plural>en|s)?"
)
# "van de Raad", "van het Europees Parlement en de Raad van 24 oktober 1995", "van de Commissie".
_BY = (
    rf"(?:{GAP}van{GAP}(?:de{GAP}Raad|de{GAP}(?:Europese{GAP})?Commissie|het{GAP}Europees{GAP}Parlement(?:{GAP}en{GAP}(?:van{GAP})?de{GAP}Raad)?)"
    rf"(?:{GAP}van{GAP}[0-9]{{1,2}}{GAP}{MONTH}{GAP}[0-9]{{4}})?,?)?"
)
_BRACKETS = rf"\({_DOMAIN}(?:,{MAY}{_DOMAIN}|/{_DOMAIN})*\)|{_DOMAIN}(?={GAP}|/)"
# "(EU) 2019/1020", "(EG) nr. 2271/96", "2014/24/EU", "91/676/EEG", "2019/1020", "EG/1107/2006".
# A suffix may have the number of a note glued to it, "2014/24/EU1"; a bare number may not go on at all.
_PAIR = (
    rf"(?:(?P<brackets>{_BRACKETS})[ /,]?{MAY})?(?P<nr>(?:nrs?|no)\b\.?{MAY})?(?P<brackets2>\({_DOMAIN}\){MAY})?"
    rf"(?P<first>[0-9]{{1,4}})(?:{MAY}(?P<slash>/){MAY}|(?<=[0-9]{{4}}) (?=[0-9]{{3}}))(?P<second>[0-9]{{1,4}})"
    rf"(?:(?P<suffix>{MAY}/{MAY}{_DOMAIN}(?:,{MAY}Euratom)?(?![^\W0-9]|[0-9]{{3}}|/)|{MAY}\({_DOMAIN}\))"
    rf"|(?![\w/]|[.,][0-9]|{MAY}\((?:{PROCEDURE_TYPES})\)))"
)
_ACT = re.compile(rf"{_PREFIX}{_STEM}{_BY}(?:,?{GAP}|(?=\())(?P<pair>{_PAIR})", re.IGNORECASE)
# Behind the type a name, or its number in brackets: "Habitatrichtlijn (92/43/EEG)", "Kaderrichtlijn Water 2000/60/EG".
_NAME_WORD = (
    rf"(?!{_KIND}|[a-z-]*(?:verordening|richtlijn|besluit|beschikking|aanbeveling|regulation|directive|decision)|(?-i:V[oO]|R[lL])\b)"
    r"[\w'-]{2,30}"
)
_NAMED_ACT = re.compile(rf"{_STEM}(?:{GAP}{_NAME_WORD}){{0,3}}{GAP}(?:\({MAY})?(?P<pair>{_PAIR})", re.IGNORECASE)
# The number alone in brackets, its type somewhere before: "richtlijn inzake krediet (2008/48/EG, PbEU L 133)".
_BRACKETED = re.compile(rf"\({MAY}(?P<pair>{_PAIR})(?=[,;)])", re.IGNORECASE)
_TYPE = re.compile(_STEM, re.IGNORECASE)
_BREAKS_OFF = re.compile(r"[.;()\x1e]")
_REACH = 280
# The word that a type is the end of: "aanbestedings" in "aanbestedingsrichtlijnen 2014/23/EU".
_WORD_BEFORE = re.compile(r"[^\W\d_][\w-]{0,40}\Z")
_NEXT = re.compile(
    rf"(?:{GAP}\([^()\x1e]{{1,30}}\))?{MAY}(?:,|;|\ben(?:/of)?\b|\bof\b|\balsmede\b|\bjuncto\b|\bjo\.)(?:{GAP}(?:en|of)\b)?{MAY}(?:bij{GAP})?{_PAIR}",
    re.IGNORECASE,
)
# A rule of a municipality, a product board or a water board is no EU act, whatever its number looks like.
_LOCAL = re.compile(
    rf"{MAY}(?:van{GAP})?(?:de{GAP}|het{GAP})?(?:gemeente|provinci|waterschap|college|raad{GAP}van|burgemeester|bestuur"
    rf"|product|bedrijf|(?-i:raad)\b|minister|inspecti|autoriteit|(?-i:[A-Z][A-Za-z]+))",
    re.IGNORECASE,
)
_LOCAL_BEFORE = re.compile(
    r"(?:gemeente\w*|plaatselijke|raadsvoorstel|provincia\w+|waterschap\w*|heffing|conform)\b[^.;\x1e]{0,40}\Z",
    re.IGNORECASE,
)
_SHORTEST_BARE = 3
_ENDS = re.compile(ENDS)
_MOST_MEMBERS = 200


def _read(text: str, position: int) -> Mention | None:
    if text[position] == "(":
        return _read_bracketed(text, position)
    return _read_act(text, position) or _read_named(text, position)


def _read_act(text: str, position: int) -> Mention | None:
    """An act by type and number; in a list the later numbers are members of the same mention."""
    match = _ACT.match(text, position)
    letter = _letter(match["type"]) if match else None
    if match is None or letter is None or (match["of"] and text[position - 1 : position].strip("(\"' ")):
        return None
    number = celex_of(letter, match, known_domain=match["of"] is not None)
    if number is None or (_is_bare(match) and _may_be_local(text, match)):
        return None
    word = _WORD_BEFORE.search(text, max(0, position - 41), position)
    if word is not None and _is_bare(match):
        return None
    position = word.start() if word else position
    members = [Member(start=position, end=match.end(), identifier=number)]
    members += _later(text, match, letter)
    certain = not _is_bare(match)
    return mention_of(
        members, "eu-act-number" if certain else "eu-act-bare-number", 0.99 if certain else 0.85, kind="eu-act"
    )


def _may_be_local(text: str, match: re.Match[str]) -> bool:
    """Whether a pair without a domain may be a rule of somebody else, or two years in a row."""
    if _are_years_in_a_row(match["first"], match["second"]) or _LOCAL.match(text, match.end()):
        return True
    if "verordening" in match["type"].lower() and len(match["first"]) == 4 and len(match["second"]) < _SHORTEST_BARE:
        return True
    return _LOCAL_BEFORE.search(text, max(0, match.start() - 60), match.start()) is not None


def _later(text: str, match: re.Match[str], letter: str) -> list[Member]:
    members: list[Member] = []
    end = match.end()
    while len(members) < _MOST_MEMBERS and (following := _NEXT.match(text, end)):
        later = celex_of(letter, following, known_domain=not _is_bare(match))
        if later is None or (_is_bare(following) and _is_no_member(text, match, following)):
            break
        marks = [following.start(group) for group in ("brackets", "nr", "brackets2", "first") if following[group]]
        members.append(Member(start=min(marks), end=following.end(), identifier=later))
        end = following.end()
    return members


def _read_named(text: str, position: int) -> Mention | None:
    """An act by name with its number behind it; the number, which must have its domain, is the citation."""
    match = _NAMED_ACT.match(text, position)
    letter = _letter(match["type"]) if match else None
    if match is None or letter is None or _is_bare(match) or match["nr"]:
        return None
    return _number_alone(match, letter)


def _read_bracketed(text: str, position: int) -> Mention | None:
    """A number alone in brackets, with its domain; the type stands before it in the sentence."""
    match = _BRACKETED.match(text, position)
    if match is None or not match["suffix"]:
        return None
    types = list(_TYPE.finditer(text, max(0, position - _REACH), position))
    if not types or _BREAKS_OFF.search(text, types[-1].end(), position):
        return None
    letter = _letter(types[-1]["type"])
    return _number_alone(match, letter) if letter else None


def _number_alone(match: re.Match[str], letter: str) -> Mention | None:
    if letter == "D" and not match["brackets"]:
        return None  # a Dutch decree names the directive that it carries out: "Besluit … (92/43/EEG)"
    number: Celex | None = celex_of(letter, match, known_domain=True)
    if number is None:
        return None
    member = Member(start=match.start("pair"), end=match.end("pair"), identifier=number)
    return mention_of([member], "eu-act-behind-name", 0.9, kind="eu-act")


def _is_bare(match: re.Match[str]) -> bool:
    """Whether nothing but the type says that it is an act of the EU."""
    of = match.groupdict().get("of")
    return not (match["brackets"] or match["brackets2"] or match["suffix"] or of)


def _is_no_member(text: str, head: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a pair without a domain is two years in a row ("2019/20"), or counts something behind one act."""
    if not head["plural"] and _ENDS.match(text, match.end()) is None:
        return True
    return _are_years_in_a_row(match["first"], match["second"])


def _are_years_in_a_row(first: str, second: str) -> bool:
    return len(first) == 4 and len(second) in {2, 4} and str(int(first) + 1).endswith(second)


def _letter(act_type: str) -> str | None:
    """The CELEX letter of a type of act."""
    lowered = act_type.lower()
    return next((letter for stem, letter in _LETTERS if stem in lowered), None)


# What follows the type of an act that has a number: a domain, "nr.", or a number with a slash (or a space).
_GOES_ON = rf"(?:\(?{_DOMAIN}[,/) ]|n(?:rs?|o)\b|[0-9]{{1,4}}{MAY}/)"

EU_ACTS = Recogniser(
    name="eu-act",
    starts="(EeGgUuIiDdCcKkFfVvRrBbAa",
    trigger=(
        rf"(?i:{_PREFIX}{_STEM}(?:{_BY}|(?:{GAP}[\w'-]{{2,30}}){{0,3}})(?:,?{GAP}(?:\({MAY})?{_GOES_ON}|\({_DOMAIN})"
        rf"|\({MAY}[0-9]{{2,4}}/[0-9]{{1,4}}/E)"
    ),
    read=_read,
)
