"""Rule: one model is right more often than another, or less, or neither can be told."""

import math

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, gap, points, share
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import chance_evidence, interval_evidence
from generator.rules.fallen_trainings import fallen_trainings
from generator.rules.too_close import too_close
from generator.rules.unfinished import unfinished
from generator.statistics.contrast import Contrast, Test
from generator.statistics.mean_accuracy import compared_accuracies

DIFFERENCE = "différence des exactitudes"

RULE = Rule(
    __name__,
    cases={
        "better": Outcome.TRUE,
        "better-seeds": Outcome.TRUE,
        "worse": Outcome.FALSE,
        "worse-seeds": Outcome.FALSE,
        "same": Outcome.INCONCLUSIVE,
        "level": Outcome.INCONCLUSIVE,
        "level-seeds": Outcome.INCONCLUSIVE,
    },
    values=(
        *("first", "first_mean", "first_range", "second", "second_mean", "second_range"),
        *("winner", "winner_mean", "winner_trainings", "loser", "loser_mean", "loser_trainings", "gap"),
        *("close", "on_average", "fallen", "unfinished"),
    ),
    hoped=Outcome.TRUE,
)


def better_than(contrast: Contrast) -> Verdict:
    """Judge whether the first model of a contrast is right more often than the second."""
    winner = 1 if contrast.winner is contrast.second else 0
    values = _side("first", contrast, 0) | _side("second", contrast, 1)
    values |= _side("winner", contrast, winner) | _side("loser", contrast, 1 - winner)
    values |= {
        f"{role}_trainings": computed_count(
            contrast.trainings[rank], contrast.sources, "entraînements, une graine chacun"
        )
        for role, rank in (("winner", winner), ("loser", 1 - winner))
    }
    over_seeds = contrast.test is Test.SEEDS
    values |= {
        "gap": gap(contrast.difference, contrast.examples, contrast.sources, DIFFERENCE, contrast.precision),
        "close": too_close(
            contrast.chance,
            contrast.sources,
            contrast.test.value,
            Phrase("no-order-seeds" if over_seeds else "no-order"),
        ),
        "on_average": Phrase("on-average") if over_seeds else "",
        "fallen": fallen_trainings((contrast.first, contrast.second), contrast.split) if over_seeds else "",
        "unfinished": unfinished((contrast.first, contrast.second)),
    }
    known = {name: value for name, value in values.items() if name in RULE.values}
    subjects = (contrast.first, contrast.second)
    return RULE.conclude(_case(contrast), subjects, known, contrast_evidence(contrast))


def contrast_evidence(contrast: Contrast) -> list[Evidence]:
    """Return what a comparison of two models rests on."""
    bounds = (contrast.difference, contrast.low, contrast.high)
    found = interval_evidence(*(_points(contrast, each) for each in bounds))
    for result, only in (
        (contrast.first, contrast.only_first_right),
        (contrast.second, contrast.only_second_right),
    ):
        alone = computed_count(only, contrast.sources, "bonnes réponses de lui seul")
        seed = language.integer(result.training.seed)
        found.append(Evidence("alone", alone, {"model": result.names.model, "seed": seed}))
    return [*found, *chance_evidence(contrast.chance, contrast.sources, contrast.test.value)]


def _case(contrast: Contrast) -> str:
    if math.isclose(contrast.difference, 0, abs_tol=1e-12):
        return "same"
    case = "level" if contrast.winner is None else "better" if contrast.winner is contrast.first else "worse"
    return case if contrast.test is Test.MCNEMAR else f"{case}-seeds"


def _side(role: str, contrast: Contrast, rank: int) -> dict[str, object]:
    """Return the values of one of the two models, under the names that texts give them."""
    result: Result = (contrast.first, contrast.second)[rank]
    low, high = (
        share(value, contrast.examples, contrast.sources, formula)
        for value, formula in zip(contrast.ranges[rank], ("la plus basse", "la plus haute"), strict=True)
    )
    return {
        role: result.names.model,
        f"{role}_mean": compared_accuracies(contrast)[rank],
        f"{role}_range": Phrase("range", {"low": low, "high": high}) if low.text != high.text else low,
    }


def _points(contrast: Contrast, difference: float) -> Quantity:
    return points(difference, contrast.examples, contrast.sources, DIFFERENCE, contrast.precision)
