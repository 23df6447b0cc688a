"""Which texts are everyday news."""

from pathlib import Path

from entente.mentions import find_mentions, is_everyday
from entente.segment import segment
from scripts.train_everyday import TOPICS, paragraphs

BENCH = Path(__file__).resolve().parents[2] / "bench" / "texts"
TOGETHER = 3


def judged(text: str) -> bool:
    """Whether a text is everyday news."""
    return is_everyday(text, segment(text)[0], find_mentions(text))


def held(name: str) -> list[str]:
    """Texts put together from paragraphs that nothing was learned from."""
    rows = paragraphs(TOPICS / f"{name}.txt", held=True)
    return ["\n\n".join(rows[at : at + TOGETHER]) for at in range(0, len(rows) - TOGETHER + 1, TOGETHER)]


def test_most_everyday_news_is_known() -> None:
    """Three of five texts at least, of paragraphs and of articles never learned from."""
    articles = [path.read_text(encoding="utf-8") for path in sorted((BENCH / "everyday").glob("*.txt"))]
    for texts in (held("everyday"), articles):
        assert sum(map(judged, texts)) >= 0.6 * len(texts)


def test_public_affairs_are_always_read() -> None:
    """Whatever dress they come in."""
    articles = [path.read_text(encoding="utf-8") for path in sorted(BENCH.glob("*.txt"))]
    assert not any(map(judged, [*held("public"), *articles]))


def test_one_stretch_of_public_affairs_is_enough() -> None:
    """A match report that ends with a boycott is read."""
    match = held("everyday")[0]
    assert judged(match)
    news = (
        "The government of Pakistan recalled its ambassador from New Delhi on Monday and said that no team of its own "
        "would cross the border until the ceasefire was restored. Indian troops had shelled three villages on Sunday, "
        "the army said. The foreign ministry in Delhi denied it and summoned the Pakistani envoy, while the United "
        "Nations called on both states to withdraw their forces and to resume talks on the treaty."
    )
    assert not judged(f"{match}\n\n{news}")


def test_a_short_text_is_always_read() -> None:
    """Too little stands in it to tell."""
    assert not judged("The visitors needed eleven off the last over and took nine of them from two balls.")
