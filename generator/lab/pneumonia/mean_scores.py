"""The scores on the test of a model, over its trainings."""

from collections.abc import Callable
from statistics import fmean

from generator.facts.quantity import Quantity, computed_count, share
from generator.formulas.markup import Markup
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.scores import threshold_scores
from generator.statistics.diagnosis.trainings import Trainings

UNDEFINED = "une part non définie"
ONCE = Markup(
    "Sur le test, le {model}, entraîné avec une seule graine, a raison pour {accuracy} des radiographies ; "
    "il reconnaît {recall} des pneumonies et {specificity} des radiographies normales."
)
SEVERAL = Markup(
    "Sur le test, le {model} a raison pour {accuracy} des radiographies en moyenne sur {trainings} graines "
    "(de {low} à {high}) ; il reconnaît {recall} des pneumonies et {specificity} des radiographies normales."
)


def mean_scores(model: Trainings) -> Markup:
    """Say how right a model is on the test, each training at the threshold of its own validation."""
    numbers = [_scores(each) for each in model.every]
    accuracies = [scores["exactitude"] for scores in numbers]
    examples = len(model.decision.test.labels)

    def said(
        choose: Callable[[list[float]], float], values: list[float | None], formula: str
    ) -> Quantity | str:
        defined = [value for value in values if value is not None]
        return share(choose(defined), examples, model.sources, formula) if defined else UNDEFINED

    return (SEVERAL if len(numbers) > 1 else ONCE).format(
        model=model.decision.name,
        trainings=computed_count(len(numbers), model.sources, "entraînements, une graine chacun"),
        accuracy=said(fmean, accuracies, "exactitude, moyenne des entraînements"),
        low=said(min, accuracies, "plus basse exactitude"),
        high=said(max, accuracies, "plus haute exactitude"),
        recall=said(fmean, [each["rappel"] for each in numbers], "rappel, moyenne des entraînements"),
        specificity=said(
            fmean, [each["spécificité"] for each in numbers], "spécificité, moyenne des entraînements"
        ),
    )


def _scores(training: Decision) -> dict[str, float | None]:
    scores = threshold_scores(training.test, training.threshold.value)
    return {score.name: score.value.value if score.value else None for score in scores}
