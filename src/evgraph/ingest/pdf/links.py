"""Where the links of a page lead: the addresses of its annotations and the places they cover. Nothing is opened."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

# More links than this on a page, or longer addresses, are no use to a reader.
_MAX_LINKS, _MAX_URL = 2_000, 4_096

# An address, and the left, lower, right and upper edge of a place that leads to it, in points.
Place = tuple[str, float, float, float, float]


def links_on(pdfium: Any, document: Any, page: Any) -> Iterator[Place]:
    """The places (left, bottom, right, top) that lead to an address."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MAX_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if not 1 < length <= _MAX_URL:
            continue
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
        url = buffer.value.decode("utf-8", errors="replace")
        yield from ((url, *box) for box in _boxes(pdfium, link))


def _boxes(pdfium: Any, link: Any) -> Iterator[tuple[float, float, float, float]]:
    count = pdfium.FPDFLink_CountQuadPoints(link)
    for index in range(min(count, _MAX_LINKS)):
        quad = pdfium.FS_QUADPOINTSF()
        if pdfium.FPDFLink_GetQuadPoints(link, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(xs), min(ys), max(xs), max(ys)
    box = pdfium.FS_RECTF()
    if count <= 0 and pdfium.FPDFLink_GetAnnotRect(link, box):
        yield min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top)
