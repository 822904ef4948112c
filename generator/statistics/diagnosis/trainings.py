"""Every training of a model, the primary one and those with other seeds."""

from dataclasses import dataclass

from generator.statistics.diagnosis.decision import Decision, decide


@dataclass(frozen=True, eq=False)
class Trainings:
    """A model trained with several seeds, each training at the threshold of its own validation.

    Attributes
    ----------
    every : tuple of Decision
        The primary one first.
    """

    every: tuple[Decision, ...]

    @property
    def decision(self) -> Decision:
        """The primary one."""
        return self.every[0]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the test answers of all of them come from."""
        return tuple(source for each in self.every for source in each.test.sources)


def trainings(decision: Decision) -> Trainings:
    """Judge a model and its replicates."""
    replicated = (decide(decision.result, replicate) for replicate in decision.result.replicates)
    return Trainings((decision, *replicated))
