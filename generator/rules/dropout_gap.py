"""Rule: dropout reduces the gap between training and test accuracy, or widens it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from scipy.stats import norm

from experiments import language
from experiments.language import enumeration
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, points
from generator.facts.reference import reference
from generator.facts.scores import score
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.corrections import SIGNIFICANCE, Chance, chances
from generator.statistics.factors import Factor, changed
from generator.statistics.pairs import compare


@dataclass(frozen=True)
class GapChange:
    """What dropout changes in the gap of a model: training accuracy minus test accuracy.

    Attributes
    ----------
    dropout, plain : Result
        The model with dropout, the one without.
    low, high : float
        Interval of the gap with dropout minus the gap without, at `experiments.language.CONFIDENCE`.
    chance : Chance
    """

    dropout: Result
    plain: Result
    low: float
    high: float
    chance: Chance


def gap_change(dropout: Result, plain: Result) -> GapChange:
    """Compare the gaps of two models that learned from the same images.

    Both are judged on the same images, so each accuracy is compared image by image; the training images
    are not those of the test, so the two differences are independent and their variances add. Each is
    that of the interval « Wald+2 » of Agresti and Min (2005): the one of Wald for paired proportions, once
    half an image is added to each of the four cells.

    Raises
    ------
    ResultError
        If the two models did not learn from the same images, or were not tested on the same ones.
    """
    change, variance = 0.0, 0.0
    for split, sign in (("train", 1), ("test", -1)):
        paired = compare(dropout, plain, split)
        images = dropout.evaluation[split].count + 2  # type: ignore[index]
        gained, lost = paired.only_first_right + 0.5, paired.only_second_right + 0.5
        change += sign * (gained - lost) / images
        variance += (gained + lost - (gained - lost) ** 2 / images) / images**2
    error = variance**0.5
    margin = float(norm.ppf((1 + language.CONFIDENCE) / 2)) * error
    p_value = 2 * float(norm.sf(abs(change) / error))
    return GapChange(dropout, plain, change - margin, change + margin, chances([p_value])[0])


ALONE = (
    Markup(
        "L’écart d’exactitude entre l’entraînement et le test est de {dropout_gap} avec dropout (le "
        "{dropout}) et de {plain_gap} sans (le {plain}). Rien d’autre ne sépare les deux modèles{but}."
    ),
    Markup(
        "Toutes choses égales par ailleurs{but}, l’écart d’exactitude entre l’entraînement et le test passe "
        "de {plain_gap} sans dropout (le {plain}) à {dropout_gap} avec (le {dropout})."
    ),
)
AMONG_OTHERS = (
    Markup(
        "L’écart d’exactitude entre l’entraînement et le test est de {dropout_gap} avec dropout (le "
        "{dropout}) et de {plain_gap} sans (le {plain}). Mais {others} {change} aussi : ce n’est pas "
        "forcément un effet du dropout."
    ),
    Markup(
        "L’écart d’exactitude entre l’entraînement et le test passe de {plain_gap} sans dropout (le {plain}) "
        "à {dropout_gap} avec (le {dropout}). Comme {others} {change} en même temps, rien ne dit que ce soit "
        "un effet du dropout."
    ),
)
LEVEL = (
    Markup(
        "Entre l’entraînement et le test, l’écart d’exactitude est de {dropout_gap} avec dropout (le "
        "{dropout}) et de {plain_gap} sans (le {plain}) : c’est trop proche pour conclure."
    ),
    Markup(
        "Que le réseau ait du dropout (le {dropout}) ou non (le {plain}), l’écart d’exactitude entre "
        "l’entraînement et le test ne change pas de façon sûre : {dropout_gap} et {plain_gap}."
    ),
)
LEVEL_AMONG_OTHERS = tuple(
    sentence + Markup(" De plus, {others} {change} d’un modèle à l’autre.") for sentence in LEVEL
)
NO_PAIR = (
    Markup("Pour le dire, il faudrait deux {family} dont un seul ait du dropout : il n’y en a pas."),
    Markup("La question reste ouverte, faute de deux {family} dont un seul ait du dropout."),
)
UNDECIDED = "Différence non concluante"
RULE = Rule(
    code="dropout-ecart",
    title="Le dropout rapproche-t-il le test de l’entraînement ?",
    method=(
        "L’écart est l’exactitude sur les images d’entraînement moins l’exactitude sur celles du test, "
        "mesurées l’une et l’autre après l’entraînement, dropout éteint, avec la première graine de chaque "
        "modèle. On compare les deux modèles d’une même expérience que le dropout distingue et que le moins "
        "d’autres choix séparent. Ils sont jugés sur les mêmes images, celles de l’entraînement n’étant pas "
        "celles du test : les variances des deux différences appariées (Agresti et Min) s’ajoutent, et leur "
        "somme est rapportée à la loi normale. Plusieurs comparaisons faites ensemble sont corrigées par la "
        "méthode de Holm ; on parle de différence au-dessous de "
        f"p = {language.shortest(SIGNIFICANCE)}."
    ),
    wordings={
        "reduced": Wording(Outcome.TRUE, "Oui", ALONE),
        "reduced-among-others": Wording(
            Outcome.TRUE, "Il diminue, sans certitude sur la cause", AMONG_OTHERS
        ),
        "widened": Wording(Outcome.FALSE, "Non, au contraire", ALONE),
        "widened-among-others": Wording(
            Outcome.FALSE, "Il augmente, sans certitude sur la cause", AMONG_OTHERS
        ),
        "level": Wording(Outcome.INCONCLUSIVE, UNDECIDED, LEVEL),
        "level-among-others": Wording(Outcome.INCONCLUSIVE, UNDECIDED, LEVEL_AMONG_OTHERS),
        "no-pair": Wording(Outcome.INCONCLUSIVE, "Pas de quoi comparer", NO_PAIR),
    },
)


def dropout_gap(results: Sequence[Result], change: GapChange | None, variant: int = 0) -> Verdict:
    """Judge whether dropout reduces the gap between training and test accuracy.

    Parameters
    ----------
    results : sequence of Result
        Of one experiment.
    change : GapChange or None
        Between the models that show best what dropout does; None when no two differ in it.
    variant : int
    """
    family = reference(results[0]).family
    question = f"Pour les {family}, le dropout réduit-il l’écart entre l’entraînement et le test ?"
    if change is None:
        return RULE.conclude("no-pair", results, question, {"family": family}, variant=variant)
    dropout, plain = change.dropout, change.plain
    others = [each.value for each in changed(plain, dropout) if each is not Factor.DROPOUT]
    case = "level" if not change.chance.unlikely else "reduced" if change.high < 0 else "widened"
    return RULE.conclude(
        f"{case}-among-others" if others else case,
        (dropout, plain),
        question,
        {
            "dropout": reference(dropout).name,
            "plain": reference(plain).name,
            "dropout_gap": _gap(dropout),
            "plain_gap": _gap(plain),
            "others": enumeration(others) if others else "",
            "change": "change" if len(others) == 1 else "changent",
            "but": "" if dropout.training.seed == plain.training.seed else " (graine mise à part)",
        },
        _evidence(change),
        variant,
    )


def _gap(result: Result) -> Quantity:
    value = result.evaluation["train"].accuracy - result.evaluation["test"].accuracy
    sources = tuple(f"{result.file}#/evaluation/{split}/accuracy" for split in ("train", "test"))
    formula = "exactitude d’entraînement moins exactitude de test"
    text = points(value, result.evaluation["test"].count, sources, formula).text
    return Quantity(value, text.removeprefix("+"), sources, formula)


def _evidence(change: GapChange) -> list[Evidence]:
    models = (change.dropout, change.plain)
    sources = tuple(
        f"{result.file}#/evaluation/{split}/predictions" for result in models for split in ("train", "test")
    )
    images = change.dropout.evaluation["test"].count
    formula = "variances appariées d’Agresti et Min, loi normale"
    bounds = (points(bound, images, sources, formula) for bound in (change.low, change.high))
    found = [
        Evidence(
            f"Exactitude du {reference(result).name}",
            Markup("{} sur l’entraînement, {} sur le test").format(
                *(score(result, split, split).accuracy for split in ("train", "test"))
            ),
        )
        for result in models
    ]
    confidence = language.whole_percent(language.CONFIDENCE)
    found.append(
        Evidence(
            f"Ce que le dropout ajoute à l’écart (intervalle à {confidence})",
            Markup("de {} à {}").format(*bounds),
        )
    )
    found.append(Evidence("p", computed(change.chance.p_value, sources, formula, 2)))
    if change.chance.together > 1:
        formula = f"méthode de Holm, {language.integer(change.chance.together)} comparaisons"
        found.append(Evidence("p corrigée (Holm)", computed(change.chance.corrected, sources, formula, 2)))
    return found
