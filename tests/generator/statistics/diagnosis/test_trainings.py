"""A model and its replicates, each at the threshold of its own validation."""

import re

from generator.statistics.diagnosis.decision import decide
from generator.statistics.diagnosis.trainings import trainings
from tests.generator.lab.pneumonia.sample import counted, pneumonia_result, with_seeds


def test_the_primary_training_comes_first() -> None:
    result = with_seeds(
        pneumonia_result(test=counted(5, 5, 0, 10)), counted(9, 1, 0, 10), counted(2, 8, 0, 10)
    )
    found = trainings(decide(result))
    assert found.right == (15, 19, 12)
    assert (found.number.value, found.low.value, found.high.value) == (3, 12, 19)
    assert re.sub(r"<[^>]*>", "", found.range) == "de 12 à 19"
    assert re.sub(r"<[^>]*>", "", found.listed) == "15, 19 et 12"
    assert len(found.sources) == 6


def test_trainings_that_agree_have_no_range() -> None:
    found = trainings(decide(with_seeds(pneumonia_result(test=counted(5, 5, 0, 10)), counted(5, 5, 0, 10))))
    assert re.sub(r"<[^>]*>", "", found.range) == "15"
