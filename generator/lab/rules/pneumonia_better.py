"""Rule: one model classifies X-rays better than another, each training at its threshold."""

from collections.abc import Sequence

from experiments import language
from experiments.measures.threshold import DEFAULT_THRESHOLD
from generator.facts.quantity import Quantity, computed, gap, points, share
from generator.lab.rules.compared import TrainingPair, compared, compared_evidence, compared_values
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import interval_evidence
from generator.rules.pairing import DIFFERENCE, DIRECTIONS
from generator.statistics.corrections import Chance
from generator.statistics.diagnosis.compared_scores import accuracy, usual_accuracy
from generator.statistics.diagnosis.comparison import Comparison, compare_trainings
from generator.statistics.diagnosis.direction import direction

RULE = Rule(
    __name__,
    cases=DIRECTIONS,
    values=("first", "second", "first_score", "second_score", "gap", "usual"),
    constants={"default": language.decimal(DEFAULT_THRESHOLD, 1)},
    hoped=Outcome.TRUE,
)


USUAL = f"{DIFFERENCE}, au seuil usuel"


def pneumonia_better(pairs: Sequence[TrainingPair]) -> list[Verdict]:
    """Judge whether the first model of each pair is right more often than the second on the test images."""
    return [_verdict(*parts) for parts in compared(pairs, accuracy)]


def _verdict(pair: TrainingPair, comparison: Comparison, chance: Chance) -> Verdict:
    first, second = pair
    usual = _at_usual(pair)
    examples, sources = len(first.decision.test.labels), first.sources + second.sources
    half_width = (comparison.high - comparison.low) / 2

    def write(value: float, origin: tuple[str, ...]) -> Quantity:
        return share(value, examples, origin, "exactitude de test")

    bounds = (comparison.difference, comparison.low, comparison.high)
    return RULE.conclude(
        direction(comparison.difference, chance.unlikely),
        [first.decision.result, second.decision.result],
        {
            **compared_values(pair, comparison, write),
            "gap": gap(comparison.difference, examples, sources, DIFFERENCE, half_width),
            "usual": Phrase("usual", {**usual, "range": _usual_range(usual)}) if usual else "",
        },
        [
            *interval_evidence(*(points(b, examples, sources, DIFFERENCE, half_width) for b in bounds)),
            *compared_evidence("scores", pair, comparison, chance, write),
            *([Evidence("usual", Phrase("range", usual))] if usual else []),
        ],
    )


def _usual_range(usual: dict[str, Quantity]) -> Phrase | str:
    return Phrase("usual-range", usual) if usual["low"].value < usual["high"].value else ""


def _at_usual(pair: TrainingPair) -> dict[str, Quantity]:
    """Return how far apart the models are at the usual threshold, if validation chose only some thresholds.

    Part of a difference is then that of the ways in which the thresholds were come by.
    """
    if len({training.threshold.chosen for model in pair for training in model.every}) == 1:
        return {}
    found = compare_trainings(*pair, usual_accuracy)
    sources, examples = pair[0].sources + pair[1].sources, len(pair[0].decision.test.labels)
    half_width = (found.high - found.low) / 2
    differences = {"gap": found.difference, "low": found.low, "high": found.high}
    scores = {"one": float(found.first.mean()), "other": float(found.second.mean())}
    return {
        "default": computed(DEFAULT_THRESHOLD, sources, "valeur usuelle", 1),
        **{n: points(each, examples, sources, USUAL, half_width) for n, each in differences.items()},
        **{n: share(each, examples, sources, "exactitude de test") for n, each in scores.items()},
    }
