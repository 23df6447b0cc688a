"""A person's ruling, written into the ledger as a new line that names the one it replaces."""

from collections.abc import Sequence
from typing import Literal, cast

from msgspec.structs import replace

from entente import __version__
from entente.errors import EntenteError
from entente.ledger import Batch
from entente.records import AnyRecord, Claim, DateSpan, Decision, Producer, Reason, from_json, to_json
from entente.records.codes import Answer, Status
from entente.records.firmness import PLAINEST
from entente.views import Book
from entente.web.asking import Query, Refused, last
from entente.web.auditing import audit
from entente.web.edition import Edition
from entente.web.pages.review import standing_on
from entente.web.parties import changed
from entente.web.tongue import _

Word = Literal["same", "different", "back"]
ANSWERS: dict[str, Answer] = {"same": "yes", "different": "no", "back": "maybe"}
"""What each button rules; `back` leaves the pair to the machine again."""
CHECKS: dict[str, Answer] = {"accept": "yes", "reject": "no", "edit": "no", "back": "maybe"}
"""What each button rules on a single record; `edit` rejects it and writes another in its place."""
PRODUCER = Producer(name="entente review", version=__version__)


def ruling(
    edition: Edition, decisions: Sequence[Decision], left: str, right: str, word: str, who: str = "local"
) -> Batch:
    """The lines for a ruling on two claims, and for who made it; Refused where it makes no sense."""
    answer = ANSWERS.get(word)
    if answer is None or left == right:
        raise Refused(400, _("A ruling is same, different or back, on two reports."))
    if left not in edition.book.claims or right not in edition.book.claims:
        raise Refused(404, _("One of these reports is not in the project."))
    one, other = min(left, right), max(left, right)
    before = standing_on(decisions, one, other)
    if before and before.verdict == answer:
        raise Refused(409, _("This is what was ruled already."))
    if before is None and word == "back":
        raise Refused(409, _("There is no ruling on this pair to take back."))
    made = Decision(
        relation="same_event", left=one, right=other, verdict=answer, reasons=(Reason(name="by_hand", score=1.0),),
        revokes=before.decision_id if before else None,
    )  # fmt: skip
    return Batch(producer=PRODUCER, records=(made, audit(who, "rule", made.decision_id, word)))


def check(edition: Edition, name: str, asked: Query, who: str = "local") -> Batch:
    """The lines for a ruling on one record, and for who made it; Refused where it makes no sense."""
    word = last(asked, "word")
    answer = CHECKS.get(word)
    if answer is None:
        raise Refused(400, _("A ruling is accept, reject, edit or back, on one record."))
    before, claim = _ruling_on(edition, name), edition.book.claims.get(name)
    if (before is None and word == "back") or (before and before.verdict == answer):
        raise Refused(409, _("This is how it stands already."))
    if before and word == "back":
        made = _taken_back(edition, before)
    elif claim:
        made = _ruled(edition.book, claim, word, answer, before, asked)
    else:
        raise Refused(404, _("This record is not in the project."))
    rulings = [each for each in made if isinstance(each, Decision)]
    return Batch(producer=PRODUCER, records=(*made, audit(who, "rule", rulings[0].decision_id, word)))


def _ruling_on(edition: Edition, name: str) -> Decision | None:
    """The ruling that stands on a record; None: there is none."""
    return next((ruling for ruling in edition.checked if ruling.left == name), None)


def _ruled(
    book: Book, claim: Claim, word: str, answer: Answer, before: Decision | None, asked: Query
) -> tuple[AnyRecord, ...]:
    """The ruling, and where the record is edited the one that stands in its place."""
    if word != "edit":
        return (_told(claim, answer, before),)
    other = _edited(book, claim, asked)
    return _told(claim, answer, before, instead=other.claim_id), other, _told(other, "yes", None)


def _told(claim: Claim, answer: Answer, before: Decision | None, instead: str = "") -> Decision:
    """That a record is what its document says, or not; it keeps the words for those who take it back."""
    reason = Reason(name="by_hand", score=1.0, left=claim.support[0].exact[:400], right=instead)
    return Decision(
        relation="told_in", left=claim.claim_id, right=claim.doc_id, verdict=answer, reasons=(reason,),
        revokes=before.decision_id if before else None,
    )  # fmt: skip


def _taken_back(edition: Edition, before: Decision) -> tuple[AnyRecord, ...]:
    """The record is left to the machine again, and what was written in its place goes."""
    back = Decision(
        relation="told_in", left=before.left, right=before.right, verdict="maybe", reasons=before.reasons,
        revokes=before.decision_id,
    )  # fmt: skip
    other = edition.book.claims.get(before.reasons[0].right) if before.verdict == "no" else None
    return (back, _told(other, "no", _ruling_on(edition, other.claim_id))) if other else (back,)


def _edited(book: Book, claim: Claim, asked: Query) -> Claim:
    """The record with other parties, type, firmness or date; Refused where nothing changes or it may not be so."""
    kind, status, when = last(asked, "type"), last(asked, "status"), last(asked, "when")
    changes = changed(book, claim, asked)
    if kind and kind != claim.type:
        changes |= {"type": kind, "mode": None}
    if status and status != claim.status:
        changes["firmness"] = PLAINEST.get(cast("Status", status))  # any other word gives nothing, which is refused
    try:
        if when and when != claim.when.edtf:
            changes["when"] = _dated(claim, when)
        made = replace(claim, claim_id="", extraction_confidence=1.0, **changes)
        made = from_json(to_json(made), Claim)
    except (ValueError, EntenteError) as error:
        raise Refused(400, _("This cannot be recorded: %(why)s.", why=error)) from error
    if made.claim_id == claim.claim_id:
        raise Refused(409, _("Nothing was changed."))
    return made


def _dated(claim: Claim, when: str) -> DateSpan:
    """Another date, on the words that the first was read from; without words it is known from elsewhere."""
    words = claim.when.expression
    return DateSpan.read(when[:40], basis=claim.when.basis if words else "carried", expression=words)
