"""The rule says what was measured of the images, and what of it shows in the answers of a model."""

from dataclasses import replace

import pytest

from experiments.results.survey import Survey
from generator.lab.rules.pneumonia_overestimates import pneumonia_overestimates
from generator.lab.rules.pneumonia_partitions import pneumonia_partitions
from generator.lab.rules.pneumonia_shift import pneumonia_shift
from generator.rules.decision import Outcome, Verdict
from tests.generator.lab.pneumonia.judged import case, decision, sentence
from tests.generator.lab.pneumonia.sample import Answers, counted
from tests.generator.rule_text import said
from tests.generator.surveys import Bounds, survey

FAR, NEAR, NOWHERE = (0.92, 0.9, 0.94), (0.63, 0.6, 0.66), (0.53, 0.48, 0.58)
STEADY, FALLING = counted(95, 5, 5, 95), counted(50, 50, 2, 98)


def judged(found: Survey | None, test: Answers = STEADY) -> Verdict:
    made = decision(validation=counted(98, 2, 0, 100), test=test)
    made = replace(made, result=made.result.with_survey(found))
    (shift,), (excess,) = pneumonia_shift([made]), pneumonia_overestimates([made])
    return pneumonia_partitions(made, shift, excess)


@pytest.mark.parametrize(
    ("normal", "ill", "expected"),
    [
        (FAR, NEAR, "normal"),
        (FAR, NOWHERE, "normal"),
        (NEAR, FAR, "ill"),
        (NOWHERE, NEAR, "ill"),
        (FAR, (0.9, 0.88, 0.93), "both"),
        (NOWHERE, NOWHERE, "alike"),
        ((0.55, 0.45, 0.65), NOWHERE, "unclear"),
        # Below one half is no separation either.
        ((0.3, 0.2, 0.4), NOWHERE, "alike"),
    ],
)
def test_every_case(normal: Bounds, ill: Bounds, expected: str) -> None:
    verdict = judged(survey(normal, ill))
    assert case(verdict) == expected
    outcomes = {"unclear": Outcome.INCONCLUSIVE, "alike": Outcome.FALSE}
    assert verdict.outcome is outcomes.get(expected, Outcome.TRUE)


def test_what_was_not_measured_is_said() -> None:
    assert case(judged(None)) == "unmeasured"
    other = judged(survey(FAR, NEAR, sha256="1" * 64))
    assert case(other) == "other-data"
    assert "d’autres images que celles du CNN 1" in sentence(other)


def test_the_sentence_gives_the_areas_and_what_follows_where_it_shows() -> None:
    start = (
        "Une simple régression, sur des images réduites à 32 × 32 pixels, reconnaît les radiographies "
        "normales du test parmi celles de l’entraînement avec une aire ROC de 0,92, et les pneumonies avec "
        "0,63 seulement (0,5 au hasard) : les radiographies normales du test ne ressemblent pas à "
        "celles de l’entraînement."
    )
    assert sentence(judged(survey(FAR, NEAR))) == start
    falling = sentence(judged(survey(FAR, NEAR), FALLING))
    assert falling.startswith(
        f"{start} Or le CNN 1, à son premier entraînement, reconnaît 98 % des radiographies normales de la "
        "validation, et 50 % de celles du test ; ses probabilités, en moyenne "
    )
    assert falling.endswith("peut expliquer ces écarts ; rien ici ne prouve que ce soit leur cause.")


def test_what_only_concerns_ill_children_explains_no_false_alarm() -> None:
    assert "Or le" not in sentence(judged(survey(NEAR, FAR), FALLING))


def test_the_control_is_shown_with_where_it_comes_from() -> None:
    evidence = said(judged(survey(FAR, NEAR))).evidence
    assert [item.name.partition(" : ")[0].replace("\u202f", " ") for item in evidence] == [
        "Classe « normal »",
        "Témoin, classe « normal »",
        "Classe « pneumonie »",
        "Témoin, classe « pneumonie »",
    ]
    assert "results/surveys/cnn-pneumonia.json#/classes/0/control/low" in evidence[1].value
