"""The frame of the repository: what its pages, locks and lists promise about each other."""

import importlib
import importlib.metadata
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from packaging.specifiers import SpecifierSet

import entente
from entente.cli import app

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("run", "spacy", "dev", "bootstrap", "train", "weights")
HOSTS = ("py" + "pi", "python" + "hosted", "npm" + "js", "deb." + "debian", "files." + "pythonhosted")
MACHINE_PATH = re.compile(r"(?<![\w.~$}\-/])/(?:home|root|Users|work|tmp|farm)/[\w.]")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def read(path: str) -> str:
    """A page of the repository."""
    return (ROOT / path).read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, set[str]]:
    """The versions that a lock allows, by package."""
    found: dict[str, set[str]] = {}
    for name, version in PIN.findall(read(f"requirements/{lock}.txt")):
        found.setdefault(name, set()).add(version)
    return found


def kept_files() -> Iterator[Path]:
    """Every file below the root that the folders in .gitignore leave standing."""
    ignored = {line.rstrip("/") for line in read(".gitignore").splitlines() if line.endswith("/")} | {".git"}
    folders = [ROOT]
    while folders:
        for path in folders.pop().iterdir():
            if path.is_dir() and path.name not in ignored and not path.is_symlink():
                folders.append(path)
            elif path.is_file():
                yield path


def pages_of_text() -> Iterator[tuple[str, str]]:
    """The kept files that are text of less than a megabyte, by their path from the root."""
    for path in kept_files():
        data = path.read_bytes() if path.stat().st_size < 1_000_000 else b"\0"
        if b"\0" not in data:
            yield path.relative_to(ROOT).as_posix(), data.decode("utf-8", errors="replace")


def commands(command: Any, typed: str = "entente") -> Iterator[str]:  # Any: typer's own copy of click is private
    """Every command a user can type, groups walked through."""
    below = getattr(command, "commands", None)
    if below is None:
        yield typed
    else:
        for name, next_command in below.items():
            yield from commands(next_command, f"{typed} {name}")


def options_of(command: Any) -> Iterator[str]:  # Any: as above
    """Every option of a command and of those below it."""
    yield from (option for parameter in command.params for option in parameter.opts)
    for below in getattr(command, "commands", {}).values():
        yield from options_of(below)


def examples() -> Iterator[str]:
    """The fenced Python examples of each page that users read, one after the other."""
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]:
        blocks = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        if blocks:
            yield "\n".join(blocks)


def test_version_is_said_once() -> None:
    """The installed distribution has the version that the package says."""
    assert entente.__version__ == importlib.metadata.version("entente")


def test_model_fits() -> None:
    """The model in the tree is of a version that the package accepts."""
    needs = importlib.metadata.requires("entente") or []
    (wanted,) = [need for need in needs if need.startswith("entente-model-en")]
    model = tomllib.loads(read("packages/entente-model-en/pyproject.toml"))["project"]
    assert model["version"] in SpecifierSet(wanted.removeprefix("entente-model-en"))


def test_readme_names_every_target() -> None:
    """Each target of the Makefile stands in the README."""
    targets = re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE)
    readme = read("README.md")
    assert {"setup", "demo", "test", "check", "gate", "bench"} <= set(targets)
    assert [] == [target for target in targets if not re.search(rf"\bmake {target}\b", readme)]


def test_docs_name_every_command() -> None:
    """Each command of the command line stands in the README or below docs/."""
    told = "\n".join(page for name, page in pages_of_text() if name == "README.md" or name.startswith("docs/"))
    names = list(commands(typer.main.get_command(app)))
    assert "entente demo" in names
    assert [] == [name for name in names if name not in told]


@pytest.mark.parametrize("example", tuple(examples()))
def test_examples_run(example: str) -> None:
    """The Python examples of a page run as they stand."""
    exec(compile(example, "example", "exec"), {})


def test_docs_name_every_option() -> None:
    """Each long option of each command stands in the README or below docs/."""
    told = "\n".join(page for name, page in pages_of_text() if name == "README.md" or name.startswith("docs/"))
    options = {option for option in options_of(typer.main.get_command(app)) if option.startswith("--")}
    assert "--known-at" in options
    assert [] == sorted(option for option in options if option not in told)


def test_no_registry_is_named() -> None:
    """No file names the host of a package registry, so that any mirror serves."""
    assert [] == [(name, host) for name, text in pages_of_text() for host in HOSTS if f"{host}.org" in text]


def test_no_machine_is_named() -> None:
    """No file names a folder of the machine it was written on."""
    found = [(name, hit.group()) for name, text in pages_of_text() for hit in MACHINE_PATH.finditer(text)]
    assert [] == found


def test_third_parties_are_credited() -> None:
    """Each pinned package has a row with its licence in THIRD_PARTY.md."""
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \|", read("THIRD_PARTY.md"), re.MULTILINE))
    assert [] == sorted({name for lock in LOCKS for name in pins(lock)} - rows.keys())


def test_training_uses_locked_versions() -> None:
    """What training and the product share has one version."""
    locked = pins("dev")
    shared = {name: versions for name, versions in pins("train").items() if name in locked}
    assert {"numpy", "onnxruntime", "tokenizers", "msgspec"} == shared.keys()
    assert [] == [name for name, versions in shared.items() if not versions <= locked[name]]


def test_decisions_are_indexed() -> None:
    """Each decision stands in the index, fits on a page, and says question, choice and what it rules out."""
    index = read("decisions/README.md")
    pages = [path for path in (ROOT / "decisions").glob("*.md") if path.name != "README.md"]
    assert {path.name for path in pages} == set(re.findall(r"\]\(([a-z0-9-]+\.md)\)", index))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 40, page.name
        assert [] == [word for word in ("Question", "Choice", "Rules out") if f"**{word}.**" not in text], page.name


def test_links_between_pages_hold() -> None:
    """A link from one page of the repository to another leads somewhere."""
    broken = [
        (name, target)
        for name, text in pages_of_text()
        if name.endswith(".md")
        for target in re.findall(r"\]\(([^)#:\s]+)[^):\s]*\)", text)
        if not (ROOT / name).parent.joinpath(target).exists()
    ]
    assert [] == broken


def test_public_names_exist() -> None:
    """Every name in an `__all__` is there."""
    for module in pkgutil.walk_packages(entente.__path__, "entente."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        assert [] == [name for name in getattr(loaded, "__all__", ()) if not hasattr(loaded, name)], module.name
