"""Every seed, every input that once broke something, and small changes of them, in the ordinary tests."""

import random
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente import __version__
from tests.fuzz.targets import TARGETS

SEEDS = Path(__file__).parent / "seeds"


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_seeds(path: Path) -> None:
    """Each gives a record or a problem."""
    TARGETS[path.parent.name].run(path.read_bytes())


@pytest.mark.parametrize("path", sorted((SEEDS.parent / "kept").glob("*.zip")), ids=lambda path: path.stem)
def test_some_of_what_was_kept(path: Path) -> None:
    """So do inputs that reached something new when they were made up: a hundred, drawn anew with each version."""
    with ZipFile(path) as packed:
        names = sorted(packed.namelist())
        for name in random.Random(__version__).sample(names, min(100, len(names))):
            TARGETS[path.stem].run(packed.read(name))


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_with_a_piece_changed(name: str) -> None:
    """So does each with a few bytes put in, left out or changed."""
    chance = random.Random(name)
    seeds = [path.read_bytes() for path in sorted((SEEDS / name).iterdir())]
    for _ in range(40):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(data) + 1)
            data[place : place + chance.randrange(5)] = chance.randbytes(chance.randrange(5))
        TARGETS[name].run(bytes(data))


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.binary(max_size=200))
def test_any_bytes(name: str, data: bytes) -> None:
    """So does anything at all."""
    TARGETS[name].run(data)


def test_every_target_has_seeds_and_words() -> None:
    """A door without seeds is hardly pushed."""
    assert TARGETS.keys() == {path.name for path in SEEDS.iterdir()}
    assert TARGETS.keys() == {path.stem for path in (SEEDS.parent / "words").iterdir()}
