"""The model that validation selects, over the seeds that all the candidates were trained with."""

from collections.abc import Sequence
from typing import Final

from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.facts.apart import told_apart
from generator.facts.quantity import Quantity, share

SPLIT: Final = "validation"
MEAN = "moyenne sur les graines que tous les modèles ont"

Training = Result | Replicate


def select(results: Sequence[Result]) -> Result:
    """Return the model with the best mean validation accuracy; among equals, the one with fewest weights.

    The mean is over the seeds that all the models were trained with. The test split takes no part in it: it
    only judges what was chosen without it.
    """
    right = {result.id: _right(trainings) for result, trainings in _compared(results)}
    return max(results, key=lambda result: (right[result.id], -result.model.parameters))


def equals(results: Sequence[Result], chosen: Result) -> list[Result]:
    """Return the other models whose mean validation accuracy is exactly that of the chosen one."""
    right = {result.id: _right(trainings) for result, trainings in _compared(results)}
    return [r for r in results if r is not chosen and right[r.id] == right[chosen.id]]


def validation_accuracies(results: Sequence[Result]) -> list[Quantity]:
    """Return the mean validation accuracies that the choice rests on, with the digits that it needs."""
    found = []
    for _, trainings in _compared(results):
        examples = sum(training.evaluation[SPLIT].count for training in trainings)
        sources = tuple(f"{training.file}#/evaluation/{SPLIT}/accuracy" for training in trainings)
        found.append(share(_right(trainings) / examples, examples, sources, MEAN if sources[1:] else ""))
    return told_apart(found, results[0].evaluation[SPLIT].count)


def choice_seeds(results: Sequence[Result]) -> list[int]:
    """Return the seeds that all the models were trained with; none if no seed is common to all."""
    first, *others = [[seed_of(training) for training in result.trainings] for result in results]
    return [seed for seed in first if all(seed in seeds for seeds in others)]


def seed_of(training: Training) -> int:
    """Return the seed of a training."""
    return training.seed if isinstance(training, Replicate) else training.training.seed


def _compared(results: Sequence[Result]) -> list[tuple[Result, list[Training]]]:
    """Return the trainings of each model that count; without a seed common to all, the primary ones."""
    seeds = choice_seeds(results)
    return [
        (result, [each for each in result.trainings if seed_of(each) in seeds] or [result])
        for result in results
    ]


def _right(trainings: Sequence[Training]) -> int:
    """Count the right answers: whole numbers, whose ties are ties."""
    matrices = [training.evaluation[SPLIT].confusion_matrix for training in trainings]
    return sum(row[rank] for matrix in matrices for rank, row in enumerate(matrix))
