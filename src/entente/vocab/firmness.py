"""Words that change how firm their complement is, by kind of complement: `lang/<language>/firmness/*.toml`.

`data/lang/en/firmness/FORMAT.md` is the format on one page.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

import msgspec

from entente.errors import VocabularyError
from entente.records.codes import Certainty, Force, Orientation, Polarity, Status
from entente.records.firmness import Firmness
from entente.records.problem import Problem
from entente.vocab.inflection import forms_of

__all__ = [
    "Effect",
    "Example",
    "FirmnessWords",
    "Form",
    "Group",
    "Match",
    "Voice",
    "check_firmness",
    "embed",
    "load_firmness",
    "read_firmness_examples",
    "read_firmness_sentences",
]

Form = Literal[
    "to", "other-to", "ing", "bare", "that", "whether", "object", "subject", "modified", "clause", "governor",
    "of", "for", "on", "in", "from", "about", "against", "with", "to-noun", "at", "into", "over",
    "said", "is",
]  # fmt: skip
"""Where the affected word stands: before the last two, prepositions before it; `said`: in what a report says; `is`: in
what the noun, as the subject, is said to be."""
Voice = Literal[
    "", "said", "confirmed", "denied", "alleged", "believed", "doubted", "expected", "hoped", "asked", "promised",
    "warned", "reported",
]  # fmt: skip
"""What a predicate makes of its subject: no holder, or one who speaks or thinks in this way."""
Part = Literal["verbs", "adjectives", "nouns", "adverbs", "auxiliaries", "markers"]
Column = Literal["positive", "negative", "reported"]

_PARTS: tuple[Part, ...] = get_args(Part)
_CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
_OPPOSITE: Mapping[Polarity, Polarity] = {"positive": "negative", "negative": "positive", "unknown": "unknown"}
_PHRASE = re.compile(r"[a-z'-]+(?: [a-z'-]+)*")
_NAME = re.compile(r"[a-z][a-z_]*")
_STARRED = re.compile(r"\*([^\s*]+)\*")
_CHOICE = re.compile(r"\{([^{}]*)\}")
_EXAMPLES = re.compile(r"^yes = .*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
_IRREGULAR = frozenset({"be", "go", "have", "get", "wo", "ca", "'d", "'ll", "n't", "think", "see", "find", "tell"})


class Effect(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a predicate does to the four axes of its complement; what is left out stays."""

    polarity: Literal["keep", "flip", "unknown"] = "keep"
    certainty: Certainty = "certain"
    """A ceiling: the weakest on the way down counts."""
    orientation: Orientation | None = None
    """None: as the complement's own tense says."""
    force: Force = "asserted"
    durative: bool = False


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that do the same to complements of the same form."""

    name: str
    rule: str
    verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    complement: tuple[Form, ...]
    positive: Effect
    negative: Effect | None = None
    """None: the same under negation."""
    reported: Effect | None = None
    """Under a past verb of speech; None: no difference."""
    factive: bool = False
    """True: what becomes of the predicate does not touch the complement."""
    voice: Voice = ""
    spares: str = ""
    """Name of a group whose nouns it leaves as they are: an attempt that failed was made."""
    present: bool = False
    """Whether it counts only where the predicate is not told as past: "it was wise to sign" tells of a deed."""
    acts: frozenset[str] = frozenset()
    """Of an auxiliary: the verbs in the passive, by nobody named, for which alone it counts; empty: any verb."""
    about: frozenset[str] = frozenset()
    """The nouns that are the subject of such a verb, or of "there is"."""

    def effect(self, column: Column) -> Effect:
        """The effect of the predicate when it is affirmed, negated, or affirmed in reported speech."""
        chosen = {"positive": self.positive, "negative": self.negative, "reported": self.reported}[column]
        return chosen or self.positive


class Match(NamedTuple):
    """One phrase of a group as lemmas; a noun's head stands last, every other head first."""

    group: Group
    words: tuple[str, ...]


class FirmnessWords(msgspec.Struct, frozen=True, kw_only=True):
    """Every group by name, and for each part of speech the phrases under the lemma of their head, longer ones first."""

    groups: Mapping[str, Group]
    verbs: Mapping[str, tuple[Match, ...]]
    adjectives: Mapping[str, tuple[Match, ...]]
    nouns: Mapping[str, tuple[Match, ...]]
    adverbs: Mapping[str, tuple[Match, ...]]
    auxiliaries: Mapping[str, tuple[Match, ...]]
    markers: Mapping[str, tuple[Match, ...]]
    long_markers: Mapping[str, Mapping[str, tuple[Match, ...]]]
    """Markers of several words by their first and second."""
    governing: frozenset[str]
    """Markers of one word that bear on the clause above theirs."""


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence with one starred word and the status that the word must come to."""

    text: str
    status: Status
    under: Column = "positive"
    tense: Orientation = "past"
    """Of the predicate's own clause."""


class Examples(NamedTuple):
    """Sentences in which a group applies, and near misses in which it does not."""

    yes: tuple[Example, ...]
    no: tuple[Example, ...]


def embed(group: Group, outer: Firmness, inner: Firmness, *, reported: bool = False) -> Firmness:
    """The firmness of a complement, read `inner` by itself, under a predicate of the group that is itself `outer`."""
    column: Column = "negative" if outer.polarity == "negative" else "reported" if reported else "positive"
    effect = group.effect(column)
    above = [] if group.factive else [outer]
    forces = (*(it.force for it in above), effect.force, inner.force)
    return Firmness(
        polarity=_polarity(effect, inner.polarity, hidden=any(it.polarity == "unknown" for it in above)),
        certainty=max((*(it.certainty for it in above), effect.certainty, inner.certainty), key=_CERTAINTIES.index),
        orientation=_orientation(effect, inner, above),
        force=next((force for force in forces if force != "asserted"), "asserted"),
        durative=effect.durative or inner.durative,
    )


def _polarity(effect: Effect, own: Polarity, *, hidden: bool) -> Polarity:
    if hidden or effect.polarity == "unknown":
        return "unknown"
    return _OPPOSITE[own] if effect.polarity == "flip" else own


def _orientation(effect: Effect, inner: Firmness, above: Iterable[Firmness]) -> Orientation:
    """Under a predicate that lies ahead, nothing is present or past by that predicate's doing."""
    if effect.orientation in ("past", "present") and any(it.orientation == "future" for it in above):
        return "future"
    return effect.orientation or inner.orientation


@cache
def load_firmness(language: str = "en") -> FirmnessWords:
    """The language's groups without their example sentences, built once."""
    return _build(language)


def read_firmness_examples(language: str = "en") -> Mapping[str, Examples]:
    """The `yes` and `no` sentences of every group, by its name."""
    return {name: _examples(raw) for file, text in _read_files(language) for name, raw in _parse(text, file).items()}


def read_firmness_sentences(language: str = "en") -> Mapping[str, tuple[Example, ...]]:
    """Further sentences of the groups, by name: `{a|b}` in one stands for a sentence with each."""
    found: dict[str, tuple[Example, ...]] = {}
    for file, text in _read_files(language, "sentences"):
        for name, by_status in _parse(text, file).items():
            texts = [(status, each) for status, lines in by_status.items() for line in lines for each in _each(line)]
            raw = [{"text": text, "status": status} for status, text in texts]
            found[name] = (*found.get(name, ()), *msgspec.convert(raw, tuple[Example, ...]))
    return found


def _each(line: str) -> Iterator[str]:
    """The sentences that a line with choices stands for."""
    choice = _CHOICE.search(line)
    if choice is None:
        yield line
        return
    for words in choice[1].split("|"):
        yield from _each(line[: choice.start()] + words + line[choice.end() :])


def check_firmness(language: str = "en") -> tuple[Problem, ...]:
    """What is wrong in the language's groups: file, group, and what to mend; empty when all is well."""
    try:
        tables = [(file, name, raw) for file, text in _read_files(language) for name, raw in _parse(text, file).items()]
        groups = [(f"{file}: [{name}]", _group(name, raw, file), raw) for file, name, raw in tables]
        _build(language)
    except VocabularyError as error:
        return (Problem(code="firmness_unreadable", message=error.what, where=error.where, remedy=error.remedy),)
    problems = [
        Problem(code="firmness_group", message=message, where=where, remedy=remedy)
        for where, group, raw in groups
        for message, remedy in (*_check_words(group), *_check_examples(group, raw))
    ]
    spared = [group.spares for _, group, _ in groups if group.spares not in {"", *(it.name for _, it, _ in groups)}]
    problems += [
        Problem(code="firmness_group", message=f'no group "{name}" to spare', where="spares", remedy="name one")
        for name in spared
    ]
    return (*problems, *_check_clashes(groups), *_check_sentences(language))


def _build(language: str) -> FirmnessWords:
    groups: dict[str, Group] = {}
    for file, text in _read_files(language):
        for name, raw in _parse(_EXAMPLES.sub("", text), file).items():
            if name in groups:
                raise VocabularyError(f'group "{name}" stands twice', file, "rename one of the two")
            groups[name] = _group(name, raw, file)
    tables = {part: _index(groups.values(), part) for part in _PARTS}
    markers = [match for matches in tables["markers"].values() for match in matches]
    plain = (match for match in markers if len(match.words) == 1)
    governing = frozenset(match.words[0] for match in plain if "governor" in match.group.complement)
    return FirmnessWords(
        groups=MappingProxyType(groups), long_markers=_by_second(markers), governing=governing, **tables
    )


def _by_second(markers: Iterable[Match]) -> Mapping[str, Mapping[str, tuple[Match, ...]]]:
    """Those of several words by their first and second."""
    found: dict[str, dict[str, tuple[Match, ...]]] = defaultdict(dict)
    for match in (match for match in markers if len(match.words) > 1):
        seconds, second = found[match.words[0]], match.words[1]
        seconds[second] = (*seconds.get(second, ()), match)
    return MappingProxyType(dict(found))


def _read_files(language: str, *inside: str) -> tuple[tuple[str, str], ...]:
    """Name and text of each file of groups, or of a folder inside theirs, in order of name."""
    folder = files("entente.vocab").joinpath("data", "lang", language, "firmness", *inside)
    if inside and not folder.is_dir():
        return ()
    if not folder.is_dir():
        raise VocabularyError(f'no firmness words for language "{language}"', "firmness", "install it or name another")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple((name, folder.joinpath(name).read_text(encoding="utf-8")) for name in names)


def _parse(text: str, file: str) -> dict[str, Any]:  # Any: what TOML can hold
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"not TOML: {error}", file, "mend the line named") from error


def _group(name: str, raw: Any, file: str) -> Group:  # Any: what TOML can hold
    try:
        fields = {key: value for key, value in raw.items() if key not in {"yes", "no"}}
        return msgspec.convert({**fields, "name": name}, Group)
    except (AttributeError, msgspec.ValidationError) as error:
        raise VocabularyError(str(error), f"{file}: [{name}]", "see FORMAT.md beside it") from error


def _examples(raw: Mapping[str, Any]) -> Examples:  # Any: what TOML can hold
    return Examples(*(msgspec.convert(raw.get(key, ()), tuple[Example, ...]) for key in ("yes", "no")))


def _index(groups: Iterable[Group], part: Part) -> Mapping[str, tuple[Match, ...]]:
    """Phrases by the lemma of their head; those of verbs by its other forms too, after phrases that are so written."""
    found: dict[str, list[Match]] = defaultdict(list)
    for group in groups:
        for phrase in getattr(group, part):
            words = tuple(phrase.split())
            found[words[-1 if part == "nouns" else 0]].append(Match(group, words))
    longest = {lemma: sorted(matches, key=_narrowness) for lemma, matches in found.items()}
    if part == "verbs":
        for lemma, matches in tuple(longest.items()):
            for form in forms_of(lemma) - {lemma}:
                longest[form] = [*longest.get(form, ()), *matches]
    return MappingProxyType({lemma: tuple(matches) for lemma, matches in longest.items()})


def _narrowness(match: Match) -> tuple[int, bool]:
    """Longer phrases first, then those that count for some verbs alone."""
    return -len(match.words), not match.group.acts


_Fault = tuple[str, str]
"""What is wrong, and what to do."""


def _check_words(group: Group) -> Iterator[_Fault]:
    phrases = Counter((part, phrase) for part in _PARTS for phrase in getattr(group, part))
    if not phrases:
        yield "no words", "a group needs words to count"
    if not _NAME.fullmatch(group.name):
        yield f'"{group.name}" is not a name', "small letters and underscores"
    for (part, phrase), times in phrases.items():
        if times > 1 or not _PHRASE.fullmatch(phrase):
            yield f'"{phrase}" under {part} stands twice or is not plain', "lemmas in small letters, each once"


def _check_sentences(language: str) -> Iterator[Problem]:
    """Further sentences belong to a group, hold one of its words, and star one word."""
    groups = _build(language).groups
    try:
        sentences = read_firmness_sentences(language)
    except (AttributeError, msgspec.ValidationError) as error:
        yield Problem(code="firmness_sentence", message=str(error), where="sentences", remedy="see FORMAT.md beside it")
        return
    for name, examples in sentences.items():
        for text in (example.text for example in examples):
            sound = name in groups and len(_STARRED.findall(text)) == 1 and _mentions(groups[name], text)
            if not sound:
                message = f'"{text}" holds no word of a group, or not one starred word'
                yield Problem(code="firmness_sentence", message=message, where=f"[{name}]", remedy="mend the sentence")


def _check_examples(group: Group, raw: Mapping[str, Any]) -> Iterator[_Fault]:  # Any: what TOML can hold
    try:
        examples = _examples(raw)
    except msgspec.ValidationError as error:
        yield str(error), "see FORMAT.md beside it"
        return
    if len(examples.yes) < 2 or not examples.no:
        yield "too few examples", "at least two under yes and one under no"
    if group.negative is not None and all(it.under != "negative" for it in examples.yes):
        yield "the effect under negation has no example", 'add one with under = "negative"'
    for example in (*examples.yes, *examples.no):
        if len(_STARRED.findall(example.text)) != 1:
            yield f'"{example.text}" has not one starred word', "put stars round the word that is affected"
    for example in examples.yes:
        yield from _check_outcome(group, example)


def _check_outcome(group: Group, example: Example) -> Iterator[_Fault]:
    """The sentence holds a word of its group, and the group's effect gives the status it claims."""
    polarity: Polarity = "negative" if example.under == "negative" else "positive"
    inner = Firmness(polarity="positive", certainty="certain", orientation=example.tense, force="asserted")
    outer = msgspec.structs.replace(inner, polarity=polarity)
    status = embed(group, outer, inner, reported=example.under == "reported").status
    if status != example.status:
        yield f'"{example.text}" comes to {status}, not {example.status}', "mend the effect or the example"
    if not _mentions(group, example.text):
        yield f'"{example.text}" holds no word of the group', "use one of its words"


def _mentions(group: Group, text: str) -> bool:
    """Whether some phrase of the group stands in the text, judged by how its words begin."""
    words = set(re.findall(r"[a-z']+", text.lower().replace("n't", " n't").replace("cannot", "can not")))
    starts = {word[:2] for word in words}
    return any(
        all(
            word[:2] in starts or word in _IRREGULAR or not words.isdisjoint(forms_of(word))
            for word in re.findall(r"[a-z']+", phrase)
        )
        for part in _PARTS
        for phrase in getattr(group, part)
    )


def _check_clashes(groups: Iterable[tuple[str, Group, Any]]) -> Iterator[Problem]:  # Any: what TOML can hold
    """A phrase has one effect on a complement of one form, and a sentence stands once."""
    seen: dict[tuple[str, ...], str] = {}
    for where, group, raw in groups:
        some = ("for some verbs",) if group.acts else ()
        phrases = [(part, phrase) for part in _PARTS for phrase in getattr(group, part)]
        keys = [(*phrase, form, *some) for phrase in phrases for form in group.complement]
        texts = [("sentence", str(it.get("text"))) for key in ("yes", "no") for it in raw.get(key, ())]
        for key in (*keys, *texts):
            if key in seen:
                message = f"{' '.join(key)}: stands in {seen[key]} too"
                yield Problem(code="firmness_clash", message=message, where=where, remedy="keep one of the two")
            seen.setdefault(key, where)
