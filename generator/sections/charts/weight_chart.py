"""Two charts about weights: accuracy against their number, and where they sit."""

import math
from dataclasses import dataclass

from experiments import language
from experiments.results.schema import Result
from generator.facts.depth import depth
from generator.facts.reference import reference
from generator.formulas.layers.catalogue import kind_of
from generator.formulas.layers.kind import Role
from generator.sections.charts.line_chart import Tick, nice_step

WIDTH = 640
LEFT, RIGHT = 74, WIDTH - 20
TOP, BOTTOM, HEIGHT = 40, 330, 380
BAR_HEIGHT, BAR_GAP = 22, 12
NAMES_WIDTH = 190
FAMILY_SERIES = {"mlp-raw": "series-1", "mlp-hog": "series-2", "cnn-digits": "series-3"}
ROLE_SERIES = {Role.CONVOLUTION: "series-3", Role.DENSE: "series-1", Role.NORMALISATION: "series-4"}
OTHER_SERIES = "series-5"


@dataclass(frozen=True)
class Dot:
    """A model in the plane: number of weights across, test accuracy upwards."""

    x: float
    y: float
    css: str
    label: str
    tooltip: str


@dataclass(frozen=True)
class Scatter:
    """Accuracy against weights, one dot per model, labelled with its depth."""

    dots: list[Dot]
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    alternative: str
    sources: list[str]
    width = WIDTH
    height = HEIGHT
    left, right, top, bottom = LEFT, RIGHT, TOP, BOTTOM


@dataclass(frozen=True)
class Segment:
    """The weights of one layer, as a part of the bar of its model."""

    x: float
    width: float
    css: str
    tooltip: str


@dataclass(frozen=True)
class Bar:
    """One model: its layers side by side."""

    name: str
    y: float
    segments: list[Segment]
    total: str
    total_x: float


@dataclass(frozen=True)
class Bars:
    """Weights layer by layer, one bar per model; the legend names the roles of the layers."""

    bars: list[Bar]
    legend: list[tuple[str, str]]
    alternative: str
    sources: list[str]
    width = WIDTH
    names_width = NAMES_WIDTH
    bar_height = BAR_HEIGHT

    @property
    def height(self) -> int:
        """Height of the drawing."""
        return TOP + len(self.bars) * (BAR_HEIGHT + BAR_GAP)


def scatter(results: list[Result]) -> Scatter:
    """Place each model by its weights, on a logarithmic scale, and its test accuracy."""
    weights = [result.model.parameters for result in results]
    accuracies = [result.evaluation["test"].accuracy for result in results]
    low_x, high_x = math.floor(math.log10(min(weights))), math.ceil(math.log10(max(weights)))
    high_x = max(high_x, low_x + 1)
    step = nice_step((max(accuracies) - min(accuracies)) / 4 or 0.01)
    low_y = math.floor(min(accuracies) / step) * step
    high_y = max(low_y + step, math.ceil(max(accuracies) / step) * step)

    def x(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (math.log10(value) - low_x) / (high_x - low_x), 1)

    def y(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (value - low_y) / (high_y - low_y), 1)

    dots = []
    for result, w, accuracy in zip(results, weights, accuracies, strict=True):
        shown = language.percent(accuracy, result.evaluation["test"].count)
        layers = depth(result)
        tooltip = f"{reference(result).name} : {language.integer(w)} poids, {language.integer(layers)} couches, {shown}"
        dots.append(Dot(x(w), y(accuracy), FAMILY_SERIES[result.family], language.integer(layers), tooltip))
    digits = max(0, math.ceil(-math.log10(step * 100) - 1e-9))
    lines = round((high_y - low_y) / step) + 1
    return Scatter(
        dots=dots,
        x_ticks=[Tick(x(10.0**k), language.integer(10**k)) for k in range(low_x, high_x + 1)],
        y_ticks=[
            Tick(y(low_y + i * step), f"{language.decimal(100 * (low_y + i * step), digits)} %")
            for i in range(lines)
        ],
        alternative=" ; ".join(dot.tooltip for dot in dots) + ".",
        sources=[
            f"{result.file}#{pointer}"
            for result in results
            for pointer in ("/model/parameters", "/evaluation/test/accuracy")
        ],
    )


def bars(results: list[Result]) -> Bars:
    """Show the weights of each layer of each model to one scale."""
    scale = (RIGHT - NAMES_WIDTH - 70) / max(result.model.parameters for result in results)
    drawn, legend = [], dict[str, str]()
    for rank, result in enumerate(results):
        name = reference(result).name
        x, segments = float(NAMES_WIDTH), []
        for layer in result.model.layers:
            if layer.connected and layer.parameters:
                role = kind_of(layer.type).role
                css = ROLE_SERIES.get(role, OTHER_SERIES)
                legend[role.value] = css
                width = layer.parameters * scale
                tooltip = f"{name}, {layer.name} ({role.value}) : {language.integer(layer.parameters)} poids"
                segments.append(Segment(round(x, 2), round(width, 2), css, tooltip))
                x += width
        total = language.integer(result.model.parameters)
        drawn.append(Bar(name, TOP + rank * (BAR_HEIGHT + BAR_GAP), segments, total, round(x + 6, 1)))
    return Bars(
        bars=drawn,
        legend=sorted(legend.items()),
        alternative=" ; ".join(segment.tooltip for bar in drawn for segment in bar.segments) + ".",
        sources=[f"{result.file}#/model/layers" for result in results],
    )
