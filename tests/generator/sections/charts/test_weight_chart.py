"""Weights against accuracy, and layer by layer, to one scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.sections.charts.weight_chart import NAMES_WIDTH, RIGHT, bars, scatter
from tests.generator.samples import LABELS, NETWORKS, evaluation, sample, sample_record

EVERYTHING = [sample(identifier) for identifier in NETWORKS]
WRONG = st.sets(st.integers(0, 39))


def model(identifier: str, wrong: set[int], weights: int) -> Result:
    record = sample_record(identifier)
    record["evaluation"]["test"] = evaluation({rank: "1" if LABELS[rank] == "0" else "0" for rank in wrong})
    record["model"]["parameters"] = weights
    return Result.model_validate(record)


@given(st.lists(st.tuples(WRONG, st.integers(1, 10**8)), min_size=1, max_size=6))
def test_every_dot_is_inside_the_frame_and_in_order(drawn: list[tuple[set[int], int]]) -> None:
    results = [model(identifier, *values) for identifier, values in zip(NETWORKS, drawn, strict=False)]
    chart = scatter(results)
    for dot in chart.dots:
        assert chart.left <= dot.x <= chart.right
        assert chart.top <= dot.y <= chart.bottom
    for one, dot in zip(results, chart.dots, strict=True):
        for other, place in zip(results, chart.dots, strict=True):
            if one.model.parameters < other.model.parameters:
                assert dot.x <= place.x
            if one.evaluation["test"].accuracy < other.evaluation["test"].accuracy:
                assert dot.y > place.y
    assert [tick.position for tick in chart.x_ticks] == sorted(tick.position for tick in chart.x_ticks)
    assert (chart.y_ticks[0].position, chart.y_ticks[-1].position) == (chart.bottom, chart.top)
    assert len({tick.text for tick in chart.y_ticks}) == len(chart.y_ticks)


def test_a_dot_says_its_model_weights_depth_and_accuracy() -> None:
    dot = scatter(EVERYTHING).dots[4]
    assert dot.tooltip == "CNN 1 : 64 poids, 3 couches, 97\u202f%"
    assert dot.label == "3"


def test_a_chart_names_every_result_it_rests_on() -> None:
    for chart in (scatter(EVERYTHING), bars(EVERYTHING)):
        files = {source.partition("#")[0] for source in chart.sources}
        assert files == {f"results/{identifier}.json" for identifier in NETWORKS}


def test_bars_are_the_weights_of_the_layers_to_one_scale() -> None:
    chart = bars(EVERYTHING)
    scale = (RIGHT - NAMES_WIDTH - 70) / max(result.model.parameters for result in EVERYTHING)
    for result, bar in zip(EVERYTHING, chart.bars, strict=True):
        layers = [layer for layer in result.model.layers if layer.parameters]
        assert [segment.width for segment in bar.segments] == pytest.approx(
            [layer.parameters * scale for layer in layers], abs=0.01
        )
        colours = {"Conv2D": "series-3", "Dense": "series-1"}
        assert [segment.css for segment in bar.segments] == [colours[layer.type] for layer in layers]
        ends = [segment.x + segment.width for segment in bar.segments]
        assert [segment.x for segment in bar.segments] == pytest.approx([NAMES_WIDTH, *ends[:-1]], abs=0.05)
        assert ends[-1] < bar.total_x < RIGHT
        assert bar.total == str(result.model.parameters)
        assert bar.y + chart.bar_height < chart.height


def test_a_layer_that_the_graph_does_not_reach_has_no_bar() -> None:
    record = sample_record("mlp-raw-1")
    record["model"]["layers"].append({**record["model"]["layers"][0], "name": "oubli", "connected": False})
    (bar,) = bars([Result.model_validate(record)]).bars
    assert len(bar.segments) == 2


def test_the_legend_names_what_the_bars_show() -> None:
    assert bars(EVERYTHING).legend == [("convolution", "series-3"), ("dense", "series-1")]
    record = sample_record("mlp-raw-1")
    record["model"]["layers"][0]["type"] = "LSTM"
    assert bars([Result.model_validate(record)]).legend == [("autre", "series-5"), ("dense", "series-1")]
