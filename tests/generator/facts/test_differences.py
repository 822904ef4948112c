"""What changes between two models is found from their settings and layers alone."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from experiments.project import ROOT
from experiments.results.files import read_result
from experiments.results.schema import Result
from generator.facts.differences import differences
from tests.generator.rule_text import plain
from tests.generator.sample_layers import chained, dense, dropout, network
from tests.generator.sample_losses import loss
from tests.generator.sample_optimizers import ADAM
from tests.generator.samples import hog_description, sample_record

Change = Callable[[dict[str, Any]], object]
RESULTS = ROOT / "results"


def phrases(change: Change, identifier: str = "mlp-raw-1") -> list[str]:
    """Return the differences between a model and the same after a change, as text."""
    before, after = sample_record(identifier), sample_record(identifier)
    change(after)
    found = differences(Result.model_validate(before), Result.model_validate(after))
    return list(map(plain, found))


def set_layers(*layers: dict[str, Any]) -> Change:
    return lambda record: record.update(model=network([16], *chained(*layers)))


def configure(**settings: Any) -> Change:
    """Change settings of the first layer."""
    return lambda record: record["model"]["layers"][0]["config"].update(settings)


def optimize(**arguments: Any) -> Change:
    """Change arguments of the optimiser."""
    return lambda record: record["training"]["optimizer"]["arguments"].update(arguments)


def keras_object(name: str, /, **config: Any) -> dict[str, Any]:
    """Describe an object as Keras does."""
    return {"module": "keras", "class_name": name, "config": config, "registered_name": None}


def policy(name: str) -> dict[str, Any]:
    """Describe a number format."""
    return keras_object("DTypePolicy", name=name)


def schedule(steps: int) -> dict[str, Any]:
    """Describe a learning rate that decays."""
    settings = {"initial_learning_rate": 0.01, "decay_steps": steps, "staircase": False}
    return {"class_name": "ExponentialDecay", "config": {**settings, "name": "ExponentialDecay"}}


def penalty() -> dict[str, Any]:
    """Describe a penalty that no configuration tells."""
    kernel = {"layer": "dense", "variable": "kernel", "name": "L2", "arguments": {"l2": 0.01}}
    return {**kernel, "value": 0.25}


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
            ["poids des classes : sans → 0,5 et 1,5"],
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
            [
                "retiré : Dense de 3 neurones, sigmoid",
                "ajouté : Dropout de taux 0,25 et 0,5",
            ],
        ),
    ],
)
def test_layers_are_added_removed_or_changed(layers: list[dict[str, Any]], expected: list[str]) -> None:
    assert phrases(set_layers(*layers)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            [(8, "relu"), (9, "relu")],
            [(9, "relu"), (7, "relu")],
            ["8 et 9 neurones, relu → 9 et 7 neurones, relu"],
        ),
        (
            [(8, "relu"), (8, "relu")],
            [(9, "relu"), (7, "relu")],
            ["8 neurones, relu → 9 et 7 neurones, relu"],
        ),
        (
            [(8, "relu"), (8, "relu")],
            [(9, "tanh"), (9, "tanh")],
            ["8 neurones, relu → 9 neurones, tanh (2 fois)"],
        ),
        (
            [(8, "relu"), (9, "relu")],
            [(8, "tanh"), (9, "elu")],
            ["8 neurones, relu → 8 neurones, tanh", "9 neurones, relu → 9 neurones, elu"],
        ),
    ],
)
def test_layers_that_change_together_are_told_together(
    before: list[tuple[int, str]], after: list[tuple[int, str]], expected: list[str]
) -> None:
    records = []
    for layers in (before, after):
        record = sample_record("mlp-raw-1")
        sizes = [16, *(units for units, _ in layers)]
        hidden = [
            dense(sizes[rank], units, activation, f"h{rank}", f"h{rank - 1}" if rank else "input_layer")
            for rank, (units, activation) in enumerate(layers)
        ]
        set_layers(*hidden, dense(sizes[-1], 4, "softmax", "last", f"h{len(layers) - 1}"))(record)
        records.append(Result.model_validate(record))
    found = list(map(plain, differences(*records)))
    assert [phrase.replace("Dense de ", "") for phrase in found] == expected


def test_sizes_that_change_by_more_than_a_number_are_told_one_by_one() -> None:
    records = []
    for sizes in ([(2, 3), (4, 5)], [(3, 4), (5, 6)]):
        record = sample_record("mlp-raw-1")
        pools = [
            {
                **dropout(16, 0.5, f"p{rank}", f"p{rank - 1}" if rank else "input_layer"),
                "type": "MaxPooling2D",
                "config": {"pool_size": list(size), "strides": list(size), "padding": "valid"},
            }
            for rank, size in enumerate(sizes)
        ]
        set_layers(*pools, dense(16, 4, "softmax", "last", "p1"))(record)
        records.append(Result.model_validate(record))
    assert [phrase for phrase in map(plain, differences(*records)) if "MaxPooling2D" in phrase] == [
        "MaxPooling2D de 2 × 3 → MaxPooling2D de 3 × 4",
        "MaxPooling2D de 4 × 5 → MaxPooling2D de 5 × 6",
    ]


def test_the_name_of_a_layer_makes_no_difference() -> None:
    renamed = dense(16, 3, "sigmoid", "entree", "input_layer")
    assert phrases(set_layers(renamed, dense(3, 4, "softmax", "sortie", "entree"))) == []


def test_a_setting_that_no_description_says_is_named() -> None:
    def change(record: dict[str, Any]) -> None:
        record["model"]["layers"][0]["config"].update(inouï="autre", seed=9)

    assert phrases(change) == [
        "Dense de 3 neurones, sigmoid, inouï : sans → autre",
        "Dense de 3 neurones, sigmoid, seed : sans → 9",
    ]


def test_a_layer_of_unknown_type_is_compared_all_the_same() -> None:
    def layers(units: int) -> Change:
        lstm = {**dense(16, 3, "tanh", "lstm", "input_layer"), "type": "MaCouche"}
        last = dense(3, 4, "softmax", "dense_1", "lstm")
        return set_layers({**lstm, "config": {**lstm["config"], "depth": units}}, last)

    before, after = sample_record(), sample_record()
    layers(1)(before), layers(2)(after)
    (found,) = differences(Result.model_validate(before), Result.model_validate(after))
    assert plain(found) == "MaCouche, depth : 1 → 2"


def test_a_layer_cut_from_the_output_is_a_difference() -> None:
    stray = {**dropout(3, 0.5, "dropout", "dense"), "connected": False}
    before = sample_record("mlp-raw-2")
    after = sample_record("mlp-raw-2")
    after["model"] = network([16], FIRST, stray, LAST)
    found = differences(Result.model_validate(before), Result.model_validate(after))
    assert list(map(plain, found)) == [
        "dropout : plus relié à la sortie",
        "branchements : dense_1 reçoit dense, et non plus dropout",
    ]


def test_another_optimizer_is_named() -> None:
    assert phrases(lambda r: r["training"]["optimizer"].update(name="Adam")) == [
        "optimiseur : RMSprop → Adam"
    ]


def test_another_argument_is_named_but_not_the_name_of_the_optimizer() -> None:
    def change(record: dict[str, Any]) -> None:
        arguments = record["training"]["optimizer"]["arguments"]
        arguments.update(learning_rate=0.01, name="autre")

    assert phrases(change) == ["taux d’apprentissage : 0,001 → 0,01"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda r: r["training"]["loss"].update(arguments={"label_smoothing": 0.1}),
            ["lissage des étiquettes : sans → 0,1"],
        ),
        (
            lambda r: r["training"]["loss"].update(arguments={"gamma": 2}),
            ["argument gamma de la perte : sans → 2"],
        ),
        (
            optimize(learning_rate=schedule(1000)),
            [
                "taux d’apprentissage : 0,001 → ExponentialDecay (initial_learning_rate 0,01, "
                "decay_steps 1\u202f000, staircase non)"
            ],
        ),
        (optimize(clipnorm=1.0), ["écrêtage de la norme du gradient de chaque variable : sans → 1"]),
        (
            configure(dtype=policy("mixed_bfloat16")),
            ["format des nombres de dense : sans → mixed_bfloat16"],
        ),
        (
            configure(kernel_regularizer=keras_object("L2", l2=0.01)),
            [
                "Dense de 3 neurones, sigmoid → "
                "Dense de 3 neurones, sigmoid, régularisation des poids L2 (l2 0,01)"
            ],
        ),
        (
            configure(kernel_initializer=keras_object("VarianceScaling", mode="fan_in")),
            ["Dense de 3 neurones, sigmoid → Dense de 3 neurones, sigmoid, départ des poids VarianceScaling"],
        ),
        (
            configure(kernel_constraint=keras_object("MaxNorm", max_value=2)),
            [
                "Dense de 3 neurones, sigmoid → "
                "Dense de 3 neurones, sigmoid, contrainte des poids MaxNorm (maximum 2)"
            ],
        ),
        (
            lambda r: r["training"].update(precision="mixed_bfloat16"),
            ["format des nombres à l’entraînement : float32 → mixed_bfloat16"],
        ),
        (
            lambda r: r["training"].update(backend="jax"),
            ["bibliothèque qui calcule pour Keras : tensorflow → jax"],
        ),
        (
            lambda r: r["training"].update(penalties=[penalty()]),
            ["pénalités sur les poids : autres réglages"],
        ),
        (lambda r: r["provenance"]["data"].update(sha256="2" * 64), ["données : autre contenu"]),
        (
            lambda r: r["model"]["layers"][1].update(inputs=["input_layer"]),
            ["branchements : dense_1 reçoit entrée, et non plus dense"],
        ),
        (
            lambda r: r["model"]["layers"][1].update(shares="dense"),
            ["dense_1 : mêmes poids que dense"],
        ),
        (lambda r: r["model"]["layers"][0].update(block=["bloc"]), ["dense : dans le bloc bloc"]),
        (
            lambda r: r["model"]["layers"][1].update(arguments={"training": True}),
            ["Dense de 4 neurones, softmax, training : sans → oui"],
        ),
    ],
)
def test_whatever_was_recorded_and_changes_is_named(change: Change, expected: list[str]) -> None:
    assert phrases(change) == expected


def residual(record: dict[str, Any]) -> None:
    """Add to the hidden layer what it received."""
    add = {**dropout(3, 0.5, "add", "dense"), "type": "Add", "config": {"name": "add"}, "operation": True}
    record["model"]["layers"].insert(1, {**add, "inputs": ["dense", "input_layer"]})
    record["model"]["layers"][2]["inputs"] = ["add"]


def test_an_addition_says_what_it_receives_and_who_receives_it() -> None:
    assert phrases(residual) == [
        "ajouté : addition x + y, qui reçoit dense et entrée",
        "branchements : dense_1 reçoit add, et non plus dense",
    ]


def test_a_model_that_takes_another_optimizer_says_the_arguments_that_were_chosen() -> None:
    def change(record: dict[str, Any]) -> None:
        arguments = {**ADAM, "learning_rate": 0.01, "beta_1": 0.8, "name": "adam"}
        record["training"]["optimizer"].update(name="Adam", arguments=arguments, defaults=ADAM)

    assert phrases(change) == [
        "optimiseur : RMSprop → Adam",
        "taux d’apprentissage : 0,001 → 0,01",
        "argument beta_1 : sans → 0,8",
    ]


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Go through the places of the values of a record that hold no others."""
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    if not members:
        yield path
    for key, held in members:
        yield from leaves(held, (*path, key))


def altered(value: Any) -> Any:
    """Return another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value * 1.0001 + 1 if isinstance(value, float) else value + 1
    return f"{value}x" if isinstance(value, str) else 1


def set_at(record: Any, path: tuple[Any, ...], value: Any) -> None:
    """Put a value at a place of a record."""
    for key in path[:-1]:
        record = record[key]
    record[path[-1]] = value


def choices(record: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return the places of all that was chosen for a model: settings of its data, layers, training."""
    layers = [
        ("model", "layers", rank, part)
        for rank in range(len(record["model"]["layers"]))
        for part in ("config", "arguments")
    ]
    bases = [("data", "description"), ("training",), *layers]
    found = []
    for base in bases:
        held: Any = record
        for key in base:
            held = held[key]
        found += [(*base, *path) for path in leaves(held) if path and path[-1] not in ("name", "defaults")]
    return [path for path in found if "defaults" not in path and "illustration" not in path]


REAL = ("mlp-raw-3", "mlp-hog-1", "cnn-4", "cnn-pneumonia-2")


def test_the_second_network_of_the_radiographs_is_told_in_few_points() -> None:
    before, after = (read_result(RESULTS / f"{name}.json") for name in ("cnn-pneumonia", "cnn-pneumonia-2"))
    assert len(differences(before, after)) <= 8


@pytest.mark.parametrize("identifier", REAL)
def test_nothing_that_was_chosen_changes_in_silence(identifier: str) -> None:
    result = read_result(RESULTS / f"{identifier}.json")
    chance = random.Random(identifier)
    places = choices(result.model_dump())
    for path in chance.sample(places, min(60, len(places))):
        record = result.model_dump()
        held: Any = record
        for key in path:
            held = held[key]
        set_at(record, path, altered(held))
        try:
            other = Result.model_validate(record)
        except ValidationError:
            continue
        for found in (differences(result, other), differences(other, result)):
            assert found, path
            for phrase in map(plain, found):
                before, arrow, after = phrase.partition(" → ")
                assert not arrow or before.rpartition(" : ")[2] != after, phrase


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
