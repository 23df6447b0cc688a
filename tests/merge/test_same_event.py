"""Which reports tell of one happening."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.merge.reports import Report, trigger_stem
from entente.merge.same_event import WAYS, candidates, find_same_events, judge
from entente.records import UNKNOWN_DATE, Decision
from entente.records.rulings import Reason
from tests.merge.articles import day

SIGNING = Report(
    key="clm:a",
    doc_id="doc:1",
    sentence=0,
    type="SUPPORT",
    stem="sign",
    actors=("act:xor", "act:xvm"),
    domains=("transport",),
    words=("accord", "transit"),
    when=day("2024-06-03"),
)


def like(key: str = "clm:b", **fields: Any) -> Report:  # Any: fields of a report
    """The signing as another document tells it, with some fields changed."""
    values = {name: getattr(SIGNING, name) for name in SIGNING.__struct_fields__}
    return Report(**{**values, "key": key, "doc_id": "doc:2", **fields})


def test_the_same_act_on_the_same_day_is_one() -> None:
    """Equal trigger, type, parties and day suffice without any vector."""
    assert "yes" == judge(SIGNING, like()).answer


def test_reasons_are_what_the_score_is_made_of() -> None:
    """Each feature that counted is a reason, and they add up to the score."""
    verdict = judge(SIGNING, like())
    assert {"trigger", "words", "type", "parties", "date"} == {reason.name for reason in verdict.reasons}
    assert verdict.score == round(sum(reason.score for reason in verdict.reasons), 6)


def test_other_parties_are_another_act() -> None:
    """Strangers signing the same day is another signing."""
    assert "no" == judge(SIGNING, like(actors=("act:xka", "act:xbe"), words=("accord", "grain"))).answer


def test_sides_changed_are_another_act() -> None:
    """X accusing Y is not Y accusing X."""
    one = like("clm:a", type="ACCUSE", stem="accus", actors=("act:xor",), recipients=("act:xvm",), doc_id="doc:1")
    other = like(type="ACCUSE", stem="accus", actors=("act:xvm",), recipients=("act:xor",))
    assert (
        judge(one, other).score
        < judge(one, like("clm:c", type="ACCUSE", stem="accus", actors=("act:xor",), recipients=("act:xvm",))).score - 2
    )


def test_dates_apart_are_ruled_out() -> None:
    """C3: days that cannot be one day part two reports alike in all else."""
    assert "no" == judge(SIGNING, like(when=day("2024-06-04"))).answer
    assert "yes" == judge(SIGNING, like(when=day("2024-06"))).answer


def test_families_of_types_are_ruled_apart() -> None:
    """C3: cooperation is no conflict."""
    assert "no" == judge(SIGNING, like(type="SANCTION")).answer


def test_a_vaguer_report_may_be_the_same() -> None:
    """Another word on the same day, in another story, leaves it open."""
    vague = like(stem="conclud", words=(), story="t")
    assert "maybe" == judge(like("clm:c", doc_id="doc:1", story="s"), vague).answer


def test_same_parties_are_not_enough() -> None:
    """Without a like word or a told day, two acts of the same parties in one story are two."""
    one, other = (like(key, doc_id=key, story="s", stem=stem, when=UNKNOWN_DATE, words=("accord", "transit"))
                  for key, stem in (("clm:a", "visit"), ("clm:b", "prais")))  # fmt: skip
    assert "no" == judge(one, other).answer


def test_another_envoy_is_another_visit() -> None:
    """A visit of the minister is not that of a delegation, though both come for the same state."""
    one, other, vague = (
        like(key, doc_id=key, stem="visit", when=UNKNOWN_DATE, words=(), agents=agents)
        for key, agents in (("clm:a", ("act:dorek",)), ("clm:b", ("delegation",)), ("clm:c", ()))
    )
    assert "no" == judge(one, other).answer
    assert pytest.approx(1.25) == judge(one, vague).score - judge(one, other).score


def test_a_light_word_is_hardly_a_sign() -> None:
    """Two that `said` something on one day did not say the same."""
    one, other = (like(key, doc_id=key, stem="say", type="SAY", words=()) for key in ("clm:a", "clm:b"))
    assert "yes" != judge(one, other).answer


def test_a_loan_is_not_a_waiver() -> None:
    """Signing two kinds of undertakings on one day is two acts."""
    one, other = like("clm:a", doc_id="doc:1", heads=("loan",), words=()), like(heads=("memorandum",), words=())
    assert "yes" != judge(one, other).answer


def test_steps_of_two_undertakings_are_two() -> None:
    """Two accords signed on one day by the same parties stay apart when they are known by name."""
    one, other = (like(f"clm:{key}", undertakings=(f"und:{key}",), words=()) for key in "ab")
    assert judge(one, like("clm:c", undertakings=("und:a",), words=())).score - judge(one, other).score > 2


def test_two_triggers_of_one_sentence_are_two_acts() -> None:
    """`met and signed` is two; one trigger told by two holders is one."""
    here = like("clm:a", doc_id="doc:1", start=10)
    there = like(doc_id="doc:1", start=25)
    assert pytest.approx(1.5) == judge(here, like(doc_id="doc:1", start=10)).score - judge(here, there).score


def test_groups_hold_a_common_day() -> None:
    """A month that fits two days does not bring the days together."""
    reports = [SIGNING, like(when=day("2024-06")), like("clm:c", when=day("2024-06-20"))]
    groups = find_same_events(reports).groups
    assert sorted(map(len, groups)) == [1, 2]


def test_a_person_stands_above_the_scores() -> None:
    """Ruled apart they stay apart, ruled the same they are one, and the ruling is not repeated as ours."""
    reason = (Reason(name="person", score=1),)
    apart = Decision(relation="same_event", left="clm:a", right="clm:b", verdict="no", reasons=reason)
    found = find_same_events([SIGNING, like()], [apart])
    assert ((("clm:a",), ("clm:b",)), ()) == (found.groups, found.decisions)
    same = Decision(relation="same_event", left="clm:a", right="clm:b", verdict="yes", reasons=reason)
    assert (("clm:a", "clm:b"),) == find_same_events([SIGNING, like(type="SANCTION")], [same]).groups


def test_alike_but_for_the_day_is_a_near_miss() -> None:
    """In one story, the same act told for two days is kept as a pair to look at."""
    reports = [like("clm:a", doc_id="doc:1", story="s"), like(story="s", when=day("2024-06-05"))]
    assert (("clm:a", "clm:b"),) == find_same_events(reports).near_misses


def test_large_blocks_are_compared_linearly() -> None:
    """Ten times the reports of one story are ten times the pairs, not a hundred times, and still one happening."""
    limit = WAYS[0].limit
    crowd = [like(f"clm:{number:05}", story="s") for number in range(10 * limit)]
    some, all_ = (len(list(candidates(crowd[:size]))) for size in (2 * limit, 10 * limit))
    assert 0 < all_ < 6 * some
    assert 1 == len(find_same_events(crowd[: 2 * limit]).groups)


def test_the_stem_of_a_trigger() -> None:
    """Auxiliaries and particles do not name the act."""
    assert trigger_stem("had agreed") == trigger_stem("agreement") == trigger_stem("agreed to")


@given(
    st.permutations(
        [
            SIGNING,
            like(),
            like("clm:c", when=day("2024-06")),
            like("clm:d", type="AGREE", stem="agr"),
            like("clm:e", actors=("act:xka",)),
            like("clm:f", when=day("2024-06-09")),
        ]
    )
)
def test_order_changes_nothing(reports: list[Report]) -> None:
    """The same reports in any order make the same rulings and groups."""
    assert find_same_events(sorted(reports, key=lambda report: report.key)) == find_same_events(reports)
