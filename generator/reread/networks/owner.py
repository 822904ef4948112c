"""Which of the models of a document the networks of a part are, by what their code calls them."""

import re
from collections.abc import Sequence

from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.place import Place
from generator.reread.networks.stated import StatedNetwork

# « model = Sequential( », « name="k3" », « Model: "mlp_c" »
_CALLED = re.compile(
    r"^\s*(?P<variable>\w+)\s*=\s*(?:\w+\.)*(?:Sequential|Model)\s*\(|"
    r"(?:Sequential|Model)\s*\([^\n]*\bname\s*=\s*['\"](?P<given>[\w-]+)['\"]|"
    r"^\W*Model:\s*['\"](?P<printed>[\w-]+)['\"]",
    re.M,
)
_APART = re.compile(r"[a-z]+(?:_\w+|\d+)", re.I)


def owners(section: Section, networks: Sequence[StatedNetwork], labels: frozenset[str]) -> frozenset[str]:
    """Return the labels of the models that networks are; none where nothing tells.

    Parameters
    ----------
    section : Section
        That says something of them: its own title may tell.
    networks : sequence of StatedNetwork
    labels : frozenset of str
        What the document calls its models.
    """
    places = {network.place for network in networks}
    blocks = (block for block in section.of(Kind.CODE, Kind.OUTPUT) if _holds(block, places))
    names = " ".join(each for block in blocks for found in _CALLED.findall(block.text) for each in found)
    words = {*re.split(r"[\W_]+", names.lower()), names.lower().strip()}
    titled = {*re.findall(r"[\w-]+", section.title)} & labels
    coded = {label for label in labels if label.lower() in words}
    return frozenset(coded or (titled if len(titled) == 1 else ()))


def variables(section: Section, network: StatedNetwork) -> frozenset[str]:
    """Return what code calls a network, where its name tells it from others: « cnn_b », « mlp2 »."""
    blocks = (block for block in section.of(Kind.CODE) if _holds(block, {network.place}))
    found = [each["variable"] for block in blocks for each in _CALLED.finditer(block.text)]
    return frozenset(found if len(found) == 1 and _APART.fullmatch(found[0] or "") else ())


def _holds(block: Block, places: set[Place]) -> bool:
    return any(line.place in places for line in block.lines)
