"""Acts of a sentence with who, what, how firm and in whose words: everything but dates and resolved actors."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from entente.extract.confidence import READER
from entente.extract.firmness import Judge, Judgement
from entente.extract.holders import Holder, find_holders
from entente.extract.reader import ABOUT, Read, settled, weigh
from entente.extract.scene import Scene
from entente.extract.standing import as_it_stands, going_on
from entente.extract.tree import Tree
from entente.extract.triggers import Frame, find_frames, lent_frame
from entente.records.codes import COUNTED, ClaimKind, Orientation
from entente.records.firmness import Firmness
from entente.records.text import Sign, Span
from entente.vocab.firmness import FirmnessWords
from entente.vocab.lexicon import Entry, Lexicon

GUESSED = "reader_"
"""Begins the name of an entry that the trained reader made."""
AVOIDING = "avoid"
"""Group of verbs that only say that an act was not done: "stopped short of" is no other act."""
NOT_DONE = Entry(name="clause_state", kind="state")
"""What a deed comes to that was not done and that no entry knows."""
_WITHIN_NOUN = ("nmod:poss", "amod", "compound", "flat", "nmod", "appos", "conj", "nmod:desc")


class Draft(NamedTuple):
    """One act as a sentence tells it; actors are numbers in the scene's `actors`."""

    entry: Entry
    kind: ClaimKind
    trigger: Span
    support: Span
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    third: tuple[tuple[str, int], ...]
    firmness: Firmness
    holders: tuple[Holder, ...]
    theme: tuple[Span, ...]
    tense: Orientation
    rules: tuple[str, ...]
    """The words and rules that made it what it is, for `show`."""
    share: float | None = None
    """What the trained reader gives its type; None: no reader looked."""
    beside: tuple[Span, ...] = ()
    """The other things of the list in which its theme stands; they have drafts of their own."""

    def head(self, tree: Tree) -> int:
        """The word of the trigger on which its others hang."""
        head = tree.head_of(*self.trigger)
        return 0 if head is None else head


def draft_claims(scene: Scene, lexicon: Lexicon, firmness: FirmnessWords) -> list[Draft]:
    """The acts of a sentence in order of their triggers."""
    judge = scene.judge(firmness)
    reads = _with_lent(scene, weigh(scene, find_frames(scene, lexicon), lexicon), lexicon)
    heads = {read.frame.head for read in reads}
    told = [read for read in reads if _aim(scene, read.frame) not in heads]
    judged = [(read, _judgement(scene, read.frame, judge)) for read in told]
    avoided = {it.predicate for _, judgement in judged for it in judgement.embeddings if it.group.name == AVOIDING}
    return [
        _draft(scene, read, judgement, lexicon)
        for read, whole in judged
        for judgement in _both(whole)
        if not (read.frame.head in avoided and read.frame.entry.name.startswith(GUESSED))
    ]


def _with_lent(scene: Scene, reads: Sequence[Read], lexicon: Lexicon) -> list[Read]:
    """The reads with the nouns that stand beside a noun of an act and share its parties."""
    tree = scene.tree
    told = {word for read in reads for word in (*read.frame.words, *read.frame.theme)}
    lent: list[Read] = []
    for read in reads:
        head = read.frame.head
        beside = tree.conjuncts(tree.first_conjunct(head)) if tree.upos[head] == "NOUN" else []
        for word in beside:
            frame = None if word in told else lent_frame(scene, lexicon, word, read.frame)
            if frame is not None:
                lent.append(Read(frame, None, 0.0))
                told |= {*frame.words, *frame.theme}
    return sorted([*reads, *lent], key=lambda read: read.frame.head)


def _both(judgement: Judgement) -> list[Judgement]:
    """A denial, and the report that it denies."""
    return [judgement] if judgement.told is None else [judgement, judgement.told]


def _judgement(scene: Scene, frame: Frame, judge: Judge) -> Judgement:
    """How firm an act is; a predicate such as "due" or "expected" tells of itself that it is to come."""
    anchor = _anchor(scene, frame)
    tree, entry = scene.tree, frame.entry
    predicate = tree.upos[anchor] == "ADJ" or (tree.is_passive(anchor) and tree.is_present(anchor))
    visit = entry.kind == "commitment" and entry.mode == "visit"
    coming = anchor == frame.head and predicate and (visit or (entry.stage is not None and tree.upos[anchor] == "ADJ"))
    return judge.stance(anchor) if coming else judge.judge(anchor)


def _anchor(scene: Scene, frame: Frame) -> int:
    """The word whose clause says how firm the act is: a light verb, what one is ready for, else itself."""
    if frame.carrier is not None:
        return frame.carrier
    aim = _aim(scene, frame)
    return frame.head if aim is None else aim


def _aim(scene: Scene, frame: Frame) -> int | None:
    """Of "is ready to rebuild" what one is ready for."""
    ready = frame.entry.kind == "commitment" and scene.tree.upos[frame.head] == "ADJ"
    if not ready:
        return None
    found = (scene.tree.child(at, "xcomp") for at in scene.tree.conjuncts(frame.head))
    return next((aim for aim in found if aim is not None), None)  # "is willing, but unable, to lend"


def _draft(scene: Scene, read: Read, judgement: Judgement, lexicon: Lexicon) -> Draft:
    frame, sign, share, about = read
    tree, anchor = scene.tree, _anchor(scene, read.frame)
    firmness = judgement.firmness if judgement.decided else settled(judgement.firmness, _own(frame, judgement, sign))
    firmness = going_on(tree, anchor, frame.entry, firmness)
    if firmness.polarity == "negative" and _refuses_by_not(tree, frame, lexicon):
        firmness = replace(firmness, polarity="positive", orientation="past")
    if frame.entry.polarity == "negative":
        firmness = Firmness(
            polarity={"positive": "negative", "negative": "positive"}.get(firmness.polarity, "unknown"),  # type: ignore[arg-type]  # three literals
            certainty=firmness.certainty,
            orientation=firmness.orientation,
            force=firmness.force,
            durative=firmness.durative,
        )
    entry = as_it_stands(tree, read, firmness, lexicon)
    guessed = entry.name == f"{GUESSED}reject" and tree.lemmas[frame.head] not in lexicon.classes["refusing"]
    if guessed and firmness.status == "denied" and tree.upos[frame.head] == "VERB":
        entry = NOT_DONE  # "has not handed over a base": that no refusal took place is not said
    holders = tuple(find_holders(scene, judgement))
    return Draft(
        entry=entry,
        kind=_kind(entry, firmness, frame.actors),
        trigger=tree.span_of(_contiguous(frame.words)),
        support=_support(scene, frame),
        actors=_doers(scene, frame, holders),
        recipients=_others(scene, frame, holders),
        third=frame.third,
        firmness=firmness,
        holders=holders,
        theme=tuple(tree.clause_span(word) for word in frame.theme),
        tense=firmness.orientation,
        rules=(
            frame.entry.name,
            *(embedding.group.name for embedding in judgement.embeddings),
            *([f"{ABOUT}{about}"] if about else []),
            *([f"{READER}{share:.2f}"] if sign else []),
        ),
        share=share if sign else None,
    )


def _refuses_by_not(tree: Tree, frame: Frame, lexicon: Lexicon) -> bool:
    """Whether the reader sees the refusal in a denied verb: "does not recognise the toll" refuses it."""
    verb = tree.upos[frame.head] == "VERB" and tree.lemmas[frame.head] not in lexicon.classes["refusing"]
    if any(tree.lemmas[at] == "have" for at in tree.children(frame.head, "aux")):
        return False  # "has not handed over a base": it was not done, which refuses nothing
    return verb and frame.entry.name == f"{GUESSED}reject"


def _doers(scene: Scene, frame: Frame, holders: Sequence[Holder]) -> tuple[int, ...]:
    """Who does it; one who only says so is none where the clause names its subject: "Neto said Chad had paid"."""
    subjects = scene.tree.subjects(frame.head)
    own = {n for subject in subjects for n in scene.parties(subject)}
    told = {holder.actor for holder in holders} - own - scene.speakers
    meant = {other for number in own for other in scene.stands_for(number)}
    left = tuple(number for number in frame.actors if number not in told - meant)
    return left if own.intersection(left) else frame.actors


def _others(scene: Scene, frame: Frame, holders: Sequence[Holder]) -> tuple[int, ...]:
    """To whom it is done; the words that name who says so tell nobody else: "we held them, said Malay officers"."""
    told = {holder.actor for holder in holders}
    others = tuple(number for number in frame.recipients if number not in told)
    if scene.speakers.isdisjoint(frame.actors):
        return others
    return tuple(number for number in others if not scene.is_of_speaker(number))


def _own(frame: Frame, judgement: Judgement, sign: Sign | None) -> Sign | None:
    """The sign of an act; one on its theme alone does not make a plan of what its verb tells as done."""
    if sign is None or sign.word in frame.words or judgement.firmness.status not in COUNTED:
        return sign
    return sign if sign.word == frame.carrier else None


def _contiguous(words: Sequence[int]) -> list[int]:
    """The head and those parts that stand within a few words of it."""
    head = words[0]
    return [word for word in words if abs(word - head) <= 3]


def _support(scene: Scene, frame: Frame) -> Span:
    """The clause or phrase of the act, wide enough to hold its parties."""
    tree = scene.tree
    start, end = tree.clause_span(_telling(tree, frame.head if frame.carrier is None else frame.carrier))
    for number in (*frame.actors, *frame.recipients):
        actor, head = scene.actors[number], scene.heads[number]
        if scene.is_carried(number) or number in scene.speakers:
            continue
        if head is None:
            start, end = min(start, actor.start), max(end, actor.end)
        elif actor.start < start:
            start = min(actor.start, _phrase_start(tree, head))
        elif actor.end > end:
            end = max(actor.end, tree.clause_span(_clause_above(tree, head))[1])
    return start, end


def _phrase_start(tree: Tree, word: int) -> int:
    """Where the phrase begins that names an actor, its preposition left out: "the army of Chad" for "Chad"."""
    while tree.deprels[word] in _WITHIN_NOUN and tree.is_nominal(tree.heads[word]):
        word = tree.heads[word]
    cases = {at for child in tree.children(word, "case", "cc") for at in tree.subtree(child) if at < word}
    start, end = tree.clause_span(word)
    return tree.spans[next(at for at in tree.words_in(start, end) if at not in cases)][0]


def _clause_above(tree: Tree, word: int) -> int:
    """The predicate that a word hangs on, so that no quote breaks off inside its clause."""
    return next((at for at in tree.ancestors(word) if tree.is_clause(at)), word)


def _telling(tree: Tree, word: int) -> int:
    """The head of what tells an act: the predicate above an infinitive, the noun that a participle describes."""
    while tree.deprels[word] == "xcomp" and tree.upos[word] == "VERB":
        word = tree.heads[word]
    described = tree.deprels[word] == "acl" and tree.xpos[word] in ("VBN", "VBG")
    return tree.heads[word] if described else word


def _kind(entry: Entry, firmness: Firmness, doers: Sequence[int]) -> ClaimKind:
    """What the sentence does: a call is a recommendation, a prospect a forecast, what a doer is to do a commitment."""
    if entry.name.startswith(GUESSED) and entry.kind == "recommendation" and firmness.status == "hypothetical":
        return "forecast"  # "may have the option to convince Chad"
    if entry.kind in ("measure", "statement", "forecast", "recommendation"):
        return entry.kind
    if firmness.status == "called_for":
        return "recommendation"
    if firmness.orientation == "future" and firmness.status == "hypothetical":
        return "forecast"
    if firmness.status != "planned":
        return entry.kind
    if entry.kind == "state":
        return "state" if firmness.force == "intended" else "forecast"
    if firmness.force == "asserted" and firmness.certainty != "certain":
        return "forecast"  # "is likely to sell": the prospect of whoever says so
    return "commitment" if doers else entry.kind
