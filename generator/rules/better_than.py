"""Rule: one model reads digits better than another, or worse, or neither can be told."""

import math

from markupsafe import Markup

from experiments import language
from experiments.results.schema import Result
from generator.facts.gap import gap
from generator.facts.quantity import Quantity, computed, computed_count, points
from generator.facts.reference import reference
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.contrast import Contrast, Test
from generator.statistics.pairs import SIGNIFICANCE

DIFFERENCE = "différence des exactitudes"

# Sentences name the winner first. One training each, then several with different seeds.
AHEAD = (
    Markup(
        "Le {winner} lit bien {winner_accuracy} des images de test, contre {loser_accuracy} pour le {loser}. "
        "Le hasard expliquerait mal cet écart."
    ),
    Markup(
        "Des images que l’un des deux est seul à bien lire, {winner_only} vont au {winner} et {loser_only} "
        "au {loser} : le hasard partage rarement ainsi."
    ),
    Markup(
        "L’exactitude de test passe de {loser_accuracy} pour le {loser} à {winner_accuracy} pour le "
        "{winner} ; un tel écart n’est guère dû au hasard."
    ),
)
AHEAD_SEEDS = (
    Markup(
        "D’une graine à l’autre, le {winner} lit bien {winner_range} des images de test, le {loser} "
        "{loser_range}. Le choix des images et celui de la graine expliqueraient mal cet écart."
    ),
    Markup(
        "En moyenne sur ses {winner_trainings} entraînements, le {winner} lit bien {winner_mean} des images "
        "de test ; sur les {loser_trainings} du {loser}, la moyenne est de {loser_mean}. L’écart résiste au "
        "changement de graine."
    ),
    Markup(
        "Quand la graine change, le {winner} garde l’avantage : {gap} d’exactitude en moyenne sur le "
        "{loser}, davantage que n’en donne le hasard."
    ),
)
LEVEL = (
    Markup(
        "Le {first} lit bien {first_accuracy} des images de test, contre {second_accuracy} pour le "
        "{second} : c’est trop proche pour les départager."
    ),
    Markup(
        "Avec {first_accuracy} d’images bien lues pour le {first} et {second_accuracy} pour le {second}, le "
        "hasard des images peut expliquer l’écart."
    ),
    Markup(
        "Des images que l’un des deux est seul à bien lire, {first_only} vont au {first} et {second_only} au "
        "{second} : un partage que le hasard peut donner."
    ),
)
LEVEL_SEEDS = (
    Markup(
        "D’une graine à l’autre, le {first} lit bien {first_range} des images de test, le {second} "
        "{second_range} : changer de graine ou d’images pourrait inverser l’ordre."
    ),
    Markup(
        "En moyenne sur ses entraînements, le {first} lit bien {first_mean} des images de test, contre "
        "{second_mean} pour le {second} : trop peu d’écart pour exclure le hasard."
    ),
    Markup(
        "Sur {first_trainings} entraînements du {first} et {second_trainings} du {second}, l’écart moyen "
        "({difference}) reste dans ce que le hasard permet."
    ),
)
SAME = (
    Markup("Le {first} et le {second} lisent bien la même part des images de test, {first_mean}."),
    Markup("Aucun écart : le {first} lit bien {first_mean} des images de test, le {second} aussi."),
    Markup("Sur le test, le {first} et le {second} sont à égalité ({first_mean} d’images bien lues)."),
)
UNDECIDED = "Différence non concluante"

RULE = Rule(
    code="meilleur-que",
    title="Un modèle lit-il mieux qu’un autre ?",
    method=(
        "Deux modèles sont comparés sur les mêmes images. S’ils ont tous deux été entraînés avec plusieurs "
        "graines, test de Student sur la différence moyenne, la variance due aux images et celle due aux "
        "graines étant ajoutées (degrés de liberté de Welch) ; sinon test exact de McNemar, sur les images "
        "que l’un des deux est seul à bien lire. Plusieurs comparaisons faites ensemble sont corrigées par "
        f"la méthode de Holm ; on parle de différence au-dessous de p = {language.shortest(SIGNIFICANCE)}."
    ),
    wordings={
        "better": Wording(Outcome.TRUE, "Oui", AHEAD),
        "better-seeds": Wording(Outcome.TRUE, "Oui", AHEAD_SEEDS),
        "worse": Wording(Outcome.FALSE, "Non, au contraire", AHEAD),
        "worse-seeds": Wording(Outcome.FALSE, "Non, au contraire", AHEAD_SEEDS),
        "same": Wording(Outcome.INCONCLUSIVE, "Aucune différence", SAME),
        "level": Wording(Outcome.INCONCLUSIVE, UNDECIDED, LEVEL),
        "level-seeds": Wording(Outcome.INCONCLUSIVE, UNDECIDED, LEVEL_SEEDS),
    },
)


def better_than(contrast: Contrast, variant: int = 0) -> Verdict:
    """Judge whether the first model of a contrast is right more often than the second."""
    first, second = contrast.first, contrast.second
    case = _case(contrast)
    values = _side("first", contrast, 0) | _side("second", contrast, 1)
    winner = 1 if contrast.winner is second else 0
    values |= _side("winner", contrast, winner) | _side("loser", contrast, 1 - winner)
    values |= {
        "difference": _points(contrast, contrast.difference),
        "gap": gap(
            contrast.difference, _images(contrast), _sources(contrast), DIFFERENCE, contrast.half_width
        ),
    }
    return RULE.conclude(
        case,
        (first, second),
        f"Le {reference(first).name} lit-il mieux les chiffres que le {reference(second).name} ?",
        values,
        _evidence(contrast),
        variant,
    )


def _case(contrast: Contrast) -> str:
    if math.isclose(contrast.difference, 0, abs_tol=1e-12):
        return "same"
    case = "level" if contrast.winner is None else "better" if contrast.winner is contrast.first else "worse"
    return case if contrast.test is Test.MCNEMAR else f"{case}-seeds"


def _side(role: str, contrast: Contrast, rank: int) -> dict[str, object]:
    """Return the values of one of the two models, under the names that wordings give them."""
    result = (contrast.first, contrast.second)[rank]
    only = (contrast.only_first_right, contrast.only_second_right)[rank]
    low, high = contrast.ranges[rank]
    accuracy = result.evaluation[contrast.split].accuracy  # type: ignore[index]
    ends = (_percent(contrast, low, "la plus basse"), _percent(contrast, high, "la plus haute"))
    spread = Markup("de {} à {}").format(*ends) if ends[0].text != ends[1].text else ends[0]
    return {
        role: reference(result).name,
        f"{role}_accuracy": _percent(contrast, accuracy, "exactitude", result),
        f"{role}_mean": _percent(contrast, contrast.accuracies[rank], "moyenne sur les entraînements"),
        f"{role}_range": spread,
        f"{role}_trainings": computed_count(
            contrast.trainings[rank], _sources(contrast), "entraînements, une graine chacun"
        ),
        f"{role}_only": computed_count(only, _sources(contrast), "images que ce modèle est seul à bien lire"),
    }


def _evidence(contrast: Contrast) -> list[Evidence]:
    sources = _sources(contrast)
    found = [Evidence("Différence d’exactitude", _points(contrast, contrast.difference))]
    confidence = language.whole_percent(language.CONFIDENCE)
    bounds = (_points(contrast, contrast.low), _points(contrast, contrast.high))
    found.append(Evidence(f"Intervalle à {confidence}", Markup("de {} à {}").format(*bounds)))
    for result, only in (
        (contrast.first, contrast.only_first_right),
        (contrast.second, contrast.only_second_right),
    ):
        found.append(
            Evidence(
                f"Images que le {reference(result).name} est seul à bien lire "
                f"(graine {language.integer(result.training.seed)})",
                computed_count(only, sources, "images bien lues par lui seul"),
            )
        )
    found.append(Evidence("p", computed(contrast.p_value, sources, contrast.test.value, 2)))
    if contrast.together > 1:
        formula = f"méthode de Holm, {language.integer(contrast.together)} comparaisons"
        found.append(Evidence("p corrigée (Holm)", computed(contrast.corrected, sources, formula, 2)))
    return found


def _sources(contrast: Contrast) -> tuple[str, ...]:
    return tuple(
        f"{training.file}#/evaluation/{contrast.split}/predictions"
        for result, number in zip((contrast.first, contrast.second), contrast.trainings, strict=True)
        for training in result.trainings[:number]
    )


def _images(contrast: Contrast) -> int:
    return contrast.first.evaluation[contrast.split].count  # type: ignore[index]


def _percent(contrast: Contrast, value: float, formula: str, result: Result | None = None) -> Quantity:
    text = language.percent(value, _images(contrast))
    sources = _sources(contrast)
    if result is not None:
        sources = (f"{result.file}#/evaluation/{contrast.split}/accuracy",)
    return Quantity(value, text, sources, formula if result is None else "")


def _points(contrast: Contrast, difference: float) -> Quantity:
    return points(difference, _images(contrast), _sources(contrast), DIFFERENCE, contrast.half_width)
