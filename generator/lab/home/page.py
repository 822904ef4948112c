"""The home page: every model at a glance, then one sentence per question."""

from dataclasses import dataclass
from pathlib import Path

from experiments.figures.names import REPORT
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, count
from generator.facts.reading import read
from generator.lab.families import DIGITS
from generator.report.overview import Part, overview
from generator.report.page import Contents, Index


@dataclass(frozen=True)
class Digits:
    """The images of MNIST, as the first experiment used them.

    Attributes
    ----------
    copies, shared : Quantity or None
        Images found more than once, and in several splits; None where the result does not say.
    """

    classes: Quantity
    train: Quantity
    validation: Quantity
    test: Quantity
    copies: Quantity | None
    shared: Quantity | None


@dataclass(frozen=True)
class Home:
    """The home page.

    Attributes
    ----------
    plots : str
        Where the plot of all the models is.
    digits : Digits or None
        None without any result on digits.
    """

    parts: list[Part]
    plots: str
    digits: Digits | None


def home(contents: Contents) -> Home:
    """Make the home page."""
    trained = [result for result in contents.results if result.family in DIGITS]
    return Home(overview(contents), REPORT, digits(trained[0]) if trained else None)


def digits(result: Result) -> Digits:
    """Describe the images that a result was made with."""
    train, validation, test = (
        count(read(result, f"/data/splits/{name}/count")) for name in ("train", "validation", "test")
    )
    return Digits(
        classes=count(read(result, "/model/output_shape/0")),
        train=train,
        validation=validation,
        test=test,
        copies=_length(result, "duplicates"),
        shared=_length(result, "shared_between_splits"),
    )


def _length(result: Result, name: str) -> Quantity | None:
    if name not in result.data.description:
        return None
    reading = read(result, f"/data/description/{name}")
    return computed_count(len(reading.value), (reading.source,), "nombre d’images")


HOME_PAGE = Index("index.md", Path(__file__).parent, home)
