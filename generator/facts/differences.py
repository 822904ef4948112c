"""What changes from one model to the next, computed from what their results record."""

from collections.abc import Iterable, Mapping
from typing import Any

from experiments.results.schema import Result
from generator.facts.layer_changes import layer_changes
from generator.facts.reading import Reading, read
from generator.facts.shown import changed
from generator.formulas.markup import Markup

DATA_SETTINGS = {
    "features": Markup("entrées"),
    "orientations": Markup("orientations du descripteur HOG"),
    "pixels_per_cell": Markup("côté d’une cellule du descripteur HOG, en pixels"),
}
SPLITS = {
    "train": Markup("exemples d’entraînement"),
    "validation": Markup("exemples de validation"),
    "test": Markup("exemples de test"),
}
TRAINING_SETTINGS = {
    "batch_size": Markup("taille des lots"),
    "epochs": Markup("nombre d’époques"),
    "seed": Markup("graine"),
    "patience": Markup("patience de l’arrêt anticipé"),
    "class_weights": Markup("poids des classes"),
    "precision": Markup("format des nombres à l’entraînement"),
    "backend": Markup("bibliothèque qui calcule pour Keras"),
}
# Said apart: objects with arguments of their own, and what the layers already say.
APART = ("loss", "optimizer", "penalties")
LOSS_ARGUMENTS = {
    "label_smoothing": Markup("lissage des étiquettes"),
    "from_logits": Markup("perte calculée sur des logits"),
}
OPTIMIZER_ARGUMENTS = {
    "learning_rate": Markup("taux d’apprentissage"),
    "weight_decay": Markup("affaiblissement des poids"),
    "clipnorm": Markup("écrêtage de la norme du gradient de chaque variable"),
    "global_clipnorm": Markup("écrêtage de la norme du gradient entier"),
    "clipvalue": Markup("écrêtage de chaque dérivée"),
    "use_ema": Markup("moyenne mobile des poids"),
    "gradient_accumulation_steps": Markup("lots par mise à jour"),
}
# Names of objects, that change nothing to what they do.
UNSAID = ("name", "fn")


def differences(previous: Result, current: Result) -> list[Markup]:
    """Return one French phrase per difference: data, network, then training.

    Nothing that a result records of how it was made differs without a phrase, except names.
    """
    data, network = _data(previous, current), layer_changes(previous, current)
    return [
        *data,
        *network,
        *([] if data or network else _shape(previous, current)),
        *_training(previous, current),
        *_loss(previous, current),
        *([] if network else _penalties(previous, current)),
        *_optimizer(previous, current),
    ]


def _data(previous: Result, current: Result) -> list[Markup]:
    descriptions = previous.data.description, current.data.description
    # Lists and tables are measures or pictures of the data: they count only where nothing else is said.
    scalars: list[str] = []
    tables: list[str] = []
    for key in _keys(*descriptions):
        held = [description.get(key) for description in descriptions]
        (tables if any(isinstance(value, list | dict) for value in held) else scalars).append(key)
    titles = {key: DATA_SETTINGS.get(key, _code(key)) for key in [*DATA_SETTINGS, *scalars]}
    phrases = [
        *_settings(previous, current, "/data/description", titles),
        *_settings(previous, current, "/data", {"classes": Markup("classes")}),
    ]
    splits = [
        phrase
        for split, title in SPLITS.items()
        for phrase in _settings(previous, current, f"/data/splits/{split}", {"count": title})
    ]
    if splits:
        phrases.append(Markup(" ; ").join(splits))
    if phrases:
        return phrases
    if previous.data != current.data or previous.provenance.data != current.provenance.data:
        others = [key for key in tables if descriptions[0].get(key) != descriptions[1].get(key)]
        return [Markup("{} : autre contenu").format(_code(key)) for key in others] or [
            Markup("données : autre contenu")
        ]
    return []


def _training(previous: Result, current: Result) -> list[Markup]:
    recorded = [name for name in type(current.training).model_fields if name not in APART]
    titles = {name: TRAINING_SETTINGS.get(name, _code(name)) for name in [*TRAINING_SETTINGS, *recorded]}
    return _settings(previous, current, "/training", titles)


def _loss(previous: Result, current: Result) -> list[Markup]:
    return [
        *_settings(previous, current, "/training/loss", {"name": Markup("fonction de perte")}),
        *_arguments(
            previous, current, "loss", LOSS_ARGUMENTS, Markup("argument <code>{}</code> de la perte")
        ),
    ]


def _optimizer(previous: Result, current: Result) -> list[Markup]:
    before, after = previous.training.optimizer.name, current.training.optimizer.name
    return [
        *([Markup("optimiseur : {} → {}").format(before, after)] if before != after else []),
        *_arguments(previous, current, "optimizer", OPTIMIZER_ARGUMENTS, Markup("argument <code>{}</code>")),
    ]


def _arguments(
    previous: Result, current: Result, part: str, titles: Mapping[str, Markup], other: Markup
) -> list[Markup]:
    """Compare the arguments of a loss or an optimiser: of another class, those chosen or in common."""
    one, two = (getattr(result.training, part) for result in (previous, current))
    keys = [key for key in _keys(one.arguments, two.arguments) if key not in UNSAID]
    if one.name != two.name:
        keys = [
            key for key in keys if (key in one.arguments and key in two.arguments) or _chosen(key, one, two)
        ]
    named = {key: titles.get(key, other.format(key)) for key in keys}
    return _settings(previous, current, f"/training/{part}/arguments", named)


def _chosen(key: str, *holders: Any) -> bool:
    """Tell whether an argument is not what its class takes by itself."""
    return any(key in each.arguments and each.arguments[key] != each.defaults.get(key) for each in holders)


def _penalties(previous: Result, current: Result) -> list[Markup]:
    """Say that penalties differ where the settings of no layer do: a layer may not record its own."""
    held = [
        [(each.variable, each.name, each.arguments) for each in result.training.penalties]
        for result in (previous, current)
    ]
    return [Markup("pénalités sur les poids : autres réglages")] if held[0] != held[1] else []


def _shape(previous: Result, current: Result) -> list[Markup]:
    return _settings(previous, current, "/model", {"input_shape": Markup("forme des entrées")})


def _settings(previous: Result, current: Result, base: str, titles: Mapping[str, Markup]) -> list[Markup]:
    phrases = []
    for name, title in titles.items():
        before, after = (_optional(result, base, name) for result in (previous, current))
        if (before and before.value) != (after and after.value):
            phrases.append(changed(title, before, after))
    return phrases


def _optional(result: Result, base: str, name: str) -> Reading | None:
    """Read a value that a result may lack, or have as null."""
    holder = read(result, base).value
    values = holder if isinstance(holder, dict) else holder.model_dump()
    return read(result, f"{base}/{name}") if values.get(name) is not None else None


def _keys(*tables: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(key for table in tables for key in table))


def _code(key: str) -> Markup:
    return Markup("<code>{}</code>").format(key)
