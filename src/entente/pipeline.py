"""How an article becomes records: the stages in order, as one pure function of the document."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from entente.actors import Resolver, party_of
from entente.analyse import Analyser
from entente.clean import clean
from entente.dates import (
    Anchor,
    Dated,
    PublicationHints,
    Reason,
    basis_of,
    date_text,
    find_flaws,
    publication_interval,
    resolve,
)
from entente.extract import Draft, Scene, Setting, assemble, clause_of, draft_claims, with_clauses
from entente.mentions import find_mentions, gate, with_names, within
from entente.merge import UndertakingMention
from entente.records.actors import Actor, ActorMention, Participant
from entente.records.claim import Claim
from entente.records.codes import PartyRole, RegionKind, UndertakingKind
from entente.records.dates import UNKNOWN_DATE, DateSpan, publication_default
from entente.records.document import Document
from entente.records.made import Made
from entente.records.mentions import ActorSpan, Mentions, UndertakingSpan
from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.records.text import Analysis, Sentence
from entente.records.undertaking import Party
from entente.segment import segment
from entente.vocab.actors import Actors
from entente.vocab.firmness import load_firmness
from entente.vocab.lexicon import load_lexicon
from entente.vocab.namebook import NameBook

SPOKEN: frozenset[RegionKind] = frozenset({"body"})
"""Regions whose words are the author's; the others are kept, and no claim is made from them."""


MOST_DOUBT = timedelta(days=45)
"""Width of a publication interval up to which an undated happening is dated by it."""
CARRIED = 0.6
"""How sure the day of a sentence is that it takes from the one before."""
_WORDED = frozenset({"explicit", "relative_to_publication", "relative_to_event"})
NOT_READ = frozenset({"language_not_supported"})
"""Problems of a document from which no claim can be made."""


class Reading(NamedTuple):
    """What was made of one document."""

    document: Document
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]


class Article(NamedTuple):
    """A document with what each stage has found in it so far."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    mentions: Mentions = Mentions()
    reasons: tuple[Reason, ...] = ()
    """Why the day of publication is taken to be what it is; empty: the source states it."""
    dates: tuple[Dated, ...] = ()
    kept: tuple[int, ...] = ()
    """Numbers of the sentences worth parsing."""
    analyses: tuple[Analysis, ...] = ()
    """Of the kept sentences."""
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()


class Tools(NamedTuple):
    """What the stages work with; loaded once, shared by all documents."""

    analyser: Analyser
    names: NameBook


def _segment(article: Article, tools: Tools) -> Article:
    sentences, problems = segment(article.document.text)
    return article._replace(sentences=sentences, problems=article.problems + problems)


def _mention(article: Article, tools: Tools) -> Article:
    return article._replace(mentions=find_mentions(article.document.text, vocabulary=tools.names))


def _publish(article: Article, tools: Tools) -> Article:
    """Where nothing states the day of publication, an interval is reasoned from what the text says."""
    document = article.document
    if document.published is not None:
        return article
    hints = PublicationHints(retrieved=document.retrieved_at.date())
    published, reasons = publication_interval(document.text, hints)
    basis = basis_of(reasons)
    if basis == "unknown" or published == UNKNOWN_DATE:
        return article._replace(reasons=reasons)
    return article._replace(reasons=reasons, document=replace(document, published=published, published_basis=basis))


def _date(article: Article, tools: Tools) -> Article:
    dates = date_text(article.document.text, article.document.published)
    flaws = find_flaws([dated.phrase for dated in dates], article.reasons)
    return article._replace(dates=dates, problems=article.problems + flaws)


def _gate(article: Article, tools: Tools) -> Article:
    document = article.document
    kept: list[int] = []
    for number, sentence in enumerate(article.sentences):
        if document.region_at(sentence.start) not in SPOKEN:
            continue
        after = bool(kept) and kept[-1] == number - 1
        if gate(sentence, within(article.mentions, sentence.start, sentence.end), document.text, after=after):
            kept.append(number)
    return article._replace(kept=tuple(kept))


def _analyse(article: Article, tools: Tools) -> Article:
    sentences = [article.sentences[number] for number in article.kept]
    analyses = tools.analyser.analyse(article.document.text, sentences)
    names = [name for analysis in analyses for name in analysis.names]
    return article._replace(analyses=analyses, mentions=with_names(article.mentions, names))


def _extract(article: Article, tools: Tools) -> Article:
    resolver = Resolver(article.document, article.mentions, sentences=article.sentences, vocabulary=tools.names)
    nouns = _agent_nouns(tools.names.actors)
    claims: list[Claim] = []
    before: _Told | None = None
    for number, analysis in zip(article.kept, article.analyses, strict=True):
        before = before if before is not None and before.number == number - 1 else None
        scene = _scene(article, number, analysis, nouns, before.scene.topic() if before else ())
        day = before.day if before and _goes_on(article, number) else None
        made = list(_claims(article, number, scene, resolver, day))
        claims += made
        before = _Told(
            number, scene, _day_of(made) or (day if not _dates_in(article.dates, article.sentences[number]) else None)
        )
    return article._replace(claims=tuple(claims))


class _Told(NamedTuple):
    """The sentence just read, and the day that its story has reached."""

    number: int
    scene: Scene
    day: DateSpan | None


def _goes_on(article: Article, number: int) -> bool:
    """Whether a sentence stands in the paragraph of the one before."""
    return "\n" not in article.document.text[article.sentences[number - 1].end : article.sentences[number].start]


def _day_of(claims: Iterable[Claim]) -> DateSpan | None:
    """The day of the last happening that the words of a sentence date."""
    days = [claim.when for claim in claims if claim.status == "happened" and claim.when.basis in _WORDED]
    return days[-1] if days else None


def _scene(
    article: Article, number: int, analysis: Analysis, nouns: frozenset[str], topic: Sequence[ActorSpan]
) -> Scene:
    sentence = article.sentences[number]
    mentions = within(article.mentions, sentence.start, sentence.end)
    works = mentions.undertakings
    actors = [span for span in mentions.actors if span.label is None or not any(_names(work, span) for work in works)]
    return Scene(article.document.text, analysis, actors, nouns, topic)


def _names(work: UndertakingSpan, span: ActorSpan) -> bool:
    """Whether a name unknown to the vocabulary is part of the name of a work, which is nobody."""
    return work.start <= span.start and span.end <= work.end + len(work.acronym or "") + len(" ()")


STAGES: tuple[Callable[[Article, Tools], Article], ...] = (
    _segment,
    _mention,
    _publish,
    _date,
    _gate,
    _analyse,
    _extract,
)
"""The stages in order; each adds what it finds."""


def read_document(document: Document, tools: Tools) -> Reading:
    """The claims and problems of one document; the same document gives the same records."""
    article = Article(document)
    for stage in STAGES:
        article = stage(article, tools)
    return Reading(article.document, article.claims, article.problems)


def read_batch(documents: Iterable[Document], tools: Tools) -> list[Reading]:
    """Documents to records; a pure function, so that any runner may call it anywhere."""
    return [read_document(document, tools) for document in documents]


def read_item(item: RawItem, tools: Tools) -> Made:
    """A raw item to its document and claims; a text in a language we do not read is kept without claims."""
    document, problems = clean(item)
    if document is None or any(problem.code in NOT_READ for problem in problems):
        return Made(item, document, (), problems, whole=not problems)
    reading = read_document(document, tools)
    return Made(item, reading.document, reading.claims, problems + reading.problems, whole=not problems)


def undertaking_mentions(
    claims: Iterable[Claim], documents: Mapping[str, Document], actors: Mapping[str, Actor]
) -> Iterator[UndertakingMention]:
    """What the claims say of things promised or built, as merging takes it; `actors` by id, for their names."""
    for claim in claims:
        document = documents.get(claim.doc_id)
        for naming in claim.undertakings:
            yield UndertakingMention(
                claim_id=claim.claim_id,
                doc_id=claim.doc_id,
                start=naming.evidence.start,
                surface=naming.evidence.exact,
                kind=naming.kind,
                head=naming.head,
                name=naming.name,
                acronym=naming.acronym,
                definite=naming.definite,
                parties=tuple(_undertaking_parties(claim, naming.kind, actors)),
                domains=claim.domains,
                stage=claim.stage,
                status=claim.status,
                when=claim.when,
                due=claim.due,
                amounts=claim.amounts,
                published=document.published if document else None,
            )


def _undertaking_parties(claim: Claim, kind: UndertakingKind, actors: Mapping[str, Actor]) -> Iterator[Party]:
    """Who promises and who gains by it; of money, who finances. A person stands for the state it acts for."""
    doer: PartyRole = "financier" if kind in ("loan", "grant") and claim.recipients else "promisor"
    sides: tuple[tuple[tuple[ActorMention, ...], PartyRole], ...] = (
        (claim.actors, doer),
        (claim.recipients, "beneficiary"),
    )
    known: dict[str, Party] = {}
    for mentions, role in sides:
        for mention in mentions:
            if party := party_of(mention):
                name = actors[party].name if party in actors else mention.surface
                known.setdefault(party, Party(actor=Participant(actor_id=party, name=name), role=role))
    yield from known.values()


# ---------------------------------------------------------------------------------------- the claims of a sentence


def _claims(article: Article, number: int, scene: Scene, resolver: Resolver, day: DateSpan | None) -> Iterator[Claim]:
    sentence = article.sentences[number]
    mentions = within(article.mentions, sentence.start, sentence.end)

    def resolved(span: ActorSpan, when: DateSpan, acting: bool) -> tuple[ActorMention, ...]:
        return resolver.resolve_all(span, None if when is UNKNOWN_DATE else when, acting=acting)

    earlier = tuple(_works_before(article, number))
    setting = Setting(article.document, scene, mentions, number, resolved, earlier)
    acts = draft_claims(scene, load_lexicon(), load_firmness())
    drafts = _without_idle_talk(with_clauses(scene, load_firmness(), acts))
    dates = _dates_in(article.dates, sentence)
    for draft in drafts:
        when, due = date_of(article, scene, draft, dates, number)
        if day is not None and not dates and _tells_on(scene, draft):
            when = replace(day, basis="carried", confidence=min(CARRIED, day.confidence))
        claim = assemble(setting, draft, when, due)
        if claim is not None:
            yield claim


def _works_before(article: Article, number: int) -> Iterator[tuple[UndertakingSpan, int]]:
    """Undertakings of the two sentences before."""
    for at in range(max(0, number - 2), number):
        sentence = article.sentences[at]
        for span in within(article.mentions, sentence.start, sentence.end).undertakings:
            yield span, at


def _without_idle_talk(drafts: Sequence[Draft]) -> list[Draft]:
    """SAY counts only when the words yield nothing else (T6)."""
    acts = [draft for draft in drafts if draft.entry.type != "SAY" or draft.entry.name not in load_lexicon().entries]
    return acts or list(drafts)


@cache
def _agent_nouns_of(texts: frozenset[str]) -> frozenset[str]:
    return frozenset(text.split()[-1].lower() for text in texts)


def _agent_nouns(actors: Actors) -> frozenset[str]:
    """Nouns for people and organs that act for a state: "minister", "troops", "parliament"."""
    return _agent_nouns_of(frozenset(post.text for post in actors.posts)) | load_lexicon().classes["agent"]


def _dates_in(dates: Sequence[Dated], sentence: Sentence) -> list[Dated]:
    return [d for d in dates if sentence.start <= d.phrase.start and d.phrase.end <= sentence.end]


# ---------------------------------------------------------------------------------------- the date of a happening


def date_of(
    article: Article, scene: Scene, draft: Draft, dates: Sequence[Dated], number: int
) -> tuple[DateSpan, DateSpan | None]:
    """The happening's own date and the day it falls due, each with its words; never the day of the report itself."""
    dated = _nearest(scene, draft, [d for d in dates if d.phrase.kind in ("date", "range", "bound", "time", "ahead")])
    span = _resolved(article, draft, dated, number) if dated else None
    planned = draft.firmness.status in ("planned", "hypothetical", "called_for")
    if span is not None and planned and _ahead(span, article.document.published):
        return span, span
    if span is not None:
        return span, None
    published = article.document.published
    if draft.firmness.status in ("happened", "under_way") and not dates and published and _narrow(published):
        return publication_default(published), None
    return UNKNOWN_DATE, None


def _tells_on(scene: Scene, draft: Draft) -> bool:
    """Whether it goes on with a story, in the simple past: "They met in May. They agreed to build the line."."""
    head = scene.tree.head_of(*draft.trigger)
    if head is None or draft.firmness.status != "happened" or draft.tense != "past":
        return False
    clause = clause_of(scene.tree, head)
    tags = {scene.tree.xpos[word] for word in (clause, *scene.tree.children(clause, "aux", "aux:pass", "cop"))}
    return "VBD" in tags


def _narrow(span: DateSpan) -> bool:
    """Whether an interval is short enough to date what is told in it."""
    return bool(span.earliest and span.latest and span.latest - span.earliest <= MOST_DOUBT)


def _ahead(span: DateSpan, published: DateSpan | None) -> bool:
    """Whether it reaches past the day of publication."""
    if published is None or published.latest is None or span.latest is None:
        return span.latest is not None
    return span.latest > published.latest


def _ahead_of(span: DateSpan, published: DateSpan | None) -> bool:
    """Whether it begins no earlier than the text was published."""
    return bool(span.earliest and published and published.earliest and span.earliest >= published.earliest)


def _resolved(article: Article, draft: Draft, dated: Dated, number: int) -> DateSpan | None:
    """The phrase read with the tense of its clause, quoting its words."""
    tense = draft.tense if draft.tense in ("past", "present", "future") else None
    anchor = Anchor(
        published=dated.anchor.published, narrative=dated.anchor.narrative, tense=tense, history=dated.anchor.history
    )
    span = resolve(dated.phrase, anchor) if tense else dated.span
    if span is None or (span.latest is None and not _ahead_of(span, article.document.published)):
        return None  # "the first visit since 2006": how long it had not happened, not when it did
    words = article.document.quote(dated.phrase.start, dated.phrase.end, role="date", sentence=number)
    return replace(span, expression=words)


def _nearest(scene: Scene, draft: Draft, dates: Sequence[Dated]) -> Dated | None:
    """The date phrase that hangs nearest to the act in the tree: under it, else in a clause above it."""
    head = scene.tree.head_of(*draft.trigger)
    if head is None or not dates:
        return None
    distance = {at: steps for steps, at in enumerate((head, *scene.tree.ancestors(head)))}
    ranked = []
    for dated in dates:
        word = scene.tree.head_of(dated.phrase.start, dated.phrase.end)
        if word is None:
            continue
        for steps, at in enumerate((word, *scene.tree.ancestors(word))):
            if at in distance:
                ranked.append((distance[at] * 2 + steps, abs(dated.phrase.start - draft.trigger[0]), dated))
                break
    return min(ranked, key=lambda item: item[:2])[2] if ranked else None
