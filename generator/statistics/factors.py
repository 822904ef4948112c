"""What an experimenter varies from one model to another."""

from collections import Counter
from collections.abc import Set
from enum import Enum
from typing import Any, TypeAlias

from experiments.results.network import Layer
from experiments.results.schema import Result
from experiments.results.training import LossFunction
from generator.facts.alignment import INCIDENTAL
from generator.formulas.calls import kind_of_call
from generator.formulas.layers.kind import Role

# What a layer is counted as: its role when their number is a factor, else its type.
Kind: TypeAlias = Role | str
# Roles of layers whose number is a factor; the layer that answers is none.
COUNTED = (Role.CONVOLUTION, Role.POOLING, Role.DENSE, Role.DROPOUT)
OUTPUT = "output"
# Settings that are factors of their own: of the layers of each kind, of the data, of the optimiser.
OWN_SETTINGS: dict[Kind, set[str]] = {
    Role.CONVOLUTION: {"filters", "kernel_size", "activation"},
    Role.DENSE: {"units", "activation"},
    Role.DROPOUT: {"rate"},
}
OWN_DESCRIPTION = {"features", "orientations", "pixels_per_cell", "illustration", "reference", "set_aside"}
OWN_ARGUMENTS = {"name", "learning_rate"}


class Factor(Enum):
    """A choice of the experimenter; the value names it in French, in the singular, with its article.

    The seed is none: it is drawn, not chosen.
    """

    FEATURES = "la nature des entrées"
    DATA = "le jeu de données"
    ORIENTATIONS = "le nombre d’orientations HOG"
    CELL = "la taille des cellules HOG"
    CONVOLUTIONS = "le nombre de convolutions"
    FILTERS = "le nombre de filtres"
    KERNELS = "la taille des noyaux"
    CONVOLUTION_ACTIVATION = "la fonction d’activation des convolutions"
    POOLINGS = "le nombre de couches de pooling"
    HIDDEN = "le nombre de couches denses cachées"
    WIDTHS = "la largeur des couches denses"
    DENSE_ACTIVATION = "la fonction d’activation des couches denses"
    DROPOUT = "le dropout"
    CONNECTIONS = "les branchements"
    OTHER_LAYERS = "le reste du réseau"
    LOSS = "la fonction de perte"
    OPTIMIZER = "l’optimiseur"
    LEARNING_RATE = "le taux d’apprentissage"
    ARGUMENTS = "le réglage de l’optimiseur"
    BATCH_SIZE = "la taille des lots"
    EPOCHS = "le nombre d’époques"
    PATIENCE = "l’arrêt anticipé"
    BALANCED = "l’équilibrage des classes"
    PRECISION = "le format des nombres à l’entraînement"
    BACKEND = "ce qui calcule pour Keras"


# Factors with one value per layer: networks are compared on the layers that both have.
PER_LAYER = {
    Factor.FILTERS,
    Factor.KERNELS,
    Factor.CONVOLUTION_ACTIVATION,
    Factor.WIDTHS,
    Factor.DENSE_ACTIVATION,
}


def factors(result: Result) -> dict[Factor, Any]:
    """Read what was chosen for a model; layers without effect have no part in it.

    Returns
    -------
    dict
        A value per `Factor`, in its order; None or empty where it has no meaning.
    """
    description, training = result.data.description, result.training
    arguments = training.optimizer.arguments
    return {
        Factor.FEATURES: description.get("features"),
        Factor.DATA: (
            result.provenance.data.sha256,
            result.data.splits["train"].class_counts,
            _without(description, OWN_DESCRIPTION),
        ),
        Factor.ORIENTATIONS: description.get("orientations"),
        Factor.CELL: description.get("pixels_per_cell"),
        Factor.CONVOLUTIONS: len(_settings(result, Role.CONVOLUTION, "filters")),
        Factor.FILTERS: _settings(result, Role.CONVOLUTION, "filters"),
        Factor.KERNELS: _settings(result, Role.CONVOLUTION, "kernel_size"),
        Factor.CONVOLUTION_ACTIVATION: _settings(result, Role.CONVOLUTION, "activation"),
        Factor.POOLINGS: len(_settings(result, Role.POOLING, "pool_size")),
        Factor.HIDDEN: len(_settings(result, Role.DENSE, "units")),
        Factor.WIDTHS: _settings(result, Role.DENSE, "units"),
        Factor.DENSE_ACTIVATION: _settings(result, Role.DENSE, "activation"),
        Factor.DROPOUT: _settings(result, Role.DROPOUT, "rate"),
        Factor.CONNECTIONS: _connections(result),
        Factor.OTHER_LAYERS: [
            (kind, _remainder(kind, result.model.layers[rank])) for rank, kind in _kinds(result).items()
        ],
        Factor.LOSS: (training.loss.name, _chosen(training.loss)),
        Factor.OPTIMIZER: training.optimizer.name,
        Factor.LEARNING_RATE: arguments.get("learning_rate"),
        Factor.ARGUMENTS: _without(arguments, OWN_ARGUMENTS),
        Factor.BATCH_SIZE: training.batch_size,
        Factor.EPOCHS: training.epochs,
        Factor.PATIENCE: training.patience,
        Factor.BALANCED: training.class_weights is not None,
        Factor.PRECISION: training.precision,
        Factor.BACKEND: training.backend,
    }


def changed(first: Result, second: Result) -> list[Factor]:
    """Tell which factors set two models apart, in the order of `Factor`."""
    return differing(factors(first), factors(second))


def differing(one: dict[Factor, Any], other: dict[Factor, Any]) -> list[Factor]:
    """Tell the same from what was chosen for each, as `factors` reads it."""
    return [factor for factor in Factor if _differs(factor, one, other)]


def has_dropout(result: Result) -> bool:
    """Tell whether a dropout, of any type, acts during the training."""
    return bool(ranks(result, Role.DROPOUT))


def has_augmentation(result: Result) -> bool:
    """Tell whether a layer changes the examples at random during the training."""
    return any(kind_of_call(each).role is Role.AUGMENTATION for each in result.model.layers if _acts(each))


def ranks(result: Result, kind: Role) -> list[int]:
    """Return where the layers of a kind stand in the network; those without effect are left out."""
    return [rank for rank, each in _kinds(result).items() if each == kind]


def _differs(factor: Factor, one: dict[Factor, Any], other: dict[Factor, Any]) -> bool:
    before, after = one[factor], other[factor]
    if factor in PER_LAYER:
        return any(a != b for a, b in zip(before, after, strict=False))
    if factor is Factor.OTHER_LAYERS:
        return _others_differ(before, after)
    # Two optimisers never take the same arguments: that they differ is said once.
    if factor is Factor.ARGUMENTS and one[Factor.OPTIMIZER] != other[Factor.OPTIMIZER]:
        return False
    return bool(before != after)


def _others_differ(before: list[tuple[Kind, str]], after: list[tuple[Kind, str]]) -> bool:
    """Compare what is left of two networks once the factors that have a name are set aside.

    A layer more or less of a kind whose number is a factor is no other difference: layers of that kind
    are compared for what they are, all the others one by one and in order.
    """
    one, other = (Counter(kind for kind, _ in layers) for layers in (before, after))
    uneven = {kind for kind in COUNTED if one[kind] != other[kind]}
    rest, others = ([layer for layer in layers if layer[0] not in uneven] for layers in (before, after))
    if rest != others:
        return True
    return any(
        {layer for layer in before if layer[0] == kind} != {layer for layer in after if layer[0] == kind}
        for kind in uneven
        if one[kind] and other[kind]
    )


def _kinds(result: Result) -> dict[int, Kind]:
    """Return the kind of each layer that has an effect, by its rank in the network."""
    kinds: dict[int, Kind] = {}
    for rank, layer in enumerate(result.model.layers):
        if _acts(layer):
            role = kind_of_call(layer).role
            other = f"operation {layer.type}" if layer.operation else layer.type
            kinds[rank] = role if role in COUNTED else other
    dense = [rank for rank, kind in kinds.items() if kind is Role.DENSE]
    return kinds | {rank: OUTPUT for rank in dense[-1:]}


def _acts(layer: Layer) -> bool:
    """Tell whether a layer has an effect: the output depends on it, and it is no dropout of rate zero."""
    idle = kind_of_call(layer).role is Role.DROPOUT and not layer.config.get("rate")
    return layer.connected and not idle


def _connections(result: Result) -> list[tuple[Kind, tuple[int, ...], int]]:
    """Describe where a network is no chain: who receives what from how far up, and whose weights.

    Returns
    -------
    list
        Empty for a chain of layers of their own.
    """
    places: dict[str, tuple[int, ...]] = {name: (0,) for name in result.model.inputs}
    kinds = _kinds(result)
    found = []
    for rank, layer in enumerate(result.model.layers):
        sources = tuple(place for name in layer.inputs for place in places[name])
        if rank not in kinds:
            places[layer.name] = sources
            continue
        place = 1 + sum(other < rank for other in kinds)
        places[layer.name] = (place,)
        distances = tuple(place - source for source in sources)
        shared = place - places[layer.shares][0] if layer.shares else 0
        if distances != (1,) or shared:
            found.append((kinds[rank], distances, shared))
    return found


def _settings(result: Result, kind: Role, name: str) -> list[Any]:
    return [result.model.layers[rank].config.get(name) for rank in ranks(result, kind)]


def _remainder(kind: Kind, layer: Layer) -> str:
    """Write what a layer is, but for the settings that are factors of their own."""
    config = _without(layer.config, INCIDENTAL | OWN_SETTINGS.get(kind, set()))
    return repr((layer.type, config, layer.arguments))


def _chosen(loss: LossFunction) -> dict[str, Any]:
    """Return the arguments of a loss that are not the usual ones."""
    return {name: held for name, held in loss.arguments.items() if held != loss.defaults.get(name)}


def _without(values: dict[str, Any], names: Set[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}
