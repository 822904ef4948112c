"""What verdicts say of which is greater, against the records."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np

from experiments.results.evaluation import class_indices
from tests.perturbation.checks.fault import Fault
from tests.perturbation.checks.said import Said
from tests.perturbation.records import Record, Records

# Greater than 0 when the assertion holds, less when the contrary does.
Direction = Callable[[Said, Records], float]
TINY = 1e-12


def _right(training: Record, split: str = "test") -> Any:
    part = training["evaluation"][split]
    return class_indices(part["labels"]) == class_indices(part["predictions"])


def _means(records: Records, *models: str) -> list[float]:
    """Return the accuracy of each on the test: over all trainings if each has several, else of the first."""
    compared = _compared(records, *models)
    return [float(np.mean([_right(each).mean() for each in trainings])) for trainings in compared]


def _compared(records: Records, *models: str) -> list[list[Record]]:
    """Return the trainings that are compared: all of them if each model has several, else the first."""
    several = all(records.replicates[model] for model in models)
    return [records.trainings(model)[: None if several else 1] for model in models]


def _better(said: Said, records: Records) -> float:
    first, second = _means(records, *said.subjects[:2])
    return first - second


def _heavier(said: Said, records: Records) -> float:
    """Count pairs of an experiment where the heavier is right more often, less those where the other is."""
    models = [
        (
            records.results[model]["family"],
            records.results[model]["model"]["parameters"],
            np.mean([_right(training).mean() for training in records.trainings(model)]),
        )
        for model in said.subjects
    ]
    return float(
        sum(
            np.sign(weights - less) * np.sign(accuracy - other)
            for (family, weights, accuracy), (same, less, other) in combinations(models, 2)
            if family == same
        )
    )


def _lighter(said: Said, records: Records) -> float:
    first, second = (records.results[model]["model"]["parameters"] for model in said.subjects[:2])
    return float(second - first)


def _overestimates(said: Said, records: Records) -> float:
    part = records.results[said.subjects[0]]["evaluation"]["test"]
    return float(np.mean(part["probabilities"]) - class_indices(part["labels"]).mean())


def _calibrated(said: Said, records: Records) -> float:
    compared = _compared(records, *said.subjects[:2])
    first, second = (float(np.mean([*map(_brier, trainings)])) for trainings in compared)
    return second - first


def _brier(training: Record) -> float:
    part = training["evaluation"]["test"]
    return float(np.mean((np.array(part["probabilities"]) - class_indices(part["labels"])) ** 2))


DIRECTIONS: Mapping[str, Direction] = {
    "meilleur-que": _better,
    "poids-et-exactitude": _heavier,
    "moins-couteux": _lighter,
    "pneumonie-surestimee": _overestimates,
    "pneumonie-mieux-calibre": _calibrated,
}
SIGNS = {"true": 1, "false": -1}


def direction_faults(said: list[Said], records: Records) -> Iterator[Fault]:
    """Go through the verdicts that say the contrary of the records."""
    for each in said:
        sign = SIGNS.get(each.outcome, 0)
        if not sign or not each.subjects or each.rule not in DIRECTIONS:
            continue
        if sign * DIRECTIONS[each.rule](each, records) < -TINY:
            yield Fault(each.page, f"{each.rule} : le contraire des nombres", each.sentence.text)
