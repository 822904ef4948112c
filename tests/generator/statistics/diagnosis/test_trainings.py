"""A model and its replicates, each at the threshold of its own validation."""

from generator.statistics.diagnosis.decision import decide
from generator.statistics.diagnosis.trainings import trainings
from tests.generator.lab.pneumonia.sample import counted, pneumonia_result, with_seeds


def test_the_primary_training_comes_first() -> None:
    result = with_seeds(
        pneumonia_result(test=counted(5, 5, 0, 10)), counted(9, 1, 0, 10), counted(2, 8, 0, 10)
    )
    found = trainings(decide(result))
    assert [int(each.right.sum()) for each in found.every] == [15, 19, 12]
    assert found.decision is found.every[0]
    assert len(found.sources) == 6
