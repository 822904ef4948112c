"""What plots call a model, what it classifies, and the models that can be compared."""

import hashlib
import re
import unicodedata

from experiments import language
from experiments.results.schema import Result

SPLITS = {"train": "entraînement", "validation": "validation", "test": "test"}
GROUP = "comparaison"
# Owner of the plots of all the results; no family can be called so.
REPORT = "rapport"
# A file system takes 255 bytes for the whole name of a file.
LONGEST = 60


def group_name(result: Result) -> str:
    """Return the name of the group of a result, that of all the models judged on its test examples.

    It is made from these examples, so that one more model or one more family does not change it.
    """
    classes = result.data.classes
    examples = repr((classes, result.evaluation["test"].labels))
    digest = hashlib.sha256(examples.encode()).hexdigest()[:6]
    return "-".join([GROUP, *map(_plain, (classes[0], classes[-1])), digest])


def histories_name(result: Result) -> str:
    """Return the name of the plot of the histories of the family of a result, in its group."""
    return f"historiques-{_plain(result.family)}"


def _plain(text: str) -> str:
    """Return a text as a part of the name of a file: « Poitrine gauche » as ``poitrine-gauche``."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:LONGEST].rstrip("-")


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
