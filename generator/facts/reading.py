"""Read a value of a result together with its JSON path."""

from dataclasses import dataclass
from typing import Any

from experiments.errors import ResultError
from experiments.results.schema import Result


@dataclass(frozen=True)
class Reading:
    """A value of a result and where it stands.

    Attributes
    ----------
    source : str
        File and JSON path: ``results/mlp-raw-1.json#/evaluation/test/accuracy``.
    """

    value: Any
    source: str


def read(result: Result, pointer: str) -> Reading:
    """Read the value at a JSON path.

    Parameters
    ----------
    result : Result
    pointer : str
        RFC 6901: ``/evaluation/test/accuracy``.

    Raises
    ------
    ResultError
        If the result has no such value.
    """
    value: Any = result
    for part in pointer.split("/")[1:]:
        try:
            if isinstance(value, list):
                value = value[int(part)]
            elif isinstance(value, dict):
                value = value[part]
            else:
                value = getattr(value, part)
        except (AttributeError, KeyError, IndexError, ValueError) as error:
            raise ResultError(f"{result.file} : {pointer} : cette valeur manque ({part}).") from error
    return Reading(value, f"{result.file}#{pointer}")
