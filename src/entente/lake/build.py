"""From the ledger to the lake: what is new becomes a layer, what was lost or changed is made again."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from entente.export.writing import write_whole
from entente.lake.columns import Flattener
from entente.lake.lines import Part, Span, all_actors, mark_of, parts_of, seal_of
from entente.lake.manifest import FORMAT, NAME, Layer, Manifest, Segment, manifest_bytes, read_manifest
from entente.lake.segments import GROUP, file_bytes, pairs_of, read_table, sha256_of
from entente.ledger import Ledger, Listed
from entente.records import Actor, Problem

REMEDY = "run `entente lake build`"


class Built(NamedTuple):
    """What building came to."""

    upto: datetime | None
    """The moment of the ledger that the lake now stands at; None: the ledger is empty."""
    kept: int
    """Segments that were there and sound."""
    added: int
    """Segments of lines that are new."""
    restored: int
    """Segments of layers made again, since a file in them was lost or changed."""


def build(ledger: Ledger, folder: Path, actors: Mapping[str, Actor], *, anew: bool = False) -> Built:
    """Brings the lake up to the ledger.

    Args:
        ledger: what it is made from.
        folder: where the files lie; made where it is missing.
        actors: the tables that name parties and states.
        anew: make one layer of all, as after thousands of small ones.
    """
    known = all_actors(ledger, actors)
    mark, flat = mark_of(known), Flattener(known)
    old = () if anew else _fitting(ledger, folder, mark)
    sound = [layer for layer in old if _is_sound(folder, layer)]
    layers = [layer if layer in sound else _make(ledger, folder, _span(layer), flat) for layer in old]
    restored, kept = _count(layers) - _count(sound), _count(sound)
    now = ledger.moment()
    since = layers[-1].upto if layers else None
    if now is not None and now != since:
        layers.append(_make(ledger, folder, Span(since, now), flat))
    manifest = Manifest(actors=mark, layers=tuple(layers))
    write_whole(folder / NAME, (manifest_bytes(manifest),))
    _sweep(folder, manifest)
    return Built(manifest.upto, kept, _count(layers) - kept - restored, restored)


def enlist(ledger: Ledger, folder: Path) -> int:
    """Lists the lake's segments in the ledger, which must be open for writing; how many are new."""
    manifest = read_manifest(folder)
    return ledger.list_segments(_listed(manifest)) if manifest and manifest.layers else 0


def check(ledger: Ledger, folder: Path, actors: Mapping[str, Actor]) -> tuple[Problem, ...]:
    """Every row of the lake against the ledger: the rows are made again and compared, the files against its list."""
    manifest, known = read_manifest(folder), all_actors(ledger, actors)
    if manifest is None:
        return (_problem("lake_missing", "no sound manifest is here", folder / NAME),)
    if (manifest.actors, manifest.format) != (mark_of(known), FORMAT):
        return (_problem("lake_outdated", "its format or the actor tables have changed since", folder / NAME),)
    flat = Flattener(known)
    found = [each for layer in manifest.layers for each in _differing(ledger, folder, layer, flat)]
    found += (
        _problem("lake_unlisted", "the ledger does not list the segment", folder / one.name)
        for one in sorted(set(_listed(manifest)) - set(ledger.segments()))
    )
    if ledger.moment() != manifest.upto:
        found.append(_problem("lake_behind", f"the ledger has gone on since {manifest.upto}", folder / NAME))
    return tuple(found)


def _listed(manifest: Manifest) -> list[Listed]:
    """The files as the ledger lists them."""
    files = (segment for layer in manifest.layers for segment in layer.segments)
    return [Listed(one.sha256, one.name, one.rows, one.first, one.last) for one in files]


def _span(layer: Layer) -> Span:
    return Span(layer.since, layer.upto)


def _fitting(ledger: Ledger, folder: Path, mark: str) -> tuple[Layer, ...]:
    """The layers of a lake of this ledger, these actors and this format; none of any other."""
    found = read_manifest(folder)
    if found is None or found.upto is None or (found.actors, found.format) != (mark, FORMAT):
        return ()
    return found.layers if seal_of(ledger, found.upto) == found.layers[-1].seal else ()


def _is_sound(folder: Path, layer: Layer) -> bool:
    return all(sha256_of(folder / segment.name) == segment.sha256 for segment in layer.segments)


def _make(ledger: Ledger, folder: Path, span: Span, flat: Flattener) -> Layer:
    segments = tuple(_write(folder, part) for part in parts_of(ledger, span, flat))
    return Layer(span.since, span.upto, seal_of(ledger, span.upto), segments)


def _write(folder: Path, part: Part) -> Segment:
    content = file_bytes(part.rows, GROUP[part.table])
    digest = hashlib.sha256(content).hexdigest()
    name = f"{part.table}-{part.first:012d}-{digest[:12]}.parquet"
    write_whole(folder / name, (content,))
    pairs = pairs_of(part.rows) if part.table == "relations" else None
    return Segment(part.table, name, part.rows.num_rows, part.first, part.last, digest, pairs)


def _differing(ledger: Ledger, folder: Path, layer: Layer, flat: Flattener) -> Iterator[Problem]:
    """Files that are lost or changed, and rows that the ledger does not give."""
    for segment, part in zip_longest(layer.segments, parts_of(ledger, _span(layer), flat)):
        if segment is None:
            yield _problem("lake_differs", f"{part.table} of the ledger are missing", folder / NAME)
        elif (digest := sha256_of(folder / segment.name)) != segment.sha256:
            what = "the segment is changed" if digest else "the segment is gone"
            yield _problem("lake_segment", what, folder / segment.name)
        elif part is None or not read_table(folder / segment.name).equals(part.rows):
            yield _problem("lake_differs", "the ledger gives other rows", folder / segment.name)


def _sweep(folder: Path, manifest: Manifest) -> None:
    """Segments that no layer names are taken away."""
    named = {segment.name for layer in manifest.layers for segment in layer.segments}
    for path in folder.glob("*.parquet"):
        if path.name not in named:
            path.unlink()


def _count(layers: "list[Layer]") -> int:
    return sum(len(layer.segments) for layer in layers)


def _problem(code: str, message: str, where: Path) -> Problem:
    return Problem(code=code, message=message, where=str(where), remedy=REMEDY)
