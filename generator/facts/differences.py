"""What changes from one model to the next, computed from their settings and layers."""

from difflib import SequenceMatcher

from markupsafe import Markup

from experiments.language import enumeration
from experiments.results.schema import Result
from generator.facts.layer_description import describe_layer
from generator.facts.quantity import Quantity, exact, setting
from generator.facts.reading import Reading, read

# Names given by Keras, and random state: they do not make two layers different.
INCIDENTAL = {"name", "seed", "dtype"}

DATA_SETTINGS = {
    "features": Markup("entrées"),
    "orientations": Markup("orientations du descripteur HOG"),
    "pixels_per_cell": Markup("côté d’une cellule du descripteur HOG, en pixels"),
}
TRAINING_SETTINGS = {
    "batch_size": Markup("taille des lots"),
    "epochs": Markup("nombre d’époques"),
    "seed": Markup("graine"),
    "patience": Markup("patience de l’arrêt anticipé"),
    "class_weights": Markup("poids des classes"),
}
LOSS_SETTINGS = {"name": Markup("fonction de perte")}


def differences(previous: Result, current: Result) -> list[Markup]:
    """Return one French phrase per difference: inputs, layers, then training."""
    return [
        *_settings(previous, current, "/data/description", DATA_SETTINGS),
        *_layers(previous, current),
        *_settings(previous, current, "/training", TRAINING_SETTINGS),
        *_settings(previous, current, "/training/loss", LOSS_SETTINGS),
        *_optimizer(previous, current),
    ]


def _settings(previous: Result, current: Result, base: str, names: dict[str, Markup]) -> list[Markup]:
    phrases = []
    for name, title in names.items():
        before, after = (_optional(result, base, name) for result in (previous, current))
        if (before and before.value) != (after and after.value):
            phrases.append(Markup("{} : {} → {}").format(title, _shown(before), _shown(after)))
    return phrases


def _optional(result: Result, base: str, name: str) -> Reading | None:
    """Read a value that a result may lack, or have as null."""
    holder = read(result, base).value
    values = holder if isinstance(holder, dict) else holder.model_dump()
    return read(result, f"{base}/{name}") if values.get(name) is not None else None


def _shown(reading: Reading | None) -> Quantity | str:
    if reading is None:
        return "sans"
    if isinstance(reading.value, list):
        return _shown_all(reading)
    if isinstance(reading.value, bool) or not isinstance(reading.value, int | float):
        return Markup("<code>{}</code>").format(str(reading.value))
    return setting(reading)


def _shown_all(reading: Reading) -> Markup:
    """Show a list of numbers, each with its own place in the result."""
    members = [Reading(value, f"{reading.source}/{i}") for i, value in enumerate(reading.value)]
    return enumeration([exact(member, digits=4) for member in members])


def _layers(previous: Result, current: Result) -> list[Markup]:
    matcher = SequenceMatcher(None, _signatures(previous), _signatures(current), autojunk=False)
    phrases = []
    for change, i1, i2, j1, j2 in matcher.get_opcodes():
        if change == "equal":
            continue
        before = [describe_layer(previous, i) for i in range(i1, i2)]
        after = [describe_layer(current, j) for j in range(j1, j2)]
        shared = min(len(before), len(after))
        phrases += [
            _change(previous, i, current, j) for i, j in zip(range(i1, i2), range(j1, j2), strict=False)
        ]
        phrases += [Markup("retiré : {}").format(layer) for layer in before[shared:]]
        phrases += [Markup("ajouté : {}").format(layer) for layer in after[shared:]]
    return phrases


def _change(previous: Result, i: int, current: Result, j: int) -> Markup:
    """Say how a layer changes; what its description does not say is at least named."""
    before, after = describe_layer(previous, i), describe_layer(current, j)
    if _text(before) != _text(after):
        return Markup("{} → {}").format(before, after)
    one, other = previous.model.layers[i], current.model.layers[j]
    if one.connected != other.connected:
        change = "relié à la sortie" if other.connected else "plus relié à la sortie"
        return Markup("{} : {}").format(after, change)
    keys = [key for key in {**one.config, **other.config} if one.config.get(key) != other.config.get(key)]
    names = [Markup("<code>{}</code>").format(key) for key in keys if key not in INCIDENTAL]
    return Markup("{} : autre réglage de {}").format(after, enumeration(names))


def _text(markup: Markup) -> str:
    """Return what a reader sees: the sources of two equal numbers differ."""
    return markup.striptags()


def _signatures(result: Result) -> list[str]:
    return [
        repr((layer.type, {k: v for k, v in layer.config.items() if k not in INCIDENTAL}, layer.connected))
        for layer in result.model.layers
    ]


def _optimizer(previous: Result, current: Result) -> list[Markup]:
    before, after = previous.training.optimizer, current.training.optimizer
    if before.name != after.name:
        return [Markup("optimiseur : {} → {}").format(before.name, after.name)]
    titles = {
        name: Markup("argument <code>{}</code>").format(name) for name in after.arguments if name != "name"
    }
    return _settings(previous, current, "/training/optimizer/arguments", titles)
