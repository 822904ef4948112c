"""The scores of a model on a split, over its trainings, each at the threshold of its own validation."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from generator.facts.quantity import (
    FRACTION_DECIMALS,
    SHARE_DECIMALS,
    Quantity,
    computed_count,
    exact_share,
    fraction,
)
from generator.formulas.markup import Markup
from generator.lab.pneumonia.aimed import aimed
from generator.statistics.diagnosis.answers import Answers, Replies
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.scores import WILSON, Score, ranking_scores, threshold_scores
from generator.statistics.diagnosis.trainings import Trainings

# Where one example weighs more, the last decimal of a mean over the trainings would be none of theirs.
COARSE = 0.01
UNDEFINED = "une part non définie"
CHOSEN = Markup("Au seuil que choisit sa validation, {value}, le")
CHOSEN_EACH = Markup("Au seuil que choisit sa validation, de {low} à {high} selon la graine, le")
USUAL = Markup("Au seuil usuel, {value}, le")
CHOSEN_OR_USUAL = Markup("Au seuil que choisit sa validation, ou {value} si elle n’y suffit pas, le")
ONCE = Markup(
    "{at} {model}, entraîné avec une seule graine, a raison pour {accuracy} des radiographies du test (F1 : "
    "{f1}) ; il y reconnaît {recall} des pneumonies et {specificity} des radiographies normales. Sur la "
    "validation, il a raison pour {validation} (F1 : {validation_f1})."
)
SEVERAL = Markup(
    "{at} {model} a raison pour {accuracy} des radiographies du test en moyenne sur {trainings} graines (de "
    "{low} à {high} ; F1 : {f1}) ; il y reconnaît {recall} des pneumonies et {specificity} des radiographies "
    "normales. Sur la validation, il a raison pour {validation} en moyenne (F1 : {validation_f1})."
)
COUNTS = Markup(
    " Matrice de confusion du premier entraînement{rank}, sur le test : normales reconnues, {test_calm} ;"
    " fausses alarmes, {test_alarms} ; pneumonies manquées, {test_missed} ; pneumonies reconnues, "
    "{test_found}. Sur la validation, dans cet ordre : {validation_calm}, {validation_alarms}, "
    "{validation_missed} et {validation_found}."
)
MOST, LEAST = Markup(", le plus exact des {}"), Markup(", le moins exact des {}")
RIGHT = Markup(" ({} d’exactitude)")


def mean_scores(model: Trainings) -> Markup:
    """Say how right a model is on the validation and on the test, and what its errors are."""
    test, validation = (
        {score.name: score for score in split_scores(model, s)} for s in ("test", "validation")
    )
    accuracy = test["exactitude"]
    said = (SEVERAL if len(model.every) > 1 else ONCE).format(
        at=_threshold(model),
        model=model.decision.name,
        trainings=trained(model),
        accuracy=accuracy.value or UNDEFINED,
        low=accuracy.low,
        high=accuracy.high,
        f1=test["F1"].value or "non défini",
        recall=test["rappel"].value or UNDEFINED,
        specificity=test["spécificité"].value or UNDEFINED,
        validation=validation["exactitude"].value or UNDEFINED,
        validation_f1=validation["F1"].value or "non défini",
    )
    return said + COUNTS.format(rank=_rank(model), **_counts(model.decision))


def _threshold(model: Trainings) -> Markup:
    """Say at which threshold a model decides, that of each training."""
    found = sorted((each.threshold for each in model.every), key=lambda threshold: threshold.value)
    usual = [threshold.quantity for threshold in found if not threshold.chosen]
    if usual:
        return (USUAL if len(usual) == len(found) else CHOSEN_OR_USUAL).format(value=usual[0])
    low, high = found[0].quantity, found[-1].quantity
    if low.text == high.text:
        return CHOSEN.format(value=low)
    return CHOSEN_EACH.format(low=low, high=high)


def _rank(model: Trainings) -> Markup:
    """Say how right the first training is on the test among the others, which it need not be like."""
    right = [int(each.right.sum()) for each in model.every]
    if len(right) == 1:
        return Markup()
    first, others, examples = right[0], right[1:], len(model.decision.test.labels)
    place = MOST if first > max(others) else LEAST if first < min(others) else Markup()
    share = exact_share(first / examples, model.decision.test.sources, "bonnes réponses / images")
    return place.format(trained(model)) + RIGHT.format(share)


def trained(model: Trainings) -> Quantity:
    """Return how many times a model was trained."""
    return computed_count(len(model.every), model.sources, "entraînements, une graine chacun")


def split_scores(model: Trainings, split: str = "test") -> list[Score]:
    """Return every score of a model on a split.

    Of several trainings, the mean of those that define it, then the lowest and the highest; of a single one,
    the score and its interval.
    """
    answers = [_answers(training, split) for training in model.every]
    if len(answers) == 1:
        return [aimed(score) for score in _scores(model.decision, answers[0])]
    # Without the patients no interval is computed, which nobody would read.
    bare = [Replies(a.result, a.file, a.split, a.labels, a.probabilities) for a in answers]
    found = [_scores(training, each) for training, each in zip(model.every, bare, strict=True)]
    sources = tuple(source for each in bare for source in each.sources)
    coarse = 1 / len(answers[0].labels) > COARSE
    return [aimed(_over(scores, sources, coarse)) for scores in zip(*found, strict=True)]


def _over(scores: Sequence[Score], sources: tuple[str, ...], coarse: bool) -> Score:
    """Return the mean of some scores, with fewer decimals where one example weighs more than a point."""
    values = [float(score.value.value) for score in scores if score.value]
    if not values:
        return scores[0]
    name = scores[0].name

    def said(value: float, formula: str) -> Quantity:
        if scores[0].method == WILSON:
            return exact_share(value, sources, f"{name}, {formula}", SHARE_DECIMALS - coarse)
        return fraction(value, sources, f"{name}, {formula}", FRACTION_DECIMALS - coarse)

    return replace(
        scores[0],
        value=said(fmean(values), "moyenne des entraînements"),
        low=said(min(values), "le plus bas des entraînements"),
        high=said(max(values), "le plus haut des entraînements"),
    )


def _answers(training: Decision, split: str) -> Answers:
    return training.test if split == "test" else training.validation


def _scores(training: Decision, answers: Replies) -> list[Score]:
    return [*threshold_scores(answers, training.threshold.value), *ranking_scores(answers)]


def _counts(decision: Decision) -> dict[str, Quantity]:
    """Return the cells of the confusion matrices of one training, by name."""
    found: dict[str, Quantity] = {}
    for answers in (decision.test, decision.validation):
        (calm, alarms), (missed, ill) = answers.matrix(decision.threshold.value)
        cells = {"calm": calm, "alarms": alarms, "missed": missed, "found": ill}
        formula = f"images au seuil {decision.threshold.quantity.text}"
        found |= {
            f"{answers.split}_{name}": computed_count(number, answers.sources, formula)
            for name, number in cells.items()
        }
    return found
