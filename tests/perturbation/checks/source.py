"""Values of the records that a number says it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.results.evaluation import class_indices
from tests.perturbation.records import Record


@dataclass(frozen=True)
class Source:
    """One value, and where it is.

    Attributes
    ----------
    file : str
        Under the project.
    path : tuple of str
        Inside the record.
    """

    file: str
    path: tuple[str, ...]
    record: Record

    @property
    def model(self) -> str:
        """Id of the experiment."""
        identifier: str = self.record["id"]
        return identifier

    @property
    def value(self) -> Any:
        """What stands there."""
        return _at(self.record, self.path)

    @property
    def split(self) -> str:
        """The split of an evaluation that it is about."""
        return self.path[1]

    @property
    def right(self) -> NDArray[np.bool_]:
        """Which answers of this split are right, shape (n,)."""
        part = self.record["evaluation"][self.split]
        right: NDArray[np.bool_] = class_indices(part["labels"]) == class_indices(part["predictions"])
        return right

    @property
    def truths(self) -> NDArray[np.int64]:
        """The classes of this split, shape (n,)."""
        return class_indices(self.record["evaluation"][self.split]["labels"])

    @property
    def probabilities(self) -> NDArray[np.float64]:
        """What it gives to class 1 in this split, shape (n,)."""
        return np.array(self.record["evaluation"][self.split]["probabilities"], dtype=np.float64)


def find(sources: tuple[str, ...], files: Mapping[str, Record]) -> list[Source]:
    """Return what these sources name, among the records by file."""
    found = []
    for source in sources:
        file, _, pointer = source.partition("#/")
        found.append(Source(file, tuple(pointer.split("/")), files[file]))
    return found


def _at(record: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        record = record[int(name)] if isinstance(record, list | str) else record[name]
    return record
