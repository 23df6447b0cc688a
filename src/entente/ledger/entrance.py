"""What may enter the book: records that can be written and read back, and claims whose quotes stand in their text."""

from typing import NamedTuple

from msgspec.structs import replace

from entente.errors import RecordError
from entente.ledger.batch import Reading
from entente.ledger.keys import record_id
from entente.records import AnyRecord, Claim, Document, Problem, read_record, to_json


class Line(NamedTuple):
    """A record on its way into the book."""

    record: AnyRecord
    id: str
    body: bytes


class Sound(NamedTuple):
    """What a reading may enter; the problems are its own and those met here."""

    document: Line | None
    claims: tuple[Line, ...]
    problems: tuple[Line, ...]
    refused: tuple[Problem, ...]


def sound_parts(reading: Reading) -> Sound:
    """The document, the claims that quote it truly, and every problem with its origin."""
    refused: list[Problem] = []
    origin = reading.item.origin
    document = to_line(reading.document, refused, origin) if reading.document else None
    claims: tuple[Line, ...] = ()
    if reading.document and document:
        lines = (to_line(claim, refused, origin, reading.document) for claim in reading.claims)
        claims = tuple({line.id: line for line in lines if line}.values())
    problems = (to_line(_placed(problem, origin), refused, origin) for problem in (*reading.problems, *refused))
    return Sound(document, claims, tuple({line.id: line for line in problems if line}.values()), tuple(refused))


def to_line(record: AnyRecord, refused: list[Problem], where: str, document: Document | None = None) -> Line | None:
    """The record with its id and JSON; None, and a problem more, if it may not enter."""
    if isinstance(record, Claim) and not quotes_stand(record, document):
        refused.append(_false_quote(record, where))
        return None
    try:
        body = to_json(record)
        read_record(body)  # a line that cannot be read back would close the whole book to its readers
        return Line(record, record_id(record), body)
    except RecordError as error:
        refused.append(Problem(code="record_unwritable", message=error.what, where=where, remedy=error.remedy))
        return None


def quotes_stand(claim: Claim, document: Document | None) -> bool:
    """Whether every quote that says it stands does so in the text of the claim's own document."""
    if document is None or document.doc_id != claim.doc_id:
        return False
    return all(quote.holds_in(document.text) for quote in claim.quotes() if quote.stands)


def _false_quote(claim: Claim, where: str) -> Problem:
    return Problem(
        code="quote_not_in_text",
        message=f'{claim.claim_id} quotes words that do not stand in {claim.doc_id}: "{claim.trigger.exact[:80]}"',
        where=where,
        remedy="the claim is left out; report it with the article, since the extraction is at fault",
    )


def _placed(problem: Problem, origin: str) -> Problem:
    """The same problem, its place beginning with the item's origin."""
    if problem.where.startswith(origin):
        return problem
    return replace(problem, where=f"{origin}: {problem.where}" if problem.where else origin)
