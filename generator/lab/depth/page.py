"""Partie 3: do deeper networks have more weights? Answered from the trained models."""

from dataclasses import dataclass
from pathlib import Path

from experiments.figures.names import group_name
from experiments.language import plural
from experiments.results.schema import Result
from generator.facts.depth import depth, depth_quantity
from generator.facts.quantity import Quantity
from generator.facts.reference import ModelReference, reference
from generator.formulas.equation import Symbol
from generator.formulas.markup import Markup
from generator.lab.depth.steps import Step, steps
from generator.lab.families import DIGITS
from generator.report.page import Page
from generator.report.question import Answer
from generator.rules.decision import Verdict
from generator.rules.dense_weights import dense_weights
from generator.rules.flattening import flattening
from generator.rules.more_weights import more_weights
from generator.rules.speaker import Speaker
from generator.rules.weights_and_accuracy import weights_and_accuracy
from generator.sections.network import Network, network

QUESTION = Markup("Un CNN, plus profond, a-t-il plus de poids qu’un MLP ? {}")
MORE, LESS = Markup(". Plus de poids, par exemple : "), Markup(". Moins de poids, par exemple : ")


@dataclass(frozen=True)
class Side:
    """One of the two networks of an example.

    Attributes
    ----------
    steps : list of Step
        The layers that make the number of its weights.
    """

    model: ModelReference
    depth: Quantity
    network: Network
    steps: list[Step]

    @property
    def reshapes(self) -> bool:
        """Whether some of these layers have no weights."""
        return any(step.shapes for step in self.steps)


@dataclass(frozen=True)
class Example:
    """A deeper network beside a shallower one."""

    deep: Side
    shallow: Side


@dataclass(frozen=True)
class DepthPage:
    """The answer of the third part.

    Attributes
    ----------
    verdict : Verdict
        Whether depth decides of the weights.
    dense : Verdict
        Whether the first dense layer does.
    accuracy : Verdict
        Whether weights decide of the accuracy.
    flattening : Verdict
        Whether what is flattened decides of the weights of the deep networks.
    more, fewer : Example or None
        A pair where the deeper network has more weights, and one where it has fewer; None when
        no such pair was trained.
    plots : str
        Where the plots of all the models are.
    """

    verdict: Verdict
    dense: Verdict
    accuracy: Verdict
    flattening: Verdict
    more: Example | None
    fewer: Example | None
    plots: str

    @property
    def symbols(self) -> list[Symbol]:
        """What the symbols of the counts of both examples mean, each once."""
        sides = [side for each in (self.more, self.fewer) if each for side in (each.deep, each.shallow)]
        return list(dict.fromkeys(symbol for side in sides for symbol in side.network.symbols))


def depth_page(raw: list[Result], hog: list[Result], cnn: list[Result]) -> DepthPage:
    """Answer from the deep networks (CNN) and the shallow ones (MLP)."""
    deep, shallow = cnn, [*raw, *hog]
    everything = [*shallow, *deep]
    return DepthPage(
        verdict=more_weights(deep, shallow),
        dense=dense_weights(everything),
        accuracy=weights_and_accuracy(everything),
        flattening=flattening(deep),
        more=_example(deep, shallow, sign=1),
        fewer=_example(deep, shallow, sign=-1),
        plots=group_name(everything[0]),
    )


def answers(page: DepthPage, speaker: Speaker) -> list[Answer]:
    """Say whether depth decides of the weights, with an example each way that it goes."""
    sentence = QUESTION.format(speaker.say(page.verdict).label)
    for each_way, example in ((MORE, page.more), (LESS, page.fewer)):
        if example is not None:
            sentence += each_way if page.verdict.case == "depends" else Markup(" : ")
            sentence += Markup("{}, {}").format(_said(example.deep), _said(example.shallow))
    sentence += "."
    return [Answer(("profondeur", "exemple"), sentence, page.verdict.subjects)]


def _said(side: Side) -> Markup:
    return Markup("le {} en a {}, répartis sur {} {}").format(
        side.model.name, side.network.total, side.depth, plural(side.depth.value, "couche", "couches")
    )


def _example(deep: list[Result], shallow: list[Result], sign: int) -> Example | None:
    """Choose the pair whose numbers of weights differ most in the direction of `sign`."""
    pairs = [
        (d, s)
        for d in deep
        for s in shallow
        if depth(d) > depth(s) and sign * (d.model.parameters - s.model.parameters) > 0
    ]
    if not pairs:
        return None
    chosen = max(pairs, key=lambda pair: abs(pair[0].model.parameters - pair[1].model.parameters))
    return Example(*map(_side, chosen))


def _side(result: Result) -> Side:
    found = network(result)
    return Side(reference(result), depth_quantity(result), found, steps(result, found))


DEPTH_PAGE = Page(
    path="partie-3.md", folder=Path(__file__).parent, families=DIGITS, view=depth_page, answers=answers
)
