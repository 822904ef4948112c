"""The descriptor is explained with the pictures of the results, a configuration at a time."""

import math

import pytest

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.lab.hog.hog_explanation import PIXEL, VISIBLE_SHARE, hog_explanation
from tests.generator.samples import family, hog_description, sample_record


def results(**description: object) -> list[Result]:
    record = sample_record("mlp-hog-1")
    record["data"]["description"].update(description)
    return [Result.model_validate(record)]


def test_models_of_one_setting_share_its_picture() -> None:
    record = sample_record("mlp-hog-2")
    record["data"]["description"] = hog_description(2)
    both = [family("mlp-hog")[0], Result.model_validate(record)]
    (configuration,) = hog_explanation(both).configurations
    assert [model.id for model in configuration.models] == ["mlp-hog-1", "mlp-hog-2"]


def test_each_setting_has_its_size_and_its_picture() -> None:
    explanation = hog_explanation(family("mlp-hog"))
    # Two by two cells of two or four orientations.
    assert [c.size.value for c in explanation.configurations] == [8, 16]
    assert [c.size.value for c in explanation.configurations] == [
        result.model.input_shape[0] for result in family("mlp-hog")
    ]
    assert explanation.digit.value == 3
    assert explanation.digit.sources == ("results/mlp-hog-1.json#/data/description/illustration/label",)


def test_pixels_are_squares_as_dark_as_their_level() -> None:
    picture = hog_explanation(
        results(illustration={**ILLUSTRATION, "image": [[0.0, 0.25], [1.0, 0.0]]})
    ).image
    assert [(m.x1, m.y1, m.x2, m.y2, m.opacity) for m in picture.marks] == [
        (PIXEL, 0, 2 * PIXEL, PIXEL, 0.25),
        (0, PIXEL, PIXEL, 2 * PIXEL, 1.0),
    ]
    assert picture.size == 2 * PIXEL


ILLUSTRATION = hog_description(2)["illustration"]


@pytest.mark.parametrize(("angle", "dx", "dy"), [(0, 1, 0), (90, 0, 1), (45, math.sqrt(0.5), math.sqrt(0.5))])
def test_a_gradient_is_a_stroke_in_its_direction_as_long_as_it_is_strong(
    angle: float, dx: float, dy: float
) -> None:
    changed = {**ILLUSTRATION, "magnitude": [[2.0, 1.0]], "orientation": [[angle, angle]]}
    strong, weak = hog_explanation(results(illustration=changed)).gradient.marks
    assert (strong.opacity, weak.opacity) == (1.0, 0.5)
    assert strong.x2 - strong.x1 == pytest.approx(PIXEL * dx, abs=0.2)
    assert strong.y2 - strong.y1 == pytest.approx(PIXEL * dy, abs=0.2)
    assert weak.x2 - weak.x1 == pytest.approx(PIXEL / 2 * dx, abs=0.2)
    assert (strong.x1 + strong.x2) / 2 == PIXEL / 2


def test_an_image_without_a_contour_has_no_stroke() -> None:
    blank = {**ILLUSTRATION, "magnitude": [[0.0] * 4] * 4}
    assert hog_explanation(results(illustration=blank)).gradient.marks == []


def test_a_cell_has_a_stroke_per_orientation_it_holds() -> None:
    cells = [[[1.0, VISIBLE_SHARE / 2]], [[0.5, 1.0]]]
    (configuration,) = hog_explanation(results(illustration={**ILLUSTRATION, "cells": cells})).configurations
    marks = configuration.cells.marks
    assert [mark.opacity for mark in marks] == [1.0, 0.5, 1.0]
    side = 2 * PIXEL
    # Two orientations share the half turn: their middles are at 45 and 135 degrees.
    first, _, last = marks
    assert first.x2 - first.x1 == pytest.approx(side * math.sqrt(0.5), abs=0.2)
    assert first.y2 - first.y1 == pytest.approx(side * math.sqrt(0.5), abs=0.2)
    assert last.x2 - last.x1 == pytest.approx(-side * math.sqrt(0.5), abs=0.2)
    assert configuration.cells.grid == [0, side, 2 * side]


@pytest.mark.parametrize("name", ["orientations", "pixels_per_cell", "image_shape", "illustration"])
def test_a_setting_that_was_not_recorded_is_named(name: str) -> None:
    record = sample_record("mlp-hog-1")
    del record["data"]["description"][name]
    with pytest.raises(
        ResultError, match=f"results/mlp-hog-1.json : /data/description/{name}.* : cette valeur manque"
    ):
        hog_explanation([Result.model_validate(record)])
