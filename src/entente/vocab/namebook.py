"""Every text that may name an actor, folded and compiled for one pass over an article."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

import ahocorasick
import msgspec

from entente.vocab.actors import Actors, Alias, HolderName, PostNoun, load_actors
from entente.vocab.pairs import load_pairs
from entente.vocab.references import Reference, load_references
from entente.words import fold_text

__all__ = ["BEFORE_HYPHEN", "NameBook", "Term", "compile_names", "load_names", "match_key", "plain"]

_QUOTES = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-", "‐": "-"})
_HEAD_BREAK = re.compile(r" (?:of|for|to|in|the)\b|-(?:general|designate|elect)$")
_ARTICLE = "the "
BEFORE_HYPHEN = "only before a hyphen"
"""Note of a name that counts in hyphenated pairs alone."""


class _MatchTable(dict[int, str]):
    """One character for one: letters and digits folded, all else a space, so that offsets stay."""

    def __missing__(self, code_point: int) -> str:
        folded = fold_text(chr(code_point))[:1]
        kept = self[code_point] = folded if folded.isalnum() else " "
        return kept


_TABLE = _MatchTable()


def match_key(text: str) -> str:
    """Text as names are compared: as long as it was, letters and digits folded, all else spaces."""
    return text.translate(_TABLE)


def plain(text: str) -> str:
    """Text with straight quotes and plain hyphens, its case kept."""
    return text if text.isascii() else text.translate(_QUOTES)


class Term(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All that one text may mean."""

    names: tuple[Alias, ...] = ()
    posts: tuple[PostNoun, ...] = ()
    plural: bool = False
    """Of a post: the form for several holders."""
    holders: tuple[HolderName, ...] = ()
    reference: Reference | None = None
    blocked: bool = False
    """Names nobody, though it holds a name: `Indian Ocean`."""


class NameBook(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The compiled names of one vocabulary."""

    actors: Actors
    terms: Mapping[str, Term]
    automaton: ahocorasick.Automaton

    def term(self, text: str) -> Term | None:
        """What a text may mean, read as a whole."""
        return self.terms.get(match_key(text).strip())


@cache
def load_names(*folders: Path) -> NameBook:
    """The book of the shipped vocabulary, with the tables that a project's folders add."""
    return compile_names(load_actors(*folders))


def compile_names(actors: Actors) -> NameBook:
    """The book of a vocabulary."""
    terms = _terms(actors)
    automaton = ahocorasick.Automaton()
    for key, term in terms.items():
        automaton.add_word(f" {key} ", (len(key), term))
    automaton.make_automaton()
    return NameBook(actors=actors, terms=MappingProxyType(terms), automaton=automaton)


def _terms(actors: Actors) -> dict[str, Term]:
    """All texts by key; what several tables say of one text stands together."""
    names = _names_by_key((*actors.names, *_combining_forms(actors)))
    posts: defaultdict[str, list[PostNoun]] = defaultdict(list)
    holders: defaultdict[str, list[HolderName]] = defaultdict(list)
    for holder in actors.holder_names:
        holders[match_key(holder.text).strip()].append(holder)
    for post in actors.posts:
        posts[match_key(post.text).strip()].append(post)
    plurals = _plurals(actors.posts, posts.keys())
    references = {match_key(reference.text).strip(): reference for reference in load_references().phrases}
    blocked = {match_key(text).strip() for text in load_references().not_actors}
    keys = dict.fromkeys((*names, *holders, *posts, *plurals, *references, *blocked))
    return {
        key: Term(
            names=_likeliest_first(names.get(key, ()), actors),
            posts=tuple(posts.get(key, ()) or plurals.get(key, ())),
            plural=key in plurals and all(post.scope != "members" for post in plurals[key]),
            holders=tuple(holders.get(key, ())),
            reference=references.get(key),
            blocked=key in blocked,
        )
        for key in keys
        if len(key) > 1
    }


def _names_by_key(aliases: Iterable[Alias]) -> Mapping[str, list[Alias]]:
    """Names by key, without their article unless what is left names nobody by itself, as in `the Fund`."""
    found: defaultdict[str, list[Alias]] = defaultdict(list)
    keyed = [(match_key(alias.text).strip(), alias) for alias in aliases]
    known = {key for key, _ in keyed}
    for key, alias in keyed:
        bare = key.removeprefix(_ARTICLE)
        if bare != key and (" " in bare or bare in known):
            key, alias = bare, msgspec.structs.replace(alias, text=alias.text[len(_ARTICLE) :])
        rows = found[key]
        same = [row for row in rows if (row.actor_id, row.kind) == (alias.actor_id, alias.kind)]
        if not same or (alias.match == "any_case" and same[0].match != "any_case"):
            rows[:] = [row for row in rows if row not in same] + [alias]
    return found


def _combining_forms(actors: Actors) -> Iterator[Alias]:
    """First members of hyphenated pairs: Sino, Franco, Pak."""
    by_code = {actor.ids.iso3: actor.actor_id for actor in actors.by_id.values() if actor.kind == "state"}
    for text, member in load_pairs().members.items():
        if member.kind == "first" and text.istitle() and member.iso3 in by_code:
            yield Alias(
                actor_id=by_code[member.iso3], text=text, kind="demonym", match="needs_context", note=BEFORE_HYPHEN
            )


def _likeliest_first(names: Sequence[Alias], actors: Actors) -> tuple[Alias, ...]:
    """Names of actors that still exist before those of actors that ended, in the order of the file."""
    if len(names) < 2:
        return tuple(names)

    def ended(alias: Alias) -> bool:
        actor = actors.by_id.get(alias.actor_id)
        return alias.to is not None or (actor is not None and actor.valid.to is not None)

    return tuple(sorted(names, key=ended))


def _plurals(posts: Iterable[PostNoun], known: Iterable[str]) -> dict[str, list[PostNoun]]:
    """The other number: `foreign ministers`, `ministers of defence`, `armies`; of people one: `soldier`."""
    taken, found = set(known), defaultdict(list)
    for post in posts:
        if post.scope == "members" and (one := _singular(post.text)) and one not in taken:
            found[one].append(msgspec.structs.replace(post, match="needs_context"))
        elif post.scope != "members":
            for form in _plural_forms(post.text):
                key = match_key(form).strip()
                if key not in taken:
                    found[key].append(post)
    return dict(found)


def _singular(text: str) -> str | None:
    """One of several: `soldier`; None where the word has no such form."""
    if text.endswith("men"):
        return text[:-3] + "man"
    return (
        text[:-1]
        if text.endswith("s") and not text.endswith(("ies", "ss", "forces", "MPs", "MEPs", "nationals", "residents"))
        else None
    )


def _plural_forms(text: str) -> Iterator[str]:
    head = _HEAD_BREAK.search(text)
    first, rest = (text[: head.start()], text[head.start() :]) if head else (text, "")
    yield _plural(first) + rest


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith("man"):
        return word[:-3] + "men"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")
