"""The rule says which of the two errors a model makes most."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from generator.lab.rules.pneumonia_main_error import pneumonia_main_error
from generator.statistics.corrections import SIGNIFICANCE
from tests.generator.lab.pneumonia.judged import (
    FALSE,
    INCONCLUSIVE,
    TRUE,
    case,
    decision,
    evidence,
    sentence,
)
from tests.generator.lab.pneumonia.sample import Answers, counted

CASES = [
    (counted(50, 50, 1, 99), "alarms", "Le CNN 1 donne 50 fausses alarmes et manque 1 pneumonie."),
    (counted(99, 1, 50, 50), "missed", "Le CNN 1 manque 50 pneumonies et donne 1 fausse alarme."),
    (
        counted(98, 2, 0, 100),
        "unclear",
        "Le CNN 1 donne 2 fausses alarmes et manque 0 pneumonie : c’est trop peu pour dire laquelle des deux "
        "erreurs l’emporte.",
    ),
    (counted(100, 0, 0, 100), "none", "Le CNN 1 ne se trompe sur aucune image de test."),
]


@pytest.mark.parametrize(("test", "expected", "start"), CASES)
def test_every_case(test: Answers, expected: str, start: str) -> None:
    (verdict,) = pneumonia_main_error([decision(test=test)])
    assert case(verdict) == expected
    assert sentence(verdict).startswith(start)


def test_models_judged_together_are_corrected() -> None:
    one, other = (decision(position, test=counted(90, 10, 2, 98)) for position in (1, 2))
    assert [v.outcome for v in pneumonia_main_error([one])] == [TRUE]
    together = pneumonia_main_error([one, other])
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[0], "corrected") == pytest.approx(2 * binomtest(2, 12).pvalue)


@given(st.integers(0, 30), st.integers(0, 30))
@settings(deadline=None, max_examples=40)
def test_the_outcome_follows_the_binomial_test(alarms: int, missed: int) -> None:
    (verdict,) = pneumonia_main_error([decision(test=counted(40, alarms, missed, 40))])
    if not alarms + missed or binomtest(alarms, alarms + missed).pvalue >= SIGNIFICANCE:
        assert verdict.outcome is INCONCLUSIVE
    else:
        assert verdict.outcome is (TRUE if alarms > missed else FALSE)
