"""What `import entente` gives."""

import subprocess
import sys

import pytest

CALL = "print(entente.extract('Kenya and Uganda signed a treaty.', published='2024-06-12').claims[0].type)"


@pytest.mark.parametrize("before", ["import entente", "import entente, entente.api", "import entente, entente.cli.app"])
def test_extract_is_a_function(before: str) -> None:
    """The function of that name is found however often and after whatever import, though a package shares its name."""
    script = f"{before}; {CALL}; {CALL}"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["SUPPORT", "SUPPORT"]


def test_unknown_names_are_refused() -> None:
    """A name that is no door is an attribute error, as in any module."""
    import entente

    with pytest.raises(AttributeError, match="no_such_door"):
        _ = entente.no_such_door
