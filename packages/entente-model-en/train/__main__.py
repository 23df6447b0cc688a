"""`python -m train --data ../shared/data --out build/model-en`: trains and exports the English model."""

import argparse
import hashlib
import importlib.util
import tomllib
from pathlib import Path

from train.learn import Paths, learn

RECIPE = Path(__file__).with_name("recipe.toml")


def initial_files(recipe: dict[str, str]) -> tuple[Path, Path]:
    """The published weights and tokenizer, found in the installed package and checked against the pinned hash."""
    spec = importlib.util.find_spec(recipe["package"])
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{recipe['package']} is not installed; run `make model`, which installs it")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    weights = folder / "model.safetensors"
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != recipe["sha256"]:
        raise SystemExit(f"{weights}: sha256 {found} is not the pinned {recipe['sha256']}; install the pinned version")
    return weights, folder / "tokenizer.json"


def main() -> None:
    """Trains by the recipe, then exports."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder with treebanks/ and ner/")
    options.add_argument("--corpus", type=Path, default=Path("corpus/sentences"), help="folder of labelled sentences")
    options.add_argument("--out", type=Path, default=Path("build/model-en"), help="checkpoints go here")
    options.add_argument("--recipe", type=Path, default=RECIPE)
    options.add_argument("--ship", type=Path, default=None, help="folder that receives the exported model")
    given = options.parse_args()
    recipe = tomllib.loads(given.recipe.read_text())
    weights, tokenizer = initial_files(recipe["initial"])
    network = learn(recipe, Paths(given.data, given.corpus, weights, tokenizer, given.out))
    if given.ship:
        from train.export import export

        export(network, recipe, given.data, given.corpus, tokenizer, given.out, given.ship)


if __name__ == "__main__":
    main()
