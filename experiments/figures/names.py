"""What plots call a model and what it classifies."""

from experiments import language
from experiments.results.schema import Result

SPLITS = {"train": "entraînement", "validation": "validation", "test": "test"}


def model_name(result: Result) -> str:
    """Return the name of a model in the whole report."""
    names = getattr(result, "names", None)
    return names.model if names else result.id


def family_name(result: Result) -> str:
    """Return the name of the experiment that a model belongs to."""
    names = getattr(result, "names", None)
    return names.family if names else result.family


def examples(result: Result, number: int) -> str:
    """Return a number of things to classify: « 12 images »."""
    names = getattr(result, "names", None)
    singular, many = (names.example, names.examples) if names else ("image", "images")
    return f"{language.integer(number)} {language.plural(number, singular, many)}"


def examples_noun(result: Result) -> str:
    """Return the plural of what is classified: « images »."""
    names = getattr(result, "names", None)
    return names.examples if names else "images"
