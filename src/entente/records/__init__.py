"""The immutable types that every stage speaks in."""

from entente.records.actors import (
    AUTHOR,
    AUTHOR_LABEL,
    Actor,
    ActorIds,
    ActorMention,
    ActorName,
    Affiliation,
    Candidate,
    Holder,
    Membership,
    Participant,
    Role,
    Succession,
    Validity,
)
from entente.records.claim import Amount, Claim, Naming, Place, ThirdParty
from entente.records.dates import UNKNOWN_DATE, DateSpan, publication_default
from entente.records.document import Document, Region, Source, document_id
from entente.records.edtf import read_edtf, write_edtf
from entente.records.encoding import from_json, read_record, to_json, to_lines
from entente.records.event import Conflict, Event, may_be_one_event
from entente.records.evidence import Evidence
from entente.records.firmness import Firmness
from entente.records.grade import LIKELIHOOD, Grade, likelihood_term, read_grade
from entente.records.ids import content_id, text_sha256
from entente.records.measures import Baseline, Distribution, Forecast, ForecastTarget, RelationMeasure, Scores, Triad
from entente.records.problem import Problem
from entente.records.record import Record
from entente.records.rulings import AnyRecord, Audit, Decision, Entry, Producer, Reason
from entente.records.text import Analysis, Name, Sentence, Span
from entente.records.undertaking import Party, StageRecord, Undertaking, completed_before_signed, deciding_record

__all__ = [
    "AUTHOR",
    "AUTHOR_LABEL",
    "LIKELIHOOD",
    "UNKNOWN_DATE",
    "Actor",
    "ActorIds",
    "ActorMention",
    "ActorName",
    "Affiliation",
    "Amount",
    "Analysis",
    "AnyRecord",
    "Audit",
    "Baseline",
    "Candidate",
    "Claim",
    "Conflict",
    "DateSpan",
    "Decision",
    "Distribution",
    "Document",
    "Entry",
    "Event",
    "Evidence",
    "Firmness",
    "Forecast",
    "ForecastTarget",
    "Grade",
    "Holder",
    "Membership",
    "Name",
    "Naming",
    "Participant",
    "Party",
    "Place",
    "Problem",
    "Producer",
    "Reason",
    "Record",
    "Region",
    "RelationMeasure",
    "Role",
    "Scores",
    "Sentence",
    "Source",
    "Span",
    "StageRecord",
    "Succession",
    "ThirdParty",
    "Triad",
    "Undertaking",
    "Validity",
    "completed_before_signed",
    "content_id",
    "deciding_record",
    "document_id",
    "from_json",
    "likelihood_term",
    "may_be_one_event",
    "publication_default",
    "read_edtf",
    "read_grade",
    "read_record",
    "text_sha256",
    "to_json",
    "to_lines",
    "write_edtf",
]
