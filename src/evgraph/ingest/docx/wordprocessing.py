"""Names of WordprocessingML, in its two dialects, and what its switches mean.

The dialect of Word itself and the "strict" one differ in their namespaces only; `to_transitional` brings the second
to the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_DIALECTS = {
    f"{{{_STRICT}}}": f"{{{_TRANSITIONAL}}}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}": (
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    ),
}
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LINK_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OFF = frozenset(["0", "false", "off"])


def w(name: str) -> str:
    """The full name of an element or attribute: `w("p")`."""
    return f"{{{_TRANSITIONAL}}}{name}"


def to_transitional(root: Element) -> None:
    """Rename, in place, what is in the strict dialect."""
    if not any(root.tag.startswith(strict) for strict in _DIALECTS):
        return
    for element in root.iter():
        element.tag = _renamed(element.tag)
        for key in [key for key in element.attrib if key.startswith(tuple(_DIALECTS))]:
            element.attrib[_renamed(key)] = element.attrib.pop(key)


def _renamed(name: str) -> str:
    namespace, brace, local = name.rpartition("}")
    return _DIALECTS.get(namespace + brace, namespace + brace) + local


def value_of(parent: Element | None, path: str) -> str | None:
    """The `w:val` of a descendant, by the names on the way to it: `value_of(p, "pPr/pStyle")`."""
    element = None if parent is None else parent.find("/".join(map(w, path.split("/"))))
    return None if element is None else element.get(w("val"))


def number_of(parent: Element | None, path: str) -> int | None:
    """The same as a whole number; None when it is none, or larger than Word can count."""
    value = value_of(parent, path)
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else None


def is_on(parent: Element | None, name: str) -> bool | None:
    """A switch such as `w:b`: true when it is there and not set off; None when it is not there."""
    element = None if parent is None else parent.find(w(name))
    return None if element is None else element.get(w("val"), "1") not in _OFF
