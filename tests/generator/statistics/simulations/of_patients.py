"""Simulations of the procedures that know of patients: images of one patient resemble one another."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from experiments.measures.threshold import WANTED_RECALL, choose_threshold
from generator.statistics.corrections import SIGNIFICANCE, chances
from generator.statistics.diagnosis.compared_scores import accuracy, brier, roc_auc
from generator.statistics.diagnosis.comparison import ScoreOf, compare_trainings
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.direction import paired_direction
from generator.statistics.diagnosis.generalization import generalization
from generator.statistics.diagnosis.mean_difference import mean_difference
from generator.statistics.diagnosis.pairing import pair
from generator.statistics.diagnosis.resampling import interval, patient_weights
from tests.generator.statistics.simulations.made import decided, trained
from tests.generator.statistics.simulations.simulation import Simulation

PEOPLE, IMAGES = 80, 2
PATIENTS = np.repeat(np.arange(PEOPLE), IMAGES)
LABELS = np.repeat([0, 1], PEOPLE * IMAGES // 2)


def _by_patient(rng: Generator, spread: float) -> NDArray[np.float64]:
    return np.repeat(rng.normal(0, spread, PEOPLE), IMAGES)


def _mean(shift: float, rng: Generator) -> bool:
    values = shift + _by_patient(rng, 1) + rng.normal(0, 0.5, PEOPLE * IMAGES)
    return mean_difference(values, patient_weights(PATIENTS)).p_value < SIGNIFICANCE


def _interval(shift: float, rng: Generator) -> bool:
    values = shift + _by_patient(rng, 1) + rng.normal(0, 0.5, PEOPLE * IMAGES)
    bounds = interval(lambda w: (w @ values) / w.sum(axis=-1), patient_weights(PATIENTS))
    assert bounds is not None
    return not bounds[0] <= 0 <= bounds[1]


def _paired(shift: float, rng: Generator) -> bool:
    own = _by_patient(rng, 1)
    first, second = (
        rng.random(PEOPLE * IMAGES) < 1 / (1 + np.exp(-1 - own - each - _by_patient(rng, 0.7)))
        for each in (shift, 0)
    )
    found = pair(first, second, patient_weights(PATIENTS))
    return paired_direction(found, chances([found.p_value])[0]) in ("up", "down")


def _model(rng: Generator, common: NDArray[np.float64], strength: float, seeds: int = 4) -> list[Decision]:
    logits = strength * (2 * LABELS - 1) + common + _by_patient(rng, 0.8)
    drawn = logits + rng.normal(0, 0.3, (seeds, 1)) + rng.normal(0, 0.8, (seeds, len(LABELS)))
    return [decided(LABELS, 1 / (1 + np.exp(-each)), PATIENTS) for each in drawn]


def _compared(score: ScoreOf, more: float, rng: Generator) -> bool:
    common = _by_patient(rng, 0.5)
    models = [trained(*_model(rng, common, 1 + each)) for each in (more, 0)]
    return compare_trainings(models[0], models[1], score).p_value < SIGNIFICANCE


def _generalises(fall: float, rng: Generator) -> bool:
    """Let images be recognised as often in training as on test, or more often."""
    tests, train = [], []
    own = _by_patient(rng, 1)
    for luck in rng.normal(0, 0.2, 4):
        right = rng.random(len(LABELS)) < 1 / (1 + np.exp(-(1.5 + luck - fall + own)))
        tests.append(decided(LABELS, np.where(right == (LABELS == 1), 0.9, 0.1), PATIENTS))
        seen = 1 / (1 + np.exp(-(1.5 + luck + rng.normal(0, 1, (2, 1000)))))
        known = (rng.random((2, 1000)) < seen).sum(axis=1).tolist()
        train.append([[known[0], 1000 - known[0]], [1000 - known[1], known[1]]])
    found = generalization(trained(*tests, train=train))
    return found is not None and found.p_value < SIGNIFICANCE


def _broken(alike: bool, rng: Generator) -> bool:
    """Tell whether the recall of all patients is below what was wanted, at the threshold chosen."""
    people, images = 150, 4
    shape = (people, 1) if alike else (people, images)
    values = np.broadcast_to(1 / (1 + np.exp(-rng.normal(size=shape))), (people, images)).ravel()
    found = choose_threshold(
        np.ones(people * images, dtype=np.int64), values, np.arange(people).repeat(images)
    )
    logit = np.log(found.value / (1 - found.value))
    return bool((rng.normal(size=4000) > logit).mean() < WANTED_RECALL)


def _taken_as_independent(rng: Generator) -> bool:
    """Tell the same where images of one patient are taken for images of as many: what the rule avoids."""
    people, images = 150, 8
    values = np.repeat(1 / (1 + np.exp(-rng.normal(size=people))), images)
    found = choose_threshold(np.ones(len(values), dtype=np.int64), values, np.arange(len(values)))
    logit = np.log(found.value / (1 - found.value))
    return bool((rng.normal(size=4000) > logit).mean() < WANTED_RECALL)


DIAGNOSIS = "generator.statistics.diagnosis."
SIMULATIONS = (
    Simulation(
        "mean by patient",
        (f"{DIAGNOSIS}mean_difference:mean_difference",),
        lambda rng: _mean(0, rng),
        lambda rng: _mean(0.5, rng),
        runs=400,
    ),
    Simulation(
        "interval by patient",
        (f"{DIAGNOSIS}resampling:interval",),
        lambda rng: _interval(0, rng),
        lambda rng: _interval(0.5, rng),
        runs=400,
    ),
    Simulation(
        "two sets of answers by patient",
        (f"{DIAGNOSIS}pairing:pair", f"{DIAGNOSIS}direction:paired_direction"),
        lambda rng: _paired(0, rng),
        lambda rng: _paired(1.5, rng),
        runs=400,
    ),
    *(
        Simulation(
            f"two models by patient and seed: {name}",
            (f"{DIAGNOSIS}comparison:student_interval", f"{DIAGNOSIS}comparison:compare_trainings"),
            lambda rng, score=score: _compared(score, 0, rng),
            lambda rng, score=score: _compared(score, 2.0, rng),
            runs=150,
        )
        for name, score in (("accuracy", accuracy), ("Brier", brier))
    ),
    Simulation(
        "two models by patient and seed: ROC area",
        (f"{DIAGNOSIS}comparison:compare_trainings",),
        lambda rng: _compared(roc_auc, 0, rng),
        lambda rng: _compared(roc_auc, 2.0, rng),
        # Areas take long: what is drawn here is but a look at them.
        runs=25,
        plain_runs=10,
        least=0,
    ),
    Simulation(
        "what is recognised in training and on test",
        (f"{DIAGNOSIS}generalization:generalization",),
        lambda rng: _generalises(0, rng),
        lambda rng: _generalises(1.5, rng),
        runs=200,
    ),
    Simulation(
        "the promise of a threshold",
        (
            "experiments.measures.bounded_mean:mean_lower_bound",
            "experiments.measures.threshold:choose_threshold",
        ),
        lambda rng: _broken(True, rng),
        _taken_as_independent,
        least=0,
        # Broken by images taken as independent: what the simulation has to be able to see.
        power=0.1,
        runs=300,
    ),
)
