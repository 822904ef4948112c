"""Two models on the same examples, matched by name."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.errors import ResultError
from generator.statistics.diagnosis.answers import Answers
from generator.statistics.diagnosis.resampling import interval
from generator.statistics.pairs import even_p_value


@dataclass(frozen=True, eq=False)
class Pairing:
    """Right and wrong answers of two models about the same examples.

    Attributes
    ----------
    only_first, only_second : int
        Examples that one model alone is right about.
    p_value : float
        Exact McNemar test (McNemar, 1947).
    difference : float
        Share of right answers of the first minus that of the second.
    low, high : float
        Interval of the difference, patients being drawn again; both are the difference itself when the models
        are right about the same examples.
    """

    only_first: int
    only_second: int
    p_value: float
    difference: float
    low: float
    high: float


def pair(first: NDArray[np.bool_], second: NDArray[np.bool_], resamplings: NDArray[np.float64]) -> Pairing:
    """Compare two models example by example.

    Parameters
    ----------
    first, second : bool array, shape (n,)
        Whether each model is right about each example.
    resamplings : float64 array, shape (r, n)
        How often each example counts in each resampling of the patients.
    """
    gain = first.astype(np.float64) - second
    only_first, only_second = int((gain > 0).sum()), int((gain < 0).sum())
    difference = float(gain.mean())
    bounds = interval(lambda w: (w @ gain) / w.sum(axis=-1), resamplings) or (difference, difference)
    return Pairing(only_first, only_second, even_p_value(only_first, only_second), difference, *bounds)


def same_order(first: Answers, second: Answers) -> NDArray[np.int64]:
    """Return where each example of the first result stands in the second.

    Raises
    ------
    ResultError
        If the two results are not about the same examples.
    """
    names, others = (
        list(answers.result.inspection["names"][answers.split])[: len(answers.labels)]
        for answers in (first, second)
    )
    place = {name: position for position, name in enumerate(others)}
    order = np.array([place.get(name, -1) for name in names])
    if len(names) != len(others) or (order < 0).any() or (second.labels[order] != first.labels).any():
        raise ResultError(
            f"{first.result.file} et {second.result.file} : /inspection/names/{first.split} : les deux "
            "modèles n’ont pas été jugés sur les mêmes exemples. Réentraînez-les sur les mêmes données."
        )
    return order
