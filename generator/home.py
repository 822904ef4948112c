"""The home page: what the lab is about, and every model in one table."""

from dataclasses import dataclass

from experiments.results.schema import Result
from generator.model_reference import reference
from generator.model_section import score
from generator.quantity import Quantity, count, seconds
from generator.reading import read


@dataclass(frozen=True)
class ModelLine:
    """One model in the table of the home page."""

    title: str
    anchor: str
    weights: Quantity
    epochs: Quantity
    duration: Quantity
    validation: Quantity
    test: Quantity


@dataclass(frozen=True)
class Home:
    """The home page.

    Attributes
    ----------
    experiments : list of list of ModelLine
        One list per experiment.
    classes, train, validation, test : Quantity
        Classes and images of MNIST, as the first experiment used them.
    """

    experiments: list[list[ModelLine]]
    classes: Quantity
    train: Quantity
    validation: Quantity
    test: Quantity


def home(families: list[list[Result]]) -> Home:
    """Make the home page from the results of each experiment."""
    first = families[0][0]
    splits = {name: count(read(first, f"/data/splits/{name}/count")) for name in first.data.splits}
    return Home(
        experiments=[[_line(result) for result in results] for results in families],
        classes=count(read(first, "/model/output_shape/0")),
        train=splits["train"],
        validation=splits["validation"],
        test=splits["test"],
    )


def _line(result: Result) -> ModelLine:
    return ModelLine(
        title=reference(result).title,
        anchor=result.id,
        weights=count(read(result, "/model/parameters")),
        epochs=count(read(result, "/training/epochs")),
        duration=seconds(read(result, "/provenance/seconds")),
        validation=score(result, "validation", "validation").accuracy,
        test=score(result, "test", "test").accuracy,
    )
