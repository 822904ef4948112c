"""What the results of a model are worth: whether it can be trusted, and what that rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.language import plural, whole_percent
from experiments.measures.wilson import CONFIDENCE, wilson_interval
from generator.facts.quantity import Quantity, computed_count, gap, share
from generator.formulas.markup import Markup
from generator.lab.pneumonia.dataset import Dataset
from generator.rules.speaker import Said
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.scores import WILSON_BOUND
from generator.statistics.diagnosis.trainings import Trainings

SHARES = Markup(
    "Pour le {model}, {validation} {images} {of_patients}servent de validation. Les classes sont "
    "déséquilibrées : {train} de pneumonies à l’entraînement, {chosen} à la validation et {test} au test."
)
BALANCED = Markup(
    "Pour le {model}, {validation} {images} {of_patients}servent de validation. Les pneumonies font {train} "
    "de l’entraînement, {chosen} de la validation et {test} du test."
)
SMALL = Markup(
    "Le {first} n’est validé que sur {few} {images} : une seule y vaut {weight} d’exactitude et, "
    "même sans faute, la véritable pourrait n’être que de {low} (intervalle à {confidence}) ; d’où une "
    "validation plus grande pour le {model}."
)
ERRORS = Markup(
    "Sur le test, le {model} laisse passer {missed} {pneumonias} sur {ill}, et donne {alarms} {false_alarms} "
    "pour {healthy} {normal}{seeds}."
)
# Classes further from halves than this are called unbalanced.
UNBALANCED = 0.05


@dataclass(frozen=True)
class Discussion:
    """What a judgement rests on, each where its part of the page speaks of it.

    Attributes
    ----------
    shares : Markup
        The images of each split, and how many are ill.
    small : Markup
        What few images of validation leave unknown; empty unless those of the first model are fewer.
    errors : Markup
        Those of the model on the test, over its trainings.
    """

    shares: Markup
    small: Markup
    errors: Markup


def discussion(model: Trainings, first: Decision, data: Dataset) -> Discussion:
    """Say what a model was judged on.

    Parameters
    ----------
    first : Decision
        The first model of the part, whose validation may be smaller.
    """
    return Discussion(_shares(model, data), _small(first, model), _errors(model))


def judged(conclusion: Said) -> Markup:
    """Answer whether a model can be trusted, with what forbids it, or leaves it in doubt."""
    verdict = Markup("{} <strong>{}</strong>").format(conclusion.question, conclusion.label)
    reason = conclusion.values["failing"] or conclusion.values["doubtful"]
    return (Markup("{} : {}.") if reason else Markup("{}.")).format(verdict, reason)


def _small(first: Decision, model: Trainings) -> Markup:
    """Say what few images of validation would leave unknown, were all of them read rightly."""
    few, sources = len(first.validation.labels), first.validation.sources
    if few >= len(model.decision.validation.labels):
        return Markup()
    low, _ = wilson_interval(few, few)
    return SMALL.format(
        first=first.name,
        model=model.decision.name,
        few=computed_count(few, sources, "taille de la validation"),
        images=plural(few, "radiographie", "radiographies"),
        weight=gap(1 / few, few, sources, "une image de validation"),
        low=share(low, few, sources, WILSON_BOUND.format("inférieure")),
        confidence=whole_percent(CONFIDENCE),
    )


def _shares(model: Trainings, data: Dataset) -> Markup:
    train, validation, test = data.splits
    patients = validation.patients
    of_patients = (
        Markup("de {} {} ").format(patients, plural(patients.value, "patient", "patients"))
        if patients
        else ""
    )
    uneven = all(abs(split.share.value - 0.5) > UNBALANCED for split in (train, test))
    return (SHARES if uneven else BALANCED).format(
        model=model.decision.name,
        validation=validation.images,
        images=plural(validation.images.value, "radiographie", "radiographies"),
        of_patients=of_patients,
        train=train.share,
        chosen=validation.share,
        test=test.share,
    )


def _errors(model: Trainings) -> Markup:
    counts = [each.test.counts(each.threshold.value) for each in model.every]
    sources, first = model.sources, counts[0]
    ill, healthy = (
        computed_count(number, sources, "cas que compte le test")
        for number in (
            first.true_positives + first.false_negatives,
            first.true_negatives + first.false_positives,
        )
    )
    missed, alarms = ([each.false_negatives for each in counts], [each.false_positives for each in counts])
    return ERRORS.format(
        model=model.decision.name,
        missed=_span(missed, sources, "faux négatifs"),
        pneumonias=plural(max(missed), "pneumonie", "pneumonies"),
        ill=ill,
        alarms=_span(alarms, sources, "faux positifs"),
        false_alarms=plural(max(alarms), "fausse alarme", "fausses alarmes"),
        healthy=healthy,
        normal=plural(healthy.value, "radiographie normale", "radiographies normales"),
        seeds=", selon la graine" if len(counts) > 1 else "",
    )


def _span(numbers: Sequence[int], sources: tuple[str, ...], formula: str) -> Quantity | Markup:
    """Return what all trainings give, or the least and the most."""
    low, high = (computed_count(choose(numbers), sources, formula) for choose in (min, max))
    return low if low.value == high.value else Markup("de {} à {}").format(low, high)
