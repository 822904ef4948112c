"""Every rule of the fourth part through all its outcomes, each with its own sentence."""

from collections.abc import Callable

import numpy as np
import pytest

from generator.pneumonia.decision import Decision, decide
from generator.rules.pneumonia_beats_constant import pneumonia_beats_constant
from generator.rules.pneumonia_better import pneumonia_better
from generator.rules.pneumonia_better_calibrated import pneumonia_better_calibrated
from generator.rules.pneumonia_main_error import pneumonia_main_error
from generator.rules.pneumonia_overestimates import pneumonia_overestimates
from generator.rules.pneumonia_shift import pneumonia_shift
from generator.rules.pneumonia_small_validation import pneumonia_small_validation
from generator.rules.pneumonia_targets import pneumonia_targets
from generator.rules.pneumonia_threshold_helps import pneumonia_threshold_helps
from generator.verdict import Outcome, Verdict
from tests.generator.pneumonia.sample import counted, pneumonia_result

TRUE, FALSE, INCONCLUSIVE = Outcome.TRUE, Outcome.FALSE, Outcome.INCONCLUSIVE
Answers = tuple[list[int], list[float]]


def decision(position: int = 1, **settings: Answers) -> Decision:
    return decide(pneumonia_result(position=position, **settings))


def judged(rule: Callable[..., Verdict], *decisions: Decision) -> Outcome:
    """Return the outcome of a rule, its sentence being complete."""
    verdict = rule(*decisions)
    assert verdict.question.endswith("\u202f?")
    assert verdict.label
    assert "{" not in verdict.sentence
    assert "None" not in verdict.sentence
    assert 'data-source="results/cnn-pneumonia' in verdict.sentence
    return verdict.outcome


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        (counted(90, 10, 10, 90), counted(60, 40, 10, 90), TRUE),
        (counted(60, 40, 10, 90), counted(90, 10, 10, 90), FALSE),
        (counted(90, 10, 10, 90), counted(89, 11, 10, 90), INCONCLUSIVE),
        (counted(90, 10, 10, 90), counted(90, 10, 10, 90), INCONCLUSIVE),
    ],
)
def test_better(first: Answers, second: Answers, outcome: Outcome) -> None:
    assert judged(pneumonia_better, decision(2, test=first), decision(test=second)) is outcome


@pytest.mark.parametrize(
    ("test", "outcome"),
    [
        (counted(80, 20, 10, 190), TRUE),
        (counted(90, 10, 150, 50), FALSE),
        (counted(12, 88, 10, 190), INCONCLUSIVE),
    ],
)
def test_beats_constant(test: Answers, outcome: Outcome) -> None:
    assert judged(pneumonia_beats_constant, decision(test=test)) is outcome


@pytest.mark.parametrize(
    ("test", "outcome"),
    [
        (counted(950, 50, 10, 990), TRUE),
        (counted(70, 30, 0, 100), FALSE),
        (counted(95, 5, 10, 90), FALSE),
        (counted(80, 20, 3, 97), INCONCLUSIVE),
        (counted(80, 20, 100, 0), FALSE),
    ],
)
def test_targets(test: Answers, outcome: Outcome) -> None:
    assert judged(pneumonia_targets, decision(test=test)) is outcome


def test_targets_are_not_reached_without_an_alarm() -> None:
    assert judged(pneumonia_targets, decision(test=counted(9, 0, 3, 0))) is FALSE


@pytest.mark.parametrize(
    ("validation", "test", "outcome"),
    [
        (counted(30, 0, 0, 30), counted(50, 50, 1, 99), TRUE),
        (counted(10, 20, 0, 30), counted(95, 5, 1, 99), FALSE),
        (counted(8, 0, 0, 8), counted(90, 10, 1, 99), INCONCLUSIVE),
    ],
)
def test_shift(validation: Answers, test: Answers, outcome: Outcome) -> None:
    assert judged(pneumonia_shift, decision(validation=validation, test=test)) is outcome


@pytest.mark.parametrize(
    ("test", "outcome"),
    [
        (counted(50, 50, 3, 97), TRUE),
        (counted(97, 3, 50, 50), FALSE),
        (counted(90, 10, 8, 92), INCONCLUSIVE),
        (counted(100, 0, 0, 100), INCONCLUSIVE),
    ],
)
def test_main_error(test: Answers, outcome: Outcome) -> None:
    assert judged(pneumonia_main_error, decision(test=test)) is outcome


@pytest.mark.parametrize(
    ("validation", "outcome"),
    [
        (counted(15, 5, 2, 18), TRUE),
        (counted(2, 18, 15, 5), FALSE),
        (counted(5, 3, 2, 6), INCONCLUSIVE),
    ],
)
def test_small_validation(validation: Answers, outcome: Outcome) -> None:
    assert judged(pneumonia_small_validation, decision(validation=validation)) is outcome


def test_sixteen_out_of_sixteen_guarantee_little() -> None:
    verdict = pneumonia_small_validation(decision(validation=counted(8, 0, 0, 8)))
    # Lower bound of Wilson for n successes in n: n / (n + z²).
    assert f'value="{16 / (16 + 1.959963984540054**2):.12f}'[:20] in verdict.sentence


CHOOSING = ([0] * 100 + [1] * 200, [0.1] * 50 + [0.7] * 50 + [0.8] * 200)  # its threshold is 0.75


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        (([0] * 30 + [1] * 30, [0.7] * 20 + [0.1] * 10 + [0.9] * 30), TRUE),
        (([0] * 30 + [1] * 30, [0.1] * 30 + [0.7] * 20 + [0.9] * 10), FALSE),
        (([0] * 30 + [1] * 30, [0.1] * 30 + [0.9] * 30), INCONCLUSIVE),
    ],
)
def test_threshold_helps(values: Answers, outcome: Outcome) -> None:
    chosen = decision(validation=CHOOSING, test=values)
    assert chosen.threshold.value == pytest.approx(0.75)
    assert judged(pneumonia_threshold_helps, chosen) is outcome


def spread(labels: list[int], mean: float) -> Answers:
    """Return probabilities around a mean."""
    noise = np.random.default_rng(0).uniform(-0.1, 0.1, len(labels))
    return labels, (mean + noise).tolist()


@pytest.mark.parametrize(("mean", "outcome"), [(0.8, TRUE), (0.2, FALSE), (0.5, INCONCLUSIVE)])
def test_overestimates(mean: float, outcome: Outcome) -> None:
    assert judged(pneumonia_overestimates, decision(test=spread([0, 1] * 60, mean))) is outcome


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        (counted(95, 5, 5, 95), counted(60, 40, 5, 95), TRUE),
        (counted(60, 40, 5, 95), counted(95, 5, 5, 95), FALSE),
        (counted(90, 10, 10, 90), counted(90, 10, 9, 91), INCONCLUSIVE),
        (counted(90, 10, 10, 90), counted(90, 10, 10, 90), INCONCLUSIVE),
    ],
)
def test_better_calibrated(first: Answers, second: Answers, outcome: Outcome) -> None:
    assert judged(pneumonia_better_calibrated, decision(2, test=first), decision(test=second)) is outcome
