"""The published scores of each model, laid out beside ours."""

from dataclasses import dataclass

from experiments import language
from experiments.measures.wilson import wilson_interval
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, measured, share
from generator.facts.reference import ModelReference, reference
from generator.facts.scores import score as own_score
from generator.lab.review.check import LABELS
from generator.lab.review.claim import Loss, Network
from generator.lab.review.grounds import Grounds
from generator.lab.review.published_scores import SPLIT, ComparedScores
from generator.lab.review.recomputed import Recomputed
from generator.rules.decision import Outcome

# By whether the accuracy, then the loss, is compatible with ours.
COMPATIBILITY = {
    (True, True): "Compatibles",
    (True, False): "Exactitude seule",
    (False, True): "Perte seule",
    (False, False): "Non compatibles",
}


@dataclass(frozen=True)
class Interval:
    """A proportion and the bounds between which its true value probably lies."""

    value: Quantity | Recomputed
    low: Quantity | Recomputed
    high: Quantity | Recomputed


@dataclass(frozen=True)
class ScoreLine:
    """The scores of one model, as the report writes them and beside ours.

    Attributes
    ----------
    ours : ModelReference or None
        None when our report has no such model.
    compared : tuple or None
        Published accuracy, ours, published loss and ours; None when they cannot be compared.
    label, css : str
        What became of both scores, in a word or two; class that shows it.
    """

    title: str
    loss: str
    accuracy: str
    ours: ModelReference | None
    compared: tuple[Interval, Interval, Recomputed, Quantity] | None
    label: str
    css: str

    @property
    def subjects(self) -> tuple[str, ...]:
        """Id of the result that the line rests on."""
        return (self.ours.id,) if self.ours else ()


def score_lines(grounds: Grounds) -> list[ScoreLine]:
    """Lay out the scores of every model whose code the report shows."""
    lines = []
    for section in grounds.sections:
        if not section.family or not grounds.claims(Network, section.model):
            continue
        (loss,), (accuracy,) = grounds.claims(Loss, section.model), grounds.accuracies(section.model)
        ours, compared = grounds.ours(section.model), grounds.compared.get(section.model)
        both = compared and (compared.compatible("accuracy"), compared.compatible("loss"))
        outcome = Outcome.TRUE if both == (True, True) else Outcome.INCONCLUSIVE
        lines.append(
            ScoreLine(
                title=grounds.place(section),
                loss=repr(loss.loss),
                accuracy=repr(accuracy.accuracy),
                ours=reference(ours) if ours else None,
                compared=_both(compared) if compared else None,
                label=COMPATIBILITY[both] if both else LABELS[Outcome.INCONCLUSIVE],
                css=f"verdict-{outcome.value}",
            )
        )
    return lines


def _both(compared: ComparedScores) -> tuple[Interval, Interval, Recomputed, Quantity]:
    published, result = compared.published, compared.published.result
    own = result.evaluation[SPLIT]
    low, high = wilson_interval(published.right, own.count)
    formula = "exactitude écrite, et son intervalle de Wilson"
    shares = (
        Recomputed(part, language.percent(part, own.count), formula)
        for part in (published.right / own.count, low, high)
    )
    loss = measured(published.loss, own.loss_standard_error)
    return (
        Interval(*shares),
        _own_interval(compared),
        Recomputed(published.loss, loss, "perte écrite, arrondie"),
        own_score(result, SPLIT).loss,
    )


def _own_interval(compared: ComparedScores) -> Interval:
    result: Result = compared.published.result
    images = result.evaluation[SPLIT].count
    accuracy = own_score(result, SPLIT).accuracy
    answers = tuple(f"{result.file}#/evaluation/{SPLIT}/{name}" for name in ("accuracy", "count"))
    low, high = (
        share(bound, images, answers, "borne de Wilson")
        for bound in wilson_interval(round(accuracy.value * images), images)
    )
    return Interval(accuracy, low, high)
