from __future__ import annotations

import pytest

from evgraph.extract.kamerstuk_cues import cue_before
from evgraph.folding import fold


@pytest.mark.parametrize(
    ("cue", "vergaderjaar", "senate"),
    [
        ("Kamerstuk ", None, False),
        ("kamerstukken ", None, False),
        ("Kamerstuknummer ", None, False),
        ("Kamerstuknr. ", None, False),
        ("Kamerst. ", None, False),
        ("TK ", None, False),
        ("EK ", None, True),
        ("Kamerstukken II 2025-26, ", "2025-2026", False),
        ("Kamerstukken I, vergaderjaar 2012–2013, ", "2012-2013", True),
        ("Kamerstukken I/II 2019/20, ", "2019-2020", False),
        ("TK 2019/20, ", "2019-2020", False),
        ("Kamerstuk nr. ", None, False),
    ],
)
def test_cues(cue: str, vergaderjaar: str | None, senate: bool) -> None:
    found = cue_before(fold(f"Zie {cue}22 112").text, len(f"Zie {cue}"))
    assert found is not None
    assert (found.start, found.vergaderjaar, found.senate) == (4, vergaderjaar, senate)


@pytest.mark.parametrize("words", ["Kamer ", "de Tweede Kamer ", "MTK ", "Kamerstuk over ", "Kamerstuk\n\n", ""])
def test_no_cue(words: str) -> None:
    assert cue_before(fold(f"Zie {words}22 112").text, len(f"Zie {words}")) is None
