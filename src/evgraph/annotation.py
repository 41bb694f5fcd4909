"""Annotation: a text as HTML in which every reference is a link. The text itself can do no harm in it.

Where references share text ("artikel 4, lid 2, onder a en j, VWEU") each piece links to the narrowest one, since links
cannot be nested; a target without a page of a publisher is marked but leads nowhere. `data-target` names the target,
and all of them where one stretch names several.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape

from evgraph.links import page_of
from evgraph.messages import Language
from evgraph.model import Reference

_REPLACED = "\ufffd"
# Control characters have no place in HTML (tab, line feed and carriage return do), lone surrogates none in UTF-8.
_UNWRITABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
_STYLE = (
    "body{font:16px/1.6 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em;color:#1a1a1a;background:#fff}"
    "h1{font:600 1.1em sans-serif;margin-top:2.5em}.evgraph-text{white-space:pre-wrap;overflow-wrap:anywhere}"
    "a.evgraph-ref{color:#0b4a8f;background:#eaf2fb;text-decoration:underline;border-radius:2px;margin-right:1px}"
    "a.evgraph-ref:not([href]){color:inherit;text-decoration:none;background:#eee}p.evgraph-note{font:.8em sans-serif}"
    "a.evgraph-unsure{background:#fff4d6;text-decoration-style:dotted}"
    "@media(prefers-color-scheme:dark){body{color:#e8e8e8;background:#161616}"
    "a.evgraph-ref{color:#9cc8ff;background:#1d2c3d}a.evgraph-unsure{background:#3a3117}"
    "a.evgraph-ref:not([href]){background:#333}}"
)
_NOTE = {
    "nl": "Gestippeld is minder zeker, grijs heeft geen bladzijde. Van geen link is nagegaan of de bladzijde bestaat.",
    "en": "Dotted is less sure, grey has no page. No link was tried: its page may not exist.",
}
# Below this a reader should look twice; the link is drawn so.
_SURE = 0.8


def annotate_text(text: str, references: Sequence[Reference]) -> str:
    """Mark the references in a text.

    Args:
        text: the text.
        references: found in it, in order of `start`.

    Returns:
        One `<div class="evgraph-text">`; all of the text is escaped.
    """
    pieces = []
    position = 0
    for start, end, found in _stretches(references):
        pieces.append(_safe(text[position:start]))
        pieces.append(_link(text[start:end], found))
        position = end
    pieces.append(_safe(text[position:]))
    return f'<div class="evgraph-text" style="white-space:pre-wrap">{"".join(pieces)}</div>'


def annotate_page(documents: Sequence[tuple[str, str, Sequence[Reference]]], language: Language) -> str:
    """A page of its own for documents given as (name, text, references)."""
    title = _safe(", ".join(name for name, _, _ in documents[:3]))
    parts = [f"<h1>{_safe(name)}</h1>\n{annotate_text(text, references)}\n" for name, text, references in documents]
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{''.join(parts)}"
        f'<p class="evgraph-note">{_NOTE[language]}</p>\n</body>\n</html>\n'
    )


def _stretches(references: Sequence[Reference]) -> Iterator[tuple[int, int, list[Reference]]]:
    """Cut overlapping references into stretches that each belong to the narrowest; linear in their number."""
    by_span: dict[tuple[int, int], list[Reference]] = defaultdict(list)
    for reference in references:
        by_span[reference.start, reference.end].append(reference)
    opened: list[tuple[int, int]] = []
    position = 0
    for span in sorted(by_span, key=lambda span: (span[0], -span[1])):
        while opened and opened[-1][1] <= span[0]:
            closed = opened.pop()
            yield from _stretch(position, closed[1], by_span[closed])
            position = max(position, closed[1])
        if opened:
            yield from _stretch(position, span[0], by_span[opened[-1]])
        position = max(position, span[0])
        opened.append(span)
    while opened:
        closed = opened.pop()
        yield from _stretch(position, closed[1], by_span[closed])
        position = max(position, closed[1])


def _stretch(start: int, end: int, found: list[Reference]) -> Iterator[tuple[int, int, list[Reference]]]:
    if start < end:
        yield start, end, found


def _link(text: str, found: Sequence[Reference]) -> str:
    first = found[0]
    targets = " ".join(dict.fromkeys(reference.target for reference in found))
    sure = min(reference.confidence for reference in found) >= _SURE
    page = page_of(first.target)
    leads_to = f' href="{_safe(page)}"' if page else ""
    return (
        f'<a class="evgraph-ref{"" if sure else " evgraph-unsure"}"{leads_to}'
        f' title="{_safe(targets)}" data-target="{_safe(targets)}" data-kind="{_safe(first.kind)}"'
        f' data-confidence="{first.confidence:g}">{_safe(text)}</a>'
    )


def _safe(text: str) -> str:
    """Escape markup; what HTML or UTF-8 has no place for becomes a replacement character."""
    return escape(_UNWRITABLE.sub(_REPLACED, text), quote=True)
