"""Simulations of the procedures that read counts: exact tests, and intervals of proportions."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from experiments.measures.wilson import wilson_interval
from generator.facts.quantity import computed_count
from generator.lab.review.published_scores import PublishedScores, _accuracy_p
from generator.lab.rules.pneumonia_shift import pneumonia_shift
from generator.rules.decision import Outcome
from generator.statistics.class_rates import equality_p_value, harder_p_value
from generator.statistics.classes import ClassErrors, ConfusedPair, common_effect
from generator.statistics.corrections import SIGNIFICANCE, chances, holm
from generator.statistics.diagnosis.specificity_fall import fall_interval
from generator.statistics.gap_change import gap_change
from generator.statistics.overlap import Overlap
from generator.statistics.pairs import even_p_value
from generator.statistics.tournament import mcnemar_p_values, only_one_right
from tests.generator.statistics.crossed import crossed_answers
from tests.generator.statistics.simulations.made import decided, judged
from tests.generator.statistics.simulations.simulation import Simulation

CLASSES = 10


def _even(share: float, rng: Generator) -> bool:
    cases = int(rng.integers(20, 120))
    first = int(rng.binomial(cases, share))
    return even_p_value(first, cases - first) < SIGNIFICANCE


def _mcnemar(shift: float, rng: Generator) -> bool:
    difficulty = rng.normal(-2, 2, size=1000)
    right = [crossed_answers(rng, trainings=1, difficulty=difficulty, shift=s)[0] for s in (0, shift)]
    return bool(mcnemar_p_values(only_one_right(np.array(right)))[0, 1] < SIGNIFICANCE)


def _classes(rng: Generator, rates: NDArray[np.float64], trainings: int = 5) -> list[ClassErrors]:
    """Draw the errors of trainings that find the same examples difficult."""
    drawn = [rng.beta(0.3, 0.3 * (1 / rate - 1), 500) for rate in rates]
    wrong = [rng.random((trainings, len(own))) < own for own in drawn]
    effect = common_effect(wrong)
    return [
        ClassErrors(
            *(computed_count(number, (), "") for number in (rank, each.size, int(each.sum()))),
            trainings,
            effect,
        )
        for rank, each in enumerate(wrong)
    ]


def _harder(rate: float, rng: Generator) -> bool:
    classes = _classes(rng, np.array([rate, *[0.05] * (CLASSES - 1)]))
    return min(holm([harder_p_value(each, classes) for each in classes])) < SIGNIFICANCE


def _unequal(rate: float, rng: Generator) -> bool:
    p_value = equality_p_value(_classes(rng, np.array([rate] * 2 + [0.1] * (CLASSES - 2))))
    return p_value is not None and p_value < SIGNIFICANCE


def _confused(excess: int, rng: Generator) -> bool:
    """Spread the errors of each class over the others; the first two are then confused so many times more."""
    matrix = np.zeros((CLASSES, CLASSES), dtype=int)
    for truth, errors in enumerate(rng.integers(0, 40, CLASSES)):
        matrix[truth] = np.insert(rng.multinomial(errors, [1 / (CLASSES - 1)] * (CLASSES - 1)), truth, 0)
    matrix[0, 1] += excess

    def errors_of(rank: int) -> ClassErrors:
        return ClassErrors(*(computed_count(n, (), "") for n in (rank, 1000, int(matrix[rank].sum()))))

    pairs = [
        ConfusedPair(
            errors_of(i),
            errors_of(j),
            *(computed_count(int(matrix[cell]), (), "") for cell in ((i, j), (j, i))),
            CLASSES - 1,
        )
        for i in range(CLASSES)
        for j in range(i + 1, CLASSES)
    ]
    return any(each.unlikely for each in chances([pair.excess_p_value for pair in pairs]))


def _overlap(shared: float, rng: Generator) -> Overlap:
    one, other = rng.random((2, 2000)) < 0.05
    other = np.where(rng.random(2000) < shared, one, other)
    both, first, second = (int(each.sum()) for each in (one & other, one & ~other, other & ~one))
    table = both, first, second, 2000 - both - first - second
    made = both + first, both + second
    return Overlap(None, None, "test", *table, (None, None), both, made)  # type: ignore[arg-type]


def _coincide(shared: float, rng: Generator) -> bool:
    return _overlap(shared, rng).p_value < SIGNIFICANCE


def _odds(shared: float, rng: Generator) -> bool:
    found = _overlap(shared, rng).odds_ratio
    return found is not None and not found[1] <= 1 <= found[2]


def _wilson(truth: float, rng: Generator) -> bool:
    low, high = wilson_interval(int(rng.binomial(400, truth)), 400)
    return not low <= 0.9 <= high


def _shift(fall: float, rng: Generator) -> bool:
    labels = np.repeat([0, 1], 200)
    validation = np.where(rng.random(400) < 0.1, 0.9, 0.1)
    test = np.where(rng.random(400) < 0.1 + fall, 0.9, 0.1)
    found = decided(labels, test, np.arange(400), (labels, validation))
    return pneumonia_shift([found])[0].outcome is not Outcome.INCONCLUSIVE


def _fallen(seen: int, said: float, rng: Generator) -> bool:
    """Tell whether the interval leaves out what is said of the fall, of few negatives seldom misjudged."""
    labels = np.repeat([0, 1], [seen, seen])
    validation = np.where(rng.random(len(labels)) < 0.97, 0.1, 0.9)
    test = np.where(rng.random(400) < 0.7, 0.1, 0.9)
    found = decided(np.repeat([0, 1], 200), test, np.arange(400), (labels, validation))
    low, high = fall_interval(found)
    return not low <= said <= high


def _published(fall: float, rng: Generator) -> bool:
    ours = judged(rng.random(10_000) < 0.97)
    theirs = int(rng.binomial(10_000, 0.97 - fall))
    return _accuracy_p(PublishedScores(0.1, theirs / 10_000, theirs, ours)) < SIGNIFICANCE


def _gap(overfit: float, rng: Generator) -> bool:
    """Let the first model be better on what it learned from alone."""
    rates = {"train": (0.9 + overfit, 0.9), "test": (0.88, 0.88)}
    right = {split: [rng.random(2000) < rate for rate in each] for split, each in rates.items()}
    models = [judged(test, train=train) for test, train in zip(right["test"], right["train"], strict=True)]
    return gap_change(models[0], models[1]).chance.unlikely


def _mean_gap(overfit: float, rng: Generator) -> bool:
    """The same over the seeds of each model, whose luck adds to that of the examples."""
    hard = {split: rng.normal(-2, 2, size=2000) for split in ("train", "test")}
    models = []
    for shift in (overfit, 0.0):
        train = crossed_answers(rng, trainings=5, difficulty=hard["train"], seeds=0.1, shift=shift)
        test = crossed_answers(rng, trainings=5, difficulty=hard["test"], seeds=0.1)
        models.append(judged(*test, train=train[0], learned=[each.mean() for each in train]))
    return gap_change(models[0], models[1]).chance.unlikely


def _holm(shift: float, rng: Generator) -> bool:
    p_values = rng.random(15)
    p_values[0] *= 10**-shift
    return any(each.unlikely for each in chances(p_values.tolist()))


STATISTICS, LAB, MEASURES = "generator.statistics.", "generator.lab.", "experiments.measures."
SIMULATIONS = (
    Simulation(
        "two outcomes equally likely",
        (f"{STATISTICS}pairs:even_p_value",),
        lambda rng: _even(0.5, rng),
        lambda rng: _even(0.8, rng),
    ),
    Simulation(
        "McNemar",
        (f"{STATISTICS}tournament:mcnemar_p_values",),
        lambda rng: _mcnemar(0, rng),
        lambda rng: _mcnemar(0.7, rng),
    ),
    Simulation(
        "hardest classes",
        (f"{STATISTICS}class_rates:harder_p_value", "generator.rules.hardest_classes:hardest_classes"),
        lambda rng: _harder(0.05, rng),
        lambda rng: _harder(0.25, rng),
        runs=200,
    ),
    Simulation(
        "one error rate for all classes",
        (f"{STATISTICS}class_rates:equality_p_value",),
        lambda rng: _unequal(0.1, rng),
        lambda rng: _unequal(0.25, rng),
        least=0,
    ),
    Simulation(
        "confused pairs",
        (f"{STATISTICS}classes:excess_p_value",),
        lambda rng: _confused(0, rng),
        lambda rng: _confused(20, rng),
        runs=200,
    ),
    Simulation(
        "shared errors",
        (f"{STATISTICS}overlap:p_value",),
        lambda rng: _coincide(0, rng),
        lambda rng: _coincide(0.2, rng),
    ),
    Simulation(
        "odds of shared errors",
        (f"{STATISTICS}overlap:odds_ratio",),
        lambda rng: _odds(0, rng),
        lambda rng: _odds(0.2, rng),
        runs=150,
        plain_runs=20,
    ),
    Simulation(
        "Wilson",
        (f"{MEASURES}wilson:wilson_interval",),
        lambda rng: _wilson(0.9, rng),
        lambda rng: _wilson(0.8, rng),
    ),
    Simulation(
        "fall of specificity",
        (
            f"{LAB}rules.pneumonia_shift:pneumonia_shift",
            f"{STATISTICS}diagnosis.specificity_fall:fall_interval",
        ),
        lambda rng: _shift(0, rng),
        lambda rng: _shift(0.15, rng),
        runs=300,
    ),
    Simulation(
        "interval of the fall of specificity, few errors",
        (f"{STATISTICS}diagnosis.specificity_fall:fall_interval",),
        lambda rng: _fallen(30, 0.27, rng),
        lambda rng: _fallen(60, 0, rng),
        runs=200,
    ),
    Simulation(
        "published accuracy",
        (f"{LAB}review.published_scores:_accuracy_p",),
        lambda rng: _published(0, rng),
        lambda rng: _published(0.01, rng),
    ),
    Simulation(
        "gap between training and test",
        (f"{STATISTICS}gap_change:gap_change",),
        lambda rng: _gap(0, rng),
        lambda rng: _gap(0.06, rng),
    ),
    Simulation(
        "gap between training and test, several seeds",
        (f"{STATISTICS}gap_change:gap_change",),
        lambda rng: _mean_gap(0, rng),
        lambda rng: _mean_gap(1.5, rng),
        # The seeds stand for examples too, which are counted again with them.
        least=0.002,
    ),
    Simulation(
        "Holm",
        (f"{STATISTICS}corrections:holm", f"{STATISTICS}corrections:chances"),
        lambda rng: _holm(0, rng),
        lambda rng: _holm(5, rng),
    ),
)
