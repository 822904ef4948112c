"""What is said of a history is what its losses are."""

from experiments.results.schema import Result
from generator.lab.pneumonia.history import history
from tests.generator.lab.pneumonia.sample import pneumonia_record
from tests.generator.rule_text import spoken


def said(validation: list[float]) -> str:
    record = pneumonia_record()
    count = len(validation)
    record["training"]["epochs"] = count
    record["history"] = {
        "loss": [0.7 - 0.1 * n for n in range(count)],
        "accuracy": [0.5] * count,
        "val_loss": validation,
        "val_accuracy": [0.5] * count,
        "learning_rate": [0.001] * count,
    }
    return spoken(history(Result.model_validate(record)))


def test_a_validation_loss_that_rises_is_said_to() -> None:
    assert said([0.4, 0.1, 1.5, 0.05, 0.06]) == (
        "En 5 époques, la perte d’entraînement du CNN 1 sur les radiographies passe de 0,700 à 0,300, celle "
        "de validation passe de 0,400 à 0,0600 : elle remonte 2 fois en 4 passages d’une époque à la "
        "suivante, jusqu’à 1,50 à l’époque 3, et sa plus petite valeur, 0,0500, est celle de l’époque 4 "
        "(premier entraînement)."
    )


def test_one_that_only_falls_is_not() -> None:
    assert "remonte" not in said([0.4, 0.3, 0.2])
