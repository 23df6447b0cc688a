"""Every rule and name proves itself by its examples."""

import re
import tomllib

import pytest

from entente.dates import date_text, find_dates
from entente.vocab import read_data
from entente.vocab.calendar import DateRule, load_calendar

CALENDAR = load_calendar()
SERIES = {
    name: each
    for name, each in tomllib.loads(read_data("lang", "en", "dates", "sessions.toml")).items()
    if name != "ordinals"
}


def plain(marked: str) -> str:
    """An example without its brackets."""
    return re.sub(r"[\[\]]", "", marked)


def wanted(marked: str) -> str:
    """What stands in the brackets."""
    match = re.search(r"\[(.*?)\]", marked)
    assert match
    return match[1]


@pytest.mark.parametrize("rule", CALENDAR.rules, ids=lambda rule: rule.name)
def test_rule_examples(rule: DateRule) -> None:
    """A rule finds the bracketed phrase of each `yes` and takes no part in any `no`."""
    for marked in rule.yes:
        found = {phrase.text: phrase.rules for phrase in find_dates(plain(marked))}
        assert rule.name in found.get(wanted(marked), ()), f"{marked}: {found}"
    for marked in rule.no:
        assert not [phrase.text for phrase in find_dates(plain(marked)) if rule.name in phrase.rules], marked


NAMED = [
    *(key for key, entry in CALENDAR.holidays.items() if entry.yes),
    *(key for key, entry in CALENDAR.periods.items() if entry.yes),
]


@pytest.mark.parametrize("key", NAMED)
def test_name_examples(key: str) -> None:
    """A holiday or period is found in each `yes` and in no `no`."""
    entry = CALENDAR.holidays.get(key) or CALENDAR.periods[key]
    for marked in entry.yes:
        found = [phrase.text for phrase in find_dates(plain(marked)) if {"holiday", "period"} & {*phrase.rules}]
        assert any(wanted(marked) in text for text in found), f"{marked}: {found}"
    for marked in entry.no:
        rules = {rule for phrase in find_dates(marked) for rule in phrase.rules}
        assert not rules & {"holiday", "period"}, marked


@pytest.mark.parametrize("name", SERIES)
def test_session_examples(name: str) -> None:
    """A counted session is found in each `yes` and in no `no`."""
    for marked in SERIES[name]["yes"]:
        assert wanted(marked) in [phrase.text for phrase in find_dates(plain(marked)) if "period" in phrase.rules], (
            marked
        )
    for text in SERIES[name]["no"]:
        assert not [phrase for phrase in find_dates(text) if "period" in phrase.rules], text


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met at the 74th session of the UN General Assembly.", "2019-09/2020-09"),
        ("They met at the seventy-first UN General Assembly.", "2016-09/2017-09"),
        ("It was pledged at COP21.", "2015-11/2015-12"),
        ("It was pledged at COP28.", "2023-10/2023-12"),
    ],
)
def test_a_counted_session_has_the_months_of_its_number(text: str, edtf: str) -> None:
    """The number of a session tells the year in which it opens."""
    (dated,) = date_text(text)
    assert dated.span
    assert edtf == dated.span.edtf


def test_rules_name_known_classes() -> None:
    """Every class in a pattern or guard is one of the words, of the figures, of the marks, or given by a rule."""
    figures = "DAY NUM YEAR OLDYEAR SHORTYEAR ORD DECADE SHORTDECADE ISO SLASHED SLASHEDSHORT COMPACT CLOCK FYCODE"
    marks = "COMMA DASH SLASH LPAR RPAR MONEY PERCENT POSS WORD"
    known = {*figures.split(), *marks.split(), *CALENDAR.aliases, *(rule.gives for rule in CALENDAR.rules)}
    known |= {word.kind for word in CALENDAR.words}
    used = {
        name
        for rule in CALENDAR.rules
        for text in (rule.pattern, rule.after, rule.not_after, rule.not_before)
        for name in re.findall(r"[A-Z][A-Z0-9]*", text)
    }
    assert used - known == set()


def test_tenures() -> None:
    """A ruler's name gives the days in office only with a word that says so."""
    for marked in CALENDAR.tenures.yes:
        assert any(rule.startswith("tenure") for phrase in find_dates(plain(marked)) for rule in phrase.rules), marked
    for marked in CALENDAR.tenures.no:
        assert not find_dates(marked)
