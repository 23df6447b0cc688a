"""The registry of undertakings."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from entente.merge.lifecycle import lives
from entente.merge.undertakings import UndertakingMention, find_things, find_undertakings
from entente.records import UNKNOWN_DATE, Decision, Undertaking
from entente.records.rulings import Reason
from tests.merge.articles import day, parties

XOR, XVM, XKA = "act:xor", "act:xvm", "act:xka"


def named(
    words: str, head: str, at: int = 0, doc: str = "doc:1", who: str = XOR + " " + XVM, **fields: Any
) -> UndertakingMention:
    """A naming by its proper name; `who` lists its parties."""
    values: dict[str, Any] = {
        "claim_id": f"clm:{doc}:{at}",
        "doc_id": doc,
        "start": at,
        "surface": words,
        "kind": "project",
        "head": head,
        "name": words,
        "parties": parties(*who.split()),
    }
    return UndertakingMention(**{**values, **fields})


def described(words: str, head: str, at: int = 0, doc: str = "doc:1", **fields: Any) -> UndertakingMention:
    """A naming by description."""
    return named(words, head, at, doc, name=None, definite=words.startswith(("the ", "this ")), **fields)


def titles(*mentions: UndertakingMention) -> list[str]:
    """Titles of the undertakings, sorted."""
    return sorted(undertaking.title for undertaking in made(*mentions))


def made(*mentions: UndertakingMention, rulings: tuple[Decision, ...] = ()) -> list[Undertaking]:
    """The undertakings that these mentions come to."""
    return [life.undertaking for life in lives(find_undertakings(mentions, rulings))]


def test_an_acronym_is_its_name() -> None:
    """`CASA 1000` in one text is the project that another writes out."""
    long = named("Central Asia-South Asia Power Project", "project", acronym="CASA 1000")
    assert ["Central Asia-South Asia Power Project"] == titles(long, named("CASA 1000", "project", doc="doc:2"), long)
    assert 1 == len(titles(long, named("CASA-1000 line", "project", doc="doc:3")))


def test_similar_names_stay_two() -> None:
    """A North-South pipeline is not a North-South corridor."""
    assert 2 == len(titles(named("North-South pipeline", "pipeline"), named("North-South corridor", "corridor", 90)))


def test_other_parties_stay_two() -> None:
    """The same name between strangers is another thing."""
    assert 2 == len(
        titles(named("Friendship Bridge", "bridge"), named("Friendship Bridge", "bridge", doc="doc:2", who=XKA))
    )


def test_a_definite_description_takes_up_the_last_of_its_kind() -> None:
    """`the project` is the pipeline introduced before it, `the loan` is not."""
    pipe = named("Tarn Pass pipeline", "pipeline")
    (thing, *others) = find_things([pipe, described("the project", "project", 50)])
    assert (2, []) == (len(thing.mentions), others)
    assert 2 == len(find_things([pipe, described("the loan", "loan", 50, kind="loan")]))


def test_who_builds_it_makes_no_other_works() -> None:
    """After the only pipeline of a text `the line` is that pipeline, whoever the line names; a railway is another."""
    pipe = described("a gas pipeline", "pipeline", who=XOR)
    built, rails = described("the line", "line", 50, who="act:orsgas"), described("the railway", "railway", 50, who=XVM)
    assert [1, 2] == [len(find_things([pipe, other])) for other in (built, rails)]


def test_the_nearest_of_two_is_meant() -> None:
    """After a second pipeline, `the pipeline` is the second."""
    things = find_things(
        [
            named("Tarn pipeline", "pipeline"),
            named("Lassa pipeline", "pipeline", 40),
            described("the pipeline", "pipeline", 80),
        ]
    )
    assert {("Tarn pipeline",), ("Lassa pipeline", "the pipeline")} == {
        tuple(mention.surface for mention in thing.mentions) for thing in things
    }


def test_an_indefinite_description_introduces() -> None:
    """`a pipeline` after a pipeline is another one."""
    assert 2 == len(find_things([named("Tarn pipeline", "pipeline"), described("a pipeline", "pipeline", 40)]))


def test_a_definite_description_leads_nowhere_alone() -> None:
    """`the accord` of one text is not `the accord` of another without a date in common."""
    talks: dict[str, Any] = {"stage": "negotiating", "status": "under_way"}
    assert 2 == len(made(*(described("the accord", "accord", doc=f"doc:{n}", **talks) for n in (1, 2))))


def test_a_dated_milestone_makes_descriptions_one() -> None:
    """An accord between the same two, signed in the same days in the same field, is one accord."""
    signing: dict[str, Any] = {
        "stage": "signed",
        "status": "happened",
        "when": day("2024-06-03"),
        "domains": ("transport",),
    }
    one = described("a transit accord", "accord", **signing)
    assert 1 == len(made(one, described("an accord", "accord", doc="doc:2", **signing)))
    assert 2 == len(made(one, described("an accord", "accord", doc="doc:2", **{**signing, "when": day("2023-01-09")})))


def test_the_same_telling_words_make_descriptions_one() -> None:
    """`the border treaty` of the same two is one, one signed years before is not, and `the treaty` tells nothing."""
    one, other = (described("the border treaty", "treaty", doc=f"doc:{n}", kind="treaty") for n in (1, 2))
    assert 1 == len(made(one, other))
    signed: dict[str, Any] = {"stage": "signed", "status": "happened", "kind": "treaty"}
    old, new = (
        described("a border treaty", "treaty", doc=f"doc:{year}", when=day(year), **signed) for year in ("1998", "2024")
    )
    assert 2 == len(made(old, new))
    signed["when"] = UNKNOWN_DATE
    assert 2 == len(made(*(described("the treaty", "treaty", doc=f"doc:{n}", **signed) for n in (1, 2))))


def test_one_event_makes_descriptions_one() -> None:
    """Two claims of one event speak of one accord."""
    one, other = (described("an accord", "accord", doc=f"doc:{n}", stage="signed") for n in (1, 2))
    assert 2 == len(find_undertakings([one, other]).groups)
    assert 1 == len(find_undertakings([one, other], happenings=[(one.claim_id, other.claim_id)]).groups)


def test_sessions_are_instances_under_one_parent() -> None:
    """The eighth and the ninth session are apart, below the commission's bare name."""
    eighth, ninth = (
        named(f"{n} session of the Kesh Commission", "session", at) for at, n in enumerate(("8th", "ninth"))
    )
    bare = named("Kesh Commission session", "session", doc="doc:2")
    found = {undertaking.title: undertaking for undertaking in made(eighth, ninth, bare)}
    assert {found["Kesh Commission session"].undertaking_id} == {found[m.surface].parent for m in (eighth, ninth)}


def test_another_year_is_another_exercise() -> None:
    """The same drill held in two years is two instances under a parent of that name."""
    drills = [
        named("Tarn Shield", "exercise", at, kind="exercise", stage="completed", status="happened", when=day(year))
        for at, year in enumerate(("2016", "2017"))
    ]
    found = made(*drills)
    parents = {undertaking.parent for undertaking in found if undertaking.history}
    assert 3 == len(found)
    assert parents == {undertaking.undertaking_id for undertaking in found if not undertaking.history}


def test_a_person_stands_above_names() -> None:
    """Undertakings ruled the same are one, whatever they are called."""
    one, other = named("Kesh Accord", "accord"), named("Lassa Accord", "accord", doc="doc:2")
    left, right = sorted((one.mention_id, other.mention_id))
    ruling = Decision(
        relation="same_undertaking", left=left, right=right, verdict="yes", reasons=(Reason(name="person", score=1),)
    )
    assert (2, 1) == (len(made(one, other)), len(made(one, other, rulings=(ruling,))))


@given(
    st.permutations(
        [
            named("Tarn Pass pipeline", "pipeline"),
            described("the project", "project", 50),
            named("Tarn Pass gas pipeline", "pipeline", doc="doc:2"),
            named("TPP", "pipeline", doc="doc:3"),
            named("8th Kesh session", "session", 70),
            named("9th Kesh session", "session", 90),
        ]
    )
)
def test_order_changes_nothing(mentions: list[UndertakingMention]) -> None:
    """The same mentions in any order make the same registry."""
    assert find_undertakings(sorted(mentions, key=lambda m: m.mention_id)) == find_undertakings(mentions)


def test_one_truce_for_one_place() -> None:
    """A truce for one place, of days that two reports may give of one, is one, whoever the texts name beside it."""
    fields: dict[str, Any] = {"kind": "ceasefire", "stage": "in_force", "status": "happened"}
    one = described("the Tarn ceasefire", "ceasefire", when=day("2024-01-26"), **fields)
    other: dict[str, Any] = {"doc": "doc:2", "who": XKA, "around": (XKA, XOR)}
    assert 1 == len(
        titles(one, described("the Tarn ceasefire", "ceasefire", when=day("2024-01-27"), **other, **fields))
    )
    assert 2 == len(
        titles(one, described("the Tarn ceasefire", "ceasefire", when=day("2024-09-27"), **other, **fields))
    )


def test_bare_words_of_one_class_are_one() -> None:
    """`the contract` and `the supply contract` of the same state are one where no text tells of another."""
    one = described("the contract", "contract", who=XOR, kind="contract")
    other = described("the supply contract", "supply contract", doc="doc:2", who=XOR, kind="contract")
    third = described("the contract", "contract", doc="doc:3", who=XOR, kind="contract")
    assert 1 == len(find_undertakings([one, other, third]).groups)
    told = described("the salt contract", "contract", doc="doc:4", who=XOR, kind="contract")
    assert 1 < len(find_undertakings([one, told, named("Tarn contract", "contract", doc="doc:5")]).groups)


def test_a_paper_and_what_it_is_for_are_one() -> None:
    """A contract for three frigates and the frigates that another text says were delivered are one undertaking."""
    sentence = "Kesh signed a contract to buy three frigates from Lassa"
    paper = described("a contract", "contract", 100, kind="contract", claim_id="clm:1", context=sentence)
    ships = described("three frigates", "frigate", 118, kind="pledge", claim_id="clm:1", context=sentence)
    later = described("the frigates", "frigate", 5, "doc:2", kind="pledge", stage="completed")
    assert 1 == len(made(paper, ships, later))


def test_a_paper_for_two_works_is_none_of_them() -> None:
    """An agreement on a dam and on a port leaves the dam and the port two."""
    sentence = "Kesh signed an agreement on a dam and on a port"
    words = (
        ("an agreement", "agreement", 12, "agreement"),
        ("a dam", "dam", 28, "project"),
        ("a port", "port", 41, "project"),
    )
    papers = [
        described(surface, head, at, kind=kind, claim_id="clm:1", context=sentence, stage="signed", status="happened")
        for surface, head, at, kind in words
    ]
    assert 3 == len(made(*papers))


def test_fewer_words_of_the_same_two_are_the_only_one_that_fits() -> None:
    """A contract of one text is the wheat contract of another; with two such contracts it stays apart."""
    bare = described("a contract", "contract", stage="signed", status="happened", kind="contract")
    wheat = described("the wheat contract", "contract", 5, "doc:2", kind="contract", stage="in_force")
    steel = described("the steel contract", "contract", 5, "doc:3", kind="contract", stage="in_force")
    assert 1 == len(made(bare, wheat))
    assert 3 == len(made(bare, wheat, steel))


def test_papers_signed_long_apart_are_two() -> None:
    """A wheat contract signed half a year and more after another is a new one."""
    fields: dict[str, Any] = {"kind": "contract", "stage": "signed", "status": "happened"}
    first = described("a wheat contract", "contract", when=day("2022-08-16"), **fields)
    bare = described("the wheat contract", "contract", 5, "doc:2", kind="contract", stage="in_force")
    second = described("a new wheat contract", "contract", 5, "doc:3", when=day("2023-02-14"), **fields)
    assert 2 == len(made(first, bare, second))


def test_a_name_that_tells_only_whose_it_is_names_nothing() -> None:
    """The Greek-Turkish cable is the cable of both; the Greek-Turkish Amity cable has a name."""
    assert not named("Greek-Turkish cable", "cable").named
    assert named("Greek-Turkish Amity cable", "cable").named


def test_who_built_it_is_no_name() -> None:
    """`The Korean-built port` takes up the port of the text."""
    port = described("a fishing port", "port", context="They agreed on a fishing port at Kesh.")
    built = described("The Korean-built port", "port", 50, context="The Korean-built port is late.")
    assert 1 == len(find_things([port, replace(built, name="Korean-built port")]))


def test_a_paper_and_its_works_in_other_claims() -> None:
    """A memorandum is one with the works that its sentence says it is for, whichever claim names them."""
    told = "They signed a memorandum on Monday to build an airport at Kesh."
    paper = described("a memorandum", "memorandum", 12, kind="mou", context=told)
    works = described("an airport", "airport", told.index("an airport"), claim_id="clm:2", context=told)
    assert 1 == len(find_things([works, paper]))


def test_an_old_dam_is_not_the_new_one() -> None:
    """Of the dams of two states a text means by `the dam`, still unfinished, none that has run for years."""
    old: dict[str, Any] = {
        "stage": "under_way",
        "status": "happened",
        "when": day("2001"),
        "published": day("2020-07-08"),
    }
    new: dict[str, Any] = {
        "stage": "completed",
        "status": "planned",
        "when": day("2027"),
        "published": day("2023-05-30"),
    }
    texts = (
        named("Tarn dam", "dam", **old),
        named("Sel dam", "dam", doc="doc:2", published=day("2020-07-08")),
        described("the dam", "dam", doc="doc:3", **new),
    )
    assert ["Sel dam", "Tarn dam"] == titles(*texts)


def test_a_dam_told_anew_beside_another() -> None:
    """`A dam` of another text may be the only one that two states have; beside one of its own text it is another."""
    sel = named("Sel dam", "dam")
    assert 1 == len(titles(sel, described("a dam", "dam", doc="doc:2", stage="under_way", status="happened")))
    assert 2 == len(titles(sel, described("a dam", "dam", 80, stage="under_way", status="happened")))


def test_a_new_accord_is_not_the_old_one() -> None:
    """`A new accord` that a text sets beside last year's says less of no other."""
    old = described(
        "the cod accord", "accord", kind="agreement", stage="closed", status="planned", when=day("2021-12-31")
    )
    new = described("a new accord", "accord", doc="doc:2", kind="agreement", stage="negotiating", status="planned")
    assert 2 == len(titles(old, new))


def test_parts_are_handed_over_on_many_days() -> None:
    """The first boat in March and the second in May are of one order."""
    sides = (*parties(XOR), replace(parties(XVM)[0], role="beneficiary"))
    boats: dict[str, Any] = {"kind": "pledge", "stage": "under_way", "status": "happened", "parties": sides}
    order = described("two patrol boats", "patrol boat", when=day("2024-03-01"), **boats)
    assert 1 == len(
        titles(order, described("the patrol boats", "patrol boat", doc="doc:2", when=day("2024-05-01"), **boats))
    )


def test_the_rest_is_no_other() -> None:
    """`The other 25,000 tonnes` are of the sugar named before."""
    told = "The other 25,000 tonnes must follow."
    sugar = described("40,000 tonnes of sugar", "sugar", kind="pledge")
    rest = named("25,000 tonnes", "tonne", 60, name=None, definite=True, kind="pledge", context=told)
    assert 1 == len(find_things([sugar, rest]))


def test_a_measure_leads_to_the_name() -> None:
    """After `a gas pipeline` `the 1,350-kilometre Ziwa Pipeline` is its name; a name without one may be of another."""
    pipe = described("a gas pipeline", "gas pipeline")
    measured, bare = (
        named("Ziwa Pipeline", "pipeline", 60, context=told)
        for told in ("The 1,350-kilometre Ziwa Pipeline is dear.", "The Ziwa Pipeline is dear.")
    )
    assert [1, 2] == [len(find_things([pipe, name])) for name in (measured, bare)]


def test_what_a_paper_is_for_is_a_name_for_it() -> None:
    """The pensions accord of one text is the social security accord that, in another, lets miners draw a pension."""
    told = "They signed a social security accord that lets miners draw one pension."
    long = described(
        "a social security accord", "accord", kind="agreement", context=told, stage="signed", status="happened"
    )
    short = described(
        "the pension accord", "accord", doc="doc:2", kind="agreement", stage="approved", status="happened"
    )
    assert 1 == len(titles(long, short))


def test_works_that_join_the_same_states() -> None:
    """The Chad-Niger line of two texts is one; a second one, or a rail line beside a power line, is another."""
    first = named("the Chad-Niger power line", "power line", name="Chad-Niger power line", who=XOR)
    again = named("the Chad-Niger power line", "power line", doc="doc:2", name="Chad-Niger power line", who=XOR)
    rails = named("the Chad-Niger railway", "railway", doc="doc:3", name="Chad-Niger railway", who=XOR)
    assert 1 == len(find_undertakings([first, again]).groups)
    assert 2 == len(find_undertakings([first, rails]).groups)


def test_the_agreement_is_the_loan_or_truce() -> None:
    """ "The agreement" behind a loan, and "a loan contract" behind a sum, put on paper what was told before."""
    loan = described("$420 million", "loan", kind="loan", stage="agreed")
    paper = described("a loan contract", "loan contract", 40, kind="loan", stage="signed")
    taken_up = described("the agreement", "agreement", 80, kind="agreement", stage="signed")
    assert 1 == len(find_things([loan, paper, taken_up]))
    assert frozenset({"loan", "loan contract"}) == find_things([loan, paper, taken_up])[0].heads


def test_papers_of_one_party_with_two_others_stay_two() -> None:
    """The protocol of a union with one coast is not the one with another."""
    paper: dict[str, Any] = {"kind": "treaty", "stage": "signed", "status": "happened"}
    one = described("the fisheries protocol", "protocol", who=f"{XOR} {XVM}", **paper)
    other = described("the fisheries protocol", "protocol", doc="doc:2", who=f"{XOR} {XKA}", **paper)
    assert 2 == len(made(one, other))


def test_a_memorandum_is_the_first_paper() -> None:
    """A memorandum for a loan is that loan; a contract and a loan are two."""
    sentence = "Kesh signed a memorandum for a $400 million loan"
    paper = described("a memorandum", "memorandum", 12, kind="mou", claim_id="clm:1", context=sentence)
    loan = described("a $400 million loan", "loan", 29, kind="loan", claim_id="clm:1", context=sentence)
    assert 1 == len(find_things([paper, loan]))
