"""The rule says which of the two errors a model makes most."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from generator.lab.rules.pneumonia_main_error import pneumonia_main_error
from generator.rules.verdict import Outcome
from generator.statistics.corrections import SIGNIFICANCE
from tests.generator.lab.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, decision, evidence
from tests.generator.lab.pneumonia.sample import Answers, counted
from tests.generator.rule_text import words

CASES = [
    (counted(50, 50, 3, 97), TRUE, "Oui"),
    (counted(97, 3, 50, 50), FALSE, "Non, ce sont surtout des pneumonies manquées"),
    (counted(90, 10, 8, 92), INCONCLUSIVE, "Ni l’une ni l’autre ne domine"),
    (counted(100, 0, 0, 100), INCONCLUSIVE, "Aucune erreur"),
]


@pytest.mark.parametrize("position", [1, 2])
@pytest.mark.parametrize(("test", "outcome", "label"), CASES)
def test_every_case(test: Answers, outcome: Outcome, label: str, position: int) -> None:
    (verdict,) = pneumonia_main_error([decision(position, test=test)])
    assert case(verdict) == (outcome, label)


@pytest.mark.parametrize(
    ("position", "test", "sentence"),
    [
        (
            1,
            counted(50, 50, 1, 99),
            "Pour le modèle 1, 50 fausses alarmes contre 1 pneumonie manquée. La fausse alarme est "
            "l’erreur la "
            "moins grave des deux, mais elle mène à des examens et à des traitements inutiles.",
        ),
        (
            2,
            counted(99, 1, 50, 50),
            "50 pneumonies manquées et 1 fausse alarme : le modèle 2 laisse passer un malade plus souvent "
            "qu’il n’alerte pour rien, ce qui est le plus grave.",
        ),
        (
            2,
            counted(98, 2, 0, 100),
            "2 fausses alarmes et 0 pneumonie manquée pour le modèle 2 : c’est trop peu pour dire laquelle "
            "des "
            "deux erreurs l’emporte.",
        ),
        (1, counted(100, 0, 0, 100), "Le modèle 1 ne se trompe sur aucune image de test."),
    ],
)
def test_the_sentence_counts_both_errors(position: int, test: Answers, sentence: str) -> None:
    (verdict,) = pneumonia_main_error([decision(position, test=test)])
    assert words(verdict) == sentence


def test_models_judged_together_are_corrected() -> None:
    one, other = (decision(position, test=counted(90, 10, 2, 98)) for position in (1, 2))
    assert [v.outcome for v in pneumonia_main_error([one])] == [TRUE]
    together = pneumonia_main_error([one, other])
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[0], "p corrigée (Holm)") == pytest.approx(2 * binomtest(2, 12).pvalue)


@given(st.integers(0, 30), st.integers(0, 30))
@settings(deadline=None, max_examples=40)
def test_the_outcome_follows_the_binomial_test(alarms: int, missed: int) -> None:
    (verdict,) = pneumonia_main_error([decision(test=counted(40, alarms, missed, 40))])
    if not alarms + missed or binomtest(alarms, alarms + missed).pvalue >= SIGNIFICANCE:
        assert verdict.outcome is INCONCLUSIVE
    else:
        assert verdict.outcome is (TRUE if alarms > missed else FALSE)
