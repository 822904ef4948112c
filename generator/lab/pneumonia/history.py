"""What the history of a training looks like, in a sentence."""

from itertools import pairwise

from experiments.language import plural
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.facts.reading import read
from generator.formulas.markup import Markup

DIGITS = 3
SAID = Markup(
    "En {epochs} {epoch}, la perte d’entraînement du {model} passe de {first} à {last}, celle de validation "
    "passe de {val_first} à {val_last} : {rises}sa plus petite valeur, {least}, est celle de l’époque {best} "
    "(premier entraînement)."
)
RISES = Markup("elle remonte {rises} fois en {steps} {passages}, jusqu’à {peak} à l’époque {at}, et ")


def history(result: Result) -> Markup:
    """Say where the losses of a training begin and end, and how often that of validation rises."""
    losses, validation = read(result, "/history/loss"), read(result, "/history/val_loss")
    values, source = validation.value, (validation.source,)
    best = values.index(min(values))

    def loss(value: float, origin: tuple[str, ...] = source) -> Quantity:
        return computed(value, origin, "perte d’une époque", DIGITS)

    def number(value: int, formula: str) -> Quantity:
        return computed_count(value, source, formula)

    after = [place for place, (one, other) in enumerate(pairwise(values), start=1) if other > one]
    rises = Markup()
    if after:
        highest = max(after, key=values.__getitem__)
        rises = RISES.format(
            rises=number(len(after), "époques dont la perte de validation dépasse celle d’avant"),
            steps=number(len(values) - 1, "passages d’une époque à la suivante"),
            passages=plural(len(values) - 1, "passage", "passages") + " d’une époque à la suivante",
            peak=loss(values[highest]),
            at=number(highest + 1, "époque de la plus haute de ces remontées"),
        )
    return SAID.format(
        epochs=number(len(values), "nombre d’époques de l’historique"),
        epoch=plural(len(values), "époque", "époques"),
        model=result.names.model,
        first=loss(losses.value[0], (losses.source,)),
        last=loss(losses.value[-1], (losses.source,)),
        val_first=loss(values[0]),
        val_last=loss(values[-1]),
        least=loss(values[best]),
        best=number(best + 1, "époque de la plus petite perte de validation"),
        rises=rises,
    )
