"""The reading of a curve: where it ends, whether it rose, and that its parts never contradict each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.statistics.curves import (
    Curve,
    Ending,
    Rise,
    best_epochs,
    curve,
    losses_on_curve,
    numbers_of_epochs,
)
from generator.statistics.trend import POINTS, trend
from tests.generator.histories import CURVES, ERRORS, FLAT, LUCKY, STEEP, TURNED, bent, trained, trained_again


def test_a_loss_that_never_moves_is_level() -> None:
    assert curve(trained([0.7] * 5, error=0.0)).ending is Ending.LEVEL


@pytest.mark.parametrize(("epochs", "read"), [(3, 3), (4, 3), (9, 3), (10, 4), (20, 7), (50, 17)])
def test_the_end_is_the_last_third(epochs: int, read: int) -> None:
    losses = list(np.random.default_rng(epochs).uniform(0.5, 1, epochs))
    assert curve(trained(losses)).end == trend(losses[-read:])


@pytest.mark.parametrize(
    ("losses", "ending", "rise"),
    [
        (STEEP, Ending.FALLS, Rise.NONE),
        (TURNED, Ending.RISES, Rise.SURE),
        (FLAT, Ending.LEVEL, Rise.NONE),
        # A fall that lasts is sure, yet too small to be noticed.
        ([0.3 - 0.0001 * rank for rank in range(12)], Ending.LEVEL, Rise.NONE),
        ([0.3, 0.2, 0.28, 0.21, 0.29, 0.2, 0.27, 0.22, 0.28, 0.2, 0.3, 0.21], Ending.NOISY, Rise.NONE),
        ([0.3, 0.2, 0.28, 0.21, 0.29, 0.2, 0.27, 0.22, 0.28, 0.2, 0.21, 0.3], Ending.NOISY, Rise.UNSURE),
        ([0.3], Ending.SHORT, Rise.NONE),
        ([0.3, 0.2], Ending.SHORT, Rise.NONE),
        ([0.3, 0.2, 0.19, 0.185], Ending.SHORT, Rise.NONE),
        ([0.3, 0.2, 0.25], Ending.SHORT, Rise.UNSURE),
        # Risen long ago, and coming down again: whether it ends above by chance cannot be told.
        (bent(3, 20) + [0.5 - 0.004 * rank for rank in range(1, 13)], Ending.FALLS, Rise.UNSURE),
        # Risen for good, with a last third that jumps.
        ([*bent(3, 20), 0.56, 0.5, 0.6, 0.52, 0.58, 0.5], Ending.LEVEL, Rise.SURE),
    ],
)
def test_every_reading(losses: list[float], ending: Ending, rise: Rise) -> None:
    history = curve(trained(losses))
    assert (history.ending, history.rise) == (ending, rise)
    assert history.finished is (ending in (Ending.RISES, Ending.LEVEL))
    assert history.cut_short is (losses == STEEP)


def test_a_lucky_epoch_is_no_turn() -> None:
    assert curve(trained(LUCKY)).rise is Rise.UNSURE


def test_one_standard_error_is_the_limit() -> None:
    assert curve(trained([0.5, 0.25, 0.375], error=0.125)).rise is Rise.NONE
    assert curve(trained([0.5, 0.25, 0.376], error=0.125)).rise is Rise.UNSURE


def test_noise_alone_seldom_passes_for_a_fall_or_a_turn() -> None:
    generator = np.random.default_rng(0)
    endings, rises = [], []
    result = trained([0.5] * 15)
    for losses in generator.normal(0.5, 0.01, (300, 15)).tolist():
        history = result.history.model_copy(update={"val_loss": losses})
        read = curve(result.model_copy(update={"history": history}))
        endings.append(read.ending is Ending.FALLS)
        rises.append(read.rise is Rise.SURE)
    assert 0 < np.mean(endings) < 0.05
    assert np.mean(rises) < 0.05


@given(CURVES, ERRORS)
def test_the_parts_agree(losses: list[float], error: float) -> None:
    history = curve(trained(losses, error=error))
    assert (history.epochs, history.last) == ((len(losses),), losses[-1])
    (best,) = history.best
    assert losses[best - 1] == history.lowest == min(losses)
    assert min(losses[: best - 1], default=np.inf) > history.lowest
    assert (history.rise is Rise.NONE) == (history.last - history.lowest <= error)
    assert not (history.finished and history.cut_short)
    assert (history.rise is Rise.SURE) <= history.finished
    assert (len(losses) < POINTS) <= (history.ending is Ending.SHORT)
    assert (history.since is None) == (history.training_since is None) == (len(losses) - best < POINTS)
    if history.end is not None:
        assert (history.ending is Ending.FALLS) <= (history.end.high < 0)
        assert (history.ending is Ending.RISES) == (history.end.low > 0)


@given(st.integers(1, 15), st.integers(0, 15), ERRORS)
def test_the_unit_of_the_loss_does_not_matter(turn: int, after: int, error: float) -> None:
    losses = bent(turn, after)
    same = curve(trained([8 * loss for loss in losses], error=8 * error))
    read = curve(trained(losses, error=error))
    assert (same.ending, same.rise, same.best) == (read.ending, read.rise, read.best)


@given(st.integers(6, 20))
def test_time_reversed_a_fall_is_a_rise(epochs: int) -> None:
    falling = bent(epochs, 0)
    assert curve(trained(falling)).ending is Ending.FALLS
    assert curve(trained(falling[::-1])).ending is Ending.RISES


def test_quantities_have_their_digits_and_sources() -> None:
    history: Curve = curve(trained([0.5, 0.312345, 0.4], error=0.02))
    source = "results/mlp-raw-1.json#/history/val_loss"
    assert [(each.value, each.sources) for each in numbers_of_epochs(history)] == [(3, (source,))]
    assert [(each.value, each.sources) for each in best_epochs(history)] == [(2, (source,))]
    lowest, _ = losses_on_curve(history)
    assert lowest.text == "0,31"
    assert lowest.sources == (source, "results/mlp-raw-1.json#/evaluation/validation/loss_standard_error")


NOISE = 0.004


def seeded(means: list[float], seeds: int, draw: np.random.Generator) -> Curve:
    """Read the curves of trainings that jump independently around these losses."""
    curves = np.array(means) + draw.normal(0, NOISE, (seeds, len(means)))
    return curve(trained_again(trained(list(curves[0]), error=0.005), *map(list, curves[1:])))


def test_a_few_epochs_suffice_when_several_trainings_agree() -> None:
    draw = np.random.default_rng(1)
    assert seeded([0.5, 0.4, 0.3, 0.2], 5, draw).ending is Ending.FALLS
    assert seeded([0.5, 0.2, 0.3, 0.4, 0.5], 5, draw).rise is Rise.SURE
    assert curve(trained([0.5, 0.4, 0.3, 0.2])).ending is not Ending.SHORT
    assert seeded([0.5], 5, draw).ending is Ending.SHORT


@pytest.mark.parametrize("seeds", [2, 3, 5])
@pytest.mark.parametrize("epochs", [3, 5])
def test_trainings_that_only_jump_pass_for_falling_or_risen_at_the_level_announced(
    seeds: int, epochs: int
) -> None:
    draw = np.random.default_rng(seeds)
    read = [seeded([0.5] * epochs, seeds, draw) for _ in range(150)]
    assert np.mean([each.ending is Ending.FALLS for each in read]) < 0.06
    assert np.mean([each.ending is Ending.RISES for each in read]) < 0.06
    assert np.mean([each.rise is Rise.SURE for each in read]) < 0.06


def test_without_early_stopping_the_best_epoch_is_that_of_the_mean_curve() -> None:
    history = curve(trained_again(trained([0.5, 0.3, 0.4]), [0.5, 0.45, 0.2], [0.5, 0.3, 0.4]))
    assert history.best == (3, 3, 3)
    assert (history.lowest, history.last) == pytest.approx((1 / 3, 1 / 3))
    stopped = curve(
        trained_again(trained([0.5, 0.3, 0.4], patience=1, allowed=9), [0.5, 0.45, 0.2, 0.3], [0.3, 0.4])
    )
    assert (stopped.best, stopped.epochs) == ((2, 3, 1), (3, 4, 2))
    assert (stopped.lowest, stopped.last) == pytest.approx((0.8 / 3, 1.1 / 3))
