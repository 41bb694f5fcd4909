"""The finders that are timed: evgraph, its peers from the package index, and a bare RE2 scan as the limit.

The peers are imported by name when asked for: they are no dependency of evgraph, and one that is missing is named.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module, metadata
from io import StringIO
from types import SimpleNamespace
from typing import Any

from benchmarks.speed.citations import NAMES
from benchmarks.speed.wording import words

# Text → how many references were found.
Find = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Finder:
    """Something that finds references.

    Attributes:
        name: as the table shows it.
        package: as the package index calls it.
        load: imports it and gives the function to time; ImportError when it is not installed.
        most: at most so many bytes of a text are given to it, because it is slow; None for the whole text.
    """

    name: str
    package: str
    load: Callable[[], Find]
    most: int | None = None

    @property
    def version(self) -> str:
        """The version that is installed."""
        return metadata.version(self.package)


def _evgraph() -> Find:
    import evgraph

    return lambda text: len(evgraph.refs(text))


def _wetsuite(*, articles: bool) -> Callable[[], Find]:
    def load() -> Find:
        # Its patterns fetch a list of law names from a server when they are imported, for the sake of articles only.
        # It gets the laws that our text names instead: a shorter list, so rather faster than with its own.
        laws = [name.split(" ", 1)[1] for name in words()["wet"]]
        datasets: Any = import_module("wetsuite.datasets")
        datasets.load = lambda *_, **__: SimpleNamespace(data={"laws": (laws, [])})
        patterns: Any = import_module("wetsuite.helpers.patterns")
        kinds = (
            "bwb", "cvdr", "ecli", "celex", "bekendmaking_ids", "vindplaatsen", "kamerstukken",
            "euoj", "eudir", "eureg",
        )  # fmt: skip
        switches = dict.fromkeys(kinds, True)
        return lambda text: len(patterns.find_references(text, ljn=False, artikel=articles, **switches))

    return load


def _nllegalcit() -> Find:
    parse: Any = import_module("nllegalcit").parse_citations

    def find(text: str) -> int:
        # It prints a tree for each citation of the Handelingen.
        with redirect_stdout(StringIO()):
            return len(parse(text))

    return find


def _eyecite() -> Find:
    get: Any = import_module("eyecite").get_citations
    return lambda text: len(get(text))


def _eyecite_hyperscan() -> Find:
    import_module("hyperscan")
    get: Any = import_module("eyecite").get_citations
    tokenizer = import_module("eyecite.tokenizers").HyperscanTokenizer(cache_dir=None)
    return lambda text: len(get(text, tokenizer=tokenizer))


# What a single pattern can do for the same kinds: no reading, no targets, no check that what it takes is a citation.
_SITTING = r"[0-9]{4}[-/\x{2013}][0-9]{2,4}"
_DOSSIER = r"[0-9]{2}[ .]?[0-9]{3}(?:-[0-9]{2}|[ -][IVX]+)?"
_PLAIN = "|".join(
    (
        rf"[Kk]amerstuk(?:ken)?(?: I{{1,2}})?,? (?:(?:vergaderjaar )?{_SITTING}, )?{_DOSSIER}"
        r"(?:,? nr\.? [0-9]+|, [A-Z])?(?:, bijlage|, p\. [0-9]+)?",
        rf"(?:Aanhangsel )?Handelingen I{{1,2}} {_SITTING}, nr\. [0-9]+(?:, item [0-9]+)?(?:, p\. [0-9]+)?",
        r"(?:(?:[Uu]itvoerings|[Gg]edelegeerde )?[Vv]erordening|[Rr]ichtlijn|[Bb]esluit) (?:\((?:EU|EG|EEG)\) )?"
        r"(?:nr\. )?[0-9]{1,4}/[0-9]{1,4}(?:/(?:EU|EG|EEG))?",
        r"[Aa]rt(?:ikel(?:en)?|\.) [0-9]+(?:, (?:lid [0-9]+|[a-z]+ lid))?(?:, onder [a-z])?,? "
        r"(?:VWEU|VEU|van het Verdrag betreffende de werking van de Europese Unie)",
        r"(?:COM|JOIN|SWD|SEC) ?\([0-9]{2,4}\) ?[0-9]{1,4}(?: final| def\.)?",
        r"(?:Stb|Stcrt|Trb|Staatsblad|Staatscourant|Tractatenblad)\.? [0-9]{4},? (?:nr\. )?[0-9]+",
        r"(?i:celex(?::|%3A))[0-9]{5}[A-Z]{1,2}[0-9]{4}",
        r"ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:[0-9]{4}:[A-Z0-9.]{1,25}",
        r"BWB[RVW][0-9]{7}",
        r"[0-9]{4}/[0-9]{4} ?\((?:COD|CNS|NLE)\)",
        *NAMES,
    )
)


def _plain_re2() -> Find:
    re2: Any = import_module("re2")
    options = re2.Options()
    options.max_mem = 64 << 20
    pattern = re2.compile(_PLAIN, options)
    return lambda text: sum(1 for _ in pattern.finditer(text.encode()))


EVGRAPH = Finder("evgraph", "evgraph", _evgraph)
PLAIN = Finder("a plain RE2 scan (the limit)", "google-re2", _plain_re2)
OTHERS = (
    Finder("wetsuite, all but articles", "wetsuite", _wetsuite(articles=False)),
    Finder("wetsuite, all", "wetsuite", _wetsuite(articles=True)),
    Finder("nllegalcit", "nllegalcit", _nllegalcit, most=25_000),
    Finder("eyecite", "eyecite", _eyecite, most=1_000_000),
    Finder("eyecite with Hyperscan", "eyecite", _eyecite_hyperscan),
    PLAIN,
)
