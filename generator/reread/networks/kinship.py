"""Whether a report shows that a code and a summary are those of one model."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from generator.reread.documents.block import Block, Kind
from generator.reread.networks.stated import StatedNetwork
from generator.reread.networks.summary import Summary

# Code that may make another model than the one above it.
_MAKES = re.compile(r"\b(?:Sequential|Model|load_model|clone_model|\w*(?:build|create|make|get)_\w+)\s*\(")
# Between a code and its summary; after more lines, another model may be meant.
_SAID = 5
_ALIKE = 0.6
# So many layers of the same classes in the same order are no chance.
_LONG = 5


def is_beside(code: StatedNetwork, summary: Summary, blocks: Sequence[Block]) -> bool:
    """Tell whether a summary comes right after the code, or was printed by it.

    Parameters
    ----------
    code : StatedNetwork
    summary : Summary
    blocks : sequence of Block
        Of the section of both.
    """
    start = next((rank for rank, block in enumerate(blocks) if _holds(block, code, code=True)), None)
    end = next(
        (rank for rank, block in enumerate(blocks) if _holds(block, summary.network, code=False)), None
    )
    if start is None or end is None or end <= start:
        return False
    between = blocks[start + 1 : end]
    said = sum(
        bool(line.text.strip()) for block in between if block.kind is Kind.PROSE for line in block.lines
    )
    return said <= _SAID and not any(
        block.kind is Kind.CODE and _MAKES.search(block.text) for block in between
    )


def is_alike(code: StatedNetwork, summary: Summary) -> bool:
    """Tell whether most layers of a summary are of the same classes as those of the code, in its order."""
    return _likeness(code, summary) >= _ALIKE


def is_same_design(code: StatedNetwork, summary: Summary) -> bool:
    """Tell whether names that authors gave to layers, or long enough a row of classes, are those of both."""
    names = {layer.name for layer in code.layers if layer.name}
    shared = names & {layer.name for layer in summary.network.layers}
    return len(shared) > 1 or (len(code.layers) >= _LONG and _likeness(code, summary) == 1)


def _holds(block: Block, network: StatedNetwork, *, code: bool) -> bool:
    if (block.kind is Kind.CODE) is not code or block.kind is Kind.HEADING:
        return False
    return any(line.place == network.place for line in block.lines)


def _likeness(code: StatedNetwork, summary: Summary) -> float:
    written, stated = ([layer.type for layer in network.layers] for network in (code, summary.network))
    return SequenceMatcher(None, written, stated, autojunk=False).ratio()
