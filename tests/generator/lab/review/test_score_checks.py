"""What is said of the published scores, through every outcome."""

import pytest
from scipy.stats import binomtest

from experiments.results.schema import Result
from generator.lab.review.check import Check
from generator.lab.review.score_checks import score_proof
from generator.lab.review.score_table import score_lines
from generator.rules.decision import Outcome
from tests.generator.lab.review.seed_samples import checks, grounds, same_but, seed_result
from tests.generator.lab.review.test_published_scores import replicated
from tests.generator.rule_text import spoken
from tests.generator.samples import sample

MODEL = "mlp-raw-1"


def found(*codes: str, ours: Result) -> list[Check]:
    held = grounds(ours=same_but(ours))
    return [check for code in codes for check in checks(code, held, MODEL)]


def both(ours: Result) -> list[Check]:
    return found("exactitude-retrouvee", "perte-retrouvee", ours=ours)


def test_an_accuracy_is_a_number_of_images() -> None:
    (right,) = found("exactitude-entiere", ours=seed_result())
    assert right.outcome is Outcome.TRUE
    assert (
        spoken(right.sentence)
        == "Cela fait 9 726 images bien classées sur 10 000, aux arrondis de Keras près."
    )
    (other,) = found("exactitude-entiere", ours=sample(MODEL))
    assert (other.outcome, other.subjects) == (Outcome.INCONCLUSIVE, (MODEL,))
    alone = grounds(ours=[seed_result("mlp-raw-2"), sample("mlp-hog-1"), sample("cnn-1")])
    (unknown,) = checks("exactitude-entiere", alone, MODEL)
    assert (unknown.outcome, unknown.subjects) == (Outcome.INCONCLUSIVE, ())


def test_close_scores_are_compatible_and_no_more() -> None:
    accuracy, loss = both(seed_result(wrong=280, loss=0.09))
    assert (accuracy.outcome, accuracy.label) == (loss.outcome, loss.label) == (Outcome.TRUE, "Compatible")
    assert spoken(accuracy.sentence) == (
        "Notre MLP 1 sur les pixels classe correctement 97,2 % des images : le hasard peut expliquer l’écart."
    )
    assert spoken(loss.sentence) == (
        "Ce « score » est la perte. Celle de notre MLP 1 sur les pixels vaut 0,090 : le hasard peut "
        "expliquer l’écart."
    )
    assert (accuracy.method, loss.method) == ("", "")


def test_how_scores_were_compared_is_said_once_for_all() -> None:
    once = seed_result(wrong=280, loss=0.09)
    proof = score_proof(grounds(ours=same_but(once)))
    assert proof is not None
    assert "Fisher" in proof.method and "Student" not in proof.method and proof.method.count("Holm") == 1
    (said,) = proof.evidence
    assert (said.name, spoken(said.value)) == (
        "tous les modèles",
        "p vaut 1 pour l’exactitude comme pour la perte",
    )
    proof = score_proof(grounds(ours=same_but(seed_result(wrong=880, loss=0.09))))
    assert proof is not None
    told, others = proof.evidence
    assert told.name == "MLP sur les pixels, modèle 1"
    assert spoken(told.value).endswith(" pour l’exactitude, 1,0 pour la perte")
    assert others.name == "les autres modèles"
    proof = score_proof(grounds(ours=same_but(replicated(once, (270, 0.091), (290, 0.089)))))
    assert proof is not None
    assert "Fisher" in proof.method and "Student" in proof.method


def test_no_proof_is_shown_where_nothing_was_compared() -> None:
    assert score_proof(grounds(ours=[sample("mlp-raw-1"), sample("mlp-hog-1"), sample("cnn-1")])) is None


def test_distant_scores_are_not_called_wrong() -> None:
    for check in both(seed_result(wrong=900, loss=0.3)):
        assert (check.outcome, check.label) == (Outcome.INCONCLUSIVE, "Non compatible")
        assert check.subjects == (MODEL,)
        assert spoken(check.sentence).endswith("ne suffit pas à expliquer l’écart.")


def test_several_trainings_are_told() -> None:
    accuracy, loss = both(replicated(seed_result(wrong=280, loss=0.09), (270, 0.091), (290, 0.089)))
    assert spoken(accuracy.sentence) == (
        "Nos 3 entraînements du MLP 1 sur les pixels vont de 97,1 % à 97,3 % : celui du rapport pourrait en "
        "être un de plus."
    )
    assert spoken(loss.sentence).startswith("Ce « score » est la perte. Nos 3 entraînements")
    for check in both(replicated(seed_result(wrong=880, loss=0.3), (870, 0.301), (890, 0.302))):
        assert check.outcome is Outcome.INCONCLUSIVE
        assert spoken(check.sentence).endswith(": un de plus tomberait rarement aussi loin.")


def test_without_the_same_model_a_score_cannot_be_checked() -> None:
    for check in both(sample(MODEL)):
        assert (check.outcome, check.label) == (Outcome.INCONCLUSIVE, "Invérifiable")


@pytest.mark.parametrize(
    ("wrong", "loss", "label"),
    [
        (280, 0.09, "Compatibles"),
        (280, 0.3, "Exactitude seule"),
        (900, 0.09, "Perte seule"),
        (900, 0.3, "Non compatibles"),
    ],
)
def test_both_scores_have_one_label(wrong: int, loss: float, label: str) -> None:
    line = score_lines(grounds(ours=same_but(seed_result(wrong=wrong, loss=loss))))[0]
    assert (line.title, line.subjects, line.label) == ("MLP sur les pixels, modèle 1", (MODEL,), label)
    outcome = Outcome.TRUE if label == "Compatibles" else Outcome.INCONCLUSIVE
    assert line.css == f"verdict-{outcome.value}"
    assert line.compared is not None
    published, own, published_loss, own_loss = line.compared
    for interval, errors in ((published, 274), (own, wrong)):
        bounds = binomtest(10_000 - errors, 10_000).proportion_ci(method="wilson")
        assert (interval.low.value, interval.high.value) == pytest.approx((bounds.low, bounds.high))
    assert (published_loss.text, own_loss.value) == ("0,090", loss)


def test_scores_that_cannot_be_compared_are_shown_as_written() -> None:
    line = score_lines(grounds(ours=same_but(sample(MODEL))))[0]
    assert (line.compared, line.label) == (None, "Invérifiable")
    assert (line.accuracy, line.loss) == ("0.972599983215332", "0.09036532044410706")
