"""Simulations of the procedures that read losses: curves of a training, and the gap of the model kept."""

from types import SimpleNamespace
from typing import cast

import numpy as np
from numpy.random import Generator

from generator.statistics.curves import Curve
from generator.statistics.generalization_gap import generalization_gap
from generator.statistics.late_gain import late_gain
from generator.statistics.trend import mean_trend, trend
from tests.generator.statistics.simulations.made import scored
from tests.generator.statistics.simulations.simulation import Simulation


def _slope(fall: float, epochs: int, rng: Generator) -> bool:
    found = trend((rng.normal(0, 0.01, epochs) - fall * np.arange(epochs)).tolist())
    return found is not None and not found.low <= 0 <= found.high


def _mean_slope(fall: float, rng: Generator) -> bool:
    """Let each training go its own way, and each epoch resemble the one before."""
    jumps = rng.normal(0, 0.01, (5, 12)).cumsum(axis=1) - fall * np.arange(12)
    found = mean_trend(jumps.tolist())
    return found is not None and not found.low <= 0 <= found.high


def _overfits(gap: float, seeds: int, rng: Generator) -> bool:
    """Draw losses of examples that seeds share."""
    losses = {}
    for split, count, more in (("validation", 400, gap), ("train", 4000, 0.0)):
        examples = rng.gamma(0.5, 0.2, count) + more
        lucky = rng.normal(0, 0.02 * (seeds > 1), (seeds, 1))
        losses[split] = examples + rng.normal(0, 0.05, (seeds, count)) + lucky
    return generalization_gap(scored(losses)).sure


def _gains(gain: float, rng: Generator) -> bool:
    """Let other seeds gain, or lose, answers at the end."""
    examples, epochs = 6000, 6
    made = [
        SimpleNamespace(
            history=SimpleNamespace(val_accuracy=[each / examples] * (epochs - 1) + [last / examples])
        )
        for each in (5800 + rng.integers(-20, 20, 5)).tolist()
        for last in [each + round(rng.normal(gain, 6))]
    ]
    result = SimpleNamespace(
        evaluation={"validation": SimpleNamespace(count=examples)}, trainings=tuple(made)
    )
    history = SimpleNamespace(result=result, best=(2,) * len(made), epochs=(epochs,) * len(made))
    chance = late_gain(cast(Curve, history)).chance
    return chance is not None and chance.unlikely


STATISTICS = "generator.statistics."
SIMULATIONS = (
    Simulation(
        "slope of one curve",
        (f"{STATISTICS}trend:trend",),
        lambda rng: _slope(0, 8, rng),
        lambda rng: _slope(0.01, 8, rng),
    ),
    Simulation(
        "slope of one long curve",
        (f"{STATISTICS}trend:trend",),
        lambda rng: _slope(0, 30, rng),
        lambda rng: _slope(0.002, 30, rng),
    ),
    Simulation(
        "mean slope of several curves",
        (f"{STATISTICS}trend:mean_trend",),
        lambda rng: _mean_slope(0, rng),
        lambda rng: _mean_slope(0.01, rng),
        runs=300,
    ),
    Simulation(
        "right answers gained after the best epoch",
        (f"{STATISTICS}late_gain:late_gain",),
        lambda rng: _gains(0, rng),
        lambda rng: _gains(20, rng),
    ),
    Simulation(
        "loss on validation above that on training, one seed",
        (f"{STATISTICS}generalization_gap:generalization_gap",),
        lambda rng: _overfits(0, 1, rng),
        lambda rng: _overfits(0.03, 1, rng),
    ),
    Simulation(
        "loss on validation above that on training, several seeds",
        (f"{STATISTICS}generalization_gap:generalization_gap",),
        lambda rng: _overfits(0, 5, rng),
        lambda rng: _overfits(0.06, 5, rng),
        # The seeds stand for examples too, which are counted again with them.
        least=0.002,
    ),
)
