"""Over how many trainings of a model a number is a mean."""

from experiments.results.schema import Result
from generator.facts.quantity import computed_count
from generator.rules.decision import Phrase


def over_seeds(result: Result) -> Phrase | str:
    """Say it, between brackets; nothing for a model that was trained once."""
    return _counted("over-seeds", result)


def in_all(result: Result) -> Phrase | str:
    """Say over how many trainings counts are added up; nothing for a model that was trained once."""
    return _counted("in-all", result)


def _counted(phrase: str, result: Result) -> Phrase | str:
    if not result.replicates:
        return ""
    sources = tuple(f"{training.file}#/id" for training in result.trainings)
    number = computed_count(len(sources), sources, "entraînements, une graine chacun")
    return Phrase(phrase, number=number)
