"""What explains the convolutional networks is computed from what they recorded, or left out."""

import base64
import copy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.results.files import read_result
from experiments.results.schema import Result
from generator.lab.cnn.confused import confused
from generator.lab.cnn.filters import filter_use
from generator.lab.cnn.seeing import fields, reductions
from generator.site.build import RESULTS
from tests.generator.sample_layers import convolution, dense, flatten, network, pooling
from tests.generator.samples import sample, sample_record

LEVELS = 127


def quantized(values: np.ndarray) -> dict[str, Any]:
    scale = float(np.abs(values).max()) / LEVELS or 1.0
    levels = np.rint(values / scale).astype(np.int8)
    return {
        "shape": list(values.shape),
        "scale": scale,
        "values": base64.b64encode(levels.tobytes()).decode(),
    }


def recorded(spoil: float = 0.0, activation: str = "relu") -> Result:
    """Record a convolution of 2 × 2 whose filters and answers agree, unless spoilt."""
    rng = np.random.default_rng(3)
    image, kernels = rng.random((4, 4, 1)), rng.normal(size=(2, 2, 1, 2))
    padded = np.pad(image, ((0, 1), (0, 1), (0, 0)))
    sums = sum(
        padded[u : u + 4, v : v + 4, 0, np.newaxis] * kernels[u, v, 0] for u in range(2) for v in range(2)
    )
    maps = np.maximum(sums + np.array([0.3, 0.1]), 0)
    maps[0, 0] += spoil
    record = copy.deepcopy(sample_record("cnn-1"))
    record["model"]["layers"][0]["config"]["activation"] = activation
    record["features"] = {
        "example": 0,
        "image": quantized(image),
        "filters": {"layer": "conv2d", "array": quantized(kernels)},
        "maps": [{"layer": "conv2d", "array": quantized(maps)}],
    }
    return Result.model_validate(record)


def test_the_formula_is_shown_when_the_records_agree() -> None:
    use = filter_use([sample("cnn-1"), recorded()])
    assert use is not None
    assert 0 <= use.gap.value <= use.resolution.value < 0.2


@pytest.mark.parametrize("result", [recorded(spoil=2.0), recorded(activation="sigmoid"), sample("cnn-1")])
def test_it_is_not_when_they_contradict_it_or_cannot_tell(result: Result) -> None:
    assert filter_use([result]) is None


def test_it_holds_for_the_trained_networks() -> None:
    for position in range(1, 5):
        assert filter_use([read_result(RESULTS / f"cnn-{position}.json")]) is not None


def odd(side: int) -> Result:
    record = sample_record("cnn-1")
    half = side // 2
    record["model"] = network(
        [side, side, 1],
        convolution([side, side, 1], 2, 3, "conv", "input_layer"),
        pooling([side, side, 2], "pool", "conv"),
        flatten([half, half, 2], "flatten", "pool"),
        dense(half * half * 2, 4, "softmax", "dense", "flatten"),
    )
    return Result.model_validate(record)


@pytest.mark.parametrize("side", range(2, 9))
def test_a_reduction_leaves_out_what_is_odd(side: int) -> None:
    found = reductions([odd(side)])
    assert len(found) == side % 2
    if found:
        assert [each.value for each in (*found[0].before, *found[0].after, *found[0].left)] == [
            *(side, side, side // 2, side // 2, 1, 1)
        ]


def test_what_a_network_sees_is_compared_with_its_input() -> None:
    found = fields([odd(3), odd(8), odd(2)])
    assert [(field.sides[0].value, field.whole) for field in found] == [(3, True), (3, False), (3, True)]
    assert [field.reach for field in (found[0], found[2])] == ["autant", "plus"]
    assert [size.value for size in found[2].image] == [2, 2]
    assert fields([sample("mlp-raw-1")]) == []


def test_the_confused_images_are_those_of_the_most_confused_pair() -> None:
    found = confused([read_result(Path(RESULTS) / f"cnn-{position}.json") for position in range(1, 5)])
    assert found is not None
    pairs = {frozenset((image.truth, image.answers[0].digit)) for image in found.gallery.images}
    assert pairs == {frozenset((found.first, found.second))}
    assert found.others.value <= found.gallery.total.value


def test_without_a_sure_confusion_nothing_is_shown() -> None:
    assert confused([sample("cnn-1"), sample("cnn-2")]) is None
