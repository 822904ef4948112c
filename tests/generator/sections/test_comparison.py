"""Models side by side, and what each costs."""

from experiments.results.schema import Result
from generator.sections.comparison import compare_models
from tests.generator.samples import sample, sample_record
from tests.generator.seeds import trained


def test_a_table_has_a_line_per_model_and_one_selected() -> None:
    results = [sample("mlp-raw-1"), sample("mlp-raw-2")]
    comparison = compare_models(results)
    assert [line.model.id for line in comparison.lines] == ["mlp-raw-1", "mlp-raw-2"]
    assert [line.selected for line in comparison.lines] == [False, True]
    assert comparison.selected.model.id == "mlp-raw-2"
    assert comparison.selected.test.sources == ("results/mlp-raw-2.json#/evaluation/test/accuracy",)
    assert comparison.selected.validation.sources == (
        "results/mlp-raw-2.json#/evaluation/validation/accuracy",
    )


def test_epochs_are_those_that_were_done() -> None:
    record = sample_record("mlp-raw-1")
    record["training"].update(epochs=50, patience=2)
    (line,) = compare_models([Result.model_validate(record)]).lines
    assert line.epochs.value == len(record["history"]["loss"]) < 50


def test_multiply_adds_are_products_of_a_weight_and_an_input() -> None:
    line = compare_models([sample("cnn-2")]).lines[0]
    # 4 x 4 places, 2 filters of 2 x 2 x 1; then 2 x 2 places, 2 filters of 2 x 2 x 2; then 2 x 4.
    assert line.multiply_adds is not None
    assert line.multiply_adds.value == 16 * 2 * 4 + 4 * 2 * 8 + 2 * 4


def test_scores_are_those_of_all_the_trainings() -> None:
    result = trained("cnn-1", range(0), range(4), range(8))
    (line,) = compare_models([result]).lines
    assert line.trainings.value == 3
    assert line.test.value == (1 + 36 / 40 + 32 / 40) / 3
    losses = [training.evaluation["test"].loss for training in result.trainings]
    assert line.test_loss.value == sum(losses) / 3 != losses[0]
    assert line.test.sources == tuple(f"{each.file}#/evaluation/test/accuracy" for each in result.trainings)
