"""Dutch text to time a reference finder on: made here, the same every time, with a known number of citations.

Nothing is copied: the sentences are templates of our own (`wording/`), filled with words and numbers by chance from a
fixed seed. `ordinary` is prose of debates and letters with few citations, `fiches` is a row of BNC-fiches with many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from benchmarks.speed import citations
from benchmarks.speed.citations import cite
from benchmarks.speed.wording import Template, amount, date, fill, number, templates, templates_by_kind, words

SEED = 22112
ORDINARY_PER_MB = 150
FICHES_PER_MB = 1000
_HEADINGS = ("Inleiding", "Aanleiding", "Stand van zaken", "Financiën", "Uitvoering en toezicht", "Planning", "Vervolg")
# Only these stand in running prose in a fiche; the others go into a footnote.
_IN_PROSE = ("treaty", "named")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A text made for timing.

    Attributes:
        documents: its parts, each a document of its own.
        citations: what was put in, as (kind, text), in order of making.
    """

    documents: tuple[str, ...]
    citations: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All documents, one after the other."""
        return "\n".join(self.documents)


def ordinary(size: int = 5_000_000, *, seed: int = SEED) -> Corpus:
    """Make prose of debates, letters, motions and written questions, with about 150 citations per MB.

    Args:
        size: bytes of UTF-8, at least.
        seed: of the chance.
    """
    writer = _Writer(Random(seed), ORDINARY_PER_MB, citations.ORDINARY)
    blocks = (_debate, _debate, _debate, _letter, _letter, _letter, _motion, _questions, _table)
    return writer.write(size, lambda: "\n\n".join(writer.rng.choice(blocks)(writer) for _ in range(12)) + "\n")


def fiches(size: int = 5_000_000, *, seed: int = SEED) -> Corpus:
    """Make fiches with footnotes, with about 1,000 citations per MB; the arguments are those of `ordinary`."""
    writer = _Writer(Random(seed), FICHES_PER_MB, citations.FICHE)
    return writer.write(size, lambda: _fiche(writer))


class _Writer:
    """Makes sentences and knows when a citation is due."""

    def __init__(self, rng: Random, per_mb: int, shares: Mapping[str, int]) -> None:
        self.rng = rng
        self.made: list[tuple[str, str]] = []
        self._gap = 1_000_000 / per_mb
        self._kinds, self._weights = list(shares), list(shares.values())
        self._packs: dict[str, list[Template]] = {}
        self._written = 0
        self._next = rng.uniform(0, self._gap)

    def write(self, size: int, document: Callable[[], str]) -> Corpus:
        documents: list[str] = []
        total = 0
        while total < size:
            documents.append(document())
            total += len(documents[-1].encode()) + 1
            # What was counted on the way was an estimate.
            self._written = total
        return Corpus(documents=tuple(documents), citations=tuple(self.made))

    def due(self) -> str | None:
        """The kind of citation that is due here, if one is."""
        if self._written < self._next:
            return None
        return self.rng.choices(self._kinds, self._weights)[0]

    def cite(self, kind: str) -> str:
        citation = cite(self.rng, kind)
        self.made.append((kind, citation))
        self._next += self._gap * self.rng.uniform(0.4, 1.6)
        return citation

    def count(self, text: str) -> str:
        self._written += len(text.encode()) + 1
        return text

    def sentence(self, source: str) -> str:
        return self.count(fill(self.rng, self._next_of(source)))

    def _next_of(self, source: str) -> Template:
        """The next template, as from a shuffled pack of cards: none comes back before all had their turn."""
        pack = self._packs.setdefault(source, [])
        if not pack:
            pack.extend(templates(source))
            self.rng.shuffle(pack)
        return pack.pop()

    def citing(self, kind: str) -> str:
        template = self.rng.choice(templates_by_kind("citing")[kind])
        return self.count(fill(self.rng, template, {"cite": self.cite(kind)}))

    def footnote(self, kind: str) -> str:
        template = self.rng.choice(templates_by_kind("footnotes")[kind])
        slots = [name for name in template[1::2] if name in ("cite", "more", "other")]
        return self.count(fill(self.rng, template, {name: self.cite(kind) for name in slots}))

    def paragraph(self, *sources: str) -> str:
        """A paragraph of one to nine sentences, with what citations are due."""
        sentences: list[str] = []
        for _ in range(self.rng.randint(1, 9)):
            sentences.append(self.sentence(self.rng.choice(sources)))
            if kind := self.due():
                sentences.append(self.citing(kind))
        return " ".join(sentences)

    def paragraphs(self, most: int, *sources: str) -> str:
        return "\n".join(self.paragraph(*sources) for _ in range(self.rng.randint(1, most)))


def _debate(writer: _Writer) -> str:
    """A turn of speech."""
    rng = writer.rng
    name, party = rng.choice(words()["naam"]), rng.choice(words()["partij"])
    speaker = rng.choice(
        (
            f"De heer {name} ({party}):",
            f"De heer {name} ({party}):",
            f"Mevrouw {name} ({party}):",
            f"Mevrouw {name} ({party}):",
            f"Minister {name}:",
            f"Staatssecretaris {name}:",
            "De voorzitter:",
        )
    )
    return f"{writer.count(speaker)}\n{writer.paragraphs(4, 'debate')}"


def _letter(writer: _Writer) -> str:
    """A passage of a letter under its heading."""
    return f"{writer.count(writer.rng.choice(_HEADINGS))}\n{writer.paragraphs(5, 'letters')}"


def _motion(writer: _Writer) -> str:
    """A motion."""
    rng = writer.rng
    clauses = templates("motions")
    lines = [f"Motie van het lid {rng.choice(words()['naam'])}", "De Kamer,", "gehoord de beraadslaging,"]
    for first in ("constaterende", "overwegende", "verzoekt"):
        fitting = [clause for clause in clauses if clause[0].startswith(first)]
        chosen = rng.sample(fitting, 1 if first == "verzoekt" else rng.randint(1, 2))
        # A clause begins with a small letter; `fill` begins with a capital.
        filled = (fill(rng, clause) for clause in chosen)
        lines.extend(clause[0].lower() + clause[1:] for clause in filled)
    lines.append("en gaat over tot de orde van de dag.")
    return writer.count("\n".join(lines))


def _questions(writer: _Writer) -> str:
    """Written questions with their answers."""
    lines: list[str] = []
    for index in range(1, writer.rng.randint(2, 6)):
        lines += [f"Vraag {index}", writer.sentence("questions"), f"Antwoord {index}", writer.paragraph("letters")]
    return "\n".join(lines)


def _table(writer: _Writer) -> str:
    """A table of a budget, tabs between its columns: numbers that look like dossiers."""
    rng = writer.rng
    year = rng.randrange(2015, 2027)
    lines = ["Bedragen x € 1.000\t" + "\t".join(str(year + offset) for offset in range(4))]
    for article in range(1, rng.randint(3, 9)):
        figures = "\t".join(f"{rng.randrange(20, 37)} {rng.randrange(1000):03}" for _ in range(4))
        lines.append(f"Artikel {article} {rng.choice(words()['onderwerp'])}\t{figures}")
    return writer.count("\n".join(lines))


def _fiche(writer: _Writer) -> str:
    """A fiche: header, general table, numbered sections, footnotes."""
    rng = writer.rng
    notes: list[str] = []
    body = [*_opening(writer)]
    for heading, length in (
        ("Essentie voorstel", 14),
        ("Nederlandse positie ten aanzien van het voorstel", 16),
        ("Grondhouding ten aanzien van bevoegdheid, subsidiariteit en proportionaliteit", 10),
        ("Financiële consequenties, gevolgen voor regeldruk, concurrentiekracht en geopolitieke aspecten", 10),
        ("Implicaties juridisch", 8),
    ):
        body.append(writer.count(heading))
        body += [_with_notes(writer, notes) for _ in range(rng.randint(length // 2, length))]
    return "\n".join((*body, *(f"{note}↩︎" for note in notes))) + "\n"


def _opening(writer: _Writer) -> Iterator[str]:
    rng = writer.rng
    title = rng.choice(words()["voorstel"])
    yield writer.count(f"Fiche: Mededeling over {title}")
    yield "Algemene gegevens"
    yield "Titel voorstel"
    yield writer.count(f"Mededeling van de Commissie aan het Europees Parlement en de Raad over {title}")
    yield "Datum ontvangst Commissiedocument"
    yield date(rng)
    yield "Nr. Commissiedocument"
    yield writer.cite("eu-document")
    yield "EUR-Lex"
    yield writer.cite("celex")
    yield "Nr. impact assessment Commissie en Opinie Raad voor Regelgevingstoetsing"
    yield "Niet opgesteld"
    yield "Behandelingstraject Raad"
    yield rng.choice(words()["raad"])
    yield "Eerstverantwoordelijk ministerie"
    yield writer.count(f"Ministerie van {rng.choice(words()['ministerie'])}")


def _with_notes(writer: _Writer, notes: list[str]) -> str:
    """A paragraph of a fiche; citations that are due go into a note, whose number follows the full stop."""
    sentences: list[str] = []
    for _ in range(writer.rng.randint(2, 9)):
        sentence = writer.sentence(writer.rng.choices(("fiche", "letters"), (5, 1))[0])
        kind = writer.due()
        if kind is not None and kind not in _IN_PROSE:
            notes.append(writer.footnote(kind))
            sentence = f"{sentence}{len(notes)}"
        sentences.append(sentence)
        if kind in _IN_PROSE:
            sentences.append(writer.citing(kind))
    if writer.rng.random() < 0.1:
        sentences.append(f"Het gaat om {number(writer.rng)} gevallen en {amount(writer.rng)}.")
    return " ".join(sentences)
