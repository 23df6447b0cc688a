"""How far to trust: the Admiralty grade of reports, and ICD 203 words for our own forecasts."""

import re
from typing import NamedTuple, cast

from entente.records.codes import CREDIBILITY_WORDS, RELIABILITY_WORDS, Credibility, Reliability
from entente.records.record import Record


class Grade(Record, frozen=True, kw_only=True):
    """Source letter and information digit, judged apart and written together: `B2`."""

    reliability: Reliability = "F"
    credibility: Credibility = 6

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"

    @property
    def words(self) -> str:
        """Both halves in words."""
        return f"{RELIABILITY_WORDS[self.reliability]}; {CREDIBILITY_WORDS[self.credibility]}"


def read_grade(text: str) -> Grade:
    """The grade written as a letter A-F and a digit 1-6."""
    if not re.fullmatch("[A-F][1-6]", text):
        raise ValueError(f'"{text}" is not a letter A-F and a digit 1-6')
    # The pattern has just checked what the casts say.
    return Grade(reliability=cast(Reliability, text[0]), credibility=cast(Credibility, int(text[1])))


class Band(NamedTuple):
    """A likelihood term with its band in percent, lowest included, highest not, save in the last."""

    low: int
    high: int
    term: str


LIKELIHOOD: tuple[Band, ...] = (
    Band(1, 5, "almost no chance"),
    Band(5, 20, "very unlikely"),
    Band(20, 45, "unlikely"),
    Band(45, 55, "roughly even chance"),
    Band(55, 80, "likely"),
    Band(80, 95, "very likely"),
    Band(95, 99, "almost certain"),
)
"""Intelligence Community Directive 203."""


def likelihood_term(probability: float) -> str | None:
    """The word for one of our own probabilities; None: outside the bands, print the number."""
    percent = round(probability * 100, 9)  # 0.55 * 100 is a little above 55
    for band in LIKELIHOOD:
        if band.low <= percent < band.high or (band is LIKELIHOOD[-1] and percent == band.high):
            return band.term
    return None
