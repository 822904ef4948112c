"""How often a model is wrong about each class, and takes two classes for one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import scipy

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count, count, share
from generator.facts.reading import read
from generator.statistics.pairs import even_p_value


@dataclass(frozen=True)
class ClassErrors:
    """What a model makes of the examples of one class.

    Attributes
    ----------
    name : Quantity
        The text is the name of the class, the value its rank.
    """

    name: Quantity
    examples: Quantity
    errors: Quantity

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
        return share(self.rate, int(self.examples.value), self.errors.sources, formula)


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
    """

    first: ClassErrors
    second: ClassErrors
    first_as_second: Quantity
    second_as_first: Quantity
    others: int

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
        """Confusions that chance would give on average."""
        return computed(
            self.errors / self.others,
            self.first.errors.sources + self.second.errors.sources,
            f"erreurs sur les deux classes / {language.integer(self.others)}",
            2,
        )

    @property
    def excess_p_value(self) -> float:
        """How often chance would give at least as many confusions (exact binomial test)."""
        if self.errors == 0:
            return 1.0
        # The survival function counts what is beyond: these confusions are part of it.
        return float(scipy.stats.binom.sf(self.total.value - 1, self.errors, 1 / self.others))

    @property
    def direction_p_value(self) -> float:
        """How often two directions equally likely would part as much (exact binomial test)."""
        return even_p_value(int(self.first_as_second.value), int(self.second_as_first.value))


def class_errors(result: Result, split: str) -> list[ClassErrors]:
    """Count the examples and the errors of each class of a split."""
    matrix = read(result, f"/evaluation/{split}/confusion_matrix")
    found = []
    for rank, row in enumerate(matrix.value):
        source = f"{matrix.source}/{rank}"
        name = read(result, f"/data/classes/{rank}")
        found.append(
            ClassErrors(
                name=Quantity(rank, name.value, (name.source, source), "nom de la classe"),
                examples=computed_count(sum(row), (source,), "somme de la ligne"),
                errors=computed_count(sum(row) - row[rank], (source,), "somme de la ligne, hors diagonale"),
            )
        )
    return found


def confused_classes(result: Result, split: str) -> list[ConfusedPair]:
    """Count how often each pair of classes is confused on a split, in the order of the classes."""
    classes = class_errors(result, split)
    base = f"/evaluation/{split}/confusion_matrix"
    return [
        ConfusedPair(
            first=classes[i],
            second=classes[j],
            first_as_second=count(read(result, f"{base}/{i}/{j}")),
            second_as_first=count(read(result, f"{base}/{j}/{i}")),
            others=len(classes) - 1,
        )
        for i, j in combinations(range(len(classes)), 2)
    ]


def all_errors(classes: Sequence[ClassErrors]) -> Quantity:
    """Count the errors on all classes."""
    sources = tuple(source for each in classes for source in each.errors.sources)
    total = sum(int(each.errors.value) for each in classes)
    return computed_count(total, sources, "somme des cases hors de la diagonale")
