"""Functions of a report that count weights, or the values of a descriptor, tried on small layers."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.reread.documents.block import Block, Kind
from generator.reread.features.descriptor import descriptor_size
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.constants import constant
from generator.reread.networks.program import parsed

WEIGHTS, SIZE = "poids-de-couche", "taille-hog"
_COUNTS = re.compile(r"param|poids|weight", re.I)
_DENSE = re.compile(r"dense|fc|linear|layer|couche|mlp", re.I)
_IN = re.compile(r"^(?:n_?|nb_?|num_?|size_?|dim_?)?(?:in|inputs?|entr\w*|prev\w*|fan_in)\w*$", re.I)
_OUT = re.compile(
    r"^(?:n_?|nb_?|num_?|size_?|dim_?)?(?:out|outputs?|sort\w*|units?|neur\w*|fan_out)\w*$", re.I
)
_DESCRIPTOR = re.compile(r"hog|descri|feature", re.I)
_ORIENTATIONS = re.compile(r"orient|bins?$", re.I)
_CELL = re.compile(r"ppc|pix|cell_?size|^cell$", re.I)
_BLOCK = re.compile(r"cpb|block|bloc|per_b", re.I)
# Layers, and settings of descriptors: orientations, cell, block.
TRIED = ((7, 3), (12, 5))
SETTINGS = ((8, 4, 1), (9, 7, 2), (6, 4, 3))


def counting_findings(blocks: Sequence[Block], side: int) -> Iterator[Finding]:
    """Find functions that count otherwise than layers and descriptors do.

    Parameters
    ----------
    blocks : sequence of Block
    side : int
        Height and width of what descriptors describe, in pixels.
    """
    for block in blocks:
        tree = parsed(block) if block.kind is Kind.CODE and "def " in block.text else None
        for node in tree.body if tree else ():
            if isinstance(node, ast.FunctionDef) and not node.args.kwonlyargs:
                wrong = _of_layer(node) or _of_descriptor(node, side)
                if wrong:
                    code, line, sentence = wrong
                    own = block.lines[min(line, len(block.lines)) - 1]
                    yield Finding(code, own.place, quoted(own.text), Verdict.FALSE, sentence)


def _of_layer(node: ast.FunctionDef) -> tuple[str, int, str] | None:
    names = [argument.arg for argument in node.args.args]
    if len(names) != 2 or not _COUNTS.search(node.name) or not _DENSE.search(node.name):
        return None
    if not (_IN.match(names[0]) and _OUT.match(names[1])):
        return None
    found = [_worth(node, dict(zip(names, sizes, strict=True))) for sizes in TRIED]
    swapped = [(inputs * units + inputs) for inputs, units in TRIED]
    values = [value for value, _ in found]
    if values == swapped:
        inputs, units = TRIED[0]
        return (
            WEIGHTS,
            found[0][1],
            f"Une couche dense a un biais par sortie, et non par entrée : de {inputs} à {units}, elle a "
            f"{shown(inputs * units + units)} poids, et cette fonction en compte {shown(swapped[0])}.",
        )
    return None


def _of_descriptor(node: ast.FunctionDef, side: int) -> tuple[str, int, str] | None:
    names = [argument.arg for argument in node.args.args]
    kinds = [next((k for k in (_BLOCK, _ORIENTATIONS, _CELL) if k.search(name)), None) for name in names]
    if not _DESCRIPTOR.search(node.name) or None in kinds or len({*kinds}) != len(kinds) or len(kinds) < 2:
        return None
    if _ORIENTATIONS not in kinds or _CELL not in kinds:
        return None
    for orientations, cell, block in SETTINGS if _BLOCK in kinds else ((8, 4, 1), (9, 7, 1)):
        given = {_ORIENTATIONS: orientations, _CELL: cell, _BLOCK: block}
        settings = {name: given[kind] for name, kind in zip(names, kinds, strict=True) if kind}
        said, line = _worth(node, settings)
        right = descriptor_size(side, orientations, cell, block)
        if isinstance(said, int | float) and said != right:
            return (
                SIZE,
                line,
                f"Avec {orientations} orientations, des cellules de {cell} pixels et des blocs de "
                f"{block} × {block}, "
                f"le descripteur a {shown(right)} valeurs, et cette fonction en compte {shown(int(said))}.",
            )
    return None


def _worth(node: ast.FunctionDef, arguments: Mapping[str, Any]) -> tuple[Any, int]:
    """Return what a function of plain assignments gives, None where it does more, and its last line."""
    names = dict(arguments)
    for statement in node.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                names[name] = constant(value, names)
            case ast.Return(value=value):
                return constant(value, names), statement.lineno
            case ast.Expr(value=ast.Constant()):
                continue
            case _:
                break
    return None, node.lineno
