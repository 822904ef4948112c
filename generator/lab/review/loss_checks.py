"""Check what Partie 1 says of the loss: its name, then its equation, on numbers."""

import math
import re
from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from experiments.language import enumeration
from experiments.results.schema import Result
from generator.facts.quantity import computed_count
from generator.formulas.expression import Constant
from generator.formulas.losses.catalogue import loss_named
from generator.lab.review.arithmetic import CalculationError, parse
from generator.lab.review.check import Check, judged
from generator.lab.review.recomputed import recomputed

NAME, EQUATION = "perte", "equation-de-la-perte"
SUM = re.compile(r"L = (?P<sign>-?)\s*∑\((?P<term>.+)\)")
CLASSES = 10
EXAMPLES = 100
# Keras keeps probabilities away from 0 and 1 by a ten-millionth.
TOLERANCE = 1e-6


def stated_name(quotation: str) -> str:
    """Return the name of the loss that a sentence gives last."""
    return quotation.removesuffix(".").rpartition(" ")[2]


def name_check(quotation: str, results: Sequence[Result]) -> Check:
    """Check that the loss named is the one that trained our models."""
    names = dict.fromkeys(result.training.loss for result in results)
    sources = tuple(f"{result.file}#/training/loss" for result in results)
    subjects = tuple(result.id for result in results)
    number = computed_count(len(results), sources, "modèles qui lisent des chiffres")
    if [*names] == [stated_name(quotation)]:
        sentence = Markup("Nos {} modèles qui lisent des chiffres s’entraînent sur la même.").format(number)
        return judged(NAME, True, sentence, subjects=subjects)
    used = enumeration([Markup("<code>{}</code>").format(name) for name in names])
    sentence = Markup("Nos {} modèles s’entraînent sur {}.").format(number, used)
    return judged(NAME, None, sentence, subjects=subjects)


def stated_loss(equation: str, target: Sequence[float], predicted: Sequence[float]) -> float:
    """Compute a loss as the report writes it.

    Parameters
    ----------
    equation : str
        A sum over the classes of a product of ``y`` and ``log(y_pred)``.
    target, predicted : sequence of float, shape (n_classes,)

    Raises
    ------
    CalculationError
        If the equation is not such a sum.
    """
    found = SUM.fullmatch(equation)
    if found is None:
        raise CalculationError(
            f"« {equation} » : cette équation n’est pas une somme que la relecture sache lire."
        )
    terms = (
        parse(found["term"], {"y": Constant(truth), "y_pred": Constant(probability)}).value
        for truth, probability in zip(target, predicted, strict=True)
    )
    return (-1 if found["sign"] else 1) * math.fsum(terms)


def equation_check(equation: str, name: str) -> Check:
    """Check an equation on random predictions against the loss of Keras of that name."""
    draw = np.random.default_rng(seed=1)
    predicted = draw.dirichlet(np.ones(CLASSES), size=EXAMPLES)
    targets = np.eye(CLASSES)[draw.integers(CLASSES, size=EXAMPLES)]
    stated = np.array(
        [stated_loss(equation, y.tolist(), p.tolist()) for y, p in zip(targets, predicted, strict=True)]
    )
    expected = loss_named(name).per_example(targets, predicted)
    gap = float(np.abs(stated - expected).max())
    examples = recomputed(EXAMPLES, "prédictions tirées au hasard, toujours les mêmes")
    if gap < TOLERANCE:
        sentence = Markup(
            "Sur {} prédictions tirées au hasard, elle donne la même valeur que la perte de Keras."
        ).format(examples)
        return judged(EQUATION, True, sentence)
    if np.allclose(stated, -expected, atol=TOLERANCE):
        sentence = Markup(
            "Sur {} prédictions tirées au hasard, elle donne l’opposé de la perte de Keras : un signe manque."
        )
    else:
        sentence = Markup("Sur {} prédictions tirées au hasard, elle ne donne pas la perte de Keras.")
    return judged(EQUATION, False, sentence.format(examples), slips=("equation",), gist="équation fausse")
