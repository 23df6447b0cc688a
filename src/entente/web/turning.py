"""Signs in a text that turn the direction of writing: kept, and closed where the text ends."""

import re
from typing import Any

_OPENING = re.compile("[\u202a\u202b\u202d\u202e\u2066\u2067\u2068]")
_STEP = re.compile("[\u202a-\u202e\u2066-\u2069]")
_POP, _END = "\u202c", "\u2069"


def closed(value: Any) -> Any:  # Any: whatever a template prints
    """The value with what it opens closed behind it, so that nothing after it is turned."""
    if not isinstance(value, str) or value.isascii() or not _OPENING.search(value):
        return value
    waiting: list[str] = []
    for sign in _STEP.findall(value):
        if sign in (_POP, _END):
            if waiting and waiting[-1] == sign:
                waiting.pop()
        else:
            waiting.append(_END if sign >= "\u2066" else _POP)
    return value + "".join(reversed(waiting))
