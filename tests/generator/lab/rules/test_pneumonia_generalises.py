"""The rule says whether a model reads the test as well as what it has learned from."""

from typing import Any

import pytest

from experiments.results.schema import Result
from generator.lab.rules.pneumonia_generalises import pneumonia_generalises
from generator.statistics.diagnosis.decision import decide
from generator.statistics.diagnosis.trainings import Trainings, trainings
from tests.generator.lab.pneumonia.judged import case, evidence, sentence
from tests.generator.lab.pneumonia.sample import Answers, counted, pneumonia_record, split, with_seeds


def model(training: Answers, *tests: Answers) -> Trainings:
    record: dict[str, Any] = pneumonia_record(test=tests[0])
    record["evaluation"]["train"] = split(*training)
    labels = training[0]
    record["data"]["splits"]["train"] = {
        "count": len(labels),
        "class_counts": [labels.count(0), labels.count(1)],
    }
    return trainings(decide(with_seeds(Result.model_validate(record), *tests[1:])))


LEARNED = counted(95, 5, 5, 295)
CASES = [
    ((counted(50, 50, 2, 98),), "falls"),
    ((counted(50, 50, 2, 98),) * 3, "falls"),
    # The same shares with more ill children: accuracy alone would fall.
    ((counted(285, 15, 2, 98),), "unclear"),
    ((counted(94, 6, 2, 98),), "unclear"),
    ((counted(9, 0, 0, 0),), "undefined"),
]


@pytest.mark.parametrize(("tests", "expected"), CASES)
def test_every_case(tests: tuple[Answers, ...], expected: str) -> None:
    (verdict,) = pneumonia_generalises([model(LEARNED, *tests)])
    assert case(verdict) == expected


def test_a_model_may_do_better_on_test() -> None:
    (verdict,) = pneumonia_generalises([model(counted(60, 40, 90, 210), counted(99, 1, 1, 99))])
    assert case(verdict) == "rises"


def test_the_sentence_puts_training_beside_test() -> None:
    (verdict,) = pneumonia_generalises([model(LEARNED, counted(50, 50, 2, 98), counted(40, 60, 0, 100))])
    assert sentence(verdict) == (
        "Au seuil 0,5, en moyenne sur 2 entraînements, le CNN 1 reconnaît 98 % des pneumonies et 95 % des "
        "radiographies normales de son entraînement, mais 99 % et 45 % de celles du test."
    )
    assert evidence(verdict, "gap") == pytest.approx((0.95 + 295 / 300) / 2 - (0.45 + 0.99) / 2)


def test_models_without_a_class_count_in_no_correction() -> None:
    models = [model(LEARNED, counted(50, 50, 2, 98)), model(LEARNED, counted(9, 0, 0, 0))]
    first, second = pneumonia_generalises(models)
    assert (first.case, second.case) == ("falls", "undefined")
    assert "corrected" not in {item.name for item in first.evidence}
