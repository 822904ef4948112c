"""SimpleRNN, LSTM, GRU: the same weights at every step of a sequence, and a state kept from step to step.

LSTM: Hochreiter and Schmidhuber, 1997. GRU: Cho et al., 2014.
"""

from collections.abc import Callable

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.layers.kind import FROZEN, LayerKind
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option
from generator.formulas.layers.trained import ORTHOGONAL, said_bias, times, weight_options, with_bias

# Arguments that change how Keras computes, and nothing to what.
UNSAID = frozenset({"unroll", "use_cudnn"})
GATE = Option("recurrent_activation", ", {} pour les portes", usual="sigmoid")
FORGETTING = Option("unit_forget_bias", ", biais d’oubli de départ nul", usual=True)
# What all recurrent layers are made with, besides what their units are.
STEP_OPTIONS = (
    Option("activation", ", {}", usual="tanh"),
    Option("use_bias", ", sans biais", usual=True),
    Option("return_sequences", ", une sortie par étape", usual=False),
    Option("return_state", ", état final aussi rendu", usual=False),
    Option("go_backwards", ", séquence lue de la fin au début", usual=False),
    Option("stateful", ", état gardé d’un lot au suivant", usual=False),
    Option("zero_output_for_mask", ", sortie nulle aux étapes masquées", usual=False),
    Option("dropout", ", dropout de {} sur les entrées", usual=0),
    Option("recurrent_dropout", ", dropout de {} sur l’état", usual=0),
    *weight_options("kernel", "des poids des entrées", "GlorotUniform"),
    *weight_options("recurrent", "des poids de l’état", ORTHOGONAL),
    *weight_options("bias", "des biais", "Zeros"),
    FROZEN,
)
_UNITS = Option("units", " de {} unités", singular=" de {} unité")


def _units(layer: Layer) -> Value:
    return layer.setting("units", "u", "nombre d’unités")


def _inputs(layer: Layer) -> Value:
    return layer.input_size(-1, "e", "nombre d’entrées à chaque étape")


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    size = Equation(r"n_{\text{sorties}}", _units(layer))
    if not layer.config.get("return_sequences"):
        return (size,)
    return (Equation("t'", layer.input_size(0, "t", "nombre d’étapes")), size)


def _weights(tables: int, biases: Callable[[Layer], int]) -> Callable[[Layer], Expression]:
    """Return how to count the weights: so many tables, each with so many biases per unit."""

    def count(layer: Layer) -> Expression:
        units = _units(layer)
        products = units * (_inputs(layer) + units)
        number = biases(layer)
        return times(tables, products + times(number, units) if number else products)

    return count


def _multiply_adds(tables: int) -> Callable[[Layer], Expression]:
    def count(layer: Layer) -> Expression:
        units = _units(layer)
        return layer.input_size(0, "t", "nombre d’étapes") * times(tables, units * (_inputs(layer) + units))

    return count


def _why(uses: str) -> Callable[[Layer], str]:
    def say(layer: Layer) -> str:
        return (
            "À chaque étape, chaque unité lit les entrées de l’étape et ce qu’ont donné toutes les unités à "
            f"l’étape d’avant, chacun avec son poids, {said_bias(layer)}{uses}\u202f; les mêmes poids "
            "servent à toutes les étapes."
        )

    return say


def _one_bias(layer: Layer) -> int:
    return int(with_bias(layer))


def _gru_biases(layer: Layer) -> int:
    # The state has biases of its own when it is reset after its product.
    return int(with_bias(layer)) * (2 if layer.config.get("reset_after", True) else 1)


SIMPLE_RNN = LayerKind(
    type="SimpleRNN",
    why=_why(""),
    options=(_UNITS, *STEP_OPTIONS),
    unsaid=UNSAID,
    weights=_weights(1, _one_bias),
    output_shape=_output_shape,
    multiply_adds=_multiply_adds(1),
)
LSTM = LayerKind(
    type="LSTM",
    why=_why(", quatre fois\u202f: pour trois portes et pour ce qui entre en mémoire"),
    options=(_UNITS, GATE, FORGETTING, *STEP_OPTIONS),
    unsaid=UNSAID,
    weights=_weights(4, _one_bias),
    output_shape=_output_shape,
    multiply_adds=_multiply_adds(4),
)
GRU = LayerKind(
    type="GRU",
    why=_why(", trois fois\u202f: pour deux portes et pour le nouvel état"),
    options=(
        _UNITS,
        GATE,
        Option("reset_after", ", remise à zéro avant le produit", usual=True),
        *STEP_OPTIONS,
    ),
    unsaid=UNSAID,
    weights=_weights(3, _gru_biases),
    output_shape=_output_shape,
    multiply_adds=_multiply_adds(3),
)
