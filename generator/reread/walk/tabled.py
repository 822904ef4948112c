"""Networks that tables of layers tell, row after row, with sizes that follow from one another."""

from collections.abc import Iterator
from dataclasses import replace

from generator.reread.documents.block import Kind, Section
from generator.reread.networks.stated import Origin, StatedNetwork
from generator.reread.networks.summary import HEAD
from generator.reread.walk.described import networks_of
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.layer import SAME, LayerKind, Mention
from generator.reread.walk.start import section_start
from generator.reread.walk.table import layer_table

_LEFT_OUT = (LayerKind.INPUT, LayerKind.FLAT, *SAME)


def tabled_networks(section: Section, side: int, cases: str, grammar: Grammar) -> Iterator[StatedNetwork]:
    """Go through the networks of tables whose every size is right.

    Parameters
    ----------
    section : Section
    side : int
        Height and width of an input whose size is not said, in pixels.
    cases : str
        What a sample is made of, as a regular expression.
    grammar : Grammar
    """
    start = section_start(section, side, cases)
    for block in section.of(Kind.TABLE):
        table = None if HEAD.search(block.lines[0].text) else layer_table(block, grammar)
        if table is None:
            continue
        layers = tuple(each.layer for each in table.told if each.layer.kind not in _LEFT_OUT)
        size, depth = table.entered or (start.maps.size, start.maps.depth or 1)
        shape = (size, size, depth or 1)
        fitting = [each for each in networks_of(layers, shape, block.lines[0].place) if _fits(each, layers)]
        if len(fitting) == 1:
            yield replace(fitting[0], origin=Origin.TABLE)


def _fits(network: StatedNetwork, layers: tuple[Mention, ...]) -> bool:
    """Tell whether the layers of a network put out, and weigh, what the rows of a table say."""
    built = [layer for layer in network.layers if layer.type != "Flatten"]
    sized = False
    for layer, said in zip(built, layers, strict=False):
        shape = layer.output_shape or ()
        if said.size is not None:
            sized = True
            if shape[:1] != (said.size,) or (said.depth and shape[-1:] != (said.depth,)):
                return False
        if said.count is not None and layer.parameters is not None and said.count != layer.parameters:
            return False
    return sized and len(built) == len(layers)
