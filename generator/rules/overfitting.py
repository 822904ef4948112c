"""Rule: the model overfits, that is, the validation loss rose while the training loss went on falling."""

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed
from generator.rules.curve_evidence import DIGITS, slope_evidence
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import chance_evidence
from generator.statistics.curves import Curve, Ending, Rise, best_epoch, curve, loss_at
from generator.statistics.factors import has_dropout
from generator.statistics.generalization_gap import (
    SMALL_SHARE,
    GeneralizationGap,
    generalization_gap,
    loss_of_model_kept,
)

SMALL = language.whole_percent(SMALL_SHARE)

RULE = Rule(
    __name__,
    cases={
        "turned": Outcome.TRUE,
        "undone": Outcome.TRUE,
        "close": Outcome.FALSE,
        "falling": Outcome.FALSE,
        "gap": Outcome.INCONCLUSIVE,
        "imprecise": Outcome.INCONCLUSIVE,
        "unsure": Outcome.INCONCLUSIVE,
        "diverged": Outcome.INCONCLUSIVE,
    },
    values=("model", "best", "rise", "validation", "training", "on_training"),
    constants={"small": SMALL},
    hoped=Outcome.FALSE,
)


def overfitting(result: Result) -> Verdict:
    """Judge whether the validation loss rose while the training loss fell, or how far apart they end."""
    history = curve(result)
    gap = generalization_gap(result)
    values = {
        "model": result.names.model,
        "best": best_epoch(history),
        "rise": _rise(history),
        "validation": loss_of_model_kept(result, "validation"),
        "training": loss_of_model_kept(result, "train"),
        "on_training": Phrase("without-dropout") if has_dropout(result) else Phrase("on-training"),
    }
    evidence = [*_curve_evidence(history), *_gap_evidence(gap)]
    if has_dropout(result):
        evidence.append(Evidence("dropout", Phrase("dropout-is-off")))
    return RULE.conclude(_case(history, gap), (result,), values, evidence)


def _case(history: Curve, gap: GeneralizationGap) -> str:
    if history.rise is Rise.UNSURE:
        return "unsure"
    if history.rise is Rise.SURE:
        if history.training_since is None or history.training_since.high >= 0:
            return "diverged"
        return "turned" if history.result.training.patience is None else "undone"
    if not gap.sure:
        return "close" if gap.absent else "imprecise"
    return "falling" if history.ending is Ending.FALLS else "gap"


def _rise(history: Curve) -> Quantity:
    rise = history.last - history.lowest
    text = language.measured(rise, history.error)
    sources = (history.validation_source, history.error_source)
    return Quantity(rise, text, sources, "dernière perte de validation moins la plus petite")


def _curve_evidence(history: Curve) -> list[Evidence]:
    rise = _rise(history)
    found = [
        Evidence("best", best_epoch(history)),
        Evidence("lowest", loss_at(history, history.best)),
        Evidence("last", loss_at(history, history.epochs)),
    ]
    if history.error > 0:
        relative = computed(rise.value / history.error, rise.sources, "remontée / erreur standard", DIGITS)
        found.append(Evidence("relative-rise", relative))
    for name, line, source in (
        ("validation-slope", history.since, history.validation_source),
        ("training-slope", history.training_since, history.training_source),
    ):
        if line is not None:
            found.append(slope_evidence(name, line, source))
    return found


def _gap_evidence(gap: GeneralizationGap) -> list[Evidence]:
    """Return both losses, the bound of their gap and the test."""
    result = gap.result
    losses = tuple(f"{result.file}#/evaluation/{split}/loss" for split in ("validation", "train"))
    sources = tuple(source for loss in losses for source in (loss, f"{loss}_standard_error"))
    high = computed(gap.high, sources, "borne supérieure de Welch, validation moins entraînement", DIGITS)
    limit = computed(gap.limit, losses[1:], f"{SMALL} de la perte d’entraînement", DIGITS)
    return [
        Evidence("validation-loss", loss_of_model_kept(result, "validation")),
        Evidence("training-loss", loss_of_model_kept(result, "train")),
        Evidence("largest-gap", high),
        Evidence("small-gap", limit),
        *chance_evidence(gap.chance, sources, "test de Welch, unilatéral"),
    ]
