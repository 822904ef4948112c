"""Check what Partie 1 says of the optimiser, its principle, its arguments, and of the loss."""

import ast
import math
from collections.abc import Sequence

import numpy as np

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.facts.reading import read
from generator.formulas.losses.catalogue import loss_named
from generator.formulas.markup import Markup, enumeration
from generator.formulas.optimizers.catalogue import optimizer_named
from generator.formulas.verification import RELATIVE
from generator.lab.review.arithmetic import worth
from generator.lab.review.check import INCOMPLETE, Check, Row, Table, judged
from generator.lab.review.claim import Legend, LossEquation, Named, Plain, Signature
from generator.lab.review.grounds import Grounds
from generator.lab.review.recomputed import recomputed
from generator.lab.review.seed import SeedSection
from generator.sections.symbols import shown_argument

NO_SUCH_OPTIMIZER = Markup("Aucun de nos modèles n’est entraîné par cet algorithme.")
# Name of the check, where a result says the same, and what to say when it is.
NAMES = {
    "optimizer": (
        "optimiseur",
        "/training/optimizer/name",
        Markup("C’est aussi celui de nos {} modèles de chiffres."),
    ),
    "loss-name": (
        "perte",
        "/training/loss/name",
        Markup("Nos {} modèles de chiffres s’entraînent sur la même."),
    ),
}
OTHER_NAME = Markup("Nos {} modèles emploient {} : ceux du rapport ne peuvent pas être interrogés.")
STEP_AGREES = Markup(
    "Vérifié sur un vrai pas de Keras : l’ancienne moyenne et le carré du gradient donnent {}, et Keras "
    "obtient {}."
)
STEP_DISAGREES = Markup("Sur un vrai pas, cette moyenne vaudrait {}, et Keras obtient {}.")
LEGEND_NAMES = Markup("Ce que le rapport note {}, Keras le nomme {}.")
LEGEND_LACKS = Markup(
    " Cette légende n’explique pas {}, qui entre pourtant dans l’équation de Keras. L’image de l’équation "
    "manque : on ne peut pas dire si elle l’oublie aussi."
)
LEGEND_COMPLETE = Markup(" Chaque argument qui entre dans l’équation a sa ligne.")
OTHER_DEFAULT = Markup(
    'le rapport ne dit pas quelle était sa version de Keras ; la nôtre est <span data-source="{}">{}</span>'
)
EQUATION_AGREES = Markup(
    "Sur {} prédictions tirées au hasard, elle donne la même valeur que la perte de Keras."
)
EQUATION_DISAGREES = Markup("Sur {} prédictions tirées au hasard, elle ne donne pas la perte de Keras.")
CLASSES, EXAMPLES = 10, 100
# Keras keeps probabilities away from 0 and 1 by a ten-millionth.
TOLERANCE = 1e-6


def name_check(claim: Named, section: SeedSection, grounds: Grounds) -> Check:
    """Check that the optimiser, or the loss, named is that of our models."""
    code, pointer, same = NAMES[claim.kind]
    used = [read(result, pointer) for result in grounds.results]
    number = computed_count(len(used), tuple(x.source for x in used), "modèles de chiffres")
    subjects = tuple(result.id for result in grounds.results)
    names = [*dict.fromkeys(x.value for x in used)]
    if names == [claim.name]:
        return judged(code, True, same.format(number), subjects=subjects)
    return judged(code, None, OTHER_NAME.format(number, _codes(names)), subjects=subjects)


def principle_check(claim: Plain, section: SeedSection, grounds: Grounds) -> Check:
    """Check the moving average of the squared gradients against one step that Keras made."""
    result, code = _trained(grounds), "principe-de-l-optimiseur"
    if result is None or "velocity" not in result.worked_step.state_after:
        return judged(code, None, NO_SUCH_OPTIMIZER)
    step, rho = result.worked_step, result.training.optimizer.arguments["rho"]
    expected = rho * step.state_before["velocity"] + (1 - rho) * step.gradient**2
    after = step.state_after["velocity"]
    base = f"{result.file}#/worked_step"
    by_keras = Quantity(after, computed(after, (), "").text, (f"{base}/state_after/velocity",))
    rested = (f"{base}/state_before/velocity", f"{base}/gradient")
    by_formula = computed(
        expected,
        (*rested, f"{result.file}#/training/optimizer/arguments/rho"),
        "ρ × ancienne moyenne + (1 − ρ) × carré du gradient",
    )
    right = math.isclose(after, expected, rel_tol=RELATIVE)
    return judged(
        code,
        right,
        (STEP_AGREES if right else STEP_DISAGREES).format(by_formula, by_keras),
        subjects=(result.id,),
        gist="principe de l’algorithme",
    )


def legend_check(claim: Legend, section: SeedSection, grounds: Grounds) -> Check:
    """Check that a legend explains every argument that enters the equation."""
    result, code = _trained(grounds), "legende-de-l-optimiseur"
    if result is None:
        return judged(code, None, NO_SUCH_OPTIMIZER)
    used = result.training.optimizer
    needed = [row.argument for row in optimizer_named(used.name).symbols(used.arguments) if row.argument]
    missing = [argument for argument in needed if argument not in claim.arguments]
    named = LEGEND_NAMES.format(
        enumeration([Markup("{}").format(symbol) for symbol in claim.symbols]), _codes(claim.arguments)
    )
    if not missing:
        return judged(code, True, named + LEGEND_COMPLETE, subjects=(result.id,))
    return judged(code, None, named + LEGEND_LACKS.format(_codes(missing)), INCOMPLETE, subjects=(result.id,))


def _codes(names: Sequence[str]) -> Markup:
    return enumeration([Markup("<code>{}</code>").format(name) for name in names])


def signature_table(claim: Signature, section: SeedSection, grounds: Grounds) -> Table:
    """Check each argument of a printed signature against the defaults that Keras recorded."""
    result = _trained(grounds)
    return Table(
        caption="Les arguments écrits, et leur valeur par défaut dans notre Keras",
        columns=("Argument", "Rapport", "Keras"),
        rows=tuple(_argument_row(argument, result) for argument in claim.arguments),
        kind=claim.kind,
    )


def _argument_row(argument: str, result: Result | None) -> Row:
    name, _, written = argument.partition("=")
    code, defaults = "argument-de-l-optimiseur", result.training.optimizer.defaults if result else {}
    if result is None or name not in defaults:
        check = judged(code, None, Markup("notre Keras n’a pas cet argument"))
        return Row(name, written, Markup("–"), check)
    expected = shown_argument(read(result, f"/training/optimizer/defaults/{name}"))
    if repr(defaults[name]) == repr(ast.literal_eval(written)):
        return Row(name, written, expected, judged(code, True, Markup(""), subjects=(result.id,)))
    version = read(result, "/provenance/libraries/keras")
    sentence = OTHER_DEFAULT.format(version.source, version.value)
    return Row(name, written, expected, judged(code, None, sentence, subjects=(result.id,)))


def equation_check(claim: LossEquation, section: SeedSection, grounds: Grounds) -> Check:
    """Check an equation on random predictions against the loss of Keras that the report names."""
    name = grounds.named("loss-name")
    draw = np.random.default_rng(seed=1)
    predicted = draw.dirichlet(np.ones(CLASSES), size=EXAMPLES)
    targets = np.eye(CLASSES)[draw.integers(CLASSES, size=EXAMPLES)]
    sums = [
        math.fsum(
            worth(claim.term, {"y": truth, "y_pred": share})
            for truth, share in zip(target, shares, strict=True)
        )
        for target, shares in zip(targets.tolist(), predicted.tolist(), strict=True)
    ]
    stated = np.array(sums) * (-1 if claim.sign else 1)
    right = np.allclose(stated, loss_named(name).per_example(targets, predicted), atol=TOLERANCE)
    examples = recomputed(EXAMPLES, "prédictions tirées au hasard, toujours les mêmes")
    sentence = (EQUATION_AGREES if right else EQUATION_DISAGREES).format(examples)
    return judged("equation-de-la-perte", right, sentence, gist="équation fausse")


def _trained(grounds: Grounds) -> Result | None:
    """Return our first model trained by the optimiser of the report."""
    name = grounds.named("optimizer")
    return next((r for r in grounds.results if r.training.optimizer.name == name), None)
