"""The weights of a trained model, kept beside its result.

The files are in the format of safetensors (Hugging Face, 2022): the length of a header on eight bytes, the
header in JSON, then the values of each array. A browser reads them in a few lines, and so does any tool.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.atomic import replaced_atomically
from experiments.errors import LabError
from experiments.results.folder import content_of
from experiments.results.schema import Result

Array = NDArray[Any]

WEIGHTS = "weights"
EXAMPLES = "examples"
SUFFIX = ".safetensors"
# What one page may load, in bytes: weights that no page could show are not kept.
LARGEST = 3_000_000
# Half precision is enough for an array as long as no value moves by more than this share of the largest one.
PRECISION = 2.0**-10
LEVELS = 255
TYPES = {"F16": "<f2", "F32": "<f4", "U8": "u1"}
# Of the header: where safetensors lets a file say what it wants, and where each array is.
METADATA, OFFSETS = "__metadata__", "data_offsets"
LENGTH = 8  # bytes that tell how long it is
SEAL, UNSEALED = "sha256", "0" * 64


class WeightsError(LabError):
    """A file of weights cannot be read, or written.

    Attributes
    ----------
    why : str
        Without the name of the file, nor what to do about it.
    """

    def __init__(self, path: Path, why: str, remedy: str) -> None:
        self.why = why
        super().__init__(f"{_shown(path)} : {why}. {remedy}")


class NoWeightsError(WeightsError):
    """There are no weights of the training that a result tells of; nothing is wrong with the file."""


@dataclass(frozen=True)
class Weights:
    """The weights of a model, as they are kept.

    Attributes
    ----------
    content : bytes
        The file.
    arrays : dict of arrays
        Each variable, under the call that counts it and its rank there: ``dense/0``; and, under
        ``examples``, the inputs of the examples of ``samples``, as the model received them.
    """

    content: bytes
    arrays: dict[str, Array]


def weights_path(folder: Path, experiment_id: str) -> Path:
    """Return where the weights of a model are kept, beside the results of `folder`."""
    return folder / WEIGHTS / f"{experiment_id}{SUFFIX}"


def training_fingerprint(result: Result) -> str:
    """Return what tells a training from any other: a digest of what was measured of it.

    Texts, dates and durations have no part in it: a training that comes out the same has the same weights.
    """
    measured = result.model_dump(include={"id", "model", "history", "evaluation", "samples"})
    return hashlib.sha256(json.dumps(measured, sort_keys=True).encode()).hexdigest()


def variable_names(result: Result) -> list[str]:
    """Return the name of each variable of the network, in the order of its calls."""
    connected = [call for call in result.model.layers if call.connected]
    return [f"{call.name}/{rank}" for call in connected for rank in range(len(call.variables))]


def write_weights(folder: Path, result: Result, variables: Sequence[Array], examples: Array) -> None:
    """Write the weights of a model, complete or not at all; remove those of before if they are too large.

    Parameters
    ----------
    folder : Path
        Of its result.
    variables : sequence of arrays
        In the order of `variable_names`; more may follow.
    examples : float32 array, shape (examples, ...)
        Inputs of the examples of ``samples``.

    Raises
    ------
    WeightsError
        If the file cannot be written.
    """
    path = weights_path(folder, result.id)
    content = _content(dict(zip(variable_names(result), variables, strict=False)), examples, result)
    try:
        if len(content) > LARGEST:
            path.unlink(missing_ok=True)
            return
        with replaced_atomically(path) as file:
            file.write(content)
    except OSError as error:
        raise WeightsError(
            path,
            f"l’écriture des poids a échoué ({error.strerror})",
            "Vérifiez la place libre, les droits du dossier et qu’aucun dossier ne porte ce nom, puis lancez "
            f"« make report FORCE=1 ONLY={result.id} ».",
        ) from error


def read_weights(folder: Path, experiment_id: str, training: str) -> Weights:
    """Read the weights of a model.

    Parameters
    ----------
    folder : Path
        Of its result.
    training : str
        The `training_fingerprint` of this result.

    Raises
    ------
    NoWeightsError
        If there are none, or if they are those of another training.
    WeightsError
        If the file is damaged.
    """
    path = weights_path(folder, experiment_id)
    remedy = f"« make report FORCE=1 ONLY={experiment_id} » réentraîne ce modèle et les écrit."
    try:
        content = content_of(path)
    except FileNotFoundError as error:
        raise NoWeightsError(path, "les poids de ce modèle ne sont pas dans le projet", remedy) from error
    except OSError as error:
        raise WeightsError(path, f"la lecture des poids a échoué ({error.strerror})", remedy) from error
    try:
        said, arrays = _opened(content)
        own = said["training"]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise WeightsError(
            path,
            "ce fichier de poids est tronqué ou endommagé",
            f"Rétablissez-le avec « git checkout -- {_shown(path)} » ; sinon, {remedy}",
        ) from error
    if own != training:
        raise NoWeightsError(
            path, "les poids présents sont ceux d’un autre entraînement que le résultat", remedy
        )
    return Weights(content, arrays)


def _content(variables: Mapping[str, Array], examples: Array, result: Result) -> bytes:
    """Return the content of the file, which holds a digest of itself, computed with zeros in its place."""
    stored = {name: _stored(values) for name, values in variables.items()}
    stored[EXAMPLES] = _levels(examples)
    header: dict[str, Any] = {
        METADATA: {"id": result.id, "training": training_fingerprint(result), SEAL: UNSEALED}
    }
    data = b""
    for name, (kind, values) in stored.items():
        array = values.astype(TYPES[kind])
        header[name] = {
            "dtype": kind,
            "shape": list(array.shape),
            OFFSETS: [len(data), len(data) + array.nbytes],
        }
        data += array.tobytes()
    text = json.dumps(header).encode()
    content = len(text).to_bytes(LENGTH, "little") + text + data
    return content.replace(UNSEALED.encode(), _digest(content).encode(), 1)


def _opened(content: bytes) -> tuple[dict[str, str], dict[str, Array]]:
    """Return what a file says of itself, and its arrays.

    Raises
    ------
    ValueError, LookupError, TypeError, AttributeError, RecursionError
        If it is not as `_content` made it.
    """
    start = LENGTH + int.from_bytes(content[:LENGTH], "little")
    header = json.loads(content[LENGTH:start])
    said = header.pop(METADATA)
    if _digest(content.replace(said[SEAL].encode(), UNSEALED.encode(), 1)) != said[SEAL]:
        raise ValueError(SEAL)
    arrays = {}
    for name, each in header.items():
        first, end = each[OFFSETS]
        values = np.frombuffer(content[start + first : start + end], TYPES[each["dtype"]])
        scale = LEVELS if each["dtype"] == "U8" else 1
        arrays[name] = (values.astype(np.float32) / np.float32(scale)).reshape(each["shape"])
    return said, arrays


def _stored(values: Array) -> tuple[str, Array]:
    """Return how an array is kept: in half precision, unless that would move a value too much."""
    with np.errstate(over="ignore"):
        half = values.astype(TYPES["F16"])
    moved = np.abs(half.astype(np.float64) - values).max(initial=0.0)
    return ("F16" if moved <= PRECISION * np.abs(values).max(initial=0.0) else "F32"), values


def _levels(values: Array) -> tuple[str, Array]:
    """Return how examples are kept: as whole levels if they are levels / 255, else as they are."""
    levels = np.rint(values * LEVELS).clip(0, LEVELS)
    exact = np.array_equal((levels / np.float32(LEVELS)).astype(np.float32), values)
    return ("U8", levels) if exact else ("F32", values)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _shown(path: Path) -> str:
    return "/".join(path.parts[-3:])
