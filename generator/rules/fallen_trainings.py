"""What is said of trainings that end far below the others of the same model."""

from collections.abc import Sequence

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, share
from generator.rules.decision import Phrase
from generator.statistics.fallen import Fallen, fallen
from generator.statistics.mean_accuracy import accuracy_sources


def fallen_trainings(results: Sequence[Result], split: str = "test") -> Phrase | str:
    """Name the models that have such trainings, in sentences that follow another; nothing without any."""
    found = [each for each in (fallen(result, split) for result in results) if each]
    said: Phrase | str = ""
    for each in found:
        said = Phrase("follows", {"some": said, "more": _said(each)})
    return said


def _said(found: Fallen) -> Phrase:
    sources = accuracy_sources(found.result, found.split)
    number = computed_count(len(found.below), sources, "entraînements loin au-dessous des autres")
    values = {
        "model": found.result.names.model,
        "trainings": computed_count(len(sources), sources, "entraînements, une graine chacun"),
        "below": _accuracy(found, found.below[-1], "la plus haute de ceux-là"),
        "others": _accuracy(found, found.others[0], "la plus basse des autres"),
    }
    return Phrase("fallen", values, number)


def _accuracy(found: Fallen, value: float, formula: str) -> Quantity:
    examples = found.result.evaluation[found.split].count  # type: ignore[index]
    return share(value, examples, accuracy_sources(found.result, found.split), formula)
