"""The spread over seeds, drawn training by training."""

from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.sections.charts.seed_chart import SeedChart, seed_chart
from tests.generator.samples import LABELS, sample, with_predictions
from tests.generator.seeds import with_seeds

MISSED = st.integers(0, len(LABELS))
TRAININGS = st.lists(MISSED, min_size=2, max_size=5)


def wrong(count: int) -> dict[int, str]:
    return {rank: "1" if LABELS[rank] == "0" else "0" for rank in range(count)}


def trained(identifier: str, trainings: list[int]) -> Result:
    primary, *others = trainings
    return with_seeds(with_predictions(identifier, wrong(primary)), [wrong(other) for other in others])


def drawn(*results: Result) -> SeedChart:
    chart = seed_chart(list(results))
    assert chart is not None
    return chart


def test_without_replicates_there_is_nothing_to_draw() -> None:
    assert seed_chart([sample("mlp-raw-1"), sample("cnn-1")]) is None


def test_only_models_with_replicates_have_a_row() -> None:
    chart = drawn(sample("mlp-raw-1"), trained("cnn-1", [1, 2, 3]))
    assert [row.name for row in chart.rows] == ["CNN 1"]
    assert [dot.tooltip for dot in chart.rows[0].dots] == [
        "CNN 1, graine 2 : 95\u202f%",
        "CNN 1, graine 3 : 93\u202f%",
        "CNN 1, graine 1 : 97\u202f%",
    ]
    assert [dot.css.endswith("primary") for dot in chart.rows[0].dots] == [False, False, True]


@given(TRAININGS, TRAININGS)
def test_dots_are_inside_the_frame_and_ordered_by_accuracy(first: list[int], second: list[int]) -> None:
    chart = drawn(trained("cnn-1", first), trained("mlp-raw-1", second))
    dots = [dot for row in chart.rows for dot in row.dots]
    drawn_as = [*first[1:], first[0], *second[1:], second[0]]
    for missed, dot in zip(drawn_as, dots, strict=True):
        assert chart.left <= dot.x <= chart.right
        assert chart.top < dot.y < chart.bottom < chart.height
        for other, place in zip(drawn_as, dots, strict=True):
            if missed < other:
                assert dot.x > place.x
    positions = [tick.position for tick in chart.ticks]
    assert (positions[0], positions[-1]) == (chart.left, chart.right)
    assert positions == sorted(positions)
    assert len({tick.text for tick in chart.ticks}) == len(chart.ticks)


def test_it_names_every_file_it_rests_on() -> None:
    assert drawn(trained("cnn-1", [1, 2])).sources == [
        "results/cnn-1.json#/evaluation/test/accuracy",
        "results/replicates/cnn-1-seed-2.json#/evaluation/test/accuracy",
    ]
