"""Slips that a count of weights can hold, each a rule that computation decides."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.formulas import mathml
from generator.formulas.expression import Constant, Expression, Operation
from generator.formulas.notation import Number
from generator.lab.review.layer_line import BIASES, CHANNELS, IMAGE, LayerLine, neurons
from generator.lab.review.recomputed import quoted, recomputed
from generator.lab.review.stated_network import CONVOLUTION

TIMES = Markup("\u00a0×\u00a0")
AS_WRITTEN = "l’opération telle qu’elle est écrite"
Find = Callable[[LayerLine, str], Markup | None]


@dataclass(frozen=True)
class SlipRule:
    """A slip that can be found in a line.

    Attributes
    ----------
    code : str
        Stable name.
    title : str
        The slip in two or three words.
    find : callable
        Takes a line and « aussi » (empty for the first slip of a line); returns the sentence that
        tells the slip, None when the line does not hold it.
    """

    code: str
    title: str
    find: Find


@dataclass(frozen=True)
class Slip:
    """A slip that was found."""

    code: str
    title: str
    sentence: Markup


def slips_of(line: LayerLine) -> tuple[Slip, ...]:
    """Return the slips of a line, none when it is right; an operand that slipped explains all by itself."""
    operand = OPERAND.find(line, "")
    if operand is not None:
        return (Slip(OPERAND.code, OPERAND.title, operand),)
    found: list[Slip] = []
    for rule in SLIPS:
        sentence = rule.find(line, " aussi" if found else "")
        if sentence is not None:
            found.append(Slip(rule.code, rule.title, sentence))
    return tuple(found)


def _false_result(line: LayerLine, also: str) -> Markup | None:
    if line.calculation.holds:
        return None
    value, claimed = line.calculation.operation.value, line.calculation.claimed
    values = {"value": recomputed(value, AS_WRITTEN), "claimed": quoted(claimed)}
    if line.total_right:
        return Markup("Le total est le bon, mais l’opération écrite vaut {value}.").format(**values)
    larger, smaller = max(value, claimed), min(value, claimed)
    if smaller > 0 and larger % smaller == 0:
        return Markup("L’opération écrite vaut {value} : {claimed} est {ratio} fois trop {size}.").format(
            ratio=recomputed(
                larger // smaller, "rapport entre le nombre annoncé et la valeur de l’opération"
            ),
            size="grand" if claimed > value else "petit",
            **values,
        )
    return Markup("L’opération écrite vaut {value}, et non {claimed}.").format(**values)


def _operand(line: LayerLine, also: str) -> Markup | None:
    change = _one_operand_away(line)
    if change is None:
        return None
    written, right, expression = change
    return Markup(
        "Le total est le bon, mais l’opération ne l’est pas : {written} est écrit à la place de {right}. "
        "Telle quelle, elle vaudrait {value} ; il fallait écrire {expression}."
    ).format(
        written=quoted(written),
        right=recomputed(right, "réglage de la couche"),
        value=recomputed(line.calculation.operation.value, AS_WRITTEN),
        expression=mathml.inline(expression.substituted),
    )


def _image(line: LayerLine, also: str) -> Markup | None:
    if line.window is None or not line.lacking(IMAGE):
        return None
    sizes = [recomputed(size, "ce que la couche dense reçoit") for size in line.flattened]
    kernel = [quoted(size) for size in line.window.config["kernel_size"]]
    return Markup(
        "La couche dense ne reçoit pas une fenêtre de {kernel}, mais toute l’image filtrée : "
        "{assumption}{sizes} = {total} entrées."
    ).format(
        kernel=TIMES.join(kernel),
        assumption=f"{line.assumption}, " if line.assumption else "",
        sizes=TIMES.join(sizes),
        total=recomputed(line.layers[0].input_shape[0], "hauteur × largeur × canaux, une fois aplatis"),
    )


def _channels(line: LayerLine, also: str) -> Markup | None:
    lacking = line.lacking(CHANNELS)
    if not lacking:
        return None
    exception = "Sauf dans la première convolution, chaque" if lacking == [*line.layers[1:]] else "Chaque"
    return Markup(
        "{subject} filtre lit {channels} canaux, avec des poids pour chacun : le calcul n’en compte qu’un."
    ).format(
        subject=exception,
        channels=recomputed(lacking[0].input_shape[-1], "nombre de filtres de la couche d’avant"),
    )


def _biases(line: LayerLine, also: str) -> Markup | None:
    lacking = line.lacking(BIASES)
    if not lacking:
        return None
    number = recomputed(neurons(lacking[0]), "un biais par filtre ou par neurone")
    return Markup("Il manque{also} un biais par {unit}, {number} {extent}.").format(
        also=also,
        unit="filtre" if lacking[0].type == CONVOLUTION else "neurone",
        number=number,
        extent="en tout" if len(lacking) == 1 else "dans chaque couche",
    )


def _other_count(line: LayerLine, also: str) -> Markup | None:
    unexplained = any(line.forgotten(layer) is None for layer in line.layers)
    if line.total_right or not unexplained:
        return None
    return Markup("L’opération écrite n’est{also} pas celle qui compte les poids de cette couche.").format(
        also=also and " d’ailleurs"
    )


OPERAND = SlipRule("operande", "mauvais opérande", _operand)
SLIPS = (
    SlipRule("resultat-faux", "résultat faux", _false_result),
    SlipRule("image-oubliee", "taille de l’image oubliée", _image),
    SlipRule("canaux-oublies", "canaux d’entrée oubliés", _channels),
    SlipRule("biais-oublies", "biais oubliés", _biases),
    SlipRule("autre-couche", "calcul d’une autre couche", _other_count),
)


def _one_operand_away(line: LayerLine) -> tuple[Number, Number, Expression] | None:
    """Return the operand written, the right one and the right operation, when one operand alone is wrong.

    An operation with fewer numbers than the count has rather left something out.
    """
    operation, count = line.calculation.operation, line.counts[0]
    if line.calculation.holds or not line.total_right or _size(operation) != _size(count):
        return None
    operands = [leaf.number for leaf in count.leaves]
    for written, right, expression in _with_one_operand_changed(operation, operands):
        if expression.value == line.calculation.claimed:
            return written, right, expression
    return None


def _size(expression: Expression) -> int:
    """Return how many numbers an expression is written with."""
    return sum(map(_size, expression.operands)) if isinstance(expression, Operation) else 1


def _with_one_operand_changed(
    expression: Expression, operands: list[Number]
) -> Iterator[tuple[Number, Number, Expression]]:
    """Go through the expressions in which one number is replaced by an operand of the layer."""
    if isinstance(expression, Constant):
        for operand in operands:
            yield expression.number, operand, Constant(operand)
    if isinstance(expression, Operation):
        for place, part in enumerate(expression.operands):
            before, after = expression.operands[:place], expression.operands[place + 1 :]
            for written, right, changed in _with_one_operand_changed(part, operands):
                yield written, right, Operation(expression.operator, (*before, changed, *after))
