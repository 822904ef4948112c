"""The loss: its name, and its equation computed on predictions."""

import math
import re

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.lab.review.arithmetic import CalculationError
from generator.lab.review.loss_checks import equation_check, name_check, stated_loss, stated_name
from generator.lab.review.quotations.learning import LOSS, LOSS_EQUATION
from generator.rules.verdict import Outcome
from tests.generator.lab.review.text import words
from tests.generator.samples import radiograph_record, sample

NAME = "categorical_crossentropy"


def test_the_loss_is_that_of_our_models_or_cannot_be_told() -> None:
    assert stated_name(LOSS) == NAME
    same = name_check(LOSS, [sample("mlp-raw-1"), sample("cnn-2")])
    assert (same.outcome, same.subjects) == (Outcome.TRUE, ("mlp-raw-1", "cnn-2"))
    other = name_check(LOSS, [sample(), Result.model_validate(radiograph_record(1))])
    assert other.outcome is Outcome.INCONCLUSIVE
    assert words(other.sentence) == (
        "Nos 2 modèles s’entraînent sur categorical_crossentropy et binary_crossentropy."
    )


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=12), st.data())
def test_the_equation_of_the_report_is_the_cross_entropy_of_keras(
    weights: list[float], data: st.DataObject
) -> None:
    predicted = np.array(weights) / sum(weights)
    target = np.eye(len(weights))[data.draw(st.integers(0, len(weights) - 1))]
    stated = stated_loss(LOSS_EQUATION, target.tolist(), predicted.tolist())
    expected = float(keras.losses.categorical_crossentropy(target[None], predicted[None])[0])
    assert math.isclose(stated, expected, rel_tol=1e-5, abs_tol=1e-6)


@pytest.mark.parametrize(
    ("equation", "outcome", "reason"),
    [
        (LOSS_EQUATION, Outcome.TRUE, "la même valeur que la perte de Keras"),
        ("L = -∑(y * log(y_pred) + 0)", Outcome.TRUE, "la même valeur"),
        ("L = ∑(y * log(y_pred))", Outcome.FALSE, "un signe manque"),
        ("L = -∑(log(y_pred))", Outcome.FALSE, "elle ne donne pas la perte de Keras"),
        ("L = -∑(y * log(y_pred) + (1 - y) * log(1 - y_pred))", Outcome.FALSE, "elle ne donne pas"),
    ],
)
def test_an_equation_is_judged_on_what_it_computes(equation: str, outcome: Outcome, reason: str) -> None:
    check = equation_check(equation, NAME)
    assert check.outcome is outcome
    assert reason in words(check.sentence)
    assert words(check.sentence).startswith("Sur 100 prédictions tirées au hasard, ")


def test_what_is_no_sum_is_refused() -> None:
    with pytest.raises(CalculationError, match=re.escape("« L = 3 » : cette équation n’est pas une somme")):
        stated_loss("L = 3", [1.0], [0.5])
