"""Rule: healthy children are harder to recognise on test than on validation."""

from collections.abc import Sequence

import scipy

from experiments import language
from experiments.measures.threshold import DEFAULT_THRESHOLD
from generator.facts.quantity import computed_count, points
from generator.formulas.metrics import BinaryCounts
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import bounds_evidence, chance_evidence
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.answers import Answers
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.resampling import HIGH, LOW
from generator.statistics.diagnosis.scores import proportion_score
from generator.statistics.diagnosis.specificity_fall import fall_interval

TEST = "test exact de Fisher"
# Cases from which something follows.
LESSONS = ("harder", "easier")

RULE = Rule(
    __name__,
    cases={
        "harder": Outcome.TRUE,
        "easier": Outcome.FALSE,
        "unclear": Outcome.INCONCLUSIVE,
        "undefined": Outcome.INCONCLUSIVE,
    },
    values=(
        *("model", "validation_found", "validation_total", "validation_share"),
        *("test_found", "test_total", "test_share", "lesson", "seeds"),
    ),
    constants={"default": language.decimal(DEFAULT_THRESHOLD, 1)},
    hoped=Outcome.FALSE,
    by_seed=True,
)


def pneumonia_shift(decisions: Sequence[Decision]) -> list[Verdict]:
    """Compare the specificities of each model on validation and test."""
    counts = [(d.validation.counts(d.threshold.value), d.test.counts(d.threshold.value)) for d in decisions]
    tables = [[[each.true_negatives, each.false_positives] for each in both] for both in counts]
    found = chances([float(scipy.stats.fisher_exact(table).pvalue) for table in tables])
    return [_verdict(*parts) for parts in zip(decisions, counts, found, strict=True)]


def _verdict(decision: Decision, counts: tuple[BinaryCounts, BinaryCounts], chance: Chance) -> Verdict:
    if any(each.specificity is None for each in counts):
        return RULE.conclude("undefined", [decision.result], {"model": decision.name})
    bounds = fall_interval(decision)
    sources = decision.validation.sources + decision.test.sources
    values: dict[str, object] = {"model": decision.name, "seeds": ""}
    for answers, each in zip((decision.validation, decision.test), counts, strict=True):
        values |= _recognised(answers, each)
    case = _case(bounds) if chance.unlikely else "unclear"
    values["lesson"] = Phrase(case) if case in LESSONS else ""
    return RULE.conclude(
        case,
        [decision.result],
        values,
        [_fall_evidence(decision, bounds, sources), *chance_evidence(chance, sources, TEST)],
    )


def _case(bounds: tuple[float, float]) -> str:
    """Return what the interval of the fall of specificity says."""
    low, high = bounds
    return "harder" if low > 0 else "easier" if high < 0 else "unclear"


def _fall_evidence(decision: Decision, bounds: tuple[float, float], sources: tuple[str, ...]) -> Evidence:
    examples, half_width = len(decision.test.labels), (bounds[1] - bounds[0]) / 2
    low, high = (
        points(bound, examples, sources, formula, half_width)
        for bound, formula in zip(bounds, (LOW, HIGH), strict=True)
    )
    return bounds_evidence("fall", low, high)


def _recognised(answers: Answers, counts: BinaryCounts) -> dict[str, object]:
    """Return how many healthy children of a split are recognised, by the names that texts give them."""
    found, total = counts.true_negatives, counts.true_negatives + counts.false_positives
    recognised = computed_count(found, answers.sources, "vrais négatifs")
    return {
        f"{answers.split}_found": Phrase("healthy", number=recognised),
        f"{answers.split}_total": computed_count(total, answers.sources, "cas négatifs de la partition"),
        f"{answers.split}_share": proportion_score("spécificité", "", counts.specificity).value,
    }
