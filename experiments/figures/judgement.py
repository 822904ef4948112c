"""What a model with two classes said of its splits, and the threshold it is used with."""

from dataclasses import dataclass

import numpy as np

from experiments import language
from experiments.figures.names import SPLITS
from experiments.measures.answers import (
    Floats,
    Integers,
    has_both_classes,
    labels_of,
    probabilities_of,
)
from experiments.measures.threshold import Threshold, choose_threshold
from experiments.results.record import Split
from experiments.results.replicate import Replicate, ReplicatedSplit
from experiments.results.schema import Result

JUDGED: tuple[ReplicatedSplit, ...] = ("validation", "test")
SERIES: dict[Split, int] = {"validation": 1, "test": 0}


@dataclass(frozen=True, eq=False)
class Judgement:
    """Labels and probabilities of one split.

    Attributes
    ----------
    split : str
    labels : int64 array, shape (n,)
    probabilities : float64 array, shape (n,)
        Of class 1.
    patients : int64 array, shape (n,)
        Equal numbers for examples that may show one patient.
    """

    split: Split
    labels: Integers
    probabilities: Floats
    patients: Integers

    @property
    def name(self) -> str:
        """French name of the split."""
        return SPLITS[self.split]

    @property
    def comparable(self) -> bool:
        """Whether both classes occur, without which there are no rates."""
        return has_both_classes(self.labels)


def is_judged(result: Result) -> bool:
    """Tell whether a result holds the probabilities that diagnostic plots need."""
    return len(result.data.classes) == 2 and all(
        result.evaluation[split].probabilities is not None for split in JUDGED
    )


def judge(result: Result, training: Result | Replicate | None = None) -> list[Judgement]:
    """Read what a model, or one of its trainings, said of validation and test; `is_judged` holds."""
    judged = []
    for split in JUDGED:
        evaluation = (training or result).evaluation[split]
        probabilities = probabilities_of(evaluation)
        assert probabilities is not None
        labels, patients = labels_of(evaluation), _patients(result, split)
        judged.append(Judgement(split, labels, probabilities, patients))
    return judged


def _patients(result: Result, split: Split) -> Integers:
    """Return who each example shows; where the result does not say, each shows someone else."""
    count = result.evaluation[split].count
    # A trial on the first examples keeps the names of all.
    named = result.inspection.get("patients", {}).get(split, range(count))[:count]
    return np.array(named, dtype=np.int64)


def threshold_of(judged: list[Judgement]) -> Threshold:
    """Choose the threshold of a model on its validation split."""
    validation = next(each for each in judged if each.split == "validation")
    return choose_threshold(validation.labels, validation.probabilities, validation.patients)


def threshold_text(threshold: Threshold) -> str:
    """Write a threshold: all of the usual one, the first figures of a chosen one."""
    if threshold.chosen:
        return language.significant(threshold.value, threshold.digits)
    return language.shortest(threshold.value)


def sources_of(result: Result) -> tuple[str, ...]:
    """Return where labels and probabilities come from."""
    return tuple(
        f"{result.file}#/evaluation/{split}/{field}"
        for split in JUDGED
        for field in ("labels", "probabilities")
    )


def undefined(judged: list[Judgement]) -> str:
    """Say which splits have no curve, for want of a class; nothing when all have one."""
    names = [each.name for each in judged if not each.comparable]
    return f" Aucune courbe ({language.enumeration(names)}) : une seule classe présente." if names else ""
