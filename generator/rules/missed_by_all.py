"""Rule: some test images are misread by every model, or each is read well by at least one."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, count
from generator.facts.reading import read
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.pairs import check_same_examples

QUESTION = "Y a-t-il des images qu’aucun modèle ne lit bien ?"

# Which digits the images show: all the same, all different, some more often than the others.
SAME_DIGIT = Markup(", toujours un {digit}")
DIFFERENT_DIGITS = Markup(", chacune d’un chiffre différent")
ONE_DIGIT_LEADS = Markup(", le plus souvent un {digit} ({times} fois)")
DIGITS_LEAD = Markup(", le plus souvent {digits} ({times} de chaque)")

# Whether the models err alike. The answers alone do not tell the causes of unanimity apart.
POSSIBLE_CAUSE = Markup(" : une telle unanimité peut aussi tenir à l’image, ou à son étiquette")
ALL_ALIKE = Markup("Pour chacune, tous lisent le même faux chiffre") + POSSIBLE_CAUSE
SOME_ALIKE = Markup("Pour {unanimous} de ces images, tous lisent le même faux chiffre") + POSSIBLE_CAUSE
NONE_ALIKE = Markup("Pour aucune, ils ne s’accordent sur le chiffre à lire")
ALIKE = Markup("Tous y lisent le même faux chiffre") + POSSIBLE_CAUSE
NOT_ALIKE = Markup("Ils ne s’accordent pas sur le chiffre à y lire")

RULE = Rule(
    code="images-jamais-lues",
    title="Y a-t-il des images qu’aucun modèle ne lit bien ?",
    method=(
        "Compte exact, image par image, des réponses de tous les modèles sur les mêmes images de test. Un "
        "seul entraînement de chaque modèle est regardé : celui dont le rapport donne les scores."
    ),
    wordings={
        "several": Wording(
            Outcome.TRUE,
            "Oui",
            (Markup("Les {models} modèles se trompent tous sur {missed} images de test{digits}. {alike}."),),
        ),
        "one": Wording(
            Outcome.TRUE,
            "Oui, une seule",
            (
                Markup(
                    "Les {models} modèles se trompent tous sur une même image de test, un {digit}. {alike}."
                ),
            ),
        ),
        "none": Wording(
            Outcome.FALSE,
            "Non",
            (Markup("Chaque image de test est bien lue par au moins un des {models} modèles."),),
        ),
        "alone": Wording(
            Outcome.INCONCLUSIVE,
            "Rien à comparer",
            (Markup("Il faut les réponses d’au moins deux modèles pour le dire."),),
        ),
    },
)


def missed_by_all(results: Sequence[Result]) -> Verdict:
    """Judge whether some test images are misread by every model.

    Raises
    ------
    ResultError
        If the results are not about the same images.
    """
    if len(results) < 2:
        return RULE.conclude("alone", results, QUESTION, {})
    for other in results[1:]:
        check_same_examples(results[0], other, "test")
    labels = results[0].evaluation["test"].labels
    answers = list(zip(*(result.evaluation["test"].predictions for result in results), strict=True))
    missed = [(truth, said) for truth, said in zip(labels, answers, strict=True) if truth not in said]
    sources = (
        f"{results[0].file}#/evaluation/test/labels",
        *(f"{result.file}#/evaluation/test/predictions" for result in results),
    )
    digits = Counter(truth for truth, _ in missed)
    unanimous = sum(len(set(said)) == 1 for _, said in missed)
    values: dict[str, object] = {
        "missed": computed_count(len(missed), sources, "images que tous les modèles lisent mal"),
        "models": computed_count(len(results), sources, "nombre de modèles"),
    }
    if len(missed) == 1:
        values |= {"digit": _digit(results[0], missed[0][0]), "alike": ALIKE if unanimous else NOT_ALIKE}
    elif missed:
        values |= {
            "digits": _leading(results[0], digits, sources),
            "alike": _alike(unanimous, len(missed), sources),
        }
    case = "none" if not missed else "one" if len(missed) == 1 else "several"
    return RULE.conclude(case, results, QUESTION, values, _evidence(labels, answers, results, sources))


def _leading(result: Result, digits: Counter[str], sources: tuple[str, ...]) -> Markup:
    """Say which digits the images show most."""
    most = max(digits.values())
    leading = [_digit(result, label) for label in sorted(digits) if digits[label] == most]
    times = computed_count(most, sources, "images de ce chiffre que tous les modèles lisent mal")
    if len(digits) == 1:
        return SAME_DIGIT.format(digit=leading[0])
    if most == 1:
        return DIFFERENT_DIGITS
    if len(leading) == 1:
        return ONE_DIGIT_LEADS.format(digit=leading[0], times=times)
    names = language.enumeration([Markup("des {}").format(digit) for digit in leading])
    return DIGITS_LEAD.format(digits=names, times=times)


def _alike(unanimous: int, missed: int, sources: tuple[str, ...]) -> Markup:
    """Say on how many images the models all give the same wrong answer."""
    if unanimous == missed:
        return ALL_ALIKE
    formula = "images dont toutes les réponses, fausses, sont les mêmes"
    return (
        SOME_ALIKE.format(unanimous=computed_count(unanimous, sources, formula)) if unanimous else NONE_ALIKE
    )


def _digit(result: Result, label: str) -> Quantity:
    source = f"{result.file}#/data/classes/{label}"
    return Quantity(int(label), result.data.classes[int(label)], (source,), "nom du chiffre")


def _evidence(
    labels: str, answers: list[tuple[str, ...]], results: Sequence[Result], sources: tuple[str, ...]
) -> list[Evidence]:
    wrong = [sum(digit != truth for digit in said) for truth, said in zip(labels, answers, strict=True)]
    most = computed_count(
        max(wrong), sources, "maximum, sur les images, du nombre de modèles qui se trompent"
    )
    never = computed_count(wrong.count(0), sources, "images qu’aucun modèle ne lit mal")
    return [
        Evidence("Images de test", count(read(results[0], "/evaluation/test/count"))),
        Evidence("Images que tous les modèles lisent bien", never),
        Evidence("Le plus grand nombre de modèles qui se trompent sur une même image", most),
    ]
