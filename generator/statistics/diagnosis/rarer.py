"""What the alarms of a model would be worth where positives are rarer than on its test (Bayes' theorem)."""

import math
from dataclasses import dataclass
from statistics import fmean

from experiments import language
from generator.facts.quantity import Quantity, computed_count, exact_share, share
from generator.formulas.equation import Equation
from generator.formulas.expression import Value
from generator.statistics.diagnosis.trainings import Trainings

PREVALENCE = 0.1
MEAN = "moyenne des entraînements"


@dataclass(frozen=True)
class Rarer:
    """Precision where so few are positive, over the trainings of a model.

    Attributes
    ----------
    prevalence : Quantity
        Share of positives in an imagined practice.
    recall, specificity : Quantity
        On test, at the threshold of each training; means over those that define them.
    trainings : Quantity
        How many these are.
    precision : Quantity
        That which both give there.
    low, high : Quantity
        The lowest and the highest that a training gives.
    equation : Equation
        How it is computed.
    """

    prevalence: Quantity
    recall: Quantity
    specificity: Quantity
    trainings: Quantity
    precision: Quantity
    low: Quantity
    high: Quantity
    equation: Equation

    @property
    def mostly_false(self) -> bool | None:
        """Whether most alarms would be false there; None where half of them would be."""
        value = self.precision.value
        return None if math.isclose(value, 0.5) else value < 0.5

    @property
    def spread(self) -> bool:
        """Whether the trainings give precisions that read differently."""
        return self.low.text != self.high.text


def rarer(model: Trainings, prevalence: float = PREVALENCE) -> Rarer | None:
    """Return the precision of a model there; None where no training raises an alarm, or defines it.

    Recall and specificity do not depend on the share of positives; precision does.
    """
    counts = [each.test.counts(each.threshold.value) for each in model.every]
    rates = [
        (float(each.recall.value), float(each.specificity.value))
        for each in counts
        if each.recall and each.specificity and each.true_positives + each.false_positives
    ]
    if not rates:
        return None
    sources, examples = model.sources, len(model.decision.test.labels)
    recall, specificity = (fmean(values) for values in zip(*rates, strict=True))
    equation = precision_at(prevalence, recall, specificity, sources)
    each_one = [float(precision_at(prevalence, *rate, sources).value) for rate in rates]
    text = f"{language.decimal(100 * prevalence, 0)}{language.NARROW_SPACE}%"
    return Rarer(
        prevalence=Quantity(prevalence, text, sources, "hypothèse"),
        recall=exact_share(recall, sources, f"rappel, {MEAN}"),
        specificity=exact_share(specificity, sources, f"spécificité, {MEAN}"),
        trainings=computed_count(len(rates), sources, "entraînements qui donnent l’alarme"),
        precision=share(float(equation.value), examples, sources, "théorème de Bayes"),
        low=share(min(each_one), examples, sources, "le plus bas des entraînements"),
        high=share(max(each_one), examples, sources, "le plus haut des entraînements"),
        equation=equation,
    )


def precision_at(prevalence: float, recall: float, specificity: float, sources: tuple[str, ...]) -> Equation:
    """Return the precision that recall and specificity give where so many are positive."""
    part = Value(r"\pi", prevalence, "part de cas positifs (hypothèse)")
    r = Value("r", recall, "rappel sur le test", sources)
    s = Value("s", specificity, "spécificité sur le test", sources)
    found = r * part
    return Equation(r"\text{précision}", found / (found + (1 - s) * (1 - part)))
