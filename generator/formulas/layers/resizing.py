"""Resizing, CenterCrop, RandomCrop: the input brought to a height and a width."""

from generator.formulas.equation import Equation
from generator.formulas.layers.kind import LayerKind, unknown_work, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option
from generator.formulas.layers.windows import along_channels, channels, grid_axes
from generator.formulas.layers.words import BORDERS, INTERPOLATIONS

_SIZE = (Option("height", " à {}"), Option("width", " × {}"))


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    grid = tuple(
        Equation(f"{axis.letter}'", layer.setting(key, f"n_{axis.letter}", f"{axis.name} demandée"))
        for axis, key in zip(grid_axes(layer), ("height", "width"), strict=True)
    )
    return along_channels(layer, grid, channels(layer))


RESIZING = LayerKind(
    type="Resizing",
    why=without_weights("ramène l’entrée à une taille donnée"),
    options=(
        *_SIZE,
        Option("interpolation", ", interpolation {}", usual="bilinear", words=INTERPOLATIONS),
        Option("crop_to_aspect_ratio", ", proportions gardées en rognant", usual=False),
        Option("pad_to_aspect_ratio", ", proportions gardées en complétant", usual=False),
        Option("fill_mode", ", bords {}", usual="constant", words=BORDERS),
        Option("fill_value", ", valeur des bords {}", usual=0),
        Option("antialias", ", lissage avant réduction", usual=False),
    ),
    output_shape=_output_shape,
    multiply_adds=unknown_work,
)
CENTER_CROP = LayerKind(
    type="CenterCrop",
    why=without_weights("garde le centre de l’entrée"),
    options=_SIZE,
    output_shape=_output_shape,
    multiply_adds=unknown_work,
)
RANDOM_CROP = LayerKind(
    type="RandomCrop",
    why=without_weights("garde une partie de l’entrée, tirée au hasard pendant l’entraînement"),
    options=_SIZE,
    output_shape=_output_shape,
    multiply_adds=unknown_work,
)
