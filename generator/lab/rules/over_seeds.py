"""What a rule says of a model, and whether it says as much of the same model trained with other seeds."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.facts.quantity import Quantity, computed_count, gap
from generator.lab.rules.of_first import of_first
from generator.rules.decision import Outcome, Phrase, Unsettled, Verdict
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.trainings import Trainings

MEAN = "moyenne sur les entraînements"
Judge = Callable[[Sequence[Decision]], list[Verdict]]


def over_seeds(judge: Judge, models: Sequence[Trainings]) -> list[Verdict]:
    """Judge every training of each model at once; return what is said of the primary ones, and of the others.

    Parameters
    ----------
    judge : callable
        A rule whose sentences may use ``seeds``, and ``lesson``: what only holds if all seeds say so.
    models : sequence of Trainings
    """
    found = iter(judge([training for model in models for training in model.every]))
    return [_said(model, [next(found) for _ in model.every]) for model in models]


def _said(model: Trainings, verdicts: Sequence[Verdict]) -> Verdict:
    primary, *others = verdicts
    if not others:
        return replace(primary, values={**primary.values, "seeds": Phrase("seeds-alone")})
    unsettled = _unsettled(verdicts)
    values = {**primary.values, "seeds": _others(model, verdicts, unsettled), **_mean(model, verdicts)}
    if unsettled and "lesson" in values:
        values["lesson"] = ""
    return replace(primary, values=values, evidence=of_first(primary.evidence, model), unsettled=unsettled)


def _unsettled(verdicts: Sequence[Verdict]) -> Unsettled | None:
    found = {verdict.outcome for verdict in verdicts}
    if len(found) == 1:
        return None
    return Unsettled.TORN if found >= {Outcome.TRUE, Outcome.FALSE} else Unsettled.FAINT


def _others(model: Trainings, verdicts: Sequence[Verdict], unsettled: Unsettled | None) -> Phrase:
    """Return how many of the other trainings conclude as the first one does."""
    primary, *others = verdicts
    same = sum(other.outcome is primary.outcome for other in others)
    number = computed_count(len(others), model.sources, "entraînements avec une autre graine")
    agreeing = computed_count(same, model.sources, "entraînements où la règle conclut de même")
    if unsettled is None:
        return Phrase("seeds-same", number=number)
    if same:
        return Phrase("seeds-some", {"same": agreeing, "say": Phrase("say", number=agreeing)}, number)
    faint = unsettled is Unsettled.FAINT and primary.outcome is not Outcome.INCONCLUSIVE
    return Phrase("seeds-faint" if faint else "seeds-none", number=number)


def _mean(model: Trainings, verdicts: Sequence[Verdict]) -> dict[str, object]:
    """Return the mean of the gaps of all trainings, and how far they go: that of the first is one of them.

    A gap has no sign: its mean is said where all of them go the same sure way.
    """
    gaps = [size for verdict in verdicts if isinstance(size := verdict.values.get("gap"), Quantity)]
    primary = verdicts[0]
    sure = primary.outcome is not Outcome.INCONCLUSIVE
    if not (sure and gaps and all(verdict.case == primary.case for verdict in verdicts)):
        return {}
    low, high = (choose(gaps, key=lambda size: size.value) for choose in (min, max))
    if low.text == high.text:
        return {}
    examples = len(model.decision.test.labels)
    mean = gap(statistics.mean(each.value for each in gaps), examples, model.sources, MEAN)
    number = computed_count(len(gaps), model.sources, "entraînements, une graine chacun")
    return {"gap": mean, "seeds": Phrase("seeds-mean", {"low": low, "high": high}, number)}
