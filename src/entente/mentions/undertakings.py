"""Phrases that name something promised or built: head noun, its modifiers, its name and its acronym."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

import ahocorasick
from msgspec.structs import replace

from entente.mentions.promised import doings, exercises, money_lent, promised_things
from entente.records.mentions import ActorSpan, UndertakingSpan
from entente.vocab.namebook import match_key
from entente.vocab.undertakings import Head, load_undertakings

TABLE = load_undertakings()
LOOK_BACK = 120
MAX_WORDS = 9
_CAPITAL = r"(?:[A-Z]\.|[A-Z][\w’'-]*)"
_NAME_BEFORE = re.compile(rf"(?:{_CAPITAL}|\d+(?:st|nd|rd|th))(?:[ ](?:{_CAPITAL}|of|and|the|&|\d{{1,4}}))*[ ]?$")
_WORD_BEFORE = re.compile(r"([\w’'-]+)[ -]$")
_DETERMINER = re.compile(
    r"\b(the|a|an|this|that|these|those|its|their|his|her|our|any|no|every|each|both|such|one|two|three|four)[ ]$",
    re.IGNORECASE,
)
_DETERMINER_OF_MANY = re.compile(
    r"\b(the|a|an|this|that|these|those|its|their|any|no|every|both|all)"
    r"(?: (?:first|second|third|last|final|remaining|promised|other|same|new))?[ ]$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"[\w]['’]s? $")
_DAYS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_NAME_AFTER = re.compile(
    rf"(?: (?:of|on|for|concerning|against) (?:the )?)(?!(?:{_DAYS})\b)"
    rf"({_CAPITAL}(?:(?:, and |, | and | of the | of | on the | and the | )(?:{_CAPITAL}))*)"
)
_ACRONYM = re.compile(r" ?\((?:the )?[\"“']?([A-Z][A-Za-z]*[A-Z][\w./-]*(?:[ -]\d{1,4})?)[\"”']?\)")
_NAME_OF_EXERCISE = re.compile(rf" ({_CAPITAL}(?: {_CAPITAL}){{0,2}}(?: \d{{4}})?)")
_COUNT = re.compile(
    r"(?<![\w,.])(?:(?:(?!(?:19|20)\d\d )\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|a dozen)(?: million| thousand)?"
    r"(?: (?:metric )?(?:tonnes?|tons?|doses|bags|sacks) of(?: the)?)? (?:(?!(?:for|to|on|worth) )[\w-]+ ){0,2})$",
    re.IGNORECASE,
)
"""A number, or so many tonnes of it, before what somebody promises."""
_PROMISED = re.compile(
    r"\b(?:offer|pledge|promise|gift|delivery|deliveries|shipments?|supply|order|donation|sale) (?:of|for) $"
)
"""Before things without a number: "its offer of training jets"."""
_LEADS_TO = re.compile(
    r" (?:(?:[a-z-]+ )?(?:from|between|at|in|near|across|over|under|to|of|on) (?:the )?"
    rf"(?!{_DAYS})[A-Z]"
    r"|on (?:the )?(?:imports?|exports?|sales?))"
)
"""Behind works: the place that tells which they are; behind a ban what is banned."""
_ON_GOODS = re.compile(
    r" (?:of [\d.,]+(?: ?%| per ?cent) )?(?:on|against) (?!(?:its|their|his|the|this) )(?:[A-Z][\w-]+ )?[a-z]{3,}"
)
"""Behind a quota or tariff: the goods that it is on."""
_COUNTING = re.compile(r"(?:\d|one|two|three|four|five|six|seven|eight|ten|twelve|half|multi)[\d,.]*-")
"""Begins a word that measures or counts: "two-lane"."""
_PLACE_BEFORE = re.compile(
    rf"(?:(?<=[Tt]he )|(?<=[Tt]he first )|(?<=[Tt]he last ))(?!first |last )(?:{_CAPITAL} ){{1,2}}$"
)
"""A name between the article and a thing that was promised: "the Kulusuk clinic"."""
_BUILT = re.compile(r"-(?:built|made|financed|funded)\b")
_OWNED_PART = re.compile(r"(?<= of )((?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+['’]s?) $")
"""Whose goods they are, of which a part or the last is told: "the last of Brazil's flour"."""
_MEASURE_BEFORE = re.compile(r"(?<![\w.,])\d[\d,.]*-(?:[A-Za-z]+-)?[A-Za-z]+ $")
"""A measure before the head: "the 1,210-kilometre cable"."""
_LOWER_BEFORE = re.compile(r"(?<![\w’'-])([a-z][a-z-]+) $")
_ARTICLE = re.compile(
    r"(?:\b(?:the|an?|this|that|its|their|his|her|our|both|of)|[\w]['’]s?)(?: (?:first|second|last|final))? $",
    re.IGNORECASE,
)
_NAME_LED = re.compile(rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) (?:{_CAPITAL} ){{1,3}}$")
"""An article and a name: "the Greenland" of "the Greenland halibut agreement"."""
_ARTICLE_INSIDE = re.compile(r".*(?<!\bof)(?<!\band)(?<!\bon)(?<!&) the ")
"""An article ends what stands before it: "On Saturday the Massacre River canal", but not "Law of the Sea Treaty"."""
_TOPIC_OF = re.compile(r"[A-Z][a-z]+ of the (?=[A-Z])")
"""What a sentence opens with is no part of the name behind it: "Criticism of the Evrin bridge"."""
_PARTICIPLE = re.compile(r"[a-z]{2,}[^e]ed")
LONG_WORD = 4
"""Letters from which a word of a headline is in capitals, and words from which a line can be told to be one."""
HEADLINE = 0.9
"""Share of such words that a headline has in capitals."""
PAIR = 2
MOST_OPEN = 3
"""Words of no list that may stand between an article and a head."""
_SUM = re.compile(r"(?:[$€£¥]|[A-Z]{1,3}\$ ?|\b[A-Z]{3} ?)\d[\d,.]*(?: ?(?:million|billion|m|bn))?[ -]$")
"""Money before a loan or grant tells which."""
_SECOND_NAME = re.compile(
    r"(?:\bcall(?:s|ed|ing)? (?:it|(?:the|this) (?:[\w-]+ ){1,3}?)"
    r"|\b(?:known as|dubbed|renamed|nicknamed) ?) ?(?:as )?$"
)
"""Words before another name for what was named before: "called the project the Amity Line"."""
_PAID = frozenset({"loan", "grant", "project", "contract", "agreement"})
"""Kinds that their sum may tell: "the $58 million scheme"."""
_YEAR_AFTER = re.compile(r" \d{4}(?!\w)")
_PREPOSITION = re.compile(r"\b(?:of|on|in|for|with|by|from|and|about|under|to|over) $")
_CAPITAL_WORD = re.compile(r"(?<![\w])[A-Z]")
_OPENING = re.compile(r"(?:^|[.!?]['\"”’]? |\n|[\"“‘] ?)$")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their"})
_DEFINITE_OF_MANY = _DEFINITE | {"both", "all"}
_ARTICLES = ("the ", "this ", "that ", "a ", "an ")
_GOODS = re.compile(r" of (?!it\b|them\b|the\b)([a-z]{3,})\b")
"""What tonnes are of, whatever it is: "900,000 tonnes of potash"."""
_MEASURES = frozenset({"tonne", "ton"})
_BODIES = frozenset({"commission", "committee", "council"})


@cache
def _automaton() -> ahocorasick.Automaton:
    """The heads of the language, folded."""
    automaton = ahocorasick.Automaton()
    for form, head in TABLE.heads.items():
        key = match_key(form)
        automaton.add_word(f" {key} ", (len(key), head))
    automaton.make_automaton()
    return automaton


class _Noun(NamedTuple):
    start: int
    end: int
    head: Head


def find_undertakings(text: str, start: int = 0, end: int | None = None) -> tuple[UndertakingSpan, ...]:
    """The phrases between two offsets, in order; acronyms that the text introduces count from then on."""
    stop = len(text) if end is None else end
    spans: list[UndertakingSpan] = []
    reached = start
    made = (*doings(text, start, stop), *exercises(text, start, stop), *money_lent(text, start, stop))
    done = {span.start: span for span in made}
    nouns = _nouns(text, start, stop)
    for noun, after in zip_longest(nouns, nouns[1:]):
        if noun.start < reached or (after and noun.head.counted and _belongs_to(text, noun, after)):
            continue
        span = _span(text, noun, reached, stop, {span.kind for span in spans})
        if span is not None:
            spans.append(span)
            reached = span.end
    spans = sorted((*_apart(done.values(), spans), *spans), key=lambda span: span.start)
    return tuple(_with_acronyms(text, start, stop, spans))


def _belongs_to(text: str, noun: _Noun, after: _Noun) -> bool:
    """Whether things only describe the head that follows: the fuel of "a fuel supply agreement"."""
    between = text[noun.end : after.start].split(" ")[1:-1]
    small = all(word.islower() and word not in TABLE.closing for word in between)
    return not after.head.counted and small and len(between) in (1, 2) and text[noun.end : noun.end + 1] == " "


def _apart(added: Iterable[UndertakingSpan], spans: Sequence[UndertakingSpan]) -> list[UndertakingSpan]:
    """Those that overlap none of the others."""
    return [one for one in added if not any(one.start < span.end and span.start < one.end for span in spans)]


def _nouns(text: str, start: int, stop: int) -> list[_Noun]:
    """Head nouns in order, the longest where several end or begin alike."""
    folded = f" {match_key(text[start:stop])} "
    found = [
        _Noun(start + last - 1 - length, start + last - 1, head) for last, (length, head) in _automaton().iter(folded)
    ]
    found += [_Noun(*thing) for thing in promised_things(text, start, stop)]
    found.sort(key=lambda noun: (noun.start, -noun.end))
    kept: list[_Noun] = []
    for noun in found:
        if not kept or noun.start >= kept[-1].end:
            if not kept or noun.start != kept[-1].end + 1 or text[kept[-1].end] != " ":
                kept.append(noun)
            elif not text[kept[-1].start].isupper() or text[noun.start].isupper():
                kept[-1] = noun  # the pipeline project: the last noun is the head; in Corridor projects the first is
    return kept


def _span(text: str, noun: _Noun, floor: int, stop: int, kinds: Collection[str]) -> UndertakingSpan | None:
    """The phrase around a head; None where the word is a verb or says too little."""
    start, domains = _with_modifiers(text, noun.start, max(floor, noun.start - LOOK_BACK))
    leads = _LEADS_TO.match(text, noun.end, stop) or (_is_barrier(noun) and _ON_GOODS.match(text, noun.end, stop))
    modified = start < noun.start or bool(leads)
    if noun.head.counted:
        return _counted(text, noun, start, floor)
    small = start
    start = _with_open_words(text, start, max(floor, start - LOOK_BACK))
    modified = modified or (noun.head.needs_modifier and _tells_kind(text[start:small]))
    if noun.head.kind in _PAID and (money := _SUM.search(text, max(floor, start - 30), start)):
        start, modified = money.start(), True
    start, named = _with_name(text, start, max(floor, start - LOOK_BACK))
    if headline := named and _is_headline(text, start):
        named, start = False, noun.start if " " in noun.head.lemma else _last_capitals(text, start, noun.start)
    determiner = _DETERMINER.search(text, max(floor, start - 8), start)
    if determiner and determiner.group(1).lower() == "such" and noun.head.kind == "pledge":
        return None
    owned = _OWNER.search(text, max(floor, start - 3), start) is not None
    end, after = (noun.end, False) if headline else _with_name_after(text, noun, stop)
    takes_up = determiner is not None and determiner.group(1).lower() in _DEFINITE and noun.head.kind in kinds
    carries = named and text[noun.start].isupper()
    again = _was_named(text, noun, determiner) or (takes_up and noun.head.kind == "project")
    if noun.head.named_only and not (carries or again):
        return None
    told = determiner is not None or owned or modified or named or after
    if not told and _says_too_little(text, noun):
        return None
    points = takes_up and start == noun.start
    if noun.head.needs_modifier and not (modified or named or points):
        return None
    if named and noun.head.kind == "exercise" and (year := _YEAR_AFTER.match(text, end, stop)):
        end = year.end()
    if determiner and (noun.head.plural or named or after) and determiner.group(1).lower() in ("that", "this"):
        determiner = None
    acronym = _ACRONYM.match(text, end, stop)
    name = text[start:end] if named or after else None
    begin = determiner.start() if determiner else start
    return UndertakingSpan(
        start=begin,
        end=acronym.end() if acronym else end,
        kind=noun.head.kind,
        head=noun.head.lemma,
        name=name,
        acronym=acronym.group(1) if acronym and acronym.group(1).lower() not in TABLE.heads else None,
        definite=(name is None and determiner is not None and determiner.group(1).lower() in _DEFINITE)
        or (name is not None and _SECOND_NAME.search(text, max(0, begin - 40), begin) is not None),
        domains=tuple(dict.fromkeys((*noun.head.domains, *domains))),
    )


def _is_barrier(noun: _Noun) -> bool:
    """Whether it keeps goods or people out."""
    return noun.head.kind == "sanction_regime"


def _was_named(text: str, noun: _Noun, determiner: re.Match[str] | None) -> bool:
    """Whether "the mission" takes up a name that ends in Mission."""
    if determiner is None or determiner.group(1).lower() not in _DEFINITE:
        return False
    return re.search(rf"[A-Z][\w-]* {noun.head.lemma.title()}\b", text[: noun.start]) is not None


def _counted(text: str, noun: _Noun, start: int, floor: int) -> UndertakingSpan | None:
    """A thing that somebody promises, with its number or quantity; with an article, one that was named before."""
    count = _COUNT.search(text, max(floor, start - 40), start)
    opening = start if count else _with_open_words(text, start, max(floor, start - LOOK_BACK))
    place = None if count else _PLACE_BEFORE.search(text, max(floor, opening - 40), opening)
    built = place and noun.head.plural and _BUILT.search(place.group()) is not None
    opening = place.start() if place and (built or not noun.head.plural) else opening
    article = None if count else _DETERMINER_OF_MANY.search(text, max(floor, opening - 18), opening)
    article = article or (None if count else _OWNED_PART.search(text, max(floor, opening - 40), opening))
    small = _without_article(text, start, floor)
    behind = None if count or article else _PROMISED.search(text, max(floor, small - 24), small)
    start = small if behind else start
    if count is None and article is None and not (behind and noun.head.plural):
        return None
    end = noun.end
    if text.startswith(" of ", end) and noun.head.kind != "agreement":
        goods = _GOODS.match(text, end) if count and noun.head.lemma in _MEASURES else None
        if goods is None or goods.group(1) in TABLE.heads:
            return None
        end = goods.end()
    begin = count.start() if count else article.start() if article else start
    begin = start if behind else begin
    if count and text[max(0, begin - 4) : begin].lower() == "the ":
        begin -= 4
    return UndertakingSpan(
        start=begin,
        end=end,
        kind=noun.head.kind,
        head=noun.head.lemma,
        definite=_points_back(text[begin:start].lower(), noun),
        domains=noun.head.domains,
    )


def _points_back(before: str, noun: _Noun) -> bool:
    """Whether things named before are meant: "the boats", "3,000 tonnes of the maize", and so many tonnes alone."""
    measured = noun.head.lemma in _MEASURES
    owned = before.rstrip().endswith(("'s", "’s"))
    return measured or owned or (before.split() or [""])[0] in _DEFINITE_OF_MANY or " of the " in before


def _without_article(text: str, start: int, floor: int) -> int:
    """Where up to two small words before a thing begin: "its offer of police instructors"."""
    at = start
    for _ in range(PAIR):
        before = _LOWER_BEFORE.search(text, max(floor, at - 30), at)
        if before is None or before.group(1) in TABLE.closing:
            break
        at = before.start()
    return at


def _says_too_little(text: str, noun: _Noun) -> bool:
    """Bare bridges name none in particular; a word that is a verb too counts bare as a plural after a preposition."""
    if noun.head.kind == "project":
        return noun.head.plural
    if not noun.head.verb_too:
        return False
    return not noun.head.plural or _PREPOSITION.search(text, max(0, noun.start - 8), noun.start) is None


def _with_modifiers(text: str, start: int, floor: int) -> tuple[int, list[str]]:
    """Where small words that belong to the head begin, and the fields they tell."""
    domains: list[str] = []
    for _ in range(MAX_WORDS):
        before = _WORD_BEFORE.search(text, max(floor, start - 30), start)
        if before is None:
            break
        word = before.group(1).lower()
        if word not in TABLE.modifiers or (before.group(1)[0].isupper() and _begins_name(text, before.start())):
            break
        if TABLE.modifiers[word]:
            domains.insert(0, TABLE.modifiers[word])
        start = before.start()
    return start, domains


def _with_open_words(text: str, start: int, floor: int) -> int:
    """Where words of no list begin that an article or owner joins to the head: "the fruit fly protocol"."""
    at = start
    for _ in range(MOST_OPEN):
        before = _LOWER_BEFORE.search(text, max(floor, at - 30), at)
        if before is None or before.group(1) in TABLE.closing or _PARTICIPLE.fullmatch(before.group(1)):
            break
        at = before.start()
    if measure := _MEASURE_BEFORE.search(text, max(floor, at - 20), at):
        at = measure.start()
    led = _ARTICLE.search(text, max(floor, at - 14), at) or _NAME_LED.search(text, max(floor, at - LOOK_BACK), at)
    return at if at < start and led else start


def _tells_kind(words: str) -> bool:
    """Whether words of no list before a head tell what kind it is: the vaccination programme, no ambitious one."""
    return any(word not in TABLE.judging and not _COUNTING.match(word) for word in words.split())


def _is_headline(text: str, at: int) -> bool:
    """Whether a line has no full stop and nearly all its words in capitals: none of them is a name for that."""
    line = text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1].strip()
    words = [word for word in line.split() if len(word) >= LONG_WORD]
    return (
        len(words) >= LONG_WORD
        and line[-1:] not in ".!?"
        and sum(w[0].isupper() for w in words) >= HEADLINE * len(words)
    )


def _last_capitals(text: str, start: int, noun: int) -> int:
    """Of "Calverra Lifts Export Ban" in a headline where the word right before the head begins."""
    return max(start, text.rfind(" ", start, max(start, noun - 1)) + 1) if noun > start else start


def _begins_name(text: str, start: int) -> bool:
    """Whether a capitalised modifier has another capitalised word before it: it belongs to the name."""
    return re.search(r"[A-Z][\w-]* $", text[max(0, start - 24) : start]) is not None


def _with_name(text: str, start: int, floor: int) -> tuple[int, bool]:
    """Where the proper name before the head begins; words that only open the sentence are no part of it."""
    found = _NAME_BEFORE.search(text, floor, start)
    if found is None:
        return start, False
    begin = found.start()
    if article := _ARTICLE_INSIDE.match(text, begin, start):
        begin = article.end()
    elif _OPENING.search(text, max(0, begin - 3), begin) and (topic := _TOPIC_OF.match(text, begin, start)):
        begin = topic.end()
    words = text[begin:start].split(" ")
    while words and (
        words[0] in TABLE.opening or words[0] in ("of", "and", "the", "&") or words[0].endswith(("'s", "’s"))
    ):
        begin += len(words.pop(0)) + 1
    while any(word.endswith(("'s", "’s")) for word in words):
        begin += len(words.pop(0)) + 1
    telling = [word for word in words if word and word[0].isupper() and word.lower() not in TABLE.modifiers]
    if len(telling) == 1 and "-" not in telling[0] and _OPENING.search(text, max(0, begin - 3), begin):
        return start, False
    return (begin, True) if telling else (start, False)


def _with_name_after(text: str, noun: _Noun, stop: int) -> tuple[int, bool]:
    """Treaty of Ravel, Convention on the Law of the Sea, Exercise Grey Tern: only after a capitalised head."""
    if not text[noun.start].isupper():
        return noun.end, False
    if noun.head.kind == "exercise" and (name := _NAME_OF_EXERCISE.match(text, noun.end, stop)):
        return name.end(), True
    found = _NAME_AFTER.match(text, noun.end, stop)
    return (found.end(), True) if found else (noun.end, False)


def _with_acronyms(text: str, start: int, stop: int, spans: list[UndertakingSpan]) -> Iterator[UndertakingSpan]:
    """The spans in order, with later uses of acronyms, and of names of exercises, that one of them introduced."""
    introduced = {span.acronym: span for span in reversed(spans) if span.acronym}
    introduced |= {bare: span for span in reversed(spans) if (bare := _bare_name(span))}
    if not introduced:
        yield from spans
        return
    sought = re.compile(
        r"(?<![\w-])("
        + "|".join(re.escape(a) for a in sorted(introduced, key=len, reverse=True))
        + r")( \d{4})?(?![\w])"
    )
    taken = iter([*spans, None])
    span = next(taken)
    for match in sought.finditer(text, start, stop):
        while span is not None and span.end <= match.start():
            yield span
            span = next(taken)
        first = introduced[match.group(1)]
        end = match.end() if first.kind == "exercise" else match.end(1)
        if (span is None or end <= span.start) and match.start() > first.start:
            name = text[match.start() : end] if first.kind == "exercise" and not first.acronym else first.name
            yield UndertakingSpan(
                start=match.start(), end=end, kind=first.kind, head=first.head, name=name,
                acronym=first.acronym, domains=first.domains,
            )  # fmt: skip
    while span is not None:
        yield span
        span = next(taken)


def _bare_name(span: UndertakingSpan) -> str | None:
    """Of "Exercise Grey Tern 2024" what it is called without its head and year; None: of no exercise."""
    if span.kind != "exercise" or not span.name or not span.name.lower().startswith(f"{span.head} "):
        return None
    return re.sub(r" \d{4}$", "", span.name[len(span.head) + 1 :])


def without_actor_names(
    text: str, undertakings: Sequence[UndertakingSpan], actors: Sequence[ActorSpan]
) -> tuple[UndertakingSpan, ...]:
    """A name made of actors alone is none: a Russian arms ban is described, not named; a known body is no work."""
    starts = [actor.start for actor in actors]
    return tuple(
        replace(span, name=None)
        if span.name and not span.acronym and _only_actors(text, span, actors, starts)
        else span
        for span in undertakings
        if not _is_body(span, actors[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
        and not (span.name and _only_actors(text, span, actors, starts) and _is_of_many(text, span))
    )


def _is_of_many(text: str, span: UndertakingSpan) -> bool:
    """Whether works of a state in general, or a common word with its adjective, are meant: "Ghanaian dams"."""
    head = TABLE.heads.get(span.head)
    many = text[span.start : span.end].endswith(f"{span.head}s") or (head is not None and head.needs_modifier)
    return span.kind == "project" and many and text[span.start : span.end].endswith(span.name or "")


def _is_body(span: UndertakingSpan, inside: Sequence[ActorSpan]) -> bool:
    """Whether a commission or council is itself a known actor: "the European Commission"."""
    if span.head.rpartition(" ")[2] not in _BODIES:
        return False
    return any(actor.candidates and actor.person is None and span.end <= actor.end for actor in inside)


def _only_actors(text: str, span: UndertakingSpan, actors: Sequence[ActorSpan], starts: Sequence[int]) -> bool:
    """Whether every capitalised word of the phrase, its article aside, stands inside an actor's name."""
    inside = actors[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
    capitals = [match.start() for match in _CAPITAL_WORD.finditer(text, span.start, span.end)]
    capitals = [at for at in capitals if at != span.start or not text[at : at + 5].lower().startswith(_ARTICLES)]
    return all(any(actor.start <= at < actor.end for actor in inside) for at in capitals)
