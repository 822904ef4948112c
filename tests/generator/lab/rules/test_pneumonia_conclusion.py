"""The conclusion of the fourth part turns with each of the answers it rests on."""

from dataclasses import replace
from typing import Any

import pytest

from generator.facts.quantity import Quantity
from generator.lab.rules import (
    pneumonia_beats_constant,
    pneumonia_better,
    pneumonia_overestimates,
    pneumonia_shift,
    pneumonia_small_validation,
    pneumonia_targets,
)
from generator.lab.rules.pneumonia_conclusion import DOUBTFUL, FAILING, Grounds, pneumonia_conclusion
from generator.rules.decision import Phrase, Unsettled, Verdict
from tests.generator.lab.pneumonia.judged import case, decision, sentence
from tests.generator.lab.pneumonia.sample import counted
from tests.generator.rule_text import said

RULES = {
    "beats_constant": pneumonia_beats_constant.RULE,
    "targets": pneumonia_targets.RULE,
    "shift": pneumonia_shift.RULE,
    "small_validation": pneumonia_small_validation.RULE,
    "overestimates": pneumonia_overestimates.RULE,
    "better": pneumonia_better.RULE,
}
# Answers that let the model be trusted.
TRUSTED = {
    "beats_constant": "up",
    "targets": "sure",
    "shift": "unclear",
    "small_validation": "up",
    "overestimates": "unclear",
    "better": "up",
}
LAST, BEFORE = decision(2, test=counted(90, 10, 10, 90)), decision(test=counted(60, 40, 10, 90))

# What the report aims at.
AIMS = " (rappel de 95 %, spécificité de 75 %)"


def grounds(**changes: str | None) -> Grounds:
    """Return the answers that let the model be trusted, some of them changed."""
    cases: dict[str, Any] = TRUSTED | changes
    gap = {"better": {"gap": Quantity(0.15, "15 points", ("essai",))}}
    return Grounds(
        **{n: case and RULES[n].conclude(case, [LAST.result], gap.get(n, {})) for n, case in cases.items()}
    )


def concluded(**changes: str | None) -> Verdict:
    return pneumonia_conclusion(LAST, BEFORE, grounds(**changes))


@pytest.mark.parametrize(
    ("changes", "expected", "end"),
    [
        ({}, "trusted", "dont ces images ne disent rien."),
        ({"shift": "easier"}, "trusted", "dont ces images ne disent rien."),
        (
            {"beats_constant": "down"},
            "rejected",
            "se fier au CNN 2 : il fait moins bien que la réponse constante.",
        ),
        (
            {"targets": "some-missed"},
            "rejected",
            "tous les objectifs du rapport{AIMS}. Il fait du moins mieux que la réponse constante.",
        ),
        (
            {"targets": "all-missed", "beats_constant": "unclear"},
            "rejected",
            "se fier au CNN 2 : il n’atteint pas tous les objectifs du rapport{AIMS}.",
        ),
        (
            {"shift": "harder", "targets": "some-missed", "overestimates": "up"},
            "rejected",
            "il n’atteint pas tous les objectifs du rapport{AIMS} et il reconnaît moins bien les "
            "radiographies normales du test que celles de la validation. Il fait du moins mieux que la "
            "réponse constante.",
        ),
        (
            {"beats_constant": "unclear"},
            "undecided",
            "il reste un doute : rien ne montre qu’il fasse mieux que la réponse constante.",
        ),
        ({"beats_constant": "level"}, "undecided", "qu’il fasse mieux que la réponse constante."),
        ({"targets": "narrow"}, "undecided", "il n’atteint les objectifs que de peu{AIMS}."),
        ({"targets": "undefined"}, "undecided", "les objectifs ne se mesurent pas sur ce test."),
        (
            {"targets": None},
            "undecided",
            "aucun seuil n’a pu être choisi, faute d’une validation assez grande.",
        ),
        (
            {"small_validation": "down"},
            "undecided",
            "sa validation le donne pour moins bon que la réponse constante.",
        ),
        ({"small_validation": "unclear"}, "undecided", "ne le distingue pas de la réponse constante."),
        ({"small_validation": "level"}, "undecided", "ne le distingue pas de la réponse constante."),
        ({"overestimates": "up"}, "undecided", "ses probabilités sont trop élevées."),
        (
            {"overestimates": "down", "targets": "narrow"},
            "undecided",
            "des doutes : il n’atteint les objectifs que de peu{AIMS} et ses probabilités sont trop basses.",
        ),
    ],
)
def test_each_ground_turns_the_conclusion(changes: dict[str, str | None], expected: str, end: str) -> None:
    verdict = concluded(**changes)
    assert case(verdict) == expected
    assert sentence(verdict).endswith(end.replace("{AIMS}", AIMS))


@pytest.mark.parametrize(
    ("name", "settled"), [("targets", "some-missed"), ("shift", "harder"), ("beats_constant", "up")]
)
def test_an_answer_that_depends_on_the_seed_is_a_doubt_and_decides_nothing(name: str, settled: str) -> None:
    known = grounds(**{name: settled})
    unsure = replace(known, **{name: replace(getattr(known, name), unsettled=Unsettled.TORN)})
    verdict = pneumonia_conclusion(LAST, BEFORE, unsure)
    assert case(verdict) == "undecided"
    assert sentence(verdict).endswith(
        "il reste un doute : la réponse à au moins une des questions réunies ici dépend de la graine."
    )


def test_every_objection_is_a_case_of_its_rule() -> None:
    for objections in (FAILING, DOUBTFUL):
        for name, cases in objections.items():
            assert cases.keys() <= {*RULES[name].cases, None}


@pytest.mark.parametrize(
    ("better", "start"),
    [
        ("up", "L’exactitude du CNN 2 dépasse de 15 points celle du CNN 1. Le CNN 2 fait mieux"),
        (
            "down",
            "L’exactitude du CNN 2 reste 15 points au-dessous de celle du CNN 1. Le CNN 2 fait mieux",
        ),
        ("unclear", "Rien ne montre que le CNN 2 fasse mieux ou moins bien que le CNN 1. Le CNN 2 "),
        ("level", "Rien ne montre que le CNN 2 fasse mieux ou moins bien que le CNN 1. Le CNN 2 "),
    ],
)
def test_the_progress_is_said(better: str, start: str) -> None:
    assert sentence(concluded(better=better)).startswith(start)


def test_a_gain_that_thresholds_may_make_is_said_at_one_threshold_too() -> None:
    known = grounds()
    assert known.better is not None
    said_there = {"default": 0.5, "gap": Quantity(0.02, "+2 points", ("essai",))}
    better = replace(known.better, values={**known.better.values, "usual": Phrase("usual", said_there)})
    verdict = pneumonia_conclusion(LAST, BEFORE, replace(known, better=better))
    assert sentence(verdict).startswith(
        "L’exactitude du CNN 2 dépasse de 15 points celle du CNN 1 (+2 points au seuil 0.5 pour tous). "
    )


def test_a_model_alone_has_gained_on_nothing() -> None:
    verdict = pneumonia_conclusion(LAST, None, grounds(better=None))
    assert sentence(verdict).startswith("Le CNN 2 fait mieux que la réponse constante, atteint")
    assert verdict.subjects == ("cnn-pneumonia-2",)
    assert len(verdict.evidence) == 5


def test_every_answer_it_rests_on_is_evidence() -> None:
    verdict = concluded(small_validation="down")
    assert [item.name for item in verdict.evidence] == list(RULES)
    answers = [str(item.value) for item in said(verdict).evidence]
    assert answers == [
        "oui",
        "oui",
        "on ne peut pas trancher",
        "non",
        "on ne peut pas trancher",
        "oui",
    ]
