"""Columns of the images that one, two… models misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sections.charts.error_chart import BOTTOM, TOP, error_chart

SOURCES = ("results/cnn-1.json#/evaluation/test/predictions",)


@given(st.lists(st.integers(0, 10**5), min_size=1, max_size=20))
def test_columns_are_inside_the_drawing_in_order_and_to_scale(images: list[int]) -> None:
    chart = error_chart(images, SOURCES)
    assert [column.models for column in chart.columns] == [str(k) for k in range(1, len(images) + 1)]
    edges = [edge for column in chart.columns for edge in (column.x, column.x + column.width)]
    assert edges == sorted(edges)
    assert chart.left <= edges[0] and edges[-1] <= chart.right <= chart.width
    for column, number in zip(chart.columns, images, strict=True):
        assert column.y + column.height == pytest.approx(chart.bottom, abs=0.11)
        assert column.height == pytest.approx(number / max(1, *images) * (BOTTOM - TOP), abs=0.06)
        assert column.x < column.middle < column.x + column.width
    assert chart.bottom < chart.height
    assert chart.sources == SOURCES


def test_a_column_says_its_images_and_models() -> None:
    chart = error_chart([1200, 1, 0], SOURCES)
    assert [column.images for column in chart.columns] == ["1\u202f200", "1", "0"]
    assert chart.alternative == (
        "1\u202f200 images mal lues par 1 seul modèle ; 1 image mal lue par 2 modèles ; "
        "0 image mal lue par les 3 modèles."
    )


def test_the_column_of_all_the_models_is_told_apart() -> None:
    assert [column.css for column in error_chart([5, 3, 2], SOURCES).columns] == [
        "series-1",
        "series-1",
        "series-2",
    ]


def test_a_single_model_is_called_a_single_model() -> None:
    assert error_chart([2], SOURCES).alternative == "2 images mal lues par 1 seul modèle."
