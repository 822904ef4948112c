"""The weights of a trained model, kept beside its result."""

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
from experiments.results.safetensors import decoded, encoded
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
    content = _content(dict(zip(variable_names(result), variables, strict=False)), examples, result)
    _write(weights_path(folder, result.id), content if len(content) <= LARGEST else None)


def receive_weights(folder: Path, result: Result, content: bytes) -> None:
    """Write weights that were kept elsewhere, if they are those of a result.

    Raises
    ------
    WeightsError
        If they are not, or if they cannot be written.
    """
    path = weights_path(folder, result.id)
    _checked(content, path, training_fingerprint(result))
    _write(path, content)


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
    remedy = _remedy(path)
    try:
        content = content_of(path)
    except FileNotFoundError as error:
        raise NoWeightsError(path, "les poids de ce modèle ne sont pas dans le projet", remedy) from error
    except OSError as error:
        raise WeightsError(path, f"la lecture des poids a échoué ({error.strerror})", remedy) from error
    return _checked(content, path, training)


def _checked(content: bytes, path: Path, training: str) -> Weights:
    remedy = _remedy(path)
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
        why = "les poids présents sont ceux d’un autre entraînement que le résultat"
        raise NoWeightsError(path, why, remedy)
    return Weights(content, arrays)


def _write(path: Path, content: bytes | None) -> None:
    """Write a file, complete or not at all; without content, remove it."""
    try:
        if content is None:
            path.unlink(missing_ok=True)
            return
        with replaced_atomically(path) as file:
            file.write(content)
    except OSError as error:
        raise WeightsError(
            path,
            f"l’écriture des poids a échoué ({error.strerror})",
            "Vérifiez la place libre, les droits du dossier et qu’aucun dossier ne porte ce nom, puis lancez "
            f"« make report FORCE=1 ONLY={path.stem} ».",
        ) from error


def _content(variables: Mapping[str, Array], examples: Array, result: Result) -> bytes:
    arrays = {name: _stored(values) for name, values in variables.items()}
    said = {"id": result.id, "training": training_fingerprint(result)}
    return encoded({**arrays, EXAMPLES: _levels(examples)}, said)


def _opened(content: bytes) -> tuple[dict[str, str], dict[str, Array]]:
    """Return what a file says of itself, and its arrays; levels become grey levels again."""
    said, arrays = decoded(content)
    return said, {
        name: values / np.float32(LEVELS) if values.dtype == np.uint8 else values.astype(np.float32)
        for name, values in arrays.items()
    }


def _stored(values: Array) -> Array:
    """Return an array as it is kept: in half precision, unless that would move a value too much."""
    with np.errstate(over="ignore"):
        half = values.astype(np.float16)
    moved = np.abs(half.astype(np.float64) - values).max(initial=0.0)
    return half if moved <= PRECISION * np.abs(values).max(initial=0.0) else values.astype(np.float32)


def _levels(values: Array) -> Array:
    """Return examples as they are kept: as whole levels if they are levels / 255, else as they are."""
    levels = np.rint(values * LEVELS).clip(0, LEVELS).astype(np.uint8)
    exact = np.array_equal(levels / np.float32(LEVELS), values)
    return levels if exact else values.astype(np.float32)


def _remedy(path: Path) -> str:
    return f"« make report FORCE=1 ONLY={path.stem} » réentraîne ce modèle et les écrit."


def _shown(path: Path) -> str:
    return "/".join(path.parts[-3:])
