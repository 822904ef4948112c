"""What plots call a model and what it classifies."""

from experiments import language
from experiments.results.schema import Result

SPLITS = {"train": "entraînement", "validation": "validation", "test": "test"}


def model_name(result: Result) -> str:
    """Return the name of a model in the whole report."""
    return result.names.model


def family_name(result: Result) -> str:
    """Return the name of the experiment that a model belongs to."""
    return result.names.family


def examples(result: Result, number: int) -> str:
    """Return a number of things to classify: « 12 images »."""
    noun = language.plural(number, result.names.example, result.names.examples)
    return f"{language.integer(number)} {noun}"


def examples_noun(result: Result) -> str:
    """Return the plural of what is classified: « images »."""
    return result.names.examples
