"""What a model receives and what it answers."""

from experiments.language import plural
from experiments.results.schema import Result
from generator.facts.quantity import count
from generator.facts.reading import read
from generator.formulas.markup import Markup

AXES = 3  # height, width, channels
SOFTMAX = "soit une probabilité par classe, de somme 1 grâce à softmax"
SIGMOID = "soit la probabilité de la classe « {} », entre 0 et 1 grâce à la sigmoïde"


def describe_inputs(result: Result) -> Markup:
    """Say how many values enter the network, and which, in the words of the family."""
    sizes = [count(read(result, f"/model/input_shape/{i}")) for i in range(len(result.model.input_shape))]
    noun = plural(sizes[0].value, "valeur", "valeurs") if len(sizes) == 1 else "valeurs"
    axes = " (hauteur × largeur × canaux)" if len(sizes) == AXES else ""
    return Markup("{} {}{}, {}").format(Markup(" × ").join(sizes), noun, axes, result.names.inputs)


def describe_outputs(result: Result) -> Markup:
    """Say how many values leave the network, and what they mean."""
    size = count(read(result, "/model/output_shape/0"))
    return Markup("{} {}, {}").format(size, plural(size.value, "valeur", "valeurs"), _meaning(result))


def _meaning(result: Result) -> str:
    activation = _activation(result)
    said = activation and f", activation {activation}"
    if result.model.output_shape != [1]:
        return SOFTMAX if activation == "softmax" else f"soit une par classe{said}"
    positive = result.data.classes[-1]
    return SIGMOID.format(positive) if activation == "sigmoid" else f"soit un score de « {positive} »{said}"


def _activation(result: Result) -> str:
    """Return the Keras name of the function that gives the outputs, empty for none."""
    (last,) = [layer for layer in result.model.layers if layer.name == result.model.output]
    activation = last.config.get("activation")
    if isinstance(activation, str):
        return activation
    return last.type.lower() if last.type in ("Softmax", "Sigmoid") else ""
