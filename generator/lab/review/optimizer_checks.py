"""Check what Partie 1 says of the optimiser: its name, its principle, its symbols, its arguments."""

import ast
import math
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from experiments.errors import LabError
from experiments.language import enumeration
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.facts.reading import read
from generator.formulas.optimizers.catalogue import optimizer_named
from generator.lab.review.check import Check, Row, TableFinding, judged
from generator.sections.learning import SINGLE_PRECISION, shown_argument

NAME, PRINCIPLE, BENEFIT = "optimiseur", "principe-de-l-optimiseur", "merite-de-l-optimiseur"
LEGEND, ARGUMENT = "legende-de-l-optimiseur", "argument-de-l-optimiseur"


def stated_optimizer(signature: str) -> str:
    """Return the name of the class whose signature the report prints."""
    return ast.unparse(_call(signature).func).rpartition(".")[2]


def name_check(quotation: str, results: Sequence[Result]) -> Check:
    """Check that the optimiser named is the one that trained our models."""
    names = dict.fromkeys(result.training.optimizer.name for result in results)
    sources = tuple(f"{result.file}#/training/optimizer/name" for result in results)
    subjects = tuple(result.id for result in results)
    number = computed_count(len(results), sources, "modèles qui lisent des chiffres")
    if [*names] == [quotation.removesuffix(".").rpartition(" ")[2]]:
        sentence = Markup("C’est aussi celui de nos {} modèles qui lisent des chiffres.").format(number)
        return judged(NAME, True, sentence, subjects=subjects)
    used = enumeration([Markup("<code>{}</code>").format(name) for name in names])
    sentence = Markup("Nos {} modèles emploient {} : ceux du rapport ne peuvent pas être interrogés.").format(
        number, used
    )
    return judged(NAME, None, sentence, subjects=subjects)


def principle_check(result: Result | None) -> Check:
    """Check the moving average of the squared gradients against one step that Keras made."""
    if result is None or "velocity" not in result.worked_step.state_after:
        return judged(PRINCIPLE, None, Markup("Aucun de nos modèles n’est entraîné par RMSprop."))
    step, rho = result.worked_step, result.training.optimizer.arguments["rho"]
    expected = rho * step.state_before["velocity"] + (1 - rho) * step.gradient**2
    after = step.state_after["velocity"]
    base = f"{result.file}#/worked_step"
    by_keras = Quantity(after, computed(after, (), "").text, (f"{base}/state_after/velocity",))
    by_formula = computed(
        expected,
        (
            f"{base}/state_before/velocity",
            f"{base}/gradient",
            f"{result.file}#/training/optimizer/arguments/rho",
        ),
        "ρ × ancienne moyenne + (1 − ρ) × carré du gradient",
    )
    if math.isclose(after, expected, rel_tol=SINGLE_PRECISION):
        sentence = Markup(
            "Vérifié sur un vrai pas de Keras : l’ancienne moyenne et le carré du gradient donnent {}, et "
            "Keras obtient {}."
        ).format(by_formula, by_keras)
        return judged(PRINCIPLE, True, sentence, subjects=(result.id,))
    sentence = Markup("Sur un vrai pas, cette moyenne vaudrait {}, et Keras obtient {}.").format(
        by_formula, by_keras
    )
    return judged(
        PRINCIPLE, False, sentence, subjects=(result.id,), slips=("principe",), gist="principe de RMSprop"
    )


def benefit_check(results: Sequence[Result]) -> Check:
    """Say whether the merits of an optimiser can be judged: it takes another one to compare with."""
    names = {result.training.optimizer.name for result in results}
    subjects = tuple(result.id for result in results)
    if len(names) == 1:
        sentence = Markup(
            "Plus rapide et meilleure que quoi ? Il faudrait entraîner les mêmes modèles avec un autre "
            "algorithme, ce que ni le rapport d’origine ni le nôtre n’ont fait."
        )
    else:
        sentence = Markup(
            "Nos modèles n’emploient pas tous le même algorithme, mais aucun n’est entraîné avec plusieurs : "
            "rien ne dit lequel converge le plus vite."
        )
    return judged(BENEFIT, None, sentence, subjects=subjects)


def legend_check(lines: Sequence[str], arguments: Mapping[str, str], result: Result | None) -> Check:
    """Check that a legend explains every argument that enters the equation.

    Parameters
    ----------
    lines : sequence of str
    arguments : mapping of str
        Argument that each symbol stands for.
    result : Result or None
        Trained with this optimiser.
    """
    if result is None:
        return judged(LEGEND, None, Markup("Aucun de nos modèles n’est entraîné par RMSprop."))
    used = result.training.optimizer
    needed = [row for row in optimizer_named(used.name).symbols(used.arguments) if row.argument]
    explained = {
        argument for symbol, argument in arguments.items() if any(x.startswith(symbol) for x in lines)
    }
    missing = [row for row in needed if row.argument not in explained]
    if not missing:
        sentence = Markup("Chaque argument qui entre dans l’équation a sa ligne.")
        return judged(LEGEND, True, sentence, subjects=(result.id,))
    names = enumeration([Markup("<code>{}</code>").format(row.argument) for row in missing])
    sentence = Markup(
        "Cette légende n’explique pas {}, qui entre pourtant dans l’équation de Keras. L’image de l’équation "
        "manque : on ne peut pas dire si elle l’oublie aussi."
    ).format(names)
    return judged(LEGEND, None, sentence, subjects=(result.id,))


def signature_table(signature: str, result: Result | None) -> TableFinding:
    """Check each argument of a printed signature against the defaults that Keras recorded."""
    stated = {
        argument.arg: ast.literal_eval(argument.value)
        for argument in _call(signature).keywords
        if argument.arg is not None
    }
    rows = [_argument_row(name, value, result) for name, value in stated.items()]
    return TableFinding(
        caption="Les arguments écrits, et leur valeur par défaut dans notre Keras",
        columns=("Argument", "Rapport", "Keras"),
        rows=tuple(rows),
    )


def _argument_row(name: str, value: object, result: Result | None) -> Row:
    defaults = result.training.optimizer.defaults if result else {}
    if result is None or name not in defaults:
        check = judged(ARGUMENT, None, Markup("notre Keras n’a pas cet argument"))
        return Row(name, repr(value), Markup("–"), check)
    expected = shown_argument(read(result, f"/training/optimizer/defaults/{name}"))
    subjects = (result.id,)
    if repr(defaults[name]) == repr(value):
        check = judged(ARGUMENT, True, Markup(""), subjects=subjects)
    else:
        version = read(result, "/provenance/libraries/keras")
        sentence = Markup(
            "le rapport ne dit pas quelle était sa version de Keras ; la nôtre est "
            '<span data-source="{}">{}</span>'
        ).format(version.source, version.value)
        check = judged(ARGUMENT, None, sentence, subjects=subjects)
    return Row(name, repr(value), expected, check)


def _call(signature: str) -> ast.Call:
    tree = ast.parse(signature, mode="eval").body
    if not isinstance(tree, ast.Call):
        raise LabError(f"« {signature} » : ce n’est pas la signature d’une classe. Corrigez la citation.")
    return tree
