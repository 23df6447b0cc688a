"""Errors say what was met, where, and what to do next."""

import pickle

import msgspec
import pytest

from entente import errors
from entente.errors import EntenteError, ModelMissing, RecordError

TREE = [value for value in vars(errors).values() if isinstance(value, type)]


def test_a_message_is_one_line_of_place_fault_and_remedy() -> None:
    """`where: what; remedy`, and the parts that are empty leave no mark."""
    full = EntenteError("no such actor", "aliases.csv:214", 'did you mean "act:geo"?')
    assert str(full) == 'aliases.csv:214: no such actor; did you mean "act:geo"?'
    assert str(EntenteError("no such actor")) == "no such actor"


@pytest.mark.parametrize("kind", TREE)
def test_every_error_is_an_entente_error(kind: type[Exception]) -> None:
    """One root catches all of them."""
    assert issubclass(kind, EntenteError)


def test_errors_cross_process_borders() -> None:
    """A worker's error reaches the parent with all its parts."""
    sent = ModelMissing("model.onnx is gone", "entente_model_en", "reinstall entente-model-en")
    received = pickle.loads(pickle.dumps(sent))
    assert (type(received), str(received)) == (ModelMissing, str(sent))


def test_a_record_error_names_its_json_path() -> None:
    """A broken invariant found while decoding tells where in the JSON it stands."""

    class Even(msgspec.Struct):
        number: int

        def __post_init__(self) -> None:
            if self.number % 2:
                raise RecordError(f"{self.number} is odd")

    with pytest.raises(msgspec.ValidationError, match=r"3 is odd - at `\$\[1\]`"):
        msgspec.json.decode(b'[{"number":2},{"number":3}]', type=list[Even])
