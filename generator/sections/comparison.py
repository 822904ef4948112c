"""Models side by side, and the one that validation selects."""

from dataclasses import dataclass

from experiments.figures.names import group_name, histories_name
from experiments.results.schema import Result
from generator.facts.multiply_adds import multiply_adds
from generator.facts.quantity import Quantity, computed_count, count, seconds
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.statistics.choice import select, validation_accuracies
from generator.statistics.mean_accuracy import accuracy_sources, mean_accuracy
from generator.statistics.mean_loss import mean_loss


@dataclass(frozen=True)
class Line:
    """One model of a comparison.

    Attributes
    ----------
    multiply_adds : Quantity or None
        None when those of a layer are not known.
    trainings : Quantity
        How many trainings the scores are means of, one seed each.
    train, validation, test : Quantity
        Mean accuracies over the trainings of the model; on validation, over those that the choice rests on.
    selected : bool
        Whether validation selects it among the models compared.
    """

    model: ModelReference
    weights: Quantity
    multiply_adds: Quantity | None
    epochs: Quantity
    duration: Quantity
    trainings: Quantity
    train: Quantity
    validation: Quantity
    test_loss: Quantity
    test: Quantity
    selected: bool

    @property
    def replicated(self) -> bool:
        """Whether it was trained with several seeds."""
        return self.trainings.value > 1


@dataclass(frozen=True)
class Comparison:
    """Models in order, the selected one among them.

    Attributes
    ----------
    histories : tuple of str or None
        Owner and name of the plot of all their histories; None where they are not the models of a family.
    """

    lines: list[Line]
    histories: tuple[str, str] | None

    @property
    def selected(self) -> Line:
        """The model that validation selects."""
        return next(line for line in self.lines if line.selected)


def compare_models(results: list[Result]) -> Comparison:
    """Put models side by side."""
    chosen = select(results)
    accuracies = zip(results, validation_accuracies(results), strict=True)
    return Comparison(
        [_line(result, validation, result.id == chosen.id) for result, validation in accuracies],
        _histories(results),
    )


def _histories(results: list[Result]) -> tuple[str, str] | None:
    plots = {(group_name(result), histories_name(result)) for result in results}
    return plots.pop() if len(plots) == 1 < len(results) else None


def _line(result: Result, validation: Quantity, selected: bool) -> Line:
    return Line(
        model=reference(result),
        weights=count(read(result, "/model/parameters")),
        multiply_adds=multiply_adds(result),
        epochs=computed_count(
            len(result.history.loss), (f"{result.file}#/history/loss",), "époques d’entraînement"
        ),
        duration=seconds(read(result, "/provenance/seconds")),
        trainings=computed_count(
            len(result.trainings), accuracy_sources(result, "test"), "entraînements, une graine chacun"
        ),
        train=mean_accuracy(result, "train"),
        validation=validation,
        test_loss=mean_loss(result, "test"),
        test=mean_accuracy(result, "test"),
        selected=selected,
    )
