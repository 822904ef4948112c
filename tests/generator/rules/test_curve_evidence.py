"""The slope of a curve is shown with its interval, and with what widened it."""

import pytest

from generator.rules.curve_evidence import slope_evidence
from generator.rules.training_finished import RULE
from generator.statistics.trend import Trend
from tests.generator.rule_text import plain, said
from tests.generator.samples import sample

SOURCE = "results/mlp-raw-1.json#/history/val_loss"


@pytest.mark.parametrize(
    ("line", "text", "numbers"),
    [
        (Trend((3,), -0.05, -1.1, 0.96, 0.0), "−0,050 (intervalle à 95\u202f% : de −1,1 à 1,0)", 3),
        (
            Trend((12,), 0.25, 0.125, 0.375, 0.5),
            "0,25 (intervalle à 95\u202f% : de 0,12 à 0,38, élargi pour une corrélation de 0,50 entre "
            "époques voisines)",
            4,
        ),
        (
            Trend((12, 10, 12, 12, 12), 0.25, 0.125, 0.375, 0.0),
            "0,25 (moyenne de 5 entraînements ; intervalle à 95\u202f% : de 0,12 à 0,38)",
            4,
        ),
    ],
)
def test_a_slope_is_said_with_its_interval(line: Trend, text: str, numbers: int) -> None:
    evidence = [slope_evidence("end", line, (SOURCE,))]
    verdict = RULE.conclude("short", [sample()], {"model": "m", "epochs": "3 époques"}, evidence)
    [shown] = said(verdict).evidence
    assert plain(shown.value) == text
    assert shown.value.count(f'data-source="{SOURCE}"') == numbers
