"""The gate's measures of cleaning, and the way back to the file's own offsets."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.gate.lines import predict_lines, score_lines
from tests.gate.offsets import places_in
from tests.gate.pages import score_pages
from tests.gate.regions import predict_regions


def test_kept_text_counts_by_character_and_boilerplate_by_line() -> None:
    """A long line kept wrongly costs its length; a dropped one counts once."""
    scores = score_lines([(["a" * 30, "b" * 10, "c"], [1, 0, 0], [1, 1, 0])])
    assert {"text F1": 100 * 60 / 70, "boilerplate recall": 50.0} == scores


def test_pages_are_scored_by_runs_of_words() -> None:
    """A page whose words are all there is right; an empty one counts against recall alone."""
    assert {"F1": 100.0} == score_pages({"a": "one two three four five"}, {"a": "one, two; three four five."})
    assert 66 < score_pages({"a": "one two", "b": "three four"}, {"a": "one two"})["F1"] < 67


def test_lines_never_read_labels() -> None:
    """Predictions depend on the lines alone."""
    row = {"id": "a", "lines": ["Share", "The ministers met in Kesh."]}
    assert predict_lines([json.dumps(row)]) == predict_lines([json.dumps(row | {"labels": [1, 0]})])


def test_regions_lie_in_the_file(tmp_path: Path) -> None:
    """Offsets are those of the file, whatever spaces and invisible marks cleaning takes away."""
    raw = "Cafe\u0301   talks\u200b  open in Kesh.\r\n"
    (tmp_path / "a.txt").write_bytes(raw.encode())
    region = predict_regions(tmp_path)["a"][0]
    assert raw.strip() == raw[int(str(region["start"])) : int(str(region["end"]))]


@given(st.text(max_size=200))
def test_places_are_in_order(text: str) -> None:
    """Every character of a text has a place in the raw one, and order is kept."""
    places = places_in(text + ".", " ".join(text.split()))
    assert places == sorted(places)
