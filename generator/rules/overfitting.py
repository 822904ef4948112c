"""Rule: the model kept overfits, that is, its loss is surely higher on validation than on training."""

from experiments import language
from experiments.results.schema import Result
from generator.facts.bounds import bounds
from generator.facts.quantity import computed
from generator.rules.curve_evidence import DIGITS
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import bounds_evidence, chance_evidence
from generator.rules.over_seeds import over_seeds
from generator.statistics.factors import has_dropout
from generator.statistics.generalization_gap import (
    SMALL_SHARE,
    GeneralizationGap,
    generalization_gap,
    losses_of_model_kept,
)

SMALL = language.whole_percent(SMALL_SHARE)

RULE = Rule(
    __name__,
    cases={
        "overfits": Outcome.TRUE,
        "close": Outcome.FALSE,
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
    values = {
        "model": result.names.model,
        "validation": validation,
        "training": training,
        "higher": Phrase("clearly-higher" if validation.value > training.value else "higher"),
        "on_training": Phrase("without-dropout") if has_dropout(result) else Phrase("on-training"),
        "seeds": over_seeds(result),
    }
    evidence = [
        Evidence("validation-loss", validation),
        Evidence("training-loss", training),
        *_gap_evidence(gap, validation.sources + training.sources),
    ]
    if has_dropout(result):
        evidence.append(Evidence("dropout", Phrase("dropout-is-off")))
    return RULE.conclude(_case(gap), (result,), values, evidence)


def _case(gap: GeneralizationGap) -> str:
    if gap.absent:
        return "close"
    if not gap.sure:
        return "imprecise"
    return "overfits" if gap.low > gap.limit else "slightly"


def _gap_evidence(gap: GeneralizationGap, sources: tuple[str, ...]) -> list[Evidence]:
    """Return the bounds of the gap of the two losses, what is called small, and the test."""
    low, high = bounds(gap.low, gap.high, sources, "de Welch, validation moins entraînement", DIGITS)
    return [
        bounds_evidence("gap", low, high),
        Evidence("small-gap", computed(gap.limit, sources, f"{SMALL} de la perte d’entraînement", DIGITS)),
        *chance_evidence(gap.chance, sources, "test de Welch, unilatéral"),
    ]
