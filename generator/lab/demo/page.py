"""Essayer: draw a digit, and the models that the report selects answer at once, in the browser."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed
from generator.facts.reference import ModelReference, reference
from generator.lab.demo.contenders import Contender, contenders
from generator.lab.demo.description import as_attribute, description
from generator.lab.families import DIGITS
from generator.report.page import Page
from generator.report.weights import Offered

MEGABYTE = 1e6
FEATURES = {
    "image": "Les images que font les filtres de sa première couche de convolution.",
    "hog": "Le descripteur que le réseau reçoit à la place de l’image : un trait par orientation, cellule "
    "par cellule.",
    "pixels": "Les neurones de sa première couche qui répondent le plus fort. Sur chacun, ses poids, pixel "
    "par pixel : en orange ceux qui le poussent à répondre, en bleu ceux qui l’en empêchent ; dessous, sa "
    "réponse.",
}


@dataclass(frozen=True)
class Answering:
    """A model that answers.

    Attributes
    ----------
    training : str
        What tells its training from any other.
    description : dict
        What its answers are computed from, besides its weights.
    features : str
        What the drawing of its first layer shows.
    """

    model: ModelReference
    training: str
    description: dict[str, Any]
    features: str


@dataclass(frozen=True)
class Offer:
    """The models whose weights a page has, what its scripts are told of them, and why it has no others."""

    shown: list[Answering]
    data: str
    absent: list[tuple[ModelReference, str]]


@dataclass(frozen=True)
class Replaced:
    """A selected model that is too heavy for a page, and the one that answers in its place, if any."""

    selected: ModelReference
    size: Quantity
    answering: ModelReference | None


@dataclass(frozen=True)
class DemoPage:
    """The models that answer, the classes they tell apart, and what is said of those that do not."""

    answering: list[Answering]
    replaced: list[Replaced]
    classes: list[str]

    @property
    def names(self) -> str:
        """What the scripts are told of the classes."""
        return as_attribute(self.classes)

    def offer(self, weights: Callable[[str, str, str], Offered], path: str) -> Offer:
        """Tell apart the models whose weights the page at `path` can offer."""
        asked = [(each, weights(each.model.id, each.training, path)) for each in self.answering]
        present = [(each, offered) for each, offered in asked if not offered.reason]
        return Offer(
            shown=[each for each, _ in present],
            data=as_attribute(
                [{**each.description, "weights": offered.address} for each, offered in present]
            ),
            absent=[(each.model, offered.reason) for each, offered in asked if offered.reason],
        )


def demo_page(raw: list[Result], hog: list[Result], cnn: list[Result]) -> DemoPage:
    """Make the page from the models of the three experiments on digits."""
    chosen = contenders([raw, hog, cnn])
    return DemoPage(
        answering=[_answering(each.answering) for each in chosen if each.answering is not None],
        replaced=[_replaced(each) for each in chosen if each.answering is not each.selected],
        classes=raw[0].data.classes,
    )


def _answering(result: Result) -> Answering:
    described = description(result)
    features = str(described["inputs"].get("features", ""))
    return Answering(reference(result), described["training"], described, FEATURES.get(features, ""))


def _replaced(contender: Contender) -> Replaced:
    selected, answering = contender.selected, contender.answering
    size = computed(
        2 * selected.model.parameters / MEGABYTE,
        (f"{selected.file}#/model/parameters",),
        "poids × 2 octets, en millions",
        digits=2,
    )
    return Replaced(reference(selected), size, reference(answering) if answering else None)


DEMO_PAGE = Page(path="essayer.md", folder=Path(__file__).parent, families=DIGITS, view=demo_page)
