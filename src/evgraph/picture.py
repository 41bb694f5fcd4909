"""A picture of a trace: an SVG that any browser or word processor opens, made without other programs.

The paper stands in the middle, what it cites at both sides, grouped by kind; numbers in brackets are footnotes.
Only the first level is drawn: a picture of everything is a picture of nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from evgraph.messages import Language
from evgraph.tracing import Step, Trace

# Kind → heading and colour. The colours keep a contrast of 4.5 to 1 on white.
_GROUPS: tuple[tuple[tuple[str, ...], dict[Language, str], str], ...] = (
    (
        ("kamerstuk", "tk-document", "tk-zaak", "dossier"),
        {"nl": "Kamerstukken", "en": "Parliamentary papers"},
        "#154273",
    ),
    (
        ("handelingen", "aanhangsel"),
        {"nl": "Handelingen en Kamervragen", "en": "Verbatim reports and written questions"},
        "#3a4fa3",
    ),
    (("eu-document", "celex"), {"nl": "Commissiedocumenten", "en": "Commission documents"}, "#7a4a00"),
    (("procedure",), {"nl": "EU-procedures", "en": "EU procedures"}, "#8a3b12"),
    (("eu-act",), {"nl": "EU-besluiten", "en": "EU acts"}, "#1f6b37"),
    (("treaty",), {"nl": "Verdragsbepalingen", "en": "Treaty provisions"}, "#6d2077"),
    (("ecli",), {"nl": "Rechtspraak", "en": "Case law"}, "#00626b"),
    (("bwb",), {"nl": "Nederlandse regelingen", "en": "Dutch regulations"}, "#5b5210"),
    (("stb", "stcrt", "trb", "oj"), {"nl": "Publicatiebladen", "en": "Gazettes"}, "#4d4d4d"),
    (("named",), {"nl": "Op naam genoemd", "en": "Cited by name"}, "#a1284b"),
)
_ROW, _HEAD, _GAP, _MARGIN = 20, 26, 14, 20
_WIDTH = 1120
_BOX_LEFT, _BOX_RIGHT = 385, 645
# Where the text of the columns starts, and where the bar stands that the line to the paper ends at.
_SIDES = ((20, 320), (760, 748))
_LONGEST = 40
_Group = tuple[str, str, list[Step]]


def draw(trace: Trace, language: Language = "nl") -> str:
    """Draw the first level of a trace as SVG, text as text, so that it can be searched and read aloud."""
    groups = [(heading[language], colour, _of_kind(trace.root, kinds)) for kinds, heading, colour in _GROUPS]
    columns = _columns([group for group in groups if group[2]])
    height = max(sum(_height(len(steps)) for _, _, steps in column) for column in columns) + 2 * _MARGIN
    middle = height / 2
    parts = [_frame(height, trace.root, len(trace.root.children), language), _root(trace.root, middle)]
    for index, column in enumerate(columns):
        y = float(_MARGIN)
        for heading, colour, steps in column:
            parts += _group(_SIDES[index], y, middle, heading, colour, steps)
            y += _height(len(steps))
    return "\n".join([*parts, "</svg>", ""])


def _of_kind(root: Step, kinds: tuple[str, ...]) -> list[Step]:
    return [step for step in root.children if step.kind in kinds]


def _height(count: int) -> int:
    return _HEAD + _ROW * count + _GAP


def _columns(groups: Sequence[_Group]) -> list[list[_Group]]:
    """Spread the groups over two columns of about the same height, in order."""
    half = sum(_height(len(group[2])) for group in groups) / 2
    first: list[_Group] = []
    total = 0
    for group in groups:
        if total and total + _height(len(group[2])) / 2 > half:
            break
        first.append(group)
        total += _height(len(group[2]))
    rest = list(groups[len(first) :])
    return [column for column in (first, rest) if column] or [[]]


def _frame(height: float, root: Step, count: int, language: Language) -> str:
    said = {"nl": f"{root.id} verwijst naar {count} zaken", "en": f"{root.id} cites {count} things"}[language]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" role="img" '
        f'aria-label="{escape(said)}" font-family="Noto Sans, Segoe UI, Helvetica, Arial, sans-serif" font-size="13">\n'
        f"<title>{escape(said)}</title>\n"
        f'<rect width="{_WIDTH}" height="{height:.0f}" fill="#ffffff"/>'
    )


def _root(root: Step, middle: float) -> str:
    lines = _wrapped(root.label, 26)[:6]
    top = middle - 34 - 9 * len(lines)
    words = "".join(
        f'<text x="{_BOX_LEFT + 14}" y="{top + 50 + 18 * index:.0f}" fill="#ffffff">{escape(line)}</text>'
        for index, line in enumerate(lines)
    )
    return (
        f'<rect x="{_BOX_LEFT}" y="{top:.0f}" width="{_BOX_RIGHT - _BOX_LEFT}" height="{48 + 18 * len(lines)}" '
        f'rx="10" fill="#154273"/><text x="{_BOX_LEFT + 14}" y="{top + 28:.0f}" fill="#ffffff" '
        f'font-weight="bold" font-size="15">{escape(root.id)}</text>{words}'
    )


def _group(
    side: tuple[int, int], y: float, middle: float, heading: str, colour: str, steps: Sequence[Step]
) -> list[str]:
    x, bar = side
    start = _BOX_LEFT if bar < _BOX_LEFT else _BOX_RIGHT
    bottom = y + _HEAD + _ROW * len(steps) - 6
    anchor = (y + bottom) / 2
    bend = (start + bar) / 2
    parts = [
        f'<path d="M{start} {middle:.0f} C{bend:.0f} {middle:.0f} {bend:.0f} {anchor:.0f} {bar} {anchor:.0f}" '
        f'fill="none" stroke="{colour}" stroke-width="2" opacity="0.6"/>',
        f'<line x1="{bar}" y1="{y + 2:.0f}" x2="{bar}" y2="{bottom:.0f}" stroke="{colour}" stroke-width="3"/>',
        f'<text x="{x}" y="{y + 14:.0f}" fill="{colour}" font-weight="bold">{escape(heading)} ({len(steps)})</text>',
    ]
    for index, step in enumerate(steps):
        notes = f"[{', '.join(map(str, step.footnotes))}]" if step.footnotes else ""
        name = _shortened(_called(step))
        weight = ' font-weight="bold"' if step.loaded else ""
        parts.append(
            f'<text x="{x}" y="{y + _HEAD + 10 + _ROW * index:.0f}" fill="#222222"{weight}>{escape(name)}'
            f'<tspan dx="5" fill="{colour}">{escape(notes)}</tspan></text>'
        )
    return parts


def _called(step: Step) -> str:
    """The number for papers, the name for what has one, both for Commission documents."""
    if step.kind in {"kamerstuk", "tk-document"} or step.label in {step.id, f"CELEX {step.id}"}:
        return step.id
    return f"{step.id} {step.label}" if step.kind == "eu-document" else step.label


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
