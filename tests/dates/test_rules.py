"""Every rule and name proves itself by its examples."""

import re

import pytest

from entente.dates import find_dates
from entente.vocab.calendar import DateRule, load_calendar

CALENDAR = load_calendar()


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


@pytest.mark.parametrize("key", [*CALENDAR.holidays, *CALENDAR.periods])
def test_name_examples(key: str) -> None:
    """A holiday or period is found in each `yes` and in no `no`."""
    entry = CALENDAR.holidays.get(key) or CALENDAR.periods[key]
    for marked in entry.yes:
        found = [phrase.text for phrase in find_dates(plain(marked)) if {"holiday", "period"} & {*phrase.rules}]
        assert any(wanted(marked) in text for text in found), f"{marked}: {found}"
    for marked in entry.no:
        rules = {rule for phrase in find_dates(marked) for rule in phrase.rules}
        assert not rules & {"holiday", "period"}, marked


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
