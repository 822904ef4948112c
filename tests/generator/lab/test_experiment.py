"""What is said of an experiment in one sentence: the model that is kept, over all its trainings."""

from generator.lab.experiment import experiment_answers
from generator.rules.speaker import Speaker
from generator.sections.experiment import experiment
from tests.generator.rule_text import spoken
from tests.generator.seeds import trained


def said(*trainings: range) -> str:
    (answer,) = experiment_answers(experiment([trained("cnn-1", *trainings)]), Speaker())
    return spoken(answer.sentence)


def test_the_accuracy_is_a_mean_that_says_so() -> None:
    assert "qui classe correctement 90 % des images de test en moyenne sur 3 graines" in said(
        range(0), range(4), range(8)
    ).replace("\u202f", " ")


def test_a_single_training_is_no_mean() -> None:
    text = said(range(4)).replace("\u202f", " ")
    assert "classe correctement 90 % des images de test" in text and "moyenne" not in text
