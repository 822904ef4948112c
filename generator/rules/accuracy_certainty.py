"""Rule: the test images are enough to know the accuracy of a model."""

from markupsafe import Markup
from scipy.stats import binomtest

from experiments import language
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, count, proportion
from generator.facts.reading import Reading, read
from generator.facts.reference import reference
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict

ACCURACY = "/evaluation/test/accuracy"
IMAGES = "/evaluation/test/count"
# Half-widths of the interval: the accuracy is well known up to the first, badly beyond the second.
CLOSE = 0.005
LOOSE = 0.01

KNOWN = (
    Markup(
        "Le {name} lit bien {accuracy} des images de test ; sur un très grand nombre d’images semblables, ce "
        "serait très probablement entre {low} et {high}.{seeds}"
    ),
    Markup(
        "Mesurée sur {images}, l’exactitude du {name} est connue à {margin} près : elle se situe très "
        "probablement entre {low} et {high}.{seeds}"
    ),
    Markup(
        "La fourchette est étroite : d’après {images} de test, l’exactitude du {name} se situe très "
        "probablement entre {low} et {high}.{seeds}"
    ),
    Markup(
        "On peut se fier aux {accuracy} du {name} : avec {images} de test, l’exactitude vraie se situe très "
        "probablement entre {low} et {high}.{seeds}"
    ),
)
UNKNOWN = (
    Markup(
        "Avec {images} de test, l’exactitude du {name} n’est connue qu’à {margin} près : elle peut se situer "
        "n’importe où entre {low} et {high}.{seeds}"
    ),
    Markup(
        "Le {name} lit bien {accuracy} des images de test, mais c’est une mesure grossière : l’exactitude "
        "vraie peut aller de {low} à {high}.{seeds}"
    ),
    Markup(
        "Il faudrait davantage d’images : celles du test situent l’exactitude du {name} entre {low} et "
        "{high}, sans plus de précision.{seeds}"
    ),
)
ROUGHLY = (
    Markup(
        "Le {name} lit bien {accuracy} des images de test, mais son exactitude n’est connue qu’à {margin} "
        "près : elle se situe très probablement entre {low} et {high}.{seeds}"
    ),
    Markup(
        "Mesurée sur {images}, l’exactitude du {name} se situe très probablement entre {low} et {high} : la "
        "mesure est correcte, sans être fine.{seeds}"
    ),
    Markup(
        "L’exactitude du {name} va très probablement de {low} à {high} ; pour la connaître mieux, il "
        "faudrait davantage d’images de test.{seeds}"
    ),
)
# Added where the model was trained with other seeds as well.
SEEDS = (
    Markup(
        " Ce calcul ne dit rien du hasard de l’entraînement : {trainings} entraînements, chacun avec sa "
        "graine, donnent {spread}."
    ),
    Markup(" Cette marge ne compte pas le hasard de la graine : {trainings} entraînements donnent {spread}."),
    Markup(
        " Cette fourchette ne dit rien du choix de la graine : {trainings} entraînements, chacun avec la "
        "sienne, donnent {spread}."
    ),
    Markup(
        " C’est compter sans le hasard de l’entraînement : d’une graine à l’autre, {trainings} "
        "entraînements donnent {spread}."
    ),
)


def _points(half_width: float, digits: int) -> str:
    noun = language.plural(100 * half_width, "point", "points")
    return f"{language.significant(100 * half_width, digits)}{language.NO_BREAK_SPACE}{noun}"


RULE = Rule(
    code="exactitude-sure",
    title="L’exactitude est-elle bien connue ?",
    method=(
        f"Intervalle de Wilson à {language.whole_percent(language.CONFIDENCE)} sur la part des images de test "
        "bien lues. L’exactitude est bien connue si la demi-largeur de l’intervalle ne dépasse pas "
        f"{_points(CLOSE, 1)}, mal connue si elle dépasse {_points(LOOSE, 1)}. L’intervalle compte le hasard "
        "des images de test, pas celui de la graine."
    ),
    wordings={
        "known": Wording(Outcome.TRUE, "Oui", KNOWN),
        "unknown": Wording(Outcome.FALSE, "Non", UNKNOWN),
        "roughly": Wording(Outcome.INCONCLUSIVE, f"À {_points(LOOSE, 1)} près seulement", ROUGHLY),
    },
)


def accuracy_certainty(result: Result) -> Verdict:
    """Judge whether the number of test images is enough to know the accuracy of a model."""
    images = count(read(result, IMAGES))
    total = int(images.value)
    accuracy = proportion(read(result, ACCURACY), total)
    interval = binomtest(round(accuracy.value * total), total).proportion_ci(language.CONFIDENCE, "wilson")
    sources = accuracy.sources + images.sources
    low, high = (
        Quantity(float(bound), language.percent(bound, total), sources, f"borne {side} de Wilson")
        for bound, side in ((interval.low, "inférieure"), (interval.high, "supérieure"))
    )
    half_width = (high.value - low.value) / 2
    margin = Quantity(half_width, _points(half_width, 2), sources, "demi-largeur de l’intervalle de Wilson")
    name = reference(result).name
    return RULE.conclude(
        "known" if half_width <= CLOSE else "unknown" if half_width > LOOSE else "roughly",
        (result,),
        f"Sait-on l’exactitude du {name} à {_points(CLOSE, 1)} près ?",
        {
            "name": name,
            "accuracy": accuracy,
            "images": Markup("{} {}").format(images, language.plural(total, "image", "images")),
            "margin": margin,
            "low": low,
            "high": high,
            "seeds": _seeds(result, total),
        },
        [Evidence("Demi-largeur de l’intervalle", margin), *_trainings(result, total)],
        result.position - 1,
    )


def _seeds(result: Result, images: int) -> Markup:
    """Say how far trainings with other seeds spread, if there are some."""
    trainings: tuple[Result | Replicate, ...] = (result, *result.replicates)
    if len(trainings) == 1:
        return Markup()
    sources = tuple(f"{training.file}#{ACCURACY}" for training in trainings)
    found = [training.evaluation["test"].accuracy for training in trainings]
    lowest, average, highest = (
        Quantity(value, language.percent(value, images), sources, formula)
        for value, formula in (
            (min(found), "la plus basse"),
            (sum(found) / len(found), "moyenne sur les entraînements"),
            (max(found), "la plus haute"),
        )
    )
    spread = Markup("de {} à {}, {} en moyenne").format(lowest, highest, average)
    if lowest.text == highest.text:
        spread = Markup("chacun {}").format(average)
    return SEEDS[(result.position - 1) % len(SEEDS)].format(
        trainings=computed_count(len(trainings), sources, "entraînements, une graine chacun"), spread=spread
    )


def _trainings(result: Result, images: int) -> list[Evidence]:
    """Return the accuracy that each seed gives, that of the result first."""
    trainings: list[tuple[int, Result | Replicate]] = [(result.training.seed, result)]
    trainings += [(replicate.seed, replicate) for replicate in result.replicates]
    found = []
    for seed, training in trainings:
        accuracy = Reading(training.evaluation["test"].accuracy, f"{training.file}#{ACCURACY}")
        found.append(
            Evidence(f"Exactitude avec la graine {language.integer(seed)}", proportion(accuracy, images))
        )
    return found
