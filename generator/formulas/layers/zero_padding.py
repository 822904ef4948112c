"""ZeroPadding2D: zeros around height and width."""

from generator.formulas.equation import Equation
from generator.formulas.layers.kind import LayerKind, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import COMMA, Option
from generator.formulas.layers.windows import AXES, channels


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    sizes = []
    for axis, (letter, name) in enumerate(AXES):
        size = layer.input_size(axis, letter, f"{name} de l’entrée")
        before, after = (
            layer.setting(f"padding/{axis}/{side}", f"p_{{{letter}{side + 1}}}", f"zéros {where}, {name}")
            for side, where in enumerate(("avant", "après"))
        )
        sizes.append(Equation(f"{letter}'", size + before + after))
    return (*sizes, Equation("c'", channels(layer)))


ZERO_PADDING = LayerKind(
    type="ZeroPadding2D",
    why=without_weights("entoure l’entrée de zéros"),
    options=(Option("padding", ", zéros ajoutés en haut, en bas, à gauche et à droite {}", joint=COMMA),),
    output_shape=_output_shape,
)
