"""A person's ruling, written into the ledger as a new line that names the one it replaces."""

from collections.abc import Sequence
from typing import Literal

from entente import __version__
from entente.ledger import Batch
from entente.records import Decision, Producer, Reason
from entente.records.codes import Answer
from entente.web.asking import Refused
from entente.web.edition import Edition
from entente.web.pages.review import standing_on

Word = Literal["same", "different", "back"]
ANSWERS: dict[str, Answer] = {"same": "yes", "different": "no", "back": "maybe"}
"""What each button rules; `back` leaves the pair to the machine again."""
PRODUCER = Producer(name="entente review", version=__version__)


def ruling(edition: Edition, decisions: Sequence[Decision], left: str, right: str, word: str) -> Batch:
    """The line for a ruling on two claims; Refused where it makes no sense."""
    answer = ANSWERS.get(word)
    if answer is None or left == right:
        raise Refused(400, "A ruling is same, different or back, on two reports.")
    if left not in edition.book.claims or right not in edition.book.claims:
        raise Refused(404, "One of these reports is not in the project.")
    one, other = min(left, right), max(left, right)
    before = standing_on(decisions, one, other)
    if before and before.verdict == answer:
        raise Refused(409, "This is what was ruled already.")
    if before is None and word == "back":
        raise Refused(409, "There is no ruling on this pair to take back.")
    made = Decision(
        relation="same_event", left=one, right=other, verdict=answer, reasons=(Reason(name="by_hand", score=1.0),),
        revokes=before.decision_id if before else None,
    )  # fmt: skip
    return Batch(producer=PRODUCER, records=(made,))
