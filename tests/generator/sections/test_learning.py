"""The answer about the optimiser follows the results: who uses what, and a step that Keras made."""

from typing import Any

import pytest

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.sections.learning import learning
from tests.generator.keras_switch import switched
from tests.generator.sample_losses import loss
from tests.generator.samples import sample, sample_record


def results(**changes: Any) -> list[Result]:
    """Return two models, the second with other training settings."""
    record = sample_record("mlp-raw-2")
    record["training"].update(changes)
    return [sample("mlp-raw-1"), Result.model_validate(record)]


def names(uses: list[Any]) -> list[list[str]]:
    return [[model.id for model in use.models] for use in uses]


def test_models_that_learn_alike_share_an_answer() -> None:
    answer = learning(results())
    assert names(answer.optimizers) == names(answer.losses) == [["mlp-raw-1", "mlp-raw-2"]]


def test_the_name_that_keras_gives_an_optimiser_makes_no_difference() -> None:
    optimizer = sample_record()["training"]["optimizer"]
    optimizer["arguments"]["name"] = "autre"
    assert len(learning(results(optimizer=optimizer)).optimizers) == 1


def test_another_argument_makes_another_answer() -> None:
    optimizer = sample_record()["training"]["optimizer"]
    optimizer["arguments"]["rho"] = 0.9000001
    answer = learning(results(optimizer=optimizer))
    assert names(answer.optimizers) == [["mlp-raw-1"], ["mlp-raw-2"]]
    changed = [line.name for line in answer.optimizers[1].arguments if line.changed]
    assert changed == ["rho"]


def test_another_loss_makes_another_answer() -> None:
    answer = learning(results(loss=loss("mean_squared_error")))
    assert names(answer.losses) == [["mlp-raw-1"], ["mlp-raw-2"]]
    assert [use.loss.name for use in answer.losses] == ["categorical_crossentropy", "mean_squared_error"]


@pytest.mark.training
@pytest.mark.parametrize("name", ["RMSprop", "SGD", "Adam", "AdamW", "Nadam", "Adagrad"])
def test_a_real_step_of_every_optimiser_agrees_with_its_formula(name: str) -> None:
    import keras

    record = switched("mlp-raw-1", getattr(keras.optimizers, name)())
    (use,) = learning([Result.model_validate(record)]).optimizers
    assert use.optimizer.name == name and use.step is not None
    assert use.step.by_keras.value == record["worked_step"]["weight_after"]
    assert use.step.by_formula.value == pytest.approx(use.step.by_keras.value, rel=1e-5)
    assert use.step.number.value == 4
    defaults = record["training"]["optimizer"]["defaults"]
    assert [line.name for line in use.arguments] == [argument for argument in defaults if argument != "name"]
    assert not any(line.changed for line in use.arguments)


def test_a_step_that_keras_did_not_make_stops_the_build() -> None:
    record = sample_record()
    record["worked_step"]["weight_after"] = 0.4996
    with pytest.raises(ResultError) as failure:
        learning([Result.model_validate(record)])
    assert str(failure.value) == (
        "results/mlp-raw-1.json#/worked_step/weight_after : Keras obtient 0.4996, la formule de RMSprop "
        "donne 0.49948012655356794. Corrigez la formule, ou relancez l’expérience."
    )


@pytest.mark.parametrize(
    ("part", "key", "pointer"),
    [
        ("arguments", "rho", "/training/optimizer/arguments/rho"),
        ("arguments", "centered", "/training/optimizer/arguments/centered"),
        ("defaults", "clipnorm", "/training/optimizer/defaults/clipnorm"),
    ],
)
def test_an_argument_that_was_not_recorded_is_named(part: str, key: str, pointer: str) -> None:
    record = sample_record()
    del record["training"]["optimizer"][part][key]
    with pytest.raises(ResultError, match=f"results/mlp-raw-1.json : {pointer} : cette valeur manque"):
        learning([Result.model_validate(record)])


def test_a_state_that_was_not_recorded_is_named() -> None:
    record = sample_record()
    record["worked_step"]["state_before"] = {}
    pointer = "/worked_step/state_before/velocity"
    with pytest.raises(ResultError, match=f"results/mlp-raw-1.json : {pointer} : cette valeur manque"):
        learning([Result.model_validate(record)])


def test_an_unknown_optimiser_has_its_arguments_and_no_step() -> None:
    record = sample_record()
    record["training"]["optimizer"]["name"] = "Lion"
    (use,) = learning([Result.model_validate(record)]).optimizers
    assert (use.step, use.equations, use.symbols) == (None, (), [])
    assert [line.name for line in use.arguments] == [
        name for name in record["training"]["optimizer"]["arguments"] if name != "name"
    ]


def test_a_rate_that_changes_is_said_and_no_step_is_worked() -> None:
    record = sample_record()
    schedule = {"class_name": "CosineDecay", "config": {"initial_learning_rate": 0.01}}
    record["training"]["optimizer"]["arguments"]["learning_rate"] = schedule
    (use,) = learning([Result.model_validate(record)]).optimizers
    assert use.step is None and use.equations
    assert use.notes == ("Le taux d’apprentissage change au cours de l’entraînement (CosineDecay).",)


def test_an_unknown_loss_has_no_equation() -> None:
    uses = learning(results(loss=loss("hinge"))).losses
    assert [use.equation is None for use in uses] == [False, True]
    assert (uses[1].prepared, uses[1].symbols) == (None, [])
