"""Write the locks under requirements/, or say which of them no longer match pyproject.toml.

A lock is a list of pinned versions with their hashes and no address. Its first line carries a digest of what it was
made from and of itself, so that checking needs neither a network nor a resolver.
"""

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MODEL = "packages/entente-model-en/pyproject.toml"
MARK = "# Written by `make lock`; change pyproject.toml instead. sha256:"

EXTRAS = ("brief", "figures", "lake", "postgres", "ray", "spacy", "watch", "web")
FROM_DEV = ("--constraints", "requirements/dev.txt")

# In this order: the widest set is resolved first, and the others take their versions from it.
LOCKS: dict[str, tuple[str, ...]] = {
    "dev": ("pyproject.toml", *(f"--extra={extra}" for extra in EXTRAS), "--group", "dev"),
    "run": ("pyproject.toml", *FROM_DEV),
    **{extra: ("pyproject.toml", "--extra", extra, *FROM_DEV) for extra in EXTRAS},
    "browser": ("--group", "browser", *FROM_DEV),
    "bootstrap": ("--group", "bootstrap"),
}
OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--python-version=3.11",
    "--no-header",
    "--annotation-style=line",
    "--no-emit-package=entente-model-en",
    "--quiet",
)


def declared(project_file: str) -> dict[str, Any]:  # Any: a TOML table
    """The tables of a project file that decide what is installed."""
    tables = tomllib.loads((ROOT / project_file).read_text(encoding="utf-8"))
    project = tables["project"]
    return {
        "python": project["requires-python"],
        "run": project["dependencies"],
        "extras": project.get("optional-dependencies", {}),
        "groups": tables.get("dependency-groups", {}),
    }


def digest(name: str, body: str) -> str:
    """What a lock was made from and what it says, as one number."""
    inputs = [declared("pyproject.toml"), declared(MODEL), LOCKS[name], OPTIONS]
    return hashlib.sha256((json.dumps(inputs, sort_keys=True) + body).encode()).hexdigest()


def lock_file(name: str) -> Path:
    """Where a lock stands."""
    return ROOT / "requirements" / f"{name}.txt"


def write(name: str) -> None:
    """Resolve one lock anew, keeping the versions it has where they still fit."""
    path = lock_file(name)
    uv = Path(sys.executable).with_name("uv")
    subprocess.run(
        [str(uv), "pip", "compile", *LOCKS[name], *OPTIONS, f"--output-file={path.relative_to(ROOT)}"],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    body = path.read_text(encoding="utf-8")
    path.write_text(f"{MARK}{digest(name, body)}\n{body}", encoding="utf-8")


def complaint(name: str) -> str:
    """Why a lock will not do, or nothing."""
    path = lock_file(name)
    if not path.is_file():
        return f"{path.relative_to(ROOT)} is missing; run: make lock"
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    if "://" in body:
        return f"{path.relative_to(ROOT)} names an address; run: make lock"
    if head != MARK + digest(name, body):
        return f"{path.relative_to(ROOT)} does not match pyproject.toml or was edited by hand; run: make lock"
    return ""


def main(arguments: list[str]) -> int:
    """Write every lock; with --check, only say what is wrong with them."""
    if arguments != ["--check"]:
        for name in LOCKS:
            write(name)
    complaints = [line for name in LOCKS if (line := complaint(name))]
    print("\n".join(complaints) or f"{len(LOCKS)} locks match pyproject.toml")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
