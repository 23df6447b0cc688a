"""Every code list of the domain model, and the facts that belong to a code, each written once.

Values are lower-case slugs except where a standard fixes another spelling: PLOVER types and sectors, ISO, CAMEO.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

# Sources and documents

SourceKind = Literal[
    "wire", "newspaper", "broadcaster", "government", "igo", "company", "ngo", "think_tank", "social", "aggregator",
    "other",
]  # fmt: skip
Control = Literal["independent", "state_owned", "state_aligned", "party", "unknown"]
PublishedBasis = Literal["metadata", "feed", "byline", "dateline", "url", "user", "content", "unknown"]
"""`content`: reasoned from what the text says, as an interval."""
CopyKind = Literal["original", "verbatim_copy", "rewrite", "excerpt", "translation", "update"]
RegionKind = Literal[
    "title", "byline", "dateline", "lead", "body", "heading", "quote", "table", "caption",
    "pull_quote", "author_note", "comment", "related_link", "boilerplate", "other",
]  # fmt: skip

# Evidence

Part = Literal["title", "lead", "body", "caption", "quote", "table", "other"]
EvidenceRole = Literal["trigger", "support", "date", "amount", "actor", "place", "holder", "stage"]
EvidenceState = Literal["exact", "relocated", "ambiguous", "orphaned"]

PART_OF_REGION: Mapping[RegionKind, Part] = MappingProxyType(
    {
        "title": "title", "lead": "lead", "body": "body", "heading": "body", "dateline": "body", "quote": "quote",
        "pull_quote": "quote", "table": "table", "caption": "caption",
    }
)  # fmt: skip
"""The part of a text that a region counts as; regions not listed are `other`."""

# Dates

Shape = Literal["point", "span"]
"""`point`: once, somewhere inside the bounds; `span`: it lasted throughout."""
Granularity = Literal[
    "instant", "day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "open"
]  # fmt: skip
DateBasis = Literal[
    "explicit", "relative_to_publication", "relative_to_event", "dateline", "carried", "publication_default", "unknown"
]  # fmt: skip
"""`carried`: the same event is dated elsewhere in the text; `publication_default`: no cue at all (rule D2)."""
DateMod = Literal["none", "approx", "before", "after", "on_or_before", "on_or_after", "start", "mid", "end"]
Answer = Literal["yes", "maybe", "no"]

# Holders, firmness, grade

Anonymity = Literal["named", "unnamed_official", "unnamed_source", "hearsay"]
Polarity = Literal["positive", "negative", "unknown"]
Certainty = Literal["certain", "probable", "possible", "underspecified"]
Orientation = Literal["past", "present", "future", "timeless"]
"""Relative to the day of publication."""
Force = Literal["asserted", "intended", "offered", "requested", "demanded", "conditional", "questioned", "generic"]
Status = Literal["happened", "under_way", "planned", "called_for", "hypothetical", "denied", "unclear"]

COUNTED: frozenset[Status] = frozenset({"happened", "under_way"})
"""The statuses that counts and exports use unless the caller asks for more (rules C5, X1)."""

Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal[1, 2, 3, 4, 5, 6]

RELIABILITY_WORDS: Mapping[Reliability, str] = MappingProxyType(
    {
        "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable",
        "D": "not usually reliable", "E": "unreliable", "F": "cannot be judged",
    }
)  # fmt: skip
CREDIBILITY_WORDS: Mapping[Credibility, str] = MappingProxyType(
    {
        1: "confirmed by other sources", 2: "probably true", 3: "possibly true",
        4: "doubtful", 5: "improbable", 6: "cannot be judged",
    }
)  # fmt: skip

# Claims and events

ClaimKind = Literal["event", "commitment", "statement", "state", "forecast", "recommendation", "measure"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "SAY",
]  # fmt: skip
Quad = Literal[0, 1, 2, 3, 4]
ThirdPartyRole = Literal["mediator", "host", "financier", "target_of_talk", "beneficiary"]
AmountKind = Literal[
    "loan", "grant", "investment", "trade", "debt", "price", "capacity", "length", "casualties", "other"
]
AmountPer = Literal["year", "month", "total"]
PlacePrecision = Literal[1, 2, 3, 4, 5]
"""5 sub-city, 4 city, 3 district, 2 province, 1 country."""
ConflictField = Literal["polarity", "when", "amount", "actor", "stage", "where"]
ConflictKind = Literal["denial", "incompatible_value", "superseded"]
ConflictState = Literal["open", "resolved", "explained"]

QUAD_WORDS: Mapping[Quad, str] = MappingProxyType(
    {
        0: "neutral", 1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict",
    }
)  # fmt: skip


class TypeFacts(NamedTuple):
    """What PLOVER fixes for an event type."""

    quad: Quad
    base: float
    """Conflict-cooperation score of the type, ordinal, -10 to +10."""
    modes: tuple[str, ...]
    cameo_roots: tuple[str, ...]
    """Two-digit CAMEO roots, always with their leading zero (rule X2)."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_YIELDING = "assist change yield meet"

EVENT_TYPES: Mapping[EventType, TypeFacts] = MappingProxyType(
    {
        "AGREE": TypeFacts(1, 2.5, (), ("03",)),
        "CONSULT": TypeFacts(1, 2.5, _words("visit third-party multilateral phone"), ("04",)),
        "SUPPORT": TypeFacts(1, 5.0, (), ("05",)),
        "CONCEDE": TypeFacts(1, 4.5, (), ("08",)),
        "COOPERATE": TypeFacts(2, 9.5, (), ("06",)),
        "AID": TypeFacts(2, 10.0, (), ("07",)),
        "RETREAT": TypeFacts(2, 6.5, _words("withdraw release disarm ceasefire access resign"), ("08",)),
        "REQUEST": TypeFacts(3, 0.0, _words(_YIELDING), ("10",)),
        "ACCUSE": TypeFacts(3, -3.0, _words("disapprove investigate allege"), ("09", "11")),
        "REJECT": TypeFacts(3, -2.0, _words(_YIELDING), ("12",)),
        "THREATEN": TypeFacts(3, -3.5, _words("restrict arrest relations expel territory violence"), ("13",)),
        "PROTEST": TypeFacts(4, -5.0, _words("demo riot strike hunger boycott obstruct vandalize"), ("14",)),
        "SANCTION": TypeFacts(4, -6.0, _words("convict expel withdraw discontinue"), ("16",)),
        "MOBILIZE": TypeFacts(4, -5.5, _words("troops weapons police militia"), ("15",)),
        "COERCE": TypeFacts(
            4, -7.0,
            _words("seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"), ("17",),
        ),
        "ASSAULT": TypeFacts(
            4, -9.0,
            _words(
                "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone"
                " heavy-weapons crowd-control unconventional"
            ),
            ("18", "19", "20"),
        ),
        "SAY": TypeFacts(
            0, 0.0, _words("optimistic pessimistic comment deny_responsibility claim_responsibility"), ("01",)
        ),
    }
)  # fmt: skip
"""PLOVER's sixteen types and the extension SAY. SANCTION is quad 4 as in the manual's section and summary table.
CAMEO 081-083 is CONCEDE and 084-087 RETREAT; CAMEO 02 is REQUEST when the force is `requested`."""

Domain = str
"""A field of relations: one of `DOMAINS`, or a slug that a user's vocabulary adds."""

DOMAINS: Mapping[Domain, tuple[str, ...]] = MappingProxyType(
    {
        "diplomacy": ("diplomatic",),
        "defence": ("military", "peacekeeping"),
        "counter_terrorism": ("terrorism",),
        "intelligence": ("intelligence",),
        "arms_control_nuclear": ("cbrn",),
        "cyber_information": ("cyber", "misinformation"),
        "energy": ("natural_resource",),
        "trade": ("economic",),
        "investment_finance": ("economic",),
        "transport": ("economic",),
        "digital_telecom": ("technology",),
        "agriculture_water": ("human_security",),
        "health": ("health",),
        "migration": ("migration", "asylum"),
        "humanitarian": ("human_security",),
        "culture": ("religion_ethnicity",),
        "education_science": ("technology",),
        "legal_justice": ("legal", "reparations"),
        "crime_policing": ("crime", "illegal_drugs", "trafficking", "corruption"),
        "human_rights": ("human_rights", "rights_freedoms", "repression"),
        "identity_equality": ("gender", "lgbt", "inequality"),
        "territory_border": ("territory",),
        "domestic_politics": (
            "executive", "legislative", "election", "political_institutions", "pro_democracy", "pro_autocracy",
        ),
        "environment_disaster": ("environment", "disasters"),
    }
)  # fmt: skip
"""Each domain with its PLOVER contexts; PLOVER has none of its own for energy, trade, transport and culture."""

# Undertakings

UndertakingKind = Literal[
    "treaty", "agreement", "mou", "contract", "loan", "grant", "project", "exercise", "visit", "pledge", "ceasefire",
    "sanction_regime", "membership",
]  # fmt: skip
PartyRole = Literal["promisor", "beneficiary", "financier", "implementer", "host", "guarantor", "mediator"]
Binding = Literal["yes", "no", "unknown"]
Milestone = Literal[
    "mooted", "proposed", "negotiating", "agreed", "signed", "approved", "in_force", "financed", "under_way",
    "completed", "closed",
]  # fmt: skip
SideState = Literal["stalled", "suspended"]
EndState = Literal["cancelled", "terminated", "rejected"]
Stage = Milestone | SideState | EndState
Track = Literal["milestone", "side", "end"]


class StageFacts(NamedTuple):
    """What fixes a stage's place in a life, and its name in other standards."""

    track: Track
    rank: int
    """Order among the milestones; 1-3 among side and end states, which no rank compares with."""
    entered_when: str
    follows: tuple[str, ...]
    """Stages it may follow; `start`: it may be the first."""
    aiddata: str
    iati: str
    un_treaty: tuple[str, ...]
    pa_x: tuple[str, ...]
    ocds: tuple[str, ...]


_PLEDGE, _COMMITMENT = "Pipeline: Pledge", "Pipeline: Commitment"
_BEFORE_AGREED = "start mooted proposed negotiating"
_UNFINISHED = "proposed negotiating agreed signed approved in_force financed under_way"
_WITHDRAWN = ("awardCancellation", "tenderCancellation")

STAGES: Mapping[Stage, StageFacts] = MappingProxyType(
    {
        "mooted": StageFacts(
            "milestone", 10, "someone floats or calls for it; no party bound",
            ("start",), _PLEDGE, "1", (), ("Pre",), ("planning",),
        ),
        "proposed": StageFacts(
            "milestone", 20, "a party offers or pledges it",
            _words("start mooted"), _PLEDGE, "1", (), ("Pre",), ("planning",),
        ),
        "negotiating": StageFacts(
            "milestone", 30, "talks or a tender on it are held",
            _words("start mooted proposed"), _PLEDGE, "1", (), ("Pre",), ("tender",),
        ),
        "agreed": StageFacts(
            "milestone", 40, "text adopted, initialled, or agreed in principle; award made",
            _words(_BEFORE_AGREED), _COMMITMENT, "1", ("adoption", "initialling"), ("SubPar", "SubComp"), ("award",),
        ),
        "signed": StageFacts(
            "milestone", 50, "signature by the parties named, or contract concluded",
            _words(_BEFORE_AGREED + " agreed"), _COMMITMENT, "1", ("signature",),
            ("SubPar", "SubComp", "Cea", "Ren"), ("contract",),
        ),
        "approved": StageFacts(
            "milestone", 60, "ratified, accepted, acceded to, or approved at home (per party)",
            _words("signed agreed"), _COMMITMENT, "1", ("ratification", "acceptance", "approval", "accession"), (), (),
        ),
        "in_force": StageFacts(
            "milestone", 70, "legally in effect; provisional if applied provisionally",
            _words("signed approved"), _COMMITMENT, "1", ("entry into force", "provisional application"), (),
            ("contract",),
        ),
        "financed": StageFacts(
            "milestone", 75, "money bound to it: loan signed, budget voted, financial close",
            _words("agreed signed approved in_force under_way completed closed"), _COMMITMENT, "1", (), (),
            ("contract",),
        ),
        "under_way": StageFacts(
            "milestone", 80, "work, delivery, deployment or performance has begun",
            _words("proposed negotiating agreed signed approved in_force financed stalled suspended"),
            "Implementation", "2", (), ("Imp",), ("implementation",),
        ),
        "completed": StageFacts(
            "milestone", 90, "delivered, built, or performed in full",
            _words("under_way"), "Completion", "3", (), (), ("implementationUpdate",),
        ),
        "closed": StageFacts(
            "milestone", 95, "accounts settled, handed over, or expired by its own term",
            _words("completed in_force"), "Completion", "4", ("expiry",), (), ("contractTermination",),
        ),
        "stalled": StageFacts(
            "side", 1, "a source reports no progress or a missed date, never silence alone",
            _words(_UNFINISHED), "Suspended", "6", ("suspension",), (), (),
        ),
        "suspended": StageFacts(
            "side", 2, "a party declares a pause",
            _words(_UNFINISHED), "Suspended", "6", ("suspension",), (), (),
        ),
        "cancelled": StageFacts(
            "end", 1, "a party ends it before completion",
            _words("mooted " + _UNFINISHED + " stalled suspended"), "Cancelled", "5", (), (), _WITHDRAWN,
        ),
        "terminated": StageFacts(
            "end", 2, "denounced, withdrawn from, or ended after entry into force",
            _words("in_force financed under_way completed stalled suspended"), "Cancelled", "5",
            ("denunciation", "withdrawal", "termination"), (), ("contractTermination",),
        ),
        "rejected": StageFacts(
            "end", 3, "a party or legislature refuses it",
            _words("mooted proposed negotiating agreed signed approved"), "Cancelled", "5", (), (), _WITHDRAWN,
        ),
    }
)  # fmt: skip
"""The life of an undertaking, with AidData status, IATI activity status, UN treaty acts, PA-X stages and OCDS tags."""

DIRECTLY_COMPLETED: frozenset[UndertakingKind] = frozenset({"visit", "pledge"})
"""Kinds that may be completed without a record of being under way."""


def may_follow(stage: Stage, seen: Stage | Literal["start"], kind: UndertakingKind | None = None) -> bool:
    """Whether `stage` may come right after `seen`; legal and delivery milestones interleave (rule L1)."""
    return seen in STAGES[stage].follows or (stage == "completed" and kind in DIRECTLY_COMPLETED)


# Actors

ActorKind = Literal[
    "state", "former_state", "territory", "government_body", "person", "igo", "company", "ngo", "party", "armed_group",
    "media", "people", "place_region", "other",
]  # fmt: skip
NameKind = Literal[
    "official", "short", "acronym", "exonym", "demonym", "capital", "residence", "ministry_seat", "nickname"
]  # fmt: skip
SuccessionKind = Literal["continues", "splits_to", "merges_into", "renamed"]
Via = Literal["name", "acronym", "demonym", "capital", "residence", "role", "pronoun", "nominal", "context"]
Post = Literal[
    "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister", "ambassador",
    "spokesperson", "commander", "other",
]  # fmt: skip
Sector = Literal[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK",
    "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
    "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC",
]  # fmt: skip
"""PLOVER sector codes: armed and governing, civil, international."""

SECTORS: tuple[Sector, ...] = get_args(Sector)
SOCIETY: frozenset[Sector] = frozenset(
    {
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "JRN",
        "LAB",
        "MED",
        "NGO",
        "OPP",
        "PRM",
        "PTY",
        "REB",
        "REF",
        "REL",
        "SOC",
        "UAF",
    }
)
"""Sectors of people in a state who do not act as the state: "Polish farmers", "the opposition"."""

# Measures, forecasts, rulings

Period = Literal["week", "month", "quarter", "year"]
BaselineName = Literal["climatology", "last_value"]
Deed = Literal["hand_in", "rule", "add_user", "remove_user", "set_role", "set_password"]
"""What a person may do to a project."""
Relation = Literal["same_event", "same_undertaking", "same_actor", "copy_of", "contradicts", "told_in"]
"""`told_in`: a claim is what its document says."""
