"""What changes between two models is found from their settings and layers alone."""

from collections.abc import Callable
from typing import Any

import pytest

from experiments.results.schema import Result
from generator.facts.differences import differences
from tests.generator.rule_text import plain
from tests.generator.sample_layers import chained, dense, dropout, network
from tests.generator.sample_losses import loss
from tests.generator.samples import hog_description, sample_record

Change = Callable[[dict[str, Any]], object]


def phrases(change: Change, identifier: str = "mlp-raw-1") -> list[str]:
    """Return the differences between a model and the same after a change, as text."""
    before, after = sample_record(identifier), sample_record(identifier)
    change(after)
    found = differences(Result.model_validate(before), Result.model_validate(after))
    return list(map(plain, found))


def set_layers(*layers: dict[str, Any]) -> Change:
    return lambda record: record.update(model=network([16], *chained(*layers)))


FIRST, LAST = dense(16, 3, "sigmoid", "dense", "input_layer"), dense(3, 4, "softmax", "dense_1", "dense")


def test_a_model_does_not_differ_from_itself() -> None:
    assert phrases(lambda record: None) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda r: r["training"].update(batch_size=32), ["taille des lots : 8 → 32"]),
        (lambda r: r["training"].update(epochs=3, patience=2), ["patience de l’arrêt anticipé : sans → 2"]),
        (lambda r: r["training"].update(seed=7), ["graine : 1 → 7"]),
        (
            lambda r: r["training"].update(loss=loss("mean_squared_error")),
            ["fonction de perte : categorical_crossentropy → mean_squared_error"],
        ),
        (
            lambda r: r["training"].update(class_weights=[0.5, 1.5]),
            ["poids des classes : sans → 0,5000 et 1,500"],
        ),
        (lambda r: r["data"].update(description={"features": "image"}), ["entrées : pixels → image"]),
    ],
)
def test_a_setting_that_changes_is_named(change: Change, expected: list[str]) -> None:
    assert phrases(change) == expected


def test_the_settings_of_the_descriptor_are_compared() -> None:
    found = phrases(lambda r: r["data"].update(description=hog_description(4)), "mlp-hog-1")
    assert found == ["orientations du descripteur HOG : 2 → 4"]


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([FIRST, dropout(3, 0.5, "dropout", "dense"), LAST], ["ajouté : Dropout de taux 0,5"]),
        ([LAST], ["retiré : Dense de 3 neurones, sigmoid"]),
        (
            [dense(16, 9, "relu", "dense", "input_layer"), LAST],
            ["Dense de 3 neurones, sigmoid → Dense de 9 neurones, relu"],
        ),
        (
            [dropout(16, 0.25, "d", "input_layer"), dropout(16, 0.5, "e", "d"), LAST],
            ["Dense de 3 neurones, sigmoid → Dropout de taux 0,25", "ajouté : Dropout de taux 0,5"],
        ),
    ],
)
def test_layers_are_added_removed_or_changed(layers: list[dict[str, Any]], expected: list[str]) -> None:
    assert phrases(set_layers(*layers)) == expected


def test_the_name_of_a_layer_makes_no_difference() -> None:
    renamed = dense(16, 3, "sigmoid", "entree", "input_layer")
    assert phrases(set_layers(renamed, dense(3, 4, "softmax", "sortie", "entree"))) == []


def test_a_setting_that_no_description_says_is_named() -> None:
    def change(record: dict[str, Any]) -> None:
        record["model"]["layers"][0]["config"].update(data_format="autre", seed=9)

    assert phrases(change) == ["Dense de 3 neurones, sigmoid : autre réglage de data_format"]


def test_a_layer_of_unknown_type_is_compared_all_the_same() -> None:
    def layers(units: int) -> Change:
        lstm = {**dense(16, 3, "tanh", "lstm", "input_layer"), "type": "LSTM"}
        return set_layers({**lstm, "config": {**lstm["config"], "depth": units}}, LAST)

    before, after = sample_record(), sample_record()
    layers(1)(before), layers(2)(after)
    (found,) = differences(Result.model_validate(before), Result.model_validate(after))
    assert plain(found) == "LSTM : autre réglage de depth"


def test_a_layer_cut_from_the_output_is_a_difference() -> None:
    stray = {**dropout(3, 0.5, "dropout", "dense"), "connected": False}
    before = sample_record("mlp-raw-2")
    after = sample_record("mlp-raw-2")
    after["model"] = network([16], FIRST, stray, LAST)
    found = differences(Result.model_validate(before), Result.model_validate(after))
    assert list(map(plain, found)) == ["Dropout de taux 0,5 : plus relié à la sortie"]


def test_another_optimizer_is_named() -> None:
    assert phrases(lambda r: r["training"]["optimizer"].update(name="Adam")) == [
        "optimiseur : RMSprop → Adam"
    ]


def test_another_argument_is_named_but_not_the_name_of_the_optimizer() -> None:
    def change(record: dict[str, Any]) -> None:
        arguments = record["training"]["optimizer"]["arguments"]
        arguments.update(learning_rate=0.01, name="autre")

    assert phrases(change) == ["argument learning_rate : 0,001 → 0,01"]


def test_several_differences_come_inputs_first_then_layers_then_training() -> None:
    def change(record: dict[str, Any]) -> None:
        record["training"].update(batch_size=32)
        record["data"].update(description={"features": "image"})
        set_layers(FIRST, dropout(3, 0.5, "dropout", "dense"), LAST)(record)

    assert phrases(change) == [
        "entrées : pixels → image",
        "ajouté : Dropout de taux 0,5",
        "taille des lots : 8 → 32",
    ]
