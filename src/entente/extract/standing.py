"""What stands rather than happens: how relations are, what somebody is attached to, what is done year in, year out."""

from msgspec.structs import replace

from entente.extract.reader import STATE, Read
from entente.extract.tree import Tree
from entente.extract.triggers import Frame
from entente.records.codes import COUNTED, EventType, Stage
from entente.records.firmness import Firmness
from entente.vocab.function_words import load_function_words
from entente.vocab.lexicon import Entry, Lexicon

DOUBTED = 0.3
"""Share of all acts together under which words about relations tell how they stand."""
FRIENDLY = frozenset({"AGREE", "COOPERATE", "SUPPORT"})
MATERIAL = frozenset({"COOPERATE", "AID", "RETREAT", "MOBILIZE", "COERCE", "ASSAULT", "SANCTION"})
"""Types of acts that are more than words: told in the present they go on, while "Chad accuses Togo" is one act."""
_SETTLED = frozenset({*COUNTED, "planned"})
_BEGINNING = frozenset(
    {"begin", "start", "launch", "kick", "open", "resume", "join", "move", "proceed", "restart", "renew", "commence"}
)
STAGE_TYPES: dict[Stage, EventType] = {
    "mooted": "REQUEST", "proposed": "AGREE", "negotiating": "CONSULT", "agreed": "AGREE", "signed": "SUPPORT",
    "approved": "SUPPORT", "in_force": "COOPERATE", "financed": "COOPERATE", "under_way": "COOPERATE",
    "completed": "COOPERATE", "closed": "COOPERATE", "suspended": "SANCTION", "cancelled": "SANCTION",
    "terminated": "SANCTION", "rejected": "REJECT",
}  # fmt: skip
"""The PLOVER type of a milestone whose words name none; a stall is a state of affairs, no act."""
BAN_TYPES: dict[Stage, EventType] = {
    "proposed": "THREATEN", "approved": "SANCTION", "in_force": "SANCTION", "under_way": "SANCTION",
    "suspended": "RETREAT", "cancelled": "RETREAT", "terminated": "RETREAT", "completed": "RETREAT",
    "closed": "RETREAT",
}  # fmt: skip
"""The same of a ban or other measure against somebody."""


def type_of(entry: Entry) -> EventType | None:
    """The type of an entry; where its words name none, that of its milestone: a ban ends when it is lifted."""
    if entry.type or entry.stage is None:
        return entry.type
    if entry.undertaking == "sanction_regime" and entry.stage in BAN_TYPES:
        return BAN_TYPES[entry.stage]
    return STAGE_TYPES.get(entry.stage)


def going_on(tree: Tree, verb: int, entry: Entry, firmness: Firmness) -> Firmness:
    """A state in the present, a deed in the simple present of a whole sentence or "has been V-ing", is under way."""
    if entry.kind == "state" and firmness.status == "happened" and tree.is_present(_bearer(tree, verb)):
        return replace(firmness, orientation="present", durative=True)
    habit = entry.type in MATERIAL and entry.stage is None and tree.ends_in_full_stop and tree.is_simple_present(verb)
    if firmness.status != "happened" or not (habit or tree.is_perfect_progressive(verb)):
        return firmness
    return replace(firmness, orientation="present", durative=True)


def _bearer(tree: Tree, word: int) -> int:
    """The predicate whose tense a state told by a noun shares: "there is interest", "the road, a point of strife"."""
    if tree.upos[word] != "NOUN" or tree.children(word, "cop"):
        return word
    at = word
    while tree.deprels[at] in ("nmod", "conj") and tree.is_nominal(tree.heads[at]):
        at = tree.heads[at]
    there = tree.deprels[at] == "nsubj" and bool(tree.children(tree.heads[at], "expl"))
    if not there and tree.deprels[at] != "appos":
        return word
    return next((above for above in tree.ancestors(at) if tree.is_clause(above) or there), word)


def as_it_stands(tree: Tree, read: Read, firmness: Firmness, lexicon: Lexicon) -> Entry:
    """The entry of a frame: a state where its words tell how things stand, no step where they only judge one."""
    entry = _over(tree, read.frame, firmness)
    if entry.kind == "forecast" and firmness.status in _SETTLED and tree.upos[read.frame.head] == "VERB":
        return _come_true(read, entry)
    if entry.kind not in ("event", "commitment") or firmness.status not in ("happened", "under_way", "denied"):
        return entry
    if _is_condition(tree, read, lexicon) or _is_attachment(tree, read.frame.head):
        return replace(entry, kind="state", type=None, mode="", stage=None)
    if entry.type == "AGREE" and _is_opinion(tree, read.frame.head):
        return replace(entry, kind="statement", type="SAY", mode="", stage=None)
    judges = tree.upos[read.frame.head] == "VERB" and tree.lemmas[read.frame.head] in lexicon.classes["reaction"]
    return replace(entry, kind="event", type=type_of(entry), stage=None) if judges else entry


def _come_true(read: Read, entry: Entry) -> Entry:
    """A prospect that has come about, or is settled, is a deed of the type that the reader sees: "joined the fund"."""
    best = read.sign.types[0][0] if read.sign is not None and read.sign.types else STATE
    if best == STATE:
        return replace(entry, kind="state", type=None, stage=None)
    return replace(entry, kind="event", type=best, stage=None)


def _over(tree: Tree, frame: Frame, firmness: Firmness) -> Entry:
    """The entry; an exercise that was held, and not only begun, is completed."""
    entry = frame.entry
    begun = any(tree.lemmas[word] in _BEGINNING for word in (frame.head, *((frame.carrier,) if frame.carrier else ())))
    held = (
        entry.undertaking == "exercise" and entry.stage == "under_way" and firmness.status == "happened" and not begun
    )
    return replace(entry, stage="completed") if held else entry


def _is_opinion(tree: Tree, verb: int) -> bool:
    """Whether those who agree are of one mind, and promise nothing: "agrees with Chad that the road is unsafe"."""
    if tree.lemmas[verb] not in ("agree", "concur"):
        return False
    contents = tree.children(verb, "ccomp")
    modals = load_function_words().promising
    promised = any(tree.lemmas[at] in modals for content in contents for at in tree.children(content, "aux"))
    so = any(tree.children(content, "cop") for content in contents)
    return bool(contents) and not promised and (so or tree.is_simple_present(verb))


def _is_condition(tree: Tree, read: Read, lexicon: Lexicon) -> bool:
    """Whether the reader sees no act, and ties are the theme, or it is what somebody is: "is aligned with Chad"."""
    if read.sign is None or read.frame.entry.type not in FRIENDLY:
        return False
    head, relations = read.frame.head, lexicon.classes["relations"]
    is_so = tree.upos[head] == "ADJ" or (tree.is_passive(head) and tree.is_present(head))
    done = tree.is_passive(head) and not tree.is_present(head)
    told = is_so or (not done and any(tree.lemmas[word] in relations for word in read.frame.theme))
    return told and sum(share for name, share in read.sign.types if name not in (STATE, "SAY")) < DOUBTED


def _is_attachment(tree: Tree, word: int) -> bool:
    """Whether it is a commitment to somebody or something, not one to do something."""
    if tree.lemmas[word] != "commitment" or tree.children(word, "acl", "xcomp", "ccomp"):
        return False
    return any("to" in tree.prepositions(child) for child in tree.children(word, "nmod"))
