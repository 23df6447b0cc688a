"""Records picked for a brief."""

import pytest

from entente.web.asking import Refused
from entente.web.pages.brief import MOST, markdown, read_brief
from tests.views import made
from tests.web.site import Seen, browser, edition

IDS = [made.PIPELINE.undertaking_id, made.LOAN.event_id, made.DISPUTE.conflict_id]


def test_order_is_the_readers() -> None:
    """Records stand as they were picked, each once; a claim stands for its event."""
    brief = read_brief(edition(), {"id": [*IDS, made.LEND.claim_id], "title": ["Gas"]})
    assert ("Gas", IDS) == (brief.title, brief.ids)


def test_order_can_be_changed() -> None:
    """Each record but the first has a link that puts it a place higher."""
    page = browser().get("/brief", params={"id": IDS}).text
    order = "&amp;".join(f"id={name}" for name in (IDS[1], IDS[0], IDS[2])).replace(":", "%3A")
    assert f"/brief?{order}" in page


def test_every_line_keeps_its_quote() -> None:
    """As Markdown each record has its words, their text and their place."""
    text = markdown(read_brief(edition(), {"id": IDS}))
    assert 3 == text.count("\n## ")
    for quote in (made.LEND.support[0], made.BEGUN.support[0], made.NOT_BEGUN.support[0]):
        assert f"> {quote.exact}".replace("_", "\\_") in text
        assert quote.evidence_id in text


def test_markdown_holds_no_markup_of_others() -> None:
    """A title that would be HTML or a link is text."""
    quote = next(row for row in read_brief(edition(), {"id": [IDS[0]]}).entries).quotes
    text = markdown(read_brief(edition(), {"id": [IDS[1]], "title": [f"[x](y) {made.HOSTILE}"]}))
    assert quote
    assert "<script" not in text.replace("\\<", "")
    assert "[x](" not in text.replace("\\[", "").replace("\\]", "")


def test_odd_briefs_are_refused() -> None:
    """Unknown records and too many of them are told."""
    with pytest.raises(Refused):
        read_brief(edition(), {"id": ["evt:none"]})
    with pytest.raises(Refused):
        read_brief(edition(), {"id": [f"evt:{number}" for number in range(MOST + 1)]})


def test_one_page_needs_nothing() -> None:
    """As one page a brief loads nothing, runs nothing, and shows hostile words as words."""
    answer = browser().get("/brief.html", params={"id": IDS, "title": made.HOSTILE})
    seen = Seen(answer.text)
    assert [] == seen.loads
    assert "script" not in seen.tags
    assert len(seen.ids) == len(set(seen.ids))
    assert made.LEND.support[0].exact in answer.text


@pytest.mark.parametrize("form", ["md", "html"])
def test_brief_is_saved(form: str) -> None:
    """The file is saved, not shown; another ending is not known."""
    answer = browser().get(f"/brief.{form}", params={"id": IDS[0]})
    assert "attachment" in answer.headers["content-disposition"]
    assert 404 == browser().get("/brief.exe").status_code
