"""How firm the words are: four axes and the one word derived from them."""

from collections.abc import Mapping
from types import MappingProxyType

from entente.records.codes import Certainty, Force, Orientation, Polarity, Status
from entente.records.record import Record


class Firmness(Record, frozen=True, kw_only=True):
    """The commitment of the last holder to what is said; about the wording, never about our parser."""

    polarity: Polarity
    certainty: Certainty
    orientation: Orientation
    """Relative to the day of publication."""
    force: Force
    durative: bool = False
    """True: the words show it going on rather than taking place at a point."""

    @property
    def status(self) -> Status:
        """The first that fits, in the order of the domain model."""
        asserted = self.force == "asserted"
        if self.polarity == "negative" and self.certainty in ("certain", "probable"):
            return "denied"
        if self.force in ("conditional", "questioned", "generic"):
            return "hypothetical"
        if self.force in ("requested", "demanded"):
            return "called_for"
        if self.force in ("intended", "offered") or (asserted and self.orientation == "future"):
            return "planned"
        if asserted and self.orientation == "present" and self.durative and self.polarity != "negative":
            return "under_way"
        if asserted and self.orientation in ("past", "present") and self.polarity == "positive":
            return "happened"
        return "unclear"


PLAINEST: Mapping[Status, Firmness] = MappingProxyType(
    {
        "happened": Firmness(polarity="positive", certainty="certain", orientation="past", force="asserted"),
        "under_way": Firmness(
            polarity="positive", certainty="certain", orientation="present", force="asserted", durative=True
        ),
        "planned": Firmness(polarity="positive", certainty="certain", orientation="future", force="intended"),
        "called_for": Firmness(
            polarity="positive", certainty="underspecified", orientation="future", force="requested"
        ),
        "hypothetical": Firmness(polarity="positive", certainty="possible", orientation="future", force="conditional"),
        "denied": Firmness(polarity="negative", certainty="certain", orientation="past", force="asserted"),
        "unclear": Firmness(polarity="unknown", certainty="underspecified", orientation="past", force="asserted"),
    }
)
"""The plainest firmness of each status."""
