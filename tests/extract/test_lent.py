"""Nouns of acts that stand together share their parties."""

from entente.analyse import load_analyser
from entente.extract.scene import Scene
from entente.extract.triggers import Frame, lent_frame
from entente.mentions import find_mentions
from entente.segment import segment
from entente.vocab.lexicon import Entry, load_lexicon

TEXT = "Chad and Togo spoke of talks and joint military exercises."


def test_a_noun_beside_an_act_has_its_parties() -> None:
    """`Talks and joint military exercises` are by the same two."""
    (analysis,) = load_analyser().analyse(TEXT, segment(TEXT)[0])
    scene = Scene(TEXT, analysis, find_mentions(TEXT).actors, frozenset())
    talks, exercises = scene.tree.forms.index("talks"), scene.tree.forms.index("exercises")
    lender = Frame(Entry(name="talks", type="CONSULT"), (talks,), (), (0, 1), (), ())
    frame = lent_frame(scene, load_lexicon(), exercises, lender)
    assert frame is not None
    assert ("COOPERATE", (0, 1)) == (frame.entry.type, frame.actors)
