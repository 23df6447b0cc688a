"""A copy stands beside its origin, sentence by sentence."""

from entente.web.comparing import Line, compare

ORIGIN = "Orsenia lent Velmora money. The envoy smiled. Work begins in March."


def kinds(copy: str) -> list[str]:
    """What became of each sentence."""
    return [line.kind for line in compare(ORIGIN, copy)]


def own(line: Line) -> tuple[list[str], list[str]]:
    """Words that one side alone has."""
    return [run.text for run in line.there if run.is_own], [run.text for run in line.here if run.is_own]


def test_same_text_has_no_difference() -> None:
    """A text against itself is the same in every sentence."""
    assert ["same"] * 3 == kinds(ORIGIN)


def test_words_that_differ_are_told() -> None:
    """A sentence that was reworded shows the words of each side alone."""
    line = compare(ORIGIN, "Orsenia lent Velmora $420 million. The envoy smiled. Work begins in March.")[0]
    assert "reworded" == line.kind
    assert (["money."], ["$420 million."]) == own(line)


def test_what_is_left_out_stands_at_its_place() -> None:
    """A sentence the copy lacks stands between its neighbours, one it adds where it adds it."""
    assert ["same", "left out", "same", "added"] == kinds(
        "Orsenia lent Velmora money. Work begins in March. Nothing else is known."
    )


def test_moved_sentences_are_no_additions() -> None:
    """What stands elsewhere in the copy is the same, and told as moved."""
    lines = compare(ORIGIN, "Work begins in March. Orsenia lent Velmora money.")
    assert [("same", False), ("same", True)] == [
        (line.kind, line.is_moved) for line in lines if line.there and line.here
    ]
    assert 1 == sum(line.kind == "left out" for line in lines)


def test_nothing_of_either_is_lost() -> None:
    """All words of both texts stand in their columns."""
    copy = "Wholly other words. The envoy frowned."
    lines = compare(ORIGIN, copy)
    assert sorted(copy.split()) == sorted(" ".join(run.text for line in lines for run in line.here).split())
    assert sorted(ORIGIN.split()) == sorted(" ".join(run.text for line in lines for run in line.there).split())
