"""The life of an undertaking (domain model, section 8)."""

from datetime import date

import pytest
from msgspec.structs import replace

from entente.merge.lifecycle import Due, Life, Standing, lives, standing
from entente.merge.undertakings import UndertakingMention, find_undertakings
from entente.records import DateSpan, Evidence
from entente.records.codes import Stage, Status, UndertakingKind
from tests.merge.articles import day, parties


def said(
    number: int, stage: Stage, status: Status, when: str, published: str = "2024-06-12", due: str | None = None
) -> UndertakingMention:
    """What one claim says of the Tarn Pass pipeline."""
    return UndertakingMention(
        claim_id=f"clm:{number}",
        doc_id=f"doc:{number}",
        start=0,
        surface="the Tarn Pass pipeline",
        kind="project",
        head="pipeline",
        name="Tarn Pass pipeline",
        parties=parties("act:xor", "act:xvm"),
        stage=stage,
        status=status,
        when=day(when),
        published=day(published),
        due=day(due) if due else None,
    )


def life(*mentions: UndertakingMention) -> Life:
    """The one undertaking these claims are about."""
    (found,) = lives(find_undertakings(mentions))
    return found


def test_the_highest_milestone_reached_is_the_stage() -> None:
    """L1, L2: milestones are a set; the later report of a lower one moves nothing back."""
    found = life(said(1, "signed", "happened", "2024-01-05"), said(2, "agreed", "happened", "2024-03"))
    assert ("signed", ["signed", "agreed"]) == (found.undertaking.stage, [r.stage for r in found.undertaking.history])


@pytest.mark.parametrize("status", ["planned", "called_for", "hypothetical", "denied"])
def test_what_is_not_done_moves_no_stage(status: Status) -> None:
    """L3, L4, L7: it is kept as a record, and the stage stays."""
    found = life(said(1, "signed", "happened", "2024-01-05"), said(2, "under_way", status, "2024-07"))
    assert ("signed", 2) == (found.undertaking.stage, len(found.undertaking.history))


def test_a_stall_lasts_until_work_resumes() -> None:
    """L2, L5: a side state stands until a later start."""
    stalled = (said(1, "under_way", "happened", "2023-02"), said(2, "stalled", "happened", "2023-09"))
    assert "stalled" == life(*stalled).undertaking.stage
    assert "under_way" == life(*stalled, said(3, "under_way", "happened", "2024-02")).undertaking.stage


def test_a_revival_is_another_undertaking() -> None:
    """L6: what begins after a cancellation renews the ended one."""
    ended, anew = lives(
        find_undertakings(
            [
                said(1, "signed", "happened", "2020-05"),
                said(2, "cancelled", "happened", "2021-03"),
                said(3, "negotiating", "happened", "2024-02"),
            ]
        )
    )
    if ended.undertaking.renews:
        ended, anew = anew, ended
    assert ("cancelled", "negotiating") == (ended.undertaking.stage, anew.undertaking.stage)
    assert ended.undertaking.undertaking_id == anew.undertaking.renews


def test_reports_of_one_milestone_are_one_record() -> None:
    """Dates that may meet are one record under the narrower date, with both claims."""
    (record,) = life(
        said(1, "signed", "happened", "2024"), said(2, "signed", "happened", "2024-01-05")
    ).undertaking.history
    assert ("2024-01-05", ("clm:1", "clm:2")) == (record.when.edtf, record.claims)


def test_a_dated_plan_falls_due() -> None:
    """L7: `slated to begin in March 2025` is a due date for being under way."""
    (due,) = life(said(1, "under_way", "planned", "2025-03")).dues
    assert ("under_way", date(2025, 3, 31)) == (due.stage, due.due.latest)


PLAN = said(1, "under_way", "planned", "2025-03", published="2025-02-03")


@pytest.mark.parametrize(
    ("later", "on", "expected"),
    [
        ((), date(2025, 3, 20), "pending"),
        ((), date(2025, 6, 1), "silent"),
        ((said(2, "signed", "happened", "2025-04", "2025-05-02"),), date(2025, 6, 1), "overdue"),
        ((said(2, "under_way", "happened", "2025-03-21", "2025-04-02"),), date(2025, 6, 1), "met"),
        ((said(2, "completed", "happened", "2025-03-30", "2025-04-02"),), date(2025, 6, 1), "met"),
        ((said(2, "under_way", "happened", "2025-05-01", "2025-05-02"),), date(2025, 6, 1), "missed"),
        ((said(2, "under_way", "denied", "2025-05-01", "2025-05-02"),), date(2025, 6, 1), "missed"),
        ((said(2, "suspended", "happened", "2025-04-10", "2025-05-02"),), date(2025, 6, 1), "missed"),
        ((said(2, "under_way", "happened", "2025-05-01", "2025-05-02"),), date(2025, 4, 10), "silent"),
    ],
)
def test_how_a_promise_stands(later: tuple[UndertakingMention, ...], on: date, expected: Standing) -> None:
    """Done in time is met; told undone or late is missed; heard of otherwise is overdue; unheard of is silent."""
    found = life(PLAN, *later)
    due: Due = next(due for due in found.dues if due.stage == "under_way")
    assert expected == standing(found.undertaking, due, on)


def test_a_disputed_milestone_is_not_kept() -> None:
    """One text tells it done in time, a later one that it is not: the day passed without it."""
    found = life(
        PLAN,
        said(2, "under_way", "happened", "2025-02", "2025-02-20"),
        said(3, "under_way", "denied", "2025-02-25", "2025-04-02"),
    )
    due: Due = next(due for due in found.dues if due.stage == "under_way")
    assert "overdue" == standing(found.undertaking, due, date(2025, 6, 1))


def test_what_is_ended_does_not_run_on() -> None:
    """A ban that was to run out by a day and was lifted before is over in time."""
    found = life(
        said(1, "closed", "planned", "2025-03-01", "2025-01-05"),
        said(2, "terminated", "happened", "2025-02-20", "2025-02-21"),
    )
    (due,) = found.dues
    assert "met" == standing(found.undertaking, due, date(2025, 6, 1))


def test_time_counted_from_a_milestone() -> None:
    """`Within one year of its signing` runs from the day of the signing, whoever tells it."""
    words = Evidence(
        doc_id="doc:2", text_sha256="0" * 64, start=0, end=15, exact="within one year", sentence=0, role="date"
    )
    counted = DateSpan.read(
        "[2024-06-12..2025-06-12]", basis="relative_to_publication", anchor="2024-06-12", expression=words
    )
    plan = replace(
        said(2, "approved", "planned", "2025"), due=counted, context="ratified within one year of its signing"
    )
    assert ["2025-01-05"] == [
        str(due.due.latest) for due in life(said(1, "signed", "happened", "2024-01-05"), plan).dues
    ]


def test_what_is_only_spoken_of_is_none() -> None:
    """Mere "undertakings" that fell due, and a bridge that one text names without a step, are no undertakings."""
    vague = replace(said(1, "closed", "happened", "2024"), name=None, surface="undertakings", head="undertaking")
    spoken = replace(said(2, "signed", "happened", "2024"), name=None, surface="a bridge", head="bridge", stage=None)
    assert () == lives(find_undertakings([replace(vague, kind="pledge"), spoken]))


def bare(
    number: int, surface: str, kind: UndertakingKind, stage: Stage, status: Status, *who: str
) -> UndertakingMention:
    """What one claim says of a thing without a name; `who` are its parties."""
    made = said(number, stage, status, "2024")
    head = surface.split()[-1].removesuffix("s")
    return replace(made, name=None, surface=surface, head=head, kind=kind, parties=parties(*who))


@pytest.mark.parametrize(
    ("mention", "kept"),
    [
        (bare(1, "a contract", "contract", "signed", "denied", "act:xor", "act:xvm"), False),
        (bare(1, "a gas contract", "contract", "signed", "denied", "act:xor", "act:xvm"), True),
        (bare(1, "a gas contract", "contract", "signed", "called_for", "act:xor", "act:xvm"), False),
        (bare(1, "a contract", "contract", "signed", "happened", "act:xor"), False),
        (bare(1, "a contract", "contract", "signed", "happened", "act:xor", "act:xvm"), True),
        (bare(1, "existing loans", "loan", "signed", "happened", "act:xor", "act:xvm"), False),
        (bare(1, "a tunnel", "project", "proposed", "happened"), False),
        (bare(1, "a border commission", "agreement", "closed", "happened"), False),
        (bare(1, "nine ships", "pledge", "under_way", "happened", "act:xor", "act:xvm"), False),
        (bare(1, "a visit", "visit", "under_way", "planned", "act:xor"), False),
    ],
)
def test_what_is_worth_a_line(mention: UndertakingMention, kept: bool) -> None:
    """Something that parties have undertaken, and that can be followed: no bare noun spoken of in passing."""
    assert kept == bool(lives(find_undertakings([mention])))


def test_a_later_step_brings_it_back() -> None:
    """What was only said not to be signed is an undertaking as soon as a text tells that it was."""
    denied = bare(1, "a contract", "contract", "signed", "denied", "act:xor", "act:xvm")
    signed = replace(bare(2, "a contract", "contract", "signed", "happened", "act:xor", "act:xvm"), doc_id="doc:1")
    assert 1 == len(lives(find_undertakings([denied, signed])))


def test_whom_the_same_words_are_told_of() -> None:
    """A withdrawal that one state completed is of the other too, whom the same words name."""
    done = bare(1, "the withdrawal", "pledge", "completed", "happened", "act:xor")
    told = replace(bare(2, "the withdrawal", "pledge", "completed", "happened", "act:xor", "act:xvm"), stage=None)
    (found,) = lives(find_undertakings([done, replace(told, doc_id="doc:1")]))
    assert ["act:xor", "act:xvm"] == [party.actor.actor_id for party in found.undertaking.parties]


@pytest.mark.parametrize(
    ("mention", "title"),
    [
        (bare(1, "exports of crude", "sanction_regime", "in_force", "happened", "act:xor"), "ban on exports of crude"),
        (bare(1, "$40 million", "loan", "agreed", "happened", "act:xor"), "$40 million loan"),
        (bare(1, "the withdrawal of its troops", "pledge", "completed", "planned"), "withdrawal of troops"),
    ],
)
def test_a_title_says_what_it_is(mention: UndertakingMention, title: str) -> None:
    """What a verb or a sum tells gets its noun; whose it is stands with the parties."""
    heads = {"sanction_regime": "import ban", "loan": "loan", "pledge": "withdrawal of its troops"}
    told = life(replace(mention, head=heads[mention.kind], due=day("2024-07")))
    assert title == told.undertaking.title.partition(" (")[0]


@pytest.mark.parametrize(
    ("surface", "head", "title"),
    [
        ("prisoners", "prisoner exchange", "prisoner exchange"),
        ("the last Orsenian wheat", "wheat", "Orsenian wheat"),
        ("the remaining 3,500 tonnes of flour", "flour", "3,500 tonnes of flour"),
    ],
)
def test_a_title_names_the_whole(surface: str, head: str, title: str) -> None:
    """A deed is named by its noun, and goods without the words that tell a part of them."""
    told = replace(said(1, "completed", "planned", "2024-07"), surface=surface, head=head, name=None, kind="pledge")
    assert title == life(replace(told, parties=())).undertaking.title
