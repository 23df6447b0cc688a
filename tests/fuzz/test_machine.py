"""Whatever is done to the book in whatever order, it says what a plain reckoning says, now and of every moment."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from entente.ledger import Ledger, Reading, fold
from entente.records import Decision
from tests.ledger.made import NOON, PRODUCER, batch, claim, document, failed, item, ruling, texts_of

SLOTS = st.sampled_from(["a.txt", "b.txt", "c.txt"])
TEXTS = st.sampled_from([f"Pact {n} was signed." for n in range(5)])
HOURS = st.integers(0, 6)
PAIRS = st.sampled_from([("evt:1", "evt:2"), ("evt:2", "evt:3"), ("evt:1", "evt:3")])
EXAMPLES = int(os.environ.get("ENTENTE_MACHINE_EXAMPLES", "25"))
STEPS = 30

Order = tuple[datetime, str]


def version(slot: str, text: str, hours: int = 0) -> Reading:
    """A text fetched at a place; the same text is the same document everywhere."""
    fetched = NOON + timedelta(hours=hours)
    article = document(text, retrieved_at=fetched)
    claims = tuple(claim(article, number) for number in range(2))
    return Reading(item=item(slot, text.encode(), fetched), document=article, claims=claims)


class Book(RuleBasedStateMachine):
    """The ledger beside dictionaries that hold what must stand."""

    new_place: Callable[[], str]

    def __init__(self) -> None:
        super().__init__()
        self._clock = NOON
        self.ledger = self._open()
        self.texts: dict[str, tuple[Order, str]] = {}
        self.told: dict[str, tuple[Order, int]] = {}
        self.rulings: dict[str, Decision] = {}
        self.moments: list[tuple[datetime, str]] = []

    def _open(self) -> Ledger:
        return Ledger.open(type(self).new_place(), create=True, clock=lambda: self._clock)

    @rule(slot=SLOTS, text=TEXTS, hours=HOURS)
    def append(self, slot: str, text: str, hours: int) -> None:
        """A version of an article, in or out of order, replaces what was fetched before it."""
        made = version(slot, text, hours)
        order = (made.item.fetched, made.item.sha256)
        self.ledger.append(batch(made))
        self.texts[slot] = max(self.texts.get(slot, (order, text)), (order, text))
        self.told[slot] = max(self.told.get(slot, (order, 0)), (order, 0))

    @rule(slot=SLOTS, hours=HOURS)
    def fail(self, slot: str, hours: int) -> None:
        """Bytes without a text leave the text that stands."""
        made = failed(slot, hours=hours)
        order = (made.item.fetched, made.item.sha256)
        self.ledger.append(batch(made))
        self.told[slot] = max(self.told.get(slot, (order, 1)), (order, 1))

    @rule(slots=st.sets(SLOTS, min_size=2), text=TEXTS, hours=HOURS)
    def append_copies(self, slots: set[str], text: str, hours: int) -> None:
        """One text at several places in one batch, each place with its own version."""
        made = [version(slot, text, hours) for slot in sorted(slots)]
        self.ledger.append(batch(*made))
        for slot, one in zip(sorted(slots), made, strict=True):
            order = (one.item.fetched, one.item.sha256)
            self.texts[slot] = max(self.texts.get(slot, (order, text)), (order, text))
            self.told[slot] = max(self.told.get(slot, (order, 0)), (order, 0))

    @rule(pair=PAIRS, says_yes=st.booleans())
    def rule_on(self, pair: tuple[str, str], says_yes: bool) -> None:
        """A ruling stands until one revokes it."""
        self._rule(ruling(*pair, "yes" if says_yes else "no"))

    @rule(pair=PAIRS, number=st.integers(0, 20))
    def undo(self, pair: tuple[str, str], number: int) -> None:
        """A ruling that is taken back stands no more, and what took it back may be taken back too."""
        if self.rulings:
            names = sorted(self.rulings)
            self._rule(ruling(*pair, "maybe", revokes=names[number % len(names)]))

    def _rule(self, decision: Decision) -> None:
        self.ledger.append(batch(decision))
        self.rulings[decision.decision_id] = decision

    @rule(hours=st.integers(-50, 50))
    def change_clock(self, hours: int) -> None:
        """The machine's clock jumps."""
        self._clock += timedelta(hours=hours)

    @rule()
    def remember(self) -> None:
        """Notes what stands at this moment."""
        moment = self.ledger.moment()
        if moment:
            self.moments.append((moment, self.ledger.snapshot().hash()))

    @rule()
    def restore(self) -> None:
        """Goes on with a ledger that was made of an export of this one."""
        with self.ledger as old:
            lines = list(old.export_lines())
            self.ledger = self._open()
            self.ledger.import_lines(lines)
            assert lines == list(self.ledger.export_lines())
            assert old.snapshot().hash() == self.ledger.snapshot().hash()

    @invariant()
    def says_what_must_stand(self) -> None:
        """The texts, their claims, the problems and the rulings."""
        assert sorted({text for _, text in self.texts.values()}) == texts_of(self.ledger)
        assert 2 * len(texts_of(self.ledger)) == len(list(self.ledger.claims()))
        assert sum(number for _, number in self.told.values()) == len(list(self.ledger.problems()))
        revoked = {decision.revokes for decision in self.rulings.values()}
        assert self.rulings.keys() - revoked == {decision.decision_id for decision in self.ledger.decisions()}

    @invariant()
    def past_stays(self) -> None:
        """What was known at a moment is never changed by what came later; the lines fold to the same."""
        for moment, hash_ in self.moments[-3:]:
            assert hash_ == self.ledger.snapshot(moment).hash()
        assert fold(self.ledger.changes()).hash() == self.ledger.snapshot().hash()

    def teardown(self) -> None:
        """The file holds together, and what was read last is known."""
        with self.ledger as ledger:
            assert ledger.integrity().is_sound
            for slot, (order, text) in self.texts.items():
                if order == self.told[slot][0]:
                    assert ledger.has_read(version(slot, text).item, PRODUCER)


def test_the_book_and_a_plain_reckoning(new_place: Callable[[], str]) -> None:
    """Appended, superseded, ruled, undone, asked as of a moment, exported and restored: both say the same."""
    shape = settings(max_examples=EXAMPLES, stateful_step_count=STEPS)
    here = type("Here", (Book,), {"new_place": staticmethod(new_place)})
    run_state_machine_as_test(here, settings=shape)
