"""The rule says whether a model does better than always giving the most frequent answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.lab.rules.pneumonia_beats_constant import pneumonia_beats_constant
from generator.rules.verdict import Outcome
from generator.statistics.corrections import SIGNIFICANCE
from generator.statistics.diagnosis.decision import decide
from tests.generator.lab.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, decision, evidence
from tests.generator.lab.pneumonia.sample import Answers, counted, noisy, pneumonia_record
from tests.generator.rule_text import words

CASES = [
    (counted(80, 20, 10, 190), TRUE, "Oui"),
    (counted(90, 10, 150, 50), FALSE, "Non, au contraire"),
    (counted(12, 88, 10, 190), INCONCLUSIVE, "Rien ne le montre"),
    (counted(10, 90, 10, 190), INCONCLUSIVE, "Rien ne le montre"),
]


@pytest.mark.parametrize("position", [1, 2])
@pytest.mark.parametrize(("test", "outcome", "label"), CASES)
def test_every_case(test: Answers, outcome: Outcome, label: str, position: int) -> None:
    (verdict,) = pneumonia_beats_constant([decision(position, test=test)])
    assert case(verdict) == (outcome, label)


@pytest.mark.parametrize(
    ("position", "test", "sentence"),
    [
        (
            1,
            counted(80, 20, 10, 190),
            "Répondre toujours « pneumonie », sans regarder l’image, donnerait 67 % d’exactitude. "
            "Le modèle 1 fait mieux de 23 points.",
        ),
        (
            2,
            counted(90, 10, 150, 50),
            "Le modèle 2 reste 20 points au-dessous de la réponse constante (toujours « pneumonie »), dont "
            "l’exactitude est de 67 %.",
        ),
        (
            1,
            counted(12, 88, 10, 190),
            "Répondre toujours « pneumonie », sans regarder l’image, donnerait 67 % d’exactitude. "
            "Le modèle 1 fait 1 point de plus, mais le hasard peut l’expliquer.",
        ),
        (
            2,
            counted(8, 92, 10, 190),
            "Le modèle 2 fait 1 point de moins que la réponse constante (toujours « pneumonie », 67 % "
            "d’exactitude) : c’est trop peu pour exclure le hasard.",
        ),
        (
            1,
            counted(190, 10, 10, 90),
            "Répondre toujours « normal », sans regarder l’image, donnerait 67 % d’exactitude. "
            "Le modèle 1 fait mieux de 27 points.",
        ),
        (
            2,
            counted(10, 90, 10, 190),
            "Le modèle 2 a exactement autant de bonnes réponses que la réponse constante (toujours "
            "« pneumonie ») : 67 %.",
        ),
    ],
)
def test_the_sentence_says_by_how_much(position: int, test: Answers, sentence: str) -> None:
    (verdict,) = pneumonia_beats_constant([decision(position, test=test)])
    assert words(verdict).replace("\u202f", " ").replace("\u00a0", " ") == sentence


def test_models_judged_together_are_corrected() -> None:
    # Six images gained, none lost: chance does it once in 32 times, twice as often for two models.
    one, other = (decision(position, test=counted(6, 14, 0, 40)) for position in (1, 2))
    assert [v.outcome for v in pneumonia_beats_constant([one])] == [TRUE]
    together = pneumonia_beats_constant([one, other])
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[0], "p, test exact de McNemar") == pytest.approx(2 / 2**6)
    assert evidence(together[0], "p corrigée (Holm)") == pytest.approx(4 / 2**6)


def test_images_of_one_patient_are_no_proof() -> None:
    # All that the model gains comes from one patient in twenty-one: another draw may leave it out.
    record = pneumonia_record(test=counted(8, 12, 0, 40))
    assert pneumonia_beats_constant([decide(Result.model_validate(record))])[0].outcome is TRUE
    record["inspection"]["patients"]["test"] = [rank // 2 for rank in range(40)] + [90] * 12 + [91] * 8
    assert pneumonia_beats_constant([decide(Result.model_validate(record))])[0].outcome is INCONCLUSIVE


@given(st.integers(0, 10_000), st.floats(0, 5))
@settings(deadline=None, max_examples=25)
def test_the_outcome_never_contradicts_the_numbers(seed: int, strength: float) -> None:
    labels, probabilities = noisy(seed, 60, strength)
    (verdict,) = pneumonia_beats_constant([decision(test=(labels, probabilities))])
    right = sum((p > 0.5) == bool(label) for label, p in zip(labels, probabilities, strict=True))
    frequent = max(sum(labels), 60 - sum(labels))
    gap = evidence(verdict, "Différence d’exactitude")
    assert gap == pytest.approx((right - frequent) / 60)
    assert (verdict.outcome is TRUE) <= (gap > 0)
    assert (verdict.outcome is FALSE) <= (gap < 0)
    assert (verdict.outcome is not INCONCLUSIVE) <= (
        evidence(verdict, "p, test exact de McNemar") < SIGNIFICANCE
    )
