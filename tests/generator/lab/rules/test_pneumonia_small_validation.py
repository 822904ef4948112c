"""The rule says whether validation can tell a model from the constant answer."""

import pytest
from scipy.stats import binomtest

from generator.lab.rules.pneumonia_small_validation import pneumonia_small_validation
from generator.rules.verdict import Outcome
from tests.generator.lab.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, decision, evidence
from tests.generator.lab.pneumonia.sample import Answers, counted
from tests.generator.rule_text import words

CASES = [
    (counted(15, 5, 2, 18), TRUE, "Oui"),
    (counted(2, 18, 15, 5), FALSE, "Non, elle montre le contraire"),
    (counted(5, 3, 2, 6), INCONCLUSIVE, "Non"),
    (counted(4, 4, 4, 4), INCONCLUSIVE, "Non"),
]


@pytest.mark.parametrize("position", [1, 2])
@pytest.mark.parametrize(("validation", "outcome", "label"), CASES)
def test_every_case(validation: Answers, outcome: Outcome, label: str, position: int) -> None:
    (verdict,) = pneumonia_small_validation([decision(position, validation=validation)])
    assert case(verdict) == (outcome, label)
    assert all("/evaluation/test" not in str(item.value.__html__()) for item in verdict.evidence)


@pytest.mark.parametrize(
    ("position", "validation", "sentence"),
    [
        (
            1,
            counted(15, 5, 2, 18),
            "Sur 40 images de validation, 33 réponses justes, contre 20 pour la réponse constante : le "
            "hasard "
            "expliquerait mal un tel écart.",
        ),
        (
            2,
            counted(2, 18, 15, 5),
            "Avec 7 réponses justes sur 40 images de validation, le modèle 2 fait moins bien que la réponse "
            "constante, qui en aurait 20.",
        ),
        (
            1,
            counted(5, 3, 2, 6),
            "Sur 16 images de validation, 11 réponses justes, contre 8 pour la réponse constante : le hasard "
            "peut expliquer l’écart. Même une validation sans faute ne garantirait qu’une exactitude de "
            "81 %.",
        ),
        (
            2,
            counted(0, 1, 1, 1),
            "Le modèle 2 donne 1 réponse juste sur 3 images de validation, la réponse constante 2 : l’écart "
            "peut venir du hasard. Sans une seule faute, on ne serait encore sûr que d’une exactitude de "
            "44 %.",
        ),
        (
            2,
            counted(4, 4, 4, 4),
            "Sur 16 images de validation, 8 réponses justes : c’est exactement autant que la réponse "
            "constante.",
        ),
    ],
)
def test_the_sentence_counts_right_answers(position: int, validation: Answers, sentence: str) -> None:
    (verdict,) = pneumonia_small_validation([decision(position, validation=validation)])
    assert words(verdict).replace("\u202f", " ") == sentence


def test_sixteen_out_of_sixteen_guarantee_little() -> None:
    (verdict,) = pneumonia_small_validation([decision(validation=counted(5, 3, 2, 6))])
    bound = binomtest(16, 16).proportion_ci(0.95, method="wilson").low
    assert f'value="{bound:.12f}'[:20] in verdict.sentence


def test_models_judged_together_are_corrected() -> None:
    # Six images gained on the constant answer, none lost.
    one, other = (decision(n, validation=counted(6, 2, 0, 9)) for n in (1, 2))
    assert [v.outcome for v in pneumonia_small_validation([one])] == [TRUE]
    together = pneumonia_small_validation([one, other])
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[0], "p corrigée (Holm)") == pytest.approx(4 / 2**6)
