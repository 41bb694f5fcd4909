"""Words that point back at a citation: "genoemde richtlijn", "ibid.", "idem"; and the words that define a short form.

"Verordening (EU) 2019/452 (hierna: de verordening)". What they mean is for resolution; here they are only found.
"""

from __future__ import annotations

import re

from evgraph.extract.notation import GAP, PAGE
from evgraph.extract.recogniser import Recogniser
from evgraph.model import Member, Mention

NOUNS = (
    "verordening richtlijn kaderbesluit besluit beschikking aanbeveling mededeling witboek groenboek actieplan "
    "voorstel strategie"
).split()
_NAMED_BEFORE = (
    r"(?:voor|eerder|boven|laatst|hiervoor {1,12}|eerder {1,12})?genoemde?|voor(?:melde?|noemde?)|bovenvermelde?"
)
_BACK = re.compile(
    rf"(?<![\w-])(?P<how>{_NAMED_BEFORE}){GAP}(?P<noun>{'|'.join(NOUNS)})(?![\w-]|{GAP}\(|{GAP}(?:van|om|inzake|over|betreffende)\b)",
    re.IGNORECASE,
)
# Only an article or a preposition may stand before it: in "de door u genoemde richtlijn" and "het in de brief genoemde
# besluit" somebody else named it.
_MAY_PRECEDE = re.compile(
    r"(?:\A|[.:;,(\x1e]|\b(?:de|het|die|dat|deze|dit|van|in|op|met|en|of|uit|voor|onder|ingevolge|krachtens|aan|tot|volgens"
    r"|alsmede|beide))[ \"']*\Z",
    re.IGNORECASE,
)
# "Ibid.", "Ibidem, p. 4", "Idem"; at the head of a note or sentence, or where a citation would stand ("zie ibid."). Not
# "idem dito", nor an "idem" inside a sentence or the cell of a table.
_SAME = re.compile(
    rf"(?<![\w-])(?:(?P<ibid>ibidem\b|ibid\b\.?)|(?P<idem>idem)\b(?!{GAP}(?:dito|voor|aan|als|bij|geldt|met)\b)(?!,{GAP}(?!p|blz)))"
    rf"(?:{PAGE})?",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:^|[\x1e;(\[]|[.:]|\bzie(?: ook)?|\bvgl\.|\bnoot|(?:^|[\x1e ])[0-9]{1,3}[.)]?) {0,3}\Z", re.IGNORECASE
)
# "(hierna: de verordening)", "(hierna te noemen «VBS»)", ", verder: de richtlijn,".
_DEFINITION = re.compile(
    rf"\b(?P<word>hierna|verder|voortaan)(?:{GAP}ook)?(?:{GAP}(?:te{GAP}noemen|genoemd|aangeduid{GAP}als|aan{GAP}te{GAP}duiden{GAP}als"
    rf"|afgekort{GAP}tot):?|:|(?<=\(hierna)){GAP}['\"\xab]{{0,2}}(?:(?:de|het){GAP})?"
    rf"['\"\xab]{{0,2}}(?P<short>\w[\w .&/-]{{1,58}}?)['\"\xbb]{{0,2}}(?=[),;.]|{GAP}of\b|{GAP}-)",
    re.IGNORECASE,
)
# A definition stands in brackets or between commas; "zie hierna: hoofdstuk 3" only points on.
_DEFINES = re.compile(r"(?:[(\[\"'\xab;]|[,-] )\Z")


def _read_back(text: str, position: int) -> Mention | None:
    if text[position] in "iI":
        return _read_same(text, position)
    match = _BACK.match(text, position)
    if match is None or _MAY_PRECEDE.search(text, max(0, position - 14), position) is None:
        return None
    rule = "name-last" if match["how"].lower().startswith("laatst") else "name-back"
    return _mention(rule, position, match.end(), match["noun"].lower())


def _read_same(text: str, position: int) -> Mention | None:
    match = _SAME.match(text, position)
    if match is None:
        return None
    if match["idem"] and _HEAD.search(text[max(0, position - 12) : position]) is None:
        return None
    return _mention("name-same", position, match.end(), "idem", page=match["page"])


def _read_definition(text: str, position: int) -> Mention | None:
    """The word that opens a definition; the short form it gives is the name of the member."""
    match = _DEFINITION.match(text, position)
    if match is None or _DEFINES.search(text, max(0, position - 3), position) is None:
        return None
    return _mention("definition", position, match.end("word"), match["short"].strip(" .-"))


def _mention(rule: str, start: int, end: int, name: str, *, page: str | None = None) -> Mention:
    member = Member(start=start, end=end, name=name, page=page)
    return Mention(kind="named", rule=rule, start=start, end=end, members=(member,))


BACK_REFERENCES = Recogniser(
    name="named",
    starts="vVeEbBlLhHgGiI",
    trigger=rf"(?i:\b(?:{_NAMED_BEFORE}) {{1,12}}(?:{'|'.join(NOUNS)})|\bibid|\bidem\b)",
    read=_read_back,
)
DEFINITIONS = Recogniser(
    name="named",
    starts="hHvV",
    trigger=r"(?i:\b(?:hierna|verder|voortaan)(?: {1,12}(?:ook|te|genoemd|aan|aangeduid|afgekort)|:)|\bhierna {1,12})",
    read=_read_definition,
)
