"""From the loss back to a weight, by the chain rule (Rumelhart, Hinton and Williams, 1986)."""

import numpy as np

from generator.formulas.equation import Equation
from generator.formulas.expression import Value
from generator.formulas.losses.loss import Loss
from generator.formulas.summation import Summation, Vector

# Last activation and loss whose derivative is what was answered, less what was expected.
PAIRS = {
    ("softmax", "categorical_crossentropy"),
    ("softmax", "sparse_categorical_crossentropy"),
    ("sigmoid", "binary_crossentropy"),
}
STEP = 1e-4
TOLERANCE = 1e-5
CHAIN = (
    r"\frac{\partial L}{\partial w_{jk}} = "
    r"\frac{\partial L}{\partial z_k} \cdot \frac{\partial z_k}{\partial w_{jk}}"
)
# What stands on the left of the equations, and what they derive with respect to.
DEFINED = (
    ("z_k", "ce que reçoit la fonction d’activation de la sortie k"),
    ("z_j", "ce que reçoit celle du neurone caché j"),
    (r"\delta_j", "dérivée de la perte par rapport à ce que reçoit le neurone caché j"),
)
ANSWERED, EXPECTED = "probabilité que donne le réseau", "ce qui était attendu"


def output_gradient(answered: float, expected: float, sources: tuple[str, ...] = ()) -> Equation:
    """Return the derivative of the loss with respect to what the last activation receives for one output."""
    left = r"\delta_k = \frac{\partial L}{\partial z_k}"
    return Equation(
        left, Value("p_k", answered, ANSWERED, sources) - Value("y_k", expected, EXPECTED, sources)
    )


def weight_gradient(received: float, answered: float, expected: float) -> Equation:
    """Return the derivative of the loss with respect to the weight from a neuron to an output."""
    neuron = Value("h_j", received, "ce que donne le neurone j, d’où part le poids")
    return Equation(CHAIN, (Value("p_k", answered, ANSWERED) - Value("y_k", expected, EXPECTED)) * neuron)


def hidden_gradient(slope: float, weights: tuple[float, ...], deltas: tuple[float, ...]) -> Equation:
    """Return the derivative of the loss with respect to what a hidden neuron receives.

    Parameters
    ----------
    slope : float
        Derivative of its activation.
    weights, deltas : tuple of float
        From it to each neuron that it feeds, and the derivatives for what these receive.
    """
    onward = Vector("w", weights, "poids du neurone j vers le neurone k")
    after = Vector(
        r"\delta",
        deltas,
        "dérivée de la perte par rapport à ce que reçoit le neurone k de la couche suivante",
    )
    count = Value("K", len(weights), "nombre de neurones de la couche suivante")
    terms = tuple(onward.at("jk", place) * after.at("k", place) for place in range(len(weights)))
    value = Value("f'(z_j)", slope, "dérivée de la fonction d’activation du neurone j")
    return Equation(r"\delta_j", value * Summation("k", count, terms))


def measured_gradient(loss: Loss, outputs: np.ndarray, label: int, output: int) -> float:
    """Return the same derivative as `output_gradient`, measured on the loss when what is received changes.

    Parameters
    ----------
    outputs : array, shape (n_outputs,)
        Probabilities of the network; one only for a sigmoid.
    label : int
        Class that was expected.
    output : int
        Which output.
    """
    losses = [_loss_after(loss, outputs, label, output, change) for change in (STEP, -STEP)]
    return (losses[0] - losses[1]) / (2 * STEP)


def _loss_after(loss: Loss, outputs: np.ndarray, label: int, output: int, change: float) -> float:
    # Received so much more, an output is multiplied before all are shared again.
    odds = outputs if len(outputs) > 1 else np.array([outputs[0], 1 - outputs[0]])
    moved = odds * np.exp(change * (np.arange(len(odds)) == output))
    shares = (moved / moved.sum())[: len(outputs)]
    targets = loss.encoded(np.array([label]), len(outputs))
    return float(loss.per_example(targets, shares[np.newaxis])[0])
