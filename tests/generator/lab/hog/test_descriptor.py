"""The descriptor is explained a configuration at a time, each with the models that use it."""

import numpy as np
import pytest

from experiments.errors import ResultError
from experiments.project import RESULTS
from experiments.results.files import read_result
from experiments.results.schema import Result
from generator.formulas.hog import HogSettings
from generator.formulas.hog_cell import cell_votes
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
    assert {symbol.latex for symbol in found.symbols} == {
        *("H", "L", "p_H", "p_L", "o"),
        *(r"n_{\text{HOG}}", r"\delta", r"\lfloor x \rfloor"),
    }
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


@pytest.mark.parametrize("identifier", ["mlp-hog-1", "mlp-hog-4"])
def test_the_long_stroke_is_of_the_cell_divided_by_the_smallest_norm(identifier: str) -> None:
    result = read_result(RESULTS / f"{identifier}.json")
    (steps,) = [descriptor([result]).steps]
    assert steps is not None
    shown = result.data.description["illustration"]
    settings = HogSettings(
        (28, 28), (result.data.description["pixels_per_cell"],) * 2, result.data.description["orientations"]
    )
    votes = cell_votes(np.array(shown["magnitude"]), np.array(shown["orientation"]), settings)
    norms, longest = np.linalg.norm(votes, axis=-1), np.array(shown["cells"]).max(axis=-1)
    place = int(steps.stroke.row.value), int(steps.stroke.column.value)
    assert longest[place] == pytest.approx(longest.max())
    assert steps.stroke.norm.value == pytest.approx(norms[place] / norms.max())
    assert norms[place] == norms[(longest > longest.max() - 1e-6) & (norms > 0)].min()
    assert steps.stroke.common.value == pytest.approx(longest[np.unravel_index(norms.argmax(), norms.shape)])


def test_the_gradient_is_worked_out_where_it_is_the_strongest() -> None:
    result = read_result(RESULTS / "mlp-hog-1.json")
    found = descriptor([result]).gradient
    assert found is not None
    magnitude = np.array(result.data.description["illustration"]["magnitude"])
    strength, direction = found.equations[2:]
    assert strength.value == pytest.approx(magnitude.max())
    place = int(found.row.value), int(found.column.value)
    assert direction.value == pytest.approx(
        result.data.description["illustration"]["orientation"][place[0]][place[1]]
    )
    assert (found.pixels.value, found.gap.value < 1e-9) == (26 * 26, True)


def test_a_gradient_that_is_not_the_one_recorded_is_not_shown() -> None:
    record = read_result(RESULTS / "mlp-hog-1.json").model_dump(mode="json")
    record["data"]["description"]["illustration"]["magnitude"][5][5] += 0.1
    assert descriptor([Result.model_validate(record)]).gradient is None
