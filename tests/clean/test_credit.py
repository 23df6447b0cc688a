"""Which outlet a text without metadata names."""

import pytest

from tests.clean.items import PARAGRAPH, document_of, item

TITLE = "Velmora and Orsenia sign a transit accord in Kesh"
LONG = f"{PARAGRAPH}\n\n{PARAGRAPH.replace('Wednesday', 'Thursday')}\n\n{PARAGRAPH.replace('October', 'May')}"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"{TITLE}\n\nKESH, June 12, 2024 (TASS) - {LONG}", "tass"),
        (f"{TITLE}\n\nKESH, June 12, 2024 (SWA) - {LONG}", "swa"),
        (f"{TITLE}\n\nThe Hill Road, a blog about walking in Velmora\n\n{LONG}", "the_hill_road"),
        (f"{TITLE}\n\nBasin Institute, Kesh · Brief 2024/11 · June 20, 2024\n\n{LONG}", "basin_institute"),
        (f"{TITLE}\n\n{LONG}\n\nCopyright Feren Chronicle 2024. All rights reserved.", "feren_chronicle"),
        (f"{TITLE}\n\n{LONG}\n\n© 2024 Basin Notes. All Rights Reserved.", "basin_notes"),
        (f"The Kesh Courier\n\n{TITLE}\n\n{LONG}", "the_kesh_courier"),
    ],
)  # fmt: skip
def test_an_outlet_is_named(text: str, source: str) -> None:
    """By the agency in its dateline, a line below its title, its copyright line, or its masthead."""
    assert source == document_of(item(text)).source_id


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n{LONG}",
        f"{TITLE}\n\nShare this post\n\n{LONG}",
        f"{TITLE}\n\nKesh, a town of markets and ministries, was quiet on the day of the accord.\n\n{LONG}",
        f"{TITLE}\n\n{LONG}\n\n© 2024 All rights reserved.",
    ],
)
def test_nothing_is_made_up(text: str) -> None:
    """A text that names no outlet has none."""
    assert "unknown" == document_of(item(text)).source_id
