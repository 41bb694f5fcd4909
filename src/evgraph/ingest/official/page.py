"""Writes the elements of an official publication as lines of a page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from evgraph.ingest.official.elements import (
    BLOCKS,
    BOLD,
    BULLETS,
    ITEMS,
    KNOWN,
    LINKS,
    NUMBERS,
    OPENERS,
    PARAGRAPHS,
    SECTIONS,
    SKIPPED,
    SPACED,
    UNMARKED_LISTS,
    address_of,
)
from evgraph.ingest.page_writer import PageWriter
from evgraph.ingest.xml_source import local_name, walk, words_of
from evgraph.model import Issue

if TYPE_CHECKING:
    from evgraph.ingest.xml_source import Element

# What is wholly bold and longer than this is a paragraph with emphasis.
_LONGEST_HEADING = 200
_BULLET = "- "
_LONGEST_NUMBER = 5


class OfficialPage:
    """Writes one publication on a page.

    Args:
        page: what is written on; the caller finishes it.
    """

    def __init__(self, page: PageWriter) -> None:
        self._page = page
        self._paragraphs = 0
        self._sections = 0
        self._tables = 0
        self._lists = 0
        self._note: Element | None = None
        self._prefix = ""
        self._notes: dict[Element, tuple[str, str | None]] = {}
        self._by_name: dict[str, tuple[str, str | None]] = {}
        self._unknown: Counter[str] = Counter()

    def write(self, root: Element) -> tuple[Issue, ...]:
        """Write all that a publication shows.

        Returns:
            An issue `element-unknown` for each name of an element that is not in the lists.
        """
        self._number_notes(root)
        for event, element, text in walk(root, skip=self._is_passed_over):
            if event == "text":
                self._text(local_name(element), text)
            elif event == "start":
                self._start(element, local_name(element))
            else:
                self._end(element, local_name(element))
        return tuple(
            Issue(code="element-unknown", details=(("count", str(count)), ("name", name)))
            for name, count in self._unknown.items()
        )

    def _number_notes(self, root: Element) -> None:
        """Know every note by what may point at it: its id, or in the older generation its number.

        Notes of tables, which number from 1 again, come after the footnotes.
        """
        tables: list[Element] = []
        highest = 0
        for index, note in enumerate(root.iter("noot", "voetnoot")):
            printed = next((words_of(child) for child in note.iterchildren("noot.nr")), note.get("nr") or "")
            number = printed.strip(" .)")
            self._notes[note] = (f"noot-{index}", number or None)
            if note.get("type") == "tabel":
                tables.append(note)
            elif number.isascii() and number.isdigit() and len(number) < _LONGEST_NUMBER:
                highest = max(highest, int(number))
        for number_of_note, note in enumerate(tables, start=highest + 1):
            self._notes[note] = (self._notes[note][0], str(number_of_note))
        for note, known in self._notes.items():
            for name in filter(None, (note.get("id"), note.get("nr"))):
                self._by_name.setdefault(name, known)

    def _is_passed_over(self, element: Element) -> bool:
        name = local_name(element)
        if name in {"nootref", "voetref"}:
            self._point_at_note(element)
        return name in SKIPPED or name in {"nootref", "voetref"}

    def _point_at_note(self, element: Element) -> None:
        names = [*map(str, element.attrib.values()), words_of(element)]
        known = (self._by_name[name] for name in names if name in self._by_name)
        self._page.marker(*next(known, (f"nergens-{'-'.join(names)}", words_of(element) or element.get("nr"))))

    def _text(self, holder: str, text: str) -> None:
        blank = not text.strip()
        if blank and holder == "naam":
            return  # Line breaks of the source; the parts of a name are set apart themselves.
        if self._prefix and not blank:
            self._page.text(self._prefix)
            self._prefix = ""
        self._page.text(text)

    def _is_block(self, name: str) -> bool:
        """Whether an element is a line of its own at this place."""
        return name in BLOCKS or (self._paragraphs == 0 and (name in PARAGRAPHS or name not in KNOWN))

    def _start(self, element: Element, name: str) -> None:
        if self._is_block(name) or name == "br" or (name in OPENERS and self._paragraphs == 0):
            self._page.end_line()
        elif name in SPACED or name in PARAGRAPHS or name in OPENERS:
            self._page.text(" ")
        if name not in KNOWN:
            self._unknown[name] += 1
        self._sections += name in SECTIONS
        self._tables += name == "table"
        self._lists += name == "lijst"
        if name in ITEMS:
            self._open_item(element)
        elif name in {"noot", "voetnoot"}:
            self._open_note(element, name)
        elif name in LINKS:
            self._open_link(element, name)
        elif name in {"plaatje", "illustratie"}:
            self._leave_out_picture(element, name)
        else:
            self._mark_heading(element, name)
        self._paragraphs += name in PARAGRAPHS or name in _LINES

    def _end(self, element: Element, name: str) -> None:
        self._paragraphs -= name in PARAGRAPHS or name in _LINES
        self._sections -= name in SECTIONS
        self._tables -= name == "table"
        self._lists -= name == "lijst"
        if name in LINKS:
            self._page.end_link()
        elif name in ITEMS:
            self._prefix = ""
        if element is self._note:
            self._page.end_note()
            self._note = None
        elif self._is_block(name):
            self._page.end_line()

    def _open_item(self, item: Element) -> None:
        """Keep the number of an item until its first text; one that has none but a list in it stands alone."""
        if self._prefix and self._prefix != _BULLET:
            self._page.text(self._prefix)
            self._page.end_line()
        holder = item.getparent()
        kind, closing = (holder.get("type"), holder.get("nr-sluiting")) if holder is not None else (None, None)
        number = next((words_of(child) for child in item if local_name(child) in NUMBERS), item.get("nr") or "")
        if number and not BULLETS.issuperset(number):
            self._prefix = f"{number}{closing if closing and number[-1].isalnum() else ''} "
        else:
            bulleted = local_name(item) in {"li", "noot.li"} and kind not in UNMARKED_LISTS
            self._prefix = _BULLET if bulleted else ""

    def _open_note(self, note: Element, name: str) -> None:
        """A note in a note stays where it stands, as text of the outer one."""
        if self._note is not None:
            return
        key, label = self._notes[note]
        if name == "noot":
            self._page.marker(key, label)
        self._page.begin_note(key, label)
        self._note = note

    def _open_link(self, element: Element, name: str) -> None:
        target = element.get("dossier" if name == "dossierref" else "doc") or ""
        if name == "dossierref" and target:
            target = f"dossier/{target}"
        if target and not (name == "intref" and target.startswith(("#", "ID-"))):
            self._page.begin_link(address_of(target, element.get("soort") or ""))
            if not words_of(element):
                self._text(name, target)  # A link without text shows where it leads.

    def _leave_out_picture(self, element: Element, name: str) -> None:
        if name == "illustratie" or next(element.iterchildren("illustratie"), None) is None:
            self._page.remark(code="picture-left-out", name=(element.get("naam") or name)[:100])

    def _mark_heading(self, element: Element, name: str) -> None:
        if self._note is not None or self._tables:
            return
        if name in {"kop", "subtitel"}:
            parent = element.getparent()
            if parent is not None and local_name(parent) != "kamerwrk" and not _is_of_root_heading(parent):
                self._page.heading(max(1, self._sections))
        elif name in {"tussenkop", "tuskop"}:
            style = element.get("kopopmaak") or element.get("letat") or "vet"
            self._page.heading(self._sections + (1 if style in BOLD else 2))
        elif name == "item-titel":
            self._page.heading(1)
        elif name == "al" and not self._lists and _is_bold(element):
            self._page.heading(self._sections + 1)


# A line of running text, in which naam, titel and the like run on.
_LINES = frozenset(
    "al considerans.al context.al noot.al tussenkop tuskop subtitel title bijschrift itemnaam itemkop".split()
)


def _is_of_root_heading(parent: Element) -> bool:
    """The heading of a paper of the older generation is its chamber and year."""
    grandparent = parent.getparent()
    return local_name(parent) == "kop" and grandparent is not None and local_name(grandparent) == "kamerwrk"


def _is_bold(paragraph: Element) -> bool:
    """Wholly bold and short: a heading, whatever it is called."""
    if (paragraph.text or "").strip():
        return False
    bold = False
    for child in paragraph:
        strong = local_name(child) == "nadruk" and child.get("type") in BOLD
        if (child.tail or "").strip() or not (strong or local_name(child) in {"noot", "nootref", "voetref"}):
            return False
        bold = bold or strong
    return bold and len(words_of(paragraph)) <= _LONGEST_HEADING
