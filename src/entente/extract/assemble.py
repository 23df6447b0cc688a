"""A draft with its document, resolved actors and dates to a claim."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from entente.extract.confidence import READER, confidence
from entente.extract.drafts import Draft
from entente.extract.holders import Holder as HolderDraft
from entente.extract.reader import SURE
from entente.extract.scene import Scene
from entente.extract.standing import type_of
from entente.extract.tree import Tree
from entente.extract.triggers import carrier_of
from entente.records.actors import AUTHOR, ActorMention, Holder
from entente.records.claim import Amount, Claim, Naming, ThirdParty
from entente.records.codes import COUNTED, ClaimKind, EventType, UndertakingKind
from entente.records.dates import DateSpan
from entente.records.document import Document
from entente.records.evidence import Evidence
from entente.records.mentions import ActorSpan, AmountSpan, Mentions, UndertakingSpan
from entente.vocab.domains import domains_of
from entente.vocab.function_words import load_function_words
from entente.vocab.lexicon import load_lexicon

Resolve = Callable[[ActorSpan, DateSpan, bool], tuple[ActorMention, ...]]
"""Actor span, day, and whether it acts, to the actors it means."""

_FOR = re.compile(
    r"(?: (?:with|between|on|worth) (?:[^,;.]|[.,](?=\d)){1,60}?)?"
    r" (?:for|towards?|of|on|to build|to finance|covering|over) (?:[\w-]+ ){0,4}"
)
"""Words between a paper or loan and the works that it is for."""
_WHERE = re.compile(r"\b(?:at|near|outside) $")
PASSING: frozenset[UndertakingKind] = frozenset({"exercise", "visit"})
"""Undertakings that are over with the deed."""
AT_HOME = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "OPP", "REB", "CVL", "EDU", "LAB", "AGR", "MED", "JRN", "PTY", "REL"}
)
"""Sectors that belong to a state where nothing else is said."""
UNARMED = AT_HOME - {"GOV", "MIL", "REB", "COP", "JUD", "LEG"}
"""Those of them who hold no ground and no office."""
THE_STATE = frozenset({None, "GOV"})
"""Sectors of a state as such."""
POLITICAL = frozenset({"PTY", "OPP"})
"""Sectors that act within their state."""
AT_HOME_ALONE, UNTOLD = "domestic_politics", "diplomacy"
"""The field of what those do, where no word tells one."""
PLAIN_ACT = 0.6
"""Share of the reader from which an act counts whose parties are described, but of no known state or body."""
PLACING = frozenset(
    {"in", "at", "from", "to", "near", "through", "across", "around", "into", "along", "off", "towards"}
)
GUESSED = 0.5
"""Confidence in whom such words belong to."""


class Setting(NamedTuple):
    """Where a draft stands."""

    document: Document
    scene: Scene
    mentions: Mentions
    """Of the sentence."""
    sentence: int
    resolve: Resolve
    earlier: tuple[tuple[UndertakingSpan, int], ...] = ()
    """What was promised or built that the sentences just before speak of, with their numbers."""
    states: frozenset[str] = frozenset()
    """Ids of the actors that are states."""
    peopled: bool = True
    """Whether the sentence names somebody who may act; of one that is read for a work alone the reader must be sure."""


def assemble(setting: Setting, draft: Draft, when: DateSpan, due: DateSpan | None) -> Claim | None:
    """The claim of a draft; None when it is about no actor and no undertaking that we know."""
    actors = _parties(setting, draft.actors, when)
    recipients = tuple(mention for mention in _parties(setting, draft.recipients, when) if _new(mention, actors))
    if not actors and _are_both(setting, draft.recipients):
        actors, recipients = recipients, ()
    third = tuple(
        ThirdParty(role=role, actor=mention)  # type: ignore[arg-type]  # roles of the lexicon are those of the record
        for role, number in dict.fromkeys(draft.third)
        for mention in _parties(setting, (number,), when)
    )
    known = [mention for mention in (*actors, *recipients) if mention.actor_id or mention.on_behalf_of]
    namings = _namings(setting, draft, by_parties=bool(known))
    if namings and draft.entry.stage:  # "it entered into force": the paper did
        actors = tuple(one for one in actors if one.via != "pronoun" or one.actor_id or one.on_behalf_of)
    step = namings and draft.entry.stage and (_is_dated(when, due) or _is_told(setting.scene.tree, draft, namings))
    figure = namings and draft.kind == "measure" and draft.entry.name == "figure_of_work"
    if not (known or step or figure or _is_plain(setting, draft, (*actors, *recipients))):
        return None
    if draft.entry.type == "RETREAT" and _only_walk_off(actors, recipients):
        return None
    if known:
        actors, recipients = (
            _without_places(setting, draft.actors, actors),
            _without_unknown_places(setting, draft.recipients, recipients),
        )
    event_type = _type(draft)
    kind = _kind(setting, draft, event_type, namings)
    quote, sentence = setting.document.quote, setting.sentence
    support = quote(*draft.support, role="support", sentence=sentence)
    trigger = quote(*draft.trigger, role="trigger", sentence=sentence)
    return Claim(
        doc_id=setting.document.doc_id,
        kind=kind,
        type=event_type,
        mode=draft.entry.mode or None,
        trigger=trigger,
        support=(support, *_item(setting, draft)),
        actors=actors,
        actor_unknown=None if actors else trigger,
        recipients=recipients,
        third_parties=third,
        domains=_domains(setting, draft, (*actors, *recipients)),
        when=when,
        holders=(AUTHOR, *(holder_record(setting, holder) for holder in draft.holders)),
        firmness=draft.firmness,
        stage=draft.entry.stage,
        undertakings=namings,
        due=due,
        amounts=_amounts(setting, draft),
        rules=draft.rules,
        extraction_confidence=confidence(draft.rules, actors, recipients),
        summary=_summary(actors, recipients, trigger.exact),
    )


def _kind(setting: Setting, draft: Draft, event_type: EventType | None, namings: Sequence[Naming]) -> ClaimKind:
    """That of the draft; what has no type is a state, and an exercise or visit that was held is a deed."""
    if event_type is None and draft.kind != "measure":
        return "state"
    done = draft.kind == "commitment" and event_type in ("COOPERATE", "CONSULT") and draft.firmness.status in COUNTED
    return "event" if done and _is_passing(setting.scene.tree, draft, namings) else draft.kind


def _is_passing(tree: Tree, draft: Draft, namings: Sequence[Naming]) -> bool:
    """Whether all that it is about are exercises and visits."""
    if namings:
        return all(naming.kind in PASSING for naming in namings)
    about = [tree.lemmas[head] for span in draft.theme if (head := tree.head_of(*span)) is not None]
    return bool(about) and all(any(lemma in load_lexicon().classes[kind] for kind in PASSING) for lemma in about)


def _type(draft: Draft) -> EventType | None:
    """The type of the entry, of its milestone, or of what is only foretold or called for."""
    if draft.entry.type is None and draft.entry.stage:
        return type_of(draft.entry)
    return draft.entry.type or ("SAY" if draft.kind in ("forecast", "recommendation") else None)


def _is_plain(setting: Setting, draft: Draft, described: Sequence[ActorMention]) -> bool:
    """Whether the reader is sure of an act between people who are only described: "gunmen shot at villagers"."""
    least = PLAIN_ACT if setting.peopled else SURE
    return bool(described) and draft.share is not None and draft.share >= least


def _only_walk_off(actors: Sequence[ActorMention], recipients: Sequence[ActorMention]) -> bool:
    """Whether people without arms or office leave their own: "the protesters left the square outside the ministry"."""
    theirs = {one.on_behalf_of or one.actor_id for one in recipients}
    own = {one.on_behalf_of or one.actor_id for one in actors}
    return bool(theirs) and theirs <= own and all(one.acts_as in UNARMED for one in actors)


def _is_told(tree: Tree, draft: Draft, namings: Sequence[Naming]) -> bool:
    """Whether a step that names no party is more than a supposition, or a mere noun, about works without a name."""
    if any(naming.name or naming.acronym for naming in namings):
        return True
    return draft.firmness.status != "hypothetical" and not _is_bare(tree, draft)


def _is_dated(when: DateSpan, due: DateSpan | None) -> bool:
    """Whether the words set a day for it."""
    return due is not None or when.expression is not None


def _is_bare(tree: Tree, draft: Draft) -> bool:
    """Whether a noun without "the" alone tells it, which no verb carries or says to begin, last or end."""
    head = draft.head(tree)
    said = [rule for rule in draft.rules[1:] if not rule.startswith(READER)]
    known = any(tree.lemmas[at] in load_function_words().definite for at in tree.children(head, "det"))
    return tree.upos[head] == "NOUN" and not (known or said) and carrier_of(tree, load_lexicon(), head) is None


def _are_both(setting: Setting, numbers: Sequence[int]) -> bool:
    """Whether the words mean two at once, who do together what no other does: "a joint exercise was held" (T3)."""
    return bool(numbers) and all(setting.scene.actors[number].points == "pair" for number in numbers)


def _new(mention: ActorMention, others: Sequence[ActorMention]) -> bool:
    """Whether it is none of the others; the government of a state and its workers are two."""
    return not _is_named_twice(mention, others) and not any(_is_same(mention, other) for other in others)


def _is_same(mention: ActorMention, other: ActorMention) -> bool:
    """Whether two mean one: a capital or pronoun is no second party beside the government or its people in office."""
    own, its = mention.on_behalf_of or mention.actor_id, other.on_behalf_of or other.actor_id
    plain = mention.acts_as is None and other.via == "nominal"
    if own == its and own and THE_STATE.issuperset((mention.acts_as, other.acts_as)):
        return plain or _is_state(mention) or _is_state(other)
    alike = mention.actor_id is not None and mention.actor_id == other.actor_id
    return alike and mention.acts_as in (None, other.acts_as)


def _is_state(mention: ActorMention) -> bool:
    """Whether a capital or a pronoun means the state itself."""
    return mention.via in ("capital", "residence", "pronoun")


def _parties(setting: Setting, numbers: Sequence[int], when: DateSpan) -> tuple[ActorMention, ...]:
    """Actors in order, each once."""
    found: dict[tuple[str, str], ActorMention] = {}
    for number in numbers:
        for mention in _mentions(setting, number, when):
            known = mention.on_behalf_of or mention.actor_id
            found.setdefault((known or mention.surface, (mention.acts_as or "") if known else ""), mention)
    return tuple(one for one in found.values() if not _is_named_twice(one, found.values()))


def _is_named_twice(mention: ActorMention, others: Iterable[ActorMention]) -> bool:
    """Whether a capital stands for a state that is named beside it: "Nairobi (12 June) Kenya will open the port"."""
    if mention.via != "capital" or mention.on_behalf_of:
        return False
    states = (other for other in others if other.via != "capital" and other.acts_as in (None, mention.acts_as))
    return any(other.actor_id == mention.actor_id for other in states)


def _without_places(
    setting: Setting, numbers: Sequence[int], mentions: tuple[ActorMention, ...]
) -> tuple[ActorMention, ...]:
    """The parties without places that the vocabulary does not know: "sent two battalions to Gondo"."""
    spans = (setting.scene.actors[number] for number in numbers if _is_where(setting.scene, number))
    places = {setting.document.text[span.start : span.end] for span in spans}
    return tuple(one for one in mentions if one.actor_id or one.on_behalf_of or one.surface not in places)


def _without_unknown_places(
    setting: Setting, numbers: Sequence[int], mentions: tuple[ActorMention, ...]
) -> tuple[ActorMention, ...]:
    """The recipients without places of a preposition that the vocabulary does not know: "runs the port of Gondo"."""
    heads = ((setting.scene.actors[number], setting.scene.heads[number]) for number in numbers)
    led = (span for span, head in heads if head is not None and setting.scene.tree.prepositions(head))
    places = {setting.document.text[span.start : span.end] for span in led if span.label == "LOC"}
    return tuple(one for one in mentions if one.actor_id or one.on_behalf_of or one.surface not in places)


def _is_where(scene: Scene, number: int) -> bool:
    """Whether a preposition leads to a place; the "men from Gondo" are people."""
    head, tree = scene.heads[number], scene.tree
    if head is None or scene.actors[number].label != "LOC":
        return False
    led = PLACING.intersection(tree.prepositions(head))
    return bool(led) and not (led == {"from"} and tree.deprels[head] == "nmod")


def _mentions(setting: Setting, number: int, when: DateSpan) -> tuple[ActorMention, ...]:
    """What the words mean; words that name nobody act for those they belong to, or are those they point to."""
    span = setting.scene.actors[number]
    own = setting.resolve(span, when, True)
    others = [
        mention
        for other in setting.scene.stands_for(number)
        for mention in setting.resolve(setting.scene.actors[other], when, True)
        if mention.actor_id or mention.on_behalf_of
    ]
    if not others and span.via == "nominal" and span.points is None:
        return tuple(_at_home(setting, mention) for mention in own)
    if not others and span.points == "one" and setting.scene.means_thing(number):
        return tuple(replace(mention, actor_id=None, on_behalf_of=None) for mention in own[:1])
    if not others or len(own) != 1:
        return own
    if span.points is not None:
        return tuple(
            replace(own[0], actor_id=other.actor_id, on_behalf_of=other.on_behalf_of, acts_as=other.acts_as)
            for other in others
        )
    if own[0].actor_id or own[0].on_behalf_of:
        return own
    return tuple(replace(own[0], on_behalf_of=other.on_behalf_of or other.actor_id) for other in others)


def _at_home(setting: Setting, mention: ActorMention) -> ActorMention:
    """Police, rebels or students of no named owner are those of the only state that their sentence names."""
    if mention.actor_id or mention.on_behalf_of or mention.acts_as not in AT_HOME or setting.scene.speakers:
        return mention  # whom "we" hold is rarely one of us
    named = {id_ for span in setting.scene.actors for id_ in (*span.candidates[:1], *([span.of] if span.of else ()))}
    states = named & setting.states
    if len(states) != 1 or named - states:
        return mention
    return replace(mention, on_behalf_of=min(states), via="context", confidence=min(mention.confidence, GUESSED))


def holder_record(setting: Setting, holder: HolderDraft) -> Holder:
    """A holder with the words that name it and the actor they mean."""
    evidence = setting.document.quote(*holder.span, role="holder", sentence=setting.sentence)
    mentions: tuple[ActorMention, ...] = ()
    if holder.actor is not None:
        mentions = setting.resolve(setting.scene.actors[holder.actor], setting.document.published or _unknown(), True)
    return Holder(
        actor_mention=mentions[0] if mentions else None,
        label=evidence.exact,
        anonymity=holder.anonymity,
        verb=holder.verb,
        evidence=evidence,
    )


def _unknown() -> DateSpan:
    return DateSpan.read("../..", basis="unknown", confidence=0.0)


def _item(setting: Setting, draft: Draft) -> tuple[Evidence, ...]:
    """The words for the one thing of a list that it is about."""
    themes = draft.theme if draft.beside else ()
    return tuple(setting.document.quote(*theme, role="support", sentence=setting.sentence) for theme in themes)


def _is_own(span: AmountSpan | UndertakingSpan, draft: Draft) -> bool:
    """Whether it is named inside what the act is told in, and in no other thing of its list."""
    return _inside(span, *draft.support) and not any(_inside(span, *other) for other in draft.beside)


def _inside(span: AmountSpan | UndertakingSpan, start: int, end: int) -> bool:
    return start <= span.start and span.end <= end


def _namings(setting: Setting, draft: Draft, *, by_parties: bool) -> tuple[Naming, ...]:
    """Undertakings of the theme; where it names none, of the act's own words."""
    spans = setting.mentions.undertakings
    near = [span for span in spans if any(_inside(span, *theme) or _covers(span, theme) for theme in draft.theme)]
    near = _steps_own(setting, draft, near)
    before = [(span, sentence) for span, sentence in setting.earlier if (span.start, span.end) in draft.theme]
    near = near or ([] if before else [s for s in spans if _is_own(s, draft) and not _is_scene(setting, s)])
    placed = [(span, setting.sentence) for span in near] or before or _meant(setting, draft, by_parties=by_parties)
    return tuple(
        Naming(
            evidence=setting.document.quote(span.start, span.end, role="support", sentence=sentence),
            kind=span.kind,
            head=span.head,
            name=span.name,
            acronym=span.acronym,
            definite=span.definite,
        )
        for span, sentence in placed[:3]
    )


def _is_scene(setting: Setting, span: UndertakingSpan) -> bool:
    """Whether works are where something else is done: "exchanged prisoners at the Red Bridge"."""
    before = setting.document.text[max(0, span.start - 8) : span.start]
    return span.kind == "project" and span.name is not None and _WHERE.search(before) is not None


def _steps_own(setting: Setting, draft: Draft, near: list[UndertakingSpan]) -> list[UndertakingSpan]:
    """Where a step is told of one, that one and what it is for: what a clause beside it names is none of the step's."""
    own = next((span for span in near if (span.start, span.end) in draft.theme), None)
    if own is None or not any(rule.startswith("step_") for rule in draft.rules):
        return near
    text = setting.document.text
    after = [s for s in setting.mentions.undertakings if _FOR.fullmatch(text, own.end, max(own.end, s.start))]
    kept = [span for span in near if span.start < own.end or "," not in text[own.end : span.start]]
    return sorted({*kept, *after}, key=lambda span: span.start)


def _meant(setting: Setting, draft: Draft, *, by_parties: bool) -> list[tuple[UndertakingSpan, int]]:
    """A step that names no treaty or loan of its kind belongs to the last one named: "they must ratify it"."""
    told = draft.entry.stage or draft.kind == "measure"
    kind = draft.entry.undertaking if told else None
    kind = None if draft.entry.stage == "proposed" and _offers_something(setting.scene.tree, draft) else kind
    found = [(span, sentence) for span, sentence in setting.earlier if kind and span.kind == kind]
    pointed = any(rule.startswith(("step_", "figure_")) for rule in draft.rules)
    return [(span, sentence) for span, sentence in found[-1:] if by_parties or pointed or span.name or span.acronym]


def _offers_something(tree: Tree, draft: Draft) -> bool:
    """Whether an offer says itself what is offered: "offered a flight", "offered to open"; "promised it" does not."""
    head = tree.head_of(*draft.trigger)
    told = tree.children(head, "obj", "xcomp", "ccomp") if head is not None else []
    return any(tree.upos[at] != "PRON" or tree.lemmas[at] not in ("it", "they", "this", "that") for at in told)


def _covers(span: UndertakingSpan, theme: tuple[int, int]) -> bool:
    return span.start <= theme[0] and theme[1] <= span.end


def _amounts(setting: Setting, draft: Draft) -> tuple[Amount, ...]:
    return tuple(
        Amount(
            value=span.value,
            value_max=span.value_max,
            unit=span.unit,
            kind=span.kind,
            approx=span.approx,
            per=span.per,
            evidence=setting.document.quote(span.start, span.end, role="amount", sentence=setting.sentence),
        )
        for span in setting.mentions.amounts
        if span.value is not None and _is_own(span, draft)
    )


def _domains(setting: Setting, draft: Draft, parties: Sequence[ActorMention]) -> tuple[str, ...]:
    """The fields that the entry, the undertaking, then the words of the clause tell, else who takes part."""
    if draft.entry.domains:
        return draft.entry.domains
    tree = setting.scene.tree
    words = tree.words_in(*draft.support)
    told = [domain for span in setting.mentions.undertakings if _is_own(span, draft) for domain in span.domains]
    found = domains_of([tree.lemmas[word] for word in words], told[:1])
    return (AT_HOME_ALONE,) if found == (UNTOLD,) and _is_at_home(setting, parties) else found


def _is_at_home(setting: Setting, parties: Sequence[ActorMention]) -> bool:
    """Whether a party or opposition takes part and no second state does: "the Unity Party contends for power"."""
    states = {mention.on_behalf_of or mention.actor_id for mention in parties} & setting.states
    return len(states) < 2 and any(mention.acts_as in POLITICAL for mention in parties)


def _summary(actors: Sequence[ActorMention], recipients: Sequence[ActorMention], trigger: str) -> str:
    """For lists; never evidence."""
    doers = ", ".join(mention.surface for mention in actors) or "?"
    receivers = ", ".join(mention.surface for mention in recipients)
    return f"{doers}: {trigger}" + (f" → {receivers}" if receivers else "")
