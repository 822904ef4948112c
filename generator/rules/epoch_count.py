"""Rule: the number of epochs is right; fewer or more would not have been better."""

from statistics import fmean

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, count, share
from generator.facts.reading import read
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.epochs import at_epochs, so_many_epochs
from generator.rules.evidence import probability
from generator.rules.over_seeds import over_seeds
from generator.statistics.curves import Curve, Rise, best_epochs, curve, losses_on_curve, numbers_of_epochs
from generator.statistics.late_gain import LateGain, late_gain

ACCURACY = "/history/val_accuracy"
EXAMPLES = "/evaluation/validation/count"
PATIENCE = "/training/patience"
# Cases that a gain of right answers since the best epoch decides of.
WEIGHED = {"nearly", "nearly-gaining", "fewer-for-the-loss", "disagree"}

RULE = Rule(
    __name__,
    cases={
        "enough": Outcome.TRUE,
        "nearly": Outcome.TRUE,
        "nearly-gaining": Outcome.TRUE,
        "kept": Outcome.TRUE,
        "more": Outcome.FALSE,
        "kept-too-soon": Outcome.FALSE,
        "fewer": Outcome.FALSE,
        "fewer-for-the-loss": Outcome.FALSE,
        "disagree": Outcome.INCONCLUSIVE,
        "single": Outcome.INCONCLUSIVE,
        "last": Outcome.INCONCLUSIVE,
        "continue": Outcome.INCONCLUSIVE,
        "stop": Outcome.INCONCLUSIVE,
        "stop-or-continue": Outcome.INCONCLUSIVE,
        "kept-unclear": Outcome.INCONCLUSIVE,
    },
    values=("model", "epochs", "best", "lowest", "last", "gained", "stop", "seeds"),
    hoped=Outcome.TRUE,
)


def epoch_count(result: Result) -> Verdict:
    """Judge whether fewer or more epochs would have been better, from the curves alone."""
    history = curve(result)
    gain = late_gain(history)
    lowest, last = losses_on_curve(history)
    gained = computed_count(
        round(gain.examples),
        _accuracy_sources(history),
        "bonnes réponses à la fin moins à la meilleure époque",
    )
    values = {
        "model": result.names.model,
        "epochs": so_many_epochs(numbers_of_epochs(history)),
        "best": at_epochs(best_epochs(history)),
        "lowest": lowest,
        "last": last,
        "gained": Phrase("examples", number=gained),
        "stop": _stop(history),
        "seeds": over_seeds(result),
    }
    case = _case(history, gain)
    return RULE.conclude(case, (result,), values, _evidence(history, gain, weighed=case in WEIGHED))


def _case(history: Curve, gain: LateGain) -> str:
    if max(history.epochs) == 1:
        return "single"
    if history.result.training.patience is not None:
        return _case_with_early_stopping(history)
    if history.cut_short:
        return "more"
    if history.rise is Rise.SURE:
        return _case_after_a_rise(gain)
    if history.finished and history.rise is Rise.NONE:
        return _case_near_the_minimum(history, gain)
    return _case_left_open(history)


def _case_with_early_stopping(history: Curve) -> str:
    if history.cut_short:
        return "kept-too-soon"
    return "kept" if history.finished else "kept-unclear"


def _case_near_the_minimum(history: Curve, gain: LateGain) -> str:
    if not history.rises_slightly:
        return "enough"
    # A gain alone is told: the best epoch was chosen on these examples, so that its accuracy may be luck.
    return "nearly-gaining" if round(gain.examples) > 0 and gain.possible else "nearly"


def _case_left_open(history: Curve) -> str:
    """Say which question is open: whether to stop earlier, to go on, or both."""
    if history.best == history.epochs:
        return "last"
    if history.rise is Rise.NONE:
        return "continue"
    return "stop" if history.finished else "stop-or-continue"


def _case_after_a_rise(gain: LateGain) -> str:
    if round(gain.examples) <= 0:
        return "fewer"
    return "disagree" if gain.possible else "fewer-for-the-loss"


def _examples(history: Curve) -> int:
    return history.result.evaluation["validation"].count


def _mean(history: Curve, epochs: tuple[int, ...]) -> float:
    """Return the mean validation accuracy at an epoch of each training."""
    examples = _examples(history)
    # The history holds a rounded share of right answers.
    return fmean(
        round(training.history.val_accuracy[epoch - 1] * examples) / examples
        for training, epoch in zip(history.result.trainings, epochs, strict=True)
    )


def _accuracy_sources(history: Curve) -> tuple[str, ...]:
    accuracies = (f"{training.file}#{ACCURACY}" for training in history.result.trainings)
    return (*accuracies, read(history.result, EXAMPLES).source)


def _accuracy(history: Curve, epochs: tuple[int, ...]) -> Quantity:
    """Return that accuracy as the evaluation of the same examples would write it."""
    formula = "bonnes réponses / réponses"
    return share(_mean(history, epochs), _examples(history), _accuracy_sources(history), formula)


def _stop(history: Curve) -> Phrase | str:
    """Say when early stopping ended the training, and which weights it kept; nothing without it."""
    training = history.result.training
    if training.patience is None:
        return ""
    done, best = numbers_of_epochs(history), best_epochs(history)
    kept = Phrase("of-epoch", {"epoch": best[0]}) if len(best) == 1 else Phrase("of-epochs", _ends(best))
    if min(history.epochs) == training.epochs:
        return Phrase("ran-out", {"epochs": so_many_epochs(done), "best": kept})
    patience = Phrase("epochs", number=count(read(history.result, PATIENCE)))
    return Phrase("stopped", {"done": at_epochs(done), "patience": patience, "best": kept})


def _ends(ends: list[Quantity]) -> dict[str, object]:
    return {"low": ends[0], "high": ends[1]}


def _evidence(history: Curve, gain: LateGain, *, weighed: bool) -> list[Evidence]:
    lowest, last = losses_on_curve(history)
    found = [
        Evidence("best", at_epochs(best_epochs(history))),
        Evidence("best-loss", lowest),
        Evidence("best-accuracy", _accuracy(history, history.best)),
        Evidence("last-loss", last),
        Evidence("last-accuracy", _accuracy(history, history.epochs)),
    ]
    if history.result.training.patience is not None:
        found.append(Evidence("patience", count(read(history.result, PATIENCE))))
    # Of a loss it would say too much: the best epoch was chosen on the examples that it is measured on.
    elif weighed and gain.chance is not None and gain.examples > 0:
        sources, test = _accuracy_sources(history), "test de Student sur les graines"
        found.append(
            Evidence("accuracy-chance", probability(gain.chance, gain.chance.p_value, sources, test))
        )
    return found
