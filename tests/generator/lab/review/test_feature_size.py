"""The number of inputs of the models on HOG features."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage.feature import hog

from experiments.errors import LabError
from generator.lab.review.feature_size import formula_check, stated_check, stated_size
from generator.lab.review.keras_code import constants
from generator.lab.review.quotations.hog_models import MODEL_1, MODEL_2
from generator.rules.verdict import Outcome
from tests.generator.lab.review.seed_samples import seed_result
from tests.generator.lab.review.text import words

LINE = "hog_size = int(height * width * n_orientations / (pix_p_cell * pix_p_cell))// ={}"


def names(side: int = 28, orientations: int = 16, cell: int = 4) -> dict[str, object]:
    return constants(height=side, width=side, n_orientations=orientations, pix_p_cell=cell)


def test_the_sizes_of_the_report_are_right() -> None:
    assert formula_check(MODEL_2.feature_size, names()).outcome is Outcome.TRUE
    assert formula_check(LINE.format(392), names(orientations=8)).outcome is Outcome.TRUE


@given(st.integers(8, 40), st.integers(1, 12), st.integers(2, 8))
def test_the_formula_holds_where_scikit_image_says_so(side: int, orientations: int, cell: int) -> None:
    formula = side * side * orientations // (cell * cell)
    image = np.zeros((side, side))
    size = hog(image, orientations, (cell, cell), (1, 1)).size
    check = formula_check(LINE.format(formula), names(side, orientations, cell))
    assert (check.outcome is Outcome.TRUE) == (formula == size)
    assert [equation.value for equation in check.workings] == [size]


@pytest.mark.parametrize(
    ("claimed", "side", "reason"),
    [
        (785, 28, "La formule donne 784, et non 785."),
        (841, 29, "celles qui dépassent ne comptent pas, et le descripteur a 784 valeurs."),
    ],
)
def test_a_wrong_size_is_told_with_the_right_one(claimed: int, side: int, reason: str) -> None:
    check = formula_check(LINE.format(claimed), names(side))
    assert (check.outcome, check.slips) == (Outcome.FALSE, ("hog-size",))
    assert words(check.sentence).endswith(reason)


def test_a_line_that_computes_nothing_is_refused() -> None:
    with pytest.raises(LabError, match=re.escape("« hog = 3 » : cette ligne ne calcule pas hog_size.")):
        formula_check("hog = 3", names())
    with pytest.raises(LabError, match=re.escape("« hog = 3 » : cette ligne ne donne pas hog_size.")):
        stated_size("hog = 3")


def test_a_stated_size_is_confirmed_by_the_summary_and_by_our_descriptor() -> None:
    check = stated_check(MODEL_1.lines[0], MODEL_1.rows, 64, seed_result("mlp-hog-1"))
    assert (check.outcome, check.subjects) == (Outcome.TRUE, ("mlp-hog-1",))
    assert words(check.sentence) == (
        "Le tableau le confirme : ses poids par neurone, biais ôté, font 392 entrées. C’est la taille du "
        "descripteur de notre MLP 1 sur HOG : 8 orientations, cellules de 4 pixels."
    )


@pytest.mark.parametrize("ours", [None, "mlp-hog-2", "mlp-raw-1"])
def test_another_model_of_ours_confirms_nothing(ours: str | None) -> None:
    check = stated_check(MODEL_1.lines[0], MODEL_1.rows, 64, seed_result(ours) if ours else None)
    assert (check.outcome, check.subjects) == (Outcome.TRUE, ())
    assert words(check.sentence).endswith("font 392 entrées.")


def test_a_size_that_the_summary_contradicts_is_wrong() -> None:
    check = stated_check("où hog_size = 400", MODEL_1.rows, 64, None)
    assert (check.outcome, check.slips) == (Outcome.FALSE, ("hog-size",))
    assert words(check.sentence) == "D’après le tableau, la première couche a 392 entrées."


def test_without_a_summary_a_size_cannot_be_checked() -> None:
    assert stated_check("où hog_size = 400", (), 64, None).outcome is Outcome.INCONCLUSIVE
