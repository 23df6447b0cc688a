"""Feeds that are asked again and again, and read as they change; what was asked when is kept beside the ledger."""

import random
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import msgspec

from entente.api import Project, Report
from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.sources.asking import NO_MARKS, Answer, Asker, Marks, Refused, host_of
from entente.sources.feeds import FeedEntry, item_of, read_entries
from entente.sources.network import is_address
from entente.sources.opml import Feed

STATE = "watch.json"
"""In the project's folder: marks, next times and addresses seen. Lost, everything is asked once more."""
EVERY_S = 900.0
"""Between two questions to a feed that answers."""
JITTER = 0.1
"""Share of the interval by which each time is moved, so that feeds spread out."""
LONGEST_S = 24 * 3600.0
"""The longest wait for a feed that fails; it doubles up to there."""
SHORT = 1000
"""Characters under which an entry is the beginning of its article, which is fetched from its page."""
SEEN = 5000
"""Addresses remembered a feed."""
PAGES = 100
"""Pages fetched for a feed before what they say is read; the rest of its articles come with the next time."""
AT_ONCE = 64
"""Feeds asked side by side, no two of one host: a slow one holds up none of the others."""


NO_FEED = frozenset({"feed_not_read", "feed_entities"})
"""Problems of an answer that is no feed."""
FOR_EVER = frozenset({"robots_refuse", "address_private", "item_too_large", "entry_without_text"})
"""Problems of an article that asking again does not mend."""

Told = tuple[str, RawItem | Problem]
"""The address of an article as the feed has it, and what came of it."""


class FeedState(msgspec.Struct):
    """What is known of a feed."""

    marks: Marks = Marks()
    due: float = 0.0
    """When it is asked next, seconds since 1970."""
    fails: int = 0
    """How often in a row it gave nothing."""
    seen: list[str] = []
    """Addresses of its articles, the newest last."""


class Poll(NamedTuple):
    """What came of asking one feed."""

    feed: Feed
    result: str
    """`new`, `unchanged` or `failed`."""
    items: tuple[RawItem, ...] = ()
    problems: tuple[Problem, ...] = ()
    wait: float | None = None
    """What the server asks for, seconds."""
    marks: Marks = NO_MARKS
    links: tuple[str, ...] = ()
    """Addresses of articles that need not be asked for again, as the feed has them."""


class Round(NamedTuple):
    """Feeds that have answered, and what reading their articles came to."""

    polls: tuple[Poll, ...]
    report: Report


class Watch:
    """The feeds of one project.

    Args:
        project: where articles are read into.
        feeds: what is asked.
        every: seconds between two questions to a feed.
        pages: whether the page of an entry is fetched where the feed has only its beginning.
        workers: processes that read.
    """

    def __init__(
        self,
        project: Project,
        feeds: Iterable[Feed],
        *,
        every: float = EVERY_S,
        pages: bool = True,
        workers: int = 1,
        asker: Asker | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.project = project
        self.feeds = tuple(feeds)
        self.counts: Counter[str] = Counter()
        """Polls by result, and articles, claims and problems since the start."""
        self.started = clock()
        self.last_round: float | None = None
        self._every = every
        self._pages = pages
        self._workers = workers
        self._asker = asker or Asker()
        self._clock = clock
        self._place = project.folder / STATE
        self._states = _kept(self._place)
        self._asked: dict[Feed, Future[Poll]] = {}
        self._in_line: deque[Feed] = deque()
        self._ended = threading.Event()

    def state_of(self, feed: Feed) -> FeedState:
        """What is known of a feed; a new one is due at once."""
        return self._states.setdefault(feed.url, FeedState())

    def next_due(self) -> float:
        """When the next feed is due, seconds since 1970."""
        return min((self.state_of(feed).due for feed in self.feeds), default=self._clock() + self._every)

    def start(self, *, all_feeds: bool = False) -> int:
        """Asks the feeds that are due, or all, in the background; how many are being asked."""
        now = self._clock()
        waiting = {*self._asked, *self._in_line}
        self._in_line += (feed for feed in self.feeds if feed not in waiting and (all_feeds or self.is_due(feed, now)))
        self._ask_hosts_in_turn()
        return len(self._asked) + len(self._in_line)

    def is_due(self, feed: Feed, now: float) -> bool:
        """Whether it is time to ask it."""
        return self.state_of(feed).due <= now

    def _ask_hosts_in_turn(self) -> None:
        """Of each host one feed is asked, so that a slow host takes one place and not all."""
        busy = {host_of(feed.url) for feed in self._asked}
        for _ in range(len(self._in_line)):
            feed = self._in_line.popleft()
            if host_of(feed.url) in busy or len(self._asked) >= AT_ONCE:
                self._in_line.append(feed)
            else:
                busy.add(host_of(feed.url))
                self._asked[feed] = self._ask(feed)

    def _ask(self, feed: Feed) -> Future[Poll]:
        """In a thread of its own, which keeps nobody from ending: a fetch may take a minute."""
        future: Future[Poll] = Future()

        def ask() -> None:
            try:
                future.set_result(self._poll(feed))
            except BaseException as error:  # noqa: BLE001 - it is raised where the answer is collected
                future.set_exception(error)

        threading.Thread(target=ask, name=f"entente-watch {feed.url}", daemon=True).start()
        return future

    def collect(self, timeout: float | None = None) -> Round:
        """Reads what the feeds gave that have answered by now; waits for the first of them.

        Args:
            timeout: seconds to wait for it; None: as long as it takes.
        """
        wait(self._asked.values(), timeout, FIRST_COMPLETED)
        done = [feed for feed, future in self._asked.items() if future.done()]
        polls = tuple(self._asked.pop(feed).result() for feed in done)
        self._ask_hosts_in_turn()
        found: list[RawItem | Problem] = [item for poll in polls for item in poll.items]
        found += [problem for poll in polls for problem in poll.problems]
        report = self.project.read_items(found, workers=self._workers) if found else Report()
        for poll in polls:
            self._note(poll)
        if polls:
            self._keep()
            self._count(polls, report)
        return Round(polls, report)

    def close(self) -> None:
        """Feeds that are being asked are let go; what was read is recorded."""
        self._ended.set()
        self._in_line.clear()

    def _poll(self, feed: Feed) -> Poll:
        state = self.state_of(feed)
        answer = self._asker.ask(feed.url, state.marks)
        if isinstance(answer, Refused):
            return Poll(feed, "failed", problems=(answer.problem,), wait=answer.wait)
        if not answer.content:
            return Poll(feed, "unchanged", marks=answer.marks)
        told: list[Told] = []
        whole = self._read_entries(feed, answer, frozenset(state.seen), told)
        items = tuple(one for _, one in told if isinstance(one, RawItem))
        problems = tuple(one for _, one in told if isinstance(one, Problem))
        result = "failed" if any(problem.code in NO_FEED for problem in problems) else "new"
        links = tuple(link for link, one in told if link and (isinstance(one, RawItem) or one.code in FOR_EVER))
        return Poll(feed, result, items, problems, marks=answer.marks if whole else NO_MARKS, links=links)

    def _read_entries(self, feed: Feed, answer: Answer, seen: frozenset[str], told: list[Told]) -> bool:
        """Adds what is new; whether that was all, or some was left for the next time."""
        now, fetched = datetime.fromtimestamp(self._clock(), UTC), 0
        for entry in read_entries(answer.content, feed.url):
            if isinstance(entry, Problem):
                told.append(("", entry))
                continue
            link = _link_of(entry, answer.place or feed.url)
            if link and link in seen:
                continue
            if self._ended.is_set() or fetched == PAGES:
                return False
            fetched += self._fetches(entry, link)
            place = f"{feed.url}#{link or entry.hints.get('title', '')}"
            told.append((link, self._article(entry, link, place, now)))
        return True

    def _fetches(self, entry: FeedEntry, link: str) -> bool:
        """Whether its page is asked for, since the feed has only the beginning of it."""
        return self._pages and is_address(link) and len(entry.text) < SHORT

    def _article(self, entry: FeedEntry, link: str, place: str, now: datetime) -> RawItem | Problem:
        """The page where the feed has only a beginning and the page may be had; else the feed's own words."""
        if self._fetches(entry, link):
            page = self._asker.ask(link)
            if isinstance(page, Answer) and page.content:
                hints = {**entry.hints, "url": page.place or link}
                return RawItem(origin=link, content=page.content, media_type=page.media_type, fetched=now, hints=hints)
            if isinstance(page, Refused) and not entry.text.strip():
                return page.problem
        return item_of(entry._replace(hints={**entry.hints, **({"url": link} if link else {})}), place, now)

    def _note(self, poll: Poll) -> None:
        """When to ask again: later and later while it fails, never before the server allows."""
        state = self.state_of(poll.feed)
        state.fails = state.fails + 1 if poll.result == "failed" else 0
        pause = min(self._every * 2 ** min(state.fails, 30), max(LONGEST_S, self._every))
        pause *= 1 + random.uniform(-JITTER, JITTER)
        state.due = self._clock() + max(pause, min(poll.wait or 0.0, LONGEST_S))
        if poll.result != "failed":
            state.marks = poll.marks
        state.seen = list(deque(dict.fromkeys((*state.seen, *poll.links)), SEEN))

    def _keep(self) -> None:
        """The whole state or the one before, never half of it."""
        part = self._place.with_name(f"{STATE}.part")
        part.write_bytes(msgspec.json.encode(self._states))
        part.replace(self._place)

    def _count(self, polls: Iterable[Poll], report: Report) -> None:
        self.last_round = self._clock()
        self.counts.update(poll.result for poll in polls)
        told = {"articles": report.documents, "claims": report.claims, "problems": len(report.problems)}
        self.counts.update(told)


def _link_of(entry: FeedEntry, place: str) -> str:
    """The address of its page; one that is not whole is counted from the feed's own."""
    try:
        return urljoin(place, entry.hints["url"]) if "url" in entry.hints else ""
    except ValueError:
        return ""


def _kept(place: Path) -> dict[str, FeedState]:
    """The state as it was left; none where there is none or it cannot be read."""
    try:
        return msgspec.json.decode(place.read_bytes(), type=dict[str, FeedState])
    except (OSError, msgspec.DecodeError):
        return {}
