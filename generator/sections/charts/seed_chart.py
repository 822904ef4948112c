"""A chart of the spread over seeds: the test accuracy of every training of every model."""

import math
from dataclasses import dataclass

from experiments import language
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.facts.reference import reference
from generator.sections.charts.line_chart import Tick, nice_step
from generator.sections.charts.weight_chart import FAMILY_SERIES, Dot

WIDTH = 640
LEFT, RIGHT = 150, WIDTH - 24
TOP, ROW = 24, 30


@dataclass(frozen=True)
class Row:
    """One model: its trainings on a line, the primary one last, so that nothing hides it."""

    name: str
    y: float
    dots: list[Dot]


@dataclass(frozen=True)
class SeedChart:
    """One row per model that was trained with several seeds."""

    rows: list[Row]
    ticks: list[Tick]
    alternative: str
    sources: list[str]
    width = WIDTH
    left, right, top = LEFT, RIGHT, TOP

    @property
    def bottom(self) -> int:
        """Where the axis is."""
        return TOP + len(self.rows) * ROW

    @property
    def height(self) -> int:
        """Height of the drawing."""
        return self.bottom + 44


def seed_chart(results: list[Result]) -> SeedChart | None:
    """Place the trainings of each model by their test accuracy; None when no model has replicates."""
    repeated = [result for result in results if result.replicates]
    if not repeated:
        return None
    accuracies = [
        training.evaluation["test"].accuracy for result in repeated for training in result.trainings
    ]
    step = nice_step((max(accuracies) - min(accuracies)) / 4 or 0.01)
    low = math.floor(min(accuracies) / step) * step
    lines = max(1, math.ceil((max(accuracies) - low) / step - 1e-9))
    high = low + lines * step

    def x(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (value - low) / (high - low), 1)

    def dot(result: Result, training: Result | Replicate, seed: int, y: float) -> Dot:
        test = training.evaluation["test"]
        tooltip = (
            f"{reference(result).name}, graine {language.integer(seed)} : "
            f"{language.percent(test.accuracy, test.count)}"
        )
        css = FAMILY_SERIES[result.family] + (" primary" if training is result else "")
        return Dot(x(test.accuracy), y, css, "", tooltip)

    rows = []
    for rank, result in enumerate(repeated):
        y = TOP + (rank + 0.5) * ROW
        dots = [dot(result, replicate, replicate.seed, y) for replicate in result.replicates]
        dots.append(dot(result, result, result.training.seed, y))
        rows.append(Row(reference(result).name, y, dots))
    digits = max(0, math.ceil(-math.log10(step * 100) - 1e-9))
    return SeedChart(
        rows=rows,
        ticks=[
            Tick(x(low + i * step), f"{language.decimal(100 * (low + i * step), digits)} %")
            for i in range(lines + 1)
        ],
        alternative=" ; ".join(dot.tooltip for row in rows for dot in row.dots) + ".",
        sources=[
            f"{training.file}#/evaluation/test/accuracy"
            for result in repeated
            for training in result.trainings
        ],
    )
