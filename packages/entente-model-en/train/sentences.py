"""The project's own labelled sentences (`corpus/sentences/`): read, checked, counted, compared.

`python -m train.sentences corpus/sentences` prints every fault, then the counts and the agreement of the two readings.
The format and its codes stand in `corpus/sentences/README.md`.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, get_args

from entente.records.codes import DOMAINS, EVENT_TYPES, SECTORS, STAGES, ClaimKind, Status, ThirdPartyRole
from entente.vocab.actors import load_actors
from entente.words import fold_text

REGISTERS = ("news", "press", "wire", "oped", "tank", "head")
REGIONS = (
    "north_america", "latin_america", "caribbean", "west_europe", "east_europe", "caucasus", "central_asia",
    "east_asia", "south_asia", "southeast_asia", "middle_east", "north_africa", "west_africa", "central_africa",
    "east_africa", "southern_africa", "oceania", "global",
)  # fmt: skip
QUIET = (
    "sport", "markets", "weather", "disaster", "domestic", "culture", "history", "hypothetical", "science", "crime",
    "people", "reference", "opinion",
)  # fmt: skip
"""What a sentence without any event is about."""
KINDS: tuple[str, ...] = get_args(ClaimKind)
STATUSES: tuple[str, ...] = get_args(Status)
ROLES: tuple[str, ...] = get_args(ThirdPartyRole)
GENERIC = ("IGO", "NGO", "MNC", "IMG")
UNKNOWN = "-"
HELD_OUT = 10
"""One sentence in so many is never trained on."""
FIRST_YEAR, LAST_YEAR = 1950, 2026
_HEADER = re.compile(r"(\w+) (\w+) (\d{4}) \| (.+)")
_NTH = re.compile(r"(.+)#(\d)")

Span = tuple[int, int]


class LabelledParty(NamedTuple):
    """A party as the sentence names it; `code` is an ISO code, an actor id, a generic code or `-` (not known)."""

    span: Span
    code: str
    sector: str


class LabelledEvent(NamedTuple):
    """One event of a sentence; `type` is empty for a state or measure that has none."""

    trigger: Span
    type: str
    mode: str
    actors: tuple[LabelledParty, ...]
    recipients: tuple[LabelledParty, ...]
    third_parties: tuple[tuple[str, LabelledParty], ...]
    domains: tuple[str, ...]
    kind: str
    status: str
    stage: str
    reciprocal: bool


class LabelledSentence(NamedTuple):
    """A sentence with all its events; `quiet` says what it is about where it has none."""

    id: str
    text: str
    register: str
    region: str
    year: int
    events: tuple[LabelledEvent, ...]
    quiet: str
    where: str

    @property
    def neutral(self) -> bool:
        """No act of one of the sixteen types is reported: nothing, words only, a state of affairs or a figure."""
        return all(event.type in {"", "SAY"} for event in self.events)

    @property
    def held_out(self) -> bool:
        """Whether it is kept from training; decided by its text alone, so that it stays so for ever."""
        return int(self.id[-6:], 16) % HELD_OUT == 0


class Faulty(ValueError):
    """A line that cannot be read; says file, line and what is wrong."""


def read_sentences(folder: Path) -> tuple[LabelledSentence, ...]:
    """Every sentence of the folder's batches, in the order of their names; `again` is not among them."""
    return tuple(sentence for path in sorted(folder.glob("*.txt")) for sentence in read_batch(path))


def read_batch(path: Path) -> Iterator[LabelledSentence]:
    """The sentences of one file; stops at the first that cannot be read."""
    for found in scan_batch(path):
        if isinstance(found, Faulty):
            raise found
        yield found


def scan_batch(path: Path) -> Iterator[LabelledSentence | Faulty]:
    """The sentences of one file, with a fault in the place of each that cannot be read."""
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = [number for number, line in enumerate(lines) if line.strip() and line[0] not in " #"]
    for number, following in zip(heads, [*heads[1:], len(lines)], strict=True):
        labels = [line.strip() for line in lines[number + 1 : following] if line.startswith(" ")]
        where = f"{path.name}:{number + 1}"
        try:
            yield _sentence(lines[number], labels, where)
        except ValueError as error:
            yield Faulty(f"{where}: {error}")


def _sentence(head: str, labels: Sequence[str], where: str) -> LabelledSentence:
    found = _HEADER.fullmatch(head)
    if not found:
        raise ValueError("a sentence begins with `register region year | text`")
    register, region, year, text = found.groups()
    quiet = [label.removeprefix("NONE ") for label in labels if label.startswith("NONE ")]
    events = tuple(_event(label, text) for label in labels if not label.startswith("NONE "))
    if len(quiet) + bool(events) != 1:
        raise ValueError("a sentence has either events or one line `NONE subject`")
    name = "snt:" + sha256(fold_text(text).encode()).hexdigest()[:12]
    return LabelledSentence(name, text, register, region, int(year), events, "".join(quiet), where)


def _event(label: str, text: str) -> LabelledEvent:
    cells = [cell.strip() for cell in label.split("|")]
    if len(cells) not in {4, 5}:
        raise ValueError(f"`{label}` is not `TYPE trigger | actors | recipients | domains | extras`")
    what, actors, recipients, domains, *rest = cells
    code, _, trigger = what.partition(" ")
    type_, _, mode = code.partition("/")
    extras = _extras(rest[0]) if rest else {}
    stage = _one(extras, "stage", "")
    return LabelledEvent(
        trigger=find_span(text, trigger),
        type="" if type_ == UNKNOWN else type_,
        mode=mode,
        actors=_parties(actors, text),
        recipients=() if recipients == "<>" else _parties(recipients, text),
        third_parties=tuple((k, _party(v, text)) for k, values in extras.items() if k in ROLES for v in values),
        domains=tuple(domains.split()),
        kind=_one(extras, "kind", _usual_kind(type_, stage)),
        status=_one(extras, "status", "happened"),
        stage=stage,
        reciprocal=recipients == "<>",
    )


def _usual_kind(type_: str, stage: str) -> str:
    """Agreeing binds, and so does support that moves a treaty; SAY is words; no type is a state of affairs."""
    if type_ == "AGREE" or (type_ == "SUPPORT" and stage):
        return "commitment"
    return {"SAY": "statement", UNKNOWN: "state"}.get(type_, "event")


def _extras(cell: str) -> Mapping[str, list[str]]:
    extras: dict[str, list[str]] = {}
    for part in cell.split(";"):
        key, sign, value = part.strip().partition("=")
        if not sign or key not in {"kind", "status", "stage", *ROLES}:
            raise ValueError(f"`{part.strip()}` is not kind=, status=, stage= or the role of a third party")
        extras.setdefault(key, []).append(value)
    return extras


def _one(extras: Mapping[str, list[str]], key: str, default: str) -> str:
    values = extras.get(key, [default])
    if len(values) > 1:
        raise ValueError(f"{key} is given twice")
    return values[0]


def _parties(cell: str, text: str) -> tuple[LabelledParty, ...]:
    return () if cell == UNKNOWN else tuple(_party(part.strip(), text) for part in cell.split(";"))


def _party(part: str, text: str) -> LabelledParty:
    words, _, code = part.rpartition(" ")
    actor, sector = code, ""
    if ":" in code.removeprefix("act:"):
        actor, _, sector = code.rpartition(":")
    elif re.fullmatch("[A-Z]{3}", code) and code not in GENERIC:
        sector = "GOV"
    return LabelledParty(find_span(text, words), actor, sector)


def find_span(text: str, words: str) -> Span:
    """Where the words stand as whole words; `words#2` is the second place; two places without a number are a fault."""
    numbered = _NTH.fullmatch(words)
    wanted = numbered[1] if numbered else words
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text)] if wanted else []
    if not places:
        raise ValueError(f"`{wanted}` does not stand in the sentence as whole words")
    if len(places) > 1 and not numbered:
        raise ValueError(f"`{wanted}` stands in {len(places)} places; say which with #1, #2 ...")
    nth = int(numbered[2]) if numbered else 1
    if nth not in range(1, len(places) + 1):
        raise ValueError(f"`{wanted}` has no place number {nth}")
    return places[nth - 1]


def faults(sentences: Iterable[LabelledSentence]) -> Iterator[str]:
    """Whatever breaks a rule of the format: codes that are not listed, doubles, sides that do not fit."""
    seen: dict[str, str] = {}
    for sentence in sentences:
        if sentence.id in seen:
            yield f"{sentence.where}: the same sentence stands at {seen[sentence.id]}"
        seen[sentence.id] = sentence.where
        for fault in (*_head_faults(sentence), *(f for event in sentence.events for f in _event_faults(event))):
            yield f"{sentence.where}: {fault}"


def _head_faults(sentence: LabelledSentence) -> Iterator[str]:
    checks = ((sentence.register, REGISTERS), (sentence.region, REGIONS), (sentence.quiet, ("", *QUIET)))
    yield from (f"`{code}` is not one of {', '.join(codes)}" for code, codes in checks if code not in codes)
    if not FIRST_YEAR <= sentence.year <= LAST_YEAR:
        yield f"{sentence.year} is outside {FIRST_YEAR}-{LAST_YEAR}"
    if len({event.trigger for event in sentence.events}) < len(sentence.events):
        yield "two events have the same trigger"


def _event_faults(event: LabelledEvent) -> Iterator[str]:
    known = {str(name): facts for name, facts in EVENT_TYPES.items()}
    modes = known[event.type].modes if event.type in known else ()
    checks = (
        ("type", event.type, {*known, *([""] if event.kind in {"state", "measure"} else [])}),
        ("mode", event.mode, {"", *modes}),
        ("kind", event.kind, {*KINDS}),
        ("status", event.status, {*STATUSES}),
        ("stage", event.stage, {"", *STAGES}),
        *(("domain", domain, {*DOMAINS}) for domain in event.domains),
    )
    yield from (f"{name} `{code}` is not a code" for name, code, codes in checks if code not in codes)
    parties = (*event.actors, *event.recipients, *(party for _, party in event.third_parties))
    yield from (fault for party in parties for fault in _party_faults(party))
    if event.reciprocal and not event.actors:
        yield "a reciprocal event names its parties as actors"
    if len({party.span for party in parties}) < len(parties):
        yield "one span is two parties of one event"


def _party_faults(party: LabelledParty) -> Iterator[str]:
    actors = load_actors().by_id
    iso = party.code.isupper() and f"act:{party.code.lower()}" in actors
    if not (iso or party.code in actors or party.code in {*GENERIC, UNKNOWN}):
        yield f"`{party.code}` is not the code of an actor"
    if party.sector not in {"", *SECTORS}:
        yield f"`{party.sector}` is not a sector"


def counts(sentences: Sequence[LabelledSentence]) -> Mapping[str, Counter[str]]:
    """How many there are of each: sentences by register, region, decade and subject, events by type, kind, status."""
    events = [event for sentence in sentences for event in sentence.events]
    parties = [p for e in events for p in (*e.actors, *e.recipients, *(p for _, p in e.third_parties))]
    return {
        "sentences": Counter("neutral" if s.neutral else "with an act" for s in sentences),
        "register": Counter(s.register for s in sentences),
        "region": Counter(s.region for s in sentences),
        "decade": Counter(f"{s.year // 10}0s" for s in sentences),
        "subject of quiet sentences": Counter(s.quiet for s in sentences if s.quiet),
        "type": Counter(e.type or "(none)" for e in events),
        "mode": Counter(f"{e.type}/{e.mode}" for e in events if e.mode),
        "kind": Counter(e.kind for e in events),
        "status": Counter(e.status for e in events),
        "stage": Counter(e.stage for e in events if e.stage),
        "domain": Counter(domain for e in events for domain in e.domains),
        "actors": Counter("states" if code.isupper() else "bodies and groups" for code in {p.code for p in parties}),
    }


class Agreement(NamedTuple):
    """How far two readings of the same sentences agree."""

    sentences: int
    gate: float
    """Share of sentences where both see an act, or neither does."""
    trigger: float
    """F1 of triggers that overlap."""
    type: float
    """Share of shared triggers with the same type."""
    mode: float
    parties: float
    """Share of shared triggers with the same spans and codes on both sides."""
    codes: float
    """Share of shared triggers with the same codes on both sides, whatever words name them."""
    status: float
    whole: float
    """Share of sentences in which triggers, types and parties all agree."""


def agreement(first: Iterable[LabelledSentence], second: Iterable[LabelledSentence]) -> Agreement:
    """Agreement over the sentences that both readings hold."""
    by_id = {sentence.id: sentence for sentence in first}
    pairs = [(by_id[sentence.id], sentence) for sentence in second if sentence.id in by_id]
    matched = [pair for a, b in pairs for pair in _shared(a.events, b.events)]
    n_events = sum(len(a.events) + len(b.events) for a, b in pairs)
    return Agreement(
        sentences=len(pairs),
        gate=_share(a.neutral == b.neutral for a, b in pairs),
        trigger=round(2 * len(matched) / max(n_events, 1), 3),
        type=_share(a.type == b.type for a, b in matched),
        mode=_share((a.type, a.mode) == (b.type, b.mode) for a, b in matched),
        parties=_share(_sides(a) == _sides(b) for a, b in matched),
        codes=_share(_codes(a) == _codes(b) for a, b in matched),
        status=_share(a.status == b.status for a, b in matched),
        whole=_share(_same(a.events, b.events) for a, b in pairs),
    )


def agreements(again: Path) -> Mapping[str, Agreement]:
    """The agreement of each pair of readings, by the name of its files."""
    names = sorted(path.name for path in (again / "second").glob("*.txt"))
    return {name: agreement(read_batch(again / "first" / name), read_batch(again / "second" / name)) for name in names}


def _share(answers: Iterable[bool]) -> float:
    given = list(answers)
    return round(sum(given) / max(len(given), 1), 3)


def _shared(a: Sequence[LabelledEvent], b: Sequence[LabelledEvent]) -> list[tuple[LabelledEvent, LabelledEvent]]:
    left, found = list(b), []
    for event in a:
        other = next((o for o in left if o.trigger[0] < event.trigger[1] and event.trigger[0] < o.trigger[1]), None)
        if other:
            left.remove(other)
            found.append((event, other))
    return found


def _sides(event: LabelledEvent) -> tuple[frozenset[tuple[Span, str]], frozenset[tuple[Span, str]]]:
    actors, recipients = (frozenset((p.span, p.code) for p in side) for side in (event.actors, event.recipients))
    return actors, recipients


def _codes(event: LabelledEvent) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(p.code for p in event.actors), frozenset(p.code for p in event.recipients)


def _same(a: Sequence[LabelledEvent], b: Sequence[LabelledEvent]) -> bool:
    shared = _shared(a, b)
    alike = all(x.type == y.type and _sides(x) == _sides(y) for x, y in shared)
    return len(shared) == len(a) == len(b) and alike


def main() -> None:
    """Prints faults, counts and agreement; exit 1 where there is a fault."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    folder: Path = options.parse_args().folder
    scanned = [found for path in sorted(folder.glob("*.txt")) for found in scan_batch(path)]
    sentences = [found for found in scanned if isinstance(found, LabelledSentence)]
    found = [*(str(fault) for fault in scanned if isinstance(fault, Faulty)), *faults(sentences)]
    print(*found, sep="\n")
    for name, counter in counts(sentences).items():
        print(f"{name}: " + ", ".join(f"{key} {n}" for key, n in counter.most_common()))
    for name, figures in agreements(folder / "again").items():
        print(f"agreement {name}: " + ", ".join(f"{key} {value:g}" for key, value in figures._asdict().items()))
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
