"""Summaries printed at any width, by Keras 3 itself or in the manner of Keras 2, are read as the model is."""

import io
from random import Random

import keras
import pytest

from generator.reread.documents.block import Block, Kind
from generator.reread.documents.notebook import lines_of
from generator.reread.networks.summary import Summary, summaries

Row = tuple[str, str, tuple[int, ...], int]


@pytest.fixture(scope="module")
def model() -> keras.Model:
    layers = keras.layers
    inputs = keras.Input((224, 224, 3), name="image_d_entree")
    x = layers.Conv2D(64, 3, padding="same", name="premiere_convolution_du_reseau")(inputs)
    x = layers.BatchNormalization()(x)
    x = layers.MaxPooling2D()(x)
    x = layers.SeparableConv2D(128, 3, name="c2")(x)
    x = layers.BatchNormalization(name="normalisation_des_cartes")(x)
    x = layers.AveragePooling2D(4)(x)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dense(1000, name="d")(x)
    return keras.Model(inputs, layers.Dense(10)(layers.Dropout(0.5)(x)))


def rows(model: keras.Model) -> list[Row]:
    return [
        (layer.name, type(layer).__name__, layer.output.shape[1:], layer.count_params())
        for layer in model.layers[1:]
    ]


def read(text: str) -> list[Row]:
    (found,) = _summaries(text)
    return [
        (layer.name, layer.type, layer.output_shape or (), layer.parameters or 0)
        for layer in found.network.layers
    ]


def _summaries(text: str) -> list[Summary]:
    return [*summaries([Block(Kind.OUTPUT, lines_of(text, "rapport.md"))])]


def printed_by_keras_2(model: keras.Model, width: int, ends: tuple[float, ...], *, spaced: bool) -> str:
    """Print as Keras 2.8 to 2.15 did: what is too wide for a column goes on in it on the next line."""
    columns = [int(width * end) for end in ends]
    text: list[str] = []

    def row(fields: list[str]) -> None:
        left = fields[: len(columns)]
        while any(left):
            line = " "
            for rank, end in enumerate(columns):
                start = columns[rank - 1] if rank else 0
                room = end - start - (2 if rank < len(columns) - 1 else 0)
                cuts = [
                    left[rank][:room].find(mark) + 2
                    for mark in ("),", "],", "',")
                    if mark in left[rank][:room]
                ]
                cut = min(cuts, default=room)
                line = (line + left[rank][:cut] + "  ").ljust(end)
                left[rank] = left[rank][cut:]
            text.append(line)

    text.append("_" * width)
    row(["Layer (type)", "Output Shape", "Param #", "Connected to"])
    text.append("=" * width)
    for rank, layer in enumerate(model.layers):
        shape = str(layer.output.shape)
        above = f"['{model.layers[rank - 1].name}[0][0]']" if rank else "[]"
        row(
            [
                f"{layer.name} ({type(layer).__name__})",
                shape if rank else f"[{shape}]",
                str(layer.count_params()),
                above,
            ]
        )
        text += [" " * width] if spaced else []
    text += [
        "=" * width,
        f"Total params: {model.count_params():,}",
        f"Trainable params: {model.count_params():,}",
    ]
    return "\n".join(text)


@pytest.mark.parametrize("width", range(59, 80, 3))
def test_a_summary_of_keras_3_is_read_at_any_width(model: keras.Model, width: int) -> None:
    text = io.StringIO()
    model.summary(line_length=width, print_fn=lambda line, **_: text.write(f"{line}\n"))
    found, right = read(text.getvalue()), rows(model)
    assert [row[1:] for row in found] == [row[1:] for row in right]
    # Keras cuts long names.
    assert all(full[0].startswith(row[0].rstrip("…")) for row, full in zip(found, right, strict=True))


@pytest.mark.parametrize("seed", range(30))
def test_a_summary_of_keras_2_is_read_at_any_width(model: keras.Model, seed: int) -> None:
    draw = Random(seed)
    functional = draw.random() < 0.5
    ends = (0.33, 0.55, 0.67, 1.0) if functional else (0.45, 0.85, 1.0)
    width = draw.randrange(90, 120) if functional else draw.randrange(55, 110)
    assert read(printed_by_keras_2(model, width, ends, spaced=draw.random() < 0.5)) == rows(model)
