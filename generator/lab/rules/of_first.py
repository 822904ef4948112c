"""What is measured of the first training alone, among conclusions about several."""

from collections.abc import Sequence
from dataclasses import replace

from generator.facts.quantity import setting
from generator.facts.reading import read
from generator.rules.decision import Evidence
from generator.statistics.diagnosis.trainings import Trainings


def of_first(evidence: Sequence[Evidence], model: Trainings) -> tuple[Evidence, ...]:
    """Name the seed of the first training beside each value; of a model trained once, there is no other."""
    if len(model.every) == 1:
        return tuple(evidence)
    seed = setting(read(model.decision.result, "/training/seed"))
    return tuple(replace(each, seed=seed) for each in evidence)
