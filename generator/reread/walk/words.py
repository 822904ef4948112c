"""What a laboratory calls layers, and what is said of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LayerWords:
    """Words as regular expressions without groups, in any case.

    Attributes
    ----------
    conv, pool, gap, flat, dense, norm, activation, dropout : str
        Layers, by what becomes of maps in them.
    strange : str
        Layers that are not followed: what they put out, and their weights, are theirs to say.
    layer, hidden, last : str
        Any layer; those between the input and the output; the last one.
    neurons, filters, windows, maps, values, vectors, weights : str
        What layers have, and what they put out; many values in a row.
    inputs, outputs, several, alone : str
        What enters a network, and what leaves it; several outputs, or one, counted; one neuron.
    made : str
        What comes before the size of maps that a layer puts out.
    given : str
        What comes between a layer and a number that it has.
    after, beside, again, each : str
        Before a layer whose output is told; before one that tells where another is; before one that was
        named already; where several have the same.
    shown : str
        What comes before what a summary or a code shows.
    rate : str
        What a dropout has.
    apart : str
        Between two layers that are not one.
    joined : str
        Between two sizes of two layers.
    single, read : str
        Before what one unit or one filter has; before the size of maps that come in.
    repeated : str
        Several layers at once.
    stride, same, valid, unbiased : str
    numbers : tuple of (str, int)
        Whole numbers in letters.
    ordinals : tuple of (str, int)
        Ranks in letters; -1 for the last one.
    """

    conv: str
    pool: str
    gap: str
    flat: str
    dense: str
    norm: str
    activation: str
    dropout: str
    strange: str
    layer: str
    hidden: str
    last: str
    neurons: str
    filters: str
    windows: str
    maps: str
    values: str
    vectors: str
    weights: str
    inputs: str
    outputs: str
    several: str
    alone: str
    made: str
    given: str
    after: str
    beside: str
    again: str
    each: str
    shown: str
    rate: str
    apart: str
    joined: str
    single: str
    read: str
    repeated: str
    stride: str
    same: str
    valid: str
    unbiased: str
    numbers: tuple[tuple[str, int], ...]
    ordinals: tuple[tuple[str, int], ...]
