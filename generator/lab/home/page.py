"""The home page: what the lab is about, and every model in a table per experiment."""

from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, count
from generator.facts.reading import read
from generator.sections.comparison import Comparison, compare_models


@dataclass(frozen=True)
class Home:
    """The home page.

    Attributes
    ----------
    experiments : list of Comparison
    classes, train, validation, test : Quantity
        Classes and images of MNIST, as the first experiment used them.
    """

    experiments: list[Comparison]
    classes: Quantity
    train: Quantity
    validation: Quantity
    test: Quantity


def home(families: list[list[Result]]) -> Home:
    """Make the home page from the results of each experiment."""
    first = families[0][0]
    splits = {name: count(read(first, f"/data/splits/{name}/count")) for name in first.data.splits}
    return Home(
        experiments=[compare_models(results) for results in families],
        classes=count(read(first, "/model/output_shape/0")),
        train=splits["train"],
        validation=splits["validation"],
        test=splits["test"],
    )
