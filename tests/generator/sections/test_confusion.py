"""The confusion matrix, against scikit-learn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix

from experiments.results.schema import Result
from generator.sections.confusion import confusion
from tests.generator.samples import LABELS, evaluation, sample_record, with_predictions

WRONG = st.dictionaries(st.integers(0, len(LABELS) - 1), st.sampled_from("0123"))


@given(WRONG)
def test_cells_are_the_counts_of_scikit_learn(wrong: dict[int, str]) -> None:
    result = with_predictions("mlp-raw-1", wrong)
    table = confusion(result, "test")
    test = result.evaluation["test"]
    expected = confusion_matrix(list(test.labels), list(test.predictions), labels=list("0123"))
    assert [[int(cell.text) for cell in row] for row in table.rows] == expected.tolist()
    assert table.errors.value == sum(a != b for a, b in zip(test.labels, test.predictions, strict=True))
    for i, row in enumerate(table.rows):
        for j, cell in enumerate(row):
            assert cell.source == f"results/mlp-raw-1.json#/evaluation/test/confusion_matrix/{i}/{j}"
            assert cell.right == (i == j)


@given(WRONG)
def test_the_colour_of_a_cell_is_its_share_of_the_right_answers_or_of_the_errors(
    wrong: dict[int, str],
) -> None:
    table = confusion(with_predictions("mlp-raw-1", wrong), "test")
    for i, row in enumerate(table.rows):
        assert all(0 <= cell.level <= 1 for cell in row)
        assert row[i].level == pytest.approx(int(row[i].text) / 10)
        errors = sum(cell.level for cell in row if not cell.right)
        assert errors == pytest.approx(1 if int(row[i].text) < 10 else 0)
        assert [cell.css for cell in row if not cell.right and cell.text == "0"].count("error zero") == sum(
            cell.text == "0" for cell in row if not cell.right
        )


def test_a_model_without_an_error_has_none() -> None:
    table = confusion(with_predictions("mlp-raw-1", {}), "test")
    assert table.errors.value == 0


def test_classes_keep_their_names() -> None:
    record = sample_record()
    record["data"]["classes"] = ["a", "b", "c", "d"]
    record["evaluation"]["test"] = evaluation({0: "2"})
    table = confusion(Result.model_validate(record), "test")
    assert table.classes == ["a", "b", "c", "d"]
