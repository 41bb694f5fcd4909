"""What the elements of an HTML page are to a reader: lines, left out, bold, hidden, a picture.

A page is read as a browser shows it, without what belongs to the site: its navigation, its header and footer, what
can be filled in or pressed, and what is hidden.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from evgraph.ingest.html.note_links import classes_of, roles_of
from evgraph.ingest.xml_source import local_name

if TYPE_CHECKING:
    from evgraph.ingest.xml_source import Element

LINES = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td "
    "tfoot th thead title tr ul".split()
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
# What a browser does not show as text, what is fetched from elsewhere, and what is filled in or pressed. `del` is
# text that was taken out: changes are read as accepted.
_LEFT_OUT = frozenset(
    "applet area audio base button canvas colgroup datalist del embed frame frameset head iframe input label legend "
    "link map meta meter nav noembed noframes noscript object optgroup option output param progress script search "
    "select style svg template textarea track video".split()
)
_SITE = frozenset({"header", "footer"})
_SITE_ROLES = frozenset({"navigation", "search", "banner", "contentinfo", "doc-toc"})
# A page of pandoc has its title in a header of this id, which is no header of a site.
_TITLE_BLOCK = "title-block-header"
_HIDDEN_CLASSES = frozenset(
    "element-hidden element-invisible h-visually-hidden screen-reader-text sr-only visually-hidden "
    "visuallyhidden MsoCommentReference msocomanchor".split()
)
# "display:none", "visibility: hidden", Word's list of comments; not "display: block".
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-element\s*:\s*comment)", re.IGNORECASE)
# "font-weight: bold", "font-weight:700"; not "font-weight: 400".
_WEIGHT = re.compile(
    r"font-weight\s*:\s*(?:(?P<bold>bold|bolder|[6-9]00)|(?P<plain>normal|lighter|[1-5]00))", re.IGNORECASE
)
# What Word writes before an item of its lists: "<span style='mso-list:Ignore'>1.</span>"; not "mso-list:l0 level1".
_WORD_LABEL = re.compile(r"mso-list\s*:\s*Ignore", re.IGNORECASE)
_WORD_BULLETS = frozenset("·o§-–•●▪Øqv")
_SMALL = 200
_LONGEST_PIECE = 2_000


def text_of(element: Element) -> str:
    """The text of a small element on one line; of a large one the beginning."""
    pieces = islice((str(piece)[:_LONGEST_PIECE] for piece in element.itertext()), _SMALL)
    return " ".join("".join(pieces).split())


def is_hidden(element: Element) -> bool:
    """Whether an element is not shown, as far as itself says so: by attribute, by its own style, by a known class."""
    if element.get("hidden") is not None or classes_of(element) & _HIDDEN_CLASSES:
        return True
    if local_name(element) == "dialog" and element.get("open") is None:
        return True
    return _HIDDEN_STYLE.search(element.get("style") or "") is not None


def is_left_out(element: Element, name: str, *, inside: bool) -> bool:
    """Whether an element is no part of the text of a page.

    Args:
        element: the element.
        name: its name.
        inside: whether it stands in the main part of the page, where a header or footer belongs to the text.
    """
    if name in _LEFT_OUT or is_hidden(element):
        return True
    if not inside and name in _SITE and element.get("id") != _TITLE_BLOCK:
        return True
    return bool(element.get("role")) and bool(roles_of(element) & _SITE_ROLES)


def is_bold(element: Element, name: str, *, before: bool) -> bool:
    """Whether the text of an element is bold, given whether it was around it."""
    weight = _WEIGHT.search(element.get("style") or "")
    if weight is not None:
        return weight["bold"] is not None
    return before or name in {"b", "strong"}


def word_label(element: Element) -> str | None:
    """What Word writes before an item, as it is shown: "-" or "1."; None for any other element."""
    if _WORD_LABEL.search(element.get("style") or "") is None:
        return None
    text = text_of(element)
    return "-" if text in _WORD_BULLETS or not text else text


def picture_name(element: Element) -> str | None:
    """What to call a picture that may hold text; None for one that is decoration by its own account."""
    described = element.get("alt")
    if described == "" or "presentation" in roles_of(element):
        return None
    source = (element.get("src") or "").partition("?")[0]
    return (described or ("" if source.startswith("data:") else source.rpartition("/")[2]) or "zonder naam")[:100]


def site_forms(root: Element) -> frozenset[Element]:
    """The forms of a page that are no more than a form; one that wraps the page itself is not among them."""
    forms = list(root.iter("{*}form"))
    if not forms:
        return frozenset()
    wrapping: set[Element] = set()
    for element in root.iter("{*}h1", "{*}h2", "{*}main", "{*}article"):
        for above in element.iterancestors():
            if above in wrapping:
                break
            wrapping.add(above)
    return frozenset(form for form in forms if form not in wrapping)
