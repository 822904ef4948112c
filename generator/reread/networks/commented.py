"""Comments beside the layers of a network, against what they put out: « Flatten()  # 576 »."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.stated import Shape, StatedLayer, StatedNetwork
from generator.reread.networks.statement import WEIGHTS

SIZE, FLAT, COUNT, GIVEN = "taille-de-sortie", "taille-aplatie", "poids-de-couche", "egalite"
_AXIS = r"(\d{1,5})"
_BY = r"\s*[x×*,]\s*"
SHAPE = re.compile(rf"[^\d]*?\(?(?:None\s*,\s*)?{_AXIS}{_BY}{_AXIS}(?:{_BY}{_AXIS})?[^\d]*")
# « 7*7*32 = 1568 », « (5*5*16+1)*32 = 12832 »
COMPUTED = re.compile(rf"[^\d=]*?(?P<operation>[\d(][\d\s()x×*·+]*[\d)])\s*=\s*({NUMBER})[^\d=]*")
ALONE = re.compile(rf"[^\d]*?({NUMBER})[^\d]*")


_GIVEN = re.compile(rf"#\s*=\s*({NUMBER})\W*$")
_CHANGED = re.compile(r"(?<![\w.,])(\d{1,4})\s*[x×]\s*\1\s*(?:[-–=]+>|→)\s*(\d{1,4})\s*[x×]\s*\2\W*$")


def given_findings(given: Mapping[Place, int], lines: Mapping[Place, str]) -> Iterator[Finding]:
    """Find « size = 7 * 7 * 10  # = 160 », where the code gives 490."""
    for place, right in given.items():
        found = _GIVEN.search(lines.get(place, ""))
        said = whole(found[1]) if found else None
        if said is not None and said != right:
            yield Finding(
                GIVEN,
                place,
                quoted(lines[place]),
                Verdict.FALSE,
                f"Ce calcul donne {shown(right)}, et non {shown(said)} comme le dit le commentaire.",
                "",
                shown(right),
                wrong=str(said),
            )


def commented_findings(network: StatedNetwork, lines: Mapping[Place, str]) -> Iterator[Finding]:
    """Find comments that give a layer another shape, or other weights, than it has.

    Parameters
    ----------
    network : StatedNetwork
        Of the code.
    lines : mapping of Place to str
        The code.
    """
    places = Counter(layer.place for layer in network.layers)
    for layer in network.layers:
        line = lines.get(layer.place, "")
        comment = line.partition("#")[2].strip()
        output, entered = layer.output_shape, layer.input_shape
        if not comment or not output or not entered or places[layer.place] > 1 or "#" in comment:
            continue
        changed = _CHANGED.search(comment)
        if changed and len(output) == len(entered) == 3:
            sides = int(changed[1]), int(changed[2])
            if sides[0] == entered[0] and sides[1] != output[0]:
                right = f"{output[0]} × {output[0]}"
                yield _finding(SIZE, layer, line, f"donne {right}", f"{sides[1]} × {sides[1]}", right)
            continue
        computed = COMPUTED.fullmatch(comment)
        if computed:
            yield from _computed(layer, line, whole(computed[2]) or 0, weights="+" in computed["operation"])
            continue
        shape, number = SHAPE.fullmatch(comment), ALONE.fullmatch(comment)
        if shape:
            said = tuple(int(axis) for axis in shape.groups() if axis)
            if len(output) == 3 and not _is_of(said, layer, (output, entered)):
                right = " × ".join(map(str, output[: len(said)]))
                yield _finding(SIZE, layer, line, f"donne {right}", " × ".join(map(str, said)), right)
        elif number and (count := whole(number[1])) is not None:
            weights = WEIGHTS.search(comment)
            if (
                weights
                and layer.parameters is not None
                and count != layer.parameters
                and not _no_bias(layer, count)
            ):
                yield _finding(COUNT, layer, line, f"a {shown(layer.parameters)} poids", shown(count), "")
            elif not weights and layer.type == "Flatten" and count != output[0]:
                yield _finding(FLAT, layer, line, f"donne {shown(output[0])} valeurs", shown(count), "")


def _computed(layer: StatedLayer, line: str, said: int, *, weights: bool) -> Iterator[Finding]:
    """Judge the result of a computation: the values of flattened maps, or the weights of a layer."""
    flat, count = (layer.output_shape or (0,))[0], layer.parameters
    if layer.type == "Flatten" and said != flat:
        yield _finding(FLAT, layer, line, f"donne {shown(flat)} valeurs", shown(said), shown(flat))
    elif weights and count and said != count:
        yield _finding(COUNT, layer, line, f"a {shown(count)} poids", shown(said), shown(count))


def _is_of(said: Shape, layer: StatedLayer, shapes: tuple[Shape, ...]) -> bool:
    """Tell whether two or three sizes are those of maps, or of the window of a layer."""
    windows = [layer.settings.get(name) for name in ("kernel_size", "pool_size", "strides")]
    sides = {each if isinstance(each, tuple) else (each, each) for each in windows if each}
    return said in sides | {(2, 2)} or any(said in (shape, shape[: len(said)]) for shape in shapes)


def _no_bias(layer: StatedLayer, count: int) -> bool:
    return bool(layer.output_shape) and count == (layer.parameters or 0) - (layer.output_shape or (0,))[-1]


def _finding(code: str, layer: StatedLayer, line: str, has: str, said: str, right: str) -> Finding:
    return Finding(
        code,
        layer.place,
        quoted(line),
        Verdict.FALSE,
        f"Cette couche {has}, et non {said} comme le dit le commentaire.",
        "",
        right,
    )
