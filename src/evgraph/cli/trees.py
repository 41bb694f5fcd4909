"""A trace as a tree in the terminal, and as dot, graphml, svg or json for other tools."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from evgraph.cli.output import safe
from evgraph.messages import Language
from evgraph.tracing import Step, Trace, as_networkx

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

TRACE_FORMATS = ("json", "dot", "graphml", "svg")
_WORDS: dict[str, dict[Language, str]] = {
    "note": {"nl": "noot", "en": "note"},
    "text": {"nl": "tekst", "en": "text"},
    "above": {"nl": "zie elders in de boom", "en": "shown elsewhere in the tree"},
    "loaded": {"nl": "geladen", "en": "loaded"},
    "path": {"nl": "Pad", "en": "Path"},
    "no_path": {
        "nl": "Geen pad gevonden; probeer --in of een grotere --depth.",
        "en": "No path found; try --in or a larger --depth.",
    },
    "frontier": {
        "nl": "Grens: {count} zaken worden genoemd maar zijn niet geladen; verder kan niemand kijken.",
        "en": "Frontier: {count} things are cited but not loaded; nobody can look beyond them.",
    },
}


def tree(trace: Trace, language: Language) -> Tree:
    """The trace as a tree; loaded papers stand out, the rest is the frontier."""
    from rich.tree import Tree

    root = Tree(_line(trace.root, language))
    stack = [(root, trace.root)]
    while stack:
        branch, step = stack.pop()
        for child in step.children:
            stack.append((branch.add(_line(child, language)), child))
    return root


def _line(step: Step, language: Language) -> Text:
    from rich.text import Text

    line = Text(safe(step.id), style="bold" if step.loaded else "")
    says_more = step.label not in {step.id, f"CELEX {step.id}"} and step.kind not in {"kamerstuk", "tk-document"}
    if says_more or step.loaded:
        line.append(f"  {safe(step.label)}", style="not bold")
    places = [f"{_WORDS['note'][language]} {', '.join(map(str, step.footnotes))}"] if step.footnotes else []
    places += [_WORDS["text"][language]] if step.in_text else []
    if places:
        line.append(f"  [{'; '.join(places)}]", style="cyan not bold")
    if step.repeated:
        line.append(f"  ({_WORDS['above'][language]})", style="dim not bold")
    return line


def closing_lines(trace: Trace, language: Language) -> list[str]:
    """What stands under the tree: the paths that were asked for, and the frontier."""
    lines = []
    if trace.paths is not None:
        for path in trace.paths:
            steps = [path[0].id]
            for step in path[1:]:
                notes = ", ".join(map(str, step.footnotes)) or _WORDS["text"][language]
                steps.append(
                    f"→ {step.id} [{_WORDS['note'][language]} {notes}]" if step.footnotes else f"→ {step.id} [{notes}]"
                )
            lines.append(f"{_WORDS['path'][language]}: {' '.join(steps)}")
        if not trace.paths:
            lines.append(_WORDS["no_path"][language])
    elif trace.frontier:
        lines.append(_WORDS["frontier"][language].format(count=len(trace.frontier)))
    return [safe(line) for line in lines]


def export_trace(trace: Trace, trace_format: str, language: Language) -> bytes:
    """Write a trace as json, dot, graphml or svg."""
    if trace_format == "json":
        return (json.dumps(trace.to_dict(), ensure_ascii=False, indent=2) + "\n").encode()
    if trace_format == "svg":
        from evgraph.picture import draw

        return safe(draw(trace, language)).encode()
    if trace_format == "dot":
        return _dot(trace).encode()
    import networkx as nx

    data = io.BytesIO()
    nx.write_graphml_xml(as_networkx(trace), data)
    return safe(f"{data.getvalue().decode()}\n").encode()


def _dot(trace: Trace) -> str:
    """Graphviz text; JSON strings are valid quoted DOT identifiers."""
    graph = as_networkx(trace)
    lines = ["digraph evgraph {", "  rankdir=LR;", '  node [shape=box, style=rounded, fontname="sans-serif"];']
    for name, data in graph.nodes(data=True):
        style = ', style="rounded,bold"' if data["loaded"] else ""
        lines.append(f"  {_quoted(name)} [label={_quoted(data['label'])}{style}];")
    for start, end, data in graph.edges(data=True):
        lines.append(f"  {_quoted(start)} -> {_quoted(end)} [label={_quoted(data['footnotes'])}];")
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
