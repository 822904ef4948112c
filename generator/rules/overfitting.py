"""Rule: the model kept overfits, that is, its loss is surely higher on validation than on training."""

from experiments import language
from experiments.results.schema import Result
from generator.facts.bounds import bounds
from generator.facts.quantity import Quantity, computed
from generator.rules.curve_evidence import DIGITS
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import bounds_evidence, chance_evidence
from generator.rules.over_seeds import over_seeds
from generator.statistics.factors import has_augmentation, has_dropout
from generator.statistics.generalization_gap import (
    SMALL_SHARE,
    GeneralizationGap,
    generalization_gap,
    losses_of_model_kept,
)

MOST_DIGITS = 7
SMALL = language.whole_percent(SMALL_SHARE)

# By whether the model has a dropout, and layers that change its examples at random.
ON_TRAINING = {
    (False, False): "on-training",
    (True, False): "without-dropout",
    (False, True): "without-augmentation",
    (True, True): "without-both",
}

RULE = Rule(
    __name__,
    cases={
        "overfits": Outcome.TRUE,
        "close": Outcome.FALSE,
        "flattered": Outcome.INCONCLUSIVE,
        "slightly": Outcome.INCONCLUSIVE,
        "imprecise": Outcome.INCONCLUSIVE,
    },
    values=("model", "validation", "training", "higher", "on_training", "seeds"),
    constants={"small": SMALL},
    hoped=Outcome.FALSE,
)


def overfitting(result: Result) -> Verdict:
    """Judge how much better the model kept knows the examples of its training."""
    gap = generalization_gap(result)
    validation, training = losses_of_model_kept(gap)
    dropout, augmentation = has_dropout(result), has_augmentation(result)
    values = {
        "model": result.names.model,
        "validation": validation,
        "training": training,
        "higher": Phrase("clearly-higher" if validation.value > training.value else "higher"),
        "on_training": Phrase(ON_TRAINING[dropout, augmentation]),
        "seeds": over_seeds(result),
    }
    kept = result.training.patience is not None
    evidence = [
        Evidence("kept-validation-loss" if kept else "validation-loss", validation),
        Evidence("kept-training-loss" if kept else "training-loss", training),
        *_gap_evidence(gap, validation.sources + training.sources),
    ]
    if dropout:
        evidence.append(Evidence("dropout", Phrase("dropout-is-off")))
    if augmentation:
        evidence.append(Evidence("augmentation", Phrase("augmentation-is-off")))
    return RULE.conclude(_case(gap, kept and len(result.history.loss) > 1), (result,), values, evidence)


def _case(gap: GeneralizationGap, chosen: bool) -> str:
    """Return what the gap says; a small one says nothing of the smallest of several validation losses."""
    if gap.absent:
        return "flattered" if chosen else "close"
    if not gap.sure:
        return "imprecise"
    return "overfits" if gap.low > gap.limit else "slightly"


def _gap_evidence(gap: GeneralizationGap, sources: tuple[str, ...]) -> list[Evidence]:
    """Return the bounds of the gap of the two losses, what is called small, and the test."""
    limit = computed(gap.limit, sources, f"{SMALL} de la perte d’entraînement", DIGITS)
    formula = "de Welch, validation moins entraînement"
    # As many digits as tell each bound from what is called small, which it is compared with.
    precise = (bounds(gap.low, gap.high, sources, formula, digits) for digits in range(DIGITS, MOST_DIGITS))
    low, high = next(
        (both for both in precise if not any(_confused(bound, gap.limit) for bound in both)),
        bounds(gap.low, gap.high, sources, formula, MOST_DIGITS),
    )
    return [
        bounds_evidence("gap", low, high),
        Evidence("small-gap", limit),
        *chance_evidence(gap.chance, sources, "test de Welch, unilatéral"),
    ]


def _confused(bound: Quantity, limit: float) -> bool:
    """Whether the limit, written with the decimals of a bound, would read like it."""
    decimals = len(bound.text.partition(",")[2])
    return round(float(bound.value), decimals) == round(limit, decimals)
