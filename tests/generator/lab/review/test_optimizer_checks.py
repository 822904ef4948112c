"""What is said of the optimiser: name, principle, merits, symbols, arguments."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from experiments.errors import LabError
from experiments.results.schema import Result
from generator.lab.review.optimizer_checks import (
    benefit_check,
    legend_check,
    name_check,
    principle_check,
    signature_table,
    stated_optimizer,
)
from generator.lab.review.quotations.learning import LEGEND, LEGEND_ARGUMENTS, OPTIMIZER, SIGNATURE
from generator.rules.verdict import Outcome
from tests.generator.lab.review.text import words
from tests.generator.sample_optimizers import ADAM
from tests.generator.samples import radiograph_record, sample, sample_record


def altered(change: Callable[[dict[str, Any]], None]) -> Result:
    record = sample_record()
    change(record)
    return Result.model_validate(record)


def with_adam() -> Result:
    return Result.model_validate(radiograph_record(1))


def test_the_name_stands_in_the_signature() -> None:
    assert stated_optimizer(SIGNATURE) == "RMSprop"
    assert stated_optimizer("Adam(learning_rate=0.1)") == "Adam"
    with pytest.raises(LabError, match=re.escape("« RMSprop » : ce n’est pas la signature d’une classe.")):
        stated_optimizer("RMSprop")


def test_the_optimiser_is_that_of_our_models_or_cannot_be_told() -> None:
    same = name_check(OPTIMIZER, [sample("mlp-raw-1"), sample("cnn-1")])
    assert (same.outcome, same.subjects) == (Outcome.TRUE, ("mlp-raw-1", "cnn-1"))
    assert words(same.sentence) == "C’est aussi celui de nos 2 modèles qui lisent des chiffres."
    other = name_check(OPTIMIZER, [sample(), with_adam()])
    assert other.outcome is Outcome.INCONCLUSIVE
    assert "Nos 2 modèles emploient RMSprop et Adam" in words(other.sentence)
    assert name_check("les poids est Adam.", [sample()]).outcome is Outcome.INCONCLUSIVE


def test_the_moving_average_is_checked_on_a_real_step() -> None:
    check = principle_check(sample())
    assert (check.outcome, check.subjects) == (Outcome.TRUE, ("mlp-raw-1",))
    assert words(check.sentence).endswith("donnent 0,01445313, et Keras obtient 0,01445313.")


def test_a_step_that_is_no_moving_average_is_seen() -> None:
    def change(record: dict[str, Any]) -> None:
        record["worked_step"]["state_after"]["velocity"] *= 1.01

    check = principle_check(altered(change))
    assert (check.outcome, check.slips) == (Outcome.FALSE, ("principe",))


@pytest.mark.parametrize("result", [None, with_adam()])
def test_without_rmsprop_its_principle_cannot_be_checked(result: Result | None) -> None:
    if result is not None:
        result = result.model_copy(
            update={"worked_step": result.worked_step.model_copy(update={"state_after": {}})}
        )
    assert principle_check(result).outcome is Outcome.INCONCLUSIVE


def test_the_merits_of_an_optimiser_cannot_be_told_from_one_alone_nor_from_other_models() -> None:
    alone, several = benefit_check([sample()]), benefit_check([sample(), with_adam()])
    assert {alone.outcome, several.outcome} == {Outcome.INCONCLUSIVE}
    assert "ni le rapport d’origine ni le nôtre" in alone.sentence
    assert "n’emploient pas tous le même algorithme" in several.sentence


def test_an_argument_that_the_legend_leaves_out_is_named() -> None:
    check = legend_check(LEGEND, LEGEND_ARGUMENTS, sample())
    assert check.outcome is Outcome.INCONCLUSIVE
    assert words(check.sentence).startswith("Cette légende n’explique pas epsilon,")
    momentum = altered(lambda record: record["training"]["optimizer"]["arguments"].update(momentum=0.5))
    assert "momentum et epsilon" in words(legend_check(LEGEND, LEGEND_ARGUMENTS, momentum).sentence)


def test_a_complete_legend_is_right() -> None:
    legend = (*LEGEND, "ε est une petite constante")
    assert legend_check(legend, LEGEND_ARGUMENTS, sample()).outcome is Outcome.TRUE
    assert legend_check(legend, LEGEND_ARGUMENTS, None).outcome is Outcome.INCONCLUSIVE


def test_each_argument_is_held_to_the_default_of_keras() -> None:
    table = signature_table(SIGNATURE, sample())
    outcomes = {row.name: row.check.outcome for row in table.rows}
    assert list(outcomes) == [name for name in sample().training.optimizer.defaults]
    assert {name for name, outcome in outcomes.items() if outcome is not Outcome.TRUE} == {"name"}
    (last,) = [row for row in table.rows if row.name == "name"]
    assert (last.written, words(last.expected)) == ("'rmsprop'", "None")
    assert "la nôtre est 3.0.0" in words(last.check.sentence)


@pytest.mark.parametrize(
    ("name", "value"), [("learning_rate", 0.01), ("centered", 0), ("weight_decay", 0.0), ("rho", None)]
)
def test_another_default_is_seen(name: str, value: object) -> None:
    result = altered(lambda record: record["training"]["optimizer"]["defaults"].update({name: value}))
    outcomes = {row.name: row.check.outcome for row in signature_table(SIGNATURE, result).rows}
    assert {key for key, outcome in outcomes.items() if outcome is not Outcome.TRUE} == {name, "name"}


def test_an_argument_that_keras_does_not_have_cannot_be_checked() -> None:
    (row,) = signature_table("RMSprop(decay=0.0, **kwargs)", sample()).rows
    assert (row.name, row.check.outcome) == ("decay", Outcome.INCONCLUSIVE)
    assert ADAM.keys() != sample().training.optimizer.defaults.keys()
    assert {row.check.outcome for row in signature_table(SIGNATURE, None).rows} == {Outcome.INCONCLUSIVE}
