"""Dense: every neuron reads every input."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.functions import product
from generator.formulas.layers.kind import FROZEN, LayerKind, Role
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option
from generator.formulas.layers.trained import weight_options


def _why(layer: Layer) -> str:
    bias = "plus un biais" if layer.config.get("use_bias", True) else "sans biais"
    return f"Chaque neurone reçoit toutes les entrées, chacune avec son poids, {bias}."


def _weights(layer: Layer) -> Expression:
    inputs = layer.input_size(-1, r"n_{\text{entrées}}", "nombre d’entrées de chaque neurone")
    units = layer.setting("units", r"n_{\text{neurones}}", "nombre de neurones, donc de biais")
    weights = inputs * units
    return weights + units if layer.config.get("use_bias", True) else weights


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    units = layer.setting("units", r"n_{\text{neurones}}", "nombre de neurones")
    return (Equation(r"n_{\text{sorties}}", units),)


def _multiply_adds(layer: Layer) -> Expression:
    inputs = layer.input_size(-1, r"n_{\text{entrées}}", "nombre d’entrées de chaque neurone")
    units = layer.setting("units", r"n_{\text{neurones}}", "nombre de neurones")
    # Keras applies a dense layer to the last axis, once per position along the others.
    return product([*layer.input_sizes()[:-1], inputs, units])


DENSE = LayerKind(
    type="Dense",
    why=_why,
    role=Role.DENSE,
    options=(
        Option("units", " de {} neurones", singular=" de {} neurone"),
        Option("activation", ", {}", usual="linear"),
        Option("use_bias", ", sans biais", usual=True),
        *weight_options("kernel", "des poids", "GlorotUniform"),
        *weight_options("bias", "des biais", "Zeros"),
        Option("quantization_config", ", quantification {}", usual=None),
        FROZEN,
    ),
    weights=_weights,
    output_shape=_output_shape,
    multiply_adds=_multiply_adds,
)
