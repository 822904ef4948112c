"""What a statement of the original report claims, as data: one class per kind of claim."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field


class Claim(BaseModel):
    """A claim; what it holds stands in the quotation beside it, save the fields named in `aside`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    aside: ClassVar[frozenset[str]] = frozenset()

    def stated(self) -> Iterator[object]:
        """Go through the numbers and words that the quotation must hold."""
        yield from _leaves(self.model_dump(exclude={"kind", *self.aside}, exclude_none=True))


class Methods(Claim):
    """So many experiments on digits."""

    kind: Literal["methods"]
    number: int


class AnnouncedPart(Claim):
    """A section of the report is about this."""

    aside = frozenset({"section"})
    kind: Literal["announced-part"]
    section: str


class Unverifiable(Claim):
    """Nothing can be checked, for this reason in French."""

    aside = frozenset({"code", "reason"})
    kind: Literal["unverifiable"]
    code: str
    reason: str


class ImageSize(Claim):
    """Height and width of an image, in pixels."""

    kind: Literal["image-size"]
    height: int
    width: int


class Classes(Claim):
    """Number of classes; the code of the report calls it ``n_classes``."""

    kind: Literal["classes"]
    n_classes: int


class Named(Claim):
    """Name that Keras gives to the optimiser, or to the loss, of all the models."""

    kind: Literal["optimizer", "loss-name"]
    name: str


class Plain(Claim):
    """What its kind says, all in words.

    The optimiser keeps a moving average of the squared gradients; the table of ``model.summary()`` follows;
    deeper networks have more weights than shallow ones; each layer of a CNN is made of filters.
    """

    kind: Literal["moving-average", "summary-follows", "deeper-is-heavier", "every-layer-has-filters"]


class Notation(Claim):
    """An acronym, or the symbol of an average, and what it means; beside, what one should write."""

    aside = frozenset({"right"})
    kind: Literal["acronym", "average-symbol"]
    short: str
    meaning: str
    right: str


class Legend(Claim):
    """Symbols that a legend explains, and the arguments of Keras that they stand for."""

    aside = frozenset({"arguments"})
    kind: Literal["legend"]
    symbols: tuple[str, ...]
    arguments: tuple[str, ...]


class Signature(Claim):
    """Arguments of the optimiser with their defaults: ``rho=0.9``."""

    kind: Literal["signature"]
    arguments: tuple[str, ...]


class LossEquation(Claim):
    """A sum over the classes of a term in ``y`` and ``y_pred``, and the sign before it."""

    kind: Literal["loss-equation"]
    sign: Literal["-", ""]
    term: str


class Network(Claim):
    """The code quoted builds a network."""

    kind: Literal["network"]


class Training(Claim):
    """Settings of the training."""

    kind: Literal["training"]
    batch_size: int
    n_epoch: int


class FeatureFormula(Claim):
    """Size of the HOG descriptor: its formula, and what that is said to be worth."""

    kind: Literal["feature-formula"]
    n_orientations: int
    pix_p_cell: int
    operation: str
    hog_size: int


class FeatureSize(Claim):
    """Size of the HOG descriptor."""

    kind: Literal["feature-size"]
    hog_size: int


class PythonLine(Claim):
    """A line of code, which Python should accept."""

    kind: Literal["python"]
    line: str


class Summary(Claim):
    """The table of ``model.summary()``.

    Its lines are a layer, its outputs and weights; then a total, its weights and their size in memory.
    """

    kind: Literal["summary"]
    layers: tuple[tuple[str, int, int], ...]
    totals: tuple[tuple[str, int, str], ...]


class LayerWeights(Claim):
    """Count of the weights of a layer; of each of several layers, when they are counted alike."""

    aside = frozenset({"layers", "network"})
    kind: Literal["layer-weights"]
    network: str = ""
    layers: tuple[int, ...]
    computation: str


class NoWeights(Claim):
    """A layer has no weights."""

    aside = frozenset({"layer"})
    kind: Literal["no-weights"]
    layer: int


class Total(Claim):
    """Weights of a network: an addition, or the sum alone of the counts above it."""

    aside = frozenset({"network"})
    kind: Literal["total"]
    network: str = ""
    computation: str


class Loss(Claim):
    """Loss on the test."""

    kind: Literal["loss"]
    loss: float


class Accuracy(Claim):
    """Accuracy on the test: as a proportion of its images, or against ours."""

    kind: Literal["whole-images", "accuracy"]
    accuracy: float


class ExampleShows(Claim):
    """Which of the two networks of the example has more weights."""

    aside = frozenset({"lighter", "heavier"})
    kind: Literal["example-shows"]
    lighter: str
    heavier: str


class DescribedNetwork(Claim):
    """An imaginary network in words, and what it is called."""

    kind: Literal["described-network"]
    name: str


AnyClaim = Annotated[
    Methods | AnnouncedPart | Unverifiable | ImageSize | Classes | Named | Plain | Notation | Legend
    | Signature | LossEquation | Network | Training | FeatureFormula | FeatureSize | PythonLine | Summary
    | LayerWeights | NoWeights | Total | Loss | Accuracy | ExampleShows | DescribedNetwork,
    Field(discriminator="kind"),
]  # fmt: skip


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple | list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value
