"""A network that the original report states, as the reader reads it and as the formulas count it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from experiments.errors import LabError
from experiments.results.schema import Result
from generator.facts.layers import formula_layers
from generator.formulas.layers.layer import Layer
from generator.lab.reread.layers import LAYERS
from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.notebook import lines_of
from generator.reread.networks.code import CodeReader
from generator.reread.networks.derivation import laid
from generator.reread.networks.stated import StatedLayer, StatedNetwork
from generator.reread.walk.described import imagined_networks
from generator.reread.walk.grammar import grammar

ORIGIN = "rapport d’origine"
CONVOLUTION, DENSE, FLATTEN, POOLING = "Conv2D", "Dense", "Flatten", "MaxPooling2D"
COMPARED = ("units", "rate", "activation")


@dataclass(frozen=True)
class LaidOut:
    """The layers of a network, and what had to be assumed to lay them out, in French.

    Attributes
    ----------
    stated : tuple of StatedLayer
        As they are read.
    layers : tuple of Layer
        The same ones, as formulas take them.
    """

    stated: tuple[StatedLayer, ...]
    layers: tuple[Layer, ...]
    assumption: str = ""


def from_code(code: str, names: Mapping[str, int]) -> LaidOut:
    """Lay out the network of a piece of code; `names` are the numbers that it names.

    Raises
    ------
    LabError
        If the code states no network, or several.
    """
    block = Block(Kind.CODE, lines_of(code.strip("\n"), ORIGIN))
    return _only([*CodeReader(names).networks(block)], code)


def from_words(text: str, side: int) -> LaidOut:
    """Lay out an imaginary network for grey images whose height and width are `side`.

    Raises
    ------
    LabError
        If the text describes no network, or several.
    """
    section = Section(None, (Block(Kind.PROSE, lines_of(text.strip("\n"), ORIGIN)),))
    network = _only([*imagined_networks(section, side, grammar(LAYERS))], text)
    pooled = any(layer.type == POOLING for layer in network.layers)
    return LaidOut(
        network.stated, network.layers, "avec une image de MNIST" + ("" if pooled else " et sans pooling")
    )


def _only(networks: Sequence[StatedNetwork], text: str) -> LaidOut:
    if len(networks) != 1 or networks[0].total is None:
        raise LabError(f"« {text} » : aucun réseau ne s’y lit, ou plusieurs. Corrigez la citation.")
    return LaidOut(networks[0].layers, tuple(map(laid, networks[0].layers)))


def same_layers(stated: Sequence[Layer], result: Result) -> bool:
    """Tell whether the network of a result is the one that a piece of code states."""
    trained = formula_layers(result)
    return len(trained) == len(stated) and all(
        (ours.type, ours.input_shape) == (layer.type, layer.input_shape)
        and all(layer.config[key] == ours.config.get(key) for key in COMPARED if key in layer.config)
        for layer, ours in zip(stated, trained, strict=True)
    )
