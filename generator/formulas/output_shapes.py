"""Shape of the output of each layer, from the shape of its input."""

from collections.abc import Callable

from experiments.errors import ResultError
from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import ceiling, product
from generator.formulas.layer import SPATIAL_AXES, Layer
from generator.formulas.layer_types import (
    CONVOLUTION,
    DENSE,
    FLATTEN,
    GLOBAL_POOLINGS,
    LOCAL_POOLINGS,
    require_known,
)

AXES = (("h", "hauteur"), ("l", "largeur"))
_IMAGE_AXES = (
    ("h", "hauteur de l’entrée"),
    ("l", "largeur de l’entrée"),
    ("c", "nombre de canaux d’entrée"),
)


def output_shape(layer: Layer) -> tuple[Equation, ...]:
    """Return one equation per axis of the output; none for a layer that keeps or only rearranges its input.

    Raises
    ------
    ExperimentError
        If no formula is written for this Keras class.
    ResultError
        If the formulas do not give the shape that Keras recorded.
    """
    require_known(layer.type)
    formula = FORMULAS.get(layer.type)
    if formula is None:
        return ()
    equations = formula(layer)
    computed = tuple(equation.value for equation in equations)
    if computed != layer.output_shape[-len(computed) :]:
        raise ResultError(
            f"La couche «\u202f{layer.name}\u202f» ({layer.type}) a une sortie {layer.output_shape} selon "
            f"Keras, mais {computed} selon les formules du rapport. Corrigez la formule de {layer.type} dans "
            "generator/formulas/output_shapes.py, ou relancez l’expérience si le fichier de résultats a été "
            "modifié."
        )
    return equations


def _dense(layer: Layer) -> tuple[Equation, ...]:
    units = layer.setting("units", r"n_{\text{neurones}}", "nombre de neurones")
    return (Equation(r"n_{\text{sorties}}", units),)


def _flatten(layer: Layer) -> tuple[Equation, ...]:
    named = _IMAGE_AXES if len(layer.input_shape) == len(_IMAGE_AXES) else _numbered_axes(layer)
    sizes = [layer.input_size(axis, symbol, meaning) for axis, (symbol, meaning) in enumerate(named)]
    return (Equation(r"n_{\text{sorties}}", product(sizes)),)


def _numbered_axes(layer: Layer) -> tuple[tuple[str, str], ...]:
    numbers = range(1, len(layer.input_shape) + 1)
    return tuple((f"d_{{{number}}}", f"taille de l’entrée selon l’axe {number}") for number in numbers)


def _convolution(layer: Layer) -> tuple[Equation, ...]:
    filters = layer.setting("filters", r"n_{\text{filtres}}", "nombre de filtres")
    sizes = tuple(_window_count(layer, axis, _covered_by_kernel) for axis in range(SPATIAL_AXES))
    return (*sizes, Equation("c'", filters))


def _local_pooling(layer: Layer) -> tuple[Equation, ...]:
    sizes = tuple(_window_count(layer, axis, _covered_by_pool) for axis in range(SPATIAL_AXES))
    return (*sizes, Equation("c'", _channels(layer)))


def _global_pooling(layer: Layer) -> tuple[Equation, ...]:
    return (Equation("c'", _channels(layer)),)


def _channels(layer: Layer) -> Value:
    return layer.input_size(-1, "c", "nombre de canaux d’entrée")


def _window_count(layer: Layer, axis: int, covered: Callable[[Layer, int], Expression]) -> Equation:
    """Return how many windows fit along an axis; "same" pads the input so that every stride has one."""
    letter, name = AXES[axis]
    size = layer.input_size(axis, letter, f"{name} de l’entrée")
    stride = layer.setting(f"strides/{axis}", f"s_{letter}", f"pas selon la {name}")
    left = f"{letter}'"
    if layer.config["padding"] == "same":
        return Equation(left, size if stride.number == 1 else ceiling(size / stride))
    free = size - covered(layer, axis)
    return Equation(left, free + 1 if stride.number == 1 else free // stride + 1)


def _covered_by_pool(layer: Layer, axis: int) -> Expression:
    letter, name = AXES[axis]
    return layer.setting(f"pool_size/{axis}", f"p_{letter}", f"{name} de la fenêtre")


def _covered_by_kernel(layer: Layer, axis: int) -> Expression:
    letter, name = AXES[axis]
    kernel = layer.setting(f"kernel_size/{axis}", f"k_{letter}", f"{name} du noyau")
    dilation = layer.setting(f"dilation_rate/{axis}", f"d_{letter}", f"dilatation selon la {name}")
    return kernel if dilation.number == 1 else dilation * (kernel - 1) + 1


FORMULAS = {
    DENSE: _dense,
    FLATTEN: _flatten,
    CONVOLUTION: _convolution,
    **dict.fromkeys(LOCAL_POOLINGS, _local_pooling),
    **dict.fromkeys(GLOBAL_POOLINGS, _global_pooling),
}
