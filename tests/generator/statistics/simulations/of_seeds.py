"""Simulations of the procedures that compare models over their seeds."""

import numpy as np
from numpy.random import Generator

from experiments.engine.seed_gap import _largest_difference
from generator.lab.review.published_scores import PublishedScores, _loss_p, one_more_training
from generator.statistics.choice import select
from generator.statistics.corrections import SIGNIFICANCE
from generator.statistics.fallen import fallen
from generator.statistics.performance import Performance
from generator.statistics.rank_link import MANY, rank_link
from generator.statistics.tournament import Tournament, over_seeds, student_p_values
from tests.generator.statistics.crossed import crossed_answers
from tests.generator.statistics.simulations.made import chosen, judged, scored
from tests.generator.statistics.simulations.simulation import Simulation

EXAMPLES = 300


def _contrast(shift: float, rng: Generator) -> bool:
    difficulty = rng.normal(-3, 2, size=EXAMPLES)
    models = [
        Performance(crossed_answers(rng, trainings=5, difficulty=difficulty, seeds=0.3, shift=each))
        for each in (0.0, shift)
    ]
    means = np.array([each.accuracies.mean() for each in models])
    p_values = student_p_values(means[:, None] - means, *over_seeds(models))
    return bool(p_values[0, 1] < SIGNIFICANCE)


def _tournament(shift: float, rng: Generator, trainings: int = 5) -> Tournament:
    """Draw four models of one experiment, all as good but for one; a single seed has no luck."""
    seeds = 0.3 if trainings > 1 else 0.0
    difficulty = rng.normal(-3, 2, size=EXAMPLES)
    models = [
        judged(
            *crossed_answers(rng, trainings=trainings, difficulty=difficulty, seeds=seeds, shift=each),
            identifier=str(rank),
        )
        for rank, each in enumerate((shift, 0.0, 0.0, 0.0))
    ]
    return Tournament(models, "test")


def _any_pair(shift: float, rng: Generator) -> bool:
    found = _tournament(shift, rng)
    pairs = [(i, j) for i in found.models for j in found.models if i is not j]
    return any(found.contrast(*pair).chance.unlikely for pair in pairs)


def _outside(shift: float, trainings: int, rng: Generator) -> bool:
    found = _tournament(shift, rng, trainings)
    contrast = found.contrast(*found.models[:2])
    return not contrast.low <= 0 <= contrast.high


def _one_more(shift: float, rng: Generator) -> bool:
    return (
        one_more_training(rng.normal(0.97, 0.002, 5).tolist(), rng.normal(0.97 + shift, 0.002)) < SIGNIFICANCE
    )


def _loss(shift: float, rng: Generator) -> bool:
    """Let the published loss be that of the same model on as many other images."""
    ours = scored({"test": rng.exponential(0.1, (1, 2000))})
    theirs = float(rng.exponential(0.1, 2000).mean()) + shift
    return _loss_p(PublishedScores(theirs, 0.97, 1940, ours)) < SIGNIFICANCE


def _other_machine(fall: float, rng: Generator) -> bool:
    kept = rng.normal(0.97, 0.002, (3, 5))
    again = rng.normal(0.97 - fall, 0.002, 3)
    return any(
        abs(new - old[0]) > _largest_difference(old.tolist()) for new, old in zip(again, kept, strict=True)
    )


def _linked(slope: float, sizes: tuple[int, ...], rng: Generator) -> bool:
    groups = [(range(n), (slope * np.arange(n) + rng.normal(size=n)).tolist()) for n in sizes]
    found = rank_link(groups)
    return found is not None and found.chance.unlikely


def _selected(shift: float, rng: Generator) -> bool:
    """Tell whether the first of three models is the one that validation selects."""
    accuracies = [rng.normal(0.97 + (shift if rank == 0 else 0), 0.002, 5) for rank in range(3)]
    models = [chosen(str(rank), rng.binomial(10_000, each).tolist()) for rank, each in enumerate(accuracies)]
    return select(models) is models[0]


def _fell(depth: float, rng: Generator) -> bool:
    accuracies = rng.normal(0.97, 0.003, 5)
    accuracies[2] -= depth
    return fallen(judged(*(rng.random(5000) < each for each in accuracies)), "test") is not None


STATISTICS, REVIEW = "generator.statistics.", "generator.lab.review.published_scores:"
SIMULATIONS = (
    Simulation(
        "two models over seeds and examples",
        (f"{STATISTICS}tournament:over_seeds", f"{STATISTICS}tournament:student_p_values"),
        lambda rng: _contrast(0, rng),
        lambda rng: _contrast(1.5, rng),
    ),
    Simulation(
        "any pair of an experiment",
        (f"{STATISTICS}tournament:_corrected",),
        lambda rng: _any_pair(0, rng),
        lambda rng: _any_pair(2.0, rng),
        runs=300,
    ),
    Simulation(
        "interval of a difference over seeds",
        (f"{STATISTICS}tournament:_margin",),
        lambda rng: _outside(0, 3, rng),
        lambda rng: _outside(2.0, 3, rng),
        runs=300,
    ),
    Simulation(
        "interval of a difference with one seed",
        (f"{STATISTICS}tournament:_margin",),
        lambda rng: _outside(0, 1, rng),
        lambda rng: _outside(2.5, 1, rng),
        runs=300,
    ),
    Simulation(
        "one more training",
        (f"{REVIEW}one_more_training",),
        lambda rng: _one_more(0, rng),
        lambda rng: _one_more(0.012, rng),
    ),
    Simulation(
        "published loss", (f"{REVIEW}_loss_p",), lambda rng: _loss(0, rng), lambda rng: _loss(0.02, rng)
    ),
    Simulation(
        "a training done again elsewhere",
        ("experiments.engine.seed_gap:_largest_difference",),
        lambda rng: _other_machine(0, rng),
        lambda rng: _other_machine(0.05, rng),
    ),
    Simulation(
        "weights and accuracy, few models",
        (f"{STATISTICS}rank_link:rank_link",),
        lambda rng: _linked(0, (3, 4, 4), rng),
        lambda rng: _linked(3, (3, 4, 4), rng),
        runs=300,
    ),
    Simulation(
        "weights and accuracy, many models",
        (f"{STATISTICS}rank_link:rank_link", f"{STATISTICS}rank_link:_normal"),
        lambda rng: _linked(0, (MANY + 5, 20), rng),
        lambda rng: _linked(0.02, (MANY + 5, 20), rng),
    ),
    Simulation(
        "the model that validation selects",
        (f"{STATISTICS}choice:select",),
        lambda rng: _selected(0, rng),
        lambda rng: _selected(0.004, rng),
        level=1 / 3,
        least=1 / 4,
    ),
    Simulation(
        "a training that fell",
        (f"{STATISTICS}fallen:fallen",),
        lambda rng: _fell(0, rng),
        lambda rng: _fell(0.3, rng),
        level=0.001,
        least=0,
        runs=300,
    ),
)
