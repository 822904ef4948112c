"""What sentences say of a score of two models over their trainings."""

from collections.abc import Callable, Sequence

import numpy as np

from generator.facts.quantity import Quantity, computed_count
from generator.rules.decision import Evidence, Phrase, Several
from generator.rules.evidence import chance_evidence
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.comparison import TEST, Comparison, ScoreOf, compare_trainings
from generator.statistics.diagnosis.trainings import Trainings

# Writes a score, with where it comes from.
Write = Callable[[float, tuple[str, ...]], Quantity]
TrainingPair = tuple[Trainings, Trainings]


def compared(pairs: Sequence[TrainingPair], score: ScoreOf) -> list[tuple[TrainingPair, Comparison, Chance]]:
    """Compare a score of each pair of models, correcting for their number."""
    comparisons = [compare_trainings(*pair, score) for pair in pairs]
    found = chances([comparison.p_value for comparison in comparisons])
    return list(zip(pairs, comparisons, found, strict=True))


def compared_values(pair: TrainingPair, comparison: Comparison, write: Write) -> dict[str, object]:
    """Return the names of both models and what their trainings score, by the names that texts give them."""
    first, second = pair
    return {
        "first": first.decision.name,
        "second": second.decision.name,
        "first_score": _over_seeds(first, comparison.first, write),
        "second_score": _over_seeds(second, comparison.second, write),
    }


def compared_evidence(
    name: str, pair: TrainingPair, comparison: Comparison, chance: Chance, write: Write
) -> list[Evidence]:
    """Return the score of every training, under a label, and how often chance would make as much."""
    listed = [
        Evidence(
            name,
            Several([write(float(value), each.sources) for value in values]),
            {"model": each.decision.name},
        )
        for each, values in zip(pair, (comparison.first, comparison.second), strict=True)
    ]
    return listed + chance_evidence(chance, pair[0].sources + pair[1].sources, TEST)


def _over_seeds(trained: Trainings, values: np.ndarray, write: Write) -> Phrase:
    def said(value: float) -> Quantity:
        return write(float(value), trained.sources)

    if len(values) == 1:
        return Phrase("score-once", {"score": said(values[0])})
    count = computed_count(len(values), trained.sources, "entraînements, une graine chacun")
    scores = {"score": said(values.mean()), "low": said(values.min()), "high": said(values.max())}
    return Phrase("score-over-seeds", {"trainings": count, **scores})
