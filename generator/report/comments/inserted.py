"""A value that a comment inserts: how it is written, and what it is called when it changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.quantity import Quantity
from generator.formulas.markup import Markup, escape
from generator.report.comments.expression import Expression, look_up, parse
from generator.report.comments.filters import Operand, write

# What a value is called, by its name in a result, and the participle that agrees with it.
NOUNS = {
    "accuracy": ("l’exactitude", "passée"),
    "loss": ("la perte", "passée"),
    "parameters": ("le nombre de poids", "passé"),
    "epochs": ("le nombre d’époques", "passé"),
    "batch_size": ("la taille des lots", "passée"),
    "seed": ("la graine", "passée"),
    "seconds": ("la durée de l’entraînement", "passée"),
}
SPLITS = {"train": " d’entraînement", "validation": " de validation", "test": " de test"}


@dataclass(frozen=True)
class Inserted:
    """A value, or a difference, as a comment shows it.

    Attributes
    ----------
    expression : str
        What the authors wrote, in one way of writing it.
    value : str
        The value itself, with all its digits.
    """

    expression: str
    value: str
    written: Markup
    name: str
    participle: str

    @property
    def text(self) -> str:
        """What a reader sees."""
        return str(self.written.striptags())


def insert(text: str, results: Mapping[str, Result]) -> Inserted:
    """Return the value that an expression stands for.

    Raises
    ------
    CommentError
        If it stands for none.
    """
    expression = parse(text)
    operands = tuple(
        Operand(results[term.id], term.steps, reading)
        for term in expression.terms
        for reading in [look_up(term, results)]
    )
    written = write(operands, expression.filter)
    value = written.value if isinstance(written, Quantity) else operands[0].reading.value
    name, participle = _called(expression, operands[0])
    return Inserted(str(expression), repr(value), escape(written), name, participle)


def noun(steps: tuple[str | int, ...], model: str) -> tuple[str, str] | None:
    """Return what a value is called, and its participle; None for one that has no name of its own.

    Parameters
    ----------
    steps : tuple of str or int
        What leads to it in a result.
    model : str
        Name of the model.
    """
    known = steps and (steps[0] == "evaluation" or (steps[0] != "history" and len(steps) == 2))
    if not known or steps[-1] not in NOUNS:
        return None
    name, participle = NOUNS[str(steps[-1])]
    split = SPLITS.get(str(steps[1]), "") if steps[0] == "evaluation" else ""
    return f"{name}{split} du {model}", participle


def _called(expression: Expression, operand: Operand) -> tuple[str, str]:
    found = noun(operand.steps, operand.result.names.model) if expression.second is None else None
    return found or (f"la valeur de {{{{ {expression} }}}}", "passée")
