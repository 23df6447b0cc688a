"""Names beside dots."""

from entente.web.charts.labels import Dot, place_labels


def test_a_name_stands_to_the_right() -> None:
    """Where there is room, the name follows its dot."""
    (label,) = place_labels([Dot(100, 100, 5, "Velmora")])
    assert label is not None
    assert ("start", True) == (label.anchor, label.dx > 5)


def test_a_name_avoids_the_edge_and_other_dots() -> None:
    """At the right edge, or beside another dot, it stands on the left."""
    labels = place_labels([Dot(960, 100, 5, "Velmora"), Dot(300, 300, 5, "Orsenia"), Dot(320, 300, 5, "Tolmar")])
    assert ["end", "end", "start"] == [label and label.anchor for label in labels]


def test_no_room_no_name() -> None:
    """Among many dots the first are named and the last are not."""
    labels = place_labels([Dot(200 + n % 3, 200 + n // 3, 5, "Velmora") for n in range(9)])
    assert None in labels
    assert labels.index(None) <= labels.count(None) + 4
