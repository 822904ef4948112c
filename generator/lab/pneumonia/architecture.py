"""Of what a network is made, in a sentence."""

from collections import Counter

from experiments.language import plural
from experiments.measures.depth import COMBINES_NOTHING
from experiments.results.schema import Result
from generator.facts.layers import formula_layers
from generator.facts.quantity import computed_count, count
from generator.facts.reading import read
from generator.formulas.calls import kind_of_call
from generator.formulas.layers.kind import Role
from generator.formulas.layers.layer import Layer
from generator.formulas.markup import Markup, enumeration

SAID = Markup("Le {model} compte {layers} ; il a en tout {weights} poids{with_norms}.")
NAMES = {
    Role.CONVOLUTION: ("convolution", "convolutions"),
    Role.DENSE: ("couche dense", "couches denses"),
}
OTHER = ("autre couche de poids", "autres couches de poids")
FORMULA = "couches de ce genre qui combinent leurs entrées par des poids"


def architecture(result: Result) -> Markup:
    """Say how many layers of each kind combine their inputs by weights, and how many weights there are."""
    layers = formula_layers(result)
    weighing = [layer for layer in layers if _weighs(layer, layers)]
    roles = Counter(NAMES.get(kind_of_call(layer).role, OTHER) for layer in weighing)
    sources = (f"{result.file}#/model/layers",)
    parts = [
        Markup("{} {}").format(computed_count(number, sources, FORMULA), plural(number, *names))
        for names, number in roles.items()
    ]
    besides = any(layer.parameters for layer in layers if layer.type in COMBINES_NOTHING)
    return SAID.format(
        model=result.names.model,
        layers=enumeration(parts) if parts else "aucune couche de poids",
        weights=count(read(result, "/model/parameters")),
        with_norms=", ceux des normalisations compris" if besides else "",
    )


def _weighs(layer: Layer, layers: list[Layer]) -> bool:
    owner = next((each for each in layers if each.name == layer.shares), layer)
    return owner.parameters > 0 and layer.type not in COMBINES_NOTHING
