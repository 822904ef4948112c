"""A line of the table of scores."""

import pytest

from generator.lab.review.keras_code import constants
from generator.lab.review.published_scores import compare_scores
from generator.lab.review.quotations.raw_models import MODEL_1
from generator.lab.review.read_model import ReadModel, read_model
from generator.lab.review.score_line import ScoreLine, score_line
from tests.generator.lab.review.seed_samples import seed_result


def line(wrong: int, loss: float) -> ScoreLine:
    result = seed_result(wrong=wrong, loss=loss)
    model = read_model(MODEL_1, "mlp-raw", constants(n_classes=10), "RMSprop", {result.id: result})
    assert isinstance(model, ReadModel) and model.scores is not None
    return score_line(model, compare_scores([model.scores])[result.id])


@pytest.mark.parametrize(
    ("wrong", "loss", "label", "css"),
    [
        (274, 0.09, "Compatibles", "verdict-true"),
        (274, 0.5, "Exactitude seule", "verdict-inconclusive"),
        (900, 0.09, "Perte seule", "verdict-inconclusive"),
        (900, 0.5, "Non compatibles", "verdict-inconclusive"),
    ],
)
def test_both_scores_decide(wrong: int, loss: float, label: str, css: str) -> None:
    found = line(wrong, loss)
    assert (found.label, found.css, found.subjects) == (label, css, ("mlp-raw-1",))
    assert found.title == "MLP sur les pixels, modèle 1"


def test_without_a_model_of_ours_the_written_scores_stand_alone() -> None:
    model = read_model(MODEL_1, "mlp-raw", constants(n_classes=10), "RMSprop", {})
    assert model is not None
    found = score_line(model, None)
    assert (found.label, found.css, found.subjects) == ("Invérifiable", "verdict-inconclusive", ())
    assert (found.accuracy, found.loss) == ("0.972599983215332", "0.09036532044410706")
