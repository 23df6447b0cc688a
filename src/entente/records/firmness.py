"""How firm the words are: four axes and the one word derived from them."""

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
