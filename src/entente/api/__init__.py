"""The Python door: what a program that uses Entente calls."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from entente import __version__
from entente import ledger as books
from entente.api.carried import LEAST, Carried
from entente.api.kept import Kept
from entente.api.stores import ledger_of, name_store
from entente.errors import EntenteError
from entente.ledger import Batch, Ledger, Server, Snapshot
from entente.records import Source
from entente.records.dates import DateSpan
from entente.records.document import Document
from entente.records.made import Made
from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.records.rulings import Producer
from entente.records.text import Analysis

if TYPE_CHECKING:  # reading needs the model and the stages, looking needs neither
    from entente.analyse import Analyser
    from entente.merge import Memory, Merged
    from entente.pipeline import Reading, Tools
    from entente.scale import ToolsSpec
    from entente.vocab.actors import Actors

__all__ = ["Project", "Report", "analyse_text", "create", "extract", "load_tools", "open_project", "read"]

VOCABULARY = "vocabulary"
"""Folder of a project's own tables, of the columns of the shipped ones."""
BATCH = 16
"""Articles recorded together."""


@cache
def _loaded(model: str) -> "Analyser":
    from entente.analyse import load_analyser

    return load_analyser(model)


def analyse_text(text: str, *, model: "str | Analyser" = "en") -> tuple[tuple[Analysis, ...], tuple[Problem, ...]]:
    """Sentences of a text with words, tags, lemmas, tree, names and vector; offsets are code points of `text`.

    Args:
        text: any string; bad input gives problems, never an exception.
        model: `en`, `spacy:PIPELINE`, or an analyser of your own.
    """
    from entente.segment import segment

    sentences, problems = segment(text)
    analyser = _loaded(model) if isinstance(model, str) else model
    return analyser.analyse(text, sentences), problems


def load_tools(*, model: "str | Analyser" = "en", vocabulary: Sequence[Path] = ()) -> "Tools":
    """The model and the vocabulary, with the tables that a project's own folders add."""
    from entente.pipeline import tools_with

    return tools_with(lambda: _loaded(model) if isinstance(model, str) else model, vocabulary)


def extract(text: str, *, published: str | None = None, tools: "Tools | None" = None) -> "Reading":
    """The claims of a text given by hand.

    Args:
        text: what somebody wrote, without page furniture.
        published: day of publication, ISO 8601 or EDTF; None: not known.
        tools: from `load_tools`; None: the shipped ones.
    """
    from entente.pipeline import read_document

    when = DateSpan.read(published, basis="explicit") if published else None
    document = Document(
        source_id="text",
        title=text.strip().partition("\n")[0][:100] or "untitled",
        language="en",
        media_type="text/plain",
        published=when,
        published_basis="user" if when else "unknown",
        retrieved_at=datetime.now(UTC),  # given now: it was not published later
        raw_sha256="0" * 64,
        text=text,
    )
    return read_document(document, tools or load_tools())


class Report(NamedTuple):
    """What a reading came to."""

    items: int = 0
    documents: int = 0
    claims: int = 0
    known: int = 0
    """Items that the ledger already had, unchanged."""
    problems: tuple[Problem, ...] = ()
    refused: int = 0
    """Items from which no document came."""
    reserved: int = 0
    """Documents read with a reservation: a guess, a cut, a date or a language that is not read."""


class Project:
    """A folder with a ledger, or with the address of one, and, where the user has some, tables of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = ledger_of(folder)

    @property
    def is_there(self) -> bool:
        """Whether it has a ledger; one on a server says so itself when it is opened."""
        return isinstance(self.ledger, Server) or self.ledger.exists()

    @property
    def vocabulary(self) -> tuple[Path, ...]:
        """The folder of the project's own tables, if it has one."""
        own = self.folder / VOCABULARY
        return (own.resolve(),) if own.is_dir() else ()

    @property
    def spec(self) -> "ToolsSpec":
        """What reading needs, as each worker loads it."""
        from entente.scale import ToolsSpec

        return ToolsSpec(vocabulary=self.vocabulary)

    def read(
        self,
        specs: Iterable[str | Path],
        *,
        workers: int = 1,
        runner: str | None = None,
        address: str | None = None,
        network: bool = False,
        published: str | None = None,
        limit: int | None = None,
        progress: Callable[[Made], None] = lambda made: None,
        batch: int = BATCH,
    ) -> Report:
        """Reads sources into the ledger; what it already holds unchanged costs nothing.

        Args:
            specs: files, folders, lists, feeds, archives, or `-`.
            workers: processes beside this one, or actors on Ray; 1 reads in this one.
            runner: `inline`, `processes` or `ray`; None: by the number of workers.
            address: of a running Ray cluster; None: Ray starts one in this machine.
            network: whether addresses may be fetched.
            published: when all of them were published, as the user knows it, EDTF (`2019-06-03`, `2019/2020`); what
                the ledger holds already is read again with it.
            limit: only the first so many of what the sources hold; None: all.
            progress: called with each item and what was made of it, once it is recorded.
            batch: articles recorded together; fewer are seen sooner and cost more.
        """
        from entente.sources import read_sources

        found: Iterable[RawItem | Problem] = islice(read_sources([str(spec) for spec in specs], network=network), limit)
        if published:
            DateSpan.read(published, basis="explicit")
            found = (_published(one, published) for one in found)
        return self.read_items(
            found,
            again=bool(published),
            workers=workers,
            runner=runner,
            address=address,
            progress=progress,
            batch=batch,
        )

    def read_items(
        self,
        found: "Iterable[RawItem | Problem]",
        *,
        again: bool = False,
        workers: int = 1,
        runner: str | None = None,
        address: str | None = None,
        progress: Callable[[Made], None] = lambda made: None,
        batch: int = BATCH,
    ) -> Report:
        """Reads items that were fetched already; problems among them are recorded. `again`: known ones too."""
        from entente.scale import RUNNERS, Crew

        producer = Producer(name="entente", version=__version__)
        run = RUNNERS[runner or ("processes" if workers > 1 else "inline")]
        with Ledger.open(self.ledger) as ledger:
            seen = _Counter()
            items = _unknown(found, ledger, producer, seen, again=again)
            for made in _batches(run(items, self.spec, Crew(workers, address)), batch):
                receipt = ledger.append(_batch(made, producer))
                seen.add(made, receipt.refused)
                for one in made:
                    progress(one)
            if seen.loose:
                ledger.append(Batch(producer=producer, records=tuple(seen.loose)))
        if Carried.is_in(self.folder):
            self._carried.catch_up()
        return seen.report()

    def snapshot(self, as_of: datetime | None = None) -> Snapshot:
        """The records as known at a moment; None: now."""
        with Ledger.open(self.ledger, read_only=True) as ledger:
            return ledger.snapshot(as_of)

    def merged(self, as_of: datetime | None = None) -> "tuple[Snapshot, Merged]":
        """The records and what they come to: events, undertakings, copies, conflicts."""
        snapshot = self.snapshot(as_of)
        return snapshot, self.merge(snapshot)

    def merge(self, snapshot: Snapshot, memory: "Memory | None" = None) -> "Merged":
        """What a snapshot comes to; worked out once for the same records, vocabulary and code.

        Args:
            snapshot: its records.
            memory: of the snapshot before, where one follows the other: what both hold is not compared again.
        """
        kept = Kept(self.folder, snapshot, self.vocabulary)
        found = kept.read() or self._carried_to(snapshot)
        return found or kept.write(merge_snapshot(snapshot, self.actors, memory=memory))

    def _carried_to(self, snapshot: Snapshot) -> "Merged | None":
        """A large ledger is not merged anew: what it came to is carried on to this snapshot, where that can be done."""
        if len(snapshot.documents) < LEAST or any(one.relation != "told_in" for one in snapshot.decisions):
            return None
        return self._carried.merged(snapshot.as_of)

    @property
    def _carried(self) -> Carried:
        return Carried(self.folder, self.ledger, self.vocabulary, self.actors.by_id)

    @property
    def actors(self) -> "Actors":
        """The vocabulary of actors, with the project's own."""
        from entente.vocab.actors import load_actors

        return load_actors(*self.vocabulary)


def merge_snapshot(
    snapshot: Snapshot,
    actors: "Actors",
    vectors: Mapping[str, bytes] | None = None,
    memory: "Memory | None" = None,
) -> "Merged":
    """Events, undertakings, copies and conflicts of a snapshot.

    Args:
        snapshot: its records; rulings and the user's sources count too.
        actors: the vocabulary that names parties.
        vectors: of the claims' sentences, by claim id; a ledger holds none.
        memory: of the merge before, where one snapshot follows the other.
    """
    from entente.merge import merge
    from entente.pipeline import undertaking_mentions

    documents = {document.doc_id: document for document in snapshot.documents}
    mentions = undertaking_mentions(snapshot.claims, documents, actors.by_id)
    sources = [record for record in snapshot.others if isinstance(record, Source)]
    rulings = snapshot.decisions
    return merge(
        snapshot.documents, snapshot.claims, mentions, rulings, sources=sources, vectors=vectors, memory=memory
    )


def create(folder: str | Path, *, ledger: str | None = None) -> Project:
    """A new project in a folder, which is made where it is missing; one that is there is opened.

    Args:
        folder: where it lies.
        ledger: address of a PostgreSQL database that keeps its ledger; None: a file in the folder, or as it was made.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if ledger:
        name_store(folder, ledger)
    project = Project(folder)
    if isinstance(project.ledger, Server) or not project.ledger.exists():
        Ledger.open(project.ledger, create=True).close()
    return project


def open_project(folder: str | Path = ".") -> Project:
    """The project in a folder."""
    project = Project(Path(folder))
    if not project.is_there:
        remedy = "run `entente init` or `entente read` in it, or name the project's folder with --project"
        raise EntenteError("there is no project here", str(project.folder.resolve()), remedy)
    return project


def read(
    specs: Iterable[str | Path] | str | Path, *, project: str | Path = ".", workers: int = 1, network: bool = False
) -> Report:
    """Reads sources into the project in a folder, which is made where it is missing."""
    sources = [specs] if isinstance(specs, str | Path) else specs
    return create(project).read(sources, workers=workers, network=network)


class _Counter:
    """Sums over a reading."""

    def __init__(self) -> None:
        self.known = 0
        self.loose: list[Problem] = []
        self._items = self._documents = self._claims = self._refused = self._reserved = 0
        self._problems: list[Problem] = []

    def add(self, made: Sequence[Made], refused: Iterable[Problem]) -> None:
        """What a batch holds."""
        self._items += len(made)
        self._documents += sum(one.document is not None for one in made)
        self._refused += sum(one.document is None for one in made)
        self._reserved += sum(one.document is not None and not one.whole for one in made)
        self._claims += sum(len(one.claims) for one in made)
        self._problems += [_placed(problem, one.item) for one in made for problem in one.problems]
        self._problems += refused

    def report(self) -> Report:
        """The sums; what never became an item was refused too."""
        return Report(
            items=self._items + self.known,
            documents=self._documents,
            claims=self._claims,
            known=self.known,
            problems=(*self._problems, *self.loose),
            refused=self._refused + len(self.loose),
            reserved=self._reserved,
        )


def _placed(problem: Problem, item: RawItem) -> Problem:
    """The same problem; one that names no place is of the item's text."""
    return problem if problem.where else replace(problem, where=item.origin)


def _published(found: RawItem | Problem, day: str) -> RawItem | Problem:
    """The item with the day that the user gives."""
    return replace(found, hints={**found.hints, "published": day}) if isinstance(found, RawItem) else found


def _unknown(
    items: Iterable[RawItem | Problem], ledger: Ledger, producer: Producer, seen: _Counter, *, again: bool
) -> Iterator[RawItem]:
    """The items that the ledger does not hold yet; with `again` all."""
    for item in items:
        if isinstance(item, Problem):
            seen.loose.append(item)
        elif not again and ledger.has_read(item, producer):
            seen.known += 1
        else:
            yield item


def _batches(made: Iterable[Made], size: int) -> Iterator[list[Made]]:
    batch: list[Made] = []
    for one in made:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _batch(made: Iterable[Made], producer: Producer) -> Batch:
    """What was read, and a problem for each item whose reader was ended: the next run reads that one again."""
    made = list(made)
    readings = tuple(
        books.Reading(item=one.item, document=one.document, claims=one.claims, problems=one.problems)
        for one in made
        if not one.lost
    )
    lost = tuple(problem for one in made if one.lost for problem in one.problems)
    return Batch(producer=producer, readings=readings, records=lost)
