"""Verbs, event nouns and adjectives with the act they report and who takes part: `lang/<language>/lexicon/*.toml`.

`data/lang/en/lexicon/FORMAT.md` is the format on one page.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import msgspec

from entente.errors import VocabularyError
from entente.records.codes import DOMAINS, EVENT_TYPES, ClaimKind, EventType, Stage, UndertakingKind
from entente.records.problem import Problem
from entente.vocab.inflection import forms_of

__all__ = ["Entry", "Examples", "Lexicon", "Match", "check_lexicon", "load_lexicon", "noun_head", "read_examples"]

Role = Literal["mediator", "host", "financier", "target_of_talk", "beneficiary"]

PREPOSITIONS = frozenset(
    {
        "about", "above", "across", "after", "against", "along", "alongside", "amid", "among", "around", "as", "at",
        "before", "behind", "below", "beneath", "beside", "between", "beyond", "by", "concerning", "despite",
        "during", "for", "from", "in", "inside", "into", "involving", "near", "of", "off", "on", "onto", "out",
        "outside", "over", "past", "per", "regarding", "since", "than", "through", "throughout", "to", "toward",
        "towards", "under", "until", "upon", "via", "with", "within", "without",
    }
)  # fmt: skip
SLOTS = frozenset(
    {
        "nsubj", "obj", "iobj", "xcomp", "ccomp", "advcl", "acl", "compound", "amod", "appos", "obl", "nmod",
        "obl:agent", "nmod:poss",
        *(f"{relation}:{word}" for relation in ("obl", "nmod") for word in PREPOSITIONS),
    }
)  # fmt: skip
"""A step to where a party may stand: a Universal Dependencies relation, the preposition after the colon."""

_OWNERS = ("nmod:poss", "amod", "compound", "nmod:of", "nmod:from", "nmod:by", "nmod:in")
"""Where the owner of what fills a slot stands: `obl:in+` finds Chad in "invested in Chad" and in "in Chad's mines"."""

_LINE = re.compile(r"^(?:\[(\w+)\]|(\w+) = (.*(?:\n(?![\w\[#]).*)*))", re.MULTILINE)
_UNREAD = frozenset({"yes", "no"})
_PHRASE = re.compile(r"[^\WA-Z_][\w'-]*(?: [\w'-]+)*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CLASS_FILE = "classes.toml"


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Near-synonyms that report one act with the same frame; its classes and slot lists are written out."""

    name: str
    type: EventType | None = None
    """None: a pure stage, state or measure."""
    mode: str = ""
    kind: ClaimKind = "event"
    stage: Stage | None = None
    undertaking: UndertakingKind | None = None
    domains: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    noun_of: frozenset[str] = frozenset()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    third: Mapping[Role, tuple[str, ...]] = {}
    reciprocal: bool = False
    parties: Literal[0, 1, 2] = 1
    """How many different parties must be found for the entry to count."""
    polarity: Literal["positive", "negative"] = "positive"
    lift: frozenset[Stage] = frozenset()


class Match(NamedTuple):
    """One phrase of an entry as lemmas, and which of them is its head."""

    entry: Entry
    words: tuple[str, ...]
    head: int


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Every entry by name, and the phrases under the lemma that a reader of the tree meets first."""

    entries: Mapping[str, Entry]
    verbs: Mapping[str, tuple[Match, ...]]
    nouns: Mapping[str, tuple[Match, ...]]
    adjectives: Mapping[str, tuple[Match, ...]]
    lemma_of: Mapping[str, str]
    """Lemmas of the verbs and nouns by every form of theirs, for words whose lemma the analyser misses."""
    classes: Mapping[str, frozenset[str]]
    """Word classes by name, without the `@`; classes inside a class are written out."""


class Examples(NamedTuple):
    """Sentences in which an entry must count, with both sides, and near misses in which it must not."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """The language's lexicon without its example sentences, built once."""
    classes, slots = _read_classes(language)
    expand = _Expander(classes, slots)
    entries: dict[str, Entry] = {}
    for file, text in _read_files(language):
        for name, raw in _parse_fast(text, file).items():
            if name in entries:
                raise VocabularyError(f'entry "{name}" stands twice', file, "rename one of the two")
            entries[name] = expand.entry(name, raw, file)
    verbs, nouns = (_index(entries.values(), part) for part in ("verbs", "nouns"))
    return Lexicon(
        entries=MappingProxyType(entries),
        verbs=verbs,
        nouns=nouns,
        lemma_of=MappingProxyType({form: lemma for lemma in sorted({*verbs, *nouns}) for form in forms_of(lemma)}),
        adjectives=_index(entries.values(), "adjectives"),
        classes=MappingProxyType({name: expand.words((f"@{name}",)) for name in classes}),
    )


def read_examples(language: str = "en") -> Mapping[str, Examples]:
    """The `yes` and `no` sentences of every entry, by its name."""
    return {
        name: Examples(tuple(raw.get("yes", ())), tuple(raw.get("no", ())))
        for file, text in _read_files(language)
        for name, raw in _parse(text, file).items()
    }


def check_lexicon(language: str = "en") -> tuple[Problem, ...]:
    """What is wrong in the language's lexicon: file, entry, and what to mend; empty when all is well."""
    try:
        expand = _Expander(*_read_classes(language))
        tables = [(file, text, _parse(text, file)) for file, text in _read_files(language)]
    except VocabularyError as error:
        return (Problem(code="lexicon_unreadable", message=error.what, where=error.where, remedy=error.remedy),)
    problems = [
        Problem(code="lexicon_entry", message=message, where=f"{file}: [{name}]", remedy=remedy)
        for file, text, table in tables
        for name, raw in table.items()
        for message, remedy in _check_entry(name, raw, file, expand)
    ]
    return (*problems, *_check_plain(tables), *_check_twice(tables))


class _Expander:
    """Writes out `@` names; equal sets are made once and shared."""

    def __init__(self, classes: Mapping[str, tuple[str, ...]], slots: Mapping[str, tuple[str, ...]]) -> None:
        self._classes = classes
        self._slots = slots
        self._sets: dict[tuple[str, ...], frozenset[str]] = {}

    def words(self, words: tuple[str, ...]) -> frozenset[str]:
        """The lemmas of a list that may name classes."""
        if words not in self._sets:
            self._sets[words] = frozenset(self._walk(words, self._classes, ()))
        return self._sets[words]

    def slots(self, slots: tuple[str, ...]) -> tuple[str, ...]:
        """The slots of a list that may name lists of slots, in order of preference, each once."""
        found = tuple(dict.fromkeys(step for slot in self._walk(slots, self._slots, ()) for step in _with_owners(slot)))
        if strange := [slot for slot in found if not SLOTS.issuperset(slot.split(">"))]:
            raise ValueError(f'unknown slot "{strange[0]}"')
        return found

    def _walk(
        self, items: Iterable[str], tables: Mapping[str, tuple[str, ...]], path: tuple[str, ...]
    ) -> Iterator[str]:
        for item in items:
            name = item[1:]
            if not item.startswith("@"):
                yield item
            elif name not in tables or name in path:
                raise ValueError(f'class "{item}" contains itself' if name in path else f'unknown class "{item}"')
            else:
                yield from self._walk(tables[name], tables, (*path, name))

    def entry(self, name: str, raw: Mapping[str, Any], file: str) -> Entry:  # Any: what TOML can hold
        """One entry from its table in a file, or a `VocabularyError` that says what will not do."""
        fields = {key: value for key, value in raw.items() if key not in _UNREAD}
        try:
            for key in fields.keys() & {"objects", "subjects", "clause", "noun_of"}:
                fields[key] = self.words(tuple(fields[key]))
            for key in fields.keys() & {"actor", "recipient"}:
                fields[key] = self.slots(tuple(fields[key]))
            fields["third"] = {role: self.slots(tuple(slots)) for role, slots in fields.get("third", {}).items()}
            return msgspec.convert({**fields, "name": name}, Entry)
        except (ValueError, TypeError, AttributeError) as error:  # msgspec.ValidationError is a ValueError
            raise VocabularyError(str(error), f"{file}: [{name}]", "see FORMAT.md beside it") from error


def _with_owners(slot: str) -> Iterator[str]:
    """The slot, and for one that ends in `+` the paths to the owner of what fills it."""
    yield slot.removesuffix("+")
    if slot.endswith("+"):
        yield from (f"{slot[:-1]}>{owner}" for owner in _OWNERS)


def _read_files(language: str) -> tuple[tuple[str, str], ...]:
    """Name and text of each file of entries, in order of name."""
    folder = files("entente.vocab").joinpath("data", "lang", language, "lexicon")
    if not folder.is_dir():
        raise VocabularyError(f'no lexicon for language "{language}"', "lexicon", "install it or name another language")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple((name, folder.joinpath(name).read_text(encoding="utf-8")) for name in names if name != _CLASS_FILE)


def _read_classes(language: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Word classes and lists of slots, as written."""
    file = files("entente.vocab").joinpath("data", "lang", language, "lexicon", _CLASS_FILE)
    if not file.is_file():
        raise VocabularyError(f'no lexicon for language "{language}"', "lexicon", "install it or name another language")
    tables = _parse(file.read_text(encoding="utf-8"), _CLASS_FILE)
    try:
        return msgspec.convert((tables["classes"], tables["slots"]), tuple[dict[str, tuple[str, ...]], ...])  # type: ignore[return-value]  # two tables in, two out
    except (KeyError, msgspec.ValidationError) as error:
        raise VocabularyError(f"{error}", _CLASS_FILE, "it needs the tables [classes] and [slots]") from error


def _parse(text: str, file: str) -> dict[str, Any]:  # Any: what TOML can hold
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"not TOML: {error}", file, "mend the line named") from error


def _parse_fast(text: str, file: str) -> dict[str, Any]:
    """The tables without their examples, of a file of `[name]` and `key = value` only: most values are JSON as well."""
    tables: dict[str, dict[str, Any]] = {}
    table: dict[str, Any] = {}
    for name, key, value in _LINE.findall(text):
        if name:
            tables[name] = table = {}
        elif key not in _UNREAD:
            table[key] = _parse_value(value, file)
    return tables


def _parse_value(value: str, file: str) -> Any:
    try:
        return msgspec.json.decode(value)
    except msgspec.DecodeError:
        return _parse(f"value = {value}", file)["value"]


def _index(entries: Iterable[Entry], key: Literal["verbs", "nouns", "adjectives"]) -> Mapping[str, tuple[Match, ...]]:
    """Phrases by the lemma of their head, longer phrases first."""
    found: dict[str, list[Match]] = defaultdict(list)
    for entry in entries:
        for phrase in getattr(entry, key):
            for words, head in _spellings(phrase, key):
                found[words[head]].append(Match(entry, words, head))
    return MappingProxyType(
        {lemma: tuple(sorted(matches, key=lambda match: -len(match.words))) for lemma, matches in found.items()}
    )


def _spellings(phrase: str, key: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """The words of a phrase with its head, and again with hyphens cut, as tokenisers do ("go-ahead")."""
    words = tuple(phrase.split())
    head = noun_head(words) if key == "nouns" else 0
    yield words, head
    if "-" in phrase and key != "verbs":
        parts = [word.split("-") for word in words]
        yield tuple(part for word in parts for part in word), sum(len(word) for word in parts[: head + 1]) - 1


def noun_head(words: Sequence[str]) -> int:
    """The head of a noun phrase as written in a list: before its first preposition, else the last word."""
    return next((at - 1 for at, word in enumerate(words) if at and word in PREPOSITIONS), len(words) - 1)


_Fault = tuple[str, str]
"""What is wrong, and what to do."""


def _check_entry(name: str, raw: Mapping[str, Any], file: str, expand: _Expander) -> Iterator[_Fault]:
    """Faults of one entry; one that cannot be read has one fault."""
    try:
        entry = expand.entry(name, raw, file)
    except VocabularyError as error:
        yield error.what, error.remedy
        return
    yield from _check_codes(entry)
    yield from _check_words(entry)
    yield from _check_parties(entry)
    yield from _check_examples(raw)


def _check_codes(entry: Entry) -> Iterator[_Fault]:
    modes = EVENT_TYPES[entry.type].modes if entry.type else ()
    if entry.mode and entry.mode not in modes:
        yield f'type {entry.type} has no mode "{entry.mode}"', f"one of {', '.join(modes) or 'none'}"
    for domain in entry.domains:
        if domain not in DOMAINS:
            yield f'unknown domain "{domain}"', "take one of entente.records.codes.DOMAINS"
    if not entry.type and not entry.stage and entry.kind not in {"state", "measure", "forecast", "recommendation"}:
        yield f"kind {entry.kind} has neither type nor stage", "say at least one"


def _check_words(entry: Entry) -> Iterator[_Fault]:
    if not (entry.verbs or entry.nouns or entry.adjectives):
        yield "no verbs, nouns or adjectives", "an entry needs words to count"
    for phrases in (entry.verbs, entry.nouns, entry.adjectives):
        for phrase, times in Counter(phrases).items():
            if times > 1 or not _PHRASE.fullmatch(phrase):
                yield f'"{phrase}" stands twice or is not lemmas in small letters', "write it once, plainly"
    for key, needed in (("objects", "verbs"), ("noun_of", "nouns")):
        if getattr(entry, key) and not getattr(entry, needed):
            yield f"{key} without {needed}", f"drop {key} or add {needed}"
    if not _NAME.fullmatch(entry.name):
        yield f'"{entry.name}" is not a name', "small letters, digits and underscores"


def _check_parties(entry: Entry) -> Iterator[_Fault]:
    if entry.parties and not entry.actor:
        yield "no actor slots", "say where the actor stands, or parties = 0"
    if entry.reciprocal and entry.recipient:
        yield "reciprocal, yet it has recipient slots", "list all slots under actor (rule T3)"
    if entry.parties == 2 and not (entry.reciprocal or entry.recipient or entry.third):
        yield "two parties needed, yet no slots for the second", "say where the recipient stands"


def _check_examples(raw: Mapping[str, Any]) -> Iterator[_Fault]:
    for key, least in (("yes", 2), ("no", 1)):
        sentences = raw.get(key, ())
        if len(sentences) < least:
            yield f"{len(sentences)} sentences under {key}", f"at least {least}"
        for sentence in sentences:
            if sentence != " ".join(sentence.split()) or len(sentence.split()) < 3:
                yield f'"{sentence}" under {key} is no sentence', "a whole sentence, single spaces"


_Tables = list[tuple[str, str, dict[str, Any]]]


def _check_plain(tables: _Tables) -> Iterator[Problem]:
    """A file holds nothing that the fast reading takes otherwise than TOML does."""
    for file, text, table in tables:
        full = {name: {key: value for key, value in raw.items() if key not in _UNREAD} for name, raw in table.items()}
        if _parse_fast(text, file) != full:
            remedy = "write only comments, [name] and key = value, each at the start of a line"
            yield Problem(code="lexicon_not_plain", message="not plain enough", where=file, remedy=remedy)


def _check_twice(tables: _Tables) -> Iterator[Problem]:
    """An entry's name and an example sentence stand once in the whole lexicon."""
    names = [(name, f"{file}: [{name}]") for file, _, table in tables for name in table]
    sentences = [
        (sentence, f"{file}: [{name}]")
        for file, _, table in tables
        for name, raw in table.items()
        for sentence in (*raw.get("yes", ()), *raw.get("no", ()))
    ]
    for where, thing in (*_repeated(names), *_repeated(sentences)):
        yield Problem(code="lexicon_twice", message=f'"{thing}" stands twice', where=where, remedy="change one")


def _repeated(placed: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Place and thing, for each thing met before."""
    seen: set[str] = set()
    for thing, where in placed:
        if thing in seen:
            yield where, thing
        seen.add(thing)
