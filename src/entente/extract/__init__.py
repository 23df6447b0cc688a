"""An analysed sentence to drafts of claims: triggers, parties, kind, firmness, holders, stage."""

from entente.extract.drafts import Draft, draft_claims
from entente.extract.scene import Scene

__all__ = ["Draft", "Scene", "draft_claims"]
