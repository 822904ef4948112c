"""The straight line through a curve: SciPy's, with an interval that resemblance between epochs widens."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.signal import lfilter
from scipy.stats import linregress
from scipy.stats import t as student

from generator.statistics.trend import (
    CORRELATED_POINTS,
    LARGEST_CORRELATION,
    Trend,
    residual_correlation,
    trend,
)
from tests.generator.histories import LOSSES


def resembling(epochs: int, correlation: float, curves: int) -> NDArray[np.float64]:
    """Draw curves without slope, each epoch keeping a share of the jump before: shape (curves, epochs)."""
    before = 200  # epochs drawn and left out, after which the beginning is forgotten
    jumps = np.random.default_rng(epochs).normal(size=(curves, before + epochs))
    return np.asarray(lfilter([1.0], [1.0, -correlation], jumps)[:, before:])


def share_called_sure(curves: NDArray[np.float64]) -> float:
    lines = [trend(losses) for losses in curves.tolist()]
    return float(np.mean([line is None or line.low > 0 or line.high < 0 for line in lines]))


def share_called_sure_by_scipy(curves: NDArray[np.float64]) -> float:
    return float(np.mean([linregress(range(len(losses)), losses).pvalue < 0.05 for losses in curves]))


@given(st.lists(LOSSES, min_size=3, max_size=50))
def test_the_line_is_that_of_the_textbook(losses: list[float]) -> None:
    line = trend(losses)
    assert line is not None
    x, y = np.arange(len(losses)) - (len(losses) - 1) / 2, np.array(losses) - np.mean(losses)
    slope = x @ y / (x @ x)
    error = np.sqrt(((y - slope * x) ** 2).sum() / (len(losses) - 2) / (x @ x))
    margin = student.ppf(0.975, len(losses) - 2) * error
    margin *= np.sqrt((1 + line.correlation) / (1 - line.correlation))
    assert line.epochs == (len(losses),)
    assert [line.slope, line.low, line.high] == pytest.approx(
        [slope, slope - margin, slope + margin], abs=1e-6
    )


def test_a_loss_that_never_moves_has_no_slope() -> None:
    assert trend([0.7] * 12) == Trend((12,), 0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("losses", [[], [0.5], [0.5, 0.4]])
def test_fewer_than_three_epochs_have_no_line(losses: list[float]) -> None:
    assert trend(losses) is None


@pytest.mark.parametrize("epochs", [3, 4, 10])
def test_the_interval_holds_the_slope_as_often_as_it_says(epochs: int) -> None:
    draws = np.random.default_rng(0).normal(size=(500, epochs)) - 0.3 * np.arange(epochs)
    lines = [trend(losses) for losses in draws.tolist()]
    held = [line.low < -0.3 < line.high for line in lines if line is not None]
    assert len(held) == 500
    assert np.mean(held) == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize("epochs", [10, 17, 38])
@pytest.mark.parametrize(
    ("correlation", "uncorrected", "corrected"), [(0.0, 0.03, 0.06), (0.5, 0.17, 0.13), (0.8, 0.35, 0.2)]
)
def test_epochs_that_resemble_each_other_seldom_make_a_slope(
    epochs: int, correlation: float, uncorrected: float, corrected: float
) -> None:
    curves = resembling(epochs, correlation, 1000)
    assert share_called_sure(curves) < corrected
    assert share_called_sure_by_scipy(curves) > uncorrected


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.5, 0.8])
def test_the_correction_makes_up_for_the_fit_on_long_curves(correlation: float) -> None:
    epochs = 100
    residuals = resembling(epochs, correlation, 400)
    x = np.arange(epochs) - (epochs - 1) / 2
    residuals -= residuals.mean(axis=1, keepdims=True)
    residuals -= np.outer(residuals @ x / (x @ x), x)
    raw = (residuals[:, 1:] * residuals[:, :-1]).sum(axis=1) / (residuals**2).sum(axis=1)
    corrected = [residual_correlation(curve) for curve in residuals]
    assert raw.mean() < correlation - 0.01
    # Where there is none, only the estimates that are positive by chance count.
    assert np.mean(corrected) == pytest.approx(correlation, abs=0.05)


@given(st.lists(LOSSES, min_size=3, max_size=50))
def test_the_correlation_only_widens(losses: list[float]) -> None:
    line = trend(losses)
    assert line is not None
    assert 0 <= line.correlation <= LARGEST_CORRELATION
    assert (len(losses) < CORRELATED_POINTS) <= (line.correlation == 0)
    if min(losses) == max(losses):  # no error to widen
        return
    plain = linregress(range(len(losses)), losses).stderr * student.ppf(0.975, len(losses) - 2)
    assert (line.high - line.low) / 2 >= plain * (1 - 1e-6) - 1e-9


def test_jumps_back_and_forth_widen_nothing_and_a_bend_does() -> None:
    jumping = trend([0.5 + 0.01 * (-1) ** rank for rank in range(12)])
    bending = trend([0.5 + 0.001 * rank**2 for rank in range(12)])
    assert jumping is not None
    assert bending is not None
    assert jumping.correlation == 0
    assert bending.correlation > 0.5
