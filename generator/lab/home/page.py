"""The home page: what the lab is about, and every model on digits in a table per experiment."""

from dataclasses import dataclass
from pathlib import Path

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, count
from generator.facts.reading import read
from generator.lab.families import DIGITS
from generator.report.page import Page
from generator.sections.comparison import Comparison, compare_models


@dataclass(frozen=True)
class Home:
    """The home page.

    Attributes
    ----------
    classes, train, validation, test : Quantity
        Classes and images of MNIST, as the first experiment used them.
    copies, shared : Quantity or None
        Images of MNIST found more than once, and in several splits; None where the result does not say.
    """

    experiments: list[Comparison]
    classes: Quantity
    train: Quantity
    validation: Quantity
    test: Quantity
    copies: Quantity | None
    shared: Quantity | None


def home(*families: list[Result]) -> Home:
    """Make the home page from the results of each experiment."""
    first = families[0][0]
    train, validation, test = (
        count(read(first, f"/data/splits/{name}/count")) for name in ("train", "validation", "test")
    )
    return Home(
        experiments=[compare_models(results) for results in families],
        classes=count(read(first, "/model/output_shape/0")),
        train=train,
        validation=validation,
        test=test,
        copies=_length(first, "duplicates"),
        shared=_length(first, "shared_between_splits"),
    )


def _length(result: Result, name: str) -> Quantity | None:
    if name not in result.data.description:
        return None
    reading = read(result, f"/data/description/{name}")
    return computed_count(len(reading.value), (reading.source,), "nombre d’images")


HOME_PAGE = Page(path="index.md", folder=Path(__file__).parent, families=DIGITS, view=home)
