"""What a rule says of a model, and whether it says as much of the same model trained with other seeds."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.facts.quantity import Quantity, computed_count
from generator.rules.decision import Outcome, Phrase, Verdict
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.trainings import Trainings

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
    same = sum(other.outcome is primary.outcome for other in others)
    number = computed_count(len(others), model.sources, "entraînements avec une autre graine")
    name = "alone" if not others else "same" if same == len(others) else "some" if same else "none"
    agreeing = computed_count(same, model.sources, "entraînements où la règle conclut de même")
    words = {"same": agreeing, "say": Phrase("say", number=agreeing), "spread": _spread(primary, others)}
    seeds = Phrase(f"seeds-{name}", words, number)
    unsettled = same < len(others)
    values = {**primary.values, "seeds": seeds}
    if unsettled and "lesson" in values:
        values["lesson"] = ""
    return replace(primary, values=values, unsettled=unsettled)


def _spread(primary: Verdict, others: Sequence[Verdict]) -> Phrase | str:
    """Return how far the gaps of the others go, which conclude alike with a smaller or a greater one.

    A gap has no sign: it is said where all of them go the same sure way.
    """
    gaps = [gap for other in others if isinstance(gap := other.values.get("gap"), Quantity)]
    sure = primary.outcome is not Outcome.INCONCLUSIVE
    if not (sure and gaps and all(other.case == primary.case for other in others)):
        return ""
    low, high = (choose(gaps, key=lambda gap: gap.value) for choose in (min, max))
    if low.text == high.text:
        return Phrase("at", {"gap": low})
    return Phrase("from-to", {"low": low, "high": high})
