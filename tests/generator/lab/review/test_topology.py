"""Code of a model against its table, and against our model of the same rank."""

import pytest

from experiments.results.schema import Result
from generator.lab.review.keras_code import CodeReading, constants, read_code
from generator.lab.review.quotations.raw_models import MODEL_2
from generator.lab.review.topology import (
    Counterpart,
    agreement_check,
    counterpart,
    ours_check,
    promise_check,
    syntax_check,
)
from generator.rules.verdict import Outcome
from tests.generator.lab.review.seed_samples import seed_record, seed_result
from tests.generator.lab.review.text import words


def reading(code: str = MODEL_2.code) -> CodeReading:
    return read_code(code, constants(n_classes=10))


def test_the_same_model_is_recognised() -> None:
    other = counterpart(reading(), "RMSprop", seed_result("mlp-raw-2"))
    assert (other.same, other.differences) == (True, ())
    check = ours_check(other, 0)
    assert (check.outcome, check.subjects) == (Outcome.TRUE, ("mlp-raw-2",))
    assert words(check.sentence) == (
        "Notre MLP 2 sur les pixels a les mêmes couches et s’entraîne de même, par lots de 32 images "
        "pendant 20 époques : les scores peuvent se comparer."
    )


def altered(part: str, **changes: object) -> Result:
    record = seed_record("mlp-raw-2")
    record[part] |= changes
    return Result.model_validate(record)


ADAM = {**seed_record()["training"]["optimizer"], "name": "Adam"}
OTHERS = [
    (seed_result("mlp-raw-1"), ("la topologie", "la taille des lots", "le nombre d’époques")),
    (altered("training", batch_size=64), ("la taille des lots",)),
    (altered("training", optimizer=ADAM), ("l’optimiseur",)),
]


@pytest.mark.parametrize(("result", "differences"), OTHERS)
def test_another_model_is_told_apart(result: Result, differences: tuple[str, ...]) -> None:
    other = counterpart(reading(), "RMSprop", result)
    assert (other.same, other.differences) == (False, differences)
    check = ours_check(other, 0)
    assert (check.outcome, check.subjects) == (Outcome.INCONCLUSIVE, (result.id,))
    assert all(difference in check.sentence for difference in differences)
    assert ("diffèrent." in check.sentence) == (len(differences) > 1)


def test_a_model_that_we_do_not_have_cannot_be_compared() -> None:
    other = counterpart(reading(), "RMSprop", None)
    assert other == Counterpart(None, ())
    assert not other.same
    check = ours_check(other, 0)
    assert (check.outcome, check.subjects) == (Outcome.INCONCLUSIVE, ())


def test_one_epoch_is_singular() -> None:
    record = seed_record("mlp-raw-2")
    record["training"] |= {"epochs": 1, "batch_size": 1}
    record["history"] = {name: [0.5] for name in record["history"]}
    result = Result.model_validate(record)
    sentence = ours_check(Counterpart(result, ()), 1).sentence
    assert "lots de 1 image, 1 époque." in words(sentence)


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        (MODEL_2.rows, Outcome.TRUE),
        ((), Outcome.INCONCLUSIVE),
        (MODEL_2.rows[::2], Outcome.FALSE),
        ((MODEL_2.rows[0].replace("512", "100"), *MODEL_2.rows[1:]), Outcome.FALSE),
        ((MODEL_2.rows[0].replace("(Dense)", "(Conv2D)"), *MODEL_2.rows[1:]), Outcome.FALSE),
    ],
)
def test_code_and_table_describe_the_same_layers_or_not(rows: tuple[str, ...], outcome: Outcome) -> None:
    assert agreement_check(reading(), rows, 0).outcome is outcome


def test_an_announced_table_is_there_or_not() -> None:
    assert promise_check(MODEL_2.rows, 0).outcome is Outcome.TRUE
    missing = promise_check((), 0)
    assert (missing.outcome, missing.slips) == (Outcome.FALSE, ("tableau-absent",))


@pytest.mark.parametrize(
    ("line", "outcome", "reason"),
    [
        ("x = 3 # =3", Outcome.TRUE, "Python accepte cette ligne."),
        ("x = 3// =3", Outcome.FALSE, "// y est une division entière"),
        ("x = (3", Outcome.FALSE, "Python refuse cette ligne telle qu’elle est écrite."),
    ],
)
def test_python_judges_a_line(line: str, outcome: Outcome, reason: str) -> None:
    check = syntax_check(line)
    assert check.outcome is outcome
    assert reason in words(check.sentence)
