"""What is said of the optimiser and of the loss: names, principle, legend, arguments, equation."""

from collections.abc import Callable
from typing import Any

import pytest

from experiments.results.schema import Result
from generator.lab.review.check import Check
from generator.rules.decision import Outcome
from tests.generator.lab.review.seed_samples import checks, grounds, seed_record
from tests.generator.rule_text import spoken
from tests.generator.sample_losses import loss
from tests.generator.sample_optimizers import ADAM
from tests.generator.samples import family


def found(
    code: str, change: Callable[[dict[str, Any]], None] | None = None, *claims: tuple[str, str]
) -> Check:
    """Return one check, our first model being changed."""
    (check,) = checks(code, grounds(*claims, ours=models(change)))
    return check


def models(change: Callable[[dict[str, Any]], None] | None) -> list[Result]:
    record = seed_record()
    if change:
        change(record)
    return [Result.model_validate(record), *family("cnn-digits")]


def with_adam(record: dict[str, Any]) -> None:
    record["training"]["optimizer"] = {"name": "Adam", "arguments": dict(ADAM), "defaults": dict(ADAM)}


def test_the_optimiser_is_that_of_our_models_or_cannot_be_told() -> None:
    same = found("optimiseur")
    assert (same.outcome, same.subjects) == (Outcome.TRUE, ("mlp-raw-1", "cnn-1", "cnn-2"))
    assert spoken(same.sentence) == "C’est aussi celui de nos 3 modèles de chiffres."
    other = found("optimiseur", with_adam)
    assert other.outcome is Outcome.INCONCLUSIVE
    assert "Nos 3 modèles emploient Adam et RMSprop" in spoken(other.sentence)


def test_the_loss_is_that_of_our_models_or_cannot_be_told() -> None:
    assert found("perte").outcome is Outcome.TRUE
    other = found("perte", lambda record: record["training"].update(loss=loss("mean_squared_error")))
    assert other.outcome is Outcome.INCONCLUSIVE
    assert "mean_squared_error et categorical_crossentropy" in spoken(other.sentence)


def test_the_moving_average_is_checked_on_a_real_step() -> None:
    code = "principe-de-l-optimiseur"
    assert spoken(found(code).sentence).endswith("donnent 0,01445313, et Keras obtient 0,01445313.")

    def other_step(record: dict[str, Any]) -> None:
        record["worked_step"]["state_after"]["velocity"] *= 1.01

    wrong = found(code, other_step)
    assert (wrong.outcome, wrong.gist) == (Outcome.FALSE, "principe de l’algorithme")


NO_RMSPROP = ("RMSprop", "Nadam")


@pytest.mark.parametrize("code", ["principe-de-l-optimiseur", "legende-de-l-optimiseur"])
def test_what_no_model_of_ours_uses_cannot_be_checked(code: str) -> None:
    check = found(code, None, NO_RMSPROP)
    assert (check.outcome, check.subjects) == (Outcome.INCONCLUSIVE, ())
    assert spoken(check.sentence) == "Aucun de nos modèles n’est entraîné par cet algorithme."


def test_an_argument_that_the_legend_leaves_out_is_named() -> None:
    code = "legende-de-l-optimiseur"
    check = found(code)
    assert check.outcome is Outcome.INCONCLUSIVE
    assert " Cette légende n’explique pas epsilon, qui entre" in spoken(check.sentence)
    assert check.label == "Incomplet"
    momentum = found(code, lambda record: record["training"]["optimizer"]["arguments"].update(momentum=0.5))
    assert "momentum et epsilon" in spoken(momentum.sentence)
    complete = found(code, None, ('["learning_rate", "rho"]', '["learning_rate", "rho", "epsilon"]'))
    assert complete.outcome is Outcome.TRUE


def arguments(*claims: tuple[str, str], **defaults: object) -> dict[str, Outcome]:
    held = grounds(*claims, ours=models(lambda r: r["training"]["optimizer"]["defaults"].update(defaults)))
    (section,) = [s for s in held.sections if s.id == "arguments"]
    (claim,) = section.statements[0].claims
    names = [argument.partition("=")[0] for argument in claim.arguments]  # type: ignore[union-attr]
    outcomes = [check.outcome for check in checks("argument-de-l-optimiseur", held)]
    return dict(zip(names, outcomes, strict=True))


def test_each_argument_is_held_to_the_default_of_keras() -> None:
    outcomes = arguments()
    assert len(outcomes) == 15
    assert {name for name, outcome in outcomes.items() if outcome is not Outcome.TRUE} == {"name"}
    last = checks("argument-de-l-optimiseur", grounds())[-1]
    assert "la nôtre est 3.0.0" in spoken(last.sentence)


@pytest.mark.parametrize(
    ("name", "value"), [("learning_rate", 0.01), ("centered", 0), ("weight_decay", 0.0), ("rho", None)]
)
def test_another_default_is_seen(name: str, value: object) -> None:
    outcomes = arguments(**{name: value})
    assert {key for key, outcome in outcomes.items() if outcome is not Outcome.TRUE} == {name, "name"}


def test_an_argument_that_keras_does_not_have_cannot_be_checked() -> None:
    assert arguments(('"rho=0.9"', '"decay=0.9"'))["decay"] is Outcome.INCONCLUSIVE
    assert set(arguments(NO_RMSPROP).values()) == {Outcome.INCONCLUSIVE}


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ([], Outcome.TRUE),
        ([("L = - ∑", "L = ∑"), ('sign = "-"', 'sign = ""')], Outcome.FALSE),
        ([("y * log(y_pred)", "y * log(y_pred) / 2")], Outcome.FALSE),
        ([("y * log(y_pred)", "log(y_pred) * y")], Outcome.TRUE),
    ],
)
def test_the_equation_of_the_loss_is_computed(changes: list[tuple[str, str]], outcome: Outcome) -> None:
    check = found("equation-de-la-perte", None, *changes)
    assert (check.outcome, bool(check.gist)) == (outcome, outcome is Outcome.FALSE)
    assert "100 prédictions" in spoken(check.sentence)
