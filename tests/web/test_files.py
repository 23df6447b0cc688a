"""Calendar and citations."""

import json
import re

from entente.web.calendar import calendar
from entente.web.citing import bibtex, csl, ris, works
from tests.views import made
from tests.web.site import browser, edition

LOAN = made.LOAN.event_id


def test_calendar_has_every_due_day() -> None:
    """A day set for a step is an entry with the words that set it."""
    text = calendar(edition()).replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20250331\r\n" in text
    assert "begin by the end of March 2025" in text
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 1


def test_calendar_lines_are_folded() -> None:
    """No line is longer than 75 octets, and lines end as the standard has it."""
    lines = calendar(edition()).encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)


def test_citations_name_each_text() -> None:
    """Both texts that tell of the loan are cited, with the words and their place."""
    found = works(edition(), LOAN)
    entries = json.loads(csl(found))
    assert ["A line over the pass", f"Gas money {made.HOSTILE}"] == [entry["title"] for entry in entries]
    assert "characters 0–83" in entries[0]["note"]
    assert 2 == bibtex(found).count("@article{") == ris(found).count("TY  - NEWS")


def test_fields_cannot_be_broken_out_of() -> None:
    """A title with braces or line ends stays inside its field."""
    document = made.document("Orsenia agreed with Velmora.", title="A } title\nER  - \n@book{x, $1 & 2}")
    claim = made.claim(document, "Orsenia agreed with Velmora", "agreed")
    from entente.views import Book
    from entente.web.edition import Edition

    found = works(Edition(Book.of((document,), (claim,), (made.event(claim),))), made.event(claim).event_id)
    assert 1 == len(re.findall(r"^ER  - ", ris(found), re.MULTILINE))
    assert r"A \} title ER - @book\{x, \$1 \& 2\}" in bibtex(found)


def test_files_are_served() -> None:
    """Each form has its media type and is saved, not shown."""
    answer = browser().get(f"/cite/{LOAN}.ris")
    assert answer.headers["content-type"].startswith("application/x-research-info-systems")
    assert "attachment" in answer.headers["content-disposition"]
    assert browser().get("/undertakings.ics").text.startswith("BEGIN:VCALENDAR")
