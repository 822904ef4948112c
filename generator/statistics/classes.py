"""How often a model is wrong about each class, and takes two classes for one another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import scipy

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, not_nothing, share
from generator.facts.reading import read
from generator.statistics.pairs import even_p_value
from generator.statistics.pooled import Cells, design_effect, pooled


@dataclass(frozen=True)
class ClassErrors:
    """What a model makes of the examples of one class.

    Attributes
    ----------
    name : Quantity
        The text is the name of the class, the value its rank.
    examples, errors : Quantity
        Over all the trainings of the model: an example counts once for each.
    trainings : int
    effect : float
        Design effect of the errors on all classes; see `generator.statistics.pooled`.
    """

    name: Quantity
    examples: Quantity
    errors: Quantity
    trainings: int = 1
    effect: float = 1.0

    @property
    def rate(self) -> float:
        """Share of its examples that the model gets wrong.

        Raises
        ------
        ZeroDivisionError
            If the class has no example.
        """
        return self.errors.value / self.examples.value

    @property
    def rate_shown(self) -> Quantity:
        """The same, as a percentage with the digits that its examples support."""
        formula = "erreurs / exemples de cette classe"
        return share(self.rate, int(self.examples.value) // self.trainings, self.errors.sources, formula)

    @property
    def independent(self) -> tuple[int, int]:
        """How many independent wrong answers, and right ones, the trainings are worth."""
        wrong, right = self.errors.value, self.examples.value - self.errors.value
        return int(wrong / self.effect), int(right / self.effect)


@dataclass(frozen=True)
class ConfusedPair:
    """Two classes, and how often each is taken for the other.

    Were the errors on a class to fall equally on all others, each of them would fall on a given class with
    probability 1 / (classes − 1). This is so in both directions, hence the confusions of a pair, both
    directions together, are binomial: as many trials as there are errors on the two classes.

    Attributes
    ----------
    others : int
        How many classes an example can be mistaken for.
    effect, direction_effect : float
        Design effects of the confusions among the errors, and of one direction among the confusions; see
        `generator.statistics.pooled`.
    """

    first: ClassErrors
    second: ClassErrors
    first_as_second: Quantity
    second_as_first: Quantity
    others: int
    effect: float = 1.0
    direction_effect: float = 1.0

    @property
    def total(self) -> Quantity:
        """Confusions in both directions."""
        there, back = self.first_as_second, self.second_as_first
        return computed_count(
            int(there.value + back.value), there.sources + back.sources, "somme des deux sens"
        )

    @property
    def errors(self) -> int:
        """Errors on both classes, whatever they were mistaken for."""
        return int(self.first.errors.value + self.second.errors.value)

    @property
    def expected(self) -> Quantity:
        """Confusions that chance would give on average; those of several pairs are read side by side."""
        value = self.errors / self.others
        sources = self.first.errors.sources + self.second.errors.sources
        formula = f"erreurs sur les deux classes / {language.integer(self.others)}"
        return Quantity(value, not_nothing(value, language.decimal(value, 1)), sources, formula)

    @property
    def excess_p_value(self) -> float:
        """How often chance would give at least as many confusions (exact binomial test)."""
        if self.errors == 0:
            return 1.0
        confusions, errors = int(self.total.value / self.effect), math.ceil(self.errors / self.effect)
        # The survival function counts what is beyond: these confusions are part of it.
        return float(scipy.stats.binom.sf(confusions - 1, errors, 1 / self.others))

    @property
    def direction_p_value(self) -> float:
        """How often two directions equally likely would part as much (exact binomial test)."""
        there, back = (
            each.value / self.direction_effect for each in (self.first_as_second, self.second_as_first)
        )
        return even_p_value(int(there), int(back))


def class_errors(result: Result, split: str) -> list[ClassErrors]:
    """Count the examples and the errors of each class of a split, over all the trainings of the model."""
    answers, names = pooled(result, split), result.data.classes
    effect = common_effect(
        [answers.predictions[:, answers.labels == rank] != rank for rank in range(len(names))]
    )
    found = []
    for rank, row in enumerate(answers.matrix(len(names)).tolist()):
        sources = tuple(f"{path}/{rank}" for path in _matrices(result, split))
        name = read(result, f"/data/classes/{rank}")
        found.append(
            ClassErrors(
                name=Quantity(rank, name.value, (name.source, *sources), "nom de la classe"),
                examples=computed_count(sum(row), sources, "somme de la ligne"),
                errors=computed_count(sum(row) - row[rank], sources, "somme de la ligne, hors diagonale"),
                trainings=len(answers.predictions),
                effect=effect,
            )
        )
    return found


def common_effect(classes: Sequence[Cells]) -> float:
    """Return the design effect of the errors on classes that are supposed as easy, each error counting alike.

    That of a single class is known from too few errors: where they are few by chance, it is small by chance.

    Parameters
    ----------
    classes : sequence of bool array, shape (trainings, examples)
        Which answers are wrong.
    """
    errors = [int(wrong.sum()) for wrong in classes]
    effects = [design_effect(wrong, np.ones_like(wrong)) for wrong in classes]
    return float(np.average(effects, weights=errors)) if any(errors) else 1.0


def confused_classes(result: Result, split: str) -> list[ConfusedPair]:
    """Count how often each pair of classes is confused on a split, in the order of the classes.

    All the trainings of the model count.
    """
    classes, answers = class_errors(result, split), pooled(result, split)
    matrix = answers.matrix(len(classes)).tolist()
    # Only examples that some training misreads have a part in what follows.
    misread = (answers.predictions != answers.labels).any(axis=0)
    labels, said = answers.labels[misread], answers.predictions[:, misread]

    def times(truth: int, answer: int) -> Quantity:
        sources = tuple(f"{path}/{truth}/{answer}" for path in _matrices(result, split))
        formula = "somme sur les entraînements" if sources[1:] else ""
        return computed_count(matrix[truth][answer], sources, formula)

    pairs = []
    for i, j in combinations(range(len(classes)), 2):
        effects = (1.0, 1.0)
        if matrix[i][j] + matrix[j][i]:
            there, back = (labels == i) & (said == j), (labels == j) & (said == i)
            errors = np.isin(labels, (i, j)) & (said != labels)
            effects = design_effect(there | back, errors), design_effect(there, there | back)
        pairs.append(
            ConfusedPair(classes[i], classes[j], times(i, j), times(j, i), len(classes) - 1, *effects)
        )
    return pairs


def _matrices(result: Result, split: str) -> list[str]:
    return [f"{training.file}#/evaluation/{split}/confusion_matrix" for training in result.trainings]


def all_errors(classes: Sequence[ClassErrors]) -> Quantity:
    """Count the errors on all classes."""
    sources = tuple(source for each in classes for source in each.errors.sources)
    total = sum(int(each.errors.value) for each in classes)
    return computed_count(total, sources, "somme des cases hors de la diagonale")
