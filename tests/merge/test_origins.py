"""How many independent voices stand behind claims."""

from entente.merge import find_copies
from entente.merge.origins import Origins
from tests.merge.articles import article, claim

FOG = (
    "Port Anselm was closed by fog until Thursday, and eleven ships wait outside the harbour of Calverra. Pilots "
    "were sent home. The last such closure was in 2019, and it cost importers $3 million."
)
RAILS = (
    "Velmora signed a contract with Orsenia for 40 kilometres of rails on Monday in Kesh. The builders have "
    "ordered them from a mill in Bastrin. Trade between the two reached $520 million last year."
)
DIGEST = (
    "Velmora signed a contract with Orsenia for 40 kilometres of rails in Kesh. In Calverra eleven ships wait "
    "outside the harbour of Port Anselm, which was closed by fog until Thursday. Hadrelia shelved a plan for "
    "wolves, to the dismay of shepherds, and Tolmar's parliament elected a speaker in the ninth round."
)


def test_each_item_of_a_digest_counts_with_its_wire() -> None:
    """What a digest has from two wires is no voice of its own, what only it tells is one."""
    rails, fog = article(RAILS, source="src:kwa"), article(FOG, source="src:herald")
    digest = article(DIGEST, "2024-06-13", source="src:gazette")
    texts = [rails, fog, digest]
    origins = Origins(find_copies(texts).lineages, {text.doc_id: text.source_id for text in texts})
    signed = [
        claim(text, "signed a contract", "signed", "SUPPORT", actors={"Velmora": "act:xvm"}) for text in (rails, digest)
    ]
    closed = [
        claim(text, "closed by fog", "closed", "SUPPORT", actors={"Calverra": "act:xcv"}) for text in (fog, digest)
    ]
    own = claim(digest, "elected a speaker", "elected", "SUPPORT", actors={"Tolmar": "act:xtm"})
    assert [1, 1, 2] == [origins.count(group) for group in (signed, closed, [*signed, own])]
