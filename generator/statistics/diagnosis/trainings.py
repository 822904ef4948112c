"""Every training of a model, the primary one and those with other seeds."""

from dataclasses import dataclass

from generator.statistics.diagnosis.decision import Decision, decide


@dataclass(frozen=True)
class Trainings:
    """How many test examples each training of a model is right about, at the threshold of its own validation.

    Attributes
    ----------
    decision : Decision
        The primary one.
    right : tuple of int
        The primary one first.
    """

    decision: Decision
    right: tuple[int, ...]
    sources: tuple[str, ...]


def trainings(decision: Decision) -> Trainings:
    """Judge a model and its replicates."""
    replicated = [decide(decision.result, replicate) for replicate in decision.result.replicates]
    every = [decision, *replicated]
    return Trainings(
        decision=decision,
        right=tuple(int(each.right.sum()) for each in every),
        sources=tuple(source for each in every for source in each.test.sources),
    )
