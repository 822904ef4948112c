"""The home page says what was found in MNIST, when the result says it."""

from experiments.results.schema import Result
from generator.lab.home.page import digits
from tests.generator.samples import sample_record


def test_images_found_twice_are_counted() -> None:
    record = sample_record()
    record["data"]["description"] |= {
        "duplicates": [["train/0", "test/2"], ["train/1", "train/3"]],
        "shared_between_splits": [["train/0", "test/2"]],
    }
    page = digits(Result.model_validate(record))
    assert page.copies is not None and page.shared is not None
    assert (page.copies.value, page.shared.value) == (2, 1)
    assert page.copies.sources == ("results/mlp-raw-1.json#/data/description/duplicates",)


def test_nothing_is_said_of_what_the_result_does_not_hold() -> None:
    page = digits(Result.model_validate(sample_record()))
    assert (page.copies, page.shared) == (None, None)
