"""An item as fetched, before anything is made of it."""

from hashlib import sha256
from typing import Literal

from msgspec import field

from entente.records.record import Moment, Record, check_moment

Hint = Literal["title", "byline", "published", "outlet", "source_id", "url", "canonical_url", "language", "text"]
"""What a feed, a table or a mail says beside the content, in its own words."""


class RawItem(Record, frozen=True, kw_only=True):
    """Bytes with where and when they came from."""

    origin: str
    """File path, address, or container and place in it: `feed.jsonl#3`, `mail.mbox#12`, `crawl.warc.gz#7`."""
    content: bytes
    media_type: str = ""
    """As the source or the file's name tells it; empty: not known."""
    fetched: Moment
    """When we got it, UTC."""
    hints: dict[Hint, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The clock is in UTC."""
        check_moment("fetched", self.fetched)

    @property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal."""
        return sha256(self.content).hexdigest()
