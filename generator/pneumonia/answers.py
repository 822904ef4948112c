"""What a model with one output said of a split, as arrays."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.formulas.metrics import BinaryCounts
from generator.pneumonia.resampling import patient_weights

PNEUMONIA = 1
SPLITS = ("validation", "test")


@dataclass(frozen=True, eq=False)
class Answers:
    """Labels and probabilities of one split, in the order of its images.

    Attributes
    ----------
    result : Result
    split : str
        ``validation`` or ``test``.
    labels : int64 array, shape (n,)
        1 for pneumonia.
    probabilities : float64 array, shape (n,)
        Of pneumonia.
    patients : int64 array, shape (n,)
        Equal numbers for images that may show one patient.
    """

    result: Result
    split: str
    labels: NDArray[np.int64]
    probabilities: NDArray[np.float64]
    patients: NDArray[np.int64]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where labels and probabilities come from."""
        base = f"{self.result.file}#/evaluation/{self.split}"
        return (f"{base}/labels", f"{base}/probabilities")

    @cached_property
    def resamplings(self) -> NDArray[np.float64]:
        """How often each image counts when patients are drawn again, shape (replicates, n)."""
        return patient_weights(self.patients)

    def predictions(self, threshold: float) -> NDArray[np.int64]:
        """Return the class put on each image: pneumonia when its probability exceeds the threshold."""
        return (self.probabilities > threshold).astype(np.int64)

    def matrix(self, threshold: float) -> list[list[int]]:
        """Return the confusion matrix at a threshold, true classes in rows."""
        pairs = 2 * self.labels + self.predictions(threshold)
        counts = np.bincount(pairs, minlength=4)
        return [[int(counts[0]), int(counts[1])], [int(counts[2]), int(counts[3])]]

    def counts(self, threshold: float) -> BinaryCounts:
        """Return right and wrong answers about pneumonia at a threshold."""
        return BinaryCounts.of_class(self.matrix(threshold), PNEUMONIA, self.sources)


def answers(result: Result, split: str) -> Answers:
    """Read what a model said of a split.

    Raises
    ------
    ResultError
        If the result has no probabilities, or does not say which images show one patient.
    """
    evaluation = result.evaluation[split]  # type: ignore[index]
    if evaluation.probabilities is None:
        raise ResultError(
            f"{result.file} : /evaluation/{split}/probabilities : une probabilité par image est attendue "
            f"({evaluation.count}). Relancez « make report FORCE=1 ONLY={result.id} »."
        )
    patients = result.inspection.get("patients", {}).get(split, [])
    if len(patients) < evaluation.count:
        raise ResultError(
            f"{result.file} : /inspection/patients/{split} : un numéro de patient par image est attendu "
            f"({evaluation.count}), trouvé {len(patients)}. "
            f"Relancez « make report FORCE=1 ONLY={result.id} »."
        )
    return Answers(
        result=result,
        split=split,
        labels=np.array([int(label) for label in evaluation.labels], dtype=np.int64),
        probabilities=np.array(evaluation.probabilities, dtype=np.float64),
        # A trial on the first images keeps the names of all.
        patients=np.array(patients[: evaluation.count], dtype=np.int64),
    )
