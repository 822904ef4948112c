"""No two texts of a plot stand on one another, and none leaves the sheet."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from experiments.figures import artists, style
from experiments.figures.catalogue import all_drawings
from experiments.figures.drawing import Drawing
from experiments.figures.histories import histories
from experiments.figures.names import REPORT
from experiments.project import RESULTS
from tests.experiments.figures.samples import result

# Every kind of plot is among those of these results and of the groups.
OWNERS = {"cnn-3", "cnn-pneumonia-2", "mlp-hog-1"}
# Their boxes hold what a letter may take above and below; so much of it is always white.
WHITE = 2.0


def shown(figure: Figure) -> Iterator[tuple[str, Bbox]]:
    """Yield each text that is drawn, with its box."""
    figure.draw_without_rendering()
    hidden = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            slack = 1e-6 * (high - low)
            for tick in axis.get_major_ticks():
                if not low - slack <= tick.get_loc() <= high + slack:
                    hidden |= {tick.label1, tick.label2}
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        box = text.get_window_extent()
        if text.get_visible() and text.get_text().strip() and text not in hidden:
            yield text.get_text(), box


def faults(figure: Figure) -> list[str]:
    """Name the texts that overlap, and those that leave the sheet."""
    texts = list(shown(figure))
    sheet = figure.bbox
    return [
        f"« {one} » sur « {other} »"
        for (one, a), (other, b) in combinations(texts, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 0 and min(a.y1, b.y1) - max(a.y0, b.y0) > WHITE
    ] + [
        f"« {text} » dépasse"
        for text, box in texts
        if box.x0 < -1 or box.y0 < -1 or box.x1 > sheet.width + 1 or box.y1 > sheet.height + 1
    ]


def kept() -> list[tuple[str, Drawing]]:
    return [
        (owner, drawing)
        for owner, drawing in all_drawings(RESULTS)
        if owner in OWNERS or owner.startswith("comparaison-") or owner == REPORT
    ]


def test_no_plot_of_the_report_has_texts_on_one_another() -> None:
    found = {}
    for owner, drawing in kept():
        with style.applied("essai"):
            said = faults(drawing.figure())
        if said:
            found[owner, drawing.name] = said
    assert found == {}


@pytest.mark.parametrize("models", [2, 5, 6, 13])
@pytest.mark.parametrize("name", ["M", "Un réseau dont le nom est très long, avec des remarques"])
def test_the_histories_of_any_number_of_models_can_be_read(models: int, name: str) -> None:
    results = [result(id=f"essai-{rank}") for rank in range(models)]
    names = results[0].names
    named = [
        each.model_copy(update={"names": names.model_copy(update={"model": f"{name} {rank}"})})
        for rank, each in enumerate(results)
    ]
    drawing = histories(named)
    assert drawing is not None
    with style.applied("essai"):
        figure = drawing.figure()
        assert faults(figure) == []
        (legend,) = figure.legends
        looks = [(line.get_color(), line.get_linestyle(), line.get_marker()) for line in legend.get_lines()]
    assert len(set(looks)) == models


def test_texts_on_one_another_would_be_seen() -> None:
    with style.applied("essai"):
        figure, axes = style.canvas(style.SMALL)
        axes.text(0.5, 0.5, "rappel")
        axes.text(0.5, 0.5, "précision")
        assert faults(figure) == ["« rappel » sur « précision »"]


def test_a_note_is_written_even_where_others_stand_on_every_side() -> None:
    with style.applied("essai"):
        _, axes = style.canvas(style.SMALL)
        artists.notes(axes, [((0.5, 0.5), str(depth)) for depth in range(6)])
        written = [text.get_text() for text in axes.texts]
        assert written == [str(depth) for depth in range(6)]
        assert len({(text.get_ha(), text.get_va()) for text in axes.texts[:4]}) == 4
