"""What a model with one output said of a split, as arrays."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiments.errors import ResultError
from experiments.measures import reliability
from experiments.measures.answers import (
    POSITIVE,
    has_both_classes,
    labels_of,
    matrix_at,
    predictions_at,
    probabilities_of,
)
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.formulas.metrics import BinaryCounts
from generator.statistics.diagnosis.resampling import patient_weights

SPLITS = ("validation", "test")


@dataclass(frozen=True, eq=False)
class Replies:
    """Labels and probabilities of one split, in the order of its examples.

    Attributes
    ----------
    file : str
        Of the result, or of one of its replicates.
    split : str
        ``train``, ``validation`` or ``test``.
    labels : int64 array, shape (n,)
        1 for a positive example.
    probabilities : float64 array, shape (n,)
        Of the positive class.
    """

    result: Result
    file: str
    split: str
    labels: NDArray[np.int64]
    probabilities: NDArray[np.float64]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where labels and probabilities come from."""
        base = f"{self.file}#/evaluation/{self.split}"
        return (f"{base}/labels", f"{base}/probabilities")

    @property
    def both_classes(self) -> bool:
        """Whether there are positives and negatives, without which ranks mean nothing."""
        return has_both_classes(self.labels)

    @property
    def excess(self) -> NDArray[np.float64]:
        """Probability minus truth of each example, shape (n,): above zero on average where it is too high."""
        return reliability.excess(self.labels, self.probabilities)

    @property
    def squared_errors(self) -> NDArray[np.float64]:
        """Squared distance of each to the truth, shape (n,); its mean is the score of Brier (1950)."""
        return reliability.squared_errors(self.labels, self.probabilities)

    def predictions(self, threshold: float) -> NDArray[np.int64]:
        """Return the class put on each example: positive when its probability exceeds the threshold."""
        return predictions_at(self.probabilities, threshold)

    def right(self, threshold: float) -> NDArray[np.bool_]:
        """Tell which examples are put in their class, shape (n,)."""
        return np.equal(self.predictions(threshold), self.labels)

    def matrix(self, threshold: float) -> list[list[int]]:
        """Return the confusion matrix at a threshold, true classes in rows."""
        return matrix_at(self.labels, self.probabilities, threshold)

    def counts(self, threshold: float) -> BinaryCounts:
        """Return right and wrong answers about the positive class at a threshold."""
        return BinaryCounts.of_class(self.matrix(threshold), POSITIVE, self.sources)


@dataclass(frozen=True, eq=False)
class Answers(Replies):
    """The same of a split that judges the model, whose patients are known.

    Attributes
    ----------
    patients : int64 array, shape (n,)
        Equal numbers for examples that may show one patient.
    """

    patients: NDArray[np.int64]

    @cached_property
    def resamplings(self) -> NDArray[np.float64]:
        """How often each example counts when patients are drawn again, shape (replicates, n)."""
        return patient_weights(self.patients)


def training_replies(result: Result) -> Replies:
    """Read what a model says of the examples it has learned from; of whom they are is not recorded.

    Raises
    ------
    ResultError
        If there are no probabilities.
    """
    evaluation = result.evaluation["train"]
    return Replies(result, result.file, "train", labels_of(evaluation), _probabilities(result, "train"))


def answers(result: Result, split: str, replicate: Replicate | None = None) -> Answers:
    """Read what a model said of a split, or what it said once trained again with another seed.

    Raises
    ------
    ResultError
        If there are no probabilities, if the result does not say which examples show one patient, or if the
        replicate is not about its examples.
    """
    origin = replicate or result
    evaluation = origin.evaluation[split]  # type: ignore[index]
    probabilities = _probabilities(origin, split)
    # A replicate says neither names nor patients: they are those of its result, example by example.
    if evaluation.labels != result.evaluation[split].labels:  # type: ignore[index]
        raise ResultError(
            f"{origin.file} : /evaluation/{split}/labels : ce ne sont pas les exemples de {result.file}, "
            f"dans le même ordre. Relancez « {_command(origin)} »."
        )
    patients = result.inspection.get("patients", {}).get(split, [])
    if len(patients) < evaluation.count:
        raise ResultError(
            f"{result.file} : /inspection/patients/{split} : un numéro de patient est attendu pour "
            f"chaque exemple ({evaluation.count}), trouvé {len(patients)}. "
            f"Relancez « {_command(result)} »."
        )
    return Answers(
        result=result,
        file=origin.file,
        split=split,
        labels=labels_of(evaluation),
        probabilities=probabilities,
        # A trial on the first examples keeps the names of all.
        patients=np.array(patients[: evaluation.count], dtype=np.int64),
    )


def _probabilities(origin: Result | Replicate, split: str) -> NDArray[np.float64]:
    evaluation = origin.evaluation[split]  # type: ignore[index]
    probabilities = probabilities_of(evaluation)
    if probabilities is None:
        raise ResultError(
            f"{origin.file} : /evaluation/{split}/probabilities : une probabilité est attendue pour "
            f"chaque exemple ({evaluation.count}). Relancez « {_command(origin)} »."
        )
    return probabilities


def _command(origin: Result | Replicate) -> str:
    target = "replicates" if isinstance(origin, Replicate) else "report"
    return f"make {target} FORCE=1 ONLY={origin.id}"
