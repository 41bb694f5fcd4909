"""Official publications: the papers of a dossier from the search, their XML and what the publisher says of each."""

from __future__ import annotations

from evgraph.errors import FetchError, InvalidIdentifier
from evgraph.harvest.client import Client, UnreachableError
from evgraph.harvest.report import Order, Progress, Tally
from evgraph.harvest.shelf import Shelf
from evgraph.harvest.sru import Record, query_for, search
from evgraph.harvest.taking import LimitReachedError, Outcome, Taker, Wanted

# Hosts where the publisher keeps its files and pages.
HOSTS = frozenset(
    {"repository.overheid.nl", "repository.officiele-overheidspublicaties.nl", "zoek.officielebekendmakingen.nl"}
)
# Article 15b of the copyright act: what the government makes public may be made public again.
LICENCE = "https://wetten.overheid.nl/jci1.3:c:BWBR0001886&artikel=15b"
# The first that there is, is fetched.
_FORMS = ("xml", "html", "pdf")
_LISTED = "listed"


def fetch_from_koop(
    order: Order, client: Client, base: str, shelf: Shelf, taker: Taker, tally: Tally, progress: Progress
) -> None:
    """Search, then fetch the files that may have changed.

    Raises:
        FetchError: nothing could be found out.
    """
    records: list[Record] = []
    is_whole = True
    try:
        for page, total in search(client, base, query_for(order.dossier, order.since)):
            records += page
            progress("search", len(records), total)
    except FetchError as error:
        if not records:
            raise
        tally.fail("search", error)
        is_whole = False
    stems = _take_all(records, order, shelf, taker, tally, progress)
    if is_whole and order.since is None:
        _note_withdrawn(stems, shelf, tally)


def _take_all(
    records: list[Record], order: Order, shelf: Shelf, taker: Taker, tally: Tally, progress: Progress
) -> set[str]:
    stems: set[str] = set()
    for done, record in enumerate(records):
        progress("files", done, len(records))
        name = record.key[:80]
        try:
            name = str(record.kamerstuk(order.dossier))
            if name in stems:
                raise FetchError(f"{name}: another record has this number too. Report it to the publisher.")
            stems.add(name)
            _take(name, record, shelf, taker, tally)
        except LimitReachedError:
            tally.left.append(name)
        except UnreachableError as error:
            tally.fail(name, error)
            break
        except (FetchError, InvalidIdentifier) as error:
            tally.fail(name, error)
    progress("files", len(records), len(records))
    return stems


def _take(stem: str, record: Record, shelf: Shelf, taker: Taker, tally: Tally) -> None:
    form = next((one for one in _FORMS if record.files.get(one)), None)
    if form is None:
        tally.without_file.append(stem)
        return
    version = record.version or None

    def wanted(name: str, kind: str) -> Wanted:
        address = record.files[kind]
        # Without a time of change the server is asked each time.
        stamp = f"{record.changed} {address}" if record.changed else ""
        ending = "xml" if kind == "metadata" else kind
        return Wanted(
            name=name,
            form=ending,
            url=address,
            licence=LICENCE,
            stamp=stamp,
            version=version,
            counts=kind != "metadata",
        )

    older = [name for one in _FORMS if one != form and shelf.newest(name := f"{stem}.{one}") is not None]
    outcomes: list[Outcome] = [taker.take(wanted(f"{stem}.{form}", form))]
    for name in older:
        shelf.remove(name)
    if record.files.get("metadata"):
        outcomes.append(taker.take(wanted(f"{stem}.metadata.xml", "metadata")))
    if outcomes[0] == "new" and not older:
        tally.new.append(stem)
    elif set(outcomes) == {"unchanged"}:
        tally.unchanged.append(stem)
    else:
        tally.updated.append(stem)


def _note_withdrawn(stems: set[str], shelf: Shelf, tally: Tally) -> None:
    """Name papers that were listed the time before and are no more; their files stay."""
    before = set((shelf.state.get(_LISTED) or "").split())
    tally.withdrawn += sorted(before - stems)
    shelf.state.set(_LISTED, " ".join(sorted(stems)))
