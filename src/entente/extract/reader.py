"""The trained reader beside the lexicon: it confirms, corrects and vetoes frames, and adds what no entry knows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from msgspec.structs import replace

from entente.extract.arguments import agents, fillers, patients
from entente.extract.scene import Scene
from entente.extract.tree import SUBJECTS, Tree, clause_of
from entente.extract.triggers import Frame, carrier_of, sides_of
from entente.records.codes import ClaimKind, EventType, Stage, Status
from entente.records.firmness import PLAINEST, Firmness
from entente.records.text import Analysis, Sign, Span
from entente.vocab.function_words import load_function_words
from entente.vocab.lexicon import Entry, Lexicon, Role, load_lexicon

STATE = "-"
"""Type of a sign that tells a state of affairs or a figure."""
NEW = 0.55
"""Share of all acts together from which a word that no entry knows reports one."""
VETO = 0.02
"""Share under which a word of the lexicon reports none, whatever its entry says."""
WEAK = 0.1
"""Share of an entry's type under which a single word is not believed."""
OTHER = 0.85
"""Share from which the reader's type stands in the place of that of a single word."""
OTHER_TESTED = 0.95
"""The same for an entry of a phrase, an object or a clause: "removed the sanctions"."""
PARTY = 0.3
"""Share from which a word names a party."""
STEP = 0.8
"""Share from which the stage that the reader sees counts."""
SURE = 0.85
"""Share from which the reader's status stands in the place of the one that the rules derive."""
GOVERNING = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE"})
"""Types whose content is part of them."""
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types of what two do together."""
UNDOING = frozenset({"RETREAT", "CONCEDE"})
"""Types of acts that take back what their object names."""
COMPLEMENTS = frozenset({"obj", "xcomp", "ccomp", "obl", "nmod", "acl", "compound"})
"""Relations by which a word says what another is about."""
AROUND = frozenset({"after", "during", "following", "amid", "since", "before"})
"""Before what happened around an act: "failed to agree after hours of talks"."""
COMMENTS = frozenset({"condole", "decline_comment", "deny_charge", "deny_responsibility", "optimistic", "pessimistic"})
"""Entries of words that only look at an act: it is in the news, and no news of its own."""
HEARSAY = frozenset({"report", "rumour", "rumor", "suggestion"})
"""Who denies one of these tells of somebody else's claim, which stands beside the denial."""
ABOUT = "about="
"""Begins the rule that tells which of them an act stands under."""
DOERS = ("nsubj", "obl:agent", "nmod:by", "nmod:poss", "amod", "compound")
RECIPIENTS = ("obj", "iobj", "obl:against", "nmod:against", "obl:on", "nmod:on", "obl:to", "nmod:to", "nmod:of")
"""Where the tree shows a side that the reader left open."""
_THIRD = ("mediator", "host", "financier", "target_of_talk", "beneficiary")


_MOVING = load_lexicon().classes["moving"]


class Read(NamedTuple):
    """A frame with what the reader says of it; `sign` is None where no reader looked."""

    frame: Frame
    sign: Sign | None
    share: float
    """Share of the frame's own type."""
    about: str = ""
    """The entry of the comment, denial or condolence that the act is only the matter of."""


def weigh(scene: Scene, frames: Sequence[Frame], lexicon: Lexicon) -> list[Read]:
    """Frames of the lexicon and of the reader together, in order of their words."""
    signs = scene.tree.analysis.signs
    if signs is None:
        return [Read(frame, None, 0.0) for frame in frames]
    by_word = {sign.word: sign for sign in signs}
    told: set[int] = set()
    found: list[Read] = []
    for frame in frames:
        sign = _sign_of(frame, by_word)
        read = _confirmed(scene, frame, sign)
        if read is None:
            continue
        found.append(read._replace(frame=_as_upheld(scene, _upholding(scene.tree, frame.head), read.frame)))
        told |= {*frame.words, *frame.theme} | ({sign.word} if sign else set())
    for sign in signs:
        if sign.word in told or act_share(sign) < NEW or _denies_charge(scene.tree, sign.word, lexicon):
            continue
        idle = (_only_causes, only_hides, _leaves_open)
        if not (_is_ready_thing(scene, sign.word) or any(check(scene.tree, sign.word, lexicon) for check in idle)):
            noun = _upholding(scene.tree, sign.word)
            if noun is not None and (noun in told or (noun in by_word and act_share(by_word[noun]) >= NEW)):
                continue
            frame = _as_upheld(scene, noun, frame_of(scene, sign, lexicon))
            found.append(Read(frame, sign, sign.types[0][1]))
    kept = _without_content(scene, sorted(found, key=lambda read: read.frame.head))
    return _with_comments(scene, kept, frames, lexicon)


def _upholding(tree: Tree, word: int) -> int | None:
    """Of "Chad's backing of Togo joining the bloc" the noun, whose act it is; None: the word is no such content."""
    noun = tree.heads[word]
    content = noun >= 0 and tree.xpos[word] == "VBG" and tree.deprels[word] == "acl" and tree.upos[noun] == "NOUN"
    return noun if content and tree.children(noun, "nmod:poss") and _upheld(tree, noun, word) else None


def _upheld(tree: Tree, noun: int, word: int) -> list[int]:
    """Who is to do it, behind "of": the subject of the gerund, wherever it was hung."""
    phrases = tree.children(noun, "nmod")
    return tree.subjects(word) or [at for at in phrases if at < word and "of" in tree.prepositions(at)]


def _as_upheld(scene: Scene, noun: int | None, frame: Frame) -> Frame:
    """Who upholds what another one is to do supports that one."""
    if noun is None or frame.entry.type != "SUPPORT":
        return frame
    tree = scene.tree
    doers = [n for at in tree.children(noun, "nmod:poss") for n in scene.parties(at)]
    others = [n for at in _upheld(tree, noun, frame.head) for n in scene.parties(at) if n not in doers]
    entry = replace(frame.entry, reciprocal=False)
    return frame._replace(entry=entry, actors=tuple(doers), recipients=tuple(others)) if doers and others else frame


def _only_causes(tree: Tree, word: int, lexicon: Lexicon) -> bool:
    """Whether it is the "prompted" of "it prompted the release of the pilots", where the release is the act."""
    if tree.lemmas[word] not in lexicon.classes["causing"]:
        return False
    if any(tree.xpos[deed] == "VB" for deed in tree.children(word, "xcomp", "advcl", "ccomp")):
        return True  # "it prompted Chad to recall its envoy"
    return any(tree.upos[at] == "NOUN" and tree.lemmas[at] in lexicon.nouns for at in tree.children(word, "obj"))


def _is_ready_thing(scene: Scene, word: int) -> bool:
    """Whether it is the "ready" of a site, a ship or a mood, which promises nothing."""
    tree = scene.tree
    if tree.upos[word] != "ADJ":
        return False
    told = tree.subjects(word) or (tree.subjects(tree.heads[word]) if tree.deprels[word] == "xcomp" else [])
    if tree.deprels[word] == "amod":
        told = [tree.heads[word]]  # "in an agreeable situation"
    return bool(told) and all(scene.is_thing(subject) for subject in told)


def only_hides(tree: Tree, word: int, lexicon: Lexicon) -> bool:
    """Whether it is the "want" of "he did not want to be named", which refuses nothing to anybody."""
    aims = tree.children(word, "xcomp", "acl")
    return any(tree.lemmas[aim] in lexicon.classes["naming"] and tree.is_passive(aim) for aim in aims)


def _leaves_open(tree: Tree, word: int, lexicon: Lexicon) -> bool:
    """Whether it is "did not rule out", which neither refuses nor does anything."""
    particle = [tree.lemmas[child] for child in tree.children(word, "compound:prt")]
    excludes = " ".join([tree.lemmas[word], *particle]) in lexicon.classes["excluding"]
    negated = any(tree.lemmas[child] in load_function_words().negators for child in tree.children(word, "advmod"))
    return excludes and negated


def _without_content(scene: Scene, reads: Sequence[Read]) -> list[Read]:
    """What is promised, asked for, threatened, refused or blamed is part of that act, and no act beside it."""
    words = {read.frame.head for read in reads if read.frame.entry.type in GOVERNING}
    undoing = {read.frame.head for read in reads if read.frame.entry.type in UNDOING}
    return [
        read
        for read in reads
        if not _is_content(scene.tree, read.frame, words - set(read.frame.words))
        and not _is_undone(scene.tree, read.frame, undoing)
    ]


def _is_undone(tree: Tree, frame: Frame, undoing: Collection[int]) -> bool:
    """Whether it is a noun for what another act takes back: the veto of "will lift its veto"."""
    head = frame.head
    return tree.upos[head] == "NOUN" and tree.deprels[head] == "obj" and tree.heads[head] in undoing


def _is_content(tree: Tree, frame: Frame, governing: set[int]) -> bool:
    """Whether the way up to a governing word passes complements only: no clause beside it, no phrase of time."""
    at = tree.first_conjunct(frame.head if frame.carrier is None else frame.carrier)
    while tree.deprels[at] in COMPLEMENTS:
        if tree.heads[at] in governing:
            return AROUND.isdisjoint(tree.prepositions(at))
        at = tree.first_conjunct(tree.heads[at])
    return False


def _with_comments(scene: Scene, reads: Sequence[Read], frames: Sequence[Frame], lexicon: Lexicon) -> list[Read]:
    """What is denied, mourned, hoped or feared says by which words; who mourns has not done it."""
    tree = scene.tree
    told = [frame for frame in frames if frame.entry.name in COMMENTS and not _is_hearsay(tree, frame.theme)]
    comments = _comment_words(tree, lexicon)
    comments.update((word, frame.entry.name) for frame in told for word in frame.words)
    mourners = {n for frame in frames if frame.entry.name == "condole" for n in frame.actors}
    return [_as_matter(read, _comment_on(tree, read.frame, comments), mourners) for read in reads]


def _is_hearsay(tree: Tree, nouns: Sequence[int]) -> bool:
    return bool(nouns) and all(tree.lemmas[noun] in HEARSAY for noun in nouns)


def _comment_words(tree: Tree, lexicon: Lexicon) -> dict[int, str]:
    """Words that comment whoever says them: denials of a charge, and adjectives such as "sceptical of"."""
    denials = (word for word in range(len(tree)) if _denies_charge(tree, word, lexicon))
    found = {word: "deny_charge" for word in denials if not _is_hearsay(tree, fillers(tree, word, "obj"))}
    for word in range(len(tree)):
        if tree.upos[word] == "ADJ" and tree.deprels[word] != "amod":
            names = {match.entry.name for match in lexicon.adjectives.get(tree.lemmas[word], ())}
            found.update(dict.fromkeys([word] if names & COMMENTS else [], "pessimistic"))
    return found


def _denies_charge(tree: Tree, word: int, lexicon: Lexicon) -> bool:
    """Whether it is charges that somebody rejects: that refuses nothing to anybody."""
    if tree.lemmas[word] not in lexicon.classes["denying"]:
        return False
    return any(tree.lemmas[noun] in lexicon.classes["allegation"] for noun in fillers(tree, word, "obj"))


def _comment_on(tree: Tree, frame: Frame, comments: Mapping[int, str]) -> str:
    """The comment above an act in the tree, with complements and relative clauses alone between them."""
    at = tree.first_conjunct(frame.head)
    while tree.deprels[at] in COMPLEMENTS or tree.deprels[at] == "acl:relcl":
        if tree.heads[at] in comments and frame.head not in comments:
            return comments[tree.heads[at]]
        at = tree.first_conjunct(tree.heads[at])
    return ""


def _as_matter(read: Read, comment: str, mourners: Collection[int]) -> Read:
    if comment == "condole":
        own = tuple(n for n in read.frame.actors if n not in mourners)
        return read._replace(frame=read.frame._replace(actors=own), about=comment)
    return read._replace(about=comment)


def act_share(sign: Sign) -> float:
    """Share that the word reports an act or state at all."""
    return sum(share for _, share in sign.types)


def _sign_of(frame: Frame, by_word: dict[int, Sign]) -> Sign | None:
    """The likeliest sign among the words of a frame, its light verb and its theme."""
    places = [*frame.words, *([] if frame.carrier is None else [frame.carrier])]
    found = [by_word[word] for word in places if word in by_word]
    found = found or [by_word[word] for word in frame.theme if word in by_word]
    return max(found, key=act_share, default=None)


def _confirmed(scene: Scene, frame: Frame, sign: Sign | None) -> Read | None:
    """The frame as the reader leaves it; None: vetoed."""
    if frame.entry.type is None:
        return Read(frame, sign, act_share(sign) if sign else 0.0)
    if sign is None or not sign.types or act_share(sign) < VETO:
        return Read(frame, Sign(word=frame.head, types=()), 0.0) if _is_tested(frame) else None
    shares = dict(sign.types)
    (best, share), own = sign.types[0], shares.get(frame.entry.type, 0.0)
    if frame.entry.type == "SAY" and _is_tested(frame):
        return Read(with_parties(scene, frame, sign), sign, own)
    doubted = own < WEAK and not _is_tested(frame)
    if doubted and share < NEW:
        return None
    if best not in (frame.entry.type, STATE) and (share >= (OTHER_TESTED if _is_tested(frame) else OTHER) or doubted):
        frame = frame._replace(entry=entry_of(sign))
    frame = with_parties(scene, frame, sign)
    return Read(frame, sign, shares.get(frame.entry.type or STATE, 0.0))


def _is_tested(frame: Frame) -> bool:
    """Whether more than a single word speaks for the entry: a phrase, an object or a clause that it asks for."""
    entry = frame.entry
    return len(frame.words) > 1 or bool(entry.objects or entry.subjects or entry.noun_of or entry.clause)


def with_parties(scene: Scene, frame: Frame, sign: Sign) -> Frame:
    """The frame with the parties that the reader sees on a side that the tree left open."""
    actors, recipients, third = parties_of(scene, sign)
    if frame.entry.reciprocal:
        both = tuple(dict.fromkeys((*actors, *recipients)))
        all_sides = frame.actors if len(frame.actors) >= 2 or len(both) < 2 else both
        return frame._replace(actors=all_sides, recipients=tuple(n for n in frame.recipients if n not in all_sides))
    if frame.actors and frame.recipients:
        return frame
    actors = frame.actors or tuple(n for n in actors if n not in frame.recipients)
    recipients = frame.recipients or tuple(n for n in recipients if n not in actors)
    return frame._replace(actors=actors, recipients=recipients, third=third or frame.third)


def frame_of(scene: Scene, sign: Sign, lexicon: Lexicon) -> Frame:
    """The frame of a sign that no entry tells."""
    actors, recipients, third = parties_of(scene, sign)
    entry = entry_of(sign)
    if entry.reciprocal:
        actors, recipients = tuple(dict.fromkeys((*actors, *recipients))), ()
    elif agents_named := _by_whom(scene, sign.word):
        told = (*actors, *recipients, *(n for at in patients(scene.tree, sign.word) for n in scene.parties(at)))
        actors, recipients = agents_named, tuple(n for n in dict.fromkeys(told) if n not in agents_named)
    elif entry.type and not (actors and recipients):
        doers, others = (_in_reach(scene, sign.word, side) for side in sides_of(scene, entry, sign.word, lexicon))
        actors = actors or tuple(n for n in doers if n not in recipients)
        recipients = recipients or tuple(n for n in others if n not in actors)
    if not actors and _are_enabled(scene, sign):
        actors, recipients = recipients, ()
    if not (actors or recipients):
        actors = scene.signers(scene.tree.subjects(sign.word))
    return Frame(entry, (sign.word,), (), actors, recipients, third, carrier_of(scene.tree, lexicon, sign.word))


def _by_whom(scene: Scene, word: int) -> tuple[int, ...]:
    """Whom "by" names behind a passive verb: they alone do it, "Chad was offered gas by Togo"."""
    tree = scene.tree
    passive = tree.upos[word] == "VERB" and bool(tree.children(word, "aux:pass", "nsubj:pass"))
    found = [n for at in agents(tree, word) for n in scene.parties(at)] if passive else []
    return tuple(n for n in found if scene.tells(n))


def _are_enabled(scene: Scene, sign: Sign) -> bool:
    """Whether a thing leaves two to act together: "the talks allowed Chad and Togo to form a union"."""
    tree, word = scene.tree, sign.word
    subjects, objects = tree.subjects(word), tree.children(word, "obj", "iobj")
    moved = bool(tree.children(word, "xcomp")) and bool(subjects) and all(map(scene.is_thing, subjects))
    return moved and sign.types[0][0] in MUTUAL and any(len(tree.conjuncts(at)) > 1 for at in objects)


def entry_of(sign: Sign) -> Entry:
    """What the reader says of a word, in the form of an entry of the lexicon."""
    best = sign.types[0][0]
    kind = cast(ClaimKind, sign.kind)
    if best == STATE and kind not in ("state", "measure"):
        kind = "state"
    return Entry(
        name=f"reader_{best.lower()}" if best != STATE else "reader_state",
        type=None if best == STATE else cast(EventType, best),
        mode=sign.mode,
        kind=kind,
        stage=cast(Stage, sign.stage) if sign.stage and sign.types[0][1] >= STEP else None,
        actor=DOERS,
        recipient=RECIPIENTS,
        reciprocal=sign.mutual > 0.5,
    )


def parties_of(scene: Scene, sign: Sign) -> tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[Role, int], ...]]:
    """Actors, recipients and third parties as numbers of the scene; nobody is on two sides."""
    actors = tuple(_numbers(scene, sign, "actor"))
    recipients = tuple(n for n in _numbers(scene, sign, "recipient") if n not in actors)
    actors, recipients = _undivided(scene, sign, actors, recipients)
    taken = {*actors, *recipients}
    third = tuple((cast(Role, role), n) for role in _THIRD for n in _numbers(scene, sign, role) if n not in taken)
    return actors, recipients, third


def _undivided(
    scene: Scene, sign: Sign, actors: tuple[int, ...], recipients: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Those whom "and" joins stand on one side: both agree, and of other acts they are where the tree puts them."""
    tree = scene.tree
    first = {n: tree.first_conjunct(head) for n in (*actors, *recipients) if (head := scene.heads[n]) is not None}
    torn = {first.get(n) for n in actors} & {first.get(n) for n in recipients} - {None}
    parted = tuple(n for n in (*actors, *recipients) if first.get(n) in torn)
    if not parted:
        return actors, recipients
    others = tuple(n for n in actors if n not in parted), tuple(n for n in recipients if n not in parted)
    agree = sign.types[0][0] in MUTUAL
    if agree or any(tree.deprels[at] in SUBJECTS for at in torn if at is not None):
        return (*others[0], *parted), others[1]
    return others[0], (*others[1], *parted)


def _numbers(scene: Scene, sign: Sign, role: str) -> list[int]:
    """The actors that the words in a role stand for, each once."""
    found: dict[int, None] = {}
    parties = (word for word, told, share in sign.parties if told == role and share >= PARTY)
    for run in _runs([word for word in parties if not _is_cut_off(scene.tree, sign.word, word)]):
        found.update(dict.fromkeys(n for n in _actors_in(scene, run) if not scene.is_owner(n, but=sign.word)))
    told = [number for number in found if not _is_of_another(scene, sign.word, number)]
    doing = [number for number in told if not scene.is_where(number)] if role == "actor" else []
    return doing or told


def _is_of_another(scene: Scene, act: int, number: int) -> bool:
    """Whether it owns another noun beside a noun of an act: the Chad of "Chad's visit drew Togo's praise"."""
    tree, head = scene.tree, scene.heads[number]
    if head is None or tree.upos[act] != "NOUN":
        return False
    above = tree.heads[act]
    if above == tree.heads[head] and tree.deprels[head] == "obj" and tree.lemmas[above] in _MOVING:
        return True  # "Chad's visit angered Togo"
    if tree.deprels[head] != "nmod:poss":
        return False
    noun, told = tree.heads[head], tree.subtree(act)
    own = any(tree.deprels[at] == "nmod:poss" for at in tree.children(act))
    return own and noun not in told and act not in tree.subtree(noun) and tree.heads[noun] == tree.heads[act]


def _in_reach(scene: Scene, act: int, numbers: Sequence[int]) -> list[int]:
    """Those that no semicolon cuts off from an act."""
    heads = [(number, scene.heads[number]) for number in numbers]
    return [number for number, head in heads if head is None or not _is_cut_off(scene.tree, act, head)]


def _is_cut_off(tree: Tree, act: int, word: int) -> bool:
    """Whether a semicolon parts them, behind which another clause has a subject: "Chad ratified it; Niger waits"."""
    first, last = sorted((act, word))
    if ";" not in tree.forms[first:last]:
        return False
    clause = clause_of(tree, word)
    return act not in tree.subtree(clause) and bool(tree.subjects(clause))


def _runs(words: Sequence[int]) -> Iterator[list[int]]:
    """Words that follow each other, together."""
    run: list[int] = []
    for word in words:
        if run and word != run[-1] + 1:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _actors_in(scene: Scene, run: list[int]) -> list[int]:
    """Whom a run of words means: what its head stands for, else any actor named in it."""
    inside = set(run)
    heads = [word for word in run if scene.tree.heads[word] not in inside]
    found = [n for head in heads[:1] for n in scene.parties(head, doer=False)]
    return found or list(dict.fromkeys(n for word in run if (n := scene.actor_at(word)) is not None))


PLAIN: Mapping[Status, Firmness] = {
    **PLAINEST,
    "planned": replace(PLAINEST["planned"], certainty="probable"),
    "hypothetical": replace(PLAINEST["hypothetical"], certainty="underspecified"),
}
"""The firmness of a status that a share alone tells: less sure of what lies ahead than words would be."""


def settled(firmness: Firmness, sign: Sign | None) -> Firmness:
    """What the rules derive, unless the reader is sure of another status."""
    if sign is None or not sign.status:
        return firmness
    status, share = sign.status[0]
    sure = share >= SURE and status != firmness.status and status in PLAIN
    return PLAIN[cast(Status, status)] if sure else firmness


class Coded(NamedTuple):
    """An act between a pair as the whole reading has it, which the shares of its words follow."""

    trigger: Span
    support: Span
    type: str
    exported: str
    """The type that counts: of a promise to release "AGREE", of a refusal "REJECT"."""
    by_entry: bool
    """Whether an entry of the lexicon found it."""

    def holds(self, word: Span) -> bool:
        """Whether the word is of its trigger."""
        return self.trigger[0] <= word[0] and word[1] <= self.trigger[1]

    def quotes(self, word: Span) -> bool:
        """Whether the word stands in what is quoted for it."""
        return self.support[0] <= word[0] and word[1] <= self.support[1]


def pair_shares(
    analysis: Analysis, first: Sequence[int], second: Sequence[int], acts: Sequence[Coded] = ()
) -> dict[str, float]:
    """Weight of each type between two parties named by their words: what the first does to the second.

    Each sign counts by how far the reader sees the one as actor and the other as recipient; a mutual act either way.
    Where the reading has an act of another type at the same words, half of the weight is that type's.
    """
    weights: dict[str, float] = {}
    spans = analysis.sentence.words
    for sign in analysis.signs or ():
        if _is_object(analysis, sign.word, acts):
            continue
        own = next((act for act in acts if act.by_entry and act.holds(spans[sign.word])), None)
        weight = LOOSE + _tie(sign, first, second)
        for name, share in sign.types:
            if name not in (STATE, "SAY"):
                told = _told_as(name, spans[sign.word], acts)
                for one in (told, own.exported if own else told):
                    weights[one] = weights.get(one, 0.0) + share * weight / 2
    return weights


def _told_as(name: str, word: Span, acts: Sequence[Coded]) -> str:
    """A type as the act of that type around a word is exported: "will not release" is a refusal."""
    return next((act.exported for act in acts if act.type == name and act.quotes(word)), name)


def _is_object(analysis: Analysis, word: int, acts: Sequence[Coded]) -> bool:
    """Whether the word is the object of an act of the lexicon, and no act beside it: "lifted the ban"."""
    head, spans = analysis.heads[word], analysis.sentence.words
    if head < 0 or analysis.deprels[word] not in ("obj", "nsubj:pass"):
        return False
    return any(act.by_entry and act.holds(spans[head]) and not act.holds(spans[word]) for act in acts)


LOOSE = 0.02
"""Weight of a sign that names neither party, so that it counts where nothing better is said."""


def _tie(sign: Sign, first: Sequence[int], second: Sequence[int]) -> float:
    """How far a sign ties the parties: both, or one of them at a third."""
    shares = {(word, role): share for word, role, share in sign.parties}

    def seen(words: Sequence[int], *roles: str) -> float:
        return max((shares.get((word, role), 0.0) for word in words for role in roles), default=0.0)

    doer, done_to = seen(first, "actor"), seen(second, "recipient", "target_of_talk", "beneficiary")
    straight = doer * done_to + (doer + done_to) / 6
    return max(straight, sign.mutual * seen(first, "actor") * seen(second, "actor"))
