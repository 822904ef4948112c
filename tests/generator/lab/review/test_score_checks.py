"""What is said of the published scores, through every outcome."""

import re

import pytest

from experiments.errors import LabError
from experiments.results.schema import Result
from generator.lab.review.check import Check
from generator.lab.review.published_scores import ComparedScores, compare_scores
from generator.lab.review.quotations.raw_models import MODEL_1
from generator.lab.review.score_checks import (
    accuracy_check,
    loss_check,
    published_scores,
    whole_check,
    written_score,
)
from generator.lab.review.topology import Counterpart
from generator.rules.verdict import Outcome
from tests.generator.lab.review.seed_samples import seed_result
from tests.generator.lab.review.test_published_scores import replicated
from tests.generator.lab.review.text import words
from tests.generator.samples import sample


def compared(result: Result) -> ComparedScores:
    scores = published_scores(MODEL_1.loss, MODEL_1.accuracy, Counterpart(result, ()))
    assert scores is not None
    return compare_scores([scores])[result.id]


def both(result: Result) -> tuple[Check, Check]:
    scores = compared(result)
    return accuracy_check(scores, result, 0), loss_check(scores, result, 0)


def test_the_written_number_is_read() -> None:
    assert written_score(MODEL_1.loss) == 0.09036532044410706
    with pytest.raises(LabError, match=re.escape("« Test score: ? » : cette ligne ne donne pas de score.")):
        written_score("Test score: ?")


def test_scores_are_compared_with_the_same_model_only() -> None:
    assert published_scores(MODEL_1.loss, MODEL_1.accuracy, Counterpart(None, ())) is None
    other = Counterpart(seed_result(), ("la topologie",))
    assert published_scores(MODEL_1.loss, MODEL_1.accuracy, other) is None
    fewer_images = Counterpart(sample(), ())
    assert published_scores(MODEL_1.loss, MODEL_1.accuracy, fewer_images) is None
    scores = published_scores(MODEL_1.loss, MODEL_1.accuracy, Counterpart(seed_result(), ()))
    assert scores is not None
    assert scores.right == 9726


def test_an_accuracy_is_a_number_of_images() -> None:
    right = whole_check(MODEL_1.accuracy, seed_result())
    assert right.outcome is Outcome.TRUE
    assert words(right.sentence) == "Cela fait 9 726 images bien lues sur 10 000, aux arrondis de Keras près."
    other = whole_check("Test accuracy: 0.97261", seed_result())
    assert (other.outcome, other.subjects) == (Outcome.INCONCLUSIVE, ("mlp-raw-1",))
    assert whole_check(MODEL_1.accuracy, None).outcome is Outcome.INCONCLUSIVE


def test_close_scores_are_compatible_and_no_more() -> None:
    accuracy, loss = both(seed_result(wrong=280, loss=0.09))
    assert (accuracy.outcome, accuracy.label) == (loss.outcome, loss.label) == (Outcome.TRUE, "Compatible")
    assert words(accuracy.sentence) == (
        "Notre MLP 1 sur les pixels lit bien 97,2 % des images : le hasard peut expliquer l’écart."
    )
    assert words(loss.sentence) == (
        "Ce « score » est la perte. Celle de notre MLP 1 sur les pixels vaut 0,090 : le hasard peut "
        "expliquer l’écart."
    )
    assert "Fisher" in accuracy.method and "Holm" in accuracy.method and "Holm" in loss.method
    assert [item.name for item in accuracy.evidence] == ["p, après correction", "notre intervalle"]


def test_distant_scores_are_not_called_wrong() -> None:
    accuracy, loss = both(seed_result(wrong=900, loss=0.3))
    for check in (accuracy, loss):
        assert (check.outcome, check.label) == (Outcome.INCONCLUSIVE, "Non compatible")
        assert check.subjects == ("mlp-raw-1",)
    assert "ne suffit pas à expliquer" in accuracy.sentence
    assert "n’explique pas" in loss.sentence


def test_several_trainings_are_told() -> None:
    near = replicated(seed_result(wrong=280, loss=0.09), (270, 0.091), (290, 0.089))
    accuracy, loss = both(near)
    assert words(accuracy.sentence) == (
        "Nos 3 entraînements du MLP 1 sur les pixels vont de 97,1 % à 97,3 % : celui du rapport pourrait en "
        "être un de plus."
    )
    assert words(loss.sentence).startswith("Ce « score » est la perte. Nos 3 entraînements")
    assert "Student" in accuracy.method and "Fisher" not in accuracy.method
    far = replicated(seed_result(wrong=880, loss=0.3), (870, 0.301), (890, 0.302))
    for check in both(far):
        assert check.outcome is Outcome.INCONCLUSIVE
        assert words(check.sentence).endswith(": un de plus tomberait rarement aussi loin.")


def test_without_the_same_model_a_score_cannot_be_checked() -> None:
    for check in (accuracy_check(None, None, 0), loss_check(None, seed_result(), 0)):
        assert (check.outcome, check.label) == (Outcome.INCONCLUSIVE, "Invérifiable")


@pytest.mark.parametrize("rank", range(3))
def test_no_sentence_holds_compatible_scores_for_equal(rank: int) -> None:
    trained_once = seed_result(wrong=280, loss=0.09)
    for result in (trained_once, replicated(trained_once, (270, 0.091), (290, 0.089))):
        scores = compared(result)
        for check in (accuracy_check(scores, result, rank), loss_check(scores, result, rank)):
            assert re.search(
                "peut expliquer l’écart|peut être dû au hasard|compatible|rien d’étonnant|pourrait en être",
                words(check.sentence),
            )


@pytest.mark.parametrize("judge", [accuracy_check, loss_check])
def test_sentences_vary(judge: object) -> None:
    result = seed_result()
    scores = compared(result)
    assert len({judge(scores, result, rank).sentence for rank in range(3)}) == 3  # type: ignore[operator]
