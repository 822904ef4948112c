"""Arguments that Keras takes by position, and what it supposes of those that are not given."""

from collections.abc import Mapping
from typing import Any

_WINDOW = ("pool_size", "strides", "padding")
_CONVOLUTION = (
    "filters",
    "kernel_size",
    "strides",
    "padding",
    "data_format",
    "dilation_rate",
    "groups",
    "activation",
)
POSITIONS: Mapping[str, tuple[str, ...]] = {
    "Dense": ("units", "activation", "use_bias"),
    "Dropout": ("rate",),
    "SpatialDropout2D": ("rate",),
    "Activation": ("activation",),
    "Reshape": ("target_shape",),
    "Rescaling": ("scale", "offset"),
    "ZeroPadding2D": ("padding",),
    "UpSampling2D": ("size",),
    "Input": ("shape",),
    "InputLayer": ("input_shape",),
    **{f"Conv{rank}D": _CONVOLUTION for rank in (1, 2, 3)},
    "SeparableConv2D": _CONVOLUTION[:6],
    **{f"{kind}Pooling{rank}D": _WINDOW for kind in ("Max", "Average") for rank in (1, 2, 3)},
}
ALIASES: Mapping[str, str] = {
    "Convolution1D": "Conv1D",
    "Convolution2D": "Conv2D",
    "MaxPool1D": "MaxPooling1D",
    "MaxPool2D": "MaxPooling2D",
    "AvgPool2D": "AveragePooling2D",
    "GlobalAvgPool2D": "GlobalAveragePooling2D",
    "GlobalMaxPool2D": "GlobalMaxPooling2D",
}
DEFAULTS: Mapping[str, Any] = {"padding": "valid", "groups": 1, "dilation_rate": 1, "use_bias": True}
_PER_AXIS = ("kernel_size", "strides", "dilation_rate", "pool_size", "size")


def rank_of(layer_type: str) -> int:
    """Return how many axes the window of a layer moves along, 0 where it has none."""
    return int(layer_type[-2]) if layer_type[-1:] == "D" and layer_type[-2:-1].isdigit() else 0


def completed(layer_type: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a layer with what Keras supposes of those that are not given."""
    settings = {**DEFAULTS, **given}
    rank = rank_of(layer_type)
    if "Pooling" in layer_type and not layer_type.startswith("Global"):
        settings.setdefault("pool_size", 2)
        if settings.get("strides") is None:
            settings["strides"] = settings["pool_size"]
    settings.setdefault("strides", 1)
    for key in _PER_AXIS:
        if rank and isinstance(settings.get(key), int):
            settings[key] = (settings[key],) * rank
    if isinstance(settings["padding"], str):
        settings["padding"] = settings["padding"].lower()
    return settings
