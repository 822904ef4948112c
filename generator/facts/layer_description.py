"""Describe a layer in a few words, as a table or a comparison needs it."""

from collections.abc import Callable

from markupsafe import Markup

from experiments.language import plural
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, setting
from generator.facts.reading import read

Setting = Callable[[str], Quantity]


def describe_layer(result: Result, index: int) -> Markup:
    """Return the type of a layer and the settings that matter, each number with its source.

    Parameters
    ----------
    result : Result
    index : int
        Rank of the layer in ``model.layers``, from 0.
    """
    layer = result.model.layers[index]
    base = f"/model/layers/{index}/config"

    def value(path: str) -> Quantity:
        return setting(read(result, f"{base}/{path}"))

    describe = DESCRIPTIONS.get(layer.type)
    details = describe(value) if describe else Markup("")
    activation = layer.config.get("activation")
    if activation not in (None, "linear"):
        details += Markup(", {}").format(activation)
    return Markup("<code>{}</code>{}").format(layer.type, details)


def _dense(value: Setting) -> Markup:
    units = value("units")
    return Markup(" de {} {}").format(units, plural(units.value, "neurone", "neurones"))


def _dropout(value: Setting) -> Markup:
    return Markup(" de taux {}").format(value("rate"))


def _convolution(value: Setting) -> Markup:
    filters = value("filters")
    return Markup(" de {} {} de {} × {}").format(
        filters, plural(filters.value, "filtre", "filtres"), value("kernel_size/0"), value("kernel_size/1")
    )


def _pooling(value: Setting) -> Markup:
    return Markup(" de {} × {}").format(value("pool_size/0"), value("pool_size/1"))


DESCRIPTIONS: dict[str, Callable[[Setting], Markup]] = {
    "Dense": _dense,
    "Dropout": _dropout,
    "Conv2D": _convolution,
    "MaxPooling2D": _pooling,
    "AveragePooling2D": _pooling,
}
