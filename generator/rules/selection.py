"""Rule: the model that validation selects is surely ahead of the others, or not."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from experiments import language
from experiments.language import enumeration
from experiments.results.schema import Result
from generator.facts.quantity import computed, count, points
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.facts.scores import score
from generator.rules.better_than import RULE as BETTER_THAN
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.sections.comparison import select
from generator.statistics.contrast import Contrast, Test, contrasts
from generator.statistics.mean_accuracy import accuracy_sources

SPLIT: Final = "validation"

AHEAD = (
    Markup(
        "Le {chosen} est retenu : il lit bien {accuracy} des images de validation, et le hasard expliquerait "
        "mal son avance sur {others}. Le test n’a pas servi à choisir.{seeds}"
    ),
    Markup(
        "La validation désigne le {chosen}, avec {accuracy} d’images bien lues : le hasard n’explique guère "
        "son avance sur {others}. Le test n’y a pas pris part.{seeds}"
    ),
    Markup(
        "Avec {accuracy} d’images de validation bien lues, le {chosen} est retenu : son avance sur {others} "
        "n’est guère due au hasard. Le choix ignore le test.{seeds}"
    ),
)
CLOSE = (
    Markup(
        "Le {chosen} est retenu avec {accuracy} d’images de validation bien lues, mais son écart avec "
        "{close} peut être dû au hasard. Le test n’a pas servi à choisir.{seeds}"
    ),
    Markup(
        "La validation désigne le {chosen}, avec {accuracy} d’images bien lues ; le hasard pourrait "
        "toutefois expliquer son écart avec {close}. Le test n’y a pas pris part.{seeds}"
    ),
    Markup(
        "Avec {accuracy} d’images de validation bien lues, le {chosen} est retenu, mais {close} {are} trop "
        "près de lui pour que ce soit sûr. Le choix ignore le test.{seeds}"
    ),
)
OVERTAKEN = (
    Markup(
        "Le {chosen} est retenu pour les {accuracy} d’images de validation bien lues à son premier "
        "entraînement ; d’une graine à l’autre, pourtant, {ahead} {read} mieux. Le test n’a pas servi à "
        "choisir."
    ),
    Markup(
        "La validation désigne le {chosen} ({accuracy} d’images bien lues au premier entraînement), mais "
        "{ahead} {read} mieux en moyenne sur plusieurs graines. Le test n’y a pas pris part."
    ),
)
TIE = (
    Markup(
        "Le {chosen} et {tied} lisent bien la même part des images de validation, {accuracy}. Le {chosen} "
        "est retenu parce qu’il a le moins de poids ({weights}) ; le test n’a pas servi à choisir."
    ),
    Markup(
        "À {accuracy} d’images de validation bien lues, le {chosen} égale {tied} : le plus léger, avec ses "
        "{weights} poids, est retenu, sans consulter le test."
    ),
)
FULL_TIE = (
    Markup(
        "Le {chosen} et {tied} lisent bien la même part des images de validation, {accuracy}, et aucun n’a "
        "moins de poids. Le {chosen} est retenu parce qu’il vient le premier ; le test n’a pas servi à "
        "choisir."
    ),
)
SINGLE = (
    Markup(
        "Le {chosen} est retenu faute d’autre modèle : il lit bien {accuracy} des images de validation. Le "
        "test n’a pas servi à choisir."
    ),
)
SEEDS = Markup(" Quand deux modèles ont plusieurs graines, toutes comptent.")
RULE = Rule(
    code="choix-du-modele",
    title="Le modèle retenu",
    method=(
        "Est retenu le modèle dont l’exactitude de validation est la plus haute ; à égalité, celui qui a le "
        "moins de poids. Il est ensuite comparé à chacun des autres sur les images de validation, comme deux "
        f"modèles le sont sur celles du test. {BETTER_THAN.method}"
    ),
    wordings={
        "ahead": Wording(Outcome.TRUE, "Un choix net", AHEAD),
        "close": Wording(Outcome.INCONCLUSIVE, "Un choix serré", CLOSE),
        "overtaken": Wording(Outcome.INCONCLUSIVE, "Un choix fragile", OVERTAKEN),
        "tie": Wording(Outcome.FALSE, "À égalité, le plus léger", TIE),
        "full-tie": Wording(Outcome.FALSE, "À égalité parfaite", FULL_TIE),
        "single": Wording(Outcome.INCONCLUSIVE, "Un seul modèle", SINGLE),
    },
)


def selection(results: Sequence[Result], variant: int = 0) -> Verdict:
    """Name the model that validation selects, and judge whether it is surely ahead of the others.

    Parameters
    ----------
    results : sequence of Result
        The models to choose from, judged on the same validation images.
    variant : int
    """
    chosen = select(results)
    others = [result for result in results if result is not chosen]
    found = contrasts([(chosen, other) for other in others], SPLIT)
    best = chosen.evaluation[SPLIT].accuracy
    tied = [other for other in others if other.evaluation[SPLIT].accuracy == best]
    ahead = [each.second for each in found if each.winner is each.second]
    close = [each.second for each in found if each.winner is None]
    return RULE.conclude(
        _case(chosen, others, tied, ahead, close),
        (chosen, *others),
        f"Quel modèle retenir parmi les {reference(chosen).family} ?",
        {
            "chosen": reference(chosen).name,
            "accuracy": score(chosen, SPLIT, SPLIT).accuracy,
            "weights": count(read(chosen, "/model/parameters")),
            "others": _names(others),
            "tied": _names(tied),
            "ahead": _names(ahead),
            "read": "lit" if len(ahead) == 1 else "lisent",
            "close": _names(close),
            "are": "est" if len(close) == 1 else "sont",
            "seeds": SEEDS if any(each.test is Test.SEEDS for each in found) else "",
        },
        [advance(each) for each in found],
        variant,
    )


def _case(
    chosen: Result, others: list[Result], tied: list[Result], ahead: list[Result], close: list[Result]
) -> str:
    if not others:
        return "single"
    if ahead:
        return "overtaken"
    if tied:
        lightest = min(other.model.parameters for other in tied)
        return "tie" if chosen.model.parameters < lightest else "full-tie"
    return "close" if close else "ahead"


def advance(contrast: Contrast) -> Evidence:
    """Return what the first model of a contrast gains over the second, and how surely."""
    sources = tuple(
        source
        for result in (contrast.first, contrast.second)
        for source in accuracy_sources(result, contrast.split)
    )
    images = _images(contrast.first, contrast.split)
    formula = (
        f"{contrast.test.value}, méthode de Holm, comparaisons : {language.integer(contrast.chance.together)}"
    )
    return Evidence(
        f"Écart avec le {reference(contrast.second).name}",
        Markup("{} (p corrigée : {})").format(
            points(contrast.difference, images, sources, "différence des exactitudes", contrast.half_width),
            computed(contrast.chance.corrected, sources, formula, 2),
        ),
    )


def _images(result: Result, split: str) -> int:
    return result.evaluation[split].count  # type: ignore[index]


def _names(results: list[Result]) -> Markup:
    """Enumerate models, each with its article."""
    return enumeration([f"le {reference(result).name}" for result in results]) if results else Markup()
