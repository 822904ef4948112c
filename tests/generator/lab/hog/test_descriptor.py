"""The descriptor is explained a configuration at a time, each with the models that use it."""

import pytest

from experiments.errors import ResultError
from experiments.project import RESULTS
from experiments.results.files import read_result
from experiments.results.schema import Result
from generator.lab.hog.descriptor import descriptor
from tests.generator.samples import family, hog_description, sample_record


def test_models_of_one_setting_share_its_picture() -> None:
    record = sample_record("mlp-hog-2")
    record["data"]["description"] = hog_description(2)
    both = [family("mlp-hog")[0], Result.model_validate(record)]
    (configuration,) = descriptor(both).configurations
    assert [model.id for model in configuration.models] == ["mlp-hog-1", "mlp-hog-2"]


def test_each_setting_has_its_size_and_its_picture() -> None:
    explanation = descriptor(family("mlp-hog"))
    # Two by two cells of two or four orientations.
    assert [c.size.value for c in explanation.configurations] == [8, 16]
    assert [c.size.value for c in explanation.configurations] == [
        result.model.input_shape[0] for result in family("mlp-hog")
    ]
    assert explanation.digit.value == 3
    assert explanation.digit.sources == ("results/mlp-hog-1.json#/data/description/illustration/label",)


@pytest.mark.parametrize("name", ["orientations", "pixels_per_cell", "image_shape", "illustration"])
def test_a_setting_that_was_not_recorded_is_named(name: str) -> None:
    record = sample_record("mlp-hog-1")
    del record["data"]["description"][name]
    with pytest.raises(
        ResultError, match=f"results/mlp-hog-1.json : /data/description/{name}.* : cette valeur manque"
    ):
        descriptor([Result.model_validate(record)])


def test_every_symbol_of_the_sizes_and_of_the_values_is_explained() -> None:
    found = descriptor([read_result(RESULTS / "mlp-hog-1.json")])
    assert {symbol.latex for symbol in found.symbols} == {"H", "L", "p_H", "p_L", "o"}
    assert found.steps is not None
    meanings = {line.latex: line.meaning for line in found.steps.symbols}
    assert meanings["f_{k}"].startswith("valeur du descripteur")
    assert meanings[r"\varepsilon"].endswith("1 × 10⁻⁵")
    # What is a size in one equation is no strength in another.
    letters = {latex.partition("_")[0] for latex in meanings}
    assert not letters & {"H", "L", "p"}


@pytest.mark.parametrize("identifier", ["mlp-hog-1", "mlp-hog-4"])
def test_cells_whose_largest_value_is_shared_are_counted(identifier: str) -> None:
    """Clipping makes equal what exceeds it, and scaling again leaves it equal."""
    result = read_result(RESULTS / f"{identifier}.json")
    found = descriptor([result])
    assert found.steps is not None
    cells = [cell for row in result.data.description["illustration"]["cells"] for cell in row]
    shown = [cell for cell in cells if max(cell) > 0]
    shared = [cell for cell in shown if sum(max(cell) - value < 1e-6 for value in cell) > 1]
    assert (found.steps.filled.value, found.steps.tied.value) == (len(shown), len(shared))
