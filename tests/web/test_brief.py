"""Records picked for a brief, and what somebody writes on them."""

import pytest

from entente.web.asking import Refused
from entente.web.pages.brief import LONGEST, MOST, read_brief
from tests.views import made
from tests.web.site import browser, edition

IDS = [made.PIPELINE.undertaking_id, made.LOAN.event_id, made.DISPUTE.conflict_id]
WROTE = {"id": IDS, f"on.{IDS[1]}": ["The money came first. The works did not [1]. Nor did [99] much else."]}


def test_order_is_the_readers() -> None:
    """Records stand as they were picked, each once; a claim stands for its event."""
    brief = read_brief(edition(), {"id": [*IDS, made.LEND.claim_id], "title": ["Gas"]})
    assert ("Gas", IDS) == (brief.title, brief.ids)


def test_order_can_be_changed() -> None:
    """A button puts a record a place higher, another leaves it out."""
    higher = read_brief(edition(), {"id": IDS, "raise": [IDS[1]]})
    fewer = read_brief(edition(), {"id": IDS, "drop": [IDS[1]]})
    assert ([IDS[1], IDS[0], IDS[2]], [IDS[0], IDS[2]]) == (higher.ids, fewer.ids)
    assert IDS == read_brief(edition(), {"id": IDS, "raise": [IDS[0]]}).ids


def test_quotes_are_numbered_through() -> None:
    """No two quotes of a brief have one number, and none is left out."""
    entries = read_brief(edition(), {"id": IDS}).entries
    numbers = [number for entry in entries for number, _ in entry.numbered]
    assert list(range(1, sum(len(entry.quotes) for entry in entries) + 1)) == numbers


def test_every_sentence_keeps_its_links() -> None:
    """A sentence rests on the quotes it names, else on those of its record; a number of no quote is left as written."""
    entry = read_brief(edition(), WROTE).entries[1]
    own = tuple(number for number, _ in entry.numbered)
    assert [own, (1,), own] == [each.rests_on for each in entry.said]
    assert ("The works did not.", "Nor did [99] much else.") == (entry.said[1].text, entry.said[2].text)


def test_what_is_written_follows_its_record() -> None:
    """Words stay with their record when the order changes, and the address holds them."""
    brief = read_brief(edition(), {**WROTE, "raise": [IDS[1]]})
    assert brief.entries[0].text.startswith("The money came first.")
    assert brief.entries[0].text in browser().get(f"/brief?{brief.address}").text


def test_odd_briefs_are_refused() -> None:
    """Unknown records and too many of them are told."""
    with pytest.raises(Refused):
        read_brief(edition(), {"id": ["evt:none"]})
    with pytest.raises(Refused):
        read_brief(edition(), {"id": [f"evt:{number}" for number in range(MOST + 1)]})


def test_long_briefs_have_room() -> None:
    """The address of a brief may be longer than others, to a limit that is told."""
    written = {"id": IDS[1], f"on.{IDS[1]}": "Word. " * 800}
    assert 200 == browser().get("/brief", params=written).status_code
    assert 414 == browser().get("/brief", params={"title": "x" * LONGEST}).status_code


def test_hostile_words_are_words() -> None:
    """What is written or asked for is shown, never run."""
    page = browser().get("/brief", params={"id": IDS[1], f"on.{IDS[1]}": made.HOSTILE, "title": made.HOSTILE}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
