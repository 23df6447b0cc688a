"""An analysed sentence to claims: triggers, parties, kind, firmness, holders, stage."""

from entente.extract.advice import as_advice
from entente.extract.assemble import Resolve, Setting, assemble, holder_record
from entente.extract.clauses import ATTITUDE, with_clauses
from entente.extract.conditions import with_conditions
from entente.extract.deadlines import with_deadlines
from entente.extract.described import with_described
from entente.extract.drafts import Draft, draft_claims
from entente.extract.holders import Holder
from entente.extract.lists import with_lists
from entente.extract.outlook import with_outlooks
from entente.extract.scene import Scene
from entente.extract.speakers import with_speakers
from entente.extract.steps import with_figures, with_steps
from entente.extract.terms import with_terms
from entente.extract.titles import in_titles, titles_in, without_titled
from entente.extract.tree import clause_of

__all__ = [
    "ATTITUDE",
    "Draft",
    "Holder",
    "Resolve",
    "Scene",
    "Setting",
    "as_advice",
    "assemble",
    "clause_of",
    "draft_claims",
    "holder_record",
    "in_titles",
    "titles_in",
    "with_clauses",
    "with_conditions",
    "with_deadlines",
    "with_described",
    "with_figures",
    "with_lists",
    "with_outlooks",
    "with_speakers",
    "with_steps",
    "with_terms",
    "without_titled",
]
