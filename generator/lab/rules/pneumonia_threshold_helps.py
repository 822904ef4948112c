"""Rule: the threshold chosen on validation improves the accuracy on test, whatever the seed."""

from collections import Counter
from collections.abc import Sequence

from experiments.measures.threshold import DEFAULT_THRESHOLD
from generator.facts.quantity import Quantity, computed, computed_count, points
from generator.lab.rules.of_first import of_first
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict
from generator.rules.evidence import chance_evidence
from generator.rules.pairing import DIFFERENCE, MCNEMAR
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.direction import Direction, paired_direction
from generator.statistics.diagnosis.pairing import Pairing, pair
from generator.statistics.diagnosis.trainings import Trainings

RULE = Rule(
    __name__,
    cases={
        "up": Outcome.TRUE,
        "down": Outcome.FALSE,
        "depends": Outcome.INCONCLUSIVE,
        "unclear": Outcome.INCONCLUSIVE,
    },
    values=("model", "default", "thresholds", "changes", "outcomes", "trainings"),
    hoped=Outcome.TRUE,
)


def pneumonia_threshold_helps(models: Sequence[Trainings]) -> list[Verdict]:
    """Compare each training at its own threshold with the same at 1/2, on the test images."""
    pairings = [[_pairing(each) for each in model.every] for model in models]
    found = iter(chances([pairing.p_value for several in pairings for pairing in several]))
    judged = [[next(found) for _ in several] for several in pairings]
    return [_verdict(*parts) for parts in zip(models, pairings, judged, strict=True)]


def _pairing(decision: Decision) -> Pairing:
    return pair(decision.right, decision.test.right(DEFAULT_THRESHOLD), decision.test.resamplings)


def _case(directions: Sequence[Direction]) -> str:
    surely = {direction if direction in ("up", "down") else "unclear" for direction in directions}
    return surely.pop() if len(surely) == 1 else "depends"


def _verdict(model: Trainings, pairings: Sequence[Pairing], judged: Sequence[Chance]) -> Verdict:
    directions = [paired_direction(*each) for each in zip(pairings, judged, strict=True)]
    counts = Counter(directions)

    def count(name: str, *wanted: Direction) -> list[Phrase]:
        number = sum(counts[direction] for direction in wanted)
        said = Phrase(name, number=computed_count(number, model.sources, "entraînements"))
        return [said] if number else []

    thresholds = [each.threshold.quantity for each in model.every]
    changes = [_change(*each) for each in zip(model.every, pairings, strict=True)]
    return RULE.conclude(
        _case(directions),
        [model.decision.result],
        {
            "model": model.decision.name,
            "default": computed(DEFAULT_THRESHOLD, model.sources, "valeur usuelle", 1),
            "thresholds": _span("thresholds-one", "thresholds-many", thresholds),
            "changes": _span("changes-one", "changes-many", changes),
            "outcomes": Several(
                [*count("risen", "up"), *count("fallen", "down"), *count("uncertain", "unclear", "level")]
            ),
            "trainings": Phrase(
                "trainings", number=computed_count(len(model.every), model.sources, "entraînements")
            ),
        },
        [
            Evidence("thresholds", Several(thresholds)),
            Evidence("changes", Several(changes)),
            *of_first(chance_evidence(judged[0], model.decision.test.sources, MCNEMAR), model),
        ],
    )


def _change(decision: Decision, pairing: Pairing) -> Quantity:
    return points(pairing.difference, len(decision.test.labels), decision.test.sources, DIFFERENCE)


def _span(one: str, many: str, quantities: Sequence[Quantity]) -> Phrase:
    """Return the smallest and the largest of some quantities, or the only one there is."""
    low, high = (choose(quantities, key=lambda each: each.value) for choose in (min, max))
    if low.text == high.text:
        return Phrase(one, {"value": low})
    return Phrase(many, {"low": low, "high": high})
