"""How an article becomes records: the stages in order, as one pure function of the document."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from entente.actors import Resolver, party_of, with_place
from entente.analyse import Analyser
from entente.clean import clean
from entente.dates import (
    Dated,
    PublicationHints,
    Reason,
    basis_of,
    date_text,
    find_flaws,
    load_finder,
    publication_interval,
    with_named,
)
from entente.dating import Chain, Story, Telling, as_scheduled, claim_flaws, dates_in, days_of, when_of
from entente.extract import (
    Draft,
    Holder,
    Resolve,
    Scene,
    Setting,
    as_advice,
    assemble,
    draft_claims,
    holder_record,
    in_titles,
    titles_in,
    with_clauses,
    with_conditions,
    with_deadlines,
    with_described,
    with_figures,
    with_lists,
    with_outlooks,
    with_speakers,
    with_steps,
    with_terms,
    without_titled,
)
from entente.mentions import find_mentions, gate, is_everyday, is_peopled, load_triggers, with_names, within
from entente.merge import UndertakingMention
from entente.records.actors import Actor, ActorMention, Participant
from entente.records.actors import Holder as HolderRecord
from entente.records.claim import Claim, Naming
from entente.records.codes import PartyRole, RegionKind, UndertakingKind
from entente.records.dates import UNKNOWN_DATE, DateSpan
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
from entente.vocab.namebook import NameBook, load_names

SPOKEN: frozenset[RegionKind] = frozenset({"body"})
"""Regions whose words are the author's; the others are kept, and no claim is made from them."""


NEAR = 160
"""Letters behind a naming among which the words stand that tell what it is about."""
SELDOM = (50_000, 10, 10)
"""How often garbage is looked for where articles are read: there is little, and looking cost a twelfth of the time."""
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
    agents: frozenset[str]
    """Nouns for people and organs that act for a state: "minister", "troops", "parliament"."""


def tools_with(load: Callable[[], Analyser], folders: Sequence[Path] = ()) -> Tools:
    """The model that is loaded, and the names with those of a project's own folders.

    What every article needs is read now and holds no garbage: to look for it there would cost a fifth of a start.
    From then on garbage is looked for seldom in this process.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        for table in (load_lexicon, load_firmness, load_triggers, load_finder):
            table()
        names = load_names(*folders)
        return Tools(load(), names, _agent_nouns(names.actors))
    finally:
        gc.freeze()
        gc.set_threshold(*SELDOM)
        if collecting:
            gc.enable()


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


def _gate(article: Article, tools: Tools) -> Article:
    """The sentences in which something is looked for; in everyday news, nothing is."""
    document = article.document
    spoken = {n: one for n, one in enumerate(article.sentences) if document.region_at(one.start) in SPOKEN}
    if is_everyday(document.text, tuple(spoken.values()), article.mentions):
        return article
    kept: list[int] = []
    for number, sentence in spoken.items():
        after, near = (bool(kept) and kept[-1] >= number - back for back in (1, 2))
        own = within(article.mentions, sentence.start, sentence.end)
        if gate(sentence, own, document.text, after=after, near=near):
            kept.append(number)
    return article._replace(kept=tuple(kept))


def _date(article: Article, tools: Tools) -> Article:
    """Only claims have days."""
    if not article.kept:
        return article
    dates = date_text(article.document.text, article.document.published)
    flaws = find_flaws([dated.phrase for dated in dates], article.reasons, article.document.published)
    named = with_named(article.document.text, article.sentences, dates, article.document.published)
    return article._replace(dates=named, problems=article.problems + flaws)


def _analyse(article: Article, tools: Tools) -> Article:
    sentences = [article.sentences[number] for number in article.kept]
    analyses = tools.analyser.analyse(article.document.text, sentences)
    names = [name for analysis in analyses for name in analysis.names]
    return article._replace(analyses=analyses, mentions=with_names(article.mentions, names))


def _extract(article: Article, tools: Tools) -> Article:
    resolver = Resolver(article.document, article.mentions, sentences=article.sentences, vocabulary=tools.names)
    nouns, states = tools.agents, tools.names.actors.states
    claims: list[Claim] = []
    story = Story(article.document, article.sentences, article.dates)
    before: _Told | None = None
    scenes: dict[int, Scene] = {}
    for number, analysis in zip(article.kept, article.analyses, strict=True):
        before = before if before is not None and before.number == number - 1 else None
        scene = _scene(article, number, analysis, nouns, before.scene if before else None)
        scenes[number] = scene
        told = _claims(article, number, scene, resolver, states, story.at(number, scene))
        made = [with_place(claim, article.document, resolver.locator) for claim in told]
        story.tell(number, made)
        claims += made
        before = _Told(number, scene)
    claims = with_conditions(scenes, _with_speakers(article, scenes, claims, resolver), load_firmness())
    flaws = tuple(claim_flaws(claims, article.document.published))
    return article._replace(claims=tuple(claims), problems=article.problems + flaws)


def _with_speakers(
    article: Article, scenes: Mapping[int, Scene], claims: Sequence[Claim], resolver: Resolver
) -> list[Claim]:
    """Claims of quoted words that no verb beside them attributes are given to the speaker."""

    def record(number: int, holder: Holder) -> HolderRecord:
        mentions = within(article.mentions, article.sentences[number].start, article.sentences[number].end)
        return holder_record(Setting(article.document, scenes[number], mentions, number, _resolving(resolver)), holder)

    text, quotes = article.document.text, article.mentions.quotes
    return with_speakers(text, scenes, claims, quotes, load_firmness(), record)


def _resolving(resolver: Resolver) -> Resolve:
    def resolved(span: ActorSpan, when: DateSpan, acting: bool) -> tuple[ActorMention, ...]:
        return resolver.resolve_all(span, None if when is UNKNOWN_DATE else when, acting=acting)

    return resolved


class _Told(NamedTuple):
    """The sentence just read."""

    number: int
    scene: Scene


def _scene(article: Article, number: int, analysis: Analysis, nouns: frozenset[str], before: Scene | None) -> Scene:
    sentence = article.sentences[number]
    mentions = within(article.mentions, sentence.start, sentence.end)
    works = mentions.undertakings
    titles = titles_in(article.document.text, mentions.quotes)
    known = (span for span in mentions.actors if not in_titles(titles, (span.start, span.end)))
    actors = [span for span in known if span.label is None or not any(_names(work, span) for work in works)]
    topic, after_thing = (before.topic(), before.is_about_thing()) if before else ((), False)
    return Scene(article.document.text, analysis, actors, nouns, topic, after_thing=after_thing)


def _names(work: UndertakingSpan, span: ActorSpan) -> bool:
    """Whether a name unknown to the vocabulary is part of the name of a work, which is nobody."""
    return work.start <= span.start and span.end <= work.end + len(work.acronym or "") + len(" ()")


STAGES: tuple[Callable[[Article, Tools], Article], ...] = (
    _segment,
    _mention,
    _publish,
    _gate,
    _date,
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
                context=_around(naming, claim, document) if document else "",
                parties=tuple(_undertaking_parties(claim, naming.kind, actors)),
                domains=claim.domains,
                stage=claim.stage,
                status=claim.status,
                when=claim.when,
                due=claim.due,
                amounts=claim.amounts,
                published=document.published if document else None,
            )


def _around(naming: Naming, claim: Claim, document: Document) -> str:
    """The words behind a naming that stands in another sentence than its claim; empty: the claim's own words tell."""
    start = naming.evidence.start
    if any(quote.start <= start < quote.end for quote in claim.support):
        return ""
    return document.text[start : start + NEAR].partition(". ")[0].partition("\n")[0]


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


def _claims(
    article: Article, number: int, scene: Scene, resolver: Resolver, states: frozenset[str], chain: Chain | None
) -> Iterator[Claim]:
    sentence = article.sentences[number]
    mentions = within(article.mentions, sentence.start, sentence.end)
    earlier = tuple(_works_before(article, number))
    peopled = is_peopled(mentions, article.document.text)
    setting = Setting(article.document, scene, mentions, number, _resolving(resolver), earlier, states, peopled)
    acts = draft_claims(scene, load_lexicon(), load_firmness())
    told = with_clauses(scene, load_firmness(), acts)
    before = [span for span, _ in earlier]
    staged = with_terms(scene, with_steps(scene, load_firmness(), told, mentions.undertakings, before))
    figures = [(span.start, span.end) for span in mentions.amounts]
    listed = with_lists(scene, with_described(scene, staged, mentions.undertakings), mentions.undertakings)
    measured = with_figures(scene, load_firmness(), listed, mentions.undertakings, before, figures)
    dates = dates_in(article.dates, sentence)
    works, days = mentions.undertakings, days_of(dates)
    dued = with_deadlines(scene, load_firmness(), measured, works, before, days)
    looked = with_outlooks(scene, load_firmness(), dued, works, before, days)
    outside = without_titled(looked, titles_in(article.document.text, mentions.quotes))
    drafts = _without_idle_talk([as_advice(scene.tree, draft) for draft in outside])
    telling = Telling(article.document, scene, number, dates, chain)
    for draft in (as_scheduled(telling, draft) for draft in drafts):
        claim = assemble(setting, draft, *when_of(telling, draft))
        if claim is not None:
            yield claim


def _works_before(article: Article, number: int) -> Iterator[tuple[UndertakingSpan, int]]:
    """Undertakings of the three sentences before."""
    for at in range(max(0, number - 3), number) if article.mentions.undertakings else ():
        sentence = article.sentences[at]
        for span in within(article.mentions, sentence.start, sentence.end).undertakings:
            yield span, at


def _without_idle_talk(drafts: Sequence[Draft]) -> list[Draft]:
    """SAY counts only when the words yield nothing else (T6)."""
    acts = [draft for draft in drafts if draft.entry.type != "SAY" or draft.entry.name.startswith("clause_")]
    return acts or list(drafts)


def _agent_nouns(actors: Actors) -> frozenset[str]:
    """The last words of the vocabulary's posts, and those of the lexicon."""
    return frozenset(post.text.split()[-1].lower() for post in actors.posts) | load_lexicon().classes["agent"]
