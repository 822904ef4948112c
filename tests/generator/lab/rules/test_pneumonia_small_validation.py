"""The rule says whether validation can tell a model from the constant answer."""

from typing import Any

import pytest
from scipy.stats import binomtest

from generator.facts.quantity import Quantity
from generator.lab.rules.pneumonia_small_validation import pneumonia_small_validation
from generator.statistics.diagnosis.decision import decide
from tests.generator.lab.pneumonia.judged import INCONCLUSIVE, TRUE, case, decision, evidence, sentence
from tests.generator.lab.pneumonia.sample import Answers, counted, pneumonia_result
from tests.generator.rule_text import said

CASES = [
    (
        counted(15, 5, 2, 18),
        "up",
        "Le CNN 1 donne 33 réponses justes sur 40 radiographies de validation, la réponse constante 20 : le "
        "hasard expliquerait mal un tel écart.",
    ),
    (
        counted(2, 18, 15, 5),
        "down",
        "Avec 7 réponses justes sur 40 radiographies de validation, le CNN 1 fait moins bien que la réponse "
        "constante, qui en aurait 20.",
    ),
    (
        counted(0, 1, 1, 1),
        "unclear",
        "Le CNN 1 donne 1 réponse juste sur 3 radiographies de validation, la réponse constante 2 : le "
        "hasard peut expliquer l’écart. Même sans faute, la véritable exactitude pourrait n’être que de "
        "44 %.",
    ),
    (
        counted(4, 4, 4, 4),
        "level",
        "Le CNN 1 donne 8 réponses justes sur 16 radiographies de validation, exactement autant que la "
        "réponse constante.",
    ),
]


@pytest.mark.parametrize(("validation", "expected", "text"), CASES)
def test_every_case(validation: Answers, expected: str, text: str) -> None:
    (verdict,) = pneumonia_small_validation([decision(validation=validation)])
    assert case(verdict) == expected
    assert sentence(verdict) == text
    assert all("/evaluation/test" not in item.value for item in said(verdict).evidence)


def test_sixteen_out_of_sixteen_guarantee_little() -> None:
    (verdict,) = pneumonia_small_validation([decision(validation=counted(5, 3, 2, 6))])
    perfect = verdict.values["perfect"]
    assert isinstance(perfect, Quantity)
    assert perfect.value == pytest.approx(binomtest(16, 16).proportion_ci(0.95, method="wilson").low)


def test_models_judged_together_are_corrected() -> None:
    # Six images gained on the constant answer, none lost.
    one, other = (decision(n, validation=counted(6, 2, 0, 9)) for n in (1, 2))
    assert [v.outcome for v in pneumonia_small_validation([one])] == [TRUE]
    together = pneumonia_small_validation([one, other])
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[0], "corrected") == pytest.approx(4 / 2**6)


def test_what_was_chosen_on_the_very_images_is_said_beside_a_success() -> None:
    many = [0] * 100 + [1] * 100, [0.2] * 100 + [0.8] * 100
    cases: list[tuple[dict[str, Any], str]] = [
        ({}, ""),
        ({"patience": 1}, ", mais l’époque gardée a été choisie sur ces images"),
        ({"validation": many}, ", mais le seuil a été choisi sur ces images"),
        (
            {"validation": many, "patience": 1},
            ", mais l’époque gardée et le seuil ont été choisis sur ces images",
        ),
    ]
    for settings, chosen in cases:
        own: dict[str, Any] = {"validation": counted(15, 5, 2, 18), **settings}
        model = decide(pneumonia_result(**own))
        (verdict,) = pneumonia_small_validation([model])
        assert verdict.case == "up"
        assert sentence(verdict).endswith(f"le hasard expliquerait mal un tel écart{chosen}.")
