"""An analysed sentence to claims: triggers, parties, kind, firmness, holders, stage."""

from entente.extract.assemble import Setting, assemble
from entente.extract.clauses import clause_of, with_clauses
from entente.extract.drafts import Draft, draft_claims
from entente.extract.scene import Scene

__all__ = ["Draft", "Scene", "Setting", "assemble", "clause_of", "draft_claims", "with_clauses"]
