"""Strategies that draw every kind of record, and the invented articles their quotes stand in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from entente.records import (
    AUTHOR,
    Actor,
    ActorIds,
    ActorMention,
    ActorName,
    Affiliation,
    Amount,
    Analysis,
    Audit,
    Baseline,
    Candidate,
    Claim,
    Conflict,
    DateSpan,
    Decision,
    Distribution,
    Document,
    Entry,
    Event,
    Evidence,
    Firmness,
    Forecast,
    ForecastTarget,
    Grade,
    Holder,
    Membership,
    Name,
    Participant,
    Party,
    Place,
    Problem,
    Producer,
    Reason,
    Record,
    Region,
    RelationMeasure,
    Role,
    Scores,
    Sentence,
    Source,
    StageRecord,
    Succession,
    ThirdParty,
    Triad,
    Undertaking,
    Validity,
    codes,
)

SENTENCES = (
    "Velmora’s energy minister met Orsenia’s in Kesh 😀, and both signed an accord.",
    "Lassa denied it.\nThe “Tarn Pass” line – worth $420 million – stays unbuilt.",
    "Если мост построят, Кеш поможет; Łassa waits.",
)
FETCHED = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
DOCUMENTS = tuple(
    Document(source_id="gazette", title="A title", language="en", media_type="text/plain", retrieved_at=FETCHED,
             raw_sha256="0" * 64, text=text)
    for text in SENTENCES
)  # fmt: skip

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
some_words = words.filter(bool)
shares = st.floats(0, 1)
days = st.dates(date(1800, 1, 1), date(2200, 12, 31))
moments = st.timedeltas(timedelta(days=-9_999), timedelta(days=9_999)).map(lambda after: FETCHED + after)
counts = st.integers(0, 10_000)


def one_of(code: Any) -> st.SearchStrategy[Any]:
    """Any value of a code list."""
    return st.sampled_from([value for part in get_args(code) for value in (get_args(part) or (part,))])


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The value or None."""
    return st.none() | strategy


def some(strategy: st.SearchStrategy[Any], least: int = 0, most: int = 2) -> st.SearchStrategy[Any]:
    """A tuple of values."""
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


def ids(prefix: str) -> st.SearchStrategy[str]:
    """Ids with a prefix."""
    return st.text("0123456789abcdef", min_size=4, max_size=8).map(lambda digits: f"{prefix}:{digits}")


@st.composite
def evidences(draw: st.DrawFn, document: Document | None = None) -> Evidence:
    """A quote of an invented article, in any state."""
    document = document or draw(st.sampled_from(DOCUMENTS))
    start = draw(st.integers(0, len(document.text) - 1))
    end = draw(st.integers(start + 1, len(document.text)))
    return document.quote(start, end, role=draw(one_of(codes.EvidenceRole)), sentence=draw(st.integers(0, 9)))


@st.composite
def date_spans(draw: st.DrawFn, quote: Evidence | None = None) -> DateSpan:
    """A date of any granularity, open or closed, whose words are the quote if there is one."""
    first, last = sorted((draw(days), draw(days)))
    quoted = ("explicit", "relative_to_publication", "relative_to_event")
    loose = ("carried", "dateline", "unknown")
    return DateSpan.between(
        draw(st.sampled_from((first, None))),
        draw(st.sampled_from((last, None))),
        basis=draw(st.sampled_from(quoted if quote else loose)),
        confidence=draw(shares),
        shape=draw(one_of(codes.Shape)),
        granularity=draw(one_of(codes.Granularity)),
        approx=draw(st.booleans()),
        mod=draw(one_of(codes.DateMod)),
        expression=quote,
        anchor=draw(maybe(st.just("2024-06-12"))),
    )


def mentions(quote: st.SearchStrategy[Evidence]) -> st.SearchStrategy[ActorMention]:
    """Resolved and unresolved mentions."""
    candidate = st.builds(Candidate, actor=ids("act"), score=shares)
    return st.builds(
        ActorMention, surface=words, evidence=quote, actor_id=maybe(ids("act")), via=one_of(codes.Via),
        acts_as=maybe(one_of(codes.Sector)), on_behalf_of=maybe(ids("act")), confidence=shares,
        candidates=some(candidate),
    )  # fmt: skip


def holders(quote: st.SearchStrategy[Evidence]) -> st.SearchStrategy[Holder]:
    """Holders other than the author."""
    return st.builds(
        Holder, label=words.map("h{}".format), evidence=quote, anonymity=one_of(codes.Anonymity), verb=maybe(words),
        actor_mention=maybe(mentions(quote)), said_when=maybe(date_spans()),
    )  # fmt: skip


def amounts(quote: st.SearchStrategy[Evidence]) -> st.SearchStrategy[Amount]:
    """Single figures and ranges."""
    figures = st.decimals(0, 10**12, places=2).map(str)
    return st.builds(
        Amount, value=figures, value_max=st.none() | st.just("9999999999999"),
        unit=st.sampled_from(("USD", "MW", "km")), kind=one_of(codes.AmountKind), approx=st.booleans(),
        per=maybe(one_of(codes.AmountPer)), evidence=quote,
    )  # fmt: skip


firmnesses = st.builds(
    Firmness, polarity=one_of(codes.Polarity), certainty=one_of(codes.Certainty),
    orientation=one_of(codes.Orientation), force=one_of(codes.Force), durative=st.booleans(),
)  # fmt: skip
coordinates = st.tuples(st.floats(-90, 90), st.floats(-180, 180)) | st.just((None, None))
places = st.builds(
    lambda at, **others: Place(lat=at[0], lon=at[1], **others), at=coordinates, name=words,
    geonames_id=maybe(words), country=maybe(st.just("XVM")), precision=one_of(codes.PlacePrecision),
)  # fmt: skip


@st.composite
def acts(draw: st.DrawFn) -> tuple[Any, str | None]:
    """A type and one of its modes or none."""
    kind = draw(st.sampled_from(list(codes.EVENT_TYPES)))
    return kind, draw(st.sampled_from((None, *codes.EVENT_TYPES[kind].modes)))


@st.composite
def claims(draw: st.DrawFn, document: Document | None = None) -> Claim:
    """A claim whose quotes all stand in one article."""
    document = document or draw(st.sampled_from(DOCUMENTS))
    quote = evidences(document)
    kind, mode = draw(acts())
    actors = draw(some(mentions(quote)))
    third = st.builds(ThirdParty, role=one_of(codes.ThirdPartyRole), actor=mentions(quote))
    return Claim(
        doc_id=document.doc_id, kind=draw(one_of(codes.ClaimKind)), type=kind, mode=mode, trigger=draw(quote),
        support=draw(some(quote, 1)), actors=actors, actor_unknown=None if actors else draw(quote),
        recipients=draw(some(mentions(quote))), third_parties=draw(some(third, most=1)),
        domains=draw(some(st.sampled_from(list(codes.DOMAINS)), 1)), when=draw(date_spans(draw(maybe(quote)))),
        where=draw(maybe(places)), holders=(AUTHOR, *draw(some(holders(quote)))), firmness=draw(firmnesses),
        condition=draw(maybe(ids("clm"))), stage=draw(maybe(one_of(codes.Stage))),
        amounts=draw(some(amounts(quote), most=1)), extraction_confidence=draw(shares), summary=draw(words),
    )  # fmt: skip


participants = st.builds(Participant, actor_id=maybe(ids("act")), name=words, acts_as=maybe(one_of(codes.Sector)))


@st.composite
def events(draw: st.DrawFn) -> Event:
    """An event that keeps D4: what happened is not dated after its report."""
    kind, mode = draw(acts())
    when = draw(date_spans())
    first = draw(maybe(st.dates(max(when.earliest or date.min, date(1900, 1, 1)), date(2300, 1, 1))))
    documents = draw(st.integers(1, 50))
    return Event(
        claims=tuple(sorted(draw(st.sets(ids("clm"), min_size=1, max_size=3)))), type=kind, mode=mode,
        actors=draw(some(participants)), recipients=draw(some(participants)), domains=("trade",), when=when,
        where=draw(maybe(places)), status=draw(one_of(codes.Status)), intensity=draw(st.floats(-10, 10)),
        quad=codes.EVENT_TYPES[kind].quad, grade=Grade(reliability="B", credibility=draw(one_of(codes.Credibility))),
        n_documents=documents, n_independent=draw(st.integers(1, documents)), first_published=first,
        last_published=first, conflicts=draw(some(ids("cnf"))), merged_from=draw(some(ids("evt"))),
        split_from=draw(maybe(ids("evt"))),
    )  # fmt: skip


def periods(made: type[Validity], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Records that hold for a time."""
    ends = (
        st.tuples(days, days)
        .map(sorted)
        .flatmap(lambda pair: st.sampled_from([pair, (None, pair[1]), (pair[0], None)]))
    )
    return st.builds(lambda ends, **others: made(from_=ends[0], to=ends[1], **others), ends=ends, **fields)


actors = st.builds(
    Actor, kind=one_of(codes.ActorKind), name=some_words,
    names=some(periods(ActorName, text=words, language=st.just("en"), kind=one_of(codes.NameKind))),
    ids=st.builds(ActorIds, iso3=maybe(words), cow=maybe(words), wikidata=maybe(words)),
    country=some(periods(Affiliation, iso3=st.just("XVM"))), sectors=some(one_of(codes.Sector)),
    valid=periods(Validity), members=some(periods(Membership, actor=ids("act"))),
    succession=some(st.builds(Succession, successor=ids("act"), kind=one_of(codes.SuccessionKind), on=maybe(days))),
)  # fmt: skip
stage_records = st.builds(
    StageRecord, stage=one_of(codes.Stage), when=date_spans(), party=maybe(participants), status=one_of(codes.Status),
    provisional=st.booleans(), claims=some(ids("clm"), 1),
)  # fmt: skip
undertakings = st.builds(
    Undertaking, kind=one_of(codes.UndertakingKind), title=some_words, binding=one_of(codes.Binding),
    parties=some(st.builds(Party, actor=participants, role=one_of(codes.PartyRole))), domains=some(words),
    amounts=some(amounts(evidences()), most=1), parent=maybe(ids("und")), renews=maybe(ids("und")),
    supersedes=maybe(ids("und")), history=some(stage_records, most=4), last_heard=maybe(days),
)  # fmt: skip
measures = st.builds(
    RelationMeasure, a=ids("act"), b=ids("act"), directed=st.booleans(), period=one_of(codes.Period), period_start=days,
    domain=maybe(words), n1=counts, n2=counts, n3=counts, n4=counts, coverage=counts,
    interval=st.tuples(shares, shares).map(lambda pair: tuple(sorted(pair))), intensity_mean=maybe(st.floats(-10, 10)),
    intensity_sum=st.floats(-1e6, 1e6), decayed=maybe(shares), changepoint_probability=maybe(shares),
)  # fmt: skip
rising = st.lists(st.floats(0, 1000), min_size=5, max_size=5).map(lambda values: tuple(sorted(values)))
distributions = st.builds(Distribution, probability=shares) | st.builds(Distribution, quantiles=rising)


@st.composite
def forecasts(draw: st.DrawFn) -> Forecast:
    """Open and resolved forecasts."""
    issued, start = draw(moments), draw(days)
    target = ForecastTarget(types=("AGREE",), a=draw(ids("act")), b=draw(ids("act")), window_start=start,
                            window_end=start + timedelta(days=30))  # fmt: skip
    resolved = draw(maybe(st.just(1.0)))
    return Forecast(
        target=target, issued_at=issued, known_as_of=issued - timedelta(hours=draw(st.integers(0, 99))), model="m/1",
        distribution=draw(distributions), resolved=resolved,
        baseline=draw(some(st.builds(Baseline, name=one_of(codes.BaselineName), distribution=distributions), 1)),
        scores=None if resolved is None else Scores(brier=draw(shares), pit=draw(maybe(shares))),
    )  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Articles with regions and clocks."""
    text = draw(st.sampled_from(SENTENCES))
    cut = draw(st.integers(1, len(text) - 1))
    kinds = (draw(one_of(codes.RegionKind)), draw(one_of(codes.RegionKind)))
    return Document(
        source_id=draw(words), url=draw(maybe(words)), canonical_url=draw(maybe(words)), title=draw(words),
        byline=draw(maybe(words)), language="en", media_type="text/html", published=draw(date_spans()),
        published_basis="content", published_at=draw(maybe(moments)), modified=draw(maybe(moments)),
        retrieved_at=draw(moments), raw_sha256="f" * 64, text=text, copy_kind=draw(maybe(one_of(codes.CopyKind))),
        regions=(Region(start=0, end=cut, kind=kinds[0]), Region(start=cut, end=len(text), kind=kinds[1])),
        copy_group=draw(maybe(words)), copied_from=draw(maybe(ids("doc"))), credited_to=draw(maybe(words)),
    )  # fmt: skip


reasons = st.builds(Reason, name=words, score=st.floats(-5, 5), left=words, right=words)
decisions = st.builds(
    lambda pair, **others: Decision(left=min(pair), right=max(pair), **others),
    pair=st.sets(ids("evt"), min_size=2, max_size=2), relation=one_of(codes.Relation), verdict=one_of(codes.Answer),
    reasons=some(reasons, 1), revokes=maybe(ids("dec")),
)  # fmt: skip
audits = st.builds(Audit, who=some_words, did=one_of(codes.Deed), about=words, note=words, at=moments)
conflicts = st.builds(
    lambda pair, **others: Conflict(claim_a=pair[0], claim_b=pair[1], **others),
    pair=st.lists(ids("clm"), min_size=2, max_size=2, unique=True), field=one_of(codes.ConflictField),
    kind=one_of(codes.ConflictKind), state=one_of(codes.ConflictState), note=maybe(words),
)  # fmt: skip
sources = st.builds(
    Source, source_id=words, name=words, kind=one_of(codes.SourceKind), country=maybe(words), languages=some(words),
    control=one_of(codes.Control), reliability=one_of(codes.Reliability), reliability_basis=maybe(words),
    independence_group=maybe(words), licence=maybe(words),
)  # fmt: skip
roles = periods(
    Role, holder=ids("act"), body=ids("act"), post=one_of(codes.Post), acting=st.booleans(), evidence=maybe(evidences())
)
signs = st.sampled_from((-1, 0, 1))
triads = st.builds(Triad, actors=st.tuples(ids("act"), ids("act"), ids("act")), signs=st.tuples(signs, signs, signs))
problems = st.builds(
    Problem, code=words, message=st.text(), where=words, remedy=words, start=maybe(counts), end=maybe(counts)
)
analyses = st.builds(
    lambda text, vector: Analysis(
        sentence=Sentence(start=0, end=2 * len(text), words=tuple((2 * i, 2 * i + 1) for i in range(len(text)))),
        upos=text, xpos=text, lemmas=text, deprels=text, heads=tuple(range(-1, len(text) - 1)),
        names=(Name(start=3, end=4, label="LOC"),), vector=vector,
    ),
    text=some(words, 1, 6), vector=st.binary(min_size=1536, max_size=1536) | st.just(b""),
)  # fmt: skip

RECORDS: dict[type[Record], st.SearchStrategy[Any]] = {
    Source: sources, Document: documents(), Actor: actors, Role: roles, Claim: claims(), Decision: decisions,
    Audit: audits, Conflict: conflicts, Event: events(), Undertaking: undertakings,
    RelationMeasure: measures, Triad: triads, Forecast: forecasts(), Problem: problems, Analysis: analyses,
}  # fmt: skip
RECORDS[Entry] = st.builds(
    Entry, seq=st.integers(2, 10**9), recorded_at=moments, supersedes=st.none() | st.just(1),
    producer=st.builds(Producer, name=words, version=words, config_hash=words),
    body=st.one_of(claims(), sources, decisions, problems),
)  # fmt: skip
