"""What is said of a model is said with what its other seeds say."""

import pytest

from generator.lab.rules.over_seeds import over_seeds
from generator.lab.rules.pneumonia_beats_constant import pneumonia_beats_constant
from generator.statistics.diagnosis.decision import decide
from generator.statistics.diagnosis.trainings import trainings
from tests.generator.lab.pneumonia.judged import case, sentence
from tests.generator.lab.pneumonia.sample import Answers, counted, pneumonia_result, with_seeds

GOOD, POOR = counted(90, 10, 10, 90), counted(10, 90, 0, 100)


@pytest.mark.parametrize(
    ("others", "end"),
    [
        ((), " C’est ce que dit un seul entraînement."),
        ((GOOD,), " L’autre graine essayée en dit autant."),
        ((GOOD, GOOD), " Les 2 autres graines essayées en disent autant."),
        ((GOOD, POOR, GOOD), " Cela dépend pourtant de la graine : 2 des 3 autres en disent autant."),
        ((GOOD, POOR), " Cela dépend pourtant de la graine : 1 des 2 autres en dit autant."),
        ((POOR,), " Cela dépend pourtant de la graine : l’autre graine essayée dit autre chose."),
        ((POOR, POOR), " Cela dépend pourtant de la graine : aucune des 2 autres n’en dit autant."),
    ],
)
def test_the_other_seeds_are_counted(others: tuple[Answers, ...], end: str) -> None:
    model = trainings(decide(with_seeds(pneumonia_result(test=GOOD), *others)))
    (verdict,) = over_seeds(pneumonia_beats_constant, [model])
    assert case(verdict) == "up"
    assert sentence(verdict).endswith(f"de 40 points.{end}")


def test_each_model_keeps_its_own_trainings() -> None:
    first = trainings(decide(with_seeds(pneumonia_result(test=GOOD), POOR)))
    second = trainings(decide(pneumonia_result(position=2, test=POOR)))
    verdicts = over_seeds(pneumonia_beats_constant, [first, second])
    assert [v.subjects for v in verdicts] == [("cnn-pneumonia",), ("cnn-pneumonia-2",)]
    assert sentence(verdicts[1]).endswith("un seul entraînement.")
