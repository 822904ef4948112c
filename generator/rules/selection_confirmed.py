"""Rule: the test agrees with the choice that validation made."""

from collections.abc import Sequence
from math import isclose

from markupsafe import Markup

from experiments.language import enumeration
from experiments.results.schema import Result
from generator.facts.reference import reference
from generator.rules.better_than import RULE as BETTER_THAN
from generator.rules.rule import Rule, Wording
from generator.rules.selection import advance
from generator.rules.verdict import Outcome, Verdict
from generator.sections.comparison import select
from generator.statistics.contrast import Test
from generator.statistics.experiment_contrasts import experiment_contrasts
from generator.statistics.mean_accuracy import compared_accuracy

CONFIRMED = (
    Markup(
        "Sur le test aussi, aucun modèle ne fait mieux que le {chosen} : il y lit bien {accuracy} des images"
        "{seeds}."
    ),
    Markup(
        "Le test donne raison à la validation : avec {accuracy} d’images bien lues{seeds}, le {chosen} n’y "
        "est dépassé par aucun autre."
    ),
    Markup("Aucun autre modèle ne dépasse le {chosen} sur le test ({accuracy} d’images bien lues{seeds})."),
)
CONTRADICTED = (
    Markup(
        "Sur le test, le {chosen} lit bien {accuracy} des images{seeds} ; {better} {does} mieux, d’un écart "
        "que le hasard n’explique guère. Le choix tient malgré tout : choisir d’après le test donnerait un "
        "score flatteur."
    ),
    Markup(
        "Le {chosen} lit bien {accuracy} des images de test{seeds}, et {better} {does} sûrement mieux. On ne "
        "change pas de modèle pour autant : un test qui sert à choisir ne juge plus."
    ),
)
UNDECIDED = (
    Markup(
        "Sur le test, le {chosen} lit bien {accuracy} des images{seeds} ; {better} {does} mieux, d’un écart "
        "que le hasard peut expliquer. Rien ne contredit donc le choix."
    ),
    Markup(
        "Le {chosen} lit bien {accuracy} des images de test{seeds}. Il n’est pas premier, car {better} "
        "{does} mieux, mais de trop peu pour que ce soit sûr : le choix tient."
    ),
)
SINGLE = (Markup("Le {chosen} est seul : il n’y avait pas de choix à confirmer."),)
RULE = Rule(
    code="choix-confirme",
    title="Le test confirme-t-il le choix ?",
    method=(
        "Le modèle choisi sur la validation est comparé à chacun des autres. Le test ne sert qu’à juger ce "
        f"choix : il ne le change jamais. {BETTER_THAN.method}"
    ),
    wordings={
        "confirmed": Wording(Outcome.TRUE, "Oui", CONFIRMED),
        "contradicted": Wording(Outcome.FALSE, "Non, mais le choix tient", CONTRADICTED),
        "undecided": Wording(Outcome.INCONCLUSIVE, "Pas tout à fait", UNDECIDED),
        "single": Wording(Outcome.INCONCLUSIVE, "Un seul modèle", SINGLE),
    },
)


def selection_confirmed(results: Sequence[Result], variant: int = 0) -> Verdict:
    """Judge whether the model that validation selects is also the best on test.

    Parameters
    ----------
    results : sequence of Result
        The models to choose from, judged on the same test images.
    variant : int
    """
    chosen = select(results)
    others = [result for result in results if result is not chosen]
    found = experiment_contrasts(results).choice
    surely = [each.second for each in found if each.winner is each.second]
    above = [each.second for each in found if each.difference < 0 and not isclose(*each.accuracies)]
    better = surely or above
    name = reference(chosen).name
    case = "contradicted" if surely else "undecided" if above else "confirmed"
    return RULE.conclude(
        case if others else "single",
        (chosen, *others),
        f"Le test confirme-t-il le choix du {name} ?",
        {
            "chosen": name,
            "accuracy": compared_accuracy(found[0], chosen) if found else "",
            "better": enumeration([f"le {reference(each).name}" for each in better]) if better else "",
            "does": "fait" if len(better) == 1 else "font",
            "seeds": " en moyenne sur ses graines" if found and found[0].test is Test.SEEDS else "",
        },
        [advance(each) for each in found],
        variant,
    )
