"""Operations on tensors: calls of a graph that are no layers, such as ``x + y`` or ``keras.ops.relu(x)``."""

from collections.abc import Mapping
from typing import Any

from generator.formulas.expression import Constant, Expression
from generator.formulas.functions import product
from generator.formulas.layers.kind import LayerKind
from generator.formulas.layers.layer import Layer
from generator.formulas.markup import Markup

# Between two tensors, or a tensor and a constant: name, then sign in Python.
BETWEEN = {
    "Add": ("addition", "+"),
    "Subtract": ("soustraction", "-"),
    "Multiply": ("multiplication", "*"),
    "Divide": ("division", "/"),
    "TrueDivide": ("division", "/"),
    "FloorDivide": ("division entière", "//"),
    "Mod": ("reste de division", "%"),
    "Power": ("puissance", "**"),
    "Matmul": ("produit matriciel", "@"),
    "Equal": ("comparaison", "=="),
    "NotEqual": ("comparaison", "!="),
    "Greater": ("comparaison", ">"),
    "GreaterEqual": ("comparaison", ">="),
    "Less": ("comparaison", "<"),
    "LessEqual": ("comparaison", "<="),
}
NAMES = {
    "Absolute": "valeur absolue",
    "Argmax": "rang du maximum",
    "Argmin": "rang du minimum",
    "Average": "moyenne",
    "BroadcastTo": "répétition",
    "Cast": "conversion",
    "Clip": "limitation",
    "Concatenate": "concaténation",
    "Cos": "cosinus",
    "Elu": "ELU",
    "Exp": "exponentielle",
    "ExpandDims": "ajout d’un axe",
    "Flip": "retournement",
    "Gelu": "GELU",
    "GetItem": "extrait",
    "HardSigmoid": "sigmoïde dure",
    "HardSilu": "SiLU dure",
    "LeakyRelu": "leaky ReLU",
    "Log": "logarithme",
    "LogSoftmax": "logarithme de softmax",
    "Max": "maximum",
    "Maximum": "maximum",
    "Mean": "moyenne",
    "Min": "minimum",
    "Minimum": "minimum",
    "Negative": "opposé",
    "Pad": "ajout de bords",
    "ReLU": "ReLU",
    "Relu": "ReLU",
    "Repeat": "répétition",
    "Reshape": "changement de forme",
    "Roll": "décalage circulaire",
    "Selu": "SELU",
    "Sigmoid": "sigmoïde",
    "Sign": "signe",
    "Silu": "SiLU",
    "Sin": "sinus",
    "Softmax": "softmax",
    "Softplus": "softplus",
    "Softsign": "softsign",
    "Split": "découpage",
    "Sqrt": "racine carrée",
    "Square": "carré",
    "Squeeze": "retrait d’un axe",
    "Stack": "empilement",
    "Sum": "somme",
    "Swapaxes": "échange de deux axes",
    "Take": "choix de rangs",
    "Tanh": "tangente hyperbolique",
    "Tile": "répétition",
    "Transpose": "permutation des axes",
    "Where": "choix entre deux tenseurs",
}
PRODUCTS = frozenset({"Multiply", "Divide", "TrueDivide"})
# Without products of their own: sums, comparisons, fixed functions, means and maxima, rearrangements.
FREE = (NAMES.keys() | BETWEEN.keys()) - PRODUCTS - {"Matmul", "FloorDivide", "Mod", "Power"}
# Keras writes them whatever the operation does.
UNSAID = frozenset({"name", "data_format"})
# As the page names the tensors, in the order in which the operation receives them.
TENSORS = ("x", "y")


def operation_kind(operation: str) -> LayerKind:
    """Return what is known of an operation, by the name of its Keras class.

    The configuration of its calls also holds what they were given besides tensors.
    """
    return LayerKind(type=operation, why=lambda layer: "Une opération n’a aucun poids.", multiply_adds=_work)


def describe_operation(operation: str, config: Mapping[str, Any], arguments: Mapping[str, Any]) -> Markup:
    """Say in French what an operation does, with what it was given besides tensors, as Python writes it.

    Parameters
    ----------
    operation : str
        Name of its Keras class.
    config : mapping
        What ``get_config()`` returned.
    arguments : mapping
        What the call was given besides tensors.
    """
    if operation in BETWEEN:
        name, sign = BETWEEN[operation]
        return _said(name, f" {sign} ".join(_operands(arguments)))
    name = NAMES.get(operation, f"opération {operation} de Keras")
    if operation == "GetItem":
        return _said(name, f"x[{_key(arguments.get('key'))}]")
    if operation in ("Maximum", "Minimum"):
        return _said(name, f"{operation.lower()}({', '.join(_operands(arguments))})")
    settings = {**config, **arguments}
    told = {key: value for key, value in settings.items() if key not in UNSAID and _tells(value)}
    return _said(name, ", ".join(f"{key}={_written(value)}" for key, value in told.items()))


def _said(name: str, code: str) -> Markup:
    return Markup("{} <code>{}</code>").format(name, code) if code else Markup("{}").format(name)


def _operands(arguments: Mapping[str, Any]) -> list[str]:
    tensors = iter(TENSORS)
    return [_written(arguments[key]) if key in arguments else next(tensors) for key in ("x1", "x2")]


def _written(value: Any) -> str:
    """Write a value as Python does; a table of numbers by its shape only."""
    if isinstance(value, Mapping) and "shape" in value:
        return f"constante{tuple(value['shape'])}"
    if isinstance(value, list) and value and isinstance(value[0], list):
        return "constante"
    return f"({', '.join(map(_written, value))})" if isinstance(value, list) else repr(value)


def _key(key: Any) -> str:
    """Write what stands between the brackets of an extract."""
    parts = key if isinstance(key, list) else [key]
    return ", ".join("..." if part == "Ellipsis" else str(part) for part in parts)


def _tells(value: Any) -> bool:
    """Tell whether a setting is worth saying: Keras writes None, False or 0.0 for what does nothing."""
    return value is not None and value is not False and not (isinstance(value, float) and value == 0)


def _work(layer: Layer) -> Expression | None:
    if layer.type in FREE:
        return Constant(0)
    sizes: list[Expression] = [
        layer.output_size(axis, f"d_{{{axis + 1}}}", f"taille de la sortie selon l’axe {axis + 1}")
        for axis in range(len(layer.output_shape))
    ]
    if layer.type in PRODUCTS:
        return product(sizes)
    if layer.type == "Matmul" and "x1" not in layer.config:
        return product([*sizes, layer.input_size(-1, "k", "taille commune aux deux facteurs")])
    return None
