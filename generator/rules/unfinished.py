"""Which of the models compared were still getting better when their training stopped."""

from collections.abc import Sequence

from experiments.results.schema import Result
from generator.rules.decision import Phrase
from generator.rules.selection import named
from generator.statistics.curves import curve


def unfinished(models: Sequence[Result]) -> Phrase | str:
    """Say that a longer training might have changed a comparison; nothing if all were finished, or may be."""
    found = [model for model in models if curve(model).cut_short]
    return Phrase("unfinished", {"models": named(found)}, len(found)) if found else ""
