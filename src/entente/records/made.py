"""A raw item with all that was made of it: what a runner hands to the ledger."""

from typing import NamedTuple

from entente.records.claim import Claim
from entente.records.document import Document
from entente.records.problem import Problem
from entente.records.raw import RawItem


class Made(NamedTuple):
    """What came of one item."""

    item: RawItem
    document: Document | None
    """None: no document came of it, its problems say why."""
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    """Whether nothing stood in the way of reading it: no guess, no cut, no date or language that is not read."""
    lost: bool = False
    """Whether its reader was ended before it had read it: nothing is known of the item, and it may be read again."""
