"""Rule: training is finished, that is, the validation loss no longer falls over the last epochs."""

from markupsafe import Markup

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.facts.reference import reference
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.curves import Curve, Ending, curve, number_of_epochs
from generator.statistics.trend import POINTS, Trend, method_of_slopes, slope_evidence

RISING = (
    Markup("Sur les {window} dernières époques, la perte de validation ne baisse plus : elle remonte."),
    Markup("Plus rien à attendre : la perte de validation remonte sur les {window} dernières époques."),
    Markup("La perte de validation a fini de baisser, et les {window} dernières époques la font remonter."),
    Markup("Les {window} dernières époques n’ont fait qu’augmenter la perte de validation."),
)
LEVEL = (
    Markup("Sur les {window} dernières époques, la perte de validation ne baisse plus de façon visible."),
    Markup("La perte de validation ne gagne plus rien de visible pendant les {window} dernières époques."),
    Markup("À la fin, une époque de plus ne ferait plus baisser visiblement la perte de validation."),
    Markup("Les {window} dernières époques n’ont plus fait baisser visiblement la perte de validation."),
)
FALLING = (
    Markup("Sur les {window} dernières époques, la perte de validation baisse encore de {fall} par époque."),
    Markup("À la fin, la perte de validation diminue encore de {fall} à chaque époque."),
    Markup("La perte de validation descendait toujours quand on s’est arrêté, d’environ {fall} par époque."),
    Markup(
        "Chacune des {window} dernières époques enlève encore, en moyenne, {fall} à la perte de validation."
    ),
)
NOISY = (
    Markup(
        "Sur les {window} dernières époques, la perte de validation n’a pas de pente assez nette pour dire "
        "si elle baisse encore."
    ),
    Markup(
        "Ni baisse sûre ni palier sûr : les {window} dernières époques de la courbe de validation ne "
        "tranchent pas."
    ),
    Markup("Si la perte de validation baisse encore à la fin, c’est trop peu régulièrement pour l’affirmer."),
    Markup(
        "Les {window} dernières époques de la courbe de validation peuvent se lire comme une baisse ou comme "
        "le contraire."
    ),
)
SHORT = (
    Markup("Avec {epochs} seulement, la courbe ne montre pas si la perte de validation baisse encore."),
    Markup("En {epochs}, on ne voit pas si la perte de validation a fini de baisser."),
    Markup("Une courbe de {epochs} est trop courte pour dire où va la perte de validation."),
    Markup("Il aurait fallu plus de {epochs} pour voir si la perte de validation baisse encore."),
)
UNKNOWN = "On ne peut pas le dire"

RULE = Rule(
    code="entrainement-termine",
    title="L’entraînement est-il terminé ?",
    method=(
        f"Droite des moindres carrés sur la perte de validation du dernier tiers des époques (au moins "
        f"{language.integer(POINTS)}) ; pour sa pente, {method_of_slopes()}. Une baisse est visible si, gardée "
        "pendant un second entraînement aussi long, elle ferait gagner une erreur standard de la perte de "
        "validation. "
        "L’entraînement est terminé si l’intervalle exclut une baisse visible, ou si la perte a sûrement "
        "remonté depuis son minimum ; il ne l’est pas si l’intervalle, sans exclure une baisse visible, ne "
        "contient que des baisses."
    ),
    wordings={
        Ending.RISES.name: Wording(Outcome.TRUE, "Oui", RISING),
        Ending.LEVEL.name: Wording(Outcome.TRUE, "Oui", LEVEL),
        Ending.FALLS.name: Wording(Outcome.FALSE, "Pas encore", FALLING),
        Ending.NOISY.name: Wording(Outcome.INCONCLUSIVE, UNKNOWN, NOISY),
        Ending.SHORT.name: Wording(Outcome.INCONCLUSIVE, UNKNOWN, SHORT),
    },
)


def training_finished(result: Result) -> Verdict:
    """Judge whether the validation loss surely no longer falls, or surely still does."""
    history = curve(result)
    values: dict[str, object] = {"epochs": number_of_epochs(history)}
    evidence: list[Evidence] = []
    if history.end is not None:
        source = history.validation_source
        window = computed_count(history.end.epochs, (source,), "dernier tiers des époques")
        values |= {"window": window, "fall": computed(-history.end.slope, (source,), "pente opposée", 2)}
        evidence = _evidence(history, history.end, window)
    return RULE.conclude(
        history.ending.name,
        (result,),
        f"L’entraînement du {reference(result).name} est-il terminé ?",
        values,
        evidence,
        result.position - 1,
    )


def _evidence(history: Curve, end: Trend, window: Quantity) -> list[Evidence]:
    """Return the slope of the last epochs, and what one more would gain at that pace."""
    sources = (history.validation_source, history.error_source)
    found = [
        Evidence("Dernières époques lues", window),
        slope_evidence("Pente de la perte de validation par époque", end, history.validation_source),
        Evidence(
            "Baisse par époque qui serait visible",
            computed(history.noticeable, sources, "erreur standard / nombre d’époques", 2),
        ),
    ]
    if history.error > 0:
        gain = computed(-end.slope / history.error, sources, "pente opposée / erreur standard", 2)
        found.append(Evidence("Ce que gagnerait une époque de plus, en erreurs standard", gain))
    return found
