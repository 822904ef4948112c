"""What a filter of a convolution gives at one place: the same weights everywhere (LeCun et al., 1989)."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.summation import Summation, Vector


def filter_equation(window: NDArray[np.float64], kernel: NDArray[np.float64], bias: float) -> Equation:
    """Return what a filter gives at one place, before its activation.

    Parameters
    ----------
    window, kernel : array, shape (height, width, channels)
        What lies under the filter, and its weights.
    """
    shape = kernel.shape
    weights = Vector(
        "w", tuple(kernel.ravel().tolist()), "poids du filtre, en ligne u et colonne v de son noyau, canal c"
    )
    values = Vector("x", tuple(window.ravel().tolist()), "valeur de l’entrée qui se trouve sous ce poids")
    ranks = {place: rank for rank, place in enumerate(product(*map(range, shape)))}

    def term(row: int, column: int, channel: int) -> Expression:
        rank = ranks[row, column, channel]
        return weights.at("u,v,c", rank) * values.at("u,v,c", rank)

    height, width, channels = (
        Value(symbol, size, meaning)
        for symbol, size, meaning in zip(
            ("k_h", "k_l", "C"),
            shape,
            ("hauteur du noyau", "largeur du noyau", "nombre de canaux de l’entrée"),
            strict=True,
        )
    )
    sums = Summation(
        "c",
        channels,
        tuple(
            Summation(
                "u",
                height,
                tuple(
                    Summation("v", width, tuple(term(row, column, channel) for column in range(shape[1])))
                    for row in range(shape[0])
                ),
            )
            for channel in range(shape[2])
        ),
    )
    return Equation("z", Value("b", bias, "biais du filtre") + sums)


def windows_under(
    inputs: NDArray[np.float64], size: tuple[int, int], config: Mapping[str, Any]
) -> NDArray[np.float64]:
    """Return what lies under the filters at each place, zeros around the input as the padding asks.

    Parameters
    ----------
    inputs : array, shape (height, width, channels)
    size : tuple of int
        Height and width of the kernel.
    config : mapping
        ``strides``, ``dilation_rate``, ``padding`` ("valid" or "same") of the layer.

    Returns
    -------
    array, shape (rows, columns, height of the kernel, width of the kernel, channels)
    """
    strides, dilation = config["strides"], config["dilation_rate"]
    spans = [rate * (side - 1) + 1 for side, rate in zip(size, dilation, strict=True)]
    if config["padding"] == "same":
        missing = [
            max((-(-length // stride) - 1) * stride + span - length, 0)
            for length, stride, span in zip(inputs.shape[:2], strides, spans, strict=True)
        ]
        inputs = np.pad(inputs, [*((each // 2, each - each // 2) for each in missing), (0, 0)])
    windows = np.lib.stride_tricks.sliding_window_view(inputs, spans, axis=(0, 1))
    windows = windows[:: strides[0], :: strides[1], :, :: dilation[0], :: dilation[1]]
    return np.moveaxis(windows, 2, -1)


def filter_sums(windows: NDArray[np.float64], kernels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sum of every equation but its bias: what each filter gives at each place.

    Parameters
    ----------
    windows : array, shape (rows, columns, height, width, channels)
    kernels : array, shape (height, width, channels, filters)

    Returns
    -------
    array, shape (rows, columns, filters)
    """
    sums: NDArray[np.float64] = np.einsum("ijuvc,uvck->ijk", windows, kernels)
    return sums
