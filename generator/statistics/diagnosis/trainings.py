"""Every training of a model, the primary one and those with other seeds."""

from dataclasses import dataclass

from markupsafe import Markup

from experiments.language import enumeration
from generator.facts.quantity import Quantity, computed_count
from generator.statistics.diagnosis.decision import Decision, decide


@dataclass(frozen=True)
class Trainings:
    """How many test images each training of a model reads well, at the threshold of its own validation.

    Attributes
    ----------
    decision : Decision
        The primary one.
    right : tuple of int
        The primary one first.
    sources : tuple of str
    """

    decision: Decision
    right: tuple[int, ...]
    sources: tuple[str, ...]

    @property
    def number(self) -> Quantity:
        """How many trainings there are."""
        return self._count(len(self.right), "entraînements, une graine chacun")

    @property
    def low(self) -> Quantity:
        """Images that the worst training reads well."""
        return self._count(min(self.right), "images bien lues par le moins bon entraînement")

    @property
    def high(self) -> Quantity:
        """Images that the best training reads well."""
        return self._count(max(self.right), "images bien lues par le meilleur entraînement")

    @property
    def range(self) -> Markup:
        """From the worst to the best, in words."""
        if self.low.value == self.high.value:
            return Markup("{}").format(self.low)
        return Markup("de {} à {}").format(self.low, self.high)

    @property
    def listed(self) -> Markup:
        """All of them, in the order of the trainings."""
        return enumeration([self._count(right, "images bien lues") for right in self.right])

    def _count(self, value: int, formula: str) -> Quantity:
        return computed_count(value, self.sources, formula)


def trainings(decision: Decision) -> Trainings:
    """Judge a model and its replicates."""
    replicated = [decide(decision.result, replicate) for replicate in decision.result.replicates]
    every = [decision, *replicated]
    return Trainings(
        decision=decision,
        right=tuple(int(each.right.sum()) for each in every),
        sources=tuple(source for each in every for source in each.test.sources),
    )
