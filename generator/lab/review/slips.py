"""Slips that a count of weights can hold, each found by comparing its operands with the right ones."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, combinations

from generator.formulas import mathml
from generator.formulas.expression import Expression
from generator.formulas.layers.layer import Layer
from generator.formulas.markup import Markup
from generator.formulas.weights import weight_count
from generator.lab.review.arithmetic import Computation, numbers
from generator.lab.review.network import CONVOLUTION, DENSE, FLATTEN, LaidOut
from generator.lab.review.recomputed import quoted, recomputed

BIASES, CHANNELS, IMAGE = "biais", "canaux", "image"
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
    def flatten(self) -> Layer | None:
        """The layer that aligns the values of the filtered image for the dense layer counted, if any."""
        before = self.network.layers[: self.ranks[0] - 1][-1:]
        return before[0] if before and before[0].type == FLATTEN else None

    @property
    def window(self) -> tuple[int, ...]:
        """Height, width and number of the filters of the convolution before that layer."""
        last = [layer for layer in self.network.layers if layer.type == CONVOLUTION][-1]
        return (*last.config["kernel_size"], last.config["filters"])

    @property
    def window_fits(self) -> bool:
        """Whether what the dense layer receives has, by chance, the size of a window of the filters."""
        return self.flatten is not None and self.flatten.input_shape == self.window

    def lacking(self, part: str) -> list[Layer]:
        """Return the layers whose count leaves out a part."""
        return [layer for layer in self.layers if part in (self.forgotten(layer) or ())]

    def forgotten(self, layer: Layer) -> tuple[str, ...] | None:
        """Return the fewest parts whose absence explains the operation; None when nothing explains it."""
        parts = [BIASES]
        if layer.type == CONVOLUTION and layer.input_shape[-1] > 1:
            parts.append(CHANNELS)
        if self.flatten is not None and not self.window_fits:
            parts.append(IMAGE)
        subsets = chain.from_iterable(combinations(parts, size) for size in range(len(parts) + 1))
        value = self.computation.operation.value
        return next((subset for subset in subsets if self._without(layer, subset) == value), None)

    def _without(self, layer: Layer, parts: tuple[str, ...]) -> int:
        if layer.type not in (CONVOLUTION, DENSE):
            return 0
        inputs = layer.input_shape[-1]
        if layer.type == CONVOLUTION:
            height, width = layer.config["kernel_size"]
            inputs = height * width * (1 if CHANNELS in parts else inputs)
        elif IMAGE in parts:
            height, width, filters = self.window
            inputs = height * width * filters
        return neurons(layer) * (inputs + (BIASES not in parts))


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
    """Tell the one operand that is not the right one, the total being right."""
    operation, right = count.computation.operation, count.counts[0]
    written, expected = Counter(numbers(operation)), Counter(numbers(right))
    wrong, missing = [*(written - expected).elements()], [*(expected - written).elements()]
    if count.computation.holds or not count.total_right or (len(wrong), len(missing)) != (1, 1):
        return None
    return Markup(
        "Le total est le bon, mais l’opération ne l’est pas : {written} est écrit à la place de {right}. "
        "Telle quelle, elle vaudrait {value} ; il fallait écrire {expression}."
    ).format(
        written=quoted(wrong[0]),
        right=recomputed(missing[0], "réglage de la couche"),
        value=recomputed(operation.value, AS_WRITTEN),
        expression=mathml.inline(right.substituted),
    )


def _false_result(count: WeightCount, also: str) -> Markup | None:
    if count.computation.holds:
        return None
    value, claimed = count.computation.operation.value, count.computation.claimed
    values = {"value": recomputed(value, AS_WRITTEN), "claimed": quoted(claimed)}
    if count.total_right:
        return Markup("Le total est le bon, mais l’opération écrite vaut {value}.").format(**values)
    if claimed > value > 0 and claimed % value == 0:
        ratio = recomputed(claimed // value, "rapport entre le nombre annoncé et la valeur de l’opération")
        return Markup("L’opération écrite vaut {value} : {claimed} est {ratio} fois trop grand.").format(
            ratio=ratio, **values
        )
    return Markup("L’opération écrite vaut {value}, et non {claimed}.").format(**values)


def _image(count: WeightCount, also: str) -> Markup | None:
    if count.flatten is None or not count.lacking(IMAGE):
        return None
    return Markup(
        "La couche dense ne reçoit pas une fenêtre de {kernel}, mais toute l’image filtrée : "
        "{assumption}, {sizes} = {total} entrées."
    ).format(
        kernel=TIMES.join(map(quoted, count.window[:2])),
        assumption=count.network.assumption,
        sizes=TIMES.join(
            recomputed(size, "ce que la couche dense reçoit") for size in count.flatten.input_shape
        ),
        total=recomputed(count.flatten.output_shape[0], "hauteur × largeur × canaux, une fois aplatis"),
    )


def _channels(count: WeightCount, also: str) -> Markup | None:
    lacking = count.lacking(CHANNELS)
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
    lacking = count.lacking(BIASES)
    if not lacking:
        return None
    return Markup("Il manque{also} un biais par {unit}, {number} {extent}.").format(
        also=also,
        unit="filtre" if lacking[0].type == CONVOLUTION else "neurone",
        number=recomputed(neurons(lacking[0]), "un biais par filtre ou par neurone"),
        extent="en tout" if len(lacking) == 1 else "dans chaque couche",
    )


def _other_count(count: WeightCount, also: str) -> Markup | None:
    if count.total_right or all(count.forgotten(layer) is not None for layer in count.layers):
        return None
    return Markup("L’opération écrite n’est pas celle qui compte les poids de cette couche.")


SLIPS: tuple[tuple[str, Callable[[WeightCount, str], Markup | None]], ...] = (
    ("résultat faux", _false_result),
    ("taille de l’image oubliée", _image),
    ("canaux d’entrée oubliés", _channels),
    ("biais oubliés", _biases),
    ("calcul d’une autre couche", _other_count),
)
