"""How much is read from one source; what is over a limit becomes a `Problem`."""

MAX_ITEM_BYTES = 20_000_000
"""Of one article, message or row, unpacked."""

FREE_BYTES = 50_000_000
"""Unpacked bytes that an archive may give whatever its size."""

MAX_RATIO = 100
"""Unpacked to packed, beyond `FREE_BYTES`: text rarely packs better than 1 to 20."""

MAX_MEMBERS = 20_000
"""Files in one ZIP archive."""

MAX_BLANK_LINES = 100_000
"""In a row, in a table or a mail archive."""

MAX_FEED_ENTRIES = 10_000
MAX_URLS = 100_000
URL_LIST_BYTES = 10_000_000
"""Of a text file that is looked at as a list of addresses."""

FETCH_TIMEOUT_S = 20
"""For one step of a fetch: connecting, or one read."""

FETCH_TOTAL_S = 60
"""For the whole of one fetch."""
