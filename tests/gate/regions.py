"""The task `regions`: title, byline, body, captions, comments and the rest in pasted articles.

INPUT is a folder of `.txt` articles, OUTPUT lines {doc, regions: [{start, end, kind}]} with offsets into the file.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.gate.offsets import places_in
from tests.gate.pages import document_of
from tests.gate.task import Task, Trial, write_lines

SAME_KIND = {"pull_quote_duplicate": "pull_quote", "reader_comment": "comment"}
"""Words of the gold for kinds of region, where they are not ours."""

Json = dict[str, object]


def predict_regions(folder: Path) -> dict[str, list[Json]]:
    """The regions of each article, placed in the file's own text."""
    return {path.stem: _regions_of(path) for path in sorted(folder.glob("*.txt"))}


def _regions_of(path: Path) -> list[Json]:
    content = path.read_bytes()
    document = document_of(path, content, "text/plain")
    if document is None:
        return []
    places = places_in(content.decode("utf-8"), document.text)
    return [
        {"start": places[region.start], "end": places[region.end - 1] + 1, "kind": region.kind}
        for region in document.regions
    ]


def _score_regions(folder: Path) -> Mapping[str, float]:
    """Share of visible characters whose kind is the gold's, or another that it accepts; the mean over articles."""
    found = predict_regions(folder)
    shares = [_share_right(folder / f"{name}.txt", regions) for name, regions in found.items()]
    return {"characters": 100 * sum(shares) / (len(shares) or 1)}


def _share_right(path: Path, found: Sequence[Json]) -> float:
    raw = path.read_bytes().decode("utf-8")
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["document"]["regions"]
    allowed = _spread(
        gold, [[SAME_KIND.get(kind, kind) for kind in (r["kind"], *r.get("accept", ()))] for r in gold], raw
    )
    mine = _spread(found, [[region["kind"]] for region in found], raw)
    visible = [i for i, sign in enumerate(raw) if not sign.isspace()]
    return sum(mine[i][0] in allowed[i] for i in visible) / (len(visible) or 1)


def _spread(regions: Sequence[Json], kinds: Sequence[Sequence[object]], raw: str) -> list[Sequence[object]]:
    """The kinds at each character; `body` where no region is."""
    found: list[Sequence[object]] = [["body"]] * len(raw)
    for region, kind in zip(regions, kinds, strict=True):
        for i in range(int(str(region["start"])), int(str(region["end"]))):
            found[i] = kind
    return found


def _write_regions(source: Path, target: Path) -> None:
    write_lines(
        target, [json.dumps({"doc": doc, "regions": regions}) for doc, regions in predict_regions(source).items()]
    )


TASK = Task("regions", _write_regions, (Trial("seeds", "corpus/seeds", _score_regions),))
