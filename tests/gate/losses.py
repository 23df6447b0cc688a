"""Where triples are lost: `python -m tests.gate.losses` prints, for gsr and plv, shares of gold dyads by what failed.

Each gold dyad counts once, under the first that applies: right; nothing read; pair not found; direction; type.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.gate.__main__ import shared_folder
from tests.gate.events import events_of

SETS = ("gsr", "plv")
CAUSES = ("right", "nothing read", "one side alone", "pair not found", "direction", "type")
Dyad = tuple[str, str, frozenset[str]]


def gold_dyads(row: dict[str, Any]) -> Iterator[Dyad]:
    """Source, target and accepted types of every labelled pair; pairs without codes are left out."""
    for event in row["gold"]:
        types = frozenset(event.get("event_type_any") or [event["event_type"]])
        source, target = (
            [side["code"][:3] for side in event[name] if side.get("code")] for name in ("source", "target")
        )
        pairs = [(a, b) for a in source for b in (target or source) if target or a != b]
        yield from ((a, b, types) for a, b in pairs)


def cause(gold: Dyad, found: set[tuple[str, str, str]]) -> str:
    """What became of a gold dyad among the dyads that were read."""
    a, b, types = gold
    straight, turned = {t for x, y, t in found if (x, y) == (a, b)}, {t for x, y, t in found if (x, y) == (b, a)}
    if straight & types:
        return "right"
    if not found:
        return "nothing read"
    if straight:
        return "type"
    if turned & types:
        return "direction"
    half = any(t in types and (x == a or y == b) for x, y, t in found)
    return "one side alone" if half else "pair not found"


def read_dyads(text: str, date: str | None) -> set[tuple[str, str, str]]:
    """Every dyad read in a text; an empty side stands as an empty code."""
    return {
        (a, b, event["event_type"])
        for event in events_of(text, date)
        for a in event["source"] or [""]
        for b in event["target"] or [""]
    }


def main() -> None:
    """Prints one line a set."""
    folder: Path = shared_folder() / "eval" / "events"
    print(
        "| set | dyads | "
        + " | ".join(CAUSES)
        + " | read beside the gold |\n|---" * 1
        + "|---" * (len(CAUSES) + 2)
        + "|"
    )
    for name in SETS:
        counts, extra = Counter[str](), 0
        for line in (folder / f"{name}_dev.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found, gold = read_dyads(row["text"], row.get("date")), list(gold_dyads(row))
            counts.update(cause(dyad, found) for dyad in gold)
            extra += sum(all((x, y) != (a, b) for a, b, _ in gold) for x, y, _ in found)
        total = counts.total()
        shares = " | ".join(f"{counts[name] / total:.0%}" for name in CAUSES)
        print(f"| {name} | {total} | {shares} | {extra} |")


if __name__ == "__main__":
    main()
