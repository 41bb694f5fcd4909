"""Scanning with RE2: one pass over a folded text for many patterns at once, in linear time whatever they are.

Python's `re` tries alternatives one after the other at every offset; RE2 follows all of them together.
"""

from __future__ import annotations

from typing import Any


def compile_scanner(pattern: str, *, longest: bool = False) -> Any:
    """Compile an RE2 pattern for folded bytes.

    Args:
        pattern: RE2 syntax, Latin-1.
        longest: whether the longest alternative wins, not the first.
    """
    import re2

    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.longest_match = longest
    options.log_errors = False
    options.max_mem = 64 << 20
    return re2.compile(pattern.encode("latin-1", "replace"), options)
