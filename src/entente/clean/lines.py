"""What can be measured of a line of pasted text: its own shape, and its neighbourhood."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import exp, log1p
from typing import NamedTuple

from entente.vocab.cleaning import Cues, LineModel, load_small_words

LONG = 90
"""Characters from which a line with a full stop reads as running text."""

REACH = 3
"""Neighbours on each side that a line is judged with."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*\Z")
_INNER = re.compile(r"[.!?][\"'”’)]* +[“\"‘'(]?[A-Z]")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[:.]\d\d")
_LINK = re.compile(r"https?://|www\.|@\w|\.(?:com|org|net)\b", re.IGNORECASE)

Features = dict[str, float]


class Line(NamedTuple):
    """One line of text without its end, and what it says of itself."""

    text: str
    cue: str | None
    """Name of the cue that the whole line fits."""
    gap: bool = True
    """Whether a blank line stands before it."""


def read_lines(texts: Sequence[str], cues: Cues, gaps: Sequence[bool] = ()) -> tuple[Line, ...]:
    """Each line with the cue it fits."""
    return tuple(Line(text, cues.of_line(text), gaps[i] if gaps else True) for i, text in enumerate(texts))


def cut(text: str, gap: bool, cues: Cues) -> Iterator[Line]:
    """A dateline and a trailing link are lines of their own."""
    cue = cues.of_line(text)
    if cue is None and (end := cues.head_of(text)):
        yield Line(text[:end].strip(), "dateline", gap)
        text, gap = text[end:].strip(), False
    start = cues.tail_of(text) if cue is None else None
    if start:
        yield Line(text[:start].strip(), None, gap)
        yield Line(text[start:].strip(), "trailing", gap=False)
    elif text:
        yield Line(text, cue, gap)


def runs(text: str) -> bool:
    """Whether it reads as a paragraph: long, and it ends as a sentence or holds the end of one."""
    return len(text) >= LONG and bool(_ENDS.search(text) or _INNER.search(text))


def own_features(lines: Sequence[Line], cues: Cues) -> list[Features]:
    """What each line shows by itself and by its place."""
    seen = Counter(line.text for line in lines)
    total = sum(len(line.text) for line in lines) or 1
    found, before = [], 0
    for i, line in enumerate(lines):
        features = _shape(line.text)
        features["rank"] = i / len(lines)
        features["early"] = float(before < 0.02 * total)
        features["late"] = float(before + len(line.text) > 0.98 * total)
        features["repeated"] = float(seen[line.text] > 1)
        features["gap"] = float(line.gap)
        if line.cue:
            features["cue"] = 1.0
            features[f"cue_{cues.by_name[line.cue].kind}"] = 1.0
        found.append(features)
        before += len(line.text)
    return found


def _shape(text: str) -> Features:
    words = _WORD.findall(text)
    count = len(words) or 1
    capitals = sum(word[0].isupper() for word in words)
    commonest = load_small_words().commonest
    common = sum(word.lower() in commonest for word in words)
    size = log1p(len(text))
    return {
        "bias": 1.0,
        "length": len(text) / 1000,
        "size": size / 5,
        "tiny": float(len(words) < 4),
        "short": float(len(text) < 40),
        "long": float(len(text) >= LONG),
        "huge": float(len(text) >= 3 * LONG),
        "ends": float(bool(_ENDS.search(text))),
        "short_ends": float(len(text) < LONG and bool(_ENDS.search(text))),
        "inner": float(bool(_INNER.search(text))),
        "colon": float(text.endswith(":")),
        "question": float(text.endswith("?")),
        "quoted": float(text[:1] in "“\"‘'"),
        "lower": float(text[:1].islower()),
        "bullet": float(text[:1] in "•*·-–—»>|[("),
        "pipes": float(any(sign in text for sign in "|»›©•")),
        "capitals": capitals / count,
        "shouting": float(text.isupper()),
        "common": common / count,
        "common_long": common / count * min(count, 20) / 20,
        "digits": sum(map(str.isdigit, text)) / (len(text) or 1),
        "date": float(bool(_DATE.search(text))),
        "link": float(bool(_LINK.search(text))),
    }


def around_features(own: Sequence[Features], scores: Sequence[float]) -> list[Features]:
    """What a line's own score and those of its neighbours say together, also weighed by how dense the text is."""
    running = [i for i, features in enumerate(own) if features["long"] and (features["ends"] or features["inner"])]
    first, last = (running[0], running[-1]) if running else (len(own), -1)
    dense = sum(own[i]["length"] for i in running) / (sum(features["length"] for features in own) or 1)
    cued = sum(features.get("cue", 0.0) for features in own) / (len(own) or 1)
    found = []
    for i, features in enumerate(own):
        inside = float(first <= i <= last)
        around: Features = {
            **_neighbours(scores, i),
            **{f"prev_{name}": own[i - 1][name] if i else 0.0 for name in ("long", "ends", "short", "colon")},
            **{f"next_{name}": own[i + 1][name] if i + 1 < len(own) else 0.0 for name in ("long", "ends", "short")},
            "before_text": float(i < first),
            "after_text": float(i > last),
            "to_text": log1p(min(abs(i - first), abs(i - last))) * (1 - inside),
            "inside_size": inside * features["size"],
            **{name: features[name] for name in ("bias", "size", "ends", "tiny", "long", "cue") if name in features},
        }
        dense_too = ("bias", "own_score", "before_text", "after_text", "inside_size", "size", "long", "cue", "wide")
        around |= {f"dense_{name}": dense * around[name] for name in dense_too if name in around}
        around |= {f"cued_{name}": cued * around[name] for name in dense_too if name in around}
        found.append(around)
    return found


def _neighbours(scores: Sequence[float], i: int) -> Features:
    """Scores at each distance, and their means near and far."""
    before = [scores[i - step] if i >= step else 0.0 for step in range(1, REACH + 1)]
    behind = [scores[i + step] if i + step < len(scores) else 0.0 for step in range(1, REACH + 1)]
    wide = scores[max(0, i - 8) : i + 9]
    return {
        "own_score": scores[i],
        **{f"before_{step}": score for step, score in enumerate(before, 1)},
        **{f"behind_{step}": score for step, score in enumerate(behind, 1)},
        "both_sides": before[0] * behind[0],
        "min_side": min(max(before), max(behind)),
        "wide": sum(wide) / len(wide),
    }


def share_of_text(lines: Sequence[Line], cues: Cues, model: LineModel) -> list[float]:
    """For each line, how sure it is that it belongs to the article's text, 0 to 1."""
    own = own_features(lines, cues)
    scores = [chance(features, model.own) for features in own]
    return [chance(features, model.around) for features in around_features(own, scores)]


def chance(features: Features, weights: Mapping[str, float]) -> float:
    """The logistic of the weighted sum."""
    total = sum(value * weights.get(name, 0.0) for name, value in features.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
