"""Rules: one factor, such as dropout, makes the models of an experiment read better, or worse."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from experiments import language
from experiments.language import enumeration
from experiments.results.schema import Result
from generator.facts.differences import differences
from generator.facts.gap import gap
from generator.facts.quantity import computed_count
from generator.facts.reference import reference
from generator.rules.better_than import DIFFERENCE, better_than
from generator.rules.better_than import RULE as BETTER_THAN
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.contrast import Contrast
from generator.statistics.factors import Factor, changed, describe
from generator.statistics.mean_accuracy import accuracy_sources, compared_accuracy

METHOD = (
    "Parmi les modèles d’une même expérience, on compare les deux que ce facteur distingue et que le moins "
    "d’autres choix séparent, sans regarder leurs scores ; leur écart n’est l’effet du facteur que si rien "
    f"d’autre ne change. {BETTER_THAN.method}"
)
# What the better model has comes first; alone, then among other changes.
ALONE = (
    Markup(
        "Le {winner}, {with_winner}, lit bien {winner_accuracy} des images de test, contre {loser_accuracy} "
        "pour le {loser}, {with_loser} ({gap} d’écart). Rien d’autre ne sépare les deux modèles{but}."
        "{trainings}"
    ),
    Markup(
        "Toutes choses égales par ailleurs{but}, l’exactitude de test est de {winner_accuracy} {with_winner} "
        "(le {winner}) et de {loser_accuracy} {with_loser} (le {loser}), soit {gap} d’écart.{trainings}"
    ),
)
AMONG_OTHERS = (
    Markup(
        "Le {winner}, {with_winner}, lit bien {winner_accuracy} des images de test, contre {loser_accuracy} "
        "pour le {loser}, {with_loser} ({gap} d’écart). Mais {others} {change} aussi : ce n’est pas "
        "forcément un effet {of}.{trainings}"
    ),
    Markup(
        "L’exactitude de test est de {winner_accuracy} {with_winner} (le {winner}) et de {loser_accuracy} "
        "{with_loser} (le {loser}), soit {gap} d’écart. Comme {others} {change} en même temps, rien ne dit "
        "que ce soit un effet {of}.{trainings}"
    ),
)
LEVEL = (
    Markup(
        "Le {more}, {with_more}, lit bien {more_accuracy} des images de test et le {less}, {with_less}, "
        "{less_accuracy}. Rien d’autre ne les sépare{but}, mais c’est trop proche pour montrer un effet {of}."
        "{trainings}"
    ),
    Markup(
        "Toutes choses égales par ailleurs{but}, l’exactitude de test est de {less_accuracy} {with_less} "
        "(le {less}) et de {more_accuracy} {with_more} (le {more}) : c’est trop proche pour conclure."
        "{trainings}"
    ),
)
LEVEL_AMONG_OTHERS = (
    Markup(
        "Le {more}, {with_more}, lit bien {more_accuracy} des images de test et le {less}, {with_less}, "
        "{less_accuracy} : c’est trop proche pour conclure, d’autant que {others} {change} aussi.{trainings}"
    ),
    Markup(
        "Rien ne départage le {more}, {with_more} ({more_accuracy} d’images de test bien lues), et le "
        "{less}, {with_less} ({less_accuracy}). Comme {others} {change} aussi, un effet {of} a pu passer "
        "inaperçu.{trainings}"
    ),
)
NO_PAIR = (
    Markup("Pour le dire, il faudrait deux {family} dont {missing} : il n’y en a pas."),
    Markup("La question reste ouverte, faute de deux {family} dont {missing}."),
)
UNDECIDED = "Différence non concluante"
WORDINGS = {
    "better": Wording(Outcome.TRUE, "Oui", ALONE),
    "better-among-others": Wording(Outcome.TRUE, "Mieux, sans certitude sur la cause", AMONG_OTHERS),
    "worse": Wording(Outcome.FALSE, "Non, au contraire", ALONE),
    "worse-among-others": Wording(Outcome.FALSE, "Moins bien, sans certitude sur la cause", AMONG_OTHERS),
    "level": Wording(Outcome.INCONCLUSIVE, UNDECIDED, LEVEL),
    "level-among-others": Wording(Outcome.INCONCLUSIVE, UNDECIDED, LEVEL_AMONG_OTHERS),
    "no-pair": Wording(Outcome.INCONCLUSIVE, "Pas de quoi comparer", NO_PAIR),
}
# Where one training of each model is all there is.
ONE_SEED = Markup(" Reste le hasard de l’entraînement : chacun n’est jugé ici que sur une graine.")


@dataclass(frozen=True)
class Effect:
    """What the rule of a factor asks, and how it speaks of it.

    Attributes
    ----------
    rule : Rule
    asked : str
        What follows « Pour les CNN, » in the question.
    of : str
        The factor, after « un effet ».
    missing : str
        What follows « il faudrait deux CNN dont ».
    """

    rule: Rule
    asked: str
    of: str
    missing: str


DROPOUT = Rule("effet-dropout", "Le dropout améliore-t-il la lecture ?", METHOD, WORDINGS)
KERNELS = Rule("effet-taille-noyau", "Des noyaux plus grands améliorent-ils la lecture ?", METHOD, WORDINGS)
CELL = Rule(
    "effet-cellule-hog", "Des cellules HOG plus grandes améliorent-elles la lecture ?", METHOD, WORDINGS
)
ORIENTATIONS = Rule(
    "effet-orientations-hog", "Davantage d’orientations HOG améliorent-elles la lecture ?", METHOD, WORDINGS
)
POOLINGS = Rule("effet-pooling", "Davantage de pooling améliore-t-il la lecture ?", METHOD, WORDINGS)
EFFECTS = {
    Factor.DROPOUT: Effect(
        rule=DROPOUT,
        asked="le dropout améliore-t-il la lecture ?",
        of="du dropout",
        missing="un seul ait du dropout",
    ),
    Factor.KERNELS: Effect(
        rule=KERNELS,
        asked="des noyaux plus grands améliorent-ils la lecture ?",
        of="de la taille des noyaux",
        missing="l’un ait des noyaux plus grands",
    ),
    Factor.CELL: Effect(
        rule=CELL,
        asked="des cellules HOG plus grandes améliorent-elles la lecture ?",
        of="de la taille des cellules",
        missing="l’un ait des cellules plus grandes",
    ),
    Factor.ORIENTATIONS: Effect(
        rule=ORIENTATIONS,
        asked="davantage d’orientations HOG améliorent-elles la lecture ?",
        of="du nombre d’orientations",
        missing="l’un ait plus d’orientations",
    ),
    Factor.POOLINGS: Effect(
        rule=POOLINGS,
        asked="davantage de pooling améliore-t-il la lecture ?",
        of="du pooling",
        missing="l’un ait plus de couches de pooling",
    ),
}


def factor_effect(
    factor: Factor, results: Sequence[Result], contrast: Contrast | None, variant: int = 0
) -> Verdict:
    """Judge whether more of a factor makes the models of an experiment read better.

    Parameters
    ----------
    factor : Factor
    results : sequence of Result
        Of one experiment.
    contrast : Contrast or None
        On the test images, between the model with more of the factor and the other, as
        `generator.sections.factor_effects.closest_pair` finds them; None when it finds none.
    variant : int
    """
    effect, family = EFFECTS[factor], reference(results[0]).family
    question = f"Pour les {family}, {effect.asked}"
    if contrast is None:
        values: dict[str, object] = {"family": family, "missing": effect.missing}
        return effect.rule.conclude("no-pair", results, question, values, variant=variant)
    more, less = contrast.first, contrast.second
    others = [each.value for each in changed(less, more) if each is not factor]
    case = "level" if contrast.winner is None else "better" if contrast.winner is more else "worse"
    return effect.rule.conclude(
        f"{case}-among-others" if others else case,
        (more, less),
        question,
        {
            "of": effect.of,
            "others": enumeration(others) if others else "",
            "change": "change" if len(others) == 1 else "changent",
            "but": "" if more.training.seed == less.training.seed else " (graine mise à part)",
            "gap": gap(
                contrast.difference,
                contrast.first.evaluation["test"].count,
                _sources(contrast),
                DIFFERENCE,
                contrast.half_width,
            ),
            "trainings": _trainings(contrast, caution=case != "level" and not others),
            **_side("more", factor, contrast, more),
            **_side("less", factor, contrast, less),
            **_side("winner", factor, contrast, less if case == "worse" else more),
            **_side("loser", factor, contrast, more if case == "worse" else less),
        },
        [
            Evidence(
                f"Ce qui change du {reference(less).name} au {reference(more).name}",
                Markup(" ; ").join(differences(less, more)),
            ),
            *better_than(contrast).evidence,
        ],
        variant,
    )


def _side(role: str, factor: Factor, contrast: Contrast, result: Result) -> dict[str, object]:
    """Return the values of one of the two models, under the names that wordings give them."""
    return {
        role: reference(result).name,
        f"with_{role}": describe(factor, result),
        f"{role}_accuracy": compared_accuracy(contrast, result),
    }


def _trainings(contrast: Contrast, *, caution: bool) -> Markup:
    """Say over how many seeds the accuracies are means; if over one only, what that leaves open."""
    if max(contrast.trainings) == 1:
        return ONE_SEED if caution else Markup()
    formula = "entraînements, une graine chacun"
    first, second = (computed_count(n, _sources(contrast), formula) for n in contrast.trainings)
    if first == second:
        return Markup(" Ce sont des moyennes sur {} graines.").format(first)
    return Markup(" Le {} a été entraîné avec {} {}, le {} avec {}.").format(
        reference(contrast.first).name,
        first,
        language.plural(first.value, "graine", "graines"),
        reference(contrast.second).name,
        second,
    )


def _sources(contrast: Contrast) -> tuple[str, ...]:
    return accuracy_sources(contrast.first, "test") + accuracy_sources(contrast.second, "test")
