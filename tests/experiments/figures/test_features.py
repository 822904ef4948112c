"""Filters and maps are drawn from what a result keeps of them, whatever their sizes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.figures.catalogue import drawings
from experiments.figures.drawing import Drawing
from experiments.figures.features import filters, maps
from experiments.figures.writer import write_plot
from experiments.training.features import quantized
from tests.experiments.figures.samples import result


def learned(kernel: tuple[int, ...], *shapes: tuple[int, ...], level: float = 1.0) -> Any:
    """Return a result that keeps filters, and one map of each shape."""
    rng = np.random.default_rng(1)
    made = [quantized(level * rng.random(shape, dtype=np.float32)) for shape in shapes]
    return result(
        features={
            "example": 0,
            "image": quantized(rng.random((5, 4, kernel[2]), dtype=np.float32)),
            "filters": {"layer": "conv", "array": quantized(rng.normal(size=kernel).astype(np.float32))},
            "maps": [{"layer": f"conv{rank}", "array": each} for rank, each in enumerate(made)],
        }
    )


def test_each_weight_and_each_answer_is_in_the_table() -> None:
    record = learned((2, 3, 1, 4), (5, 4, 2), (2, 2, 3))
    drawn, found = filters(record), maps(record)
    assert len(drawn.table) == 1 + 2 * 3 * 4
    assert drawn.alternative == "4 filtres de 2 × 3, en mosaïque."
    assert [len(line) for line in found.table] == [3 + 4] * (1 + 5 * 2 + 2 * 3)
    assert {line[0] for line in found.table[1:]} == {"conv0", "conv1"}
    assert {drawing.name for drawing in drawings(record)} >= {"filtres", "cartes"}


@pytest.mark.parametrize(
    "record",
    [
        learned((1, 1, 1, 1), (1, 1, 1)),
        learned((3, 3, 3, 20), (8, 8, 8), (4, 4, 8)),
        learned((2, 2, 1, 2), (3, 3, 1), level=0.0),
        learned((2, 2, 1, 2), (3, 3, 1), level=-1.0),
    ],
    ids=["one cell", "three channels", "silent filters", "negative answers"],
)
def test_they_can_be_drawn(record: Any, tmp_path: Path) -> None:
    for drawing in (filters(record), maps(record)):
        assert isinstance(drawing, Drawing)
        write_plot(tmp_path, "essai-1", drawing, "f" * 64)
        svg = (tmp_path / "figures" / "essai-1" / f"{drawing.name}.svg").read_text(encoding="utf-8")
        assert "<image" in svg and drawing.title.split(" ")[0] in svg
