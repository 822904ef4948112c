"""Compare two results of the same training, number by number."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from experiments.results.schema import Result

# What says when, where and in how long a result was made, not what was measured.
CIRCUMSTANCES = {"seconds", "produced_at", "machine", "accepted"}


@dataclass(frozen=True)
class Comparison:
    """What differs between two results.

    Attributes
    ----------
    fields : tuple of str
        Where they do: the first two keys of the path, such as ``history.loss``.
    accuracy : float
        The largest difference of accuracy on a split, a proportion.
    same_machine : bool
        Whether both were made on the same machine, as far as they say.
    """

    fields: tuple[str, ...]
    accuracy: float
    same_machine: bool


def compare(one: Result, other: Result) -> Comparison:
    """Compare what two results measured, to the bit."""
    return Comparison(
        fields=tuple(_differences(_measured(one), _measured(other))),
        accuracy=max(
            abs(one.evaluation[split].accuracy - other.evaluation[split].accuracy) for split in one.evaluation
        ),
        same_machine=one.provenance.machine == other.provenance.machine,
    )


def _measured(result: Result) -> dict[str, Any]:
    record = result.model_dump()
    record["provenance"] = {
        name: value for name, value in record["provenance"].items() if name not in CIRCUMSTANCES
    }
    return record


def _differences(one: Any, other: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict) and len(path) < 2:
        for name in {**one, **other}:
            yield from _differences(one.get(name), other.get(name), (*path, name))
    elif one != other:
        yield ".".join(path)
