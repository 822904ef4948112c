"""Slips that a count of weights can hold, each told beside the right operation."""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod

from generator.formulas import mathml
from generator.formulas.expression import Expression
from generator.formulas.layers.layer import Layer
from generator.formulas.markup import Markup
from generator.formulas.weights import weight_count
from generator.lab.review.arithmetic import Computation, number
from generator.lab.review.network import CONVOLUTION, FLATTEN, LaidOut
from generator.lab.review.recomputed import quoted, recomputed
from generator.reread.networks.form import weight_form
from generator.reread.networks.lacking import LeftOut, left_out, window

TIMES = Markup("\u00a0×\u00a0")
AS_WRITTEN = "l’opération telle qu’elle est écrite"


@dataclass(frozen=True)
class Slip:
    """A slip that was found: its name in two or three words, and what to say of it."""

    title: str
    sentence: Markup


@dataclass(frozen=True)
class WeightCount:
    """A stated count and the layers it is about, by rank from 1: several when they are counted alike."""

    computation: Computation
    network: LaidOut
    ranks: tuple[int, ...]

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers that are counted."""
        return tuple(self.network.layers[rank - 1] for rank in self.ranks)

    @property
    def counts(self) -> tuple[Expression, ...]:
        """How many weights each layer has."""
        return tuple(map(weight_count, self.layers))

    @property
    def total_right(self) -> bool:
        """Whether the number announced is that of every layer."""
        return all(count.value == self.computation.claimed for count in self.counts)

    @property
    def lacks(self) -> tuple[LeftOut | None, ...]:
        """What the operation leaves out of each layer, None where nothing explains it."""
        value = self.computation.value
        return tuple(left_out(self.network.stated, rank - 1, value) for rank in self.ranks)

    @property
    def maps(self) -> tuple[int, ...]:
        """Height, width and channels of what is flattened for the layer counted, if it is."""
        before = self.network.stated[: self.ranks[0] - 1][-1:]
        return (before[0].input_shape or ()) if before and before[0].type == FLATTEN else ()

    @property
    def window_fits(self) -> bool:
        """Whether what is flattened has, by chance, the size of a window of the filters."""
        return bool(self.maps) and prod(self.maps[:-1]) in map(window, self.network.stated)

    def lacking(self, part: str) -> list[Layer]:
        """Return the layers whose count leaves out a part."""
        return [layer for layer, lack in zip(self.layers, self.lacks, strict=True) if getattr(lack, part, 0)]


def neurons(layer: Layer) -> int:
    """Return how many neurons, or filters, a layer has: as many as biases."""
    return int(layer.config["filters" if layer.type == CONVOLUTION else "units"])


def slips_of(count: WeightCount) -> list[Slip]:
    """Return the slips of a count, none when it is right; an operand that slipped explains all by itself."""
    operand = _operand(count)
    if operand is not None:
        return [Slip("mauvais opérande", operand)]
    found: list[Slip] = []
    for title, find in SLIPS:
        sentence = find(count, " aussi" if found else "")
        if sentence is not None:
            found.append(Slip(title, sentence))
    return found


def _operand(count: WeightCount) -> Markup | None:
    """Tell the operand that slipped, the total being right."""
    slip, form = count.computation.operand, weight_form(count.computation.step.left)
    # An operation without its biases left something out.
    if slip is None or not count.total_right or not form or not form.biased:
        return None
    return Markup(
        "Le total est le bon, mais l’opération ne l’est pas : {written} est écrit à la place de {right}. "
        "Telle quelle, elle vaudrait {value} ; il fallait écrire {expression}."
    ).format(
        written=quoted(number(slip.wrong)),
        right=recomputed(int(slip.right), "réglage de la couche"),
        value=recomputed(count.computation.value, AS_WRITTEN),
        expression=mathml.inline(count.counts[0].substituted),
    )


def _false_result(count: WeightCount, also: str) -> Markup | None:
    if count.computation.holds:
        return None
    value, claimed = count.computation.value, count.computation.claimed
    values = {"value": recomputed(value, AS_WRITTEN), "claimed": quoted(claimed)}
    if count.total_right:
        return Markup("Le total est le bon, mais l’opération écrite vaut {value}.").format(**values)
    slip = count.computation.slip
    if slip and slip.kind == "factor":
        ratio = recomputed(int(slip.right), "rapport entre le nombre annoncé et la valeur de l’opération")
        return Markup("L’opération écrite vaut {value} : {claimed} est {ratio} fois trop grand.").format(
            ratio=ratio, **values
        )
    return Markup("L’opération écrite vaut {value}, et non {claimed}.").format(**values)


def _image(count: WeightCount, also: str) -> Markup | None:
    lacks = next((lack for lack in count.lacks if lack and lack.inputs), None)
    if lacks is None:
        return None
    return Markup(
        "La couche dense ne lit pas {inputs} valeurs, mais toute l’image filtrée : {assumption}, "
        "{sizes} = {total} entrées."
    ).format(
        inputs=recomputed(lacks.inputs, "ce que l’opération compte par neurone"),
        assumption=count.network.assumption,
        sizes=TIMES.join(recomputed(size, "ce que la couche dense reçoit") for size in count.maps),
        total=recomputed(count.layers[0].input_shape[-1], "hauteur × largeur × canaux, une fois aplatis"),
    )


def _channels(count: WeightCount, also: str) -> Markup | None:
    lacking = count.lacking("channels")
    if not lacking:
        return None
    exception = "Sauf dans la première convolution, chaque" if len(lacking) < len(count.layers) else "Chaque"
    return Markup(
        "{subject} filtre lit {channels} canaux, avec des poids pour chacun : le calcul n’en compte qu’un."
    ).format(
        subject=exception,
        channels=recomputed(lacking[0].input_shape[-1], "nombre de filtres de la couche d’avant"),
    )


def _biases(count: WeightCount, also: str) -> Markup | None:
    lacking = count.lacking("biases")
    if not lacking:
        return None
    return Markup("Il manque{also} un biais par {unit}, {number} {extent}.").format(
        also=also,
        unit="filtre" if lacking[0].type == CONVOLUTION else "neurone",
        number=recomputed(neurons(lacking[0]), "un biais par filtre ou par neurone"),
        extent="en tout" if len(lacking) == 1 else "dans chaque couche",
    )


def _other_count(count: WeightCount, also: str) -> Markup | None:
    if count.total_right or None not in count.lacks:
        return None
    return Markup("L’opération écrite n’est pas celle qui compte les poids de cette couche.")


SLIPS: tuple[tuple[str, Callable[[WeightCount, str], Markup | None]], ...] = (
    ("résultat faux", _false_result),
    ("taille de l’image oubliée", _image),
    ("canaux d’entrée oubliés", _channels),
    ("biais oubliés", _biases),
    ("calcul d’une autre couche", _other_count),
)
