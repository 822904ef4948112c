"""The answer about the optimiser follows the results: who uses what, and what Keras computed."""

import math
from typing import Any

import numpy as np
import pytest

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.formulas.mathml import inline
from generator.formulas.optimizers.catalogue import optimizers
from generator.sections.activation_use import backpropagation
from generator.sections.learning import Learning, learning
from tests.generator.keras_switch import switched
from tests.generator.one_page import render_text
from tests.generator.sample_losses import loss
from tests.generator.samples import sample, sample_record


def results(**changes: Any) -> list[Result]:
    """Return two models, the second with other training settings."""
    record = sample_record("mlp-raw-2")
    record["training"].update(changes)
    return [sample("mlp-raw-1"), Result.model_validate(record)]


def described(record: dict[str, Any]) -> Learning:
    return learning([Result.model_validate(record)])


def names(uses: list[Any]) -> list[list[str]]:
    return [[model.id for model in use.models] for use in uses]


def smoothed(record: dict[str, Any], smoothing: float) -> dict[str, Any]:
    """Give a record the losses of smoothed targets, as Keras computes them."""
    record["training"]["loss"] = {
        "name": "categorical_crossentropy",
        "arguments": {"from_logits": False, "label_smoothing": smoothing, "axis": -1},
        "defaults": {"from_logits": False, "label_smoothing": 0.0, "axis": -1},
    }
    samples = record["samples"]
    for rank, (label, outputs) in enumerate(zip(samples["labels"], samples["outputs"], strict=True)):
        targets = (1 - smoothing) * np.eye(len(outputs))[label] + smoothing / len(outputs)
        samples["losses"][rank] = float(-np.sum(targets * np.log(outputs)))
    samples["total"] = float(np.mean(samples["losses"]))
    return record


def penalised(record: dict[str, Any], name: str = "L2", value: float = 0.25) -> dict[str, Any]:
    """Give a record the penalty of one variable."""
    arguments = {"l2": 0.01} if name == "L2" else {}
    record["training"]["penalties"] = [
        {"layer": "dense", "variable": "kernel", "name": name, "arguments": arguments, "value": value}
    ]
    record["samples"]["penalty"] = value
    record["samples"]["total"] += value
    return record


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


def test_another_loss_or_another_argument_of_it_makes_another_answer() -> None:
    answer = learning(results(loss=loss("mean_squared_error")))
    assert names(answer.losses) == [["mlp-raw-1"], ["mlp-raw-2"]]
    record = smoothed(sample_record("mlp-raw-2"), 0.1)
    uses = learning([sample("mlp-raw-1"), Result.model_validate(record)]).losses
    assert names(uses) == [["mlp-raw-1"], ["mlp-raw-2"]]
    assert [name for name, _ in uses[1].options] == ["label_smoothing"]


def test_the_equation_of_a_loss_says_on_how_many_examples_it_was_checked() -> None:
    (use,) = learning(results()).losses
    assert use.equation is not None and use.equation.left == "L"
    assert use.checked is not None and use.checked.value == 16
    assert use.gap is not None and use.gap.value < 1e-12
    assert (use.left_out, use.notices, use.penalties) == (None, [], [])


def test_smoothed_targets_are_in_the_equation() -> None:
    (use,) = described(smoothed(sample_record(), 0.25)).losses
    assert use.equation is not None and use.notices == []
    assert [equation.left for equation in use.definitions] == [r"\tilde{y}_{k}"]
    (line,) = [line for line in use.symbols if line.latex == "s"]
    assert getattr(line.value, "text", "") == "0,25"


def test_an_equation_that_keras_contradicts_is_replaced_by_a_notice() -> None:
    record = smoothed(sample_record("mlp-raw-2"), 0.25)
    record["training"]["loss"] = loss("categorical_crossentropy")
    (use,) = learning([sample("mlp-raw-1"), Result.model_validate(record)]).losses
    # That of the other model stays.
    assert use.equation is not None and use.checked is not None and use.checked.value == 8
    (notice,) = use.notices
    assert notice.striptags().startswith(
        "L’équation de categorical_crossentropy n’est pas montrée pour le MLP 2 sur les pixels : pour "
        "l’exemple où elles diffèrent le plus, Keras a calculé une perte de 0,7233"
    )
    (alone,) = described(record).losses
    assert (alone.equation, alone.definitions, alone.symbols, alone.checked) == (None, (), [], None)


@pytest.mark.parametrize("name", ["ma_perte", "ctc"])
def test_an_unknown_loss_has_no_equation_and_no_notice(name: str) -> None:
    uses = learning(results(loss=loss(name))).losses
    assert [use.equation is None for use in uses] == [False, True]
    assert (uses[1].definitions, uses[1].symbols, uses[1].notices) == ((), [], [])
    assert uses[1].loss.description.startswith(f"{name} n’a pas d’équation connue du rapport")


def test_an_argument_that_no_equation_has_leaves_the_loss_without_equation() -> None:
    used = {"name": "categorical_crossentropy", "arguments": {"axis": 0}, "defaults": {"axis": -1}}
    (use,) = learning(results(loss=used)[1:]).losses
    assert (use.equation, use.unwritten, use.notices) == (None, ("axis",), [])


def test_a_weighted_mean_is_said() -> None:
    (use,) = learning(results(class_weights=[1.0, 2.0, 1.0, 1.0])).losses
    (weights,) = use.weighted
    assert weights.model.id == "mlp-raw-2"
    assert [(each.name.text, each.weight.text) for each in weights.classes] == [
        ("0", "1,000"),
        ("1", "2,000"),
        ("2", "1,000"),
        ("3", "1,000"),
    ]


def test_the_symbols_of_a_weighted_mean_are_told() -> None:
    record = penalised(sample_record())
    record["training"]["class_weights"] = [1.0, 2.0, 1.0, 1.0]
    (use,) = described(record).losses
    text = render_text(
        '{% from "sections/learning.md.j2" import loss_equation with context %}'
        "{{ loss_equation(use, path) }}",
        use=use,
        path="partie-1.md",
    )
    told = text[text.index("chaque exemple") : text.index("Poids des classes")]
    assert all(inline(symbol) in told for symbol in ("i", "c_i", "w_{c_i}", "L_i"))
    penalty = text[text.index("plus une pénalité") :].split(" :")[0]
    assert inline("L_i") in penalty and inline("w_{c_i}") in penalty


def test_a_penalty_is_added_to_the_weighted_mean() -> None:
    record = penalised(sample_record())
    (plain,) = described(record).losses
    record["training"]["class_weights"] = [1.0, 2.0, 1.0, 1.0]
    (use,) = described(record).losses
    assert (r"w_{c_i}" in plain.penalties[0].objective, r"w_{c_i}" in use.penalties[0].objective) == (
        False,
        True,
    )


def test_a_penalty_and_the_loss_of_the_examples_make_what_keras_minimises() -> None:
    (use,) = described(penalised(sample_record())).losses
    (penalty,) = use.penalties
    assert penalty.whole is not None and penalty.notice == ""
    assert penalty.whole.value == pytest.approx(0.25 - math.log(0.9))
    assert penalty.by_keras.value == pytest.approx(0.25 - math.log(0.9))
    assert [(line.layer, line.variable, line.name, line.value.value) for line in penalty.lines] == [
        ("dense", "kernel", "L2", 0.25)
    ]
    assert penalty.regularizers[0].equation is not None
    assert [getattr(line.value, "text", None) for line in penalty.regularizers[0].symbols] == [
        "0,01",
        None,
        None,
    ]


def test_an_unknown_regulariser_has_no_equation() -> None:
    (use,) = described(penalised(sample_record(), "Mine")).losses
    assert [kind.equation for kind in use.penalties[0].regularizers] == [None]
    assert use.penalties[0].whole is not None


def test_what_no_regulariser_explains_is_said() -> None:
    record = sample_record()
    record["samples"]["penalty"] = 0.5
    record["samples"]["total"] += 0.5
    (penalty,) = described(record).losses[0].penalties
    assert penalty.whole is None
    assert penalty.notice.striptags().startswith(
        "Pour le MLP 1 sur les pixels, Keras ajoute à la perte une pénalité de 0,5000000, alors que celles "
        "de ses régulariseurs font 0 :"
    )


def test_another_mean_is_said() -> None:
    record = sample_record()
    record["samples"]["total"] *= 8
    (penalty,) = described(record).losses[0].penalties
    assert penalty.whole is None
    assert "font 0,1053605, et Keras obtient 0,8428841" in penalty.notice.striptags()


@pytest.mark.training
@pytest.mark.parametrize(
    ("name", "settings"),
    [
        *((name, {}) for name in sorted(optimizers())),
        ("SGD", {"clipnorm": 1e-3}),
        ("RMSprop", {"global_clipnorm": 1e-3, "weight_decay": 0.01}),
        ("Adam", {"clipvalue": 1e-3, "loss_scale_factor": 4.0}),
    ],
)
def test_a_real_step_of_every_optimiser_agrees_with_its_equations(
    name: str, settings: dict[str, float]
) -> None:
    import keras

    record = switched("mlp-raw-1", getattr(keras.optimizers, name)(**settings))
    (use,) = described(record).optimizers
    assert use.notices == [] and use.equations
    assert use.optimizer.name == name and use.step is not None
    assert use.step.by_keras.value == record["worked_step"]["weight_after"]
    assert use.step.by_formula.value == pytest.approx(use.step.by_keras.value, rel=1e-6)
    assert use.step.number.value == 4
    defaults = record["training"]["optimizer"]["defaults"]
    assert [line.name for line in use.arguments] == [argument for argument in defaults if argument != "name"]
    assert {line.name for line in use.arguments if line.changed} == set(settings)


@pytest.mark.training
@pytest.mark.parametrize("name", ["ExponentialDecay", "CosineDecay", "PiecewiseConstantDecay"])
def test_the_rate_of_a_schedule_is_that_of_the_step(name: str) -> None:
    import keras

    settings = ([2, 3], [0.1, 0.01, 0.001]) if name == "PiecewiseConstantDecay" else (0.1, 10, 0.5)
    schedule = getattr(keras.optimizers.schedules, name)(*settings)
    (use,) = described(switched("mlp-raw-1", keras.optimizers.SGD(schedule))).optimizers
    assert use.notices == [] and use.step is not None
    assert use.schedule is not None and use.schedule.notices == []
    assert use.schedule.worked[-1].value == pytest.approx(float(schedule(3)), rel=1e-6)
    assert use.schedule.by_keras is not None
    (rate,) = [leaf for leaf in use.step.equations[-1].right.leaves if leaf.symbol == r"\eta"]
    assert rate.number == use.schedule.by_keras.value
    (line,) = [line for line in use.arguments if line.name == "learning_rate"]
    assert str(line.value).startswith("<code") and f"{name}(" in str(line.value)


def test_a_rate_that_the_equation_does_not_give_is_said() -> None:
    record = sample_record()
    config = {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5, "staircase": False}
    record["training"]["optimizer"]["arguments"]["learning_rate"] = {
        "class_name": "ExponentialDecay",
        "config": config,
    }
    (use,) = described(record).optimizers
    # The step was made with the recorded rate: it agrees.
    assert use.step is not None and use.notices == []
    assert use.schedule is not None and use.schedule.phases == ()
    (notice,) = use.schedule.notices
    assert notice.striptags().startswith(
        "L’équation de ExponentialDecay n’est pas montrée pour le MLP 1 sur les pixels : à la mise à jour "
        "numéro 31, le taux de Keras est 0,001000000, et l’équation donne 0,0125."
    )


@pytest.mark.parametrize("config", [{}, {"initial_learning_rate": "haut"}, None, "a_function"])
def test_an_unknown_schedule_has_its_name_and_the_step(config: Any) -> None:
    record = sample_record()
    rate = {"class_name": "MonTaux", "config": config}
    record["training"]["optimizer"]["arguments"]["learning_rate"] = rate
    (use,) = described(record).optimizers
    assert use.step is not None and use.schedule is not None
    assert (use.schedule.phases, use.schedule.notices) == ((), [])
    assert use.schedule.schedule.description.startswith("MonTaux n’a pas d’équation connue du rapport")


def test_a_rate_that_changes_has_its_curve() -> None:
    record = sample_record()
    record["history"]["learning_rate"] = [0.1, 0.05, 0.001]
    (use,) = described(record).optimizers
    assert [model.id for model in use.varying] == ["mlp-raw-1"]
    assert described(sample_record()).optimizers[0].varying == []


def test_a_step_that_keras_did_not_make_is_replaced_by_a_notice() -> None:
    record = sample_record()
    record["worked_step"]["weight_after"] = 0.4996
    (use,) = learning([Result.model_validate(record), sample("mlp-raw-2")]).optimizers
    assert use.equations and use.step is not None and use.step.model.id == "mlp-raw-2"
    (notice,) = use.notices
    assert notice.striptags().startswith(
        "Les équations de RMSprop ne sont pas montrées pour le MLP 1 sur les pixels : à la mise à jour "
        "numéro 31, Keras mène le poids de 0,5000000 à 0,4996000 et les équations le mènent à 0,4994801."
    )
    (alone,) = described(record).optimizers
    assert (alone.equations, alone.symbols, alone.averages, alone.step) == ((), [], [], None)


def test_all_steps_are_checked() -> None:
    (use,) = learning(results()).optimizers
    assert use.step is not None and [model.id for model in use.others] == ["mlp-raw-2"]
    assert use.gap is not None and use.gap.value < 1e-6


def test_what_the_step_shows_beside_the_equation() -> None:
    record = sample_record()
    gradient, velocity = 1e-4, 2e-7
    moved = 0.5 - 0.001 * gradient / math.sqrt(0.9 * velocity + 0.1 * gradient**2 + 1e-7)
    record["worked_step"] |= {
        "gradient": gradient,
        "state_before": {"velocity": velocity},
        "weight_after": float(np.float32(moved)),
    }
    (use,) = described(record).optimizers
    assert use.step is not None
    assert use.step.damping is not None and use.step.damping.value == pytest.approx(1e-7 / 1.81e-7)
    assert use.step.shorter is not None and use.step.longer is None
    assert [(line.latex, line.memory.text) for line in use.averages] == [(r"\rho", "10")]


def test_a_state_that_was_not_recorded_is_named() -> None:
    record = sample_record()
    record["worked_step"]["state_before"] = {}
    (use,) = described(record).optimizers
    (notice,) = use.notices
    assert notice.striptags().startswith("Les équations de RMSprop ne sont pas montrées")
    assert "ne contient pas « velocity »" in notice.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("part", "key", "pointer"),
    [
        ("arguments", "rho", "/training/optimizer/arguments/rho"),
        ("defaults", "clipnorm", "/training/optimizer/defaults/clipnorm"),
    ],
)
def test_an_argument_that_was_not_recorded_is_named(part: str, key: str, pointer: str) -> None:
    record = sample_record()
    del record["training"]["optimizer"][part][key]
    with pytest.raises(ResultError, match=f"results/mlp-raw-1.json : {pointer} : cette valeur manque"):
        described(record)


def test_an_unknown_optimiser_has_its_arguments_and_no_step() -> None:
    record = sample_record()
    record["training"]["optimizer"]["name"] = "Muon"
    (use,) = described(record).optimizers
    assert (use.step, use.equations, use.symbols, use.notices) == (None, (), [], [])
    assert [line.name for line in use.arguments] == [
        name for name in record["training"]["optimizer"]["arguments"] if name != "name"
    ]


def test_what_a_step_does_not_show_leaves_the_equations_with_a_note() -> None:
    record = sample_record()
    record["training"]["optimizer"]["arguments"]["use_ema"] = True
    (use,) = described(record).optimizers
    assert use.equations and use.step is None
    assert use.notes[0].startswith("Une moyenne mobile des poids")


def test_what_backpropagation_writes_is_explained() -> None:
    found = backpropagation([sample("mlp-raw-1")])
    assert found is not None
    symbols = {line.latex for line in found.symbols}
    assert {r"\delta_j", "z_j", "z_k"} <= symbols
