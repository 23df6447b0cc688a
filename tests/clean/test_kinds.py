"""The company a line keeps decides what it is."""

from entente.clean.kinds import kinds_of_texts
from tests.clean.items import PARAGRAPH

OTHER = PARAGRAPH.replace("Wednesday", "Friday")


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    """A line without a stop between two paragraphs heads the second."""
    assert ["body", "heading", "body"] == kinds_of_texts([PARAGRAPH, "The road to Tirel", OTHER])


def test_every_copy_of_the_title_is_a_title() -> None:
    """The same line twice above the text is the title, and what stands above it is the page's."""
    kinds = kinds_of_texts(["Asia World News", "Port opens to grain", "Port opens to grain", PARAGRAPH, OTHER])
    assert ["boilerplate", "title", "title", "body", "body"] == kinds


def test_comments_need_most_of_the_text_above_them() -> None:
    """A heading named Comments above the article does not turn the article into comments."""
    assert "body" in kinds_of_texts(["Comments", PARAGRAPH, OTHER, PARAGRAPH + " Again."])


def test_a_list_is_its_lines() -> None:
    """Where running text is rare and nothing speaks of a page, every line is text."""
    lines = [f"{i} tonnes of grain to Tirel, barge {i}" for i in range(2, 40)]
    assert {"body"} == set(kinds_of_texts(lines))


def test_all_cues_leave_nothing() -> None:
    """Lines that all speak of the page leave no text."""
    assert "body" not in kinds_of_texts(["Share", "Log in", "Subscribe", "Read more"])


def test_behind_the_links_readers_speak_by_name() -> None:
    """At the foot, behind links or a note on the paper, a line that begins with a name and a colon is a comment."""
    links = "Older: Why Kesh raised its port fees"
    readers = ["Tomas R.: They sold the port to Orsenia years ago, everybody on the quay knows.", "Ada: No."]
    kinds = kinds_of_texts([PARAGRAPH, OTHER, PARAGRAPH + " Again.", links, *readers])
    assert ["related_link", "comment", "comment"] == kinds[3:]


def test_in_an_interview_nobody_is_a_reader() -> None:
    """Where speakers are named with a colon before, those behind a link speak on."""
    answers = [f"Ilan Dorek: {PARAGRAPH}", f"Mira Tal: {OTHER}"]
    kinds = kinds_of_texts([*answers, *answers, "Read more: The port", f"Mira Tal: {OTHER} Thank you."])
    assert "body" == kinds[-1]


def test_a_label_set_twice_at_the_foot_leads_elsewhere() -> None:
    """Neighbours under one label that are no sentences are links, and behind them stands no text."""
    letter = "Letter of the day: Kesh has lied to all of us about the dam since May."
    foot = ["Same quay: Kesh bans salt", "Same quay: Orsenia sells a dam", letter]
    kinds = kinds_of_texts([PARAGRAPH, OTHER, PARAGRAPH + " Again.", *foot])
    assert ["related_link", "related_link"] == kinds[3:5]
    assert "body" not in kinds[5:]


def test_a_label_over_sentences_is_text() -> None:
    """Two answers under the same name are the article's."""
    answers = ["Dorek: We signed it on Monday.", "Dorek: They signed it too."]
    assert ["body", "body"] == kinds_of_texts([PARAGRAPH, OTHER, PARAGRAPH + " Again.", *answers])[3:]


def test_a_new_name_behind_an_interview_is_a_readers() -> None:
    """Speakers go on behind a link, others who begin there are readers."""
    answers = [f"Ilan Dorek: {PARAGRAPH}", f"Mira Tal: {OTHER}"]
    kinds = kinds_of_texts([*answers, *answers, "Read more: The port", "quay_9: Kesh sold it."])
    assert "comment" == kinds[-1]


def test_who_wrote_it_is_told_below() -> None:
    """A last paragraph that begins with the name of the byline is about the writer."""
    note = "Mira Tal measured rivers for Velmora until Orsenia expelled her in May of that year. She lives in Kesh now."
    kinds = kinds_of_texts(["A port opens to grain", "Mira Tal", PARAGRAPH, OTHER, PARAGRAPH + " Again.", note])
    assert "author_note" == kinds[-1]
